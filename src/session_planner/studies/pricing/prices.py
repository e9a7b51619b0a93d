"""What each thing that binds costs: what the programme would gain if it were dropped, or loosened by one step.

A price is the difference of two solves, tier by tier; no tier's gain makes up for another's. Solves are saved by proofs
alone: what leaves the solver's model as it was gains nothing, and one proof that nothing better exists without many
things speaks for each of them (`gaining`). Each solve begins from the best programme known that it allows, and of what
each tier costs at least. For a scenario without a programme there is no price but a repair: see `repairs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace

from session_planner import planning
from session_planner.checker import check
from session_planner.errors import InputError, Mistake
from session_planner.programme.differences import differences
from session_planner.programme.model import Programme, TierResult
from session_planner.rules import tier_title, tiers
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.solver.fingerprint import fingerprint
from session_planner.studies.pricing.gaining import Gaining, Groups
from session_planner.studies.pricing.loosened import STEP, Candidate, candidates, loosened
from session_planner.studies.pricing.nearest import nearest
from session_planner.studies.pricing.priced import Gain, Price, Prices, Solved, Status

_BASE = 0.25
"""Of a limited time: the share for the programme that the prices are of."""
_GROUPS = 0.5
"""Of the time for the prices: how much questions about many at once may take."""
_ASKING = 0.85
"""Of what is left after it: the share for the prices; the rest is for what would move."""
_LEAST = 2.0
"""How much time a price gets at least, in times of what the programme itself took: with less, none would be proved."""
_MOMENT = 0.5
"""How long one thing is asked whether it gains at all, in the same measure; but a second at least."""

Start = tuple[Programme | None, Mapping[str, int]]
"""A programme to begin a solve with; by tier what it costs at least, with those before it as in that programme."""


def prices(
    scenario: Scenario,
    control: Control | None = None,
    kinds: Iterable[str] = (),
    step: int = STEP,
    executor: Executor | None = None,
    at_once: int = 1,
) -> Prices:
    """What each thing of these kinds (all by default) costs the programme; times are loosened by `step` minutes.

    The scenario must have been loaded from a file. Solves run one after the other, or `at_once` in an executor, which
    may be of other processes. A time limit is for all of them together.
    """
    kept = frozenset(kinds)
    wanted = [one for one in candidates(scenario, step) if not kept or one.kind in kept]
    return _Pricing(scenario, control or Control(), executor, at_once).run(wanted)


def solved(
    scenario: Scenario,
    seconds: float | None,
    workers: int,
    seed: int,
    start_from: Programme | None,
    at_least: Mapping[str, int],
) -> Solved:
    """One solve, in another process."""
    return _solved(scenario, Control(seconds, workers, seed), start_from, at_least)


def _solved(
    scenario: Scenario,
    control: Control,
    start_from: Programme | None = None,
    at_least: Mapping[str, int] | None = None,
) -> Solved:
    outcome = planning.solve(scenario, control, start_from=start_from, at_least=at_least)
    if outcome.programme is None:
        return Solved("impossible" if outcome.impossible else "time-up")
    status: Status = "optimal" if outcome.programme.status == "optimal" else "feasible"
    return Solved(status, outcome.programme, control.elapsed)


class _Pricing:
    """Prices the candidates of one scenario."""

    def __init__(self, scenario: Scenario, control: Control, executor: Executor | None, at_once: int) -> None:
        self.scenario, self.control = scenario, control
        self.executor, self.at_once = executor, max(1, at_once)
        self.tiers = [tier.id for tier in tiers(scenario)]
        self.asking = control
        self.base = Solved("time-up")
        self.refused: dict[str, tuple[Candidate, Mistake]] = {}
        self.known: Gaining | None = None
        """What was found of groups of candidates."""

    def run(self, wanted: Sequence[Candidate]) -> Prices:
        """The base, then what only allows (in groups, steps after what drops them), then all else one by one."""
        self.base = _solved(self.scenario, self.control.part(_BASE) if wanted else self.control)
        if self.base.programme is None:
            return Prices(self.base)
        self.asking = self.control.part(_ASKING)
        found = {one.id: self._nothing(one) for one in self._same(wanted)}
        nothing = self._in_groups([one for one in wanted if one.id not in found])
        found |= {one.id: self._nothing(one) for one in wanted if one.id in nothing}
        singles = [one for one in wanted if one.id not in found]
        for one, result in zip(singles, self._all(singles), strict=True):
            if result is not None:
                found[one.id] = self._price(one, result)
        order = {one.id: at for at, one in enumerate(wanted)}
        ranked = sorted(found.values(), key=lambda price: (price.order, order[price.candidate.id]))
        titles = {tier.id: tier_title(tier) for tier in tiers(self.scenario)}
        return Prices(self.base, tuple(self._moved(ranked)), tuple(self.refused.values()), titles)

    @property
    def _free(self) -> bool:
        """Whether the programme is proved to cost nothing: then nothing that only allows can gain anything."""
        return all(tier.proved and not tier.objective for tier in self.base.tiers.values())

    def _same(self, wanted: Iterable[Candidate]) -> Iterator[Candidate]:
        """Those without which the model is what it was; of what only forbids, groups find that out sooner."""
        known = fingerprint(self.scenario)
        for one in (one for one in wanted if not one.only_allows):
            if self.asking.over:
                return
            scenario = self._without((one,))
            if scenario is not None and fingerprint(scenario) == known:
                yield one

    # -- many at once ----------------------------------------------------------------------------------------------

    def _in_groups(self, wanted: Sequence[Candidate]) -> set[str]:
        """Those that are proved to gain nothing along with others; what else that showed is noted."""
        free = [one for one in wanted if one.only_allows]
        if self._free:
            return {one.id for one in free}
        # A decision takes with it what rests on it, which must be there to be dropped before.
        whole = sorted((one for one in free if one.together), key=lambda one: one.kind == "decision")
        base = self.base.programme
        assert base is not None
        moment = max(1.0, _MOMENT * self.base.seconds)
        groups = Groups(self.scenario, base, self._without, self.asking.part(_GROUPS), moment)
        nothing = groups.ask(whole).nothing
        # What gains nothing without a bound gains nothing with a looser one.
        steps = [one for one in free if one.step_of]
        nothing |= {one.id for one in steps if one.step_of in nothing}
        self.known = groups.ask([one for one in steps if one.id not in nothing])
        if self.known.base is not base:
            self.base = self._recounted(self.known.base)
        return nothing

    def _recounted(self, programme: Programme) -> Solved:
        """A better programme than the one that the prices were to be of; what was proved of that holds for it too."""
        report = check(programme, self.scenario)
        bounds = {tier.id: tier.bound for tier in self.base.tiers.values()}
        counted = {tier: sum(cost.cost for cost in report.costs if cost.tier == tier) for tier in self.tiers}
        reached = tuple(
            TierResult(tier, cost, min(bounds.get(tier, 0), cost))
            for tier, cost in counted.items()
            if cost or tier in bounds
        )
        return Solved("feasible", replace(programme, tiers=reached, costs=report.costs), self.base.seconds)

    # -- one by one ------------------------------------------------------------------------------------------------

    def _all(self, wanted: Sequence[Candidate]) -> list[Solved | None]:
        """The scenario solved without each; None where it cannot be without.

        What was not proved goes on from where it came to, in the time that the others left.
        """
        found = self._once(wanted, [self._start(one) for one in wanted])
        left = [(at, one) for at, one in enumerate(found) if one is not None and one.status == "feasible"]
        starts = [(one.programme, {tier.id: tier.bound for tier in one.tiers.values()}) for _, one in left]
        again = self._once([wanted[at] for at, _ in left], starts) if self.asking.left else []
        for (at, _), result in zip(left, again, strict=False):
            if result is not None and result.programme is not None:
                found[at] = result
        return found

    def _once(self, wanted: Sequence[Candidate], starts: Sequence[Start]) -> list[Solved | None]:
        """Each solved once, from its start."""
        asks = list(zip(wanted, starts, strict=True))
        if self.executor is None:
            return [self._here(one, start, len(asks) - at) for at, (one, start) in enumerate(asks)]
        seconds = self._seconds(max(1, len(asks) // self.at_once))
        workers, seed = self.control.workers, self.control.seed
        asked = [
            None
            if (scenario := self._without((one,))) is None
            else self.executor.submit(solved, scenario, seconds, workers, seed, *start)
            for one, start in asks
        ]
        return [self._waited(one) for one in asked]

    def _here(self, one: Candidate, start: Start, left: int) -> Solved | None:
        if self.asking.over:
            return Solved("time-up")
        scenario, seconds = self._without((one,)), self._seconds(left)
        if scenario is None:
            return None
        control = self.asking.part(1.0) if seconds is None else self.asking.at_most(seconds)
        return _solved(scenario, control, *start)

    def _start(self, one: Candidate) -> Start:
        """A programme to begin the solve with, and what its tiers come to at least."""
        known = self.known
        if known is None:
            return self.base.programme, {}
        return known.better.get(one.id, self.base.programme), known.bounds.get(one.id, {})

    def _waited(self, asked: Future[Solved] | None) -> Solved | None:
        """What an executor came to; nothing more is begun there once the time is up."""
        if asked is None:
            return None
        if self.asking.over and asked.cancel():
            return Solved("time-up")
        return asked.result()

    def _seconds(self, left: int) -> float | None:
        """For one of so many solves: its share of the time, but enough for a proof."""
        if self.asking.left is None:
            return None
        return max(self.asking.left / left, _LEAST * self.base.seconds)

    def _without(self, group: Sequence[Candidate]) -> Scenario | None:
        sets = [change for one in group for change in one.sets]
        if not sets:
            return self.scenario
        try:
            return loosened(self.scenario, sets)
        except InputError as error:
            if len(group) == 1:
                self.refused.setdefault(group[0].id, (group[0], error.mistakes[0]))
            return None

    # -- one price -------------------------------------------------------------------------------------------------

    def _nothing(self, candidate: Candidate) -> Price:
        return Price(candidate, tuple(Gain(tier, 0, 0, 0) for tier in self.tiers), "optimal", self.base.programme)

    def _price(self, candidate: Candidate, result: Solved) -> Price:
        """The difference, tier by tier; each is known as far as both sides are, and all those above it."""
        base, other = self.base.tiers, result.tiers
        programme, status = result.programme, result.status
        if candidate.only_allows and (programme is None or self._worse(other)):
            programme, other = self.base.programme, self._at_least(candidate, result)  # it is still allowed
            known = self.known is not None and candidate.id in self.known.bounds
            status = "feasible" if result.programme is not None or known else "time-up"
        elif programme is None:
            return Price(candidate, (), status)
        gains: list[Gain] = []
        charged = base.keys() | result.tiers.keys()
        settled, equal = True, True
        for tier in self.tiers:
            was, now = _tier(base, tier), _tier(other, tier)
            low, high = was.bound - now.objective, was.objective - now.bound
            low = max(low, 0) if candidate.only_allows and equal else low
            known = settled or tier not in charged
            gains.append(Gain(tier, was.objective - now.objective, *((low, high) if known else (None, None))))
            settled = settled and was.proved and now.proved
            equal = equal and low == high == 0
        status = "optimal" if all(gain.exact for gain in gains) else status
        return Price(candidate, tuple(gains), status, programme)

    def _at_least(self, candidate: Candidate, result: Solved) -> dict[str, TierResult]:
        """The base's cost, with what was proved of the scenario without the candidate, or without a group of it."""
        known = self.known.bounds.get(candidate.id, {}) if self.known else {}
        found = {}
        for tier in self.tiers:
            was, own = _tier(self.base.tiers, tier).objective, _tier(result.tiers, tier).bound
            found[tier] = TierResult(tier, was, min(was, max(own, known.get(tier, 0))))
        return found

    def _worse(self, other: dict[str, TierResult]) -> bool:
        costs = ([_tier(side, tier).objective for tier in self.tiers] for side in (other, self.base.tiers))
        found, known = costs
        return found > known

    # -- what would move -------------------------------------------------------------------------------------------

    def _moved(self, ranked: Sequence[Price]) -> Iterable[Price]:
        """Each price with what would move, as little as its gain allows where there is time to find that out."""
        gaining = sum(any(gain.found for gain in price.gains) for price in ranked)
        for price in ranked:
            if price.programme is None or not any(gain.found for gain in price.gains):
                yield price
                continue
            yield self._nearest(price, 1 / gaining)
            gaining -= 1

    def _nearest(self, price: Price, share: float) -> Price:
        base = self.base.programme
        assert base is not None
        assert price.programme is not None
        scenario = loosened(self.scenario, price.candidate.sets)
        programme, least = nearest(scenario, price.programme, base, self.control.part(share))
        return replace(price, programme=programme, moves=differences(base, programme), least=least)


def _tier(side: dict[str, TierResult], tier: str) -> TierResult:
    return side.get(tier) or TierResult(tier, 0, 0)
