"""The bureau's sheet of each joint session: all that is found, as data; how it looks is for `publish.layouts.joint`.

Last stop of `bureau`: it asks the parts beside it, and counts what is wrong. Wrong is a body whose programme lacks the
session or has it elsewhere than the decision or the others do, and a calendar that is out and shows it otherwise; what
runs against it is told and is no fault of the programmes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from session_planner.bureau.asked import Asked, asked
from session_planner.bureau.calendars import Calendar, Expected, Shown, read_calendars
from session_planner.bureau.clashes import Against, against
from session_planner.bureau.given import Given, Stretch, rows_of, stretch, together
from session_planner.bureau.history import Past, history
from session_planner.bureau.slack import Slack, slack
from session_planner.bureau.stands import Stand, stands
from session_planner.checker import Report, check
from session_planner.errors import InputError, Mistake
from session_planner.programme.model import Programme
from session_planner.programme.people import People
from session_planner.programme.timetable import Timetable
from session_planner.releases.model import SCENARIO, Release
from session_planner.releases.store import OTHER_SESSION, Store
from session_planner.scenario.mistakes import nearest
from session_planner.scenario.model import Decision, JointSession, Scenario
from session_planner.scenario.outline import outline
from session_planner.words import N_, Words, say


@dataclass(frozen=True, slots=True)
class Sheet:
    """One joint session. `place` is where the programme has it; `around` and `slack` are None where it has it not.

    `past` is None where no store of releases was given.
    """

    scenario: Scenario
    joint: JointSession
    decision: Decision | None
    asked: Asked
    place: Stretch | None
    stands: tuple[Stand, ...]
    calendars: tuple[Shown, ...]
    around: Against | None
    slack: Slack | None
    past: tuple[Past, ...] | None

    @property
    def faults(self) -> tuple[Words, ...]:
        """Each body's programme and each calendar that lacks the session or has it otherwise, in words."""
        return (*self.in_programmes, *self._in_calendars())

    @property
    def in_programmes(self) -> tuple[Words, ...]:
        """Those of them that are in programmes."""
        return tuple(self._in_programmes())

    def _in_programmes(self) -> Iterator[Words]:
        out = outline(self.scenario)
        joint = out.title(f"joint:{self.joint.id}")
        for one in self.stands:
            fields = {"joint": joint, "body": out.title(one.body), "said": one.said}
            if one.status == "not given":
                yield say(N_("{joint}, {body}: {said}"), **fields)
            elif one.status != "as asked":
                yield say(N_("{file}: {joint}, {body}: {said}"), file=one.file, **fields)

    def _in_calendars(self) -> Iterator[Words]:
        joint = outline(self.scenario).title(f"joint:{self.joint.id}")
        for shown in self.calendars:
            if shown.status != "right":
                yield say(N_("{file}: {joint}: {said}"), file=shown.file, joint=joint, said=shown.said)

    @property
    def agrees(self) -> bool:
        """Whether every programme and calendar has it as decided, to the minute."""
        return not self.faults

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """The sheet for `--json`, its sentences in `lang`."""
        out = outline(self.scenario)
        return {
            "id": self.joint.id,
            "title": self.joint.called.told(lang),
            "agrees": self.agrees,
            "faults": [fault.told(lang) for fault in self.faults],
            "decision": _decision(self.decision, lang) if self.decision else None,
            "asked": self.asked.as_dict(out, self.joint),
            "place": self.place.as_dict(out) if self.place else None,
            "programmes": [one.as_dict(out, lang) for one in self.stands],
            "calendars": [one.as_dict(out, lang) for one in self.calendars],
            "against": self.around.as_dict(out, lang) if self.around else None,
            "slack": self.slack.as_dict(out) if self.slack else None,
            "history": None if self.past is None else [one.as_dict(out) for one in self.past],
        }


def _decision(decision: Decision, lang: str) -> dict[str, str | None]:
    texts = {"by": decision.by, "at": decision.at, "text": decision.text}
    told = {name: text.told(lang) if text else None for name, text in texts.items()}
    on = decision.on.isoformat() if decision.on else None
    return {"id": decision.id, "symbol": decision.symbol, "on": on, **told}


