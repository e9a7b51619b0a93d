"""What an agenda document says, in the shape of its own parts, each value with its evidence.

Made by `agenda`, turned into a draft scenario by `drafting`. `as_dict` writes them for machines (`import --json`).
Item numbers are in one form here: `1`, `1(a)`, `16.1`. Hours are minutes after midnight of the date that they stand
with (an end beyond 1440 is on the next day). What a text does not say is None or empty, never guessed here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from session_planner.sources.evidence import Evidence, Found
from session_planner.sources.paper import Line
from session_planner.words import Words

MandateKind = Literal["resolution", "decision", "bureau_agreement"]
Half = Literal["", "a.m.", "p.m."]


@dataclass(frozen=True, slots=True)
class Mandate:
    """A resolution or decision that an item rests on, or what a bureau agreed at a meeting of its own."""

    kind: MandateKind
    evidence: Evidence
    number: str = ""
    title: str = ""
    by: str = ""
    date: dt.date | None = None
    place: str = ""
    effect: str = ""
    """The clause that says what was decided, in the text's words; the first citation has it."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What two citations of one mandate have in common."""
        return self.kind, self.number, self.date.isoformat() if self.date and not self.number else ""


@dataclass(frozen=True, slots=True)
class Paperwork:
    """A document: its symbols (more than one where several bodies gave it one), title, and items by number."""

    symbols: tuple[str, ...]
    symbol: str
    """As it is printed: joined where there are several."""
    evidence: Evidence
    title: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaking:
    """What a text says of speakers: minutes of one who speaks for a delegation or for a group, and how many speak."""

    delegation: Found[int] | None = None
    group: Found[int] | None = None
    speakers: Found[int] | None = None

    def __bool__(self) -> bool:
        return bool(self.delegation or self.group or self.speakers)


NOTHING_SAID = Speaking()


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of the agenda; one with `sub_items` is a heading. `documents` are symbols as printed."""

    number: str
    title: str
    evidence: Evidence
    documents: tuple[str, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    sub_items: tuple[AgendaItem, ...] = ()
    annotated: bool = False
    speaking: Speaking = NOTHING_SAID
    """Limits and lists of speakers stated under it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sitting: an item (or none), its title there, and for a joint row the items by body as printed."""

    item: str | None
    title: str
    evidence: Evidence
    continued: bool = False
    documents: tuple[str, ...] = ()
    joint: bool = False
    items_by_body: tuple[tuple[str, str], ...] = ()
    start: int | None = None
    end: int | None = None
    """Hours printed for this row alone, inside the sitting."""
    title_printed: bool = True
    """False for a row such as `Items 4 to 6 (continued)`, whose title is the agenda's."""


@dataclass(frozen=True, slots=True)
class SittingFact:
    """A sitting as a timetable has it. `track` is its column or kind (`plenary`, `parallel`, `informal`, a heading)."""

    date: dt.date
    start: int | None
    end: int | None
    evidence: Evidence
    rows: tuple[Row, ...] = ()
    track: str = ""
    bodies: tuple[str, ...] = ()
    room: str = ""
    meeting: str = ""
    open_end: bool = False
    closed: bool | None = None
    after: str = ""
    """What it follows where the text says so instead of hours: `immediately after the plenary`, in its words."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A row that is no sitting: something is due at an hour."""

    date: dt.date
    time: int | None
    title: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Spread:
    """An item-first row: when items are considered, in days, halves of days or hours."""

    items: tuple[str, ...]
    titles: tuple[str, ...]
    evidence: Evidence
    start: dt.date | None = None
    start_half: Half = ""
    start_time: int | None = None
    end: dt.date | None = None
    end_half: Half = ""
    end_time: int | None = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FixedTime:
    """An hour that the text fixes for an item (or for the opening of the meeting)."""

    what: str
    date: dt.date
    start: int
    evidence: Evidence
    item: str = ""
    end: int | None = None


@dataclass(frozen=True, slots=True)
class JointFact:
    """A joint discussion: bodies by their names in the text, the items that it takes up, and who decided it."""

    title: str
    bodies: tuple[str, ...]
    evidence: Evidence
    items: tuple[Found[str], ...] = ()
    date: dt.date | None = None
    start: int | None = None
    end: int | None = None
    decided: Mandate | None = None
    rests_on: Mandate | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch of text that no rule could place, kept and listed. `why` says what it looked like."""

    lines: tuple[Line, ...]
    why: Words | None = None


@dataclass(slots=True)
class Facts:
    """Everything that was read from one document."""

    language: str
    title: Found[str] | None = None
    annex_title: Found[str] | None = None
    body: Found[str] | None = None
    body_short: Found[str] | None = None
    parent_body: Found[str] | None = None
    session: Found[str] | None = None
    symbol: Found[str] | None = None
    place: Found[str] | None = None
    dates: Found[tuple[dt.date, dt.date]] | None = None
    items: list[AgendaItem] = field(default_factory=list)
    documents: list[Paperwork] = field(default_factory=list)
    sittings: list[SittingFact] = field(default_factory=list)
    spreads: list[Spread] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    fixed: list[FixedTime] = field(default_factory=list)
    joint: list[JointFact] = field(default_factory=list)
    speaking: Speaking = NOTHING_SAID
    """Limits and lists of speakers that stand under no item."""
    kept: list[Kept] = field(default_factory=list)
    read: frozenset[Line] = frozenset()
    """The lines that something was taken from, or that are known to carry nothing (page heads, column heads)."""
    notes: list[Words] = field(default_factory=list)
