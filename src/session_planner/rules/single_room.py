"""`single-room`: a body of several chambers sits in one room at a time.

The amount, for a body, is the number of sittings that it holds at the same hours, less one, over all hours in which it
holds any. A sitting in which it is a guest of another body is that body's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from session_planner.programme.timetable import Held, Timetable
from session_planner.rules.base import Active, Breach, Builder, Expr, Rule
from session_planner.rules.chambers import sits
from session_planner.words import N_, When, say


def post(rule: Active, b: Builder) -> None:
    """One instance a body of several chambers: what it holds at each hours, less one if it holds any."""
    problem = b.problem
    for body in problem.bodies:
        terms: list[Expr] = []
        most = 0
        for group in problem.together_of[body]:
            if len(group) > 1:
                held = sits(b, group)
                any_held = b.new_bool(f"{body} sits {group[0].index}")
                b.any_of([~any_held, *held])
                terms += [*held, -any_held]
                most += len(group) - 1
        if terms:
            words = say(N_("{body} sits in one room at a time"), body=problem.outline.title(body))
            b.charge(rule, (body,), words, sum(terms), most)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """The sittings of a body, put together by their start; there are others at once only where it has chambers."""
    for body, sittings in t.held_of.items():
        if body not in t.outline.bodies or t.outline.bodies[body].chambers == 1:
            continue
        together: dict[int, list[Held]] = defaultdict(list)
        for held in sittings:
            if held.slot and not held.guest:
                together[held.start].append(held)
        split = [found for found in together.values() if len(found) > 1]
        if split:
            words = say(
                N_("{body} sits in {count} rooms at a time, {when}; rooms more than one, in all: {more}"),
                body=t.outline.title(body),
                count=str(len(split[0])),
                when=When(t.outline.clock(split[0][0].start)),
                more=str(sum(len(found) - 1 for found in split)),
            )
            rows = [row for found in split for held in found for row in held.rows]
            amount = sum(len(found) - 1 for found in split)
            yield Breach((body,), words, rows, (body,), split[0][0].start, amount=amount)


RULE = Rule(
    id="single-room",
    title=N_("One room at a time"),
    says=N_("A body that may sit in several rooms at once sits in one at a time."),
    post=post,
    check=check,
    kind="soft",
    weight=2,
    tier="house",
    charges=True,
    unit=N_("rooms at a time more than one"),
)
