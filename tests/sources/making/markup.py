"""Pages written by hand: a small markup, one line a paragraph.

    lang: en
    # A heading            (## and ### below it)
    A paragraph; spaces before it are its indent.
    |= 20 42 34            a table begins: the widths of its columns
    |! Time | Plenary      a row of column heads
    | 10 a.m. | first paragraph // second paragraph | {2} over two columns | {1,3} over three rows

An empty line ends a table. `damage: from => to`, at the top, is what flattened text gets wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.sources.making.pages import Box, Grid, Page, Para

_SPAN = re.compile(r"\{(\d+)(?:,(\d+))?\}\s*")


def page_from(text: str) -> Page:
    """The page that a text in the markup describes."""
    lines = text.splitlines()
    lang = lines[0].removeprefix("lang:").strip()
    damage = []
    for line in lines[1:]:
        if not line.startswith("damage:"):
            break
        old, new = line.removeprefix("damage:").split("=>")
        damage.append((old.strip(), new.strip()))
    return Page(lang, tuple(_blocks(lines[1 + len(damage) :])), tuple(damage))


def _blocks(lines: list[str]) -> Iterator[Para | Grid]:
    table: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            table.append(line)
            continue
        if table:
            yield _table(table)
            table = []
        if line.startswith("#"):
            marks, words = line.split(maxsplit=1)
            yield Para(words, level=len(marks))
        elif line.strip():
            yield Para(line.strip(), indent=len(line) - len(line.lstrip()))


def _table(lines: list[str]) -> Grid:
    widths = tuple(map(int, lines[0].removeprefix("|=").split()))
    heads = sum(line.startswith("|!") for line in lines)
    return Grid(tuple(tuple(_cells(line)) for line in lines[1:]), widths, heads)


def _cells(line: str) -> Iterator[Box]:
    for cell in line.removeprefix("|").removeprefix("!").split("|"):
        text = cell.strip()
        span = _SPAN.match(text)
        across, down = (int(span[1]), int(span[2] or 1)) if span else (1, 1)
        paras = (part.strip() for part in text[span.end() if span else 0 :].split("//"))
        yield Box(tuple(part for part in paras if part), across, down)
