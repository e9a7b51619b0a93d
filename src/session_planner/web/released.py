"""What is out of each board: its newest public release, read once and kept until another one is out.

Between the stores of releases, which anybody may add to (the command line too), and what shows them: the delegate's
pages and the feeds. Whether something new is out is seen from the folders' times, at most once a second; drafts are
never read.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Annotated, Any, TypeVar

from fastapi import Depends, FastAPI, Request

import session_planner as sp
from session_planner.web.settings import Settings
from session_planner.words import Words

_BOARD = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_T = TypeVar("_T")
_Stamp = tuple[tuple[str, int], ...]
_LATELY = 1.0
"""Seconds for which nobody looks again."""


@dataclass(eq=False)
class Out:
    """A board's public release. Whoever holds it sees one and the same, whatever is released meanwhile."""

    board: str
    store: sp.Store
    number: int
    time: dt.datetime
    note: str
    state: Words
    since: int | None
    publics: tuple[int, ...]
    scenario: sp.Scenario
    programme: sp.Programme
    ledger: sp.Ledger
    _kept: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def calendars(self) -> sp.FollowedCalendars:
        """Its calendars, which share the entries that they have in common."""
        return sp.FollowedCalendars(self.scenario, self.ledger)

    def kept(self, key: Any, make: Callable[[], _T]) -> _T:
        """Something made of it, once: as often as there are languages and releases, so that it stays small."""
        if key not in self._kept:
            self._kept[key] = make()
        made: _T = self._kept[key]
        return made


class Released:
    """The public releases of all boards."""

    def __init__(self, folder: Callable[[str], Path], lately: float = _LATELY) -> None:
        self._folder = folder
        self._lately = lately
        self._found: dict[str, tuple[_Stamp, Out | None]] = {}
        self._looked: dict[str, float] = {}
        self._locks: dict[str, Lock] = {}

    def at_hand(self, board: str) -> tuple[bool, Out | None]:
        """Whether what is out is known, and that: it costs some looks at folders a second, and no reading."""
        if not _BOARD.fullmatch(board):
            return True, None
        found = self._found.get(board)
        now = time.monotonic()
        if found is not None and now < self._looked.get(board, 0.0) + self._lately:
            return True, found[1]
        stamp = _stamp(self._folder(board))
        if not stamp:
            return True, None
        if found is not None and found[0] == stamp:
            self._looked[board] = now
            return True, found[1]
        return False, None

    def public(self, board: str) -> Out | None:
        """A board's public release; None where there is none. Reads it where it is new, which takes a moment."""
        known, out = self.at_hand(board)
        if known:
            return out
        with self._locks.setdefault(board, Lock()):
            known, out = self.at_hand(board)
            if known:
                return out
            # Looked at before it is read: what comes meanwhile is seen the next time.
            stamp, began = _stamp(self._folder(board)), time.monotonic()
            out = _read(board, self._folder(board), self._found.get(board, ((), None))[1])
            self._found[board], self._looked[board] = (stamp, out), began
            return out


def _stamp(folder: Path) -> _Stamp:
    """What changes whenever a release is added or comes to another state; nothing where there is no release."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.isdigit())
        return tuple((name, (folder / name / "states").stat().st_mtime_ns) for name in names)
    except OSError:
        return ()


def _read(board: str, folder: Path, before: Out | None) -> Out | None:
    store = sp.Store(folder)
    publics = [one for one in store.releases() if one.public]
    if not publics:
        return None
    newest = publics[-1]
    numbers = tuple(one.number for one in publics)
    state = newest.state.words()
    if before is not None and before.number == newest.number and before.time == newest.time:
        # Another state of the same release, or a draft beside it: nothing that is shown of its content changed.
        before.state, before.publics = state, numbers
        return before
    scenario = newest.scenario()
    return Out(
        board, store, newest.number, newest.time, newest.note, state, newest.since, numbers,
        scenario, newest.programme(scenario), newest.ledger(),
    )  # fmt: skip


def install(app: FastAPI, settings: Settings) -> Released:
    """Makes the releases of the application's boards known to its requests."""
    released = Released(settings.releases)
    app.state.released = released
    return released


def _released(request: Request) -> Released:
    found: Released = request.app.state.released
    return found


Public = Annotated[Released, Depends(_released)]
