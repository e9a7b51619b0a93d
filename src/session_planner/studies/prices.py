"""What each thing that binds costs: what the programme would gain if it were dropped, or loosened by one step.

A price is the difference of two solves, tier by tier; no tier's gain makes up for another's. Solves are saved by proofs
alone: what leaves the solver's model as it was gains nothing; and since dropping what only forbids allows all that was
allowed before, where many such things are dropped at once and nothing is gained, each of them gains nothing, and where
something is, the halves are asked. For a scenario without a programme there is no price but a repair: see `repairs`.
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
from session_planner.studies.loosened import STEP, Candidate, candidates, loosened
from session_planner.studies.nearest import nearest
from session_planner.studies.priced import Gain, Price, Prices, Solved, Status

_BASE = 0.25
"""Of a limited time: the share for the programme that the prices are of."""
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
        self.base = Solved("time-up")
        self.refused: dict[str, tuple[Candidate, Mistake]] = {}

    def run(self, wanted: Sequence[Candidate]) -> Prices:
        """The base, then what only allows (by halves, steps after what drops them), then all else one by one."""
        self.base = _solved(self.scenario, self.control.part(_BASE) if wanted else self.control)
        if self.base.programme is None:
            return Prices(self.base)
        titles = {tier.id: tier_title(tier) for tier in tiers(self.scenario)}
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
            if self.control.over:
                return
            scenario = self._without((one,))
            if scenario is not None and fingerprint(scenario) == known:
                yield one

    # -- many at once ----------------------------------------------------------------------------------------------

    def _by_halves(self, wanted: Sequence[Candidate], besides: int) -> Iterable[Price]:
        """Prices of candidates that can be dropped along with each other, asking groups before their members.

        Where the programme itself is not proved, a group seldom proves anything, and each is asked by itself.
        """
        if self._free:
            yield from map(self._nothing, wanted)
            return
        # A decision takes with it what rests on it, which must be there to be dropped before.
        ordered = tuple(sorted(wanted, key=lambda one: one.kind == "decision"))
        groups = [ordered] if self.base.status == "optimal" else [(one,) for one in wanted]
        while any(groups):
            left = sum(map(len, groups)) + besides
            halves: list[tuple[Candidate, ...]] = []
            for group, result in zip(groups, self._all(groups, left), strict=True):
                if len(group) > 1 and (result is None or not self._gains_nothing(result)):
                    halves += _parts(group, result)
                elif result is not None and self._gains_nothing(result):
                    yield from map(self._nothing, group)
                elif result is not None:
                    yield self._price(group[0], result)
            groups = halves

    def _all(self, groups: Sequence[tuple[Candidate, ...]], left: int) -> list[Solved | None]:
        """The scenario solved without each group; None where it cannot be without. `left`: solves that may follow."""
        if self.executor is None:
            return [self._here(group, max(1, left - at)) for at, group in enumerate(groups)]
        seconds = self._seconds(max(1, left // self.at_once))
        workers, seed = self.control.workers, self.control.seed
        asked = [
            None if one is None else self.executor.submit(solved, one, seconds, workers, seed)
            for one in map(self._without, groups)
        ]
        return [self._waited(one) for one in asked]

    def _here(self, group: tuple[Candidate, ...], left: int) -> Solved | None:
        if self.control.over:
            return Solved("time-up")
        scenario, seconds = self._without(group), self._seconds(left)
        if scenario is None:
            return None
        share = 1.0 if seconds is None or not self.control.left else seconds / self.control.left
        return _solved(scenario, self.control.part(min(1.0, share)))

    def _waited(self, asked: Future[Solved] | None) -> Solved | None:
        """What an executor came to; nothing more is begun there once the time is up."""
        if asked is None:
            return None
        if self.control.over and asked.cancel():
            return Solved("time-up")
        return asked.result()

    def _seconds(self, left: int) -> float | None:
        """For one of so many solves: its share of the time, but enough for a programme to be found in."""
        if self.control.left is None:
            return None
        return max(self.control.left / left, _LEAST * self.base.first)

    def _without(self, group: Sequence[Candidate]) -> Scenario | None:
        sets = [change for one in group for change in one.sets]
        try:
            return loosened(self.scenario, sets)
        except InputError as error:
            if len(group) == 1:
                self.refused.setdefault(group[0].id, (group[0], error.mistakes[0]))
            return None

    # -- one price -------------------------------------------------------------------------------------------------

    def _gains_nothing(self, result: Solved) -> bool:
        """Whether what was proved of the looser scenario is what the programme costs, in every tier."""
        known, bounds = self.base.tiers, result.tiers
        return result.programme is not None and all(
            _tier(bounds, tier).bound == _tier(known, tier).objective for tier in self.tiers
        )

    def _nothing(self, candidate: Candidate) -> Price:
        return Price(candidate, tuple(Gain(tier, 0, 0, 0) for tier in self.tiers), "optimal", self.base.programme)

    def _price(self, candidate: Candidate, result: Solved) -> Price:
        """The difference, tier by tier; each is known as far as both sides are, and all those above it."""
        base, other = self.base.tiers, result.tiers
        programme = result.programme
        if candidate.only_allows and (programme is None or self._worse(other)):
            programme = self.base.programme  # it is still allowed, and nothing better was found
            other = {id: TierResult(id, tier.objective, _tier(other, id).bound) for id, tier in base.items()}
        elif programme is None:
            return Price(candidate, (), result.status)
        gains: list[Gain] = []
        settled, equal = True, True
        for tier in self.tiers:
            was, now = _tier(base, tier), _tier(other, tier)
            low, high = was.bound - now.objective, was.objective - now.bound
            low = max(low, 0) if candidate.only_allows and equal else low
            known = settled or (tier not in base and tier not in other)
            gains.append(Gain(tier, was.objective - now.objective, *((low, high) if known else (None, None))))
            settled = settled and was.proved and now.proved
            equal = equal and low == high == 0
        return Price(candidate, tuple(gains), result.status, programme)

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


def _parts(group: tuple[Candidate, ...], result: Solved | None) -> list[tuple[Candidate, ...]]:
    """A group in halves; one by one where not even all of it could be proved in time."""
    if result is not None and result.status != "optimal":
        return [(one,) for one in group]
    middle = len(group) // 2
    return [group[:middle], group[middle:]]


def _tier(side: dict[str, TierResult], tier: str) -> TierResult:
    return side.get(tier) or TierResult(tier, 0, 0)
