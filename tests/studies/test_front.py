"""Fronts: held against full enumeration on tiny scenarios; what is not proved is said so."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from session_planner import planning
from session_planner.checker import check
from session_planner.errors import InputError
from session_planner.loading import load
from session_planner.problem.model import Problem
from session_planner.programme.model import Programme, TierResult
from session_planner.publish.forms import markdown
from session_planner.publish.layouts.front import front_document
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.solver.extract import programme_of
from session_planner.solver.search import Outcome
from session_planner.studies.measures import measures
from session_planner.studies.pricing.front import Front, front
from session_planner.studies.pricing.objectives import COUNTED, NEAR, objectives
from tests.rules.harness import assignments

DAY = "2012-10-17"
BETWEEN = ("agenda-order", "preferred-windows")


def written(folder: Path, **parts: Any) -> Scenario:
    """A scenario of one-hour ticks on one day, read from a file."""
    data = {
        "format": 1,
        "id": "tiny",
        "title": "Tiny",
        "timezone": "Europe/Vienna",
        "grain": 60,
        "days": [{"date": DAY, "sittings": ["10:00-12:00", "15:00-17:00"]}],
        **parts,
    }
    path = folder / "tiny.yaml"
    path.write_text(json.dumps(data))
    return load(path)


def body(id: str, chance: random.Random, items: int) -> dict[str, Any]:
    """A body whose items would rather be at an hour of their own, whatever the order of the agenda."""
    hours = ["10:00-11:00", "11:00-12:00", "15:00-16:00", "16:00-17:00"]
    agenda = [
        {"number": str(number + 1), "duration": "1 h", "preferred": [f"{DAY} {chance.choice(hours)}"]}
        for number in range(items)
    ]
    return {"id": id, "agenda": agenda}


def enumerated(
    scenario: Scenario, first: tuple[str, ...] = BETWEEN[:1], second: tuple[str, ...] = BETWEEN[1:]
) -> list[tuple[int, int]]:
    """The costs by two sets of rules of which no programme has less of both, from every way to place everything."""
    found = set()
    for placements in assignments(Problem(scenario)):
        report = check(Programme(programme_of(Problem(scenario), placements)), scenario)
        if report.clean:
            found.add(tuple(sum(cost.cost for cost in report.costs if cost.rule in of) for of in (first, second)))
    return sorted(
        (one, other)
        for one, other in found
        if not any(a <= one and b <= other and (a, b) != (one, other) for a, b in found)
    )


def points(found: Front) -> list[tuple[int, int]]:
    return [(point.first, point.second) for point in found.points]


@pytest.mark.parametrize("seed", range(12))
def test_a_front_is_that_of_full_enumeration(tmp_path: Path, seed: int) -> None:
    scenario = written(tmp_path, bodies=[body("x", random.Random(seed), 3)])
    found = front(scenario, *BETWEEN, Control(None, 1))
    assert found.complete
    assert all(point.proved for point in found.points)
    assert points(found) == enumerated(scenario)


@pytest.mark.parametrize("seed", range(6))
def test_bodies_that_nothing_links_have_the_front_of_their_sums(tmp_path: Path, seed: int) -> None:
    """Each of the two is solved apart, under a cap of its own; the front is that of every pair of programmes."""
    chance = random.Random(100 + seed)
    scenario = written(
        tmp_path,
        days=[{"date": DAY, "sittings": ["10:00-12:00", "15:00-16:00"]}],
        bodies=[body("x", chance, 2), body("y", chance, 2)],
    )
    found = front(scenario, *BETWEEN, Control(None, 1))
    assert found.complete
    assert points(found) == enumerated(scenario)
    for point in found.points:
        assert {segment.body for segment in point.programme.segments} == {"x", "y"}
        assert not point.programme.unscheduled


def test_bodies_that_share_a_limit_have_one_front(tmp_path: Path) -> None:
    chance = random.Random(7)
    scenario = written(
        tmp_path,
        days=[{"date": DAY, "sittings": ["10:00-12:00", "15:00-16:00"]}],
        bodies=[body("x", chance, 2), body("y", chance, 2)],
        delegations=[{"id": "d", "size": 1, "follows": ["x/1", "y/1"]}],
    )
    assert points(front(scenario, *BETWEEN, Control(None, 1))) == enumerated(scenario)


def contrary(folder: Path) -> Scenario:
    """Three items that would rather be in the contrary order, at the hours that they then would have."""
    hours = ["15:00-16:00", "11:00-12:00", "10:00-11:00"]
    agenda = [
        {"number": str(number), "duration": "1 h", "preferred": [f"{DAY} {hour}"]}
        for number, hour in enumerate(hours, 1)
    ]
    return written(folder, bodies=[{"id": "x", "agenda": agenda}])


def test_each_point_is_a_programme_that_costs_what_it_says(tmp_path: Path) -> None:
    """By the checker, of the scenario as it was before the two wishes were raised."""
    scenario = contrary(tmp_path)
    found = front(scenario, *BETWEEN, Control(None, 1))
    assert len(found.points) > 2
    for point in found.points:
        report = check(point.programme, scenario)
        assert report.clean
        costs = {cost.rule: cost.cost for cost in report.costs}
        assert (costs[BETWEEN[0]], costs[BETWEEN[1]]) == (point.first, point.second)
        assert point.programme.sets  # it finds its scenario again, with the two wishes on top


def test_steps_give_some_of_the_points(tmp_path: Path) -> None:
    scenario = contrary(tmp_path)
    every = points(front(scenario, *BETWEEN, Control(None, 1)))
    ends = front(scenario, *BETWEEN, Control(None, 1), steps=2)
    assert points(ends) == [every[0], every[-1]]
    assert not ends.complete


def test_the_two_can_be_named_the_other_way_round(tmp_path: Path) -> None:
    scenario = contrary(tmp_path)
    there = points(front(scenario, *BETWEEN, Control(None, 1)))
    back = points(front(scenario, *reversed(BETWEEN), Control(None, 1)))
    assert back == sorted((second, first) for first, second in there)


def test_a_point_within_the_gap_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that proves half of what it finds: no point is sure, nor that there are no others."""
    solve = planning.solve

    def unproved(*asked: Any) -> Outcome:
        outcome = solve(*asked)
        if outcome.programme is not None:
            tiers = tuple(TierResult(one.id, one.objective, one.objective // 2) for one in outcome.programme.tiers)
            outcome.programme = Programme(outcome.programme.segments, tiers=tiers)
        return outcome

    scenario = contrary(tmp_path)
    every = points(front(scenario, *BETWEEN, Control(None, 1)))
    monkeypatch.setattr(planning, "solve", unproved)
    found = front(scenario, *BETWEEN, Control(None, 1))
    assert points(found) == every
    assert not found.complete
    assert not any(point.proved for point in found.points if point.first + point.second)
    assert {(one.first_low, one.second_low) for one in found.points} == {(a // 2, b // 2) for a, b in every}


def test_time_that_is_up_is_no_proof(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "solve", lambda *_asked: Outcome())
    found = front(contrary(tmp_path), *BETWEEN)
    assert (found.points, found.complete, found.impossible) == ((), False, False)
    assert found.as_dict()["possible"] is None


def test_where_there_is_no_programme_there_is_no_front(tmp_path: Path) -> None:
    agenda = [{"number": "1", "duration": "3 h", "preferred": [f"{DAY} 10:00-12:00"]}]
    found = front(written(tmp_path, bodies=[{"id": "x", "agenda": agenda}]), *BETWEEN)
    assert found.impossible
    assert found.as_dict()["possible"] is False


@pytest.mark.parametrize(
    ("names", "rules", "told"),
    [
        (("agenda-ordre", "few-splits"), {}, "did you mean `agenda-order`?"),
        (("agenda-order", "agenda-order"), {}, "`agenda-order` and `agenda-order` are one"),
        (("agenda-order", "officers"), {}, "`officers` is no wish in this scenario"),
        (("agenda-order", "few-splits"), {"few-splits": "off"}, "`few-splits` is no wish in this scenario"),
        (("agenda-order", "order"), {}, "`agenda-order` and `order` are one, or one holds the other"),
        (("agenda-order", "requirements"), {}, "the tier `requirements` has no wish"),
        (("agenda-order", "tier.requirements"), {}, "the tier `requirements` has no wish"),
        (("cost.agenda-order", "tier.order"), {}, "`agenda-order` and `order` are one, or one holds the other"),
        (("sittings.held", "release-sittings"), {}, "`sittings.held` and `release-sittings` are one"),
        (("sittings.held", "tier.house"), {}, "`sittings.held` and `house` are one, or one holds the other"),
        (
            ("agenda-order", "splits"),
            {"few-splits": "off"},
            "`splits` is counted by the rule `few-splits`, which is no",
        ),
        (("agenda-order", "unused.minutes"), {}, "`overrun-reserve` comes nearest"),
        (("agenda-order", "segments"), {}, "it is as many as there are items, and the parts more than one; `splits`"),
        (("agenda-order", "rooms.open.minutes"), {}, "cannot be made least: it is the same of every programme. Of the"),
        (
            ("agenda-order", "conflicts"),
            {},
            "these can be: sittings.held, sittings.handed_back, splits, idle.minutes, ",
        ),
        (("idle.minutes", "split"), {"idle-time": "hard"}, "`idle.minutes` is counted by the rule `idle-time`, which"),
        (("agenda-order", "sitings.held"), {}, "did you mean `sittings.held`?"),
        (("agenda-order", "cost.agenda-ordre"), {}, "there is no rule, tier or measure `cost.agenda-ordre`"),
        (("agenda-order", ""), {}, "there is no rule, tier or measure ``; there are affected-delegates, "),
    ],
)
def test_what_is_no_pair_of_wishes_is_told(
    tmp_path: Path, names: tuple[str, str], rules: dict[str, Any], told: str
) -> None:
    with pytest.raises(InputError) as error:
        objectives(written(tmp_path, bodies=[body("x", random.Random(1), 1)], rules=rules), *names)
    assert told in str(error.value)


@pytest.mark.parametrize("seed", range(4))
def test_a_tier_is_the_sum_of_its_wishes(tmp_path: Path, seed: int) -> None:
    """The use of the house against hours and order together: what is capped is the sum, not one of its rules."""
    scenario = written(
        tmp_path,
        bodies=[body("x", random.Random(seed), 3)],
        tiers=[{"id": "mine", "title": "Mine"}],
        rules={rule: {"tier": "mine"} for rule in BETWEEN},
    )
    house = ("even-load", "finish-early", "release-sittings")
    for first, second in (("mine", "finish-early"), ("finish-early", "mine"), ("mine", "house")):
        found = front(scenario, first, second, Control(None, 1))
        by = {"mine": BETWEEN, "finish-early": ("finish-early",), "house": house}
        assert points(found) == enumerated(scenario, by[first], by[second])
        assert found.complete


@pytest.mark.parametrize("seed", range(4))
def test_a_measure_is_what_comparisons_say_of_each_point(tmp_path: Path, seed: int) -> None:
    """Held and split against the hours asked for: the figures themselves, whatever their rules weigh."""
    chance = random.Random(200 + seed)
    own = body("x", chance, 3)
    own["agenda"][0] |= {"duration": "2 h", "splittable": True}
    scenario = written(
        tmp_path,
        days=[{"date": DAY, "sittings": ["10:00-12:00", "13:00-14:00", "15:00-17:00"]}],
        bodies=[own],
        rules={"release-sittings": {"weight": 7}, "few-splits": {"weight": 3, "tier": "house"}},
    )
    for name, rule, weight in (("sittings.held", "release-sittings", 7), ("splits", "few-splits", 3)):
        found = front(scenario, name, "preferred-windows", Control(None, 1))
        assert found.complete
        assert found.points
        every = enumerated(scenario, (rule,), ("preferred-windows",))
        assert points(found) == [(first // weight, second) for first, second in every]
        for point in found.points:
            assert measures(point.programme, scenario).figures[name] == point.first


def measured(folder: Path) -> Scenario:
    """Two bodies that a delegation of one and one of two want to follow, interpreted, in rooms, with little time."""
    return written(
        folder,
        days=[{"date": DAY, "sittings": ["10:00-12:00", "15:00-16:00"]}],
        rooms=[{"id": "r"}, {"id": "s"}],
        interpretation={"teams": [{"id": "t", "count": 2}]},
        bodies=[
            {
                "id": id,
                "languages": ["en", "fr"],
                "agenda": [
                    {"number": str(number), "duration": "1 h", "preferred": [f"{DAY} {hour}"]} for number, hour in hours
                ],
            }
            for id, hours in (
                ("x", ((1, "11:00-12:00"),)),
                ("y", ((1, "11:00-12:00"), (2, "15:00-16:00"))),
            )
        ],
        delegations=[
            {"id": "one", "size": 1, "follows": ["x", "y"]},
            {"id": "two", "size": 2, "follows": ["x/1", "y/1"]},
        ],
        rules={"delegation-size": "off", "delegations-apart": "off"},
    )


def counted(scenario: Scenario, name: str) -> list[tuple[int, int]]:
    """Of every way to place everything: a figure, and hours not as asked for, as far as none has less."""
    more = -1 if name == "sittings.handed_back" else 1
    found = set()
    problem = Problem(scenario)
    for placements in assignments(problem):
        programme = Programme(programme_of(problem, placements))
        report = check(programme, scenario)
        if report.clean:
            costs = {cost.rule: cost.cost for cost in report.costs}
            figure = measures(programme, scenario, report).figures[name]
            assert figure is not None
            found.add((more * figure, costs["preferred-windows"]))
    least = [
        (one, other)
        for one, other in sorted(found)
        if not any(a <= one and b <= other and (a, b) != (one, other) for a, b in found)
    ]
    return [(more * one, other) for one, other in least]


@pytest.mark.parametrize("name", sorted(COUNTED.keys() - {"splits"}))
def test_every_measure_has_the_front_of_full_enumeration(tmp_path: Path, name: str) -> None:
    """The figures themselves, counted by what comparisons are made of: rules that nobody asked for do not change it."""
    scenario = measured(tmp_path)
    found = front(scenario, name, "preferred-windows", Control(None, 1))
    assert found.complete
    told = [(point["first"], point["second"]) for point in found.as_dict()["points"]]
    assert told == counted(scenario, name)
    for (figure, _), point in zip(told, found.points, strict=True):
        assert measures(point.programme, scenario).figures[name] == figure
    lines = markdown.written(front_document(found, scenario, "en")).splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    assert [row[1:3] for row in rows if row[0].isdigit()] == [[str(one), str(other)] for one, other in told]


def test_the_worst_of_all_bodies_is_not_the_sum_of_those_that_nothing_links(tmp_path: Path) -> None:
    """Two pairs of bodies, each with a delegation of its own: one that lacks a person in each is no two in one."""
    bodies = [{"id": id, "agenda": [{"number": "1", "duration": "2 h"}]} for id in "abcd"]
    scenario = written(
        tmp_path,
        days=[{"date": DAY, "sittings": ["10:00-12:00", "15:00-17:00"]}],
        bodies=bodies,
        delegations=[{"id": "one", "size": 1, "follows": ["a", "b"]}, {"id": "two", "size": 1, "follows": ["c", "d"]}],
        rules={"delegation-size": "off", "delegations-apart": "off"},
    )
    found = front(scenario, "delegations.beyond", "finish-early", Control(None, 1))
    assert points(found) == [(0, 12), (1, 8)]  # two of the four sit in the afternoon, or none
    assert found.complete
    for point in found.points:
        assert measures(point.programme, scenario).figures["delegations.beyond"] == point.first


def test_every_figure_of_comparisons_can_be_named(tmp_path: Path) -> None:
    """A figure is an objective, or it is told why not; none is called unknown."""
    scenario = contrary(tmp_path)
    names = measures(front(scenario, *BETWEEN, Control(None, 1), 2).points[0].programme, scenario).figures
    for name in names:
        other = "even-load" if name not in ("tier.house", "cost.even-load") else "agenda-order"
        if name.startswith(("tier.", "cost.")) or name in COUNTED:
            assert objectives(scenario, name, other)[0].rules
        elif not name.startswith("bound."):
            assert name in NEAR
            with pytest.raises(InputError, match="cannot be made least"):
                objectives(scenario, name, other)
