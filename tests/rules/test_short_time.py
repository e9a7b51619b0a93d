"""`short-time`: model and check agree on the minutes, of sittings and of items that move inside them."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

RULE = "short-time"
ON: dict[str, Any] = {"rules": {RULE: "soft", "delegation-size": "off"}}


def test_whole_sittings_that_overlap_in_part() -> None:
    """`a` from 10:00 to 12:00, `b` from 11:30 to 13:00 or 14:00, `c` from 13:00 on."""
    late = [{"hours": [{"hours": "11:30-13:00", "open_until": "14:00"}]}]
    scenario = tiny(
        bodies=[
            body("a", item("1"), sittings=[{"hours": ["10:00-12:00"]}]),
            body("b", item("1"), sittings=late),
            body("c", item("1"), sittings=[{"hours": ["13:00-15:00"]}]),
        ],
        delegations=[
            {"id": "x", "size": 1, "follows": ["a", "b", "c"]},
            {"id": "y", "size": 1, "follows": ["c", "b", "a"]},
            {"id": "z", "size": 2, "follows": ["a", "b"]},
        ],
        **ON,
    )
    amounts = set(prove(scenario, RULE).by_amount)
    assert amounts == {0, 60, 120, 180}


def test_single_items_count_while_they_are_taken_up() -> None:
    split = item("2", splittable=True, duration="2 h")
    scenario = tiny(
        bodies=[body("a", item("1"), split), body("b", item("1"))],
        delegations=[
            {"id": "x", "size": 1, "follows": ["a/2", "b/1"]},
            {"id": "y", "size": 1, "follows": ["a/1", "b"]},
        ],
        **ON,
    )
    assert {0, 60, 120} <= set(prove(scenario, RULE).by_amount)


def test_a_joint_session_is_one_place() -> None:
    scenario = tiny(
        bodies=[body("a", item("1")), body("b", item("1")), body("c", item("1"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": []}}],
        delegations=[
            {"id": "x", "size": 1, "follows": ["a", "b"]},
            {"id": "y", "size": 1, "follows": ["joint:j", "c"]},
        ],
        **ON,
    )
    assert {0, 60} <= set(prove(scenario, RULE, ["joint-together"]).by_amount)


def test_what_the_check_says() -> None:
    scenario = tiny(
        bodies=[body(id, item("1"), title=f"Group {id}") for id in "ab"],
        delegations=[
            {"id": "x", "title": "Xanadu", "size": 1, "follows": ["a", "b"]},
            {"id": "y", "title": "Ys", "size": 2, "follows": ["a/1", "b/1"]},
        ],
        **ON,
    )
    first, *others = breaches(scenario, RULE, "a/1 2012-10-17 10:00-11:00", "b/1 2012-10-17 10:00-11:00")
    assert str(first.words) == (
        "Xanadu has too few people for the rooms where it is wanted for 2 h, first on Wednesday 17 October, 10:00"
    )
    assert (first.key, first.amount, first.who) == (("x",), 120, ("x",))
    assert [(one.key, one.amount) for one in others] == []
