"""From a problem to its answer by way of the grid.

Tier after tier, the grid's cost is minimised: what it charges is a part of what the programme costs, so its bound is a
bound. Its answer is then packed into chambers, and the whole model, with sittings and rooms as they were found, puts
the items of each sitting in the order that costs least by the rules that look at times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from session_planner.problem.model import Problem
from session_planner.programme.model import TierResult
from session_planner.rules import active, tiers
from session_planner.rules.base import Active
from session_planner.solver.blocks import Charge
from session_planner.solver.control import Control
from session_planner.solver.extract import Placement, programme_of
from session_planner.solver.grid.builder import BUILT_IN, GridBuilder, NotOnGridError
from session_planner.solver.grid.packing import Hours, UndecidedError, in_turn, packed
from session_planner.solver.runs import FOUND, Runs, Stage, at_least, cost, most, total
from session_planner.solver.tiers import Outcome, Part, TierSearch

_LAST = 0.9
"""Of the time left: how much the grid's last tier may take; the rest is for the order inside sittings."""
_LARGE = 500
"""Hours for items from which on the workers run side by side: a proof then takes a third of the time."""
_STRATEGIES = ("max_lp",)
"""The grid's bound comes from its relaxation; programmes come from searches near what was found."""


@dataclass(slots=True)
class Stated:
    """The grid with its rules: by tier what it charges, and the soft rules of which that is not all."""

    builder: GridBuilder
    tiers: dict[str, list[Charge]] = field(default_factory=dict)
    beyond: set[str] = field(default_factory=set)


def stated(problem: Problem) -> Stated | None:
    """The grid of a problem with all that its rules say on it; None where a hard rule looks beyond it."""
    rules = active(problem.scenario)
    hard = {rule.id for rule in rules if rule.kind == "hard"}
    if not hard >= BUILT_IN:
        return None
    try:
        found = Stated(GridBuilder(problem))
        for rule in rules:
            if rule.kind == "hard" and rule.id not in BUILT_IN:
                rule.rule.post(rule, found.builder)
    except NotOnGridError:
        return None
    if found.builder.asked_moments:
        return None
    for tier in tiers(problem.scenario):
        for rule in rules:
            if rule.kind == "soft" and rule.tier == tier.id and not _charged(rule, found.builder):
                found.beyond.add(rule.id)
        found.tiers[tier.id] = found.builder.costs[tier.id]
    found.builder.fill_rooms()
    return found


def _charged(rule: Active, builder: GridBuilder) -> bool:
    """Whether the grid charges all of a soft rule; of one that it can't, nothing that it stated before is charged."""
    before = len(builder.costs[rule.tier])
    builder.asked_moments = False
    try:
        rule.rule.post(rule, builder)
    except NotOnGridError:
        del builder.costs[rule.tier][before:]
        return False
    return not builder.asked_moments


def solved(problem: Problem, control: Control, outcome: Outcome) -> Part | None:
    """The answer to a problem that the grid holds; None where it does not, or finds nothing in its time."""
    began = control.elapsed
    grid = stated(problem)
    outcome.building += control.elapsed - began
    if grid is None:
        return None
    search = _Search(grid, control, outcome)
    while True:
        answer = search.answer()
        if answer is None:
            return Part(None, infeasible=True) if search.impossible else None
        try:
            placements = _packed(grid.builder, answer, control)
        except UndecidedError:
            return None
        if placements is not None:
            break
    if not grid.beyond:
        return Part(programme_of(problem, placements), search.reached)
    return _ordered(problem, placements, search.reached, control, outcome)


