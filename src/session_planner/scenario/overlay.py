"""A scenario with some things set, added or removed: variants, and `--set` and `--without` of the command line.

Works on the plain data between reading and validation, so that what a variant brings is validated like all the
rest; the places of what it brought are those in the variant. Nothing is changed in place: an overlay copies the
lists and maps along its paths and shares the rest with the file it came from.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from session_planner.errors import InputError, Mistake
from session_planner.scenario.mistakes import nearest
from session_planner.scenario.paths import Graft, Misstep, change
from session_planner.scenario.places import PathTo, Place, Source, Spot, path_text
from session_planner.scenario.scalars import shown
from session_planner.scenario.text import parse
from session_planner.scenario.values import raw
from session_planner.scenario.without import KINDS, named, without
from session_planner.words import N_, say

Action = Literal["remove", "add", "set"]
_MOST_MISTAKES = 200  # looking for near names takes time, and nobody reads more
# What is removed may be added again, and what was added may be set: so in this order, however they are written.
_ORDER: tuple[Action, ...] = ("remove", "add", "set")


@dataclass(frozen=True, slots=True)
class Overlaid(Source):
    """A source with overlays on it; `given` are the changes of the command line, whose values have no line."""

    given: tuple[str, ...] = ()

    def mistake(self, path: PathTo, message: str, /, *, at_key: bool = False, **fields: Any) -> Mistake:
        """A mistake at `path`: in the file, or in the option that brought the value."""
        line, column = self.key_place(path) if at_key else self.place(path)
        if line >= 0:
            return Mistake(self.file, line, column, path_text(path), message, fields)
        return Mistake(option(self.given[-line - 1]), 0, 0, path_text(path), message, fields)


class Change(NamedTuple):
    """One thing an overlay does: the path as it was written, and what to put there."""

    action: Action
    path: str
    graft: Graft
    origin: PathTo


@dataclass(frozen=True, slots=True)
class Layer:
    """One variant of the file as far as it can be read; what cannot be is told by validation."""

    index: int
    id: str
    on: str | None
    changes: tuple[Change, ...]


def overlaid(source: Source, variant: str | None = None, sets: Sequence[str] = ()) -> Source:
    """`source` with a variant (after those it builds on) and then each change of `sets` applied.

    A change is `path=value`, or `-path` or `-kind:id` for what is taken away (see `without`).

    Raises `InputError` with every path that leads nowhere, an unknown variant, or a circle of variants.
    """
    layers = Layers(source)
    result = layers.applied(variant) if variant is not None else source
    return _with_sets(result, sets) if sets else result


class Layers:
    """The variants of a source, each applied at most once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._applied: dict[str, Source | tuple[Mistake, ...]] = {}

    @cached_property
    def by_id(self) -> dict[str, Layer]:
        """The variants by id; of two with one id the first."""
        found: dict[str, Layer] = {}
        for layer in _layers(self.source):
            found.setdefault(layer.id, layer)
        return found

    def applied(self, variant: str) -> Source:
        """The source with a variant on it; raises `InputError`."""
        if variant not in self.by_id:
            raise InputError([self._unknown(variant, Mistake(self.source.file, 0, 0, "variants", ""))])
        if circle := self._circle(variant):
            raise InputError([circle])
        result = self.source
        for layer in reversed(list(self._below(variant))):
            known = self._applied.get(layer.id)
            if known is None:
                known = self._applied[layer.id] = self._apply(result, layer)
            if not isinstance(known, Source):
                raise InputError(known)
            result = known
        return result

    def mistakes(self) -> tuple[Mistake, ...]:
        """Of all variants: paths that lead nowhere, bases that do not exist, circles."""
        found: dict[Mistake, None] = {}
        for layer in self.by_id.values():
            if len(found) >= _MOST_MISTAKES:
                break
            try:
                self.applied(layer.id)
            except InputError as error:
                found.update(dict.fromkeys(error.mistakes))
        return tuple(found)

    def _below(self, variant: str) -> Iterator[Layer]:
        """A variant, the one it builds on, and so forth."""
        layer: Layer | None = self.by_id[variant]
        while layer is not None:
            yield layer
            layer = self.by_id.get(layer.on) if layer.on is not None else None

    def _circle(self, variant: str) -> Mistake | None:
        names: list[str] = []
        for layer in self._below(variant):
            if layer.id in names:
                circle = names[names.index(layer.id) :]
                first = min(circle, key=lambda name: self.by_id[name].index)
                at = circle.index(first)
                return self.source.mistake(
                    ("variants", self.by_id[first].index, "on"),
                    N_("variants build on one another in a circle: {circle}"),
                    circle=" → ".join([*circle[at:], *circle[:at], first]),
                )
            names.append(layer.id)
        return None

    def _apply(self, result: Source, layer: Layer) -> Source | tuple[Mistake, ...]:
        if layer.on is not None and layer.on not in self.by_id:
            path: PathTo = ("variants", layer.index, "on")
            return (self._unknown(layer.on, self.source.mistake(path, "")),)
        return _changed(result, layer.changes, self.source)

    def _unknown(self, name: str, at: Mistake) -> Mistake:
        guess = nearest(name, self.by_id)
        if guess:
            message = N_("there is no variant `{found}`; did you mean `{nearest}`?")
            return dataclasses.replace(at, message=message, fields={"found": shown(name), "nearest": guess})
        if self.by_id:
            message = N_("there is no variant `{found}`; there are {known}")
            return dataclasses.replace(
                at, message=message, fields={"found": shown(name), "known": list(self.by_id)[:20]}
            )
        message = N_("there is no variant `{found}`: the scenario has none")
        return dataclasses.replace(at, message=message, fields={"found": shown(name)})


