"""Workbooks of CoSPLib that are not as they should be: every mistake at its cell, all at once, never a traceback."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from session_planner.errors import InputError
from session_planner.sources.conferences import cosplib
from session_planner.sources.conferences.cosplib import Held, Instance, Solution, Submission, Term, Track
from session_planner.sources.conferences.cosplib.reading import SHEETS
from tests.sources.conferences.cosplib_small import instance, session, solution

SMALL = instance(
    [
        Submission("x1", "Algebra", 2, 1, 2, ("Ann", "Bob"), ("Cid",), {"Mon1": 10}, {"Red": 3}),
        Submission("x2", "Geometry ", zone=-5, attendees=("Ann",)),
    ],
    weights={term: number for number, term in enumerate(Term)},
    tracks=(Track("Algebra", ("Dora",)), Track("Geometry ")),
    sessions=(session("Mon1"), session("Mon2", 2, "14:00", "15:00")),
    rooms=("Red", "Blue"),
    tracks_sessions={("Algebra", "Mon2"): 5},
    tracks_rooms={("Geometry ", "Blue"): 7},
    sessions_rooms={("Mon2", "Red"): 9},
    similar={("Algebra", "Geometry "): 4},
)
SOLVED = solution({"Mon1 Red": ("Algebra", "-", "x1", "x1"), "Mon2 Blue": ("Geometry ", "x2", "-")})
Change = Callable[[Any], object]


def changed(change: Change, data: bytes | None = None) -> bytes:
    """A workbook after something was done to it."""
    book = openpyxl.load_workbook(io.BytesIO(data or cosplib.instance_bytes(SMALL)))
    change(book)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def put(where: str, value: object) -> Change:
    """Puts a value into a cell, such as `tracks!A2`."""
    sheet, _, place = where.partition("!")

    def change(book: Any) -> None:
        book[sheet][place] = value

    return change


def read(change: Change) -> Instance:
    """The small instance after a change to its workbook."""
    return cosplib.parse_instance(changed(change), "conf.xlsx")


def told(change: Change) -> list[str]:
    """What is said of the instance's workbook after a change."""
    with pytest.raises(InputError) as caught:
        read(change)
    assert all(one.path for one in caught.value.mistakes)
    return caught.value.text().removeprefix("conf.xlsx: ").split("\nconf.xlsx: ")


def told_of_solution(change: Change) -> list[str]:
    """What is said of the solution's workbook after a change."""
    with pytest.raises(InputError) as caught:
        cosplib.parse_solution(changed(change, cosplib.solution_bytes(SOLVED, SMALL)), "sol.xlsx", SMALL)
    return caught.value.text().removeprefix("sol.xlsx: ").split("\nsol.xlsx: ")


def test_what_is_written_is_read() -> None:
    assert cosplib.parse_instance(cosplib.instance_bytes(SMALL), "conf.xlsx") == SMALL
    assert cosplib.parse_solution(cosplib.solution_bytes(SOLVED, SMALL), "sol.xlsx", SMALL) == SOLVED


# -- what may be otherwise --------------------------------------------------------------------------------------------


def test_columns_stand_in_any_order_and_headings_have_stray_spaces() -> None:
    def turned(book: Any) -> None:
        for name in ("submissions", "sessions", "tracks", "tracks_sessions|penalty", "similar tracks"):
            sheet = book[name]
            first = 2 if name in ("tracks_sessions|penalty", "similar tracks") else 1
            rows = [list(row) for row in sheet.iter_rows(min_col=first, values_only=True)]
            sheet.delete_cols(first, 100)
            for line, row in enumerate(rows, 1):
                for column, value in enumerate(reversed(row), first):
                    sheet.cell(line, column, f"  {value} " if line == 1 and value else value)

    assert read(turned) == SMALL


def test_names_are_found_whatever_spaces_stand_around_them_and_keep_the_spelling_of_their_sheet() -> None:
    found = read(put("submissions!B3", "  Geometry"))
    assert found.submissions[1].track == "Geometry "
    assert read(put("tracks_rooms|penalty!A3", "Geometry")) == SMALL


@pytest.mark.parametrize("value", ["9:05", "09:05:00", dt.datetime(1899, 12, 31, 9, 5), dt.timedelta(minutes=545),
                                   545 / 1440])  # fmt: skip
def test_an_hour_in_any_form(value: object) -> None:
    assert read(put("sessions!D2", value)).sessions[0].start == dt.time(9, 5)


@pytest.mark.parametrize("value", ["2026-07-06", "6/7/2026", "06.07.2026", "6 July 2026", dt.datetime(2026, 7, 6, 8),
                                   46209])  # fmt: skip
