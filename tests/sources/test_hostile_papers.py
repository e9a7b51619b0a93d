"""Files of any hand: each is refused with a message, within bounds of time and memory, and nothing is fetched."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from session_planner.errors import InputError
from session_planner.sources.papers import limits, parse_paper, pdf_child, read_paper
from tests.sources.papers_sample import W, docx, p, relations, shown, tables, tbl, tc

MIB = 1024 * 1024
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
_MEASURED = """
import json, sys
from session_planner.errors import InputError
from session_planner.sources.papers import read_paper
try:
    read_paper(sys.argv[1])
    told = ""
except InputError as error:
    told = str(error)
print(json.dumps(told))
"""


def refusal(data: bytes, file: str) -> str:
    """Why a file is refused."""
    with pytest.raises(InputError) as caught:
        parse_paper(data, file)
    assert caught.value.exit_code == 2
    return str(caught.value)


def measured(path: Path) -> tuple[str, float, float]:
    """The refusal of a file (empty if it is read), the seconds and the MiB that it and its own processes took."""
    began = time.monotonic()
    child = subprocess.Popen([sys.executable, "-c", _MEASURED, str(path)], stdout=subprocess.PIPE, text=True)
    peak = [0.0]
    watch = threading.Thread(target=_watch, args=(child.pid, peak))
    watch.start()
    out, _ = child.communicate(timeout=200)
    watch.join()
    assert child.returncode == 0
    return str(json.loads(out)), time.monotonic() - began, peak[0]


def _watch(pid: int, peak: list[float]) -> None:
    while Path(f"/proc/{pid}/status").exists():
        now = sum(_resident(each) for each in (pid, *_children(pid)))
        peak[0] = max(peak[0], now)
        if now == 0:
            return
        time.sleep(0.01)


def _children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _resident(pid: int) -> float:
    try:
        told = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmHWM")), 0.0)


def zipped(**parts: bytes) -> bytes:
    """A .docx with a text part, other parts given by their names with `__` for the stroke."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations({"word/document.xml": "officeDocument"}))
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return made.getvalue()


def pdf(*objects: str | bytes, root: int = 1) -> bytes:
    """A PDF of the given objects, numbered from 1."""
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + (body.encode() if isinstance(body, str) else body) + b"\nendobj\n"
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    return bytes(made)


def stream(data: bytes, extra: str = "") -> bytes:
    """A packed stream of a PDF."""
    packed = zlib.compress(data, 9)
    return f"<< /Length {len(packed)} /Filter /FlateDecode {extra} >>\nstream\n".encode() + packed + b"\nendstream"


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page(contents: bytes, resources: str = "/Font << /F 5 0 R >>", *more: str | bytes) -> bytes:
    """A PDF of one page."""
    return pdf(
        CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << {resources} >> >>",
        contents, FONT, *more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "file", "told"),
    [
        (b"", "a.txt", "the file is empty"),
        (b" \n\t ", "a.docx", "the file is empty"),
        (b"{\\rtf1 agenda}", "a.docx", "this is an RTF document; open it and save it as .docx"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "a.docx",
            "older Word or Office (.doc); open it and save it",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "by a password"),
        (b"\x89PNG\r\n\x1a\n", "a.pdf", "this is a picture"),
        (b"\x1f\x8b\x08", "a.txt", "packed; unpack it first"),
        (b"PK\x03\x04 cut off", "a.docx", "damaged or cut off"),
        (b"%PDF-1.7\nnothing", "a.pdf", "this .pdf file is damaged"),
        (b"agenda\0\0\0with\0NUL\0\0", "a.txt", "NUL characters"),
        (b"<html></html>", "a.html", ""),
    ],
    ids=lambda value: value.decode("latin-1")[:12] if isinstance(value, bytes) else None,
)
def test_what_is_no_document_is_named_with_what_to_do(data: bytes, file: str, told: str) -> None:
    if told:
        assert told in refusal(data, file)
    else:
        assert not parse_paper(data, file).blocks


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["content.xml", "mimetype"], "OpenDocument file (.odt)"),
        (["xl/workbook.xml", "[Content_Types].xml"], "a workbook (.xlsx) and no document"),
        (["ppt/presentation.xml", "[Content_Types].xml"], "slides (.pptx)"),
        (["agenda.txt"], "an archive and no document"),
        (["[Content_Types].xml"], "no text part"),
    ],
)
def test_an_archive_that_is_no_word_document_is_named(names: list[str], told: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    assert told in refusal(made.getvalue(), "agenda.docx")


def test_entities_are_never_expanded_and_nothing_outside_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    outside = f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]>'
    for kind in (LAUGHS, outside):
        body = f"{kind}<w:document {W}><w:body><w:p><w:r><w:t>&i;&s;</w:t></w:r></w:p></w:body></w:document>"
        assert "entities of its own" in refusal(zipped(word__document=body.encode()), "a.docx")
        wide = f'<?xml version="1.0" encoding="UTF-16"?>{body}'.encode("utf-16")
        assert "entities of its own" in refusal(zipped(word__document=wide), "a.docx")
        assert "entities of its own" in refusal(f"{kind}<html><p>&i;&s;</html>".encode(), "a.html")
    link = f'<html><p>text</p><iframe src="file://{secret}">x</iframe><object data="file://{secret}"></object></html>'
    assert shown(parse_paper(link.encode(), "a.html")) == ["text"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(zipped(word__document=bytes(300 * MIB)))
    assert path.stat().st_size < MIB
    told, seconds, memory = measured(path)
    assert "the document holds 300 MiB; at most 256 are read" in told
    assert seconds < 20
    assert memory < 250


def test_a_part_that_lies_about_its_size_is_not_read_beyond_it() -> None:
    data = bytearray(zipped(word__document=b"<w:document " + W.encode() + b">" + b" " * 5 * MIB + b"</w:document>"))
    central = data.index(b"PK\x01\x02", data.index(b"word/document.xml"))
    while b"word/document.xml" not in data[central : central + 80]:
        central = data.index(b"PK\x01\x02", central + 1)
    data[central + 24 : central + 28] = (100).to_bytes(4, "little")
    assert "damaged" in refusal(bytes(data), "a.docx")


def test_too_many_parts_are_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"word/{number}", "")
    assert "10001 parts" in refusal(made.getvalue(), "a.docx")


