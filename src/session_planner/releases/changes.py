"""What changed from one release to the next, thing by thing, and whom it concerns.

Between two programmes with their scenarios and the notice that tells readers of it; the store keeps it beside a
release. Of what did not change there is nothing here. An audience (a body, a delegation, an officer, a room) sees what
changed *for it*: what went to another room is gone for those who watch the first, and new for those who watch the
second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from session_planner.programme.differences import Kind
from session_planner.programme.filter import Filter
from session_planner.programme.model import Programme, Segment
from session_planner.programme.people import People
from session_planner.releases import moves
from session_planner.releases.moves import JOINT, Segments
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline


@dataclass(frozen=True, slots=True)
class Move:
    """What became of one thing: an item with all its parts, or a joint session with all its bodies.

    `id` is `body/number` or `joint:id`. `old` and `new` are all its segments then and now, none where it is new or
    dropped; `joined` and `left` the bodies that came to it or left it; the other ids are those whom it concerns.
    """

    id: str
    kinds: tuple[Kind, ...]
    old: Segments
    new: Segments
    joined: tuple[str, ...]
    left: tuple[str, ...]
    bodies: tuple[str, ...]
    delegations: tuple[str, ...]
    officers: tuple[str, ...]
    rooms: tuple[str, ...]

    @property
    def joint(self) -> str | None:
        """The id of the joint session that it is."""
        return self.id.removeprefix(JOINT) if self.id.startswith(JOINT) else None

    @property
    def now(self) -> Segments:
        """Its segments now; those it had, where it has none any more."""
        return self.new or self.old

    def as_dict(self) -> dict[str, Any]:
        """For JSON: ids, and times as ISO writes them."""
        return {
            "id": self.id,
            "kinds": list(self.kinds),
            "old": [_as_dict(one) for one in self.old],
            "new": [_as_dict(one) for one in self.new],
            "joined": list(self.joined),
            "left": list(self.left),
            "bodies": list(self.bodies),
            "delegations": list(self.delegations),
            "officers": list(self.officers),
            "rooms": list(self.rooms),
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed, in order of time (of now; of then for what is dropped). `old_scenario` is None for a first."""

    moves: tuple[Move, ...]
    old_scenario: Scenario | None
    new_scenario: Scenario

    @property
    def first(self) -> bool:
        """Whether nothing was there before: all of the programme is new."""
        return self.old_scenario is None

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not self.moves

    def concerning(self, keep: Filter) -> Changes:
        """What changed for those that `keep` names, as they see it; InputError for an id that was never known."""
        self._refuse_unknown(keep)
        near = [one for one in self.moves if _concerns(one, keep)]
        was = _kept([one.old for one in near], self.old_scenario, keep)
        now = _kept([one.new for one in near], self.new_scenario, keep)
        seen = [(one, (old, new)) for one, old, new in zip(near, was, now, strict=True)]
        # A thing of which they see all is the same change for them.
        whole = {one.id: one for one, pair in seen if pair == (one.old, one.new)}
        parts = {one.id: pair for one, pair in seen if one.id not in whole}
        return replace(self, moves=self._sorted((*whole.values(), *self._made(parts))))

    def audiences(self) -> dict[str, dict[str, int]]:
        """By kind and id: how many changes concern each; those without any are not named."""
        found: dict[str, dict[str, int]] = {}
        for kind in fields(Filter):
            counted = Counter(one for move in self.moves for one in getattr(move, kind.name))
            found[kind.name] = {one: counted[one] for one in self._in_order(kind.name, counted)}
        return found

    def as_dict(self) -> dict[str, Any]:
        """For JSON. Of a first release, which is all new, the numbers alone: the programme itself says the rest."""
        return {
            "first": self.first,
            "moves": [] if self.first else [one.as_dict() for one in self.moves],
            "audiences": self.audiences(),
        }

    def _made(self, pairs: Mapping[str, Sequence[Segments]]) -> tuple[Move, ...]:
        """The moves of things, by their names."""
        peoples = tuple(People(one) if one else None for one in (self.old_scenario, self.new_scenario))
        found = (self._move(name, old, new, peoples) for name, (old, new) in pairs.items())
        return self._sorted(one for one in found if one.kinds)

    def _sorted(self, found: Iterable[Move]) -> tuple[Move, ...]:
        """In order of time, then as the scenario lists bodies."""
        return tuple(sorted(found, key=self._place))

    def _move(self, name: str, old: Segments, new: Segments, peoples: tuple[People | None, ...]) -> Move:
        kinds = moves.kinds(name, old, new)
        sides = [(people, _rows(side)) for people, side in zip(peoples, moves.changed(old, new), strict=True) if people]
        rows = [row for _, side in sides for row in side] if kinds else []
        joined, left = moves.partners(old, new) if "partners" in kinds else ((), ())
        concerned = {
            "bodies": {row.body for row in rows},
            "delegations": {one for people, side in sides for one in people.delegations(side)},
            "officers": {one for people, side in sides for one in people.officers(side)},
            "rooms": {row.room for row in rows if row.room},
        }
        ids = {kind: self._in_order(kind, found) for kind, found in concerned.items()}
        return Move(name, kinds, old, new, self._in_order("bodies", joined), self._in_order("bodies", left), **ids)

    def _place(self, move: Move) -> tuple[object, ...]:
        one, order = move.now[0], list(outline(self.new_scenario).bodies)
        return one.start.timestamp(), order.index(one.body) if one.body in order else len(order), move.id

    def _in_order(self, kind: str, ids: Iterable[str]) -> tuple[str, ...]:
        """Ids as the scenario of now lists them, then as that of then did."""
        known = [one for scenario in (self.new_scenario, self.old_scenario) for one in _known(kind, scenario)]
        ids = set(ids)
        return (*(one for one in dict.fromkeys(known) if one in ids), *sorted(ids.difference(known)))

    def _refuse_unknown(self, keep: Filter) -> None:
        rest = {
            kind.name: tuple(one for one in getattr(keep, kind.name) if one not in _known(kind.name, self.old_scenario))
            for kind in fields(keep)
        }
        Filter(**rest).refuse_unknown(self.new_scenario)


