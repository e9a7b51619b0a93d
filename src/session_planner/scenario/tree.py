"""From the parser's events to a tree of plain data and a tree of places.

Used by `text.py`. What is no plain tree of YAML 1.2 (tags, merge keys, keys that are no text, keys given twice,
circles, a second document) is refused with its place, and depth and number of values are bounded.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from ruamel.yaml import events

from session_planner.errors import InputError, Mistake
from session_planner.scenario.places import PathTo, Source, Spot, path_text
from session_planner.scenario.scalars import Number, resolve, shown
from session_planner.words import N_

MAX_NODES = 400_000
"""As a table of ten thousand talks comes to, each in a room, a body and with a speaker of its own: 210 MB at most."""
MAX_DEPTH = 64
MAX_MISTAKES = 200

# C0 and C1 controls, line separators that editors do not count as lines, stray byte order marks, halves of pairs.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_CORE = "tag:yaml.org,2002:"
_TAGGED: dict[str, type] = {"int": int, "float": Number, "bool": bool, "null": type(None)}


@dataclass(slots=True)
class _Open:
    """A list or mapping that has begun and not ended."""

    value: dict[str, Any] | list[Any]
    spot: Spot
    anchor: str | None
    begun: int  # how many values had been read when it began
    height: int = 0  # levels within it
    key: str | None = None
    key_read: bool = False
    key_kept: bool = True


@dataclass(frozen=True, slots=True)
class _Anchored:
    """What an anchor stands for; an alias of it becomes a copy."""

    value: Any
    spot: Spot
    size: int
    height: int


class Builder:
    """Makes the tree of data and the tree of places from the parser's events, and collects what is refused.

    It keeps its own stack, so that depth never becomes recursion; a bomb of aliases is counted at its full size
    before any of it is copied.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.mistakes: list[Mistake] = []
        self.line, self.column = 1, 1
        self._root: tuple[Any, Spot] | None = None
        self._open: list[_Open] = []
        self._anchors: dict[str, _Anchored | None] = {}
        self._size = 0
        self._documents = 0
        self._takers: dict[type, Callable[[Any], None]] = {
            events.ScalarEvent: self._scalar,
            events.AliasEvent: self._alias,
            events.SequenceStartEvent: self._begin,
            events.MappingStartEvent: self._begin,
            events.SequenceEndEvent: lambda _: self._end(),
            events.MappingEndEvent: lambda _: self._end(),
            events.DocumentStartEvent: self._document,
        }

    def source(self) -> Source:
        """What was read; raises `InputError` if anything was refused or nothing was there."""
        if not self.mistakes and (self._root is None or self._root[0] is None):
            self._refuse(N_("the file is empty: a scenario is expected"))
        if self.mistakes:
            raise InputError(self.mistakes)
        assert self._root is not None
        return Source(self.file, *self._root)

    def take(self, event: Any) -> None:
        """The next event."""
        self.line, self.column = event.start_mark.line + 1, event.start_mark.column + 1
        taker = self._takers.get(type(event))
        if taker is not None:
            taker(event)

    def _refuse(self, message: str, **fields: Any) -> None:
        self.mistakes.append(Mistake(self.file, self.line, self.column, path_text(self._path()), message, fields))
        if len(self.mistakes) >= MAX_MISTAKES:
            raise InputError(self.mistakes)

    def _stop(self, message: str, **fields: Any) -> NoReturn:
        """Refuses what cannot be read on."""
        self._refuse(message, **fields)
        raise InputError(self.mistakes)

    def _path(self) -> PathTo:
        parts: list[str | int] = []
        for level in self._open:
            if isinstance(level.value, list):
                parts.append(len(level.value))
            elif level.key is not None:
                parts.append(level.key)
        return tuple(parts)

    def _count(self, values: int) -> None:
        self._size += values
        if self._size > MAX_NODES:
            self._stop(N_("more than {limit} values, aliases counted in full"), limit=MAX_NODES)

    def _check_depth(self, levels: int) -> None:
        if levels > MAX_DEPTH:
            self._stop(N_("lists and mappings stand more than {limit} deep in one another"), limit=MAX_DEPTH)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop(N_("a second document begins here: one file is one document"))
        if event.version is not None and tuple(event.version) != (1, 2):
            written = ".".join(map(str, event.version))
            self._refuse(N_("the file says that it is YAML {version}: only 1.2 is read"), version=written)

    def _begin(self, event: Any) -> None:
        self._count(1)
        self._check_depth(len(self._open) + 1)
        mapping = isinstance(event, events.MappingStartEvent)
        if event.tag not in (None, "!", _CORE + ("map" if mapping else "seq")):
            self._refuse_tag(event.tag)
        spot = Spot(self.line, self.column, None, {} if mapping else [], {} if mapping else None)
        if event.anchor:
            self._anchors[event.anchor] = None  # open: an alias of it now would be a circle
        self._open.append(_Open({} if mapping else [], spot, event.anchor, self._size - 1))

    def _end(self) -> None:
        done = self._open.pop()
        if done.anchor:
            size = self._size - done.begun
            self._anchors[done.anchor] = _Anchored(done.value, done.spot, size, done.height + 1)
        self._attach(done.value, done.spot, done.height + 1)

    def _alias(self, event: Any) -> None:
        name = event.anchor
        if name not in self._anchors:
            self._refuse(N_("the alias `*{name}` has no anchor `&{name}` before it"), name=shown(name))
            self._attach(None, Spot(self.line, self.column), 0)
            return
        meant = self._anchors[name]
        if meant is None:
            self._refuse(N_("the alias `*{name}` stands within its own anchor: that has no end"), name=shown(name))
            self._attach(None, Spot(self.line, self.column), 0)
            return
        self._count(meant.size)
        self._check_depth(len(self._open) + meant.height)
        spot = Spot(self.line, self.column, meant.spot.raw, meant.spot.inside, meant.spot.keys)
        # A copy, so that whoever changes the data in one place does not change it in another.
        self._attach(copy.deepcopy(meant.value), spot, meant.height)

    def _scalar(self, event: Any) -> None:
        self._count(1)
        spot = Spot(self.line, self.column, event.value)
        value = self._value(event)
        if event.style == '"' and UNPRINTABLE.search(event.value):
            self._refuse(N_("an escape stands for an invisible character that may not stand here"))
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(value, spot, 1, 0)
        if event.value == "<<" and event.implicit[0] and self._wants_key():
            self._refuse(N_("merge keys (`<<`) are not read: write out what they stand for"))
            value = "<<"
        self._attach(value, spot, 0)

    def _value(self, event: Any) -> Any:
        written, tag = event.value, event.tag
        if tag is None:
            return resolve(written) if event.implicit[0] else written
        if tag in ("!", _CORE + "str"):
            return written
        if not tag.startswith(_CORE) or tag[len(_CORE) :] not in _TAGGED:
            self._refuse_tag(tag)
            return written
        value = resolve(written)
        if type(value) is int and tag == _CORE + "float":
            value = Number(value, written)
        if type(value) is not _TAGGED[tag[len(_CORE) :]]:
            self._refuse(N_("`{value}` is not what its tag `{tag}` says"), value=shown(written), tag=_tag_text(tag))
        return value

    def _refuse_tag(self, tag: str) -> None:
        self._refuse(N_("the tag `{tag}` is not read: leave it out, or put the text in quotes"), tag=_tag_text(tag))

    def _wants_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].value, dict) and not self._open[-1].key_read

    def _attach(self, value: Any, spot: Spot, height: int) -> None:
        """Puts a value that is complete where it belongs: the root, a list, or a mapping's key or value."""
        if not self._open:
            self._root = (value, spot)
            return
        level = self._open[-1]
        level.height = max(level.height, height)
        if isinstance(level.value, list):
            level.value.append(value)
            assert isinstance(level.spot.inside, list)
            level.spot.inside.append(spot)
        elif not level.key_read:
            self._key(level, value, spot)
        else:
            if level.key is not None and level.key_kept:
                level.value[level.key] = value
                assert isinstance(level.spot.inside, dict)
                assert level.spot.keys is not None
                if spot.raw == "" and value is None:
                    # Where nothing stands there is nothing to point at but the key; the parsers point elsewhere.
                    spot.line, spot.column = level.spot.keys[level.key]
                level.spot.inside[level.key] = spot
            level.key, level.key_read, level.key_kept = None, False, True

    def _key(self, level: _Open, value: Any, spot: Spot) -> None:
        keys = level.spot.keys
        assert keys is not None
        self.line, self.column = spot.line, spot.column
        level.key_read = True
        if not isinstance(value, str):
            level.key_kept = False
            if spot.raw is None:
                self._refuse(N_("a key must be text, and this is a list or a mapping"))
            else:
                self._refuse(N_("the key `{key}` is no text: put it in quotes"), key=shown(spot.raw))
            return
        if value in keys:
            level.key_kept = False
            self._refuse(
                N_("the key `{key}` stands here twice, first in line {first}"), key=shown(value), first=keys[value][0]
            )
        keys.setdefault(value, (spot.line, spot.column))
        level.key = value


def _tag_text(tag: str) -> str:
    return shown("!!" + tag.removeprefix(_CORE) if tag.startswith(_CORE) else tag)
