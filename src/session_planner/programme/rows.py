"""One row of a table as its readers pass it on, and how they say that a cell is wrong."""

from __future__ import annotations

from session_planner.programme.names import Index, hint
from session_planner.programme.sheets import Cell

Given = dict[str, Cell]
"""The cells of a row that are not blank, by what their column holds."""


class Wrong(Exception):
    """A row that cannot be read: the cell that is to blame, a msgid and its fields."""

    def __init__(self, cell: Cell, msgid: str, **fields: object) -> None:
        super().__init__(msgid)
        self.cell = cell
        self.msgid = msgid
        self.fields = fields


def unknown(cell: Cell, name: str, index: Index, msgid: str) -> Wrong:
    """A name that is none of the scenario's: with the nearest one, else with those there are."""
    return Wrong(cell, msgid, found=name[:80], nearest=hint(name, index))
