"""Word files: styles, tables, direction and language as raw XML has them, and as LibreOffice opens them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Twips
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from session_planner.errors import OutsideError
from session_planner.publish import LAYOUTS, export
from session_planner.publish.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    NewPage,
    Paragraph,
    Picture,
    Row,
    Run,
    Signature,
    Table,
    line,
)
from session_planner.publish.forms.docx import written
from session_planner.publish.forms.docx_text import pieces
from session_planner.publish.titles import Told
from session_planner.words import LANGUAGES
from tests.publish.cases import annex_2012

_BOX = 'width="600" height="200"'
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" {_BOX}><rect {_BOX} fill="#008080"/></svg>'
# In each language: a title, a day, the hours, an item, the heads of three columns.
WORDS = {
    "ar": ("تنظيم الأعمال المقترح", "الأربعاء، 17 تشرين الأول/أكتوبر", "الساعة 10/00", "افتتاح الاجتماع",
           "التاريخ البند العنوان"),
    "en": ("Proposed organization of work", "Wednesday, 17 October", "10 a.m.-1 p.m.", "Opening", "Date Item Title"),
    "es": ("Organización de los trabajos", "Miércoles 17 de octubre", "10.00 horas", "Apertura", "Fecha Tema Título"),
    "fr": ("Organisation des travaux", "Mercredi 17 octobre", "10 heures", "Ouverture", "Date Point Titre"),
    "ru": ("Организация работы", "Среда, 17 октября", "10 час. 00 мин.", "Открытие", "Дата Пункт Название"),
    "zh": ("拟议工作安排", "10月17日星期三", "上午10时", "会议开幕；“通过”议程", "日期 项目 标题"),
}  # fmt: skip


def table(lang: str = "en", days: int = 1) -> Table:
    """Days of two sittings: one with two items and in a body's colour, one with a single item."""
    title, day, hours, item, heads = WORDS[lang]
    other = "fr" if lang == "ar" else "ar"
    group = (
        Row((Cell((line(day),), columns=3, heads="group"),), "day"),
        Row(
            (
                Cell((line(hours),), rows=2, heads="row", kind="hours", colour="royalblue"),
                Cell((line("1 (a)"),), kind="label"),
                Cell((line(item), line(Run("CTOC/COP/2012/1", link="https://example.org/x?a=1&b=é")))),
            ),
            "sitting",
        ),
        Row((Cell((line("2"),), kind="label"), Cell((line(Told(WORDS[other][3], other, True), " *"),)))),
        Row((Cell((line(hours),), heads="row"), Cell((line("3"),)), Cell((line(item),))), "sitting"),
    )
    columns = tuple(Column(line(head), share) for head, share in zip(heads.split(), (2, 1, 5), strict=True))
    return Table(title, columns, (group,) * days)


def sample(lang: str = "en", days: int = 1) -> Document:
    """A document with a block of every kind."""
    title, day, hours, item, _heads = WORDS[lang]
    blocks: tuple[Block, ...] = (
        Paragraph(line(item), "label"),
        Heading(line(title)),
        Paragraph(line(item), "whose"),
        Paragraph(line(hours), "where"),
        Paragraph(line(day), "alarm"),
        table(lang, days),
        Paragraph(line("* ", item), "note"),
        Heading(line(day), 2),
        Paragraph((Run(item, look="strong"), Run(" "), Run(item, look="em"), Run(item, look="struck"))),
        Bullets((line(item), line(hours))),
        Signature(line(title)),
        NewPage(),
        Heading(line(day), 3),
        Picture(SVG, item),
    )
    return Document(lang, title, blocks)


def made(*blocks: Block, lang: str = "en", **more: Any) -> Any:
    """A document of these blocks, written and opened by python-docx."""
    return docx.Document(io.BytesIO(written(Document(lang, "A title", blocks, **more))))


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a file by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(data: bytes) -> etree._Element:
    """The text of a file as XML."""
    return etree.fromstring(parts(data)["word/document.xml"])


def found(element: Any, path: str) -> list[Any]:
    """What XPath finds, with `w:` for the names of WordprocessingML."""
    return list(etree._Element.xpath(element, path, namespaces={"w": qn("w:p")[1:].partition("}")[0]}))


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


