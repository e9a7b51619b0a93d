"""Risk: against closed forms, against a simulation written another way, and its sampling error against many seeds."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from session_planner.errors import InputError
from session_planner.programme.model import Programme
from session_planner.scenario.model import Scenario
from session_planner.studies.holding.durations import Durations, Samples
from session_planner.studies.holding.figures import Chance, mean_of
from session_planner.studies.holding.risk import risk
from session_planner.studies.holding.simulation import Lived, Plan
from tests.studies.lives import about, programme, scenario
from tests.studies.other_simulation import chances, random_session

JOINT = [{"id": "j", "bodies": ["a", "b"], "duration": "30 min"}]


def below(x: float, low: int, high: int) -> float:
    """The distribution function of a beta distribution with whole shapes, as a sum of binomials."""
    n = low + high - 1
    return sum(math.comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(low, n + 1))


# -- durations ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("estimate", "bounds"),
    [
        (about(60, 45, 90), (45, 60, 90)),
        ({"expected": "60 min", "most": "90 min"}, (30, 60, 90)),
        ({"expected": "60 min", "most": "3 h"}, (0, 60, 180)),
        ({"expected": "60 min", "least": "50 min"}, (50, 60, 70)),
    ],
)
def test_an_estimate_is_a_beta_distribution_whose_mean_is_what_is_expected(
    estimate: dict[str, str], bounds: tuple[int, int, int]
) -> None:
    """Shapes that add up to six: so the variance is (expected - least)(most - expected) / 7."""
    least, expected, most = bounds
    drawn = Durations(scenario({"a": {"1": estimate}}), 200_000, 3).item("a/1")
    assert drawn is not None
    variance = (expected - least) * (most - expected) / 7
    assert least <= drawn.min() < least + 0.3 * (expected - least)
    assert most - 0.3 * (most - expected) < drawn.max() <= most
    assert abs(drawn.mean() - expected) < 4 * math.sqrt(variance / drawn.size)
    assert drawn.var() == pytest.approx(variance, rel=0.02)


def test_one_figure_does_not_vary_unless_a_spread_is_asked_for() -> None:
    whole = scenario({"a": {"1": "60 min"}})
    assert Durations(whole, 100, 0).item("a/1") == pytest.approx(np.full(100, 60.0))
    spread = Durations(whole, 100_000, 0, 0.2).item("a/1")
    assert spread is not None
    assert (spread.min(), spread.max()) == pytest.approx((48, 72), abs=1.5)
    assert spread.var() == pytest.approx(12 * 12 / 7, rel=0.03)


def test_an_average_that_is_the_least_of_all_is_told_as_a_contradiction() -> None:
    whole = scenario({"a": {"1": about(30, 30, 60)}})
    with pytest.raises(InputError, match="a/1 is expected to take 30, and may take from 30 to 60 min"):
        risk(programme(whole, "a/1 17 10:00-10:30"), whole)


def test_a_list_of_speakers_is_the_sum_of_what_each_takes() -> None:
    """A random sum: its mean is E n E t, its variance E n Var t + Var n (E t)²; rounding n adds at most a quarter."""
    speakers = {"number": {"least": 10, "expected": 15, "most": 30}, "minutes": about(3, 1, 6), "besides": "10 min"}
    whole = scenario({"a": {"1": {"speakers": speakers}}})
    drawn = Durations(whole, 100_000, 0).item("a/1")
    assert drawn is not None
    one, many = 2 * 3 / 7, 5 * 15 / 7
    low, high = (15 * one + number * 9 for number in (many, many + 0.25))
    assert abs(drawn.mean() - 55) < 4 * math.sqrt(high / drawn.size)
    assert low * 0.98 < drawn.var() < high * 1.02
    assert Plan(Programme(()), whole).outline.leaves["a/1"].minutes == 55


def test_a_limit_cuts_what_speakers_take_and_stands_for_it_where_nothing_is_said() -> None:
    said = {"1": {"speakers": {"number": 20, "minutes": about(3, 1, 9)}}, "2": {"speakers": {"number": 4, "groups": 2}}}
    whole = scenario({"a": {**said, "more": {"speaking_limits": {"delegation": "5 min", "group": "8 min"}}}})
    durations = Durations(whole, 20_000, 0)
    first, second = durations.item("a/1"), durations.item("a/2")
    assert first is not None
    assert abs(first.mean() - 60) < 4 * math.sqrt(20 * 2 * 2 / 7 / 20_000)
    assert first.var() == pytest.approx(20 * 2 * 2 / 7, rel=0.05)
    assert second == pytest.approx(np.full(20_000, 36.0))


def test_an_item_lasts_the_same_whatever_else_there_is() -> None:
    alone, among = scenario({"a": {"2": about(60, 45, 90)}}), scenario({"a": {"1": "1 h", "2": about(60, 45, 90)}})
    one, other, later = (Durations(*given).item("a/2") for given in ((alone, 50, 1), (among, 50, 1), (among, 50, 2)))
    assert np.array_equal(one, other)  # type: ignore[arg-type]
    assert not np.array_equal(one, later)  # type: ignore[arg-type]


# -- closed forms ------------------------------------------------------------------------------------------------------


def chance(whole: Scenario, plan: Programme, id: str, **more: Any) -> Chance:
    return risk(plan, whole, seed=5, **more).start(id).chance


@pytest.mark.parametrize("slack", [0, 10, 20, 35])
def test_one_item_before_a_joint_session(slack: int) -> None:
    """From 30 to 90 min with a mean of 50: Beta(2, 4) on that stretch, and it has 50 min and the slack."""
    whole = scenario({"a": {"1": about(50, 30, 90)}, "b": {}}, joint_sessions=JOINT)
    begin = f"{10 + (50 + slack) // 60}:{(50 + slack) % 60:02}"
    plan = programme(whole, "a/1 17 10:00-10:50", *(f"{body}/joint:j 17 {begin}-12:30" for body in "ab"))
    found = chance(whole, plan, "joint:j", samples=40_000)
    exact = below((20 + slack) / 60, 2, 4)
    assert abs(found.value - exact) < 4 * math.sqrt(exact * (1 - exact) / 40_000)


def test_two_bodies_before_a_joint_session_must_both_be_ready() -> None:
    """Each from 30 to 90 with a mean of 60, Beta(3, 3); until 65: the product of both."""
    whole = scenario({"a": {"1": about(60, 30, 90)}, "b": {"1": about(60, 30, 90)}}, joint_sessions=JOINT)
    lines = [line for body in "ab" for line in (f"{body}/1 17 10:00-11:00", f"{body}/joint:j 17 11:05-11:35")]
    found = risk(programme(whole, *lines), whole, 40_000).start("joint:j")
    exact = below(35 / 60, 3, 3) ** 2
    assert abs(found.chance.value - exact) < 4 * math.sqrt(exact * (1 - exact) / 40_000)


class _Uniform(Durations):
    """Items that last from nothing to an hour, all the same likely."""

    def item(self, ref: str) -> Samples | None:
        number = int(ref.rpartition("/")[2])
        return np.random.Generator(np.random.PCG64(number)).uniform(0, 60, self.samples)


@pytest.mark.parametrize(("after", "exact"), [(30, 0.125), (60, 0.5), (90, 0.875)])
def test_the_sum_of_two_uniform_durations_is_triangular(after: int, exact: float) -> None:
    whole = scenario({"a": {"1": "30 min", "2": "30 min", "3": "30 min"}})
    begin = f"{10 + after // 60}:{after % 60:02}"
    plan = Plan(programme(whole, "a/1 17 10:00-10:15", "a/2 17 10:15-10:30", f"a/3 17 {begin}-12:00"), whole)
    lived = Lived(plan, _Uniform(whole, 40_000, 0))
    on_time = (lived.begins[2] <= plan.units[2].start).mean()
    assert abs(on_time - exact) < 4 * math.sqrt(exact * (1 - exact) / 40_000)


def test_the_overrun_of_a_sitting_in_closed_form() -> None:
    """One item of Beta(3, 3) from 120 to 240 min in a sitting of 180: its mean overrun is an integral of its tail."""
    whole = scenario({"a": {"1": about(180, 120, 240)}})
    (found,) = risk(programme(whole, "a/1 17 10:00-13:00"), whole, 40_000).sittings
    xs = np.linspace(0.5, 1, 20_001)
    exact = 120 * float(np.trapezoid([1 - below(x, 3, 3) for x in xs], xs))
    assert found.chance.low < 0.5 < found.chance.high
    assert abs(found.minutes.value - exact) < 4 * found.minutes.error


# -- the policy, by durations that do not vary -------------------------------------------------------------------------


def begins(whole: Scenario, plan: Programme) -> dict[str, int]:
    """By unit: by how many minutes it begins later than planned."""
    lived = Lived(Plan(plan, whole), Durations(whole, 100, 0))
    assert all(np.ptp(begin) == 0 for begin in lived.begins)
    return {unit.id: int(begin[0]) - unit.start for unit, begin in zip(lived.plan.units, lived.begins, strict=True)}


def test_what_is_certain_has_a_chance_of_nothing_or_one_and_no_error() -> None:
    whole = scenario({"a": {"1": "65 min", "2": "30 min", "3": "30 min"}})
    found = risk(programme(whole, "a/1 17 10:00-11:00", "a/2 17 11:00-11:30", "a/3 17 11:40-12:10"), whole, 1000)
    assert [start.chance.value for start in found.starts] == [1.0, 0.0, 1.0]
    assert [(start.late.value, start.late.error) for start in found.starts] == [(0, 0), (5, 0), (0, 0)]
    assert found.certain == ("a/1", "a/2", "a/3")
    assert found.threats == ()


def test_an_item_goes_on_early_unless_its_start_is_fixed() -> None:
    items = {str(number): "30 min" for number in range(1, 6)}
    items["4"] = {"duration": "15 min", "earliest": "2012-10-17T11:35"}  # type: ignore[assignment]
    whole = scenario({"a": items}, locks=[{"id": "x", "item": "a/5", "start": "2012-10-17T12:00"}])
    lines = (
        "a/1 17 10:00-10:30",
        "a/2 17 10:40-11:10",
        "a/3 17 11:10-11:40",
        "a/4 17 11:40-12:00",
        "a/5 17 12:00-12:30",
    )
    late = begins(whole, programme(whole, *lines))
    assert late == {"a/1/1": 0, "a/2/1": -10, "a/3/1": -10, "a/4/1": -5, "a/5/1": 0}


def test_a_joint_session_and_what_has_a_start_wait_for_their_time() -> None:
    """Items 1 take half of their time; the joint session is at 11:00, the first under heading 2 not before 12:00."""
    whole = scenario(
        {
            "a": {
                "1": "30 min",
                "2": {
                    "start": "2012-10-17T12:00",
                    "items": [{"number": n, "duration": "10 min"} for n in ("2(a)", "2(b)")],
                },
            },
            "b": {"1": "30 min"},
        },
        joint_sessions=JOINT,
    )
    joint = [f"{body}/joint:j 17 11:00-11:40" for body in "ab"]
    plan = programme(
        whole, "a/1 17 10:00-11:00", "b/1 17 10:00-11:00", *joint, "a/2(a) 17 12:00-12:20", "a/2(b) 17 12:20-12:30"
    )
    assert begins(whole, plan) == {"a/1/1": 0, "b/1/1": 0, "joint:j": 0, "a/2(a)/1": 0, "a/2(b)/1": -10}


def test_a_sitting_that_overruns_makes_the_next_one_wait_only_if_it_reaches_it() -> None:
    whole = scenario({"a": {"1": "4 h", "2": "1 h", "3": "4 h", "4": "6 h"}}, hours=("10:00-13:00", "14:00-18:00"))
    lines = ("a/1 17 10:00-13:00", "a/2 17 14:00-15:00", "a/3 17 15:00-18:00", "a/4 18 10:00-13:00")
    found = risk(programme(whole, *lines), whole, 100)
    assert begins(whole, programme(whole, *lines)) == {"a/1/1": 0, "a/2/1": 0, "a/3/1": 0, "a/4/1": 0}
    assert [sitting.minutes.value for sitting in found.sittings] == [60, 60, 180]
    later = programme(whole, "a/4 17 10:00-13:00", "a/2 17 14:00-15:00")
    assert begins(whole, later) == {"a/4/1": 0, "a/2/1": 120}


def test_a_room_is_left_by_others_and_turned_over_first() -> None:
    rooms = [{"id": "R", "turnover": "15 min"}]
    hours = {"a": ["10:00-11:00"], "b": ["11:30-13:00"]}
    whole = scenario(
        {body: {"1": "90 min", "2": "10 min", "more": {"sittings": [{"hours": hours[body]}]}} for body in "ab"},
        rooms=rooms,
    )
    lines = ("a/1 17 10:00-11:00 R", "b/1 17 11:30-12:45 R", "b/2 17 12:45-13:00 R")
    assert begins(whole, programme(whole, *lines)) == {"a/1/1": 0, "b/1/1": 15, "b/2/1": 30}
    elsewhere = programme(whole, lines[0], *(line.replace(" R", " S") for line in lines[1:]))
    assert begins(whole, elsewhere) == {"a/1/1": 0, "b/1/1": 0, "b/2/1": 15}


def test_a_part_is_broken_off_and_the_last_takes_what_is_left() -> None:
    whole = scenario({"a": {"1": {"duration": "100 min", "splittable": True}, "2": "10 min", "3": "10 min"}})
    plan = programme(whole, "a/1 17 10:00-10:30", "a/2 17 10:30-10:45", "a/1 18 10:00-10:20", "a/3 18 10:20-10:30")
    assert begins(whole, plan) == {"a/1/1": 0, "a/2/1": 0, "a/1/2": 0, "a/3/1": 50}


def test_a_joint_session_lasts_as_its_longest_share_stretched_to_its_duration() -> None:
    """Shares of 40 and 60 min and a duration of 90: item 1 of `a` ends after 30 min, all is over after 90."""
    joint = [{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1", "2"], "b": ["1"]}, "duration": "90 min"}]
    whole = scenario({"a": {"1": "20 min", "2": "20 min", "3": "5 min"}, "b": {"1": "60 min"}}, joint_sessions=joint)
    plan = programme(whole, "a/1 17 10:00-10:20", "a/2 17 10:20-11:00", "b/1 17 10:00-11:00", "a/3 17 11:00-11:05")
    found = {start.id: start.late.value for start in risk(plan, whole, 100).starts}
    assert found == {"joint:j": 0, "a/1/1": 0, "a/2/1": 10, "b/1/1": 0, "a/3/1": 30}


def test_the_tolerance_is_in_minutes_and_includes_its_end() -> None:
    whole = scenario({"a": {"1": "65 min", "2": "30 min"}})
    plan = programme(whole, "a/1 17 10:00-11:00", "a/2 17 11:00-11:30")
    assert [chance(whole, plan, "a/2/1", tolerance=minutes).value for minutes in (0, 4, 5)] == [0, 0, 1]


def test_the_open_end_of_a_sitting_is_no_overrun_where_it_is_planned_to_be_used() -> None:
    hours = {"hours": "10:00-13:00", "open_until": "14:00"}
    whole = scenario({"a": {"1": "200 min"}}, hours=(hours,))  # type: ignore[arg-type]
    short, longer = (risk(programme(whole, f"a/1 17 10:00-{end}"), whole, 100) for end in ("13:00", "13:20"))
    assert (short.sittings[0].minutes.value, longer.sittings[0].minutes.value) == (20, 0)


def test_items_that_the_scenario_does_not_know_last_as_planned() -> None:
    whole = scenario({"a": {"1": "30 min"}})
    assert begins(whole, programme(whole, "a/x 17 10:00-10:20", "a/1 17 10:20-10:50")) == {"a/x/1": 0, "a/1/1": 0}


# -- threats -----------------------------------------------------------------------------------------------------------


def test_what_threatens_is_what_varies_before_it() -> None:
    """`a/1` may take 20 min more than it has, `a/2` 2 min more, with 5 to spare; `b/1` is not before the session."""
    whole = scenario(
        {"a": {"1": about(60, 40, 80), "2": about(30, 28, 32)}, "b": {"1": about(60, 10, 120)}, "c": {}},
        joint_sessions=[{"id": "j", "bodies": ["a", "c"], "duration": "30 min"}],
    )
    lines = ("a/1 17 10:00-11:00", "a/2 17 11:00-11:30", "b/1 17 10:00-11:00", "a/joint:j 17 11:35-12:05")
    found = risk(programme(whole, *lines, "c/joint:j 17 11:35-12:05"), whole, 20_000)
    on_session = {threat.item: threat for threat in found.threats if threat.target == "joint:j"}
    late = 1 - found.start("joint:j").chance.value
    assert on_session.keys() == {"a/1", "a/2"}
    assert on_session["a/1"].more.value == pytest.approx(late)  # without it, nothing is late: item 2 alone never is
    assert on_session["a/1"].minutes.value == pytest.approx(found.start("joint:j").late.value)
    assert on_session["a/2"].minutes.value < on_session["a/1"].minutes.value / 20
    assert [threat.item for threat in found.threats if threat.target != "joint:j"] == ["a/1"]  # which threatens item 2
    assert 0 < late < 0.5


def test_the_difference_that_an_item_makes_is_that_of_two_simulations() -> None:
    estimates = {"1": about(60, 40, 90), "2": about(30, 20, 50)}
    lines = ("a/1 17 10:00-11:00", "a/2 17 11:00-11:30", "a/3 17 11:35-12:05")
    with_both = scenario({"a": {**estimates, "3": "30 min"}})
    with_one = scenario({"a": {**estimates, "1": "60 min", "3": "30 min"}})
    found = risk(programme(with_both, *lines), with_both, 20_000)
    other = risk(programme(with_one, *lines), with_one, 20_000)
    (threat,) = (one for one in found.threats if (one.item, one.target) == ("a/1", "a/3/1"))
    as_is, instead = (1 - one.start("a/3/1").chance.value for one in (found, other))
    assert threat.more.value == pytest.approx(as_is - instead)  # item 2 lasts the same in both
    as_is, instead = (one.start("a/3/1").late.value for one in (found, other))
    assert threat.minutes.value == pytest.approx(as_is - instead)


def test_without_time_to_spare_what_threatens_shows_in_minutes() -> None:
    """Half the sessions are late whatever item 2 does, but they are later."""
    whole = scenario({"a": {"1": about(60, 30, 90), "2": about(30, 20, 40), "3": "30 min"}})
    found = risk(programme(whole, "a/1 17 10:00-11:00", "a/2 17 11:00-11:30", "a/3 17 11:30-12:00"), whole, 20_000)
    (threat,) = (one for one in found.threats if (one.item, one.target) == ("a/2", "a/3/1"))
    assert abs(threat.more.value) < 0.02
    assert threat.minutes.value - 4 * threat.minutes.error > 0


# -- against another simulation, and its own error ---------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
def test_against_a_simulation_written_another_way(seed: int) -> None:
    whole, plan = random_session(seed)
    found = risk(plan, whole, 20_000, seed=seed, threats=False)
    told = chances(whole, plan, 4000, seed + 100)
    starts = {one.id: one for one in found.starts if one.id in told.on_time}
    assert starts.keys() == told.on_time.keys()
    for id, other in told.on_time.items():
        mine = starts[id].chance.value
        middle = (mine * 20_000 + other * 4000) / 24_000
        assert abs(mine - other) <= 4.5 * math.sqrt(middle * (1 - middle) * (1 / 20_000 + 1 / 4000)) + 1e-9, id
    for sitting in found.sittings:
        mean, error = told.overrun[sitting.body, sitting.start]
        assert abs(sitting.minutes.value - mean) <= 4.5 * math.hypot(error, sitting.minutes.error) + 1e-6


LATE: dict[str, dict[str, Any]] = {"a": {"1": about(60, 30, 90)}, "b": {"1": "30 min", "2": "30 min"}}
PLANNED = ("a/1 17 10:00-11:00", "b/1 17 10:00-10:30", "b/2 17 11:15-11:45")


@pytest.mark.parametrize(
    ("parts", "minutes"),
    [
        ({}, None),
        ({"officers": [{"id": "o", "serves": ["a", "b/2"]}]}, 0),
        ({"officers": [{"id": "o", "serves": ["a", "b/2"]}], "rules": {"officers": "off"}}, None),
        ({"officers": [{"id": "o", "serves": ["a/1", "b/1"]}]}, None),  # in two places by plan: nobody waits
        ({"precedences": [{"before": "a/1", "after": "b/2"}]}, 0),
        ({"precedences": [{"before": "a/1", "after": "b/2", "gap": "10 min"}]}, 10),
        ({"precedences": [{"before": "a/1", "after": "b/2"}], "rules": {"precedence": "off"}}, None),
        ({"precedences": [{"before": "b/2", "after": "a/1"}]}, None),  # the programme has it the other way round
        ({"delegations": [{"id": "d", "size": 1, "follows": ["a", "b/2"]}]}, None),
    ],
)
def test_officers_and_what_must_come_before_are_waited_for(parts: dict[str, Any], minutes: int | None) -> None:
    """b/2 begins late exactly where a/1 ends later than 11:15 less the gap; delegations keep nobody waiting."""
    whole = scenario(LATE, **parts)
    start = risk(programme(whole, *PLANNED), whole, 20_000).start("b/2/1")
    exact = 1.0 if minutes is None else below((45 - minutes) / 60, 3, 3)
    assert abs(start.chance.value - exact) <= 4.5 * math.sqrt(exact * (1 - exact) / 20_000)
    threats = risk(programme(whole, *PLANNED), whole, 20_000).threats
    assert [(one.item, one.target) for one in threats] == ([] if minutes is None else [("a/1", "b/2/1")])


def test_a_joint_session_waits_for_the_one_it_comes_after() -> None:
    joints = [
        {"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"]}},
        {"id": "k", "bodies": ["c", "d"], "after": ["j"], "duration": "30 min"},
    ]
    whole = scenario({"a": {"1": about(60, 30, 90)}, "b": {}, "c": {}, "d": {}}, joint_sessions=joints)
    held = [f"{body}/{item} 17 10:00-11:00" for body, item in (("a", "1"), ("b", "joint:j"))]
    plan = programme(whole, *held, *(f"{body}/joint:k 17 11:15-11:45" for body in "cd"))
    exact = below(45 / 60, 3, 3)
    chance = risk(plan, whole, 20_000).start("joint:k").chance.value
    assert abs(chance - exact) <= 4.5 * math.sqrt(exact * (1 - exact) / 20_000)


def test_the_sampling_error_is_honest() -> None:
    """Of 400 intervals of 95 %, so many hold the true figure as they should, for the chance and for the mean."""
    whole = scenario({"a": {"1": about(60, 30, 90), "2": "30 min"}})
    plan = programme(whole, "a/1 17 10:00-11:00", "a/2 17 11:15-11:45")
    exact = below(45 / 60, 3, 3)
    xs = np.linspace(0.75, 1, 10_001)
    mean = 60 * float(np.trapezoid([1 - below(x, 3, 3) for x in xs], xs))
    found = [risk(plan, whole, 500, seed=seed, threats=False).start("a/2/1") for seed in range(400)]
    held = sum(one.chance.low <= exact <= one.chance.high for one in found)
    held_mean = sum(one.late.low <= mean <= one.late.high for one in found)
    assert 400 * 0.95 - 4 * math.sqrt(400 * 0.95 * 0.05) <= held <= 400 * 0.95 + 4 * math.sqrt(400 * 0.95 * 0.05)
    assert held_mean >= 400 * 0.88  # a mean of few late ones is skewed: a little less than it says


def test_the_interval_of_a_chance_is_wilsons() -> None:
    """As published for 7 of 10, and for the ends, where it does not leave what a chance can be."""
    assert (Chance(7, 10).low, Chance(7, 10).high) == pytest.approx((0.3968, 0.8922), abs=1e-4)
    assert (Chance(0, 10).low, Chance(0, 10).high) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert (Chance(10, 10).low, Chance(10, 10).high) == pytest.approx((0.7225, 1.0), abs=1e-4)
    assert mean_of(np.array([1.0, 2.0, 3.0, 4.0])).error == pytest.approx(math.sqrt(5 / 3 / 4))


def test_samples_in_batches_count_as_one_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures of two samples together are those of all their figures; a few left over are no batch of their own."""
    first, second = (np.random.Generator(np.random.PCG64(seed)).normal(seed, 3, 200 + seed) for seed in (1, 2))
    both, whole = mean_of(first) + mean_of(second), mean_of(np.concatenate([first, second]))
    assert (both.value, both.error, both.of) == pytest.approx((whole.value, whole.error, whole.of))
    session, plan = random_session(4)
    at_once = risk(plan, session, 4250, threats=False)
    monkeypatch.setattr("session_planner.studies.holding.risk.BATCH", 1050)
    batches = risk(plan, session, 4250)
    assert {one.chance.of for one in batches.starts} == {one.late.of for one in batches.starts} == {4250}
    assert {one.more.of for one in batches.threats} == {4250}
    for one, other in zip(at_once.starts, batches.starts, strict=True):
        assert abs(one.chance.value - other.chance.value) < 5 * math.sqrt(0.25 * 2 / 4250)
    assert len({one.chance.value for one in batches.starts}) > 3


def test_the_same_question_has_the_same_answer() -> None:
    whole, plan = random_session(3)
    assert risk(plan, whole, 500).as_dict(whole) == risk(plan, whole, 500).as_dict(whole)
    assert risk(plan, whole, 500).as_dict(whole) != risk(plan, whole, 500, seed=1).as_dict(whole)
