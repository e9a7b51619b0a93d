"""A document as PDF: tagged and whole, the same bytes each time, in six languages, and refused with a reason."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from session_planner import words
from session_planner.errors import OutsideError
from session_planner.programme.model import Programme, Segment
from session_planner.publish.document import Cell, Column, Document, Heading, Paragraph, Picture, Row, Run, Table, line
from session_planner.publish.documents import document
from session_planner.publish.forms import html, pdf
from session_planner.publish.forms.pdf import written
from session_planner.scenario.model import Scenario
from tests.publish.cases import WEEK, annex_2012, at, week
from tests.publish.samples import HOSTILE, sample

LIBRARIES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
FONTS = ("fonts-liberation", "fonts-noto-core", "fonts-noto-cjk")
pytestmark = pytest.mark.needs(*LIBRARIES, *FONTS)
ROOT = Path(__file__).parents[2]
TITLES = {
    "ar": "إقرار جدول الأعمال", "en": "Opening and adoption", "es": "Apertura de la sesión",
    "fr": "Élaboration de stratégies", "ru": "Утверждение повестки дня", "zh": "通过议程",
}  # fmt: skip


@pytest.fixture(scope="module")
def made() -> pikepdf.Pdf:
    """The sample as a reader of PDF opens it."""
    return opened(sample())


def opened(of: Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(written(of)))


def texts(data: bytes) -> list[str]:
    """The text of each page, as a reader copies it."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def run_apart(code: str, **more: str) -> bytes:
    """What Python prints in a process of its own, to which nothing is said on the standard error."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=env)
    assert run.stderr == b""
    return run.stdout


def elements(root: Any, kind: str) -> Iterator[Any]:
    """All structure elements of one kind, in order."""
    for kid in root.get("/K", []) if isinstance(root.get("/K"), pikepdf.Array) else []:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            if str(kid.S) == kind:
                yield kid
            yield from elements(kid, kind)


def tags(found: pikepdf.Pdf, kind: str) -> list[Any]:
    return list(elements(found.Root.StructTreeRoot, kind))


def test_it_says_what_it_is(made: pikepdf.Pdf) -> None:
    assert str(made.Root.Lang) == "en"
    assert made.docinfo["/Title"] == "A title <&>"
    assert made.Root.ViewerPreferences.DisplayDocTitle
    assert made.Root.MarkInfo.Marked
    assert made.open_metadata()["pdfuaid:part"] == "1"
    assert not {"/CreationDate", "/ModDate"} & set(made.docinfo.keys())
    assert [str(item.title) for item in made.open_outline().root] == ["The title"]


def test_every_font_is_in_it(made: pikepdf.Pdf) -> None:
    fonts = [
        one for one in made.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    assert all("/FontFile2" in one or "/FontFile3" in one for one in fonts)


def test_every_part_has_its_tag(made: pikepdf.Pdf) -> None:
    counted = {kind: len(tags(made, f"/{kind}")) for kind in ("H1", "H2", "Table", "THead", "Caption", "LI", "Link")}
    assert counted == {"H1": 1, "H2": 1, "Table": 1, "THead": 1, "Caption": 1, "LI": 3, "Link": 1}
    [figure] = tags(made, "/Figure")
    assert str(figure.Alt) == 'The week & its "rooms"'


def test_every_cell_knows_its_heads(made: pikepdf.Pdf) -> None:
    [table] = tags(made, "/Table")
    rows = [[cell for cell in row.K if cell.S in ("/TH", "/TD")] for row in elements(table, "/TR")]
    names: dict[str, str] = {}
    for row, name in zip(rows, ("Time Item Title", "Friday", "10", "", "3", "Monday"), strict=True):
        names.update(zip((str(cell.ID) for cell in row if cell.S == "/TH"), name.split(), strict=True))
    scopes = [[str(cell.A.Scope) for cell in row if cell.S == "/TH"] for row in rows]
    assert scopes == [["/Column"] * 3, ["/Row"], ["/Row"], [], ["/Row"], ["/Row"]]
    heads = [[{names[str(one)] for one in cell.A.Headers} for cell in row if cell.S == "/TD"] for row in rows]
    assert heads[2] == [{"Item", "Friday", "10"}, {"Title", "Friday", "10"}]
    # The hours stand in the row above, and still head this one, whose cells are not in the first columns.
    assert heads[3] == heads[2]
    assert heads[4] == [{"Item", "Title", "Friday", "3"}]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_words_in_another_language_say_in_which(lang: str) -> None:
    data = written(document(*week(), lang))
    reader = pikepdf.open(io.BytesIO(data))
    spans = [str(span.Lang) for span in tags(reader, "/Span") if "/Lang" in span]
    made = html.written(document(*week(), lang))
    assert spans == re.findall(r'<span lang="(\w+)"', made[made.index("<body") :])
    assert bool(spans) is (lang != "en")


def test_a_link_in_another_language_says_in_which(made: pikepdf.Pdf) -> None:
    text = (Run("un ", "fr"), Run("lien", "fr", "struck", "https://example.org"), Run(" fin", "fr"), Run(" end"))
    reader = opened(Document("en", "t", (Heading(line("t")), Paragraph(text))))
    assert [str(link.Lang) for link in tags(reader, "/Link")] == ["fr"]
    assert [str(span.Lang) for span in tags(reader, "/Span") if "/Lang" in span] == ["fr", "fr"]
    assert [str(span.Lang) for span in tags(made, "/Span") if "/Lang" in span] == ["ar"]


def long_annex(lang: str, first: int = 40) -> Document:
    """The annex of two days of eighty items, so many of them on the first, its titles in the language."""
    agenda = [{"number": str(number), "title": {lang: f"{TITLES[lang]} {number}"}} for number in range(1, 81)]
    data = {**WEEK, "bodies": [{"id": "a", "title": {lang: TITLES[lang]}, "agenda": agenda}], "joint_sessions": [],
            "documents": [], "delegations": [], "officers": []}  # fmt: skip
    days = ["2012-10-26"] * first + ["2012-10-29"] * (80 - first)
    segments = (Segment("a", str(item["number"]), at(f"{day}T10:00"), at(f"{day}T13:00"))
                for item, day in zip(agenda, days, strict=True))  # fmt: skip
    return document(Programme(tuple(segments)), Scenario.model_validate(data), lang)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_each_language_is_set_in_its_own_letters_and_the_head_is_on_every_page(lang: str) -> None:
    data = written(long_annex(lang))
    pages = texts(data)
    assert len(pages) > 2
    found = pikepdf.open(io.BytesIO(data))
    fonts = {str(one.FontName) for one in found.objects
             if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"}  # fmt: skip
    head = words.text("Title or description", lang)
    assert sum(page.count(TITLES[lang]) for page in pages) == 81
    assert all(head in page for page in pages)
    wanted = {"ar": "Noto-Naskh-Arabic", "zh": "Noto-Serif-CJK-SC"}.get(lang, "Liberation-Serif")
    assert any(wanted in font for font in fonts)
    assert str(found.Root.Lang) == lang


def middles(data: bytes, *asked: str) -> list[float]:
    """How far from the left each of these words stands on the first page."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    found = []
    for one in asked:
        place = text.search(one).get_next()
        assert place is not None
        left, _bottom, right, _top = text.get_charbox(place[0])
        found.append((left + right) / 2)
    return found


