"""Word files: each block has its style, tables their heads, merged cells and widths, pages their size and number."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Twips
from lxml import etree

from session_planner.publish.document import (
    Bullets,
    Cell,
    Column,
    Heading,
    NewPage,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    line,
)
from session_planner.publish.forms.docx import written
from tests.publish.word_files import SVG, WORDS, body, found, made, parts, sample, table


def test_each_block_has_a_style_with_a_name() -> None:
    file = docx.Document(io.BytesIO(written(sample())))
    styles = [paragraph.style.name for paragraph in file.paragraphs]
    assert styles == [
        "Annex Label", "Title", "Whose Programme", "Meeting Place", "Alarm", "Table Gap", "Programme Note",
        "Heading 2", "Normal", "List Bullet", "List Bullet", "Signature", "Heading 3", "Picture",
    ]  # fmt: skip
    assert [run.style.name for run in file.paragraphs[8].runs] == [
        "Strong", "Default Paragraph Font", "Emphasis", "Struck",
    ]  # fmt: skip
    assert file.tables[0].style.name == "Programme Table"


def test_headings_are_steps_of_one_outline() -> None:
    file = made(*(Heading(line("x"), level) for level in range(1, 7)))
    levels = [found(paragraph.style.element, "w:pPr/w:outlineLvl/@w:val") for paragraph in file.paragraphs]
    assert levels == [["0"], ["1"], ["2"], ["3"], ["3"], ["3"]]


def test_a_style_that_is_used_is_defined() -> None:
    files = parts(written(sample("zh")))
    defined = set(found(etree.fromstring(files["word/styles.xml"]), "w:style/@w:styleId"))
    for name in ("word/document.xml", "word/footer1.xml", "word/styles.xml", "word/numbering.xml"):
        root = etree.fromstring(files[name])
        used = found(root, "//w:pStyle/@w:val|//w:rStyle/@w:val|//w:tblStyle/@w:val|//w:basedOn/@w:val|//w:next/@w:val")
        assert used
        assert set(used) <= defined


def test_the_head_of_a_table_is_repeated_and_no_row_is_cut() -> None:
    rows = found(body(written(sample(days=3))), "//w:tr")
    assert len(rows) == 1 + 3 * 4
    assert [bool(found(row, "w:trPr/w:tblHeader")) for row in rows] == [True] + [False] * 12
    assert all(found(row, "w:trPr/w:cantSplit") for row in rows)
    assert found(rows[0], "//w:tblLook/@w:firstRow") == ["1"]
    assert found(rows[0], "//w:tblCaption/@w:val") == [WORDS["en"][0]]


def test_the_rows_of_a_day_and_of_a_part_stay_with_the_row_after_them() -> None:
    part = Row((Cell((line("part"),), columns=3, heads="group"),), "sitting")
    (group,) = table().groups
    file = made(replace(table(), groups=((*group[:1], part, *group[1:]),)))
    kept = [row.cells[-1].paragraphs[0].style.element for row in file.tables[0].rows]
    assert [bool(found(style, "w:pPr/w:keepNext")) for style in kept] == [True, True, True, False, False, False]


def test_cells_are_merged_as_the_document_says() -> None:
    (shown,) = made(table()).tables
    assert [[cell.text for cell in row.cells] for row in shown.rows] == [
        ["Date", "Item", "Title"],
        ["Wednesday, 17 October"] * 3,
        ["10 a.m.-1 p.m.", "1 (a)", "Opening\nCTOC/COP/2012/1"],
        ["10 a.m.-1 p.m.", "2", f"{WORDS['ar'][3]} *"],
        ["10 a.m.-1 p.m.", "3", "Opening"],
    ]
    assert shown.cell(2, 0)._tc is shown.cell(3, 0)._tc
    assert shown.cell(3, 0)._tc is not shown.cell(4, 0)._tc
    assert shown.cell(1, 0)._tc is shown.cell(1, 2)._tc


def test_a_cell_over_rows_and_columns_leaves_room_for_its_neighbours() -> None:
    columns = tuple(Column(line(name)) for name in "abc")
    wide = Cell((line("wide"),), columns=2, rows=2)
    rows = (Row((wide, Cell((line("1"),)))), Row((Cell((line("2"),)),)), Row((Cell((line("3"),)),)))
    (shown,) = made(Table("", columns, (rows,))).tables
    texts = [[cell.text for cell in row.cells] for row in shown.rows]
    assert texts == [["a", "b", "c"], ["wide", "wide", "1"], ["wide", "wide", "2"], ["3", "", ""]]


def test_columns_have_their_shares_of_the_width() -> None:
    for landscape, width in ((False, 210 - 44), (True, 297 - 40)):
        root = made(table(), landscape=landscape).element.body
        widths = [int(width) for width in found(root, "//w:gridCol/@w:w")]
        assert widths[0] == pytest.approx(2 * widths[1], abs=2)
        assert widths[2] == pytest.approx(5 * widths[1], abs=4)
        assert Twips(sum(widths)) == pytest.approx(Mm(width), abs=Twips(2))
        assert found(root, "//w:tbl/w:tblPr/w:tblW/@w:w") == [str(sum(widths))]


def test_a_body_has_its_colour_at_the_start_of_the_cell() -> None:
    root = made(table()).element.body
    bar, goes_on = found(root, "//w:tcBorders/w:left")
    assert not found(root, "//w:tcBorders/w:right")
    assert bar.get(qn("w:color")) == goes_on.get(qn("w:color")) == "4169E1"
    assert "10 a.m." in "".join(found(bar, "ancestor::w:tc//w:t/text()"))


def test_a_colour_inside_of_a_row_is_the_edge_of_both_cells() -> None:
    row = Row((Cell((line("1"),)), Cell((line("2"),), colour="teal"), Cell((line("3"),), colour="no colour")))
    root = made(Table("", tuple(Column(line(name)) for name in "abc"), ((row,),))).element.body
    sides = [found(cell, "w:tcPr/w:tcBorders/*") for cell in found(root, "//w:tr[2]/w:tc")]
    assert [[side.tag for side in cell] for cell in sides] == [[qn("w:right")], [qn("w:left")], []]
    assert {side.get(qn("w:color")) for cell in sides for side in cell} == {"008080"}


def test_a_large_document_has_larger_letters_and_hours_still_larger() -> None:
    sizes = {}
    for large in (False, True):
        styles = made(table(), large=large).styles
        plain = int(found(styles.element, "w:docDefaults//w:sz/@w:val")[0])
        sizes[large] = [plain, *(styles[name].font.size.pt * 2 for name in ("Title", "Table Hours"))]
    assert sizes[False] == [23, 32, 23]
    assert sizes[True][0] > 1.2 * 23
    assert sizes[True][1] == 40
    assert sizes[True][2] > 1.2 * sizes[True][0]


def test_a_sitting_is_ruled_off_from_what_stands_over_it_but_for_the_day() -> None:
    rows = found(made(table(days=2)).element.body, "//w:tr")
    ruled = [bool(found(row, "w:tc/w:tcPr/w:tcBorders/w:top")) for row in rows]
    assert ruled == [False, False, False, False, True, False, False, False, True]


def test_tables_that_follow_each_other_do_not_become_one() -> None:
    file = made(table(), table())
    assert len(file.tables) == 2
    assert [element.tag for element in file.element.body] == [
        qn(name) for name in ("w:tbl", "w:p", "w:tbl", "w:p", "w:sectPr")
    ]


def test_a_new_page_begins_where_the_document_says() -> None:
    new = NewPage()
    file = made(
        new,
        Heading(line("1")),
        new,
        new,
        Heading(line("2"), 2),
        new,
        table(),
        new,
        Bullets((line("a"), line("b"))),
        new,
    )
    opening = [p for p in file.element.body.iter(qn("w:p")) if found(p, "w:pPr/w:pageBreakBefore")]
    assert ["".join(found(p, ".//w:t/text()")) for p in opening] == ["2", "", "a"]
    assert opening[1].getnext().tag == qn("w:tbl")


def test_the_page_is_a4_either_way_and_numbered() -> None:
    for landscape, wide, high, above, beside in ((False, 210, 297, 25, 22), (True, 297, 210, 18, 20)):
        section = made(Heading(line("x")), landscape=landscape).sections[0]
        assert (section.page_width, section.page_height) == (
            pytest.approx(Mm(wide), abs=9999),
            pytest.approx(Mm(high), abs=9999),
        )
        assert section.orientation == int(landscape)
        assert section.left_margin == section.right_margin == pytest.approx(Mm(beside), abs=9999)
        assert section.top_margin == section.bottom_margin == pytest.approx(Mm(above), abs=9999)
        (foot,) = section.footer.paragraphs
        assert found(foot._p, "w:fldSimple/@w:instr") == ["PAGE"]
        assert foot.style.name == "Footer"


def test_only_links_to_the_web_and_to_mailboxes_are_links() -> None:
    links = [
        "https://example.org/a b",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:a@example.org",
        "http://x/é?q=1#z",
    ]
    file = made(Paragraph(tuple(Run("x", link=link) for link in links)))
    targets = [file.part.rels[name].target_ref for name in found(file.element.body, "//w:hyperlink/@*[name()='r:id']")]
    assert targets == ["mailto:a@example.org", "http://x/%C3%A9?q=1#z"]
    assert file.paragraphs[0].text == "xxxxx"


def test_a_picture_has_words_and_fits_the_page() -> None:
    high = SVG.replace('"200"', '"6000"')
    file = made(Picture(SVG, 'wide "<1>"'), Picture(high, "high"))
    wide, tall = file.inline_shapes
    assert wide.width == pytest.approx(Mm(166), abs=Twips(20))
    assert wide.height == pytest.approx(wide.width / 3, abs=Twips(20))
    assert tall.height < Mm(297 - 50)
    assert [shape._inline.docPr.get("descr") for shape in (wide, tall)] == ['wide "<1>"', "high"]
    assert len({shape._inline.docPr.id for shape in (wide, tall)}) == 2
