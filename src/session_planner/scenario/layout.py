"""Where the values of a YAML text begin and end, and how its lines run.

Used by `edit.py`, which puts new text between these places. Indexes count characters of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import events

from session_planner.scenario.places import PathTo
from session_planner.scenario.text import with_events


@dataclass(slots=True)
class Node:
    """A value as it stands in the text; `entries` are (key, value) of a mapping, (None, value) of a list."""

    start: int
    end: int
    column: int
    flow: bool
    style: str | None = None
    value: str | None = None
    entries: list[tuple[Node | None, Node]] = field(default_factory=list)
    is_mapping: bool = False
    is_list: bool = False

    @property
    def is_block(self) -> bool:
        """A list or mapping without brackets, which the parser lets end where the next thing begins."""
        return (self.is_mapping or self.is_list) and not self.flow

    def entry(self, part: str | int) -> int | None:
        """The number of the entry at a key or index."""
        if isinstance(part, int):
            return part if part < len(self.entries) else None
        names = (key.value if key else None for key, _ in self.entries)
        return next((number for number, name in enumerate(names) if name == part), None)


class Layout:
    """A text and the nodes in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.root = with_events(text, _root)
        self._place_nothings(self.root)

    def at(self, path: PathTo) -> Node:
        """The node at a path of the data; raises `LookupError` where an alias hides it."""
        node = self.root
        for part in path:
            node = node.entries[self.number(node, part)][1]
        return node

    def number(self, parent: Node, part: str | int) -> int:
        """The number of the entry at a key or index; raises `LookupError` where there is none in the text."""
        number = parent.entry(part)
        if number is None:
            raise LookupError(part)
        return number

    def _place_nothings(self, node: Node) -> None:
        """Puts a value that is left out right behind its colon: the pure parser puts it at whatever comes next."""
        for key, value in node.entries:
            if key is not None and value.start == value.end:
                colon = self.text.find(":", key.end, value.start)
                value.start = value.end = key.end if colon < 0 else colon + 1
            self._place_nothings(value)

    def content_end(self, node: Node) -> int:
        """The index after the node's last character; comments and blank lines after it are not its own."""
        while node.is_block and node.entries:
            node = node.entries[-1][1]
        if node.style in ("|", ">"):
            return node.start + len(self.text[node.start : node.end].rstrip())
        return node.end

    def line_start(self, index: int) -> int:
        """The index at which the line of `index` begins."""
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """The index after the line of `index`, before its line break."""
        end = self.text.find("\n", index)
        if end < 0:
            return len(self.text)
        return end - 1 if end > index and self.text[end - 1] == "\r" else end

    def next_line(self, index: int) -> int:
        """The index at which the line after that of `index` begins."""
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end + 1

    def entry_start(self, parent: Node, number: int) -> int:
        """The index of an entry's key, of its dash, or of its first character within brackets."""
        key, value = parent.entries[number]
        if key is not None:
            return key.start
        if parent.flow:
            return value.start
        if number == 0:
            return parent.start
        at = self.next_line(self.content_end(parent.entries[number - 1][1]))
        while at < len(self.text):
            line = self.text[at : self.line_end(at)]
            if line.strip() and not line.lstrip().startswith("#"):
                return at + len(line) - len(line.lstrip())
            at = self.next_line(at)
        return at

    def spliced(self, start: int, end: int, new: str) -> str:
        """The text with what stands from `start` to `end` replaced; `new` has its lines ended by a bare newline."""
        return self.text[:start] + new.replace("\n", self.newline) + self.text[end:]


def _root(stream: Iterator[Any]) -> Node:
    for event in stream:
        if isinstance(event, events.NodeEvent):
            return _node(event, stream)
    raise AssertionError("a text that was read has a value")


def _node(event: Any, stream: Iterator[Any]) -> Node:
    begin, end = event.start_mark, event.end_mark
    if not isinstance(event, events.CollectionStartEvent):
        value, style = getattr(event, "value", None), getattr(event, "style", None)
        return Node(begin.index, end.index, begin.column, False, style or None, value)
    node = Node(begin.index, end.index, begin.column, bool(event.flow_style))
    node.is_mapping = isinstance(event, events.MappingStartEvent)
    node.is_list = not node.is_mapping
    for inner in stream:
        if isinstance(inner, events.CollectionEndEvent):
            node.end = inner.end_mark.index
            break
        first = _node(inner, stream)
        node.entries.append((first, _node(next(stream), stream)) if node.is_mapping else (None, first))
    return node