def test_a_page_from_right_to_left_is_mirrored() -> None:
    heads = ("Date and time", "Agenda item", "Title or description")
    arabic = middles(written(long_annex("ar")), *(words.text(head, "ar") for head in heads))
    english = middles(written(long_annex("en")), *heads)
    assert english == sorted(english)
    assert arabic == sorted(arabic, reverse=True)


def test_no_day_stands_alone_at_the_end_of_a_page() -> None:
    for first in range(20, 28):
        for page in texts(written(long_annex("fr", first))):
            last, _number = [one for one in page.split("\r\n") if one.strip()][-2:]
            assert "octobre" not in last


def test_who_sits_is_not_parted_from_what_they_take_up() -> None:
    for before in range(22, 32):
        rows = [Row((Cell((line("row"),)),), "sitting") for _ in range(before)]
        rows += [Row((Cell((line("Who"),), kind="who"),), "sitting"), Row((Cell((line("what"),)),))]
        made = Document("en", "t", (Heading(line("t")), Table("c", (Column(line("h")),), (tuple(rows),))))
        assert all(("Who" in page) == ("what" in page) for page in texts(written(made)))


def test_no_row_is_cut() -> None:
    title = "Mot " * 180
    cells = (Row((Cell((line(f"{place} {title}fin"),)),)) for place in range(12))
    for page in texts(
        written(Document("fr", "t", (Heading(line("t")), Table("c", (Column(line("h")),), (tuple(cells),)))))
    ):
        assert page.count("Mot") % 180 == 0


