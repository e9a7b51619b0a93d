"""A week of group meetings as plain data: rooms, slots, and who asked to meet when, and beside whom not.

After `reading`; before whoever makes a scenario of it, and before `judging`. Nothing here knows how it is solved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from session_planner.words import Words


@dataclass(frozen=True, slots=True)
class Room:
    """A room: its name as the JSON has it, `Ecija (24)`, the name by itself, and its seats."""

    name: str
    label: str
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of a day in which one meeting can be held in each room; minutes after midnight."""

    date: dt.date
    start: int
    end: int

    @property
    def weekday(self) -> str:
        """Its day, as the forms of such events print it."""
        return WEEKDAYS[self.date.weekday()]

    @property
    def minutes(self) -> int:
        return self.end - self.start


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Meeting:
    """What one issue asks for: a meeting of a group, or of several together, in so many slots."""

    number: int
    title: str
    groups: tuple[str, ...]
    """Names of the groups; several hold a joint meeting."""
    people: tuple[int, int] = (0, 0)
    """At least and at most so many in the room; 0 where nothing is said."""
    wanted: tuple[int, ...] = ()
    """Which slots are asked for, each for a meeting of its own; none: one meeting, at any time."""
    avoids: tuple[int, ...] = ()
    """Numbers of the meetings that it must not be held beside, as its text names them."""

    @property
    def joint(self) -> bool:
        return len(self.groups) > 1

    @property
    def times(self) -> int:
        """How often it meets."""
        return max(1, len(self.wanted))


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that were not understood, or name what there is not: the path, the words, and why."""

    path: str
    text: str
    why: Words


@dataclass(frozen=True, slots=True)
class Event:
    """A week of meetings to be scheduled. The order of rooms, slots and meetings is that of the JSON."""

    title: str
    timezone: str
    rooms: tuple[Room, ...]
    slots: tuple[Slot, ...]
    meetings: tuple[Meeting, ...]
    unread: tuple[Unread, ...] = ()
    source: Mapping[str, Any] = field(default_factory=dict)
    """The JSON itself, so that it can be written again with where the meetings are held."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that meet, in the order in which they first stand."""
        return tuple(dict.fromkeys(group for meeting in self.meetings for group in meeting.groups))


@dataclass(frozen=True, slots=True)
class Clash:
    """Two meetings that are not to be held in one slot; `named`: what the text says, if they are others."""

    one: int
    other: int
    named: tuple[int, int]

    @property
    def indirect(self) -> bool:
        """Whether it follows from a joint meeting of a group that is named, or that names."""
        return {self.one, self.other} != set(self.named)


def clashes(event: Event) -> tuple[Clash, ...]:
    """Every pair of meetings that are kept apart because a text says so, each once, in the order of the JSON.

    A meeting of one group stands for the joint meetings that this group takes part in, too. Meetings that have a group
    in common can't be held at once anyway, and are left out.
    """
    by_number = {meeting.number: meeting for meeting in event.meetings}
    means = {meeting.number: _means(meeting, event.meetings) for meeting in event.meetings}
    place = {number: at for at, number in enumerate(by_number)}
    found: dict[tuple[int, int], Clash] = {}
    named = [(meeting.number, other) for meeting in event.meetings for other in meeting.avoids]
    for first, second in named:
        for one in means[first]:
            for other in means[second]:
                if set(by_number[one].groups) & set(by_number[other].groups):
                    continue
                pair = (one, other) if place[one] < place[other] else (other, one)
                clash = Clash(*pair, (first, second))
                if pair not in found or (found[pair].indirect and not clash.indirect):
                    found[pair] = clash
    return tuple(found[pair] for pair in sorted(found, key=lambda pair: (place[pair[0]], place[pair[1]])))


def _means(meeting: Meeting, meetings: tuple[Meeting, ...]) -> tuple[int, ...]:
    """A meeting, and the joint meetings of its group."""
    if meeting.joint:
        return (meeting.number,)
    group = meeting.groups[0]
    return (meeting.number, *(other.number for other in meetings if other.joint and group in other.groups))
