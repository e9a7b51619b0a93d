"""Timetables of every layout, read from blocks as the formats give them."""

from __future__ import annotations

import datetime as dt

from session_planner.sources.evidence import Place
from session_planner.sources.facts import SittingFact
from session_planner.sources.paper import Block, Cell, Line, Table
from session_planner.sources.timetables.reading import Timetable, read_timetable

WEEK = (dt.date(2012, 10, 15), dt.date(2012, 10, 19))


def table(*rows: str) -> Table:
    """A table from rows whose cells are parted by `|` and paragraphs by `/`."""
    made = []
    for at, row in enumerate(rows, 1):
        cells = []
        for column, text in enumerate(row.split("|"), 1):
            place = Place(table=1, row=at, column=column)
            parts = [part.strip() for part in text.split(" / ") if part.strip()]
            cells.append(Cell(tuple(Line(part, place, gap=True, whole=True) for part in parts), place))
        made.append(tuple(cells))
    return Table(tuple(made))


def lines(text: str) -> list[Block]:
    """Lines of plain text; an empty line is a gap."""
    found: list[Block] = []
    gap = True
    for at, line in enumerate(text.strip("\n").split("\n"), 1):
        if line.strip():
            found.append(Line(line.strip(), Place(line=at), len(line) - len(line.lstrip()), gap))
        gap = not line.strip()
    return found


def read(*blocks: Block, lang: str = "en", titles: dict[str, str] | None = None) -> Timetable:
    """The timetable of the week of October 2012."""
    return read_timetable(blocks, lang, dates=WEEK, year=2012, titles=titles or {})


def told(one: SittingFact) -> tuple[int, int | None, int | None, list[tuple[str | None, str, bool]]]:
    """A sitting in short: day, hours, rows."""
    return one.date.day, one.start, one.end, [(row.item, row.title, row.continued) for row in one.rows]


def test_hours_printed_once_hold_for_the_rows_under_them() -> None:
    found = read(
        table(
            "Date and time|Agenda item|Title or description",
            "Wednesday, 17 October||",
            "10 a.m.-1 p.m.|1 (a)|Opening of the meeting",
            "|(b)|Adoption of the agenda",
            "3-6 p.m.|2|Technical assistance",
            "Thursday, 18 October||",
            "10 a.m.-1 p.m.|2|Technical assistance (continued)",
        )
    )
    assert [told(one) for one in found.sittings] == [
        (17, 600, 780, [("1(a)", "Opening of the meeting", False), ("1(b)", "Adoption of the agenda", False)]),
        (17, 900, 1080, [("2", "Technical assistance", False)]),
        (18, 600, 780, [("2", "Technical assistance", True)]),
    ]
    assert not found.kept


def test_columns_side_by_side_are_sittings_side_by_side_and_a_joint_one_has_both_bodies() -> None:
    found = read(
        table(
            "Time|Plenary|Parallel meeting",
            "Tuesday, 16 October||",
            "10 a.m.-1 p.m.|2. Protocols|Working Group on Trade",
            "3-6 p.m.|3. Other crimes|Working Group on Fisheries",
            "Wednesday, 17 October||",
            "10 a.m.-1 p.m.|3. Other crimes (continued)|Joint discussion of the two working groups",
        )
    )
    beside = [one for one in found.sittings if one.track == "parallel"]
    assert [one.bodies for one in beside] == [
        ("Working Group on Trade",),
        ("Working Group on Fisheries",),
        ("Working Group on Trade", "Working Group on Fisheries"),
    ]
    assert beside[2].evidence.inferred is not None
    assert [row.item for one in found.sittings if one.track == "plenary" for row in one.rows] == ["2", "3", "3"]


def test_a_grid_of_days_and_slots_with_meetings_of_their_own_hours_and_a_deadline() -> None:
    found = read(
        table(
            "|10 a.m.-1 p.m.|3-6 p.m.",
            "Monday, 15 October|Opening of the session / Election of officers (Item 1) / 1 p.m. – Deadline: list of"
            " speakers|Round table 1: 3:00 - 4:30 pm; CR 4 / in parallel with: / Round table 2: 3:00 - 4:30 pm; CR 1",
        )
    )
    assert [told(one) for one in found.sittings] == [
        (15, 600, 780, [(None, "Opening of the session", False), ("1", "Election of officers", False)]),
        (15, 900, 990, [(None, "Round table 1", False)]),
        (15, 900, 990, [(None, "Round table 2", False)]),
    ]
    assert [one.room for one in found.sittings] == ["", "CR 4", "CR 1"]
    assert [(one.date.day, one.time) for one in found.deadlines] == [(15, 780)]


