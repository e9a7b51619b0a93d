"""Dates and hours as people write them in programmes, in the six languages.

Used by every reader of a programme from another hand. `said` reads one cell into what it says; `settle` makes a date
of it, with the scenario's days deciding what the cell leaves open (the year, day and month in figures). What can be
read in two ways is refused with both readings.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from session_planner.programme.names import plain
from session_planner.programme.time_words import (
    AFTERNOON_AFTER,
    AFTERNOON_BEFORE,
    HAN_DAYS,
    HAN_WEEKDAY,
    HOUR_SIGNS,
    HOUR_UNITS,
    LATER,
    MIDNIGHT,
    MIDNIGHT_AFTER,
    MINUTE_UNITS,
    MONTHS,
    MORNING_AFTER,
    MORNING_BEFORE,
    NOON,
    NOON_AFTER,
    NOON_BEFORE,
    WEEKDAYS,
    WEEKDAYS_SHORT,
)
from session_planner.words import N_

_TWO_WORDS = tuple(
    (name, next(single for single in names if " " not in single)) for names in MONTHS for name in names if " " in name
)
_MONTH_NAMES = tuple(tuple(name for name in names if " " not in name) for names in MONTHS)
# `mar.` is found by its first letters; names of two letters are too short for that.
_WEEKDAY_NAMES = tuple(
    names + tuple(name for name in short if len(name) == 2)
    for names, short in zip(WEEKDAYS, WEEKDAYS_SHORT, strict=True)
)
_HAN_WEEKDAY = re.compile(HAN_WEEKDAY)
_WORD = re.compile(r"[^\W\d_]+\.?")

_YEAR = r"((?:19|20|21)\d\d)"
_YEAR_FIRST = re.compile(rf"(?<!\d){_YEAR}\s?[-/.年]\s?(\d{{1,2}})\s?[-/.月]\s?(\d{{1,2}})(?:日|号|t(?=\d)|(?!\d))")
_HAN = re.compile(r"(?<!\d)(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|o|\.)?(?:\s?-\s?|\s+de\s+|\s+of\s+|\s*)([^\W\d_]{2,})\.?(?:/[^\W\d_]+)?"
    rf"(?:\s*,?\s*(?:del?\s+|-)?{_YEAR}(?![\d:.h])|-(\d\d)(?!\d))?(?:\s*(?:года|г\.?)(?![^\W\d_]))?"
)
_MONTH_DAY = re.compile(
    rf"([^\W\d_]{{3,}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[:.]\d|\s*(?:am|pm|h)\b)(?:\s*,?\s*{_YEAR}(?!\d))?"
)
_FIGURES = re.compile(rf"(?<!\d)(\d{{1,2}})([-/.])(\d{{1,2}})\2({_YEAR}|\d\d)(?!\d)")
_FIGURES_ONLY = re.compile(r"(\d{1,2})[-/.](\d{1,2})\.?")
_DAY_ONLY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|o|日|号)?\.?")

_LATER = re.compile(rf"\(?(?:{'|'.join(LATER)}|local time|heure locale)\)?")
_AM_PM = re.compile(r"(?<![^\W\d_])([ap])\.?\s?m(?![^\W\d_])\.?")
_NOISE = re.compile(
    r"[\s,;()\-/.]+|(?:from|between|and|to|until|till|at|des?|del|du|las?|les?|a|hasta|entre|y|et|с|по|до|в|от"
    r"|من|الى|حتى|الساعة|hours?|horas?|hrs?|uhr)(?![^\W\d_])|[至到从自]"
)
_AFTER = "|".join(MORNING_AFTER + NOON_AFTER + MIDNIGHT_AFTER + AFTERNOON_AFTER)
_CLOCK = re.compile(
    rf"(?P<before>{'|'.join(MORNING_BEFORE + NOON_BEFORE + AFTERNOON_BEFORE)})?\s?\(?(?P<hour>\d{{1,2}})"
    rf"(?:\s?(?:[:./{HOUR_SIGNS}]|(?:{'|'.join(HOUR_UNITS)})(?![^\W\d_])\.?)"
    r"(?:\s?(?P<minute>[0-5]\d)(?!\d)(?::00(?:\.0+)?)?|(?P<half>半))?)?"
    rf"(?:\s?(?:{'|'.join(MINUTE_UNITS)})(?![^\W\d_])\.?|分)?"
    rf"(?:\s?(?P<after>{_AFTER})(?![^\W\d_]))?"
)
_NAMED = re.compile(rf"(?P<noon>{'|'.join(NOON)})|(?:{'|'.join(MIDNIGHT)})")
_MORNING = {*MORNING_BEFORE, *MORNING_AFTER}
_NOON = {*NOON_BEFORE, *NOON_AFTER}


class Unread(ValueError):
    """A cell that says no date or hours, or says them in two ways: a msgid and its fields."""

    def __init__(self, msgid: str, **fields: Any) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.fields = fields


class Day(NamedTuple):
    """A date as far as it is said; what is left out is None."""

    year: int | None
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says: the readings of its date, a weekday, hours in minutes after midnight (or after two)."""

    days: tuple[Day, ...] = ()
    weekday: int | None = None
    start: int | None = None
    end: int | None = None

    @property
    def dated(self) -> bool:
        """Whether it says anything of the date."""
        return bool(self.days) or self.weekday is not None


