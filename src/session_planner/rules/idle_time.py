"""`idle-time`: a sitting goes from item to item without waiting.

Off unless a scenario asks for it, or a front is to be between it and another wish. The amount, for a body, is the
minutes before the first item of each sitting and between its items; what is left after the last is none of it. A
sitting in which the body is a guest of another is not counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from session_planner.problem.model import Sitting
from session_planner.programme.timetable import Held, Timetable
from session_planner.rules.base import Active, Breach, Builder, Expr, Rule
from session_planner.words import N_, Span, When, say


def post(rule: Active, b: Builder) -> None:
    """One instance a body: what its sittings last up to their last item, less what is taken up in them."""
    problem = b.problem
    inside: dict[int, list[int]] = defaultdict(list)
    for piece in problem.pieces:
        for sitting in piece.sittings:
            inside[sitting].append(piece.index)
    for body in problem.bodies:
        sittings = [one for one in problem.sittings_of[body] if inside[one.index]]
        if sittings:
            words = say(N_("{body} has no idle time inside its sittings"), body=problem.outline.title(body))
            idle = sum(_idle(b, one, inside[one.index]) for one in sittings)
            b.charge(rule, (body,), words, idle, sum(one.slot.last - one.slot.start for one in sittings))


def _idle(b: Builder, sitting: Sitting, pieces: list[int]) -> Expr:
    """Minutes; 0 where the sitting is not held or is another body's."""
    problem, grain = b.problem, b.problem.grain
    until = b.new_int(sitting.start, sitting.last, f"until {sitting.index}")
    for piece in pieces:
        b.add(until >= b.end(piece), [b.x(piece, sitting.index)])
    before = problem.minute(sitting.start) - sitting.slot.start
    most = sitting.slot.last - sitting.slot.start
    idle = b.new_int(0, most, f"idle {sitting.index}")
    taken = sum(_length(b, piece, sitting) for piece in pieces)
    held, guest = b.held(sitting.index), b.guest(sitting.index)
    b.add(idle >= grain * (until - sitting.start) + before * held - grain * taken - most * guest)
    return idle


def _length(b: Builder, piece: int, sitting: Sitting) -> Expr:
    """Ticks that a piece takes of a sitting."""
    whole = b.problem.pieces[piece]
    if b.problem.tasks[whole.task].splittable:
        return b.length(piece)
    return whole.least * b.x(piece, sitting.index)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Looks for gaps before and between what a sitting takes up."""
    for body, sittings in t.held_of.items():
        waiting = [(held, minutes) for held in sittings if held.slot and not held.guest and (minutes := _gaps(held))]
        if waiting:
            minutes = sum(each for _, each in waiting)
            words = say(
                N_("{body} waits inside its sittings for {time}, first on {when}"),
                body=t.outline.title(body),
                time=Span(minutes),
                when=When(t.outline.clock(waiting[0][0].start)),
            )
            rows = [row for held, _ in waiting for row in held.rows]
            yield Breach((body,), words, rows, (body,), waiting[0][0].start, amount=minutes)


def _gaps(held: Held) -> int:
    minutes, until = 0, held.start
    for row in sorted(held.rows, key=lambda row: row.start):
        minutes += max(row.start - until, 0)
        until = max(until, row.end)
    return minutes


RULE = Rule(
    id="idle-time",
    title=N_("No idle time"),
    says=N_("A sitting goes from item to item without waiting."),
    post=post,
    check=check,
    kind="off",
    tier="house",
    charges=True,
    unit=N_("minutes of waiting inside sittings"),
)
