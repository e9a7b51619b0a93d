"""How long each speaker may speak, and how many there are: `statements should not exceed five minutes`, `12 speakers`.

Used by `agenda`. Minutes are a limit only where the sentence speaks of statements, speakers or the floor; a limit is
that of groups where the words around it say so.
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
    for_groups: bool = False


@dataclass(frozen=True, slots=True)
class ListPhrase:
    """So many speakers on a list, at `at`-`to` of the text."""

    at: int
    to: int
    speakers: int


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
    rf"(?:(?<![a-zа-я\d\u0621-\u064a二三四五六七八九十])|(?<=\W[بلو])|(?<=\Wو[بل]))(?:(?P<figures>\d{{1,2}})|(?P<word>{_COUNT}))(?:\s?\(\d{{1,2}}\))?[\s-]*"
    rf"(?:minutes?|mins?|minutos?|минут[аы]?|минутами|分钟|دقائق|دقيقة)(?![a-zа-я])|(?<![^\W_])(?P<dual>{'|'.join(_DUAL)})"
)
_SPEAKING = rule(
    r"\bpresentations?\b|exposés?|declaración|intervención|陈述|بيان|متحدث\w*"
    r"|\bstatements?\b|\binterventions?\b|\bspeakers?\b|\bspeaking time|\btime[ -]limit|\bto speak\b|\btake the floor"
    r"|temps de parole|orateurs?|déclarations?|prendre la parole|tiempo de (?:uso de la palabra|intervención)"
    r"|oradore?s?|intervencion(?:es)?|declaraciones|uso de la palabra|выступлени\w+|оратор\w*|регламент|заявлени\w+"
    r"|发言|讲话|بيانات?|البيانات|كلمات?|الكلمات|المتكلم\w*|مداخلات?|المداخلات"
)

_GROUP = rule(r"\bgroups?\b|\bgroupes?\b|\bgrupos?\b|\bгрупп|集团|区域组|国家组|مجموع[ةا]|مجموعات")
_ONE = rule(
    r"\bindividual|\bnational|\bdelegations?\b|\bothers?\b|individuel|nationales?\b|delegations?\b|delegacion|individual"
    r"|делегаци|национальн|отдельн|代表团|个别|国别|وفد|وفود|فردي|وطني"
)
_BREAK = rule(r"[,;，；、]|\b(?:and|et|y|и)\b|\sو|和|而")
_MOST_LATER = 60
_ON_A_LIST = rule(
    r"(?<![a-zа-я\d.,/-])(?P<count>\d{1,3})\s?(?:名|位|个)?\s?"
    r"(?:speakers?\b|orateurs?\b|oradore?s?\b|ораторов|оратора?\b|выступающ\w+|发言者|发言人|متكلم\w*|متحدث\w*)"
)
_AT_MOST = rule(
    r"(?:first|up to|at most|maximum of|no more than|premiers?|au plus|maximum|primeros?|maximo de|hasta"
    r"|первы[ем]|не более|до|最多|前|至多|اول|حتى|اقصاه)\s?$"
)
_MOST_BEFORE = 40
_LEAST, _MOST = 2, 30
_MOST_SPEAKERS = 300


def limits_in(text: str, lang: str) -> list[LimitPhrase]:
    """Every limit of speaking time in `text`, in order."""
    found: list[LimitPhrase] = []
    for sentence in sentences(text, lang):
        even = flat(text[sentence.at : sentence.to])
        if not _SPEAKING.search(even.text):
            continue
        hits = list(_LIMIT.finditer(even.text))
        for number, match in enumerate(hits):
            at, to = even.span(*match.span())
            before = even.text[hits[number - 1].end() if number else 0 : match.start()]
            after = even.text[match.end() : hits[number + 1].start() if number + 1 < len(hits) else len(even.text)]
            if _LEAST <= (minutes := _minutes(match)) <= _MOST:
                found.append(LimitPhrase(sentence.at + at, sentence.at + to, minutes, _of_groups(before, after)))
    return found


def _of_groups(before: str, after: str) -> bool:
    """Whether a limit is for groups, by the words right behind it (`5 minutes for groups`), else by those before it."""
    close = _BREAK.split(after, maxsplit=1)[0][:_MOST_LATER]
    for words_near in (close, before):
        group, one = (bool(pattern.search(words_near)) for pattern in (_GROUP, _ONE))
        if group or one:
            return group and not one
    return False


def lists_in(text: str) -> list[ListPhrase]:
    """Every number of speakers in `text`, in order; one that is only the most there may be is none."""
    even = flat(text)
    found = []
    for match in _ON_A_LIST.finditer(even.text):
        at, to = even.span(*match.span())
        before = even.text[max(0, match.start() - _MOST_BEFORE) : match.start()].rstrip()
        if 0 < int(match["count"]) <= _MOST_SPEAKERS and not _AT_MOST.search(before):
            found.append(ListPhrase(at, to, int(match["count"])))
    return found


def _minutes(match: re.Match[str]) -> int:
    if match["dual"]:
        return 2
    return int(match["figures"]) if match["figures"] else _VALUES[match["word"]]
