"""Programmes that hold: their joint sessions start on time with the chance asked for, on samples never seen before."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest

from session_planner.checker import check
from session_planner.loading import load
from session_planner.programme.model import Programme, Segment
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.studies.holding.least import Least, Tried, least
from session_planner.studies.holding.risk import risk
from session_planner.studies.holding.robust import _Search, reserved, robust
from tests.cli.calling import CASE
from tests.studies.lives import about, scenario
from tests.studies.test_risk import below

MIXED = {"joint-only": "off"}
"""So that a joint session may stand in one sitting with what it waits for."""


def one_before(hours: str = "10:00-13:00", **parts: Any) -> Scenario:
    """Something from 30 to 90 min, 60 as expected, then the joint session, in one sitting."""
    return scenario(
        {"a": {"1": about(60, 30, 90)}, "b": {}},
        hours=(hours,),
        days=[{"date": "2012-10-17", "sittings": [hours]}],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "duration": "30 min"}],
        precedences=[{"before": "a/1", "after": "joint:j"}],
        rules=MIXED,
        **parts,
    )


def asked(whole: Scenario, chance: float, **more: Any) -> Any:
    return robust(whole, chance, Control(workers=1), **more)


def test_the_reserve_is_what_the_closed_form_says() -> None:
    """Beta(3, 3) from 30 to 90: after 60 + 15 min it is over with a chance of 0.896, after 60 + 20 with 0.965."""
    assert below(45 / 60, 3, 3) < 0.9 < below(50 / 60, 3, 3)
    found = asked(one_before(), 0.9)
    (session,) = found.sessions
    assert (session.joint, session.reserve) == ("j", 20)
    assert session.chance.low <= below(50 / 60, 3, 3) <= session.chance.high
    assert found.scenario._sets == ("joint_sessions[j].reserve=20 min",)
    assert found.programme.sets == found.scenario._sets
    assert check(found.programme, found.scenario).clean


@pytest.mark.parametrize("chance", [0.6, 0.9, 0.99])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_programmes_meet_their_chance_on_fresh_samples(chance: float, number: int) -> None:
    """Two groups and a joint session of both, and others who leave its room shortly before; seeds never used."""
    estimates = [about(60, 45, 60 + 20 * number), about(45, 30, 50 + 15 * number)]
    whole = scenario(
        {"a": {"1": estimates[0]}, "b": {"1": estimates[1], "2": estimates[1]}, "c": {"1": estimates[0]}},
        hours=("10:00-15:00",),
        joint_sessions=[
            {"id": "j", "bodies": ["a", "b"], "duration": "30 min"},
            {"id": "k", "bodies": ["b", "c"], "duration": "30 min", "after": ["j"]},
        ],
        precedences=[{"before": "b/1", "after": "joint:j"}, {"before": "c/1", "after": "joint:k"}],
        rules=MIXED,
    )
    found = asked(whole, chance, samples=4000)
    assert found.programme is not None
    for seed in (11, 12, 13):
        for start in risk(found.programme, found.scenario, 20_000, seed, threats=False).joint:
            assert start.chance.value >= chance - 3 * math.sqrt(chance * (1 - chance) / 20_000)


def test_others_in_its_room_are_given_time_to_overrun() -> None:
    """`c` leaves the one room at 11:00 as planned, or up to 60 min later, and it takes 10 to turn it over."""
    late = {"more": {"sittings": [{"hours": ["11:10-14:00"]}]}}
    whole = scenario(
        {"a": late, "b": late, "c": {"1": about(60, 30, 120), "more": {"sittings": [{"hours": ["10:00-11:00"]}]}}},
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "duration": "30 min"}],
        rooms=[{"id": "R", "turnover": "10 min"}],
    )
    first, second = (asked(whole, chance) for chance in (0.05, 0.95))
    assert first.sessions[0].reserve == 0
    assert second.sessions[0].reserve >= 30
    assert risk(second.programme, second.scenario, 20_000, 5).start("joint:j").chance.value > 0.945


def test_what_holds_already_is_left_as_it_is() -> None:
    """In 2012 a night lies before the joint discussion."""
    whole = load(CASE)
    found = asked(whole, 0.99, spread=0.3, samples=1000)
    assert found.scenario is whole
    assert [(one.reserve, one.chance.value) for one in found.sessions] == [(0, 1.0)]


def test_a_reserve_that_a_scenario_asks_for_is_only_raised() -> None:
    joint = {"id": "j", "bodies": ["a", "b"], "duration": "30 min", "reserve": "40 min"}
    whole = one_before().model_copy(
        update={"joint_sessions": scenario({"a": {}, "b": {}}, joint_sessions=[joint]).joint_sessions}
    )
    assert [one.reserve for one in asked(whole, 0.9).sessions] == [40]


def test_if_there_is_no_room_for_it_the_highest_chance_that_was_found_is_told() -> None:
    """Until 11:40 there are 10 min to spare; with all of them Beta(3, 3) is over with a chance of about 0.79."""
    found = asked(one_before("10:00-11:40"), 0.9)
    assert (found.programme, found.why) == (None, "impossible")
    assert found.highest == pytest.approx(below(40 / 60, 3, 3), abs=0.02)
    assert [one.reserve for one in found.sessions] == [10]


def test_if_there_is_no_programme_at_all_the_search_says_so() -> None:
    found = asked(one_before("10:00-11:00"), 0.9)
    assert (found.programme, found.why, found.outcome.impossible, found.highest) == (None, "none", True, None)


def test_if_the_time_is_up_the_best_until_then_is_told() -> None:
    control = Control(workers=1)
    control.stop()
    found = robust(one_before(), 0.9, control)
    assert found.programme is None
    assert found.why in ("time", "none")


def test_where_a_few_minutes_late_are_on_time_less_reserve_is_needed() -> None:
    assert asked(one_before(), 0.9, tolerance=10).sessions[0].reserve == 10


def test_reserves_are_noted_as_changes_of_the_scenario() -> None:
    whole = one_before()
    assert reserved(whole, {"j": 0}) is whole
    more = reserved(reserved(whole, {"j": 10}), {"j": 20})
    assert more.joint_sessions[0].reserve == 20
    assert more._sets == ("joint_sessions[j].reserve=10 min", "joint_sessions[j].reserve=20 min")


def test_reserves_are_the_least_that_are_enough_and_proved_so() -> None:
    """Every reserve below 20 was tried, or left free anyhow by a programme that was tried; 15 min give 0.896."""
    found = asked(one_before(), 0.9)
    assert (found.total, found.at_least, found.least) == (20, 20, True)
    assert {key: found.as_dict()[key] for key in ("reserve", "reserve_at_least", "least")} == {
        "reserve": 20,
        "reserve_at_least": 20,
        "least": True,
    }


def test_more_than_is_needed_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first guess is an hour, which is enough; 20 min are, too."""
    monkeypatch.setattr(_Search, "_enough", lambda *_: 60)
    found = asked(one_before("10:00-15:00"), 0.9)
    assert (found.total, found.least) == (20, True)
    assert found.programme.sets == ("joint_sessions[j].reserve=20 min",)
    assert check(found.programme, found.scenario).clean


