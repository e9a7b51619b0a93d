"""`reserve-before`: model and check agree on what ends too shortly before a joint session."""

from __future__ import annotations

from typing import Any

from session_planner.planning import solve
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

ROOMS = [{"id": "A", "title": "Room A"}, {"id": "B", "title": "Room B"}]


def asking(reserve: str, *bodies: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """A joint session of an hour of `a` and `b` that asks for a reserve."""
    joint = {"id": "j", "title": "the joint session", "bodies": ["a", "b"], "duration": "1 h", "reserve": reserve}
    return tiny(bodies=list(bodies), joint_sessions=[joint], **parts)


def test_what_a_body_takes_up_before_ends_so_long_before() -> None:
    assert prove(asking("1 h", body("a", item("1")), body("b")), "reserve-before").by_amount.keys() == {0, 1}


def test_each_body_is_an_instance() -> None:
    scenario = asking("1 h", body("a", item("1")), body("b", item("1")), days=_day("10:00-13:00"))
    assert prove(scenario, "reserve-before").by_amount.keys() == {0, 1, 2}


def test_it_reaches_over_the_hours_between_sittings() -> None:
    """Four hours before a joint session at 15:00 or 16:00 is the morning's second hour or its third."""
    found = prove(asking("4 h", body("a", item("1")), body("b")), "reserve-before")
    assert found.by_amount.keys() == {0, 1}
    assert found.by_amount[1] > prove(asking("3 h", body("a", item("1")), body("b")), "reserve-before").by_amount[1]


def test_parts_of_a_split_item_count_each() -> None:
    split = item("1", duration="2 h", splittable=True)
    assert prove(asking("1 h", body("a", split), body("b")), "reserve-before").by_amount.keys() == {0, 1}


def test_one_joint_session_before_another() -> None:
    scenario = asking("1 h", body("a"), body("b"), days=_day("10:00-13:00"))
    scenario["joint_sessions"].append({"id": "k", "bodies": ["a", "b"], "duration": "1 h"})
    assert prove(scenario, "reserve-before").by_amount.keys() == {0, 1, 2}


def test_others_leave_its_room_as_long_before() -> None:
    late = [{"hours": ["11:00-13:00"]}]
    bodies = (body("a", sittings=late), body("b", sittings=late), body("c", item("1")))
    scenario = asking("2 h", *bodies, rooms=ROOMS, days=_day("10:00-12:00"))
    assert prove(scenario, "reserve-before").by_amount.keys() == {0, 1}


def test_a_reserve_between_two_ticks_is_rounded_up() -> None:
    scenario = asking("70 min", body("a", item("1")), body("b"), days=_day("10:00-14:00"))
    found = prove(scenario, "reserve-before").by_amount
    longer = asking("2 h", body("a", item("1")), body("b"), days=_day("10:00-14:00"))
    assert found == prove(longer, "reserve-before").by_amount


def test_nothing_is_asked_unless_a_scenario_says_so() -> None:
    lines = ("a/1 2012-10-17 10:00-11:00", "a/joint:j 2012-10-17 11:00-12:00", "b/joint:j 2012-10-17 11:00-12:00")
    assert not breaches(asking("0 min", body("a", item("1")), body("b")), "reserve-before", *lines)
    assert breaches(asking("5 min", body("a", item("1")), body("b")), "reserve-before", *lines)


def test_what_a_planner_reads() -> None:
    scenario = asking("30 min", body("a", item("1"), title="Group A"), body("b"), body("c", item("1")), rooms=ROOMS)
    lines = ("a/joint:j 2012-10-17 11:00-12:00 A", "b/joint:j 2012-10-17 11:00-12:00 A")
    (own,) = breaches(scenario, "reserve-before", "a/1 2012-10-17 10:00-10:45 B", *lines)
    assert str(own.words) == (
        "Group A has 30 min free before the joint session; the programme has item 1 of Group A until "
        "Wednesday 17 October, 10:45"
    )
    assert (own.key, own.who) == (("j", "a"), ("a", "b"))
    (others,) = breaches(scenario, "reserve-before", "c/1 2012-10-17 10:00-10:45 A", *lines)
    assert str(others.words) == (
        "the room of the joint session is free of others for 30 min before it; the programme has item 1 of c until "
        "Wednesday 17 October, 10:45"
    )


def test_bodies_that_only_the_reserve_of_a_room_links_are_solved_together() -> None:
    """`c` leaves the one room at 11:00; half an hour lies before the hours of `a` and `b`, and an hour is asked for."""
    late = [{"hours": ["11:30-13:00"]}]
    bodies = (body("a", sittings=late), body("b", sittings=late), body("c", item("1")))
    scenario = asking("1 h", *bodies, rooms=ROOMS[:1], days=_day("10:00-11:00"), grain=30)
    programme = solve(Scenario.model_validate(scenario), Control(workers=1)).programme
    assert programme is not None
    assert {f"{one.start:%H:%M}" for one in programme.segments if one.joint} == {"12:00"}


def _day(*hours: str) -> list[dict[str, Any]]:
    return [{"date": "2012-10-17", "sittings": list(hours)}]
