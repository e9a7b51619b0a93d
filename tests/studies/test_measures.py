"""The figures of a programme, each counted by hand on a morning, an afternoon and a morning of three bodies."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from session_planner.planning import solve
from session_planner.programme.model import Programme, TierResult
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.studies.measures import Measures, Served, Team, Tier, measures
from session_planner.studies.rooms import RoomUse
from tests.rules.hand import _segment, body, item

SESSION: dict[str, Any] = {
    "format": 1,
    "title": "Three bodies",
    "timezone": "Europe/Vienna",
    "days": [
        {"date": "2012-10-17", "sittings": ["10:00-13:00", "15:00-18:00"]},
        {"date": "2012-10-18", "sittings": ["10:00-13:00"]},
    ],
    "venues": [
        {"id": "annex", "hours": "10:00-12:00"},
        {"id": "garden", "hours": "09:00-11:00"},
        {"id": "club", "hours": "16:00-20:00", "weekdays": ["wed"]},
    ],
    "holidays": [{"id": "feast", "date": "2012-10-18", "venues": ["annex"]}],
    "rooms": [
        {"id": "A"},
        {"id": "B", "unavailable": ["2012-10-17 15:00-18:00"]},
        {"id": "C", "venue": "annex"},
        {"id": "D", "venue": "garden"},
        {"id": "E", "venue": "club"},
    ],
    "interpretation": {"teams": [{"id": "day"}, {"id": "late", "hours": "14:00-19:00"}]},
    "bodies": [
        body("x", item("1"), item("2", duration="2 h", splittable=True), item("3"), languages=["en", "fr"]),
        body("y", item("1", duration="2 h"), item("2"), languages=["en", "fr"]),
        body("z", item("1")),
    ],
    "joint_sessions": [
        {"id": "j", "bodies": ["x", "z"], "items": {"x": ["3"]}},
        {"id": "k", "bodies": ["x", "y"], "items": {"y": ["2"]}},
    ],
    "delegations": [
        {"id": "P", "size": 1, "follows": ["x", "y"]},
        {"id": "R", "size": 1, "follows": ["x"]},
        {"id": "S", "size": 2, "follows": ["x/1", "y/1"]},
        {"id": "T", "size": 3, "follows": ["x", "y"]},
        {"id": "Q", "size": 2, "follows": ["x", "y", "z"]},
    ],
}
LINES = (
    "x/1 2012-10-17 10:00-11:00 A",
    "x/2 2012-10-17 11:30-12:30 A",
    "x/2 2012-10-17 15:00-16:00 A",
    "y/1 2012-10-17 10:00-12:00 B",
    "z/1 2012-10-17 11:00-12:00 C",
    "x/3 2012-10-18 10:00-11:00 A",
    "z/joint:j 2012-10-18 10:00-11:00 A",
)


def programme(*lines: str) -> tuple[Programme, Scenario]:
    scenario = Scenario.model_validate(SESSION)
    return Programme(tuple(_segment(line, scenario) for line in lines)), scenario


@pytest.fixture(scope="module")
def found() -> Measures:
    return measures(*programme(*LINES))


def test_sittings_held_and_handed_back(found: Measures) -> None:
    # Of 3 × 3 sittings x holds three, y one, z one; on the 18th z is the guest of x, so its own is in use, not held.
    assert (found.sittings, found.handed_back) == (5, 9 - 6)


def test_segments_and_parts_more_than_one(found: Measures) -> None:
    assert (found.segments, found.splits) == (7, 1)
    assert found.unscheduled == ("y/2",)


def test_an_item_that_the_agenda_does_not_have_is_no_part_of_one() -> None:
    odd = measures(*programme("x/9 2012-10-17 10:00-11:00", "x/9 2012-10-17 15:00-16:00"))
    assert (odd.segments, odd.splits) == (2, 0)


def test_time_that_is_waited_and_time_that_is_left(found: Measures) -> None:
    # x waits from 11:00 to 11:30, z from 10:00 to 11:00. x leaves 30 min, 2 h and 2 h; y 1 h; z 1 h.
    assert (found.idle, found.unused) == (30 + 60, 30 + 120 + 120 + 60 + 60)


def test_interpreters(found: Measures) -> None:
    # x sits three times and y once; both on the first morning. The late team could serve the afternoon alone.
    assert (found.interpreted, found.interpreted_peak) == (4, 2)
    assert found.teams == (Team("day", 1, 3, 4, 2), Team("late", 1, 0, 1, 1))


def test_rooms(found: Measures) -> None:
    # Whole sittings are booked. C is open from 10:00 to 12:00 on the first day only.
    assert found.rooms == (
        RoomUse("A", 540, 540),
        RoomUse("B", 180, 360),
        RoomUse("C", 180, 120),
        # The garden is open for an hour of each morning; the club on Wednesdays, from 16:00 to 18:00 of the sittings.
        RoomUse("D", 0, 120),
        RoomUse("E", 0, 120),
    )
    assert [room.share for room in found.rooms] == [1.0, 0.5, 1.5, 0.0, 0.0]


def test_delegations_worst_served_first(found: Measures) -> None:
    # Sittings count as wholes, three hours of x and y at once; S follows items, of which one hour is shared.
    # R is never wanted twice. On the 18th x and z sit together, so that Q is wanted once.
    assert found.delegations == (
        Served("P", 1, 2, 180, 180),
        Served("Q", 2, 3, 180, 180),
        Served("T", 3, 2, 0, 180),
        Served("S", 2, 2, 0, 60),
    )
    assert [one.beyond for one in found.delegations] == [1, 1, 0, 0]
    assert found.figures["delegations.beyond"] == 1
    assert found.figures["delegations.split.minutes"] == 180 + 180 + 180 + 60


def test_joint_sessions(found: Measures) -> None:
    held, missing = found.joints
    assert (held.start, held.end, held.room) == ("2012-10-18T10:00:00+02:00", "2012-10-18T11:00:00+02:00", "A")
    assert held.absent == ()
    assert (missing.start, missing.absent) == (None, ("x", "y"))
    late = measures(*programme(*LINES[:-1], "z/joint:j 2012-10-18 10:30-11:30 A"))
    assert late.joints[0].absent == ("z",)


def test_figures_are_plain_numbers_under_names_that_do_not_depend_on_the_programme(found: Measures) -> None:
    other = measures(*programme("x/1 2012-10-17 10:00-11:00"))
    assert list(found.figures) == list(other.figures)
    assert found.figures["cost.few-splits"] == 20
    assert found.figures["conflicts"] > 0
    assert json.loads(json.dumps(found.as_dict()))["rooms"][1] == {"id": "B", "used_minutes": 180, "open_minutes": 360}


def test_a_bound_is_told_only_of_the_cost_that_it_was_proved_for() -> None:
    scenario = Scenario.model_validate({**SESSION, "joint_sessions": [], "delegations": []})
    solved = solve(scenario, Control(workers=1)).programme
    assert solved is not None
    by_id = {tier.id: tier for tier in measures(solved, scenario).tiers}
    assert by_id["house"].proved
    assert by_id["house"].cost == next(tier for tier in solved.tiers if tier.id == "house").objective > 0
    house = next(tier for tier in solved.tiers if tier.id == "house")
    off = replace(solved, tiers=(TierResult("house", house.objective + 1, house.bound),))
    assert {tier.id: tier for tier in measures(off, scenario).tiers}["house"] == Tier("house", house.objective, None)
    assert {tier.id: tier for tier in measures(off, scenario).tiers}["people"] == Tier("people", 0, 0)


def test_a_tier_is_proved_where_its_bound_reaches_its_cost() -> None:
    tiers = (Tier("t", 3, 3), Tier("t", 3, 4), Tier("t", 3, 2), Tier("t", 0, None))
    assert [tier.proved for tier in tiers] == [True, True, False, False]