def said(cell: object, zone: dt.tzinfo, *, dates_only: bool = False) -> Said:
    """What a cell says of date and hours; `dates_only` lets bare figures such as `17/10` be a date. Raises Unread."""
    if isinstance(cell, dt.datetime):
        local = cell.astimezone(zone) if cell.tzinfo else cell
        clock = None if dates_only and local.time() == dt.time() else _whole(local.time())
        return Said((Day(local.year, local.month, local.day),), None, clock)
    if isinstance(cell, dt.date):
        return Said((Day(cell.year, cell.month, cell.day),))
    if isinstance(cell, dt.time):
        return Said(start=_whole(cell))
    if isinstance(cell, dt.timedelta):
        return Said(start=round(cell.total_seconds() / 60))
    text = str(cell).strip()
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return _spelt(text, dates_only)
    if len(text) <= 10:
        return Said((Day(moment.year, moment.month, moment.day),))
    return said(moment, zone)


def _whole(clock: dt.time) -> int:
    """Minutes after midnight; spreadsheets store 10:00 as a fraction that may come out some milliseconds off."""
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6
    if abs(seconds / 60 - round(seconds / 60)) > 1 / 60:
        raise Unread(N_("`{found}` is not a whole minute"), found=clock.isoformat())
    return round(seconds / 60)


@lru_cache(maxsize=20_000)
def _spelt(text: str, dates_only: bool) -> Said:
    rest = _LATER.sub(" ", plain(text))
    for name, single in _TWO_WORDS:
        rest = rest.replace(name, single)
    days, rest = _date(rest)
    weekday, rest = _weekday(rest)
    bare = rest.strip(" ,;:()")
    if not days and dates_only and (figures := _FIGURES_ONLY.fullmatch(bare)):
        days, bare = _either(None, int(figures[1]), int(figures[2])), ""
    if not days and dates_only and weekday is not None and (day := _DAY_ONLY.fullmatch(bare)):
        days, bare = (Day(None, None, int(day[1])),), ""
    start, end = _rest(bare, text, dates_only, bool(days)) if bare else (None, None)
    if not (days or weekday is not None or bare):
        raise Unread(N_("`{found}` is neither a date nor hours"), found=text[:80])
    return Said(days, weekday, start, end)


def _rest(bare: str, text: str, dates_only: bool, dated: bool) -> tuple[int | None, int | None]:
    """The hours in what is left of a cell when its date is taken out."""
    try:
        # In `15-19 October` the 15 is no hour.
        if dated and re.fullmatch(r"[\d\s-]+", bare):
            raise Unread(N_("`{found}` is more than one date"), found=text[:80])
        return hours(bare, text)
    except Unread as error:
        if dates_only and not dated:
            raise Unread(N_("`{found}` is not a date; write it like `2012-10-17`"), found=text[:80]) from error
        raise


def _date(text: str) -> tuple[tuple[Day, ...], str]:
    """The readings of the date in a text, and the text without it."""
    if found := _YEAR_FIRST.search(text):
        return (Day(int(found[1]), int(found[2]), int(found[3])),), _cut(text, found)
    if found := _HAN.search(text):
        return (Day(None, int(found[1]), int(found[2])),), _cut(text, found)
    for found in _DAY_MONTH.finditer(text):
        if month := _named(found[2], _MONTH_NAMES):
            year = int(found[3]) if found[3] else int(found[4]) + 2000 if found[4] else None
            return (Day(year, month, int(found[1])),), _cut(text, found)
    for found in _MONTH_DAY.finditer(text):
        if month := _named(found[1], _MONTH_NAMES):
            return (Day(int(found[3]) if found[3] else None, month, int(found[2])),), _cut(text, found)
    if found := _FIGURES.search(text):
        year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
        return _either(year, int(found[1]), int(found[3])), _cut(text, found)
    return (), text


def _either(year: int | None, first: int, second: int) -> tuple[Day, ...]:
    """Day and month in figures, in either order where both can be."""
    readings = dict.fromkeys((Day(year, second, first), Day(year, first, second)))
    return tuple(day for day in readings if 1 <= (day.month or 0) <= 12) or (Day(year, second, first),)


def _weekday(text: str) -> tuple[int | None, str]:
    if han := _HAN_WEEKDAY.search(text):
        return min(HAN_DAYS.index(han[1]), 6), _cut(text, han)
    for word in _WORD.finditer(text):
        if number := _named(word[0].rstrip("."), _WEEKDAY_NAMES):
            return number - 1, _cut(text, word).replace(plain("يوم"), "")
    return None, text


