"""Tables that a text draws with runs of spaces: columns are the empty strips that several lines leave open together.

Prose never has them: its lines cross every strip. A numbered list has one, between its numbers and its text, and
stays lines all the same. Shared by text and by PDFs without ruled lines, whose positions are made columns first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from session_planner.sources.evidence import Place
from session_planner.sources.paper import Block, Cell, Line, Table
from session_planner.sources.papers.limits import MOST_COLUMNS, Budget, clean
from session_planner.sources.papers.rows import Piece, Raw, indent_of

_GUTTER = 2
_WIDEST = 1_000
"""Columns beyond which nobody aligns anything."""
_TEXT_WIDTH = 28
"""Characters: no hours or dates are so long."""
_MOST_HEAD = 4
"""Lines of a table's head."""
_MOST_BLANK = 2
"""Empty lines between two rows of one table."""
_LABEL = re.compile(
    r"(?:(?:agenda )?items?|points?|temas?|пункты?|议题|議題|议程项目|البند)?\s*[(（]?"
    r"(?:[0-9\u0660-\u0669]{1,3}(?:\.[0-9]{1,2}){0,3}|[a-zа-я\u0621-\u064a]|[ivxl]{1,6}|[一二三四五六七八九十]{1,3})"
    r"\s*[.)）、:\-–]{0,2}(?:\s*[(（]?[a-zа-я\u0621-\u064a]{1,2}[)）.])?"
    r"|[•·▪■□●○*\-–—]",
    re.IGNORECASE,
)
_UNFINISHED = (",", "-", "–", "—", "/", "،")
"""Ends of a label that goes on in the next line: `Wednesday,` or `10 a.m.-`."""
_SYMBOL = re.compile(r"[A-Z0-9][A-Z0-9.\-]*(?:[/ ][A-Za-z0-9.\-]+)*/[A-Za-z0-9./\-]+")


def is_label(text: str) -> bool:
    """Whether a cell holds no more than the number or letter of an item, a bullet, or a document's symbol."""
    return bool(_LABEL.fullmatch(text) or _SYMBOL.fullmatch(text))


@dataclass(frozen=True, slots=True)
class Row:
    """A physical line with its pieces; `wall` is a bit for each column that it fills."""

    raw: Raw
    pieces: tuple[Piece, ...]
    wall: int

    @classmethod
    def of(cls, raw: Raw, pieces: Sequence[Piece]) -> Row:
        """The line, its first thousand columns looked at."""
        wall = 0
        for piece in pieces:
            wall |= (1 << min(piece.end, _WIDEST)) - (1 << min(piece.start, _WIDEST))
        return cls(raw, tuple(pieces), wall)


@dataclass(slots=True)
class Region:
    """Rows that leave the same strips open. `spans` are those that cross them, such as the heading of a day."""

    rows: list[Row]
    wall: int
    spans: set[int]

    def gutters(self, wall: int | None = None) -> list[tuple[int, int]]:
        """The open strips between text, each from its first column to the one after its last."""
        return list(_strips(self.wall if wall is None else wall))


def _strips(wall: int) -> Iterator[tuple[int, int]]:
    bits = bin(wall)[:1:-1]
    for gap in re.finditer("0+", bits.rstrip("0")):
        if gap.start() and len(gap[0]) >= _GUTTER:
            yield gap.start(), gap.end()


def tables_in(rows: Sequence[Row], budget: Budget, first: int = 1) -> list[Block]:
    """The rows as blocks: tables where rows lie in columns, lines elsewhere. `first` is the next table's number."""
    blocks: list[Block] = []
    at = 0
    while at < len(rows):
        region, after = _region(rows, at)
        table = _table(region, budget, first) if region else None
        if table is None:
            end = at + 1 if region is None else max(at + 1, after)
            blocks += (row.raw.line(budget) for row in rows[at:end] if row.pieces)
            at = end
        else:
            blocks.append(table)
            first += 1
            at = after
    return blocks


def _region(rows: Sequence[Row], at: int) -> tuple[Region | None, int]:
    """The table's rows from here, and the index after them; its head may cross strips that its rows leave open."""
    region, end = _stretch(rows, at)
    if region is None:
        return None, end
    for below in range(at + 1, min(at + 1 + _MOST_HEAD, end)):
        inner, inner_end = _stretch(rows, below)
        if inner and inner_end >= end and len(inner.gutters()) > len(region.gutters()) and _agrees(inner):
            inner.rows = [*rows[at:below], *inner.rows]
            inner.spans = {span + below - at for span in inner.spans}
            return inner, inner_end
    return region, end


def _agrees(region: Region) -> bool:
    """Whether every strip is one that several rows have, and none only parts the numbers of a list from its text."""
    strips = region.gutters()
    for low, high in strips:
        before = [piece for row in region.rows for piece in row.pieces if piece.end <= low]
        nearest = [piece for piece in before if all(piece.start >= other for _, other in strips if other <= low)]
        if _support(region, high) < 2 or all(is_label(clean(piece.text)) for piece in nearest):
            return False
    return True


def _stretch(rows: Sequence[Row], at: int) -> tuple[Region | None, int]:
    """The longest stretch from here that shares its strips, and the index after it."""
    if len(rows[at].pieces) < 2:
        return None, at + 1
    region = Region([rows[at]], rows[at].wall, set())
    last, end, blanks, spans = at, at + 1, 0, 0
    while end < len(rows) and blanks <= _MOST_BLANK:
        row = rows[end]
        blanks = 0 if row.pieces else blanks + 1
        if row.pieces:
            kind = _fits(region, row, blank_before=end - last > 1)
            if not kind:
                break
            alone = len(row.pieces) == 1 and (spans > 0 or (rows[end - 1].raw.blank and not row.pieces[0].start))
            spans = spans + 1 if kind == "span" else 0
            if spans > 2:
                break
            if kind == "row":
                region.wall |= row.wall
                region.rows.append(row)
                # A line alone, after an empty one or after prose, is of the table only where more rows follow.
                last = last if alone else end
            else:
                region.spans.add(end)
        end += 1
    region.rows = list(rows[at : last + 1])
    region.spans = {span - at for span in region.spans if span <= last}
    return region, last + 1