def _changed(result: Source, changes: Iterable[Change], source: Source) -> Source | tuple[Mistake, ...]:
    """`result` with all changes made, or every one that cannot be."""
    data, root = result.data, result.root
    mistakes: list[Mistake] = []
    for one in changes:
        try:
            data, root = change(data, root, one.path, one.action, one.graft)
        except Misstep as misstep:
            mistakes.append(
                source.mistake(one.origin, misstep.message, at_key=True, path=shown(one.path), **misstep.fields)
            )
    return tuple(mistakes) or dataclasses.replace(result, data=data, root=root)


def _layers(source: Source) -> Iterator[Layer]:
    entries = source.data.get("variants") if isinstance(source.data, dict) else None
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str | int | float):
            on = entry.get("on")
            changes = tuple(_changes(source, index, entry))
            yield Layer(index, raw(entry["id"]).strip(), None if on is None else raw(on).strip(), changes)


def _changes(source: Source, index: int, entry: dict[str, Any]) -> Iterator[Change]:
    for action in _ORDER:
        written = entry.get(action)
        if action == "remove":
            for number, path in enumerate(written if isinstance(written, list) else ()):
                if isinstance(path, str | int | float):
                    origin: PathTo = ("variants", index, action, number)
                    yield Change(action, raw(path), Graft(None, *_spots(source, origin)), origin)
        elif isinstance(written, dict):
            for path, value in written.items():
                origin = ("variants", index, action, path)
                yield Change(action, path, Graft(value, *_spots(source, origin)), origin)


def _spots(source: Source, origin: PathTo) -> tuple[Spot, Place]:
    spot = source.root
    for part in origin:
        spot = spot.child(part) or spot
    return spot, source.key_place(origin)


def option(given: str) -> str:
    """A change of the command line as it was asked for there."""
    return f"--without {given[1:]}" if given.startswith("-") else f"--set {given}"


def _with_sets(source: Source, sets: Sequence[str]) -> Source:
    """`source` with each change of the command line made, in their order; all that cannot be are told."""
    result: Source = Overlaid(source.file, source.data, source.root, tuple(sets))
    mistakes: list[Mistake] = []
    for number, given in enumerate(sets, 1):
        path = given[1:].strip() if given.startswith("-") else given.partition("=")[0]
        try:
            place = (Spot(-number, 0), (-number, 0))
            result = _taken_away(result, path, place) if given.startswith("-") else _set(result, given, place)
        except InputError as error:
            mistakes.extend(error.mistakes)
        except Misstep as misstep:
            fields = {"path": shown(path), **misstep.fields}
            mistakes.append(Mistake(option(given), 0, 0, shown(path), misstep.message, fields))
    if mistakes:
        raise InputError(mistakes)
    return result


def _set(source: Source, given: str, place: tuple[Spot, Place]) -> Source:
    """`source` with a `path=value` set; the value is YAML."""
    path, equals, value = given.partition("=")
    if not equals or not path.strip():
        raise Misstep(N_("`{path}` is no setting; write it like `joint_sessions.trade.start=2012-10-17T15:00`"))
    read = parse(value, option(given)).data if value.strip() else None
    data, root = change(source.data, source.root, path.strip(), "set", Graft(read, *place))
    return dataclasses.replace(source, data=data, root=root)


def _taken_away(source: Source, path: str, place: tuple[Spot, Place]) -> Source:
    """`source` without a thing by kind and id, and what names it; or without what stands at a path."""
    if thing := named(path):
        return without(source, *thing, place)
    kind, colon, _ = path.partition(":")
    if not path or (colon and kind.replace("-", "").isalpha()):
        near = nearest(kind, KINDS)
        meant = say(N_("; did you mean `{near}`?"), near=f"{near}:") if near else ""
        message = N_("`{path}` is nothing to take away; write a path, or one of {kinds}, a colon and an id{nearest}")
        raise Misstep(message, kinds=list(KINDS), nearest=meant)
    data, root = change(source.data, source.root, path, "remove", Graft(None, *place))
    return dataclasses.replace(source, data=data, root=root)
