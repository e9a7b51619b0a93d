"""What goes when a thing is taken away: itself, and all that names it. For `--without kind:id` of the command line.

Under the overlay, on plain data before validation. A joint session that loses all bodies but one, or all its items, is
none any more; a heading without items is gone; whoever followed what is gone follows the rest. A decision takes with it
what rests on it: locks, precedences, limits, costs, holidays, absences and settings of rules that name it as their
`source` are gone, items and joint sessions lose the times that it set, documents their notice, teams their limits.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from session_planner.scenario.draft import cut_out, name_of
from session_planner.scenario.normalise import normalised
from session_planner.scenario.paths import Graft, change, unknown
from session_planner.scenario.places import PathTo, Place, Source, Spot

_SECTIONS: dict[str, PathTo] = {
    "body": ("bodies",),
    "decision": ("decisions",),
    "delegation": ("delegations",),
    "document": ("documents",),
    "holiday": ("holidays",),
    "joint": ("joint_sessions",),
    "kept-apart": ("kept_apart",),
    "lock": ("locks",),
    "officer": ("officers",),
    "parallel-limit": ("parallel_limits",),
    "place-cost": ("place_costs",),
    "precedence": ("precedences",),
    "room": ("rooms",),
    "team": ("interpretation", "teams"),
}
KINDS = (*_SECTIONS, "item", "rule")
"""What can be taken away by kind and id; an item by `body/number`, a precedence without an id by `before>after`."""

_WHOLE = ("locks", "precedences", "parallel_limits", "place_costs", "kept_apart", "holidays", "rules")
_BINDING = (
    "start", "earliest", "latest", "windows", "preferred", "place", "after", "drafting_time", "notice", "a_day",
    "a_week",
)  # fmt: skip
"""What a decision may have set of a thing that stays without it."""


def named(written: str) -> tuple[str, str] | None:
    """Kind and id of what is written `kind:id`; None where it is a path."""
    kind, colon, id = written.partition(":")
    return (kind.strip(), id.strip()) if colon and kind.strip() in KINDS else None


def without(source: Source, kind: str, id: str, spot: tuple[Spot, Place]) -> Source:
    """`source` without one thing and all that names it; raises `Misstep` where there is no such thing.

    `spot`: the place of the wish itself, for what it sets (a rule is switched off, not forgotten).
    """
    if kind == "rule":
        data, root = change(source.data, source.root, f"rules[{id}]", "set", Graft("off", *spot))
        return dataclasses.replace(source, data=data, root=root)
    source = normalised(source)
    return cut_out(source, _Gone(source.data, kind, id).paths)


class _Gone:
    """Collects the paths of what goes, until nothing is left that names what has gone."""

    def __init__(self, data: Any, kind: str, id: str) -> None:
        self.data = data if isinstance(data, dict) else {}
        self.paths: set[PathTo] = set()
        if kind == "item":
            self._item(id)
        else:
            index, entry = self._entry(kind, id)
            self.paths.add((*_SECTIONS[kind], index))
            if kind == "body":
                self._body(name_of(entry.get("id")))
            elif kind == "joint":
                self._refer(frozenset({f"joint:{id}"}))
            elif kind == "room":
                self._room(id)
            elif kind == "decision":
                self.paths.update(_resting((), self.data, id))

    # -- which one -------------------------------------------------------------------------------------------------

    def _entries(self, *section: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The entries of a list of the scenario, each with its index."""
        found: Any = self.data
        for key in section:
            found = found.get(key) if isinstance(found, dict) else None
        for index, entry in enumerate(found if isinstance(found, list) else ()):
            if isinstance(entry, dict):
                yield index, entry

    def _entry(self, kind: str, id: str) -> tuple[int, dict[str, Any]]:
        known: dict[str, tuple[int, dict[str, Any]]] = {}
        for index, entry in self._entries(*map(str, _SECTIONS[kind])):
            for name in _names(entry):
                known.setdefault(name, (index, entry))
        if id not in known:
            raise unknown(id, list(known))
        return known[id]

    # -- what goes with it -----------------------------------------------------------------------------------------

    def _item(self, ref: str) -> None:
        """An item or a heading with all under it; a heading goes with the last item under it."""
        found: dict[str, tuple[PathTo, frozenset[str]]] = {}
        for index, body in self._entries("bodies"):
            _gather(body.get("agenda"), ("bodies", index, "agenda"), name_of(body.get("id")), found)
        if ref not in found:
            raise unknown(ref, list(found))
        path, gone = found[ref]
        above = [(up, name, refs) for name, (up, refs) in found.items() if path[: len(up)] == up]
        for up, name, refs in sorted(above, key=lambda one: len(one[0]), reverse=True):
            if refs - gone <= {name}:
                path, gone = up, gone | refs
        self.paths.add(path)
        self._refer(gone)

    def _body(self, body: str) -> None:
        for index, limit in self._entries("parallel_limits"):
            self._members(("parallel_limits", index), limit, "bodies", frozenset({body}))
        joints = frozenset(
            f"joint:{name_of(joint.get('id'))}"
            for _, joint in self._entries("joint_sessions")
            if len([one for one in _list(joint.get("bodies")) if name_of(one) != body]) < 2
        )
        self._refer(frozenset({body}) | joints)

    def _room(self, room: str) -> None:
        """A lock loses the room, and is gone where it held nothing else. What was published there stays published."""
        for index, lock in self._entries("locks"):
            if name_of(lock.get("room")) == room:
                self.paths.add(("locks", index) if lock.get("start") is None else ("locks", index, "room"))
        for index, entry in self._entries("place_costs"):
            self._members(("place_costs", index), entry, "rooms", frozenset({room}))

    def _refer(self, gone: frozenset[str]) -> None:
        """Everything that refers to what is gone, joint sessions that fall apart by it included."""
        fallen = {f"joint:{name_of(one.get('id'))}" for _, one in self._entries("joint_sessions") if _falls(one, gone)}
        if not fallen <= gone:
            self._refer(gone | fallen)
            return
        for section, key in (("documents", "items"), ("delegations", "follows"), ("officers", "serves")):
            for index, entry in self._entries(section):
                self.paths.update((section, index, key, at) for at, ref in _refs(entry.get(key)) if _is_gone(ref, gone))
        for index, entry in self._entries("precedences"):
            if any(_is_gone(name_of(entry.get(key)), gone) for key in ("before", "after")):
                self.paths.add(("precedences", index))
        for where in (("locks",), ("replan", "published"), ("replan", "held")):
            for index, entry in self._entries(*where):
                if _is_gone(name_of(entry.get("item")), gone):
                    self.paths.add((*where, index))
        for section, least in (("place_costs", 1), ("kept_apart", 2)):
            for index, entry in self._entries(section):
                self._members((section, index), entry, "of", gone, least)
        for index, joint in self._entries("joint_sessions"):
            self._partners(("joint_sessions", index), joint, gone)

    def _partners(self, path: PathTo, joint: dict[str, Any], gone: frozenset[str]) -> None:
        if f"joint:{name_of(joint.get('id'))}" in gone:
            self.paths.add(path)
            return
        self.paths.update((*path, "after", at) for at, ref in _refs(joint.get("after")) if f"joint:{ref}" in gone)
        self._members(path, joint, "bodies", gone)
        items = joint.get("items")
        for body, numbers in (items if isinstance(items, dict) else {}).items():
            left = [ref for _, ref in _refs(numbers) if not _is_gone(f"{body}/{ref}", gone)]
            if not left:
                self.paths.add((*path, "items", body))
            else:
                found = ((at, ref) for at, ref in _refs(numbers) if _is_gone(f"{body}/{ref}", gone))
                self.paths.update((*path, "items", body, at) for at, _ in found)

    def _members(self, path: PathTo, entry: dict[str, Any], key: str, gone: frozenset[str], least: int = 1) -> None:
        """A list loses those that are gone; what held for these alone holds for nobody, not for all.

        An entry that needs at least so many members is gone with those that it cannot do without.
        """
        members = _refs(entry.get(key))
        lost = [at for at, ref in members if ref in gone or (key == "of" and _is_gone(ref, gone))]
        if lost and len(members) - len(lost) < least:
            self.paths.add(path)
        else:
            self.paths.update((*path, key, at) for at in lost)


