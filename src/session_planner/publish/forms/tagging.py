"""What those who hear a PDF must be told beside its text: which cells head which others, and other languages.

Beside `forms.pdf`. WeasyPrint tags tables, but counts columns without those that a cell above still takes, and so
names wrong heads for the cells of such rows; here each cell is given its place, and its heads, anew. The language of
a run it leaves out altogether.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

Element = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell: the part of the table it is in (0 is the head), its first row and column, how many of each it takes."""

    element: Element
    part: int
    row: int
    column: int
    rows: int
    columns: int

    @property
    def heads(self) -> bool:
        return bool(self.element["S"] == "/TH")


def tell_cells_their_heads(pdf: Any) -> None:
    """Gives each heading cell of `pdf` (of pydyf) its scope, and each cell of data its heads."""
    elements = {one.reference: one for one in pdf.objects if _is_element(one)}
    for element in elements.values():
        if element["S"] == "/Table":
            _tell(list(_cells(element, elements)))


def _is_element(one: Any) -> bool:
    return isinstance(one, dict) and one.get("Type") == "/StructElem"


def _cells(table: Element, elements: Mapping[bytes, Element]) -> Iterator[_Placed]:
    """The cells of a table in their places; a cell of several rows keeps its columns in those below."""
    taken: dict[int, int] = {}
    for row, (part, cells) in enumerate(_rows(table, elements)):
        column = 0
        for cell in cells:
            while taken.get(column, 0) > row:
                column += 1
            attributes = cell.get("A", {})
            rows, columns = int(attributes.get("RowSpan", 1)), int(attributes.get("ColSpan", 1))
            yield _Placed(cell, part, row, column, rows, columns)
            taken.update(dict.fromkeys(range(column, column + columns), row + rows))
            column += columns


def _rows(table: Element, elements: Mapping[bytes, Element]) -> Iterator[tuple[int, list[Element]]]:
    """By row: the number of the part that it is in, 0 for the table's head, and its cells."""
    for number, part in enumerate(_kids(table, elements), 1):
        rows = [part] if part["S"] == "/TR" else [row for row in _kids(part, elements) if row["S"] == "/TR"]
        for row in rows:
            yield (
                0 if part["S"] == "/THead" else number,
                [cell for cell in _kids(row, elements) if cell["S"] in ("/TH", "/TD")],
            )


def _kids(element: Element, elements: Mapping[bytes, Element]) -> list[Element]:
    return [elements[kid] for kid in element["K"] if isinstance(kid, bytes) and kid in elements]


def _tell(cells: list[_Placed]) -> None:
    heads = [cell for cell in cells if cell.heads and "ID" in cell.element]
    width = max((cell.column + cell.columns for cell in cells), default=0)
    for cell in cells:
        if cell.heads:
            cell.element["A"]["Scope"] = "/Row" if cell.part else "/Column"
        else:
            found = [head.element["ID"] for head in heads if _is_head_of(head, cell, width)]
            cell.element["A"]["Headers"] = import_module("pydyf").Array(found)


def _is_head_of(head: _Placed, cell: _Placed, width: int) -> bool:
    """Whether a head stands over the cell's columns, beside its rows, or as a whole row over those of its part."""
    if head.part == 0:
        return _meet(head.column, head.columns, cell.column, cell.columns)
    if head.part != cell.part:
        return False
    return _meet(head.row, head.rows, cell.row, cell.rows) or (head.columns == width and head.row < cell.row)


def _meet(first: int, length: int, other: int, other_length: int) -> bool:
    return first < other + other_length and other < first + length


def tell_languages(pages: Iterable[Any], pdf: Any) -> None:
    """Gives the runs of other languages than the document's theirs, page by page in the order in which both have them.

    The library keeps no way from a run to its tag. Where there are not as many of one as of the other, none is told.
    """
    runs = [box for page in pages for box in _runs(page)]
    tags = [one for one in pdf.objects if _is_element(one) and _is_of_run(one)]
    if len(runs) == len(tags):
        for run, tag in zip(runs, tags, strict=True):
            if lang := run.element.get("lang"):
                tag["Lang"] = import_module("pydyf").String(lang)


def _runs(box: Any) -> Iterator[Any]:
    """The boxes of `span` and `a`; text and lines have the names of those that they are in, and are none."""
    for child in getattr(box, "children", ()):
        kind = type(child).__name__
        if kind != "TextBox":
            if kind != "LineBox" and child.element_tag in ("span", "a"):
                yield child
            yield from _runs(child)


def _is_of_run(tag: Element) -> bool:
    """Whether a tag is that of a run, and not of a piece of text, which is tagged as a span of its own."""
    return tag["S"] == "/Link" or (tag["S"] == "/Span" and not any(isinstance(kid, int) for kid in tag["K"]))
