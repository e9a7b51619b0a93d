"""Tables of others as cells that know their places: CSV with any separator and encoding, workbooks as people see them.

Under `tables`. In a workbook a merged cell stands at every place that it covers, a formula is the value that was
stored for it, and hidden sheets, rows and columns are left out and told. Only cells that hold something are there.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import warnings
from dataclasses import dataclass, field
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.programme.packed import counted, look_inside
from session_planner.programme.sheets import Cell, dated
from session_planner.sources.papers.encodings import decode
from session_planner.sources.systems.wrong import refused
from session_planner.words import N_, Words, say

MOST_ROWS = 10_000
MOST_COLUMNS = 256
MOST_UNPACKED = 48 * 1024 * 1024
"""Bytes of a workbook's parts; one of this size is held in memory cell by cell."""
MOST_CELLS = 200_000
"""Cells of a table, or of all sheets of a workbook; those too that only have a form."""
MOST_IN_LINE = 1_000_000
MOST_MERGED = 200_000
"""Places that the merged cells of a workbook may cover; openpyxl makes an object for each."""
_TOO_LONG = N_("this line has more than {most} characters, and no more are read")
_SEPARATORS = ",;\t|"


@dataclass(slots=True)
class Grid:
    """A sheet: its rows in order, each with its cells by column; line and column count from 1."""

    file: str
    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)

    def put(self, line: int, column: int, cell: Cell) -> None:
        """Puts a cell to a place, its own or one that it covers."""
        self.rows.setdefault(line, {})[column] = cell

    def in_order(self) -> list[tuple[int, dict[int, Cell]]]:
        """The rows that hold anything, from the top."""
        return sorted(self.rows.items())


def grids_of(data: bytes, file: str, notes: list[Words]) -> list[Grid]:
    """The sheets of a file. Raises InputError for one that cannot be read, or is too large to be."""
    return workbook(data, file, notes) if data[:2] == b"PK" else [_csv(data, file)]


# -- csv --------------------------------------------------------------------------------------------------------------


def _csv(data: bytes, file: str) -> Grid:
    _refuse_long_lines(data, file)
    text = decode(data, file).text.removeprefix("\ufeff")
    lines = text.split("\n", MOST_ROWS * 4)
    if len(lines) > MOST_ROWS * 4:
        raise refused(file, N_("the table has more than {most} rows"), most=MOST_ROWS)
    for number, line in enumerate(lines, 1):
        if len(line) > MOST_IN_LINE:
            raise refused(file, _TOO_LONG, number, most=MOST_IN_LINE)
    separator, skip = _separator(lines[:200])
    grid = Grid(file, "")
    reader = csv.reader(io.StringIO("\n".join(lines[skip:]), newline=""), delimiter=separator)
    begins, cells = skip + 1, 0
    try:
        for values in reader:
            if len(grid.rows) > MOST_ROWS:
                raise refused(file, N_("the table has more than {most} rows"), begins, most=MOST_ROWS)
            if len(values) > MOST_COLUMNS:
                raise refused(file, N_("the table has more than {most} columns"), begins, most=MOST_COLUMNS)
            cells += len(values)
            if cells > MOST_CELLS:
                raise refused(file, N_("the table has more than {most} cells"), begins, most=MOST_CELLS)
            for column, value in enumerate(values, 1):
                if value.strip():
                    grid.put(begins, column, Cell(value.strip(), begins, column))
            begins = skip + reader.line_num + 1
    except csv.Error as error:
        raise refused(
            file, N_("this row cannot be read as CSV: {reason}"), skip + reader.line_num, reason=str(error)
        ) from error
    return grid


def _refuse_long_lines(data: bytes, file: str) -> None:
    """Raises InputError for a line that is far too long, before it is made text, of which there would be three."""
    begin, most = 0, 4 * MOST_IN_LINE
    while begin + most < len(data):
        end = data.rfind(b"\n", begin, begin + most)
        if end < 0:
            raise refused(file, _TOO_LONG, data.count(b"\n", 0, begin) + 1, most=MOST_IN_LINE)
        begin = end + 1


def _separator(lines: list[str]) -> tuple[str, int]:
    """What stands between the cells, and how many lines say only that (`sep=;`, as Excel writes it)."""
    said = lines[0].strip().lower()
    if said.startswith("sep=") and said[4:5]:
        return said[4], 1

    def worth(mark: str) -> tuple[int, int]:
        """How many rows have as many cells as most rows have, and how many cells these are."""
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=mark) if any(row)]
        except csv.Error:
            return 0, 0
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual) if usual > 1 else 0), usual

    return max(_SEPARATORS, key=worth), 0


