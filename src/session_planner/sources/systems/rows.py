"""The rows of a table or a grid as slots, before they are a conference: dates settled, ends found, parts shared.

Under `tables`, which fills it from columns or from a grid of rooms.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from session_planner.programme.sheets import Cell
from session_planner.programme.times import Day, Said

_PART_OF = 5
"""Minutes on which shares of a sitting end."""


@dataclass(slots=True)
class Slot:
    """A thing that is held: local date, minutes after its midnight, and what its row says of it."""

    date: dt.date
    start: int
    end: int | None
    cell: Cell
    title: str = ""
    room: str = ""
    body: str = ""
    item: str = ""
    persons: list[str] = field(default_factory=list)
    duration: int | None = None
    shared: bool = False
    """Its hours stand above it, for several rows together."""
    part: int = 1
    parts: int = 1
    joint: str = ""
    bodies: tuple[str, ...] = ()
    """Those that sit together in the joint session."""


def one_order(days: Iterable[Said], year: int | None) -> dict[Said, tuple[dt.date, ...]]:
    """Dates of a table. Day and month in figures are read in one order throughout: that which puts the days closer.

    More than one date for what can still be read in two ways, none for what has no year or is no date.
    """
    days = list(dict.fromkeys(days))
    orders: list[dict[Said, dt.date]] = []
    for day_first in (True, False):
        found = {one: date for one in days if (date := _date(one, day_first, year))}
        if all(one in found for one in days if one.days):
            orders.append(found)
    if not orders:
        return {one: tuple(filter(None, (_date(one, True, year) or _date(one, False, year),))) for one in days}
    width = [max(order.values()).toordinal() - min(order.values()).toordinal() if order else 0 for order in orders]
    if len(orders) == 2 and orders[0] != orders[1] and width[0] == width[1]:
        return {one: tuple(dict.fromkeys(order[one] for order in orders if one in order)) for one in days}
    best = orders[width.index(min(width))]
    return {one: (best[one],) if one in best else () for one in days}


def _date(one: Said, day_first: bool, year: int | None) -> dt.date | None:
    """A date in one of the orders; the weekday beside it must be its own."""
    for reading in one.days if day_first else reversed(one.days):
        date = _real(reading, year)
        if date is not None and one.weekday in (None, date.weekday()):
            return date
        if len(one.days) == 2:
            return None
    return None


def _real(day: Day, year: int | None) -> dt.date | None:
    said = day.year or year
    try:
        return dt.date(said, day.month, day.day) if said and day.month and day.day else None
    except ValueError:
        return None


def with_ends(slots: list[Slot]) -> list[Slot]:
    """The slots with their ends: from their lengths, else from what begins next in the room or of the body."""
    _share(slots)
    for slot in slots:
        if slot.end is None and slot.duration:
            slot.end = slot.start + slot.duration
    starts: dict[tuple[dt.date, str, str], list[int]] = {}
    for slot in slots:
        for key in ((slot.date, slot.room, slot.body), (slot.date, "", "")):
            starts.setdefault(key, []).append(slot.start)
    for own in starts.values():
        own.sort()
    for slot in slots:
        if slot.end is None:
            own = starts[(slot.date, slot.room, slot.body) if slot.room or slot.body else (slot.date, "", "")]
            following = bisect_right(own, slot.start)
            slot.end = own[following] if following < len(own) else None
    return slots


def _share(slots: list[Slot]) -> None:
    """Rows below one that has the hours for all of them share these, in equal parts unless they say their lengths."""
    at = 0
    while at < len(slots):
        last = at + 1
        while last < len(slots) and slots[last].shared:
            last += 1
        group, head = slots[at:last], slots[at]
        if len(group) > 1 and head.end is not None and all(one.end == head.end for one in group):
            _divide(group, head.start, head.end)
        at = last


def _divide(group: list[Slot], start: int, end: int) -> None:
    begins = start
    each = (end - start) / len(group)
    for number, slot in enumerate(group, 1):
        ends = begins + slot.duration if slot.duration else start + round(each * number / _PART_OF) * _PART_OF
        ends = end if number == len(group) and not slot.duration else max(begins + 1, ends)
        slot.start, slot.end = begins, min(ends, max(end, begins + 1))
        begins = slot.end
