"""`body-one-at-a-time`: model and check agree on what overlaps in one body's programme."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny


def test_whole_and_split_items_of_one_body() -> None:
    split = item("2", duration="2 h", splittable=True)
    proof = prove(tiny(bodies=[body("wg", item("1"), split, item("3"))]), "body-one-at-a-time")
    assert proof.by_amount.keys() == {0, 1}


def test_bodies_are_judged_one_by_one() -> None:
    """Each of two bodies may overlap with itself; that they overlap with each other is nothing."""
    scenario = tiny(bodies=[body(id, item("1"), item("2", duration="2 h")) for id in ("a", "b")])
    assert prove(scenario, "body-one-at-a-time").by_amount.keys() == {0, 1, 2}


def test_a_body_whose_sittings_overlap() -> None:
    """Of three hours and of one hour, the second inside the first."""
    days = [{"date": "2012-10-17", "sittings": ["10:00-13:00", "11:00-12:00"]}]
    proof = prove(tiny(days=days, bodies=[body("wg", item("1"), item("2"))]), "body-one-at-a-time")
    assert proof.by_amount.keys() == {0, 1}


def test_items_of_a_joint_session_and_items_beside_it() -> None:
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-13:00"]}],
        bodies=[body("a", item("1"), item("2"), item("3")), body("b", item("1"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1", "2"]}}],
    )
    assert prove(scenario, "body-one-at-a-time", ["joint-together"]).by_amount.keys() == {0, 1, 2}


def test_what_the_check_says() -> None:
    scenario = tiny(bodies=[body("wg", item("1"), item("2"), title="Working group")])
    (breach,) = breaches(scenario, "body-one-at-a-time", "wg/1 2012-10-17 10:00-11:00", "wg/2 2012-10-17 10:59-11:59")
    assert str(breach.words) == (
        "Working group takes up item 1 of Working group and item 2 of Working group at the same time,"
        " Wednesday 17 October, 10:59"
    )
    assert (breach.key, breach.who) == (("wg",), ("wg",))
    assert [row.ref for row in breach.rows] == ["wg/1", "wg/2"]
    assert not breaches(scenario, "body-one-at-a-time", "wg/1 2012-10-17 10:00-11:00", "wg/2 2012-10-17 11:00-12:00")


def test_each_chamber_of_a_body_takes_up_one_thing_at_a_time() -> None:
    rooms = [{"id": "r1"}, {"id": "r2"}]
    days = [{"date": "2012-10-17", "sittings": ["10:00-12:00"]}]
    scenario = tiny(days=days, rooms=rooms, bodies=[body("wg", item("1"), item("2"), chambers=2)])
    proof = prove(scenario, "body-one-at-a-time", ["room-one-at-a-time"])
    assert proof.by_amount.keys() >= {0, 1}
