"""`joint-together`: a joint session is one time and one room for all its bodies."""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.problem.model import Task
from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Enforce, Rule
from session_planner.words import N_, When, say


def post(rule: Active, b: Builder) -> None:
    """One instance a joint session and guest body: its task starts with the host's, and is in the same room."""
    problem = b.problem
    for joint, (host, *guests) in problem.joint_tasks.items():
        for guest in guests:
            words = say(
                N_("{joint} is at the same time and in the same room for {host} and {guest}"),
                joint=problem.outline.title(f"joint:{joint}"),
                host=problem.outline.title(host.body),
                guest=problem.outline.title(guest.body),
            )
            enforce = b.require(rule, (joint, guest.body), words, problem.outline.joints[joint].source)
            _together(b, host, guest, enforce)


def _together(b: Builder, host: Task, guest: Task, enforce: Enforce) -> None:
    (first,), (second,) = host.pieces, guest.pieces
    b.add(b.placed(first) == b.placed(second), enforce)
    b.add(b.start(first) == b.start(second), (*enforce, b.is_placed(first)))
    for mine in b.problem.pieces[first].sittings:
        for theirs in b.problem.pieces[second].sittings:
            meeting = (*enforce, b.x(first, mine), b.x(second, theirs))
            for room in range(len(b.problem.rooms)):
                b.add(b.room(mine, room) == b.room(theirs, room), meeting)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Every body of the joint session has it, to the minute and in the room in which its host has it."""
    for joint in t.outline.joints.values():
        host, *guests = joint.bodies
        where = t.joint_span(joint.id, host)
        for body in guests:
            found = t.joint_span(joint.id, body)
            if found == where:
                continue
            fields = {
                "joint": t.outline.title(f"joint:{joint.id}"),
                "host": t.outline.title(host),
                "guest": t.outline.title(body),
            }
            if where is None or found is None:
                lacking = host if where is None else body
                words = say(
                    N_("{joint} is missing from the programme of {lacking}"), **fields, lacking=t.outline.title(lacking)
                )
            elif where[:2] != found[:2]:
                words = say(
                    N_("{joint} is at {when} for {host} and at {other} for {guest}"),
                    **fields,
                    when=When(t.outline.clock(where[0])),
                    other=When(t.outline.clock(found[0])),
                )
            else:
                words = say(
                    N_("{joint} is in {room} for {host} and in {other} for {guest}"),
                    **fields,
                    room=t.outline.title(where[2]),
                    other=t.outline.title(found[2]),
                )
            yield Breach(
                (joint.id, body),
                words,
                t.joint_rows(joint.id),
                (host, body),
                (where or found or (None,))[0],
                source=joint.source,
            )


RULE = Rule(
    id="joint-together",
    title=N_("Joint sessions together"),
    says=N_("A joint session is at one time and in one room for all its bodies."),
    post=post,
    check=check,
    asks=100,  # held apart it is no joint session any more
)
