"""Replanning near what must move, held against solving the same from nothing: the same least change, tier by tier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import pytest

from session_planner.bench.weeks import week
from session_planner.checker import check
from session_planner.planning import solve
from session_planner.problem.graph import components
from session_planner.programme.model import Programme
from session_planner.scenario.model import Replan, Scenario
from session_planner.scenario.outline import outline
from session_planner.solver import replanning
from session_planner.solver.alone import Alone, Apart
from session_planner.solver.control import Control
from session_planner.solver.search import Outcome
from session_planner.solver.start import families
from session_planner.studies.replanning.happened import placed, published
from tests.properties.worlds import world

WORLDS = range(1000, 1060)
NEVER = 10**9


def programme_of(data: dict[str, Any]) -> Programme | None:
    """What is published of a small world; None where there is nothing to publish."""
    return solve(Scenario.model_validate(data), Control(workers=1)).programme


def longer(data: dict[str, Any], dice: Random) -> None:
    """An item takes two hours more."""
    item = dice.choice(dice.choice(data["bodies"])["agenda"])
    item["duration"] = f"{int(item['duration'].split()[0]) + 120} min"


def shorter(data: dict[str, Any], dice: Random) -> None:
    """An item takes half as long, or less."""
    item = dice.choice(dice.choice(data["bodies"])["agenda"])
    item["duration"] = (
        f"{max(data['grain'], int(item['duration'].split()[0]) // 2 // data['grain'] * data['grain'])} min"
    )


def room_lost(data: dict[str, Any], dice: Random) -> None:
    """A room cannot be had for an afternoon."""
    for room in data.get("rooms", ())[:1]:
        room["unavailable"] = [*room.get("unavailable", ()), f"{dice.choice(data['days'])['date']} 13:00-19:00"]


def ill(data: dict[str, Any], dice: Random) -> None:
    """The chair of a body is away for a day."""
    away = f"{dice.choice(data['days'])['date']} 08:00-19:00"
    chair = {"id": "chair", "serves": [dice.choice(data["bodies"])["id"]], "unavailable": [away]}
    data["officers"] = [*data.get("officers", ()), chair]


def sitting_lost(data: dict[str, Any], dice: Random) -> None:
    """One sitting of everybody is cancelled."""
    day = dice.choice(data["days"])
    day["sittings"] = [one for one in day["sittings"] if one != dice.choice(day["sittings"])] or day["sittings"]


def new_item(data: dict[str, Any], dice: Random) -> None:
    """A body has to take up something more."""
    dice.choice(data["bodies"])["agenda"].append({"number": "99", "duration": "60 min"})


def nothing(data: dict[str, Any], dice: Random) -> None:
    """All is as it was."""


EVENTS: tuple[Callable[[dict[str, Any], Random], None], ...] = (
    longer, shorter, room_lost, ill, sitting_lost, new_item, nothing,
)  # fmt: skip


@cache
def disturbed() -> tuple[tuple[str, Scenario], ...]:
    """Small worlds with what was published of them, after something happened, the same each time."""
    return tuple(_disturbed())


def _disturbed() -> Iterator[tuple[str, Scenario]]:
    for seed in WORLDS:
        programme = programme_of(world(seed))
        if programme is None:
            continue
        for event in Random(seed).sample(EVENTS, 3):
            data = world(seed)
            event(data, Random(seed))
            yield f"world {seed}, {event.__name__}", with_published(Scenario.model_validate(data), programme)


def with_published(scenario: Scenario, programme: Programme) -> Scenario:
    """The scenario with what change is measured against."""
    known = outline(scenario)
    found = scenario.model_copy(update={"replan": Replan(published=published(placed(programme, known), known))})
    found._outline = None
    return found


def near(scenario: Scenario, monkeypatch: pytest.MonkeyPatch, control: Control | None = None) -> Outcome:
    """Solved from what was published, however small it is."""
    monkeypatch.setattr(replanning, "FROM", 0)
    return solve(scenario, control or Control(workers=1))


@cache
def far() -> dict[str, Outcome]:
    """By name: each solved as if there were no way to begin from what was published."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(replanning, "FROM", NEVER)
        return {name: solve(scenario, Control(workers=1)) for name, scenario in disturbed()}


def costs(programme: Programme) -> dict[str, int]:
    """By tier, where there are any."""
    return {tier.id: tier.objective for tier in programme.tiers if tier.objective}


