"""What of a scenario can be dropped, or loosened by one step: each a scenario of its own, to be priced.

Before `prices`: everything that binds, as data. A candidate is made real by the changes that `--set` and `--without`
take, so that what is priced can be asked for, solved and published as it is.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from session_planner.rules import active
from session_planner.rules.base import PHYSICAL, Active, name_of
from session_planner.rules.settings import check_settings
from session_planner.scenario.model import Absence, Body, Item, JointSession, Room, Scenario, SittingPattern, Team
from session_planner.scenario.normalise import normalised
from session_planner.scenario.outline import Outline, outline
from session_planner.scenario.overlay import overlaid
from session_planner.scenario.reading import whole
from session_planner.scenario.values import Window, raw
from session_planner.studies.replanning import written
from session_planner.words import N_, Date, Span, When, Words, say

Kind = Literal["decision", "lock", "window", "absence", "order", "document", "capacity", "sitting", "rule"]
PRICED: tuple[Kind, ...] = get_args(Kind)
STEP = 30
"""Minutes by which a time is loosened unless said otherwise."""
_BESIDES = ("within-sitting",)
"""Hard rules that nobody can drop, beside those of nature: what is not taken up is no programme."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that could be dropped or loosened. `sets` are the changes that do it, as a programme notes them.

    `only_allows`: it forbids nothing new and charges nothing new, so that the programme can only gain. `together`: it
    can be dropped along with others. `step_of`: the candidate that drops altogether what this one loosens. `source`:
    the decision that it rests on.
    """

    id: str
    kind: Kind
    words: Words
    sets: tuple[str, ...]
    only_allows: bool = True
    together: bool = True
    step_of: str = ""
    source: str | None = None


def loosened(scenario: Scenario, sets: Sequence[str]) -> Scenario:
    """The scenario, which was loaded from a file, with more changes on it; raises InputError where they cannot be."""
    source = normalised(overlaid(scenario._source, None, sets))
    made = whole(source, check_settings)
    made._sha256, made._variant, made._sets = scenario._sha256, scenario._variant, (*scenario._sets, *sets)
    return made


def candidates(scenario: Scenario, step: int = STEP) -> tuple[Candidate, ...]:
    """Everything in the scenario that could be dropped or loosened; times by `step` minutes, numbers by one."""
    grain = scenario.grain
    return tuple(_Finder(scenario, -(-step // grain) * grain).all())


def path(*parts: str | tuple[str]) -> str:
    """A path of an overlay from keys (or paths) and, each in a tuple, names of entries."""
    return ".".join(part if isinstance(part, str) else f"[{part[0]}]" for part in parts).replace(".[", "[")


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


class _Finder:
    def __init__(self, scenario: Scenario, step: int) -> None:
        self.scenario, self.step = scenario, step
        self.out: Outline = outline(scenario)
        self.rules: dict[str, Active] = {rule.id: rule for rule in active(scenario)}

    def all(self) -> Iterator[Candidate]:
        yield from self._decisions()
        yield from self._locks()
        for joint in self.scenario.joint_sessions:
            minutes = self.out.joint_minutes(joint)
            yield from self._times(path("joint_sessions", (joint.id,)), f"joint:{joint.id}", joint, minutes)
        for body in self.scenario.bodies:
            own = path("bodies", (body.id,))
            yield from self._absences(own, body.id, body.unavailable)
            yield from self._items(path(own, "agenda"), body, body.agenda)
        yield from self._others_absences()
        yield from self._orders()
        yield from self._documents()
        yield from self._limits()
        yield from self._teams()
        yield from self._rooms()
        yield from self._delegations()
        yield from self._sittings()
        yield from self._hard_rules()

    # -- what was decided ------------------------------------------------------------------------------------------

    def _decisions(self) -> Iterator[Candidate]:
        for one in self.scenario.decisions:
            named = [one.by, one.symbol, Date(one.on) if one.on else None]
            words = say("{decision}", decision=[name for name in named if name] or one.id)
            pure = not any(_wishes(part, one.id) for part in _parts(self.scenario))
            yield Candidate(
                f"decision:{one.id}", "decision", words, (f"-decision:{one.id}",), pure, together=pure, source=one.id
            )

    def _locks(self) -> Iterator[Candidate]:
        for lock in self.scenario.locks:
            words = say(N_("lock of {item}"), item=name_of(lock.item, self.out))
            yield Candidate(f"lock:{lock.id}", "lock", words, (f"-lock:{lock.id}",), source=lock.source)

    # -- times -----------------------------------------------------------------------------------------------------

    def _items(self, at: str, body: Body, agenda: Iterable[Item]) -> Iterator[Candidate]:
        for item in agenda:
            own, ref = path(at, (item.number,)), f"{body.id}/{item.number}"
            if item.items:
                yield from self._items(path(own, "items"), body, item.items)
                continue
            minutes = item.duration.expected if item.duration and not item.splittable else 0
            yield from self._times(own, ref, item, minutes)
            yield from self._absences(own, ref, item.unavailable)
            if item.drafting_time:
                words = say(N_("no time to draft before {item}"), item=name_of(ref, self.out))
                sets = (f"{path(own, 'drafting_time')}=",)
                yield Candidate(f"drafting:{ref}", "order", words, sets, source=item.source)

    def _times(self, own: str, ref: str, part: Item | JointSession, minutes: int) -> Iterator[Candidate]:
        """Start, earliest, latest and windows, each dropped and each a step wider."""
        named = name_of(ref, self.out)
        step, told = dt.timedelta(minutes=self.step), Span(self.step)
        if part.start is not None:
            words = say(N_("{item} at any time, not at its hour"), item=named)
            yield self._time(f"start:{ref}", words, (f"{own}.start=",), part)
            if minutes and not part.windows:
                wider = Window(part.start - step, part.start + dt.timedelta(minutes=minutes) + step)
                words = say(N_("{item} up to {step} earlier or later than its hour"), item=named, step=told)
                both = (f"{own}.start=", f"{own}.windows={_value([written.window(*wider)])}")
                yield self._time(f"start:{ref}:step", words, both, part, f"start:{ref}")
        if part.earliest is not None:
            words = say(N_("{item} as early as can be"), item=named)
            yield self._time(f"earliest:{ref}", words, (f"{own}.earliest=",), part)
            words = say(N_("{item} up to {step} earlier than it may"), item=named, step=told)
            sets = (f"{own}.earliest={written.moment(part.earliest - step)}",)
            yield self._time(f"earliest:{ref}:step", words, sets, part, f"earliest:{ref}")
        if part.latest is not None:
            words = say(N_("{item} as late as can be"), item=named)
            yield self._time(f"latest:{ref}", words, (f"{own}.latest=",), part)
            words = say(N_("{item} up to {step} later than it may"), item=named, step=told)
            sets = (f"{own}.latest={written.moment(part.latest + step)}",)
            yield self._time(f"latest:{ref}:step", words, sets, part, f"latest:{ref}")
        if part.windows:
            words = say(N_("{item} outside its windows, too"), item=named)
            yield self._time(f"windows:{ref}", words, (f"{own}.windows=[]",), part)
            words = say(N_("{item} with its windows wider by {step} on both sides"), item=named, step=told)
            wide = [written.window(one.start and one.start - step, one.end and one.end + step) for one in part.windows]
            sets = (f"{own}.windows={_value(wide)}",)
            yield self._time(f"windows:{ref}:step", words, sets, part, f"windows:{ref}")

    def _time(
        self, id: str, words: Words, sets: tuple[str, ...], part: Item | JointSession, step_of: str = ""
    ) -> Candidate:
        return Candidate(id, "window", words, sets, together=not step_of, step_of=step_of, source=part.source)

    def _absences(self, own: str, ref: str, absences: Sequence[Absence]) -> Iterator[Candidate]:
        """Each absence dropped: by its id, or with the list set anew where it has none."""
        for at, one in enumerate(absences):
            rest = [_absence(other) for other in absences if other is not one]
            sets = (f"-{own}.unavailable[{one.id}]",) if one.id else (f"{own}.unavailable={_value(rest)}",)
            words = say(N_("{who} there all the time: no absence {when}"), who=name_of(ref, self.out), when=_Span(one))
            name = one.id or str(at + 1)
            yield Candidate(
                f"absence:{ref}:{name}", "absence", words, sets, together=bool(one.id or not rest), source=one.source
            )

    def _others_absences(self) -> Iterator[Candidate]:
        for room in self.scenario.rooms:
            yield from self._absences(path("rooms", (room.id,)), room.id, room.unavailable)
        for officer in self.scenario.officers:
            yield from self._absences(path("officers", (officer.id,)), officer.id, officer.unavailable)
        for day in self.scenario.holidays:
            words = say(N_("the house works on {holiday}"), holiday=day.called)
            yield Candidate(f"holiday:{day.id}", "absence", words, (f"-holiday:{day.id}",), source=day.source)
        for venue in self.scenario.venues:
            if venue.hours or venue.weekdays:
                own = path("venues", (venue.id,))
                words = say(N_("{venue} is open at all hours, on all days"), venue=venue.called)
                sets = (f"{own}.hours=", f"{own}.weekdays=[]")
                yield Candidate(f"hours:{venue.id}", "absence", words, sets, source=venue.source)

    # -- order and documents ---------------------------------------------------------------------------------------

    def _orders(self) -> Iterator[Candidate]:
        for one in self.scenario.precedences:
            name = one.id or f"{one.before}>{one.after}"
            before, after = (name_of(ref, self.out) for ref in (one.before, one.after))
            words = say(N_("{before} need not come before {after}"), before=before, after=after)
            yield Candidate(f"precedence:{name}", "order", words, (f"-precedence:{name}",), source=one.source)
        for joint in self.scenario.joint_sessions:
            if joint.after:
                sets = (f"{path('joint_sessions', (joint.id,), 'after')}=[]",)
                words = say(
                    N_("{joint} need not come after {others}"),
                    joint=joint.called,
                    others=[self.out.title(f"joint:{other}") for other in joint.after],
                )
                yield Candidate(f"after:{joint.id}", "order", words, sets, source=joint.source)

    def _documents(self) -> Iterator[Candidate]:
        for document in self.scenario.documents:
            name = document.symbol or next(iter(document.symbols), "")
            if document.out is None or not name:
                continue
            own = path("documents", (name,), "out")
            words = say(N_("whenever {document} is out"), document=document.name)
            yield Candidate(f"document:{name}", "document", words, (f"{own}=",), source=document.source)
            day = dt.timedelta(days=1)
            out = document.out
            each = {lang: f"{one - day}" for lang, one in out.items()} if isinstance(out, dict) else f"{out - day}"
            words = say(N_("{document} out a day earlier"), document=document.name)
            yield Candidate(
                f"document:{name}:step", "document", words, (f"{own}={_value(each)}",), together=False,
                step_of=f"document:{name}", source=document.source,
            )  # fmt: skip

    # -- capacities ------------------------------------------------------------------------------------------------

    def _limits(self) -> Iterator[Candidate]:
        for limit in self.scenario.parallel_limits:
            name, own = f"parallel-limit:{limit.id}", path("parallel_limits", (limit.id,), "most")
            words = say(
                N_("any number of sittings at a time, not {number} ({limit})"), number=str(limit.most), limit=limit.id
            )
            yield Candidate(name, "capacity", words, (f"-{name}",), source=limit.source)
            words = say(N_("{number} sittings at a time ({limit})"), number=str(limit.most + 1), limit=limit.id)
            sets = (f"{own}={limit.most + 1}",)
            yield Candidate(f"{name}:step", "capacity", words, sets, together=False, step_of=name, source=limit.source)

    def _teams(self) -> Iterator[Candidate]:
        for team in self.scenario.interpretation.teams:
            own = path("interpretation", "teams", (team.id,))
            source = team.source or self.scenario.interpretation.source
            for key, number, words in self._team(team):
                sets = (f"{own}.{key}={'' if number is None else number}",)
                yield Candidate(f"{key}:{team.id}", "capacity", words, sets, source=source)
            yield from self._absences(own, team.id, team.unavailable)

    def _team(self, team: Team) -> Iterator[tuple[str, int | None, Words]]:
        called = team.called
        yield "count", team.count + 1, say(N_("one more of {team}"), team=called)
        if team.a_day is not None:
            number = team.a_day + 1
            yield "a_day", number, say(N_("{team}: {number} sittings a day"), team=called, number=str(number))
        if team.a_week is not None:
            number = team.a_week + 1
            yield "a_week", number, say(N_("{team}: {number} sittings a week"), team=called, number=str(number))
        if team.hours is not None:
            yield "hours", None, say(N_("{team} at any hour"), team=called)

    def _rooms(self) -> Iterator[Candidate]:
        """Seats and booths: as many as the next larger body, or joint session, needs."""
        people = [body.size for body in self.scenario.bodies if body.size]
        people += [joint.size for joint in self.scenario.joint_sessions if joint.size]
        booths = [len(body.languages) for body in self.scenario.bodies]
        too_large = "room-not-too-large" in self.rules
        for room in self.scenario.rooms:
            if number := _next(room.capacity, people):
                words = say(N_("{room} with {number} seats"), room=room.called, number=str(number))
                yield self._room(room, "capacity", number, words, pure=not too_large)
            if number := _next(room.booths, booths):
                words = say(N_("{room} with {number} interpretation booths"), room=room.called, number=str(number))
                yield self._room(room, "booths", number, words)

    def _room(self, room: Room, key: str, number: int, words: Words, *, pure: bool = True) -> Candidate:
        sets = (f"{path('rooms', (room.id,), key)}={number}",)
        return Candidate(f"{key}:{room.id}", "capacity", words, sets, pure, together=pure, source=room.source)

    def _delegations(self) -> Iterator[Candidate]:
        """One more person each; a delegation of one is not asked to stay together, one of two is."""
        for one in self.scenario.delegations:
            number = one.size + 1
            pure = one.size > 1 or "delegations-apart" not in self.rules
            sets = (f"{path('delegations', (one.id,), 'size')}={number}",)
            words = say(N_("{delegation} in {number} rooms at once"), delegation=one.called, number=str(number))
            yield Candidate(f"size:{one.id}", "capacity", words, sets, pure, together=pure, source=one.source)

    # -- sittings --------------------------------------------------------------------------------------------------

    def _sittings(self) -> Iterator[Candidate]:
        """Each sitting a step longer where that is required; a sitting that may last longer also stands in the way."""
        if any(body.sittings is None for body in self.scenario.bodies):
            for index, day in enumerate(self.scenario.days):
                data = self.scenario._source.data["days"][index]
                for at, sitting in enumerate(day.sittings):
                    entry = data["sittings"][at]
                    name = raw(entry["hours"] if isinstance(entry, dict) else entry).strip()
                    longer = self._longer(sitting)
                    where = path("days", (raw(data["date"]),), "sittings", (name,))
                    begins = dt.datetime.combine(day.date, dt.time()) + dt.timedelta(minutes=sitting.hours.start)
                    words = say(
                        N_("the sitting of {when} up to {step} longer"), when=When(begins), step=Span(self.step)
                    )
                    sets = (f"{where}={_value(longer)}",)
                    yield Candidate(
                        f"sitting:{begins:%Y-%m-%dT%H:%M}", "sitting", words, sets, only_allows=False, together=False
                    )
        for body in self.scenario.bodies:
            yield from self._own_sittings(body)

    def _own_sittings(self, body: Body) -> Iterator[Candidate]:
        """Of a body with sittings of its own, whose patterns have no names: the whole list is set anew."""
        patterns = body.sittings or ()
        for at, pattern in enumerate(patterns):
            for which, sitting in enumerate(pattern.hours):
                wider = [written.sitting(one) if one is not sitting else self._longer(one) for one in pattern.hours]
                whole = [_pattern(one, wider if one is pattern else None) for one in patterns]
                words = say(
                    N_("{body}: its sittings of {hours} up to {step} longer"),
                    body=body.called, hours=written.clocks(sitting.hours), step=Span(self.step),
                )  # fmt: skip
                sets = (f"{path('bodies', (body.id,), 'sittings')}={_value(whole)}",)
                id = f"sitting:{body.id}:{at + 1}:{which + 1}"
                yield Candidate(id, "sitting", words, sets, only_allows=False, together=False, source=pattern.source)

    def _longer(self, sitting: Any) -> Any:
        until = sitting.hours.end if sitting.open_until is None else sitting.open_until
        longer = sitting.model_copy(update={"open_until": (until + self.step - 1) % 1440 + 1})
        return written.sitting(longer)

    # -- rules -----------------------------------------------------------------------------------------------------

    def _hard_rules(self) -> Iterator[Candidate]:
        for rule in self.rules.values():
            if rule.kind == "hard" and rule.rule.asks < PHYSICAL and rule.id not in _BESIDES:
                words = say(rule.rule.title)
                yield Candidate(f"rule:{rule.id}", "rule", words, (f"-rule:{rule.id}",), source=rule.source)


@dataclass(frozen=True, slots=True)
class _Span:
    """When an absence is, in a sentence."""

    absence: Absence

    def told(self, lang: str = "en") -> str:
        start, end = self.absence.when
        if start is None or end is None:
            msgid = N_("until {end}") if start is None else N_("from {start}")
        else:
            msgid = N_("from {start} until {end}")
        fields = {name: When(one) for name, one in (("start", start), ("end", end)) if one is not None}
        return say(msgid, **fields).told(lang)


def _next(number: int | None, needed: Iterable[int]) -> int | None:
    """The least that is needed and is more than there is; None where there is no limit, or all have enough."""
    return None if number is None else min((one for one in needed if one > number), default=None)


def _absence(one: Absence) -> dict[str, Any]:
    more = {key: value for key in ("id", "source", "note") if (value := getattr(one, key)) is not None}
    return {"when": written.window(*one.when), **more}


def _pattern(pattern: SittingPattern, hours: list[Any] | None) -> dict[str, Any]:
    made: dict[str, Any] = {key: value for key in ("source", "note") if (value := getattr(pattern, key)) is not None}
    if pattern.dates:
        made["dates"] = [date.isoformat() for date in pattern.dates]
    if pattern.weekdays:
        made["weekdays"] = [_WEEKDAYS[day] for day in pattern.weekdays]
    made["hours"] = hours if hours is not None else [written.sitting(one) for one in pattern.hours]
    return made


def _parts(scenario: Scenario) -> Iterator[Any]:
    """What may rest on a decision and bring more than it forbids: wishes, and settings of rules."""
    yield from scenario.bodies
    yield from scenario.joint_sessions
    yield from scenario.rules.values()
    for body in scenario.bodies:
        agenda = list(body.agenda)
        while agenda:
            item = agenda.pop()
            yield item
            agenda += item.items


def _wishes(part: Any, decision: str) -> bool:
    return part.source == decision and bool(getattr(part, "preferred", True))
