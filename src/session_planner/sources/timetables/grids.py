"""Timetables that are grids: a day a row and a slot a column, or a slot a row and a day a column.

Used by `reading`. A cell may hold meetings side by side (`in parallel with:`), and slots of its own with their rooms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from session_planner.sources.paper import Cell, Line, Table
from session_planner.sources.timetables.course import Course
from session_planner.sources.timetables.entries import entries_of
from session_planner.sources.timetables.paragraphs import joined
from session_planner.sources.timetables.rows import place
from session_planner.sources.timetables.tables import Layout, Row, is_day, is_head, is_slot, lines_of, once
from session_planner.sources.timetables.when import When, leading
from session_planner.words import N_, say


def read_slots(table: Table, layout: Layout, course: Course) -> None:
    """Columns are slots, rows are days."""
    days = layout.column("date")
    assert days is not None
    slots = {
        at: _when(cell, course)
        for head in layout.heads
        for at, cell in once(table.rows[head])
        if layout.roles.get(at) == "slot"
    }
    for head in layout.heads:
        course.saw(lines_of(table.rows[head]))
    for at, row in enumerate(table.rows):
        if at in layout.heads or is_head(row, layout):
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
    """Columns are days, rows are slots; the hours stand in the first column, or before each day's cells."""
    heads: dict[int, Cell] = {}
    slots: list[tuple[Cell, Cell, Cell, int]] = []
    for row in table.rows:
        days = {at: cell for at, cell in enumerate(row) if is_day(cell.text, course.lang)}
        if len({id(cell) for cell in days.values()}) >= 2 or (
            days and not any(is_slot(cell.text, course.lang) for cell in row)
        ):
            heads |= days
            course.saw(line for cell in days.values() for line in cell.lines)
            continue
        slots += _slots_of(row, heads, course)
    order = {id(cell): at for at, cell in enumerate(dict.fromkeys(head for head, _, _, _ in slots))}
    for head, hours, cell, column in sorted(slots, key=lambda slot: order[id(slot[0])]):
        if course.date is None or course.day_evidence.places != tuple(line.place for line in head.lines):
            _day(head, course)
        read_cell(cell, _when(hours, course), hours.lines, course, layout.width(column))


def _slots_of(row: Row, heads: dict[int, Cell], course: Course) -> Iterator[tuple[Cell, Cell, Cell, int]]:
    """Day, hours and content of each cell of a row."""
    hours: Cell | None = None
    for at, cell in once(row):
        if not cell.text.strip():
            continue
        if is_slot(cell.text, course.lang):
            hours = cell
            continue
        covered = [heads[column] for column in range(at, len(row)) if row[column] is cell and column in heads]
        if hours is not None and covered:
            yield covered[0], hours, cell, at
        elif hours is None and at == 0:
            course.saw(cell.lines)


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
