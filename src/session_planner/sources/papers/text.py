"""Plain text (.txt, .md) as a paper: lines with their pages, and the tables that are drawn in it.

Before it stands `encodings`, after it the readers of what is said. A form feed begins a page; the heads and numbers
that pages repeat are taken out and told in a note, since they would cut titles that run over a page in two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from session_planner.sources.evidence import Place
from session_planner.sources.paper import Block, Paper, Table
from session_planner.sources.papers import aligned, drawn, markdown, tabbed
from session_planner.sources.papers.encodings import decode
from session_planner.sources.papers.limits import MOST_IN_LINE, MOST_LINES, Budget, too_large, too_long
from session_planner.sources.papers.pages import without_heads
from session_planner.sources.papers.rows import Raw, pieces_of

MOST_TEXT = 16 * 1024 * 1024
_LINE_END = re.compile("\r\n|\r|\n")
_BREAKS = str.maketrans(dict.fromkeys("\x0b\x1c\x1d\x1e\x85\u2028\u2029", " "))


def read_text(data: bytes, file: str) -> Paper:
    """The paper in a text file."""
    if len(data) > MOST_TEXT:
        raise too_large(file, len(data), MOST_TEXT)
    decoded = decode(data, file)
    budget = Budget(file)
    text = decoded.text.removeprefix("\ufeff")
    is_markdown = file.lower().endswith(".md")
    if is_markdown:
        text = markdown.prepared(text)
    raws, notes = without_heads(raws_of(text, file, pages="\f" in text))
    blocks = blocks_of(raws, budget)
    return Paper(file, "txt", tuple(markdown.shown(blocks) if is_markdown else blocks), decoded.encoding, notes)


def raws_of(text: str, file: str, *, pages: bool, first: int = 1) -> list[Raw]:
    """The lines of a text, counted as editors do: a form feed ends a page and no line."""
    raws: list[Raw] = []
    page = int(pages)
    gap = True
    lines = _LINE_END.split(text)
    if len(lines) > MOST_LINES:
        raise too_long(file)
    for number, line in enumerate(lines, first):
        if len(line) > MOST_IN_LINE:
            raise too_long(file)
        for part_number, part in enumerate(line.translate(_BREAKS).split("\f")):
            page += int(pages and part_number > 0)
            raw = Raw(part, Place(page=page, line=number), gap)
            raws.append(raw)
            gap = raw.blank and (gap or part_number == 0)
    return raws


def blocks_of(raws: Sequence[Raw], budget: Budget, first: int = 1) -> list[Block]:
    """The lines as blocks; `first` is the number of the first table."""
    blocks: list[Block] = []
    at = 0
    while at < len(raws):
        budget.look()
        for reader in (drawn.table_at, tabbed.table_at):
            table, after = reader(raws, at, budget, first)
            if table is not None:
                blocks.append(table)
                first += 1
                at = after
                break
        else:
            end = at + 1
            while end < len(raws) and not (drawn.may_begin(raws[end].text) or tabbed.may_begin(raws[end].text)):
                end += 1
            found = _spaced(raws[at:end], budget, first)
            first += sum(isinstance(block, Table) for block in found)
            blocks += found
            at = end
    return blocks


def _spaced(raws: Sequence[Raw], budget: Budget, first: int) -> list[Block]:
    """Lines with the tables that spaces align; full-width letters count for two columns, or for one where that fits."""
    wide = [aligned.Row.of(raw, pieces_of(raw.text)) for raw in raws]
    blocks = aligned.tables_in(wide, Budget(budget.file), first)
    if any(_has_wide(raw.text) for raw in raws):
        narrow = [aligned.Row.of(raw, pieces_of(raw.text, wide=False)) for raw in raws]
        other = aligned.tables_in(narrow, Budget(budget.file), first)
        if _in_tables(other) > _in_tables(blocks):
            blocks = other
    for block in blocks:
        for line in block.lines() if isinstance(block, Table) else (block,):
            budget.line(line.text)
    return blocks


def _has_wide(text: str) -> bool:
    return any("\u2e80" <= letter <= "\uffef" for letter in text)


def _in_tables(blocks: Sequence[Block]) -> int:
    return sum(len(list(block.lines())) for block in blocks if isinstance(block, Table))
