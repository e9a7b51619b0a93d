"""Dates in running text: single days, several days, stretches, in the forms of the six languages.

Used by `agenda`. `date_tokens` cuts the text into weekdays, days, months, years and the words between them; here they
are put together to phrases, whichever of them stands first. What a phrase leaves out is left to `settled`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from session_planner.programme.times import Day
from session_planner.sources.phrases.date_tokens import Token, tokens_in
from session_planner.sources.phrases.flat import Flat, flat
from session_planner.sources.phrases.hours import hours_in


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date, several, or the first and last day of a stretch, standing at `at`-`to` of the text."""

    at: int
    to: int
    days: tuple[Day, ...]
    weekdays: tuple[int | None, ...] = ()
    stretch: bool = False

    @property
    def weekday(self) -> int | None:
        """The weekday (Monday is 0) that stands with the first of its days."""
        return self.weekdays[0] if self.weekdays else None


@dataclass(slots=True)
class _Part:
    """One day as it is being read; `link` is the word before it."""

    link: str = ""
    at: int = 0
    to: int = 0
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    choices: tuple[Day, ...] = ()
    short: bool = False
    loose: bool = False
    """Whether its month may stand before its day."""

    def take(self, token: Token) -> bool:
        """Adds what a token says; false if it has that already, and the token begins something else."""
        if token.kind == "figures":
            if self.day is not None or self.month is not None:
                return False
            first = token.days[0]
            self.day, self.month, self.year, self.choices = first.day, first.month, first.year, token.days
        elif not self._fits(token):
            return False
        else:
            setattr(self, token.kind, token.value)
            self.short |= token.kind == "weekday" and token.short
            self.loose |= token.kind == "month" and token.loose
        if self.at == self.to:
            self.at = token.at
        self.to = token.to
        return True

    def _fits(self, token: Token) -> bool:
        if getattr(self, token.kind) is not None:
            return False
        if token.kind == "weekday":
            # `17 October Thursday 18 October`: a weekday after a date is the next one's, but `10月17日星期三`.
            return token.loose or (self.day is None and self.month is None)
        if token.kind == "day":
            return (self.month is None or self.loose) and (self.year is None or self.month is not None)
        return token.kind != "year" or self.month is not None or self.day is not None or self.at == self.to


@dataclass(slots=True)
class _Reader:
    """Reads tokens into runs of parts that belong together."""

    runs: list[list[_Part]] = field(default_factory=list)
    run: list[_Part] = field(default_factory=list)
    link: Token | None = None

    def read(self, tokens: Iterable[Token]) -> list[list[_Part]]:
        """All runs of the tokens, in their order."""
        for token in tokens:
            if token.kind == "break":
                self._close()
            elif token.kind in ("to", "and", "comma"):
                self._connect(token)
            elif self.link is not None or not self.run:
                self._begin(token)
            elif not self.run[-1].take(token):
                self._close()
                self._begin(token)
        self._close()
        return self.runs

    def _connect(self, token: Token) -> None:
        if not self.run or (self.link is not None and self.link.kind != "comma"):
            self._close()
        else:
            # `8, 9 and 11 May`; but a comma may also stand inside a date: `Monday, 15 October`, `October 17, 2012`.
            self.link = token

    def _begin(self, token: Token) -> None:
        if self.link is not None and ((self.link.kind == "comma" and self._inside(token)) or self._hyphenated(token)):
            self.link = None
            if self.run[-1].take(token):
                return
        part = _Part(self.link.kind if self.link else "")
        part.take(token)
        self.run.append(part)
        self.link = None

    def _inside(self, token: Token) -> bool:
        """Whether a token after a comma belongs to the date before it."""
        last = self.run[-1]
        if token.kind == "year":
            return last.day is not None or last.month is not None
        if token.kind == "weekday":
            return last.weekday is None and last.month is not None and token.loose
        alone = last.day is None and last.month is None
        return last.weekday is not None and alone and token.kind in ("day", "month", "figures")

    def _hyphenated(self, token: Token) -> bool:
        """`17-Oct-2012`: the dash joins a month or year to its day."""
        last = self.run[-1]
        return (
            self.link is not None
            and self.link.tight
            and (
                (token.kind == "month" and last.day is not None and last.month is None)
                or (token.kind == "year" and last.month is not None and last.year is None)
            )
        )

    def _close(self) -> None:
        if self.run:
            self.runs.append(self.run)
        self.run, self.link = [], None


def dates_in(text: str, lang: str) -> list[DatePhrase]:
    """Every date phrase in `text`, in order; they never overlap."""
    even = flat(text)
    found = (phrase for run in _Reader().read(_without_hours(even, lang)) for phrase in _phrases(run))
    return [DatePhrase(*even.span(one.at, one.to), one.days, one.weekdays, one.stretch) for one in found]


def _without_hours(even: Flat, lang: str) -> Iterator[Token]:
    """The tokens of a text; figures inside hours are no days: `Monday, 8 July, 10-10.30 a.m.`."""
    taken = [(one.at, one.to) for one in hours_in(even.source, lang)] if any(map(str.isdigit, even.text)) else []
    for token in tokens_in(even, lang):
        place = even.places[token.at]
        inside = token.kind in ("day", "year", "to") and any(at <= place < to for at, to in taken)
        yield Token("break", token.at, token.to) if inside else token