def _fits(region: Region, row: Row, *, blank_before: bool) -> str:
    """`row` if the line keeps the strips open, `span` if it may be a heading across them, else nothing."""
    old, new = region.gutters(), region.gutters(region.wall | row.wall)
    lost = [high for low, high in old if not any(low < stop and start < high for start, stop in new)]
    if not lost:
        return "row"
    if len(row.pieces) > 1:
        # A strip that one row alone has may be two spaces after a full stop.
        return "row" if len(lost) < len(old) and all(_support(region, high) < 2 for high in lost) else ""
    width = row.pieces[0].end - row.pieces[0].start
    return "span" if width <= (60 if blank_before else 40) else ""


def _support(region: Region, column: int) -> int:
    """How many rows have a piece that begins where a strip ends."""
    return sum(any(piece.start == column for piece in row.pieces[1:]) for row in region.rows)


def _table(region: Region, budget: Budget, number: int) -> Table | None:
    strips = region.gutters()
    full = [row for index, row in enumerate(region.rows) if index not in region.spans and len(row.pieces) > 1]
    if not strips or len(strips) >= MOST_COLUMNS or len(full) < (2 if len(strips) > 1 else 3):
        return None
    edges = [0, *(stop for _, stop in strips), sys.maxsize]
    grid = [_cells(row, edges, spans=index in region.spans) for index, row in enumerate(region.rows)]
    if not _is_table([cells for index, cells in enumerate(grid) if index not in region.spans]):
        return None
    return _rows_of(region, grid, budget, number)


def _cells(row: Row, edges: Sequence[int], *, spans: bool) -> list[str]:
    cells = [""] * (len(edges) - 1)
    if spans:
        cells[0] = " ".join(piece.text for piece in row.pieces)
        return cells
    for piece in row.pieces:
        column = next(index for index in range(len(edges) - 1) if piece.start < edges[index + 1])
        cells[column] = f"{cells[column]} {piece.text}".strip()
    return cells


def _is_table(grid: Sequence[Sequence[str]]) -> bool:
    """Whether the columns hold more than a list's numbers or a list's symbols and its text."""
    for column in range(len(grid[0]) - 1):
        filled = [clean(row[column]) for row in grid if row[column]]
        if filled and not all(is_label(text) for text in filled):
            break
    else:
        return False
    together = sum(sum(map(bool, row)) > 1 for row in grid)
    return together >= max(2, len([row for row in grid if any(row)]) // 6)


def _rows_of(region: Region, grid: Sequence[Sequence[str]], budget: Budget, number: int) -> Table:
    keys = () if _has_texts_first(grid) else _key_columns(grid)
    rows: list[list[list[Line]]] = []
    blank = True
    for row, cells in zip(region.rows, grid, strict=True):
        if not row.pieces:
            blank = True
            continue
        if _begins(cells, keys, rows, blank=blank):
            budget.cells(len(cells))
            rows.append([[] for _ in cells])
        for column, text in enumerate(cells):
            if text:
                rows[-1][column].append(_cell_line(row.raw, text, column, len(rows), number, budget, gap=blank))
        blank = False
    place = replace(region.rows[0].raw.place, table=number)
    return Table(tuple(tuple(_cell(lines, place, at, column) for column, lines in enumerate(row))
                       for at, row in enumerate(rows, 1)), place)  # fmt: skip


def _cell_line(raw: Raw, text: str, column: int, row: int, table: int, budget: Budget, *, gap: bool) -> Line:
    cleaned = clean(text)
    budget.line(cleaned)
    place = replace(raw.place, table=table, row=row, column=column + 1)
    return Line(cleaned, place, indent_of(raw.text) if not column else 0, gap)


def _cell(lines: list[Line], place: Place, row: int, column: int) -> Cell:
    here = lines[0].place if lines else replace(place, line=0, row=row, column=column + 1)
    return Cell(tuple(lines), here)


def _key_columns(grid: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The columns that begin a row wherever they hold something: the first, and those of labels alone."""
    keys = [0]
    for column in range(1, len(grid[0]) - 1):
        filled = [clean(row[column]) for row in grid if row[column]]
        if filled and sum(bool(_LABEL.fullmatch(text)) for text in filled) >= 0.6 * len(filled):
            keys.append(column)
    return tuple(keys)


def _has_texts_first(grid: Sequence[Sequence[str]]) -> bool:
    """Whether the first column is of texts that run over several lines, so that empty lines alone part the rows."""
    first = [clean(row[0]) for row in grid]
    width = max(map(len, first))
    full = sum(len(text) >= 0.75 * width for text in first)
    return width >= _TEXT_WIDTH and full >= 3 and sum(not any(row) for row in grid) >= 2


def _begins(cells: Sequence[str], keys: Sequence[int], rows: Sequence[Sequence[list[Line]]], *, blank: bool) -> bool:
    """Whether a line begins a row of the table, and is not the rest of the one above."""
    if not rows or blank:
        return True
    if any(key and is_label(clean(cells[key])) for key in keys if cells[key]):
        return True
    if 0 not in keys or not cells[0]:
        return False
    above = rows[-1][0][-1].text if rows[-1][0] else ""
    goes_on = clean(cells[0])[:1].islower() and not is_label(clean(cells[0]))
    return not above or not (goes_on or above.endswith(_UNFINISHED))
