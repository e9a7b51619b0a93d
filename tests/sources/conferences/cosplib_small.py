"""A small conference whose costs can be worked out by hand, for the tests of CoSPLib's terms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from session_planner.sources.conferences.cosplib import (
    Held,
    Hours,
    Instance,
    Parameters,
    Session,
    Solution,
    Submission,
    Term,
    Track,
)

DATA = Path(__file__).parents[2] / "data/conferences/cosplib"
PARAMETERS = Parameters(0, Hours(dt.time(9, 30), dt.time(21, 30)), Hours(dt.time(7), dt.time(23)), 1, 10)


def session(name: str, slots: int = 3, start: str = "10:00", end: str = "11:30") -> Session:
    """A session on one day."""
    return Session(name, slots, dt.date(2026, 7, 6), dt.time.fromisoformat(start), dt.time.fromisoformat(end))


def instance(submissions: Sequence[Submission], **others: Any) -> Instance:
    """Three sessions s1 to s3 of three slots, rooms a to c, tracks A to C, and no weight that is not given."""
    usual = Instance(
        PARAMETERS,
        dict.fromkeys(Term, 0),
        tuple(submissions),
        (Track("A"), Track("B"), Track("C")),
        (session("s1"), session("s2"), session("s3")),
        ("a", "b", "c"),
    )
    return replace(usual, **others)


def solution(cells: Mapping[str, Sequence[str]]) -> Solution:
    """By `s1 a`: the track, then what its slots hold; `-` is nothing."""
    held = {}
    for place, (track, *slots) in cells.items():
        where, room = place.split()
        held[where, room] = Held(None if track == "-" else track, tuple(None if one == "-" else one for one in slots))
    return Solution(held)


def grid(cells: Mapping[str, str]) -> Solution:
    """Tracks by `s1 a`, with nothing in their slots."""
    return solution({place: (track, "-", "-", "-") for place, track in cells.items()})
