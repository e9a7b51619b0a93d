"""Workbooks: cells of all kinds, merged cells, and files that are no workbook or are worse."""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile

import openpyxl
import pytest

from session_planner.programme.reading import Reading
from tests.programme import sample
from tests.programme.sample import lines, mistakes, told


def book(rows: list[list[object]], *merged: str, **more: list[list[object]]) -> bytes:
    """A workbook with a sheet of these rows, and more sheets by name."""
    workbook = openpyxl.Workbook()
    for name, content in {"Plan": rows, **more}.items():
        sheet = workbook.create_sheet(name)
        for row in content:
            sheet.append(row)
    for cells in merged:
        workbook["Plan"].merge_cells(cells)
    del workbook["Sheet"]
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def read(data: bytes) -> Reading:
    return sample.read(data, name="plan.xlsx")


HEADING: list[object] = ["Body", "Item", "Date", "Start", "End", "Room"]


def test_dates_times_numbers_and_merged_cells() -> None:
    day = dt.datetime(2012, 10, 17)
    reading = read(book(
        [["Organization of work"], [], HEADING,
         ["wg-ta", "1(a)", day, dt.time(10), dt.time(13), "m1"], [None, "1 (b)"], [None, 2],
         [None, 3.0, None, dt.datetime(2012, 10, 17, 15), dt.datetime(2012, 10, 17, 16, 30), None]],
        "A4:A7", "C4:C6", "D4:D6", "E4:E6",
    ))  # fmt: skip
    assert lines(reading) == [
        "wg-ta/1(a) 17 10:00-10:15 @m1", "wg-ta/1(b) 17 10:15-10:30 @m1",
        "wg-ta/2 17 10:30-11:30 @m1", "wg-ta/3 17 15:00-16:30",
    ]  # fmt: skip
    assert str(reading.notes[0]).startswith("cell Plan!A4: the times of wg-ta, 1(a), 1(b), 2")


def test_a_mistake_names_its_cell() -> None:
    (mistake,) = mistakes(book([HEADING, ["wg-ta", "1(a)", "17 October", "ten", "11:00"]]), name="plan.xlsx")
    assert (mistake.path, mistake.line, mistake.column) == ("Plan!D2", 2, 4)


def test_several_sheets() -> None:
    row: list[object] = ["wg-ta", "3", "17 October", "10:00", "11:30"]
    reading = read(
        book([HEADING, row], Other=[HEADING, ["cop", "2(a)", "15 October", "15:00", "17:00"]], Notes=[["hello"]])
    )
    assert lines(reading) == ["cop/2(a) 15 15:00-17:00", "wg-ta/3 17 10:00-11:30"]
    assert [str(note) for note in reading.notes] == ["sheet Notes: no row names columns; not read"]
    assert "more than one sheet" in told(book([HEADING, row], Again=[HEADING, row]), name="plan.xlsx")[0]


def test_a_formula_without_a_stored_value_is_a_mistake() -> None:
    (mistake,) = mistakes(book([HEADING, ["wg-ta", "3", "17 October", "=TIME(10,0,0)", "11:30"]]), name="plan.xlsx")
    assert (mistake.path, "formula" in mistake.text()) == ("Plan!D2", True)


@pytest.mark.parametrize("data", [b"PK\x03\x04 not a workbook", b"\xd0\xcf\x11\xe0 an old one", b"body,item"])
def test_what_is_no_workbook(data: bytes) -> None:
    assert told(data, name="plan.xlsx") == ["plan.xlsx: the file is not an .xlsx workbook"]


def test_a_broken_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<broken")
    assert "cannot be read" in told(out.getvalue(), name="plan.xlsx")[0]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/sharedStrings.xml", "w") as part:
        for _ in range(300):
            part.write(bytes(1024 * 1024))
    assert len(out.getvalue()) < 1024 * 1024
    assert told(out.getvalue(), name="plan.xlsx") == [
        "plan.xlsx: the workbook unpacks to 300 MiB; at most 256 are read"
    ]


def test_without_openpyxl_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = book([HEADING])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert "session-planner[xlsx]" in told(data, name="plan.xlsx")[0]
