"""Values that a scenario is written in: texts, durations, moments, windows, hours.

First stop on the way of the data: each parser takes what people write and gives plain Python values; what it
cannot take it refuses with a sentence that says what was found and what is allowed.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, NoReturn

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from session_planner.scenario.scalars import named
from session_planner.words import LANGUAGES, N_

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def refuse(msgid: str, **fields: Any) -> NoReturn:
    """Refuses a value in words; the msgid travels along so that the sentence can be told in any language."""
    raise PydanticCustomError("said", msgid, {"msgid": msgid, **fields})


class Text(dict[str, str]):
    """Text that people read: a map of languages; `""` is the key of a text given without a language."""

    def told(self, lang: str) -> str:
        """The text in `lang`; else the one without a language, else the first there is (never machine-made)."""
        return self.get(lang) or self.get("") or next(iter(self.values()), "")

    def has(self, lang: str) -> bool:
        """Whether the text can be shown in `lang` without falling back to another language."""
        return lang in self or "" in self

    @classmethod
    def read(cls, value: Any) -> Text:
        if type(value) is str:
            return cls({"": value.strip()})
        if isinstance(value, Text):
            return value
        if isinstance(value, bool) or not isinstance(value, str | int | float | dict):
            refuse(
                N_("found {found}; a text is a string or a map of languages, such as {{en: Report, fr: Rapport}}"),
                found=named(value),
            )
        if not isinstance(value, dict):
            return cls({"": raw(value).strip()})
        for lang, words in value.items():
            if lang not in LANGUAGES:
                refuse(
                    N_("`{found}` is not a language of this scenario; allowed: {allowed}"),
                    found=str(lang),
                    allowed=list(LANGUAGES),
                )
            if not isinstance(words, str) or not words.strip():
                refuse(
                    N_("the text for `{lang}` is {found}; it must be a string that is not empty"),
                    lang=lang,
                    found=named(words),
                )
        if not value:
            refuse(N_("found an empty map; a text needs at least one language"))
        return cls({lang: words.strip() for lang, words in value.items()})

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.read,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda text: text.get("") or dict(text)),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        maps = {
            "type": "object",
            "properties": {lang: {"type": "string"} for lang in LANGUAGES},
            "additionalProperties": False,
            "minProperties": 1,
        }
        return {"anyOf": [{"type": "string"}, maps], "description": "text, or a map of languages"}


def raw(value: Any) -> str:
    """A scalar as it stood in the file (`1.10` is read as a number, but an item is called 1.10)."""
    return str(getattr(value, "raw", value))


_UNITS = {
    "min": 1,
    "mins": 1,
    "minute": 1,
    "minutes": 1,
    "m": 1,
    "h": 60,
    "hour": 60,
    "hours": 60,
    "hrs": 60,
    "d": 1440,
    "day": 1440,
    "days": 1440,
    "week": 10080,
    "weeks": 10080,
    "w": 10080,
}
_SPELT = re.compile(r"\s*(\d+)\s*([a-z]+)\s*", re.I)
_ISO = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?", re.I)
_LONGEST = 366 * 1440


def minutes_of(value: Any) -> int:
    """Minutes of a duration as people write it: `45 min`, `1 h 30 min`, `6 weeks`, or ISO 8601 (`PT1H30M`)."""
    if isinstance(value, str):
        total = _spelt(value) if not value.strip().upper().startswith("P") else _iso(value.strip())
        if total is not None and 0 <= total <= _LONGEST:
            return total
    return refuse(
        N_("{found} is not a duration; write it like `45 min`, `1 h 30 min` or `PT1H30M`"), found=named(value)
    )


@lru_cache(maxsize=1024)
def _spelt(value: str) -> int | None:
    total, at = 0, 0
    while at < len(value):
        part = _SPELT.match(value, at)
        if part is None or part[2].lower() not in _UNITS or len(part[1]) > 6:
            return None
        total, at = total + int(part[1]) * _UNITS[part[2].lower()], part.end()
    return total if at else None


def _iso(value: str) -> int | None:
    part = _ISO.fullmatch(value)
    if part is None or not any(part.groups()) or len(value) > 24:
        return None
    return sum(int(number or 0) * unit for number, unit in zip(part.groups(), (10080, 1440, 60, 1), strict=True))


def moment_of(value: Any) -> dt.datetime:
    """A moment: `2012-10-17T10:00` local to the scenario's zone (naive), or with an offset (aware)."""
    if isinstance(value, dt.datetime):
        return value
    if isinstance(value, str):
        try:
            moment = dt.datetime.fromisoformat(value.strip())
        except ValueError:
            pass
        else:
            if len(value.strip()) > 10 and not (moment.second or moment.microsecond) and 1900 < moment.year < 2200:
                return moment
    return refuse(N_("{found} is not a moment; write it like `2012-10-17T10:00`"), found=named(value))