def test_elements_inside_each_other_without_end_are_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000
    assert refusal(docx(deep), "a.docx")
    assert refusal(docx("<w:sdt>" * 230 + "</w:sdt>" * 230), "a.docx").endswith("200 elements inside each other")
    assert refusal(b"<div>" * 100_000, "a.html")
    assert refusal(b"<table><tr><td>" * 230, "a.html")


def test_a_line_of_a_hundred_megabytes_is_refused(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html", "a.docx"):
        path = tmp_path / name
        path.write_bytes(b"agenda " * (100 * MIB // 7))
        told, seconds, memory = measured(path)
        assert "MiB; at most" in told
        assert seconds < 20
        assert memory < 600


@pytest.mark.parametrize("line", ["x" * 15 * MIB, "a\n" * 1_000_000, "|" * 10 * MIB, "\t" * MIB + "x\n", " x  " * MIB])
def test_text_of_a_size_that_no_agenda_has_is_refused_soon(line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(line)
    told, seconds, memory = measured(path)
    assert "which no agenda has" in told
    assert seconds < 20
    assert memory < 800


def test_columns_far_to_the_right_are_read() -> None:
    far = f"a   b{' ' * 5000}c\n"
    assert " ".join(line.text for line in parse_paper(far.encode() * 3, "a.txt").lines()) == "a b c a b c a b c"


def test_text_that_is_one_table_is_read_in_time_in_proportion(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("10.00-13.00   1 (a)   Opening of the session\n" * 30_000)
    told, seconds, memory = measured(path)
    assert not told
    assert seconds < 60
    assert memory < 1000


def test_tables_beyond_measure_are_cut_or_refused(tmp_path: Path) -> None:
    wide = parse_paper(b"<table><tr><td>a<td colspan=1000000000>b<tr><td>c<td>d<td>e</table>", "a.html")
    assert tables(wide)[0].rows[0][1].text == "b"
    high = "<table>" + "<tr><td rowspan=65534>a<td rowspan=65534 colspan=1000>b</tr>" * 3000 + "</table>"
    assert "cells" in refusal(high.encode(), "a.html")
    spans = tbl(*[tc("a", '<w:gridSpan w:val="999999999"/>') + tc("b")] * 2000)
    assert "cells" in refusal(docx(spans), "a.docx")
    assert (
        tables(parse_paper(docx(tbl(tc("a", '<w:gridSpan w:val="-5"/>') + tc("b"))), "a.docx"))[0].rows[0][1].text
        == "b"
    )


def test_numbers_of_lists_beyond_measure_are_numbers() -> None:
    page = b"<ol type=i start=99999999999><li>a</ol><ol type=a start=-5><li>b</ol><ol type=a start=999999><li>c</ol>"
    assert [str(line)[-1:] for line in shown(parse_paper(page, "a.html"))] == ["a", "b", "c"]


def test_styles_and_lists_that_rest_on_each_other_in_a_circle_end() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in ("xy", "yx")
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="x"/><w:styleLink w:val="x"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = p("text", '<w:pStyle w:val="x"/><w:numPr><w:ilvl w:val="77"/><w:numId w:val="1"/></w:numPr>')
    assert shown(parse_paper(docx(body, styles=styles, numbering=numbering), "a.docx")) == ["text"]


def test_a_part_that_is_no_xml_is_told() -> None:
    assert "this .docx file is damaged and cannot be read" in refusal(zipped(word__document=b"<w:document"), "a.docx")
    assert "damaged" in refusal(docx("<w:p>")[:-100], "a.docx")


def test_pdfs_with_ten_thousand_pages_are_refused(tmp_path: Path) -> None:
    kids = " ".join(["3 0 R"] * 10)
    many = " ".join(f"{number} 0 R" for number in range(6, 10_006))
    leaf = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>"
    data = pdf(CATALOG, f"<< /Type /Pages /Kids [{many}] /Count 10000 >>", leaf, stream(b""), FONT, *[leaf] * 10_000)
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    told, seconds, memory = measured(path)
    assert "more than 500 pages" in told
    assert seconds < 60
    assert memory < 1500
    # The same page ten times is a page once: no reader counts it twice.
    same = pdf(CATALOG, f"<< /Type /Pages /Kids [{kids}] /Count 10 >>", leaf, stream(b""), FONT)
    assert "no text" in refusal(same, "a.pdf")


def test_circles_in_a_pdf_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_child, "SECONDS", 3)
    monkeypatch.setattr("session_planner.sources.papers.pdf._SLACK", 5)
    circle = pdf(
        CATALOG, "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
    )
    assert refusal(circle, "a.pdf")
    own = pdf("1 0 R", "<< /Kids 2 0 R >>")
    assert refusal(own, "a.pdf")
    packed = pdf(CATALOG, stream(b"2 0 " + b"<< >>", "/Type /ObjStm /N 1 /First 4 /Extends 2 0 R"))
    assert refusal(packed, "a.pdf")


def test_forms_that_draw_forms_without_end_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_child, "SECONDS", 3)
    monkeypatch.setattr("session_planner.sources.papers.pdf._SLACK", 5)
    forms = [
        stream(f"/X{level + 1} Do ".encode() * 40,
               "/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
               f"/Resources << /XObject << /X{level + 1} {7 + level} 0 R >> >>")
        for level in range(12)
    ]  # fmt: skip
    last = stream(b"BT /F 9 Tf (ha) Tj ET", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    told = refusal(page(stream(b"/X0 Do"), "/XObject << /X0 6 0 R >>", *forms, last), "a.pdf")
    assert "takes more time or memory" in told


def test_a_stream_that_unpacks_beyond_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(page(stream(b" " * 400 * MIB)))
    assert path.stat().st_size < MIB
    told, seconds, memory = measured(path)
    assert told
    assert seconds < 60
    assert memory < 2000


def test_pdfs_without_text_or_with_a_password_are_told_so() -> None:
    assert "hold no text, only pictures" in refusal(page(stream(b"")), "a.pdf")
    pikepdf = pytest.importorskip("pikepdf")
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(page(stream(b"BT /F 12 Tf 20 700 Td (Agenda) Tj ET")))) as whole:
        whole.save(made, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    assert "protected by a password" in refusal(made.getvalue(), "a.pdf")


def test_a_file_larger_than_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with open(path, "wb") as made:
        made.truncate(limits.MOST_BYTES + 1)
    with pytest.raises(InputError, match="at most 64 are read"):
        read_paper(path)
    with pytest.raises(InputError, match="there is no such file"):
        read_paper(tmp_path / "none.pdf")
    with pytest.raises(InputError, match="a folder"):
        read_paper(tmp_path)


def test_what_is_cut_off_anywhere_is_read_or_refused() -> None:
    whole = docx(p("Agenda") + tbl(tc("a") + tc("b")), styles="", header=p("head"))
    for end in range(0, len(whole), 37):
        with contextlib.suppress(InputError):
            parse_paper(whole[:end], "a.docx")
