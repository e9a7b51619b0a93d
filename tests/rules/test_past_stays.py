"""`past-stays`: model and check agree on what has begun and what may not begin any more."""

from __future__ import annotations

import pytest

from session_planner.planning import solve
from session_planner.scenario.model import Scenario
from session_planner.solver.explain import explain
from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny
from tests.rules.replanning import DAY, GUESTS, ROOMS, SPLIT, TWO


def test_what_is_over_stays_and_nothing_else_begins_before_now() -> None:
    held = [{"item": "x/1", "start": DAY + "10:00", "end": DAY + "11:00", "room": "B"}]
    scenario = tiny(rooms=ROOMS, bodies=TWO, replan={"now": DAY + "11:30", "held": held})
    assert set(prove(scenario, "past-stays").by_amount) == {0, 1, 2}


def test_what_is_under_way_goes_on_at_least_until_its_end() -> None:
    held = [{"item": "x/1", "start": DAY + "10:00", "end": DAY + "11:00", "over": False}]
    scenario = tiny(bodies=[*SPLIT, body("y", item("1"))], replan={"now": DAY + "11:00", "held": held})
    assert set(prove(scenario, "past-stays").by_amount) == {0, 1, 2}


@pytest.mark.parametrize("over", [True, False])
def test_what_has_begun_ends_when_it_did_or_later_where_it_is_not_over(over: bool) -> None:
    held = [{"item": "x/1", "start": DAY + "15:00", "end": DAY + "17:00", "over": over}]
    hours = [{"hours": "15:00-17:00", "open_until": "18:00"}]
    scenario = tiny(days=[{"date": "2012-10-17", "sittings": hours}], bodies=SPLIT, replan={"held": held})
    assert set(prove(scenario, "past-stays").by_amount) == {0, 1}


@pytest.mark.parametrize(("now", "begun"), [("15:00", True), ("16:00", False)])
def test_a_joint_session_that_has_begun_and_one_that_has_not(now: str, begun: bool) -> None:
    held = [{"item": "joint:j", "start": DAY + "10:00", "end": DAY + "11:00"}] if begun else []
    assert len(prove(tiny(**GUESTS, replan={"now": DAY + now, "held": held}), "past-stays").by_amount) > 1


def test_what_was_held_outside_the_sittings_or_off_the_grain_cannot_stay() -> None:
    held = [{"item": "x/1", "start": DAY + "12:00", "end": DAY + "13:00"}]
    scenario = tiny(bodies=TWO, replan={"now": DAY + "11:00", "held": held})
    assert min(prove(scenario, "past-stays", admits=False).by_amount) == 1
    assert [found.key[0] for found in breaches(scenario, "past-stays", "x/1 2012-10-17 12:00-13:00")] == ["x/1"]
    assert solve(Scenario.model_validate(scenario)).impossible


def test_what_a_planner_reads() -> None:
    held = [{"item": "x/1", "start": DAY + "10:00", "end": DAY + "11:00"}]
    scenario = tiny(bodies=TWO, replan={"now": DAY + "15:30", "held": held})
    lines = ("x/1 2012-10-17 11:00-12:00", "x/2 2012-10-17 15:00-17:00")
    assert [str(found.words) for found in breaches(scenario, "past-stays", *lines)] == [
        "item 1 of x was held from Wednesday 17 October, 10:00 to Wednesday 17 October, 11:00; "
        "the programme has it otherwise",
        "item 2 of x does not begin before Wednesday 17 October, 15:30; "
        "the programme has it at Wednesday 17 October, 15:00",
    ]


def test_no_way_out_leads_into_the_past() -> None:
    held = [{"item": "x/1", "start": DAY + "10:00", "end": DAY + "11:00"}]
    crowded = [body("x", item("1"), item("2", duration="2 h"), item("3", duration="2 h"))]
    found = explain(Scenario.model_validate(tiny(bodies=crowded, replan={"now": DAY + "15:00", "held": held})))
    assert found.repairs
    assert {part.rule for way in found.repairs for part in way.instances} == {"within-sitting"}
