"""`release-sittings`: whole sittings are handed back.

The amount, for a body, is the number of sittings it holds of those that it can hold. A sitting in which it is a guest
of another body is that body's.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule
from session_planner.words import N_, say


def post(rule: Active, b: Builder) -> None:
    """One instance a body: its sittings that are held and not guest."""
    problem = b.problem
    for body in problem.bodies:
        held = [b.counted(sitting.index) for sitting in problem.sittings_of[body]]
        if held:
            words = say(N_("{body} hands back the sittings that it can do without"), body=problem.outline.title(body))
            b.charge(rule, (body,), words, sum(held), len(held))


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Counts a body's own sittings."""
    for body, sittings in t.held_of.items():
        own = [held for held in sittings if held.slot and not held.guest]
        if own:
            words = say(
                N_("sittings that {body} holds: {count}, of {all} that it can hold"),
                body=t.outline.title(body),
                count=str(len(own)),
                all=str(len(t.outline.slots[body])),
            )
            yield Breach((body,), words, (), (body,), own[0].start, amount=len(own))


RULE = Rule(
    id="release-sittings",
    title=N_("Hand back sittings"),
    says=N_("A body hands back the sittings that it can do without."),
    post=post,
    check=check,
    kind="soft",
    weight=5,
    tier="house",
    charges=True,
    never_free=True,
    unit=N_("sittings held"),
)
