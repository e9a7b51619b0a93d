"""An instance of CoSPLib as plain data: what a conference has, what it may cost, and nothing of how it is solved.

After `reading`; before whoever makes a scenario of it, and before `scoring`. Names are spelled as the workbook spells
them, stray spaces included, because the library compares them letter by letter; `reading` sees to it that a name is
spelled in one way throughout. Tables hold only what is not 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Term(StrEnum):
    """What a solution is charged for; each has a weight, and one of weight 0 is off."""

    TRACKS_SESSIONS = "tracks-sessions"
    TRACKS_ROOMS = "tracks-rooms"
    SESSIONS_ROOMS = "sessions-rooms"
    SIMILAR_TRACKS = "similar-tracks"
    ROOMS_PER_TRACK = "rooms-per-track"
    PARALLEL_TRACKS = "parallel-tracks"
    CONSECUTIVE_TRACKS = "consecutive-tracks"
    TIME_ZONES = "submissions-timezones"
    ORDER = "submissions-order"
    SUBMISSIONS_SESSIONS = "submissions-sessions"
    SUBMISSIONS_ROOMS = "submissions-rooms"
    PRESENTERS = "presenters-in-session"
    ATTENDEES = "attendees-in-session"
    CHAIRS = "chairs"
    PRESENTERS_IN_SLOT = "presenters-in-slot"
    ATTENDEES_IN_SLOT = "attendees-in-slot"

    @property
    def label(self) -> str:
        """What the sheet `parameters` writes before the weight."""
        return _LABELS[self]


_LABELS = {
    Term.TRACKS_SESSIONS: "Tracks_Sessions|Penalty",
    Term.TRACKS_ROOMS: "Tracks_Rooms|Penalty",
    Term.SESSIONS_ROOMS: "Sessions_Rooms|Penalty",
    Term.SIMILAR_TRACKS: "Similar Tracks",
    Term.ROOMS_PER_TRACK: "Number of Rooms per Track",
    Term.PARALLEL_TRACKS: "Parallel Tracks",
    Term.CONSECUTIVE_TRACKS: "Consecutive Tracks",
    Term.TIME_ZONES: "Submissions_Timezones",
    Term.ORDER: "Submissions Order",
    Term.SUBMISSIONS_SESSIONS: "Submissions_Sessions|Penalty",
    Term.SUBMISSIONS_ROOMS: "Submissions_Rooms|Penalty",
    Term.PRESENTERS: "Presenters Conflicts",
    Term.ATTENDEES: "Attendees Conflicts",
    Term.CHAIRS: "Chairs Conflicts",
    Term.PRESENTERS_IN_SLOT: "Presenters Conflicts Timeslot Level",
    Term.ATTENDEES_IN_SLOT: "Attendees Conflicts Timeslot Level",
}

Table = Mapping[tuple[str, str], int]
"""Penalties by row and column; what is not there is 0."""


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when by the clock on the wall."""

    start: dt.time
    end: dt.time


@dataclass(frozen=True, slots=True)
class Parameters:
    """What holds for the whole conference. `zone` is in hours east of Greenwich."""

    zone: int
    suitable: Hours
    less_suitable: Hours
    less_suitable_penalty: int
    unsuitable_penalty: int


@dataclass(frozen=True, slots=True)
class Submission:
    """A talk. `order` is its place within its track, counted from 1, or 0 for any; `zone` is that of its presenter."""

    reference: str
    track: str
    slots: int = 1
    order: int = 0
    zone: int = 0
    presenters: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    sessions: Mapping[str, int] = field(default_factory=dict)
    """Penalties by session, for each slot."""
    rooms: Mapping[str, int] = field(default_factory=dict)
    """Penalties by room, for each slot."""


@dataclass(frozen=True, slots=True)
class Track:
    """Talks on one subject; its chairs must be there."""

    name: str
    chairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """A stretch of the conference's time, the same in all rooms, with room for so many slots."""

    name: str
    slots: int
    date: dt.date
    start: dt.time
    end: dt.time


@dataclass(frozen=True, slots=True)
class Instance:
    """A conference to be scheduled. The order of sessions and rooms is that of the workbook, and counts."""

    parameters: Parameters
    weights: Mapping[Term, int]
    submissions: tuple[Submission, ...]
    tracks: tuple[Track, ...]
    sessions: tuple[Session, ...]
    rooms: tuple[str, ...]
    tracks_sessions: Table = field(default_factory=dict)
    tracks_rooms: Table = field(default_factory=dict)
    sessions_rooms: Table = field(default_factory=dict)
    similar: Table = field(default_factory=dict)
    """By pairs of different tracks, each once, in the order of the tracks."""
