"""Tables as drafts: columns by heading, by content and as asked; grids of rooms; workbooks; hostile ones."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from session_planner.errors import InputError
from session_planner.sources.draft import Draft
from session_planner.sources.reading import Options, parse_source
from tests.sources.systems import draft, refusal, rows


def short(made: Draft) -> list[tuple[str, str, str | None, str]]:
    return [(start[5:16], end[11:16], room, title) for _, start, end, room, title in rows(made)]


GERMAN = "Wann;Zeit;Ort;Was\n9.3.2026;10:00-11:00;Saal 1;Erste Sache\n;11:00-12:00;Saal 2;Zweite Sache\nHinweis\n"


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_columns_are_known_by_what_stands_in_them(mark: str) -> None:
    made = draft(GERMAN.replace(";", mark).encode(), "x.csv")
    assert short(made) == [
        ("03-09T10:00", "11:00", "saal-1", "Erste Sache"),
        ("03-09T11:00", "12:00", "saal-2", "Zweite Sache"),
    ]
    assert "A “Wann” = date (by its content)" in str(made.notes[0])
    assert [line.text for one in made.kept for line in one.lines] == ["Hinweis"]


def test_columns_are_what_they_are_asked_to_be() -> None:
    made = parse_source(GERMAN.encode(), "x.csv", Options(mapping=("Ort=title", "D=room")))
    assert short(made)[0] == ("03-09T10:00", "11:00", "erste-sache", "Saal 1")
    for wrong, words in (("Nie=room", "no column is headed"), ("Ort=colour", "cannot hold"), ("Ort", "no mapping")):
        with pytest.raises(InputError, match=words):
            parse_source(GERMAN.encode(), "x.csv", Options(mapping=(wrong,)))


def test_dates_in_figures_are_read_in_the_order_that_keeps_days_together() -> None:
    american = "date,start,end,title\n9/3/2026,10:00,11:00,One\n9/4/2026,10:00,11:00,Two\n"
    assert [row[0] for row in short(draft(american.encode(), "x.csv"))] == ["09-03T10:00", "09-04T10:00"]


NUMBERED = (
    "date,start,end,item,title\n"
    "2026-03-09,10:00,10:30,1,Opening of the meeting\n"
    "2026-03-09,10:30,13:00,2,Standards\n"
    "2026-03-10,10:00,11:00,10,Adoption of the report\n"
)


def test_an_agenda_whose_numbers_stand_in_order_keeps_it() -> None:
    made = draft(NUMBERED.encode(), "x.csv").data
    assert [item.get("role") for item in made["bodies"][0]["agenda"]] == ["opening", None, "report"]
    assert "agenda-order" not in made["rules"]
    for source in (NUMBERED.replace(",1,O", ",11,O"), NUMBERED.replace(",2,S", ",,S")):
        out_of_order = draft(source.encode(), "x.csv").data
        assert out_of_order["rules"]["agenda-order"] == "off"
        assert not any("role" in item for item in out_of_order["bodies"][0]["agenda"])


def test_a_grid_of_rooms() -> None:
    grid = "Time,Room A,Room B\n9 March 2026,,\n10:00,Opening,\n10:30,Talk one,Talk two\n11:30,,\n"
    assert short(draft(grid.encode(), "x.csv")) == [
        ("03-09T10:00", "10:30", "room-a", "Opening"),
        ("03-09T10:30", "11:30", "room-a", "Talk one"),
        ("03-09T10:30", "11:30", "room-b", "Talk two"),
    ]


def test_a_workbook_with_merged_and_hidden_cells() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["date", "start", "duration", "title"])
    sheet.append([dt.date(2026, 3, 9), dt.time(10), 1 / 48, "One"])
    sheet.append([None, 10.5 / 24, "45 min", "Two"])
    sheet.append([None, dt.time(12), 30, "Secret"])
    sheet.merge_cells("A2:A4")
    sheet.row_dimensions[4].hidden = True
    book.create_sheet("Old").sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    made = draft(data.getvalue(), "x.xlsx")
    assert short(made) == [("03-09T10:00", "10:30", None, "One"), ("03-09T10:30", "11:15", None, "Two")]
    told = " ".join(map(str, made.notes))
    assert "sheet Old is hidden" in told
    assert "were not read: 4" in told


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"date,start,title\n" + b"x" * 1_000_001, "x.csv", "x.csv:2:0: this line has more than 1000000"),
        (b"date,start,title\n" + b"," * 300, "x.csv", "more than 256 columns"),
        (b"a,b\n1,2\n", "x.csv", "no row of it says when"),
        (b"no workbook", "x.xlsx", "not an .xlsx workbook"),
    ],
)
def test_hostile_tables_are_refused(data: bytes, name: str, words: str) -> None:
    assert words in str(refusal(data, name).mistakes[0])


@pytest.mark.parametrize("ref", ["A1:XFD1048576", "A1:B200000"])
def test_merged_cells_without_end_are_refused_at_once(ref: str) -> None:
    """openpyxl would make an object for each of them."""
    book = openpyxl.Workbook()
    book.active.append(["Date", "Time", "Title"])
    whole = io.BytesIO()
    book.save(whole)
    made = io.BytesIO()
    with zipfile.ZipFile(whole) as there, zipfile.ZipFile(made, "w") as here:
        for name in there.namelist():
            part = there.read(name)
            if name == "xl/worksheets/sheet1.xml":
                merged = f'</sheetData><mergeCells><mergeCell ref="{ref}"/></mergeCells>'
                part = part.replace(b"</sheetData>", merged.encode())
            here.writestr(name, part)
    with pytest.raises(InputError, match="merged cells and links cover"):
        parse_source(made.getvalue(), "plan.xlsx")
