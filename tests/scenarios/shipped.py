"""What the tests of the shipped scenarios share: loading them, solving and explaining them, reading an answer."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from session_planner.loading import load
from session_planner.planning import Explanation, explain, solve
from session_planner.programme.model import Programme
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control

SCENARIOS = Path(__file__).parents[2] / "scenarios"
DATA = Path(__file__).parents[1] / "data"


def scenario(name: str, variant: str | None = None, *sets: str) -> Scenario:
    """A scenario that ships, by its file's name without suffix, with a variant and some things set."""
    return load(SCENARIOS / f"{name}.yaml", variant, sets)


def programme(of: Scenario, seconds: float = 60) -> Programme:
    """The programme found for a scenario; the checker has passed it."""
    found = solve(of, Control(seconds=seconds)).programme
    assert found is not None
    return found


def explained(of: Scenario, repairs: int = 12, seconds: float = 60) -> Explanation:
    """Why a scenario has no programme: every minimal conflict, and as many ways out as asked for."""
    return explain(of, Control(seconds=seconds), repairs=repairs)


def conflicts(explanation: Explanation) -> set[frozenset[str]]:
    """The minimal conflicts as sets of instance ids, all of them proved and no other left."""
    reasons = explanation.reasons
    assert reasons.possible is False
    assert reasons.complete
    assert all(conflict.proved for conflict in reasons.conflicts)
    found = [frozenset(part.id for part in conflict.instances) for conflict in reasons.conflicts]
    assert len(found) == len(set(found))
    return set(found)


def ways_out(explanation: Explanation) -> list[tuple[int, set[str]]]:
    """The ways out, least asking first: how much each asks, and what is given up."""
    return [(way.repair.asks, {part.id for part in way.repair.instances}) for way in explanation.ways]


def cheapest(explanation: Explanation) -> list[set[str]]:
    """What those ways out give up that ask least."""
    ways = ways_out(explanation)
    return [given_up for asks, given_up in ways if asks == ways[0][0]]


def sittings(of: Programme, body: str) -> dict[str, list[str]]:
    """By sitting: the items of a body (or its joint session, where it has no item there) in order of time."""
    found: dict[str, list[str]] = defaultdict(list)
    for segment in sorted((one for one in of.segments if one.body == body), key=lambda one: one.start):
        found[segment.sitting or ""].append(segment.item or f"joint:{segment.joint}")
    return dict(found)


def cost(of: Programme, rule: str) -> int:
    """What one soft rule costs in a programme."""
    return sum(one.cost for one in of.costs if one.rule == rule)
