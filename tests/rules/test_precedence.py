"""One thing before another: proved by enumeration, and the sentences of its check."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny


def test_items_headings_and_bodies_with_gaps():
    agenda = (item("1"), {"number": "2", "items": [item("2(a)", splittable=True, duration="2 h"), item("2(b)")]})
    prove(
        tiny(
            bodies=[body("a", *agenda), body("b", item("1"))],
            precedences=[
                {"before": "a/2", "after": "a/1", "gap": "30 min"},
                {"id": "across", "before": "a/1", "after": "b/1"},
                {"before": "b", "after": "a/2(b)", "gap": "5 h"},
            ],
        ),
        "precedence",
    )


def test_joint_sessions_and_items_inside_one():
    """a/2 before a/1 is broken wherever the joint session is, for a/1 comes first in it; the other way never is."""
    prove(
        tiny(
            bodies=[body("a", item("1"), item("2"), item("3")), body("b", item("1"))],
            joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1", "2"]}}],
            precedences=[
                {"before": "joint:j", "after": "b/1"},
                {"before": "a/1", "after": "a/3"},
                {"before": "a/2", "after": "a/1"},
                {"before": "a/1", "after": "a/2"},
            ],
        ),
        "precedence",
    )


def test_what_the_check_says():
    scenario = tiny(
        bodies=[
            body("a", item("1"), title="Group A"),
            body("b", {"number": "2", "title": "Aid", "items": [item("2(a)")]}),
        ],
        decisions=[{"id": "plan", "by": "The Bureau", "on": "2012-07-04"}],
        precedences=[{"before": "a/1", "after": "b/2", "gap": "1 h 30 min", "source": "plan"}],
    )
    (breach,) = breaches(scenario, "precedence", "a/1 2012-10-17 10:00-11:00", "b/2(a) 2012-10-17 12:00-13:00")
    assert str(breach.words) == (
        "The Bureau, on 4 July 2012, decided: item 2 of b (Aid) starts 1 h 30 min or more after the end of item 1 of "
        "Group A; the programme has the one until Wednesday 17 October, 11:00, "
        "the other from Wednesday 17 October, 12:00"
    )
    assert breach.key == ("a/1 → b/2",)
    assert breach.who == ("a", "b")
    assert breach.source == "plan"
    assert not breaches(scenario, "precedence", "a/1 2012-10-17 10:00-11:00", "b/2(a) 2012-10-17 12:30-13:30")


def test_what_is_not_in_the_programme_comes_neither_before_nor_after():
    scenario = tiny(bodies=[body("a", item("1"), item("2"))], precedences=[{"before": "a/1", "after": "a/2"}])
    assert not breaches(scenario, "precedence", "a/2 2012-10-17 10:00-11:00")


def test_a_heading_means_the_items_of_headings_within_it_too():
    deep = {"number": "1", "items": [{"number": "1(a)", "items": [item("1(a)(i)")]}, item("1(b)")]}
    scenario = tiny(bodies=[body("a", deep, item("2"))], precedences=[{"before": "a/2", "after": "a/1"}])
    prove(scenario, "precedence")
    early, late = "a/1(a)(i) 2012-10-17 10:00-11:00", "a/2 2012-10-17 11:00-12:00"
    assert breaches(scenario, "precedence", early, late)
