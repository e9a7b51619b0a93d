"""A first programme for large scenarios: sittings first, then each body's items inside its own.

Plain search loses itself among thousands of items; the question falls apart once it is known which sittings each body
holds. So a coarse scenario is solved first, in which all ordinary items of a body are one item that needs so many
whole sittings: rooms, interpreters, delegations and limits only look at sittings, and the same rules say so. Then each
body, with those it has joint sessions with, packs its real items into the sittings it got. A body that cannot asks for
one sitting more. What comes out is only a start: nothing is proved by it, and the whole model judges it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from session_planner.problem.model import Problem
from session_planner.rules import active, tiers
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import Outline, outline
from session_planner.solver.builder import ModelBuilder
from session_planner.solver.coarse import BY_SITTINGS, ordinary, shortest, simplified
from session_planner.solver.control import Control

_ROUNDS = 8
_COARSE, _BODY = (5.0, 0.1), (2.0, 0.05)
"""Seconds for a pattern of sittings and for one body in its own, or a share of the time left, if that is more."""
_ORDER = "agenda-order"

Key = tuple[str, str]
"""A sitting: body and key."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A task's part as the start has it: where, when (tick), how long."""

    ref: str
    sitting: Key
    start: int
    length: int


def first_placement(scenario: Scenario, group: Sequence[str], control: Control) -> list[Placed] | None:
    """Where everything could go; None where this way finds nothing."""
    known = outline(scenario)
    needed = {body: _sittings_needed(known, body) + 1 for body in group}
    done: dict[tuple[str, ...], tuple[frozenset[Key], list[Placed]]] = {}
    groups = families(known, group)
    for _ in range(_ROUNDS):
        settled = {key for held, _ in done.values() for key in held}
        held = _pattern(scenario, group, needed, settled, control)
        if held is None:
            return None
        for family in groups:
            if family in done:
                continue
            mine = frozenset(key for key in held if key[0] in family)
            found = _packed(scenario, family, mine, control)
            if found is not None:
                done[family] = (mine, found)
            else:
                needed |= {body: needed[body] + 1 for body in family}
        if len(done) == len(groups):
            return [placed for family in groups for placed in done[family][1]]
    return None


def families(known: Outline, group: Sequence[str]) -> list[tuple[str, ...]]:
    """Bodies with joint sessions together, in the group's order; all others alone."""
    family = {body: {body} for body in group}
    for joint in known.joints.values():
        bodies = set(joint.bodies) & family.keys()
        together = set().union(*(family[body] for body in bodies)) if bodies else set()
        for body in together:
            family[body] = together
    seen = dict.fromkeys(tuple(sorted(members, key=group.index)) for members in family.values())
    return list(seen)


# -- which sittings ----------------------------------------------------------------------------------------------------


def _sittings_needed(known: Outline, body: str) -> int:
    """Sittings that the ordinary items fill one after another, those of more than a sitting in whole ones."""
    whole = shortest(known, body)
    count = free = 0
    for leaf in filter(ordinary, known.leaves_of[body]):
        if leaf.minutes > free and whole:
            count += -(-leaf.minutes // whole)
            free = whole
        free -= min(leaf.minutes, free)
    return count


def _pattern(
    scenario: Scenario, group: Sequence[str], needed: dict[str, int], settled: set[Key], control: Control
) -> set[Key] | None:
    """The sittings that each body holds when it needs so many; bodies with `settled` ones hold just those.

    Any pattern first; while nothing is settled yet, some seconds go into one that the soft rules like.
    """
    simple = simplified(scenario, group, needed)
    builder = ModelBuilder(Problem(simple, group))
    rules = active(simple)
    for rule in rules:
        if rule.kind == "hard" or (rule.id in BY_SITTINGS and not settled):
            rule.rule.post(rule, builder)
    fixed = {body for body, _ in settled}
    for sitting in builder.problem.sittings:
        if sitting.body in fixed:
            holds = (sitting.body, sitting.slot.key) in settled
            builder.model.add(builder.held(sitting.index) == int(holds))
    solver = _solver(control, *_COARSE)
    if control.over or solver.solve(builder.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    if not settled:
        solver = _liked(builder, simple, solver, control)
    sittings = builder.problem.sittings
    return {(one.body, one.slot.key) for one in sittings if solver.boolean_value(builder.held(one.index))}


def _liked(builder: ModelBuilder, simple: Scenario, found: cp_model.CpSolver, control: Control) -> cp_model.CpSolver:
    """A pattern that costs less: the first tier that charges anything here, the next at a hundredth of it."""
    terms, weight = [], 1
    for tier in reversed(tiers(simple)):
        charges = builder.costs.get(tier.id, ())
        terms += [(charge.amount, charge.weight * weight) for charge in charges]
        weight *= 100 if charges else 1
    if not terms or control.over:
        return found
    builder.model.minimize(cp_model.LinearExpr.weighted_sum([one for one, _ in terms], [by for _, by in terms]))
    values = list(found.response_proto.solution)
    builder.model.proto.solution_hint.vars.extend(range(len(values)))
    builder.model.proto.solution_hint.values.extend(values)
    solver = _solver(control, *_COARSE)
    return solver if solver.solve(builder.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE) else found


# -- each body in its own ----------------------------------------------------------------------------------------------


def _packed(scenario: Scenario, family: Sequence[str], held: frozenset[Key], control: Control) -> list[Placed] | None:
    """The items of a family of bodies in the sittings they hold, in the order of the agenda if they go in so."""
    for in_order in (True, False):
        if control.over:
            return None
        builder = ModelBuilder(Problem(scenario, family, rooms=False))
        for rule in active(scenario):
            if rule.kind == "hard":
                rule.rule.post(rule, builder)
            elif in_order and rule.id == _ORDER:
                rule.rule.post(replace(rule, kind="hard"), builder)
        for sitting in builder.problem.sittings:
            if (sitting.body, sitting.slot.key) not in held:
                builder.model.add(builder.held(sitting.index) == 0)
        solver = _solver(control, *_BODY)
        if solver.solve(builder.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return list(_read(builder, solver))
    return None


def _read(builder: ModelBuilder, solver: cp_model.CpSolver) -> Iterable[Placed]:
    problem = builder.problem
    for piece in problem.pieces:
        for number in piece.sittings:
            if solver.boolean_value(builder.x(piece.index, number)):
                sitting, task = problem.sittings[number], problem.tasks[piece.task]
                start, length = (solver.value(at(piece.index)) for at in (builder.start, builder.length))
                yield Placed(task.ref, (sitting.body, sitting.slot.key), start, length)


def _solver(control: Control, seconds: float, share: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = control.workers
    solver.parameters.random_seed = control.seed
    solver.parameters.catch_sigint_signal = False
    left = control.left
    solver.parameters.max_time_in_seconds = seconds if left is None else min(max(seconds, left * share), left)
    return solver
