"""`booked-time`: rooms are booked for little time.

Off unless a scenario asks for it, or a front is to be between it and another wish. The amount, for a body, is the
minutes for which it has a room: its own sittings, each from its start to its last end, as it is booked. A sitting in
which it is a guest of another body is that body's. Nothing is charged where there are no rooms.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule
from session_planner.words import N_, Span, say


def post(rule: Active, b: Builder) -> None:
    """One instance a body: the minutes of its sittings that are held and not guest."""
    problem = b.problem
    for body in problem.bodies if problem.rooms else ():
        sittings = problem.sittings_of[body]
        minutes = [sitting.slot.last - sitting.slot.start for sitting in sittings]
        if sittings:
            words = say(N_("{body} has rooms for little time"), body=problem.outline.title(body))
            booked = sum(long * b.counted(one.index) for long, one in zip(minutes, sittings, strict=True))
            b.charge(rule, (body,), words, booked, sum(minutes))


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Adds up a body's own sittings that have a room."""
    for body, sittings in t.held_of.items():
        own = [held for held in sittings if held.slot and held.room and not held.guest]
        if own:
            minutes = sum(held.last - held.start for held in own)
            words = say(N_("{body} has rooms for {time}"), body=t.outline.title(body), time=Span(minutes))
            yield Breach((body,), words, (), (body,), own[0].start, amount=minutes)


RULE = Rule(
    id="booked-time",
    title=N_("Rooms booked for little time"),
    says=N_("Rooms are booked for little time."),
    post=post,
    check=check,
    kind="off",
    tier="house",
    charges=True,
    unit=N_("minutes booked"),
)
