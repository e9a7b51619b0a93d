"""The words a person reads: message catalogues in the six official languages.

Bottom of the house, imported by everything. A message is an English sentence with named fields (the msgid);
`Words` holds one together with its fields, so that a conflict found once can be told in any language later.
"""

from __future__ import annotations

import datetime as dt
import gettext
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
RIGHT_TO_LEFT = frozenset({"ar"})
_LOCALE = Path(__file__).with_name("locale")


def N_(msgid: str) -> str:
    """Marks a sentence for the catalogues and gives it back unchanged."""
    return msgid


@lru_cache(maxsize=len(LANGUAGES) + 1)
def catalogue(lang: str) -> gettext.NullTranslations:
    """The catalogue of `lang`; English sentences themselves where there is none."""
    return gettext.translation("session_planner", _LOCALE, [lang], fallback=True)


def text(msgid: str, lang: str = "en", /, **fields: Any) -> str:
    """`msgid` in `lang` with its fields filled in; fields may be `Words`, scenario texts or lists of them."""
    sentence = catalogue(lang).gettext(msgid) if msgid else ""
    return sentence.format_map({name: render(value, lang) for name, value in fields.items()}) if fields else sentence


def render(value: Any, lang: str) -> str:
    """One field as a person reads it in `lang`."""
    if isinstance(value, str):
        return value
    told = getattr(value, "told", None)
    if told is not None:
        return str(told(lang))
    if isinstance(value, Iterable):
        return comma(lang).join(render(part, lang) for part in value)
    return str(value)


def comma(lang: str) -> str:
    """What stands between the members of a list."""
    return {"ar": "، ", "zh": "、"}.get(lang, ", ")


def semicolon(lang: str) -> str:
    """What stands between sentences that are one list."""
    return {"ar": "؛ ", "zh": "；", "fr": " ; "}.get(lang, "; ")


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence and its fields, not yet in any language."""

    msgid: str
    fields: Mapping[str, Any] = field(default_factory=dict)

    def told(self, lang: str = "en") -> str:
        """The sentence in `lang`."""
        return text(self.msgid, lang, **self.fields)

    def __str__(self) -> str:
        return self.told("en")


def say(msgid: str, **fields: Any) -> Words:
    """Short for `Words(msgid, fields)`; `say` is a keyword of the message extraction."""
    return Words(msgid, fields)


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a sentence: `18 October 2012`."""

    date: dt.date

    def told(self, lang: str = "en") -> str:
        """The date as running text in `lang`."""
        from babel.dates import format_date

        pattern = {"zh": "y年M月d日", "es": "d 'de' MMMM 'de' y"}.get(lang, "d MMMM y")
        return format_date(self.date, _first_of_month(pattern, self.date, lang), locale=lang)


@dataclass(frozen=True, slots=True)
class When:
    """A moment in a sentence: `Thursday 18 October, 10:00` in its own zone."""

    moment: dt.datetime

    def told(self, lang: str = "en") -> str:
        """The moment as running text in `lang`."""
        return _clock_told(self.moment.replace(tzinfo=None), lang)


@lru_cache(maxsize=4096)
def _clock_told(clock: dt.datetime, lang: str) -> str:
    """What a clock shows, as running text: many sentences of a report are about the same few moments."""
    from babel.dates import format_datetime

    usual = f"EEEE d MMMM{comma(lang)}HH:mm"
    pattern = {"zh": "M月d日EEEE HH:mm", "es": "EEEE d 'de' MMMM, HH:mm"}.get(lang, usual)
    return format_datetime(clock, _first_of_month(pattern, clock, lang), locale=lang)


def _first_of_month(pattern: str, date: dt.date, lang: str) -> str:
    """French counts the first of a month: `1er juin`."""
    return pattern.replace("d MMMM", "d'er' MMMM") if lang == "fr" and date.day == 1 else pattern


@dataclass(frozen=True, slots=True)
class Span:
    """A duration in a sentence: `1 h 30 min`."""

    minutes: int

    def told(self, lang: str = "en") -> str:
        """The duration in `lang`."""
        hours, minutes = divmod(self.minutes, 60)
        parts = ([text(N_("{number} h"), lang, number=str(hours))] if hours else []) + (
            [text(N_("{number} min"), lang, number=str(minutes))] if minutes or not hours else []
        )
        return " ".join(parts)
