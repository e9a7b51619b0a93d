"""PDFs as a paper: the same as the page that they were printed from, in the order in which it is written."""

from __future__ import annotations

import pytest

from session_planner.sources.papers import parse_paper
from session_planner.sources.papers.visual import looks_mirrored, written
from tests.sources.papers_sample import shown, tables

weasyprint = pytest.importorskip("weasyprint")
PAGES = "@page { @top-left { content: 'A/CN.9/962' } @bottom-center { content: counter(page) } }"
STYLE = (
    "@page { size: A5; margin: 20mm 10mm } p { margin: 3mm 0 } table { border-collapse: collapse; width: 100% }"
    " body { font: 10pt 'Liberation Serif', 'Noto Naskh Arabic', 'Noto Sans CJK SC' } .ruled td { border: 1px solid }"
    " td { vertical-align: top; padding: 1mm 3mm }"
)


def pdf(body: str, head: str = "<html>") -> bytes:
    """A page in print."""
    return bytes(weasyprint.HTML(string=f"{head}<style>{STYLE}</style><body>{body}</body></html>").write_pdf())


def test_lines_with_their_pages_heads_and_numbers_left_out() -> None:
    turn = "<p style='break-before: page'>"
    pages = f"<style>{PAGES}</style><p>1. Opening of the</p>{turn}session</p>{turn}2. Other</p>"
    paper = parse_paper(pdf(pages), "a.pdf")
    assert shown(paper) == ["A/CN.9/962", "1. Opening of the", "session", "2. Other"]
    assert [line.place.page for line in paper.lines()] == [1, 1, 2, 3]
    assert len(paper.notes) == 2
    single = parse_paper(pdf(f"<style>{PAGES}</style><p>1. Opening</p>"), "a.pdf")
    assert shown(single) == ["A/CN.9/962", "1. Opening"]


def test_ruled_tables_with_merged_cells() -> None:
    body = (
        "<table class=ruled><tr><td>Time<td colspan=2>Meetings<tr><td rowspan=2>10 a.m.<td>1 (a)<td>Opening<br>and more"
        "<tr><td>2<td>Other</table>"
    )
    (table,) = tables(parse_paper(pdf(body), "a.pdf"))
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Time", "Meetings", "Meetings"], ["10 a.m.", "1 (a)", "Opening and more"], ["10 a.m.", "2", "Other"],
    ]  # fmt: skip
    assert table.rows[1][0] is table.rows[2][0]


def test_tables_without_rules_by_their_columns() -> None:
    body = (
        "<table><tr><td>Date and time<td>Item<td>Title<tr><td>10 a.m.-1 p.m.<td>1 (a)<td>Opening of the session"
        "<tr><td><td>1 (b)<td>Elections<tr><td>3-6 p.m.<td>2<td>Other</table><p>Prose that goes on after the table.</p>"
    )
    paper = parse_paper(pdf(body), "a.pdf")
    assert shown(paper)[-2:] == [
        [["Date and time", "Item", "Title"], ["10 a.m.-1 p.m.", "1 (a)", "Opening of the session"],
         ["", "1 (b)", "Elections"], ["3-6 p.m.", "2", "Other"]],
        "Prose that goes on after the table.",
    ]  # fmt: skip


def test_arabic_is_brought_from_the_order_of_seeing_to_that_of_writing() -> None:
    lines = ["الأربعاء، 17 تشرين الأول/أكتوبر 2012 (الجلسة الأولى) A/CN.9/962", "سوف يُفتتح الموسّع ٢١-٢٣ الساعة ١٠/٠٠"]
    rows = "<table class=ruled><tr><td>الساعة<td>البند<tr><td>١٠/٠٠<td>١ (أ)</table>"
    body = "".join(f"<p>{line}</p>" for line in lines)
    paper = parse_paper(pdf(body + rows, "<html lang=ar dir=rtl>"), "a.pdf")
    assert shown(paper) == [
        *lines,
        [["الساعة", "البند"], ["١٠/٠٠", "١ (أ)"]],
    ]


@pytest.mark.parametrize("mirrored", [True, False])
def test_brackets_are_told_as_they_look_or_as_they_are_meant(mirrored: bool) -> None:
    seen = "2012 (ىلوألا)" if mirrored else "2012 )ىلوألا("
    assert looks_mirrored([seen]) is mirrored
    assert written(seen, mirrored=mirrored) == "(الأولى) 2012"


def test_chinese_and_russian() -> None:
    lines = ["上午10时至下午1时", "Утреннее заседание (10.00–13.00)"]
    assert shown(parse_paper(pdf("".join(f"<p>{line}</p>" for line in lines)), "a.pdf"))[-2:] == lines
