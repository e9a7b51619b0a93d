"""Why there is no programme: every minimal conflict, smallest first, and the least that must be given up.

Works on instances (this lock, that document, this person's absence). Nothing is believed before a fresh solve says
so: a conflict is infeasible together and feasible with any one of its parts left out, each by a solve of its own.

Conflicts and repairs are each other's hitting sets. A smallest set that hits every known way out is either feasible,
which shows a new way out, or a smallest conflict not yet known; when no such set is left, all are known (implicit
hitting sets, Ignatiev et al. 2015). The solver's own cores from assumptions only serve as a first hint, for speed.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from itertools import product

from ortools.sat.python import cp_model

from session_planner.problem.graph import components
from session_planner.problem.model import Problem
from session_planner.rules import active
from session_planner.rules.base import PHYSICAL, Instance
from session_planner.scenario.model import Scenario
from session_planner.solver.builder import ModelBuilder
from session_planner.solver.control import Control

Ids = frozenset[int]


@dataclass(frozen=True, slots=True)
class MinimalConflict:
    """Instances that cannot hold together. `proved`: so together, and not with any one of them left out."""

    instances: tuple[Instance, ...]
    proved: bool


@dataclass(frozen=True, slots=True)
class Repair:
    """A least set of instances to give up so that the others can hold. `asks`: how much that asks of people."""

    instances: tuple[Instance, ...]
    asks: int


@dataclass(slots=True)
class Explanation:
    """`possible`: there is a programme after all (None: not known). `complete`: no other minimal conflict exists."""

    possible: bool | None = None
    conflicts: list[MinimalConflict] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    complete: bool = True


def explain(scenario: Scenario, control: Control | None = None, conflicts: int = 20, repairs: int = 5) -> Explanation:
    """All minimal conflicts up to a number, and the repairs that ask least; says so where the time was up before."""
    control = control or Control()
    told = Explanation(possible=True)
    answers: set[bool | None] = set()
    whole = [Repair((), 0)]
    for group in components(scenario):
        oracle = _Oracle(scenario, group, control)
        possible = oracle.feasible(oracle.everything)
        answers.add(possible)
        if possible is False:
            apart = Explanation()
            _Explainer(oracle, apart).run(conflicts, repairs)
            told.conflicts += apart.conflicts
            told.complete = told.complete and apart.complete
            whole = _both(whole, apart.repairs)[:repairs]
    told.possible = False if False in answers else None if None in answers else True
    told.conflicts.sort(key=lambda found: (len(found.instances), [part.id for part in found.instances]))
    told.repairs = whole if told.possible is False else []
    return told


def _both(some: Iterable[Repair], others: Iterable[Repair]) -> list[Repair]:
    """Groups of bodies that are solved apart need a repair each: every two together, least asking first."""
    pairs = (
        Repair(tuple(sorted((*one.instances, *other.instances), key=lambda part: part.id)), one.asks + other.asks)
        for one, other in product(some, others)
    )
    return sorted(pairs, key=lambda found: (found.asks, len(found.instances), [part.id for part in found.instances]))


class _Oracle:
    """Answers, by a fresh solve each time, whether a set of instances can hold together."""

    def __init__(self, scenario: Scenario, group: tuple[str, ...], control: Control) -> None:
        self.control = control
        self.problem = Problem(scenario, group)
        self.rules = [rule for rule in active(scenario) if rule.kind == "hard"]
        builder = self._built()
        self.model = builder.model
        self.instances = [instance for instance, _ in builder.instances]
        self.literals = [literal for _, literal in builder.instances]
        self.everything: Ids = frozenset(range(len(self.instances)))

    def _built(self, given_up: Container[str] = ()) -> ModelBuilder:
        builder = ModelBuilder(self.problem, explain=True, given_up=given_up)
        for rule in self.rules:
            rule.rule.post(rule, builder)
        return builder

    def feasible(self, on: Ids) -> bool | None:
        """Whether the instances `on` can hold together, whatever becomes of the others; None if the time is up."""
        builder = self._built(frozenset(self.instances[number].id for number in self.everything - on))
        for _, literal in builder.instances:
            builder.model.add(literal == 1)
        status = self._solve(builder.model)[1]
        return {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}.get(status)

    def way_out(self, on: Ids, never: Iterable[Ids] = (), asks: bool = False) -> Ids | None:
        """Instances to give up so that the others hold, `on` among them: as few as found, or those that ask least.

        `never`: earlier ways out, of which at least one part must be kept. None: there is none, or the time is up.
        """
        model = self.model.clone()
        for number in on:
            model.add(self.literals[number] == 1)
        for gone in never:
            model.add_bool_or([self.literals[number] for number in gone])
        weights = [instance.asks if asks else 1 for instance in self.instances]
        model.maximize(cp_model.LinearExpr.weighted_sum(self.literals, weights))
        solver, status = self._solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE) or (asks and status != cp_model.OPTIMAL):
            return None
        return frozenset(number for number in self.everything if not solver.boolean_value(self.literals[number]))

    def hint(self) -> Ids:
        """A core from assumptions: a guess at a conflict, or everything."""
        model = self.model.clone()
        model.add_assumptions(self.literals)
        solver, status = self._solve(model, workers=1)
        if status != cp_model.INFEASIBLE:
            return self.everything
        by_index = {literal.index: number for number, literal in enumerate(self.literals)}
        core = solver.sufficient_assumptions_for_infeasibility()
        return frozenset(by_index[index] for index in core if index in by_index) or self.everything

    def _solve(
        self, model: cp_model.CpModel, workers: int | None = None
    ) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
        solver = cp_model.CpSolver()
        if self.control.over:
            return solver, cp_model.UNKNOWN
        solver.parameters.num_workers = workers or self.control.workers
        solver.parameters.interleave_search = solver.parameters.num_workers > 1
        solver.parameters.random_seed = self.control.seed
        solver.parameters.catch_sigint_signal = False
        if self.control.left is not None:
            solver.parameters.max_time_in_seconds = self.control.left
        self.control.searching(solver.stop_search)
        status = solver.solve(model)
        self.control.searching(None)
        return solver, status


class _Explainer:
    """Finds the conflicts and the repairs of one group of bodies."""

    def __init__(self, oracle: _Oracle, told: Explanation) -> None:
        self.oracle = oracle
        self.told = told
        self.ways_out: list[Ids] = []
        self.found: list[Ids] = []

    def run(self, conflicts: int, repairs: int) -> None:
        """A first conflict from the solver's hint; then repairs, which all conflicts must hit; then the rest."""
        first = self._shrink(self.oracle.hint())
        if first is not None:
            self._keep(first)
        self._find_repairs(repairs)
        while len(self.found) < conflicts:
            candidate = self._smallest_candidate()
            if candidate is None:
                return
            possible = self.oracle.feasible(candidate)
            if possible is False:
                self._keep(candidate)
                continue
            way_out = self.oracle.way_out(candidate) if possible else None
            if way_out is None:
                break
            self.ways_out.append(way_out)
        self.told.complete = False

    def _find_repairs(self, most: int) -> None:
        found: list[Ids] = []
        while len(found) < most:
            way_out = self.oracle.way_out(frozenset(), found, asks=True)
            if way_out is None:
                break
            found.append(way_out)
            instances = self._instances(way_out)
            asks = sum(instance.asks for instance in instances)
            if asks < PHYSICAL or len(found) == 1:
                self.told.repairs.append(Repair(instances, asks))
        self.ways_out += found

    def _shrink(self, core: Ids) -> Ids | None:
        """A minimal conflict inside a guess; None where the guess is none, or the time is up before it is minimal."""
        if self.oracle.feasible(core) is not False:
            return None
        for number in sorted(core, key=lambda number: -self.oracle.instances[number].asks):
            possible = self.oracle.feasible(core - {number})
            if possible is None:
                return None
            if not possible:
                core -= {number}
        return core

    def _keep(self, conflict: Ids) -> None:
        proved = self.oracle.feasible(conflict) is False and all(
            self.oracle.feasible(conflict - {number}) for number in conflict
        )
        self.found.append(conflict)
        self.told.conflicts.append(MinimalConflict(self._instances(conflict), proved))

    def _smallest_candidate(self) -> Ids | None:
        """The smallest set that hits every known way out and holds no known conflict; None: there is none."""
        model = cp_model.CpModel()
        chosen = [model.new_bool_var("") for _ in self.oracle.instances]
        for way_out in self.ways_out:
            model.add_bool_or([chosen[number] for number in way_out])
        for conflict in self.found:
            model.add_bool_or([~chosen[number] for number in conflict])
        model.minimize(sum(chosen))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(model) != cp_model.OPTIMAL:
            return None
        return frozenset(number for number in self.oracle.everything if solver.boolean_value(chosen[number]))

    def _instances(self, ids: Ids) -> tuple[Instance, ...]:
        return tuple(sorted((self.oracle.instances[number] for number in ids), key=lambda instance: instance.id))
