"""The hybrid meeting from Tokyo to Los Angeles, over the night in which Vienna's clocks go back and America's do not.

Hours outside 07:00-22:00 that a sitting of two hours costs, by Vienna's clocks (summer time: 23 and 24 October; winter
time from 26 October). Los Angeles is 9 hours behind in summer time and 8 in winter time; Tokyo and Seoul 7 and 8 ahead,
Sydney 9 and 10, Kolkata 3 1/2 and 4 1/2, Lagos 1 behind and the same, São Paulo 5 and 4 behind.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from session_planner.checker import check
from session_planner.programme.model import Programme
from session_planner.scenario.model import Scenario
from tests.scenarios.shipped import cost, programme, scenario, sittings

NAME = "hybrid-week"


@pytest.fixture(scope="module")
def week() -> Scenario:
    """The scenario as it ships."""
    return scenario(NAME)


@pytest.fixture(scope="module")
def solved(week: Scenario) -> Programme:
    """Its programme."""
    return programme(week)


def test_the_hours_cost_what_nobody_can_avoid(solved: Programme) -> None:
    """Seven hours at a weight of 3.

    The opening is set: noon is 03:00-05:00 in Los Angeles (2) and 21:00-23:00 in Sydney (1); item 2 joins it at no
    further cost, and fills it. The adoption (7), which all follow, is twelve hours after the last substance, on the
    28th: at 09:00 it is 01:00-03:00 in Los Angeles (2) and 05:00-07:00 in São Paulo (2), at noon Los Angeles (2) and
    Sydney (2), later more. The others can be where nobody pays: 4 and 5 from 15:00 in winter time or at 18:00, 3 at
    noon, 6 at 09:00.
    """
    assert solved.status == "optimal"
    assert cost(solved, "remote-hours") == 7 * 3
    taken = {item: sitting[11:] for sitting, items in sittings(solved, "experts").items() for item in items}
    assert taken["3"] == "12:00"
    assert taken["6"] == "09:00"
    assert {taken["4"], taken["5"]} <= {"15:00", "18:00"}


def test_the_order_pays_for_the_holiday(solved: Programme) -> None:
    """With Monday closed two pairs of items stand in the other order, with Monday open none.

    6 is on Saturday or Tuesday at 09:00 (on Wednesday the adoption would come too late), and by then only Friday 18:00
    can have taken 4 or 5, so 6 is before one of them at least. On Tuesday it leaves one more interpreted sitting: 5's;
    4 is then on Friday, before 3, as 3 is at noon and Friday's noon is full. On Saturday 6 is before 3, 4 or 5 thrice.
    On an open Monday 4 and 5 are at 15:00 and 18:00, and 6 on Tuesday follows them.
    """
    assert cost(solved, "agenda-order") == 2 * 10
    assert not any(one.start.date() == dt.date(2026, 10, 26) for one in solved.segments)
    assert cost(programme(scenario(NAME, "no-holiday")), "agenda-order") == 0


def test_the_same_hour_of_the_clock_is_another_in_los_angeles_after_the_change(
    week: Scenario, solved: Programme
) -> None:
    """15:00 in Vienna is 07:00 in Los Angeles on the 27th and 06:00 on the 23rd: an hour more."""
    usual = next(one for one in solved.segments if one.ref == "experts/5" and one.start.day == 27)
    assert usual.start.utcoffset() == dt.timedelta(hours=1)
    zone = usual.start.tzinfo
    costs = {}
    for day in (23, 27):
        start = dt.datetime(2026, 10, day, 15, tzinfo=zone)
        moved = replace(usual, start=start, end=start + dt.timedelta(hours=1), sitting=f"2026-10-{day}T15:00")
        segments = tuple(moved if one is usual else one for one in solved.segments)
        report = check(replace(solved, segments=segments), week)
        costs[day] = next(one.cost for one in report.costs if one.rule == "remote-hours")
    assert costs == {23: 8 * 3, 27: 7 * 3}


def test_hybrid_sittings_are_in_hybrid_rooms(solved: Programme) -> None:
    """Of two halls with six booths one has what remote participants need; the drafting group has a small room."""
    assert {one.room for one in solved.segments if one.body == "experts"} == {"board-room"}
    assert {one.room for one in solved.segments if one.body == "drafting"} == {"c-4"}
