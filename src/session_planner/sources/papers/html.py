"""Web pages (.html) as a paper: what a browser shows, in the order in which it stands there.

Lists get the numbers that a browser counts for them, tables their merged cells; what is hidden is left out. Nothing
that a page refers to is fetched.
"""

from __future__ import annotations

import re
from typing import Any

from session_planner.errors import InputError
from session_planner.sources.paper import Paper
from session_planner.sources.papers.archive import MOST_DEPTH, depth_of
from session_planner.sources.papers.encodings import decode
from session_planner.sources.papers.grids import numbered
from session_planner.sources.papers.html_walk import Walk
from session_planner.sources.papers.limits import Budget, broken, missing_library, refused, too_large
from session_planner.words import N_

MOST_HTML = 16 * 1024 * 1024
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{1,40})""", re.IGNORECASE)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_\-]{1,40})""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}>")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def read_html(data: bytes, file: str) -> Paper:
    """The paper in a web page."""
    if len(data) > MOST_HTML:
        raise too_large(file, len(data), MOST_HTML)
    head = data[:4096]
    told = _CHARSET.search(head) or _DECLARED.search(head)
    decoded = decode(data, file, told[1].decode("ascii") if told else "")
    try:
        root = _tree(decoded.text, file)
        walk = Walk(Budget(file))
        walk.walk(root)
        return Paper(file, "html", tuple(numbered(walk.done())), decoded.encoding)
    except InputError:
        raise
    except Exception as error:  # whatever a page that is none makes lxml, or us, stumble over
        raise broken(file, ".html", error) from error


def _tree(text: str, file: str) -> Any:
    try:
        from lxml import etree, html
    except ImportError as error:
        raise missing_library(file, ".html") from error
    if _ENTITY.search(text):
        raise refused(file, N_("the file defines entities of its own, which no document does, and is not read"))
    text = _CONTROL.sub(" ", _DECLARATION.sub("", text.removeprefix("\ufeff")))
    # Line ends of all kinds count as one, so that the lines told are those of an editor.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise refused(file, N_("the page has no text")) from error
    if depth_of(root) > MOST_DEPTH:
        raise refused(file, N_("the file has more than {most} elements inside each other"), most=MOST_DEPTH)
    return root
