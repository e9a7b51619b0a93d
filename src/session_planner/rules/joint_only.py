"""`joint-only`: a sitting that holds a joint session holds nothing else of that body."""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, name_of
from session_planner.words import N_, When, say


def post(rule: Active, b: Builder) -> None:
    """One instance a joint session and body: its sitting takes up no item that is not joint."""
    problem = b.problem
    for joint, tasks in problem.joint_tasks.items():
        for task in tasks:
            words = say(
                N_("the sitting of {body} that holds {joint} holds nothing else"),
                body=problem.outline.title(task.body),
                joint=problem.outline.title(f"joint:{joint}"),
            )
            enforce = b.require(rule, (joint, task.body), words, problem.outline.joints[joint].source)
            (piece,) = task.pieces
            own = [other for own in problem.tasks_of[task.body] if own.joint is None for other in own.pieces]
            for sitting in problem.pieces[piece].sittings:
                for other in own:
                    if sitting in problem.pieces[other].sittings:
                        b.any_of([~b.x(piece, sitting), ~b.x(other, sitting)], enforce)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Sittings in which a joint session and an item of the body's own stand together."""
    for held in t.held:
        if not held.joint:
            continue
        joints = {row.joint for row in held.rows if row.joint}
        own = [row for row in held.rows if not row.joint]
        for joint in sorted(joints) if own else ():
            yield Breach(
                (joint, held.body),
                say(
                    N_("{own} is taken up in the sitting of {body} that holds {joint}, {when}"),
                    own=[name_of(row.ref, t.outline) for row in own],
                    body=t.outline.title(held.body),
                    joint=t.outline.title(f"joint:{joint}"),
                    when=When(t.outline.clock(held.start)),
                ),
                held.rows,
                (held.body,),
                held.start,
                source=t.outline.joints[joint].source if joint in t.outline.joints else None,
            )


RULE = Rule(
    id="joint-only",
    title=N_("Joint sittings hold joint items alone"),
    says=N_("A sitting that holds a joint session holds joint items alone."),
    post=post,
    check=check,
)
