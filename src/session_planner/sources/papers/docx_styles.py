"""What the styles of a Word document say of a paragraph: its level as a heading, its list and its margin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from session_planner.sources.papers.docx_numbering import child, name_of, number, value

_HEADING = re.compile(r"(?:heading|title) ?([1-9])?", re.IGNORECASE)
_MOST_PARENTS = 20


@dataclass(frozen=True, slots=True)
class Style:
    """`level` is 0 for what is no heading; `indent` is in twentieths of a point."""

    level: int = 0
    list_id: str = ""
    list_level: int = 0
    indent: int = 0


class Styles:
    """The styles of a document, by id, each with what it inherits."""

    def __init__(self, root: Any) -> None:
        elements = root if root is not None else ()
        self._elements = {value(each, "styleId"): each for each in elements if name_of(each) == "style"}
        self._default = next(filter(self._is_default, self._elements), "")
        self._known: dict[str, Style] = {}

    def _is_default(self, key: str) -> bool:
        each = self._elements[key]
        return value(each, "default") in ("1", "true") and value(each, "type") == "paragraph"

    def of(self, key: str) -> Style:
        """A style by its id; the document's own where none is named."""
        key = key or self._default
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key]

    def _read(self, key: str) -> Style:
        level, list_id, list_level, indent = None, "", 0, None
        for _ in range(_MOST_PARENTS):
            element = self._elements.get(key)
            if element is None:
                break
            properties = child(element, "pPr")
            named = _HEADING.fullmatch(value(child(element, "name")))
            outline = child(properties, "outlineLvl")
            if level is None and (outline is not None or named):
                level = number(outline) + 1 if outline is not None else int(named[1] or 1) if named else 0
            numbered = child(properties, "numPr")
            if not list_id and numbered is not None:
                list_id, list_level = value(child(numbered, "numId")), number(child(numbered, "ilvl"))
            own = child(properties, "ind")
            if indent is None and own is not None:
                indent = number(own, "left", number(own, "start"))
            key = value(child(element, "basedOn"))
        return Style(level if level is not None and level < 10 else 0, list_id, list_level, indent or 0)
