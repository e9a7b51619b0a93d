"""`earliest-latest`: model and check agree on every thing an item or a body can state; headings, parts, joint items."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

STATED: list[dict[str, Any]] = [
    {"start": "2012-10-17T11:00"},
    {"start": "2012-10-17T11:30"},
    {"start": "2012-10-17T14:00"},
    {"start": "2012-10-17T09:00+02:00"},
    {"earliest": "2012-10-17T11:00"},
    {"earliest": "2012-10-17T10:30"},
    {"latest": "2012-10-17T16:30"},
    {"latest": "2012-10-17T12:00"},
    {"windows": ["2012-10-17 10:00-11:30"]},
    {"windows": ["2012-10-17 10:00-11:00", "2012-10-17 11:00-13:00", {"start": "2012-10-17T16:00"}]},
    {"unavailable": ["2012-10-17 10:30-10:45", {"when": {"start": "2012-10-17T16:00"}, "id": "away"}]},
]


@pytest.mark.parametrize("stated", STATED)
def test_whole_items(stated: dict[str, Any]) -> None:
    scenario = tiny(bodies=[body("x", item("1", **stated), item("2", duration="2 h"))])
    assert prove(scenario, "earliest-latest").by_amount.keys() >= {0, 1}


@pytest.mark.parametrize("stated", STATED)
def test_parts_of_a_split_item(stated: dict[str, Any]) -> None:
    scenario = tiny(bodies=[body("x", item("1", duration="2 h", splittable=True, **stated))])
    assert prove(scenario, "earliest-latest").by_amount.keys() >= {0, 1}


def test_an_absence_in_the_middle_of_a_sitting() -> None:
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-15:00"]}],
        bodies=[
            body(
                "x",
                item("1", duration="2 h", splittable=True, unavailable=["2012-10-17 12:00-13:00"]),
                item("2", windows=["2012-10-17 10:00-12:00", "2012-10-17 11:00-13:00"]),
            )
        ],
    )
    assert prove(scenario, "earliest-latest").by_amount.keys() == {0, 1, 2}


def test_a_body_keeps_clear_of_its_absences_in_joint_sessions_too() -> None:
    scenario = tiny(
        bodies=[
            body("x", item("1"), item("2"), unavailable=["2012-10-17 11:00-15:30", "2012-10-17 11:30-13:00"]),
            body("y", item("1")),
        ],
        joint_sessions=[{"id": "j", "bodies": ["y", "x"], "items": {"y": ["1"]}, "duration": "1 h"}],
    )
    assert prove(scenario, "earliest-latest").by_amount.keys() == {0, 1, 2}


def test_an_item_of_a_joint_session_is_held_to_it_at_its_own_place() -> None:
    """Items 1 and 2 follow each other in the joint session, and 2 takes the hour that is left."""
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-15:00"]}],
        bodies=[
            body("x", item("1", start="2012-10-17T11:00"), item("2", latest="2012-10-17T14:00"), item("3")),
            body("y", item("1", unavailable=["2012-10-17 12:30-13:00"])),
        ],
        joint_sessions=[{"id": "j", "bodies": ["x", "y"], "items": {"x": ["1", "2"], "y": ["1"]}, "duration": "3 h"}],
    )
    assert prove(scenario, "earliest-latest").by_amount.keys() >= {0, 1, 2, 3}


def test_what_a_heading_states_holds_below_it() -> None:
    under = [item("1(a)"), {"number": "1(b)", "items": [item("1(b)(i)")]}]
    scenario = tiny(
        bodies=[body("x", {"number": "1", "items": under, "start": "2012-10-17T11:00", "latest": "2012-10-17T16:00"})]
    )
    assert prove(scenario, "earliest-latest").by_amount.keys() == {0, 1, 2}
    (breach,) = breaches(
        scenario, "earliest-latest", "x/1(a) 2012-10-17 11:00-12:00", "x/1(b)(i) 2012-10-17 16:00-17:00"
    )
    assert breach.words.told() == (
        "item 1 of x ends by Wednesday 17 October, 16:00; the programme has item 1(b)(i) of x at "
        "Wednesday 17 October, 16:00"
    )


def test_what_a_planner_reads() -> None:
    scenario = tiny(
        decisions=[{"id": "d", "by": "The Bureau", "on": "2012-02-15"}],
        bodies=[
            body(
                "x",
                item(
                    "1",
                    start="2012-10-17T10:00",
                    earliest="2012-10-17T10:00",
                    windows=["2012-10-17 09:00-11:00"],
                    unavailable=[{"when": "2012-10-17 15:00-16:00", "id": "v"}],
                    title="Opening",
                    source="d",
                ),
                title="Plenary",
                unavailable=["2012-10-17"],
            )
        ],
    )
    found = breaches(scenario, "earliest-latest", "x/1 2012-10-17 15:00-16:00")
    at = "; the programme has item 1 of Plenary (Opening) at Wednesday 17 October, 15:00"
    opening = "The Bureau, on 15 February 2012, decided: item 1 of Plenary (Opening) "
    assert [(breach.key, breach.words.told().removesuffix(at)) for breach in found] == [
        (
            ("x", "unavailable", "2012-10-17T00:00/2012-10-18T00:00"),
            "Plenary cannot sit from Wednesday 17 October, 00:00 to Thursday 18 October, 00:00",
        ),
        (("x/1", "start"), opening + "starts at Wednesday 17 October, 10:00"),
        (
            ("x/1", "windows"),
            opening + "is taken up inside one of its windows: from Wednesday 17 October, 09:00 to "
            "Wednesday 17 October, 11:00",
        ),
        (
            ("x/1", "unavailable", "v"),
            "item 1 of Plenary (Opening) cannot be taken up from Wednesday 17 October, 15:00 to "
            "Wednesday 17 October, 16:00",
        ),
    ]
    assert [breach.source for breach in found] == [None, "d", "d", None]


def test_an_offset_is_a_moment_of_its_own() -> None:
    """02:30 comes twice on 28 October 2012 in Vienna; the second is 02:30+01:00."""
    scenario = tiny(
        days=[{"date": "2012-10-28", "sittings": ["01:00-04:00"]}],
        bodies=[body("x", item("1", earliest="2012-10-28T02:30+01:00"))],
    )
    assert breaches(scenario, "earliest-latest", "x/1 2012-10-28 02:30-03:30")
    assert not breaches(scenario, "earliest-latest", "x/1 2012-10-28 03:00-04:00")


def test_a_heading_is_called_by_its_title_too() -> None:
    heading = {"number": "1", "title": "Aid", "latest": "2012-10-17T12:00", "items": [item("1(a)")]}
    scenario = tiny(bodies=[body("a", heading, title="Group A")])
    (breach,) = breaches(scenario, "earliest-latest", "a/1(a) 2012-10-17 15:00-16:00")
    assert str(breach.words).startswith("item 1 of Group A (Aid) ends by Wednesday 17 October, 12:00")
