"""`interpreted-sittings`: model and check agree on the number held."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

ON: dict[str, Any] = {"rules": {"interpreted-sittings": "soft"}, "interpretation": {"teams": [{"id": "t", "count": 9}]}}


def test_those_without_interpretation_do_not_count() -> None:
    bodies = [body("a", item("1"), item("2"), languages=["en", "fr"]), body("b", item("1"))]
    assert set(prove(tiny(bodies=bodies, **ON), "interpreted-sittings").by_amount) == {0, 1, 2}


def test_a_joint_sitting_is_its_hosts() -> None:
    scenario = tiny(
        bodies=[body("a", item("1"), languages=["en", "fr"]), body("b", item("1"), languages=["en", "fr"])],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": []}}],
        **ON,
    )
    proof = prove(scenario, "interpreted-sittings", ["joint-together"])
    assert set(proof.by_amount) >= {0, 1, 2}


def test_what_the_check_says() -> None:
    scenario = tiny(bodies=[body("wg", item("1"), item("2"), title="Working group", languages=["en", "fr"])], **ON)
    (breach,) = breaches(scenario, "interpreted-sittings", "wg/1 2012-10-17 10:00-11:00", "wg/2 2012-10-17 15:00-16:00")
    assert str(breach.words) == "interpreted sittings that Working group holds: 2"
    assert (breach.key, breach.amount, breach.who) == (("wg",), 2, ("wg",))
