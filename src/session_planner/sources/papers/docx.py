"""Word documents (.docx) as a paper: paragraphs with the labels that Word counts for them, tables, notes, text boxes.

Read straight from the parts' XML, in either of its two namespaces: what a reader of the printed page sees is taken,
changes that are tracked as accepted, and what is deleted or hidden is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from session_planner.errors import InputError
from session_planner.sources.evidence import Place
from session_planner.sources.paper import Block, Line, Paper
from session_planner.sources.papers.archive import Archive
from session_planner.sources.papers.docx_numbering import Numbering, as_number, child, name_of, number, value
from session_planner.sources.papers.docx_styles import Styles
from session_planner.sources.papers.docx_text import Told, told_of
from session_planner.sources.papers.grids import Spanned, laid_out, numbered
from session_planner.sources.papers.limits import Budget, broken, refused
from session_planner.sources.papers.rows import Raw
from session_planner.sources.papers.text import blocks_of
from session_planner.words import N_, Words

_AROUND = frozenset(("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body", "document", "hdr", "ftr"))
_TWIPS_A_SPACE = 120
_NOTES = ("footnotes", "endnotes")


def read_docx(data: bytes, file: str) -> Paper:
    """The paper in a Word document."""
    try:
        return _Document(Archive(data, file), file).paper()
    except InputError:
        raise
    except Exception as error:  # whatever a part that is no part of Word's makes us stumble over
        raise broken(file, ".docx", error) from error


class _Document:
    """The parts of a document, and what is counted while its paragraphs go by."""

    def __init__(self, archive: Archive, file: str) -> None:
        self.archive, self.file, self.budget = archive, file, Budget(file)
        main = next((part for kind, part in archive.related("").values() if kind == "officeDocument"), "")
        self.main = main if main in archive else "word/document.xml"
        if self.main not in archive:
            raise refused(file, N_("this .docx file has no text part and is no Word document"))
        self.related = archive.related(self.main)
        self.root = archive.xml(self.main)
        self.numbering = Numbering(self._part("numbering"))
        self.styles = Styles(self._part("styles"))
        self.paragraphs = 0
        # Word notes where pages broke when it last drew the document; without that, breaks set by hand are known.
        self.page_mark = next((name for name in ("lastRenderedPageBreak", "br") if self._has_breaks(name)), "")
        self.page = int(bool(self.page_mark))
        self.joined = Told()

    def _part(self, kind: str) -> Any:
        return next((self.archive.xml(part) for found, part in self.related.values() if found == kind), None)

    def _has_breaks(self, name: str) -> bool:
        return any(name_of(each) == name and value(each, "type", "page") == "page" for each in self.root.iter()
                   if name != "br" or value(each, "type") == "page")  # fmt: skip

    def paper(self) -> Paper:
        """All of it."""
        blocks = numbered(self._settled(self._stream(self.root)))
        texts = {line.text for block in blocks for line in _lines(block)}
        heads = [line for line in self._margins("header") if line.text not in texts]
        feet = [line.text for line in self._margins("footer")]
        notes = []
        if heads:
            told = [line.text for line in heads]
            notes.append(Words(N_("the heads of its pages stand at the front here: {texts}"), {"texts": told}))
        if feet:
            notes.append(Words(N_("left out at the foot of its pages: {texts}"), {"texts": feet}))
        if any(kind == "aFChunk" for kind, _ in self.related.values()):
            notes.append(Words(N_("another file is embedded in this document, and was not read")))
        return Paper(self.file, "docx", (*heads, *blocks, *self._footnotes()), "", tuple(notes))

    def _margins(self, kind: str) -> list[Line]:
        """The lines of heads or feet, each once, page numbers left out."""
        lines: dict[str, Line] = {}
        for found, part in self.related.values():
            root = self.archive.xml(part) if found == kind else None
            if root is not None:
                page, self.page = self.page, 0
                for block in self._settled(self._stream(root)):
                    for line in _lines(block):
                        if any(letter.isalpha() for letter in line.text):
                            lines.setdefault(line.text, replace(line, place=Place(), gap=True))
                self.page = page
        return list(lines.values())

    def _footnotes(self) -> list[Line]:
        """The notes that the text refers to, in its order."""
        lines: list[Line] = []
        for kind in _NOTES:
            root = self._part(kind)
            told = {value(each, "id"): each for each in root} if root is not None else {}
            wanted = [value(each, "id") for each in self.root.iter() if name_of(each) == f"{kind[:-1]}Reference"]
            for key in wanted:
                blocks = self._settled(self._stream(told[key])) if key in told else []
                lines += (line for block in blocks for line in _lines(block))
        return lines

    def _settled(self, stream: Iterator[Raw | Block]) -> list[Block]:
        """Paragraphs as lines, after a look for the tables that tabs make of them."""
        blocks: list[Block] = []
        held: list[Raw] = []
        for each in stream:
            if isinstance(each, Raw):
                held.append(each)
                continue
            blocks += self._tabbed(held)
            held = []
            blocks.append(each)
        return blocks + self._tabbed(held)

    def _tabbed(self, raws: list[Raw]) -> list[Block]:
        return blocks_of(raws, self.budget)

    def _stream(self, element: Any) -> Iterator[Raw | Block]:
        for each in element:
            match name_of(each):
                case "p":
                    yield from self._paragraph(each)
                case "tbl":
                    yield from self._table(each)
                case "AlternateContent":
                    yield from self._stream(each[0] if len(each) else each)
                case name if name in _AROUND:
                    yield from self._stream(each)

    def _paragraph(self, element: Any) -> Iterator[Raw | Block]:
        self.paragraphs += 1
        self.budget.look()
        properties = child(element, "pPr")
        told = told_of(element, self.page_mark)
        if properties is not None and child(properties, "rPr", "del") is not None:
            # The end of this paragraph is deleted, as a tracked change: the next one goes on with it.
            self.joined = self.joined + told
            return
        told, self.joined = self.joined + told, Told()
        style = self.styles.of(value(child(properties, "pStyle")))
        label, indent = self._label(properties, style.list_id, style.list_level) if told.text.strip() else ("", 0)
        level = number(child(properties, "outlineLvl"), default=style.level - 1) + 1
        yield from self._raws(told, label, self._indent(properties, indent or style.indent), level if level < 10 else 0)
        for box in told.boxes:
            yield from self._stream(box)

    def _raws(self, told: Told, label: str, indent: int, level: int) -> Iterator[Raw]:
        text = f"{label} {told.text}" if label else told.text
        lines = text.split("\n")
        for index, line in enumerate(lines):
            before, *after = line.split("\f")
            self.page += 0 if before.strip() else len(after)
            raw = Raw(line.replace("\f", " "), Place(page=self.page, line=self.paragraphs), not index,
                      index == len(lines) - 1, level, indent)  # fmt: skip
            self.page += len(after) if before.strip() else 0
            if not raw.blank:
                yield raw

    def _label(self, properties: Any, list_id: str, list_level: int) -> tuple[str, int]:
        own = child(properties, "numPr")
        list_id = value(child(own, "numId"), default=list_id)
        level = number(child(own, "ilvl"), default=list_level)
        return self.numbering.label(list_id, level), self.numbering.indent(list_id, level)

    def _indent(self, properties: Any, default: int) -> int:
        found = child(properties, "ind")
        left = number(found, "left", number(found, "start", default))
        return max(0, min(left // _TWIPS_A_SPACE, 200))

    def _table(self, element: Any) -> Iterator[Block]:
        place = Place(page=self.page, line=self.paragraphs + 1)
        rows = [self._row(row) for row in _inside(element, "tr") if child(row, "trPr", "del") is None]
        yield from laid_out(rows, place, self.budget)

    def _row(self, element: Any) -> list[Spanned]:
        before, after = (number(child(element, "trPr", name)) for name in ("gridBefore", "gridAfter"))
        cells = [self._cell(each) for each in _inside(element, "tc")]
        return [
            *([Spanned(across=before, skipped=True)] if before > 0 else []),
            *cells,
            *([Spanned(across=after, skipped=True)] if after > 0 else []),
        ]

    def _cell(self, element: Any) -> Spanned:
        merge = child(element, "tcPr", "vMerge")
        across = as_number(value(child(element, "tcPr", "gridSpan")), 1)
        goes_on = merge is not None and value(merge, default="continue") == "continue"
        stream = self._stream(element)
        blocks = [each.line(self.budget) if isinstance(each, Raw) else each for each in stream]
        return Spanned(blocks, across, goes_on=goes_on)


def _inside(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those inside controls and insertions too."""
    for each in element:
        if name_of(each) == name:
            yield each
        elif name_of(each) in _AROUND:
            yield from _inside(each, name)


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Line):
        yield block
    else:
        yield from block.lines()