def test_a_date_in_any_form(value: object) -> None:
    assert read(put("sessions!C2", value)).sessions[0].date == dt.date(2026, 7, 6)


def test_empty_penalties_are_0_and_whole_numbers_may_be_texts() -> None:
    assert read(put("submissions!H2", None)).submissions[0].sessions == {}
    assert read(put("submissions!H2", " 12 ")).submissions[0].sessions == {"Mon1": 12}
    assert read(put("submissions!H2", 12.0)).submissions[0].sessions == {"Mon1": 12}


def test_only_the_upper_half_of_the_similar_tracks_counts() -> None:
    assert read(put("similar tracks!B3", 77)) == SMALL
    assert read(put("similar tracks!B2", 77)) == SMALL

    def below(book: Any) -> None:
        """The rows the other way round: what was above is below."""
        sheet = book["similar tracks"]
        rows = [[cell.value for cell in row] for row in sheet["A2:C3"]]
        for line, row in zip((3, 2), rows, strict=True):
            for column, value in enumerate(row, 1):
                sheet.cell(line, column).value = value
        sheet["B2"] = 6

    assert read(below).similar == {("Algebra", "Geometry "): 6}


def test_persons_are_split_by_a_comma_and_a_space_only() -> None:
    assert read(put("submissions!F2", "Ann,Bob, Cid")).submissions[0].presenters == ("Ann,Bob", "Cid")
    assert read(put("submissions!F2", "Ann, , Ann")).submissions[0].presenters == ("Ann",)


def test_a_name_that_begins_as_a_formula_is_a_name() -> None:
    strange = replace(SMALL, rooms=("=1+1", "Blue"), submissions=SMALL.submissions[1:], tracks=SMALL.tracks[1:],
                      tracks_sessions={}, sessions_rooms={("Mon2", "=1+1"): 9}, similar={})  # fmt: skip
    assert cosplib.parse_instance(cosplib.instance_bytes(strange), "conf.xlsx") == strange


def test_other_sheets_and_empty_rows_do_not_matter() -> None:
    def more(book: Any) -> None:
        book.create_sheet("notes")["A1"] = "for us only"
        book["notes"].sheet_state = "hidden"
        book["tracks"].insert_rows(3)
        book["submissions"].insert_rows(2, 3)

    assert read(more) == SMALL


