"""From a model to an answer: tier after tier, each with its proof or its gap.

A tier minimises its rules' weighted amounts with the tiers above it held at what they reached. Groups of bodies that
nothing links are solved apart. What comes out is the solver's word only; `planning` has it checked.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from itertools import pairwise

from ortools.sat.python import cp_model

from session_planner.errors import InternalError
from session_planner.problem.graph import components
from session_planner.problem.model import Problem
from session_planner.programme.model import Programme, Segment, TierResult, ordered
from session_planner.rules import active, tiers
from session_planner.rules.base import Active
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.solver import coarse
from session_planner.solver.builder import Charge, ModelBuilder
from session_planner.solver.control import Control, Progress
from session_planner.solver.extract import Placement, programme_of
from session_planner.solver.start import Placed, first_placement
from session_planner.words import N_

_SETTLE_SECONDS = 10.0
_LARGE = 1500
"""Places for pieces (a piece in a sitting) from which on a start of its own is worth its time."""
_SMALL = 200
"""Places below which a tier is minimised at once: asking first whether it can cost nothing takes longer."""
_COARSE_SECONDS = 30.0
_COARSE_SHARE = 0.25
"""How long, or how much of a large tier's time, goes into a bound from its sittings."""
_START_SHARE = 0.3
"""Of the time left: how much the rooms of that start may take."""
_FREE_SHARE = 0.4
"""Of a tier's time: how much may go into asking it to cost nothing."""


@dataclass(slots=True)
class Outcome:
    """What a solve came to: `programme`, or `impossible` (proved), or neither: the time was up before one was found.

    `building`, `searching`: seconds in model building and in the solver; `first`: until a programme was found.
    """

    programme: Programme | None = None
    impossible: bool = False
    interrupted: bool = False
    building: float = 0.0
    searching: float = 0.0
    first: float | None = None
    group: tuple[str, ...] = ()


@dataclass(slots=True)
class _Part:
    """One group of bodies, solved: its segments and how far each tier came."""

    segments: tuple[Segment, ...] | None
    tiers: dict[str, TierResult] = field(default_factory=dict)
    infeasible: bool = False


def solve(
    scenario: Scenario,
    control: Control | None = None,
    given_up: frozenset[str] = frozenset(),
    caps: Mapping[str, int] | None = None,
) -> Outcome:
    """The solver's answer to the scenario, not yet checked.

    `given_up`: ids of instances that need not hold; `caps`: by soft rule, what it may charge at most (weight times
    amount, in each group of bodies that is solved apart).
    """
    control = control or Control()
    outcome = Outcome()
    segments: list[Segment] = []
    reached: dict[str, TierResult] = {}
    for group in components(scenario):
        part = _Search(scenario, group, control, outcome, given_up, caps or {}).run()
        if part.segments is None:
            outcome.impossible, outcome.group = part.infeasible, group
            outcome.interrupted = control.stopped.is_set()
            return outcome
        segments += part.segments
        for id, tier in part.tiers.items():
            so_far = reached.get(id, TierResult(id, 0, 0))
            reached[id] = TierResult(id, so_far.objective + tier.objective, so_far.bound + tier.bound)
    outcome.interrupted = control.stopped.is_set()
    outcome.programme = _answer(scenario, segments, reached, control)
    return outcome


def _answer(scenario: Scenario, segments: list[Segment], reached: dict[str, TierResult], control: Control) -> Programme:
    """The solver's answer, not yet checked: `planning` lets nothing out before the checker has passed it."""
    placed = {segment.ref for segment in segments}
    return Programme(
        ordered(segments),
        scenario.id or "",
        scenario._sha256,
        "feasible",
        tiers=tuple(reached.values()),
        variant=scenario._variant,
        sets=scenario._sets,
        solver={
            "name": "cp-sat",
            "version": version("ortools"),
            "seed": control.seed,
            "workers": control.workers,
            "seconds": round(control.elapsed, 3),
        },
        unscheduled=tuple(ref for ref in outline(scenario).leaves if ref not in placed),
    )


