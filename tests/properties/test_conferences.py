"""Random small conferences, of chambers, places, costs and what is kept apart: model and checks agree to the unit."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from session_planner.checker import check
from session_planner.loading import load
from session_planner.planning import solve
from session_planner.problem.model import Problem
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.solver.search import Outcome
from tests.properties.test_worlds import Judge, assert_agreed, checked, spoilt, thrown
from tests.properties.worlds import placements_of, world

SEEDS = range(24)
OURS = {"agenda-places", "consecutive-sittings", "kept-apart", "place-costs", "single-room"}


def conference(seed: int) -> dict[str, Any]:
    """A world whose bodies may sit in several rooms at once, with costs of places and pairs to keep apart."""
    dice, found = Random(f"conference {seed}"), world(seed)
    for body in found["bodies"]:
        if dice.random() < 0.6:
            body["chambers"] = dice.choice([2, 2, 3])
            for item in body["agenda"]:
                item.pop("splittable", None)
                item.pop("most_parts", None)
        for item in body["agenda"]:
            if dice.random() < 0.5:
                item["place"] = dice.randint(1, len(body["agenda"]))
    ids = [body["id"] for body in found["bodies"]]
    things = [*ids, *(f"{body['id']}/{item['number']}" for body in found["bodies"] for item in body["agenda"])]
    things += [f"joint:{session['id']}" for session in found["joint_sessions"]]
    rooms = [room["id"] for room in found.get("rooms", ())]
    windows = [f"{day['date']} {hours}" for day in found["days"] for hours in ("08:00-13:00", "13:00-19:00")]
    found["place_costs"] = [
        {
            "of": dice.sample(things, dice.choice([0, 1, 3])),
            "windows": dice.sample(windows, dice.choice([0, 1, 2])),
            "rooms": dice.sample(rooms, min(len(rooms), dice.choice([0, 1, 1]))),
            "cost": dice.choice([1, 3, 10]),
        }
        for _ in range(dice.choice([1, 3, 5]))
    ]
    found["kept_apart"] = [
        {"id": f"k{at}", "of": dice.sample(things, dice.choice([2, 2, 3])), "cost": 2, "by": by}
        for at, by in enumerate(dice.choices(["sitting", "moment"], k=dice.choice([2, 4])))
    ]
    found["rules"] |= {"consecutive-sittings": "soft"}
    return found


@cache
def solved(seed: int) -> tuple[Scenario, Outcome]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"conference-{seed}.yaml"
        file.write_text(json.dumps(conference(seed)), "utf-8")
        scenario = load(file)
    return scenario, solve(scenario, Control(seconds=10, workers=1))


@pytest.mark.parametrize("seed", SEEDS)
def test_costs_are_the_checkers(seed: int) -> None:
    scenario, outcome = solved(seed)
    if outcome.programme is not None:
        report = check(outcome.programme, scenario)
        assert report.clean
        assert outcome.programme.costs == report.costs
        assert outcome.programme.bound is not None
        assert outcome.programme.bound <= sum(cost.cost for cost in report.costs)


@pytest.mark.parametrize("seed", SEEDS)
def test_model_and_checks_agree_on_programmes_thrown_together_and_spoilt(seed: int) -> None:
    scenario, outcome = solved(seed)
    judge, dice = Judge(scenario), Random(seed)
    cases = [thrown(judge.problem, dice) for _ in range(4)]
    if outcome.programme is not None:
        good = placements_of(outcome.programme, judge.problem)
        cases += [good, *(spoilt(judge.problem, good, dice) for _ in range(5))]
    assert_agreed(judge, cases)


def test_each_of_these_rules_charges_somewhere_and_most_have_a_programme() -> None:
    charged: set[str] = set()
    for seed in SEEDS:
        problem, dice = Problem(solved(seed)[0]), Random(seed)
        for _ in range(4):
            charged |= checked(thrown(problem, dice), problem).keys()
    assert charged >= OURS
    assert sum(solved(seed)[1].programme is not None for seed in SEEDS) >= len(SEEDS) // 3
