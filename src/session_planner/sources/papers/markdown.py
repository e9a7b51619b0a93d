"""Markdown as the text that it shows: headings by their level, no signs of emphasis, no escapes.

Used by `text`, for files that are called so. Tables of bars are found as in any text; a bar that is escaped is a
letter there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import replace

from session_planner.sources.paper import Block, Cell, Line, Table

_PRIVATE = 0xE100
"""Escaped signs wait as private ones, from here on, until tables and emphasis are found."""
_FRAME = re.compile(r"(?m)^[ \t]*</?(?:div|p|section)\b[^>\n]*>[ \t]*$")
_LETTERS = re.compile(r"</?(?:strong|em|b|i)>", re.I)
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*")
_EMPHASIS = re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=\S)(?<!\\)\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_WAITING = re.compile("[\ue121-\ue17e]")
_BREAK = re.compile(r"<br\s*/?>")


def prepared(text: str) -> str:
    """The text before its tables are looked for: without frames and the marks of HTML for letters, escaped bars out of
    the way. Lines stay lines.
    """
    return _FRAME.sub("", _ESCAPE.sub(lambda found: chr(_PRIVATE + ord(found[1])), _LETTERS.sub("", text)))


def shown(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with the text that a reader of the rendered page sees."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            rows = tuple(tuple(Cell(tuple(map(_plain, cell.lines)), cell.place) for cell in row) for row in block.rows)
            made.append(replace(block, rows=rows))
            continue
        heading = _HEADING.fullmatch(block.text)
        if heading:
            block = replace(block, text=heading[2], level=len(heading[1]), whole=True)
        made.append(_plain(block))
    return made


def _plain(line: Line) -> Line:
    text = _BREAK.sub(" ", _EMPHASIS.sub(r"\2", line.text))
    return replace(line, text=html.unescape(_WAITING.sub(lambda found: chr(ord(found[0]) - _PRIVATE), text)).strip())
