"""`idle-time`: model and check agree on the minutes before and between items."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

RULE = "idle-time"
ON: dict[str, Any] = {"rules": {RULE: "soft"}}
DAYS = [{"date": "2012-10-17", "sittings": ["10:00-13:00", "15:00-17:00"]}]
ONE = ["body-one-at-a-time"]


def test_before_the_first_item_and_between_items() -> None:
    proof = prove(tiny(days=DAYS, bodies=[body("a", item("1"), item("2"))], **ON), RULE, ONE)
    assert set(proof.by_amount) == {0, 60, 120, 180}


def test_parts_of_items_and_sittings_that_begin_off_the_grain() -> None:
    """Hours of the grain from 10:30 on: half an hour is always waited there."""
    split = item("1", splittable=True, duration="2 h")
    days = [{"date": "2012-10-17", "sittings": ["09:00-11:00", "12:30-15:00"]}]
    proof = prove(tiny(days=days, bodies=[body("a", split, item("2"))], **ON), RULE, ONE)
    assert {0, 30, 60, 90} <= set(proof.by_amount)


def test_where_a_body_is_a_guest_nothing_is_counted() -> None:
    scenario = tiny(
        bodies=[body("a", item("1")), body("b", item("1"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": []}}],
        **ON,
    )
    assert set(prove(scenario, RULE, [*ONE, "joint-together"]).by_amount) >= {0, 60}


def test_what_the_check_says() -> None:
    scenario = tiny(bodies=[body("wg", item("1"), title="Working group")], **ON)
    (breach,) = breaches(scenario, RULE, "wg/1 2012-10-17 11:00-12:00")
    said = "Working group waits inside its sittings for 1 h, first on Wednesday 17 October, 10:00"
    assert str(breach.words) == said
    assert (breach.key, breach.amount, breach.who) == (("wg",), 60, ("wg",))
    assert not breaches(scenario, RULE, "wg/1 2012-10-17 10:00-11:00")