@dataclass(frozen=True, slots=True)
class _Stage:
    """Which tier is worked on, of how many, and how much of the time left it may take."""

    tier: str
    number: int
    tiers: int
    share: float

    def shortened(self, by: float) -> _Stage:
        """The same with a part of its time."""
        return replace(self, share=self.share * by)


class _Search:
    """The solves of one group of bodies."""

    def __init__(
        self,
        scenario: Scenario,
        group: tuple[str, ...],
        control: Control,
        outcome: Outcome,
        given_up: frozenset[str],
        caps: Mapping[str, int],
    ) -> None:
        began = control.elapsed
        self.control = control
        self.outcome = outcome
        self.problem = Problem(scenario, group)
        places = sum(len(piece.sittings) for piece in self.problem.pieces)
        self.large, self.middling = places >= _LARGE, _SMALL <= places < _LARGE
        self.builder = ModelBuilder(self.problem, given_up=given_up)
        self.whole = not given_up
        self.capped: set[str] = set()
        self.soft: dict[str, list[Active]] = {tier.id: [] for tier in tiers(scenario)}
        for rule in active(scenario):
            if rule.kind == "hard":
                rule.rule.post(rule, self.builder)
            elif rule.id in caps:
                self._cap(rule, caps[rule.id])
            else:
                self.soft[rule.tier].append(rule)
        outcome.building += control.elapsed - began

    def _cap(self, rule: Active, most: int) -> None:
        """A soft rule that is in the model from the beginning, since it binds the tiers before its own too."""
        rule.rule.post(rule, self.builder)
        own = [charge for charge in self.builder.costs.get(rule.tier, ()) if charge.instance.rule == rule.id]
        self.builder.model.add(_sum(own) <= most)
        self.capped.add(rule.tier)

    def run(self) -> _Part:
        """Every tier in order; stops at the first that finds nothing. A tier's rules enter the model when it begins."""
        part = _Part(None)
        best = self._start() if self.large else None
        named = [tier for tier, rules in self.soft.items() if rules or tier in self.capped] or [""]
        for number, tier in enumerate(named, 1):
            charges = self._posted(tier)
            if not charges and (best is not None or number < len(named)):
                continue
            if best is not None and self.control.over:
                part.tiers[tier] = TierResult(tier, sum(charge.weight * charge.most for charge in charges), 0)
                continue
            share = 1.0 if number == len(named) else 0.5
            complete = self._fixed(best, _sum(charges)) if best is not None and self.large else None
            best = complete or best
            least = self._coarse_bound(tier, part, share) if self.large else 0
            found, bound = self._minimise(_Stage(tier, number, len(named), share), charges, best)
            if found is None and best is None:
                part.infeasible = bound is None
                return part
            best = found or best
            assert best is not None
            # A solver from before the tier's rules entered the model knows nothing of their amounts.
            known = found or complete
            cost = _cost(charges, best) if known else sum(charge.weight * charge.most for charge in charges)
            part.tiers[tier] = TierResult(tier, cost, max(bound or 0, least))
            self.builder.model.add(_sum(charges) <= cost)
        assert best is not None
        part.tiers = {id: tier for id, tier in part.tiers.items() if id}
        part.segments = programme_of(self.problem, self._placements(self._settle(best)))
        return part

    def _coarse_bound(self, tier: str, part: _Part, share: float) -> int:
        """What the tier costs at least, seen by sittings; found in a part of its time."""
        if self.control.over or not self.whole:
            return 0
        began = self.control.elapsed
        left = _COARSE_SECONDS if self.control.left is None else self.control.left * share * _COARSE_SHARE
        reached = {id: result.objective for id, result in part.tiers.items()}
        scenario, bodies = self.problem.scenario, self.problem.bodies
        found = coarse.bound(scenario, bodies, active(scenario), reached, tier, self.control, left)
        self.outcome.searching += self.control.elapsed - began
        return found

    def _posted(self, tier: str) -> list[Charge]:
        """The charges of a tier, its rules stated in the model now: what comes later only burdens what comes before."""
        began = self.control.elapsed
        for rule in self.soft.get(tier, ()):
            rule.rule.post(rule, self.builder)
        self.outcome.building += self.control.elapsed - began
        return self.builder.costs.get(tier, [])

    def _start(self) -> cp_model.CpSolver | None:
        """A first programme for a large scenario, with its rooms; None where this way finds none."""
        placed = first_placement(self.problem.scenario, self.problem.bodies, self.control)
        if placed is None:
            return None
        model = self.builder.model.clone()
        chosen = self._chosen(placed)
        for piece in self.problem.pieces:
            for sitting in piece.sittings:
                model.add(self.builder.x(piece.index, sitting) == int((piece.index, sitting) in chosen))
            at = next((chosen[piece.index, one] for one in piece.sittings if (piece.index, one) in chosen), None)
            for value, known in zip((self.builder.start, self.builder.length), at or (), strict=False):
                if not isinstance(value(piece.index), int):
                    model.add_hint(value(piece.index), known)
        solver, status = self._run(model, _Stage("", 0, len(self.soft), _START_SHARE))
        return solver if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None

    def _chosen(self, placed: Iterable[Placed]) -> dict[tuple[int, int], tuple[int, int]]:
        """By piece and sitting: start and length, in ticks of this problem."""
        sittings = {(one.body, one.slot.key): one.index for one in self.problem.sittings}
        tasks = {task.ref: task for task in self.problem.tasks}
        found = {}
        for one in placed:
            sitting = sittings[one.sitting]
            pieces = tasks[one.ref].pieces
            piece = next(piece for piece in pieces if sitting in self.problem.pieces[piece].sittings)
            found[piece, sitting] = (one.start, one.length)
        return found

    def _minimise(
        self, stage: _Stage, charges: list[Charge], best: cp_model.CpSolver | None
    ) -> tuple[cp_model.CpSolver | None, int | None]:
        """The solver that holds the best found for a tier, and the bound proved; (None, None): nothing exists at all.

        First the tier is asked to cost nothing: without its freedom the model is far smaller, and a yes is a proof.
        """
        if charges and self.middling and not any(charge.never_free for charge in charges):
            free = self.builder.model.clone()
            free.clear_objective()  # type: ignore[no-untyped-call]
            for charge in charges:
                free.add(charge.amount <= 0)
            solver, status = self._run(free, stage.shortened(_FREE_SHARE), best)
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                return solver, 0
        model = self.builder.model
        model.clear_objective()  # type: ignore[no-untyped-call]
        if charges:
            model.minimize(_sum(charges))
        solver, status = self._run(model, stage, best)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, None if status == cp_model.INFEASIBLE else 0
        return solver, max(0, math.ceil(solver.best_objective_bound - 1e-6)) if charges else 0

    def _run(
        self, model: cp_model.CpModel, stage: _Stage, best: cp_model.CpSolver | None = None
    ) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
        began = self.control.elapsed
        solver = self._solver(stage.share)
        if self.control.over:
            return solver, cp_model.UNKNOWN
        if best is not None:
            _hint(model, best)
        watch = _Watch(self.control, stage)
        self.control.searching(solver.stop_search)
        status = solver.solve(model, watch)
        self.control.searching(None)
        self.outcome.searching += self.control.elapsed - began
        if watch.first is not None and self.outcome.first is None:
            self.outcome.first = watch.first
        if status == cp_model.MODEL_INVALID:
            raise InternalError(N_("the model is not valid: {reason}"), reason=model.validate())
        return solver, status

    def _solver(self, share: float) -> cp_model.CpSolver:
        """Several workers take turns on a small model, so that the answer is the same each time.

        One turn at a time: in batches, OR-Tools 9.15 aborts the process where a worker finds the model infeasible
        while loading it. On a large model, which the time limit ends anyway, the workers run side by side.
        """
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self.control.workers
        solver.parameters.random_seed = self.control.seed
        solver.parameters.interleave_search = self.control.workers > 1 and not self.large
        solver.parameters.interleave_batch_size = 1
        solver.parameters.catch_sigint_signal = False
        if self.control.left is not None:
            solver.parameters.max_time_in_seconds = self.control.left * share
        return solver

    def _settle(self, best: cp_model.CpSolver) -> cp_model.CpSolver:
        """Moves every start as early as what was decided allows, so that no idle gap is left to chance."""
        return self._fixed(best, sum(self.builder.start(piece.index) for piece in self.problem.pieces)) or best

    def _fixed(self, best: cp_model.CpSolver, objective: cp_model.LinearExprT) -> cp_model.CpSolver | None:
        """The same sittings, rooms, lengths and order, with the least `objective` that they allow.

        It also gives a value to what has entered the model since, without which a hint is easily lost.
        """
        model = self.builder.model.clone()
        for choice in self.builder.choices():
            model.add(choice == best.value(choice))
        for body in self.problem.bodies:
            for first, second in pairwise(self._in_order(body, best)):
                model.add(self.builder.end(first) <= self.builder.start(second))
        model.minimize(objective)
        _hint(model, best)
        solver = self._solver(1.0)
        solver.parameters.num_workers = 1
        solver.parameters.interleave_search = False
        solver.parameters.max_time_in_seconds = _SETTLE_SECONDS
        return solver if solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None

    def _in_order(self, body: str, best: cp_model.CpSolver) -> list[int]:
        """The pieces that a body takes up, in the order of time."""
        placed = [
            piece
            for task in self.problem.tasks_of[body]
            for piece in task.pieces
            if best.value(self.builder.is_placed(piece))
        ]
        return sorted(placed, key=lambda piece: best.value(self.builder.start(piece)))

    def _placements(self, best: cp_model.CpSolver) -> list[Placement]:
        found = []
        for piece in self.problem.pieces:
            for sitting in piece.sittings:
                if best.value(self.builder.x(piece.index, sitting)):
                    rooms = (
                        room for room in range(len(self.problem.rooms)) if best.value(self.builder.room(sitting, room))
                    )
                    found.append(
                        Placement(
                            piece.index,
                            sitting,
                            best.value(self.builder.start(piece.index)),
                            best.value(self.builder.length(piece.index)),
                            next(rooms, None),
                        )
                    )
        return found