class _Search:
    """The solves of one grid."""

    def __init__(self, grid: Stated, control: Control, outcome: Outcome) -> None:
        self.grid = grid
        self.control = control
        self.runs = Runs(control, outcome, grid.builder.places >= _LARGE, _STRATEGIES)
        self.reached: dict[str, TierResult] = {}
        self.impossible = False
        self.best: cp_model.CpSolver | None = None

    def answer(self) -> cp_model.CpSolver | None:
        """The best found, every tier in order; None where there is none."""
        model = self.grid.builder.model.clone()
        named = [tier for tier, charges in self.grid.tiers.items() if charges] or [""]
        self.reached = {}
        found = None
        for number, tier in enumerate(named, 1):
            charges = self.grid.tiers.get(tier, [])
            model.clear_objective()  # type: ignore[no-untyped-call]
            if charges:
                model.minimize(total(charges))
            share = _LAST if number == len(named) else 0.5
            solver, status = self.runs.run(model, Stage(tier, number, len(named), share), found or self.best)
            bound = 0
            if status in FOUND:
                found, bound = solver, at_least(solver)
            elif found is None:
                self.impossible = status == cp_model.INFEASIBLE
                return None
            if charges:
                self.reached[tier] = TierResult(tier, cost(charges, found), bound)
                model.add(total(charges) <= self.reached[tier].objective)
        self.best = found
        return found


def _packed(builder: GridBuilder, found: cp_model.CpSolver, control: Control) -> list[Placement] | None:
    """Where everything is; None where some items do not go into their chambers, which the grid then knows."""
    placements: list[Placement] = []
    fits = True
    for body in builder.problem.bodies:
        for group in builder.problem.together_of[body]:
            hours = builder.hours(group, found)
            if not hours.pieces:
                continue
            rooms = packed(hours, control)
            if rooms is None:
                fits = False
                builder.cannot(hours)
            else:
                placements += _placements(builder.problem, hours, rooms)
    return placements if fits else None


def _placements(problem: Problem, hours: Hours, rooms: dict[int, int]) -> list[Placement]:
    """Chambers in the order of their rooms, items in the order of the agenda."""
    inside: dict[int, list[int]] = defaultdict(list)
    for piece in sorted(rooms, key=lambda one: problem.tasks[problem.pieces[one].task].order):
        inside[rooms[piece]].append(piece)
    found = []
    for sitting, room in zip(hours.group, sorted(inside), strict=False):
        starts = in_turn(inside[room], hours.pieces, sitting)
        found += [Placement(piece, sitting.index, at, hours.pieces[piece], room) for piece, at in starts.items()]
    return found


def _ordered(
    problem: Problem,
    placements: Sequence[Placement],
    reached: dict[str, TierResult],
    control: Control,
    outcome: Outcome,
) -> Part | None:
    """The same hours and rooms, the items of each in the chambers and the order that the rules of time like best."""
    held: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in placements:
        sitting = problem.sittings[one.sitting]
        held[sitting.body, sitting.start].add(sitting.slot.key)
    pinned: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for one in placements:
        task, sitting = problem.tasks[problem.pieces[one.piece].task], problem.sittings[one.sitting]
        pinned[task.body][task.ref] = frozenset(held[sitting.body, sitting.start])
    rooms = {one.sitting: one.room for one in placements}
    search = TierSearch(Problem(problem.scenario, problem.bodies, pinned=pinned), control, outcome)
    for index, room in rooms.items():
        assert room is not None
        search.builder.any_of([search.builder.room(index, room)])
    part = search.run()
    if part.infeasible:
        return None
    if part.segments is None:
        return _unordered(problem, placements, reached, search)
    known = True
    for tier, result in part.tiers.items():
        on_grid = reached.get(tier, TierResult(tier, 0, 0))
        part.tiers[tier] = TierResult(tier, result.objective, on_grid.bound if known else 0)
        # What a tier costs beyond the grid leaves room for those after it that the grid did not have.
        known = known and result.objective <= on_grid.objective
    return part


def _unordered(
    problem: Problem, placements: Sequence[Placement], reached: dict[str, TierResult], search: TierSearch
) -> Part:
    """What was found as it was packed, for want of time: of what it costs no more is known than what it can at most."""
    charges = {tier: charges for tier in search.named if (charges := search.posted(tier))}
    found = {tier: TierResult(tier, most(charges), 0) for tier, charges in charges.items()}
    for first in list(found)[:1]:
        bound = reached[first].bound if first in reached else 0
        found[first] = TierResult(first, found[first].objective, bound)
    return Part(programme_of(problem, placements), found)