def test_arabic_goes_from_right_to_left_in_every_paragraph_run_table_and_page() -> None:
    files = parts(written(sample("ar")))
    root = etree.fromstring(files["word/document.xml"])
    assert all(found(paragraph, "w:pPr/w:bidi") for paragraph in found(root, "//w:p"))
    assert found(root, "//w:tblPr/w:bidiVisual")
    assert found(root, "//w:sectPr/w:bidi")
    arabic = [
        run for run in found(root, "//w:r[w:t]") if re.search("[\u0600-\u06ff]", "".join(found(run, "w:t/text()")))
    ]
    assert len(arabic) > 10
    assert all(found(run, "w:rPr/w:rtl") for run in arabic)
    (symbol,) = found(root, "//w:r[contains(w:t, 'CTOC/COP/2012/1')]")
    assert not found(symbol, "w:rPr/w:rtl")
    (french,) = found(root, "//w:r[w:rPr/w:lang/@w:val='fr-FR']")
    assert not found(french, "w:rPr/w:rtl")
    styles = etree.fromstring(files["word/styles.xml"])
    assert found(styles, "w:style[@w:styleId='Normal']/w:pPr/w:bidi")
    assert found(styles, "w:docDefaults//w:rFonts/@w:cs") == ["Simplified Arabic"]


@pytest.mark.parametrize("lang", sorted(set(LANGUAGES) - {"ar"}))
def test_the_other_languages_do_not(lang: str) -> None:
    root = body(written(sample(lang)))
    assert not found(root, "//w:pPr/w:bidi|//w:bidiVisual|//w:sectPr/w:bidi")
    (arabic,) = found(root, "//w:r[w:rPr/w:rtl]")
    assert found(arabic, "w:rPr/w:lang/@w:bidi") == ["ar-SA"]


@pytest.mark.parametrize(
    ("lang", "tags"),
    [
        ("ar", ("en-GB", "zh-CN", "ar-SA")),
        ("fr", ("fr-FR", "zh-CN", "ar-SA")),
        ("zh", ("en-GB", "zh-CN", "ar-SA")),
    ],
)
def test_the_language_is_told_to_programs(lang: str, tags: tuple[str, ...]) -> None:
    data = written(sample(lang))
    styles = etree.fromstring(parts(data)["word/styles.xml"])
    (told,) = found(styles, "w:docDefaults//w:lang")
    assert tuple(told.get(qn(f"w:{kind}")) for kind in ("val", "eastAsia", "bidi")) == tags
    assert (
        docx.Document(io.BytesIO(data)).core_properties.language == {"ar": "ar-SA", "fr": "fr-FR", "zh": "zh-CN"}[lang]
    )


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ("« Ouverture »", "fr", "\u200e« Ouverture »\u200e"),
        ("17 October", "en", "\u200e17 October"),
        (" A/55 ", "en", " A/55\u200e "),
        ("Opening", "en", "Opening"),
        ("(المرفق)", "ar", "(المرفق)"),
        ("", "fr", ""),
    ],
)
def test_words_of_the_other_direction_keep_the_signs_at_their_ends(text: str, lang: str, shown: str) -> None:
    assert made(Paragraph((Run(text, lang),)), lang="ar").paragraphs[0].text == shown


def test_words_in_no_language_keep_the_direction_of_their_letters() -> None:
    english, arabic = (
        made(Paragraph((Run("قاعة"),)), Paragraph((Run("Hall"),))),
        made(Paragraph((Run("Hall 3."),)), lang="ar"),
    )
    assert [bool(found(run, "w:rPr/w:rtl")) for run in found(english.element.body, "//w:r")] == [True, False]
    (hall,) = found(arabic.element.body, "//w:r")
    assert not found(hall, "w:rPr/w:rtl|w:rPr/w:lang")
    assert arabic.paragraphs[0].text == "Hall 3.\u200e"


