"""`few-splits`: model and check agree on the number of parts."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny


def test_each_part_more_than_one_is_counted() -> None:
    split = item("1", splittable=True, duration="2 h")
    days = [{"date": "2012-10-17", "sittings": ["10:00-12:00", "13:00-15:00", "16:00-18:00"]}]
    proof = prove(tiny(days=days, bodies=[body("wg", split, item("2", duration="2 h"))]), "few-splits")
    assert set(proof.by_amount) == {0, 1, 2}


def test_items_are_counted_one_by_one_and_joint_ones_are_whole() -> None:
    long = {"splittable": True, "duration": "2 h"}
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-12:00", "13:00-15:00"]}],
        bodies=[body("a", item("1", **long), item("2", **long)), body("b", item("1", **long))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["2"], "b": ["1"]}}],
    )
    assert set(prove(scenario, "few-splits").by_amount) == {0, 1}


def test_what_the_check_says() -> None:
    scenario = tiny(bodies=[body("wg", item("1", splittable=True, title="Assets"), item("2"), title="Working group")])
    lines = ("wg/1 2012-10-17 10:00-10:30", "wg/2 2012-10-17 10:30-11:30", "wg/1 2012-10-17 11:30-12:00")
    (breach,) = breaches(scenario, "few-splits", *lines, "wg/1 2012-10-17 15:00-16:00")
    assert str(breach.words) == "item 1 of Working group (Assets) is taken up in 3 parts"
    assert (breach.key, breach.amount, breach.who) == (("wg/1",), 2, ("wg",))
    assert len(breach.rows) == 3
