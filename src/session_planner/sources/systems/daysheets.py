"""Our own day sheets read back: the one layout of documents that says of everything when, where and by whom.

Beside the readers of `systems`, over paper instead of bytes: a table a day, a row for each sitting (its hours, who
sits, what they hold together, where) and below it a row for each item, with hours where they are not those above it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from session_planner.sources.draft import Draft
from session_planner.sources.evidence import Evidence, Place, seen
from session_planner.sources.facts import Kept
from session_planner.sources.paper import Cell, Line, Paper, Table
from session_planner.sources.phrases.dates import dates_in
from session_planner.sources.phrases.hours import hours_in
from session_planner.sources.phrases.numbers import number_at
from session_planner.sources.systems import ours
from session_planner.sources.systems.clock import Clocks, zone_of
from session_planner.sources.systems.conference import draft_of
from session_planner.sources.systems.timetable import Conference, Event, Thing
from session_planner.words import LANGUAGES, N_, comma, say, text

_MARK = "*"
"""Stands behind titles that are in another language than the sheet."""
_OTHER_NUMBER = re.compile(r"[A-Z]{0,2}[.-]?\d[\w.()-]*(?=\s)")
_MOST_WORDS = 12
"""Of a body's short name before the number of an item."""


@dataclass(slots=True)
class _Sitting:
    """A sitting as its rows say it: hours in minutes after midnight of its date."""

    date: dt.date
    start: int
    end: int
    heading: list[str]
    place: Place
    rows: list[_Row] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    start: int
    end: int
    said: str
    place: Place


def language_of(paper: Paper) -> str:
    """The language of a paper that is our day sheets, by its title and the heads of its tables; else nothing."""
    title = next((block.text for block in paper.blocks if isinstance(block, Line)), "")
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    for lang in LANGUAGES:
        heads = (text(N_("Time"), lang), text(N_("Meeting"), lang))
        if tables and title == text(N_("Meetings of the day"), lang) and all(_heads(one) == heads for one in tables):
            return lang
    return ""


def _heads(table: Table) -> tuple[str, ...]:
    return tuple(cell.text for cell in table.rows[0]) if table.rows else ()


def draft_of_sheets(paper: Paper, lang: str, timezone: str | None) -> Draft:
    """The draft of day sheets. They name no time zone."""
    return draft_of(_Reading(paper, lang, timezone).conference())


