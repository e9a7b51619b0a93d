"""A document as one HTML page: to read, to print and to hear, with nothing to load.

A form of `publish`; the PDF is printed from the same page. `templates/document.html` says what an element is, and
`templates/document.css` how it looks; what depends on each run and cell is written here. All text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from session_planner import words
from session_planner.publish.colours import COLOURS
from session_planner.publish.document import (
    Block,
    Cell,
    Document,
    Line,
    NewPage,
    Picture,
    Row,
    Run,
    Table,
    address,
    clean,
    direction,
)

_WRAPS = {"strong": "<strong>{}</strong>", "em": "<em>{}</em>", "quiet": '<span class="quiet">{}</span>'}
MOST_KEPT_ROWS = 12
_BEFORE_SVG = re.compile(r"^.*?(?=<svg[\s>])", re.DOTALL)
_TITLED = re.compile(r"<svg[^>]*>\s*<title[\s>]")


def written(document: Document) -> str:
    """The document as a page."""
    return _template().render(
        document=document, sheets=sheets(document.blocks), writer=_Writer(document), clean=clean, drawing=drawing
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    made = Environment(
        loader=PackageLoader("session_planner.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.tests["kind"] = lambda block, name: type(block).__name__ == name
    return made.get_template("document.html")


def sheets(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks, parted where a new page begins."""
    made: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, NewPage):
            made.append([])
        else:
            made[-1].append(block)
    return [sheet for sheet in made if sheet] or [[]]


def drawing(picture: Picture) -> Markup:
    """A drawing as a part of the page: without what may only stand at the start of a file, and with a title.

    It is one of our own, and escapes all text in it.
    """
    svg = Markup(_BEFORE_SVG.sub("", picture.svg, count=1))
    if _TITLED.match(svg):
        return svg
    start = svg.index(">") + 1
    return Markup("{}<title>{}</title>{}").format(svg[:start], clean(picture.says), svg[start:])


def _attributes(given: Mapping[str, str | int | None]) -> Markup:
    """Attributes of a tag, without those that have no value."""
    pairs = (Markup(' {}="{}"').format(name, value) for name, value in given.items() if value is not None)
    return Markup("").join(pairs)


def _kinds(row: Row, following: Row | None, *, kept: bool) -> str:
    """The classes of a row; one that leads is not parted from the next: in a sitting kept whole, and with who sits."""
    leads = following is not None and not following.kind and (kept or any(cell.kind == "who" for cell in row.cells))
    return " ".join(filter(None, (row.kind, "leads" if leads else "")))


def _kept(group: Sequence[Row]) -> list[bool]:
    """Of each row, whether it is of a sitting that surely has room on one page, and so is not parted from its hours."""
    starts = [place for place, row in enumerate(group) if row.kind]
    ends = [*starts[1:], len(group)] if starts else []
    kept = [False] * len(group)
    for start, end in zip(starts, ends, strict=True):
        if group[start].kind == "sitting" and end - start <= MOST_KEPT_ROWS:
            kept[start:end] = [True] * (end - start)
    return kept


class _Writer:
    """Writes the runs and cells of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.struck = words.text("struck out:", document.lang)

    def lines(self, lines: Sequence[Line]) -> Markup:
        """The lines of a cell."""
        return Markup("<br>").join(self.line(one) for one in lines)

    def line(self, line: Line) -> Markup:
        """Runs that follow each other."""
        return Markup("").join(self._run(run) for run in line)

    def _run(self, run: Run) -> Markup:
        """The run as its look shows it; spaces at its ends stay outside, between it and what stands beside it."""
        text = clean(run.text)
        inner = text.strip(" ")
        before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :] if inner else ""
        return Markup("{}{}{}").format(before, self._looking(run, self._told(run, inner)), after)

    def _told(self, run: Run, text: str) -> Markup:
        """The text in an element that says its language, its direction and where it leads, where it needs one."""
        lang = clean(run.lang) if run.lang != self.document.lang else ""
        ahead = direction(run, self.document)
        attributes = _attributes(
            {"lang": lang or None, "dir": ahead if lang or ahead != self.document.direction else None}
        )
        if link := address(run.link):
            return Markup('<a href="{}"{}>{}</a>').format(link, attributes, text)
        return Markup("<span{}>{}</span>").format(attributes, text) if attributes and text else Markup.escape(text)

    def _looking(self, run: Run, told: Markup) -> Markup:
        if run.look == "struck":
            return Markup('<s><span class="unseen">{} </span>{}</s>').format(self.struck, told)
        return Markup(_WRAPS[run.look]).format(told) if run.look in _WRAPS and told else told

    def groups(self, table: Table) -> Iterator[list[tuple[str, list[tuple[Cell, bool]]]]]:
        """The rows of a table, group by group: the kinds of each, and of each cell whether it stands at the edge."""
        grid = iter(table.grid)
        for group in table.groups:
            after = (*group[1:], None)
            yield [
                (
                    _kinds(row, following, kept=kept),
                    [(cell, not place) for place, cell in enumerate(next(grid)) if cell],
                )
                for row, following, kept in zip(group, after, _kept(group), strict=True)
            ]

    def attributes(self, cell: Cell, *, edge: bool) -> Markup:
        """What the tag of a cell says of it: what it heads, how far it goes, where it stands, whose colour it has."""
        colour = COLOURS.get(cell.colour, "")
        kinds = " ".join(filter(None, (cell.kind, "edge" if edge else "", "bar" if colour else "")))
        return _attributes(
            {
                "scope": {"row": "row", "group": "rowgroup"}.get(cell.heads),
                "colspan": cell.columns if cell.columns > 1 else None,
                "rowspan": cell.rows if cell.rows > 1 else None,
                "class": kinds or None,
                "style": f"border-inline-start-color: {colour}" if colour else None,
            }
        )
