"""What each thing that binds costs: what the programme would gain if it were dropped, or loosened by one step.

A price is the difference of two solves, tier by tier; no tier's gain makes up for another's. Few solves are saved, each
by a proof: dropping a thing that only forbids allows all that was allowed before, so that where many are dropped at
once and nothing is gained, each of them gains nothing; where something is, the halves are asked. For a scenario without
a programme there is no price but a repair: see `repairs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, Literal

from session_planner import planning
from session_planner.errors import InputError, Mistake
from session_planner.programme.differences import Change, differences
from session_planner.programme.model import Programme, Segment, TierResult
from session_planner.rules import tier_title, tiers
from session_planner.scenario.model import Published, Replan, Scenario
from session_planner.solver.control import Control
from session_planner.studies.loosened import STEP, Candidate, candidates, loosened
from session_planner.words import Words

_BASE = 0.2
"""Of a limited time: the share for the programme that the prices are of."""
_CHANGES = ("affected", "moved", "shifted", "rehoused")
Status = Literal["optimal", "feasible", "impossible", "time-up"]


@dataclass(frozen=True, slots=True)
class Solved:
    """What one solve came to: its cost and bound by tier, those that cost nothing left out."""

    status: Status
    programme: Programme | None = None

    @property
    def tiers(self) -> dict[str, TierResult]:
        """The tiers by id."""
        return {tier.id: tier for tier in self.programme.tiers} if self.programme else {}


@dataclass(frozen=True, slots=True)
class Gain:
    """What a tier gains: `found` between the two programmes; really between `low` and `high`, None where not known."""

    tier: str
    found: int
    low: int | None
    high: int | None

    @property
    def exact(self) -> bool:
        """Whether it is known to the point."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Price:
    """What dropping or loosening one thing gains, tier by tier, and what would move.

    `moves`: what differs from the programme that is; `least`: proved to be as little as the gain allows. `status`: of
    the programme that it allows; `optimal` where the gain is proved without one.
    """

    candidate: Candidate
    gains: tuple[Gain, ...]
    status: Status
    programme: Programme | None = None
    moves: tuple[Change, ...] = ()
    least: bool = False

    @property
    def exact(self) -> bool:
        """Whether every tier's gain is known to the point."""
        return self.status != "time-up" and all(gain.exact for gain in self.gains)

    @property
    def first(self) -> Gain | None:
        """The most important tier that changes, or may."""
        return next((gain for gain in self.gains if gain.found or not gain.exact), None)

    @property
    def order(self) -> tuple[bool, tuple[int, ...]]:
        """For ordering: dearest first as found, what leaves no programme last."""
        return not self.gains, tuple(-gain.found for gain in self.gains)

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """For `--json`; tiers in which nothing changes are left out."""
        return {
            "id": self.candidate.id,
            "kind": self.candidate.kind,
            "statement": self.candidate.words.told(lang),
            "source": self.candidate.source,
            "sets": list(self.candidate.sets),
            "status": self.status,
            "exact": self.exact,
            "first": self.first.tier if self.first else None,
            "gains": [
                {"tier": gain.tier, "gain": gain.found, "low": gain.low, "high": gain.high}
                for gain in self.gains
                if gain.found or not gain.exact
            ],
            "moves": [_move(change) for change in self.moves],
            "least": self.least,
        }


@dataclass(frozen=True, slots=True)
class Prices:
    """The programme that is, and what each thing that binds costs it, dearest first.

    `refused`: what cannot be dropped or loosened so, with the mistake that the scenario would then have.
    """

    base: Solved
    prices: tuple[Price, ...] = ()
    refused: tuple[tuple[Candidate, Mistake], ...] = ()
    titles: Mapping[str, Words] = field(default_factory=dict)
    """By tier, how a person reads it."""

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """For `--json`."""
        base = self.base.programme
        return {
            "status": self.base.status,
            "tiers": [{"id": one.id, "objective": one.objective, "bound": one.bound} for one in base.tiers]
            if base
            else [],
            "prices": [price.as_dict(lang) for price in self.prices],
            "refused": [{"id": one.id, "message": mistake.text(lang)} for one, mistake in self.refused],
        }


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
    return Solved("optimal" if outcome.programme.status == "optimal" else "feasible", outcome.programme)


