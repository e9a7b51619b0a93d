"""`split-time`: delegations are not wanted in several rooms at once for long.

Off unless a scenario asks for it, or a front is to be between it and another wish. The amount, for a delegation, is the
minutes in which it must be in more than one place (as `attendance` tells them). `delegations-apart` counts pairs of
sittings instead, and looks at delegations of two or more alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule
from session_planner.rules.torn import check_minutes, post_minutes
from session_planner.words import N_


def post(rule: Active, b: Builder) -> None:
    """One instance a delegation."""
    post_minutes(rule, b, N_("{delegation} is not wanted in several rooms at once for long"), lambda _: 1)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Adds up, for each delegation, the time in which too many places go on at once."""
    message = N_("{delegation} is wanted in several rooms at once for {time}, first on {when}")
    return check_minutes(t, message, lambda _: 1)


RULE = Rule(
    id="split-time",
    title=N_("Delegations split for little time"),
    says=N_("Delegations are not wanted in several rooms at once for long."),
    post=post,
    check=check,
    kind="off",
    tier="people",
    charges=True,
    unit=N_("minutes in more than one room"),
)
