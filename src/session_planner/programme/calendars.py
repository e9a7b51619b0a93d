"""Calendar files (RFC 5545) as sheets: an event a row, read further by `table`.

Our own events carry what they stand for in X-SESSION-PLANNER properties; events from another hand are known by their
titles. What names nothing of the scenario is told in a note: a calendar may hold receptions, too.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.programme.components import calendars_of, categories, is_cancelled, said_in
from session_planner.programme.names import Names
from session_planner.programme.recurring import expanded
from session_planner.programme.sheets import Cell, Row, Sheet
from session_planner.words import N_, Words, say

_COLUMNS = ("body", "item", "title", "joint", "part", "start", "end", "room")
_OURS = "X-SESSION-PLANNER-"


def calendar_sheets(file: str, data: bytes, names: Names) -> tuple[tuple[Sheet, ...], list[Words]]:
    """The events of a file as two sheets, our own and those from another hand, and notes on what is left out.

    Those that repeat are taken on the days of the scenario.
    """
    reader = _Reader(file, names)
    dates = names.outline.dates
    for calendar in calendars_of(file, data):
        cancelled = said_in(calendar, "METHOD").upper() == "CANCEL"
        found = expanded(file, calendar, (min(dates), max(dates)) if dates else None)
        reader.mistakes += found.mistakes
        for event in found.events:
            reader.take(event, cancelled=cancelled)
    if reader.mistakes:
        raise InputError(reader.mistakes)
    heading = tuple(Cell(name, 0, 0) for name in _COLUMNS)
    made = (Sheet(file, "", (heading, *rows), inherits=False, strangers=strangers)
            for strangers, rows in ((False, reader.ours), (True, reader.others)) if rows)  # fmt: skip
    return tuple(made) or (Sheet(file, "", (heading,), inherits=False),), reader.notes


class _Reader:
    def __init__(self, file: str, names: Names) -> None:
        self.file = file
        self.names = names
        self.ours: list[Row] = []
        self.others: list[Row] = []
        self.mistakes: list[Mistake] = []
        self.notes: list[Words] = []

    def take(self, event: Any, *, cancelled: bool = False) -> None:
        """Takes an event over as a row, or as several where a whole sitting is one event."""
        ref, title = said_in(event, "UID")[:120], said_in(event, "SUMMARY")
        if cancelled or is_cancelled(event):
            self.notes.append(say(N_("event “{title}” is cancelled; not read"), title=title or ref))
            return
        times = self._times(event, ref, title)
        if times is None:
            return
        ours = bool(said_in(event, f"{_OURS}BODY"))
        rows = self.ours if ours else self.others
        for what in self._ours(event) if ours else [self._other(event, title)]:
            found = what | {"start": times[0], "end": times[1]}
            rows.append(tuple(Cell(found.get(name), 0, 0, ref) for name in _COLUMNS))

    def _times(self, event: Any, ref: str, title: str) -> tuple[dt.datetime, dt.datetime] | None:
        """Start and end; None, and a note or a mistake, where it has none."""
        try:
            start, end = event.start, event.end
        except Exception as error:  # icalendar has an error of its own for each way in which times can be missing
            self.mistakes.append(Mistake(self.file, 0, 0, ref, N_("event “{title}” has no start or end: {reason}"),
                                         {"title": title or ref, "reason": str(error)[:200]}))  # fmt: skip
            return None
        if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
            return start, end
        self.notes.append(say(N_("event “{title}” lasts whole days; not read"), title=title or ref))
        return None

    def _ours(self, event: Any) -> list[dict[str, object]]:
        body, item, part, joint, room = (
            said_in(event, _OURS + name) for name in ("BODY", "ITEM", "PART", "JOINT", "ROOM")
        )
        row: dict[str, object] = {"body": body, "item": item, "part": part, "joint": joint, "room": room}
        if joint:
            # A joint session is one event for all its bodies; their names are its categories.
            # The item is its host's: another body may have one of that number too, in another part of the session.
            bodies, unknown = self.names.several_bodies("; ".join(categories(event)))
            if body not in bodies or unknown is not None:
                return [row]
            guests = "; ".join(other for other in bodies if other != body)
            with_host = [row | {"part": ""}, row | {"body": guests, "item": "", "part": ""}]
            return with_host if guests else with_host[:1]
        if item or part:
            return [row]
        numbers = [number for line in said_in(event, "DESCRIPTION").splitlines() for number in self._titled(body, line)]
        return [row | {"item": number} for number in numbers] or [row]

    def _titled(self, body: str, line: str) -> tuple[str, ...]:
        agenda = self.names.agendas.get(body)
        found = agenda.titled(line) if agenda else ()
        return found if len(found) == 1 else ()

    def _other(self, event: Any, title: str) -> dict[str, object]:
        """What an event from another hand says: bodies by category or before a colon, item by its title."""
        before, colon, after = title.partition(":")
        bodies, unknown = self.names.several_bodies(before) if colon else ((), before)
        if unknown is None and bodies:
            title = after.strip()
        else:
            bodies, _ = self.names.several_bodies("; ".join(categories(event)))
        room = said_in(event, "LOCATION")
        if len(self.names.rooms) and room and len(self.names.rooms.find(room)) != 1:
            self.notes.append(
                say(N_("event “{title}”: `{room}` is not a room of the scenario; left out"), title=title, room=room)
            )
            room = ""
        return {"body": "; ".join(bodies), "title": title, "room": room}
