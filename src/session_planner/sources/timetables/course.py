"""The course of a timetable while it is read: the day, the hours and the column that the next entry belongs to.

Every layout of `timetable` feeds it; it makes the facts. Nothing that is fed gets lost: what has no day or hours is
kept, with what it looked like.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from session_planner.sources.evidence import UNSAID, Evidence, Found
from session_planner.sources.facts import Deadline, Kept, Row, SittingFact, Spread
from session_planner.sources.paper import Line
from session_planner.sources.phrases.bodies import is_name, names_in
from session_planner.sources.phrases.quiet import quiet
from session_planner.sources.timetables import words
from session_planner.sources.timetables.entries import Entry, evidence_of
from session_planner.sources.timetables.paragraphs import Numbering
from session_planner.sources.timetables.when import Calendar, When
from session_planner.words import N_, Words, say


@dataclass(slots=True)
class Timetable:
    """What a timetable says, whatever its layout."""

    sittings: list[SittingFact] = field(default_factory=list)
    spreads: list[Spread] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    read: frozenset[Line] = frozenset()
    annex_title: Found[str] | None = None
    dates: Found[tuple[dt.date, dt.date]] | None = None
    notes: list[Words] = field(default_factory=list)

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms that it names, in order."""
        return tuple(dict.fromkeys(one.room for one in self.sittings if one.room))


@dataclass(slots=True)
class Hours:
    """The hours of a sitting as they are known so far."""

    start: int | None = None
    end: int | None = None
    open_end: bool = False
    after: str = ""
    evidence: Evidence = UNSAID

    @property
    def key(self) -> tuple[int | None, int | None, str]:
        """What tells two sittings of a day apart."""
        return self.start, self.end, self.after


@dataclass(slots=True)
class Open:
    """A sitting that entries are still added to."""

    date: dt.date
    hours: Hours
    track: str
    evidence: Evidence
    rows: list[Row] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    room: str = ""
    meeting: str = ""
    closed: bool | None = None
    half: str = ""

    def fact(self) -> SittingFact:
        """It as a fact."""
        hours = self.hours
        return SittingFact(
            self.date, hours.start, hours.end, self.evidence, tuple(self.rows), self.track, tuple(self.bodies),
            self.room, self.meeting, hours.open_end, self.closed, hours.after,
        )  # fmt: skip


