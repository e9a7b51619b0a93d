"""Times as people say them in a sentence: `15:00`, `Thursday`, `18 October 11:00`, `2012-10-18T11:00`.

Under `events`. Everything is by the clock of the session's place; what leaves out the year or the day means the
session's own. Times come out naive where they are local, which is how a scenario writes them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from session_planner.errors import InputError, Mistake
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import Outline, outline
from session_planner.words import N_

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_HOURS = re.compile(r"(\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}(?::00)?(?:z|[+-]\d{2}:\d{2})?)?")
_UNITS = {"min": 1, "minute": 1, "m": 1, "h": 60, "hour": 60, "hr": 60, "d": 1440, "day": 1440, "week": 10080}
_LENGTH = re.compile(r"(\d+|[a-z]+)\s*([a-z]+)")


class NotSaid(Exception):
    """A time is not one; `message` is a msgid with its fields."""

    def __init__(self, message: str, /, **fields: object) -> None:
        super().__init__(message)
        self.message, self.fields = message, fields


@dataclass(frozen=True, slots=True)
class Moments:
    """Reads times for one session; `today` is the day that a time without a date is on, None where none is known."""

    outline: Outline
    today: dt.date | None = None

    def moment(self, said: str) -> dt.datetime:
        """A moment; of a date alone its midnight. Raises NotSaid."""
        said = _plain(said)
        if _ISO.fullmatch(said):
            try:
                return dt.datetime.fromisoformat(said.upper())
            except ValueError:
                raise NotSaid(_NO_MOMENT, found=said) from None
        found = _TIME.search(said)
        rest = _plain(said[: found.start()] + " " + said[found.end() :]) if found else said
        if not found and not rest:
            raise NotSaid(_NO_MOMENT, found=said)
        day = self.date(rest) if rest else self._today(said)
        hour, minute = (int(found[1]), int(found[2])) if found else (0, 0)
        if hour * 60 + minute > 1440 or minute > 59:
            raise NotSaid(_NO_MOMENT, found=said)
        return dt.datetime.combine(day, dt.time()) + dt.timedelta(hours=hour, minutes=minute)

    def date(self, said: str) -> dt.date:
        """A date. Raises NotSaid."""
        said = _plain(said)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", said):
            try:
                return dt.date.fromisoformat(said)
            except ValueError:
                raise NotSaid(_NO_DATE, found=said) from None
        if said in ("today", "tomorrow"):
            return self._today(said) + dt.timedelta(days=said == "tomorrow")
        words = re.findall(r"[a-z]+|\d+", said)
        weekday = next((number for word in words if (number := _of(word, _DAYS)) is not None), None)
        rest = [word for word in words if _of(word, _DAYS) is None]
        day = self._by_month(rest, said) if rest else self._by_weekday(weekday, said)
        if weekday is not None and day.weekday() != weekday:
            raise NotSaid(N_("{date} is no {day}"), date=day.isoformat(), day=_DAYS[weekday].capitalize())
        return day

    def hours(self, said: str) -> tuple[dt.date, str]:
        """A date with hours, such as `17 October 18:30-20:30`. Raises NotSaid."""
        found = _HOURS.search(said)
        if found is None:
            raise NotSaid(N_("`{found}` has no hours; write them like `17 October 18:30-20:30`"), found=said)
        rest = _plain(said[: found.start()] + " " + said[found.end() :])
        return self.date(rest) if rest else self._today(said), re.sub(r"\s*[-–]\s*", "-", found[1])

    def _today(self, said: str) -> dt.date:
        if self.today is not None:
            return self.today
        if len(self.outline.dates) == 1:
            return self.outline.dates[0]
        raise NotSaid(N_("`{found}` does not say of which day; write the day before it, or say --now"), found=said)

    def _by_weekday(self, weekday: int | None, said: str) -> dt.date:
        """The next such day of the session from today on; of those before today the last."""
        fits = [day for day in self.outline.dates if day.weekday() == weekday]
        if not fits:
            raise NotSaid(_NO_DATE if weekday is None else N_("`{found}` is no day of the session"), found=said)
        return next((day for day in fits if self.today is None or day >= self.today), fits[-1])

    def _by_month(self, words: Sequence[str], said: str) -> dt.date:
        """`18 October`, `October 18`, with its year or in the year of the session in which it is nearest to it."""
        month = next((number for word in words if (number := _of(word, _MONTHS)) is not None), None)
        numbers = [int(word) for word in words if word.isdigit()]
        ordinal = {"st", "nd", "rd", "th", "of"}
        extra = [word for word in words if not word.isdigit() and _of(word, _MONTHS) is None and word not in ordinal]
        if month is None or extra or not 1 <= len(numbers) <= 2:
            raise NotSaid(_NO_DATE, found=said)
        first, last = self.outline.dates[0], self.outline.dates[-1]
        years = [numbers[1]] if len(numbers) == 2 else range(first.year - 1, last.year + 2)
        fits = []
        for year in years:
            try:
                fits.append(dt.date(year, month + 1, numbers[0]))
            except ValueError:
                continue
        if not fits:
            raise NotSaid(_NO_DATE, found=said)
        return min(fits, key=lambda day: max((first - day).days, (day - last).days, 0))


_NO_MOMENT = N_("`{found}` is no time; write it like `15:00`, `Thursday 11:00`, `18 October 11:00` or 2012-10-18T11:00")
_NO_DATE = N_("`{found}` is no date; write it like `Thursday`, `18 October` or 2012-10-18")


def length(said: str) -> int:
    """Minutes of `40 min`, `1 h 30 min`, `two days`, `an hour`. Raises NotSaid."""
    words, total, at = _plain(said).replace(" and ", " "), 0, 0
    while at < len(words):
        part = _LENGTH.match(words, at)
        number = _count(part[1]) if part else None
        unit = _UNITS.get(part[2]) or _UNITS.get(part[2].removesuffix("s")) if part else None
        if part is None or number is None or unit is None:
            break
        total, at = total + number * unit, part.end()
        at += len(words[at:]) - len(words[at:].lstrip(" ,"))
    if at < len(words) or not 0 < total <= 366 * 1440:
        raise NotSaid(
            N_("`{found}` is no length of time; write it like `40 min`, `1 h 30 min`, `two days`"), found=said
        )
    return total


def read_now(said: str, scenario: Scenario) -> dt.datetime:
    """The moment that `--now` says, aware; raises InputError."""
    out = outline(scenario)
    try:
        return out.local(Moments(out).moment(said))
    except NotSaid as wrong:
        raise InputError([Mistake(f"--now {said}", 0, 0, "", wrong.message, wrong.fields)]) from None


def _count(word: str) -> int | None:
    if word.isdigit():
        return int(word) if len(word) < 7 else None
    if word in ("a", "an"):
        return 1
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else None


def _of(word: str, names: Sequence[str]) -> int | None:
    """The index of the name that a word is, or is short for."""
    if len(word) < 3:
        return None
    return next((number for number, name in enumerate(names) if name.startswith(word)), None)


def _plain(said: str) -> str:
    """In small letters, on one line, without the little words around a time."""
    return " ".join(word for word in said.replace(",", " ").lower().split() if word not in ("on", "at", "the"))
