"""`agenda-order`: items are taken up in the order of the agenda.

The amount, for a body, is the number of pairs of items that start in the other order than they stand on the agenda.
A joint session counts as one thing, at the place of its first item there; an item starts where its first part does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from session_planner.problem.model import Task
from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Expr, Lit, Rule, name_of
from session_planner.words import N_, say


def post(rule: Active, b: Builder) -> None:
    """One instance a body: a literal for each pair that is inverted."""
    problem = b.problem
    for body in problem.bodies:
        tasks = sorted((task for task in problem.tasks_of[body] if task.leaves), key=lambda task: task.order)
        inverted = [_inverted(b, first, second) for at, first in enumerate(tasks) for second in tasks[at + 1:]]
        if inverted:
            b.charge(rule, (body,), say(N_("{body} takes its items in the order of the agenda"), body=problem.outline.title(body)),
                     sum(inverted), len(inverted))


def _inverted(b: Builder, first: Task, second: Task) -> Lit:
    """True if `second` starts before `first`, seen by sittings (tight for the relaxation) and inside a shared sitting."""
    inverted = b.bool(f"inverted {first.ref} {second.ref}")
    started: list[Expr] = []
    starts = _first_parts(b, first)
    left_out = 1 - b.some_of([b.is_placed(piece) for piece in first.pieces], f"some {first.ref}")
    for sitting in b.problem.sittings_of[first.body]:
        earlier = sum(started)
        started.append(starts.get(sitting.index, 0))
        here = [piece for piece in second.pieces if sitting.index in b.problem.pieces[piece].sittings]
        for piece in here:
            b.add(inverted >= b.x(piece, sitting.index) - earlier - started[-1] - left_out)
            if sitting.index in starts:
                _inside(b, first, piece, sitting.index, starts[sitting.index], inverted)
    return inverted


def _first_parts(b: Builder, task: Task) -> dict[int, Lit]:
    """By sitting: a literal that the item's first part is there (1 minus it is never pushed up by the order alone)."""
    found: dict[int, Lit] = {}
    earlier: Sequence[Lit] = ()
    for sitting in b.problem.sittings_of[task.body]:
        for piece in task.pieces:
            if sitting.index in b.problem.pieces[piece].sittings:
                here = b.x(piece, sitting.index)
                found[sitting.index] = b.all_of([here, *(~other for other in earlier)], f"first {task.ref} {sitting.index}") if task.splittable else here
                earlier = (*earlier, here)
    return found


def _inside(b: Builder, first: Task, piece: int, sitting: int, starts_here: Lit, inverted: Lit) -> None:
    mine = next(own for own in first.pieces if sitting in b.problem.pieces[own].sittings)
    b.add(b.start(mine) <= b.start(piece), (starts_here, b.x(piece, sitting), ~inverted))


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Counts inversions among the first starts of a body's items."""
    for body, leaves in t.outline.leaves_of.items():
        starts: dict[str, tuple[int, int]] = {}
        for leaf in leaves:
            ref = f"{body}/joint:{leaf.joint.id}" if leaf.joint else leaf.ref
            for row in t.by_ref.get(leaf.ref, ()):
                order, start = starts.get(ref, (leaf.order, row.start))
                starts[ref] = (order, min(start, row.start))
        by_order = sorted((order, start, ref) for ref, (order, start) in starts.items())
        pairs = [(first, second) for at, first in enumerate(by_order) for second in by_order[at + 1:] if second[1] < first[1]]
        if pairs:
            words = say(N_("{body}: {early} comes before {late}, against the order of the agenda"), body=t.outline.title(body),
                        early=name_of(pairs[0][1][2], t.outline), late=name_of(pairs[0][0][2], t.outline))
            rows = [row for ref in {ref for pair in pairs for *_, ref in pair} for row in t.by_ref.get(ref, ())]
            yield Breach((body,), words, rows, (body,), min(second[1] for _, second in pairs), amount=len(pairs))


RULE = Rule(
    id="agenda-order",
    title=N_("Order of the agenda"),
    says=N_("Items are taken up in the order of the agenda."),
    post=post,
    check=check,
    kind="soft",
    weight=10,
    tier="order",
    charges=True,
    unit=N_("pairs of items in the other order"),
)
