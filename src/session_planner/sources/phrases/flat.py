"""A text with what people and converters vary taken off, and the way back to where each character stood.

Used by every module of `phrases`: rules are written once, for small letters without accents, one kind of dash, quote,
space and figure, and what they find is told in places of the text as it was printed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from session_planner.programme.names import DIGITS, MARKS

# Dashes that fonts and converters leave behind, beside those of `names`.
_ODD = str.maketrans(dict.fromkeys("\u2212\u2500\u2043\ufe58\ufe63\uff0d\uf02d\uf0be\ufffd", "-"))
_EVEN = (
    {mark: even for mark, even in MARKS.items() if even is not None}
    | _ODD
    | str.maketrans(dict.fromkeys("«»“”„‟\u300c\u300d《》", '"'))
)
_FOOTNOTES = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹*")


@dataclass(frozen=True, slots=True)
class Flat:
    """The flat text, and for each of its characters (and its end) the place in the text that it was made from."""

    source: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the flat text stands in the source, marks that were taken off after it included."""
        if end <= start:
            return self.places[start], self.places[start]
        last = self.places[end - 1] + 1
        while last < self.places[end] and not self.source[last].isspace() and _silent(self.source[last]):
            last += 1
        return self.places[start], last

    def printed(self, start: int, end: int) -> str:
        """What a stretch of the flat text was in the source."""
        at, to = self.span(start, end)
        return self.source[at:to]


def _silent(mark: str) -> bool:
    return unicodedata.category(mark) in ("Mn", "Cf")


@lru_cache(maxsize=4096)
def flat(text: str, *, case: bool = False) -> Flat:
    """`text` made flat; `case` keeps capitals and accents. Its length may differ from that of `text`."""
    kept: list[str] = []
    places: list[int] = []
    for at, mark in enumerate(text):
        for one in _plain(mark, case):
            kept.append(one)
            places.append(at)
    return Flat(text, "".join(kept), (*places, len(text)))


@lru_cache(maxsize=8192)
def _plain(mark: str, case: bool) -> str:
    if mark.isspace():
        return " "
    if mark in _FOOTNOTES or _silent(mark):
        return ""
    even = unicodedata.normalize("NFKC", mark.translate(_EVEN))
    if not case:
        folded = unicodedata.normalize("NFKD", even.casefold())
        even = "".join(one for one in folded if not _silent(one))
    return even.translate(_EVEN).translate(DIGITS)


def rule(pattern: str) -> re.Pattern[str]:
    """A regular expression for flat text, in which words may be written as their language writes them."""
    return re.compile("".join(mark if mark.isascii() else _plain(mark, case=False) for mark in pattern))


def words(*names: str) -> str:
    """A group of a regular expression for any of the words, the longest first, as flat text has them."""
    known = {flat(name).text for name in names}
    return "|".join(
        re.escape(name).replace(r"\ ", r"\s+") for name in sorted(known, key=lambda name: (-len(name), name))
    )
