"""The least change of a published programme, found near what must move, and proved for the whole.

A large programme is not searched as a whole for a change that concerns few. The bodies of which something breaks a
rule now are free, all others stay at their times (not in their rooms): what that comes to is an answer. The free
bodies alone, as if there were no others, can only come to less: that is the bound. Where the two meet, the least
change is proved; and since it is these bodies' alone, it is also proved that nothing of the others moves, so that
everything after it is as exact. Where they do not meet, those who stand in the way become free too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ortools.sat.python import cp_model

from session_planner.problem.model import Problem
from session_planner.programme.model import Segment, TierResult
from session_planner.rules import active, tiers
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.solver.builder import ModelBuilder
from session_planner.solver.control import Control
from session_planner.solver.extract import programme_of
from session_planner.solver.runs import FOUND, Runs, Stage, at_least, cost, total
from session_planner.solver.standing import ROOMS, Standing, costs_less, disturbed, together
from session_planner.solver.start import families
from session_planner.solver.tiers import LARGE, Outcome, Part, TierSearch, free_places, placements

CHANGES = ("affected-delegates", "moved-segments", "moved-minutes", "moved-rooms")
"""The rules about change."""
_MOVED = "moved-segments"
"""The one that charges for everything that is not where it was."""
_FROM = 200
"""Places for pieces from which on a part of a scenario is worth looking at by itself."""
_ROUNDS = 6
_SHARE = 0.25
"""Of the time left: how much one tier of change, or one bound, may take."""
_AFTER_SHARE = 0.1
"""Of the time left: how much a tier may take that comes after the change."""


def replanned(scenario: Scenario, group: Sequence[str], control: Control, outcome: Outcome) -> Part | None:
    """The programme of a group that changes least; None where it must be solved as any other.

    That is where it is small, where other wishes come before those about change, and where nothing was found.
    """
    problem = Problem(scenario, group)
    leading = leading_tiers(scenario)
    if leading is None or free_places(problem) < _FROM:
        return None
    return _Nearby(problem, leading, control, outcome).run()


def leading_tiers(scenario: Scenario) -> tuple[str, ...] | None:
    """The tiers up to that which charges for every move; None where they hold anything that others may cost."""
    soft = [rule for rule in active(scenario) if rule.kind == "soft"]
    moved = next((rule for rule in soft if rule.id == _MOVED and rule.weight), None)
    if moved is None:
        return None
    order = [tier.id for tier in tiers(scenario)]
    leading = order[: order.index(moved.tier) + 1]
    known = all(rule.id in CHANGES or rule.rule.kind == "hard" for rule in soft if rule.tier in leading)
    return tuple(tier for tier in leading if any(rule.tier == tier for rule in soft)) if known else None


class _Nearby:
    """The rounds of one group: who is free, what that comes to, and what it must come to at least."""

    def __init__(self, problem: Problem, leading: tuple[str, ...], control: Control, outcome: Outcome) -> None:
        self.scenario = problem.scenario
        self.group = problem.bodies
        self.leading = leading
        self.control = control
        self.outcome = outcome
        self.families = families(outline(self.scenario), self.group)
        self.standing = Standing(problem)
        self.best: TierSearch | None = None
        self.reached: dict[str, int] | None = None

    def run(self) -> Part | None:
        """Frees more bodies until an answer is proved, or the time is over."""
        broken = disturbed(self.scenario, self.standing.segments(), self.group)
        free = together(self.families, self.standing.loose | broken)
        bounds: dict[str, int] = {}
        for _ in range(_ROUNDS):
            self._try(free)
            alone = Alone(self.scenario, [body for body in self.group if body in free], self.control, self.outcome)
            bounds = {tier: alone.least(tier, self.reached or {}) for tier in self.leading}
            if alone.infeasible:
                return Part(None, infeasible=True)
            if self.reached is not None and all(bounds[tier] >= self.reached.get(tier, 0) for tier in self.leading):
                return self._answer(bounds, proved=True)
            more = self._in_the_way(free, alone)
            if self.control.over or not more - free:
                break
            free |= more
        return self._answer(bounds, proved=False) if self.best else None

    def _try(self, free: set[str]) -> None:
        """What the change comes to with these bodies free, all others at their times."""
        if self.control.over:
            return
        problem = Problem(self.scenario, self.group, pinned=self.standing.pinned(free))
        search = TierSearch(problem, self.control, self.outcome)
        self.standing.pin(search.builder)
        self.standing.hint(search.builder)
        if not search.reach(self.leading, _SHARE) or search.best is None:
            return
        reached = {tier: result.objective for tier, result in search.part.tiers.items()}
        if costs_less(reached, self.reached, self.leading):
            self.best, self.reached = search, reached

    def _in_the_way(self, free: set[str], alone: Alone) -> set[str]:
        """With the free bodies where they would go if they were alone: who could not stay; for rooms alone, last."""
        segments = (*alone.segments(), *self.standing.segments(leaving_out=free))
        in_the_way = disturbed(self.scenario, segments, self.group, ROOMS) - free
        if not in_the_way:
            in_the_way = disturbed(self.scenario, segments, self.group) - free
        return together(self.families, in_the_way)

    def _answer(self, bounds: Mapping[str, int], proved: bool) -> Part:
        """The tiers after the change on the same model; their bounds hold for the whole if nobody else can move."""
        assert self.best is not None
        search = self.best
        search.part.tiers = {
            tier: TierResult(tier, result.objective, min(result.objective, bounds.get(tier, 0)))
            for tier, result in search.part.tiers.items()
        }
        change = {rule.tier for rule in active(self.scenario) if rule.id in CHANGES and rule.kind == "soft"}
        for tier in search.named:
            if tier not in self.leading:
                search.reach([tier], _SHARE if tier in change else _AFTER_SHARE)
                if not proved and tier in search.part.tiers:
                    search.part.tiers[tier] = TierResult(tier, search.part.tiers[tier].objective, 0)
            if all(known in search.part.tiers and search.part.tiers[known].proved for known in change):
                self.outcome.least = self.outcome.least or self.control.elapsed
        return search.finished()


class Alone:
    """Some bodies as if there were no others: whatever they come to, with the others it is no less.

    Only rules are asked that ask of some bodies no more than of all: the ones that are hard by default, and change.
    """

    def __init__(self, scenario: Scenario, bodies: Sequence[str], control: Control, outcome: Outcome) -> None:
        began = control.elapsed
        self.problem = Problem(scenario, bodies)
        self.builder = ModelBuilder(self.problem)
        self.infeasible = False
        self.runs = Runs(control, outcome, free_places(self.problem) >= LARGE)
        self.found: cp_model.CpSolver | None = None
        for rule in active(scenario):
            if rule.rule.kind == "hard" or (rule.id in CHANGES and rule.kind == "soft"):
                rule.rule.post(rule, self.builder)
        outcome.building += control.elapsed - began

    def least(self, tier: str, reached: Mapping[str, int]) -> int:
        """What a tier costs at least, with the tiers before it at no more than they `reached`."""
        charges = self.builder.costs.get(tier, [])
        self.builder.model.clear_objective()  # type: ignore[no-untyped-call]
        if charges:
            self.builder.model.minimize(total(charges))
        solver, status = self.runs.run(self.builder.model, Stage(tier, 0, 0, _SHARE), self.found, counts=False)
        self.infeasible = self.infeasible or status == cp_model.INFEASIBLE
        if status in FOUND:
            self.found = solver
        if not charges or status not in FOUND:
            return 0
        self.builder.model.add(total(charges) <= reached.get(tier, cost(charges, solver)))
        return at_least(solver)

    def segments(self) -> tuple[Segment, ...]:
        """Where they would go; none where that was not found."""
        if self.found is None:
            return ()
        return programme_of(self.problem, placements(self.builder, self.found))
