"""A page of a document, and its writers: one page in every format that planners hand in."""

from __future__ import annotations

import html
import io
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

FORMS = ("txt", "flat.txt", "cells.txt", "docx", "html", "pdf")
_FONTS = "'Liberation Serif', 'Noto Naskh Arabic', 'Noto Sans CJK SC', 'Noto Serif CJK SC', 'DejaVu Serif'"


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; a heading where `level` is not 0."""

    text: str
    level: int = 0
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a table: its paragraphs, and how many columns and rows it covers."""

    texts: tuple[str, ...] = ()
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. A row has no box where one from above or from the left covers its place. Widths are in characters.

    `columnwise`: text taken out of a PDF has it column after column.
    """

    rows: tuple[tuple[Box, ...], ...]
    widths: tuple[int, ...]
    heads: int = 1
    columnwise: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A document before it has a format. `damage`: what flattened text loses or gets wrong, from and to."""

    lang: str
    blocks: tuple[Para | Grid, ...]
    damage: tuple[tuple[str, str], ...] = ()

    @property
    def mirrored(self) -> bool:
        """Whether it is written from right to left."""
        return self.lang == "ar"


Placed: TypeAlias = list[dict[int, Box]]


def box(*texts: str, across: int = 1, down: int = 1) -> Box:
    """A cell from its paragraphs."""
    return Box(tuple(text for text in texts if text), across, down)


def grid(
    rows: Sequence[Sequence[str | Box]], widths: Sequence[int], heads: int = 1, *, columnwise: bool = False
) -> Grid:
    """A table from rows of cells, a text being a cell with a paragraph a line."""
    cells = tuple(tuple(cell if isinstance(cell, Box) else box(*cell.split("\n")) for cell in row) for row in rows)
    return Grid(cells, tuple(widths), heads, columnwise)


def placed(table: Grid) -> Placed:
    """The boxes of each row by the first column that they cover."""
    taken: set[tuple[int, int]] = set()
    rows: Placed = []
    for at, row in enumerate(table.rows):
        here: dict[int, Box] = {}
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            here[column] = cell
            taken |= {(at + down, column + across) for down in range(cell.down) for across in range(cell.across)}
            column += cell.across
        rows.append(here)
    return rows


