"""How long each speaker may speak: `statements should not exceed five minutes`, `temps de parole limité à 3 minutes`.

Used by `agenda`. Minutes are a limit only where the sentence speaks of statements, speakers or the floor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from session_planner.sources.phrases.flat import flat, rule, words
from session_planner.sources.phrases.sentences import sentences


@dataclass(frozen=True, slots=True)
class LimitPhrase:
    """A limit of so many minutes for each speaker, at `at`-`to` of the text."""

    at: int
    to: int
    minutes: int


_ROWS = (
    "two deux dos две двух двумя 两 二 دقيقتين دقيقتان",
    "three trois tres три трех тремя 三 ثلاث",
    "four quatre cuatro четыре четырех 四 أربع",
    "five cinq cinco пять пяти пятью 五 خمس",
    "six six seis шесть шести 六 ست",
    "seven sept siete семь семи 七 سبع",
    "eight huit ocho восемь восьми 八 ثماني",
    "nine neuf nueve девять девяти 九 تسع",
    "ten dix diez десять десяти 十 عشر",
)
_VALUES = {flat(name).text: value for value, row in enumerate(_ROWS, 2) for name in row.split()}
_VALUES |= {flat("fifteen").text: 15, "quinze": 15, "quince": 15, flat("пятнадцать").text: 15, "十五": 15}
_DUAL = ("دقيقتين", "دقيقتان")
_COUNT = words(*(name for name in _VALUES if name not in _DUAL))
_LIMIT = rule(
    rf"(?<![a-zа-я\d\u0621-\u064a二三四五六七八九十])(?:(?P<figures>\d{{1,2}})|(?P<word>{_COUNT}))(?:\s?\(\d{{1,2}}\))?[\s-]*"
    rf"(?:minutes?|mins?|minutos?|минут[аы]?|минутами|分钟|دقائق|دقيقة)(?![a-zа-я])|(?<![^\W_])(?P<dual>{'|'.join(_DUAL)})"
)
_SPEAKING = rule(
    r"\bstatements?\b|\binterventions?\b|\bspeakers?\b|\bspeaking time|\btime[ -]limit|\bto speak\b|\btake the floor"
    r"|temps de parole|orateurs?|déclarations?|prendre la parole|tiempo de (?:uso de la palabra|intervención)"
    r"|oradore?s?|intervencion(?:es)?|declaraciones|uso de la palabra|выступлени\w+|оратор\w*|регламент|заявлени\w+"
    r"|发言|讲话|بيانات?|البيانات|كلمات?|الكلمات|المتكلم\w*|مداخلات?|المداخلات"
)


def limits_in(text: str, lang: str) -> list[LimitPhrase]:
    """Every limit of speaking time in `text`, in order."""
    found: list[LimitPhrase] = []
    for sentence in sentences(text, lang):
        even = flat(text[sentence.at : sentence.to])
        if not _SPEAKING.search(even.text):
            continue
        for match in _LIMIT.finditer(even.text):
            at, to = even.span(*match.span())
            if minutes := _minutes(match):
                found.append(LimitPhrase(sentence.at + at, sentence.at + to, minutes))
    return found


def _minutes(match: re.Match[str]) -> int:
    if match["dual"]:
        return 2
    return int(match["figures"]) if match["figures"] else _VALUES[match["word"]]
