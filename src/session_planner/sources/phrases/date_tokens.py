"""The tokens that dates are made of: weekdays, days, months, years, dates in figures, and the words between them.

Used by `dates` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from session_planner.programme.time_words import HAN_DAYS, MONTHS, MONTHS_SHORT, WEEKDAYS, WEEKDAYS_SHORT
from session_planner.programme.times import Day
from session_planner.sources.phrases.flat import Flat, rule, words


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a date at `at`-`to` of the flat text; `days` are the readings of a date in figures.

    `loose`: a month that may stand before its day, or a weekday that may stand after the date.
    `short`: a name cut short, which is one only beside a day. `tight`: a dash with no space around it.
    """

    kind: str
    at: int
    to: int
    value: int = 0
    days: tuple[Day, ...] = ()
    loose: bool = False
    short: bool = False
    tight: bool = False


_MONTH_OF = {name: number for names in (MONTHS, MONTHS_SHORT) for number, row in enumerate(names, 1) for name in row}
_WEEKDAY_OF = {name: number for names in (WEEKDAYS, WEEKDAYS_SHORT) for number, row in enumerate(names) for name in row}
_SHORT = {name for row in WEEKDAYS_SHORT for name in row}
_MONTH, _WEEKDAY = words(*_MONTH_OF), words(*_WEEKDAY_OF)
_YEAR = r"(?:19|20|21)\d\d"
# A figure before these is an hour, a share, a symbol, a number of something else, and no day.
_NOT_DAY = (
    r"(?!\d|[.:,]\d|\s?/\s?\d|\s?%|\s?\(\s?\w\s?\)|\s?[.:]?\s?[ap]\.?\s?m\b|\s?(?:h|hrs?|heures?|hours?|horas?|noon"
    r"|midi)\b"
    r"|\s?(?:minutes?|minutos?|минут|часа?\b|часов|ч\b)|\s?[时時点點分项]|\s?(?:دقيقة|دقائق|ساعة|ساعات))"
)
_TOKENS = rule(
    rf"(?P<iso>(?<![\d./-])(?P<iy>{_YEAR})(?P<is>[-./])(?P<im>\d{{1,2}})(?P=is)(?P<id>\d{{1,2}})(?![\d/]))"
    rf"|(?P<span>(?<![\d./-])(?P<sa>\d{{1,2}})\s?-\s?(?P<sb>\d{{1,2}})(?P<ss>[./])(?P<sm>\d{{1,2}})(?P=ss)(?P<sy>{_YEAR})(?![\d/]))"
    rf"|(?P<figures>(?<![\d./-])(?P<fa>\d{{1,2}})(?P<fs>[./-])(?P<fb>\d{{1,2}})(?P=fs)(?P<fy>{_YEAR})(?![\d/]))"
    rf"|(?P<year>(?<![\d/.])(?P<y>{_YEAR})(?!\d|/\d)(?:\s?(?:年|году?\b|года\b|г\b\.?))?)"
    r"|(?P<han_month>(?<!\d)(?P<hm>1[0-2]|0?[1-9])\s?月)"
    r"|(?P<damaged>(?<!\d)(?P<dm>1[0-2]|0?[1-9])(?P<dd>[0-2]\d|3[01])[日号])"
    r"|(?P<day>(?<!\d[./:,])(?<![\d/])(?<![a-zа-я\u0621-\u0647\u0649\u064a第])(?P<d>3[01]|[12]\d|0?[1-9])"
    rf"(?:(?:st|nd|rd|th|er|o|a)\b|\s?[日号]|\.(?=\s?[^\W\d_]))?{_NOT_DAY})"
    rf"|(?P<month>(?<![^\W\d_])(?P<m>{_MONTH})(?![^\W\d_])\.?(?:\s?/\s?(?:{_MONTH})(?![^\W\d_]))?)"
    rf"|(?P<weekday>(?P<open>\()?(?:(?:星期|礼拜|周|週)(?P<hw>[{HAN_DAYS}])"
    rf"|(?<![^\W\d_])[وب]?(?P<w>{_WEEKDAY})(?![^\W\d_])\.?)"
    r"(?(open)\)?))"
    r"|(?P<to>-|\b(?:to|through|until|till|au|al|a|по|до|الى|حتى)\b|[至到])"
    r"|(?P<and>&|[、和及与]|\b(?:and|et|y|и)\b|(?<![^\W\d_])و(?=\s?\d))"
    r"|(?P<comma>[,،])"
    r"|(?P<skip>\s+|\b(?:of|the|de|del|le|el|los|les|du|в|во|с|من|يوم|الموافق)\b)"
    r"|(?P<break>[^\W\d_]+|\d+|.)"
)
_KINDS = ("iso", "span", "figures", "year", "han_month", "damaged", "day", "month", "weekday", "to", "and", "comma",
          "skip", "break")  # fmt: skip
