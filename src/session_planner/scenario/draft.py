"""A scenario on its way to being whole: what the checks of its meaning look at, and where they put their mistakes.

Stands between validation and `references`, `coherence`. When validation refused something, the rest is looked at
all the same, so that a planner hears of everything at once: `salvaged` leaves out what was refused and remembers
which names the file gives, so that nothing is called unknown because its own entry is broken.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from session_planner.errors import Mistake
from session_planner.scenario.mistakes import MAX_MISTAKES, nearest
from session_planner.scenario.model import Item, Scenario
from session_planner.scenario.places import PathTo, Source, Spot
from session_planner.scenario.scalars import shown
from session_planner.scenario.values import raw
from session_planner.words import N_, Words, say

_ROUNDS = 8  # each leaves out at least one thing; what is still wrong then is not worth guessing at
# Finding a near name costs some microseconds a comparison: a file of thousands of wrong names may not take minutes.
_MOST_COMPARED = 100_000
_NO_SUCH = {
    "body": N_("there is no body `{found}`{hint}"),
    "item": N_("there is no item `{found}`{hint}"),
    "number": N_("`{body}` has no item `{found}`{hint}"),
    "reference": N_("`{found}` is no body, no item such as `body/number` and no joint session{hint}"),
    "partner": N_("`{found}` is no body of this joint session{hint}"),
    "joint": N_("there is no joint session `{found}`{hint}"),
    "room": N_("there is no room `{found}`{hint}"),
    "venue": N_("there is no venue `{found}`{hint}"),
    "decision": N_("there is no decision `{found}`{hint}"),
    "timezone": N_("there is no time zone `{found}`{hint}"),
    "language": N_("`{found}` is no language{hint}"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """Every name that the file gives to something, whether or not the rest of its entry can be read."""

    bodies: dict[str, None]
    joints: dict[str, None]
    rooms: dict[str, None]
    venues: dict[str, None]
    decisions: dict[str, None]
    leaves: dict[str, None]
    headings: dict[str, list[str]]  # with the refs of the items that take time under each

    def numbers(self, body: str, headings: bool = False) -> list[str]:
        """The numbers of a body's items that take time (and of its headings)."""
        refs = [*self.leaves, *self.headings] if headings else self.leaves
        return [ref[len(body) + 1 :] for ref in refs if ref.startswith(body + "/")]

    def refs(self, bodies: bool = True) -> list[str]:
        """All that a reference can mean: items, headings, joint sessions (and bodies)."""
        return [
            *self.leaves,
            *self.headings,
            *(f"joint:{joint}" for joint in self.joints),
            *(self.bodies if bodies else ()),
        ]


@dataclass(slots=True)
class Draft:
    """A scenario under examination. `spoilt` names the sections from which something was left out."""

    scenario: Scenario
    source: Source
    names: Names
    spoilt: frozenset[str] = frozenset()
    mistakes: list[Mistake] = field(default_factory=list)
    unsaid: int = 0
    _compared: int = 0

    def say(self, path: PathTo, message: str, /, *, at_key: bool = False, **fields: Any) -> None:
        """Notes a mistake at `path`; beyond a thousand they are only counted."""
        if len(self.mistakes) >= MAX_MISTAKES:
            self.unsaid += 1
            return
        self.mistakes.append(self.source.mistake(_within(self.source.data, path), message, at_key=at_key, **fields))

    def no_such(
        self,
        kind: str,
        found: str,
        path: PathTo,
        known: Iterable[str],
        *,
        at_key: bool = False,
        guess: str | None = None,
        **fields: Any,
    ) -> None:
        """Notes that `found` is the name of nothing, with the nearest name or all that there are."""
        hint = Words("") if len(self.mistakes) >= MAX_MISTAKES else self._hint(found, list(known), guess)
        self.say(path, _NO_SUCH[kind], at_key=at_key, found=shown(found), hint=hint, **fields)

    def told(self) -> list[Mistake]:
        """All that was noted, and how many more there are."""
        more = [self.source.mistake((), N_("and {count} more mistakes"), count=self.unsaid)] if self.unsaid else []
        return [*self.mistakes, *more]

    def _hint(self, found: str, known: list[str], guess: str | None) -> Words:
        """What a wrong name was likely meant to be, else the names that there are, if few."""
        if not known:
            return say(N_(": there are none"))
        if guess is None:
            self._compared += len(known)
            guess = nearest(found, known) if self._compared < _MOST_COMPARED else None
        if guess:
            return say(N_("; did you mean `{nearest}`?"), nearest=guess)
        return say(N_("; there are {known}"), known=known) if len(known) <= 12 else Words("")


