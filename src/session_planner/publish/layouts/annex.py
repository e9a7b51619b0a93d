"""The annex, "Proposed organization of work", as the official documents lay it out.

A layout of `publish`: three columns, a row for each day, a block for each sitting with its hours on the first row
only. Under the table stands what its readers must know of joint sessions, of titles and of items without a place.
"""

from __future__ import annotations

from collections.abc import Iterator

from session_planner import words
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.publish.document import Block, Cell, Column, Document, Heading, Line, Paragraph, Row, Table, line
from session_planner.publish.layouts import said
from session_planner.publish.layouts.notes import joint_notes
from session_planner.publish.view import Day, Sitting, View
from session_planner.publish.view import view as view_of
from session_planner.scenario.model import Scenario
from session_planner.words import N_

# Of the width: the hours on one line, and as much as can be for the titles.
_SHARES, _WIDE_HOURS = (28, 18, 54), (32, 17, 51)


def annex(programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING) -> Document:
    """The annex of a programme, or of the part that `keep` leaves."""
    view = view_of(programme, scenario, lang, keep)
    label, title = words.text(N_("Annex"), lang), words.text(N_("Proposed organization of work"), lang)
    blocks = (
        *_top(view, label, title),
        Table(title, _columns(lang), tuple(_day(view, day) for day in view.days)),
        *joint_notes(view, scenario),
    )
    return Document(lang, f"{title} – {_whose(view)}", (*blocks, *said.closing(view, blocks)))


def _whose(view: View) -> str:
    """Whose programme it is, for the document's own title: the one body's, or the session's."""
    return (view.bodies[0] if view.bodies and not view.names_bodies else view.title).text


def _top(view: View, label: str, title: str) -> Iterator[Block]:
    """The title and, under it, the session; or the one body, and where it sits."""
    yield Paragraph(line(label), "label")
    yield Heading(line(title))
    if view.names_bodies:
        yield Paragraph(said.marked(view.title), "whose")
    else:
        yield from (Paragraph(said.marked(body), "whose") for body in view.bodies)
        yield from (Paragraph(said.marked(room), "where") for room in view.rooms)


def _columns(lang: str) -> tuple[Column, ...]:
    heads = (N_("Date and time"), N_("Agenda item"), N_("Title or description"))
    shares = _WIDE_HOURS if lang == "ar" else _SHARES
    return tuple(Column(line(words.text(head, lang)), share) for head, share in zip(heads, shares, strict=True))


def _day(view: View, day: Day) -> tuple[Row, ...]:
    rows = [Row((Cell((line(day.label),), columns=3, heads="group"),), "day")]
    for sitting in day.sittings:
        rows += _block(view, sitting)
    return tuple(rows)


def _block(view: View, sitting: Sitting) -> Iterator[Row]:
    """The rows of a sitting; its hours head all of them. Who sits stands first, where several bodies are shown."""
    cells = [
        (Cell((line(row.label),), kind="label"), Cell((said.named(row.title, view.lang, continued=row.continued),)))
        for row in sitting.rows
    ]
    blocks: list[tuple[Cell, ...]] = [*cells]
    if view.names_bodies:
        blocks.insert(0, (Cell(_heading(sitting), columns=2, kind="who"),))
    for place, block in enumerate(blocks):
        if place:
            yield Row(block)
        else:
            yield Row((Cell((line(sitting.hours),), rows=len(blocks), heads="row", kind="hours"), *block), "sitting")


def _heading(sitting: Sitting) -> tuple[Line, ...]:
    return (
        *(said.marked(name, "strong") for name in sitting.names),
        *said.joint(sitting),
        *said.room(sitting),
    )
