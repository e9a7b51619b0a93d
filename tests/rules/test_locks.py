"""`locks`: model and check agree on starts and rooms, of items, split items, headings and joint sessions."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

ROOMS = [{"id": "A", "title": "Room A"}, {"id": "B", "title": "Room B"}]


def test_start_room_and_both() -> None:
    locks = [
        {"id": "one", "item": "x/1", "start": "2012-10-17T11:00"},
        {"id": "two", "item": "x/1", "room": "B"},
        {"id": "three", "item": "x/2", "start": "2012-10-17T15:00", "room": "A"},
    ]
    scenario = tiny(rooms=ROOMS, locks=locks, bodies=[body("x", item("1"), item("2", duration="2 h"))])
    assert prove(scenario, "locks").by_amount.keys() == {0, 1, 2, 3}


def test_the_first_part_of_a_split_item_and_every_part_in_the_room() -> None:
    locks = [{"id": "when", "item": "x/1", "start": "2012-10-17T11:00"}, {"id": "where", "item": "x/1", "room": "B"}]
    scenario = tiny(rooms=ROOMS, locks=locks, bodies=[body("x", item("1", duration="2 h", splittable=True))])
    assert prove(scenario, "locks").by_amount.keys() == {0, 1, 2}


def test_sittings_that_run_into_each_other_and_a_heading() -> None:
    hours = [{"hours": "10:00-12:00", "open_until": "13:00"}, "12:00-14:00"]
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": hours}],
        locks=[{"id": "l", "item": "x/1", "start": "2012-10-17T12:00"}],
        bodies=[body("x", {"number": "1", "items": [item("1(a)", duration="2 h", splittable=True), item("1(b)")]})],
    )
    assert prove(scenario, "locks").by_amount.keys() == {0, 1}


def test_a_joint_session_and_an_item_inside_one() -> None:
    locks = [
        {"id": "whole", "item": "joint:j", "start": "2012-10-17T10:00", "room": "A"},
        {"id": "inside", "item": "y/2", "start": "2012-10-17T16:00"},
    ]
    scenario = tiny(
        rooms=ROOMS,
        locks=locks,
        bodies=[body("x", item("1", duration="2 h")), body("y", item("1"), item("2"))],
        joint_sessions=[{"id": "j", "bodies": ["x", "y"], "items": {"x": ["1"], "y": ["1", "2"]}}],
    )
    assert prove(scenario, "locks").by_amount.keys() == {0, 1, 2}


def test_a_start_off_the_grain_cannot_be_kept() -> None:
    scenario = tiny(locks=[{"id": "l", "item": "x/1", "start": "2012-10-17T10:05"}], bodies=[body("x", item("1"))])
    assert prove(scenario, "locks").by_amount == {0: 1, 1: 4}


def test_what_a_planner_reads() -> None:
    scenario = tiny(
        rooms=ROOMS,
        decisions=[{"id": "d", "by": "The Bureau", "on": "2012-02-15"}],
        locks=[
            {"id": "l", "item": "joint:j", "start": "2012-10-17T15:00", "room": "A", "source": "d"},
            {"id": "m", "item": "x/2", "room": "A"},
            {"id": "n", "item": "x/2", "start": "2012-10-17T15:00"},
        ],
        bodies=[body("x", item("1"), item("2"), title="Plenary"), body("y", item("1"))],
        joint_sessions=[
            {"id": "j", "title": "Joint discussion", "bodies": ["x", "y"], "items": {"x": ["1"], "y": ["1"]}}
        ],
    )
    found = breaches(
        scenario,
        "locks",
        "x/1 2012-10-17 10:00-11:00 B",
        "y/1 2012-10-17 15:00-16:00 A",
        "x/2 2012-10-17 11:00-12:00 B",
    )
    assert [(breach.key, breach.words.told(), breach.source, breach.who) for breach in found] == [
        (
            ("l",),
            "The Bureau, on 15 February 2012, decided: Joint discussion is locked at Wednesday 17 October, 15:00 in "
            "Room A; the programme has it at Wednesday 17 October, 10:00 in Room B",
            "d",
            ["x"],
        ),
        (
            ("m",),
            "item 2 of Plenary is locked in Room A; the programme has it at Wednesday 17 October, 11:00 in Room B",
            None,
            ["x"],
        ),
        (
            ("n",),
            "item 2 of Plenary is locked at Wednesday 17 October, 15:00; "
            "the programme has it at Wednesday 17 October, 11:00",
            None,
            ["x"],
        ),
    ]
