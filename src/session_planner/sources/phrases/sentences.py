"""Sentences of a paragraph, and words in quotes, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `at` up to `to` of a text."""

    at: int
    to: int


_QUOTES = {"“": "”", "«": "»", "„": "“", '"': '"', "‟": "”", "《": "》", "「": "」", "‘": "’", "”": "”"}
_BEGINNINGS = r"(?:The|In|At|On|It|This|These|Under|For|Also|A|An|Le|La|Les|En|Dans|Au|El|Los|Las)\b"
_END = re.compile(
    rf"(?:(?<![.\s]\w)|(?<=[ap]\.m)(?=\.\s+{_BEGINNINGS}))(?<!\bno)(?<!\bг)"
    r"[.!?](?=\s+[\"“«(]?[^\W\d_a-zа-я]|\s*$)|[。！？؟]"
)


def quoted(text: str, at: int) -> Stretch | None:
    """The words in quotes that begin at a place, their quotes included; inner quotes of the same kind are kept."""
    close = _QUOTES.get(text[at : at + 1])
    if close is None:
        return None
    depth, begin = 1, at
    for place in range(at + 1, min(len(text), at + 1200)):
        mark = text[place]
        if mark == close:
            depth -= 1
            if depth == 0:
                return Stretch(begin, place + 1)
        elif mark == text[begin] and close != mark:
            depth += 1
    return None


def sentences(text: str, lang: str) -> list[Stretch]:  # noqa: ARG001 - called as its neighbours are
    """The sentences of a text; a full stop inside quotes, brackets or an abbreviation ends none."""
    shut = [stretch for place, mark in enumerate(text) if mark in '“«《"' and (stretch := quoted(text, place))]
    found: list[Stretch] = []
    at = 0
    for end in _END.finditer(text):
        if any(one.at < end.start() < one.to - 1 for one in shut):
            continue
        found.append(Stretch(_begin(text, at), end.end()))
        at = end.end()
    if text[at:].strip():
        found.append(Stretch(_begin(text, at), len(text)))
    return found


def _begin(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())
