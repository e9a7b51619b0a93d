"""`sittings-in-use`: bodies use few of the sittings that they can hold, be it as guests.

Off unless a scenario asks for it, or a front is to be between it and another wish. The amount, for a body, is the
number of its sittings in which anything is taken up. Unlike `release-sittings` it counts a sitting that the body spends
as a guest of another: that cannot be handed back either.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule
from session_planner.words import N_, say


def post(rule: Active, b: Builder) -> None:
    """One instance a body: its sittings that are held."""
    problem = b.problem
    for body in problem.bodies:
        held = [b.held(sitting.index) for sitting in problem.sittings_of[body]]
        if held:
            words = say(N_("{body} uses few of its sittings"), body=problem.outline.title(body))
            b.charge(rule, (body,), words, sum(held), len(held))


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Counts a body's sittings in which it has anything."""
    for body, sittings in t.held_of.items():
        used = [held for held in sittings if held.slot]
        if used:
            words = say(
                N_("sittings that {body} uses: {count}, of {all} that it can hold"),
                body=t.outline.title(body),
                count=str(len(used)),
                all=str(len(t.outline.slots[body])),
            )
            yield Breach((body,), words, (), (body,), used[0].start, amount=len(used))


RULE = Rule(
    id="sittings-in-use",
    title=N_("Few sittings in use"),
    says=N_("Bodies use few of the sittings that they can hold."),
    post=post,
    check=check,
    kind="off",
    tier="house",
    charges=True,
    never_free=True,
    unit=N_("sittings in use"),
)
