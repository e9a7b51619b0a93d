"""What rules about times charge where only hours are decided: never more than the best times in them would cost.

Each way to give items their hours is tried; what the grid then charges is held against the least that any times and
rooms within those hours cost by the check.
"""

from __future__ import annotations

from typing import Any

import pytest
from ortools.sat.python import cp_model

from session_planner.checker import amount_of
from session_planner.problem.model import Problem
from session_planner.programme.model import Programme
from session_planner.programme.timetable import Timetable
from session_planner.rules import active, rules
from session_planner.rules.base import Active
from session_planner.scenario.model import Scenario
from session_planner.solver.extract import programme_of
from session_planner.solver.grid.builder import GridBuilder
from tests.mutation.mutants import left_out
from tests.mutation.test_mutants import HELPS_THE_SOLVER
from tests.rules.hand import body, item
from tests.rules.harness import assignments, tiny

ROOMS = [{"id": "B"}, {"id": "A"}]
NEEDED = ("within-sitting", "body-one-at-a-time", "room-one-at-a-time")
BY_HOURS = ("_by_hours", "_abreast_by_hours", "_certain")
"""The functions of `agenda-places` that only the grid uses."""
ONE = [{"date": "2012-10-17", "sittings": ["10:00-12:00"]}]
TWO = [{"date": "2012-10-17", "sittings": ["10:00-12:00", "15:00-16:00"]}]


def compared(scenario: dict[str, Any], rule_id: str) -> list[tuple[int, int]]:
    """By the hours that the items may get: what the grid charges, and the least that it can really cost."""
    whole = Scenario.model_validate(scenario)
    problem = Problem(whole)
    of = {rule.id: rule for rule in active(whole)}
    least: dict[tuple[int, ...], int] = {}
    for placements in assignments(problem):
        if len(placements) < len(problem.pieces):
            continue
        table = Timetable(Programme(programme_of(problem, placements)), whole)
        if not any(amount_of(of[id], of[id].rule.check(of[id], table)) for id in NEEDED):
            hours = tuple(problem.sittings[placement.sitting].start for placement in placements)
            amount = amount_of(of[rule_id], of[rule_id].rule.check(of[rule_id], table))
            least[hours] = min(amount, least.get(hours, amount))
    return [(_on_the_grid(problem, of[rule_id], hours), truth) for hours, truth in sorted(least.items())]


def _on_the_grid(problem: Problem, rule: Active, hours: tuple[int, ...]) -> int:
    grid = GridBuilder(problem)
    rule.rule.post(Active(rule.rule, "soft", 1, "proof", rule.params, rule.source), grid)
    for piece in problem.pieces:
        for group in problem.together_of[problem.tasks[piece.task].body]:
            grid.model.add(grid.during(piece.index, group) == int(group[0].start == hours[piece.index]))
    grid.model.minimize(sum(charge.amount for charge in grid.costs["proof"]))
    solver = cp_model.CpSolver()
    assert solver.solve(grid.model) == cp_model.OPTIMAL
    return round(solver.objective_value)


def at(place: int, number: str, **more: Any) -> dict[str, Any]:
    """An item with a place."""
    return item(number, place=place, **more)


PLACES = [
    tiny(days=days, rooms=ROOMS, bodies=bodies, rules=rules)
    for days, rules, bodies in [
        (TWO, {}, [body("wg", at(2, "1"), item("2"), at(1, "3"))]),
        (TWO, {}, [body("wg", at(3, "1"), item("2"), at(3, "3"))]),
        (TWO, {}, [body("wg", at(1, "1"), item("2"), at(1, "3"), chambers=2)]),
        (ONE, {}, [body("wg", at(1, "1"), at(2, "2"), at(3, "3"), chambers=2)]),
        (
            [{"date": "2012-10-17", "sittings": ["10:00-14:00"]}],
            {"agenda-places": {"each": "1 h"}},
            [body("wg", at(1, "1", duration="3 h"), at(2, "2", duration="3 h"), chambers=2)],
        ),
    ]
]


@pytest.mark.parametrize("scenario", PLACES)
def test_places_cost_as_much_as_the_hours_make_certain(scenario: dict[str, Any]) -> None:
    found = compared(scenario, "agenda-places")
    assert all(grid == truth for grid, truth in found)
    assert any(truth for _, truth in found)


def test_a_constraint_left_out_of_what_the_hours_make_certain_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    mutants = [mutant for mutant in left_out("agenda-places") if mutant.change.startswith(BY_HOURS)]
    assert len(mutants) == HELPS_THE_SOLVER["agenda-places"]
    for mutant in mutants:
        monkeypatch.setitem(rules(), "agenda-places", mutant.rule)
        sides = [compared(scenario, "agenda-places") for scenario in PLACES]
        assert any(grid != truth for found in sides for grid, truth in found), mutant.change


@pytest.mark.parametrize(("each", "most"), [(None, 1), ("1 h", 2), ("90 min", 2)])
def test_items_that_are_too_long_to_follow_each_other_overlap(each: str | None, most: int) -> None:
    days = [{"date": "2012-10-17", "sittings": ["10:00-14:00"]}]
    bodies = [body(id, item("1", duration="3 h")) for id in "ab"]
    entry = {"id": "k", "of": ["a/1", "b/1"], "cost": 1, "by": "moment"} | ({"each": each} if each else {})
    scenario = tiny(days=days, rooms=ROOMS, bodies=bodies, kept_apart=[entry])
    ((grid, truth),) = compared(scenario, "kept-apart")
    assert grid == truth == most


@pytest.mark.parametrize("rule", ["place-costs", "single-room", "consecutive-sittings", "same-room", "kept-apart"])
def test_what_the_hours_decide_is_charged_on_the_grid_as_it_is(rule: str) -> None:
    days = [{"date": "2012-10-17", "sittings": ["10:00-11:00", "12:00-13:00", "15:00-16:00"]}]
    scenario = tiny(
        days=days,
        rooms=ROOMS,
        bodies=[body("a", item("1"), item("2"), chambers=2), body("b", item("1"))],
        place_costs=[
            {"of": ["a/1", "b"], "windows": ["2012-10-17 10:00-13:00"], "cost": 1},
            {"of": ["a"], "windows": ["2012-10-17 12:00-13:00"], "rooms": ["B"], "cost": 10},
            {"of": ["a/2"], "rooms": ["A"], "cost": 100},
        ],
        kept_apart=[
            {"id": "x", "of": ["a/1", "b/1"], "cost": 1},
            {"id": "y", "of": ["a", "b"], "cost": 10},
            {"id": "z", "of": ["a", "a/1"], "cost": 100},
        ],
        rules={rule: {"kind": "soft", "weight": 1}},
    )
    found = compared(scenario, rule)
    assert len(found) == 27 - 3, "three items at the same hours have no room"
    assert all(grid == truth for grid, truth in found)
    assert rule == "same-room" or len({truth for _, truth in found}) > 1