def wide(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(mark) else 2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text
    )


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text in a column; Chinese breaks anywhere but before its closing marks."""
    if wide(text) <= width:
        return [text] if text else []
    if not any(unicodedata.east_asian_width(mark) == "W" for mark in text):
        return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    lines, line = [], ""
    for mark in text:
        if (
            wide(line + mark) > width
            and mark not in "，。；：、）)》”"
            and not (mark.isdigit() and line[-1:].isdigit())
        ):
            lines.append(line.rstrip())
            line = ""
        line += mark
    return [*lines, line.strip()]


def written(page: Page, form: str) -> bytes:
    """The page in a format of FORMS."""
    if form == "txt":
        return text_of(page, flat=False).encode()
    if form == "flat.txt":
        return text_of(page, flat=True).encode()
    if form == "cells.txt":
        return cells_of(page).encode()
    if form == "docx":
        return docx_of(page)
    if form == "html":
        return html_of(page).encode()
    return pdf_of(page)


def text_of(page: Page, *, flat: bool) -> str:
    """As plain text: its tables in columns, or flattened, as a PDF gives them when its text is taken out."""
    lines: list[str] = []
    for block in page.blocks:
        if isinstance(block, Grid):
            lines += flattened(block) if flat else aligned(block)
        else:
            lines += [" " * block.indent + line for line in wrapped(block.text, 84 - block.indent)]
        lines.append("")
    text = "\n".join(lines)
    for old, new in page.damage if flat else ():
        text = text.replace(old, new)
    return text


def cells_of(page: Page) -> str:
    """As text copied from a web page: every paragraph of every cell a line, an empty line after each row."""
    lines: list[str] = []
    for block in page.blocks:
        if isinstance(block, Grid):
            for row in placed(block):
                lines += [text for _, cell in sorted(row.items()) for text in cell.texts]
                lines.append("")
        else:
            lines += [block.text, ""]
    return "\n".join(lines)


def aligned(table: Grid) -> Iterator[str]:
    """A table in columns of spaces, an empty line after each row."""
    starts = [sum(table.widths[:at]) + 3 * at for at in range(len(table.widths))]
    for row in placed(table):
        columns = {
            at: [line for text in cell.texts for line in wrapped(text, _width(table, at, cell))]
            for at, cell in row.items()
        }
        for number in range(max(map(len, columns.values()), default=0)):
            line = ""
            for at, cell_lines in sorted(columns.items()):
                if number < len(cell_lines):
                    line += " " * (starts[at] - wide(line)) + cell_lines[number]
            yield line.rstrip()
        yield ""


def flattened(table: Grid) -> Iterator[str]:
    """A table as the text of a PDF: the cells of a row side by side, line by line, with nothing between them."""
    if table.columnwise:
        yield from _by_column(table)
        return
    for row in placed(table):
        columns = [
            [line for text in cell.texts for line in wrapped(text, _width(table, at, cell))]
            for at, cell in sorted(row.items())
        ]
        for number in range(max(map(len, columns), default=0)):
            parts = [lines[number] if number < len(lines) else "" for lines in columns]
            yield (" " if number == 0 and not parts[0] else "") + " ".join(part for part in parts if part) + " "
        yield ""


def _by_column(table: Grid) -> Iterator[str]:
    rows = list(table.rows[table.heads :])
    for at in range(len(table.widths)):
        texts = [" ".join(row[at].texts) for row in rows]
        if at == 0:
            yield " ".join(texts)
        else:
            yield from (line for text in texts for line in wrapped(text, 80))
        yield ""


def _width(table: Grid, at: int, cell: Box) -> int:
    return sum(table.widths[at : at + cell.across]) + 3 * (cell.across - 1)


def html_of(page: Page) -> str:
    """As a web page, its tables with merged cells."""
    parts = [f'<!DOCTYPE html><html lang="{page.lang}" dir="{"rtl" if page.mirrored else "ltr"}">']
    parts.append(f'<head><meta charset="utf-8"><title></title><style>{_STYLE}</style></head><body>')
    for block in page.blocks:
        if isinstance(block, Grid):
            parts += ["<table>", *_html_rows(block), "</table>"]
        else:
            tag = f"h{block.level}" if block.level else "p"
            parts.append(f'<{tag} style="margin-left: {block.indent}em">{html.escape(block.text)}</{tag}>')
    return "\n".join([*parts, "</body></html>"])


_STYLE = (
    f"body {{ font-family: {_FONTS}; font-size: 10pt }} table {{ border-collapse: collapse; width: 100% }} "
    "td, th { border: 0.5pt solid #444; vertical-align: top; padding: 2pt 4pt; text-align: start; font-weight: normal }"
    " td p, th p { margin: 0 } h1, h2, h3 { font-size: 12pt }"
)


def _html_rows(table: Grid) -> Iterator[str]:
    for at, row in enumerate(table.rows):
        tag = "th" if at < table.heads else "td"
        cells = []
        for cell in row:
            spans = "".join(
                f' {name}="{count}"' for name, count in (("colspan", cell.across), ("rowspan", cell.down)) if count > 1
            )
            inside = "".join(f"<p>{html.escape(text)}</p>" for text in cell.texts)
            cells.append(f"<{tag}{spans}>{inside}</{tag}>")
        yield f"<tr>{''.join(cells)}</tr>"


def pdf_of(page: Page) -> bytes:
    """As a PDF, printed from the web page."""
    import weasyprint

    return bytes(weasyprint.HTML(string=html_of(page)).write_pdf())


def docx_of(page: Page) -> bytes:
    """As a word processor's document, its tables with merged cells."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document: Any = docx.Document()
    for block in page.blocks:
        if isinstance(block, Grid):
            _docx_table(document, block, page.mirrored)
        elif block.level:
            document.add_heading(block.text, level=block.level)
        else:
            document.add_paragraph(block.text)
    if page.mirrored:
        for paragraph in document.element.body.iter(qn("w:p")):
            paragraph.get_or_add_pPr().append(OxmlElement("w:bidi"))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _docx_table(document: Any, table: Grid, mirrored: bool) -> None:
    from docx.oxml import OxmlElement

    made = document.add_table(rows=len(table.rows), cols=len(table.widths), style="Table Grid")
    if mirrored:
        made._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
    for at, row in enumerate(placed(table)):
        for column, cell in row.items():
            target = made.cell(at, column)
            if cell.across > 1 or cell.down > 1:
                target = target.merge(made.cell(at + cell.down - 1, column + cell.across - 1))
            for number, text in enumerate(cell.texts):
                if number == 0:
                    target.paragraphs[0].text = text
                else:
                    target.add_paragraph(text)
