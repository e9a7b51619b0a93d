"""Between two wishes: every programme in which neither can be had cheaper without the other costing more.

The two stand above all other wishes, each in a tier of its own. One is minimised with what the other may charge held
under a cap, then the other with the first at what it reached; the cap goes down from point to point. Each point is a
programme that was checked, and two proofs make it a point of the front. Bodies that nothing links have a front each;
what they come to together are the sums of which no other is better, and that is exact.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from session_planner import planning
from session_planner.problem.graph import components
from session_planner.programme.model import Programme, TierResult, ordered
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.studies.pricing.loosened import loosened
from session_planner.studies.pricing.objectives import Objective, objectives

_USUAL = 8
"""Points that time is set aside for where their number is not known."""


@dataclass(frozen=True, slots=True)
class Point:
    """A programme between the two: what each charges, and what the two charge at least.

    `proved`: neither can be less without the other being more. If not, `second_low` is what the second may come down
    to with the first as it is, and `first_low` what the first may with the second as it is.
    """

    first: int
    second: int
    first_low: int
    second_low: int
    programme: Programme = field(compare=False)

    @property
    def proved(self) -> bool:
        """Whether it is known to be on the front."""
        return self.first_low >= self.first and self.second_low >= self.second

    def as_dict(self, first: Objective, second: Objective) -> dict[str, Any]:
        """For `--json`: the figures of the two; `first_low` is the best that the first may come to."""
        return {
            "first": first.figure(self.first),
            "second": second.figure(self.second),
            "first_low": first.figure(self.first_low),
            "second_low": second.figure(self.second_low),
            "proved": self.proved,
        }


@dataclass(frozen=True, slots=True)
class Front:
    """The points found, from the least of the first wish on. `complete`: proved that there are no others.

    `impossible`: there is no programme at all; without that and without points the time was up before one was found.
    """

    first: Objective
    second: Objective
    points: tuple[Point, ...] = ()
    complete: bool = False
    impossible: bool = False

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """For `--json`."""
        return {
            "between": [{"id": one.id, "title": one.title.told(lang)} for one in (self.first, self.second)],
            "points": [point.as_dict(self.first, self.second) for point in self.points],
            "complete": self.complete,
            "possible": bool(self.points) or (False if self.impossible else None),
        }


def front(
    scenario: Scenario, first: str, second: str, control: Control | None = None, steps: int | None = None
) -> Front:
    """The front between two soft rules, tiers or measures, by name; of at most about `steps` points.

    The scenario must have been loaded from a file. Raises InputError where there is no such wish.
    """
    control = control or Control()
    both = objectives(scenario, first, second)
    whole = _raised(scenario, both[1], both[0])
    groups = components(whole)
    complete, points, impossible = True, list[Point](), False
    for at, group in enumerate(groups):
        share = control.part(1 / (len(groups) - at))
        apart = _apart(scenario, group) if len(groups) > 1 else scenario
        found = _Group(apart, both, share, steps)
        own = found.points()
        complete, impossible = complete and found.complete, found.impossible
        if not own:
            return Front(*both, impossible=impossible)
        points = _pruned(_sum(points, own, whole)) if at else own
    if len(groups) > 1:
        points = [replace(one, programme=planning.verified(one.programme, whole)) for one in points]
    return Front(*both, tuple(points), complete)


def _raised(scenario: Scenario, *order: Objective) -> Scenario:
    """The scenario with these wishes above all others, each in a tier of its own."""
    own = [{"id": one.tier} for one in order]
    rest = [
        {"id": tier.id, **({"title": tier.title.get("") or dict(tier.title)} if tier.title else {})}
        for tier in scenario.tiers
    ]
    sets = [f"tiers={json.dumps([*own, *rest], ensure_ascii=False)}"]
    for one in order:
        for rule in one.rules:
            known = scenario.rules.get(rule)
            setting = {**(known.model_dump(exclude_none=True) if known else {}), "kind": "soft", "tier": one.tier}
            if one.counted:
                setting["weight"] = 1
            sets.append(f"rules[{rule}]={json.dumps(setting, ensure_ascii=False)}")
    return loosened(scenario, sets)


def _apart(scenario: Scenario, group: Sequence[str]) -> Scenario:
    """The scenario of one group of bodies that nothing links to the others."""
    return loosened(scenario, [f"-body:{body.id}" for body in scenario.bodies if body.id not in group])


class _Group:
    """Finds the front of bodies that are solved together."""

    def __init__(
        self, scenario: Scenario, both: tuple[Objective, Objective], control: Control, steps: int | None
    ) -> None:
        self.first, self.second = both
        self.control, self.steps = control, steps
        self.by_first = _raised(scenario, self.first, self.second)
        self.by_second = _raised(scenario, self.second, self.first)
        self.found: list[Point] = []
        self.complete, self.impossible = True, False

    def points(self) -> list[Point]:
        """Both ends, then what lies between them: all, or from the widest gap on as many as are asked for."""
        left = self._point(self.by_first)
        right = self._point(self.by_second) if left else None
        if left is None or right is None:
            self.complete = False
            return _pruned(self.found)
        gaps = [(left.first, right.first)]
        while gaps := [(low, high) for low, high in gaps if high - low > 1]:
            if self.control.over or (self.steps is not None and len(set(self.found)) >= self.steps):
                self.complete = False
                break
            low, high = max(gaps, key=lambda gap: gap[1] - gap[0])
            gaps.remove((low, high))
            cap = high - 1 if self.steps is None else (low + high) // 2
            point = self._point(self.by_second, cap)
            if point is None:
                self.complete = False
                continue
            gaps += [(low, point.first), (cap, high)]
        return _pruned(self.found)

    def _point(self, scenario: Scenario, cap: int | None = None) -> Point | None:
        left = max(2, (self.steps or _USUAL) - len(self.found))
        caps = None if cap is None else {self.first.tier: cap}
        outcome = planning.solve(scenario, self.control.part(1 / left), caps)
        if outcome.programme is None:
            self.impossible = outcome.impossible and not self.found
            return None
        reached = {tier.id: tier for tier in outcome.programme.tiers}
        first, second = (reached.get(one.tier) or TierResult(one.tier, 0, 0) for one in (self.first, self.second))
        point = Point(first.objective, second.objective, first.bound, second.bound, outcome.programme)
        self.complete = self.complete and point.proved
        self.found.append(point)
        return point


def _pruned(found: Iterable[Point]) -> list[Point]:
    """The points that no other is better than, one each, from the least of the first wish on."""
    kept: list[Point] = []
    for point in sorted(found, key=lambda one: (one.first, one.second, not one.proved)):
        if not kept or point.second < kept[-1].second:
            kept.append(point)
    return kept


def _sum(some: Iterable[Point], others: Sequence[Point], whole: Scenario) -> Iterator[Point]:
    """Every point of one group of bodies with every point of another."""
    for one in some:
        for other in others:
            yield Point(
                one.first + other.first,
                one.second + other.second,
                one.first_low + other.first_low,
                one.second_low + other.second_low,
                _together(one.programme, other.programme, whole),
            )


def _together(one: Programme, other: Programme, whole: Scenario) -> Programme:
    """One programme of two that nothing links, not yet checked."""
    reached = {tier.id: tier for tier in one.tiers}
    for tier in other.tiers:
        so_far = reached.get(tier.id, TierResult(tier.id, 0, 0))
        reached[tier.id] = TierResult(tier.id, so_far.objective + tier.objective, so_far.bound + tier.bound)
    return replace(
        one,
        segments=ordered((*one.segments, *other.segments)),
        tiers=tuple(reached.values()),
        unscheduled=(*one.unscheduled, *other.unscheduled),
        sets=whole._sets,
    )
