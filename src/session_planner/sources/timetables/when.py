"""What a line or cell of a timetable says of when: a day, hours, a half of the day, and what is left of its text.

Used by every layout of `timetable`. A day or hours count only where they begin a line (or fill a cell); inside a title
they are words like others.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from session_planner.sources.phrases.dates import DatePhrase, dates_in, settled, weekday_agrees
from session_planner.sources.phrases.hours import HalfPhrase, HoursPhrase, halves_in, hours_in

EDGE = " \t\u00a0\u202f,;:.-–—()（）[]|،؛，：；•*\u200f\u200e"
_LEAD = re.compile(
    r"^[\s\-–—•*(（\[|\u200f\u200e]*(?:(?:from|at|de|à|a las|a la|с|в|الساعة|من|on|le|el|يوم)\s+)?"
    r"(?:(?:meeting|session|sitting|séance|sesión|заседание|会议|(?:ال)?جلسة)(?:\s+(?:du|de la"
    r"|of the))?[\s:：,(（–—-]+(?:de l[’'])?)?"
    r"(?:(?:lunch(?:[ -]?time)?|midday|déjeuner|pause déjeuner|almuerzo|mediodía|обед|обеденный перерыв|午间|午餐时间"
    r"|فترة الغداء|الغداء)[\s:：(（–—-]+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """What the beginning of a text says of when; `rest` is what follows it."""

    date: DatePhrase | None = None
    hours: HoursPhrase | None = None
    half: str = ""
    rest: str = ""

    @property
    def says(self) -> bool:
        """Whether it says anything."""
        return self.date is not None or self.hours is not None or bool(self.half)


def leading(text: str, lang: str) -> When:
    """The day, hours and half of the day that a text begins with, in any order."""
    date: DatePhrase | None = None
    hours: HoursPhrase | None = None
    half = ""
    at = 0
    while True:
        begin = at + len(_lead(text[at:]))
        found = _next(text, at, begin, lang, (date, hours, half))
        if found is None:
            break
        if isinstance(found, DatePhrase):
            date = found
        elif isinstance(found, HoursPhrase):
            hours = found
        else:
            half = found.half
        at = found.to
    rest = text[at:].strip() if at else text.strip()
    return When(date, hours, half, _without_edge(rest) if at else rest)


def _lead(text: str) -> str:
    found = _LEAD.match(text)
    edge = len(text) - len(text.lstrip(EDGE))
    return text[: max(found.end() if found else 0, edge)]


def _next(
    text: str, at: int, begin: int, lang: str, had: tuple[DatePhrase | None, HoursPhrase | None, str]
) -> DatePhrase | HoursPhrase | HalfPhrase | None:
    """The phrase that stands at `begin`, if it is of a kind that was not yet there."""
    date, hours, half = had
    nearest: DatePhrase | HoursPhrase | HalfPhrase | None = None
    candidates: list[DatePhrase | HoursPhrase | HalfPhrase] = []
    if date is None:
        candidates += dates_in(text, lang)
    if hours is None:
        candidates += hours_in(text, lang)
    if not half:
        candidates += halves_in(text, lang)
    for one in candidates:
        if at <= one.at <= begin and (nearest is None or one.to > nearest.to):
            nearest = one
    return nearest


def _without_edge(rest: str) -> str:
    """What follows hours, without the marks between; brackets that are opened after them stay."""
    return rest.lstrip(" \t\u00a0\u202f,;:.-–—)）]|،؛，：；*\u200f\u200e")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of the session's days before its timetable is read."""

    dates: tuple[dt.date, dt.date] | None = None
    year: int | None = None

    def days(self, phrase: DatePhrase) -> tuple[dt.date, ...]:
        """The dates of a phrase; none for those that cannot be told or lie far from the session."""
        near = self.dates
        found = settled(phrase, self.year, near)
        if not found and self.year is None and near is None:
            return ()
        if near is not None:
            margin = dt.timedelta(days=45)
            found = tuple(one for one in found if near[0] - margin <= one <= near[1] + margin)
        return found

    def agrees(self, phrase: DatePhrase, days: tuple[dt.date, ...]) -> bool:
        """Whether the weekdays printed with a date are its own."""
        return weekday_agrees(phrase, days)


def with_years(calendar: Calendar, phrases: list[DatePhrase]) -> Calendar:
    """The calendar with a year that the timetable's own dates and weekdays prove, where the document gave none."""
    if calendar.year is not None or calendar.dates is not None:
        return calendar
    printed = {day.year for phrase in phrases for day in phrase.days if day.year is not None}
    if len(printed) == 1:
        return Calendar(None, printed.pop())
    return calendar
