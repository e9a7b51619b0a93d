"""What a draft is made of before it is written as data: organs, their agendas, their meetings, who takes up what when.

Between `facts` and a scenario's data. Minutes are after midnight of the date that they stand with; numbers of items
are in one form, `1(a)`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from session_planner.sources.evidence import UNSAID, Evidence, Found
from session_planner.sources.facts import NOTHING_SAID, Mandate, Row, Speaking
from session_planner.words import Words

GRAIN = 5


@dataclass(slots=True, eq=False)
class Point:
    """An item of an organ's agenda; one with `below` is a heading."""

    number: str
    title: str
    evidence: Evidence
    number_evidence: Evidence = UNSAID
    """Only for a number that was made up, or that the agenda lacks."""
    below: list[Point] = field(default_factory=list)
    programme_title: Found[str] | None = None
    other_titles: dict[str, Evidence] = field(default_factory=dict)
    role: Found[str] | None = None
    start: Found[str] | None = None
    windows: list[Found[str]] = field(default_factory=list)
    mandates: tuple[Mandate, ...] = ()
    takings: list[Taking] = field(default_factory=list)
    speaking: Speaking = NOTHING_SAID
    minutes_each: int | None = None
    """What each on its list of speakers may take, where there is a list or the limit is its own."""
    joint: str = ""
    of_rows: bool = False
    """It stands in the timetable alone: the first row's title is its title."""

    def leaves(self) -> Iterator[Point]:
        """Itself, or what takes time under it."""
        if not self.below:
            yield self
        for point in self.below:
            yield from point.leaves()

    def all(self) -> Iterator[Point]:
        """Itself and everything under it."""
        yield self
        for point in self.below:
            yield from point.all()

    @property
    def spoken(self) -> int:
        """Minutes that its list of speakers takes; 0 where no list or no limit is known."""
        count = self.speaking.speakers.value if self.speaking.speakers else 0
        return count * (self.minutes_each or 0)

    @property
    def minutes(self) -> int:
        """What its takings come to."""
        return sum(taking.minutes for taking in self.takings)


@dataclass(slots=True, eq=False)
class Taking:
    """A point taken up in a meeting. `told`: the source's timetable has it there, and it is not only planned for."""

    point: Point
    meeting: Meeting
    evidence: Evidence
    at: int | None = None
    """Hours of its own that the source gives it."""
    until: int | None = None
    told: bool = True
    start: int = 0
    minutes: int = 0


@dataclass(slots=True, eq=False)
class Organ:
    """A body of the draft."""

    id: str
    title: str
    evidence: Evidence
    short: Found[str] | None = None
    agenda: list[Point] = field(default_factory=list)
    note: Words | None = None
    delegation: Found[int] | None = None
    group: Found[int] | None = None
    """Minutes that a speaker for a delegation, or for a group, may take."""
    made_up: Words | None = None
    """Why the draft has it although no words of the source call it a body."""

    def leaves(self) -> Iterator[Point]:
        """The points that take time, in their order."""
        for point in self.agenda:
            yield from point.leaves()

    def find(self, number: str) -> Point | None:
        """The point with this number, headings too."""
        return next((one for point in self.agenda for one in point.all() if one.number == number), None)


@dataclass(slots=True, eq=False)
class Meeting:
    """A sitting with its hours, of one organ or, jointly, of several. `told`: the source's timetable has it."""

    date: dt.date
    start: int
    end: int
    organs: list[Organ]
    evidence: Evidence
    rows: tuple[Row, ...] = ()
    room: str = ""
    told: bool = True
    joint: Joint | None = None
    takings: list[Taking] = field(default_factory=list)

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime]:
        """From when to when, as wall clocks show it."""
        midnight = dt.datetime.combine(self.date, dt.time())
        return midnight + dt.timedelta(minutes=self.start), midnight + dt.timedelta(minutes=self.end)

    def overlaps(self, other: Meeting) -> bool:
        """Whether both are on at one time."""
        return self.span[0] < other.span[1] and other.span[0] < self.span[1]


@dataclass(slots=True, eq=False)
class Joint:
    """A joint session. `start` is there where a decision or the text fixes it."""

    id: str
    title: str
    organs: list[Organ]
    evidence: Evidence
    items: dict[str, list[Found[Point]]] = field(default_factory=dict)
    start: Found[str] | None = None
    minutes: int | None = None
    decided: Mandate | None = None
    meeting: Meeting | None = None
    inferred: Words | None = None


@dataclass(slots=True)
class Plan:
    """The whole draft before it is data."""

    lang: str
    organs: list[Organ] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    joints: list[Joint] = field(default_factory=list)
    notes: list[Words] = field(default_factory=list)
    grain: int = GRAIN
    open_hours: Words | None = None
    """What the source does not say of its hours, where they were made up."""


def moment(date: dt.date, minutes: int) -> str:
    """`2012-10-17T10:00`."""
    at = dt.datetime.combine(date, dt.time()) + dt.timedelta(minutes=minutes)
    return at.isoformat(timespec="minutes")


def plain_number(number: str) -> str | int:
    """A number as people write it into a file: `3` is one, `1(a)` and `16.1` are text."""
    return int(number) if re.fullmatch(r"[1-9][0-9]{0,8}", number) else number


def clock(minutes: int) -> str:
    """`10:00`; an hour of the next day as that day's clock shows it."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