class _Pricing:
    """Prices the candidates of one scenario."""

    def __init__(self, scenario: Scenario, control: Control, executor: Executor | None, at_once: int) -> None:
        self.scenario, self.control = scenario, control
        self.executor, self.at_once = executor, max(1, at_once)
        self.tiers = [tier.id for tier in tiers(scenario)]
        self.base = Solved("time-up")
        self.refused: list[tuple[Candidate, Mistake]] = []

    def run(self, wanted: Sequence[Candidate]) -> Prices:
        """The base, then what only allows (by halves, steps after what drops them), then all else one by one."""
        self.base = _solved(self.scenario, self.control.part(_BASE) if wanted else self.control)
        if self.base.programme is None:
            return Prices(self.base)
        titles = {tier.id: tier_title(tier) for tier in tiers(self.scenario)}
        found: dict[str, Price] = {}
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
        order = {one.id: at for at, one in enumerate(wanted)}
        ranked = sorted(found.values(), key=lambda price: (price.order, order[price.candidate.id]))
        return Prices(self.base, tuple(self._moved(ranked)), tuple(self.refused), titles)

    @property
    def _free(self) -> bool:
        """Whether the programme is proved to cost nothing: then nothing that only allows can gain anything."""
        return all(tier.proved and not tier.objective for tier in self.base.tiers.values())

    # -- many at once ----------------------------------------------------------------------------------------------

    def _by_halves(self, wanted: Sequence[Candidate], besides: int) -> Iterable[Price]:
        """Prices of candidates that can be dropped along with each other, asking groups before their members."""
        if self._free:
            yield from map(self._nothing, wanted)
            return
        # A decision takes with it what rests on it, which must be there to be dropped before.
        ordered = sorted(wanted, key=lambda one: one.kind == "decision")
        groups = [tuple(ordered)] if ordered else []
        while groups:
            left = sum(map(len, groups)) + besides
            halves: list[tuple[Candidate, ...]] = []
            for group, result in zip(groups, self._all(groups, left), strict=True):
                if result is None and len(group) == 1:
                    continue
                if result is not None and self._gains_nothing(result):
                    yield from map(self._nothing, group)
                elif result is not None and len(group) == 1:
                    yield self._price(group[0], result)
                else:
                    middle = len(group) // 2
                    halves += [group[:middle], group[middle:]]
            groups = halves

    def _all(self, groups: Sequence[tuple[Candidate, ...]], left: int) -> list[Solved | None]:
        """The scenario solved without each group; None where it cannot be without. `left`: solves that may follow."""
        made = [self._without(group) for group in groups]
        if self.executor is None:
            parts = (self.control.part(1 / max(1, left - at)) for at in range(len(made)))
            return [None if one is None else _solved(one, part) for one, part in zip(made, parts, strict=True)]
        seconds = None if self.control.left is None else self.control.left * self.at_once / max(left, self.at_once)
        workers, seed = self.control.workers, self.control.seed
        asked = [None if one is None else self.executor.submit(solved, one, seconds, workers, seed) for one in made]
        return [None if one is None else one.result() for one in asked]

    def _without(self, group: Sequence[Candidate]) -> Scenario | None:
        sets = [change for one in group for change in one.sets]
        try:
            return loosened(self.scenario, sets)
        except InputError as error:
            if len(group) == 1:
                self.refused.append((group[0], error.mistakes[0]))
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
            gains.append(Gain(tier, was.objective - now.objective, *((low, high) if settled else (None, None))))
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
        assert self.base.programme is not None
        assert price.programme is not None
        programme, least = price.programme, False
        if not self.control.over and not self.scenario.replan.published:
            near = _near(loosened(self.scenario, price.candidate.sets), self.base.programme)
            answer = _solved(near, self.control.part(share))
            if answer.programme is not None and self._as_good(answer.tiers, price.programme):
                kept = tuple(tier for tier in answer.programme.tiers if tier.id not in _CHANGES)
                least = all(tier.proved for tier in answer.programme.tiers if tier.id == "moved")
                least = least and all(tier.proved for tier in kept)
                costs = tuple(cost for cost in answer.programme.costs if cost.tier not in _CHANGES)
                programme = replace(answer.programme, tiers=kept, costs=costs)
        return replace(price, programme=programme, moves=differences(self.base.programme, programme), least=least)

    def _as_good(self, found: dict[str, TierResult], programme: Programme) -> bool:
        known = {tier.id: tier for tier in programme.tiers}
        kept = [tier for tier in self.tiers if tier not in _CHANGES]
        return all(_tier(found, tier).objective == _tier(known, tier).objective for tier in kept)


def _tier(side: dict[str, TierResult], tier: str) -> TierResult:
    return side.get(tier) or TierResult(tier, 0, 0)


def _near(scenario: Scenario, programme: Programme) -> Scenario:
    """The scenario, which then asks for what is nearest to a programme, after all that it asked for already."""
    order = tiers(scenario)
    first = [tier for tier in order if tier.id not in _CHANGES]
    near = scenario.model_copy(
        update={
            "tiers": (*first, *(tier for tier in order if tier.id in _CHANGES)),
            "replan": Replan(published=tuple(published(programme))),
        }
    )
    near._outline = None
    return near


def published(programme: Programme) -> Iterable[Published]:
    """Where a programme has each part of an item and each joint session."""
    joints = sorted((one for one in programme.segments if one.joint), key=lambda one: str(one.joint))
    for one in programme.segments:
        if not one.joint:
            yield Published(item=one.ref, part=one.part, start=one.start, end=one.end, room=one.room)
    for joint, together in groupby(joints, key=lambda one: one.joint):
        rows: list[Segment] = sorted(together, key=lambda one: one.start.timestamp())
        host = [one for one in rows if one.body == (one.bodies or (one.body,))[0]] or rows
        end = max((one.end for one in host), key=lambda end: end.timestamp())
        yield Published(item=f"joint:{joint}", start=host[0].start, end=end, room=host[0].room)


def _move(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "kinds": list(change.kinds),
        **{name: _where(segment) for name, segment in (("from", change.old), ("to", change.new))},
    }


def _where(segment: Segment | None) -> dict[str, Any] | None:
    if segment is None:
        return None
    return {"start": segment.start.isoformat(), "end": segment.end.isoformat(), "room": segment.room}
