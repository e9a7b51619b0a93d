"""`worst-served`: no delegation is much worse served than others: none has nobody for many rooms at once.

Off unless a scenario asks for it, or a front is to be between it and another wish; it says something where
`delegation-size` is not hard. The one amount, of all delegations together, is how many rooms at once the worst served
has nobody for: the most places where it must be at one time (as `attendance` tells them), less its people.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.attendance import Place, Whole, attended, crowds, places
from session_planner.rules.base import Active, Breach, Builder, Rule
from session_planner.words import N_, When, say

_KEY = ("worst",)


def post(rule: Active, b: Builder) -> None:
    """One instance: no less than any delegation has too few people for, at any moment."""
    delegations = b.problem.scenario.delegations
    wanted = dict.fromkeys((one.size, tuple(sorted(set(one.follows)))) for one in delegations if one.follows)
    places_of = [(size, attended(b, refs)) for size, refs in wanted]
    largest = max((found.most - size for size, found in places_of), default=0)
    if largest < 1:
        return
    beyond = b.new_int(0, largest, "rooms beyond")
    for size, found in places_of:
        found.within(b, size + beyond)
    b.charge(rule, _KEY, say(N_("no delegation has nobody for rooms where it is wanted")), beyond, largest)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Looks for the delegation that is wanted in the most rooms more than it has people."""
    whole: Whole = {}
    lacking: list[tuple[int, str, list[Place]]] = [
        (len(crowd) - one.size, one.id, crowd)
        for one in t.scenario.delegations
        if one.follows
        for crowd in crowds(places(t, one.follows, whole), one.size)
    ]
    if lacking:
        beyond, id, crowd = max(lacking, key=lambda found: found[0])
        words = say(
            N_("{delegation} has nobody for so many rooms where it is wanted at {when}: {count} ({places})"),
            delegation=t.outline.title(id),
            when=When(t.outline.clock(crowd[-1].start)),
            count=str(beyond),
            places=[place.called(t.outline) for place in crowd],
        )
        rows = [row for place in crowd for row in place.rows]
        yield Breach(_KEY, words, rows, (id,), crowd[-1].start, amount=beyond)


RULE = Rule(
    id="worst-served",
    title=N_("No delegation badly served"),
    says=N_("No delegation is wanted in many more rooms at once than it has people."),
    post=post,
    check=check,
    kind="off",
    tier="people",
    charges=True,
    unit=N_("rooms at once that the worst served delegation has nobody for"),
)
