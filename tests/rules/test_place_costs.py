"""`place-costs`: model and check agree on what the scenario's places cost."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

MORNING, NOON, EVENING = "2012-10-17 10:00-11:00", "2012-10-17 12:00-13:00", "2012-10-17 15:00-16:00"
DAYS = [{"date": "2012-10-17", "sittings": ["10:00-11:00", "12:00-13:00", "15:00-16:00"]}]
ROOMS = [{"id": "A"}, {"id": "B"}]


def cost(cost: int, *of: str, windows: tuple[str, ...] = (), rooms: tuple[str, ...] = (), **more: Any) -> Any:
    """An entry."""
    return {"of": list(of), "windows": list(windows), "rooms": list(rooms), "cost": cost, **more}


def test_each_sitting_of_a_body_is_charged_in_the_hours_the_rooms_or_both() -> None:
    costs = [
        cost(1, "wg", windows=(MORNING, EVENING)),
        cost(10, "wg", rooms=("B",)),
        cost(100, "wg", windows=(NOON,), rooms=("A",)),
        cost(1000, "wg"),
        cost(0, "wg"),
    ]
    scenario = tiny(days=DAYS, rooms=ROOMS, bodies=[body("wg", item("1"), item("2"))], place_costs=costs)
    amounts = set(prove(scenario, "place-costs").by_amount)
    assert {0, 1001, 1011, 1100, 1010, 2002, 2012, 2101, 2111, 2022} <= amounts


def test_every_body_is_charged_where_none_is_named() -> None:
    bodies = [body("a", item("1")), body("b", item("1"))]
    costs = [cost(1, windows=(MORNING,), rooms=("A",)), cost(10, windows=(NOON,))]
    proof = prove(tiny(days=DAYS[:1], rooms=ROOMS, bodies=bodies, place_costs=costs), "place-costs")
    assert set(proof.by_amount) == {0, 1, 2, 10, 11, 20}


def test_a_window_holds_the_regular_hours_of_a_sitting_whole() -> None:
    days = [{"date": "2012-10-17", "sittings": [{"hours": "10:00-12:00", "open_until": "14:00"}, "15:00-17:00"]}]
    costs = [
        cost(1, "wg", windows=("2012-10-17 10:00-12:00",)),
        cost(10, "wg", windows=("2012-10-17 11:00-14:00", "2012-10-17 15:00-16:00")),
        cost(100, "wg/1", windows=("2012-10-17 14:00-17:00",)),
    ]
    proof = prove(tiny(days=days, bodies=[body("wg", item("1"), item("2"))], place_costs=costs), "place-costs")
    assert set(proof.by_amount) == {0, 1, 100, 101}


def test_an_item_is_charged_once_its_parts_too() -> None:
    whole, split = item("1"), item("2", duration="2 h", splittable=True)
    costs = [
        cost(1, "wg/1", "wg/2", windows=(MORNING, NOON)),
        cost(10, "wg/2", windows=(MORNING, NOON), rooms=("B",)),
        cost(100, "wg/1", rooms=("A",)),
    ]
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-11:00", "12:00-13:00"]}],
        rooms=ROOMS,
        bodies=[body("wg", whole, split)],
        place_costs=costs,
    )
    assert set(prove(scenario, "place-costs").by_amount) == {0, 1, 2, 11, 12, 101, 102, 112}


def test_a_joint_session_and_its_items_are_where_the_host_has_them() -> None:
    scenario = tiny(
        days=DAYS,
        rooms=ROOMS,
        bodies=[body("a", item("1")), body("b", item("1"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
        place_costs=[
            cost(1, "b/1", windows=(MORNING,)),
            cost(10, "joint:j", rooms=("A",)),
            cost(100, "b"),
            cost(1000, windows=(NOON,)),
            cost(10_000, "b", rooms=("B",)),
        ],
    )
    assert set(prove(scenario, "place-costs").by_amount) == {0, 1, 10, 11, 1000, 1010}


def test_chambers_are_charged_each_those_in_one_room_together_where_rooms_are_named() -> None:
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-11:00", "12:00-13:00"]}],
        rooms=ROOMS,
        bodies=[body("wg", item("1"), item("2"), chambers=2)],
        place_costs=[
            cost(1, "wg", windows=(MORNING,)),
            cost(10, "wg", windows=(MORNING,), rooms=("A", "B")),
            cost(100, "wg/1", windows=(NOON,), rooms=("B",)),
        ],
    )
    amounts = set(prove(scenario, "place-costs").by_amount)
    assert amounts == {0, 11, 12, 22, 100, 111}


def test_chambers_of_a_body_that_is_a_guest_too() -> None:
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-11:00"]}],
        rooms=ROOMS,
        bodies=[body("a", item("1")), body("b", item("1"), item("2"), chambers=2)],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
        place_costs=[cost(1, "b"), cost(10, "b", rooms=("A",))],
    )
    assert set(prove(scenario, "place-costs").by_amount) == {0, 1, 11}


def test_what_the_check_says() -> None:
    scenario = tiny(
        days=DAYS,
        rooms=[{"id": "A", "title": "Board room"}, {"id": "B"}],
        bodies=[body("wg", item("1"), item("2"), title="Working group"), body("x")],
        decisions=[{"id": "d", "by": "Bureau"}],
        place_costs=[
            cost(3, "wg", windows=(MORNING, NOON), rooms=("A",), id="far", source="d"),
            cost(1, windows=(EVENING,)),
            cost(2, "wg/2", "x"),
            cost(2, rooms=("B",)),
        ],
    )
    lines = ("wg/1 2012-10-17 10:00-11:00 A", "wg/2 2012-10-17 12:00-13:00 A")
    first, second = breaches(scenario, "place-costs", *lines)
    assert str(first.words) == (
        "Bureau decided: Working group in Board room, in the windows from Wednesday 17 October, 10:00, "
        "Wednesday 17 October, 12:00: each time costs 3; times: 2"
    )
    assert (first.key, first.amount, first.who, first.source) == (("far",), 6, ("wg",), "d")
    assert [row.ref for row in first.rows] == ["wg/1", "wg/2"]
    assert str(second.words) == "item 2 of Working group, x: each time costs 2; times: 1"
    assert (second.key, second.amount) == (("#3",), 2)
    late = breaches(scenario, "place-costs", "wg/1 2012-10-17 15:00-16:00 B", "x/9 2012-10-17 20:00-21:00 B")
    assert [(str(one.words), one.amount) for one in late] == [
        ("every body in the windows from Wednesday 17 October, 15:00: each time costs 1; times: 1", 1),
        ("item 2 of Working group, x: each time costs 2; times: 1", 2),
        ("every body in B: each time costs 2; times: 2", 4),
    ]
