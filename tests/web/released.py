"""A session with releases, as the web application finds them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import session_planner as sp

BOARD = "wg"
CASE = Path("scenarios/untoc-wg-ta-2012.yaml")
_FIRST = dt.datetime(2012, 7, 4, 12)


class Session:
    """The working group of 2012: its programme, whose items can be put elsewhere, and its releases in a folder."""

    def __init__(self, folder: Path, scenario: Path = CASE) -> None:
        self.folder = folder
        self.store = sp.Store(folder / "releases" / BOARD)
        self.scenario = sp.load(scenario)
        self.programme = sp.solve(self.scenario).programme

    def release(self, state: str = "proposed") -> int:
        """Releases the programme as it stands; gives the release's number."""
        time = _FIRST + dt.timedelta(days=len(self.store.releases()))
        return sp.release(
            self.programme, self.scenario, self.store, author="Secretariat", time=time, state=state
        ).number

    def swap_rooms_of_time(self, one: str, other: str) -> None:
        """Two items change places."""
        first, second = (next(each for each in self.programme.segments if each.ref == ref) for ref in (one, other))
        moved = {
            first.id: replace(first, start=second.start, end=second.start + (first.end - first.start)),
            second.id: replace(second, start=first.start, end=first.start + (second.end - second.start)),
        }
        self.programme = replace(
            self.programme, segments=tuple(moved.get(each.id, each) for each in self.programme.segments)
        )

    def drop(self, ref: str) -> None:
        """An item is no longer taken up."""
        self.programme = self.programme.filtered(one for one in self.programme.segments if one.ref != ref)
