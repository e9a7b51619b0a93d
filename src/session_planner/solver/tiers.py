"""One group of bodies solved tier after tier, each with its proof or its gap.

A tier minimises its rules' weighted amounts with the tiers above it held at what they reached; its rules enter the
model when it begins. Between the model (`builder`), its single solves (`runs`) and the answer (`search`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ortools.sat.python import cp_model

from session_planner.problem.model import Problem
from session_planner.programme.model import Programme, Segment, TierResult
from session_planner.rules import active, tiers
from session_planner.rules.base import Active
from session_planner.solver import coarse
from session_planner.solver.blocks import Charge
from session_planner.solver.builder import ModelBuilder
from session_planner.solver.control import Control
from session_planner.solver.extract import Placement, programme_of
from session_planner.solver.runs import FOUND, Runs, Stage, at_least, cost, hint, most, total
from session_planner.solver.standing import Standing, as_published
from session_planner.solver.start import Placed, first_placement

_SETTLE_SECONDS = 10.0
LARGE = 1500
"""Places for pieces (a piece in a sitting) from which on a start of its own is worth its time."""
_SMALL = 200
"""Places below which a tier is minimised at once: asking first whether it can cost nothing takes longer."""
_COARSE_SECONDS = 30.0
_COARSE_SHARE = 0.25
"""How long, or how much of a large tier's time, goes into a bound from its sittings."""
_START_SHARE = 0.3
"""Of the time left: how much the rooms of that start may take."""
_TIER_SHARE = 0.5
"""Of the time left: how much a tier may take that others come after."""
_FREE_SHARE = 0.4
"""Of a tier's time: how much may go into asking it to cost nothing."""


@dataclass(slots=True)
class Outcome:
    """What a solve came to: `programme`, or `impossible` (proved), or neither: the time was up before one was found.

    `building`, `searching`: seconds in model building and in the solver; `first`: until a programme was found;
    `least`: until the least change of a published programme was proved.
    """

    programme: Programme | None = None
    impossible: bool = False
    interrupted: bool = False
    building: float = 0.0
    searching: float = 0.0
    first: float | None = None
    least: float | None = None
    group: tuple[str, ...] = ()


@dataclass(slots=True)
class Part:
    """One group of bodies, solved: its segments and how far each tier came."""

    segments: tuple[Segment, ...] | None
    tiers: dict[str, TierResult] = field(default_factory=dict)
    infeasible: bool = False


