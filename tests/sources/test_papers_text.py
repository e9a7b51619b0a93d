"""Plain text as a paper: lines and their places, tables that are drawn in it, and what must stay lines."""

from __future__ import annotations

import pytest

from session_planner.sources.evidence import Place
from session_planner.sources.paper import Line
from tests.sources.making.programmes import DATA
from tests.sources.papers_sample import cells, shown, tables, text

ROWS = """\
Date and time          Agenda item     Title or description

Wednesday, 17 October 2012
10 a.m.-1 p.m.         1 (a)           Opening of the meeting
                       1 (b)           Adoption of the agenda and organization
                                       of work
3-6 p.m.               3               Strategies
"""
COLUMNS = """\
Time                Plenary meeting                       Parallel meeting

10 a.m. - 1 p.m.    1 (a) Opening of the session
                    1 (b) Election of officers
3-6 p.m.            2. Review of the implementation       Working Group on International
                    of the Convention                     Cooperation (continued)
"""


def test_lines_have_their_places_their_indent_and_the_gap_before_them() -> None:
    paper = text("Agenda\r\n\r\n   1. Opening\r   of the session\n\tTabbed")
    assert list(paper.blocks) == [
        Line("Agenda", Place(line=1), gap=True),
        Line("1. Opening", Place(line=3), indent=3, gap=True),
        Line("of the session", Place(line=4), indent=3),
        Line("Tabbed", Place(line=5), indent=8),
    ]


def test_spaces_of_all_kinds_are_one_and_marks_nobody_sees_are_gone() -> None:
    paper = text("10\u00a0heures\u202f30  à\u300013 or\u00adga\u00adni\u200bsation\u200f \ufb01n")
    assert shown(paper) == ["10 heures 30 à 13 organisation fin"]


def test_the_agenda_of_2012_has_no_table_and_all_its_lines() -> None:
    written = (DATA / "agenda-fr.txt").read_text("utf-8")
    paper = text(written)
    assert not tables(paper)
    assert [line.text for line in paper.lines()] == [
        " ".join(line.split()) for line in written.splitlines() if line.strip()
    ]
    assert "10 heures-13 heures 1 a) Ouverture de la réunion" in shown(paper)


def test_columns_of_spaces_are_a_table_whose_cells_wrap_and_whose_empty_cells_inherit_nothing() -> None:
    (table,) = tables(text(ROWS))
    assert cells(table) == [
        ["Date and time", "Agenda item", "Title or description"],
        ["Wednesday, 17 October 2012", "", ""],
        ["10 a.m.-1 p.m.", "1 (a)", "Opening of the meeting"],
        ["", "1 (b)", "Adoption of the agenda and organization / of work"],
        ["3-6 p.m.", "3", "Strategies"],
    ]
    cell = table.rows[3][2]
    assert [line.place for line in cell.lines] == [
        Place(line=5, table=1, row=4, column=3),
        Place(line=6, table=1, row=4, column=3),
    ]


def test_text_columns_side_by_side_keep_their_lines_together() -> None:
    assert cells(tables(text(COLUMNS))[0])[1:] == [
        ["10 a.m. - 1 p.m.", "1 (a) Opening of the session / 1 (b) Election of officers", ""],
        ["3-6 p.m.", "2. Review of the implementation / of the Convention",
         "Working Group on International / Cooperation (continued)"],
    ]  # fmt: skip


def test_rows_parted_by_empty_lines_keep_a_first_column_that_wraps() -> None:
    paper = text(
        "Agenda item                             Proposed time            Documents\n\n"
        "1.  Opening of the session              Monday, 8 July           A/CN.9/962\n"
        "2.  Election of officers of the body    10-10.30 a.m.\n\n"
        "4.  Finalization and adoption of the    Monday, 8 July to        A/CN.9/982\n"
        "    model legislative provisions on     10 July, a.m.            and addenda\n"
        "    public-private partnerships\n"
    )
    assert [row[0] for row in cells(tables(paper)[0])[1:]] == [
        "1. Opening of the session / 2. Election of officers of the body",
        "4. Finalization and adoption of the / model legislative provisions on / public-private partnerships",
    ]


@pytest.mark.parametrize("wide", [True, False], ids=["two columns a sign", "one column a sign"])
def test_chinese_columns_align_by_either_width_of_its_signs(wide: bool) -> None:
    def column(told: str, width: int) -> str:
        return told + " " * (width - len(told) * (2 if wide else 1)) if told.isalpha() else told.ljust(width)

    rows = [("日期和时间", "项目", "标题"), ("上午", "一", "会议开幕"), ("下午", "二", "技术援助")]
    paper = text("\n".join(column(a, 16) + column(b, 10) + c for a, b, c in rows))
    assert cells(tables(paper)[0]) == [list(row) for row in rows]


def test_arabic_columns_are_in_the_order_of_writing() -> None:
    paper = text("الساعة          البند      العنوان\n١٠/٠٠           ١ (أ)      افتتاح الدورة\n"
                 "١٥/٠٠           ٢          مسائل أخرى\n")  # fmt: skip
    assert cells(tables(paper)[0])[1] == ["١٠/٠٠", "١ (أ)", "افتتاح الدورة"]