def _cut(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _named(word: str, names: Sequence[tuple[str, ...]]) -> int:
    """The number from 1 of a month or weekday by its name, or by its first letters (three at least); 0 for none."""
    exact = [number for number, each in enumerate(names, 1) if word in each]
    begun = {number for number, each in enumerate(names, 1) if any(name.startswith(word) for name in each)}
    return exact[0] if exact else begun.pop() if len(word) >= 3 and len(begun) == 1 else 0


class Clock(NamedTuple):
    """A time of day as it is written; `half` is empty where it does not say which half of the day is meant."""

    hour: int
    minute: int
    half: str
    bare: bool

    def readings(self) -> tuple[int, ...]:
        """Minutes after midnight that it may mean."""
        if self.half in ("noon", "midnight"):
            hour = (12 if self.half == "noon" else 24) if self.hour == 12 else self.hour
            return (hour * 60 + self.minute,)
        if self.half == "am":
            return (self.hour % 12 * 60 + self.minute,) if self.hour <= 12 else ()
        if self.half == "pm":
            return ((self.hour % 12 + 12 if self.hour <= 12 else self.hour) * 60 + self.minute,)
        return (self.hour * 60 + self.minute,)

    def starts(self) -> tuple[int, ...]:
        """The same, as the beginning of something: midnight is where its day begins."""
        return tuple(0 if self.half == "midnight" else reading for reading in self.readings())

    def halves(self) -> tuple[int, ...]:
        """Both halves of the day, for a clock whose half stands on the other clock of a stretch."""
        return (
            tuple(self.hour % 12 * 60 + self.minute + add for add in (0, 720, 1440))
            if self.hour <= 12
            else self.readings()
        )


def hours(text: str, shown: str = "") -> tuple[int, int | None]:
    """Start and end (None: not said) in minutes after midnight; `shown` is what a refusal shows. Raises Unread."""
    clocks = _clocks(_AM_PM.sub(r"\1m", plain(text)))
    if not 1 <= len(clocks) <= 2 or any(max(clock.readings(), default=9999) > 1440 for clock in clocks):
        raise Unread(N_("`{found}` is not hours; write them like `10:00-13:00` or `10 a.m.-1 p.m.`"),
                     found=(shown or text)[:80])  # fmt: skip
    if len(clocks) == 1:
        return clocks[0].starts()[0], None
    return stretch(clocks[0], clocks[1], shown or text)


def _clocks(text: str) -> list[Clock]:
    """The clocks that a text consists of, with nothing but words such as `from` and `to` around them; else none."""
    found: list[Clock] = []
    at = 0
    while at < len(text):
        if part := _CLOCK.match(text, at):
            mark = part["after"] or part["before"] or ""
            half = "" if not mark else "am" if mark in _MORNING else "noon" if mark in _NOON else mark
            minute = 30 if part["half"] else int(part["minute"] or 0)
            found.append(Clock(int(part["hour"]), minute, half if half in ("", "am", "noon", "midnight") else "pm",
                                part[0].strip().isdigit()))  # fmt: skip
        elif part := _NAMED.match(text, at):
            found.append(Clock(12, 0, "noon" if part["noon"] else "midnight", False))
        elif not (part := _NOISE.match(text, at)):
            return []
        at = part.end()
    return found


def stretch(first: Clock, last: Clock, text: str) -> tuple[int, int]:
    """Start and end; a half of the day that stands on one clock alone is the other's too where that makes sense."""
    starts, ends = first.starts(), last.readings()
    if last.half and not first.half:
        starts = tuple(start for start in first.halves() if start < ends[0])[-1:] or starts
    elif first.half and first.half != "midnight" and not last.half:
        ends = tuple(end for end in last.halves() if end > starts[0])[:1] or ends
    start, end = starts[0], ends[0]
    if end == start or (end < start and first.bare and last.bare and last.hour <= 12):
        raise Unread(N_("`{found}` does not say whether morning or afternoon is meant"), found=text[:80])
    return start, end if end > start else end + 1440


def settle(cell: Said, days: Sequence[dt.date]) -> dt.date:
    """The date that a cell means, with the days of the session deciding what it leaves open. Raises Unread."""
    readings = cell.days or (Day(None, None, None),)
    real = sorted({date for reading in readings for date in _dates(reading, days)})
    if not real:
        raise Unread(N_("there is no such date, or it has no year and the scenario's days do not give it"))
    fitting = [date for date in real if cell.weekday in (None, date.weekday())]
    if not fitting:
        raise Unread(N_("{date} is not the weekday that stands with it"), date=" / ".join(map(str, real)))
    chosen = [date for date in fitting if date in days] or fitting
    if len(chosen) > 1:
        raise Unread(N_("the date can be {readings}; write it like {date}"), readings=" / ".join(map(str, chosen)),
                     date=str(chosen[0]))  # fmt: skip
    return chosen[0]


def _dates(reading: Day, days: Sequence[dt.date]) -> Iterable[dt.date]:
    """The real dates that a reading can be: those of the session where it leaves something out, else its year's."""
    if reading.year is not None and reading.month is not None and reading.day is not None:
        years: Iterable[int] = (reading.year,)
    else:
        like = [date for date in days if reading.month in (None, date.month) and reading.day in (None, date.day)]
        if like or reading.month is None:
            return like
        years = sorted({date.year for date in days})[:1]
    return [date for year in years if (date := _real(year, reading.month or 0, reading.day or 0))]


def _real(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