def date_of(value: Any) -> dt.date:
    """A date, `2012-10-17`."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, str) and len(value.strip()) == 10:
        try:
            date = dt.date.fromisoformat(value.strip())
        except ValueError:
            pass
        else:
            if 1900 < date.year < 2200:
                return date
    return refuse(N_("{found} is not a date; write it like `2012-10-17`"), found=named(value))


class Window(NamedTuple):
    """A stretch of time from `start` to `end`; either may be open (None)."""

    start: dt.datetime | None
    end: dt.datetime | None


def window_of(value: Any) -> Window:
    """`2012-10-17` (the day), `2012-10-17 15:00-18:00`, `2012-10-17T15:00/2012-10-18T12:00`, or a map of start, end."""
    if isinstance(value, Window):
        return value
    found = _window_parts(value)
    if found is None or found == (None, None):
        refuse(
            N_(
                "{found} is not a window; write it like `2012-10-17`, `2012-10-17 15:00-18:00`, "
                "`2012-10-17T15:00/2012-10-18T12:00` or {{start: 2012-10-17T15:00}}"
            ),
            found=named(value),
        )
    if found.start and found.end and not _in_order(found.start, found.end):
        refuse(N_("the window {found} ends before it starts"), found=named(value))
    return found


def _in_order(start: dt.datetime, end: dt.datetime) -> bool:
    """Whether one moment is before another; where only one has an offset, as far as their clocks can tell."""
    if bool(start.tzinfo) != bool(end.tzinfo):
        start, end = start.replace(tzinfo=None), end.replace(tzinfo=None)
    return start < end


def _window_parts(value: Any) -> Window | None:
    if isinstance(value, dict):
        if not set(value) <= {"start", "end"}:
            return None
        start, end = (moment_of(value[key]) if value.get(key) is not None else None for key in ("start", "end"))
        return Window(start, end)
    if not isinstance(value, str):
        return None
    if "/" in value:
        first, _, last = value.partition("/")
        return Window(*(None if part.strip() in ("", "..") else moment_of(part) for part in (first, last)))
    day, _, hours = value.strip().partition(" ")
    if len(day) != 10:
        return None
    date = date_of(day)
    return hours_of(hours).on(date) if hours else Window(_midnight(date), _midnight(date + dt.timedelta(days=1)))


def _midnight(date: dt.date) -> dt.datetime:
    return dt.datetime.combine(date, dt.time())


class Hours(NamedTuple):
    """Hours of a day in minutes after midnight; an end at or before the start is on the next day."""

    start: int
    end: int

    def on(self, date: dt.date) -> Window:
        """These hours on `date`, as wall-clock times."""
        midnight = _midnight(date)
        return Window(midnight + dt.timedelta(minutes=self.start), midnight + dt.timedelta(minutes=self.end))


_CLOCK = r"(\d{1,2}):(\d{2})"
_HOURS = re.compile(rf"{_CLOCK}\s*[-–]\s*{_CLOCK}")
_TIME = re.compile(_CLOCK)


def hours_of(value: Any) -> Hours:
    """`10:00-13:00`; `22:00-01:00` ends on the next day."""
    if isinstance(value, Hours):
        return value
    if isinstance(value, str) and (part := _HOURS.fullmatch(value.strip())):
        start, end = int(part[1]) * 60 + int(part[2]), int(part[3]) * 60 + int(part[4])
        if start < 1440 and end <= 1440 and int(part[2]) < 60 and int(part[4]) < 60 and start != end:
            return Hours(start, end if end > start else end + 1440)
    return refuse(N_("{found} is not a stretch of hours; write it like `10:00-13:00`"), found=named(value))


def clock_of(value: Any) -> int:
    """Minutes after midnight of `19:00`."""
    if isinstance(value, str) and (part := _TIME.fullmatch(value.strip())):
        minutes = int(part[1]) * 60 + int(part[2])
        if minutes <= 1440 and int(part[2]) < 60:
            return minutes
    return refuse(N_("{found} is not an hour of the day; write it like `19:00`"), found=named(value))


def weekday_of(value: Any) -> int:
    """0 for Monday to 6 for Sunday, from `mon` or `Monday`."""
    if isinstance(value, str) and value.strip().lower()[:3] in _WEEKDAYS:
        return _WEEKDAYS.index(value.strip().lower()[:3])
    return refuse(
        N_("{found} is not a day of the week; allowed: {allowed}"), found=named(value), allowed=list(_WEEKDAYS)
    )


_IN_NO_NAME = frozenset("\n\t[]{}")


def name_of(value: Any) -> str:
    """An id or a number of an item: a short word without spaces at its ends; numbers keep their written form."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        name = value.strip() if type(value) is str else raw(value).strip()
        if name and len(name) <= 120 and _IN_NO_NAME.isdisjoint(name):
            return name
    return refuse(N_("{found} is not a name; write a short word such as `wg-ta` or `1(a)`"), found=named(value))


def _schema(pattern: str, example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [example]})


Minutes = Annotated[int, BeforeValidator(minutes_of), _schema(r"^\s*(\d+\s*[A-Za-z]+\s*)+$|^P", "1 h 30 min")]
Moment = Annotated[
    dt.datetime, BeforeValidator(moment_of), _schema(r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", "2012-10-17T10:00")
]
Date = Annotated[dt.date, BeforeValidator(date_of), _schema(r"^\d{4}-\d{2}-\d{2}$", "2012-10-17")]
AWindow = Annotated[
    Window,
    BeforeValidator(window_of),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "examples": ["2012-10-17 15:00-18:00"]},
                {
                    "type": "object",
                    "properties": {"start": {"type": "string"}, "end": {"type": "string"}},
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
AnHours = Annotated[Hours, BeforeValidator(hours_of), _schema(r"^\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2}$", "10:00-13:00")]
Clock = Annotated[int, BeforeValidator(clock_of), _schema(r"^\d{1,2}:\d{2}$", "19:00")]
Weekday = Annotated[int, BeforeValidator(weekday_of), WithJsonSchema({"type": "string", "enum": list(_WEEKDAYS)})]
Name = Annotated[str, BeforeValidator(name_of), WithJsonSchema({"type": ["string", "number"]})]
