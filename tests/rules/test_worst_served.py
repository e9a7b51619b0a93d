"""`worst-served`: model and check agree on the rooms that the worst served delegation has nobody for."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

RULE = "worst-served"
ON: dict[str, Any] = {"rules": {RULE: "soft", "delegation-size": "off"}}


def test_the_worst_of_several_delegations() -> None:
    scenario = tiny(
        bodies=[body("a", item("1")), body("b", item("1")), body("c", item("1"))],
        delegations=[
            {"id": "x", "size": 1, "follows": ["a", "b", "c"]},
            {"id": "y", "size": 2, "follows": ["a", "b", "c"]},
            {"id": "z", "size": 1, "follows": ["a", "b"]},
        ],
        **ON,
    )
    assert set(prove(scenario, RULE).by_amount) == {0, 1, 2}


def test_single_items_count_while_they_are_taken_up() -> None:
    scenario = tiny(
        bodies=[body("a", item("1"), item("2")), body("b", item("1"))],
        delegations=[
            {"id": "x", "size": 1, "follows": ["a/2", "b/1"]},
            {"id": "y", "size": 1, "follows": ["a/1", "b"]},
        ],
        **ON,
    )
    assert set(prove(scenario, RULE).by_amount) == {0, 1}


def test_what_the_check_says() -> None:
    scenario = tiny(
        bodies=[body(id, item("1"), title=f"Group {id}") for id in "ab"],
        delegations=[{"id": "x", "title": "Xanadu", "size": 1, "follows": ["a", "b"]}],
        **ON,
    )
    (breach,) = breaches(scenario, RULE, "a/1 2012-10-17 10:00-11:00", "b/1 2012-10-17 10:00-11:00")
    assert str(breach.words) == (
        "Xanadu has nobody for so many rooms where it is wanted at Wednesday 17 October, 10:00: 1 (Group a, Group b)"
    )
    assert (breach.key, breach.amount, breach.who) == (("worst",), 1, ("x",))
