"""Random whole scenarios: solver and checker agree on all rules at once, and programmes survive every way out and back.

Rule by rule, tests/rules proves the same by enumeration; here it is what rules do together, on programmes solved,
programmes thrown together, and good programmes spoilt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from ortools.sat.python import cp_model

from session_planner.checker import amount_of, check
from session_planner.planning import solve
from session_planner.problem.model import Problem
from session_planner.programme.model import Programme
from session_planner.programme.reading import parse_programme
from session_planner.programme.timetable import Timetable
from session_planner.publish import export
from session_planner.rules import active, rules
from session_planner.rules.base import Active
from session_planner.scenario.model import Scenario
from session_planner.solver.builder import ModelBuilder
from session_planner.solver.control import Control
from session_planner.solver.extract import Placement, programme_of
from session_planner.solver.search import Outcome
from tests.properties.worlds import loaded, placements_of
from tests.rules.hand import ON_REQUEST

SEEDS = (*range(40), 146, 264)


@cache
def solved(seed: int) -> tuple[Scenario, Outcome]:
    """A world and what solving it came to; the checker has passed a programme, or this would have raised."""
    with TemporaryDirectory() as folder:
        scenario = loaded(seed, Path(folder))
    return scenario, solve(scenario, Control(seconds=10, workers=1))


def with_programmes() -> Iterator[tuple[int, Scenario, Programme]]:
    for seed in SEEDS:
        scenario, outcome = solved(seed)
        if outcome.programme is not None:
            yield seed, scenario, outcome.programme


def test_there_is_something_to_see() -> None:
    """Enough of the worlds have a programme, enough have none, and most rules cost or forbid something somewhere."""
    outcomes = Counter(bool(solved(seed)[1].programme) for seed in SEEDS)
    assert min(outcomes[True], outcomes[False]) >= len(SEEDS) // 6
    assert all(outcome.impossible for _, outcome in map(solved, SEEDS) if outcome.programme is None)


@pytest.mark.parametrize("seed", SEEDS)
def test_costs_are_the_checkers_and_the_proof_is_whole(seed: int) -> None:
    scenario, outcome = solved(seed)
    if outcome.programme is None:
        return
    report = check(outcome.programme, scenario)
    assert report.clean
    assert outcome.programme.status == "optimal"
    assert outcome.programme.costs == report.costs
    assert outcome.programme.objective == outcome.programme.bound == sum(cost.cost for cost in report.costs)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_programme_comes_back_from_every_format_as_it_was(seed: int) -> None:
    scenario, outcome = solved(seed)
    if outcome.programme is None:
        return
    programme = outcome.programme
    assert parse_programme(programme.to_json().encode(), "p.json", scenario).programme == programme
    assert parse_programme(programme.to_json().encode(), "p.json").programme.to_json() == programme.to_json()
    for to in ("csv", "ics"):
        reading = parse_programme(export(programme, scenario, to), f"p.{to}", scenario)
        assert reading.programme.segments == programme.segments, to
        assert check(reading.programme, scenario).clean


COUNTED_ON = {
    "body-one-at-a-time": ("overrun-reserve",),
    "joint-together": ("officers", "travel", "delegation-size", "delegations-apart", "remote-hours"),
}
"""Where the first is broken, the model may see the others otherwise than the checks: it takes the first for granted."""


class Judge:
    """What the model says of an assignment: every rule posted, every instance soft, so that each has its amount."""

    def __init__(self, scenario: Scenario) -> None:
        self.problem = Problem(scenario)
        self.builder = ModelBuilder(self.problem)
        for rule in active(scenario):
            rule.rule.post(Active(rule.rule, "soft", 1, rule.id, rule.params), self.builder)
        self.builder.model.minimize(sum(charge.amount for charges in self.builder.costs.values() for charge in charges))

    def amounts(self, placements: list[Placement]) -> dict[str, int]:
        """By rule: the sum of its instances' amounts, with everything placed as given; none of 0."""
        model = self.builder.model.clone()
        placed = {placement.piece: placement for placement in placements}
        for piece in self.problem.pieces:
            mine = placed.get(piece.index)
            for sitting in piece.sittings:
                model.add(self.builder.x(piece.index, sitting) == int(mine is not None and mine.sitting == sitting))
            if mine is not None:
                model.add(self.builder.start(piece.index) == mine.start)
                model.add(self.builder.length(piece.index) == mine.length)
                if mine.room is not None:
                    model.add(self.builder.room(mine.sitting, mine.room) == 1)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(model) == cp_model.OPTIMAL
        found = {
            rule: sum(solver.value(charge.amount) for charge in charges) for rule, charges in self.builder.costs.items()
        }
        return {rule: amount for rule, amount in found.items() if amount}


