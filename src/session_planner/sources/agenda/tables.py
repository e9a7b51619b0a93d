"""Agendas that stand in a table: a column of numbers, one of titles, perhaps one of documents, and none of hours.

Used by `parts` to tell them from timetables, and by `items` to read them as the list that they are.
"""

from __future__ import annotations

from session_planner.programme.columns import column
from session_planner.sources.agenda.paragraphs import Paragraph, paragraph
from session_planner.sources.paper import Cell, Table
from session_planner.sources.phrases.dates import dates_in
from session_planner.sources.phrases.hours import hours_in
from session_planner.sources.phrases.numbers import number_at
from session_planner.sources.phrases.symbols import symbols_in

_TIMES = {"date", "day", "when", "start", "end", "time", "room", "sitting"}


def agenda_rows(table: Table, lang: str) -> list[tuple[Paragraph, list[Paragraph]]]:
    """The items of an agenda in a table with their documents; nothing if the table is no agenda."""
    found = []
    for row in table.rows:
        cells = list(dict.fromkeys(cell for cell in row if cell.text))
        if any(column(cell.text) in _TIMES for cell in cells):
            return []
        if any(_when(cell, lang) for cell in cells):
            return []
        if item := _item(cells, lang):
            found.append(item)
    return found if len(found) >= 2 else []


def _when(cell: Cell, lang: str) -> bool:
    """Whether a cell says when something is, and nothing else."""
    text = cell.text
    said = sum(hours.to - hours.at for hours in hours_in(text, lang))
    said += sum(date.to - date.at for date in dates_in(text, lang))
    return said > 0 and len(text) < 120 and said >= len(text) * 0.4


def _item(cells: list[Cell], lang: str) -> tuple[Paragraph, list[Paragraph]] | None:
    if not cells:
        return None
    first = cells[0].text
    label = number_at(first, lang) or number_at(f"{first} x", lang)
    if label is None:
        return None
    whole = bool(first[label.to :].strip())
    if not whole and len(cells) < 2:
        return None
    lines = cells[0].lines if whole else cells[0].lines + cells[1].lines
    rest = cells[1:] if whole else cells[2:]
    papers = [paragraph([line], lang) for cell in rest if symbols_in(cell.text) for line in cell.lines]
    return paragraph(lines, lang), papers
