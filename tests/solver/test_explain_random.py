"""Random small impossible scenarios: conflicts and ways out against brute force that knows no solver.

Every way to place the items is made, and the checker says which instances each breaks. What is broken at least is a
least way out; what takes a part of each of these, and no part too many, is a minimal conflict.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from random import Random
from typing import Any

import pytest

from session_planner.checker import check
from session_planner.problem.graph import components
from session_planner.problem.model import Problem
from session_planner.programme.model import Programme
from session_planner.rules.base import PHYSICAL
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.solver.explain import explain
from session_planner.solver.extract import programme_of
from session_planner.solver.oracle import Oracle
from tests.rules.harness import assignments, tiny

Ids = frozenset[str]
HOURS = ("10:00", "11:00", "15:00", "16:00")
SEEDS = 90


def at(chance: Random) -> str:
    return f"2012-10-17T{chance.choice(HOURS)}"


def item(number: int, chance: Random) -> dict[str, Any]:
    """An item with an hour of its own, or with bounds, or with none."""
    found: dict[str, Any] = {"number": str(number), "duration": f"{chance.choice((60, 60, 120))} min"}
    said = chance.choice(("start", "earliest", "latest", "nothing", "both"))
    if said == "both":
        return found | {"earliest": "2012-10-17T15:00", "latest": "2012-10-17T12:00"}
    return found if said == "nothing" else found | {said: at(chance)}


def generated(chance: Random) -> dict[str, Any]:
    """Three items of one or two bodies, with people, an order, a lock, a document, a limit or a joint session."""
    first, second = item(1, chance), item(2, chance)
    alone = chance.random() < 0.3
    if alone:
        bodies = [{"id": "a", "agenda": [first, second, item(3, chance)]}]
        refs = ["a/1", "a/2", "a/3"]
    else:
        bodies = [{"id": "a", "agenda": [first, second]}, {"id": "b", "agenda": [item(1, chance)]}]
        refs = ["a/1", "a/2", "b/1"]
    found: dict[str, Any] = {"bodies": bodies}
    if not alone and chance.random() < 0.4:
        joint: dict[str, Any] = {"id": "j", "bodies": ["a", "b"], "items": {"a": ["2"], "b": ["1"]}}
        found["joint_sessions"] = [joint | chance.choice(({}, {"start": at(chance)}, {"latest": at(chance)}))]
        refs = ["a/1", "a/2"]  # a joint session is where its host has it, for all who must be there
    if chance.random() < 0.5:
        start, end = sorted(chance.sample(range(10, 18), 2))
        away = f"2012-10-17 {start}:00-{end}:00"
        found["officers"] = [{"id": "chair", "serves": chance.sample(refs, 2), "unavailable": [away]}]
    if chance.random() < 0.4:
        found["precedences"] = [dict(zip(("id", "before", "after"), ("order", *chance.sample(refs, 2)), strict=True))]
    if chance.random() < 0.4:
        found["locks"] = [{"id": "lock", "item": chance.choice(refs), "start": at(chance)}]
    if not alone and chance.random() < 0.4:
        found["parallel_limits"] = [{"id": "house", "most": 1}]
    if len(refs) == 3 and chance.random() < 0.4:
        found["delegations"] = [{"id": "one", "size": 1, "follows": ["a", refs[2]]}]
    return tiny(**found)


def by_hand(scenario: Scenario) -> list[Ids]:
    """The least sets of instances that some placement of all pieces breaks."""
    problem = Problem(scenario)
    broken = {
        frozenset(error.instance for error in check(Programme(programme_of(problem, placements)), scenario).errors)
        for placements in assignments(problem)
    }
    return least(broken)


def least(sets: Iterable[Ids]) -> list[Ids]:
    found: list[Ids] = []
    for one in sorted(set(sets), key=lambda one: (len(one), sorted(one))):
        if not any(other <= one for other in found):
            found.append(one)
    return found


def hitting(sets: list[Ids]) -> set[Ids]:
    """Every minimal set that takes a part of each, by trying all of them, smallest first."""
    universe = sorted(frozenset[str]().union(*sets))
    found: list[Ids] = []
    for size in range(1, len(universe) + 1):
        for some in map(frozenset, combinations(universe, size)):
            if all(some & one for one in sets) and not any(other <= some for other in found):
                found.append(some)
    return set(found)


def asks(scenario: Scenario) -> dict[str, int]:
    groups = (Oracle(scenario, group, Control()) for group in components(scenario))
    return {instance.id: instance.asks for oracle in groups for instance in oracle.instances}


IMPOSSIBLE: list[tuple[int, Scenario, list[Ids]]] = []
for seed in range(SEEDS):
    one = Scenario.model_validate(generated(Random(f"impossible {seed}")))
    ways = by_hand(one)
    if frozenset() not in ways:
        IMPOSSIBLE.append((seed, one, ways))


def test_enough_of_them_are_impossible_and_in_many_ways() -> None:
    assert len(IMPOSSIBLE) >= 60
    assert len({len(hitting(ways)) for _, _, ways in IMPOSSIBLE}) >= 3


@pytest.mark.parametrize(
    ("seed", "scenario", "ways"), IMPOSSIBLE, ids=lambda one: str(one) if isinstance(one, int) else ""
)
def test_conflicts_and_ways_out_are_those_found_by_hand(seed: int, scenario: Scenario, ways: list[Ids]) -> None:
    found = explain(scenario, Control(workers=1), conflicts=1000, repairs=1000)
    assert (found.possible, found.complete, found.least) == (False, True, True)
    assert all(conflict.proved for conflict in found.conflicts)
    conflicts = [frozenset(part.id for part in conflict.instances) for conflict in found.conflicts]
    assert len(conflicts) == len(set(conflicts))
    assert set(conflicts) == hitting(ways)
    assert sorted(map(len, conflicts)) == list(map(len, conflicts))
    price = asks(scenario)
    possible = {way for way in ways if sum(price[id] for id in way) < PHYSICAL}
    told = {frozenset(part.id for part in repair.instances) for repair in found.repairs}
    assert told == possible
    assert [repair.asks for repair in found.repairs] == sorted(sum(price[id] for id in way) for way in possible)
    assert all(repair.proved for repair in found.repairs)
