"""`short-time`: delegations are not wanted in more rooms than they have people for long.

Off unless a scenario asks for it, or a front is to be between it and another wish; it says something where
`delegation-size` is not hard. The amount, for a delegation, is the minutes in which it must be in more places than it
has people (as `attendance` tells them).
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.attendance import Whole, attended, places
from session_planner.rules.base import Active, Breach, Builder, Expr, Rule
from session_planner.rules.torn import Torn, minutes
from session_planner.words import N_, Span, When, say


def post(rule: Active, b: Builder) -> None:
    """One instance a delegation; those of one size that follow the same share their amount."""
    torn = Torn(b)
    known: dict[tuple[int, tuple[str, ...]], tuple[Expr, int]] = {}
    for one in b.problem.scenario.delegations:
        alike = one.size, tuple(sorted(set(one.follows)))
        if alike not in known:
            known[alike] = torn.minutes(attended(b, alike[1]), alike[0])
        amount, most = known[alike]
        if most:
            words = say(
                N_("{delegation} has people for all rooms where it is wanted, nearly all the time"),
                delegation=b.problem.outline.title(one.id),
            )
            b.charge(rule, (one.id,), words, amount, most, one.source)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Adds up, for each delegation, the time in which too many places go on at once."""
    whole: Whole = {}
    for one in t.scenario.delegations:
        lasting, first = minutes(places(t, one.follows, whole), one.size)
        if first is not None:
            words = say(
                N_("{delegation} has too few people for the rooms where it is wanted for {time}, first on {when}"),
                delegation=t.outline.title(one.id),
                time=Span(lasting),
                when=When(t.outline.clock(first)),
            )
            yield Breach((one.id,), words, (), (one.id,), first, amount=lasting, source=one.source)


RULE = Rule(
    id="short-time",
    title=N_("Delegations short of people for little time"),
    says=N_("Delegations are not wanted in more rooms than they have people for long."),
    post=post,
    check=check,
    kind="off",
    tier="people",
    charges=True,
    unit=N_("minutes in more rooms than people"),
)
