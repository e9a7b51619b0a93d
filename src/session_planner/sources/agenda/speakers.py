"""Time for speakers: `statements should not exceed five minutes`, `le temps de parole est limité à 3 minutes`.

Used by `annotations`. A number of minutes is a limit only in a sentence that speaks of statements or speakers.
"""

from __future__ import annotations

import re

from session_planner.sources.agenda.sentences import sentences
from session_planner.sources.phrases.flat import flat

_SPEAKING = {
    "en": r"statements?|speakers?|interventions?|speaking time|presentations?",
    "fr": r"temps de parole|declarations?|orateurs?|interventions?|exposes?",
    "es": r"declaraci[oó]n|declaraciones|oradores|orador|intervenci[oó]n|intervenciones|uso de la palabra",
    "ru": r"выступлени\w+|оратор\w*|заявлени\w+|регламент\w*",
    "zh": r"发言|陈述",
    "ar": r"كلم[اةت]\w*|بيان\w*|متكلم\w*|متحدث\w*|مداخل\w*",
}
_MINUTES = {
    "en": r"minutes?",
    "fr": r"minutes?",
    "es": r"minutos?",
    "ru": r"минут\w*",
    "zh": r"分钟",
    "ar": r"دقائق|دقيقة|دقيقه",
}
_FIGURES = {
    "en": "two three four five six seven eight nine ten",
    "fr": "deux trois quatre cinq six sept huit neuf dix",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez",
    "ru": "двух|две|двумя трех|три|тремя четырех|четыре пяти|пять шести|шесть семи|семь восьми девяти десяти|десять",
    "zh": "两 三 四 五 六 七 八 九 十",
    "ar": "دقيقتين|دقيقتان ثلاث أربع|اربع خمس ست سبع ثماني تسع عشر",
}
_LEAST, _MOST = 2, 30


def speakers_minutes(text: str, lang: str) -> list[int]:
    """The limits that a text states for speakers, in minutes, in their order."""
    found: list[int] = []
    for sentence in sentences(text):
        even = flat(sentence.text).text
        if re.search(rf"(?:{_plain(_SPEAKING[lang])})", even):
            found += [minutes for minutes in _limits(even, lang) if _LEAST <= minutes <= _MOST]
    return found


def _limits(even: str, lang: str) -> list[int]:
    words = {_plain(word): value for value, row in enumerate(_FIGURES[lang].split(), _LEAST) for word in row.split("|")}
    gap = "" if lang == "zh" else r"\s"
    figures = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    limit = re.compile(rf"(?<![\w-])(?:(?P<figure>\d{{1,2}})\s?|(?P<word>{figures}){gap})(?:{_plain(_MINUTES[lang])})")
    if lang == "zh":
        limit = re.compile(limit.pattern.replace(r"(?<![\w-])", ""))
    return [int(hit["figure"]) if hit["figure"] else words[hit["word"]] for hit in limit.finditer(even)]


def _plain(text: str) -> str:
    return flat(text).text
