"""`short-time` and `split-time`: model and check agree on the minutes, of sittings and of items that move inside them.

Two people are enough for two rooms by the first; by the second nobody is to be in two.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

RULES = ("short-time", "split-time")
ON: dict[str, Any] = {"rules": dict.fromkeys(RULES, "soft") | {"delegation-size": "off"}}


@pytest.mark.parametrize(("rule", "found"), [(RULES[0], {0, 60, 120, 180}), (RULES[1], {0, 90, 120, 210})])
def test_whole_sittings_that_overlap_in_part(rule: str, found: set[int]) -> None:
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
    assert set(prove(scenario, rule).by_amount) == found


@pytest.mark.parametrize("rule", RULES)
def test_single_items_count_while_they_are_taken_up(rule: str) -> None:
    split = item("2", splittable=True, duration="2 h")
    scenario = tiny(
        bodies=[body("a", item("1"), split), body("b", item("1"))],
        delegations=[
            {"id": "x", "size": 1, "follows": ["a/2", "b/1"]},
            {"id": "y", "size": 1, "follows": ["a/1", "b"]},
        ],
        **ON,
    )
    assert {0, 60, 120} <= set(prove(scenario, rule).by_amount)


@pytest.mark.parametrize("rule", RULES)
def test_a_joint_session_is_one_place(rule: str) -> None:
    scenario = tiny(
        bodies=[body("a", item("1")), body("b", item("1")), body("c", item("1"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": []}}],
        delegations=[
            {"id": "x", "size": 1, "follows": ["a", "b"]},
            {"id": "y", "size": 1, "follows": ["joint:j", "c"]},
        ],
        **ON,
    )
    assert {0, 60} <= set(prove(scenario, rule, ["joint-together"]).by_amount)


@pytest.mark.parametrize(
    ("rule", "said", "of_two"),
    [
        (RULES[0], "Xanadu has too few people for the rooms where it is wanted for 2 h", []),
        (RULES[1], "Xanadu is wanted in several rooms at once for 2 h", [(("y",), 60)]),
    ],
)
def test_what_the_check_says(rule: str, said: str, of_two: list[tuple[tuple[str, ...], int]]) -> None:
    scenario = tiny(
        bodies=[body(id, item("1"), title=f"Group {id}") for id in "ab"],
        delegations=[
            {"id": "x", "title": "Xanadu", "size": 1, "follows": ["a", "b"]},
            {"id": "y", "title": "Ys", "size": 2, "follows": ["a/1", "b/1"]},
        ],
        **ON,
    )
    first, *others = breaches(scenario, rule, "a/1 2012-10-17 10:00-11:00", "b/1 2012-10-17 10:00-11:00")
    assert str(first.words) == f"{said}, first on Wednesday 17 October, 10:00"
    assert (first.key, first.amount, first.who) == (("x",), 120, ("x",))
    assert [(one.key, one.amount) for one in others] == of_two
