"""Rows of values as the bytes of a workbook, the same for the same rows on every day.

Under `writing` and `solution`.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.words import N_

Value = str | int | dt.date | dt.time | None
_MADE = dt.datetime(2000, 1, 1)
_FIRST_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def workbook_of(sheets: Mapping[str, Iterable[Sequence[Value]]]) -> bytes:
    """A workbook with these sheets. Raises InputError where openpyxl is not installed."""
    try:
        import openpyxl
        from openpyxl.cell import WriteOnlyCell
    except ImportError as error:
        message = N_("writing a workbook needs openpyxl: install `session-planner[xlsx]`")
        raise InputError([Mistake("", 0, 0, "", message)]) from error
    book = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([_cell(WriteOnlyCell(sheet), value) for value in row])
    held = io.BytesIO()
    book.properties.created = book.properties.modified = _MADE
    book.save(held)
    return _timeless(held.getvalue())


def _cell(cell: Any, value: Value) -> Any:
    """A cell with its value; a text that begins with = is a name, and no formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _timeless(data: bytes) -> bytes:
    """A workbook without the moment at which it was written: in its archive and in what it tells of itself."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = _modified_then(content)
            new.writestr(zipfile.ZipInfo(part.filename, _FIRST_OF_ZIP), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _modified_then(content: bytes) -> bytes:
    """openpyxl sets the moment of the last change when it saves, whatever it was told."""
    head, mark, rest = content.partition(b"<dcterms:modified")
    _, _, tail = rest.partition(b"</dcterms:modified>")
    said = _MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    attributes = rest[: rest.index(b">") + 1] if mark else b""
    return head + mark + attributes + said + b"</dcterms:modified>" + tail if mark else content
