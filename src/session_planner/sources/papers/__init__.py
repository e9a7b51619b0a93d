"""A document's file as a `Paper`: its lines and tables with their places, whatever its format.

The first station of `sources`: one module a format, all of them proof against files of any hand, and nothing here
knows what a text means. What a file is shows in its first bytes; its name decides only between kinds of text.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from session_planner.files import read_at_most
from session_planner.sources.paper import Paper
from session_planner.sources.papers.kinds import Kind, kind_of
from session_planner.sources.papers.limits import MOST_BYTES, too_large

__all__ = ["MOST_BYTES", "parse_paper", "read_paper"]


def read_paper(path: Path | str) -> Paper:
    """The paper in a file (.txt, .md, .docx, .html, .pdf). Raises InputError saying why it cannot be read."""
    return parse_paper(read_at_most(path, MOST_BYTES), str(path))


def parse_paper(data: bytes, file: str) -> Paper:
    """The same of bytes that were read elsewhere; `file` is the name that mistakes give."""
    if len(data) > MOST_BYTES:
        raise too_large(file, len(data), MOST_BYTES)
    return _reader(kind_of(data, file))(data, file)


def _reader(kind: Kind) -> Callable[[bytes, str], Paper]:
    """The reader of a kind of document, imported only when there is one to read."""
    match kind:
        case "docx":
            from session_planner.sources.papers.docx import read_docx

            return read_docx
        case "pdf":
            from session_planner.sources.papers.pdf import read_pdf

            return read_pdf
        case "html":
            from session_planner.sources.papers.html import read_html

            return read_html
        case "txt":
            from session_planner.sources.papers.text import read_text

            return read_text