def _names(entry: dict[str, Any]) -> Iterator[str]:
    """What an entry is called: its id, its symbols; a precedence without an id by its two sides."""
    for key in ("id", "symbol"):
        if name := name_of(entry.get(key)):
            yield name
    yield from (ref for _, ref in _refs(entry.get("symbols")))
    if "before" in entry and "after" in entry:
        yield f"{name_of(entry['before'])}>{name_of(entry['after'])}"


def _gather(agenda: Any, path: PathTo, body: str, found: dict[str, tuple[PathTo, frozenset[str]]]) -> frozenset[str]:
    """Fills `found`: by ref the path of each item and heading, and the refs of all under it, its own included."""
    here: set[str] = set()
    for index, item in enumerate(_list(agenda)):
        if isinstance(item, dict):
            ref, at = f"{body}/{name_of(item.get('number'))}", (*path, index)
            under = _gather(item.get("items"), (*at, "items"), body, found) | {ref}
            found.setdefault(ref, (at, under))
            here |= under
    return frozenset(here)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _refs(value: Any) -> list[tuple[int, str]]:
    """The names in a list, each with its index."""
    return [(at, name_of(one)) for at, one in enumerate(_list(value))]


def _is_gone(ref: str, gone: frozenset[str]) -> bool:
    """Whether a reference is to what is gone, or to an item of a body that is."""
    return ref in gone or (not ref.startswith("joint:") and ref.partition("/")[0] in gone)


def _falls(joint: dict[str, Any], gone: frozenset[str]) -> bool:
    """Whether a joint session is none without what is gone: fewer than two bodies, or nothing left to take up."""
    if sum(name_of(one) not in gone for one in _list(joint.get("bodies"))) < 2:
        return True
    items = joint.get("items")
    if joint.get("duration") is not None or not isinstance(items, dict) or not any(items.values()):
        return False
    return all(_is_gone(f"{body}/{ref}", gone) for body, numbers in items.items() for _, ref in _refs(numbers))


def _resting(path: PathTo, value: Any, decision: str) -> Iterator[PathTo]:
    """The paths of all that rests on a decision, and of every `source` that names it; variants are left alone."""
    if path == ("variants",):
        return
    if isinstance(value, list):
        for index, below in enumerate(value):
            yield from _resting((*path, index), below, decision)
    elif isinstance(value, dict):
        if "source" in value and name_of(value["source"]) == decision:
            if (len(path) == 2 and path[0] in _WHOLE) or path[-2:-1] == ("unavailable",):
                yield path
                return
            yield from ((*path, key) for key in _lost(path) if key in value)
        for key, below in value.items():
            yield from _resting((*path, key), below, decision)


def _lost(path: PathTo) -> Iterable[str]:
    """The keys that a thing loses with the decision it rests on; what was published or is held is no decision's."""
    return ("source",) if path[:1] == ("replan",) else ("source", *_BINDING)
