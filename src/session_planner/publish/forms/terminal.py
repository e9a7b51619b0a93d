"""A document in a terminal: headings, tables, lists, as wide as the window is.

A form of `publish`. A pipe gets plain text; what a terminal has no words for is left out: colours of bodies, pages,
drawings (told by what they say). Rich's own marks in a title stay text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from session_planner.publish.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Line,
    NewPage,
    Paragraph,
    Picture,
    Signature,
    clean,
)
from session_planner.publish.document import Table as Grid

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

_STYLES = {"": "", "strong": "bold", "em": "italic", "quiet": "dim", "struck": "strike"}
_KINDS = {"": "", "label": "bold", "whose": "bold", "where": "bold", "note": "dim", "alarm": "bold red"}
_LEVELS = {1: "bold underline", 2: "bold", 3: "bold cyan"}
_RULE = 44


def show_document(document: Document, console: Console) -> None:
    """Prints a document."""
    for number, block in enumerate(document.blocks):
        if number and not isinstance(block, NewPage) and not _follows(document.blocks[number - 1], block):
            console.print()
        for part in _rendered(block):
            console.print(part)


def _follows(before: Block, block: Block) -> bool:
    """Whether a block stands right under another: a list under its sentence, a name under a title."""
    if isinstance(before, Heading):
        return before.level > 2 or isinstance(block, Paragraph)
    return isinstance(block, Bullets) or isinstance(before, NewPage)


def _rendered(block: Block) -> Iterator[RenderableType]:
    if isinstance(block, Heading):
        yield _text(block.words, _LEVELS.get(block.level, "bold"))
    elif isinstance(block, Paragraph):
        yield _text(block.words, _KINDS[block.kind])
    elif isinstance(block, Bullets):
        yield from map(_bullet, block.items)
    elif isinstance(block, Grid):
        yield _table(block)
    elif isinstance(block, Picture):
        yield _text((), "").append(clean(block.says), "italic")
    elif isinstance(block, Signature):
        yield "\n" + "_" * _RULE
        yield _text(block.words)
    else:
        from rich.rule import Rule

        yield Rule()


def _text(line: Line, style: str = "") -> Text:
    from rich.text import Text

    made = Text(style=style)
    for run in line:
        made.append(clean(run.text), _STYLES[run.look])
    return made


def _bullet(item: Line) -> RenderableType:
    """A point of a list, whose lines stand under each other."""
    from rich.padding import Padding
    from rich.table import Table

    made = Table.grid(padding=(0, 1))
    made.add_row("-", _text(item))
    return Padding(made, (0, 0, 0, 1))


def _table(grid: Grid) -> RenderableType:
    """A table; a cell over several columns or rows stands in the first of them."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    made = Table(box=SIMPLE_HEAD, show_lines=False, pad_edge=False)
    for column in grid.columns:
        made.add_column(_text(column.head), overflow="fold", ratio=None)
    places = iter(grid.grid)
    for number, group in enumerate(grid.groups):
        if number:
            made.add_section()
        for _ in group:
            made.add_row(*_cells(next(places)))
    return made


def _cells(row: Sequence[Cell | None]) -> Iterator[Text]:
    from rich.text import Text

    for cell in row:
        if cell is None:
            yield Text()
        else:
            yield Text("\n").join(_text(one, "bold" if cell.heads == "group" else "") for one in cell.lines)