def test_chinese_signs_that_others_have_too_are_set_as_chinese() -> None:
    runs = found(body(written(sample("zh"))), "//w:r[w:t='会议开幕；“通过”议程']")
    assert runs
    assert all(found(run, "w:rPr/w:rFonts/@w:hint") == ["eastAsia"] for run in runs)


@pytest.mark.parametrize(
    ("text", "rtl", "cut"),
    [
        ("plain words", False, ["plain words"]),
        ("البند 17", True, ["البند 17"]),
        ("في CTOC/COP/WG.2/2012/1 وفي", True, ["في ", "<CTOC/COP/WG.2/2012/1", " وفي"]),
        ("في (A/RES/55) وفي", True, ["في (", "<A/RES/55", ") وفي"]),
        ("A/RES/55 (II)", True, ["<A/RES/55 (II)"]),
        ("see المرفق 2, and", False, ["see ", ">المرفق 2", ", and"]),
        ("", True, []),
    ],
)
def test_runs_are_cut_where_the_direction_changes(text: str, rtl: bool, cut: list[str]) -> None:
    made = [("" if to == rtl else ">" if to else "<") + piece for piece, to in pieces(text, rtl)]
    assert made == cut


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


def test_the_same_document_is_the_same_file_without_time_or_author() -> None:
    data = written(sample("ar"))
    assert written(sample("ar")) == data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
    files = parts(data)
    core = etree.fromstring(files["docProps/core.xml"])
    assert {etree.QName(child).localname: child.text for child in core} == {
        "title": WORDS["ar"][0],
        "language": "ar-SA",
    }
    assert not any(b"python-docx" in part or b"Microsoft Macintosh" in part for part in files.values())


HOSTILE = [
    "\x00\x07\x1b",
    "a\ud800b\udfffc",
    "<w:p/>&amp;]]>",
    "x" * 10_000,
    "\ufffe\uffff",
    "\u202e\u2067",
    "\n\t\r",
    " ",
]


def hostile(text: str, lang: str) -> Document:
    """A document that has the text wherever a text may stand."""
    words = (Run(text), Run(text, lang="ar", look="struck"), Run(text, lang=lang, link=f"https://example.org/{text}"))
    cell = Cell((words, words), heads="row", colour=text)
    return Document(
        lang,
        text,
        (
            Heading(words),
            Paragraph(words, "note"),
            Bullets((words,)),
            Table(text, (Column(words), Column(words)), ((Row((cell, cell)),),)),
            Signature(words),
            Picture(SVG, text),
        ),
    )


def whole(data: bytes) -> None:
    """Holds that a file can be read: every part is XML, and python-docx opens it."""
    for name, part in parts(data).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    docx.Document(io.BytesIO(data))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_makes_a_whole_file(text: str) -> None:
    whole(written(hostile(text, "ar")))