def test_a_document_on_its_side() -> None:
    width, height = pypdfium2.PdfDocument(written(sample(landscape=True)))[0].get_size()
    assert (round(width), round(height)) == (842, 595)


def test_new_pages_begin_where_the_document_says() -> None:
    first, second = texts(written(sample()))
    assert "The title" in first
    assert "Documents" in second
    assert "Documents" not in first


def test_hostile_text_is_text() -> None:
    assert HOSTILE.split(" | ")[0] in texts(written(sample()))[0].replace("\r\n", " ")


def test_the_same_document_gives_the_same_bytes() -> None:
    code = (
        "import sys; from tests.publish.samples import sample; from session_planner.publish.forms.pdf import written\n"
        "sys.stdout.buffer.write(written(sample('ar')))"
    )
    runs = [run_apart(code, PYTHONHASHSEED=seed) for seed in ("1", "2")]
    assert runs[0].startswith(b"%PDF-1.7")
    assert runs[0] == runs[1] == written(sample("ar"))


def test_nothing_is_fetched(tmp_path: Path) -> None:
    red = tmp_path / "red.svg"
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99">{}</svg>'
    red.write_text(picture.format('<rect width="99" height="99" fill="red"/>'))
    svg = picture.format(f'<image href="{red.as_uri()}" width="99" height="99"/>')
    data = written(Document("en", "t", (Heading(line("t")), Picture(svg, "p"))))
    colours = pypdfium2.PdfDocument(data)[0].render().to_pil().convert("RGB").getcolors(1 << 20)
    assert (255, 0, 0) not in {colour for _count, colour in colours}


def test_without_weasyprint_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(OutsideError, match="a PDF needs WeasyPrint, which is not installed; `session-planner doctor`"):
        written(sample())


def test_without_a_system_library_it_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    def loads_nothing(name: str) -> Any:
        print("advice of the library's own")
        raise OSError(f"cannot load library 'libpango-1.0-0': lib not found (asked by {name})")

    monkeypatch.setattr(pdf, "import_module", loads_nothing)
    with pytest.raises(OutsideError, match=r"a PDF needs libpango-1\.0-0, which is missing; `session-planner doctor`"):
        written(sample())


def said_with_fonts_of(folder: str, tmp_path: Path, lang: str) -> str:
    """What is said where only the fonts of one folder are there (in a process of its own: fonts are looked up once)."""
    config = tmp_path / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{folder}</dir><cachedir>{tmp_path}</cachedir></fontconfig>"
    )
    code = (
        "from session_planner.errors import OutsideError; from session_planner.publish.forms.pdf import written\n"
        "from session_planner.publish.documents import document; from tests.publish.cases import week\n"
        f"try: print(written(document(*week(), {lang!r}))[:5])\nexcept OutsideError as error: print(error)"
    )
    return run_apart(code, FONTCONFIG_FILE=str(config)).decode()


@pytest.mark.parametrize(
    ("folder", "lang", "said"),
    [
        ("/usr/share/fonts/truetype/liberation", "fr", "b'%PDF-'"),
        ("/usr/share/fonts/truetype/liberation", "zh", "no font here has Chinese letters"),
        ("/usr/share/fonts/truetype/liberation", "ar", "no font here has Arabic letters"),
        ("/nowhere", "en", "a PDF needs fonts, and there are none"),
    ],
)
def test_without_fonts_it_says_for_which_letters(folder: str, lang: str, said: str, tmp_path: Path) -> None:
    assert said_with_fonts_of(folder, tmp_path, lang).startswith(said)


def test_a_rare_sign_without_a_font_does_not_stand_in_the_way() -> None:
    assert written(Document("en", "t", (Heading(line("t")), Paragraph(line("a \U000e0041\U0001fbff b")))))


def test_the_annex_of_2012_is_one_page() -> None:
    [page] = texts(written(document(*annex_2012(), "fr")))
    assert "Application, par les États parties" in page


def test_a_weeks_annex_has_a_tag_for_each_row() -> None:
    made = document(*week(), "en")
    assert len(tags(opened(made), "/TR")) == 1 + 13
