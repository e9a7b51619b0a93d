"""A finished programme laid against its scenario: rows with real times, by body, sitting and room.

What the checker reads, and every figure about a programme. Built from segments and the scenario's outline alone;
times are minutes since 1970 UTC of the programme's real moments. Nothing here is shared with the solver.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from session_planner.programme.model import Programme, Segment
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import Outline, Slot, outline

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_IN_TIME = attrgetter("start", "end")


@dataclass(slots=True)
class Row:
    """A segment with its times in minutes since 1970 UTC and the sitting it falls into (None: outside all).

    `body`, `room` and `joint` are the segment's own, as fields because every rule reads them of every row.
    """

    segment: Segment
    start: int
    end: int
    slot: Slot | None
    ref: str
    body: str
    room: str | None
    joint: str | None


@dataclass(slots=True)
class Held:
    """A sitting that a body holds. It occupies its room from `start` to `last`: booked as a whole, open end included.

    `joint`: a joint session is in it. `guest`: the meeting is another body's, which hosts that, so it counts there.
    """

    body: str
    slot: Slot | None
    rows: list[Row]
    start: int
    last: int
    room: str | None
    joint: bool = False
    guest: bool = False

    @property
    def interpreted(self) -> bool:
        return bool(self.slot and self.slot.interpreted)


class Timetable:
    """A programme's rows, indexed as the rules' checks need them."""

    def __init__(self, programme: Programme, scenario: Scenario) -> None:
        self.programme = programme
        self.scenario = scenario
        self.outline: Outline = outline(scenario)
        self.rows: list[Row] = self._rows()
        self.by_body: dict[str, list[Row]] = defaultdict(list)
        self.by_ref: dict[str, list[Row]] = defaultdict(list)
        by_body, by_ref = self.by_body, self.by_ref
        for row in sorted(self.rows, key=_IN_TIME):
            by_body[row.body].append(row)
            by_ref[row.ref].append(row)

    def _rows(self) -> list[Row]:
        rows = []
        chambers = Chambers(self.outline)
        finders = {body: ([slot.start for slot in slots], slots) for body, slots in self.outline.slots.items()}
        slot_at = self.outline.slot.get
        minutes = self._minutes()
        for segment in self.programme.segments:
            body, sitting = segment.body, segment.sitting
            start, end = minutes[id(segment.start)], minutes[id(segment.end)]
            slot = slot_at((body, sitting)) if sitting else None
            if slot is None or not slot.start <= start <= end <= slot.last:
                starts, slots = finders.get(body, ([], ()))
                at = bisect_right(starts, start) - 1
                slot = slots[at] if at >= 0 and end <= slots[at].last else None
                if slot is not None and body in chambers.of:
                    slot = chambers.chosen(slot, segment.room)
            ref = segment.ref if segment.item is None else f"{body}/{segment.item}"
            rows.append(Row(segment, start, end, slot, ref, body, segment.room, segment.joint))
        return rows

    def _minutes(self) -> dict[int, int]:
        """Minutes since 1970 UTC of the programme's moments, by their identity: to compare moments asks their zones."""
        segments = self.programme.segments
        moments = {id(segment.start): segment.start for segment in segments}
        moments |= {id(segment.end): segment.end for segment in segments}
        return {known: _minute(moment) for known, moment in moments.items()}

    # -- who is where ---------------------------------------------------------------------------------------------

    def rows_under(self, ref: str) -> list[Row]:
        """The rows a reference means (body, item, heading, `joint:id`), a joint session as its host has it."""
        if ref.startswith("joint:"):
            joint = self.outline.joints.get(ref[6:])
            return [row for row in self.joint_rows(ref[6:]) if joint is None or row.body == joint.bodies[0]]
        rows = self.by_body.get(ref) if ref in self.outline.bodies else None
        if rows is None:
            rows = self.by_ref.get(ref) or [
                row for leaf in self.outline.under(ref) for row in self.by_ref.get(leaf.ref, ())
            ]
        return rows

    def joint_rows(self, joint: str) -> list[Row]:
        """The rows of a joint session, of all its bodies, in order of time."""
        return self._joint_rows.get(joint, [])

    @cached_property
    def _joint_rows(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            if row.joint:
                found[row.joint].append(row)
        return {joint: sorted(rows, key=_IN_TIME) for joint, rows in found.items()}

    def joint_span(self, joint: str, body: str) -> tuple[int, int, str | None] | None:
        """From when to when, and in which room, a body's programme has a joint session; None where it lacks it."""
        rows = [row for row in self.joint_rows(joint) if row.body == body]
        return (min(row.start for row in rows), max(row.end for row in rows), rows[0].room) if rows else None

    @cached_property
    def held(self) -> list[Held]:
        """The sittings held, in order of time; rows outside every sitting stand alone."""
        found: dict[tuple[str, str], Held] = {}
        for number, row in enumerate(self.rows):
            slot = row.slot
            key = (row.body, slot.key if slot else f"#{number}")
            held = found.get(key)
            if held is None:
                start, last = (slot.start, slot.last) if slot else (row.start, row.end)
                held = found[key] = Held(row.body, slot, [], start, last, row.room)
            held.rows.append(row)
            if row.joint:
                held.joint = True
                held.guest = held.guest or self._is_guest(row)
        return sorted(found.values(), key=attrgetter("start", "last", "body"))

    @cached_property
    def held_of(self) -> dict[str, list[Held]]:
        """By body: the sittings it holds, in order of time."""
        found: dict[str, list[Held]] = defaultdict(list)
        for held in self.held:
            found[held.body].append(held)
        return found

    def _is_guest(self, row: Row) -> bool:
        """Whether the row is a joint session that another body hosts (`joint-together` says whether it is with it)."""
        joint = self.outline.joints.get(row.joint) if row.joint else None
        return joint is not None and row.body != joint.bodies[0]


class Chambers:
    """Which chamber a row is in that names no sitting: the one that has its room, else the next that has none yet."""

    def __init__(self, outline: Outline) -> None:
        self.of = {body.id for body in outline.bodies.values() if body.chambers > 1}
        self._slots = {body: outline.slots[body] for body in self.of}
        self._rooms: dict[tuple[str, int], dict[str | None, Slot]] = defaultdict(dict)

    def chosen(self, slot: Slot, room: str | None) -> Slot:
        """The sitting of those hours that is in the room; the last where every chamber has another."""
        taken = self._rooms[slot.body, slot.start]
        if room not in taken:
            same_hours = [one for one in self._slots[slot.body] if one.start == slot.start]
            taken[room] = same_hours[min(len(taken), len(same_hours) - 1)]
        return taken[room]


def _minute(moment: dt.datetime) -> int:
    return int((moment - _EPOCH).total_seconds()) // 60


def overlapping(rows: Iterable[Row]) -> Iterable[tuple[Row, Row]]:
    """Pairs of rows, given in order of start, that overlap in time."""
    open_rows: list[Row] = []
    for row in rows:
        open_rows = [other for other in open_rows if other.end > row.start]
        for other in open_rows:
            if row.end > row.start:
                yield other, row
        open_rows.append(row)