def test_the_same_least_change_as_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both proved, and the same in every tier: also in those after the change, where everything else stays."""
    seen: Counter[str] = Counter()
    for name, scenario in disturbed():
        one, other = near(scenario, monkeypatch), far()[name]
        assert one.impossible == other.impossible, name
        seen["impossible"] += one.impossible
        if one.programme is None or other.programme is None:
            assert one.programme is other.programme is None, name
            continue
        assert check(one.programme, scenario).clean, name
        assert costs(one.programme) == costs(other.programme), name
        assert one.programme.status == other.programme.status == "optimal", name
        assert (one.least is not None) == bool(scenario.replan.published), name
        seen["moved"] += "moved" in costs(one.programme)
    assert seen["moved"] > 15
    assert seen["impossible"] > 3


def test_where_too_many_are_concerned_the_bounds_are_never_above_the_least(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each family by itself: nothing is called proved that is not, and often enough the bounds are met.

    Where nothing can move but what cannot stay, all that comes after the change is proved, too.
    """
    monkeypatch.setattr(replanning, "LARGE", 0)
    met = whole = 0
    for name, scenario in disturbed():
        other = far()[name].programme
        one = near(scenario, monkeypatch).programme
        if other is None:
            continue
        assert one is not None, name
        least = costs(other)
        for tier in one.tiers:
            assert tier.bound <= least.get(tier.id, 0), f"{name}: {tier.id}"
            if tier.objective > least.get(tier.id, 0):
                break
        met += "moved" in least and all(tier.proved for tier in one.tiers if tier.id in ("affected", "moved"))
        whole += "moved" in least and one.status == "optimal"
        assert one.status != "optimal" or costs(one) == least, name
    assert met > 10
    assert whole > 5, whole


def test_what_bodies_come_to_by_themselves_is_never_above_what_all_come_to() -> None:
    """Some of them together, and family by family: tier after tier, with those before at their least."""
    useful: Counter[str] = Counter()
    for name, scenario in disturbed():
        known, outcome = outline(scenario), far()[name]
        if outcome.programme is None or not scenario.replan.published or len(components(scenario)) > 1:
            continue
        least = dict.fromkeys(("affected", "moved", "shifted", "rehoused"), 0)
        least |= {tier: cost for tier, cost in costs(outcome.programme).items() if tier in least}
        apart = Apart(scenario, families(known, tuple(known.bodies)), Control(workers=1), Outcome())
        some = Alone(scenario, tuple(known.bodies)[:2], Control(workers=1), Outcome())
        for bounds in (apart.bounds(least), some.bounds(least)):
            for tier, bound in bounds.items():
                assert bound <= least[tier], f"{name}: {tier}"
                useful[tier] += bound > 0
    assert min(useful[tier] for tier in ("affected", "moved", "shifted")) > 5


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_bytes_again(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for _name, scenario in disturbed()[:40:4]:
        first, second = (near(scenario, monkeypatch, Control(workers=workers)).programme for _ in range(2))
        assert (first and replace(first, solver={})) == (second and replace(second, solver={}))


def test_what_comes_before_the_change_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a scenario puts people or order before the change, it is solved as any other."""
    assert replanning.change_tiers(Scenario.model_validate(world(1000))) is not None
    data = world(1000) | {"tiers": [{"id": "people"}, {"id": "affected"}]}
    data["delegations"] = [{"id": "d", "size": 2, "follows": [body["id"] for body in data["bodies"]]}]
    assert replanning.change_tiers(Scenario.model_validate(data)) is None
    data = world(1000) | {"rules": {"moved-segments": "off"}}
    assert replanning.change_tiers(Scenario.model_validate(data)) is None


@pytest.fixture(scope="module")
def session() -> tuple[dict[str, Any], Programme]:
    """A week of four bodies, and the first programme of it that is found."""
    data, control = week(4), Control(60.0)
    control.watch = lambda _found: control.stop()
    programme = solve(Scenario.model_validate(data), control).programme
    assert programme is not None
    return data, programme


@pytest.mark.parametrize("event", [nothing, ill, room_lost, new_item], ids=lambda event: event.__name__)
def test_a_week_changes_least(
    event: Callable[[dict[str, Any], Random], None], session: tuple[dict[str, Any], Programme]
) -> None:
    """At its own size: proved, checked, and nothing moves where nothing happened."""
    data, programme = deepcopy(session[0]), session[1]
    event(data, Random(3))
    scenario = with_published(Scenario.model_validate(data), programme)
    outcome = solve(scenario, Control(60.0))
    assert outcome.programme is not None
    assert check(outcome.programme, scenario).clean
    change = {
        tier.id: tier for tier in outcome.programme.tiers if tier.id in ("affected", "moved", "shifted", "rehoused")
    }
    assert all(tier.proved for tier in change.values())
    assert outcome.least is not None
    if event is nothing:
        assert not any(tier.objective for tier in change.values())
        assert places(outcome.programme) == places(programme)
    if event is ill:
        # The first programme that is found is not the same each time: something moves where it needed the chair then.
        assert (change["moved"].objective > 0) == (not check(programme, scenario).clean)


def places(programme: Programme) -> set[tuple[Any, ...]]:
    """Where everything is."""
    return {(one.ref, one.start.isoformat(), one.end.isoformat(), one.room) for one in programme.segments}
