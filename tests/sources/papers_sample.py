"""What the tests of papers share: a paper as short text, and Word documents from bare XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from session_planner.sources.paper import Line, Paper, Table
from session_planner.sources.papers import parse_paper

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def shown(paper: Paper) -> list[str | list[list[str]]]:
    """Lines as their texts, tables as rows of cells with ` / ` between the lines of one."""
    return [block.text if isinstance(block, Line) else cells(block) for block in paper.blocks]


def cells(table: Table) -> list[list[str]]:
    """A table's texts."""
    return [[" / ".join(line.text for line in cell.lines) for cell in row] for row in table.rows]


def tables(paper: Paper) -> list[Table]:
    """The tables of a paper."""
    return [block for block in paper.blocks if isinstance(block, Table)]


def text(written: str, file: str = "agenda.txt") -> Paper:
    """The paper in a text."""
    return parse_paper(written.encode(), file)


def relations(parts: Mapping[str, str]) -> str:
    """A .rels part: by target, the kind."""
    each = "".join(
        f'<Relationship Id="r{at}" Type="{_KIND}{kind}" Target="{target}"/>'
        for at, (target, kind) in enumerate(parts.items())
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def docx(body: str, namespace: str = W, **parts: str) -> bytes:
    """A Word document: the inside of its body, and other parts by their kind (numbering, styles, header …)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", relations({"word/document.xml": "officeDocument"}))
        archive.writestr("word/document.xml", f"<w:document {namespace}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", relations({f"{kind}.xml": kind for kind in parts}))
        for kind, inside in parts.items():
            root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
            archive.writestr(f"word/{kind}.xml", f"<w:{root} {namespace}>{inside}</w:{root}>")
    return made.getvalue()


def p(inside: str, properties: str = "") -> str:
    """A paragraph of a Word document; text that is no XML becomes a run."""
    runs = inside if inside.startswith("<") else f"<w:r><w:t>{inside}</w:t></w:r>"
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def tc(inside: str, properties: str = "") -> str:
    """A cell of a Word table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(inside) if not inside.startswith('<w:tbl') else inside}</w:tc>"


def tbl(*rows: str) -> str:
    """A Word table from the insides of its rows."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
