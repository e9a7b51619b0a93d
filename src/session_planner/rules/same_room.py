"""`same-room`: a body keeps its room.

The amount, for a body, is the number of different rooms that it sits in, less one; nothing where it sits in none. A
sitting in which it is a guest of another body is that body's.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Lit, Rule
from session_planner.rules.chambers import in_room
from session_planner.words import N_, say


def post(rule: Active, b: Builder) -> None:
    """One instance a body that may change rooms: one room is its own, a literal for each other that it uses."""
    problem = b.problem
    for body in problem.bodies:
        most = min(len(problem.rooms), len(problem.sittings_of[body])) - 1
        if most < 1:
            continue
        others: list[Lit] = []
        own: list[Lit] = []
        for number, room in enumerate(problem.rooms):
            own.append(b.new_bool(f"{body} keeps {room}"))
            others.append(b.new_bool(f"{body} also uses {room}"))
            for group in problem.together_of[body]:
                b.any_of([own[-1], others[-1], ~in_room(b, group, number)])
        b.at_most_one(own)
        words = say(N_("{body} keeps its room"), body=problem.outline.title(body))
        b.charge(rule, (body,), words, sum(others), most)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """The rooms of a body's own sittings, in the order in which it comes to them."""
    if len(t.outline.rooms) < 2:
        return
    for body, sittings in t.held_of.items():
        first = {held.room: held for held in reversed(sittings) if held.room and not held.guest}
        if len(first) > 1:
            moves = sorted(first.values(), key=lambda held: held.start)
            words = say(
                N_("{body} sits in {count} rooms: {rooms}"),
                body=t.outline.title(body),
                count=str(len(moves)),
                rooms=[t.outline.title(held.room) for held in moves],
            )
            rows = [row for held in moves for row in held.rows]
            yield Breach((body,), words, rows, (body,), moves[1].start, amount=len(moves) - 1)


RULE = Rule(
    id="same-room",
    title=N_("Same room"),
    says=N_("A body keeps its room."),
    post=post,
    check=check,
    kind="soft",
    weight=2,
    tier="house",
    charges=True,
    unit=N_("rooms more than one"),
)
