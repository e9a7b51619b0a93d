"""Changing a scenario file as a careful person would: the entry meant, and not one character beside it.

Beside the way of the data: the command line and the board write locks, hours and durations back into the file that
the planner wrote. A rewrite through a YAML emitter would keep comments but set every line anew; here the parser only
says where things stand, and the new text is put into the old. What comes out is read again and must hold exactly
the old data with the change made; where it does not (an alias shares the place, say), nothing is changed and it is
said.

A path is made of keys, indexes, and `[id]` for the entry of a list whose `id` or `number` is `id`.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from session_planner.errors import InputError
from session_planner.scenario.layout import Layout, Node
from session_planner.scenario.moved import moved
from session_planner.scenario.places import PathTo, Source
from session_planner.scenario.scalars import as_text, shown
from session_planner.scenario.text import parse
from session_planner.scenario.written import (
    block_lines,
    dash_lines,
    entry_text,
    flow_text,
    is_tall,
    key_lines,
    scalar_text,
)
from session_planner.words import N_

Change: TypeAlias = tuple[Literal["set", "add", "move"], PathTo, Any] | tuple[Literal["remove"], PathTo]
_IDS = ("id", "number")


def edit(text: str, changes: Sequence[Change], file: str = "") -> str:
    """`text` with `changes` made, one after the other; all else stays as it is, to the byte.

    `("set", path, value)` puts a value in place of another, or a new key into a mapping; `("add", path, value)`
    appends to the list at `path` (one that is empty or null, too), or puts in a key that is not there yet;
    `("remove", path)` takes an entry away with its lines; `("move", path, index)` takes an entry of a list to another
    place in it, with the comments above it. Raises `InputError` where `path` leads nowhere or the change cannot be made
    without touching something else.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix("\ufeff")
    for change in changes:
        source = parse(text, file)
        action, value = change[0], change[2] if len(change) == 3 else None
        path = _resolved(change[1], source, action)
        if action == "move" and type(value) is not int:
            raise InputError([source.mistake(path, N_("an entry is moved to a place that is a number"))])
        new = _made(text, action, path, value)
        if new is None or not _gives(new, _changed(copy.deepcopy(source.data), action, path, value), file):
            message = N_("this cannot be changed without touching more than it: change it by hand")
            raise InputError([source.mistake(path, message)])
        text = new
    return mark + text


def _made(text: str, action: str, path: PathTo, value: Any) -> str | None:
    """The text after the change; None where what is meant stands elsewhere, behind an alias."""
    try:
        return _Surgeon(text).make(action, path, value)
    except LookupError:
        return None


def _resolved(path: PathTo, source: Source, action: str) -> PathTo:
    """The path with `[id]` made an index; every part must lead somewhere, save a new key at the end."""
    found: list[str | int] = []
    here = source.data
    for number, part in enumerate(path):
        step = _step(here, part)
        if step is None:
            new_key = action != "remove" and number == len(path) - 1 and isinstance(here, dict)
            if not new_key or not isinstance(part, str):
                raise InputError([source.mistake(tuple(found), N_("there is no `{part}` here"), part=shown(part))])
            step = part
        found.append(step)
        if action == "add" and number == len(path) - 1 and not _takes_more(here, step):
            message = N_("`{part}` stands here already, and is no list that could take one more")
            raise InputError([source.mistake(tuple(found), message, part=shown(step))])
        if action == "move" and number == len(path) - 1 and not isinstance(here, list):
            raise InputError([source.mistake(tuple(found), N_("`{part}` is no entry of a list"), part=shown(step))])
        here = here.get(step) if isinstance(here, dict) else here[step]
    if not found:
        raise InputError([source.mistake((), N_("the whole file cannot be changed as one entry"))])
    return tuple(found)


def _step(here: Any, part: str | int) -> str | int | None:
    if isinstance(here, dict):
        return part if part in here else None
    if not isinstance(here, list):
        return None
    if isinstance(part, int):
        return part if 0 <= part < len(here) else None
    if part[:1] == "[" and part[-1:] == "]":
        for index, entry in enumerate(here):
            if isinstance(entry, dict) and any(as_text(entry.get(key)) == part[1:-1] for key in _IDS):
                return index
    return None


def _changed(data: Any, action: str, path: PathTo, value: Any) -> Any:
    """The data after the change: what the new text must be read as."""
    here = data
    for part in path[:-1]:
        here = here[part]
    last: Any = path[-1]
    if action == "remove":
        del here[last]
    elif action == "move":
        here.insert(value, here.pop(last))
    elif action == "add" and not (isinstance(here, dict) and last not in here):
        here[last] = [*(here[last] or []), value]
    else:
        here[last] = value
    return data


def _takes_more(here: Any, last: Any) -> bool:
    """Whether `add` can do its work: a new key, a list, or a null that stands where a list may come."""
    return (isinstance(here, dict) and last not in here) or here[last] is None or isinstance(here[last], list)


def _gives(text: str, wanted: Any, file: str) -> bool:
    try:
        return _same(parse(text, file).data, wanted)
    except InputError:
        return False


