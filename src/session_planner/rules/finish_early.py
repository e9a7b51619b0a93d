"""`finish-early`: a body finishes as early as it can.

The amount, for a body, is the place of the last sitting it holds among the hours at which it can sit, in order of time
and counted from 1; nothing where it holds none. A sitting in which it is a guest of another body counts: its
people sit there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Lit, Rule
from session_planner.words import N_, When, say


def post(rule: Active, b: Builder) -> None:
    """One instance a body: the sittings during or before which it has not finished."""
    problem = b.problem
    for body in problem.bodies:
        going_on: list[Lit] = []
        for group in reversed(problem.together_of[body]):
            held = [b.held(sitting.index) for sitting in group]
            going_on.append(b.some_of([*held, *going_on[-1:]], f"going on {group[0].index}"))
        if going_on:
            words = say(N_("{body} finishes as early as it can"), body=problem.outline.title(body))
            b.charge(rule, (body,), words, sum(going_on), len(going_on))


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """The last sitting that a body holds, and its place."""
    for body, sittings in t.held_of.items():
        last = max((held for held in sittings if held.slot), key=lambda held: held.start, default=None)
        if last is not None:
            starts = sorted({slot.start for slot in t.outline.slots[body]})
            number = bisect_left(starts, last.start) + 1
            words = say(
                N_("{body} finishes in the sitting of {when}, number {number} of the {all} that it can hold"),
                body=t.outline.title(body),
                when=When(t.outline.clock(last.start)),
                number=str(number),
                all=str(len(starts)),
            )
            yield Breach((body,), words, last.rows, (body,), last.start, amount=number)


RULE = Rule(
    id="finish-early",
    title=N_("Finish early"),
    says=N_("A body finishes as early as it can."),
    post=post,
    check=check,
    kind="soft",
    weight=2,
    tier="house",
    charges=True,
    never_free=True,
    unit=N_("sittings until the body has finished"),
)
