"""`release-sittings`: model and check agree on the sittings that a body holds."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny


def test_sittings_held_are_counted_for_each_body() -> None:
    scenario = tiny(bodies=[body("a", item("1"), item("2")), body("b", item("1"))])
    assert set(prove(scenario, "release-sittings").by_amount) == {0, 1, 2, 3}


def test_a_joint_session_takes_one_sitting_its_hosts() -> None:
    scenario = tiny(
        bodies=[body("a", item("1")), body("b", item("1"), item("2"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
    )
    assert set(prove(scenario, "release-sittings").by_amount) == {0, 1, 2}


def test_what_the_check_says() -> None:
    scenario = tiny(bodies=[body("wg", item("1"), item("2"), title="Working group")])
    (breach,) = breaches(scenario, "release-sittings", "wg/1 2012-10-17 10:00-11:00", "wg/2 2012-10-17 11:00-12:00")
    assert str(breach.words) == "sittings that Working group holds: 1, of 2 that it can hold"
    assert (breach.key, breach.amount, breach.who) == (("wg",), 1, ("wg",))