def test_item_first_rows_are_spreads_over_days_and_halves_of_days() -> None:
    found = read(
        table(
            "Agenda item|Proposed date(s)/time for consideration|Pre-session documentation",
            "1. Opening / 2. Election of officers|Monday, 15 October, 10-10:30 a.m.|A/CN.9/962",
            "3. Public-private partnerships|Monday, 15 October–Wednesday, 17 October, a.m.|A/CN.9/982",
        )
    )
    opening, later = found.spreads
    assert (opening.items, opening.start_time, opening.end_time) == (("1", "2"), 600, 630)
    assert (later.start, later.start_half, later.end, later.end_half) == (WEEK[0], "", dt.date(2012, 10, 17), "a.m.")
    assert later.documents == ("A/CN.9/982",)
    assert not found.sittings


def test_text_without_its_table_keeps_order_titles_and_dates_inside_titles() -> None:
    found = read(
        *lines(
            """
Mercredi 17 octobre

10 heures-13 heures 1 a) Ouverture de la réunion

 2 Suite donnée aux recommandations adoptées à la réunion tenue les
19 et 20 octobre 2010

15 heures-18 heures 8 Autres questions
"""
        ),
        lang="fr",
    )
    assert [told(one) for one in found.sittings] == [
        (17, 600, 780, [
            ("1(a)", "Ouverture de la réunion", False),
            ("2", "Suite donnée aux recommandations adoptées à la réunion tenue les 19 et 20 octobre 2010", False),
        ]),
        (17, 900, 1080, [("8", "Autres questions", False)]),
    ]  # fmt: skip


def test_hours_that_go_back_begin_the_next_day_and_say_so() -> None:
    found = read(
        *lines(
            """
Monday, 15 October

10 a.m.-1 p.m. 1. Opening

3-6 p.m. 2. Reports

10 a.m.-1 p.m. 3. Budget
"""
        )
    )
    assert [one.date.day for one in found.sittings] == [15, 15, 16]
    assert found.sittings[2].evidence.doubt is not None


def test_hours_titles_and_rooms_in_columns_are_paired_only_where_their_counts_agree() -> None:
    head = "Monday, 15 October\n\n10.00-11.30 11.30-13.00\n\n"
    good = read(*lines(head + "Consultations on funds\n\nConsultations on forests\n"))
    assert [(*told(one)[1:3], one.rows[0].title) for one in good.sittings] == [
        (600, 690, "Consultations on funds"),
        (690, 780, "Consultations on forests"),
    ]
    bad = read(*lines(head + "Consultations on funds\n\nConsultations on forests\n\nConsultations on fish\n"))
    assert not bad.sittings
    assert bad.kept


def test_a_meeting_after_another_has_no_hour_and_a_note_is_kept() -> None:
    found = read(
        *lines(
            """
Monday, 15 October

MORNING (10.00 - 13.00 hours)

Item 1 Adoption of the agenda (CL 125/1)

Drafting Committee (immediately after the Plenary)

Note: times may change.
"""
        )
    )
    plenary, drafting = found.sittings
    assert plenary.rows[0].documents == ("CL 125/1",)
    assert (drafting.start, drafting.after) == (None, "immediately after the Plenary")
    assert [line.text for one in found.kept for line in one.lines] == ["Note: times may change."]


def test_columns_that_text_has_run_together_are_kept_and_not_taken_for_one_title() -> None:
    found = read(
        *lines(
            """
Time Plenary Parallel meeting

Monday, 15 October

10 a.m.-1 p.m. 1. Opening of the session

3-6 p.m. 2. Protocol on firearms Working Group on International
Cooperation
"""
        )
    )
    assert [told(one)[1:] for one in found.sittings] == [(600, 780, [("1", "Opening of the session", False)])]
    assert any("Working Group" in line.text for one in found.kept for line in one.lines)
