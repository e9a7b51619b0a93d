"""`room-one-at-a-time`: model and check agree; joint sessions and open ends."""

from __future__ import annotations

import datetime as dt

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

ROOMS = [{"id": "A"}, {"id": "B"}]


def test_two_bodies_are_never_in_one_room_together() -> None:
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-12:00", "11:00-13:00"]}],
        rooms=ROOMS,
        bodies=[body("x", item("1", duration="2 h")), body("y", item("1", duration="2 h"), item("2", duration="2 h"))],
    )
    assert prove(scenario, "room-one-at-a-time").by_amount.keys() == {0, 1}


def test_the_open_end_is_booked_and_a_body_is_no_rival_of_itself() -> None:
    hours = [{"hours": "10:00-12:00", "open_until": "14:00"}, "13:00-15:00", "14:00-16:00"]
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": hours}],
        rooms=ROOMS[:1],
        bodies=[body("x", item("1", duration="2 h"), item("2", duration="2 h")), body("y", item("1", duration="2 h"))],
    )
    prove(scenario, "room-one-at-a-time")


def test_a_joint_session_has_its_room_once() -> None:
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-12:00"]}],
        rooms=ROOMS,
        bodies=[body("x", item("1")), body("y", item("1")), body("z", item("1", duration="2 h"))],
        joint_sessions=[{"id": "j", "bodies": ["x", "y"], "items": {"x": ["1"], "y": ["1"]}}],
    )
    proof = prove(scenario, "room-one-at-a-time", background=["joint-together"])
    assert proof.by_amount.keys() == {0, 1}


def test_what_a_planner_reads() -> None:
    scenario = tiny(
        rooms=[{"id": "A", "title": "Room A", "source": "plan"}],
        decisions=[{"id": "plan"}],
        bodies=[body("x", item("1"), title="Plenary"), body("y", item("1"), title="Drafting group")],
    )
    (breach,) = breaches(scenario, "room-one-at-a-time", "x/1 2012-10-17 10:00-11:00 A", "y/1 2012-10-17 11:00-12:00 A")
    assert breach.words.told() == (
        "Room A holds sittings of Plenary and Drafting group at the same time, Wednesday 17 October, 10:00"
    )
    assert (breach.who, breach.source) == (("x", "y"), "plan")
    assert breach.when == dt.datetime.fromisoformat("2012-10-17T10:00+02:00").timestamp() // 60
    assert [row.segment.id for row in breach.rows] == ["x/1/1", "y/1/1"]


def test_a_long_sitting_is_not_forgotten_behind_a_short_one() -> None:
    """Outside all sittings a row stands for itself: x from 8 to 15, x again within, then y and z."""
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["20:00-21:00"]}],
        rooms=ROOMS[:1],
        bodies=[body(name, item("1")) for name in "xyz"],
    )
    found = breaches(
        scenario,
        "room-one-at-a-time",
        "x/1 2012-10-17 08:00-15:00 A",
        "x/1 2012-10-17 08:30-08:45 A",
        "y/1 2012-10-17 09:00-10:00 A",
        "z/1 2012-10-17 11:00-12:00 A",
        "z/1 2012-10-17 15:00-16:00 A",
    )
    assert [breach.who for breach in found] == [("x", "y"), ("x", "z")]


def test_clocks_put_back_do_not_make_two_sittings_meet() -> None:
    """On 28 October 2012 in Vienna 02:30 comes twice: 01:00-03:00 lasts three hours, and 03:00 is after it."""
    scenario = tiny(
        days=[{"date": "2012-10-28", "sittings": ["01:00-03:00", "03:00-04:00"]}],
        rooms=ROOMS[:1],
        bodies=[body("x", item("1")), body("y", item("1"))],
    )
    assert not breaches(scenario, "room-one-at-a-time", "x/1 2012-10-28 01:00-02:00 A", "y/1 2012-10-28 03:00-04:00 A")


def test_two_chambers_of_a_body_are_two_users() -> None:
    rooms = [{"id": "r1"}, {"id": "r2"}]
    days = [{"date": "2012-10-17", "sittings": ["10:00-12:00"]}]
    scenario = tiny(days=days, rooms=rooms, bodies=[body("wg", item("1"), item("2"), chambers=2)])
    assert prove(scenario, "room-one-at-a-time").by_amount.keys() == {0, 1}
