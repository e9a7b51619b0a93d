"""`body-one-at-a-time`: a body takes up one thing at a time, in each of its chambers where it has several."""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable, overlapping
from session_planner.rules.base import PHYSICAL, Active, Breach, Builder, Rule, name_of
from session_planner.words import N_, When, say


def post(rule: Active, b: Builder) -> None:
    """One instance a body: its pieces do not overlap; said again as a sum of lengths a sitting, for the relaxation."""
    problem = b.problem
    for body in problem.bodies:
        pieces = [piece for task in problem.tasks_of[body] for piece in task.pieces]
        if len(pieces) < 2:
            continue
        words = say(N_("{body} takes up one thing at a time"), body=problem.outline.title(body))
        enforce = b.require(rule, (body,), words)
        if problem.outline.bodies[body].chambers == 1:
            b.no_overlap([b.interval(piece) for piece in pieces], enforce)
        for sitting in problem.sittings_of[body]:
            inside = [piece for piece in pieces if sitting.index in problem.pieces[piece].sittings]
            if problem.outline.bodies[body].chambers > 1:
                b.no_overlap([b.interval_if(piece, b.x(piece, sitting.index)) for piece in inside], enforce)
            lengths = [
                b.length(piece)
                if problem.tasks[problem.pieces[piece].task].splittable
                else problem.pieces[piece].least * b.x(piece, sitting.index)
                for piece in inside
            ]
            b.add(sum(lengths) <= sitting.length * b.held(sitting.index), enforce)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Overlapping rows of one body, in one chamber."""
    for body, rows in t.by_body.items():
        several = body in t.outline.bodies and t.outline.bodies[body].chambers > 1
        for first, second in overlapping(rows):
            if several and first.slot is not None and second.slot is not None and first.slot is not second.slot:
                continue
            yield Breach(
                (body,),
                say(
                    N_("{body} takes up {first} and {second} at the same time, {when}"),
                    body=t.outline.title(body),
                    first=name_of(first.ref, t.outline),
                    second=name_of(second.ref, t.outline),
                    when=When(t.outline.clock(second.start)),
                ),
                [first, second],
                (body,),
                second.start,
            )


RULE = Rule(
    id="body-one-at-a-time",
    title=N_("One thing at a time"),
    says=N_("A body takes up one thing at a time."),
    post=post,
    check=check,
    asks=PHYSICAL,
)
