"""The grid comes to what the whole model comes to, on small conferences where both prove it; packing by itself."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

import pytest

from session_planner.planning import solve, verified
from session_planner.problem.model import Problem, Sitting
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import Slot
from session_planner.solver.control import Control
from session_planner.solver.grid.builder import GridBuilder, NotOnGridError
from session_planner.solver.grid.packing import Hours, packed
from session_planner.solver.grid.search import solved, stated
from session_planner.solver.tiers import Outcome, TierSearch

SEEDS = range(30)
QUIET = (
    "agenda-order",
    "even-load",
    "few-splits",
    "finish-early",
    "parts-close",
    "release-sittings",
    "room-not-too-large",
)


def conference(seed: int) -> Scenario:
    """Two or three tracks with talks of one or two slots, in a few sessions and rooms, with all that may cost."""
    dice = Random(seed)
    rooms = [f"r{number}" for number in range(dice.choice([2, 3]))]
    hours = dice.sample(["09:00-11:00", "11:00-14:00", "15:00-17:00"], dice.choice([2, 3]))
    bodies = [
        {
            "id": f"t{track}",
            "chambers": dice.choice([1, 2, 2]),
            "agenda": [
                {"number": str(number), "duration": f"{dice.choice([1, 1, 2])} h"}
                | ({"place": number} if dice.random() < 0.3 else {})
                for number in range(1, dice.choice([2, 3, 4]) + 1)
            ],
        }
        for track in range(dice.choice([2, 3]))
    ]
    talks = [f"{body['id']}/{item['number']}" for body in bodies for item in body["agenda"]]
    tracks = [body["id"] for body in bodies]
    windows = [f"2026-05-04 {one}" for one in hours]
    costs = [
        {
            "of": [dice.choice([*talks, *tracks])],
            "windows": dice.sample(windows, dice.choice([0, 1])),
            "rooms": dice.sample(rooms, dice.choice([0, 1])),
            "cost": dice.choice([1, 5]),
        }
        for _ in range(6)
    ]
    apart = [
        {"id": f"a{number}", "of": dice.sample([*talks, *tracks], 2), "cost": dice.choice([1, 4]), "by": by}
        for number, by in enumerate(["sitting", "sitting", "sitting", "moment"])
    ]
    rules = dict.fromkeys(QUIET, "off") | {
        rule: {"kind": "soft", "weight": weight, "tier": "order"}
        for rule, weight in (("same-room", 1), ("single-room", 2), ("consecutive-sittings", 3), ("place-costs", 1),
                             ("kept-apart", 1), ("agenda-places", 2))
    }  # fmt: skip
    return Scenario.model_validate(
        {
            "format": 1,
            "id": f"conference-{seed}",
            "title": "Conference",
            "timezone": "UTC",
            "grain": 60,
            "days": [{"date": "2026-05-04", "sittings": sorted(hours)}],
            "rooms": [{"id": room} for room in rooms],
            "bodies": bodies,
            "place_costs": costs,
            "kept_apart": apart,
            "rules": rules,
        }
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_the_grid_and_the_whole_model_come_to_the_same(seed: int) -> None:
    """What the grid proves is so; where it stops short of a proof, its bound is no higher than the truth."""
    of = conference(seed)
    whole = TierSearch(Problem(of), Control(workers=1), Outcome()).run()
    found = solved(Problem(of), Control(workers=1), Outcome())
    assert found is not None
    assert (found.segments is None) == (whole.segments is None) == found.infeasible
    if whole.segments is None:
        return
    (truth,) = (tier for tier in whole.tiers.values() if tier.id == "order")
    (tier,) = (tier for tier in found.tiers.values() if tier.id == "order")
    assert truth.proved
    assert tier.bound <= truth.objective <= tier.objective
    if tier.proved:
        assert tier.objective == truth.objective


def test_most_of_these_conferences_are_possible_and_proved() -> None:
    """Otherwise the test above would compare little."""
    parts = [solved(Problem(conference(seed)), Control(workers=1), Outcome()) for seed in SEEDS]
    possible = [part for part in parts if part is not None and part.segments is not None]
    assert len(possible) >= len(SEEDS) // 2
    assert sum(all(tier.proved for tier in part.tiers.values()) for part in possible) >= len(possible) * 2 // 3
    assert any(part is not None and part.infeasible for part in parts)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_comes_out_passes_the_checker_at_the_cost_it_claims(seed: int) -> None:
    of = conference(seed)
    outcome = solve(of, Control(workers=1))
    if outcome.programme is not None:
        assert verified(outcome.programme, of).costs == outcome.programme.costs


def test_a_rule_about_times_inside_sittings_is_for_the_whole_model() -> None:
    of = conference(0).model_copy(update={"rules": {}})
    grid = stated(Problem(of))
    assert grid is not None
    assert "agenda-order" in grid.beyond


def test_hard_rules_that_look_beyond_the_grid_and_items_in_parts_are_not_on_it() -> None:
    data = conference(0).model_dump(mode="json", include={"format", "title", "timezone", "grain"}, by_alias=True)
    base: dict[str, Any] = data | {
        "title": "C",
        "days": [{"date": "2026-05-04", "sittings": ["09:00-12:00"]}],
        "rooms": [{"id": "r"}],
        "bodies": [{"id": "b", "agenda": [{"number": str(n), "duration": "1 h"} for n in (1, 2)]}],
    }
    assert stated(Problem(Scenario.model_validate(base))) is not None
    ordered = base | {"precedences": [{"before": "b/2", "after": "b/1"}]}
    assert stated(Problem(Scenario.model_validate(ordered))) is None
    base["bodies"][0]["agenda"][0]["splittable"] = True
    with pytest.raises(NotOnGridError):
        GridBuilder(Problem(Scenario.model_validate(base)))


# -- packing -----------------------------------------------------------------------------------------------------------


def hours(length: int, lengths: list[int], rooms: int, bound: dict[int, int] | None = None) -> Hours:
    moment = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)
    slot = Slot("b", "2026-05-04T09:00", moment.date(), moment, 0, length, length, False)
    sitting = Sitting(0, "b", slot, 0, length, length, 0)
    return Hours((sitting,) * rooms, dict(enumerate(lengths)), tuple(range(rooms)), bound or {})


@pytest.mark.parametrize(
    ("length", "lengths", "rooms"),
    [
        (10, [5, 5, 5, 5], 2),
        (10, [6, 5, 5, 4], 2),
        (12, [7, 6, 6, 5], 2),
        (10, [4, 4, 3, 3, 3, 3], 2),  # the longest into the emptiest room first would leave 3 without a place
        (12, [4, 4, 4, 6, 6, 6, 3, 3], 3),
    ],
)
def test_what_goes_in_is_put_in(length: int, lengths: list[int], rooms: int) -> None:
    found = packed(hours(length, lengths, rooms))
    assert found is not None
    for room in range(rooms):
        inside = [lengths[piece] for piece, at in found.items() if at == room]
        assert 0 < sum(inside) <= length


@pytest.mark.parametrize(("length", "lengths", "rooms"), [(10, [6, 6, 6], 2), (3, [2, 2, 2], 2), (10, [4, 4, 4, 4], 1)])
def test_what_does_not_go_in_is_told(length: int, lengths: list[int], rooms: int) -> None:
    assert packed(hours(length, lengths, rooms)) is None


def test_items_bound_to_a_room_are_in_it() -> None:
    found = packed(hours(10, [5, 5, 5, 5], 2, {0: 1, 1: 1}))
    assert found == {0: 1, 1: 1, 2: 0, 3: 0}
    assert packed(hours(10, [6, 6], 2, {0: 1, 1: 1})) is None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_small_conference_is_proved_whatever_the_grid_leaves_open(seed: int) -> None:
    of = conference(seed)
    whole = TierSearch(Problem(of), Control(workers=1), Outcome()).run()
    outcome = solve(of, Control(workers=1))
    assert outcome.impossible == (whole.segments is None)
    if outcome.programme is not None:
        assert outcome.programme.status == "optimal"
        assert outcome.programme.objective == sum(tier.objective for tier in whole.tiers.values())
