"""CSV and spreadsheet files as rows of cells that know their places; what they say is read in `table`.

Nothing is trusted: texts must be in a Unicode encoding, a workbook is looked at as an archive before it is unpacked.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from session_planner.errors import InputError, Mistake
from session_planner.programme.columns import columns
from session_planner.programme.packed import look_inside
from session_planner.words import N_

MOST_ROWS = 250_000
MOST_COLUMNS = 64
MOST_LINES_ABOVE = 40
"""Lines among which the heading row is looked for."""
# A workbook's parts, unpacked, all together; a sheet of 250,000 rows stays below it.
MOST_UNPACKED = 256 * 1024 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
         (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
NO_CSV = N_("the file is not in {encoding}, perhaps in an older encoding such as Windows-1252; save it as “CSV UTF-8”")
_GUARD = re.compile(r"'(?=[=+\-@\t\r])")


class Cell(NamedTuple):
    """A value and its place: line and column count from 1; `ref` names a spreadsheet's cell."""

    value: Any
    line: int
    column: int
    ref: str = ""

    @property
    def text(self) -> str:
        """The value as a person reads it: whole numbers without a point, no guard against formulas before it."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return _GUARD.sub("", str(self.value).strip(), count=1) if self.value is not None else ""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a file. `inherits`: blank cells mean those above; `strangers`: rows that name nothing are noted."""

    file: str
    name: str
    rows: tuple[Row, ...]
    inherits: bool = True
    strangers: bool = False

    def mistake(self, cell: Cell, message: str, **fields: Any) -> Mistake:
        """A mistake at a cell."""
        return Mistake(self.file, cell.line, cell.column, cell.ref, message, fields)


def csv_sheets(file: str, data: bytes) -> tuple[Sheet, ...]:
    """The one table of a CSV file; its separator is the one that makes the most of its heading row."""
    text = decoded(file, data)
    head = text[:20_000].splitlines()[:MOST_LINES_ABOVE]
    separator = max(
        ",;\t", key=lambda mark: max((len(columns(row)) for row in csv.reader(head, delimiter=mark)), default=0)
    )
    return (Sheet(file, "", tuple(_csv_rows(file, text, separator))),)


def decoded(file: str, data: bytes, advice: str = NO_CSV) -> str:
    """The text of a file in Unicode. Raises InputError for one in another encoding, with the `advice` (a msgid)."""
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1 if encoding.startswith("utf-8") else 0
        named = {"encoding": encoding.upper().removesuffix("-SIG")}
        raise InputError([Mistake(file, line, 0, "", advice, named)]) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError([Mistake(file, line, 0, "", N_("the file holds NUL characters and is no text"))])
    return text


def _csv_rows(file: str, text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for count, values in enumerate(reader):
            if count >= MOST_ROWS:
                raise InputError([_too_many(file, line)])
            yield tuple(Cell(value, line, column) for column, value in enumerate(values, 1))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError([Mistake(file, line, 0, "", N_("this row cannot be read as CSV: {reason}"),
                                  {"reason": str(error)})]) from error  # fmt: skip


def _too_many(file: str, line: int) -> Mistake:
    return Mistake(file, line, 0, "", N_("the table has more than {most} rows"), {"most": MOST_ROWS})


def xlsx_sheets(file: str, data: bytes) -> tuple[Sheet, ...]:
    """The tables of a workbook."""
    look_inside(file, data, MOST_UNPACKED)
    try:
        import openpyxl
    except ImportError as error:
        message = N_("reading a workbook needs openpyxl: install `session-planner[xlsx]`, or save the table as CSV")
        raise InputError([Mistake(file, 0, 0, "", message)]) from error
    try:
        with warnings.catch_warnings():
            # openpyxl warns of parts that it leaves out, such as charts; no cell is among them.
            warnings.simplefilter("ignore")
            values, written = (
                openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=only) for only in (True, False)
            )
            return tuple(Sheet(file, sheet.title, tuple(_xlsx_rows(file, sheet, written[sheet.title])))
                         for sheet in values.worksheets)  # fmt: skip
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise InputError([Mistake(file, 0, 0, "", N_("the workbook cannot be read: {reason}"),
                                  {"reason": str(error)[:200] or type(error).__name__})]) from error  # fmt: skip


def _xlsx_rows(file: str, sheet: Any, written: Any) -> Iterator[Row]:
    from openpyxl.utils import get_column_letter

    for part in (sheet, written):
        part.reset_dimensions()
    mistakes: list[Mistake] = []
    blank = 0
    rows = zip(_rows_of(sheet), _rows_of(written), strict=True)
    for line, (values, formulas) in enumerate(rows, 1):
        row = tuple(Cell(dated(value), line, column, f"{sheet.title}!{get_column_letter(column)}{line}")
                    for column, value in enumerate(values, 1))  # fmt: skip
        mistakes += (
            Mistake(
                file,
                line,
                cell.column,
                cell.ref,
                N_("the formula here has no stored value; open the workbook and save it"),
            )
            for cell, formula in zip(row, formulas, strict=False)
            if cell.value is None and isinstance(formula, str) and formula.startswith("=")
        )
        blank = blank + 1 if all(cell.value in (None, "") for cell in row) else 0
        if line - blank > MOST_ROWS:
            raise InputError([*mistakes, _too_many(file, line)])
        if not blank:
            yield row
    if mistakes:
        raise InputError(mistakes)


def _rows_of(sheet: Any) -> Iterable[tuple[Any, ...]]:
    rows: Iterable[tuple[Any, ...]] = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    return rows


def dated(value: object) -> object:
    """A midnight datetime is how spreadsheets store a date."""
    return value.date() if isinstance(value, dt.datetime) and value.time() == dt.time() else value
