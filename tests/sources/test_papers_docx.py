"""Word documents as a paper: what a reader of the printed page sees, the labels that Word counts among it."""

from __future__ import annotations

import pytest

from session_planner.sources.papers import parse_paper
from session_planner.sources.papers.numerals import numeral
from tests.sources.papers_sample import STRICT, W, docx, p, shown, tables, tbl, tc


def level(number: int, style: str, text: str) -> str:
    """A level of a list."""
    inside = f'<w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{inside}</w:lvl>'


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="7">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "(%2)")}'
    f"{level(2, 'lowerRoman', '%1.%2.%3')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="8">{level(0, "bullet", "•")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def item(text: str, at: int = 0, of: int = 1) -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{of}"/></w:numPr>')


@pytest.mark.parametrize("namespace", [W, STRICT], ids=["transitional", "strict"])
def test_labels_are_counted_as_word_counts_them(namespace: str) -> None:
    body = "".join([
        item("Organization"), item("Opening", 1), item("Elections", 1), item("Part", 2), item("Agenda"),
        item("Rules", 1), item("A point", 0, 2), item("From five", 0, 3), item("Six", 0, 3),
    ])  # fmt: skip
    assert shown(parse_paper(docx(body, namespace, numbering=NUMBERING), "a.docx")) == [
        "1. Organization", "(a) Opening", "(b) Elections", "1.b.i Part", "2. Agenda", "(a) Rules", "A point",
        "5. From five", "6. Six",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "style", "told"),
    [(28, "lowerLetter", "bb"), (14, "upperRoman", "XIV"), (3, "russianLower", "в"), (2, "arabicAbjad", "ب"),
     (12, "chineseCounting", "十二"), (20, "chineseCounting", "二十"), (7, "hindiNumbers", "٧"), (3, "unknown", "3"),
     (4, "A", "D"), (0, "lowerLetter", "0")],
)  # fmt: skip
def test_numerals(number: int, style: str, told: str) -> None:
    assert numeral(number, style) == told


def test_lists_and_headings_come_from_styles_too() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="base"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="C"><w:name w:val="child"/><w:basedOn w:val="B"/>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    )
    body = (
        p("Opening", '<w:pStyle w:val="C"/>')
        + p("Annex", '<w:pStyle w:val="H"/>')
        + p("Last", '<w:outlineLvl w:val="0"/>')
    )
    paper = parse_paper(docx(body, numbering=NUMBERING, styles=styles), "a.docx")
    assert [(line.text, line.level, line.whole) for line in paper.lines()] == [
        ("1. Opening", 0, True), ("Annex", 2, True), ("Last", 1, True),
    ]  # fmt: skip


def test_tracked_changes_are_taken_as_accepted_and_what_is_hidden_is_left() -> None:
    runs = (
        "<w:r><w:t>Kept </w:t></w:r><w:ins><w:r><w:t>put in</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>taken out</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t> link</w:t></w:r></w:hyperlink>"
    )
    joined = p("First half", "<w:rPr><w:del/></w:rPr>") + p(" and second")
    rows = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + tc("gone") + tc("gone") + "</w:tr>" + tbl(tc("a") + tc("b"))[7:]
    assert shown(parse_paper(docx(p(runs) + joined + rows), "a.docx")) == [
        "Kept put in link", "First half and second", [["a", "b"]],
    ]  # fmt: skip


def test_breaks_tabs_and_hyphens_of_words_own() -> None:
    runs = (
        "<w:r><w:t>one</w:t><w:br/><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:tab/>"
        "<w:t>so</w:t><w:softHyphen/><w:t>ft</w:t></w:r>"
    )
    paper = parse_paper(docx(p(runs)), "a.docx")
    assert [(line.text, line.gap, line.whole) for line in paper.lines()] == [
        ("one", True, False),
        ("A-B soft", False, True),
    ]


def test_merged_cells_stand_as_one_at_every_place_that_they_cover() -> None:
    body = tbl(
        tc("head", '<w:gridSpan w:val="3"/>'),
        tc("down", '<w:vMerge w:val="restart"/>') + tc("b") + tc("c"),
        tc("", "<w:vMerge/>") + tc("e") + tc("f"),
    )
    (table,) = tables(parse_paper(docx(body), "a.docx"))
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["head", "head", "head"], ["down", "b", "c"], ["down", "e", "f"],
    ]  # fmt: skip
    assert table.rows[0][0] is table.rows[0][2]
    assert table.rows[1][0] is table.rows[2][0]
    assert [line.text for line in table.lines()] == ["head", "down", "b", "c", "e", "f"]
    assert (table.rows[2][2].place.row, table.rows[2][2].place.column) == (3, 3)


def test_a_table_that_only_arranges_the_page_is_taken_apart() -> None:
    inner = tbl(tc("a") + tc("b"), tc("c") + tc("d"))
    body = tbl(tc("left") + f"<w:tc>{inner}</w:tc>") + tbl(tc("boxed"))
    assert shown(parse_paper(docx(body), "a.docx")) == ["left", [["a", "b"], ["c", "d"]], "boxed"]


def test_heads_stand_at_the_front_feet_are_told_and_notes_and_boxes_are_read() -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent>'
        + p("In a box")
        + "</w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent>" + p("In a box") + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    )
    note = '<w:r><w:t>Text</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r>'
    notes = f'<w:footnote w:id="4">{p("The note")}</w:footnote><w:footnote w:id="9">{p("Unused")}</w:footnote>'
    data = docx(p(note) + p(box), header=p("A/CN.9/962"), footer=p("V.12-3456") + p("3"), footnotes=notes)
    paper = parse_paper(data, "a.docx")
    assert shown(paper) == ["A/CN.9/962", "Text", "In a box", "The note"]
    assert any("V.12-3456" in note.told("en") for note in paper.notes)


def test_pages_are_known_where_word_left_their_marks() -> None:
    broken = "<w:r><w:lastRenderedPageBreak/><w:t>second</w:t></w:r>"
    paper = parse_paper(docx(p("first") + p(broken) + p("too")), "a.docx")
    assert [(line.place.page, line.place.line) for line in paper.lines()] == [(1, 1), (2, 2), (2, 3)]


def test_paragraphs_whose_tabs_make_columns_are_a_table() -> None:
    tab = "</w:t><w:tab/><w:t>"
    rows = [["10.00-13.00", "1 (a)", "Opening"], ["", "1 (b)", "Elections"], ["15.00-18.00", "2", "Other"]]
    body = "".join(p(f"<w:r><w:t>{tab.join(row)}</w:t></w:r>") for row in rows)
    assert shown(parse_paper(docx(body), "a.docx")) == [rows]