# Names of months that are words of their own in English when they do not begin with a capital.
_WORDS_TOO = {"may", "march", "mar", "august"}


def tokens_in(even: Flat, lang: str) -> Iterator[Token]:
    """The tokens of a text; `break` stands wherever something is no part of a date."""
    for found in _TOKENS.finditer(even.text):
        kind = next(kind for kind in _KINDS if found[kind] is not None)
        if kind == "month":
            yield _month(found, even, lang)
        elif kind != "skip":
            yield from _read(kind, found)


def _read(kind: str, found: re.Match[str]) -> Iterator[Token]:
    at, to = found.span()
    if kind == "iso":
        yield Token("figures", at, to, days=(Day(int(found["iy"]), int(found["im"]), int(found["id"])),))
    elif kind == "figures":
        yield Token("figures", at, to, days=_either(int(found["fy"]), int(found["fa"]), int(found["fb"])))
    elif kind == "span":
        first, last, month, year = (int(found[name]) for name in ("sa", "sb", "sm", "sy"))
        yield Token("figures", at, found.end("sa"), days=(Day(year, month, first),))
        yield Token("to", found.end("sa"), found.start("sb"))
        yield Token("figures", found.start("sb"), to, days=(Day(year, month, last),))
    elif kind == "damaged":
        yield Token("month", at, found.end("dm"), int(found["dm"]), loose=True)
        yield Token("day", found.start("dd"), to, int(found["dd"]))
    elif kind == "han_month":
        yield Token("month", at, to, int(found["hm"]), loose=True)
    elif kind == "weekday":
        yield _weekday(found)
    else:
        figure = {"year": "y", "day": "d"}.get(kind)
        dash = kind == "to" and found[0] == "-"
        tight = dash and " " not in found.string[max(at - 1, 0) : to + 1]
        yield Token(kind, at, to, int(found[figure]) if figure else 0, tight=tight)


def _either(year: int, first: int, second: int) -> tuple[Day, ...]:
    """Day and month in figures: the day first, as official documents have it, unless that is no date."""
    readings = dict.fromkeys((Day(year, second, first), Day(year, first, second)))
    return tuple(day for day in readings if 1 <= (day.month or 0) <= 12) or (Day(year, second, first),)


def _weekday(found: re.Match[str]) -> Token:
    at, to = found.span()
    if found["hw"]:
        return Token("weekday", at, to, min(HAN_DAYS.index(found["hw"]), 6), loose=True)
    name = " ".join(found["w"].split())
    return Token("weekday", at, to, _WEEKDAY_OF[name], loose=bool(found["open"]), short=name in _SHORT)


def _month(found: re.Match[str], even: Flat, lang: str) -> Token:
    at, to = found.span()
    name = " ".join(found["m"].split())
    if lang == "en" and name in _WORDS_TOO and not even.source[even.places[at]].isupper():
        return Token("break", at, to)
    if lang in ("fr", "es") and name == "mar" and not re.search(r"\d\s?(?:de\s)?$", even.text[:at]):
        return Token("weekday", at, to, 1, short=True)
    return Token("month", at, to, _MONTH_OF[name], loose=lang == "en")
