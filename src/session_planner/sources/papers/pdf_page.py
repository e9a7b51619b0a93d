"""A page of a PDF from its characters and strokes: rows of text in columns, and the tables that strokes draw.

Runs in the process that `pdf` starts for it; what it gives is plain data.
"""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict, final

from session_planner.sources.papers.limits import clean
from session_planner.sources.papers.visual import has_rtl, is_rtl, looks_mirrored, written

MOST_STROKES = 20_000
_WORD_GAP = 0.18
"""Of the size of the letters: more empty space than this ends a word."""
_COLUMN_GAP = 1.1
"""Of the size of the letters: more empty space than this keeps columns apart."""


@final
class RowData(TypedDict):
    """A line of a page: its baseline from the top, the size of its letters, and pieces (left, right, text)."""

    y: float
    size: float
    pieces: list[tuple[float, float, str]]


class CellData(TypedDict):
    """A cell of a ruled table, with its place, span and lines."""

    row: int
    column: int
    down: int
    across: int
    lines: list[str]


@final
class TableData(TypedDict):
    """A ruled table between two heights of a page."""

    top: float
    bottom: float
    cells: list[CellData]


class PageData(TypedDict):
    """A page; `pictured` when it has pictures. Pages written from right to left are told mirrored."""

    rows: list[RowData]
    tables: list[TableData]
    width: float
    pictured: bool


def page_data(page: Any) -> PageData:
    """What stands on a page of pdfplumber's."""
    chars = [char for char in page.chars if char["upright"] and char["text"] and char["size"] > 0.5]
    width = float(page.width)
    text = "".join(char["text"] for char in chars)
    rtl = is_rtl(text)
    mirrored = has_rtl(text) and looks_mirrored([_seen(line) for line in _lines(chars)])
    tables = []
    for found in _ruled(page):
        inside = [char for char in chars if _within(char, found.bbox)]
        table = _table(found, inside, rtl=rtl, mirrored=mirrored)
        if table is not None:
            tables.append(table)
            held = {id(char) for char in inside}
            chars = [char for char in chars if id(char) not in held]
    rows = [_row(line, float(page.height), width, rtl=rtl, mirrored=mirrored) for line in _lines(chars)]
    return PageData(rows=[row for row in rows if row["pieces"]], tables=tables, width=width, pictured=bool(page.images))


def _ruled(page: Any) -> list[Any]:
    if len(page.rects) + len(page.lines) + len(page.curves) > MOST_STROKES:
        return []
    found = page.find_tables({"vertical_strategy": "lines", "horizontal_strategy": "lines"})
    return sorted(found, key=lambda table: (table.bbox[1], table.bbox[0]))


def _within(char: Any, box: Sequence[float]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _table(found: Any, chars: list[Any], *, rtl: bool, mirrored: bool) -> TableData | None:
    boxes = [box for box in found.cells if box]
    across, down = _edges(boxes, 0), _edges(boxes, 1)
    if len(across) < 3 or len(down) < 3:
        return None
    columns = len(across) - 1
    cells = []
    for box in boxes:
        left, right, top, bottom = _at(across, box[0]), _at(across, box[2]), _at(down, box[1]), _at(down, box[3])
        lines = [_text(line, mirrored=mirrored) for line in _lines([char for char in chars if _within(char, box)])]
        first = columns - right if rtl else left
        cells.append(CellData(row=top, column=first, down=max(1, bottom - top), across=max(1, right - left),
                              lines=[line for line in lines if line]))  # fmt: skip
    filled = [cell for cell in cells if cell["lines"]]
    # Rules round a whole table and under its head, but none between its rows: these are found by their columns.
    if len(filled) < 2 or (len(down) <= 3 and max(len(cell["lines"]) for cell in filled) > 6):
        return None
    return TableData(
        top=found.bbox[1], bottom=found.bbox[3], cells=sorted(cells, key=lambda c: (c["row"], c["column"]))
    )


def _edges(boxes: Iterable[Sequence[float]], axis: int) -> list[float]:
    """The strokes' places on an axis, those that are one but for their thickness told once."""
    edges: list[float] = []
    for at in sorted(place for box in boxes for place in (box[axis], box[axis + 2])):
        if not edges or at - edges[-1] > 3:
            edges.append(at)
    return edges


def _at(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - place))


def _lines(chars: Sequence[Any]) -> list[list[Any]]:
    """Characters by the line that they stand on, from the top, each from left to right."""
    lines: list[list[Any]] = []
    for char in sorted(chars, key=_baseline, reverse=True):
        if lines and _baseline(lines[-1][0]) - _baseline(char) <= 0.45 * max(char["size"], lines[-1][0]["size"]):
            lines[-1].append(char)
        else:
            lines.append([char])
    order = {id(char): index for index, char in enumerate(chars)}
    return [_from_left(line, order) for line in lines]


def _from_left(line: list[Any], order: dict[int, int]) -> list[Any]:
    """A line from left to right; parts of a ligature, which stand at one place, in the order of drawing.

    A vowel mark stands over its letter and goes before it here, so that it follows it once the line is turned round.
    """
    letters = [char for char in line if not _is_mark(char)]

    def place(char: Any) -> tuple[float, int, int]:
        middle = (char["x0"] + char["x1"]) / 2
        base = next((each for each in letters if each["x0"] <= middle <= each["x1"]), char) if _is_mark(char) else char
        return round(base["x0"], 1), order[id(base)], int(base is char)

    return sorted(line, key=place)


def _is_mark(char: Any) -> bool:
    return bool(unicodedata.combining(char["text"][0]))


def _baseline(char: Any) -> float:
    return float(char["matrix"][5])


def _row(line: list[Any], height: float, width: float, *, rtl: bool, mirrored: bool) -> RowData:
    size = statistics.median(char["size"] for char in line)
    pieces = []
    for piece in _split(line, _COLUMN_GAP * size):
        text = _text(piece, mirrored=mirrored)
        left, right = min(char["x0"] for char in piece), max(char["x1"] for char in piece)
        if text:
            pieces.append((width - right, width - left, text) if rtl else (left, right, text))
    return RowData(y=height - _baseline(line[0]), size=float(size), pieces=sorted(pieces))


def _split(line: list[Any], gap: float) -> list[list[Any]]:
    """A line's characters in pieces with more space than the gap between them; blanks make no difference."""
    pieces: list[list[Any]] = []
    end = 0.0
    for char in line:
        if char["text"].isspace():
            if pieces:
                pieces[-1].append(char)
            continue
        if not pieces or char["x0"] - end > gap:
            pieces.append([])
        pieces[-1].append(char)
        end = max(end, char["x1"]) if len(pieces[-1]) > 1 else char["x1"]
    return pieces


def _seen(line: Sequence[Any]) -> str:
    """The line's text from left to right, with a blank where there is space for one."""
    parts: list[str] = []
    end: float | None = None
    marks = ""
    for char in line:
        if _is_mark(char):
            marks += char["text"]
            continue
        blank = char["text"].isspace()
        if end is not None and not blank and char["x0"] - end > _WORD_GAP * char["size"]:
            parts.append(" ")
        parts.append(marks + char["text"])
        marks = ""
        if not blank:
            end = char["x1"] if end is None else max(end, char["x1"])
    return "".join(parts) + marks


def _text(line: Sequence[Any], *, mirrored: bool) -> str:
    return clean(written(_seen(line), mirrored=mirrored))