def before(minutes: int, start: str = "2012-10-17T12:00") -> tuple[Scenario, Programme]:
    """Item 1 of `a` ends so many minutes before the joint session at noon."""
    at = dt.datetime.fromisoformat(start + "+02:00")
    ends = at - dt.timedelta(minutes=minutes)
    rows = [Segment("a", "1", ends - dt.timedelta(hours=1), ends, None, "2012-10-17T10:00", 1, 1, None, ("a",))]
    rows += [
        Segment(body, None, at, at + dt.timedelta(minutes=30), None, "2012-10-17T10:00", 1, 1, "j", ("a", "b"))
        for body in ("a", "b")
    ]
    return one_before(), Programme(tuple(rows))


def test_what_a_programme_leaves_free_anyhow_is_not_tried() -> None:
    """It leaves 33 min: nothing up to 30 changes it, so that 35 is tried next; with that there is none."""
    whole, programme = before(33)
    tried: list[int] = []

    def attempt(reserves: Any) -> Tried[str]:
        tried.append(reserves["j"])
        return Tried(programme, True) if reserves["j"] < 35 else Tried(None, True)

    assert least(whole, {"j": 0}, 90, attempt, lambda: False) == Least(None, 90)
    assert tried == [0, 35]


def test_where_a_programme_was_not_proved_the_least_is_not_either() -> None:
    whole, programme = before(10)
    answers = {0: Tried(programme, False), 15: Tried(programme, True, "enough")}
    found = least(whole, {"j": 0}, 60, lambda reserves: answers[reserves["j"]], lambda: False)
    assert found == Least("enough", 0)
    # Proved, it is; and what is up before anything was tried says nothing but what there was to begin with.
    answers[0] = Tried(programme, True)
    assert least(whole, {"j": 0}, 60, lambda reserves: answers[reserves["j"]], lambda: False) == Least("enough", 15)
    assert least(whole, {"j": 5}, 60, lambda reserves: answers[reserves["j"]], lambda: True) == Least(None, 5)
