"""`consecutive-sittings`: a body sits without a gap, from its first sitting to its last.

The amount, for a body, is 1 if between sittings that it holds there are hours at which it could sit and does not. It
sits where it is a guest of another body, too. Off unless a scenario asks for it: most bodies sit when others leave it
room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from session_planner.problem.model import Sitting
from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Lit, Rule
from session_planner.words import N_, When, say


def post(rule: Active, b: Builder) -> None:
    """One instance a body of three sittings or more: a literal that is true if there is a gap anywhere."""
    problem = b.problem
    for body in problem.bodies:
        groups = problem.together_of[body]
        if len(groups) > 2:
            gap = b.new_bool(f"{body} has a gap")
            begun, to_come = _chain(b, groups), list(reversed(_chain(b, list(reversed(groups)))))
            for at in range(1, len(groups) - 1):
                b.any_of([gap, ~begun[at - 1], ~to_come[at + 1], *b.sits(groups[at])])
            words = say(N_("{body} sits without a gap"), body=problem.outline.title(body))
            b.charge(rule, (body,), words, gap, 1)


def _chain(b: Builder, groups: Sequence[Sequence[Sitting]]) -> list[Lit]:
    """For each of these hours a literal that is true if the body sits then or at any that come before in the list."""
    chain: list[Lit] = []
    for group in groups:
        reached = b.new_bool(f"reached {group[0].index}")
        for held in b.sits(group):
            b.any_of([reached, ~held])
        for before in chain[-1:]:
            b.any_of([reached, ~before])
        chain.append(reached)
    return chain


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """The hours between a body's first start and its last, less those at which it sits."""
    for body, held in t.held_of.items():
        sits = {one.start for one in held if one.slot}
        if len(sits) < 2:
            continue
        hours = sorted({slot.start for slot in t.outline.slots[body]})
        between = hours[hours.index(min(sits)) : hours.index(max(sits))]
        idle = [start for start in between if start not in sits]
        if idle:
            words = say(
                N_("{body} does not sit at {when}, between sittings that it holds"),
                body=t.outline.title(body),
                when=[When(t.outline.clock(start)) for start in idle],
            )
            at = hours.index(idle[0])
            around = (hours[at - 1], next(start for start in hours[at:] if start in sits))
            rows = [row for one in held if one.start in around for row in one.rows]
            yield Breach((body,), words, rows, (body,), idle[0])


RULE = Rule(
    id="consecutive-sittings",
    title=N_("Sittings without a gap"),
    says=N_("A body holds its sittings one after the other, with none left out between them."),
    post=post,
    check=check,
    kind="off",
    weight=5,
    tier="order",
    charges=True,
    unit=N_("bodies with a gap between their sittings"),
)