class TierSearch:
    """The solves of one group of bodies."""

    def __init__(
        self,
        problem: Problem,
        control: Control,
        outcome: Outcome,
        given_up: frozenset[str] = frozenset(),
        caps: Mapping[str, int] | None = None,
        at_least: Mapping[str, int] | None = None,
    ) -> None:
        began = control.elapsed
        self.control = control
        self.outcome = outcome
        self.problem = problem
        places = free_places(problem)
        self.large, self.middling = places >= LARGE, _SMALL <= places < LARGE
        self.runs = Runs(control, outcome, self.large)
        self.builder = ModelBuilder(problem, given_up=given_up)
        self.builder.fill_in_turn()
        self.whole = not given_up
        self.at_least = at_least or {}
        """By tier: what it is known to cost at least, with those before it at no more than the search begins with."""
        self.best: cp_model.CpSolver | None = None
        self.begun = False
        self._stated: set[str] = set()
        self.part = Part(None)
        capped: set[str] = set()
        self.soft: dict[str, list[Active]] = {tier.id: [] for tier in tiers(problem.scenario)}
        for rule in active(problem.scenario):
            if rule.kind == "hard":
                rule.rule.post(rule, self.builder)
            elif caps and (rule.id in caps or rule.tier in caps):
                rule.rule.post(rule, self.builder)
                capped.add(rule.tier)
            else:
                self.soft[rule.tier].append(rule)
        for name, at_most in (caps or {}).items():
            self._cap(name, at_most)
        self.named = tuple(tier for tier, rules in self.soft.items() if rules or tier in capped) or ("",)
        outcome.building += control.elapsed - began

    def _cap(self, name: str, at_most: int) -> None:
        """A soft rule, or a tier, that is in the model from the beginning, since it binds the tiers before it too."""
        costs = self.builder.costs.items()
        own = [charge for tier, charges in costs for charge in charges if name in (charge.instance.rule, tier)]
        if own:
            self.builder.model.add(total(own) <= at_most)

    def begin(self, programme: Programme) -> bool:
        """The search begins from a programme, if that is one of this scenario; else it is only hinted at."""
        standing = Standing(self.problem, as_published(programme, self.problem.outline))
        model = self.builder.model.clone()
        if standing.fix(self.builder, model):
            solver, status = self.runs.run(model, Stage("", 0, len(self.soft), _START_SHARE))
            self.best, self.begun = (solver, True) if status in FOUND else (self.best, False)
        if not self.begun:
            standing.hint(self.builder, {})
        return self.begun

    def run(self) -> Part:
        """Every tier in order; stops at the first that finds nothing."""
        if self.large and not self.begun:
            self.best = self._start()
        found = self.reach(self.named[:-1]) and self.reach(self.named[-1:], 1.0)
        return self.finished() if found else self.part

    def reach(self, wanted: Iterable[str], share: float = _TIER_SHARE) -> bool:
        """Takes these tiers, the next in order, as far as they come; False where there is no programme."""
        return all(self._tier(tier, share) for tier in wanted)

    def ask(self, known: Mapping[str, int], share: float = _TIER_SHARE) -> bool:
        """Whether these tiers, the next in order, come to no more than what they are known to cost at least."""
        charges = {tier: self.posted(tier) for tier in known}
        model = self.builder.model.clone()
        model.clear_objective()  # type: ignore[no-untyped-call]
        for tier, least in known.items():
            model.add(total(charges[tier]) <= least)
        last = self.named.index([*known][-1])
        solver, status = self.runs.run(model, Stage(self.named[last], last + 1, len(self.named), share), self.best)
        if status not in FOUND:
            return False
        self.best = solver
        for tier, least in known.items():
            self.builder.model.add(total(charges[tier]) <= least)
            if charges[tier]:
                self.part.tiers[tier] = TierResult(tier, least, least)
        return True

    def _tier(self, tier: str, share: float) -> bool:
        """One tier; where nothing was found yet and it charges nothing, the last finds a programme."""
        charges = self.posted(tier)
        if not charges and (self.best is not None or tier != self.named[-1]):
            return True
        if self.best is not None and self.control.over and not self.begun:
            self.part.tiers[tier] = TierResult(tier, most(charges), 0)
            return True
        stage = Stage(tier, self.named.index(tier) + 1, len(self.named), share)
        complete = self.completed(charges) if self.large or self.begun else False
        least = self._known(tier)
        if complete and self.best is not None and (cost(charges, self.best) <= least or self.control.over):
            return self._reached(tier, charges, cost(charges, self.best), least)
        least = max(least, self._coarse_bound(stage) if self.large else 0)
        found, bound = self._minimise(stage, charges, least > 0)
        if found is None and self.best is None:
            self.part.infeasible = bound is None
            return False
        self.best = found or self.best
        assert self.best is not None
        # A solver from before the tier's rules entered the model knows nothing of their amounts.
        reached = cost(charges, self.best) if found or complete else most(charges)
        return self._reached(tier, charges, reached, max(bound or 0, least))

    def _reached(self, tier: str, charges: Sequence[Charge], reached: int, bound: int) -> bool:
        self.part.tiers[tier] = TierResult(tier, reached, bound)
        self.builder.model.add(total(charges) <= reached)
        return True

    def _known(self, tier: str) -> int:
        """What is known that a tier costs at least: nothing may have cost more before it than it was known for."""
        return self.at_least.get(tier, 0) if self.begun else 0

    def completed(self, charges: Sequence[Charge]) -> bool:
        """Gives what was found its least cost in a tier that has entered the model since; False where it has none."""
        complete = self._fixed(self.best, total(charges)) if self.best is not None else None
        self.best = complete or self.best
        return complete is not None

    def finished(self) -> Part:
        """What was found, with every start as early as it can be."""
        assert self.best is not None
        self.part.tiers = {id: tier for id, tier in self.part.tiers.items() if id}
        self.part.segments = programme_of(self.problem, placements(self.builder, self._settle(self.best)))
        return self.part

    def _coarse_bound(self, stage: Stage) -> int:
        """What the tier costs at least, seen by sittings; found in a part of its time."""
        if self.control.over or not self.whole:
            return 0
        began = self.control.elapsed
        left = _COARSE_SECONDS if self.control.left is None else self.control.left * stage.share * _COARSE_SHARE
        reached = {id: result.objective for id, result in self.part.tiers.items()}
        scenario, bodies = self.problem.scenario, self.problem.bodies
        found = coarse.bound(scenario, bodies, active(scenario), reached, stage.tier, self.control, left)
        self.outcome.searching += self.control.elapsed - began
        return found

    def posted(self, tier: str) -> list[Charge]:
        """The charges of a tier, its rules stated in the model now: what comes later only burdens what comes before."""
        began = self.control.elapsed
        for rule in self.soft.get(tier, ()) if tier not in self._stated else ():
            rule.rule.post(rule, self.builder)
        self._stated.add(tier)
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
        solver, status = self.runs.run(model, Stage("", 0, len(self.soft), _START_SHARE))
        return solver if status in FOUND else None

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
        self, stage: Stage, charges: Sequence[Charge], costly: bool = False
    ) -> tuple[cp_model.CpSolver | None, int | None]:
        """The solver that holds the best found for a tier, and the bound proved; (None, None): nothing exists at all.

        First the tier is asked to cost nothing, unless it is known to be `costly`: without its freedom the model is far
        smaller, and a yes is a proof.
        """
        if charges and self.middling and not costly and not any(charge.never_free for charge in charges):
            free = self.builder.model.clone()
            free.clear_objective()  # type: ignore[no-untyped-call]
            for charge in charges:
                free.add(charge.amount <= 0)
            solver, status = self.runs.run(free, stage.shortened(_FREE_SHARE), self.best)
            if status in FOUND:
                return solver, 0
        model = self.builder.model
        model.clear_objective()  # type: ignore[no-untyped-call]
        if charges:
            model.minimize(total(charges))
        solver, status = self.runs.run(model, stage, self.best)
        if status not in FOUND:
            return None, None if status == cp_model.INFEASIBLE else 0
        return solver, at_least(solver) if charges else 0

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
        turns = (turn for body in self.problem.bodies for turn in self._in_order(body, best))
        for turn in turns:
            for first, second in pairwise(turn):
                model.add(self.builder.end(first) <= self.builder.start(second))
        model.minimize(objective)
        hint(model, best)
        solver = self.runs.solver(1.0)
        solver.parameters.num_workers = 1
        solver.parameters.interleave_search = False
        solver.parameters.max_time_in_seconds = _SETTLE_SECONDS
        return solver if solver.solve(model) in FOUND else None

    def _in_order(self, body: str, best: cp_model.CpSolver) -> list[list[int]]:
        """The pieces that a body takes up one after another, in order of time: of several chambers those of each."""
        b, chambers = self.builder, self.problem.outline.bodies[body].chambers
        turns: dict[int, list[int]] = defaultdict(list)
        for task in self.problem.tasks_of[body]:
            for piece in task.pieces:
                for sitting in self.problem.pieces[piece].sittings:
                    if best.value(b.x(piece, sitting)):
                        turns[sitting if chambers > 1 else 0].append(piece)
        return [sorted(turn, key=lambda piece: best.value(b.start(piece))) for turn in turns.values()]


def placements(b: ModelBuilder, found: cp_model.CpSolver) -> list[Placement]:
    """Where everything is in what was found."""
    places = []
    for piece in b.problem.pieces:
        for sitting in piece.sittings:
            if found.value(b.x(piece.index, sitting)):
                rooms = (room for room in range(len(b.problem.rooms)) if found.value(b.room(sitting, room)))
                places.append(
                    Placement(
                        piece.index,
                        sitting,
                        found.value(b.start(piece.index)),
                        found.value(b.length(piece.index)),
                        next(rooms, None),
                    )
                )
    return places


def free_places(problem: Problem) -> int:
    """Places for pieces, a piece in a sitting: how large a problem is, apart from what is pinned."""
    pinned = {ref for tasks in problem.pinned.values() for ref in tasks}
    return sum(len(piece.sittings) for piece in problem.pieces if problem.tasks[piece.task].ref not in pinned)
