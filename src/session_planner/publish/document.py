"""A document before it has a form: what the layouts make, and what HTML, PDF, DOCX, Markdown and the terminal show.

Between the layouts (`publish.layouts`: what stands where) and the forms (`publish.forms`: how a format writes it).
All words in it are ready to be read, in the document's language unless a run says which other one it is in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter
from typing import Literal

from session_planner import words
from session_planner.publish.titles import Told
from session_planner.words import RIGHT_TO_LEFT

Look = Literal["", "strong", "em", "quiet", "struck"]
_BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_NO_CHARACTERS = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20\x7f-\x9f\\<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. `lang` is empty where it is the document's; `link` is an address, or empty."""

    text: str
    lang: str = ""
    look: Look = ""
    link: str = ""


Line = tuple[Run, ...]
"""Runs that follow each other; whatever stands between them is in them."""


def line(*parts: str | Told | Run, look: Look = "") -> Line:
    """A line of texts; each keeps the language it is in. Empty ones are left out."""
    runs = (_run(part, look) for part in parts)
    return tuple(run for run in runs if run.text)


def _run(part: str | Told | Run, look: Look) -> Run:
    if isinstance(part, Run):
        return part
    return Run(part, look=look) if isinstance(part, str) else Run(part.text, part.lang, look)


def sentence(msgid: str, lang: str, /, **fields: str | Told | Run | Line) -> Line:
    """A sentence in `lang` whose fields keep the language that each is in, and their looks."""
    made: list[Run] = []
    for before, name, _form, _conversion in Formatter().parse(words.catalogue(lang).gettext(msgid)):
        given = fields[name] if name else ""
        made += line(before, *(given if isinstance(given, tuple) else (given,)))
    return tuple(made)


def listed(parts: Iterable[Told | Run], lang: str) -> Line:
    """Several texts as one list, each in the language that it is in."""
    made: list[Run] = []
    for part in parts:
        made += line(words.comma(lang), part) if made else line(part)
    return tuple(made)


def plain(line: Line) -> str:
    """The line without looks and links."""
    return "".join(run.text for run in line)


def direction(run: Run, document: Document) -> str:
    """`rtl` or `ltr`: by the run's own language; by its first letter where it has none but the document's.

    Texts that a scenario gives in no language count as those of any, and so may be of other letters.
    """
    if run.lang and run.lang != document.lang:
        return "rtl" if run.lang in RIGHT_TO_LEFT else "ltr"
    strong = (unicodedata.bidirectional(sign) for sign in run.text)
    return next((_DIRECTIONS[one] for one in strong if one in _DIRECTIONS), document.direction)


def clean(text: str) -> str:
    """The text without what no file of any form may hold: control characters, breaks, halves of characters."""
    return _NO_CHARACTERS.sub("\ufffd", _BREAKS.sub(" ", text))


def address(link: str) -> str:
    """The link where it leads to the web or to a mailbox; nothing for all else, such as `javascript:`."""
    return link if _LINK.fullmatch(clean(link)) else ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the document's title, once in a document and first but for a `label`."""

    words: Line
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: `label` over the title (Annex), `whose` and `where` under it, `note` small, `alarm` not to miss."""

    words: Line
    kind: Literal["", "label", "whose", "where", "note", "alarm"] = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. `heads` says what it is the heading of; `colour` is a body's (see `colours`), or empty."""

    lines: tuple[Line, ...] = ()
    columns: int = 1
    rows: int = 1
    heads: Literal["", "row", "group"] = ""
    kind: Literal["", "hours", "label", "who"] = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: `day` opens a day, `sitting` is the first of a sitting. A row is never cut by a page's end."""

    cells: tuple[Cell, ...]
    kind: Literal["", "day", "sitting"] = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its head says, and its share of the width (of the sum of all shares)."""

    head: Line
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page. `groups` are rows that belong together, such as those of a day."""

    caption: str
    columns: tuple[Column, ...]
    groups: tuple[tuple[Row, ...], ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return tuple(row for group in self.groups for row in group)

    @property
    def grid(self) -> tuple[tuple[Cell | None, ...], ...]:
        """By row and column: the cell that begins there; None where another one goes on, or there is none."""
        made, taken = [], [0] * len(self.columns)
        for row in self.rows:
            places: list[Cell | None] = [None] * len(self.columns)
            cells = iter(row.cells)
            for column in range(len(places)):
                if not taken[column] and (cell := next(cells, None)):
                    places[column] = cell
                    taken[column : column + cell.columns] = [cell.rows] * min(cell.columns, len(places) - column)
            taken = [max(rows - 1, 0) for rows in taken]
            made.append(tuple(places))
        return tuple(made)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (SVG), and what it says to those who do not see it."""

    svg: str
    says: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A ruled line to sign on, and what stands under it."""

    words: Line


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""


Block = Heading | Paragraph | Bullets | Table | Picture | Signature | NewPage


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `title` is what a window or a file's properties show; `landscape` lays the page on its side.

    `large` is for what hangs on a door or stands on a screen.
    """

    lang: str
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    large: bool = False

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, as HTML writes it."""
        return "rtl" if self.lang in RIGHT_TO_LEFT else "ltr"
