"""`short-time`: delegations are not wanted in more rooms than they have people for long.

Off unless a scenario asks for it, or a front is to be between it and another wish; it says something where
`delegation-size` is not hard. The amount, for a delegation, is the minutes in which it must be in more places than it
has people (as `attendance` tells them).
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule
from session_planner.rules.torn import check_minutes, post_minutes
from session_planner.words import N_


def post(rule: Active, b: Builder) -> None:
    """One instance a delegation."""
    post_minutes(
        rule,
        b,
        N_("{delegation} has people for all rooms where it is wanted, nearly all the time"),
        lambda one: one.size,
    )


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Adds up, for each delegation, the time in which too many places go on at once."""
    message = N_("{delegation} has too few people for the rooms where it is wanted for {time}, first on {when}")
    return check_minutes(t, message, lambda one: one.size)


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
