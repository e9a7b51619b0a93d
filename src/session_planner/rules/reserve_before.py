"""`reserve-before`: a joint session has time kept free before it, so that it starts on time though others overrun.

The `reserve` of a joint session holds for each of its bodies, and for its room. Whatever else a body takes up and
begins before the joint session does has ended so long before it; and so has whatever bodies that take no part in it
take up in its room before it. A night between them is free time as well as any other. Its room is that of its host.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from session_planner.problem.model import Sitting, Task
from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.base import Active, Breach, Builder, Enforce, Lit, Rule, name_of
from session_planner.scenario.model import JointSession
from session_planner.scenario.outline import Outline
from session_planner.words import N_, Span, When, Words, say


def post(rule: Active, b: Builder) -> None:
    """One instance a joint session and body that takes up anything else, and one for its room."""
    problem = b.problem
    for joint_id, tasks in problem.joint_tasks.items():
        joint, ticks = problem.outline.joints[joint_id], problem.ticks(problem.outline.joints[joint_id].reserve)
        if not ticks:
            continue
        for task in tasks:
            others = [other for other in problem.tasks_of[task.body] if other.joint is not task.joint]
            if others:
                enforce = b.require(
                    rule, (joint_id, task.body), _words(joint, task.body, problem.outline), joint.source
                )
                for piece in (piece for other in others for piece in other.pieces):
                    _apart(b, piece, task.pieces[0], ticks, enforce)
        strangers = [other for other in problem.tasks if other.body not in joint.bodies]
        if strangers and problem.rooms:
            enforce = b.require(rule, (joint_id,), _words(joint, None, problem.outline), joint.source)
            _in_room(b, tasks[0], strangers, ticks, enforce)


def _apart(b: Builder, piece: int, joint: int, ticks: int, enforce: Enforce) -> None:
    """What may be in the way in a sitting that they can both be in or near: later, or so long before."""
    problem = b.problem
    for there in problem.pieces[joint].sittings:
        for here in problem.pieces[piece].sittings:
            if not _far(problem.sittings[here], problem.sittings[there], ticks):
                _later_or_before(b, piece, joint, ticks, (*enforce, b.x(piece, here), b.x(joint, there)))


def _later_or_before(b: Builder, piece: int, joint: int, ticks: int, enforce: Enforce) -> None:
    later = b.new_bool(f"{piece} not before {joint}")
    b.add(b.start(piece) >= b.start(joint), (*enforce, later))
    b.add(b.end(piece) + ticks <= b.start(joint), (*enforce, ~later))


def _far(one: Sitting, joint: Sitting, ticks: int) -> bool:
    """Whether nothing that is taken up in a sitting can be in the way of what is in the other."""
    return one.last + ticks <= joint.start or one.start >= joint.last


def _in_room(b: Builder, joint: Task, strangers: list[Task], ticks: int, enforce: Enforce) -> None:
    problem, piece = b.problem, joint.pieces[0]
    for there in problem.pieces[piece].sittings:
        for other in (piece for task in strangers for piece in task.pieces):
            for here in problem.pieces[other].sittings:
                if not _far(problem.sittings[here], problem.sittings[there], ticks):
                    same = _same_room(b, here, there)
                    _later_or_before(b, other, piece, ticks, (*enforce, same, b.x(other, here), b.x(piece, there)))


def _same_room(b: Builder, one: int, other: int) -> Lit:
    """A literal that is true where both sittings are in one room."""
    same = b.new_bool(f"{one} and {other} in one room")
    for room in range(len(b.problem.rooms)):
        b.any_of([~b.room(one, room), ~b.room(other, room), same])
    return same


def _words(joint: JointSession, body: str | None, outline: Outline) -> Words:
    fields = {"joint": outline.title(f"joint:{joint.id}"), "reserve": Span(joint.reserve)}
    if body is None:
        return say(N_("the room of {joint} is free of others for {reserve} before it"), **fields)
    return say(N_("{body} has {reserve} free before {joint}"), **fields, body=outline.title(body))


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """For each body of a joint session and for its room, the first thing that ends too shortly before it."""
    for joint in t.outline.joints.values():
        for key, start, rows in _before(joint, t) if joint.reserve else ():
            row = next((row for row in rows if row.start < start < row.end + joint.reserve), None)
            if row is not None:
                words = say(
                    N_("{rule}; the programme has {item} until {end}"),
                    rule=_words(joint, key, t.outline),
                    item=name_of(row.ref, t.outline),
                    end=When(t.outline.clock(row.end)),
                )
                where = [row, *t.joint_rows(joint.id)]
                yield Breach(
                    (joint.id, key) if key else (joint.id,), words, where, joint.bodies, row.start, source=joint.source
                )


def free_before(joint: JointSession, t: Timetable) -> int | None:
    """Minutes free before a joint session, of its bodies and in its room; None where nothing at all is before it."""
    free = (start - row.end for _, start, rows in _before(joint, t) for row in rows if row.start < start)
    return min(free, default=None)


def _before(joint: JointSession, t: Timetable) -> Iterator[tuple[str | None, int, list[Row]]]:
    """By body (None: in its room): when the joint session begins, and what else there is."""
    for body in joint.bodies:
        span = t.joint_span(joint.id, body)
        if span is not None:
            yield body, span[0], [row for row in t.by_body.get(body, ()) if row.joint != joint.id]
    host = t.joint_span(joint.id, joint.bodies[0])
    if host is not None and host[2] is not None:
        yield None, host[0], [row for row in t.rows if row.room == host[2] and row.body not in joint.bodies]


RULE = Rule(
    id="reserve-before",
    title=N_("Reserve before joint sessions"),
    says=N_("Before a joint session its bodies, and its room, are free for the reserve that it asks for."),
    post=post,
    check=check,
)