# -- mistakes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        ("submissions!B2", "Algebre", "submissions!B2: there is no track `Algebre`; did you mean `Algebra`?"),
        ("submissions!B2", "Zoology", "submissions!B2: there is no track `Zoology`"),
        ("submissions!B2", None, "submissions!B2: there is no track ``"),
        ("submissions!A3", "x1", "submissions!A3: `x1` is there a second time, after submissions!A2"),
        ("submissions!A3", None, "submissions!A3: this row needs a name in the column `Reference`"),
        ("submissions!C2", 0, "submissions!C2: found `0`; this must be a whole number from 1 to 1000"),
        ("submissions!C2", None, "submissions!C2: found `0`; this must be a whole number from 1 to 1000"),
        ("submissions!C2", 10**6, "submissions!C2: found `1000000`; this must be a whole number from 1 to 1000"),
        ("submissions!D2", -1, "submissions!D2: found `-1`; this must be a whole number from 0 to 1000000000"),
        ("submissions!E2", "CET", "submissions!E2: found `CET`; a time zone is written GMT+2, from GMT-12 to GMT+14"),
        ("submissions!E2", "GMT+15", "submissions!E2: found `GMT+15`; a time zone is written GMT+2, from GMT-12 to"),
        ("submissions!H2", "much", "submissions!H2: found `much`; this must be a whole number from 0 to 1000000000"),
        ("submissions!H2", 1.5, "submissions!H2: found `1.5`; this must be a whole number from 0 to 1000000000"),
        ("submissions!H2", True, "submissions!H2: found `True`; this must be a whole number from 0 to 1000000000"),
        ("submissions!Z2", 3, "submissions!Z2: `3` stands under no heading"),
        ("tracks!A3", " Algebra", "tracks!A3: `Algebra` is there a second time, after tracks!A2"),
        ("rooms!A3", "Red", "rooms!A3: `Red` is there a second time, after rooms!A2"),
        ("sessions!B2", 0, "sessions!B2: found `0`; this must be a whole number from 1 to 1000"),
        ("sessions!D2", "noon", "sessions!D2: found `noon`; this must be an hour, such as 09:30"),
        ("sessions!D2", "24:00", "sessions!D2: found `24:00`; this must be an hour, such as 09:30"),
        ("sessions!E2", None, "sessions!E2: found ``; this must be an hour, such as 09:30"),
        ("sessions!C2", "soon", "sessions!C2: found `soon`; this must be a date, such as 2026-07-28"),
        ("sessions!B1", "Slots", "sheet sessions has no column `Max Number of Timeslots`"),
        ("parameters!B2", "Berlin", "parameters!B2: found `Berlin`; a time zone is written GMT+2, from GMT-12 to"),
        ("parameters!B4", None, "parameters!B4: found ``; this must be an hour, such as 09:30"),
        ("parameters!A9", "Fine:", "sheet parameters does not say `Penalty` under `Less suitable scheduling times`"),
        ("parameters!E2", -5, "parameters!E2: found `-5`; this must be a whole number from 0 to 1000000000"),
        ("parameters!D5", "Similar Track:", "parameters!D5: there is no weight `Similar Track:`; did you mean "
         "`Similar Tracks`?"),
        ("parameters!D5", "Parallel tracks", "parameters!D7: the weight `Parallel Tracks` is there a second time"),
        ("tracks_sessions|penalty!B1", "Mon3", "tracks_sessions|penalty!B1: there is no session `Mon3`; did you mean"),
        ("tracks_sessions|penalty!B1", "Mon2", "tracks_sessions|penalty!C1: `Mon2` is there a second time, after"),
        ("tracks_sessions|penalty!A3", "Geometri", "tracks_sessions|penalty!A3: there is no track `Geometri`; did you"),
        ("tracks_sessions|penalty!A3", None, "sheet tracks_sessions|penalty has no row `Geometry`"),
        ("sessions_rooms|penalty!C1", None, "sheet sessions_rooms|penalty has no column `Blue`"),
        ("sessions_rooms|penalty!F9", 1, "sessions_rooms|penalty!F9: `1` stands in no row and column with a name"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_cell(where: str, value: object, said: str) -> None:
    assert any(one.startswith(said) for one in told(put(where, value))), told(put(where, value))


def test_all_mistakes_are_told_at_once() -> None:
    def many(book: Any) -> None:
        put("submissions!B2", "Algebre")(book)
        put("sessions!D2", "noon")(book)
        put("rooms!A3", "Red")(book)
        put("parameters!E2", "heavy")(book)

    assert {one.partition(": ")[0] for one in told(many)} >= {
        "submissions!B2", "sessions!D2", "rooms!A3", "parameters!E2"
    }  # fmt: skip


def test_columns_of_our_own_are_passed_over_where_the_library_passes_over_them() -> None:
    def notes(book: Any) -> None:
        put("tracks!C1", "Notes")(book)
        put("tracks!C2", "a large one")(book)
        put("rooms!D9", "third floor")(book)

    assert read(notes) == SMALL


def test_a_heading_that_is_no_session_and_no_room_is_told_with_the_nearest() -> None:
    said = told(put("submissions!J1", "Rde"))
    assert "submissions!J1: there is no session and no room `Rde`; did you mean `Red`?" in said
    assert "sheet submissions has no column `Red`" in said


def test_a_session_and_a_room_of_one_name() -> None:
    def same(book: Any) -> None:
        put("rooms!A2", "Mon1")(book)
        put("submissions!J1", "Mon1")(book)

    assert any("`Mon1` is the name of two columns, or of a session and of a room" in one for one in told(same))


def test_a_sheet_that_is_missing_or_has_another_name() -> None:
    assert told(lambda book: book.remove(book["rooms"])) == ["the workbook has no sheet `rooms`"]

    def renamed(book: Any) -> None:
        book["rooms"].title = "room"

    assert told(renamed) == ["the workbook has no sheet `rooms`; is `room` meant?"]


def test_what_is_hidden_is_not_left_out_in_silence() -> None:
    def row(book: Any) -> None:
        book["submissions"].row_dimensions[3].hidden = True

    def sheet(book: Any) -> None:
        book["rooms"].sheet_state = "hidden"

    assert any("hidden rows and columns that hold something were not read: 3" in one for one in told(row))
    assert told(sheet) == ["sheet rooms is hidden; not read"]


def test_an_empty_sheet() -> None:
    assert "sheet rooms has no column `Rooms`" in told(lambda book: book["rooms"].delete_rows(1, 9))
    assert "sheet rooms names nothing" in told(lambda book: book["rooms"].delete_rows(2, 9))


def test_a_file_that_is_no_workbook() -> None:
    for data in (b"", b"Reference;Track\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200):
        with pytest.raises(InputError):
            cosplib.parse_instance(data, "conf.xlsx")


def test_a_file_that_is_not_there(tmp_path: Any) -> None:
    with pytest.raises(InputError, match="no such file"):
        cosplib.read_instance(tmp_path / "conf.xlsx")


# -- solutions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        ("sol!B1", "Rad", "sol!B1: there is no room `Rad`; did you mean `Red`?"),
        ("sol!B2", "Algebrra", "sol!B2: there is no track `Algebrra`; did you mean `Algebra`?"),
        ("sol!A3", "Mon9", "sol!A3: there is no session `Mon9`; did you mean `Mon"),
        ("sol!B6", "x3", "sol!B6: there is no submission `x3`"),
        ("sol!A5", None, "session `Mon1` has 3 slots, and 2 rows in sheet sol after that of its tracks"),
        ("sol!C9", "x2", "session `Mon2` has 2 slots, and 1 rows in sheet sol after that of its tracks"),
        ("sol!C1", "Red", "sol!C1: `Red` is there a second time, after sol!B1"),
        ("sol!C1", None, "sheet sol has no column `Blue`"),
    ],
)
def test_a_mistake_in_a_solution_is_told_at_its_cell(where: str, value: object, said: str) -> None:
    def change(book: Any) -> None:
        put(where, value)(book)
        if where == "sol!C9":
            put("sol!A9", None)(book)

    said_of_it = told_of_solution(change)
    assert any(one.startswith(said) for one in said_of_it), said_of_it


