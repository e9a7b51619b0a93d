"""PDFs as a paper: lines in the order of reading with their pages, and tables by their rules or by their columns.

The file is opened in a process of its own (`pdf_child`), with bounds on its time and memory. What it tells of the
pages becomes lines here, as lines of plain text do: pages' heads and numbers taken out, columns looked for.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from session_planner.errors import InputError
from session_planner.sources.evidence import Place
from session_planner.sources.paper import Block, Line, Paper
from session_planner.sources.papers import aligned, pdf_child
from session_planner.sources.papers.grids import Spanned, laid_out, numbered
from session_planner.sources.papers.limits import Budget, broken, clean, missing_library, refused
from session_planner.sources.papers.pages import without_heads
from session_planner.sources.papers.pdf_page import PageData, RowData, TableData
from session_planner.sources.papers.rows import Piece, Raw
from session_planner.words import N_, Words

_GAP = 1.3
"""How many times the usual distance of lines is an empty line."""
_SLACK = 20
"""Seconds that the process may take beyond its own bound, to start and to end."""
_Spot = aligned.Row | TableData


def read_pdf(data: bytes, file: str) -> Paper:
    """The paper in a PDF."""
    try:
        import pdfplumber  # noqa: F401
    except ImportError as error:
        raise missing_library(file, ".pdf") from error
    return paper_of(_pages(data, file), file)


def paper_of(pages: Sequence[PageData], file: str) -> Paper:
    """The paper from what stands on the pages."""
    if not any(page["rows"] or page["tables"] for page in pages):
        raise refused(
            file, N_("the pages of this PDF hold no text, only pictures; recognise their text first, or use the .docx")
        )
    budget = Budget(file)
    try:
        spots = [spot for number, page in enumerate(pages, 1) for spot in _spots(number, page)]
        rows = {id(spot.raw): spot for spot in spots if isinstance(spot, aligned.Row)}
        kept, notes = without_heads([row.raw for row in rows.values()])
        ids = {id(raw) for raw in kept}
        front = [raw.line(budget) for raw in kept if id(raw) not in rows]
        blocks = _blocks([spot for spot in spots if not isinstance(spot, aligned.Row) or id(spot.raw) in ids], budget)
    except InputError:
        raise
    except Exception as error:  # pages may say anything of themselves
        raise broken(file, ".pdf", error) from error
    pictures = [number for number, page in enumerate(pages, 1) if not page["rows"] and page["pictured"]]
    if pictures:
        notes = (
            *notes,
            Words(N_("these pages hold pictures and no text: {pages}"), {"pages": list(map(str, pictures))}),
        )
    return Paper(file, "pdf", (*front, *numbered(blocks)), "", notes)


def _pages(data: bytes, file: str) -> list[PageData]:
    """The pages, told by a process of its own."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    seconds = pdf_child.SECONDS
    command = [sys.executable, "-m", pdf_child.__name__, str(seconds)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds + _SLACK, env=environment, check=False
        )
        answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"refused": "ended"}
    except subprocess.TimeoutExpired:
        answer = {"refused": "ended"}
    except (OSError, ValueError) as error:
        raise broken(file, ".pdf", error) from error
    if "refused" in answer:
        raise _refusal(str(answer["refused"]), file)
    pages: list[PageData] = answer["pages"]
    return pages


def _refusal(reason: str, file: str) -> InputError:
    match reason:
        case "password":
            return refused(file, N_("this PDF is protected by a password; save it without one"))
        case "pages":
            return refused(
                file, N_("this PDF has more than {most} pages, and no agenda has"), most=pdf_child.MOST_PAGES
            )
        case "long" | "memory" | "ended":
            message = N_("reading this PDF takes more time or memory than any agenda does, and was ended")
            return refused(file, message)
    return broken(file, ".pdf", reason.removeprefix("damaged: "))


def _spots(number: int, page: PageData) -> Iterator[_Spot]:
    """The rows and ruled tables of a page from its top, with an empty row wherever space is left between rows."""
    rows = page["rows"]
    size = statistics.median([row["size"] for row in rows]) if rows else 10.0
    unit = max(size / 4, 0.5)
    left = min((piece[0] for row in rows for piece in row["pieces"]), default=0.0)
    usual = _leading(rows, size)
    last: float | None = None
    line = 0
    for _, spot in sorted(_by_height(page), key=lambda each: each[0]):
        if "cells" in spot:
            yield TableData(top=float(number), bottom=0.0, cells=spot["cells"])
            last = None
            continue
        line += 1
        place = Place(page=number, line=line)
        gap = last is None or spot["y"] - last > _GAP * usual
        if gap and last is not None:
            yield aligned.Row.of(Raw("", place), ())
        last = spot["y"]
        pieces = [Piece(int((x0 - left) / unit), max(int((x1 - left) / unit), int((x0 - left) / unit) + 1), text)
                  for x0, x1, text in spot["pieces"]]  # fmt: skip
        text = " ".join(piece.text for piece in pieces)
        yield aligned.Row.of(Raw(text, place, gap, indent=min(pieces[0].start // 2, 200)), pieces)


def _by_height(page: PageData) -> Iterator[tuple[float, RowData | TableData]]:
    for row in page["rows"]:
        yield row["y"], row
    for table in page["tables"]:
        yield table["top"], table


def _leading(rows: Sequence[RowData], size: float) -> float:
    """The usual distance from a line to the next."""
    steps = [round(after["y"] - row["y"], 1) for row, after in pairwise(rows)]
    near = [step for step in steps if 0.8 * size <= step <= 1.8 * size]
    return min(statistics.multimode(near)) if near else 1.2 * size


def _blocks(spots: Sequence[_Spot], budget: Budget) -> list[Block]:
    """Lines and tables; a table of columns does not go on over a page, where its columns may stand elsewhere."""
    blocks: list[Block] = []
    held: list[aligned.Row] = []
    for spot in spots:
        if isinstance(spot, aligned.Row):
            if held and held[-1].raw.place.page != spot.raw.place.page:
                blocks += aligned.tables_in(held, budget)
                held = []
            held.append(spot)
        else:
            blocks += aligned.tables_in(held, budget)
            held = []
            blocks += _ruled(spot, budget)
    return blocks + aligned.tables_in(held, budget)


def _ruled(table: TableData, budget: Budget) -> list[Block]:
    place = Place(page=int(table["top"]))
    rows: dict[int, list[Spanned]] = {}
    for cell in table["cells"]:
        lines: list[Block] = []
        for text in cell["lines"]:
            budget.line(text)
            lines.append(Line(clean(text), place))
        rows.setdefault(cell["row"], []).append(Spanned(lines, cell["across"], cell["down"]))
    count = max(rows, default=-1) + 1
    return laid_out([rows.get(at, []) for at in range(count)], place, budget)
