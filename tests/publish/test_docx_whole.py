"""Word files are whole whatever the text, the same each time, in the order of the schema; LibreOffice opens them."""

from __future__ import annotations

import io
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
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from session_planner.errors import OutsideError
from session_planner.publish import LAYOUTS, export
from session_planner.publish.document import (
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Picture,
    Row,
    Run,
    Signature,
    Table,
)
from session_planner.publish.forms.docx import written
from session_planner.words import LANGUAGES
from tests.publish.cases import annex_2012
from tests.publish.word_files import SVG, WORDS, parts, sample


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