class _Watch(cp_model.CpSolverSolutionCallback):
    """Tells the control of each better programme."""

    def __init__(self, control: Control, stage: _Stage) -> None:
        super().__init__()
        self._control = control
        self._stage = stage
        self.first: float | None = None

    def on_solution_callback(self) -> None:
        """Called by the solver."""
        if self.first is None:
            self.first = self._control.elapsed
        if self._control.stopped.is_set():
            self.stop_search()
        if self._control.watch is not None:
            best, bound = round(self.objective_value), max(0, math.ceil(self.best_objective_bound - 1e-6))
            stage = self._stage
            told = Progress(stage.tier, stage.number, stage.tiers, best, bound, self._control.elapsed)
            self._control.watch(told)


def _sum(charges: list[Charge]) -> cp_model.LinearExprT:
    return cp_model.LinearExpr.weighted_sum(
        [charge.amount for charge in charges], [charge.weight for charge in charges]
    )


def _cost(charges: list[Charge], found: cp_model.CpSolver) -> int:
    return sum(charge.weight * found.value(charge.amount) for charge in charges)


def _hint(model: cp_model.CpModel, found: cp_model.CpSolver | None) -> None:
    model.clear_hints()  # type: ignore[no-untyped-call]
    if found is not None:
        values = list(found.response_proto.solution)
        model.proto.solution_hint.vars.extend(range(len(values)))
        model.proto.solution_hint.values.extend(values)