def items_of(
    agenda: Iterable[Item], path: PathTo, heading: Item | None = None
) -> Iterator[tuple[PathTo, Item, Item | None]]:
    """Every item and heading of an agenda with its path and the heading it stands under."""
    for index, item in enumerate(agenda):
        here = (*path, index)
        yield here, item, heading
        yield from items_of(item.items, (*here, "items"), item)


def _within(data: Any, path: PathTo) -> PathTo:
    """As much of `path` as the data has: short forms are read as maps that do not stand in the file."""
    for depth, part in enumerate(path):
        there = (
            part in data
            if isinstance(data, dict)
            else isinstance(data, list) and isinstance(part, int) and part < len(data)
        )
        if not there:
            return path[:depth]
        data = data[part]
    return path


# -- names -----------------------------------------------------------------------------------------


def names_in(data: Any) -> Names:
    """The names that plain data gives, whatever else is wrong with it."""
    leaves: dict[str, None] = {}
    headings: dict[str, list[str]] = {}
    for body in _entries(data, "bodies"):
        _gather(name_of(body.get("id")), body.get("agenda"), (), leaves, headings)

    def ids(section: str) -> dict[str, None]:
        return {name: None for entry in _entries(data, section) if (name := name_of(entry.get("id")))}

    return Names(
        ids("bodies"),
        ids("joint_sessions"),
        ids("rooms"),
        ids("venues"),
        ids("decisions"),
        leaves,
        headings,
    )


def _entries(data: Any, key: str) -> Iterator[dict[str, Any]]:
    entries = data.get(key) if isinstance(data, dict) else None
    yield from (entry for entry in (entries if isinstance(entries, list) else ()) if isinstance(entry, dict))


def _gather(
    body: str, agenda: Any, above: tuple[str, ...], leaves: dict[str, None], headings: dict[str, list[str]]
) -> None:
    """Adds the items of an agenda to `leaves` and `headings`; `above` are the headings it stands under."""
    for item in _entries({"agenda": agenda}, "agenda"):
        ref = f"{body}/{name_of(item.get('number'))}"
        if item.get("items"):
            headings.setdefault(ref, [])
            _gather(body, item["items"], (*above, ref), leaves, headings)
        elif not ref.endswith("/"):
            leaves[ref] = None
            for heading in above:
                headings[heading].append(ref)


def name_of(value: Any) -> str:
    return raw(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


# -- leaving out -----------------------------------------------------------------------------------


def salvaged(source: Source) -> Draft | None:
    """What validates of `source` once everything that does not is left out; None where nothing can be made of it."""
    names, spoilt, rest = names_in(source.data), set[str](), source
    for _ in range(_ROUNDS):
        try:
            return Draft(Scenario.model_validate(rest.data), rest, names, frozenset(spoilt))
        except ValidationError as refused:
            # A list is called too short by pydantic when too few of its entries are right: those are told already.
            paths = {
                _refused(rest.data, tuple(error["loc"]), error["type"])
                for error in refused.errors(include_url=False)
                if error["type"] != "too_short" or not error["input"]
            }
            paths.discard(())
            if not paths:
                return None
            spoilt.update(str(path[0]) for path in paths)
            rest = cut_out(rest, paths)
    return None


def _refused(data: Any, loc: tuple[int | str, ...], error: str) -> PathTo:
    """The path of what an error of pydantic is about; of the entry that lacks a key where it is missing."""
    path: PathTo = ()
    for part in loc[:-1] if error == "missing" else loc:
        there = (
            part in data
            if isinstance(data, dict)
            else isinstance(data, list) and isinstance(part, int) and part < len(data)
        )
        if there:
            path, data = (*path, part), data[part]
    return path


def cut_out(source: Source, paths: set[PathTo]) -> Source:
    """`source` without what stands at `paths`; later entries of a list first, so that indexes hold."""
    data, root = source.data, source.root
    for path in sorted(paths, key=lambda path: [(isinstance(part, int), part) for part in path], reverse=True):
        if _within(data, path) == path:
            data, root = _cut(data, root, path)
    return dataclasses.replace(source, data=data, root=root)


def _cut(data: Any, spot: Spot, path: PathTo) -> tuple[Any, Spot]:
    part, *deeper = path
    data = dict(data) if isinstance(data, dict) else list(data)
    inside: Any = dict(spot.inside) if isinstance(spot.inside, dict) else list(spot.inside or ())
    below = spot.child(part)
    if deeper:
        data[part], cut = _cut(data[part], below or spot, tuple(deeper))
        if below is not None:
            inside[part] = cut
    else:
        del data[part]
        if below is not None:
            del inside[part]
    return data, dataclasses.replace(spot, inside=inside)
