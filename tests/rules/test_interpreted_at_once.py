"""`interpreted-at-once`: model and check agree on the most at one time."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

RULE = "interpreted-at-once"
ON: dict[str, Any] = {"rules": {RULE: "soft"}, "interpretation": {"teams": [{"id": "t", "count": 9}]}}
BOTH = ["en", "fr"]


def test_it_is_the_most_of_any_moment() -> None:
    bodies = [body(id, item("1"), languages=BOTH) for id in ("a", "b", "c")]
    assert set(prove(tiny(bodies=bodies, **ON), RULE).by_amount) == {0, 1, 2, 3}


def test_sittings_of_other_hours_overlap_with_their_open_end() -> None:
    """`a` until 12:00, or 13:00; `b` from 12:00: at once only for the open end."""
    long = [{"hours": [{"hours": "10:00-12:00", "open_until": "13:00"}]}]
    scenario = tiny(
        bodies=[
            body("a", item("1"), languages=BOTH, sittings=long),
            body("b", item("1"), languages=BOTH, sittings=[{"hours": ["12:00-14:00"]}]),
            body("c", item("1"), languages=BOTH, sittings=[{"hours": ["13:00-15:00"]}]),
        ],
        **ON,
    )
    assert set(prove(scenario, RULE).by_amount) == {0, 1, 2}


def test_a_joint_sitting_is_its_hosts() -> None:
    scenario = tiny(
        bodies=[body("a", item("1"), languages=BOTH), body("b", item("1"), languages=BOTH)],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": []}}],
        **ON,
    )
    assert set(prove(scenario, RULE, ["joint-together"]).by_amount) >= {0, 1}


def test_what_the_check_says() -> None:
    scenario = tiny(bodies=[body(id, item("1"), title=f"Group {id}", languages=BOTH) for id in "ab"], **ON)
    (breach,) = breaches(scenario, RULE, "a/1 2012-10-17 10:00-11:00", "b/1 2012-10-17 10:00-11:00")
    said = "interpreted sittings at Wednesday 17 October, 10:00: 2 (Group a, Group b), the most at one time"
    assert str(breach.words) == said
    assert (breach.key, breach.amount, breach.who) == (("most",), 2, ("a", "b"))
