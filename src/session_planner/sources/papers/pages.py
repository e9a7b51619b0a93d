"""Heads and feet that pages repeat, and their numbers: found by where they stand and by standing there again.

Shared by text with form feeds and by PDFs. They are taken out, since a title that runs over a page would be cut in two
by them; what they say stands at the front once, where a document's head stands, and a note tells of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from session_planner.sources.papers.limits import clean
from session_planner.sources.papers.rows import Raw
from session_planner.words import N_, Words

_LOOKED_AT = 3
"""Lines at the top and at the bottom of a page that may be its head or foot."""
_SHORT = 48
"""Signs of a head that is more likely one than a line of the text."""
_NUMBER = re.compile(
    r"[-–—\s\[(/]*(?:(?:page|página|стр\.?|страница|第|صفحة)\s*)?([0-9\u0660-\u0669]{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:/|of|sur|de|из|من)\s*[0-9\u0660-\u0669]{1,4})?\s*[页頁]?[-–—\s\])]*",
    re.IGNORECASE,
)
# What looks like an hour or a day is never a head, wherever it stands again: rows of a timetable begin pages.
_HOUR = re.compile(
    r"(?<![\w/.])[0-9\u0660-\u0669]{1,2}\s?[.:：/hH时時чق-]\s?[0-9\u0660-\u0669]{1,2}(?![\w/])"
    r"|[ap]\.\s?m|heure|hora|час|[时時点]|الساعة|صباح|مساء",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0-9\u0660-\u0669]+")


def without_heads(raws: Sequence[Raw]) -> tuple[list[Raw], tuple[Words, ...]]:
    """The lines without what the pages repeat, and a note of that; as they are where there are no pages."""
    pages: dict[int, list[int]] = {}
    for index, raw in enumerate(raws):
        if raw.place.page and not raw.blank:
            pages.setdefault(raw.place.page, []).append(index)
    if not pages:
        return list(raws), ()
    numbers = _page_numbers(raws, pages)
    heads = _heads(raws, pages, numbers)
    kept = [raw for index, raw in enumerate(raws) if index not in numbers and index not in heads]
    texts = list(dict.fromkeys(clean(raws[index].text) for index in sorted(heads)))
    first = [raws[min(index for index in heads if clean(raws[index].text) == text)] for text in texts]
    front = [replace(raw, gap=True, whole=True) for raw in first if clean(raw.text) not in map(_text, kept)]
    notes = []
    if numbers:
        notes.append(Words(N_("left out {count} page numbers"), {"count": len(numbers)}))
    if texts:
        notes.append(Words(N_("left out what pages repeat at their heads and feet: {texts}"), {"texts": texts}))
    return front + kept, tuple(notes)


def _text(raw: Raw) -> str:
    return clean(raw.text)


def _edges(lines: Sequence[int]) -> list[tuple[int, int]]:
    """The lines at the top (ranks from 0) and at the bottom (from -1) of a page, each with its rank."""
    top = list(enumerate(lines[:_LOOKED_AT]))
    return [*top, *((rank, lines[rank]) for rank in range(-min(_LOOKED_AT, len(lines) - len(top)), 0))]


def _page_numbers(raws: Sequence[Raw], pages: dict[int, list[int]]) -> set[int]:
    """Numbers alone on the first or last lines that grow with the pages."""
    found: dict[int, dict[int, int]] = {}
    for page, lines in pages.items():
        for index in {lines[0], lines[-1], *lines[1:2], *lines[-2:-1]}:
            match = _NUMBER.fullmatch(clean(raws[index].text))
            if match and match[1].isdigit() and (len(pages) > 1 or (index == lines[-1] and int(match[1]) == page)):
                found.setdefault(int(match[1]) - page, {})[page] = index
    best = max(found.values(), key=len, default={})
    return set(best.values()) if len(best) >= min(len(pages), max(2, len(pages) // 2)) else set()


def _heads(raws: Sequence[Raw], pages: dict[int, list[int]], numbers: set[int]) -> set[int]:
    """Lines at the edges of later pages that stand at the same place of another page, too."""
    seen: Counter[tuple[int, str]] = Counter()
    candidates: list[tuple[int, int, tuple[int, str]]] = []
    for page, lines in pages.items():
        rest = [index for index in lines if index not in numbers]
        for rank, index in _edges(rest):
            text = clean(raws[index].text)
            if text and not _HOUR.search(text) and len(text) <= 120:
                candidates.append((page, index, (rank, _without_page(text, page))))
        seen.update({shape for at, _, shape in candidates if at == page})
    return {index for page, index, at in candidates if page > min(pages) and seen[at] >= _needed(at[1], len(pages))}


def _needed(text: str, pages: int) -> int:
    """On how many pages a head stands: left and right pages may have their own; a long one is on most."""
    return max(2, pages // 3 if len(text) <= _SHORT else pages // 2 + 1)


def _without_page(text: str, page: int) -> str:
    """The text with the page's own number taken off, so that heads that hold it are the same on all pages."""
    return _DIGITS.sub(lambda digits: "#" if int(digits[0]) == page else digits[0], text)
