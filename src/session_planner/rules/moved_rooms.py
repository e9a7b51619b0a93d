"""`moved-rooms`: what has been published and stays in its sitting stays in its room."""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, name_of
from session_planner.rules.published import entries, in_slot, piece_in, places
from session_planner.words import N_, say


def post(rule: Active, b: Builder) -> None:
    """One instance a published part that has a room and can be in its sitting."""
    problem = b.problem
    if not problem.rooms:
        return
    for entry in entries(problem.outline):
        found = piece_in(problem, entry.ref, entry.slot)
        if entry.room is None or found is None:
            continue
        _task, piece, sitting = found
        words = say(
            N_("{item} stays in {room}, as published"),
            item=name_of(entry.ref, problem.outline),
            room=problem.outline.title(entry.room),
        )
        enforce = b.require(rule, entry.key, words)
        there = [b.room(sitting, problem.rooms.index(entry.room))] if entry.room in problem.rooms else []
        b.any_of([~b.x(piece, sitting), *there], enforce)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Published parts that are in their sitting, and in another room."""
    if not t.outline.rooms:
        return
    for entry in entries(t.outline):
        for place in places(t, entry.ref):
            if entry.room is not None and in_slot(place, entry) and place.room != entry.room:
                words = say(
                    N_("{item} was published for {room} and is in {found}"),
                    item=name_of(entry.ref, t.outline),
                    room=t.outline.title(entry.room),
                    found=t.outline.title(place.room),
                )
                yield Breach(entry.key, words, t.rows_under(entry.ref), when=entry.start)
                break


RULE = Rule(
    id="moved-rooms",
    title=N_("Few rooms changed"),
    says=N_("What has been published and stays in its sitting stays in its room."),
    post=post,
    check=check,
    kind="soft",
    tier="rehoused",
)
