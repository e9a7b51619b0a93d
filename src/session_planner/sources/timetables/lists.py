"""Timetables in lines: annexes whose tables were flattened, daily programmes, orders of the day.

Used by `reading`. A day, hours or a half of the day at the beginning of a line begin what follows; the lines up to
the next of them are the sitting's entries.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from session_planner.sources.evidence import Found
from session_planner.sources.paper import Line
from session_planner.sources.phrases.bodies import is_name, names_in
from session_planner.sources.phrases.dates import dates_in
from session_planner.sources.phrases.hours import HoursPhrase, hours_in
from session_planner.sources.phrases.marks import heading_of, kinds_in
from session_planner.sources.phrases.numbers import number_at
from session_planner.sources.phrases.quiet import quiet
from session_planner.sources.timetables import words
from session_planner.sources.timetables.columnwise import read_columnwise
from session_planner.sources.timetables.course import Course, Hours, after_of
from session_planner.sources.timetables.entries import Entry, entries_of, entry_of, evidence_of
from session_planner.sources.timetables.items import read_item_list
from session_planner.sources.timetables.rows import place
from session_planner.sources.timetables.tables import number_only
from session_planner.sources.timetables.when import EDGE, When, leading
from session_planner.words import N_, say

_NOTE = re.compile(
    r"^\s*(?:\*|[¹²³⁴]|[a-z]/\s|note\s*[:.]|notes?\b|nb\b|n\.b\.|nota|примечани|注[:：]|说明|ملاحظة|[_—–-]{3,}"
    r"|[*•]{3,})",
    re.IGNORECASE,
)
_MOST_FREE = 220
"""Longer paragraphs without a number are notes, and no titles."""


def read_list(lines: Sequence[Line], course: Course, *, before_table: bool = False) -> None:
    """Reads the lines of a timetable that is no table; the last before a table may be its heading."""
    lines = [line for line in lines if line.text.strip()]
    if read_item_list(lines, course):
        return
    reader = _Reader(course, lines)
    heading = lines[-1] if before_table and lines and reader.heads_table(lines[-1]) else None
    reader.lines = lines[:-1] if heading else lines
    reader.read()
    if heading:
        course.track, course.bodies = heading.text.strip(), _bodies(heading.text, course.lang)
        course.saw([heading])


def _bodies(heading: str, lang: str) -> tuple[str, ...]:
    return (heading.strip(),) if is_name(heading, lang) else ()


def _before_days(lines: Sequence[Line], lang: str) -> list[Line]:
    """The short lines before the first day or hours, where the heads of columns stand."""
    found: list[Line] = []
    for line in lines[:20]:
        if leading(line.text, lang).says:
            break
        if len(line.text) < 60:
            found.append(line)
    return found


def _worded(entry: Entry, lang: str) -> bool:
    """Whether a word such as `Item` stands before an entry's number."""
    label = number_at(entry.lines[0].text, lang)
    return label is not None and label.worded


