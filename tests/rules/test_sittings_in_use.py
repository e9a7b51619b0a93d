"""`sittings-in-use`: model and check agree, guests counted too."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

RULE = "sittings-in-use"
ON: dict[str, Any] = {"rules": {RULE: "soft"}}


def test_those_in_which_anything_is_taken_up() -> None:
    proof = prove(tiny(bodies=[body("a", item("1"), item("2")), body("b", item("1"))], **ON), RULE)
    assert set(proof.by_amount) == {0, 1, 2, 3}


def test_guests_use_theirs() -> None:
    scenario = tiny(
        bodies=[body("a", item("1"), item("2")), body("b")],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": []}}],
        **ON,
    )
    assert set(prove(scenario, RULE, ["joint-together"]).by_amount) >= {0, 2, 3}


def test_what_the_check_says() -> None:
    scenario = tiny(bodies=[body("wg", item("1"), title="Working group")], **ON)
    (breach,) = breaches(scenario, RULE, "wg/1 2012-10-17 10:00-11:00")
    assert str(breach.words) == "sittings that Working group uses: 1, of 2 that it can hold"
    assert (breach.key, breach.amount, breach.who) == (("wg",), 1, ("wg",))
