"""`past-stays`: what has begun stays as it is held, and nothing new begins in the past.

What is over keeps its start, end and room; what is under way keeps its start and room and goes on at least until the
end that `replan.held` gives. Anything else begins at `replan.now` or later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from session_planner.problem.model import Problem
from session_planner.programme.timetable import Timetable
from session_planner.rules.base import PHYSICAL, Active, Breach, Builder, Enforce, Rule, name_of
from session_planner.rules.published import Place, exactly, length_of, piece_in, places, slot_at
from session_planner.scenario.model import Held
from session_planner.scenario.outline import Outline
from session_planner.words import N_, When, Words, say


def post(rule: Active, b: Builder) -> None:
    """One instance for each thing that has begun, one for everything that could begin too early."""
    problem = b.problem
    begun = set()
    for held in _held(problem.outline):
        found = piece_in(problem, held.item, slot_at(problem.outline, held.item, held.start))
        if found:
            begun.add(found[1:])
        if problem.tasks_under(held.item):
            _stay(rule, b, held, found[1:] if found else None)
    now = problem.scenario.replan.now
    if now is None:
        return
    tick = problem.up(problem.outline.minute(now))
    for task in problem.tasks:
        early = [
            (piece, sitting)
            for piece in task.pieces
            for sitting in problem.pieces[piece].sittings
            if problem.sittings[sitting].start < tick and (piece, sitting) not in begun
        ]
        if not early or not task.host:
            continue
        ref = f"joint:{task.joint.id}" if task.joint else task.ref
        enforce = b.require(rule, (ref, "now"), _not_before(ref, problem.outline))
        for piece, sitting in early:
            if problem.sittings[sitting].last <= tick:
                b.forbid(b.x(piece, sitting), enforce)
            else:
                b.add(b.start(piece) >= tick, [*enforce, b.x(piece, sitting)])


def _held(outline: Outline) -> Iterator[Held]:
    return (held for held in outline.scenario.replan.held if length_of(outline, held.item) is not None)


def _stay(rule: Active, b: Builder, held: Held, at: tuple[int, int] | None) -> None:
    problem = b.problem
    start, end = (problem.outline.minute(moment) for moment in (held.start, held.end))
    first, last = exactly(problem, start), exactly(problem, end)
    enforce = b.require(rule, _key(held), _stays(held, problem.outline))
    if at is None or first is None or last is None:
        b.forbid(b.true(), enforce)
        return
    piece, sitting = at
    b.any_of([b.x(piece, sitting)], enforce)
    b.add(b.start(piece) == first, enforce)
    b.add(b.end(piece) == last if held.over else b.end(piece) >= last, enforce)
    _in_room(problem, b, held, sitting, enforce)


def _in_room(problem: Problem, b: Builder, held: Held, sitting: int, enforce: Enforce) -> None:
    if held.room in problem.rooms:
        b.any_of([b.room(sitting, problem.rooms.index(held.room))], enforce)


def _key(held: Held) -> tuple[str, ...]:
    return (held.item, f"{held.start:%Y-%m-%dT%H:%M}")


def _stays(held: Held, outline: Outline) -> Words:
    said = N_("{item} was held from {start} to {end}") if held.over else N_("{item} is under way since {start}")
    start, end = When(outline.local(held.start)), When(outline.local(held.end))
    return say(said, item=name_of(held.item, outline), start=start, end=end)


def _not_before(ref: str, outline: Outline) -> Words:
    now = outline.scenario.replan.now
    assert now is not None
    return say(N_("{item} does not begin before {now}"), item=name_of(ref, outline), now=When(outline.local(now)))


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """What has begun and is told otherwise, and what begins in the past without having begun."""
    outline = t.outline
    begun: dict[str, list[Held]] = {}
    for held in _held(outline):
        begun.setdefault(held.item, []).append(held)
        if not any(_is(place, held, outline) for place in places(t, held.item)):
            words = say(N_("{rule}; the programme has it otherwise"), rule=_stays(held, outline))
            yield Breach(_key(held), words, t.rows_under(held.item), when=outline.minute(held.start))
    if t.scenario.replan.now is None:
        return
    now = outline.minute(t.scenario.replan.now)
    joints = (f"joint:{joint.id}" for joint in t.scenario.joint_sessions)
    items = (ref for ref, leaf in outline.leaves.items() if leaf.joint is None)
    for ref in (*items, *joints):
        there = [slot.key for held in begun.get(ref, ()) if (slot := slot_at(outline, held.item, held.start))]
        early = [place for place in places(t, ref) if place.start < now and place.sitting not in there]
        if early:
            words = say(
                N_("{rule}; the programme has it at {found}"),
                rule=_not_before(ref, outline),
                found=When(outline.clock(early[0].start)),
            )
            yield Breach((ref, "now"), words, t.rows_under(ref), when=early[0].start)


def _is(place: Place, held: Held, outline: Outline) -> bool:
    start, end = outline.minute(held.start), outline.minute(held.end)
    in_room = held.room not in outline.rooms or place.room == held.room
    slot = slot_at(outline, held.item, held.start)
    there = slot is not None and place.sitting == slot.key and place.start == start
    return there and in_room and (place.end == end if held.over else place.end >= end)


RULE = Rule(
    id="past-stays",
    title=N_("The past stays"),
    says=N_("What has begun stays as it is held, and nothing new begins in the past."),
    post=post,
    check=check,
    asks=PHYSICAL,
)
