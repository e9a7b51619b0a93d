"""How much time is free before and after a joint session: how long it may overrun, and onto what it would run.

Its bodies, its room and its officers each have an engagement before it and one after it, and its sitting has an end,
which may be open. A sitting of another body in the room counts with the room's turnover, which must stay free.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from session_planner.bureau.given import Stretch, minute
from session_planner.programme.model import Segment
from session_planner.programme.people import Followed, People
from session_planner.programme.timetable import Held, Timetable
from session_planner.scenario.model import Absence, JointSession
from session_planner.scenario.outline import Outline

Kind = Literal["body", "room", "officer", "sitting", "open end"]


@dataclass(frozen=True, slots=True)
class Limit:
    """What bounds the session on one side: `minutes` are free until then, 0 where it touches or overlaps.

    `who` are the bodies, or the one room or officer; `what` the reference of what they do (`body/number`, `joint:id`,
    a body that sits in the room), empty where they are away, or for a sitting's own start and end. `at`: when that is,
    in minutes since 1970 UTC; `gap` are minutes between the two that must stay free and do not count as slack.
    """

    kind: Kind
    who: tuple[str, ...]
    minutes: int
    what: str
    at: int
    gap: int = 0

    def as_dict(self, outline: Outline) -> dict[str, object]:
        """For `--json`."""
        at = outline.clock(self.at).isoformat()
        whose = {"kind": self.kind, "who": list(self.who), "minutes": self.minutes}
        return {**whose, "what": self.what or None, "at": at, "gap": self.gap}


@dataclass(frozen=True, slots=True)
class Slack:
    """The limits on both sides, the nearest first."""

    before: tuple[Limit, ...]
    after: tuple[Limit, ...]

    @property
    def overrun(self) -> tuple[Limit, ...]:
        """What it would run onto first: no limit where nothing follows and no sitting ends."""
        open_ended = {body for one in self.after if one.kind == "open end" for body in one.who}
        firm = [one for one in self.after if not (one.kind == "sitting" and open_ended.issuperset(one.who))]
        least = min((one.minutes for one in firm), default=None)
        return tuple(one for one in firm if one.minutes == least)

    def as_dict(self, outline: Outline) -> dict[str, object]:
        """For `--json`; `overrun` in minutes, null where there is no limit."""
        first = next(iter(self.overrun), None)
        return {
            "before": [one.as_dict(outline) for one in self.before],
            "after": [one.as_dict(outline) for one in self.after],
            "overrun": first.minutes if first else None,
        }


_Busy = tuple[int, int, str, int]
"""From when to when somebody or something is taken (minutes since 1970 UTC), by what, and the gap to be kept to it."""


def slack(joint: JointSession, session: Sequence[Segment], place: Stretch, table: Timetable, people: People) -> Slack:
    """The slack around a session, whose segments these are."""
    before: list[Limit] = []
    after: list[Limit] = []
    for kind, who, busy in _engagements(joint, session, place, table, people):
        taken = list(busy)
        if earlier := [one for one in taken if one[0] < place.start]:
            _, end, what, gap = max(earlier, key=lambda one: (one[1] + one[3], one[0]))
            before.append(Limit(kind, (who,), max(0, place.start - end - gap), what, end, gap))
        if later := [one for one in taken if one[1] > place.end]:
            start, _, what, gap = min(later, key=lambda one: (one[0] - one[3], one[1]))
            after.append(Limit(kind, (who,), max(0, start - place.end - gap), what, start, gap))
    starts, ends = _sittings(joint, session, place, table)
    return Slack(_nearest([*before, *starts]), _nearest([*after, *ends]))


def _nearest(limits: Iterable[Limit]) -> tuple[Limit, ...]:
    return tuple(sorted(limits, key=lambda one: one.minutes))


def _engagements(
    joint: JointSession, session: Sequence[Segment], place: Stretch, table: Timetable, people: People
) -> Iterator[tuple[Kind, str, Iterable[_Busy]]]:
    """What else its bodies, its rooms and its officers are taken by."""
    out = table.outline
    others = [one for one in table.programme.segments if one not in session]
    for body in joint.bodies:
        rows = (_busy(one) for one in others if one.body == body)
        yield "body", body, [*rows, *_away(out.bodies[body].unavailable, out)]
    for room in place.rooms:
        known = out.rooms.get(room)
        turnover = known.turnover if known else 0
        rows = (_in_room(held, joint, turnover) for held in _held_in(room, session, table))
        yield "room", room, [*rows, *_away(known.unavailable if known else (), out)]
    officers = {one.id: one for one in table.scenario.officers}
    for officer in people.officers(session):
        serves = Followed(officers[officer].serves, out)
        rows = (_busy(one) for one in others if serves.has(one))
        yield "officer", officer, [*rows, *_away(officers[officer].unavailable, out)]


def _busy(one: Segment) -> _Busy:
    what = f"joint:{one.joint}" if one.joint else one.ref
    return minute(one.start.timestamp()), minute(one.end.timestamp()), what, 0


def _away(absences: Iterable[Absence], out: Outline) -> Iterator[_Busy]:
    for absence in absences:
        start, end = out.span(absence.when)
        yield start, end, "", 0


def _held_in(room: str, session: Sequence[Segment], table: Timetable) -> Iterator[Held]:
    """The sittings in the room, but for those that the session is in."""
    for held in table.held:
        if held.room == room and not any(row.segment in session for row in held.rows):
            yield held


def _in_room(held: Held, joint: JointSession, turnover: int) -> _Busy:
    """A sitting in the room: between those of different bodies its turnover must stay free."""
    return held.start, held.last, held.body, 0 if held.body in joint.bodies else turnover


def _sittings(
    joint: JointSession, session: Sequence[Segment], place: Stretch, table: Timetable
) -> tuple[list[Limit], list[Limit]]:
    """The start and the end of its sitting, and the end with the open end used; of all bodies that have the same."""
    starts: dict[tuple[Kind, int], dict[str, None]] = {}
    ends: dict[tuple[Kind, int], dict[str, None]] = {}
    for row in table.rows:
        if row.slot is None or row.segment not in session:
            continue
        starts.setdefault(("sitting", row.slot.start), {})[row.body] = None
        ends.setdefault(("sitting", row.slot.end), {})[row.body] = None
        if row.slot.last > row.slot.end:
            ends.setdefault(("open end", row.slot.last), {})[row.body] = None
    return (
        [Limit(kind, _in_order(who, joint), max(0, place.start - at), "", at) for (kind, at), who in starts.items()],
        [Limit(kind, _in_order(who, joint), max(0, at - place.end), "", at) for (kind, at), who in ends.items()],
    )


def _in_order(bodies: Iterable[str], joint: JointSession) -> tuple[str, ...]:
    there = set(bodies)
    return tuple(body for body in joint.bodies if body in there)
