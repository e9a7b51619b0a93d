"""`hours-and-holidays`: no sitting on a holiday, nor in a house that is closed for any part of it.

A sitting that is held is looked at from its start to its last end, the open end included. A holiday for every venue
is for every sitting, in whatever room; one for some venues is for the rooms of these. A house is open in its hours on
its weekdays (hours that run past midnight belong to the day they begin on). Rooms of no venue are always open.
The guest of a joint session has its room through its host.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from session_planner.programme.timetable import Held, Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, decided, overlap
from session_planner.scenario.model import Holiday, Venue
from session_planner.scenario.outline import Outline, Span
from session_planner.scenario.values import Hours
from session_planner.words import N_, Date, When, Words, say

ONE_DAY = dt.timedelta(days=1)
WHOLE_DAY = Hours(0, 1440)


def post(rule: Active, b: Builder) -> None:
    """One instance a holiday, and one a venue with hours or weekdays of its own."""
    outline = b.problem.outline
    rooms_of: dict[str | None, list[int]] = defaultdict(list)
    for number, room in enumerate(b.problem.rooms):
        rooms_of[outline.rooms[room].venue].append(number)
    for holiday in b.problem.scenario.holidays:
        _post_holiday(rule, b, holiday, [room for venue in holiday.venues for room in rooms_of[venue]])
    for venue in b.problem.scenario.venues:
        if rooms_of[venue.id] and (venue.hours or venue.weekdays):
            _post_hours(rule, b, venue, rooms_of[venue.id])


def _post_holiday(rule: Active, b: Builder, holiday: Holiday, rooms: list[int]) -> None:
    day = b.problem.outline.hours(WHOLE_DAY, holiday.date)
    touched = [sitting.index for sitting in b.problem.sittings if overlap(day, (sitting.slot.start, sitting.slot.last))]
    if not touched or (holiday.venues and not rooms):
        return
    enforce = b.require(rule, ("holiday", holiday.id), _holiday_words(holiday, b.problem.outline), holiday.source)
    for sitting in touched:
        for literal in [b.occupies(sitting, room) for room in rooms] if holiday.venues else [b.held(sitting)]:
            b.forbid(literal, enforce)


def _post_hours(rule: Active, b: Builder, venue: Venue, rooms: list[int]) -> None:
    dates = [sitting.slot.date for sitting in b.problem.sittings]
    opened = list(_opened(venue, min(dates) - ONE_DAY, max(dates) + 2 * ONE_DAY, b.problem.outline)) if dates else []
    closed = [
        sitting.index
        for sitting in b.problem.sittings
        if not any(low <= sitting.slot.start and sitting.slot.last <= high for low, high in opened)
    ]
    if closed:
        enforce = b.require(rule, ("venue", venue.id), _venue_words(venue, b.problem.outline), venue.source)
        for sitting in closed:
            for room in rooms:
                b.forbid(b.occupies(sitting, room), enforce)


def _opened(venue: Venue, first: dt.date, last: dt.date, outline: Outline) -> Iterator[Span]:
    """The spans in which a house is open, those that touch made one."""
    current: Span | None = None
    for days in range((last - first).days + 1):
        date = first + dt.timedelta(days=days)
        if venue.weekdays and date.weekday() not in venue.weekdays:
            continue
        low, high = outline.hours(venue.hours or WHOLE_DAY, date)
        if current and low <= current[1]:
            current = current[0], max(current[1], high)
            continue
        if current:
            yield current
        current = low, high
    if current:
        yield current


def _holiday_words(holiday: Holiday, outline: Outline) -> Words:
    fields = {"decided": decided(holiday.source, outline), "holiday": holiday.called, "date": Date(holiday.date)}
    if not holiday.venues:
        return say(N_("{decided}{date} is a holiday ({holiday})"), **fields)
    return say(
        N_("{decided}{date} is a holiday ({holiday}) in {venues}"),
        **fields,
        venues=[outline.title(venue) for venue in holiday.venues],
    )


def _venue_words(venue: Venue, outline: Outline) -> Words:
    fields = {"decided": decided(venue.source, outline), "venue": venue.called}
    if venue.hours is None:
        return say(N_("{decided}{venue} is open on some days of the week only"), **fields)
    start, end = (f"{minute // 60 % 24:02}:{minute % 60:02}" for minute in venue.hours)
    return say(N_("{decided}{venue} is open from {start} to {end}"), **fields, start=start, end=end)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Sittings held on holidays, and sittings in houses that close before they are over."""
    outline = t.outline
    holidays: dict[dt.date, list[Holiday]] = defaultdict(list)
    for holiday in t.scenario.holidays:
        holidays[holiday.date].append(holiday)
    limited = {venue.id: venue for venue in t.scenario.venues if venue.hours or venue.weekdays}
    if not holidays and not limited:
        return
    venue_of = {room.id: room.venue for room in t.scenario.rooms}
    dates: dict[tuple[int, int], list[dt.date]] = {}
    within: dict[tuple[str, int, int], bool] = {}
    for held in t.held:
        span = held.start, held.last
        if span not in dates:
            dates[span] = list(_dates(*span, outline))
        venue = venue_of.get(held.room or "")
        for holiday in _on(dates[span], holidays) if holidays else ():
            if not holiday.venues or (venue in holiday.venues and not held.guest):
                yield _breach(("holiday", holiday.id), _holiday_words(holiday, outline), held, holiday.source, outline)
        if venue in limited and not held.guest:
            case = (venue, *span)
            if case not in within:
                within[case] = _is_open(limited[venue], *span, outline)
            if not within[case]:
                house = limited[venue]
                yield _breach(("venue", venue), _venue_words(house, outline), held, house.source, outline)


def _on(dates: Iterable[dt.date], holidays: Mapping[dt.date, list[Holiday]]) -> Iterator[Holiday]:
    for date in dates:
        yield from holidays.get(date, ())


def _dates(start: int, last: int, outline: Outline) -> Iterator[dt.date]:
    """The local dates that a sitting touches."""
    date, end = outline.date(start), outline.date(max(start, last - 1))
    while date <= end:
        yield date
        date += ONE_DAY


def _is_open(venue: Venue, start: int, last: int, outline: Outline) -> bool:
    """Walks from opening to opening: each moment must lie in the hours of its day, or of the day before."""
    at = start
    while at < last:
        date = outline.date(at)
        ends = [
            high
            for day in (date - ONE_DAY, date)
            if day.weekday() in (venue.weekdays or range(7))
            for low, high in [outline.hours(venue.hours or WHOLE_DAY, day)]
            if low <= at < high
        ]
        if not ends:
            return False
        at = max(ends)
    return True


def _breach(key: tuple[str, str], rule: Words, held: Held, source: str | None, outline: Outline) -> Breach:
    words = say(
        N_("{rule}; {body} sits there at {when}"),
        rule=rule,
        body=outline.title(held.body),
        when=When(outline.clock(held.start)),
    )
    return Breach(key, words, held.rows, (held.body,), held.start, source=source)


RULE = Rule(
    id="hours-and-holidays",
    title=N_("Holidays and hours of the house"),
    says=N_("No sitting is held on a holiday, nor in a house that is closed for any part of it."),
    post=post,
    check=check,
)
