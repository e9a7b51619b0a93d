"""Tables that tabs make: several lines, one after the other, whose tabs cut them into cells.

A list whose tabs only stand after its numbers stays lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from session_planner.sources.evidence import Place
from session_planner.sources.paper import Cell, Line, Table
from session_planner.sources.papers.aligned import is_label
from session_planner.sources.papers.limits import MOST_COLUMNS, Budget, clean
from session_planner.sources.papers.rows import Raw

_MOST_BETWEEN = 2
"""Lines without a tab, such as the heading of a day, that a table may have in a row."""
_LONGEST_BETWEEN = 60


def may_begin(text: str) -> bool:
    """Whether a line has a tab inside it."""
    return "\t" in text.strip(" \t")


def table_at(raws: Sequence[Raw], at: int, budget: Budget, number: int) -> tuple[Table | None, int]:
    """The table whose first row is this line, and the index after it; none where the line begins no table."""
    if not may_begin(raws[at].text):
        return None, at
    last = end = at
    between = 0
    while end < len(raws) and between <= _MOST_BETWEEN:
        if end > at and raws[end].gap and _is_other(_cells(raws[end].text), _cells(raws[at].text)):
            break
        if _is_row(raws[end].text):
            last, between = end, 0
        elif not raws[end].blank:
            between += 1
            if len(clean(raws[end].text)) > _LONGEST_BETWEEN:
                break
        end += 1
    grid = [_cells(raw.text) for raw in raws[at : last + 1]]
    columns = max(map(len, grid))
    if columns > MOST_COLUMNS or not _is_table(grid):
        return None, at
    return _table(raws[at : last + 1], grid, columns, budget, number), last + 1


def _is_row(text: str) -> bool:
    """A tab inside it, or a tab before it: the cells before are empty."""
    return "\t" in text.rstrip(" \t") and bool(text.strip())


def _is_other(cells: Sequence[str], first: Sequence[str]) -> bool:
    """Whether a line is the first of a list that follows a table."""
    return bool(cells[0:1] and cells[0]) and len(cells) != len(first) and all(map(is_label, cells[:-1]))


def _cells(text: str) -> list[str]:
    return [clean(cell) for cell in text.rstrip().split("\t")] if text.strip() else []


def _is_table(grid: Sequence[Sequence[str]]) -> bool:
    full = [row for row in grid if sum(map(bool, row)) > 1]
    listed = all(all(is_label(cell) for cell in [cell for cell in row if cell][:-1]) for row in full)
    return len(full) > 1 and not listed


def _table(raws: Sequence[Raw], grid: Sequence[Sequence[str]], columns: int, budget: Budget, number: int) -> Table:
    rows: list[list[list[Line]]] = []
    for raw, cells in zip(raws, grid, strict=True):
        if not any(cells):
            continue
        # Only the last cell is filled: its text goes on from the line above.
        if not (rows and not raw.gap and len(cells) == columns > 1 and not any(cells[:-1])):
            budget.cells(columns)
            rows.append([[] for _ in range(columns)])
        for column, text in enumerate(cells):
            if text:
                budget.line(text)
                place = replace(raw.place, table=number, row=len(rows), column=column + 1)
                rows[-1][column].append(Line(text, place, 0, raw.gap))
    place = replace(raws[0].place, table=number)
    return Table(tuple(tuple(_cell(lines, place, at, column) for column, lines in enumerate(row))
                       for at, row in enumerate(rows, 1)), place)  # fmt: skip


def _cell(lines: list[Line], place: Place, row: int, column: int) -> Cell:
    return Cell(tuple(lines), lines[0].place if lines else replace(place, line=0, row=row, column=column + 1))
