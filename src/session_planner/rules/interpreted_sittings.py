"""`interpreted-sittings`: few interpreted sittings are held.

Off unless a scenario asks for it, or a front is to be between it and another wish. The amount, for a body, is the
number of interpreted sittings that it holds. A sitting in which it is a guest of another body is that body's.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule
from session_planner.words import N_, say


def post(rule: Active, b: Builder) -> None:
    """One instance a body that can hold any."""
    problem = b.problem
    for body in problem.bodies:
        held = [b.counted(sitting.index) for sitting in problem.sittings_of[body] if sitting.slot.interpreted]
        if held:
            words = say(N_("{body} holds few interpreted sittings"), body=problem.outline.title(body))
            b.charge(rule, (body,), words, sum(held), len(held))


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Counts a body's own interpreted sittings."""
    for body, sittings in t.held_of.items():
        own = [held for held in sittings if held.interpreted and not held.guest]
        if own:
            said = N_("interpreted sittings that {body} holds: {count}")
            words = say(said, body=t.outline.title(body), count=str(len(own)))
            yield Breach((body,), words, (), (body,), own[0].start, amount=len(own))


RULE = Rule(
    id="interpreted-sittings",
    title=N_("Few interpreted sittings"),
    says=N_("Few interpreted sittings are held."),
    post=post,
    check=check,
    kind="off",
    tier="house",
    charges=True,
    unit=N_("interpreted sittings held"),
)
