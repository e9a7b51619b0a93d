"""How the bureau's pages say when, in which state something is, and what was refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import session_planner as sp
from session_planner import words
from session_planner.errors import InputError, OutsideError, SessionPlannerError
from session_planner.web.problems import Problem
from session_planner.web.store.boards import UnknownError


@dataclass(frozen=True, slots=True)
class State:
    """A state of a release as a page shows it. `decision` is its text where it is one of the scenario."""

    name: str
    said: str
    by: str
    when: str
    decision: str
    note: str


def states_of(release: Any, scenario: sp.Scenario, lang: str) -> tuple[State, ...]:
    """The states that a release came to, in order."""
    known = {one.id: one for one in scenario.decisions}
    return tuple(
        State(
            one.name,
            one.words().told(lang),
            one.by,
            moment(one.when, scenario, lang),
            _decision(known.get(one.decision), one.decision, lang),
            one.note,
        )
        for one in release.history
    )


def _decision(known: Any, written: str, lang: str) -> str:
    if known is None or not known.text:
        return written
    told: str = known.text.told(lang)
    return f"{known.symbol}: {told}" if known.symbol else told


def moment(when: dt.date, scenario: sp.Scenario, lang: str) -> str:
    """A date, or a moment by the clock of the session's place, in words."""
    if isinstance(when, dt.datetime):
        return words.When(when.astimezone(ZoneInfo(scenario.timezone))).told(lang)
    return words.Date(when).told(lang)


def status_of(error: SessionPlannerError) -> int:
    """The status of a page that says what was refused, as the API answers it."""
    if isinstance(error, Problem):
        return error.status
    if isinstance(error, UnknownError):
        return 404
    if isinstance(error, OutsideError):
        return 503
    return 422 if isinstance(error, InputError) else 409
