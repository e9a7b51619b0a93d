"""Which lines were used, and what is kept of those that were not.

Last station of `agenda`. Running heads, page numbers and names of the house count as read; every other line that no
rule has taken is kept in stretches as they stand, with what they look like.
"""

from __future__ import annotations

from collections.abc import Sequence

from session_planner.sources.agenda.masthead import is_furniture
from session_planner.sources.facts import Kept
from session_planner.sources.paper import Line, Paper
from session_planner.sources.phrases.symbols import symbols_in
from session_planner.words import N_, Words, say


def unread(
    paper: Paper, read: set[Line], kept: Sequence[Kept], first_item: Line | None, symbol: str, lang: str
) -> list[Kept]:
    """What is kept beside what is kept already; lines that carry nothing are added to `read`."""
    told = {line for one in kept for line in one.lines}
    found: list[Kept] = []
    run: list[Line] = []
    before = first_item is not None
    for line in paper.lines():
        if line == first_item:
            before = False
        if line in read or line in told or not line.text.strip() or _carries_nothing(line, symbol, lang):
            read.update([line] if line not in told else [])
            found += _stretch(run, before)
        else:
            run.append(line)
    return found + _stretch(run, before)


def _carries_nothing(line: Line, symbol: str, lang: str) -> bool:
    """A running head or foot: the document's own symbol, a page number, or both."""
    text = line.text.strip()
    if is_furniture(text, lang):
        return True
    named = symbols_in(text)
    return bool(symbol) and bool(named) and named[0].symbol == symbol and len(text) < len(symbol) + 24


def _stretch(run: list[Line], before: bool) -> list[Kept]:
    if not run:
        return []
    kept = Kept(tuple(run), _why(before))
    run.clear()
    return [kept]


def _why(before: bool) -> Words:
    if before:
        return say(N_("stands on the first page, before the agenda"))
    return say(N_("belongs to no item and to no timetable"))
