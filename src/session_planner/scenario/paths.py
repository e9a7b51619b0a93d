"""Paths of an overlay, such as `bodies.wg-ta.agenda.5.duration`, followed through data that people wrote.

A part of a path is a key, or what an entry of a list is called (its id, number, symbol or date); names may hold
dots themselves, so at each step the longest name that fits is taken, and `[16.1]` says it without doubt.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from session_planner.scenario.mistakes import nearest
from session_planner.scenario.places import Place, Spot
from session_planner.scenario.scalars import shown
from session_planner.scenario.shapes import Kind, scenario_kind
from session_planner.scenario.values import raw
from session_planner.words import N_

_CALLED = ("id", "number", "symbol", "date", "when", "hours")
_FIXED = ("variants", "format")


class Misstep(Exception):
    """A path leads nowhere; `message` is a msgid that may name `{path}` beside its own fields."""

    def __init__(self, message: str, /, **fields: Any) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields


class Graft(NamedTuple):
    """A value to put into the data, with the places it and its key come from."""

    value: Any
    spot: Spot
    key_place: Place


class _Task(NamedTuple):
    action: Literal["remove", "add", "set"]
    graft: Graft


class _Here(NamedTuple):
    """Where a path has come to: a value, its places, what the types say of it, what it is called."""

    value: Any
    spot: Spot
    kind: Kind
    called: str


def change(data: Any, root: Spot, path: str, action: Literal["remove", "add", "set"], graft: Graft) -> tuple[Any, Spot]:
    """Data and places with one change made at `path`; raises `Misstep` where there is no such place."""
    kind = scenario_kind()
    if path.split(".")[0].split("[")[0] in _FIXED:
        raise Misstep(N_("`{path}` cannot be changed by a variant or a setting"))
    return _step(_Here(data, root, kind, ""), path, _Task(action, graft))


def _step(here: _Here, rest: str, task: _Task) -> tuple[Any, Spot]:
    """Follows the first part of `rest` from `here` and makes the change; gives a changed copy of `here`."""
    if isinstance(here.value, list):
        return _in_list(here, rest, task)
    if not isinstance(here.value, dict):
        here = _as_map(here, task)
    return _in_map(here, rest, task)


def _as_map(here: _Here, task: _Task) -> _Here:
    """A value written in its short form (`45 min`) as the map it stands for, so that keys can be set in it."""
    if here.kind.shape == "map" and here.value is None:
        return here._replace(value={}, spot=Spot(task.graft.spot.line, task.graft.spot.column, None, {}, {}))
    if here.kind.short is not None and isinstance(here.value, str | bool | int | float):
        spot = Spot(here.spot.line, here.spot.column, None, {here.kind.short: here.spot}, {})
        return here._replace(value={here.kind.short: here.value}, spot=spot)
    raise Misstep(N_("`{path}`: `{part}` is a plain value here; nothing stands below it"), part=here.called)


# -- maps ------------------------------------------------------------------------------------------


def _in_map(here: _Here, rest: str, task: _Task) -> tuple[Any, Spot]:
    key, rest = _key(here, rest)
    below = here.kind.below(key)
    inside, keys = (
        dict(here.spot.inside or {}) if isinstance(here.spot.inside, dict) else {},
        dict(here.spot.keys or {}),
    )
    value = dict(here.value)
    if not rest and task.action == "remove":
        _must_be(key in value, key, here)
        del value[key]
        inside.pop(key, None)
        return value, dataclasses.replace(here.spot, inside=inside)
    bare = Spot(here.spot.line, here.spot.column)  # for what a migration has made
    if key not in value:
        keys[key] = task.graft.key_place
    if rest:
        _must_be(key in value or (below.shape == "map" and task.action != "remove"), key, here)
        value[key], inside[key] = _step(_Here(value.get(key), inside.get(key, bare), below, key), rest, task)
    elif task.action == "add":
        value[key], inside[key] = _added(value.get(key), inside.get(key, bare), below, key, task.graft)
    else:
        keys[key] = task.graft.key_place
        value[key], inside[key] = task.graft.value, task.graft.spot
    return value, dataclasses.replace(here.spot, inside=inside, keys=keys)


def _must_be(there: bool, key: str, here: _Here) -> None:
    if not there:
        place = here.called
        raise (
            Misstep(N_("`{path}`: `{place}` has no `{part}` here"), place=place, part=key)
            if place
            else Misstep(N_("`{path}`: the scenario has no `{part}`"), part=key)
        )


def _key(here: _Here, rest: str) -> tuple[str, str]:
    """The key that `rest` begins with, and what follows it."""
    known = list(dict.fromkeys([*here.value, *here.kind.names]))
    if found := _longest(known, rest):
        return found
    part, after = _first(rest)
    if not here.kind.open:
        raise unknown(part, known)
    if here.kind.below(part).shape != "map" and not rest.startswith("["):
        return rest, ""  # nothing that has a name stands below it yet: dots belong to the name
    return part, after


def _added(value: Any, spot: Spot, kind: Kind, key: str, graft: Graft) -> tuple[Any, Spot]:
    """The list `value` with what `graft` holds at its end; a list of entries is taken as several."""
    if value is None and kind.shape == "list":
        value, spot = [], Spot(graft.spot.line, graft.spot.column, None, [])
    if not isinstance(value, list):
        raise Misstep(N_("`{path}`: `{part}` is no list, so nothing can be added to it"), part=key)
    new = graft.value if isinstance(graft.value, list) else [graft.value]
    spots = [graft.spot.child(index) or graft.spot for index in range(len(new))] if new is graft.value else [graft.spot]
    old = spot.inside if isinstance(spot.inside, list) else []
    return [*value, *new], dataclasses.replace(spot, inside=[*old, *spots])


# -- lists -----------------------------------------------------------------------------------------


def _in_list(here: _Here, rest: str, task: _Task) -> tuple[Any, Spot]:
    index, name, rest = _entry(here, rest, task)
    value = list(here.value)
    inside = list(here.spot.inside) if isinstance(here.spot.inside, list) else [here.spot] * len(value)
    if rest:
        value[index], inside[index] = _step(
            _Here(value[index], inside[index], here.kind.below(index), name), rest, task
        )
    elif task.action == "remove":
        del value[index], inside[index]
    elif task.action == "add":
        raise Misstep(N_("`{path}`: `{part}` is no list, so nothing can be added to it"), part=name)
    else:
        value[index], inside[index] = _named(task.graft.value, value[index]), task.graft.spot
    return value, dataclasses.replace(here.spot, inside=inside)


def _entry(here: _Here, rest: str, task: _Task) -> tuple[int, str, str]:
    """Index and name of the entry that `rest` begins with, and what follows it."""
    indexes: dict[str, int] = {}
    for index, entry in enumerate(here.value):
        for name in _names(entry):
            indexes.setdefault(name, index)
    if found := _longest(indexes, rest):
        return indexes[found[0]], *found
    part, after = _first(rest)
    if not nearest(part, indexes) and not after and task.action == "set":
        raise Misstep(N_("`{path}`: there is no `{part}` to set; what is new stands under `add`"), part=shown(part))
    raise unknown(part, list(indexes))


def _names(entry: Any) -> Iterator[str]:
    if isinstance(entry, dict):
        for key in _CALLED:
            if isinstance(entry.get(key), str | int | float):
                yield raw(entry[key]).strip()
        symbols = entry.get("symbols")
        if isinstance(symbols, list):
            yield from (symbol.strip() for symbol in symbols if isinstance(symbol, str))
    elif isinstance(entry, str | int | float):
        yield raw(entry).strip()


def _named(value: Any, old: Any) -> Any:
    """A whole entry set anew keeps the name it was found by, unless it says another."""
    if not isinstance(value, dict) or not isinstance(old, dict):
        return value
    names = {key: old[key] for key in ("id", "number", "date") if key in old and key not in value}
    return {**names, **value}


# -- names -----------------------------------------------------------------------------------------


def _longest(names: Iterable[str], rest: str) -> tuple[str, str] | None:
    """The longest of `names` that `rest` begins with, and what follows it."""
    if rest.startswith("["):
        part, after = _first(rest)
        return (part, after) if part in names else None
    fits = [name for name in names if rest == name or rest.startswith((name + ".", name + "["))]
    if not fits:
        return None
    name = max(fits, key=len)
    return name, rest[len(name) :].removeprefix(".")


def _first(rest: str) -> tuple[str, str]:
    """The first part of a path by its dots or brackets alone."""
    if rest.startswith("["):
        part, _, after = rest[1:].partition("]")
        return part, after.removeprefix(".")
    end = min((at for at in (rest.find("."), rest.find("[")) if at >= 0), default=len(rest))
    return rest[:end], rest[end:].removeprefix(".")


def unknown(part: str, known: list[str]) -> Misstep:
    guess = nearest(part, known)
    if guess:
        return Misstep(N_("`{path}`: there is no `{part}`; did you mean `{nearest}`?"), part=shown(part), nearest=guess)
    if not known:
        return Misstep(N_("`{path}`: there is no `{part}`; the list is empty"), part=shown(part))
    return Misstep(N_("`{path}`: there is no `{part}`; there are {known}"), part=shown(part), known=known[:20])
