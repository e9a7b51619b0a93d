"""`agenda-places`: model and check agree on items that are not at their places."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

DAYS = [{"date": "2012-10-17", "sittings": ["10:00-12:00", "15:00-16:00"]}]
SHORT = [{"date": "2012-10-17", "sittings": ["10:00-11:00", "15:00-16:00"]}]
ROOMS = [{"id": "B"}, {"id": "A"}]


def at(place: int | None, number: str, **more: Any) -> dict[str, Any]:
    """An item with a place."""
    return item(number, **more) | ({"place": place} if place else {})


def test_items_that_are_not_at_their_places_are_counted() -> None:
    bodies = [body("wg", at(2, "1"), at(None, "2"), at(1, "3"))]
    assert set(prove(tiny(days=DAYS, bodies=bodies), "agenda-places").by_amount) == {0, 1, 2}


def test_each_body_has_its_own_places_and_those_without_are_not_charged() -> None:
    bodies = [body("a", at(3, "1"), item("2")), body("b", at(1, "1"), item("2")), body("c", item("1"))]
    assert set(prove(tiny(days=SHORT, bodies=bodies), "agenda-places").by_amount) == {0, 1, 2}


def test_the_first_part_of_a_split_item_counts() -> None:
    split = at(1, "1", duration="2 h", splittable=True)
    bodies = [body("wg", split, at(2, "2"), item("3"))]
    assert set(prove(tiny(days=DAYS, bodies=bodies), "agenda-places").by_amount) == {0, 1, 2}


def test_items_are_read_by_the_start_of_their_sitting() -> None:
    hours = [{"hours": "10:00-11:00", "open_until": "13:00"}, "12:00-13:00"]
    bodies = [body("wg", at(2, "1"), at(1, "2"), sittings=[{"hours": hours}])]
    assert set(prove(tiny(days=[{"date": "2012-10-17"}], bodies=bodies), "agenda-places").by_amount) == {0, 1, 2}
    scenario = tiny(days=[{"date": "2012-10-17"}], bodies=bodies)
    lines = ("wg/1 2012-10-17 12:00-13:00", "wg/2 2012-10-17 10:00-11:00")
    assert not breaches(scenario, "agenda-places", *lines)


def test_chambers_are_read_in_the_order_of_the_rooms() -> None:
    bodies = [body("wg", at(1, "1"), at(2, "2"), chambers=2)]
    assert set(prove(tiny(days=DAYS, rooms=ROOMS, bodies=bodies), "agenda-places").by_amount) == {0, 1, 2, 3}


def test_chambers_with_items_that_have_no_place() -> None:
    bodies = [body("wg", at(2, "1"), item("2"), at(2, "3"), chambers=2)]
    proof = prove(tiny(days=SHORT, rooms=ROOMS, bodies=bodies), "agenda-places")
    assert set(proof.by_amount) == {0, 1, 2, 3}


def test_chambers_without_rooms() -> None:
    bodies = [body("wg", at(1, "1"), at(2, "2"), item("3"), chambers=2)]
    assert set(prove(tiny(days=SHORT, bodies=bodies), "agenda-places").by_amount) == {0, 1, 2, 3}


def test_items_that_overlap_are_at_the_same_time_and_count_for_each_stretch() -> None:
    days = [{"date": "2012-10-17", "sittings": ["10:00-14:00"]}]
    bodies = [body("wg", at(1, "1", duration="3 h"), at(2, "2", duration="2 h"), chambers=2)]
    scenario = tiny(days=days, rooms=ROOMS[:1], bodies=bodies)
    assert set(prove(scenario, "agenda-places").by_amount) == {0, 1, 3}
    by_hours = {"agenda-places": {"each": "1 h"}}
    assert set(prove(scenario | {"rules": by_hours}, "agenda-places").by_amount) == {0, 1, 2, 3}
    begun = {"agenda-places": {"each": "90 min"}}
    assert set(prove(scenario | {"rules": begun}, "agenda-places").by_amount) == {0, 1, 2, 3}
    lines = ("wg/1 2012-10-17 10:00-13:00", "wg/2 2012-10-17 12:00-14:00")
    (one_hour,) = breaches(scenario | {"rules": by_hours}, "agenda-places", *lines)
    assert one_hour.amount == 1


def test_items_of_a_joint_session_are_read_inside_it() -> None:
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-13:00"]}],
        bodies=[body("a", at(2, "1"), at(2, "2"), at(1, "3")), body("b", at(1, "1", duration="2 h"))],
        joint_sessions=[{"id": "j", "bodies": ["b", "a"], "items": {"b": ["1"], "a": ["1", "2"]}}],
    )
    assert set(prove(scenario, "agenda-places").by_amount) == {0, 1, 2, 3}


def test_what_the_check_says() -> None:
    bodies = [body("wg", at(1, "1"), at(2, "2"), at(3, "3"), title="Working group", chambers=2), body("x", at(2, "1"))]
    scenario = tiny(days=DAYS, rooms=ROOMS, bodies=bodies)
    lines = ("wg/2 2012-10-17 10:00-11:00 B", "wg/1 2012-10-17 10:00-11:00 A", "wg/3 2012-10-17 11:00-12:00 A")
    first, second = breaches(scenario, "agenda-places", *lines, "x/1 2012-10-17 20:00-21:00 B")
    assert str(first.words) == (
        "item 2 of Working group is number 1 in the order of time, better 2; such items of Working group: 2; "
        "item 2 of Working group and item 1 of Working group, which have their places, are at the same time, "
        "Wednesday 17 October, 10:00; such pairs of Working group: 1"
    )
    assert (first.key, first.amount, first.who) == (("wg",), 3, ("wg",))
    assert [row.ref for row in first.rows] == ["wg/2", "wg/1"]
    assert (second.key, second.amount) == (("x",), 1)
    assert str(second.words) == "item 1 of x is number 1 in the order of time, better 2; such items of x: 1"
    abreast = ("wg/1 2012-10-17 10:00-11:00 B", "wg/2 2012-10-17 10:00-11:00 A")
    (third,) = breaches(scenario, "agenda-places", *abreast)
    assert (third.amount, str(third.words).count("are at the same time")) == (1, 1)
