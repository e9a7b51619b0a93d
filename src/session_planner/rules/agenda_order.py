"""`agenda-order`: items are taken up in the order of the agenda.

The amount, for a body, is the number of pairs of items that start in the other order than they stand on the agenda.
A joint session counts as one thing, at the place of its first item there; an item starts where its first part does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import le

from session_planner.problem.model import Task
from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Lit, Rule, name_of
from session_planner.words import N_, say


def post(rule: Active, b: Builder) -> None:
    """One instance a body: a literal for each pair that is inverted."""
    problem = b.problem
    for body in problem.bodies:
        tasks = sorted((task for task in problem.tasks_of[body] if task.leaves), key=lambda task: task.order)
        begun = {task.ref: _begun(b, task) for task in tasks}
        pairs = ((first, second) for at, first in enumerate(tasks) for second in tasks[at + 1 :])
        inverted = [_inverted(b, first, second, begun[first.ref], begun[second.ref]) for first, second in pairs]
        if inverted:
            words = say(N_("{body} takes its items in the order of the agenda"), body=problem.outline.title(body))
            b.charge(rule, (body,), words, sum(inverted), len(inverted))


def _begun(b: Builder, task: Task) -> Sequence[Lit]:
    """For each sitting of the body, in order of time: the item has begun by its end."""
    if not task.splittable:
        return b.begun(task.pieces[0])
    begun: list[Lit] = []
    for sitting in b.problem.sittings_of[task.body]:
        here = [piece for piece in task.pieces if sitting.index in b.problem.pieces[piece].sittings]
        so_far = [*begun[-1:], *(b.x(piece, sitting.index) for piece in here)]
        begun.append(b.some_of(so_far, f"begun {task.ref} {sitting.index}"))
    return begun


def _inverted(b: Builder, first: Task, second: Task, first_begun: Sequence[Lit], second_begun: Sequence[Lit]) -> Lit:
    """True if `second` starts before `first`: in an earlier sitting, or earlier in the sitting where both begin."""
    inverted = b.new_bool(f"inverted {first.ref} {second.ref}")
    if not first_begun:
        return inverted
    placed = first_begun[-1]
    for mine, other in zip(first_begun, second_begun, strict=True):
        b.any_of([inverted, ~other, mine, ~placed])
    for piece in first.pieces:
        for later in second.pieces:
            _in_one_sitting(b, first, piece, later, first_begun, inverted)
    return inverted


def _in_one_sitting(b: Builder, first: Task, piece: int, later: int, begun: Sequence[Lit], inverted: Lit) -> None:
    """`piece` of the first starts before `later` of the second, unless the first has begun in an earlier sitting."""
    both = (b.is_placed(piece), b.is_placed(later), ~inverted)
    mine, others = b.problem.pieces[piece].sittings, b.problem.pieces[later].sittings
    if not first.splittable:
        b.add(b.start(piece) <= b.start(later), both)
    elif mine[0] in others:
        at = [sitting.index for sitting in b.problem.sittings_of[first.body]].index(mine[0])
        earlier = (~begun[at - 1],) if at else ()
        b.add(b.start(piece) <= b.start(later), (*both, b.x(later, mine[0]), *earlier))


def _in_order(starts: list[int]) -> bool:
    return all(map(le, starts, starts[1:]))


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Counts inversions among the first starts of a body's items."""
    for body, leaves in t.outline.leaves_of.items():
        if _in_order([rows[0].start for leaf in leaves if (rows := t.by_ref.get(leaf.ref))]):
            continue  # then joint sessions, which start with the first of their items, are in order too
        starts: dict[str, tuple[int, int]] = {}
        for leaf in leaves:
            ref = f"{body}/joint:{leaf.joint.id}" if leaf.joint else leaf.ref
            for row in t.by_ref.get(leaf.ref, ()):
                order, start = starts.get(ref, (leaf.order, row.start))
                starts[ref] = (order, min(start, row.start))
        by_order = sorted((order, start, ref) for ref, (order, start) in starts.items())
        pairs = [
            (first, second)
            for at, first in enumerate(by_order)
            for second in by_order[at + 1 :]
            if second[1] < first[1]
        ]
        if pairs:
            words = say(
                N_("{body}: {early} comes before {late}, against the order of the agenda"),
                body=t.outline.title(body),
                early=name_of(pairs[0][1][2], t.outline),
                late=name_of(pairs[0][0][2], t.outline),
            )
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
