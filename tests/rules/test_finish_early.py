"""`finish-early`: model and check agree on the place of the last sitting."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

TWO_DAYS = [
    {"date": "2012-10-17", "sittings": ["10:00-12:00", "15:00-16:00"]},
    {"date": "2012-10-18", "sittings": ["10:00-11:00"]},
]


def test_the_last_sitting_counts_whatever_lies_before_it() -> None:
    proof = prove(tiny(days=TWO_DAYS, bodies=[body("wg", item("1"), item("2"))]), "finish-early")
    assert set(proof.by_amount) == {0, 1, 2, 3}


def test_guests_of_a_joint_session_sit_too() -> None:
    scenario = tiny(
        bodies=[body("a", item("1")), body("b", item("1"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
    )
    assert set(prove(scenario, "finish-early", ["joint-together"]).by_amount) == {0, 2, 4}


def test_what_the_check_says() -> None:
    scenario = tiny(days=TWO_DAYS, bodies=[body("wg", item("1"), item("2"), title="Working group")])
    (breach,) = breaches(scenario, "finish-early", "wg/2 2012-10-17 15:00-16:00", "wg/1 2012-10-17 10:00-11:00")
    assert str(breach.words) == (
        "Working group finishes in the sitting of Wednesday 17 October, 15:00, number 2 of the 3 that it can hold"
    )
    assert (breach.key, breach.amount, breach.who) == (("wg",), 2, ("wg",))


def test_what_lies_outside_every_sitting_has_no_place() -> None:
    scenario = tiny(days=TWO_DAYS, bodies=[body("wg", item("1"))])
    assert not breaches(scenario, "finish-early", "wg/1 2012-10-18 20:00-21:00")
