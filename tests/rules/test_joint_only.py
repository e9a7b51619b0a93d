"""`joint-only`: model and check agree on what stands in a sitting beside a joint session."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny


def test_own_items_of_host_and_guest() -> None:
    """Whole and split ones; one instance a body, broken by however many."""
    scenario = tiny(
        bodies=[
            body("a", item("1"), item("2"), item("3", duration="2 h", splittable=True)),
            body("b", item("1"), item("2")),
        ],
        days=[{"date": "2012-10-17", "sittings": ["10:00-11:00", "15:00-17:00"]}],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
    )
    assert prove(scenario, "joint-only").by_amount.keys() == {0, 1, 2}


def test_two_joint_sessions_may_share_a_sitting() -> None:
    scenario = tiny(
        bodies=[body("a", item("1"), item("2"), item("3")), body("b")],
        joint_sessions=[
            {"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"]}},
            {"id": "k", "bodies": ["a", "b"], "items": {"a": ["2"]}},
        ],
    )
    proof = prove(scenario, "joint-only", ["joint-together"])
    assert proof.by_amount.keys() == {0, 1, 2}


def test_what_the_check_says() -> None:
    scenario = tiny(
        bodies=[body("a", item("1"), item("2"), title="Group A"), body("b", item("1"))],
        joint_sessions=[
            {"id": "j", "title": "the joint session", "bodies": ["a", "b"], "items": {"a": ["1"]}, "source": "bureau"}
        ],
        decisions=[{"id": "bureau", "by": "The Bureau"}],
    )
    lines = ("a/1 2012-10-17 10:00-11:00", "b/joint:j 2012-10-17 10:00-11:00", "b/1 2012-10-17 15:00-16:00")
    (breach,) = breaches(scenario, "joint-only", *lines, "a/2 2012-10-17 11:00-12:00")
    assert str(breach.words) == (
        "item 2 of Group A is taken up in the sitting of Group A that holds the joint session,"
        " Wednesday 17 October, 10:00"
    )
    assert (breach.key, breach.who, breach.source) == (("j", "a"), ("a",), "bureau")
    assert not breaches(scenario, "joint-only", *lines, "a/2 2012-10-17 15:00-16:00")
