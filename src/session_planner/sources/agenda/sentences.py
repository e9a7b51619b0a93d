"""Sentences of a paragraph, and the dates with hours that they fix.

Used by `annotations`, `masthead` and `joint`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from session_planner.sources.agenda.words import OPENINGS
from session_planner.sources.phrases.dates import dates_in, settled
from session_planner.sources.phrases.hours import hours_in
from session_planner.sources.phrases.quiet import pattern, quiet

_END = re.compile(
    r"(?<=[^\W\d_]{3}[.!?»”])\s+(?=[^\W\da-zа-яё_]|[«“])|(?<=\d{4}[.])\s+(?=[A-ZÀ-ÝА-Я])|(?<=[。！？])|[؟]\s+"
)
_APART = 28
"""How many characters may stand between a date and its hour: `, à`, `года, в`, `at`, `الساعة`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at its place in a paragraph."""

    at: int
    to: int
    text: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A date with an hour, and where both stand in the text."""

    at: int
    to: int
    date: dt.date
    start: int
    end: int | None


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text."""
    begin = 0
    for end in _END.finditer(text):
        if end.start() > begin:
            yield Sentence(begin, end.start(), text[begin : end.start()])
        begin = end.end()
    if begin < len(text):
        yield Sentence(begin, len(text), text[begin:])


def opens(text: str, lang: str) -> bool:
    """Whether a sentence says that a meeting opens or is held."""
    return pattern(OPENINGS[lang]).search(quiet(text)) is not None


def moments(text: str, lang: str, year: int | None = None, near: tuple[dt.date, dt.date] | None = None) -> list[Moment]:
    """The dates of a text that stand with an hour."""
    found = []
    hours = hours_in(text, lang)
    for date in dates_in(text, lang):
        if date.stretch or len(days := settled(date, year, near)) != 1:
            continue
        for hour in hours:
            after, before = hour.at - date.to, date.at - hour.to
            if 0 <= after <= _APART or 0 <= before <= _APART:
                found.append(Moment(min(date.at, hour.at), max(date.to, hour.to), days[0], hour.start, hour.end))
                break
    return found
