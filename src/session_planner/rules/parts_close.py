"""`parts-close`: the parts of a split item lie close together.

The amount, for an item that may be split, is the number of sittings of its body (that it can hold, in order of their
start) that lie between the sitting of its first part and that of its last and take up no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.problem.model import Task
from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, name_of, named
from session_planner.words import N_, say


def post(rule: Active, b: Builder) -> None:
    """One instance an item that has room for a gap."""
    problem = b.problem
    for body in problem.bodies:
        place = {sitting.index: at for at, sitting in enumerate(problem.sittings_of[body])}
        for task in problem.tasks_of[body]:
            if task.splittable and len(task.pieces) > 1:
                _charge(rule, b, task, place)


def _charge(rule: Active, b: Builder, task: Task, place: dict[int, int]) -> None:
    """Sittings from the first part to the last, both counted, less those that hold a part.

    `first` and `last` may stand further apart than they must, never closer; for an item that is left out they meet.
    """
    places = {piece: place[b.problem.pieces[piece].sittings[0]] for piece in task.pieces}
    low, high = min(places.values()), max(places.values())
    if high - low < 2:
        return
    first = b.new_int(low, high + 1, f"first part {task.ref}")
    last = b.new_int(low - 1, high, f"last part {task.ref}")
    for piece, at in places.items():
        b.add(first <= at, (b.is_placed(piece),))
        b.add(last >= at, (b.is_placed(piece),))
    gaps = last - first + 1 - sum(b.is_placed(piece) for piece in task.pieces)
    b.add(gaps >= 0)
    words = say(N_("the parts of {item} are in sittings that follow one another"), item=named(task, b.problem))
    b.charge(rule, (task.ref,), words, gaps, high - low - 1)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Walks from an item's first sitting to its last."""
    for ref, rows in t.by_ref.items():
        leaf = t.outline.leaves.get(ref) if len(rows) > 1 else None
        if leaf is None or not leaf.item.splittable or leaf.joint is not None:
            continue
        taken = {row.slot.start for row in rows if row.slot}
        between = [slot for slot in t.outline.slots[leaf.body] if taken and min(taken) < slot.start < max(taken)]
        idle = [slot for slot in between if slot.start not in taken]
        if idle:
            words = say(
                N_("sittings of {body} between the first and the last part of {item} that do not take it up: {count}"),
                body=t.outline.title(leaf.body),
                item=name_of(ref, t.outline),
                count=str(len(idle)),
            )
            yield Breach((ref,), words, rows, (leaf.body,), idle[0].start, amount=len(idle))


RULE = Rule(
    id="parts-close",
    title=N_("Parts close together"),
    says=N_("The parts of a split item lie close together."),
    post=post,
    check=check,
    kind="soft",
    weight=5,
    tier="order",
    charges=True,
    unit=N_("sittings between its parts"),
)