def test_a_solution_without_its_sheet() -> None:
    def renamed(book: Any) -> None:
        book["sol"].title = "solution"

    assert told_of_solution(renamed)[0].startswith("the workbook has no sheet `sol`")


def test_rooms_of_a_solution_stand_in_any_order() -> None:
    turned = cosplib.solution_bytes(SOLVED, replace(SMALL, rooms=("Blue", "Red")))
    assert cosplib.parse_solution(turned, "sol.xlsx", SMALL) == SOLVED


def test_thousands_of_wrong_names_take_no_minutes() -> None:
    many = replace(SMALL, submissions=tuple(Submission(f"talk {number}", "Algebra") for number in range(1200)))

    def wrong(book: Any) -> None:
        book["sol"]["A2"] = None
        for line in range(10, 4000):
            for column, name in enumerate(["Mon1", f"tolk {line}", f"tlak {line}"], 1):
                book["sol"].cell(line, column, name)

    long = replace(many, sessions=(session("Mon1", 1000), session("Mon2", 2)))
    began = time.process_time()
    with pytest.raises(InputError) as caught:
        cosplib.parse_solution(changed(wrong, cosplib.solution_bytes(SOLVED, long)), "sol.xlsx", long)
    assert time.process_time() - began < 30
    assert len(caught.value.mistakes) <= 201


# -- hostile ----------------------------------------------------------------------------------------------------------


def test_a_workbook_that_unpacks_to_gigabytes_is_refused() -> None:
    held = io.BytesIO(cosplib.instance_bytes(SMALL))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet99.xml", b"<c/>" * (40 * 1024 * 1024))
    with pytest.raises(InputError):
        cosplib.parse_instance(held.getvalue(), "conf.xlsx")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_stands_in_a_cell_is_read_or_told(data: st.DataObject) -> None:
    values = st.one_of(
        st.none(), st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False), st.booleans(),
        st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=12), st.dates(), st.times(),
        st.sampled_from(["Mon1", "Red", "Algebra", "GMT+3", "=A1", "12:30", "x1", " ", "From:", "Penalty:"]),
    )  # fmt: skip

    def change(book: Any) -> None:
        for _ in range(data.draw(st.integers(1, 3))):
            sheet = book[data.draw(st.sampled_from(SHEETS))]
            place = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 11))
            cell = sheet.cell(*place)
            cell.value = data.draw(values)
            if isinstance(cell.value, str):
                cell.data_type = "s"

    try:
        found = read(change)
    except InputError as error:
        said = error.text()
    else:
        said = "read"
        assert cosplib.parse_instance(cosplib.instance_bytes(found), "again.xlsx") == found
    assert said


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_solution_is_read_back(data: st.DataObject) -> None:
    references = st.sampled_from([None, *(one.reference for one in SMALL.submissions)])
    tracks = st.sampled_from([None, *(track.name for track in SMALL.tracks)])
    held = {
        (one.name, room): Held(data.draw(tracks), tuple(data.draw(references) for _ in range(one.slots)))
        for one in SMALL.sessions
        for room in SMALL.rooms
    }
    drawn = Solution({place: one for place, one in held.items() if one.track is not None or any(one.slots)})
    assert cosplib.parse_solution(cosplib.solution_bytes(drawn, SMALL), "sol.xlsx", SMALL) == drawn
    cosplib.judge(SMALL, drawn)