@pytest.mark.parametrize(
    "written",
    [
        "1.   Opening of the session\n\n2.   Adoption of the agenda:\n\n     (a)   Elections\n     (b)   Other\n",
        "1.\tOpening\n2.\tAdoption\n3.\tClosing\n",
        "Item 1     Adoption of the agenda\nItem 2     Elections\nItem 3.1   Other matters\n",
        "A/71/1     Report of the Secretary-General\nA/71/2     Note\nA/71/3     Other note\n",
        "议题1   通过议程\n议题2   选举\n议题3   其他事项\n",
        "The Committee will meet.  It will hear all.\nIts officers  are elected and\nthe body sits.  That is all.\n",
    ],
    ids=["nested list", "tabs", "item and number", "symbols", "chinese", "two spaces after full stops"],
)
def test_lists_and_prose_stay_lines(written: str) -> None:
    paper = text(written)
    assert not tables(paper)
    assert shown(paper) == [" ".join(line.split()) for line in written.splitlines() if line.strip()]


def test_a_head_may_wrap_and_may_cross_the_columns_under_it() -> None:
    paper = text(
        "Time               Meetings of the plenary, and of the committees where so decided\n"
        "                   Committee A                     Committee B\n"
        "Wednesday,\n3 May\n"
        "10 a.m.-1 p.m.     1. Opening of the session       1. Opening of the session of\n"
        "                   2. Elections                    the other committee\n"
        "3-6 p.m.           3. Budget                       2. Report\n"
    )
    assert cells(tables(paper)[0]) == [
        ["Time", "Meetings of the plenary, and of the committees where so decided / Committee A", "Committee B"],
        ["Wednesday, / 3 May", "", ""],
        ["10 a.m.-1 p.m.", "1. Opening of the session / 2. Elections",
         "1. Opening of the session of / the other committee"],
        ["3-6 p.m.", "3. Budget", "2. Report"],
    ]  # fmt: skip


def test_prose_after_a_table_is_no_row_of_it() -> None:
    prose = "The meeting will be held in Conference Room 8, and the Chair will say more about it in time."
    paper = text(f"{ROWS}\n{prose}\nNote\n\n1.   Opening.\n\n2.   Adoption of the agenda.\n")
    assert shown(paper)[1:] == [prose, "Note", "1. Opening.", "2. Adoption of the agenda."]


def test_tabs_make_a_table_with_empty_cells_where_nothing_stands_before_them() -> None:
    paper = text(
        "Mon\t10.00-13.00\tOpening\n\t15.00-18.00\tElections\nTue\t10.00-13.00\tOther\n\n1.\tOpening\n2.\tClosing\n"
    )
    assert shown(paper) == [
        [["Mon", "10.00-13.00", "Opening"], ["", "15.00-18.00", "Elections"], ["Tue", "10.00-13.00", "Other"]],
        "1. Opening",
        "2. Closing",
    ]


def test_strokes_make_tables_in_the_manner_of_markdown_and_of_boxes() -> None:
    paper = text(
        "| Date | Title |\n|:-----|------:|\n| Mon | **Opening** |\n| Tue | Elections<br>of officers |\n\n"
        "┌───────┬───────┐\n│ 10–13 │ 1 (a) │\n│       │ more  │\n"
        "├───────┼───────┤\n│ 15–18 │ 2     │\n└───────┴───────┘\n"
        "\n+-----+-----+\n| a   | b   |\n+=====+=====+\n| c   | d   |\n+-----+-----+\n"
    )
    assert shown(paper) == [
        [["Date", "Title"], ["Mon", "Opening"], ["Tue", "Elections / of officers"]],
        [["10–13", "1 (a) / more"], ["15–18", "2"]],
        [["a", "b"], ["c", "d"]],
    ]
    assert [table.place.table for table in tables(paper)] == [1, 2, 3]


def test_form_feeds_begin_pages_whose_heads_and_numbers_are_told_and_left_out() -> None:
    pages = [
        "United Nations\nProvisional agenda\n1. Opening of the\n1",
        "A/CN.9/962\nsession of the Commission\n10 a.m.-1 p.m.\n2",
        "A/CN.9/962\n2. Elections\n10 a.m.-1 p.m.\n3",
        "A/CN.9/962\n3. Other\n10 a.m.-1 p.m.\n4",
    ]
    paper = text("\n\f".join(pages))
    assert shown(paper) == [
        "A/CN.9/962", "United Nations", "Provisional agenda", "1. Opening of the", "session of the Commission",
        "10 a.m.-1 p.m.", "2. Elections", "10 a.m.-1 p.m.", "3. Other", "10 a.m.-1 p.m.",
    ]  # fmt: skip
    assert [line.place.page for line in paper.lines()] == [2, 1, 1, 1, 2, 2, 3, 3, 4, 4]
    assert [note.told("en") for note in paper.notes] == [
        "left out 4 page numbers",
        "left out what pages repeat at their heads and feet: A/CN.9/962",
    ]
