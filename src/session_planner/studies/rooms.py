"""How much of the time for which a room is to be had a programme uses.

Under `measures`. A room is open in the hours in which any body could sit, while its house is open and it is free of
absences and holidays; a sitting uses it from its start to its last end, as it is booked. Minutes since 1970 UTC.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from session_planner.programme.timetable import Timetable
from session_planner.scenario.model import Room
from session_planner.scenario.outline import Outline, Span
from session_planner.scenario.values import Hours

_WHOLE_DAY = Hours(0, 1440)


@dataclass(frozen=True, slots=True)
class RoomUse:
    """Minutes for which a room is used, and for which it is open."""

    id: str
    used: int
    open: int

    @property
    def share(self) -> float:
        """The part of the open time that is used; 0 where it is never open."""
        return self.used / self.open if self.open else 0.0


def room_use(t: Timetable) -> tuple[RoomUse, ...]:
    """Each room of the scenario, in its order."""
    used: dict[str, list[Span]] = defaultdict(list)
    for held in t.held:
        if held.room and not held.guest:
            used[held.room].append((held.start, held.last))
    working = _joined((slot.start, slot.last) for slots in t.outline.slots.values() for slot in slots)
    return tuple(
        RoomUse(room.id, _length(_joined(used[room.id])), _length(_open(room, working, t.outline)))
        for room in t.scenario.rooms
    )


def _open(room: Room, working: list[Span], outline: Outline) -> list[Span]:
    """The hours of the session in which a room is to be had."""
    venue = outline.venues.get(room.venue or "")
    found = working
    if venue is not None and working:
        first, last = outline.date(working[0][0]), outline.date(working[-1][1])
        dates = [first + dt.timedelta(days=number) for number in range(-1, (last - first).days + 1)]
        hours = venue.hours or _WHOLE_DAY
        found = _both(found, _joined(outline.hours(hours, date) for date in dates if _works(date, venue.weekdays)))
    closed = [outline.span(absence.when) for absence in room.unavailable]
    closed += [
        outline.hours(_WHOLE_DAY, holiday.date)
        for holiday in outline.scenario.holidays
        if not holiday.venues or room.venue in holiday.venues
    ]
    return _without(found, _joined(closed))


def _works(date: dt.date, weekdays: tuple[int, ...]) -> bool:
    return not weekdays or date.weekday() in weekdays


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch made one."""
    found: list[Span] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], high)
        elif high > low:
            found.append((low, high))
    return found


def _both(ones: Iterable[Span], others: list[Span]) -> list[Span]:
    """What lies in both."""
    cut = ((max(low, a), min(high, b)) for low, high in ones for a, b in others)
    return [(low, high) for low, high in cut if low < high]


def _without(spans: list[Span], away: Iterable[Span]) -> list[Span]:
    """Spans without what lies in `away`."""
    left = spans
    for low, high in away:
        parts = [part for a, b in left for part in ((a, min(b, low)), (max(a, high), b))]
        left = [(a, b) for a, b in parts if a < b]
    return left


def _length(spans: Iterable[Span]) -> int:
    return sum(high - low for low, high in spans)
