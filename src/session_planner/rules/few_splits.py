"""`few-splits`: an item that may be split is taken up in as few parts as possible.

The amount, for an item that may be split, is the number of its parts less one; nothing where it is not taken up at all.
In a programme each of its segments is a part.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, name_of, named
from session_planner.words import N_, say


def post(rule: Active, b: Builder) -> None:
    """One instance an item: its pieces that are placed, less one if any is."""
    problem = b.problem
    for task in problem.tasks:
        if task.splittable and len(task.pieces) > 1:
            placed = [b.is_placed(piece) for piece in task.pieces]
            taken_up = b.some_of(placed, f"taken up {task.ref}")
            words = say(N_("{item} is taken up in as few parts as possible"), item=named(task, problem))
            b.charge(rule, (task.ref,), words, sum(placed) - taken_up, len(placed) - 1)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Items with more than one segment."""
    for ref, rows in t.by_ref.items():
        leaf = t.outline.leaves.get(ref) if len(rows) > 1 else None
        if leaf is not None and leaf.item.splittable and leaf.joint is None:
            words = say(N_("{item} is taken up in {parts} parts"), item=name_of(ref, t.outline), parts=str(len(rows)))
            yield Breach((ref,), words, rows, (leaf.body,), rows[0].start, amount=len(rows) - 1)


RULE = Rule(
    id="few-splits",
    title=N_("Few splits"),
    says=N_("An item that may be split is taken up in as few parts as possible."),
    post=post,
    check=check,
    kind="soft",
    weight=20,
    tier="order",
    charges=True,
    unit=N_("parts more than one"),
)
