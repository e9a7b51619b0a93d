"""The least change of a published programme, found near what must move, and proved for the whole.

A large programme is not searched as a whole for a change that concerns few. The bodies of which something breaks a
rule now are free, all others stay at their times (not in their rooms): what that comes to is an answer. The free
bodies alone, as if there were no others, can only come to less: that is the bound. Where the two meet, the least
change is proved; and since it is these bodies' alone, it is also proved that nothing of the others moves, so that
everything after it is as exact. Where they do not meet, those who stand in the way become free too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from session_planner.problem.model import Problem
from session_planner.programme.model import TierResult
from session_planner.rules import active, tiers
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.solver.alone import CHANGES, MOVED, SHARE, Alone, Apart
from session_planner.solver.control import Control
from session_planner.solver.standing import ROOMS, At, Standing, disturbed, together
from session_planner.solver.start import families
from session_planner.solver.tiers import LARGE, Outcome, Part, TierSearch, free_places

FROM = 200
"""Places for pieces from which on a part of a scenario is worth looking at by itself."""
_ROUNDS = 6
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
    moved = next((rule for rule in soft if rule.id == MOVED and rule.weight), None)
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
        broken = self.standing.loose | disturbed(self.scenario, self.standing.segments(), self.group)
        free = together(self.families, broken)
        if free_places(Problem(self.scenario, free)) >= LARGE:
            return self._far_and_wide(free, broken)
        for number in range(1, _ROUNDS + 1):
            alone = Alone(self.scenario, [body for body in self.group if body in free], self.control, self.outcome)
            least = alone.least(self.first)
            if alone.infeasible:
                return Part(None, infeasible=True)
            if any(tier not in least for tier in self.leading):
                return self._far_and_wide(free, broken)
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
        search = self._with_free(free, where)
        for wanted in dict.fromkeys((self.first, self.leading)):
            if all(tier in least for tier in wanted) and search.ask({tier: least[tier] for tier in wanted}, SHARE):
                self.best = search
                return True
        self._reach(search)
        return False

    def _with_free(self, free: Iterable[str], where: Mapping[str, tuple[At, ...]]) -> TierSearch:
        """The whole problem, all but these bodies and tasks at their times; the search begins from `where` they go."""
        problem = Problem(self.scenario, self.group, pinned=self.standing.pinned(free))
        search = TierSearch(problem, self.control, self.outcome)
        self.standing.pin(search.builder)
        self.standing.hint(search.builder, where)
        return search

    def _reach(self, search: TierSearch) -> None:
        """Takes the leading tiers as far as they come, and keeps the answer if there is no better one."""
        found = search.reach(self.leading, SHARE) and search.best is not None
        if found and (self.best is None or _reached(search, self.leading) <= _reached(self.best, self.leading)):
            self.best = search

    def _far_and_wide(self, free: set[str], broken: Iterable[str]) -> Part | None:
        """Where those concerned are too many, or the time too short, for a proof: what breaks a rule goes elsewhere.

        All else stays at its time, so that an answer is found; if not so, with all of these bodies free.
        """
        tasks = {ref for ref in broken if "/" in ref}
        joint = {ref.partition("/")[2] for ref in tasks if "/joint:" in ref}
        tasks |= {f"{body}/{session}" for session in joint for body in self.group}
        self._reach(self._with_free({*tasks, *(set(broken) - tasks)}, {}))
        if self.best is None:
            self._reach(self._with_free(free, {}))
        if self.best is None:
            return None
        concerned = [family for family in self.families if set(family) & free]
        return self._answer(Apart(self.scenario, concerned, self.control, self.outcome), proved=False)

    def _in_the_way(self, free: set[str], where: Mapping[str, tuple[At, ...]]) -> set[str]:
        """With the free bodies where they would go if they were alone: who could not stay.

        For rooms alone, last; where nobody is seen to be in the way, everybody, if that is not too many.
        """
        segments = self.standing.segments(where)
        for aside in (ROOMS, ()):
            in_the_way = together(self.families, disturbed(self.scenario, segments, self.group, aside)) - free
            if in_the_way:
                return in_the_way
        return set(self.group) - free if free_places(self.standing.problem) < LARGE else set()

    def _answer(self, least: Alone | Apart, proved: bool) -> Part:
        """The tiers after the change on the same model; their bounds hold for the whole if nobody else can move."""
        assert self.best is not None
        search = self.best
        search.reach([tier for tier in self.first if tier not in search.part.tiers], SHARE)
        exact = proved or self._bounded(search, least)
        self.outcome.least = self.control.elapsed
        change = of_change(self.scenario)
        for tier in search.named:
            if tier not in self.first:
                search.reach([tier], SHARE if tier in change else _AFTER_SHARE)
                if not exact and tier in search.part.tiers:
                    search.part.tiers[tier] = TierResult(tier, search.part.tiers[tier].objective, 0)
                if tier in change:
                    self.outcome.least = self.control.elapsed
        return search.finished()

    def _bounded(self, search: TierSearch, least: Alone | Apart) -> bool:
        """Gives the change the bounds that hold for the whole; whether the search's own do, for all that comes after.

        They do where nothing else can move than what cannot stay: then what was not free could not move anyhow.
        """
        bounds = least.bounds({tier: result.objective for tier, result in search.part.tiers.items()})
        exact = isinstance(least, Apart) and least.nothing_else
        for tier, result in search.part.tiers.items():
            own = result.bound if exact and tier not in self.leading else 0
            bound = min(result.objective, max(own, bounds[tier]))
            search.part.tiers[tier] = TierResult(tier, result.objective, bound)
        return exact


def _reached(search: TierSearch, tiers: Sequence[str]) -> list[int]:
    return [search.part.tiers[tier].objective for tier in tiers if tier in search.part.tiers]
