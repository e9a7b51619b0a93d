"""Tables of a Word file.

Beside `forms.docx`. Word has no merged cells but a cell that is several columns wide, and one that says it goes on from
the row above; the columns of a table that reads from right to left are mirrored by Word itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from docx.oxml.xmlchemy import BaseOxmlElement

from session_planner.publish.colours import COLOURS
from session_planner.publish.document import Cell, Column, Table, clean
from session_planner.publish.forms.docx_styles import TABLE, style_id
from session_planner.publish.forms.docx_text import Writer, element


def table(writer: Writer, block: Table, across: int) -> BaseOxmlElement:
    """A table `across` twentieths of a point wide, its head repeated on each page and no row cut by a page's end."""
    widths = _widths(block.columns, across)
    made = element("w:tbl", _looks(writer, block, across))
    made.append(element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)))
    made.append(_head(writer, block.columns, widths))
    made.extend(_rows(writer, block, widths))
    return made


def _widths(columns: Sequence[Column], across: int) -> list[int]:
    """The width of each column, together `across`."""
    shares = list(accumulate((max(column.share, 0) for column in columns), initial=0.0))
    ends = [round(across * share / (shares[-1] or 1)) for share in shares]
    return [end - start for start, end in pairwise(ends)]


def _looks(writer: Writer, block: Table, across: int) -> BaseOxmlElement:
    headed = any(cell.heads == "row" for row in block.rows for cell in row.cells[:1])
    looks = element("w:tblPr", element("w:tblStyle", val=style_id(TABLE)))
    if writer.rtl:
        looks.append(element("w:bidiVisual"))
    looks.append(element("w:tblW", w=across, type="dxa"))
    looks.append(element("w:tblLayout", type="fixed"))
    looks.append(
        element(
            "w:tblLook",
            val="06A0" if headed else "0620",
            firstRow=1,
            lastRow=0,
            firstColumn=int(headed),
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        )
    )
    looks.append(element("w:tblCaption", val=clean(block.caption)))
    return looks


def _head(writer: Writer, columns: Sequence[Column], widths: list[int]) -> BaseOxmlElement:
    looks = element("w:trPr", element("w:cantSplit"), element("w:tblHeader"))
    cells = (
        element(
            "w:tc",
            element("w:tcPr", element("w:tcW", w=width, type="dxa"), element("w:vAlign", val="bottom")),
            writer.paragraph("Table Head", [column.head]),
        )
        for column, width in zip(columns, widths, strict=True)
    )
    return element("w:tr", looks, *cells)


def _rows(writer: Writer, block: Table, widths: list[int]) -> Iterator[BaseOxmlElement]:
    # By column: the cell from above that still goes on, and for how many more rows.
    above: dict[int, tuple[Cell, int]] = {}
    ruled = False
    for row, places in zip(block.rows, block.grid, strict=True):
        placed = list(_placed(places, above))
        made = element("w:tr", element("w:trPr", element("w:cantSplit")))
        kept = row.kind == "day" or any(cell.heads == "group" for cell in row.cells)
        style = "Table Day" if row.kind == "day" else "Table Part" if kept else ""
        for number, place in enumerate(placed):
            width = sum(widths[place.column : place.column + place.span])
            # The edge between two cells is of both: not all programs look at both.
            after = placed[number + 1].cell.colour if number + 1 < len(placed) else ""
            looks = _cell_looks(place, width, ruled=ruled and row.kind == "sitting", after=after)
            lines = () if place.merge == "continue" else place.cell.lines
            usual = "Table Hours" if place.cell.heads and place.cell.kind == "hours" else "Table Text"
            made.append(element("w:tc", looks, writer.paragraph(style or usual, lines)))
        ruled = row.kind != "day"
        yield made


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell in a row: its first column and how many it has, and whether it begins or continues a merged one."""

    cell: Cell
    column: int
    span: int
    merge: Literal["", "restart", "continue"]


def _placed(places: Sequence[Cell | None], above: dict[int, tuple[Cell, int]]) -> Iterator[_Place]:
    """The cells of a row with those that go on from the row above; `above` is brought up to the next row."""
    column = 0
    while column < len(places):
        cell, left = places[column], 0
        goes_on = cell is None and column in above
        if goes_on:
            cell, left = above.pop(column)
        cell = cell or Cell()
        left = left or cell.rows
        if left > 1:
            above[column] = (cell, left - 1)
        span = min(cell.columns, len(places) - column)
        yield _Place(cell, column, span, "" if cell.rows == 1 else "continue" if goes_on else "restart")
        column += span


def _cell_looks(place: _Place, width: int, *, ruled: bool, after: str) -> BaseOxmlElement:
    """How a cell looks, with the bar of its own colour at its start, and that of the cell `after` it at its end."""
    looks = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
    if place.span > 1:
        looks.append(element("w:gridSpan", val=place.span))
    if place.merge:
        looks.append(element("w:vMerge", val=place.merge))
    borders = element("w:tcBorders")
    if ruled and place.merge != "continue":
        borders.append(element("w:top", val="single", sz=4, space=0, color="B8B8B8"))
    for side, name in (("w:left", place.cell.colour), ("w:right", after)):
        if colour := COLOURS.get(name, ""):
            borders.append(element(side, val="single", sz=32, space=0, color=colour.lstrip("#").upper()))
    if len(borders):
        looks.append(borders)
    if place.cell.colour in COLOURS:
        looks.append(element("w:tcMar", *(element(f"w:{side}", w=140, type="dxa") for side in ("left", "right"))))
    return looks
