"""Interpretation teams at every moment: proved by enumeration, and the sentences of the check."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from session_planner.rules.interpretation_teams import served, unions
from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

TWO, SPANISH, RUSSIAN = ["en", "fr"], ["en", "fr", "es"], ["en", "fr", "ru"]


def _sits(*hours: str):
    return [{"hours": list(hours)}]


def test_languages_and_sittings_that_overlap_in_part():
    """`d` speaks a language of which there is no team; `e` is not interpreted."""
    prove(
        tiny(
            days=[{"date": "2012-10-17", "sittings": ["10:00-11:00", "11:00-12:00"]}],
            bodies=[
                body("a", item("1"), languages=TWO),
                body("b", item("1"), languages=SPANISH),
                body("c", item("1"), languages=TWO, sittings=_sits("10:00-12:00")),
                body("d", item("1"), languages=["en", "zh"]),
                body("e", item("1")),
            ],
            interpretation={"teams": [{"id": "ef", "languages": TWO}, {"id": "efs", "languages": SPANISH}]},
        ),
        "interpretation-teams",
    )


def test_hours_over_midnight_absences_and_the_two_dates_of_a_night_sitting():
    prove(
        tiny(
            days=[{"date": "2012-10-17", "sittings": ["10:00-11:00", "23:00-01:00"]}],
            bodies=[
                body("a", item("1"), languages=TWO),
                body("b", item("1"), languages=SPANISH),
                body("c", item("1"), item("2"), languages=TWO, sittings=_sits("10:30-11:30", "22:00-23:00")),
            ],
            interpretation={
                "teams": [
                    {"id": "night", "languages": TWO, "hours": "22:00-01:00", "count": 2},
                    {"id": "day", "hours": "09:00-23:00"},
                    {"id": "nobody", "count": 0},
                    {"id": "efs", "languages": SPANISH, "unavailable": ["2012-10-18"]},
                ]
            },
        ),
        "interpretation-teams",
    )


def test_sets_of_kinds_that_share_sittings():
    """Two Spanish, three Russian and three plain sittings at one time, and three teams: every set of kinds is tried."""
    prove(
        tiny(
            days=[{"date": "2012-10-17", "sittings": ["10:00-11:00"]}],
            bodies=[
                *(body(id, item("1"), languages=TWO) for id in "abc"),
                *(body(id, item("1"), languages=SPANISH) for id in "de"),
                *(body(id, item("1"), languages=RUSSIAN) for id in "fgh"),
            ],
            interpretation={
                "teams": [
                    {"id": "s", "languages": SPANISH},
                    {"id": "r", "languages": RUSSIAN},
                    {"id": "e", "languages": TWO},
                ]
            },
        ),
        "interpretation-teams",
    )


def test_a_joint_session_needs_one_team():
    prove(
        tiny(
            days=[{"date": "2012-10-17", "sittings": ["10:00-11:00", "11:00-12:00"]}],
            bodies=[body(id, item("1"), languages=TWO) for id in "abc"],
            joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
            interpretation={"teams": [{"id": "ef"}]},
        ),
        "interpretation-teams",
        ["joint-together"],
    )


def test_what_the_check_says():
    scenario = tiny(
        bodies=[
            body("a", item("1"), languages=TWO, title="Group A"),
            body("b", item("1"), languages=TWO, title="Group B"),
            body("c", item("1"), languages=["en", "zh"]),
        ],
        interpretation={"teams": [{"id": "ef", "languages": TWO, "title": "English–French"}], "source": "d"},
        decisions=[{"id": "d", "by": "The Service"}],
    )
    found = breaches(
        scenario,
        "interpretation-teams",
        "a/1 2012-10-17 10:00-11:00",
        "b/1 2012-10-17 11:00-12:00",
        "c/1 2012-10-17 15:00-16:00",
    )
    assert [str(breach.words) for breach in found] == [
        "interpreted sittings at Wednesday 17 October, 10:00: 2 (Group A, Group B); teams for them (English–French): 1",
        "no interpretation team can serve this sitting at Wednesday 17 October, 15:00: c",
    ]
    assert [breach.key for breach in found] == [("ef", "2012-10-17"), ("none", "2012-10-17")]
    assert [breach.who for breach in found] == [("a", "b"), ("c",)]
    assert {breach.source for breach in found} == {"d"}


def test_hours_are_those_on_the_wall_in_the_night_in_which_clocks_go_back():
    """On 28 October 2012 from 01:00 to 04:00 four hours pass in Vienna; hours until 04:00 cover it."""
    night = [{"date": "2012-10-28", "sittings": ["01:00-04:00"]}]
    for hours, enough in (("01:00-04:00", True), ("22:00-04:00", True), ("22:00-03:00", False)):
        scenario = tiny(
            days=night,
            bodies=[body("a", item("1"), languages=TWO)],
            interpretation={"teams": [{"id": "ef", "hours": hours}]},
        )
        assert bool(breaches(scenario, "interpretation-teams", "a/1 2012-10-28 01:00-02:00")) != enough


KINDS = st.frozensets(st.integers(0, 3), max_size=4)


@given(st.lists(KINDS, max_size=7), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_giving_teams_one_by_one_agrees_with_halls_condition(demand, supply):
    by_hall = all(
        sum(kinds <= union for kinds in demand) <= sum(supply[kind] for kind in union) for union in unions(demand)
    )
    assert served(demand, supply) == by_hall
