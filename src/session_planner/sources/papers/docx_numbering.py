"""The labels that Word puts before paragraphs by itself, counted as Word does: they stand nowhere in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from session_planner.sources.papers.numerals import numeral

_PLACE = re.compile("%([1-9])")
_MOST_LEVELS = 9


def name_of(element: Any) -> str:
    """An element's name without its namespace: Word has two sets of them, a transitional and a strict one."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, *names: str) -> Any:
    """The element at the end of a path of names below this one, or None."""
    for name in names:
        element = next((each for each in element if name_of(each) == name), None) if element is not None else None
    return element


def value(element: Any, attribute: str = "val", default: str = "") -> str:
    """An attribute without its namespace."""
    if element is None:
        return default
    return next((found for key, found in element.attrib.items() if key.rpartition("}")[2] == attribute), default)


def number(element: Any, attribute: str = "val", default: int = 0) -> int:
    """An attribute that is a whole number."""
    return as_number(value(element, attribute), default)


def as_number(text: str, default: int = 0) -> int:
    """A whole number that is not absurd."""
    return int(text) if re.fullmatch("-?[0-9]{1,9}", text) else default


@dataclass(slots=True)
class Level:
    """A level of a list."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    indent: int = 0
    restart: int | None = None
    legal: bool = False

    @classmethod
    def read(cls, element: Any, default: Level | None = None) -> Level:
        """From numbering.xml."""
        restart = child(element, "lvlRestart")
        return cls(
            number(child(element, "start"), default=default.start if default else 1),
            value(child(element, "numFmt"), default=default.style if default else "decimal"),
            value(child(element, "lvlText"), default=default.text if default else ""),
            number(child(element, "pPr", "ind"), "left", number(child(element, "pPr", "ind"), "start")),
            number(restart) if restart is not None else None,
            child(element, "isLgl") is not None,
        )


@dataclass(slots=True)
class List:
    """A list's levels, and the key of the counter that it shares with others of its kind."""

    key: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, counted on as its paragraphs go by."""

    def __init__(self, root: Any) -> None:
        self._lists = dict(_lists(root)) if root is not None else {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def indent(self, list_id: str, level: int) -> int:
        """How far a level stands from the margin, in twentieths of a point."""
        found = self._lists.get(list_id)
        return found.levels[level].indent if found and level in found.levels else 0

    def label(self, list_id: str, level: int) -> str:
        """The label of the next paragraph of a list; empty for bullets and unknown lists."""
        found = self._lists.get(list_id)
        if found is None or not 0 <= level < _MOST_LEVELS:
            return ""
        here = found.levels.get(level, Level(text=f"%{level + 1}."))
        counts = self._counts.setdefault(found.key, {})
        self._count(list_id, found, here, level, counts)
        if here.style in ("bullet", "none"):
            return ""

        def told(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            other = found.levels.get(at, Level())
            style = "decimal" if here.legal and at != level else other.style
            return numeral(counts.get(at, other.start), style)

        return _PLACE.sub(told, here.text).strip()

    def _count(self, list_id: str, found: List, here: Level, level: int, counts: dict[int, int]) -> None:
        fresh = (list_id, level) not in self._begun
        self._begun.add((list_id, level))
        if fresh and level in found.starts:
            counts[level] = found.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else here.start
        for deeper in [each for each in counts if each > level]:
            restart = found.levels.get(deeper, Level()).restart
            if restart is None or (restart and level < restart):
                del counts[deeper]


def _lists(root: Any) -> Iterator[tuple[str, List]]:
    abstract = {value(each, "abstractNumId"): each for each in root if name_of(each) == "abstractNum"}
    by_style = {
        value(child(each, "styleLink")): key for key, each in abstract.items() if child(each, "styleLink") is not None
    }
    for each in root:
        if name_of(each) != "num":
            continue
        key = value(child(each, "abstractNumId"))
        linked = value(child(abstract[key], "numStyleLink")) if key in abstract else ""
        key = by_style.get(linked, key)
        found = List(key)
        for level in abstract.get(key, ()):
            if name_of(level) == "lvl":
                found.levels[number(level, "ilvl")] = Level.read(level)
        for override in each:
            if name_of(override) == "lvlOverride":
                _override(found, override)
        yield value(each, "numId"), found


def _override(found: List, override: Any) -> None:
    level = number(override, "ilvl")
    start, own = child(override, "startOverride"), child(override, "lvl")
    if own is not None:
        found.levels[level] = Level.read(own, found.levels.get(level))
        found.starts.setdefault(level, found.levels[level].start)
    if start is not None:
        found.starts[level] = number(start)
