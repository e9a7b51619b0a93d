"""Which part of a programme a reader asked for: by body, room, delegation, officer.

Beside the programme; releases and every format of `publish` keep the same segments. Within one kind any of the named
ones will do; of different kinds all must hold (the sittings of a body *and* in a room).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from session_planner.errors import InputError, Mistake
from session_planner.programme.model import Programme, Segment
from session_planner.programme.people import Followed
from session_planner.scenario.mistakes import nearest
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.words import N_


@dataclass(frozen=True, slots=True)
class Filter:
    """Ids of the scenario; an empty kind keeps everything."""

    bodies: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    delegations: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()

    def kept(self, programme: Programme, scenario: Scenario) -> tuple[Segment, ...]:
        """The segments asked for; raises InputError for an id that the scenario does not know."""
        self.refuse_unknown(scenario)
        follows = [Followed(refs, outline(scenario)) for refs in self._refs(scenario)]
        return tuple(
            segment
            for segment in programme.segments
            if (not self.bodies or segment.body in self.bodies)
            and (not self.rooms or segment.room in self.rooms)
            and all(one.has(segment) for one in follows)
        )

    def kept_refs(self, refs: Iterable[str], scenario: Scenario) -> tuple[str, ...]:
        """The items asked for, of some that have no place in the programme (and so no room)."""
        follows = [Followed(named, outline(scenario)) for named in self._refs(scenario)]
        leaves = outline(scenario).leaves
        return tuple(
            ref
            for ref in refs
            if (not self.bodies or (leaves[ref].body if ref in leaves else ref.partition("/")[0]) in self.bodies)
            and not self.rooms
            and all(ref in one.refs for one in follows)
        )

    def _refs(self, scenario: Scenario) -> list[tuple[str, ...]]:
        """What the delegations follow and what the officers serve, a list for each kind that was asked for."""
        follows = tuple(ref for one in scenario.delegations if one.id in self.delegations for ref in one.follows)
        serves = tuple(ref for one in scenario.officers if one.id in self.officers for ref in one.serves)
        return [refs for asked, refs in ((self.delegations, follows), (self.officers, serves)) if asked]

    def refuse_unknown(self, scenario: Scenario) -> None:
        """Raises InputError for ids that the scenario does not know."""
        known: Mapping[str, list[str]] = {
            "bodies": [one.id for one in scenario.bodies],
            "rooms": [one.id for one in scenario.rooms],
            "delegations": [one.id for one in scenario.delegations],
            "officers": [one.id for one in scenario.officers],
        }
        asked = [(kind.name, name) for kind in fields(self) for name in getattr(self, kind.name)]
        unknown = [_unknown(kind, name, known[kind]) for kind, name in asked if name not in known[kind]]
        if unknown:
            raise InputError(unknown)


EVERYTHING = Filter()


def _unknown(kind: str, name: str, known: list[str]) -> Mistake:
    near = nearest(name, known)
    told = {"kind": kind, "found": name, "known": ", ".join(known) or "–", "near": near or ""}
    if near:
        said = N_("`{found}` is not among the {kind} of the scenario; did you mean `{near}`? there are: {known}")
    else:
        said = N_("`{found}` is not among the {kind} of the scenario; there are: {known}")
    return Mistake("", 0, 0, kind, said, told)