# -- workbooks --------------------------------------------------------------------------------------------------------


def workbook(data: bytes, file: str, notes: list[Words], *, spaces: bool = False) -> list[Grid]:
    """The sheets of a workbook; `spaces` leaves those around a text where they are. Raises InputError."""
    look_inside(file, data, MOST_UNPACKED)
    inside = counted(file, data, MOST_CELLS)
    if inside.covered > MOST_MERGED:
        message = N_("merged cells and links cover {covered} places of the workbook; at most {most} are read")
        raise refused(file, message, covered=inside.covered, most=MOST_MERGED)
    try:
        import openpyxl
    except ImportError as error:
        message = N_("reading a workbook needs openpyxl: install `session-planner[xlsx]`, or save the table as CSV")
        raise refused(file, message) from error
    try:
        with warnings.catch_warnings():
            # openpyxl warns of parts that it leaves out, such as charts; no cell is among them.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
            written = openpyxl.load_workbook(io.BytesIO(data), keep_links=False) if inside.bare_formulas else None
            return _sheets(book, written, file, notes, spaces)
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise refused(file, N_("the workbook cannot be read: {reason}"), reason=_reason(error)) from error


def _reason(error: BaseException) -> str:
    """What a library stumbled over at first, on one line; what it made of that says less."""
    while error.__cause__ is not None or error.__context__ is not None:
        error = error.__cause__ or error.__context__ or error
    return " ".join(str(error).split())[:200] or type(error).__name__


def _sheets(book: Any, written: Any, file: str, notes: list[Words], spaces: bool) -> list[Grid]:
    grids = []
    mistakes: list[Mistake] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(say(N_("sheet {name} is hidden; not read"), name=sheet.title))
            continue
        grid = Grid(file, sheet.title)
        hidden = _fill(grid, sheet, spaces)
        if written is not None:
            mistakes += _without_value(file, sheet, written[sheet.title])
        if hidden:
            told = N_("sheet {name}: hidden rows and columns that hold something were not read: {hidden}")
            notes.append(say(told, name=sheet.title, hidden=", ".join(hidden[:12])))
        if len(grid.rows) > MOST_ROWS:
            raise refused(file, N_("the table has more than {most} rows"), most=MOST_ROWS)
        if any(len(row) > MOST_COLUMNS for row in grid.rows.values()):
            raise refused(file, N_("the table has more than {most} columns"), most=MOST_COLUMNS)
        grids.append(grid)
    if mistakes:
        raise InputError(mistakes[:200])
    return grids


def _fill(grid: Grid, sheet: Any, spaces: bool) -> list[str]:
    """Puts the cells of a sheet into a grid; what is hidden and holds something, by name."""
    from openpyxl.utils import get_column_letter

    # A group of columns has one entry, under the letter of its first.
    columns = {number for one in sheet.column_dimensions.values() if one.hidden
               for number in range(one.min or 0, min(one.max or 0, MOST_COLUMNS * 4) + 1)}  # fmt: skip
    rows = {number for number, one in sheet.row_dimensions.items() if one.hidden}
    hidden: dict[str, None] = {}
    # Only the cells that there are: one far away must not make a grid of millions.
    for (line, column), one in sorted(sheet._cells.items()):
        value = dated(one.value)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if line in rows or column in columns:
            hidden[str(line) if line in rows else get_column_letter(column)] = None
            continue
        value = value.strip() if isinstance(value, str) and not spaces else value
        grid.put(line, column, Cell(value, line, column, f"{sheet.title}!{get_column_letter(column)}{line}"))
    for area in sheet.merged_cells.ranges:
        cell = grid.rows.get(area.min_row, {}).get(area.min_col)
        if cell is not None:
            for line in range(area.min_row, min(area.max_row, area.min_row + 2000) + 1):
                for column in range(area.min_col, min(area.max_col, area.min_col + MOST_COLUMNS) + 1):
                    if line not in rows and column not in columns:
                        grid.put(line, column, cell)
    return list(hidden)


def _without_value(file: str, sheet: Any, written: Any) -> list[Mistake]:
    message = N_("the formula here has no stored value; open the workbook and save it")
    return [
        Mistake(file, line, column, f"{sheet.title}!{one.coordinate}", message)
        for (line, column), one in sorted(written._cells.items())
        if isinstance(one.value, str) and one.data_type == "f" and sheet.cell(line, column).value is None
    ]


def is_text(cell: Cell) -> bool:
    """Whether a cell holds words, and no number, date or hour that the program that wrote it knew as one."""
    return not isinstance(cell.value, int | float | dt.date | dt.time | dt.timedelta)