def _same(one: Any, other: Any) -> bool:
    """Equal, and of one kind: `1`, `1.0` and `true` are three things."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return one == other
    return type(one) is type(other) and bool(one == other)


class _Surgeon:
    """Makes one change in a text."""

    def __init__(self, text: str) -> None:
        self._layout = Layout(text)

    def make(self, action: str, path: PathTo, value: Any) -> str:
        """The text after the change."""
        parent = self._layout.at(path[:-1])
        number = parent.entry(path[-1])
        if action == "remove":
            return self._without(path, parent, self._layout.number(parent, path[-1]))
        if action == "move":
            return moved(self._layout, parent, self._layout.number(parent, path[-1]), value)
        if number is None:
            return self._appended(path[:-1], parent, str(path[-1]), value)
        if action == "add":
            return self._appended(path, parent.entries[number][1], None, value)
        return self._replaced(parent, number, value)

    # -- another value ------------------------------------------------------------------------------------------

    def _replaced(self, parent: Node, number: int, value: Any) -> str:
        key, old = parent.entries[number]
        stays_flow = old.flow and bool(old.entries) and isinstance(value, dict if old.is_mapping else list)
        if parent.flow or stays_flow or not is_tall(value):
            return self._replaced_inline(parent, number, value)
        if old.is_block:
            # A list may stand as far left as the key it belongs to; a mapping may not.
            column = old.column if key is None or isinstance(value, list) else max(old.column, key.column + 2)
            return self._put_lines(old.start, self._layout.content_end(old), block_lines(value), old.column, column)
        if key is None:
            gap = " " if old.start == old.end else ""
            column = old.column + len(gap)
            return self._put_lines(old.start, self._layout.content_end(old), block_lines(value), column, column, gap)
        return self._lines_below(key, old, value)

    def _replaced_inline(self, parent: Node, number: int, value: Any) -> str:
        key, old = parent.entries[number]
        is_text = isinstance(value, str)
        flows = isinstance(value, dict | list) or parent.flow
        style = old.style if is_text else None
        new = flow_text(value, style) if flows else scalar_text(value, style=style)
        start, end = old.start, self._layout.content_end(old)
        if start == end:
            return self._layout.spliced(start, end, f" {new}")
        if old.is_block and key is not None:
            after_colon = self._after_colon(key)
            if "#" not in self._layout.text[after_colon:start]:
                return self._layout.spliced(after_colon, end, f" {new}")
            new = " " * max(0, key.column + 2 - old.column) + new
        return self._layout.spliced(start, end, new)

    def _lines_below(self, key: Node, old: Node, value: Any) -> str:
        """A list or mapping where a scalar stood after its key; a comment in the key's line stays there."""
        text, after_colon, end = self._layout.text, self._after_colon(key), self._layout.content_end(old)
        rest = text[end : self._layout.line_end(end)].rstrip()
        lines = "".join("\n" + " " * (key.column + 2) + line for line in block_lines(value))
        return self._layout.spliced(after_colon, self._layout.line_end(end), rest + lines)

    def _put_lines(self, start: int, end: int, lines: list[str], was: int, column: int, gap: str = "") -> str:
        """`lines` in place of what stands from `start` (at column `was`) on, each beginning at `column`."""
        new = gap + " " * (column - was) + ("\n" + " " * column).join(lines)
        return self._layout.spliced(start, end, new)

    def _after_colon(self, key: Node) -> int:
        return self._layout.text.index(":", key.end) + 1

    # -- one entry more -----------------------------------------------------------------------------------------

    def _appended(self, path: PathTo, node: Node, key: str | None, value: Any) -> str:
        layout = self._layout
        within = layout.at(path[:-1]) if path else None
        if not node.entries and within is not None and not within.flow and (is_tall(value) or not node.flow):
            number = layout.number(within, path[-1])
            return self._replaced(within, number, [value] if key is None else {key: value})
        if node.flow:
            new = flow_text(value) if key is None else entry_text(key, value)
            if not node.entries:
                return layout.spliced(node.start + 1, node.start + 1, new)
            end = layout.content_end(node.entries[-1][1])
            return layout.spliced(end, end, f", {new}")
        last = node.entries[-1][1]
        if last.flow and isinstance(value, dict if last.is_mapping else list):
            lines = [f"- {flow_text(value)}" if key is None else entry_text(key, value)]
        else:
            lines = dash_lines(value) if key is None else key_lines(key, value)
        end = layout.line_end(layout.content_end(last))
        return layout.spliced(end, end, "".join("\n" + " " * node.column + line for line in lines))

    # -- one entry less -----------------------------------------------------------------------------------------

    def _without(self, path: PathTo, parent: Node, number: int) -> str:
        layout = self._layout
        if len(parent.entries) == 1:
            return self._emptied(path[:-1], parent)
        start, end = layout.entry_start(parent, number), layout.content_end(parent.entries[number][1])
        is_last = number == len(parent.entries) - 1
        if parent.flow and is_last:
            return layout.spliced(layout.content_end(parent.entries[number - 1][1]), end, "")
        if not parent.flow and not layout.text[layout.line_start(start) : start].strip():
            return layout.spliced(layout.line_start(start), layout.next_line(end), "")
        # Within brackets, or behind the dash of an outer list: the next entry takes its place.
        return layout.spliced(start, layout.entry_start(parent, number + 1), "")

    def _emptied(self, path: PathTo, node: Node) -> str:
        if node.flow:
            return self._layout.spliced(node.start + 1, node.end - 1, "")
        empty: Any = {} if node.is_mapping else []
        if not path:
            return self._layout.spliced(node.start, self._layout.content_end(node), flow_text(empty))
        within = self._layout.at(path[:-1])
        return self._replaced(within, self._layout.number(within, path[-1]), empty)
