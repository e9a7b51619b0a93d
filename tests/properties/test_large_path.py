"""The ways kept for large scenarios, held against proofs on small ones: the bound by sittings, the start, the hints."""

from __future__ import annotations

import pytest

from session_planner.planning import verified
from session_planner.problem.graph import components
from session_planner.programme.model import Programme
from session_planner.rules import active, tiers
from session_planner.scenario.model import Scenario
from session_planner.solver import coarse, search
from session_planner.solver import tiers as tier_search
from session_planner.solver.control import Control
from session_planner.solver.start import first_placement
from tests.properties.test_worlds import with_programmes


def all_proved() -> list[tuple[int, Scenario, Programme]]:
    """The worlds that have a programme, with their optimal one."""
    return [
        (seed, scenario, programme) for seed, scenario, programme in with_programmes() if programme.status == "optimal"
    ]


def test_the_bound_by_sittings_is_never_above_what_is_proved_and_often_says_something():
    """Tier by tier, with the tiers above at their optimum, as the search asks; groups add up as their costs do."""
    useful = 0
    for seed, scenario, programme in all_proved():
        costs = {tier.id: tier.objective for tier in programme.tiers}
        groups = components(scenario)
        if len(groups) > 1:
            continue
        reached: dict[str, int] = {}
        for tier in tiers(scenario):
            if tier.id not in costs:
                continue
            bound = coarse.bound(scenario, groups[0], active(scenario), reached, tier.id, Control(), 5.0)
            assert bound <= costs[tier.id], f"world {seed}, tier {tier.id}"
            useful += bound > 0
            reached[tier.id] = costs[tier.id]
    assert useful > 3


def test_a_start_is_found_for_most_worlds_that_have_a_programme():
    worlds = all_proved()
    starts = (first_placement(scenario, [body.id for body in scenario.bodies], Control()) for _, scenario, _ in worlds)
    assert sum(start is not None for start in starts) > len(worlds) // 2


def test_small_worlds_come_to_the_same_costs_on_the_large_path(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tier_search, "LARGE", 0)
    for seed, scenario, programme in all_proved()[:12]:
        answer = search.solve(scenario, Control(seconds=20.0, workers=2)).programme
        assert answer is not None
        again = verified(answer, scenario)
        assert again.status == "optimal", f"world {seed}"
        assert costs(again) == costs(programme), f"world {seed}"


def costs(programme: Programme) -> dict[str, int]:
    return {tier.id: tier.objective for tier in programme.tiers if tier.objective}
