"""`parts-close`: model and check agree on the sittings that lie between the parts of an item."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

FIVE = [
    {"date": "2012-10-17", "sittings": ["10:00-11:00", "12:00-13:00", "14:00-15:00"]},
    {"date": "2012-10-18", "sittings": ["10:00-11:00", "12:00-13:00"]},
]


def test_sittings_between_the_first_and_the_last_part_are_counted() -> None:
    split = item("1", splittable=True, duration="2 h")
    proof = prove(tiny(days=FIVE, bodies=[body("wg", split, item("2"))]), "parts-close")
    assert set(proof.by_amount) == {0, 1, 2, 3}


def test_sittings_too_short_for_a_part_lie_between_all_the_same() -> None:
    split = item("1", splittable=True, duration="4 h", least_part="2 h")
    days = [{"date": "2012-10-17", "sittings": ["10:00-12:00", "12:00-13:00", "13:00-15:00", "16:00-17:00"]}]
    proof = prove(tiny(days=days, bodies=[body("wg", split, item("2"))]), "parts-close")
    assert set(proof.by_amount) == {0, 1}


def test_each_item_has_its_own_gap() -> None:
    long = {"splittable": True, "duration": "2 h"}
    scenario = tiny(days=FIVE[:1], bodies=[body("wg", item("1", **long), item("2", **long))])
    assert set(prove(scenario, "parts-close").by_amount) == {0, 1, 2}


def test_what_the_check_says() -> None:
    scenario = tiny(days=FIVE, bodies=[body("wg", item("1", splittable=True), title="Working group")])
    (breach,) = breaches(
        scenario, "parts-close",
        "wg/1 2012-10-17 10:00-11:00", "wg/1 2012-10-17 14:00-15:00", "wg/1 2012-10-18 12:00-13:00",
    )  # fmt: skip
    assert str(breach.words) == (
        "sittings of Working group between the first and the last part of item 1 of Working group"
        " that do not take it up: 2"
    )
    assert (breach.key, breach.amount, breach.who) == (("wg/1",), 2, ("wg",))


def test_parts_in_one_sitting_or_outside_all_have_nothing_between_them() -> None:
    scenario = tiny(days=FIVE, bodies=[body("wg", item("1", splittable=True))])
    assert not breaches(scenario, "parts-close", "wg/1 2012-10-17 10:00-10:30", "wg/1 2012-10-17 10:45-11:00")
    assert not breaches(scenario, "parts-close", "wg/1 2012-10-17 08:00-09:00", "wg/1 2012-10-18 20:00-21:00")