@settings(max_examples=25, deadline=None)
@given(text=st.text(st.characters(exclude_categories=[]), max_size=40), lang=st.sampled_from(LANGUAGES))
def test_so_does_any_other(text: str, lang: str) -> None:
    whole(written(hostile(text, lang)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_can_be_a_word_file(layout: str) -> None:
    programme, scenario = annex_2012()
    for lang in ("fr", "ar"):
        data = export(programme, scenario, "docx", lang, layout=layout)
        whole(data)
        file = docx.Document(io.BytesIO(data))
        assert file.core_properties.title
        shown = " ".join(cell.text for table in file.tables for row in table.rows for cell in row.cells)
        assert ("1 (أ)" if lang == "ar" else "1 a)") in shown


# The order of children that the schema of WordprocessingML sets, as far as we write them; Word refuses any other.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd bidi spacing ind "
    "contextualSpacing jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs strike color sz szCs u rtl lang",
    "tblPr": "tblStyle bidiVisual tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan vMerge tcBorders tcMar vAlign",
    "tcBorders": "top left bottom right",
    "tblCellMar": "top left bottom right",
    "pBdr": "top left bottom right",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "p": "pPr",
    "sectPr": "footerReference pgSz pgMar cols bidi docGrid",
    "style": "name basedOn next qFormat pPr rPr tblPr tblStylePr",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr",
    "font": "altName charset family pitch",
}  # fmt: skip


@pytest.mark.parametrize("lang", ["ar", "en", "zh"])
def test_all_elements_stand_in_the_order_of_the_schema(lang: str) -> None:
    seen = set()
    for name, part in parts(written(sample(lang))).items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        for element in etree.fromstring(part).iter(etree.Element):
            order = ORDER.get(etree.QName(element).localname, "").split()
            places = [order.index(child) for child in (etree.QName(one).localname for one in element) if child in order]
            assert places == sorted(places), etree.tostring(element)[:300]
            if len(order) > 3:
                assert len(places) == len(element), etree.tostring(element)[:300]
            seen.add(etree.QName(element).localname)
    assert ORDER.keys() <= seen


def test_a_word_file_that_cannot_be_written_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(
        OutsideError, match=r"needs python-docx: install `session-planner.docx.`; `session-planner doctor`"
    ):
        written(sample())


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pypdfium2.PdfDocument]:
    """By language: the sample as LibreOffice shows it; all in one run, as LibreOffice takes long to start."""
    folder = tmp_path_factory.mktemp("word")
    for lang in LANGUAGES:
        (folder / f"{lang}.docx").write_bytes(written(replace(sample(lang, days=8), landscape=lang == "zh")))
    office = shutil.which("soffice") or "soffice"
    subprocess.run(
        [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", folder, *(folder / f"{lang}.docx" for lang in LANGUAGES)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return {lang: pypdfium2.PdfDocument(folder / f"{lang}.pdf") for lang in LANGUAGES}


@pytest.mark.needs("libreoffice-writer-nogui", "fonts-liberation", "fonts-noto-core", "fonts-noto-cjk")
class TestLibreOffice:
    """What a reader sees who opens the file."""

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_all_words_are_there_and_the_head_is_on_each_page_of_the_table(
        self, opened: dict[str, pypdfium2.PdfDocument], lang: str
    ) -> None:
        title, day, _hours, item, heads = WORDS[lang]
        pages = [page.get_textpage().get_text_range() for page in opened[lang]]
        assert len(pages) >= 3
        first = _bare(pages[0])
        for text in (title, day, item, *heads.split()):
            assert _bare(text) in first
        for head in heads.split():
            assert _bare(head) in _bare(pages[1])
        assert _bare(day) in _bare(pages[-1])
        for number, page in enumerate(pages, 1):
            assert page.split()[-1] == str(number)

    def test_arabic_columns_are_mirrored(self, opened: dict[str, pypdfium2.PdfDocument]) -> None:
        assert _place(opened["en"], "Date") < _place(opened["en"], "Title")
        assert _place(opened["ar"], "2") > opened["ar"][0].get_width() / 2 > _place(opened["en"], "2")

    def test_a_picture_and_the_colour_of_a_body_are_seen(self, opened: dict[str, pypdfium2.PdfDocument]) -> None:
        for lang in ("en", "ar"):
            first, last = (opened[lang][place].render(scale=0.5).to_pil() for place in (0, len(opened[lang]) - 1))
            assert _share(last, (0x00, 0x80, 0x80)) > 0.1
            bars = [
                x
                for x in range(first.width)
                for y in range(first.height)
                if _near(first.getpixel((x, y)), (0x41, 0x69, 0xE1))
            ]
            assert bars
            assert all((x > first.width / 2) is (lang == "ar") for x in bars)


def _bare(text: str) -> str:
    """The letters alone, as they are outside of a line, without lam: joined with alef, it is read in either order."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum() and sign != "ل")


def _place(file: pypdfium2.PdfDocument, text: str) -> float:
    """How far from the left the text first stands on the first page."""
    page = file[0].get_textpage()
    index, _count = page.search(text, match_case=True, match_whole_word=True).get_next()
    return page.get_charbox(index)[0]


def _near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(have - want) < 24 for have, want in zip(pixel, colour, strict=False))


def _share(image: Any, colour: tuple[int, int, int]) -> float:
    pixels = [image.getpixel((x, y)) for x in range(0, image.width, 3) for y in range(0, image.height, 3)]
    return sum(_near(pixel, colour) for pixel in pixels) / len(pixels)
