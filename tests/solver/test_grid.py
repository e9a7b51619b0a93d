"""The grid comes to what the whole model comes to, on small conferences where both prove it; packing by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from ortools.sat.python import cp_model

from session_planner.planning import solve, verified
from session_planner.problem.model import Problem, Sitting
from session_planner.programme.model import Programme, TierResult
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import Slot
from session_planner.solver.control import Control, Progress
from session_planner.solver.grid.builder import GridBuilder, NotOnGridError
from session_planner.solver.grid.packing import Hours, UndecidedError, packed
from session_planner.solver.grid.search import solved, stated
from session_planner.solver.search import costs_of
from session_planner.solver.tiers import Outcome, Part, TierSearch

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


# -- where the grid would say too much -------------------------------------------------------------------------------


def small(bodies: list[dict[str, Any]], sittings: list[Any], **more: Any) -> Scenario:
    """Bodies with items of whole hours on one day, in three rooms unless `more` says others."""
    of = {
        "format": 1,
        "id": "small",
        "title": "Small",
        "timezone": "UTC",
        "grain": 60,
        "days": [{"date": "2026-05-04", "sittings": sittings}],
        "rooms": [{"id": "r"}, {"id": "s"}, {"id": "t"}],
        "rules": {},
    }
    data = of | more | {"bodies": bodies}
    return Scenario.model_validate(data | {"rules": dict.fromkeys(QUIET, "off") | data["rules"]})


def talks(*lengths: int, places: Sequence[int] = ()) -> list[dict[str, Any]]:
    """Items of so many hours, the first of them with places."""
    items: list[dict[str, Any]] = [{"number": str(at), "duration": f"{hours} h"} for at, hours in enumerate(lengths, 1)]
    for item, place in zip(items, places, strict=False):
        item["place"] = place
    return items


RUNS_INTO = [{"hours": "09:00-11:00", "open_until": "13:00"}, "12:00-14:00"]


def test_a_chamber_keeps_its_room_where_its_open_end_runs_into_its_next_sitting() -> None:
    of = small([{"id": "a", "chambers": 2, "agenda": talks(3, 2)}], RUNS_INTO, rooms=[{"id": "r"}])
    assert solve(of, Control(workers=1)).programme is not None


def test_what_follows_an_open_end_does_not_begin_before_it() -> None:
    """Both items fit into their sittings; on the grid one of four hours would be over after the other has begun."""
    bodies = [{"id": "a", "agenda": talks(4, 2)}, {"id": "b", "chambers": 2, "agenda": talks(1)}]
    of = small(
        bodies, [{"hours": "09:00-11:00", "open_until": "13:00"}, {"hours": "12:00-13:00", "open_until": "14:00"}]
    )
    outcome = solve(of, Control(workers=1))
    assert outcome.programme is None
    assert outcome.impossible


@pytest.mark.parametrize("rule", ["kept-apart", "agenda-places"])
def test_a_hard_rule_that_looks_at_moments_holds(rule: str) -> None:
    """The grid knows only what is certain of it, which is not enough for what must not be."""
    bodies = [{"id": "a", "chambers": 2, "agenda": talks(1, 1, places=[2, 1])}, {"id": "b", "agenda": talks(1, 1)}]
    apart = [{"id": "k", "of": ["a/1", "b/1"], "cost": 1, "by": "moment"}]
    moments = ("kept-apart", "agenda-places")
    of = small(bodies, ["09:00-12:00"], kept_apart=apart, rules=dict.fromkeys(moments, "off") | {rule: "hard"})
    outcome = solve(of, Control(workers=1))
    assert outcome.programme is not None
    assert verified(outcome.programme, of).costs == outcome.programme.costs


def test_a_room_in_which_nothing_is_taken_up_is_not_held() -> None:
    """Both items are bound to one room, so that the body has no use for a second."""
    costs = [{"of": [f"a/{number}"], "rooms": ["s"], "cost": 1} for number in (1, 2)]
    grid = stated(
        Problem(small([{"id": "a", "chambers": 2, "agenda": talks(1, 1)}], ["09:00-12:00"], place_costs=costs))
    )
    assert grid is not None
    b = grid.builder
    (group,) = b.problem.together_of["a"]
    solver = cp_model.CpSolver()
    for piece in (0, 1):
        b.any_of([b.in_room_with(piece, group, 0)])
    assert solver.solve(b.model) == cp_model.OPTIMAL
    b.any_of([b.in_room(group, 2)])
    assert solver.solve(b.model) == cp_model.INFEASIBLE


# -- what becomes of an interruption -----------------------------------------------------------------------------------


@pytest.mark.parametrize("rules", [{}, {"agenda-places": {"kind": "soft", "weight": 3}}])
def test_what_the_grid_found_is_kept_when_the_search_is_stopped(rules: dict[str, Any]) -> None:
    """Some rules look at times, which were to be found after the grid."""
    control = Control(workers=1)

    def stop(_: Progress) -> None:
        control.stop()

    control.watch = stop
    bodies = [{"id": "a", "chambers": 2, "agenda": talks(2, 1, 1, places=[3, 2, 1])}]
    costs = [{"of": ["a"], "windows": ["2026-05-04 09:00-11:00"], "cost": 1}]
    of = small(bodies, ["09:00-11:00", "11:00-13:00"], place_costs=costs, rules=rules)
    outcome = solve(of, control)
    assert outcome.interrupted
    assert outcome.programme is not None
    assert verified(outcome.programme, of).costs == outcome.programme.costs


def test_the_search_for_chambers_stops_and_proves_nothing() -> None:
    control = Control(workers=1)
    control.stop()
    with pytest.raises(UndecidedError):
        packed(hours(10, [6, 6, 6], 2), control)


# -- the whole model of many chambers ----------------------------------------------------------------------------------


def test_what_was_found_is_completed_where_chambers_sit_at_the_same_time() -> None:
    """Items of different chambers are not one after another, so that to hold them in such an order is impossible."""
    search = TierSearch(
        Problem(small([{"id": "a", "chambers": 2, "agenda": talks(3, 3, 1)}], ["09:00-13:00"])),
        Control(workers=1),
        Outcome(),
    )
    assert search.run().segments is not None
    assert search.completed([])


def test_a_search_begins_from_a_programme_of_chambers_that_sit_at_the_same_time() -> None:
    """Each room of the same hours is a chamber of its own; all in the first one would be no programme."""
    problem = Problem(small([{"id": "a", "chambers": 2, "agenda": talks(3, 3, 1)}], ["09:00-13:00"]))
    found = TierSearch(problem, Control(workers=1), Outcome()).run()
    assert found.segments is not None
    assert TierSearch(problem, Control(workers=1), Outcome()).begin(Programme(found.segments))


def test_answers_are_compared_tier_by_tier_where_one_lacks_a_tier() -> None:
    whole = Part((), {"people": TierResult("people", 0, 0), "house": TierResult("house", 5, 0)})
    on_grid = Part((), {"house": TierResult("house", 3, 0)})
    assert costs_of(whole, ("people", "house")) > costs_of(on_grid, ("people", "house"))


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
    found = packed(hours(length, lengths, rooms), Control())
    assert found is not None
    for room in range(rooms):
        inside = [lengths[piece] for piece, at in found.items() if at == room]
        assert 0 < sum(inside) <= length


@pytest.mark.parametrize(("length", "lengths", "rooms"), [(10, [6, 6, 6], 2), (3, [2, 2, 2], 2), (10, [4, 4, 4, 4], 1)])
def test_what_does_not_go_in_is_told(length: int, lengths: list[int], rooms: int) -> None:
    assert packed(hours(length, lengths, rooms), Control()) is None


def test_items_bound_to_a_room_are_in_it() -> None:
    found = packed(hours(10, [5, 5, 5, 5], 2, {0: 1, 1: 1}), Control())
    assert found == {0: 1, 1: 1, 2: 0, 3: 0}
    assert packed(hours(10, [6, 6], 2, {0: 1, 1: 1}), Control()) is None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_small_conference_is_proved_whatever_the_grid_leaves_open(seed: int) -> None:
    of = conference(seed)
    whole = TierSearch(Problem(of), Control(workers=1), Outcome()).run()
    outcome = solve(of, Control(workers=1))
    assert outcome.impossible == (whole.segments is None)
    if outcome.programme is not None:
        assert outcome.programme.status == "optimal"
        assert outcome.programme.objective == sum(tier.objective for tier in whole.tiers.values())
