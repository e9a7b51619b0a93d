"""Cells with their spans laid out as a grid, and tables that only arrange a page taken apart again.

Shared by the formats that mark tables up (.docx, .html).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from session_planner.sources.evidence import Place
from session_planner.sources.paper import Block, Cell, Line, Table
from session_planner.sources.papers.limits import MOST_COLUMNS, Budget


@dataclass(slots=True)
class Spanned:
    """A cell as it is marked up. `goes_on`: it continues the one above, as merged cells of .docx say."""

    blocks: list[Block] = field(default_factory=list)
    across: int = 1
    down: int = 1
    goes_on: bool = False
    skipped: bool = False
    """Empty space before the first cell of a row, or after its last."""


_EMPTY = Cell()


def laid_out(rows: Sequence[Sequence[Spanned]], place: Place, budget: Budget) -> list[Block]:
    """The rows as one table; or, where the table only arranges the page, what stands in it, one after the other."""
    cells = [cell for row in rows for cell in row]
    if not any(cell.blocks for cell in cells):
        return []
    if any(isinstance(block, Table) for cell in cells for block in cell.blocks):
        return [block for cell in cells for block in cell.blocks]
    grid = _grid(rows, place, budget)
    if len({id(cell) for row in grid for cell in row if cell.lines}) == 1 or all(len(row) < 2 for row in grid):
        return [block for cell in cells for block in cell.blocks]
    return [Table(grid, place)]


def _grid(rows: Sequence[Sequence[Spanned]], place: Place, budget: Budget) -> tuple[tuple[Cell, ...], ...]:
    taken: dict[tuple[int, int], Cell] = {}
    width = 0
    for at, row in enumerate(rows):
        column = 0
        for spanned in row:
            while (at, column) in taken:
                column += 1
            across = max(1, min(spanned.across, MOST_COLUMNS - column))
            if column >= MOST_COLUMNS:
                break
            cell = _cell_of(spanned, taken, at, column, place)
            down = max(1, min(spanned.down, len(rows) - at))
            budget.cells(across * down)
            free = {(at + y, column + x) for y in range(down) for x in range(across)} - taken.keys()
            taken.update(dict.fromkeys(free, cell))
            column += across
            width = max(width, column)
    budget.cells(width * len(rows))
    # A column in which every cell goes on from the one before is none: pages are laid out with far more than they show.
    own = [0] + [
        column
        for column in range(1, width)
        if any(taken.get((at, column)) is not taken.get((at, column - 1)) for at in range(len(rows)))
    ]
    return tuple(tuple(taken.get((at, column), _EMPTY) for column in own) for at in range(len(rows)))


def _cell_of(spanned: Spanned, taken: dict[tuple[int, int], Cell], at: int, column: int, place: Place) -> Cell:
    if spanned.skipped:
        return _EMPTY
    if spanned.goes_on and (at - 1, column) in taken:
        return taken[at - 1, column]
    lines = [block for block in spanned.blocks if isinstance(block, Line)]
    here = replace(place, row=at + 1, column=column + 1)
    moved = tuple(replace(line, place=replace(here, page=line.place.page, line=line.place.line)) for line in lines)
    return Cell(moved, replace(here, line=moved[0].place.line if moved else 0))


def numbered(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with their tables numbered in the order of reading."""
    count = 0
    told: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            count += 1
            told.append(block if block.place.table == count else _renumbered(block, count))
        else:
            told.append(block)
    return told


def _renumbered(table: Table, number: int) -> Table:
    cells: dict[int, Cell] = {}
    for row in table.rows:
        for cell in row:
            if id(cell) not in cells:
                lines = tuple(replace(line, place=replace(line.place, table=number)) for line in cell.lines)
                cells[id(cell)] = Cell(lines, replace(cell.place, table=number))
    rows = tuple(tuple(cells[id(cell)] for cell in row) for row in table.rows)
    return Table(rows, replace(table.place, table=number))
