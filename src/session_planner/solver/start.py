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
from session_planner.rules import active
from session_planner.scenario.model import Body, Item, Scenario
from session_planner.scenario.outline import Leaf, Outline, outline
from session_planner.solver.builder import ModelBuilder
from session_planner.solver.control import Control

_ROUNDS = 8
_COARSE_SECONDS = 5.0
_BODY_SECONDS = 2.0
_ORDER = "agenda-order"
_ALONE = frozenset({"report", "closing"})

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
    families = _families(known, group)
    for _ in range(_ROUNDS):
        settled = {key for held, _ in done.values() for key in held}
        held = _coarse(scenario, group, needed, settled, control)
        if held is None:
            return None
        for family in families:
            if family in done:
                continue
            mine = frozenset(key for key in held if key[0] in family)
            found = _packed(scenario, family, mine, control)
            if found is not None:
                done[family] = (mine, found)
            else:
                needed |= {body: needed[body] + 1 for body in family}
        if len(done) == len(families):
            return [placed for family in families for placed in done[family][1]]
    return None


def _families(known: Outline, group: Sequence[str]) -> list[tuple[str, ...]]:
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


def _ordinary(leaf: Leaf) -> bool:
    return leaf.joint is None and leaf.item.role not in _ALONE


def _length(known: Outline, body: str) -> int:
    return min((slot.end - slot.start for slot in known.slots[body]), default=0)


def _sittings_needed(known: Outline, body: str) -> int:
    """Sittings that the ordinary items fill one after another, those of more than a sitting in whole ones."""
    whole = _length(known, body)
    count = free = 0
    for leaf in filter(_ordinary, known.leaves_of[body]):
        if leaf.minutes > free and whole:
            count += -(-leaf.minutes // whole)
            free = whole
        free -= min(leaf.minutes, free)
    return count


def _coarse(
    scenario: Scenario, group: Sequence[str], needed: dict[str, int], settled: set[Key], control: Control
) -> set[Key] | None:
    """The sittings that each body holds when it needs so many; bodies with `settled` ones hold just those."""
    simple = _simplified(scenario, group, needed)
    builder = ModelBuilder(Problem(simple, group))
    for rule in active(simple):
        if rule.kind == "hard":
            rule.rule.post(rule, builder)
    fixed = {body for body, _ in settled}
    for sitting in builder.problem.sittings:
        if sitting.body in fixed:
            holds = (sitting.body, sitting.slot.key) in settled
            builder.model.add(builder.held(sitting.index) == int(holds))
    solver = _solver(control, _COARSE_SECONDS)
    if control.over or solver.solve(builder.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    sittings = builder.problem.sittings
    return {(one.body, one.slot.key) for one in sittings if solver.boolean_value(builder.held(one.index))}


def _simplified(scenario: Scenario, group: Sequence[str], needed: dict[str, int]) -> Scenario:
    """The scenario with the ordinary items of each body as one, and without what is said of single items."""
    known = outline(scenario)
    bodies = [_simple_body(body, known, needed[body.id]) for body in scenario.bodies if body.id in group]
    changed = {
        "bodies": tuple(bodies),
        "documents": (),
        "precedences": (),
        "locks": (),
        "delegations": tuple(
            delegation.model_copy(update={"follows": follows})
            for delegation in scenario.delegations
            if (follows := _whole(delegation.follows))
        ),
        "officers": tuple(
            officer.model_copy(update={"serves": serves})
            for officer in scenario.officers
            if (serves := _whole(officer.serves))
        ),
    }
    simple = scenario.model_copy(update=changed)
    simple._outline = None
    return simple


def _whole(refs: Iterable[str]) -> tuple[str, ...]:
    return tuple(ref for ref in refs if "/" not in ref)


def _simple_body(body: Body, known: Outline, count: int) -> Body:
    whole = _length(known, body.id)
    kept = tuple(leaf.item for leaf in known.leaves_of[body.id] if not _ordinary(leaf))
    if not count or not whole:
        return body.model_copy(update={"agenda": kept})
    length = f"{count * whole} min"
    rest = Item.model_validate({"number": "*", "duration": length, "splittable": True, "least_part": f"{whole} min"})
    return body.model_copy(update={"agenda": (rest, *kept)})


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
        solver = _solver(control, _BODY_SECONDS)
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


def _solver(control: Control, seconds: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = control.workers
    solver.parameters.random_seed = control.seed
    solver.parameters.catch_sigint_signal = False
    solver.parameters.max_time_in_seconds = seconds if control.left is None else min(seconds, control.left)
    return solver
