"""How wide a text will be, and how much of it goes into a box, without a font at hand.

A leaf of `publish`, for the picture. Widths are estimates on the safe side: those of DejaVu Sans, the widest of the
typefaces that the picture may be shown in; Chinese characters are as wide as they are high.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

CUT = "…"
LONGEST = 2000
"""Characters of a text that are looked at: no box has room for more."""
_NARROW = frozenset("iljtfrIJ.,:;'’‘|!()[]·-/\\ \u00a0\u202f")
_BROAD = frozenset("mwMW@%—…+=<>~#&^×÷ÆæŒœЖШЩЮЫМФДЪжшщюыфмдъ№سشصض")
_STRONG = 1.12
_WORDS = re.compile(r"\s+|[^\s-]+-*|-+")
_JOINER = "\u200d"


def width(text: str, size: float, *, strong: bool = False) -> float:
    """How wide a text is at most in letters of that size."""
    return sum(map(_share, text)) * size * (_STRONG if strong else 1)


@lru_cache(maxsize=8192)
def _share(char: str) -> float:
    """How wide a character is, as a share of the letters' size."""
    kind = unicodedata.category(char)
    if kind in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF" or kind in ("So", "Co", "Cn", "Cs"):
        return 1.3 if kind in ("So", "Co", "Cn", "Cs") else 1.0
    if char in _NARROW:
        return 0.42
    if char in _BROAD:
        return 1.1
    return 0.79 if kind == "Lu" else 0.66


def fitted(text: str, room: float, lines: int, size: float, *, strong: bool = False) -> tuple[str, ...]:
    """The text in at most so many lines of a width; cut with `…` where it is longer; nothing where nothing fits."""
    found: list[str] = []
    rest = " ".join(text[:LONGEST].split())
    while rest and len(found) < lines:
        # A word that is longer than the line is cut, and what comes after it is left out.
        taken = _as_long_as(_pieces(rest), room, size, strong) if len(found) < lines - 1 else ""
        told = taken.strip() or _cut(rest, room, size, strong)
        found += [told] if told else []
        rest = rest[len(taken) :].lstrip() if taken else ""
    return tuple(found)


def _cut(text: str, room: float, size: float, strong: bool) -> str:
    """The text, or its beginning and `…`."""
    if width(text, size, strong=strong) <= room:
        return text
    begins = _as_long_as(_clusters(text), room - width(CUT, size, strong=strong), size, strong).rstrip(" ,،、;:")
    return begins + CUT if begins else ""


def _as_long_as(pieces: Iterable[str], room: float, size: float, strong: bool) -> str:
    taken = ""
    for piece in pieces:
        if width((taken + piece).rstrip(), size, strong=strong) > room:
            break
        taken += piece
    return taken


def _pieces(text: str) -> Iterator[str]:
    """Where a line may end: after each word, hyphen and Chinese character."""
    for word in _WORDS.findall(text):
        if any(unicodedata.east_asian_width(char) in "WF" for char in word):
            yield from _clusters(word)
        else:
            yield word


def _clusters(text: str) -> Iterator[str]:
    """What a reader takes for one character, with the marks that belong to it."""
    cluster = ""
    for char in text:
        mark = unicodedata.category(char) in ("Mn", "Me", "Cf", "Sk") or cluster.endswith(_JOINER)
        if cluster and not mark:
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster
