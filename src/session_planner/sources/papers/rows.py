"""Physical lines before they are a paper: their text with its columns, and where they stand.

Shared by the readers of text, of preformatted HTML and of paragraphs with tabs, which look for tables in them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from session_planner.sources.evidence import Place
from session_planner.sources.paper import Line
from session_planner.sources.papers.limits import Budget, clean

_TAB = 8
_PIECE = re.compile("\\S+(?:[ \u00a0\u202f]\\S+)*")


@dataclass(frozen=True, slots=True)
class Raw:
    """A line as it stands in the file, its tabs and runs of spaces kept. `whole`, `level`: those of `Line`."""

    text: str
    place: Place
    gap: bool = False
    whole: bool = False
    level: int = 0
    indent: int | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing is on it."""
        return not self.text.strip() or not clean(self.text)

    def line(self, budget: Budget) -> Line:
        """It as a line of a paper."""
        text = clean(self.text)
        budget.line(text)
        indent = self.indent if self.indent is not None else indent_of(self.text)
        return Line(text, self.place, indent, self.gap, self.whole, self.level)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line with wide space around it, from one column to another."""

    start: int
    end: int
    text: str


def indent_of(text: str) -> int:
    """The columns of empty space before a line."""
    column = 0
    for letter in text:
        if not letter.isspace():
            break
        column = after(column, letter, wide=True)
    return column


def after(column: int, letter: str, *, wide: bool) -> int:
    """The column after a letter: tabs go to the next stop, full-width letters count twice where `wide`, marks not."""
    if letter == "\t":
        return (column // _TAB + 1) * _TAB
    if letter < "\u0300":
        return column + 1
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return column
    return column + (2 if wide and unicodedata.east_asian_width(letter) in "WF" else 1)


def pieces_of(text: str, *, wide: bool = True) -> tuple[Piece, ...]:
    """The stretches of a line that two columns of empty space or a tab keep apart."""
    columns = [0]
    for letter in text:
        columns.append(after(columns[-1], letter, wide=wide))
    return tuple(Piece(columns[found.start()], columns[found.end()], found[0]) for found in _PIECE.finditer(text))