class _Reading:
    def __init__(self, paper: Paper, lang: str, timezone: str | None) -> None:
        self.paper, self.lang = paper, lang
        zone = zone_of("", timezone, "", Place())
        self.of = Conference(paper.file, "", Clocks(zone[0]), zone, language=lang, exact=True)
        self.parts = Counter[tuple[str, str]]()
        self.known: set[str] = set()
        """Bodies that sit alone somewhere."""

    def conference(self) -> Conference:
        """Everything on the sheets."""
        sittings = list(self._sittings())
        mark = comma(self.lang)
        self.known = {name for one in sittings if mark not in (name := _bare(one.heading[0]))}
        self.known |= {_bare(one.heading[0]) for one in sittings if not self._joint(one)}
        for sitting in sittings:
            self._hold(sitting)
        ours.complete(self.of)
        self.of.parts = len(self.of.events) + len(self.of.kept)
        return self.of

    # -- rows ----------------------------------------------------------------------------------------------------------

    def _sittings(self) -> Iterator[_Sitting]:
        date, room, titled = None, "", False
        for block in self.paper.blocks:
            if isinstance(block, Table):
                if date is not None:
                    yield from self._table(block, date, room)
                continue
            found = self._date(block)
            if found is not None:
                date, room = found, "" if found != date else room
            elif date is not None and block.text != self.of.title:
                # Before the first table of a day the room of a door; behind it the conference again.
                room = _bare(block.text)
            if not titled and not block.level and found is None:
                titled, self.of.title, self.of.title_place = True, _bare(block.text), block.place

    def _date(self, line: Line) -> dt.date | None:
        """The day that a heading names, if it names nothing else."""
        phrases = dates_in(line.text, self.lang)
        if len(phrases) != 1 or len(phrases[0].days) != 1 or phrases[0].at > 2 or len(line.text) - phrases[0].to > 2:
            return None
        day = phrases[0].days[0]
        return dt.date(day.year, day.month, day.day) if day.year and day.month and day.day else None

    def _table(self, table: Table, date: dt.date, room: str) -> Iterator[_Sitting]:
        sitting: _Sitting | None = None
        for hours, said in (row[:2] for row in table.rows[1:]):
            times = self._times(hours.text, sitting)
            if times is None:
                why = say(N_("what stands in its column of hours is none"))
                self.of.kept.append(Kept((Line(said.text, said.place, whole=True),), why))
            elif sitting is None or self._heads(said, hours, times, sitting):
                if sitting is not None:
                    yield sitting
                lines = [line.text for line in said.lines] + ([room] if room else [])
                sitting = _Sitting(date, *times, lines, said.place)
            else:
                sitting.rows.append(_Row(*times, said.text, said.place))
        if sitting is not None:
            yield sitting

    def _times(self, said: str, sitting: _Sitting | None) -> tuple[int, int] | None:
        """From when to when; what says nothing is as the row above it."""
        if not said and sitting is not None:
            last = sitting.rows[-1] if sitting.rows else sitting
            return last.start, last.end
        found = hours_in(said, self.lang)
        # Of midnight and noon in words the reader of hours makes no stretch: two hours and nothing else are one here.
        ends = [one.start if one.end is None else one.end for one in found]
        if not found or len(found) > 2 or (len(found) == 1 and found[0].end is None):
            return None
        start, end = found[0].start, ends[-1]
        if sitting is not None and start < sitting.start and sitting.end > 1440:
            start, end = start + 1440, end + 1440
        return start, end + 1440 if end <= start else end

    def _heads(self, said: Cell, hours: Cell, times: tuple[int, int], sitting: _Sitting) -> bool:
        """Whether a row begins a sitting, and is no item of the one above it."""
        outside = not sitting.start <= times[0] < times[1] <= sitting.end
        number, _title, short = self._numbered(said.text)
        of_several = comma(self.lang) in sitting.heading[0] and not outside
        return bool(hours.text) and (len(said.lines) > 1 or not number or bool(short and not of_several))

    def _numbered(self, said: str) -> tuple[str, str, str]:
        """Number and title of an item; third the short name of the body, where that stands before them."""
        words = said.split(" ")
        for at in range(min(len(words), _MOST_WORDS)):
            rest = " ".join(words[at:])
            phrase = number_at(rest, self.lang)
            if phrase is not None and len(phrase.numbers) == 1 and not phrase.bare:
                return phrase.numbers[0], rest[phrase.to :].strip(), " ".join(words[:at])
            if other := _OTHER_NUMBER.match(rest):
                return other[0], rest[other.end() :].strip(), " ".join(words[:at])
        return "", said, ""

    # -- what is held --------------------------------------------------------------------------------------------------

    def _joint(self, sitting: _Sitting) -> bool:
        """Whether several bodies sit: their names are a list, and their items say whose they are."""
        pieces = [_bare(piece) for piece in sitting.heading[0].split(comma(self.lang))]
        if len(pieces) < 2:
            return False
        return not self.known.isdisjoint(pieces) or not sitting.rows or bool(self._numbered(sitting.rows[0].said)[2])

    def _hold(self, sitting: _Sitting) -> None:
        names: tuple[str, ...] = (_bare(sitting.heading[0]),)
        joint, lines = "", sitting.heading[1:]
        if self._joint(sitting):
            names = self._names(sitting.heading[0])
            title = _bare(lines[0]) if lines else comma(self.lang).join(names)
            joint, lines = title, lines[1:]
            self.of.joints.setdefault(joint, Thing(title, seen(title, [sitting.place])))
        for name in names:
            self.of.tracks.setdefault(name, Thing(name, Evidence((sitting.place,), name)))
        room = _bare(lines[0]) if lines else ""
        if room:
            self.of.rooms.setdefault(room, Thing(room, Evidence((sitting.place,), room)))
        rows = sitting.rows or [_Row(sitting.start, sitting.end, "", sitting.place)]
        for row in rows:
            event = self._event(row, sitting, names, room, joint)
            if event is not None:
                self.of.events.append(event)

    def _event(self, row: _Row, sitting: _Sitting, names: tuple[str, ...], room: str, joint: str) -> Event | None:
        number, title, short = self._numbered(row.said)
        title = ours.uncontinued(_bare(title))
        first, last = (self._minute(sitting.date, at) for at in (row.start, row.end))
        if first is None or last is None or last <= first or not (number or joint):
            why = say(N_("the end is not after the start") if number else N_("a row that only says when"))
            self.of.kept.append(Kept((Line(row.said or sitting.heading[0], row.place, whole=True),), why))
            return None
        body = self._whose(short, names) if joint else names[0]
        event = Event(number, title if number else "", last - first, first, room, body, [], seen(title, [row.place]))
        event.joint, event.bodies = joint, names if joint else ()
        if number:
            self.parts[body, number] += 1
            event.part = self.parts[body, number]
        return event

    def _minute(self, date: dt.date, at: int) -> int | None:
        moment = dt.datetime.combine(date, dt.time()) + dt.timedelta(minutes=at)
        return self.of.clocks.minute(moment.isoformat())

    def _names(self, said: str) -> tuple[str, ...]:
        bare = comma(self.lang).join(map(_bare, said.split(comma(self.lang))))
        return ours.several(bare, self.known) or tuple(dict.fromkeys(bare.split(comma(self.lang))))

    def _whose(self, short: str, names: tuple[str, ...]) -> str:
        """The body of a short name: that of the name, else the one with which it has most words in common."""
        if short in names:
            return short
        if not short:  # the sheets are one body's, which sits alone on others of them
            return next((name for name in names if name in self.known), names[0])
        words = set(short.casefold().split())
        return max(names, key=lambda name: len(words & set(name.casefold().split())))


def _bare(said: str) -> str:
    return " ".join(said.split()).removesuffix(_MARK).rstrip()
