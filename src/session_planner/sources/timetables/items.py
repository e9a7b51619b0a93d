"""Item-first timetables: what is considered, then when (days, halves of days, hours), then the documents.

Used by `reading`. There are no sittings in them; each row is a spread of time in which its items are taken up.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from session_planner.sources.facts import Half, Spread
from session_planner.sources.paper import Line, Table
from session_planner.sources.phrases.dates import DatePhrase, dates_in
from session_planner.sources.phrases.hours import HalfPhrase, HoursPhrase, halves_in, hours_in
from session_planner.sources.phrases.symbols import symbols_in
from session_planner.sources.timetables import words
from session_planner.sources.timetables.course import Course
from session_planner.sources.timetables.entries import Entry, entries_of, evidence_of
from session_planner.sources.timetables.paragraphs import joined, label_at
from session_planner.sources.timetables.tables import Layout, Row, is_head, lines_of
from session_planner.sources.timetables.when import EDGE, leading
from session_planner.words import N_, say


@dataclass(slots=True)
class Stretch:
    """From when to when, as far as a text says it."""

    start: dt.date
    end: dt.date
    start_half: Half = ""
    end_half: Half = ""
    start_time: int | None = None
    end_time: int | None = None


def stretch_of(text: str, course: Course) -> Stretch | None:
    """The stretch of time that a text says; None where it has no date that can be told."""
    dates = dates_in(text, course.lang)
    days = [(phrase, one) for phrase in dates for one in course.calendar.days(phrase)]
    if not days:
        return None
    first, last = days[0], days[-1]
    result = Stretch(first[1], last[1])
    _halves(result, halves_in(text, course.lang), first[0], last[0])
    _hours(result, hours_in(text, course.lang), last[0])
    return result if result.start <= result.end else None


def _halves(result: Stretch, halves: Sequence[HalfPhrase], first: DatePhrase, last: DatePhrase) -> None:
    for one in halves:
        half: Half = "a.m." if one.half == "a.m." else "p.m."
        if first is not last and one.at < last.at:
            result.start_half = half
        elif result.start == result.end and not result.start_half:
            result.start_half = result.end_half = half
        else:
            result.end_half = half


def _hours(result: Stretch, hours: Sequence[HoursPhrase], last: DatePhrase) -> None:
    if len(hours) == 1 and result.start == result.end:
        result.start_time, result.end_time = hours[0].start, hours[0].end
    elif hours:
        for one in hours:
            if one.at < last.at and result.start_time is None:
                result.start_time = one.start
            elif one.at > last.at:
                result.end_time = one.end if one.end is not None else one.start


def read_items(table: Table, layout: Layout, course: Course) -> None:
    """Reads an item-first table; a row without when goes on with the row before it."""
    for at, row in enumerate(table.rows):
        if at in layout.heads or is_head(row, layout):
            course.saw(lines_of(row))
            continue
        _read_row(row, layout, course)


def _read_row(row: Row, layout: Layout, course: Course) -> None:
    whens = [at for at, role in layout.roles.items() if role in ("when", "date", "day", "time")]
    when = joined([line.text for at in whens for line in row[at].lines])
    what = [line for at, role in layout.roles.items() if role in ("item", "title") for line in row[at].lines]
    papers = [line for at, role in layout.roles.items() if role == "documents" for line in row[at].lines]
    entries = _with_labels(row, layout, what, course)
    documents = tuple(one.symbol for one in symbols_in(joined([line.text for line in papers])))
    if not when.strip(EDGE):
        _goes_on(row, entries, documents, course)
        return
    stretch = stretch_of(when, course)
    if stretch is None or not entries:
        course.keep(lines_of(row), say(N_("an item-first row without items or days that can be told")))
        return
    lines = lines_of(row)
    course.spread(spread_of(entries, stretch, documents, lines), lines)


def _with_labels(row: Row, layout: Layout, what: Sequence[Line], course: Course) -> list[Entry]:
    """The entries of a row, a column of numbers joined to its titles."""
    items, titles = layout.column("item"), layout.column("title")
    if items is None or titles is None or len(row[items].lines) != 1:
        return entries_of(
            what,
            course.lang,
            course.numbering(""),
            width=layout.width(*(at for at, role in layout.roles.items() if role in ("item", "title"))),
        )
    label = row[items].text.strip()
    if not re.search(r"[.):：]$", label):
        label += "."
    first = Line(f"{label} {joined([line.text for line in row[titles].lines])}", row[items].lines[0].place, whole=True)
    return entries_of([first], course.lang, course.numbering(""))


def _goes_on(row: Row, entries: Sequence[Entry], documents: tuple[str, ...], course: Course) -> None:
    """A row whose when stands in the row before: further items of the same spread."""
    if not course.table.spreads or not (entries or documents):
        course.keep(lines_of(row), say(N_("an item-first row without items or days that can be told")))
        return
    last = course.table.spreads.pop()
    numbers = (*last.items, *(number for entry in entries for number in entry.numbers))
    titles = (*last.titles, *(entry.title for entry in entries if entry.title))
    more = Spread(
        numbers, titles, last.evidence + evidence_of(lines_of(row)), last.start, last.start_half, last.start_time,
        last.end, last.end_half, last.end_time, (*last.documents, *documents),
    )  # fmt: skip
    course.spread(more, lines_of(row))


def spread_of(entries: Sequence[Entry], stretch: Stretch, documents: tuple[str, ...], lines: Sequence[Line]) -> Spread:
    """The fact that entries and a stretch make."""
    numbers = tuple(dict.fromkeys(number for entry in entries for number in entry.numbers))
    titles = tuple(entry.title for entry in entries if entry.title)
    own = tuple(symbol for entry in entries for symbol in entry.documents)
    return Spread(
        numbers, titles, evidence_of(lines), stretch.start, stretch.start_half, stretch.start_time, stretch.end,
        stretch.end_half, stretch.end_time, tuple(dict.fromkeys((*own, *documents))),
    )  # fmt: skip


def read_item_list(lines: Sequence[Line], course: Course) -> bool:
    """An item-first table as lines, a paragraph of a cell a line; false where its heads do not say that it is one."""
    heads = _heads(lines)
    if heads is None:
        return False
    course.saw(heads)
    known = {line.text.strip() for line in heads}
    group: list[Line] = []
    for line in lines[lines.index(heads[0]) :]:
        if line.text.strip() in known:
            course.saw([line])
            continue
        begins = label_at(line.text, course.lang)
        if group and begins is not None and not begins.bare and any(_is_when(one.text, course) for one in group):
            _read_group(group, course)
            group = []
        group.append(line)
    if group:
        _read_group(group, course)
    return True


def _heads(lines: Sequence[Line]) -> list[Line] | None:
    """The heads of an item-first table: an item's before when it is considered, a line each."""
    roles = [(line, words.head(line.text)) for line in lines[:40]]
    for at, (_, role) in enumerate(roles):
        if role in ("item", "title"):
            following = [(one, what) for one, what in roles[at : at + 4] if what]
            if any(what in ("when", "date") for _, what in following[1:]):
                return [one for one, _ in following]
    return None


def _is_when(text: str, course: Course) -> bool:
    """Whether a line says when, and nothing else: a day at its beginning, no label before it."""
    when = leading(text, course.lang)
    return when.date is not None and label_at(text, course.lang) is None


def _read_group(group: Sequence[Line], course: Course) -> None:
    whens = [line for line in group if _is_when(line.text, course)]
    if not whens:
        course.keep(group, say(N_("an item-first row without items or days that can be told")))
        return
    at, last = group.index(whens[0]), group.index(whens[-1])
    entries = entries_of(group[:at], course.lang, course.numbering(""), flat=True)
    stretch = stretch_of(joined([line.text for line in whens]), course)
    papers = tuple(one.symbol for line in group[last + 1 :] for one in symbols_in(line.text))
    if stretch is None or not any(entry.numbers for entry in entries):
        course.keep(group, say(N_("an item-first row without items or days that can be told")))
        return
    taken = [line for line in group if group.index(line) <= last or symbols_in(line.text)]
    course.spread(spread_of(entries, stretch, papers, taken), taken)
    course.keep(group, say(N_("a note beside the timetable")))
