"""The big week: ten bodies, forty delegations, six rooms. Solved within a time limit, and no rule in it is idle."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from session_planner.checker import check
from session_planner.problem.model import Problem
from session_planner.programme.model import Programme
from session_planner.rules import active, rules
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.solver.builder import ModelBuilder
from tests.rules.hand import ON_REQUEST
from tests.scenarios.shipped import programme, scenario, sittings

NAME = "commission-week"
SECONDS = 25


@pytest.fixture(scope="module")
def week() -> Scenario:
    """The scenario as it ships."""
    return scenario(NAME)


@pytest.fixture(scope="module")
def solved(week: Scenario) -> Programme:
    """A programme found within the time limit, which is several times what the first one takes."""
    return programme(week, SECONDS)


def test_the_week_is_as_large_as_it_says(week: Scenario) -> None:
    assert (len(week.bodies), len(week.delegations), len(week.rooms)) == (10, 40, 6)
    assert sum(team.count for team in week.interpretation.teams) == 2
    assert 80 <= len(outline(week).leaves) <= 100
    assert {delegation.size for delegation in week.delegations} == {1, 2, 3, 4}
    assert all(body.called.has("en") and body.called.has("fr") for body in week.bodies)


def test_no_rule_is_idle(week: Scenario) -> None:
    """Every rule states something in this week, but for those that need a programme that is out."""
    builder = ModelBuilder(Problem(week), explain=True)
    for rule in active(week):
        rule.rule.post(rule, builder)
    hard = {instance.rule for instance, _ in builder.instances}
    soft = {charge.instance.rule for charges in builder.costs.values() for charge in charges}
    assert hard | soft == set(rules()) - ON_REQUEST


def test_a_programme_free_of_conflict_is_found_in_time(week: Scenario, solved: Programme) -> None:
    assert solved.status in ("optimal", "feasible")
    assert check(solved, week).clean
    assert solved.unscheduled == ()
    assert {tier.id for tier in solved.tiers} == {"people", "order", "house"}
    assert all(0 <= tier.bound <= tier.objective for tier in solved.tiers)


def test_the_report_has_its_time(week: Scenario, solved: Programme) -> None:
    """Eighteen hours of drafting from the end of the substance: adopted on Friday, at 12:00 at the latest begun."""
    starts = {one.ref: one.start for one in solved.segments}
    ends = {one.ref: one.end for one in solved.segments}
    discussed = [ref for ref in ends if ref.startswith("commission/") and ref.split("/")[1][0] in "23456789"]
    assert starts["commission/10"] - max(ends[ref] for ref in discussed) >= dt.timedelta(hours=18)
    assert starts["commission/10"].date() == dt.date(2026, 9, 11)


def test_two_teams_serve_the_week(week: Scenario, solved: Programme) -> None:
    """Counted by hand: two interpreted sittings at a time, four a day, fourteen a week; a joint sitting is one."""
    interpreted = {body.id for body in week.bodies if len(body.languages) > 1}
    held = {
        (one.bodies[0] if one.bodies else one.body, one.sitting) for one in solved.segments if one.body in interpreted
    }
    at_once = Counter(sitting for _, sitting in held)
    a_day = Counter(sitting[:10] for _, sitting in held if sitting)
    assert max(at_once.values()) <= 2
    assert max(a_day.values()) <= 4
    assert len(held) <= 14


def test_joint_sessions_stand_in_both_programmes(solved: Programme) -> None:
    """The working groups on Tuesday at 15:00, as the bureau decided, by themselves; the committees on Wednesday."""
    assert sittings(solved, "wg-tw")["2026-09-08T15:00"] == ["7", "8"]
    assert sittings(solved, "wg-fin")["2026-09-08T15:00"] == ["5", "6"]
    shares = [one for one in solved.segments if one.joint == "compliance-resources"]
    assert {one.body for one in shares} == {"compliance", "budget"}
    assert len({(one.start, one.end, one.room) for one in shares}) == 1
    assert shares[0].start.date() == dt.date(2026, 9, 9)
    assert shares[0].room == "room-xi"
