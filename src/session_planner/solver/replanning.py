"""The least change of a published programme, found near what must move, and proved for the whole.

A large programme is not searched as a whole for a change that concerns few. The bodies of which something breaks a
rule now are free, all others stay at their times (not in their rooms): what that comes to is an answer. The free
bodies alone, as if there were no others, can only come to less: that is the bound. Where the two meet, the least
change is proved; and since it is these bodies' alone, it is also proved that nothing of the others moves, so that
everything after it is as exact. Where they do not meet, those who stand in the way become free too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from ortools.sat.python import cp_model

from session_planner.problem.model import Problem
from session_planner.programme.model import TierResult
from session_planner.rules import active, tiers
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.solver.builder import ModelBuilder
from session_planner.solver.control import Control
from session_planner.solver.extract import Placement
from session_planner.solver.runs import FOUND, Runs, Stage, at_least, cost, total
from session_planner.solver.standing import ROOMS, At, Standing, disturbed, together
from session_planner.solver.start import families
from session_planner.solver.tiers import LARGE, Outcome, Part, TierSearch, free_places, placements

CHANGES = ("affected-delegates", "moved-segments", "moved-minutes", "moved-rooms")
"""The rules about change."""
_MOVED = "moved-segments"
"""The one that charges for everything that is not where it was."""
FROM = 200
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
    tiers_of_change = change_tiers(scenario)
    if tiers_of_change is None or free_places(problem) < FROM:
        return None
    return _Nearby(problem, *tiers_of_change, control, outcome).run()


def change_tiers(scenario: Scenario) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The first tiers, as far as they hold change alone, and those of them that must be proved for all to stay.

    These go up to the tier that charges for every move. None where anything else comes before that.
    """
    soft = [rule for rule in active(scenario) if rule.kind == "soft"]
    moved = next((rule for rule in soft if rule.id == _MOVED and rule.weight), None)
    named = [tier.id for tier in tiers(scenario) if any(rule.tier == tier.id for rule in soft)]
    mixed = {rule.tier for rule in soft if rule.id not in CHANGES and rule.rule.kind != "hard"}
    first = tuple(takewhile(lambda tier: tier not in mixed, named))
    if moved is None or moved.tier not in first:
        return None
    return first, first[: first.index(moved.tier) + 1]


def of_change(scenario: Scenario) -> set[str]:
    """The tiers that hold a rule about change."""
    return {rule.tier for rule in active(scenario) if rule.id in CHANGES and rule.kind == "soft"}


class _Nearby:
    """The rounds of one group: who is free, what that comes to, and what it must come to at least."""

    def __init__(
        self, problem: Problem, first: tuple[str, ...], leading: tuple[str, ...], control: Control, outcome: Outcome
    ) -> None:
        self.scenario = problem.scenario
        self.group = problem.bodies
        self.first, self.leading = first, leading
        self.control = control
        self.outcome = outcome
        self.families = families(outline(self.scenario), self.group)
        self.standing = Standing(problem)
        self.best: TierSearch | None = None

    def run(self) -> Part | None:
        """Frees more bodies until an answer is proved, or the time is over."""
        broken = disturbed(self.scenario, self.standing.segments(), self.group)
        free = together(self.families, self.standing.loose | broken)
        for number in range(1, _ROUNDS + 1):
            alone = Alone(self.scenario, [body for body in self.group if body in free], self.control, self.outcome)
            least = alone.least(self.first)
            if alone.infeasible:
                return Part(None, infeasible=True)
            where = self.standing.as_placed(alone.problem, alone.placements())
            if self._try(free, where, least):
                return self._answer(alone, proved=True)
            more = self._in_the_way(free, where)
            if not more or self.control.over or number == _ROUNDS:
                return self._answer(alone, proved=False) if self.best else None
            free |= more
        return None

    def _try(self, free: set[str], where: Mapping[str, tuple[At, ...]], least: Mapping[str, int]) -> bool:
        """Whether with these bodies free, all others at their times, the change comes to what it must at least.

        Asked of everything at once, then of the times without the rooms; where it does not, to what it comes then.
        """
        if self.control.over:
            return False
        problem = Problem(self.scenario, self.group, pinned=self.standing.pinned(free))
        search = TierSearch(problem, self.control, self.outcome)
        self.standing.pin(search.builder)
        self.standing.hint(search.builder, where)
        for wanted in dict.fromkeys((self.first, self.leading)):
            if all(tier in least for tier in wanted) and search.ask({tier: least[tier] for tier in wanted}, _SHARE):
                self.best = search
                return True
        found = search.reach(self.leading, _SHARE) and search.best is not None
        if found and (self.best is None or _reached(search, self.leading) <= _reached(self.best, self.leading)):
            self.best = search
        return False

    def _in_the_way(self, free: set[str], where: Mapping[str, tuple[At, ...]]) -> set[str]:
        """With the free bodies where they would go if they were alone: who could not stay.

        For rooms alone, last; where nobody is seen to be in the way, everybody, if that is not too many.
        """
        segments = self.standing.segments(where)
        for aside in (ROOMS, ()):
            in_the_way = disturbed(self.scenario, segments, self.group, aside) - free
            if in_the_way:
                return together(self.families, in_the_way) - free
        return set(self.group) - free if free_places(self.standing.problem) < LARGE else set()

    def _answer(self, alone: Alone, proved: bool) -> Part:
        """The tiers after the change on the same model; their bounds hold for the whole if nobody else can move."""
        assert self.best is not None
        search = self.best
        if not proved:
            bounds = alone.bounds({tier: result.objective for tier, result in search.part.tiers.items()})
            search.part.tiers = {
                tier: TierResult(tier, result.objective, min(result.objective, bounds.get(tier, 0)))
                for tier, result in search.part.tiers.items()
            }
        change, settled = of_change(self.scenario), None
        for tier in search.named:
            if tier not in search.part.tiers:
                search.reach([tier], _SHARE if tier in change else _AFTER_SHARE)
                if not proved and tier in search.part.tiers:
                    search.part.tiers[tier] = TierResult(tier, search.part.tiers[tier].objective, 0)
            change.discard(tier)
            if not change and settled is None:
                settled = self.outcome.least = self.control.elapsed
        return search.finished()


def _reached(search: TierSearch, tiers: Sequence[str]) -> list[int]:
    return [search.part.tiers[tier].objective for tier in tiers if tier in search.part.tiers]


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

    def least(self, tiers: Sequence[str]) -> dict[str, int]:
        """What tiers come to at least, each with those before it at their least; as far as that is proved."""
        found: dict[str, int] = {}
        model = self.builder.model.clone()
        for tier in tiers:
            solver, status = self._minimised(model, tier)
            self.infeasible = status == cp_model.INFEASIBLE
            if status in FOUND:
                self.found = solver
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
        return self.runs.run(model, Stage(tier, 0, 0, _SHARE), self.found, counts=False)

    def placements(self) -> list[Placement]:
        """Where they would go; nothing where that was not found."""
        return placements(self.builder, self.found) if self.found is not None else []