def checked(placements: list[Placement], problem: Problem) -> dict[str, int]:
    """The same from the checks, over the finished programme."""
    table = Timetable(Programme(programme_of(problem, placements)), problem.scenario)
    found = {rule.id: amount_of(rule, rule.rule.check(rule, table)) for rule in active(problem.scenario)}
    return {rule: amount for rule, amount in found.items() if amount}


def thrown(problem: Problem, dice: Random) -> list[Placement]:
    """Anything anywhere, as far as a body's own sittings allow; no item longer than it is."""
    found = [
        placement
        for piece in problem.pieces
        if dice.random() < 0.8 and (placement := anywhere(problem, piece.index, dice)) is not None
    ]
    return tidy(problem, found, dice)


def anywhere(problem: Problem, index: int, dice: Random) -> Placement | None:
    """A piece at some time, for some length, in some room."""
    piece = problem.pieces[index]
    if not piece.sittings:
        return None
    sitting = problem.sittings[dice.choice(piece.sittings)]
    length = dice.randint(piece.least, min(piece.most, sitting.length))
    start = dice.randint(sitting.start, sitting.last - length)
    return Placement(index, sitting.index, start, length, dice.randrange(len(problem.rooms)) if problem.rooms else None)


def spoilt(problem: Problem, placements: list[Placement], dice: Random) -> list[Placement]:
    """A programme in which one thing or two are moved, dropped, lengthened, added or put into another room."""
    found = {placement.piece: placement for placement in placements}
    for _ in range(dice.choice([1, 1, 2])):
        piece = dice.choice(problem.pieces).index
        moved = anywhere(problem, piece, dice)
        here = found.get(piece)
        if here is None or moved is None or dice.random() < 0.2:
            found.pop(piece, None) if here else moved and found.update({piece: moved})
        elif dice.random() < 0.3 and problem.rooms:
            room = dice.randrange(len(problem.rooms))
            found |= {p: replace(q, room=room) for p, q in found.items() if q.sitting == here.sitting}
        else:
            found[piece] = moved
    return tidy(problem, list(found.values()), dice)


def tidy(problem: Problem, placements: list[Placement], dice: Random) -> list[Placement]:
    """One room a sitting, and no item in parts that are more than the whole: the model cannot say anything else."""
    rooms: dict[int, int | None] = {}
    given = dict.fromkeys(range(len(problem.tasks)), 0)
    found = []
    for placement in sorted(placements, key=lambda _: dice.random()):
        task = problem.pieces[placement.piece].task
        if given[task] + placement.length <= problem.tasks[task].length:
            given[task] += placement.length
            found.append(replace(placement, room=rooms.setdefault(placement.sitting, placement.room)))
    return sorted(found, key=lambda placement: placement.piece)


def assert_agreed(judge: Judge, cases: list[list[Placement]]) -> None:
    """Model and checks say the same of each, rule by rule; what counts on a broken rule is left out."""
    for placements in cases:
        said, found = judge.amounts(placements), checked(placements, judge.problem)
        beside = {rule for broken in COUNTED_ON.keys() & found.keys() for rule in COUNTED_ON[broken]}
        assert {rule: n for rule, n in said.items() if rule not in beside} == {
            rule: n for rule, n in found.items() if rule not in beside
        }, placements


@pytest.mark.parametrize("seed", SEEDS)
def test_model_and_checks_agree_on_programmes_thrown_together_and_spoilt(seed: int) -> None:
    scenario, outcome = solved(seed)
    judge, dice = Judge(scenario), Random(seed)
    cases = [thrown(judge.problem, dice) for _ in range(4)]
    if outcome.programme is not None:
        good = placements_of(outcome.programme, judge.problem)
        assert programme_of(judge.problem, good) == outcome.programme.segments
        cases += [good, *(spoilt(judge.problem, good, dice) for _ in range(8))]
    assert_agreed(judge, cases)


def test_most_rules_are_broken_somewhere() -> None:
    """The programmes above are no sham: every rule that is there from the beginning finds something in one of them."""
    broken: set[str] = set()
    for seed in SEEDS:
        problem, dice = Problem(solved(seed)[0]), Random(seed)
        for _ in range(4):
            broken |= checked(thrown(problem, dice), problem).keys()
    assert rules().keys() - broken == ON_REQUEST


@pytest.mark.parametrize("seed", SEEDS)
def test_no_event_of_its_calendar_is_without_a_name(seed: int) -> None:
    """Items have no titles in these worlds: a number stands for them, or their joint session's title."""
    scenario, outcome = solved(seed)
    if outcome.programme is None:
        return
    events = export(outcome.programme, scenario, "ics").decode().split("BEGIN:VEVENT")[1:]
    summaries = [line for event in events for line in event.splitlines() if line.startswith("SUMMARY")]
    assert len(summaries) == len(events)
    assert all(line.partition(":")[2] for line in summaries)