def changes(old: Programme | None, old_scenario: Scenario | None, new: Programme, new_scenario: Scenario) -> Changes:
    """What changed from one programme to the next, each with its scenario; everything is new where there is no `old`.

    Who followed a thing is asked of the scenario that it stood in.
    """
    before = None if old is None else old_scenario or new_scenario
    found = Changes((), before, new_scenario)
    return replace(found, moves=found._made(moves.paired(old.segments if old else (), new.segments)))


def _as_dict(one: Segment) -> dict[str, Any]:
    told = one.as_dict()
    return {name: told[name] for name in ("id", "start", "end", "room")}


def _known(kind: str, scenario: Scenario | None) -> tuple[str, ...]:
    return tuple(one.id for one in getattr(scenario, kind)) if scenario else ()


def _concerns(move: Move, keep: Filter) -> bool:
    asked = ((getattr(keep, kind.name), getattr(move, kind.name)) for kind in fields(keep))
    return all(not wanted or not set(wanted).isdisjoint(there) for wanted, there in asked)


def _rows(segments: Iterable[Segment]) -> list[Segment]:
    """Segments as all of their bodies see them: an item of a joint session is taken up by each of them."""
    return [row for one in segments for row in (one, *_guests(one))]


def _guests(one: Segment) -> list[Segment]:
    return [replace(one, body=body, item=None) for body in one.bodies if body != one.body]


def _kept(sides: list[Segments], scenario: Scenario | None, keep: Filter) -> list[Segments]:
    """Of the segments of each thing those that `keep` leaves; none where it names only what the scenario lacks."""
    known = {kind.name: _known(kind.name, scenario) for kind in fields(keep)}
    asked = {kind: tuple(one for one in getattr(keep, kind) if one in known[kind]) for kind in known}
    if scenario is None or any(getattr(keep, kind) and not ids for kind, ids in asked.items()):
        return [() for _ in sides]
    rows = [(one, row) for side in sides for one in side for row in (one, *_guests(one))]
    left = {id(row) for row in Filter(**asked).kept(Programme(tuple(row for _, row in rows)), scenario)}
    stay = {id(one) for one, row in rows if id(row) in left}
    return [tuple(one for one in side if id(one) in stay) for side in sides]
