"""Why there is no programme: every minimal conflict, smallest first, and the least that must be given up.

Works on instances (this lock, that document, this person's absence). Nothing is believed before a fresh solve says
so: a conflict is infeasible together and feasible with any one of its parts left out, each by a solve of its own.

Conflicts and ways out are each other's hitting sets, and each finds the other (implicit hitting sets, Ignatiev et al.
2015). What asks least and takes a part of each known conflict is a least way out if the rest can hold, and shows a new
conflict if not. A smallest set that takes a part of each known way out is a smallest conflict not yet known if it
cannot hold, and shows a new way out if it can; when no such set is left, all conflicts are known.

When the time is up, what is known is told: a conflict not proved minimal as such, and whether there may be more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby, product

from session_planner.problem.graph import components
from session_planner.rules.base import PHYSICAL, Instance
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.solver.oracle import QUICK, Ids, Oracle, weighed

_EFFORTS = (QUICK, 4.0, 32.0)
"""For a question on the way to a minimal conflict: the first answers nearly all, what is left open is asked again."""
_FIRST, _REPAIRS = 0.5, 0.6
"""Shares of the time left: for the first conflict, then for the ways out; the rest is for the other conflicts."""
_OPEN = 1
"""Ways out that may stay unproved before the search for more of them ends."""


@dataclass(frozen=True, slots=True)
class MinimalConflict:
    """Instances that cannot hold together. `proved`: so together, and not with any one of them left out."""

    instances: tuple[Instance, ...]
    proved: bool


@dataclass(frozen=True, slots=True)
class Repair:
    """A least set of instances to give up so that the others can hold. `asks`: how much that asks of people.

    `proved`: the others can hold; if not, less than this is known to be too little, and whether it is enough is not.
    """

    instances: tuple[Instance, ...]
    asks: int
    proved: bool = True


@dataclass(slots=True)
class Explanation:
    """`possible`: there is a programme after all (None: not known). `complete`: no other minimal conflict exists.

    `least`: nothing that asks less than the repairs would do.
    """

    possible: bool | None = None
    conflicts: list[MinimalConflict] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    complete: bool = True
    least: bool = True


def explain(scenario: Scenario, control: Control | None = None, conflicts: int = 20, repairs: int = 5) -> Explanation:
    """All minimal conflicts up to a number, and the repairs that ask least; says so where the time was up before."""
    control = control or Control()
    told = Explanation()
    oracles = [Oracle(scenario, group, control) for group in components(scenario)]
    answers = _answers(oracles)
    told.possible = False if False in answers else None if None in answers else True
    if told.possible is not False:
        return told
    told.complete = told.least = None not in answers
    impossible = [oracle for oracle, possible in zip(oracles, answers, strict=True) if possible is False]
    whole = [Repair((), 0)]
    for at, oracle in enumerate(impossible):
        apart = Explanation()
        with oracle.share(1 / (len(impossible) - at)):
            _Explainer(oracle, apart).run(conflicts, repairs)
        told.conflicts += apart.conflicts
        told.complete = told.complete and apart.complete
        told.least = told.least and apart.least
        whole = _both(whole, apart.repairs)[:repairs]
    told.conflicts.sort(key=lambda found: (len(found.instances), [part.id for part in found.instances]))
    told.repairs = whole
    return told


def _answers(oracles: list[Oracle]) -> list[bool | None]:
    """Whether each group of bodies has a programme; where one has none, the hard ones among the others stay open."""
    answers: list[bool | None] = [None] * len(oracles)
    for effort in (*_EFFORTS, None):
        for at, oracle in enumerate(oracles):
            if answers[at] is None:
                answers[at] = oracle.feasible(oracle.everything, effort)
        if False in answers or None not in answers:
            break
    return answers


def _both(some: Iterable[Repair], others: Iterable[Repair]) -> list[Repair]:
    """Groups of bodies that are solved apart need a repair each: every two together, least asking first."""
    pairs = (
        Repair(
            tuple(sorted((*one.instances, *other.instances), key=lambda part: part.id)),
            one.asks + other.asks,
            one.proved and other.proved,
        )
        for one, other in product(some, others)
    )
    return sorted(pairs, key=lambda found: (found.asks, len(found.instances), [part.id for part in found.instances]))


class _Explainer:
    """Finds the conflicts and the repairs of one group of bodies."""

    def __init__(self, oracle: Oracle, told: Explanation) -> None:
        self.oracle = oracle
        self.told = told
        self.asks = [instance.asks for instance in oracle.instances]
        self.ways_out: list[Ids] = []
        self.found: list[Ids] = []

    def run(self, conflicts: int, repairs: int) -> None:
        """A first conflict; then repairs, which take a part of each conflict; then the conflicts that are left."""
        with self.oracle.share(_FIRST):
            self.found.append(self._shrink(self.oracle.everything))
        with self.oracle.share(_REPAIRS):
            self.told.least = self._find_repairs(repairs)
        smallest = min(self.found, key=len)
        if not self._minimal(smallest):
            self.found.append(self._shrink(smallest))
        self.told.complete = self._find_conflicts(conflicts)
        told = [self._told(conflict) for conflict in _least(self.found)[:conflicts]]
        self.told.conflicts = [conflict for conflict in told if conflict.proved] or told[:1]

    def _find_repairs(self, most: int) -> bool:
        """The ways out that ask least; whether they are known to be those."""
        open: list[Ids] = []
        while len(self.told.repairs) < most and len(open) <= _OPEN and not self.oracle.over:
            way_out = weighed(self.found, [*self.ways_out, *open], self.asks)
            if way_out is None:
                break
            asks = sum(self.asks[number] for number in way_out)
            if asks >= PHYSICAL and self.told.repairs:
                break
            with self.oracle.share(0.5):
                possible = self._enough(way_out)
            if possible is None:
                open.append(way_out)
            if possible is not False:
                self.told.repairs.append(Repair(self._instances(way_out), asks, bool(possible)))
        return not open and (bool(self.told.repairs) or not self.oracle.over)

    def _enough(self, way_out: Ids, effort: float | None = None) -> bool | None:
        """Whether all others can hold without these; a new conflict shows where they cannot."""
        possible = self.oracle.feasible(self.oracle.everything - way_out, effort)
        if possible:
            self.ways_out.append(way_out)
        elif possible is False:
            self.found.append(self._shrink(self.oracle.everything - way_out))
        return possible

    def _find_conflicts(self, most: int) -> bool:
        """The conflicts that are left, smallest first; whether there are no others."""
        alike = [1] * len(self.asks)
        while len(self.found) < most and not self.oracle.over:
            candidate = weighed(self.ways_out, self.found, alike)
            if candidate is None:
                return True
            possible = self.oracle.feasible(candidate)
            if possible is False:
                self.found.append(candidate)
            elif possible:
                rest = weighed(self.found, (), alike, candidate)
                if rest is None or self._enough(rest, _EFFORTS[1]) is None:
                    self.ways_out.append(self.oracle.way_out(candidate, _EFFORTS[1]))
        return False

    def _shrink(self, core: Ids) -> Ids:
        """A minimal conflict inside a set that cannot hold; as small as found where the time is up before.

        Parts are left out by whole rules first, then by halves of what a rule has left, those that ask most of people
        before others: what stays is what a planner can do something about.
        """
        while len(smaller := self.oracle.core(core, _EFFORTS[1])) < len(core):
            core = smaller
        for effort in (*_EFFORTS, None):
            order = sorted(core, key=lambda number: (-self.asks[number], self.oracle.instances[number].id))
            for _, same in groupby(order, key=lambda number: self.oracle.instances[number].rule):
                core = self._without(core, [number for number in same if number in core], effort)
            if self._minimal(core) or self.oracle.over:
                break
        return core

    def _minimal(self, core: Ids) -> bool:
        """Whether it is known already that the conflict needs each of its parts."""
        return all(self.oracle.known(core - {number}) for number in core)

    def _without(self, core: Ids, parts: list[int], effort: float | None) -> Ids:
        """The conflict without as many of these parts as it does not need."""
        parts = [number for number in parts if number in core]
        rest = core - frozenset(parts)
        if not parts or self.oracle.over or (len(parts) == 1 and self.oracle.known(rest)):
            return core
        if self.oracle.feasible(rest, effort) is False:
            return rest if len(parts) == 1 else self.oracle.core(rest, effort)
        if len(parts) > 1:
            half = len(parts) // 2
            core = self._without(core, parts[:half], effort)
            core = self._without(core, parts[half:], effort)
        return core

    def _told(self, conflict: Ids) -> MinimalConflict:
        """The conflict with its proof: whatever was believed on the way, each answer is a fresh solve's."""
        proved = self.oracle.feasible(conflict) is False and all(
            self.oracle.feasible(conflict - {number}) for number in sorted(conflict)
        )
        return MinimalConflict(self._instances(conflict), proved)

    def _instances(self, ids: Ids) -> tuple[Instance, ...]:
        return tuple(sorted((self.oracle.instances[number] for number in ids), key=lambda instance: instance.id))


def _least(found: Iterable[Ids]) -> list[Ids]:
    """Smallest first, without those that hold another."""
    least: list[Ids] = []
    for one in sorted(found, key=len):
        if not any(other <= one for other in least):
            least.append(one)
    return least