def _phrases(run: list[_Part]) -> Iterator[DatePhrase]:
    """The phrases of a run: what it leaves out is filled from its neighbours, and what is no date is dropped."""
    run = _without_strays(run)
    _fill(run)
    group: list[_Part] = []
    for part in run:
        if part.link == "to" and len(group) == 1:
            yield from _stretch(group[0], part)
            group = []
            continue
        group.append(part)
        following = run[run.index(part) + 1 :]
        if len(group) > 1 and following and following[0].link == "to":
            yield from _several(group[:-1])
            group = group[-1:]
    yield from _several(group)


def _without_strays(run: list[_Part]) -> list[_Part]:
    """`Item 3, 8 July`: a figure before a comma is a day only in a list that ends with `and`."""
    for at in range(len(run) - 1, 0, -1):
        if (
            run[at].link == "comma"
            and not any(part.link == "and" for part in run[at + 1 :])
            and run[at - 1].month is None
        ):
            return run[at:]
    return run


def _fill(run: list[_Part]) -> None:
    """What a part leaves out it has from the next one (`19 et 20 octobre 2010`), or, where the month stands first, from
    the one before (`October 17-18`)."""
    for earlier, later in reversed(list(pairwise(run))):
        if earlier.month is None and earlier.day is not None:
            earlier.month = later.month
    for earlier, later in pairwise(run):
        if later.month is None and later.day is not None and (earlier.loose or later.weekday is not None):
            later.month, later.loose = earlier.month, earlier.loose
    for earlier, later in reversed(list(pairwise(run))):
        if earlier.year is None and earlier.month is not None and later.year is not None:
            past = later.month is not None and earlier.month > later.month and later.link == "to"
            earlier.year = later.year - past
    for earlier, later in pairwise(run):
        if later.year is None and later.month is not None and earlier.year is not None:
            later.year = earlier.year + (later.month < (earlier.month or 0))


def _valid(part: _Part) -> bool:
    """A day with its month, or with its weekday; a weekday alone; a month alone says no day."""
    if part.day is None:
        return part.weekday is not None and not part.short and part.month is None
    return part.month is not None or part.weekday is not None


def _day(part: _Part) -> Day:
    """What it says; figures that can be read in two orders are read in the one that its weekday proves."""
    if len(part.choices) > 1 and part.weekday is not None:
        for choice in part.choices:
            if (date := _real(choice)) and date.weekday() == part.weekday:
                return choice
    return Day(part.year, part.month, part.day)


def _stretch(first: _Part, last: _Part) -> Iterator[DatePhrase]:
    if not (_valid(first) and _valid(last)):
        yield from _several([first])
        yield from _several([last])
        return
    begin, end = _day(first), _day(last)
    dates = _real(begin), _real(end)
    backwards = (dates[0] and dates[1] and dates[1] <= dates[0]) or (
        begin.month == end.month and (begin.day or 0) >= (end.day or 99)
    )
    if backwards:
        yield from _several([last])
        return
    yield DatePhrase(first.at, last.to, (begin, end), (first.weekday, last.weekday), stretch=True)


def _several(parts: Sequence[_Part]) -> Iterator[DatePhrase]:
    good = [part for part in parts if _valid(part)]
    named = [part for part in good if part.day is not None]
    for alone in (part for part in good if part.day is None):
        yield DatePhrase(alone.at, alone.to, (), (alone.weekday,))
    if named:
        days = tuple(_day(part) for part in named)
        yield DatePhrase(named[0].at, named[-1].to, days, tuple(part.weekday for part in named))


def _real(day: Day) -> dt.date | None:
    try:
        return dt.date(day.year or 0, day.month or 0, day.day or 0)
    except ValueError:
        return None


def settled(phrase: DatePhrase, year: int | None, near: tuple[dt.date, dt.date] | None) -> tuple[dt.date, ...]:
    """The dates of a phrase (first and last of a stretch); empty where they cannot be told.

    A year that the phrase leaves out is `year`, or the one in which the day falls into `near`; the weekday must then
    agree, and decides where several years are possible. A date that is printed in full is what it says.
    """
    days = phrase.days or (Day(None, None, None),)
    weekdays = phrase.weekdays or (None,) * len(days)
    dates = [_settled(day, weekday, year, near) for day, weekday in zip(days, weekdays, strict=True)]
    return tuple(date for date in dates if date) if all(dates) else ()


def _settled(day: Day, weekday: int | None, year: int | None, near: tuple[dt.date, dt.date] | None) -> dt.date | None:
    if day.year is not None and day.month is not None and day.day is not None:
        return _real(day)
    inside = [date for date in _span(near) if day.month in (None, date.month) and day.day in (None, date.day)]
    fitting = [date for date in inside if weekday in (None, date.weekday())]
    if fitting:
        return fitting[0] if len(fitting) == 1 else None
    if day.month is None or day.day is None:
        return None
    years = [year] if year is not None else sorted({date.year for date in near}) if near else []
    real = [date for one in years if (date := _real(Day(one, day.month, day.day)))]
    proved = [date for date in real if weekday in (None, date.weekday())]
    return proved[0] if len(proved) == 1 else None


def _span(near: tuple[dt.date, dt.date] | None) -> list[dt.date]:
    """The days of a session; one that would last for years is none."""
    if near is None or not 0 <= (near[1] - near[0]).days <= 400:
        return []
    return [near[0] + dt.timedelta(days=step) for step in range((near[1] - near[0]).days + 1)]


def weekday_agrees(phrase: DatePhrase, dates: Sequence[dt.date]) -> bool:
    """Whether the weekdays that stand with a phrase are those of its dates: if not, one of them is a misprint."""
    return all(weekday in (None, date.weekday()) for date, weekday in zip(dates, phrase.weekdays, strict=False))
