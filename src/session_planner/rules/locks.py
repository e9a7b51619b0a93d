"""`locks`: what is locked stays: the start, the room, or both, of an item or a joint session.

The start of a split item is that of its first part; all its parts are in the room. An item of a joint session is held
at its own place there. A lock does not make an item be taken up: `within-sitting` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from session_planner.problem.model import Problem
from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, decided, name_of
from session_planner.rules.earliest_latest import Place, places, start_at
from session_planner.scenario.model import Lock
from session_planner.scenario.outline import Outline
from session_planner.words import N_, When, Words, say


def post(rule: Active, b: Builder) -> None:
    """One instance a lock."""
    problem = b.problem
    for lock in problem.scenario.locks:
        where = _where(problem, lock.item)
        if not where or not (lock.start or lock.room):
            continue
        enforce = b.require(rule, (lock.id,), _words(lock, problem.outline), lock.source)
        if lock.start:
            start_at(b, where, problem.outline.minute(lock.start), enforce)
        if lock.room in problem.rooms:
            room = problem.rooms.index(lock.room)
            for place in where:
                for sitting in problem.pieces[place.piece].sittings:
                    b.any_of([~b.x(place.piece, sitting), b.room(sitting, room)], enforce)


def _where(problem: Problem, ref: str) -> Sequence[Place]:
    if ref.startswith("joint:"):
        return [Place(piece) for task in problem.tasks_under(ref) for piece in task.pieces]
    return places(problem, [leaf.ref for leaf in problem.outline.under(ref)])


def _words(lock: Lock, outline: Outline) -> Words:
    fields: dict[str, Any] = {
        "decided": decided(lock.source, outline),
        "item": name_of(lock.item, outline),
        "room": outline.title(lock.room),
    }
    if lock.start is None:
        return say(N_("{decided}{item} is locked in {room}"), **fields)
    fields["when"] = When(outline.local(lock.start))
    if lock.room is None:
        return say(N_("{decided}{item} is locked at {when}"), **fields)
    return say(N_("{decided}{item} is locked at {when} in {room}"), **fields)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Locks of what is taken up at another time or elsewhere; a joint session as its host has it."""
    for lock in t.scenario.locks:
        rows = _rows(lock.item, t)
        if not rows:
            continue
        first = min(rows, key=lambda row: row.start)
        moved = lock.start is not None and first.start != t.outline.minute(lock.start)
        elsewhere = [row for row in rows if row.room != lock.room] if lock.room else []
        if moved or elsewhere:
            found = first if moved else elsewhere[0]
            words = say(
                N_("{rule}; the programme has it at {found} in {place}")
                if elsewhere
                else N_("{rule}; the programme has it at {found}"),
                rule=_words(lock, t.outline),
                found=When(t.outline.clock(found.start)),
                place=t.outline.title((elsewhere or [found])[0].room),
            )
            yield Breach((lock.id,), words, rows, sorted({row.body for row in rows}), found.start, source=lock.source)


def _rows(ref: str, t: Timetable) -> Sequence[Row]:
    rows = t.rows_under(ref)
    if ref.startswith("joint:") and ref[6:] in t.outline.joints:
        return [row for row in rows if row.body == t.outline.joints[ref[6:]].bodies[0]]
    return rows


RULE = Rule(
    id="locks",
    title=N_("Locks"),
    says=N_("What is locked stays where it is: the start, the room, or both, of an item or a joint session."),
    post=post,
    check=check,
)