class _Reader:
    """Walks through the lines; what stands between two hours waits until its end is known."""

    def __init__(self, course: Course, lines: Sequence[Line]) -> None:
        self.course, self.lines = course, lines
        self.lang = course.lang
        self.waiting: list[Line] = []
        head = quiet(" ".join(line.text for line in _before_days(lines, course.lang)))
        self.unwrapped = max((len(line.text) for line in lines), default=0) > 100
        """Whether lines are whole paragraphs: text copied from a page, a paragraph of a cell a line."""
        course.beside = course.beside or bool(words.PLENARY.search(head) and words.PARALLEL.search(head))
        self.parallel = course.beside
        """Whether the heads name a column of parallel meetings, whose cells stand under the plenary's."""

    def read(self) -> None:
        at = 0
        while at < len(self.lines):
            if taken := read_columnwise(self.lines[at:], self.course, self.flush):
                at += taken
                continue
            self._line(at)
            at += 1
        self.flush()

    def heads_table(self, line: Line) -> bool:
        """Whether the last line before a table says what kind of meetings it has."""
        if leading(line.text, self.lang).says or number_at(line.text, self.lang) or len(line.text) > 90:
            return False
        if heading_of(line.text, self.lang):
            return False
        named = kinds_in(line.text, self.lang) or is_name(line.text, self.lang)
        dated = self.course.date is not None or any(dates_in(one.text, self.lang) for one in self.lines)
        return dated and bool(line.level or (line.gap and named))

    def _line(self, at: int) -> None:
        line = self.lines[at]
        text = line.text.strip()
        if self._head(line) or self._furniture(line):
            return
        when = self._named_hours(text) or leading(text, self.lang)
        if when.date is not None and self._is_day(when, line):
            self._day(when, line)
        elif when.hours is not None and when.date is None:
            self._hours(when, line)
        elif when.half and self._is_half(when, text):
            self.flush()
            self.course.at(when, [line])
            self._rest(when, line)
        elif self._room(line) or self._after(line) or self._deadline(line) or self._track(at):
            return
        else:
            self.waiting.append(line)

    def _named_hours(self, text: str) -> When | None:
        """`Дневное заседание (14.30-17.30)`: a sitting's hours after what it is called."""
        found = hours_in(text, self.lang)
        if len(found) != 1 or found[0].at > 40 or number_at(text, self.lang):
            return None
        before, after = text[: found[0].at], text[found[0].to :].strip(EDGE)
        later = words.LATER.search(quiet(after)) is not None
        if after and not later:
            return None
        if not before.rstrip().endswith(("(", "（")) or not words.SITTING.search(quiet(before)):
            return None
        return When(None, replace(found[0], open_end=found[0].open_end or later))

    def _head(self, line: Line) -> bool:
        """Column heads, and the headings before the timetable."""
        key = heading_of(line.text, self.lang)
        if key in ("annex", "organization") or (line.level and key):
            self.flush()
            self.course.saw([line])
            if key == "organization" and self.course.table.annex_title is None:
                self.course.table.annex_title = Found(line.text.strip(), evidence_of([line]))
            return True
        begun = self.course.date is not None or self.course.hours.start is not None
        if key == "columns" or (not begun and words.head_words(line.text)):
            if begun and not (words.head_words(line.text) and len(line.text.split()) > 1):
                return False
            self.course.saw([line])
            return True
        return False

    def _furniture(self, line: Line) -> bool:
        if words.BREAKS.match(quiet(line.text)):
            self.course.saw([line])
            return True
        return False

    def _is_day(self, when: When, line: Line) -> bool:
        """Whether a date heads what follows: one day, not the middle of a sentence."""
        assert when.date is not None
        if when.date.stretch or len(when.date.days) > 1 or not self.course.calendar.days(when.date):
            return False
        rest = when.rest.strip(EDGE)
        if not rest:
            return True
        if when.hours is not None:
            return True
        if rest[:1].islower() or when.date.weekday is None:
            return False
        return line.gap or not self.waiting or when.date.weekday is not None

    def _day(self, when: When, line: Line) -> None:
        self.flush()
        self.course.track, self.course.bodies = self.course.track if not when.says else "", ()
        self.course.day(when, [line])
        if when.hours is not None or when.half:
            self.course.at(when, [line])
        self._rest(when, line)

    def _hours(self, when: When, line: Line) -> None:
        assert when.hours is not None
        rest = when.rest.strip(EDGE)
        if rest and words.DEADLINE.search(quiet(rest)):
            self.flush()
            self.course.deadline(entry_of(when.rest, [line], self.lang, self.course.numbering("")), when.hours.start)
            return
        if rest and self._within(when.hours):
            self.waiting.append(line)
            return
        self.flush()
        self.course.at(when, [line])
        self._rest(when, line)

    def _within(self, hours: HoursPhrase) -> bool:
        """Whether hours lie inside those of the sitting, as a row's own do."""
        start, end = self.course.hours.start, self.course.hours.end
        if start is None or end is None or hours.end is None:
            return False
        return start <= hours.start and hours.end <= end and (hours.start, hours.end) != (start, end)

    def _is_half(self, when: When, text: str) -> bool:
        """`MORNING` alone or before hours; `Afternoon tea for delegates` is none."""
        rest = when.rest.strip(EDGE)
        return not rest or bool(number_at(rest, self.lang)) or text.isupper()

    def _rest(self, when: When, line: Line) -> None:
        """What stands beside the hours begins their entries."""
        rest = when.rest.strip()
        if not rest.strip(EDGE):
            return
        if after := after_of(rest):
            self.course.hours = replace(self.course.hours, after=after)
            return
        self.course.saw([line])
        self.waiting.append(replace(line, text=rest, gap=True))

    def _after(self, line: Line) -> bool:
        """`Immediately after plenary`, where hours would stand."""
        found = words.AFTER.search(quiet(line.text))
        if found is None or found.start() > 2 or self.course.date is None:
            return False
        after = after_of(line.text)
        self.flush()
        self.course.hours = Hours(None, None, False, after, evidence_of([line]))
        self.course.saw([line])
        rest = line.text[line.text.find(after) + len(after) :].strip(EDGE)
        if rest:
            self.waiting.append(replace(line, text=rest, gap=True))
        return True

    def _room(self, line: Line) -> bool:
        """`Plenary meetings – Room XX`, before the first hours: the room of all that follows."""
        room = words.room_in(line.text)
        if (
            room is None
            or self.waiting
            or self.course.hours.start is not None
            or room.end() < len(line.text.rstrip(EDGE))
        ):
            return False
        if len(line.text) > 80 or number_at(line.text, self.lang):
            return False
        self.course.room = room[0]
        self.course.saw([line])
        return True

    def _deadline(self, line: Line) -> bool:
        """A line that says by when something is due."""
        if not words.DEADLINE.search(quiet(line.text)) or self.course.date is None:
            return False
        self.flush()
        hours = hours_in(line.text, self.lang)
        self.course.deadline(
            entry_of(line.text, [line], self.lang, self.course.numbering("\x00")), hours[0].start if hours else None
        )
        return True

    def _track(self, at: int) -> bool:
        """The heading of a kind of meetings, before their hours."""
        line = self.lines[at]
        if number_at(line.text, self.lang) or len(line.text) > 90 or at + 1 >= len(self.lines):
            return False
        after = leading(self.lines[at + 1].text, self.lang)
        head = words.head_words(self.lines[at + 1].text)
        if (after.hours is None or after.date is not None) and not head:
            return False
        if not (
            line.level
            or (
                line.gap
                and (is_name(line.text, self.lang) or kinds_in(line.text, self.lang) or line.text.isupper() or head)
            )
        ):
            return False
        if line.text.rstrip().endswith((")", "）", ".", ";")):
            return False
        self.flush()
        self.course.track, self.course.hours = line.text.strip(), Hours()
        self.course.bodies = _bodies(line.text, self.lang)
        self.course.saw([line])
        return True

    def _run_together(self, entry: Entry) -> bool:
        """Whether the cell of the column beside stands inside an entry's lines: precision first, it is kept."""
        if not self.parallel or self.unwrapped or not entry.numbers:
            return False
        inside = (name for line in entry.lines for name in names_in(line.text, self.lang) if name.at > 10)
        return any(line_name.name[:1].isupper() for line_name in inside) or any(
            hit.start() > 10 and line.text[hit.start()].isupper()
            for line in entry.lines
            if (hit := words.JOINT.search(quiet(line.text)))
        )

    def _apart(self, line: Line, before: Line | None) -> bool:
        """Whether a line begins something of its own: a paragraph copied whole, a body in the column beside."""
        if line.gap or before is None:
            return line.gap
        if number_only(before.text, self.lang):
            return False
        if self.unwrapped:
            return True
        named = is_name(line.text, self.lang) and line.text[:1].isupper()
        return self.parallel and named and len(before.text.split()[-1]) > 3

    def flush(self) -> None:
        """Makes the entries of what was waiting."""
        lines, self.waiting = self.waiting, []
        if not lines:
            return
        if self.course.date is None:
            self.course.keep(lines, say(N_("lines before the first day")))
            return
        apart = [
            replace(line, gap=True) if self._apart(line, before) else line
            for before, line in zip((None, *lines), lines, strict=False)
        ]
        originals = dict(zip(apart, lines, strict=True))
        for entry in entries_of(apart, self.lang, self.course.numbering(""), flat=True):
            entry = replace(entry, lines=tuple(originals[line] for line in entry.lines))
            text = entry.title
            if self.course.ended and not (entry.numbers and _worded(entry, self.lang)):
                self.course.keep(entry.lines, say(N_("a note beside the timetable")))
                continue
            if not entry.numbers and (len(text) > _MOST_FREE or _NOTE.match(entry.lines[0].text)):
                self.course.keep(entry.lines, say(N_("a note beside the timetable")))
                continue
            if self._run_together(entry):
                self.course.keep(
                    entry.lines, say(N_("columns that run together, with nothing to prove where one ends"))
                )
                continue
            beside = (
                self.parallel
                and not entry.numbers
                and (is_name(text, self.lang) or bool(words.JOINT.search(quiet(text))))
            )
            place(entry, "parallel" if beside else self.course.track, self.course)
