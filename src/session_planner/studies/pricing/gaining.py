"""Of many things that only forbid: which of them cost nothing, and programmes that show of others that they do.

Under `prices`. Dropping what only forbids allows all that was allowed before, so that none of a group gains anything
where the programme is no worse than the best without the whole group. Where the group does gain, what is found breaks
some few of its members: those leave the group, until the rest is proved to gain nothing. Those that left are a group
again. A better programme is found in a moment where the best one takes long, and one proof speaks for many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from session_planner.checker import check
from session_planner.programme.model import Programme
from session_planner.rules import tiers
from session_planner.scenario.model import Scenario
from session_planner.solver.better import Better, better
from session_planner.solver.control import Control
from session_planner.studies.pricing.loosened import Candidate

Without = Callable[[Sequence[Candidate]], Scenario | None]


@dataclass(slots=True)
class Gaining:
    """What is known of candidates, by id.

    `nothing`: proved to gain nothing; `better`: a programme that only this one forbids, and that costs less; `bounds`:
    by tier, what it costs at least without the candidate, as long as no tier before it gains. `base`: the programme of
    which all of this is said: that which was given, or a better one met on the way.
    """

    base: Programme
    nothing: set[str] = field(default_factory=set)
    better: dict[str, Programme] = field(default_factory=dict)
    bounds: dict[str, dict[str, int]] = field(default_factory=dict)


class Groups:
    """Asks groups of candidates of one programme. `without`: the scenario without some, None where that cannot be.

    `moment`: seconds in which one that gains is mostly found to.
    """

    def __init__(
        self, scenario: Scenario, base: Programme, without: Without, control: Control, moment: float = 1.0
    ) -> None:
        self.scenario, self.without, self.control, self.moment = scenario, without, control, moment
        self.order = [tier.id for tier in tiers(scenario)]
        costs = self._costs(base, scenario)
        assert costs is not None  # it was checked when it was found
        self.known = costs
        self.found = Gaining(base)
        self.asked: set[str] = set()

    def ask(self, wanted: Sequence[Candidate]) -> Gaining:
        """Asks all, then those that left the group and are not seen to gain alone, as long as that settles any."""
        group = list(wanted)
        while group and not self.control.over:
            left = {one.id for one in self._round(group)}
            # In their order: some can only be dropped after others.
            rest = [one for one in group if one.id in left and not self._alone(one)]
            if len(rest) == len(group):
                break
            group = rest
        # Of a base that was not the best, not all that was better than it need be better than what it is now.
        self.found.better = {id: one for id, one in self.found.better.items() if self._less(id, one, wanted)}
        return self.found

    def _less(self, id: str, programme: Programme, wanted: Sequence[Candidate]) -> bool:
        return self._is_better(programme, [one for one in wanted if one.id == id])

    def _alone(self, one: Candidate) -> bool:
        """Whether one is settled, or seen to gain, by itself and in a moment; what was proved by then is noted."""
        if one.id in self.found.better or one.id in self.found.nothing:
            return True
        if one.id in self.asked or self.control.over:
            return False
        self.asked.add(one.id)
        scenario = self.without([one])
        if scenario is None:
            return True
        found = better(scenario, self.found.base, self.control.at_most(self.moment))
        self._noted([one], found)
        if found.programme is None:
            return found.proved
        if self._is_better(found.programme, []):
            self._exchange(found.programme)
            return False
        self.found.better[one.id] = found.programme
        return True

    def _exchange(self, programme: Programme) -> None:
        self.found.base, self.known = programme, self._costs(programme, self.scenario) or self.known

    def _round(self, group: list[Candidate]) -> list[Candidate]:
        """Drops a group until nothing more is gained without it; what left it and is not settled yet."""
        removed: list[Candidate] = []
        settled: set[str] = set()
        while group and not self.control.over:
            scenario = self.without(group)
            found = better(scenario, self.found.base, self.control, settled) if scenario is not None else Better()
            if found.programme is None:
                self._noted(group, found)
                return removed if found.proved else [*removed, *group]
            settled |= {tier for tier, least in found.bounds.items() if least >= self._cost(tier)}
            needed = self._needed(found.programme, group)
            if not needed:
                self._exchange(found.programme)
            elif len(needed) == 1:
                self.found.better[needed[0].id] = found.programme
            else:
                # A rule as a whole forbids what many others forbid, too: it goes first, and may be all that was needed.
                needed = [one for one in needed if one.kind == "rule"] or needed[-1:]
                removed += needed
            gone = {one.id for one in needed}
            group = [one for one in group if one.id not in gone]
        return [*removed, *group]

    def _noted(self, group: Iterable[Candidate], found: Better) -> None:
        for one in group:
            if found.proved:
                self.found.nothing.add(one.id)
            known = self.found.bounds.setdefault(one.id, {})
            known |= {tier: max(least, known.get(tier, 0)) for tier, least in found.bounds.items()}

    def _needed(self, programme: Programme, group: list[Candidate]) -> list[Candidate]:
        """A few of the group without which the programme is none, or no better; the others may be as they are."""
        needed, size = group, len(group)
        while size:
            at = 0
            while at < len(needed):
                rest = [*needed[:at], *needed[at + size :]]
                if self._is_better(programme, rest):
                    needed = rest
                else:
                    at += size
            size = min(size // 2, len(needed))
        return needed

    def _is_better(self, programme: Programme, group: Sequence[Candidate]) -> bool:
        scenario = self.without(group)
        costs = self._costs(programme, scenario) if scenario is not None else None
        return costs is not None and costs < self.known

    def _costs(self, programme: Programme, scenario: Scenario) -> list[int] | None:
        """What a programme costs, by tier; None where it breaks a rule."""
        report = check(programme, scenario)
        if report.errors:
            return None
        return [sum(cost.cost for cost in report.costs if cost.tier == tier) for tier in self.order]

    def _cost(self, tier: str) -> int:
        return self.known[self.order.index(tier)] if tier in self.order else 0
