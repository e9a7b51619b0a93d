"""Names of bodies in running text and on a first page.

Used by readers of agendas and timetables. A name begins with one of the nouns of `body_words.BODY_NOUNS` and ends where
a verb, a mark or another body begins; where the same name stands more than once, what all of them share is the name.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from session_planner.sources.phrases.body_words import BODY_NOUNS, MEETING_NOUNS, NAME_ENDS, NAME_PREFIXES
from session_planner.sources.phrases.quiet import pattern, quiet

_MOST_NAME = 220


@dataclass(frozen=True, slots=True)
class Named:
    """A body's name where it stands."""

    at: int
    to: int
    name: str


@lru_cache(maxsize=12)
def _nouns(lang: str) -> re.Pattern[str]:
    names = "|".join(re.escape(quiet(noun)) for noun in sorted(BODY_NOUNS[lang], key=len, reverse=True))
    if lang == "zh":
        return re.compile(rf"(?:{names})")
    before = r"(?<![\w-])" if lang != "ar" else r"(?<!\w)(?:[بلكو]{0,2}(?=ال)|لل|[ول]{1,2}(?=مؤتمر|لجنة|مجلس|فريق))?"
    return re.compile(rf"{before}({NAME_PREFIXES[lang]}(?:{names}))(?!\w)")


def is_name(text: str, lang: str) -> bool:
    """Whether a line is the name of a body: its noun stands at the beginning, adjectives at most before it."""
    if lang == "zh":
        return noun_of(text, lang) != ""
    low = quiet(text)
    found = _nouns(lang).search(low)
    if found is None:
        return False
    before = low[: found.start(1)].split()
    return len(before) <= (6 if lang in ("en", "ru") else 1) and not _SMALL.intersection(before)


_SMALL = frozenset(
    re.findall(
        r"\w+",
        "of on for during in at to by with and du de des sur pour durant à au en del para sobre durante"
        " о об по в во на для рамках إلى في من على",
    )
)
"""Words before a noun that make it another's: `events during the Conference`."""


def noun_of(name: str, lang: str) -> str:
    """What a text calls a body for short: the noun that its name begins with (in Chinese: ends with)."""
    nouns = sorted(BODY_NOUNS[lang], key=len, reverse=True)
    if lang == "zh":
        return next((noun for noun in nouns if name.endswith(noun)), "")
    found = _nouns(lang).search(quiet(name))
    if found is None:
        return ""
    head = name[found.start(1) : found.end(1)]
    return next((noun for noun in nouns if quiet(head).endswith(quiet(noun))), head)


def names_in(text: str, lang: str) -> list[Named]:
    """The bodies that a text names, in their order; those that are called by their noun alone, too."""
    if lang == "zh":
        return _han_names(text)
    found: list[Named] = []
    low = quiet(text)
    at = 0
    while hit := _nouns(lang).search(low, at):
        end = pattern(NAME_ENDS[lang]).search(low, hit.end(1))
        to = min(end.start() if end else len(text), hit.end(1) + _MOST_NAME)
        found.append(Named(hit.start(1), to, text[hit.start(1) : to].strip()))
        at = max(to, hit.end())
    return found


def _han_names(text: str) -> list[Named]:
    """In Chinese a name ends with its noun and begins after a mark or a small word."""
    found: list[Named] = []
    begin = 0
    for hit in _nouns("zh").finditer(text):
        head = text[begin : hit.start()]
        # `A和B`: between two names it joins them; elsewhere it may stand inside a name.
        begin += len(head) - len(head := head.lstrip("和与及以、 ")) if found else 0
        cut = max((stop.end() for stop in _HAN_STARTS.finditer(head)), default=0)
        at = begin + cut
        found.append(Named(at, hit.end(), text[at : hit.end()]))
        begin = hit.end()
    return found


_HAN_STARTS = re.compile(r"[，。；：、（）()“”《》\s]|[对在于由向请将使让据]|邀请|要求|设立|的(?=.{0,12}$)")


def shared(names: Iterable[str]) -> dict[str, str]:
    """By name as found: what it has in common with its longest other mention, where one goes on too far."""
    known = sorted(set(names), key=len)
    result = {}
    for name in known:
        shorter = [common for other in known if other != name and len(common := _common(name, other)) > 25]
        result[name] = max(shorter, key=len, default=name)
    return result


def _common(one: str, other: str) -> str:
    """The whole words with which both begin."""
    pairs = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one.split(), other.split(), strict=False))
    return " ".join(word for word, _ in pairs).strip(" ,;")


def unheld(name: str, lang: str) -> str:
    """A name without `the meeting of the` before it."""
    low = quiet(name)
    hit = pattern(r"\s*" + MEETING_NOUNS[lang]).match(low) if MEETING_NOUNS[lang] else None
    rest = name[hit.end() :] if hit else name
    if lang == "zh":
        rest = re.sub(r"(?:第.{1,8}[届次])(?:会议|届会)$|(?<=[组会局])会议$", "", rest) or rest
    return _ARTICLES.sub("", rest).strip(" ,，")


_ARTICLES = re.compile(r"^(?:the|le|la|les|el|los|las|l[’'])\s*(?=\S)", re.IGNORECASE)


def same_body(one: str, other: str) -> bool:
    """Whether two names are of one body, articles and case aside."""
    return quiet(unarticled(one)) == quiet(unarticled(other))


def unarticled(name: str) -> str:
    """A name without its article."""
    return _ARTICLES.sub("", name)


def longest(names: Sequence[str]) -> str:
    """The fullest of several ways to name a body."""
    return max(names, key=len, default="")