def joint_sheets(
    scenario: Scenario,
    programmes: Sequence[tuple[str, Programme]],
    *,
    calendars: Sequence[Path | str] = (),
    store: Store | None = None,
    session: str | None = None,
) -> tuple[Sheet, ...]:
    """The sheet of each joint session of a scenario, or of the one asked for, in the scenario's order.

    `programmes` are files' names and what was read from them; `calendars` files or folders of what is published.
    Raises InputError for a session that there is not, for calendars that cannot be read, and for a store of another
    session's releases.
    """
    wanted = _wanted(scenario, session)
    if not wanted:
        return ()
    given = [Given(file, programme) for file, programme in programmes]
    whole = together(given, scenario)
    maker = _Maker(
        scenario,
        given,
        whole,
        Timetable(whole, scenario),
        check(whole, scenario),
        People(scenario),
        read_calendars(calendars, scenario),
        None if store is None else _releases(store, scenario, programmes),
    )
    return tuple(maker.sheet(joint) for joint in wanted)


def _wanted(scenario: Scenario, session: str | None) -> tuple[JointSession, ...]:
    known = [joint.id for joint in scenario.joint_sessions]
    if session is None or session in known:
        return tuple(joint for joint in scenario.joint_sessions if session in (None, joint.id))
    near = nearest(session, known)
    said = N_("`{found}` is not among the {kind} of the scenario; there are: {known}")
    if near:
        said = N_("`{found}` is not among the {kind} of the scenario; did you mean `{near}`? there are: {known}")
    fields = {"kind": "joint_sessions", "found": session, "near": near or "", "known": ", ".join(known) or "–"}
    raise InputError([Mistake("", 0, 0, "joint_sessions", said, fields)])


def _releases(store: Store, scenario: Scenario, programmes: Sequence[tuple[str, Programme]]) -> tuple[Release, ...]:
    """The releases of the session; a scenario that says no id is known by its programmes, or by its bytes."""
    found = store.releases()
    ids = {scenario.id, *(programme.scenario_id for _file, programme in programmes)}
    theirs = [one for one in found if one.scenario_id not in ids and one.sha256[SCENARIO] != scenario._sha256]
    if len(theirs) < len(found) or not found:
        return found
    fields = {"found": scenario.id or "", "known": found[-1].scenario_id}
    raise InputError([Mistake(str(store.path), 0, 0, "", OTHER_SESSION, fields)])


@dataclass(frozen=True, slots=True)
class _Maker:
    """What all sheets are made from."""

    scenario: Scenario
    given: Sequence[Given]
    whole: Programme
    table: Timetable
    report: Report
    people: People
    calendars: tuple[Calendar, ...]
    releases: tuple[Release, ...] | None

    def sheet(self, joint: JointSession) -> Sheet:
        """The sheet of one session."""
        out = self.table.outline
        session, what = rows_of(joint, self.whole), asked(joint, out)
        hosted = next((rows for body in joint.bodies if (rows := rows_of(joint, self.whole, body))), ())
        place = stretch(hosted) if hosted else None
        expected = Expected(joint, self.whole, place, self.scenario, self.people)
        return Sheet(
            self.scenario,
            joint,
            out.decisions.get(joint.source or ""),
            what,
            place,
            stands(joint, self.given, out, what, self._end_of()),
            tuple(shown for one in self.calendars if (shown := expected.shown(one))),
            against(session, place, self.table, self.report, self.people) if place else None,
            slack(joint, session, place, self.table, self.people) if place else None,
            None if self.releases is None else history(joint.id, self.releases, out),
        )

    def _end_of(self) -> Callable[[str], int | None]:
        """When the programme has the end of a joint session."""

        def end_of(joint: str) -> int | None:
            rows = rows_of(self.table.outline.joints[joint], self.whole)
            return stretch(rows).end if rows else None

        return end_of
