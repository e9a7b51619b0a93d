"""Headings, marks of continuation and of kinds of sittings, places and sessions, in the six languages.

Used by `agenda` and `timetables`. Their words are in `mark_words`; what is found is told in places of the text as it
was printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from session_planner.programme.columns import column
from session_planner.programme.names import CONTINUED
from session_planner.sources.phrases.dates import dates_in
from session_planner.sources.phrases.flat import flat, rule
from session_planner.sources.phrases.mark_words import COLUMN_HEADS, HEADINGS, SITTING_KINDS
from session_planner.sources.phrases.sessions import SessionPhrase, sessions_in

__all__ = ["SessionPhrase", "Span", "heading_of", "kinds_in", "place_in", "sessions_in", "without_continued"]


@dataclass(frozen=True, slots=True)
class Span:
    """A phrase at `at`-`to` of the text, and its words as printed."""

    at: int
    to: int
    words: str


_HEADING = {(key, lang): rule(pattern) for key, patterns in HEADINGS.items() for lang, pattern in patterns.items()}
_AROUND = " .:;,*-_—'\"[]"
_MOST_HEADING = 160
_CONTINUED = rule(rf"{CONTINUED}|\s*(?:[,-]|\s)\s*(?:continued|cont'd\.?)\s*$")
_KINDS = {kind: rule(words) for kind, words in SITTING_KINDS.items()}


@lru_cache(maxsize=8192)
def heading_of(text: str, lang: str) -> str | None:
    """What a line is the heading of: `agenda`, `annotations`, `annex`, `organization`, `documentation`, `contents`, or
    `columns` where it holds nothing but heads of columns; None for any other line.

    English is known in every language."""
    even = without_continued(text, lang)[0]
    line = flat(even).text.strip(_AROUND)
    if not line or len(line) > _MOST_HEADING:
        return None
    if even.strip()[:1].islower() and not _is_columns(line):
        # `Adoption of the agenda and` / `organization of work`: the end of a title, broken over lines.
        return None
    for one in dict.fromkeys((lang, "en")):
        for key in HEADINGS:
            if (pattern := _HEADING.get((key, one))) and pattern.fullmatch(line):
                return key
    return "columns" if _is_columns(line) else None


@lru_cache(maxsize=1)
def _column_heads() -> re.Pattern[str]:
    heads = sorted({flat(head).text for head in COLUMN_HEADS}, key=lambda head: (-len(head), head))
    return rule(rf"(?:(?:{'|'.join(map(re.escape, heads))})(?![^\W\d_]|\d)[\s|/*:.]*)+")


def _is_columns(line: str) -> bool:
    """Several heads of columns on one line, or one that a table of any programme may have."""
    even = " ".join(line.split())
    return column(even) is not None or _column_heads().fullmatch(even) is not None


def without_continued(text: str, lang: str) -> tuple[str, bool]:  # noqa: ARG001 - called as its neighbours are
    """A title without `(continued)` and its like, and whether it stood there."""
    even = flat(text)
    found = list(_CONTINUED.finditer(even.text))
    if not found:
        return text, False
    rest, last = "", 0
    for mark in found:
        at, to = even.span(*mark.span())
        rest += text[last:at]
        last = to
    return (rest + text[last:]).strip(), True


def kinds_in(text: str, lang: str) -> frozenset[str]:  # noqa: ARG001 - called as its neighbours are
    """What a text says of a sitting: `joint`, `plenary`, `closed`, `open`, `informal`, `parallel`."""
    line = flat(text).text
    kinds = {kind for kind, words in _KINDS.items() if words.search(line)}
    return frozenset(kinds - {"open"} if "closed" in kinds else kinds)


_PLACE = rule(r"\s*\(?\s*(?P<place>[^\W\d_][^\d,;:()]{1,40}?(?:,\s[^\W\d_][^\d,;:()]{2,30}?)?)\s*[,،]?\s*$")


def place_in(text: str, lang: str) -> Span | None:
    """The place of a line such as `Vienna, 17-18 October 2012` or `2012年10月17日，维也纳`; None for others."""
    dates = [phrase for phrase in dates_in(text, lang) if phrase.days and phrase.days[0].month]
    if len(dates) != 1:
        return None
    before, after = text[: dates[0].at], text[dates[0].to :].strip(" )）.*")
    if not after and (found := _PLACE.fullmatch(before)) and _is_name(found["place"], lang):
        return Span(found.start("place"), found.end("place"), found["place"].strip())
    rest = after.lstrip(",，、; ")
    if not before.strip(" (（") and rest and len(rest) <= 40 and _is_name(rest, lang):
        at = text.index(rest, dates[0].to)
        return Span(at, at + len(rest), rest)
    return None


def _is_name(place: str, lang: str) -> bool:
    words = place.split()
    if lang in ("zh", "ar"):
        return len(place) <= 20 and len(words) <= 4
    return len(words) <= 5 and place[:1].isupper() and bool(words[-1][0].isupper())
