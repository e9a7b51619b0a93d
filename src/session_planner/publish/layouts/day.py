"""Day sheets, for a door or a screen: a page a day, with what is taken up at which time, by whom, where.

A layout of `publish`. Kept to one room (`--room`), the sheets are those of its door.
"""

from __future__ import annotations

from collections.abc import Iterator

from session_planner import words
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.publish import dates
from session_planner.publish.colours import colours
from session_planner.publish.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    NewPage,
    Paragraph,
    Row,
    Table,
    line,
)
from session_planner.publish.layouts import said
from session_planner.publish.titles import Titles
from session_planner.publish.view import Day, Sitting, View, view
from session_planner.scenario.model import Scenario
from session_planner.words import N_

TITLE = N_("Meetings of the day")
MOST_LARGE_ROWS = 18
"""As many rows of a day as go onto a page in large letters, if none is long."""


def day_sheets(programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING) -> Document:
    """A page for each day."""
    seen = view(programme, scenario, lang, keep)
    titles, tones = Titles(scenario, lang), colours(scenario)
    blocks: list[Block] = [Heading(line(words.text(TITLE, lang)))]
    if not seen.days:
        blocks.append(Paragraph(said.marked(seen.title), "whose"))
    for day in seen.days:
        if day is not seen.days[0]:
            blocks.append(NewPage())
        blocks += _sheet(seen, day, titles, tones)
    title = f"{words.text(TITLE, lang)} – {seen.title}"
    rows = max((len(block.rows) for block in blocks if isinstance(block, Table)), default=0)
    return Document(lang, title, (*blocks, *said.closing(seen, blocks)), large=rows <= MOST_LARGE_ROWS)


def _sheet(seen: View, day: Day, titles: Titles, tones: dict[str, str]) -> Iterator[Block]:
    one_room = len(seen.rooms) == 1 and all(sitting.room for sitting in seen.sittings)
    label = dates.day(day.date, seen.lang, year=True)
    yield Paragraph(said.marked(seen.title), "whose")
    yield Heading(line(label), 2)
    yield from (Paragraph(said.marked(room, "strong"), "where") for room in seen.rooms if one_room)
    heads = (words.text(N_("Time"), seen.lang), words.text(N_("Meeting"), seen.lang))
    columns = (Column(line(heads[0]), 0.62), Column(line(heads[1])))
    yield Table(label, columns, tuple(tuple(_rows(sitting, titles, tones, one_room)) for sitting in day.sittings))


def _rows(sitting: Sitting, titles: Titles, tones: dict[str, str], one_room: bool) -> Iterator[Row]:
    """The hours and who sits; then each item with its own time, told once where several bodies have theirs then."""
    lang, tone = titles.lang, tones.get(sitting.bodies[0], "")
    heading = (said.who(sitting, titles), *said.joint(sitting), *(() if one_room else said.room(sitting)))
    hours = Cell((line(sitting.hours, look="strong"),), heads="group", kind="hours")
    yield Row((hours, Cell(heading, kind="who", colour=tone)), "sitting")
    told = sitting.hours
    for row in sitting.rows:
        if not (words_of := said.item(row, lang)):
            continue
        time = dates.hours(row.segment.start, row.segment.end, lang)
        yield Row((Cell((line(time),) if time != told else (), kind="hours"), Cell((words_of,), colour=tone)))
        told = time
