"""`single-room`: model and check agree on the rooms that a body of several chambers sits in at once."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

DAYS = [{"date": "2012-10-17", "sittings": ["10:00-11:00", "15:00-16:00"]}]
ROOMS = [{"id": "A"}, {"id": "B"}, {"id": "C"}]


def test_rooms_more_than_one_are_counted_at_each_hours() -> None:
    three = [body("wg", *map(item, "123"), chambers=3)]
    assert set(prove(tiny(days=DAYS, bodies=three), "single-room").by_amount) == {0, 1, 2}


def test_each_body_is_charged() -> None:
    two = [body("a", *map(item, "1234"), chambers=2), body("b", item("1"))]
    both = prove(tiny(days=DAYS, bodies=two), "single-room", only=lambda _, placed: len(placed) == 5)
    assert set(both.by_amount) == {0, 1, 2}


def test_the_sitting_of_a_guest_is_its_hosts() -> None:
    scenario = tiny(
        days=DAYS,
        rooms=ROOMS[:1],
        bodies=[body("a", item("1")), body("b", *map(item, "123"), chambers=2)],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
    )
    assert set(prove(scenario, "single-room").by_amount) == {0, 1}


def test_what_the_check_says() -> None:
    bodies = [body("wg", *map(item, "12345"), title="Working group", chambers=3), body("x", *map(item, "12"))]
    lines = [f"wg/{number} 2012-10-17 10:00-11:00 {room}" for number, room in zip("123", "ABC", strict=True)]
    lines += ["wg/4 2012-10-17 15:00-16:00 A", "wg/5 2012-10-17 15:00-16:00 C", "wg/1 2012-10-17 20:00-21:00 A"]
    scenario = tiny(days=DAYS, rooms=ROOMS, bodies=bodies)
    (breach,) = breaches(
        scenario, "single-room", *lines, "wg/2 2012-10-17 20:00-21:00 B", "x/1 2012-10-17 20:00-21:00 B",
        "x/2 2012-10-17 20:00-21:00 C", "y/1 2012-10-17 10:00-11:00",
    )  # fmt: skip
    assert str(breach.words) == (
        "Working group sits in 3 rooms at a time, Wednesday 17 October, 10:00; rooms more than one, in all: 3"
    )
    assert (breach.key, breach.amount, breach.who) == (("wg",), 3, ("wg",))
    assert [row.ref for row in breach.rows] == ["wg/1", "wg/2", "wg/3", "wg/4", "wg/5"]
