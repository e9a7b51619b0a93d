"""What conference systems hold, in one shape: events with rooms, tracks and people.

Between the readers of `systems` (one a format) and the draft that `conference` makes of it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

from session_planner.sources.evidence import NOWHERE, UNSAID, Evidence, Place
from session_planner.sources.facts import Kept
from session_planner.sources.systems.clock import Clocks
from session_planner.words import LANGUAGES, Words

TextData: TypeAlias = str | dict[str, str]
"""A text as a scenario's YAML has it: words, or a map of languages."""
Stretch: TypeAlias = tuple[int, int]
"""Minutes since 1970 UTC, from and to."""
LONGEST_TITLE = 2000


@dataclass(slots=True)
class Event:
    """A talk or another thing that is held. `start` is None where the system has no place for it yet.

    `start` in minutes since 1970 UTC; `track`, `room` and `persons` are the keys by which the timetable has them.
    """

    number: str
    title: TextData
    minutes: int
    start: int | None
    room: str
    track: str
    persons: list[str]
    seen: Evidence
    end: int = 0
    """In minutes since 1970 UTC; of an event with a place."""
    part: int = 1
    parts: int = 1
    joint: str = ""
    """The key of its joint session; a body that has no item of its own in it has an event without a number."""
    bodies: tuple[str, ...] = ()
    """The tracks that sit together in it."""

    def __post_init__(self) -> None:
        self.end = (self.start or 0) + self.minutes


@dataclass(slots=True)
class Thing:
    """A room, a person or a track: its name, and when it is to be had, where the system says so."""

    name: TextData
    seen: Evidence = UNSAID
    capacity: int | None = None
    available: tuple[Stretch, ...] = ()
    short: TextData = ""


@dataclass(slots=True)
class Conference:
    """Everything read from one export. Keys of rooms, persons and tracks are the system's own, else their names."""

    file: str
    title: TextData
    clocks: Clocks
    zone: tuple[str, Evidence | None]
    title_place: Place = NOWHERE
    link: str = ""
    language: str = ""
    dates: list[dt.date] = field(default_factory=list)
    rooms: dict[str, Thing] = field(default_factory=dict)
    tracks: dict[str, Thing] = field(default_factory=dict)
    persons: dict[str, Thing] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    joints: dict[str, Thing] = field(default_factory=dict)
    exact: bool = False
    """Its tracks are bodies, and numbers their items: one of our own exports."""
    agendas: bool = False
    """Its events say the numbers that they have on an agenda, and are held in the order of these."""
    kept: list[Kept] = field(default_factory=list)
    notes: list[Words] = field(default_factory=list)
    parts: int = 0
    """Events that there are in the source, those that are kept apart too."""


def held_together(of: Conference) -> dict[str, list[Event]]:
    """The events of each joint session, by its key."""
    found: dict[str, list[Event]] = {key: [] for key in of.joints}
    for event in of.events:
        if event.joint:
            found[event.joint].append(event)
    return found


def in_languages(words: str, lang: str, only: str) -> TextData:
    """A title under its language, where the source has titles in several of ours; `only` is the one it has else."""
    return {lang: words} if not only and lang in LANGUAGES else words


def told(text: TextData) -> str:
    """A text on one line, in its first language."""
    return text if isinstance(text, str) else next(iter(text.values()), "")


def chosen(texts: dict[str, str]) -> TextData:
    """A text in several languages, in those that a scenario can have; in its first alone where it can have none."""
    clean = {lang.replace("_", "-").split("-")[0]: " ".join(words.split()) for lang, words in texts.items()}
    ours = {lang: words for lang, words in clean.items() if lang in LANGUAGES and words}
    if len(ours) == 1 and len(clean) == 1:
        return next(iter(ours.values()))
    return ours or next((words for words in clean.values() if words), "")
