"""`same-room`: model and check agree on the rooms that a body uses."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

ROOMS = [{"id": "A"}, {"id": "B"}, {"id": "C"}]
SHORT = [{"date": "2012-10-17", "sittings": ["10:00-11:00", "12:00-13:00", "15:00-16:00"]}]


def test_rooms_more_than_one_are_counted() -> None:
    proof = prove(tiny(days=SHORT, rooms=ROOMS, bodies=[body("wg", item("1"), item("2"), item("3"))]), "same-room")
    assert set(proof.by_amount) == {0, 1, 2}


def test_the_room_of_a_joint_session_is_its_hosts() -> None:
    scenario = tiny(
        days=SHORT[:1],
        rooms=ROOMS[:2],
        bodies=[body("a", item("1")), body("b", item("1"), item("2"))],
        joint_sessions=[{"id": "j", "bodies": ["b", "a"], "items": {"a": ["1"], "b": ["1"]}}],
    )
    assert set(prove(scenario, "same-room").by_amount) == {0, 1}


def test_a_guest_may_have_another_room_of_its_own() -> None:
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-11:00", "15:00-16:00"]}],
        rooms=ROOMS[:2],
        bodies=[body("a", item("1")), body("b", item("1"), item("2"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
    )
    lines = ("a/1 2012-10-17 10:00-11:00 A", "b/1 2012-10-17 10:00-11:00 A", "b/2 2012-10-17 15:00-16:00 B")
    assert not breaches(scenario, "same-room", *lines)
    assert breaches(scenario, "same-room", *lines, "b/2 2012-10-17 12:00-13:00 A")


def test_what_the_check_says() -> None:
    rooms = [{"id": "A"}, {"id": "B", "title": "Board room"}]
    scenario = tiny(days=SHORT, rooms=rooms, bodies=[body("wg", *map(item, "123"), title="Working group")])
    (breach,) = breaches(
        scenario, "same-room",
        "wg/1 2012-10-17 10:00-11:00 B", "wg/2 2012-10-17 12:00-13:00 A", "wg/3 2012-10-17 15:00-16:00 B",
    )  # fmt: skip
    assert str(breach.words) == "Working group sits in 2 rooms: Board room, A"
    assert (breach.key, breach.amount, breach.who) == (("wg",), 1, ("wg",))
    assert [row.ref for row in breach.rows] == ["wg/1", "wg/2"]
