"""The annex, "Proposed organization of work", as the official documents lay it out.

A layout of `publish`: three columns, a row for each day, a block for each sitting with its hours on the first row
only. Under the table stands what its readers must know of joint sessions, of titles and of items without a place.
"""

from __future__ import annotations

from collections.abc import Iterator

from session_planner import words
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.publish.document import Cell, Column, Document, Line, Row, Table, line
from session_planner.publish.layouts import parts
from session_planner.publish.view import Day, Sitting, View
from session_planner.publish.view import view as view_of
from session_planner.scenario.model import Scenario


def annex(programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING) -> Document:
    """The annex of a programme, or of the part that `keep` leaves."""
    view = view_of(programme, scenario, lang, keep)
    label, title = words.text("Annex", lang), words.text("Proposed organization of work", lang)
    return Document(
        lang,
        f"{title} – {parts.whose(view)}",
        (
            *parts.top(view, label, title),
            Table(title, _columns(lang), tuple(_day(view, day) for day in view.days)),
            *parts.joint_notes(view, scenario),
            *parts.bottom(view),
        ),
    )


def _columns(lang: str) -> tuple[Column, ...]:
    heads = ("Date and time", "Agenda item", "Title or description")
    return tuple(Column(line(words.text(head, lang)), share) for head, share in zip(heads, (29, 19, 52), strict=True))


def _day(view: View, day: Day) -> tuple[Row, ...]:
    rows = [Row((Cell((line(day.label),), columns=3, heads="group"),), "day")]
    for sitting in day.sittings:
        rows += _block(view, sitting)
    return tuple(rows)


def _block(view: View, sitting: Sitting) -> Iterator[Row]:
    """The rows of a sitting; its hours head all of them. Who sits stands first, where several bodies are shown."""
    cells = [(Cell((line(row.label),), kind="label"), Cell((parts.row_line(row, view.lang),))) for row in sitting.rows]
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
        *(line(name, look="strong") for name in sitting.names),
        *(line(joint, look="em") for joint in sitting.joint),
        *((line(sitting.room, look="quiet"),) if sitting.room else ()),
    )
