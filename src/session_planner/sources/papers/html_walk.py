"""The way through the elements of a web page: text is gathered until an element ends its line or its paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from session_planner.sources.evidence import Place
from session_planner.sources.paper import Block, Line
from session_planner.sources.papers.grids import Spanned, laid_out
from session_planner.sources.papers.limits import Budget, clean
from session_planner.sources.papers.numerals import numeral
from session_planner.sources.papers.text import blocks_of, raws_of

_OUT = """
    script style template noscript head title meta link del s strike select input textarea button svg math audio video
    iframe object canvas datalist rt rp nav dialog"""
_BLOCK = """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu ol p section summary ul caption table tr td th legend"""
_LEFT_OUT = frozenset(_OUT.split())
_BLOCKS = frozenset(_BLOCK.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_NO_MARKS = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_MARKS = re.compile(r"list-style(?:-type)?\s*:\s*([a-z\-]+)", re.IGNORECASE)
_INDENT = 4


@dataclass(slots=True)
class _Numbers:
    """A list that numbers its entries, and the number of the next one."""

    style: str
    next: int
    step: int


class Walk:
    """Blocks gathered from elements. A cell of a table has a walk of its own, with the same budget."""

    def __init__(self, budget: Budget, depth: int = 0) -> None:
        self._budget = budget
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._line = 0
        self._gap = True
        self._level = 0
        self._depth = depth
        self._label = ""
        self._lists: list[_Numbers | None] = []

    def done(self) -> list[Block]:
        """What was gathered."""
        self._end()
        return self._blocks

    def walk(self, element: Any) -> None:
        """Takes in an element with all that is in it, but not the text after it."""
        self._budget.look()
        name = element.tag.lower() if isinstance(element.tag, str) else ""
        if not name or name in _LEFT_OUT or _is_hidden(element) or _is_reference(name, element):
            return
        if name == "br":
            self._end(whole=False)
            self._gap = False
        elif name == "table":
            self._end()
            self._table(element)
        elif name == "pre":
            self._end()
            self._preformatted(element)
        elif name in _BLOCKS:
            self._block(name, element)
        else:
            self._inside(element)

    def _inside(self, element: Any) -> None:
        self._take(element.text, element)
        for child in element:
            self.walk(child)
            self._take(child.tail, child)

    def _take(self, text: str | None, element: Any) -> None:
        if text and (self._text or text.strip()):
            if not self._text:
                self._line = element.sourceline or 0
            self._text.append(text)

    def _block(self, name: str, element: Any) -> None:
        self._end()
        level = int(name[1]) if re.fullmatch("h[1-6]", name) else 0
        self._level = level or self._level
        if name in ("ol", "ul", "menu", "blockquote", "dd"):
            self._deeper(name, element)
        elif name == "li":
            self._entry(element)
        else:
            self._inside(element)
        self._end()
        self._level = 0 if level else self._level

    def _deeper(self, name: str, element: Any) -> None:
        self._depth += 1
        self._lists.append(_numbers(element) if name == "ol" else None)
        self._inside(element)
        self._end()
        self._lists.pop()
        self._depth -= 1

    def _entry(self, element: Any) -> None:
        numbers = self._lists[-1] if self._lists else None
        if numbers:
            own = element.get("value", "")
            if re.fullmatch("-?[0-9]{1,6}", own):
                numbers.next = int(own)
            self._label = numeral(numbers.next, numbers.style) + (")" if numbers.style in ("a", "A") else ".")
            numbers.next += numbers.step
        self._inside(element)
        self._end()
        self._label = ""

    def _end(self, *, whole: bool = True) -> None:
        """Ends a line, and the paragraph where `whole`."""
        text = clean(" ".join("".join(self._text).split()))
        self._text = []
        if text:
            if self._label:
                text, self._label = f"{self._label} {text}", ""
            self._budget.line(text)
            line = Line(text, Place(line=self._line), self._depth * _INDENT, self._gap, whole, self._level)
            self._blocks.append(line)
        elif whole and self._blocks and isinstance(last := self._blocks[-1], Line) and not last.whole:
            self._blocks[-1] = Line(last.text, last.place, last.indent, last.gap, True, last.level)
        self._gap = True

    def _preformatted(self, element: Any) -> None:
        text = "".join(element.itertext())
        raws = raws_of(text, self._budget.file, pages=False, first=element.sourceline or 1)
        self._blocks += blocks_of(raws, self._budget)

    def _table(self, element: Any) -> None:
        rows: list[list[Spanned]] = []
        ends: list[Any] = []  # elements, held: a part that nobody holds may be another object each time it is asked for
        for row in _rows(element):
            if _is_hidden(row):
                continue
            cells = [cell for cell in row if cell.tag in ("td", "th") and not _is_hidden(cell)]
            rows.append([self._cell(cell) for cell in cells])
            ends.append(row.getparent())
        # A cell with rowspan=0 goes on to the end of its part of the table, and none goes beyond it.
        last = {end: at for at, end in enumerate(ends)}
        for at, row in enumerate(rows):
            left = last[ends[at]] - at + 1
            for spanned in row:
                spanned.down = min(spanned.down or left, left)
        for caption in element:
            if caption.tag == "caption":
                self.walk(caption)
        self._end()
        self._blocks += laid_out(rows, Place(line=element.sourceline or 0), self._budget)

    def _cell(self, element: Any) -> Spanned:
        inner = Walk(self._budget)
        inner._inside(element)
        return Spanned(inner.done(), max(1, _span(element, "colspan")), _span(element, "rowspan"))


def _rows(element: Any) -> list[Any]:
    """The rows of a table and of its parts, its head first and its foot last, as browsers show them."""
    parts: dict[str, list[Any]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in element:
        if child.tag == "tr":
            parts["tbody"].append(child)
        elif child.tag in parts and not _is_hidden(child):
            parts[child.tag] += [row for row in child if row.tag == "tr"]
    return parts["thead"] + parts["tbody"] + parts["tfoot"]


def _span(element: Any, name: str) -> int:
    text = element.get(name, "1").strip()
    return min(int(text), 65_534) if re.fullmatch("[0-9]{1,12}", text) else 1


def _numbers(element: Any) -> _Numbers | None:
    style = element.get("style", "")
    if _NO_MARKS.search(style):
        return None
    marks = _MARKS.search(style)
    kind = marks[1] if marks else element.get("type", "1")
    entries = sum(child.tag == "li" for child in element)
    step = -1 if element.get("reversed") is not None else 1
    start = element.get("start", "")
    first = int(start) if re.fullmatch("-?[0-9]{1,6}", start) else entries if step < 0 else 1
    return _Numbers(kind, first, step)


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _is_reference(name: str, element: Any) -> bool:
    """A raised number that only leads to a footnote."""
    return name == "sup" and (element.find(".//a") is not None or "footnote" in (element.get("class") or ""))
