"""What a bureau agreed at a meeting of its own: `At its meeting held in Vienna on 15 February 2012, the extended Bureau
agreed that …`, and the same said the other way round.

Used by `mandates`. Only an agreement with the date of its meeting is one.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from session_planner.sources.phrases.dates import dates_in, settled
from session_planner.sources.phrases.flat import Flat
from session_planner.sources.phrases.mandate_words import AGREED, AR_AGREED, BUREAU, PASSIVE, PLACE, PLACES_RU


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who agreed what, when and where, at `at`-`to` of the sentence."""

    at: int
    to: int
    by: str
    date: dt.date
    place: str
    effect: str


def agreement_in(even: Flat, lang: str) -> Agreement | None:
    """The agreement that a sentence tells of, in the sentence's words."""
    if passive := _passive(lang).search(even.text):
        told, words = even.text, even.printed(0, passive.start())
        found = passive
    else:
        active = next((match for pattern in _active(lang) if (match := pattern.search(even.text))), None)
        if active is None:
            return None
        told, words = even.text[: active.end()], even.printed(active.end(), len(even.text))
        found = active
    date = _date(even.printed(0, len(told)), lang)
    if date is None:
        return None
    by = " ".join(even.printed(*found.span("by")).split())
    at, to = even.span(0, len(even.text.rstrip()))
    return Agreement(at, to, by, date, _place(told, lang), " ".join(words.strip(" .。،,，；;").split()))


def _date(text: str, lang: str) -> dt.date | None:
    """The first date that stands there in full, and is one day."""
    for phrase in dates_in(text, lang):
        if not phrase.stretch and (dates := settled(phrase, None, None)):
            return dates[0]
    return None


def _place(text: str, lang: str) -> str:
    found = re.search(PLACE[lang], text)
    place = next((name for name in found.groups() if name), "") if found else ""
    return PLACES_RU.get(place, place) if lang == "ru" else place


@lru_cache(maxsize=8)
def _passive(lang: str) -> re.Pattern[str]:
    ends = r"(?=\s+(?:at|during|à|lors|en su|durante|на)\s|\s*[,،.]|\s+في\s|在|于)"
    return re.compile(rf"(?:{PASSIVE[lang]})(?P<by>(?:{BUREAU[lang]})(?:\s[^,،;:.]{{3,160}}?)??){ends}")


@lru_cache(maxsize=8)
def _active(lang: str) -> tuple[re.Pattern[str], ...]:
    by = rf"(?P<by>(?:{BUREAU[lang]})(?:\s[^,،;:]{{3,180}}?)??)"
    aside = r"[,،]?\s+(?:[^,،;:]{0,80}[,،]\s+)?"
    agreed = rf"{AGREED[lang]}(?![^\W\d_])"
    if lang == "zh":
        meeting = r"(?:[在于][^。]{0,60}?(?:会议|届会)(?:期间)?[上中]?[,，]?)?"
        return (re.compile(rf"(?P<by>(?:[\u4e00-\u9fff]{{2,24}}?的?)?{BUREAU['zh']}){meeting}\s?{AGREED['zh']}"),)
    if lang == "ar":
        return (
            re.compile(rf"(?<![^\W\d_]){AR_AGREED}\s+{by}{aside}{agreed}"),
            re.compile(rf"(?<![^\W\d_]){by}{aside}{AR_AGREED}\s+{agreed}"),
        )
    return (re.compile(rf"(?<![^\W\d_]){by}{aside}{agreed}"),)
