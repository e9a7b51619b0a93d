"""Tables that a text draws with strokes: `|` of Markdown and of mail, and the box-drawing characters of terminals.

Where strokes lie between all rows, the lines from one to the next are a row; else each line is one, but for a line
whose first cell is empty and which only goes on with the text above. In Markdown every line is a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from session_planner.sources.evidence import Place
from session_planner.sources.paper import Cell, Line, Table
from session_planner.sources.papers.limits import MOST_COLUMNS, Budget, clean
from session_planner.sources.papers.rows import Raw

_UPRIGHT = re.compile(r"(?<!\\)[|│┃║¦｜]")
_STROKES = re.compile(r"[\s|│┃║¦｜+\-=:─━═┄┈┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╒╕╘╛╞╡╤╧╪╓╖╙╜╟╢╥╨╫]+")
_CORNERS = frozenset("+┌├└┏┣┗╔╠╚╒╞╘╓╟╙")
_EMPHASIS = re.compile(r"(\*{1,3})(?=\S)([^*]+)(?<=\S)\1")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def may_begin(text: str) -> bool:
    """Whether a line may be a row, or a stroke, of a drawn table."""
    stripped = text.strip()
    return bool(_UPRIGHT.search(stripped)) or (stripped[:1] in _CORNERS and _is_stroke(text))


def _is_stroke(text: str) -> bool:
    stripped = text.strip()
    return bool(_STROKES.fullmatch(stripped)) and bool(re.search("[-=─━═]{2}", stripped))


def table_at(raws: Sequence[Raw], at: int, budget: Budget, number: int) -> tuple[Table | None, int]:
    """The table that begins with this line, and the index after it; none where the line begins no table."""
    end = at
    while end < len(raws) and may_begin(raws[end].text):
        end += 1
    rows = [_cells(raw.text) for raw in raws[at:end] if not _is_stroke(raw.text)]
    columns = max(map(len, rows), default=0)
    if len(rows) < 2 or not 1 < columns <= MOST_COLUMNS or sum(len(row) == columns for row in rows) < 2:
        return None, at
    return _table(raws[at:end], columns, budget, number), end


def _cells(text: str) -> list[str]:
    stripped = text.strip()
    inner = _UPRIGHT.split(stripped)
    if _UPRIGHT.match(stripped):
        inner = inner[1:]
    if len(inner) > 1 and not inner[-1].strip() and _UPRIGHT.match(stripped[-1]):
        inner = inner[:-1]
    return [part.replace("\\|", "|") for part in inner]


def _table(raws: Sequence[Raw], columns: int, budget: Budget, number: int) -> Table:
    ruled, by_lines = _is_ruled(raws), budget.file.lower().endswith(".md")
    rows: list[list[list[Line]]] = []
    begin = True
    for raw in raws:
        if _is_stroke(raw.text):
            begin = True
            continue
        cells = [*_cells(raw.text), *[""] * columns][:columns]
        goes_on = bool(rows) and not begin and (ruled or not any(map(clean, cells[:-1]))) and not by_lines
        if not goes_on:
            budget.cells(columns)
            rows.append([[] for _ in range(columns)])
        for column, cell in enumerate(cells):
            rows[-1][column] += _lines(cell, replace(raw.place, table=number, row=len(rows), column=column + 1), budget)
        begin = False
    place = replace(raws[0].place, table=number)
    return Table(tuple(tuple(_cell(lines, place, at, column) for column, lines in enumerate(row))
                       for at, row in enumerate(rows, 1)), place)  # fmt: skip


def _is_ruled(raws: Sequence[Raw]) -> bool:
    """Whether strokes lie between its rows, and not under its head alone."""
    strokes = [index for index, raw in enumerate(raws) if _is_stroke(raw.text)]
    inner = [index for index in strokes if 0 < index < len(raws) - 1]
    return len(inner) > 1


def _lines(cell: str, place: Place, budget: Budget) -> list[Line]:
    lines = []
    for part in _BREAK.split(cell):
        text = _EMPHASIS.sub(r"\2", clean(part)).strip("*").strip()
        if text:
            budget.line(text)
            lines.append(Line(text, place))
    return lines


def _cell(lines: list[Line], place: Place, row: int, column: int) -> Cell:
    return Cell(tuple(lines), lines[0].place if lines else replace(place, line=0, row=row, column=column + 1))
