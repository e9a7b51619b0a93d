"""Officers in one place, and away: proved by enumeration, and the sentences of the check."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

JOINT = [{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1", "2"], "b": []}}]


def test_bodies_and_items_and_absences_with_and_without_ends():
    """`y` serves one body alone, so that only the absence is asked of them; the first absence cuts a sitting in two."""
    late = {"id": "late", "when": {"start": "2012-10-17T16:00"}}
    prove(
        tiny(
            bodies=[body("a", item("1"), item("2")), body("b", item("1"), item("2", splittable=True, duration="2 h"))],
            officers=[
                {"id": "x", "serves": ["a", "b/2"], "unavailable": ["2012-10-17 10:30-11:30", late]},
                {"id": "y", "serves": ["a"], "unavailable": ["2012-10-17 10:00-11:00"]},
                {"id": "z", "serves": ["a/1", "b/1"]},
            ],
        ),
        "officers",
    )


def test_before_or_after_an_absence_in_the_middle_of_a_sitting():
    prove(
        tiny(
            days=[{"date": "2012-10-17", "sittings": ["10:00-13:00"]}],
            bodies=[
                body("a", item("1"), item("2", duration="2 h")),
                body("b", item("1", splittable=True, duration="2 h")),
            ],
            officers=[{"id": "x", "serves": ["a", "b"], "unavailable": ["2012-10-17 11:00-12:00"]}],
        ),
        "officers",
    )


def test_a_joint_session_is_one_place_for_who_serves_two_of_its_bodies():
    prove(
        tiny(
            bodies=[body("a", item("1"), item("2"), item("3")), body("b", item("1")), body("c", item("1"))],
            joint_sessions=JOINT,
            officers=[
                {"id": "x", "serves": ["a", "b", "c"]},
                {"id": "y", "serves": ["a/1", "c"], "unavailable": ["2012-10-17 11:00-12:00"]},
                {"id": "z", "serves": ["joint:j", "b"]},
            ],
        ),
        "officers",
        ["joint-together"],
    )


def test_an_absence_that_ends_as_a_joint_session_starts_or_starts_as_it_ends():
    prove(
        tiny(
            bodies=[body("a", item("1")), body("b")],
            joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"]}}],
            officers=[
                {"id": "x", "serves": ["a/1"], "unavailable": ["2012-10-17 10:00-11:00"]},
                {"id": "y", "serves": ["joint:j"], "unavailable": ["2012-10-17 11:00-12:00"]},
            ],
        ),
        "officers",
        ["joint-together"],
    )


def test_who_serves_a_body_is_at_its_sittings_as_a_whole():
    """The items do not overlap, the sittings do; who serves single items is free between them."""
    scenario = tiny(
        bodies=[body("a", item("1")), body("b", item("1"))],
        officers=[{"id": "x", "serves": ["a", "b"]}, {"id": "y", "serves": ["a/1", "b/1"]}],
    )
    lines = ("a/1 2012-10-17 10:00-11:00", "b/1 2012-10-17 11:00-12:00")
    assert [breach.who for breach in breaches(scenario, "officers", *lines)] == [("x",)]


def test_what_the_check_says():
    scenario = tiny(
        bodies=[body("a", item("1"), title="Group A"), body("b", item("1"), title="Group B")],
        officers=[
            {
                "id": "x",
                "title": "The Chair",
                "serves": ["a", "b"],
                "source": "bureau",
                "unavailable": ["2012-10-17 11:00-12:00"],
            }
        ],
        decisions=[{"id": "bureau", "by": "The Bureau", "on": "2012-07-04"}],
    )
    found = breaches(scenario, "officers", "a/1 2012-10-17 10:00-11:00", "b/1 2012-10-17 10:30-11:30")
    assert [str(breach.words) for breach in found] == [
        "The Chair must be at Group A, Group B at the same time, Wednesday 17 October, 10:00",
        "The Bureau, on 4 July 2012, decided: The Chair is away from Wednesday 17 October, 11:00 "
        "until Wednesday 17 October, 12:00, but must be at item 1 of Group B from Wednesday 17 October, 10:30",
    ]
    assert [breach.key for breach in found] == [("x", "one place"), ("x", "2012-10-17T11:00/2012-10-17T12:00")]
    assert {breach.who for breach in found} == {("x",)}
    assert {breach.source for breach in found} == {"bureau"}


def test_an_absence_until_a_moment_from_one_on_and_on_a_day():
    scenario = tiny(
        bodies=[body("a", item("1"))],
        officers=[
            {"id": "x", "serves": ["a"], "unavailable": [{"end": "2012-10-17T10:30"}]},
            {"id": "y", "serves": ["a"], "unavailable": ["2012-10-17T10:30/.."]},
            {"id": "z", "serves": ["a"], "unavailable": ["2012-10-17"]},
        ],
    )
    assert [str(breach.words) for breach in breaches(scenario, "officers", "a/1 2012-10-17 10:00-11:00")] == [
        "x is away until Wednesday 17 October, 10:30, but must be at item 1 of a from Wednesday 17 October, 10:00",
        "y is away from Wednesday 17 October, 10:30 on, but must be at item 1 of a from Wednesday 17 October, 10:00",
        "z is away on 17 October 2012, but must be at item 1 of a from Wednesday 17 October, 10:00",
    ]
