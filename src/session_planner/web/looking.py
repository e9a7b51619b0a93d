"""What the bureau looks at: the joint sessions of a release, or of the board where nothing is released yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import session_planner as sp
from session_planner.web.context import Context
from session_planner.web.releasing import release_seen, seen_by, store_of
from session_planner.web.who import Person


@dataclass(frozen=True, slots=True)
class Looked:
    """`release` is None for the board as it stands; `open` says whether the bureau is asked."""

    release: Any
    releases: tuple[Any, ...]
    scenario: sp.Scenario
    programme: sp.Programme
    sheets: tuple[Any, ...]

    @property
    def open(self) -> bool:
        """Whether agreeing and objecting count now."""
        return self.release is not None and self.release.state.name in ("proposed", "revised")


def looked(ctx: Context, board: str, person: Person, number: int | None) -> Looked:
    """The release asked for, else the newest public one, else the board. Raises UnknownError for what is not seen."""
    store = store_of(ctx, board)
    there = seen_by(person, store)
    if number is not None:
        release = release_seen(person, store, number)
    else:
        release = next((one for one in reversed(there) if one.public), None)
    if release is None:
        state = ctx.boards.state(board)[1]
        scenario, programme = state.scenario, state.programme
    else:
        scenario = release.scenario()
        programme = release.programme(scenario)
    sheets = sp.joint_sheets(scenario, [("programme.json", programme)], store=store if release else None)
    return Looked(release, there, scenario, programme, sheets)
