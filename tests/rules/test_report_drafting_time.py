"""A report waits for its drafting: proved by enumeration, over a change of clocks, and the sentences of its check."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny


def test_the_time_runs_from_the_last_part_of_the_last_substance():
    prove(
        tiny(
            bodies=[
                body(
                    "a",
                    item("1"),
                    item("2", "other", splittable=True, duration="2 h"),
                    item("3", "report", drafting_time="90 min"),
                )
            ]
        ),
        "report-drafting-time",
    )


def test_elections_need_no_drafting_and_each_report_has_its_own_time():
    prove(
        tiny(
            bodies=[
                body(
                    "a",
                    item("1"),
                    item("2", "election"),
                    item("3", "report", drafting_time="2 h"),
                    item("4", "report", drafting_time="5 h"),
                )
            ]
        ),
        "report-drafting-time",
    )


def test_substance_inside_a_joint_session():
    prove(
        tiny(
            bodies=[
                body("a", item("1"), item("2", "election"), item("3", "report", drafting_time="1 h")),
                body("b", item("1")),
            ],
            joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1", "2"], "b": ["1"]}}],
        ),
        "report-drafting-time",
    )


def test_no_time_is_taken_for_granted():
    scenario = tiny(bodies=[body("wg", item("1"), item("2", "report"))])
    assert not breaches(scenario, "report-drafting-time", "wg/1 2012-10-17 11:00-12:00", "wg/2 2012-10-17 11:00-12:00")


def test_elapsed_time_over_a_night_in_which_the_clocks_go_back():
    """From 18:00 to 10:00 is 17 hours that night, 16 on any other."""
    scenario = tiny(bodies=[body("wg", item("1"), item("2", "report", drafting_time="17 h"))])
    lines = ("wg/1 2012-10-27 17:00-18:00", "wg/2 2012-10-28 10:00-11:00")
    assert not breaches(scenario, "report-drafting-time", *lines)
    (breach,) = breaches(scenario, "report-drafting-time", "wg/1 2012-10-26 17:00-18:00", "wg/2 2012-10-27 10:00-11:00")
    assert str(breach.words) == (
        "item 2 of wg starts 17 h or more after the last substance, for its drafting; "
        "it starts at Saturday 27 October, 10:00, and item 1 of wg goes on until Friday 26 October, 18:00"
    )
    assert breach.key == ("wg/2",)
