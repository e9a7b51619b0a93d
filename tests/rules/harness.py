"""Proves a rule on a tiny scenario: what its `post` admits and what its `check` passes are the same, by enumeration.

Every structural assignment is made (each piece not placed, or in a sitting at a tick with a length; each sitting held
in a room). Each is given to the model, with everything fixed, and as a programme to the checker; they must agree on
admitted or refused and, for a rule that charges, on the amount to the unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from ortools.sat.python import cp_model

from session_planner.checker import amount_of
from session_planner.problem.model import Problem
from session_planner.programme.model import Programme
from session_planner.programme.timetable import Timetable
from session_planner.rules import active
from session_planner.rules.base import Active
from session_planner.scenario.model import Scenario
from session_planner.solver.builder import ModelBuilder
from session_planner.solver.extract import Placement, programme_of

MOST = 6000


@dataclass(frozen=True)
class Proof:
    """How many assignments there were, and by the checker's amount how many had it."""

    assignments: int
    by_amount: dict[int, int]


def tiny(**parts: Any) -> dict[str, Any]:
    """A scenario of one-hour ticks on one day, to be filled in."""
    return {
        "format": 1,
        "id": "tiny",
        "title": "Tiny",
        "timezone": "Europe/Vienna",
        "grain": 60,
        "days": [{"date": "2012-10-17", "sittings": ["10:00-12:00", "15:00-17:00"]}],
        **parts,
    }


def prove(
    scenario: dict[str, Any],
    rule_id: str,
    background: Sequence[str] = (),
    only: Callable[[Problem, list[Placement]], bool] | None = None,
    admits: bool = True,
) -> Proof:
    """Raises AssertionError with the first difference.

    `background` rules must hold in every assignment looked at, and `only` (if given) must be true of it. A hard rule
    that nothing can obey `admits` nothing.
    """
    whole = Scenario.model_validate(scenario)
    problem = Problem(whole)
    rules = {rule.id: rule for rule in active(whole)}
    rule = rules[rule_id]
    judge = _Judge(problem, rule)
    by_amount: dict[int, int] = {}
    count = 0
    for count, placements in enumerate(assignments(problem), 1):
        assert count <= MOST, f"more than {MOST} assignments: make the scenario smaller"
        if only is not None and not only(problem, placements):
            continue
        programme = Programme(programme_of(problem, placements))
        table = Timetable(programme, whole)
        if any(amount_of(rules[id], rules[id].rule.check(rules[id], table)) for id in background):
            continue
        breaches = list(rule.rule.check(rule, table))
        checked = amount_of(rule, breaches)
        known = judge.keys
        assert {breach.key for breach in breaches} <= known, (
            f"check names instances that post does not: {breaches} {known}"
        )
        posted = judge.amount(placements)
        told = [f"{s.ref} {s.start:%d %H:%M}-{s.end:%H:%M} {s.room or ''}" for s in programme.segments]
        assert posted == checked, (
            f"{rule_id}: the model says {posted}, the check {checked}, of {told}: {[str(b.words) for b in breaches]}"
        )
        by_amount[checked] = by_amount.get(checked, 0) + 1
    assert len(by_amount) > 1, (
        f"{rule_id}: every one of {count} assignments has the amount {by_amount}; nothing is proved"
    )
    assert rule.rule.charges or (0 in by_amount) == admits, f"{rule_id}: admitted are {by_amount.get(0, 0)}"
    return Proof(count, by_amount)


def assignments(problem: Problem) -> Iterator[list[Placement]]:
    """Every way to place the pieces and to choose the rooms of the sittings that are then held."""
    for chosen in product(*(list(_places(problem, index)) for index in range(len(problem.pieces)))):
        placements = [placement for placement in chosen if placement is not None]
        held = sorted({placement.sitting for placement in placements})
        for rooms in product(range(max(1, len(problem.rooms))), repeat=len(held)):
            room = dict(zip(held, rooms, strict=True)) if problem.rooms else {}
            yield [Placement(p.piece, p.sitting, p.start, p.length, room.get(p.sitting)) for p in placements]


def assignments_at_most(scenario: dict[str, Any]) -> int:
    """How many assignments there are of a scenario, or a little more: every sitting is counted as held."""
    problem = Problem(Scenario.model_validate(scenario))
    rooms = max(1, len(problem.rooms)) ** len(problem.sittings)
    return rooms * prod(len(list(_places(problem, index))) for index in range(len(problem.pieces)))


def _places(problem: Problem, index: int) -> Iterable[Placement | None]:
    piece = problem.pieces[index]
    yield None
    for number in piece.sittings:
        sitting = problem.sittings[number]
        for length in range(piece.least, min(piece.most, sitting.length) + 1):
            for start in range(sitting.start, sitting.last - length + 1):
                yield Placement(index, number, start, length, None)


class _Judge:
    """Asks the model what an assignment costs: every instance of the rule is made soft, and their sum minimised."""

    def __init__(self, problem: Problem, rule: Active) -> None:
        self.problem = problem
        soft = Active(rule.rule, "soft", 1, "proof", rule.params, rule.source)
        self.builder = ModelBuilder(problem)
        rule.rule.post(soft, self.builder)
        charges = self.builder.costs["proof"]
        self.keys = {charge.instance.key for charge in charges}
        self.builder.model.minimize(sum(charge.amount for charge in charges))
        self.solver = cp_model.CpSolver()
        self.solver.parameters.num_workers = 1
        self.solver.parameters.cp_model_presolve = False
        self.solver.parameters.symmetry_level = 0
        self.solver.parameters.linearization_level = 0

    def amount(self, placements: list[Placement]) -> int:
        model = self.builder.model.clone()
        placed = {placement.piece: placement for placement in placements}
        rooms = {placement.sitting: placement.room for placement in placements}
        for piece in self.problem.pieces:
            mine = placed.get(piece.index)
            for sitting in piece.sittings:
                model.add(self.builder.x(piece.index, sitting) == int(mine is not None and mine.sitting == sitting))
            if mine is not None:
                model.add(self.builder.start(piece.index) == mine.start)
                model.add(self.builder.length(piece.index) == mine.length)
        for sitting, room in rooms.items():
            if room is not None:
                model.add(self.builder.room(sitting, room) == 1)
        status = self.solver.solve(model)
        assert status == cp_model.OPTIMAL, (
            f"the model refuses the structure itself: {self.solver.status_name(status)} {placements}"
        )
        return round(self.solver.objective_value)