class Course:
    """Where the reading of a timetable stands, and what it has come to."""

    def __init__(self, lang: str, calendar: Calendar, titles: Mapping[str, str]) -> None:
        self.lang, self.calendar, self.titles = lang, calendar, titles
        self.table = Timetable()
        self.date: dt.date | None = None
        self.day_evidence = UNSAID
        self.hours = Hours()
        self.half = ""
        self.track = ""
        self.bodies: tuple[str, ...] = ()
        self.beside = False
        """Whether heads named a column of parallel meetings; text may have lost it further down."""
        self.ended = False
        """Whether a table ended, so that lines without a number are notes until a day or hours come."""
        self.room = ""
        """The room of all that has none of its own."""
        self._numbering: dict[str, Numbering] = {}
        self._open: list[Open] = []
        self._read: set[Line] = set()
        self._kept: set[Line] = set()

    def numbering(self, track: str = "") -> Numbering:
        """The numbers of a column: letters go on from the last number in it."""
        return self._numbering.setdefault(track, Numbering(self.titles))

    def saw(self, lines: Iterable[Line]) -> None:
        """Marks lines as read."""
        self._read |= set(lines)

    def keep(self, lines: Sequence[Line], why: Words | None) -> None:
        """Lists lines that nothing could be made of."""
        if fresh := tuple(line for line in lines if line.text.strip() and line not in self._read | self._kept):
            self._kept |= set(fresh)
            self.table.kept.append(Kept(fresh, why))

    def day(self, when: When, lines: Sequence[Line]) -> bool:
        """Begins a day; false where its date cannot be told."""
        assert when.date is not None
        days = self.calendar.days(when.date)
        if not days:
            return False
        doubt = None if self.calendar.agrees(when.date, days) else say(N_("the weekday printed with it is another"))
        self.begin(days[0], replace(evidence_of(lines), doubt=doubt))
        self.saw(lines)
        return True

    def begin(self, date: dt.date, evidence: Evidence) -> None:
        """Begins a day whose date is known."""
        self.date, self.day_evidence, self.ended = date, evidence, False
        self.hours, self.half = Hours(), ""

    def at(self, when: When, lines: Sequence[Line]) -> None:
        """Takes hours, or the half of a day, for what follows."""
        self.saw(lines)
        self.ended = False
        evidence = evidence_of(lines)
        if when.half:
            self.half = when.half
        if when.hours is None:
            if when.half:
                self.hours = Hours(evidence=evidence)
            return
        start, end = when.hours.start, when.hours.end
        start, end = self._in_half(start, end)
        self._next_day_if_back(start, evidence)
        self.hours = Hours(start, end, when.hours.open_end, "", evidence)

    def _in_half(self, start: int, end: int | None) -> tuple[int, int | None]:
        """`AFTERNOON (2.30-5.30)`: hours of the morning that stand under the afternoon are its own."""
        if self.half == "p.m." and end is not None and end <= 12 * 60 and start < 8 * 60:
            return start + 720, end + 720
        return start, end

    def _next_day_if_back(self, start: int, evidence: Evidence) -> None:
        """Hours that go back, with no day printed, are those of the next sitting day: a day heading was lost."""
        if self.date is None or self.hours.start is None or self.track or start >= self.hours.start:
            return
        following = self._following(self.date)
        if following is None:
            return
        how = say(N_("the hours go back, so a day's heading is missing before them"))
        doubt = say(N_("the day itself is not printed"))
        self.begin(following, replace(evidence, inferred=how, doubt=doubt))

    def _following(self, date: dt.date) -> dt.date | None:
        """The next weekday of the session; None where the session is over or its days are not known."""
        near = self.calendar.dates
        step = 1
        while (date + dt.timedelta(days=step)).weekday() >= 5:
            step += 1
        following = date + dt.timedelta(days=step)
        return following if near is not None and following <= near[1] else None

    def sitting(
        self, *, track: str | None = None, hours: Hours | None = None, room: str = "", fresh: bool = False,
        bodies: Sequence[str] = (), evidence: Evidence = UNSAID,
    ) -> Open | None:  # fmt: skip
        """The sitting of the day and hours that the reading stands at, begun if need be; None without a day."""
        if self.date is None:
            return None
        hours = hours or self.hours
        if hours.start is None and not hours.after and not self.half:
            return None
        track = self.track if track is None else track
        for one in reversed(self._open):
            same = one.date == self.date and one.hours.key == hours.key and one.track == track
            if same and not fresh and (not room or not one.room or room == one.room) and one.half == self.half:
                one.room = one.room or room
                return one
        begun = Open(
            self.date,
            hours,
            track,
            evidence + hours.evidence + self.day_evidence,
            room=room or self.room,
            half=self.half,
        )
        begun.bodies = list(bodies or self.bodies)
        self._open.append(begun)
        return begun

    def last(self, track: str) -> Open | None:
        """The last sitting of a column that has rows."""
        return next((one for one in reversed(self._open) if one.track == track and one.rows), None)

    def add(self, entry: Entry, sitting: Open | None) -> None:
        """Adds an entry to a sitting, as the row or rows that it is."""
        if sitting is None:
            self.keep(entry.lines, say(N_("an entry without a day or hours")))
            return
        self.saw(entry.lines)
        if entry.closed is not None and sitting.closed is None:
            sitting.closed = entry.closed
        sitting.meeting = sitting.meeting or entry.meeting
        sitting.bodies += [body for body, _ in entry.by_body if body not in sitting.bodies]
        if not entry.numbers and not sitting.bodies and sitting.track and is_body(entry.title, self.lang):
            sitting.bodies.append(entry.title)
        if entry.title or entry.numbers:
            sitting.rows += self.rows(entry, sitting)
            if entry.room and entry.start is None and not sitting.room:
                sitting.room = entry.room
        elif entry.room and not sitting.room:
            sitting.room = entry.room

    def rows(self, entry: Entry, sitting: Open) -> list[Row]:
        """The rows that an entry makes: one, or one for each of its items."""
        evidence = entry.evidence
        if entry.orphan:
            evidence = replace(evidence, doubt=say(N_("a letter without the number that it belongs to")))
        joint = len(entry.by_body) > 1 or bool(entry.title and words.JOINT.search(quiet(entry.title)))
        start, end = (entry.start, entry.end) if entry.start is not None else (None, None)
        if (start, end) == (sitting.hours.start, sitting.hours.end):
            start = end = None
        printed = bool(entry.title)
        return [
            Row(
                number, entry.title or self.titles.get(number or "", ""), evidence, entry.continued, entry.documents,
                joint, entry.by_body, start, end, printed,
            )
            for number in (entry.numbers or (None,))
        ]  # fmt: skip

    def deadline(self, entry: Entry, time: int | None) -> None:
        """A row that is no sitting."""
        if self.date is None:
            self.keep(entry.lines, say(N_("a deadline without a day")))
            return
        self.saw(entry.lines)
        self.table.deadlines.append(Deadline(self.date, time, entry.title, entry.evidence + self.day_evidence))

    def spread(self, spread: Spread, lines: Sequence[Line]) -> None:
        """An item-first row."""
        self.saw(lines)
        self.table.spreads.append(spread)

    def _joint_bodies(self) -> None:
        """A joint meeting of `the two working groups` is one of the two that its column has named."""
        for one in self._open:
            if one.bodies or not any(row.joint and not row.item for row in one.rows):
                continue
            others = [
                other for other in self._open if other.track == one.track and not any(row.joint for row in other.rows)
            ]
            names = list(dict.fromkeys(body for other in others for body in other.bodies))
            if len(names) == 2 and one.track:
                one.bodies = names
                how = say(N_("the two bodies that meet in this column"))
                one.evidence = replace(one.evidence, inferred=how)

    def done(self) -> Timetable:
        """Everything that was read."""
        self._joint_bodies()
        sittings = [one.fact() for one in self._open if one.rows or one.meeting or one.room or one.hours.after]
        self.table.sittings += sittings
        self.table.read = frozenset(self._read)
        self.table.kept = [
            Kept(left, one.why)
            for one in self.table.kept
            if (left := tuple(line for line in one.lines if line not in self._read))
        ]
        return self.table


MEETING = re.compile(
    r"^\W*(?:[\w-]+ )?(?:meeting|session|réunion|séance|reunión|sesión|заседание|совещание|اجتماع|جلسة)|会议$"
)
"""A meeting of a body, and not the body itself."""


def is_body(title: str, lang: str) -> bool:
    """Whether a title is the name of a body and nothing else: it begins with the noun of one."""
    found = names_in(title, lang)
    return (
        is_name(title, lang) and len(found) == 1 and found[0].to >= len(title) - 1 and not MEETING.search(quiet(title))
    )


def is_deadline(entry: Entry) -> bool:
    """Whether an entry says that something is due."""
    return bool(words.DEADLINE.search(quiet(entry.title)))


def after_of(text: str) -> str:
    """The words of a text that say what it follows; empty for none."""
    even = quiet(text)
    found = words.AFTER.search(even)
    if found is None:
        return ""
    end = re.search(r"[)）:：;,]|(?<=\w)\.\s|$", text[found.end() :])
    stop = found.end() + (end.start() if end else 0)
    return text[found.start() : stop].strip(" .")
