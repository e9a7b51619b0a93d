"""What each thing that binds costs: what the programme would gain if it were dropped, or loosened by one step.

A price is the difference of two solves, tier by tier; no tier's gain makes up for another's. Solves are saved by proofs
alone: what leaves the solver's model as it was gains nothing; and since dropping what only forbids allows all that was
allowed before, none of many such things gains more than all of them do, dropped at once: where that is something, the
halves are asked. For a scenario without a programme there is no price but a repair: see `repairs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace

from session_planner import planning
from session_planner.errors import InputError, Mistake
from session_planner.programme.differences import differences
from session_planner.programme.model import TierResult
from session_planner.rules import tier_title, tiers
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.solver.fingerprint import fingerprint
from session_planner.studies.pricing.loosened import STEP, Candidate, candidates, loosened
from session_planner.studies.pricing.nearest import nearest
from session_planner.studies.pricing.priced import Gain, Price, Prices, Solved, Status

_BASE = 0.25
"""Of a limited time: the share for the programme that the prices are of."""
_GROUP = 0.2
"""Of the time left: what a group of many gets at least."""
_ASKING = 0.85
"""Of what is left then: the share for the prices; the rest is for what would move."""
_LEAST = 3.0
"""How much time a price gets at least, in times of what the first programme took: in less there seldom is one."""


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


def solved(scenario: Scenario, seconds: float | None, workers: int, seed: int) -> Solved:
    """One solve, here or in another process."""
    return _solved(scenario, Control(seconds, workers, seed))


def _solved(scenario: Scenario, control: Control) -> Solved:
    outcome = planning.solve(scenario, control)
    if outcome.programme is None:
        return Solved("impossible" if outcome.impossible else "time-up")
    status: Status = "optimal" if outcome.programme.status == "optimal" else "feasible"
    return Solved(status, outcome.programme, outcome.first or 0.0)


class _Pricing:
    """Prices the candidates of one scenario."""

    def __init__(self, scenario: Scenario, control: Control, executor: Executor | None, at_once: int) -> None:
        self.scenario, self.control = scenario, control
        self.executor, self.at_once = executor, max(1, at_once)
        self.tiers = [tier.id for tier in tiers(scenario)]
        self.asking = control
        self.base = Solved("time-up")
        self.refused: dict[str, tuple[Candidate, Mistake]] = {}
        self.bounds: dict[str, Solved] = {}
        """By candidate: the scenario without a group that it is in, solved."""

    def run(self, wanted: Sequence[Candidate]) -> Prices:
        """The base, then what only allows (by halves, steps after what drops them), then all else one by one."""
        self.base = _solved(self.scenario, self.control.part(_BASE) if wanted else self.control)
        if self.base.programme is None:
            return Prices(self.base)
        titles = {tier.id: tier_title(tier) for tier in tiers(self.scenario)}
        self.asking = self.control.part(_ASKING)
        found = {one.id: self._nothing(one) for one in self._same(wanted)}
        order = {one.id: at for at, one in enumerate(wanted)}
        wanted = [one for one in wanted if one.id not in found]
        steps = [one for one in wanted if not one.together]
        for price in self._by_halves([one for one in wanted if one.together], len(steps)):
            found[price.candidate.id] = price
        singles = []
        for one in steps:
            whole = found.get(one.step_of)
            if one.only_allows and (self._free or (whole is not None and whole.exact and whole.first is None)):
                found[one.id] = self._nothing(one)
            else:
                singles.append(one)
        for one, result in zip(singles, self._all([(one,) for one in singles], len(singles)), strict=True):
            if result is not None:
                found[one.id] = self._price(one, result)
        ranked = sorted(found.values(), key=lambda price: (price.order, order[price.candidate.id]))
        return Prices(self.base, tuple(self._moved(ranked)), tuple(self.refused.values()), titles)

    @property
    def _free(self) -> bool:
        """Whether the programme is proved to cost nothing: then nothing that only allows can gain anything."""
        return all(tier.proved and not tier.objective for tier in self.base.tiers.values())

    def _same(self, wanted: Iterable[Candidate]) -> Iterator[Candidate]:
        """Those without which the model is what it was."""
        known = fingerprint(self.scenario)
        for one in wanted:
            if self.asking.over:
                return
            scenario = self._without((one,))
            if scenario is not None and fingerprint(scenario) == known:
                yield one

    # -- many at once ----------------------------------------------------------------------------------------------

    def _by_halves(self, wanted: Sequence[Candidate], besides: int) -> Iterable[Price]:
        """Prices of candidates that can be dropped along with each other, asking groups before their members.

        What all of a group can gain at most, each of it can at most: so much is known of those not asked in time.
        """
        if self._free:
            yield from map(self._nothing, wanted)
            return
        # A decision takes with it what rests on it, which must be there to be dropped before.
        ordered = tuple(sorted(wanted, key=lambda one: one.kind == "decision"))
        groups = [ordered] if ordered else []
        while groups:
            left = sum(map(len, groups)) + besides
            parts: list[tuple[Candidate, ...]] = []
            for group, result in zip(groups, self._all(groups, left), strict=True):
                if len(group) == 1:
                    yield from (self._price(one, result) for one in group if result is not None)
                    continue
                if result is not None and result.programme is not None:
                    self.bounds |= dict.fromkeys((one.id for one in group), result)
                if result is not None and self._settles(result):
                    yield from (self._price(one, Solved("time-up")) for one in group)
                else:
                    parts += [group[: len(group) // 2], group[len(group) // 2 :]]
            groups = parts

    def _settles(self, result: Solved) -> bool:
        """Whether a group without which so much is proved need not be asked apart.

        Nothing is gained, or it is not proved well enough of the programme itself how much there is to gain.
        """
        for tier in self.tiers if result.programme else ():
            was, now = _tier(self.base.tiers, tier), _tier(result.tiers, tier)
            if now.bound < was.objective:
                return not was.proved and now.bound >= was.bound
        return result.programme is not None

    def _all(self, groups: Sequence[tuple[Candidate, ...]], left: int) -> list[Solved | None]:
        """The scenario solved without each group; None where it cannot be without. `left`: solves that may follow."""
        if self.executor is None:
            return [self._here(group, max(1, left - at)) for at, group in enumerate(groups)]
        seconds = self._seconds(max(1, left // self.at_once), len(groups[0]) if groups else 0)
        workers, seed = self.control.workers, self.control.seed
        asked = [
            None if one is None else self.executor.submit(solved, one, seconds, workers, seed)
            for one in map(self._without, groups)
        ]
        return [self._waited(one) for one in asked]

    def _here(self, group: tuple[Candidate, ...], left: int) -> Solved | None:
        if self.asking.over:
            return Solved("time-up")
        scenario, seconds = self._without(group), self._seconds(left, len(group))
        if scenario is None:
            return None
        share = 1.0 if seconds is None or not self.asking.left else seconds / self.asking.left
        return _solved(scenario, self.asking.part(min(1.0, share)))

    def _waited(self, asked: Future[Solved] | None) -> Solved | None:
        """What an executor came to; nothing more is begun there once the time is up."""
        if asked is None:
            return None
        if self.asking.over and asked.cancel():
            return Solved("time-up")
        return asked.result()

    def _seconds(self, left: int, size: int) -> float | None:
        """For one of so many solves: its share of the time, but enough for a programme to be found in.

        For a group more than that: what it comes to is known of all in it.
        """
        if self.asking.left is None:
            return None
        share = self.asking.left / left
        return max(share, _LEAST * self.base.first, _GROUP * self.asking.left if size > 1 else 0.0)

    def _without(self, group: Sequence[Candidate]) -> Scenario | None:
        sets = [change for one in group for change in one.sets]
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
            programme = self.base.programme  # it is still allowed, and nothing better was found
            other = self._at_least(candidate, result)
            status = "time-up" if result.programme is None and candidate.id not in self.bounds else "feasible"
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
        """The base's cost, with what was proved of the scenario without the candidate, or without a group of it.

        A group's bound holds for one of it as long as the tiers above came to no less without the group.
        """
        found: dict[str, TierResult] = {}
        group = self.bounds.get(candidate.id)
        for tier in self.tiers:
            was, own = _tier(self.base.tiers, tier), _tier(result.tiers, tier)
            of_group = _tier(group.tiers, tier) if group else own
            found[tier] = TierResult(tier, was.objective, max(own.bound, of_group.bound))
            group = group if of_group.objective >= was.objective else None
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
