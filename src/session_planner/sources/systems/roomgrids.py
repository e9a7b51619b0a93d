"""Grids of a timetable: hours down the side, rooms or days across the top, a title in each cell.

Under `tables`. A sheet has one grid, or several below each other, each with a row of heads; the day stands in the
name of the sheet, in a row above the heads, in their corner, or, where the columns are days, in the heads.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right

from session_planner.programme.sheets import Cell
from session_planner.programme.times import Said
from session_planner.sources.systems.cells import Grid, is_text
from session_planner.sources.systems.mapping import Columns, when_of
from session_planner.sources.systems.rows import Slot, one_order
from session_planner.words import N_, Words, say

_ENOUGH = 0.5


def is_grid(grid: Grid, columns: Columns) -> bool:
    """Whether a sheet is a grid: its first column has hours, its heads are no kinds of columns, its cells texts."""
    if set(columns.kinds.values()) & {"title", "item", "body"} and any(
        str(why) == str(say(N_("by its heading"))) for number, why in columns.why.items()
        if columns.kinds[number] in ("title", "item", "body")
    ):  # fmt: skip
        return False
    rows = [row for _line, row in grid.in_order()]
    first = min((number for row in rows for number in row), default=1)
    timed = [row for row in rows if first in row and _hours(row[first]) is not None]
    wide = {number for row in timed for number in row if number != first and is_text(row[number])}
    clocks = sum(1 for row in timed for number in row if number != first and _hours(row[number]) is not None)
    full = sum(len(row) - 1 for row in timed)
    return len(timed) >= 2 and len(timed) >= _ENOUGH * (len(rows) - 2) and len(wide) > 1 and clocks < _ENOUGH * full


def slots_of_grid(grid: Grid, year: int | None) -> tuple[list[Slot], list[tuple[Cell, Words]]]:
    """What is held by a grid, and the cells that have no place in it."""
    return _Grid(grid, year).slots()


def _hours(cell: Cell) -> Said | None:
    found = when_of(cell)
    return found if found is not None and found.start is not None and not found.dated else None


class _Grid:
    def __init__(self, grid: Grid, year: int | None) -> None:
        self.grid = grid
        self.rows = grid.in_order()
        self.first = min((number for _, row in self.rows for number in row), default=1)
        self.kept: list[tuple[Cell, Words]] = []
        texts = [cell for _, row in self.rows for cell in row.values()] + [Cell(grid.name, 0, 0)]
        self.said: dict[int, Said] = {}
        for cell in texts:
            said = when_of(cell, dates_only=True)
            if said is not None and said.days and _hours(cell) is None:
                self.said[id(cell)] = said
        self.name = texts[-1]
        self.dates = one_order(self.said.values(), year)
        self.date = self._date(self.name)
        self.heads: dict[int, Cell] = {}
        self.open: dict[int, Slot] = {}

    def _date(self, cell: Cell) -> dt.date | None:
        said = self.said.get(id(cell))
        found = self.dates.get(said, ()) if said is not None else ()
        return found[0] if len(found) == 1 else None

    def slots(self) -> tuple[list[Slot], list[tuple[Cell, Words]]]:
        """All slots, in the order of the rows."""
        found: list[Slot] = []
        starts = [(line, hours) for line, row in self.rows
                  if self.first in row and (hours := _hours(row[self.first])) is not None]  # fmt: skip
        lines = [line for line, _hours_there in starts]
        for line, row in self.rows:
            hours = _hours(row[self.first]) if self.first in row else None
            if hours is None:
                self._above(row)
                continue
            after = bisect_right(lines, line)
            following = starts[after][1] if after < len(starts) else None
            end = hours.end
            if end is None and following is not None and (following.start or 0) > (hours.start or 0):
                end = following.start
            for number, cell in sorted(row.items()):
                if number != self.first:
                    self._cell(found, line, number, cell, hours, end)
        return found, self.kept

    def _above(self, row: dict[int, Cell]) -> None:
        """A row without hours: a day for what is below it, heads of columns, or a text that is kept."""
        self.open = {}
        cells = {id(cell): cell for cell in row.values()}
        dates = [date for cell in cells.values() if (date := self._date(cell)) is not None]
        others = {number: cell for number, cell in row.items() if number != self.first}
        if len(dates) == 1 and (len(cells) == 1 or (self.first in row and self._date(row[self.first]) == dates[0])):
            self.date = dates[0]
        if len({id(cell) for cell in others.values()}) > 1:
            self.heads = others
        elif not dates:
            self.kept += [(cell, say(N_("a text beside the grid"))) for cell in cells.values()]

    def _cell(self, found: list[Slot], line: int, number: int, cell: Cell, hours: Said, end: int | None) -> None:
        before = self.open.get(id(cell))
        if before is not None:
            if cell.line < line and end is not None:
                before.end = end
            if self.heads.get(number) is not None and before.room != self._room(number):
                before.room = ""
            return
        date = self._date(self.heads[number]) if number in self.heads else None
        date = date or self.date
        if date is None or hours.start is None:
            why = N_("a cell of a grid that says no day, or one without a year: --year can say it")
            self.kept.append((cell, say(why)))
            return
        slot = Slot(date, hours.start, end, cell, " ".join(cell.text.split())[:2000], self._room(number))
        self.open[id(cell)] = slot
        found.append(slot)

    def _room(self, number: int) -> str:
        head = self.heads.get(number)
        return "" if head is None or self._date(head) is not None else " ".join(head.text.split())[:2000]
