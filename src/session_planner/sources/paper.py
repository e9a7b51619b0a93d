"""A document as its file holds it, whatever its format: lines and tables in the order of reading, with their places.

Made by `papers` (one module a format), read by `agenda`. It knows nothing of what the text means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from session_planner.sources.evidence import NOWHERE, Place
from session_planner.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text (.txt, .pdf) or a whole paragraph (.docx, .html), without the spaces around it.

    `indent` counts the spaces (or their likeness) before it. `gap` says whether empty space stands before it, and is
    always true for paragraphs. `whole`: it is a paragraph, and the next line never continues it. `level` is that of a
    heading in formats that mark them, 0 for none.
    """

    text: str
    place: Place
    indent: int = 0
    gap: bool = False
    whole: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, with its lines; a merged cell stands, as the same object, at every place that it covers."""

    lines: tuple[Line, ...] = ()
    place: Place = NOWHERE

    @property
    def text(self) -> str:
        """Its text on one line."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid: every row has as many cells as the table has columns."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place = NOWHERE

    def lines(self) -> Iterator[Line]:
        """Every line in it once, row by row."""
        told = set[int]()
        for row in self.rows:
            for cell in row:
                if id(cell) not in told:
                    told.add(id(cell))
                    yield from cell.lines


Block: TypeAlias = Line | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: its blocks in the order of reading. `notes` say what its reader could not take or had to assume."""

    file: str
    kind: str
    """`txt`, `docx`, `pdf` or `html`."""
    blocks: tuple[Block, ...]
    encoding: str = ""
    notes: tuple[Words, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Every line of the document, those in tables too."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block
            else:
                yield from block.lines()
