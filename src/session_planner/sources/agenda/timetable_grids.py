"""Timetables that are grids: a day a row and a slot a column, or a slot a row and a day a column.

Used by `timetable`. A cell may hold meetings side by side (`in parallel with:`), and slots of its own with their rooms.
"""

from __future__ import annotations

from collections.abc import Sequence

from session_planner.sources.agenda.timetable_course import Course
from session_planner.sources.agenda.timetable_entries import entries_of, joined
from session_planner.sources.agenda.timetable_rows import place
from session_planner.sources.agenda.timetable_tables import Layout, is_head, lines_of, once
from session_planner.sources.agenda.timetable_when import When, leading
from session_planner.sources.paper import Cell, Line, Table
from session_planner.words import N_, say


def read_slots(table: Table, layout: Layout, course: Course) -> None:
    """Columns are slots, rows are days."""
    days = layout.column("date")
    assert days is not None
    slots = {at: _when(cell, course) for head in layout.heads for at, cell in once(table.rows[head]) if layout.roles.get(at) == "slot"}
    for head in layout.heads:
        course.saw(lines_of(table.rows[head]))
    for at, row in enumerate(table.rows):
        if at in layout.heads or is_head(row, layout, course.lang):
            course.saw(lines_of(row))
            continue
        if row[days].text.strip():
            _day(row[days], course)
        for column, cell in once(row):
            if column == days or not cell.text.strip():
                continue
            if column in slots:
                read_cell(cell, slots[column], table.rows[layout.heads[0]][column].lines, course, layout.width(column))
            else:
                course.keep(cell.lines, say(N_("a cell beside the slots")))


def read_days(table: Table, layout: Layout, course: Course) -> None:
    """Columns are days, rows are slots."""
    times = layout.column("time")
    assert times is not None
    head = table.rows[layout.heads[0]]
    days = [at for at, role in layout.roles.items() if role == "day"]
    course.saw(lines_of(head))
    for column in days:
        started = False
        for at, row in enumerate(table.rows):
            if at in layout.heads or is_head(row, layout, course.lang):
                continue
            if not started:
                started = _day(head[column], course)
            cell = row[column]
            when = _when(row[times], course)
            # A cell that goes over every column is a break or a note, told once.
            repeated = column != days[0] and cell is row[column - 1] and len({id(one) for one in row}) > 2
            if when.says and cell.text.strip() and not repeated and cell is not row[times]:
                read_cell(cell, when, row[times].lines, course, layout.width(column))
            course.saw(row[times].lines if when.says else ())


def _when(cell: Cell, course: Course) -> When:
    return leading(joined([line.text for line in cell.lines]), course.lang)


def _day(cell: Cell, course: Course) -> bool:
    when = _when(cell, course)
    if when.date is not None and course.day(when, cell.lines):
        return True
    course.date = None
    course.keep(cell.lines, say(N_("a date that cannot be told")))
    return False


def read_cell(cell: Cell, when: When, head: Sequence[Line], course: Course, width: int) -> None:
    """What stands in a cell of a grid: entries of its slot, some side by side, some with hours of their own."""
    if course.date is None:
        course.keep(cell.lines, say(N_("an entry without a day or hours")))
        return
    course.half = ""
    course.at(when, head)
    for entry in entries_of(cell.lines, course.lang, course.numbering(""), width=width):
        place(entry, "", course)
