"""Hours in running text, in the forms of the six languages and with the damage that PDF conversion does to them.

Used by `agenda`. `3-6 p.m.`, `10 heures-13 heures`, `de 10 a 18.00 horas`, `上午10时至下午1时`; `10 a.m.1 p.m.`,
`36 p.m.` and `10.0013.00` have lost a dash. A figure is an hour only where a unit, a half of the day, or the minutes
of a second clock prove it: item numbers, symbols and lengths of time are none.
"""

from __future__ import annotations

from dataclasses import dataclass

from session_planner.programme.time_words import LATER
from session_planner.programme.times import Unread, stretch
from session_planner.sources.phrases.flat import Flat, flat, rule
from session_planner.sources.phrases.hour_clocks import Seen, clocks_in, mended
from session_planner.sources.phrases.hour_words import (
    AT,
    BETWEEN,
    HALF,
    JOINED,
    LASTS_AFTER,
    LASTS_BEFORE,
    ONWARDS,
    PAIRED,
    SINCE,
)


@dataclass(frozen=True, slots=True)
class HoursPhrase:
    """Hours at `at`-`to` of the text, in minutes after midnight; `end` is None where only one hour is said."""

    at: int
    to: int
    start: int
    end: int | None = None
    open_end: bool = False
    """It begins then and may go on: `15 heures-`, `from 3 p.m. onwards`, `or later if required`."""
    damaged: bool = False
    """It was read in spite of a lost dash."""


@dataclass(frozen=True, slots=True)
class HalfPhrase:
    """A half of the day that stands without an hour."""

    at: int
    to: int
    half: str


_JOINED, _PAIRED, _BETWEEN = rule(JOINED), rule(PAIRED), rule(BETWEEN)
_AT, _SINCE, _ONWARDS = rule(AT), rule(SINCE), rule(ONWARDS)
_LASTS_BEFORE, _LASTS_AFTER = rule(LASTS_BEFORE), rule(LASTS_AFTER)
_LATER = rule(rf"\s*[(,]?\s*(?:{'|'.join(LATER)})\s*\)?")
_HALF = rule(rf"(?<![a-zа-я])(?:{HALF})(?![a-zа-я])")
# How much of the text before an hour the words around it are looked for in.
_BEFORE = 32


def hours_in(text: str, lang: str) -> list[HoursPhrase]:
    """Every hour and stretch of hours in `text`, in order; they never overlap."""
    even = mended(flat(text))
    clocks = clocks_in(even.text, lang)
    found: list[HoursPhrase] = []
    at = 0
    while at < len(clocks):
        pair = _pair(even, clocks, at, lang)
        if phrase := pair or _single(even, clocks[at], lang):
            found.append(phrase)
        at += 2 if pair else 1
    return found


def _pair(even: Flat, clocks: list[Seen], at: int, lang: str) -> HoursPhrase | None:
    """The stretch that two clocks make, if the second follows the first and something proves them."""
    if at + 1 == len(clocks):
        return None
    first, last = clocks[at], clocks[at + 1]
    between = even.text[first.to : last.at]
    between_them = _PAIRED.fullmatch(between) and _BETWEEN.search(even.text[max(0, first.at - _BEFORE) : first.at])
    if not (_JOINED.fullmatch(between) or between_them) or not _proved(even, first, last, lang):
        return None
    try:
        start, end = stretch(first.clock, last.clock, between)
    except Unread:
        return None
    if end > 1440 and not (first.clock.half or last.clock.half) and last.clock.hour <= 12:
        # `10.00-1.00`: nobody sits for fifteen hours.
        end = end - 720
    if not start < end <= start + 960:
        return None
    return _phrase(even, first.at, last.to, start, end, damaged="\x1f" in between)


def _proved(even: Flat, first: Seen, last: Seen, lang: str) -> bool:
    if first.sure or last.sure or (first.minutes and last.minutes) or (first.unit and last.unit and lang != "en"):
        return True
    # `10-13 heures` are hours, `2-3 heures` are a length of time.
    return (
        last.unit
        and lang != "en"
        and (first.clock.hour >= 7 or _stands_at(even, first))
        and not _lasts(even, first, last)
    )


def _single(even: Flat, seen: Seen, lang: str) -> HoursPhrase | None:
    """One hour; without a half of the day or the like, what stands around it must prove it."""
    begins = (
        even.text[: seen.at].strip() == "" or even.text[seen.at - 1] in "(,;:" or even.text[: seen.at].endswith(" - ")
    )
    if not seen.sure and not (
        (seen.minutes or seen.unit)
        and not (seen.unit and not seen.minutes and (_lasts(even, seen, seen) or (lang == "en")))
        and (_stands_at(even, seen) or (seen.unit and (seen.minutes or begins)))
    ):
        return None
    readings = seen.clock.starts()
    if not readings or readings[0] > 1440:
        return None
    return _phrase(even, seen.at, seen.to, readings[0], None, damaged=False)


def _stands_at(even: Flat, seen: Seen) -> bool:
    return bool(_AT.search(even.text[max(0, seen.at - _BEFORE) : seen.at]))


def _lasts(even: Flat, first: Seen, last: Seen) -> bool:
    return bool(
        _LASTS_BEFORE.search(even.text[max(0, first.at - _BEFORE) : first.at]) or _LASTS_AFTER.match(even.text, last.to)
    )


def _phrase(even: Flat, at: int, to: int, start: int, end: int | None, *, damaged: bool) -> HoursPhrase:
    later = _LATER.match(even.text, to)
    onwards = _ONWARDS.match(even.text, to) if end is None else None
    since = end is None and _SINCE.search(even.text[max(0, at - _BEFORE) : at])
    if further := later or onwards:
        to = further.end()
    if even.text[at:to].count("(") > even.text[at:to].count(")") and even.text[to : to + 1] == ")":
        to += 1
    while even.text[to - 1] == " ":
        to -= 1
    return HoursPhrase(*even.span(at, to), start, end, bool(further or since), damaged)


def halves_in(text: str, lang: str) -> list[HalfPhrase]:
    """Every half of a day in `text` that belongs to no hour."""
    even = flat(text)
    taken = [(hour.at, hour.to) for hour in hours_in(text, lang)]
    found: list[HalfPhrase] = []
    for match in _HALF.finditer(even.text):
        at, to = even.span(*match.span())
        if not any(begin < to and at < end for begin, end in taken):
            found.append(HalfPhrase(at, to, "a.m." if match["a"] is not None else "p.m."))
    return found
