"""Dates, hours and item numbers as the official documents of each language write them.

A leaf of `publish`: every format that people read writes its days, hours and item labels through here. The names of
months and weekdays come from the CLDR (Babel); the forms are those of the documents themselves, which the CLDR does
not know: `10 a.m.-1 p.m.`, `10 heures-13 heures`, `1 a)`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

from babel.dates import get_day_names, get_month_names

_DAY_FORMS = {
    "ar": ("{weekday}، {day} {month}", " {year}"),
    "en": ("{weekday}, {day} {month}", " {year}"),
    "es": ("{weekday} {day} de {month}", " de {year}"),
    "fr": ("{weekday} {day} {month}", " {year}"),
    "ru": ("{weekday}, {day} {month}", " {year} года"),
    "zh": ("{month_number}月{day}日{weekday}", "{year}年"),
}
# The months of Iraq and the Levant, which Arabic documents print beside those of Egypt and the Maghreb.
_LEVANT = ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
           "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول")  # fmt: skip


def day(date: dt.date, lang: str, *, year: bool = False) -> str:
    """A day as a row of the annex names it: `Wednesday, 17 October`, `Mercredi 17 octobre`, `10月17日星期三`."""
    form, year_form = _DAY_FORMS[lang]
    written = form.format(
        weekday=get_day_names("wide", locale=lang)[date.weekday()],
        day="1er" if lang == "fr" and date.day == 1 else date.day,
        month=_month(date.month, lang),
        month_number=date.month,
    )
    if year:
        shown_year = year_form.format(year=date.year)
        written = shown_year + written if lang == "zh" else written + shown_year
    return written[0].upper() + written[1:]


@lru_cache(maxsize=128)
def _month(month: int, lang: str) -> str:
    name = get_month_names("wide", "format", locale=lang)[month]
    return f"{name}/{_LEVANT[month - 1]}" if lang == "ar" else name


def hours(start: dt.datetime, end: dt.datetime, lang: str) -> str:
    """The hours of a sitting, from two wall-clock times: `10 a.m.-1 p.m.`, `3-6 p.m.`, `10 heures-13 heures`."""
    return _HOURS[lang](start.time(), end.time())


def _hours_en(start: dt.time, end: dt.time) -> str:
    first, last = _clock_en(start), _clock_en(end)
    if first[1] == last[1] and first[1] in ("a.m.", "p.m.") and start < end:
        return f"{first[0]}-{last[0]} {last[1]}"
    return f"{first[0]} {first[1]}-{last[0]} {last[1]}"


def _clock_en(time: dt.time) -> tuple[str, str]:
    if time.minute == 0 and time.hour in (0, 12):
        return "12", "noon" if time.hour else "midnight"
    minutes = f".{time.minute:02}" if time.minute else ""
    return f"{time.hour % 12 or 12}{minutes}", "p.m." if time.hour >= 12 else "a.m."


def _hours_fr(start: dt.time, end: dt.time) -> str:
    return f"{_clock_fr(start)}-{_clock_fr(end)}"


def _clock_fr(time: dt.time) -> str:
    if time.minute:
        return f"{time.hour} h {time.minute:02}"
    if time.hour == 0:
        return "minuit"
    return f"{time.hour} heure" if time.hour == 1 else f"{time.hour} heures"


def _hours_es(start: dt.time, end: dt.time) -> str:
    return f"{start:%H.%M} a {_end_of_day(end, '.')} horas"


def _hours_ru(start: dt.time, end: dt.time) -> str:
    return f"{start.hour} ч. {start:%M} м.-{end.hour or 24 if not end.minute else end.hour} ч. {end:%M} м."


def _hours_zh(start: dt.time, end: dt.time) -> str:
    (half, first), (other_half, last) = _clock_zh(start), _clock_zh(end)
    return f"{half}{first}至{last if half == other_half and start < end else other_half + last}"


def _clock_zh(time: dt.time) -> tuple[str, str]:
    if time.minute == 0 and time.hour in (0, 12):
        return ("中午" if time.hour else "午夜"), "12时"
    minutes = f"{time.minute}分" if time.minute else ""
    half = "下午" if time.hour >= 12 else "上午"
    return half, f"{time.hour if time.hour <= 12 else time.hour - 12}时{minutes}"


def _hours_ar(start: dt.time, end: dt.time) -> str:
    return f"الساعة {start:%H/%M} إلى الساعة {_end_of_day(end, '/')}"


def _end_of_day(end: dt.time, mark: str) -> str:
    """A sitting that ends at midnight ends at 24, not at the hour 0 that another day begins with."""
    return f"24{mark}00" if end == dt.time() else f"{end:%H}{mark}{end:%M}"


_HOURS: dict[str, Callable[[dt.time, dt.time], str]] = {
    "ar": _hours_ar, "en": _hours_en, "es": _hours_es, "fr": _hours_fr, "ru": _hours_ru, "zh": _hours_zh,
}  # fmt: skip

_HOUR_FORMS = {
    "ar": "{hour:02}/{minute:02}",
    "es": "{hour:02}.{minute:02}",
    "fr": "{hour} h",
    "ru": "{hour} ч.",
    "zh": "{hour}时",
}
_MINUTE_FORMS = {"fr": " {minute:02}", "ru": " {minute:02} м.", "zh": "{minute:02}分"}


def hour(time: dt.time, lang: str) -> str:
    """One hour where there is little room, as on the axis of a picture: `10 a.m.`, `10 h`, `10.00`, `10时`."""
    if lang == "en":
        return " ".join(_clock_en(time)).removeprefix("12 ")
    form = _HOUR_FORMS[lang] + (_MINUTE_FORMS.get(lang, "") if time.minute else "")
    return form.format(hour=time.hour, minute=time.minute)


_NUMBER = re.compile(r"(\d+)((?:\s*\([a-z]+\))+)")
_ABJAD = dict(zip("abcdefghijklmnopqrstuvwxyz", "أبجدهوزحطيكلمنسعفصقرشتثخذض", strict=True))
_ROMAN = {
    numeral: count for count, numeral in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), 1)
}
_LABEL_FORMS = {"ar": " ({})", "en": " ({})", "es": " {})", "fr": " {})", "ru": " {})", "zh": "({})"}


def label(number: str, lang: str) -> str:
    """An item's number as a row writes it: `1(a)` is `1 (a)` in English, `1 a)` in French, `1 (أ)` in Arabic."""
    parts = _NUMBER.fullmatch(number)
    if parts is None:
        return number
    marks = re.findall(r"[a-z]+", parts[2])
    if lang == "ar":
        marks = [_mark_ar(mark, depth) for depth, mark in enumerate(marks)]
    return parts[1] + "".join(_LABEL_FORMS[lang].format(mark) for mark in marks)


def _mark_ar(mark: str, depth: int) -> str:
    """Sub-items are lettered in the order of the abjad; the roman numerals below them are written as figures."""
    return str(_ROMAN.get(mark, mark)) if depth else _ABJAD.get(mark, mark)
