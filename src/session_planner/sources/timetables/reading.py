"""Timetables of every layout: session rows, columns side by side, grids, item-first tables, lists of a day, flat text.

Used by `agenda`. Tables go to the reader of their layout (`tables` tells it), lines between them to
`lists`; all of them feed one `Course`, which makes the facts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from session_planner.sources.evidence import Evidence
from session_planner.sources.paper import Block, Line, Table
from session_planner.sources.phrases.dates import dates_in
from session_planner.sources.phrases.hours import hours_in
from session_planner.sources.timetables.course import Course, Hours, Timetable
from session_planner.sources.timetables.grids import read_days, read_slots
from session_planner.sources.timetables.items import read_items
from session_planner.sources.timetables.lists import read_list
from session_planner.sources.timetables.rows import read_rows
from session_planner.sources.timetables.tables import Layout, layout_of
from session_planner.sources.timetables.when import Calendar, with_years
from session_planner.words import N_, say

__all__ = ["Timetable", "read_timetable"]

_READERS = {"rows": read_rows, "slots": read_slots, "days": read_days, "items": read_items}


def read_timetable(
    blocks: Sequence[Block],
    lang: str,
    *,
    dates: tuple[dt.date, dt.date] | None,
    year: int | None,
    titles: Mapping[str, str],
) -> Timetable:
    """Everything that the blocks of a timetable say; `dates` and `year` are the session's, as far as they are known."""
    printed = [phrase for line in _lines(blocks) for phrase in dates_in(line.text, lang)]
    course = Course(lang, with_years(Calendar(dates, year), printed), titles)
    if dates is not None and dates[0] == dates[1]:
        course.begin(dates[0], Evidence(inferred=say(N_("the only day of the session"))))
    layout: Layout | None = None
    runs = list(_runs(blocks))
    for at, run in enumerate(runs):
        if isinstance(run, Table):
            course.hours, course.half = Hours(), ""
            layout = _table(run, layout, course)
            course.ended = True
        else:
            read_list(run, course, before_table=at + 1 < len(runs))
    return course.done()


def _table(table: Table, before: Layout | None, course: Course) -> Layout | None:
    layout = layout_of(table, course.lang, before)
    if not layout.kind and any(hours_in(line.text, course.lang) for line in table.lines()):
        # What looks like columns is a list, its meetings and rooms beside the hours.
        read_list(list(table.lines()), course)
        return before
    if not layout.kind:
        course.keep(list(table.lines()), say(N_("a table without days or hours")))
        return before
    _READERS[layout.kind](table, layout, course)
    course.keep(
        [line for line in table.lines() if line.text.strip()], say(N_("a part of a timetable that has no place in it"))
    )
    return layout


def _runs(blocks: Sequence[Block]) -> Iterator[Table | list[Line]]:
    """Tables, and the lines between them together."""
    run: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            run.append(block)
            continue
        if run:
            yield run
            run = []
        yield block
    if run:
        yield run


def _lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from block.lines()
