"""`room-fits`: the room of a sitting has the seats, the booths, the equipment and the hybrid facilities it needs.

Seats: those of the body's people; while a joint session is in the sitting, of the joint session's people instead (its
`size`, else the largest of its bodies). Booths: one a language of the body, where the sitting is interpreted.
What a room or a body does not state sets no limit; equipment and hybrid facilities are there only where stated.
An instance is a body or a joint session (`joint:id`, for a body may have the same id) and a room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from session_planner.problem.model import Problem, Task
from session_planner.programme.timetable import Held, Timetable
from session_planner.rules.base import Active, Breach, Builder, Enforce, Rule
from session_planner.scenario.model import Body, JointSession, Room
from session_planner.scenario.outline import Outline
from session_planner.words import N_, When, Words, say


def post(rule: Active, b: Builder) -> None:
    """An instance for each body and each joint session, with each room that is not for it."""
    problem = b.problem
    for number, name in enumerate(problem.rooms):
        room = problem.outline.rooms[name]
        for body in problem.bodies:
            _post_body(rule, b, problem.outline.bodies[body], room, number)
        for joint, tasks in problem.joint_tasks.items():
            _post_joint(rule, b, problem.outline.joints[joint], tasks, room, number)


def _post_body(rule: Active, b: Builder, body: Body, room: Room, number: int) -> None:
    seats, never, booths = _lacks(body, room, b.problem)
    sittings = [
        sitting for sitting in b.problem.sittings_of[body.id] if seats or never or (booths and sitting.slot.interpreted)
    ]
    if not sittings:
        return
    needs = say("{needs}", needs=[*seats, *never, *booths])
    enforce = b.require(rule, (body.id, room.id), needs, body.source or room.source)
    joint_pieces = [task.pieces[0] for task in b.problem.tasks_of[body.id] if task.joint]
    for sitting in sittings:
        if never or (booths and sitting.slot.interpreted):
            b.forbid(b.room(sitting.index, number), enforce)
        else:
            joint_here = [
                b.x(piece, sitting.index) for piece in joint_pieces if sitting.index in b.problem.pieces[piece].sittings
            ]
            b.any_of([~b.room(sitting.index, number), *joint_here], enforce)


def _lacks(body: Body, room: Room, problem: Problem) -> tuple[list[Words], list[Words], list[Words]]:
    """What the room lacks for the body: seats, what it lacks always, booths."""
    outline = problem.outline
    few = body.size is not None and room.capacity is not None and body.size > room.capacity
    missing = sorted(set(body.equipment) - set(room.equipment))
    short = room.booths is not None and room.booths < len(body.languages)
    return (
        [_seats(room, body.id, body.size, outline)] if few else [],
        [
            *([_equipment(room, body, missing, outline)] if missing else []),
            *([_hybrid(room, body, outline)] if body.hybrid and not room.hybrid else []),
        ],
        [_booths(room, body, outline)] if short else [],
    )


def _post_joint(rule: Active, b: Builder, joint: JointSession, tasks: Sequence[Task], room: Room, number: int) -> None:
    sizes = [b.problem.outline.bodies[body].size or 0 for body in joint.bodies]
    people = joint.size or max(sizes)
    if room.capacity is None or people <= room.capacity:
        return
    words = _seats(room, f"joint:{joint.id}", people, b.problem.outline)
    enforce: Enforce = b.require(rule, (f"joint:{joint.id}", room.id), words, joint.source or room.source)
    for task in tasks:
        for piece in task.pieces:
            for sitting in b.problem.pieces[piece].sittings:
                b.any_of([~b.x(piece, sitting), ~b.room(sitting, number)], enforce)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Sittings held in a room that lacks something; guests of a joint session are looked at too, each by its needs."""
    outline = t.outline
    known: dict[tuple[str, str, bool, frozenset[str]], list[tuple[tuple[str, str], list[Words], str | None]]] = {}
    for held in t.held:
        room, body = outline.rooms.get(held.room or ""), outline.bodies.get(held.body)
        if room is None or body is None:
            continue
        joints = _joints(held, outline) if held.joint else frozenset()
        case = (held.body, room.id, held.interpreted, joints)
        if case not in known:
            known[case] = list(_missed(body, room, held, [outline.joints[joint] for joint in sorted(joints)], outline))
        for key, needs, source in known[case]:
            words = say(N_("{needs} ({when})"), needs=needs, when=When(outline.clock(held.start)))
            yield Breach(key, words, held.rows, (held.body,), held.start, source=source)


def _joints(held: Held, outline: Outline) -> frozenset[str]:
    return frozenset(row.joint for row in held.rows if row.joint and row.joint in outline.joints)


def _missed(
    body: Body, room: Room, held: Held, joints: Sequence[JointSession], outline: Outline
) -> Iterable[tuple[tuple[str, str], list[Words], str | None]]:
    """By instance: the needs that this room does not meet for such a sitting."""
    limit = float("inf") if room.capacity is None else room.capacity
    needs = []
    if not joints and body.size and not body.size <= limit:
        needs.append(_seats(room, body.id, body.size, outline))
    if lacking := [thing for thing in sorted(body.equipment) if thing not in room.equipment]:
        needs.append(_equipment(room, body, lacking, outline))
    if body.hybrid > room.hybrid:
        needs.append(_hybrid(room, body, outline))
    if held.interpreted and room.booths is not None and not len(body.languages) <= room.booths:
        needs.append(_booths(room, body, outline))
    if needs:
        yield (body.id, room.id), needs, body.source or room.source
    for joint in joints:
        people = joint.size or max((outline.bodies[one].size or 0 for one in joint.bodies), default=0)
        if not people <= limit:
            ref = f"joint:{joint.id}"
            yield (ref, room.id), [_seats(room, ref, people, outline)], joint.source or room.source


def _seats(room: Room, ref: str, people: int | None, outline: Outline) -> Words:
    return say(
        N_("{room} seats {seats}, {body} has {people} people"),
        room=outline.title(room.id),
        seats=str(room.capacity),
        body=outline.title(ref),
        people=str(people),
    )


def _equipment(room: Room, body: Body, missing: Sequence[str], outline: Outline) -> Words:
    return say(
        N_("{room} lacks what {body} needs: {equipment}"),
        room=outline.title(room.id),
        body=outline.title(body.id),
        equipment=list(missing),
    )


def _hybrid(room: Room, body: Body, outline: Outline) -> Words:
    return say(
        N_("{room} has no facilities for remote participants of {body}"),
        room=outline.title(room.id),
        body=outline.title(body.id),
    )


def _booths(room: Room, body: Body, outline: Outline) -> Words:
    return say(
        N_("{body} needs {needed} interpretation booths, {room} has {booths}"),
        room=outline.title(room.id),
        body=outline.title(body.id),
        needed=str(len(body.languages)),
        booths=str(room.booths),
    )


RULE = Rule(
    id="room-fits",
    title=N_("Rooms that suffice"),
    says=N_("A room has the seats, the booths, the equipment and the hybrid facilities that the sitting in it needs."),
    post=post,
    check=check,
)
