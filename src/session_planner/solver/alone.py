"""Bounds for a least change: what some bodies come to at least, as if there were no others.

For `replanning`. Whatever bodies come to alone, with the others it is no less: nobody makes room for anybody. Only
rules are asked that ask of some bodies no more than of all: the ones that are hard by default, and those about change.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import dropwhile

from ortools.sat.python import cp_model

from session_planner.problem.model import Problem
from session_planner.rules import active
from session_planner.rules.affected_delegates import followed_by
from session_planner.rules.moved_segments import least_move
from session_planner.rules.published import entries, gone
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.solver.blocks import Charge
from session_planner.solver.builder import ModelBuilder
from session_planner.solver.control import Control
from session_planner.solver.extract import Placement
from session_planner.solver.runs import FOUND, Runs, Stage, at_least, cost, total
from session_planner.solver.tiers import LARGE, Outcome, free_places, placements

AFFECTED, MOVED = "affected-delegates", "moved-segments"
CHANGES = (AFFECTED, MOVED, "moved-minutes", "moved-rooms")
"""The rules about change."""
SHARE = 0.25
"""Of the time left: how much one tier of change, or one bound, may take."""
_APART_SHARE = 0.5
"""The same, for many families together."""


class Alone:
    """Some bodies that are looked at together."""

    def __init__(
        self, scenario: Scenario, bodies: Sequence[str], control: Control, outcome: Outcome, share: float = SHARE
    ) -> None:
        began = control.elapsed
        self.share = share
        self.problem = Problem(scenario, bodies)
        self.builder = ModelBuilder(self.problem)
        self.infeasible = False
        self.runs = Runs(control, outcome, free_places(self.problem) >= LARGE)
        self.found: cp_model.CpSolver | None = None
        for rule in active(scenario):
            if rule.rule.kind == "hard" or (rule.id in CHANGES and rule.kind == "soft"):
                rule.rule.post(rule, self.builder)
        outcome.building += control.elapsed - began

    def least(self, tiers: Sequence[str]) -> dict[str, int]:
        """What tiers come to at least, each with those before it at their least; as far as that is proved."""
        found: dict[str, int] = {}
        model = self.builder.model.clone()
        for tier in tiers:
            solver, status = self._minimised(model, tier)
            self.infeasible = status == cp_model.INFEASIBLE
            if status != cp_model.OPTIMAL:
                break
            charges = self.builder.costs.get(tier, [])
            found[tier] = cost(charges, solver)
            model.add(total(charges) <= found[tier])
        return found

    def bounds(self, reached: Mapping[str, int]) -> dict[str, int]:
        """What each of some tiers costs at least, with those before it at no more than they reached."""
        found: dict[str, int] = {}
        model = self.builder.model.clone()
        for tier, known in reached.items():
            solver, status = self._minimised(model, tier)
            charges = self.builder.costs.get(tier, [])
            found[tier] = at_least(solver) if charges and status in FOUND else 0
            model.add(total(charges) <= known)
        return found

    def _minimised(self, model: cp_model.CpModel, tier: str) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
        charges = self.builder.costs.get(tier, [])
        model.clear_objective()  # type: ignore[no-untyped-call]
        if charges:
            model.minimize(total(charges))
        solver, status = self.runs.run(model, Stage(tier, 0, 0, self.share), self.found, counts=False)
        if status in FOUND:
            self.found = solver
        return solver, status

    def placements(self) -> list[Placement]:
        """Where they would go; nothing where that was not found."""
        return placements(self.builder, self.found) if self.found is not None else []

    def at_least(self, tier: str, limits: Mapping[str, int]) -> int:
        """What a tier comes to at least, with others at no more than some limits; 0 where that is not known."""
        model = self.builder.model.clone()
        for other, limit in limits.items():
            model.add(total(self.builder.costs.get(other, [])) <= limit)
        solver, status = self._minimised(model, tier)
        return at_least(solver) if status in FOUND and self.builder.costs.get(tier) else 0

    def cannot_stay(self, but: Container[tuple[str, ...]] = ()) -> Iterator[tuple[str, ...]]:
        """The published entries (keys) that are in their places in no programme of these bodies.

        Those alone are asked of that have moved in what was found last; `but`: of these it is known.
        """
        found = self.found
        for charge in self._charged(MOVED) if found is not None else ():
            if found is not None and charge.instance.key not in but and found.value(charge.amount):
                model = self.builder.model.clone()
                model.clear_objective()  # type: ignore[no-untyped-call]
                model.add(charge.amount <= 0)
                stage = Stage("", 0, 0, self.share)
                if self.runs.run(model, stage, counts=False)[1] == cp_model.INFEASIBLE:
                    yield charge.instance.key

    def _charged(self, rule: str) -> list[Charge]:
        return [charge for tier in self.builder.costs.values() for charge in tier if charge.instance.rule == rule]


class Apart:
    """Families of bodies, so many that each is looked at by itself; what they come to at least adds up.

    `nothing_else`: by the bounds asked for last, nothing can move but what can stay in no programme at all.
    """

    nothing_else = False

    def __init__(
        self, scenario: Scenario, families: Sequence[Sequence[str]], control: Control, outcome: Outcome
    ) -> None:
        self.scenario, self.families = scenario, families
        self.control, self.outcome = control, outcome
        self.tier_of = {rule.id: rule.tier for rule in active(scenario) if rule.kind == "soft"}

    @cached_property
    def alone(self) -> list[Alone]:
        """Each family by itself."""
        share = _APART_SHARE / max(1, len(self.families))
        return [Alone(self.scenario, family, self.control, self.outcome, share) for family in self.families]

    def bounds(self, reached: Mapping[str, int]) -> dict[str, int]:
        """What tiers cost at least: of the affected who follows what cannot stay, of moves and minutes the sums.

        Of what comes after the moves nothing is asked where `nothing_else` can move.
        A tier that holds anything else has no such sum: it would count twice what concerns two families.
        """
        found = dict.fromkeys(reached, 0)
        moved, affected = self.tier_of[MOVED], self.tier_of.get(AFFECTED)
        counted = {tier for rule, tier in self.tier_of.items() if rule not in CHANGES or rule == AFFECTED}
        if moved in counted:
            return found
        moving = gone(Problem(self.scenario, [body for family in self.families for body in family], rooms=False))
        found[moved], least = self._moves(moving), []
        if found[moved] < reached[moved]:
            least = [one.at_least(moved, {}) for one in self.alone]
            moving |= {key for one in self.alone for key in one.cannot_stay(moving)}
            found[moved] = max(sum(least), self._moves(moving))
        if affected in found:
            found[affected] = self._affected(moving)
        self.nothing_else = self._moves(moving) == reached[moved]
        if self.nothing_else:
            return found
        limits = [{moved: known + reached[moved] - sum(least)} for known in least]
        for tier in dropwhile(lambda tier: tier != moved, reached):
            if tier != moved and tier not in counted:
                found[tier] = sum(one.at_least(tier, limit) for one, limit in zip(self.alone, limits, strict=True))
        return found

    def _moves(self, moving: set[tuple[str, ...]]) -> int:
        """What it costs at least that these entries move."""
        weight = next(rule.weight for rule in active(self.scenario) if rule.id == MOVED)
        return weight * sum(least_move(at) for at in entries(outline(self.scenario)) if at.key in moving)

    def _affected(self, moving: set[tuple[str, ...]]) -> int:
        """What it costs to tell those who follow any of these entries."""
        weight = next(rule.weight for rule in active(self.scenario) if rule.id == AFFECTED)
        known = outline(self.scenario)
        told = (one for one in self.scenario.delegations if any(at.key in moving for at in followed_by(one, known)))
        return weight * sum(one.size for one in told)
