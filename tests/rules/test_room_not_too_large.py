"""`room-not-too-large`: model and check agree on the seats too many."""

from __future__ import annotations

import pytest

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

ROOMS = [{"id": "hall", "capacity": 300}, {"id": "chamber", "capacity": 75}]
ONE = [{"date": "2012-10-17", "sittings": ["10:00-11:00", "15:00-16:00"]}]


def test_whole_tens_of_seats_above_twice_the_people_are_counted() -> None:
    bodies = [body("a", item("1"), item("2"), size=30), body("b", item("1"))]
    proof = prove(tiny(days=ONE, rooms=ROOMS, bodies=bodies), "room-not-too-large")
    assert set(proof.by_amount) == {0, 1, 24, 2, 48, 25}


def test_a_room_without_capacity_is_never_too_large() -> None:
    rooms = [{"id": "park"}, {"id": "hall", "capacity": 109}]
    scenario = tiny(days=ONE, rooms=rooms, bodies=[body("a", item("1"), size=20)])
    scenario["rules"] = {"room-not-too-large": {"factor": 1.5}}
    assert set(prove(scenario, "room-not-too-large").by_amount) == {0, 7}


@pytest.mark.parametrize(("size", "amounts"), [(None, {0, 10, 24}), (20, {0, 3, 26, 24})])
def test_a_joint_session_fills_the_room_of_its_host(size: int | None, amounts: set[int]) -> None:
    """a/2 is of 30 people (24 tens in the hall, 1 in the chamber); the joint session of 100 people, or of 20."""
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-11:00"]}],
        rooms=ROOMS,
        bodies=[body("a", item("1"), item("2"), size=30), body("b", item("1"), size=100)],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}, "size": size}],
    )
    proof = prove(scenario, "room-not-too-large")
    assert set(proof.by_amount) == {*amounts, 1}


def test_of_several_joint_sessions_in_a_sitting_the_largest_counts() -> None:
    joint = [
        {"id": id, "bodies": ["a", "b"], "items": {"a": [number]}, "size": size}
        for id, number, size in (("j", "1", 20), ("k", "2", 80), ("l", "3", 80))
    ]
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-11:00"]}],
        rooms=ROOMS,
        bodies=[body("a", *map(item, "1234"), size=30), body("b")],
        joint_sessions=joint,
    )
    proof = prove(scenario, "room-not-too-large")
    assert set(proof.by_amount) == {0, 1, 24, 3, 26, 14}


def test_what_the_check_says() -> None:
    scenario = tiny(rooms=ROOMS, bodies=[body("wg", item("1"), item("2"), size=30, title="Working group")])
    lines = ("wg/1 2012-10-17 10:00-11:00 chamber", "wg/2 2012-10-17 15:00-16:00 hall")
    (breach,) = breaches(scenario, "room-not-too-large", *lines)
    assert str(breach.words) == (
        "hall, with 300 seats, is too large for the 30 people of the sitting of Working group,"
        " Wednesday 17 October, 15:00; sittings in rooms too large: 2"
    )
    assert (breach.key, breach.amount, breach.who) == (("wg",), 25, ("wg",))
