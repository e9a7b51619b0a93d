"""What a team serves a day and a week: proved by enumeration, and the sentences of the check."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

TWO, SPANISH = ["en", "fr"], ["en", "fr", "es"]
TEAMS = {
    "teams": [
        {"id": "ef", "languages": TWO, "a_day": 1, "a_week": 2},
        {"id": "efs", "languages": SPANISH, "a_day": 1, "a_week": 2},
        {"id": "ru", "languages": ["en", "ru"], "a_day": 0},
        {"id": "ar", "languages": ["en", "ar"]},
    ]
}


def _days(*dates: str):
    return [{"date": date, "sittings": ["10:00-11:00"]} for date in dates]


def test_days_and_weeks_from_monday_to_sunday():
    """14 October 2012 is a Sunday: what is held then counts for the week before."""
    prove(
        tiny(
            days=_days("2012-10-14", "2012-10-15", "2012-10-16"),
            bodies=[
                body("a", item("1"), languages=TWO),
                body("b", item("1"), item("2"), languages=SPANISH),
                body("c", item("1"), languages=["en", "ru"]),
                body("d", item("1"), languages=["en", "ar"]),
            ],
            interpretation=TEAMS,
        ),
        "interpretation-limits",
    )


def test_a_day_of_three_sittings_and_a_team_that_can_help_another():
    prove(
        tiny(
            days=[{"date": "2012-10-17", "sittings": ["09:00-10:00", "10:00-11:00", "11:00-12:00"]}],
            bodies=[
                body("a", item("1"), item("2"), item("3"), languages=TWO),
                body("b", item("1"), item("2"), languages=SPANISH),
            ],
            interpretation=TEAMS,
        ),
        "interpretation-limits",
    )


def test_more_teams_of_a_kind_serve_more():
    prove(
        tiny(
            days=_days("2012-10-15", "2012-10-16"),
            bodies=[body(id, item("1"), languages=TWO) for id in "abcd"],
            interpretation={"teams": [{"id": "ef", "count": 3, "a_day": 1, "a_week": 1}]},
        ),
        "interpretation-limits",
    )


def test_a_joint_session_is_one_sitting():
    prove(
        tiny(
            bodies=[body(id, item("1"), languages=TWO) for id in "abc"],
            joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
            interpretation={"teams": [{"id": "ef", "a_day": 1}]},
        ),
        "interpretation-limits",
        ["joint-together"],
    )


def test_what_the_check_says():
    teams = {"teams": [{"id": "ef", "title": "English–French", "a_day": 1, "a_week": 2}]}
    scenario = tiny(
        bodies=[body("a", item("1"), languages=TWO), body("b", item("1"), item("2"), languages=TWO)],
        interpretation=teams,
    )
    found = breaches(
        scenario,
        "interpretation-limits",
        "a/1 2012-10-17 10:00-11:00",
        "b/1 2012-10-17 10:00-11:00",
        "b/2 2012-10-17 15:00-16:00",
    )
    assert [str(breach.words) for breach in found] == [
        "on 17 October 2012 at most 1 of the sittings that only English–French can interpret; the programme has 3",
        "in the week of 15 October 2012 at most 2 of the sittings that only English–French can interpret; "
        "the programme has 3",
    ]
    assert [breach.key for breach in found] == [("ef", "2012-10-17"), ("ef", "2012-W42")]
    assert found[0].who == ("a", "b")


def test_no_limit_is_taken_for_granted():
    scenario = tiny(bodies=[body("a", item("1"), item("2"), languages=TWO)], interpretation={"teams": [{"id": "ef"}]})
    assert not breaches(scenario, "interpretation-limits", "a/1 2012-10-17 10:00-11:00", "a/2 2012-10-17 15:00-16:00")
