"""A document in Markdown, with GitHub's tables, for whatever turns Markdown into something else.

A form of `publish`. What Markdown would read as its own is escaped; what it has no words for is left out: colours,
widths, pages, the language of a run. A document from right to left stands in an element that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from session_planner.publish.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Line,
    Paragraph,
    Picture,
    Run,
    Signature,
    Table,
    address,
    clean,
)

_MARKDOWN = re.compile(r"[\\|*_`\[\]~]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# At the start of a line these open a heading, a list, a rule; further on they are what they are.
_OPENS = re.compile(r"([#+=-])|(\d{1,9})([.)])")
_LOOKS = {"strong": ("**", "strong"), "em": ("*", "em"), "struck": ("~~", "del")}
_IN_LINK = str.maketrans({"|": "%7C", "*": "%2A", "_": "%5F", "`": "%60", "[": "%5B", "]": "%5D", "~": "%7E"})


def written(document: Document) -> str:
    """The document as Markdown."""
    labelled = any(isinstance(block, Paragraph) and block.kind == "label" for block in document.blocks)
    parts = [part for block in document.blocks if (part := _block(block, below=1 if labelled else 0))]
    text = "\n\n".join(parts) + "\n"
    if document.direction == "ltr":
        return text
    return f'<div dir="rtl" lang="{document.lang}">\n\n{text}\n</div>\n'


def _block(block: Block, below: int) -> str:
    """One block; headings stand `below` so many others, where a label is the first of all."""
    if isinstance(block, Heading):
        return f"{'#' * (block.level + below)} {_words(block.words)}"
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Bullets):
        return "\n".join(f"- {_opening(_words(item))}" for item in block.items)
    if isinstance(block, Table):
        return "\n".join(_table(block))
    if isinstance(block, Picture):
        return f"*{escaped(clean(block.says).strip())}*" if block.says.strip() else ""
    if isinstance(block, Signature):
        return f"\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_  \n{_opening(_words(block.words))}"
    return ""


def _paragraph(block: Paragraph) -> str:
    if block.kind == "label":
        return f"# {_words(block.words)}"
    if block.kind in ("whose", "where", "alarm"):
        return _words(tuple(Run(run.text, run.lang, run.look or "strong", run.link) for run in block.words))
    return _opening(_words(block.words))


def _table(table: Table) -> Iterator[str]:
    """The head and the rows: a cell over several rows or columns stands in the first of them."""
    yield _row([_words(column.head) for column in table.columns])
    yield f"|{'---|' * len(table.columns)}"
    for row in table.grid:
        yield _row(["<br>".join(filter(None, map(_words, cell.lines))) if cell else "" for cell in row])


def _row(cells: Sequence[str]) -> str:
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def escaped(text: str) -> str:
    """Text as Markdown shows it, in a cell of a table or elsewhere in a line, whatever is in it."""
    for mark, entity in _ENTITIES.items():
        text = text.replace(mark, entity)
    return _MARKDOWN.sub(r"\\\g<0>", text)


def _opening(text: str) -> str:
    """A line that begins with none of the marks that only count there."""
    found = _OPENS.match(text)
    if found is None or text.startswith("**"):
        return text
    return f"\\{text}" if found[1] else f"{found[2]}\\{found[3]}{text[found.end() :]}"


def _words(line: Line) -> str:
    """Runs that follow each other, those of one look as one."""
    runs = [Run(clean(run.text), "", run.look, run.link) for run in line]
    made: list[Run] = []
    for run in runs:
        if made and (made[-1].look, made[-1].link) == (run.look, run.link):
            made[-1] = Run(made[-1].text + run.text, "", run.look, run.link)
        elif run.text:
            made.append(run)
    shown = [
        _run(run, made[place - 1] if place else None, made[place + 1] if place + 1 < len(made) else None)
        for place, run in enumerate(made)
    ]
    return "".join(shown).strip()


def _run(run: Run, before: Run | None, after: Run | None) -> str:
    inner = run.text.strip()
    if not inner:
        return run.text
    lead, trail = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    shown = escaped(inner)
    if link := address(run.link):
        shown = f"[{shown}](<{link.translate(_IN_LINK)}>)"
    if run.look in _LOOKS:
        mark, tag = _LOOKS[run.look]
        apart = (lead or _apart(inner[0], before, -1)) and (trail or _apart(inner[-1], after, 0))
        shown = f"{mark}{shown}{mark}" if apart else f"<{tag}>{shown}</{tag}>"
    return lead + shown + trail


def _apart(edge: str, other: Run | None, end: int) -> bool:
    """Whether marks between the edge of a run and another run are read as such.

    Beside other marks, and beside signs that are no letters, they may be read as text.
    """
    return other is None or other.text[end].isspace() or (edge.isalnum() and other.look not in _LOOKS)
