"""Whatever the bytes are: a paper, or a refusal in words; never another error."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from session_planner.errors import InputError
from session_planner.sources.papers import parse_paper, pdf_child
from session_planner.sources.papers.pdf import paper_of
from tests.sources.making.markup import page_from
from tests.sources.making.pages import written
from tests.sources.making.programmes import DATA

PIECES = [piece.encode() for piece in (
    "colspan=9", "\0", "\f", "\t", "   ", "|", "│", "<", "</td>", "<ol>", "&#0;", "9" * 9, "w:val", "<w:p>", "</w:tc>",
    "-1", " obj", "endstream", " 0 R", "<<", "]",
)] + [b"\xff"]  # fmt: skip
EDIT = st.tuples(st.floats(0, 1), st.sampled_from([0, 1, 5, 60]), st.sampled_from(PIECES) | st.binary(max_size=6))


@cache
def seed(form: str) -> bytes:
    """A sound document in Arabic or English, small."""
    page = page_from((DATA / "languages" / "ar-1.page").read_text("utf-8"))
    return written(page, "docx" if form == "docx-xml" else form)


def changed(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """The bytes with some cut out and others put in."""
    made = bytearray(data)
    for where, cut, put in edits:
        at = int(where * len(made))
        made[at : at + cut] = put
    return bytes(made)


@pytest.mark.parametrize("form", ["txt", "html", "docx", "docx-xml"])
@given(edits=st.lists(EDIT, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_broken_documents(form: str, edits: list[tuple[float, int, bytes]]) -> None:
    data = _part_changed(seed(form), edits) if form == "docx-xml" else changed(seed(form), edits)
    try:
        paper = parse_paper(data, f"agenda.{form[:4]}")
    except InputError as error:
        told = str(error)
        assert told.startswith("agenda.")
    else:
        assert all(line.text == " ".join(line.text.split()) != "" for line in paper.lines())


def _part_changed(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """A .docx whose text part is changed, and whose archive is sound."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changed(part, edits) if name == "word/document.xml" else part)
    return made.getvalue()


@given(edits=st.lists(EDIT, min_size=1, max_size=6))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_broken_pdfs(edits: list[tuple[float, int, bytes]]) -> None:
    try:
        pages = pdf_child.pages_of(changed(seed("pdf"), edits))
    except Exception as error:  # as the process for PDFs takes them
        reason = pdf_child.reason_of(error)
        assert reason
        return
    try:
        assert paper_of(pages, "a.pdf").blocks
    except InputError as error:
        told = str(error)
        assert told.startswith("a.pdf")
