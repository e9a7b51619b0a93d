"""An instance as a workbook in the library's form, which the library and `reading` read alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from session_planner.files import write_atomically
from session_planner.sources.conferences.cosplib.instance import Instance, Table, Term
from session_planner.sources.conferences.cosplib.reading import (
    ROOM_COLUMNS,
    SESSION_COLUMNS,
    SUBMISSION_COLUMNS,
    TRACK_COLUMNS,
)
from session_planner.sources.conferences.cosplib.workbooks import Value, workbook_of

_Rows = Iterator[list[Value]]


def write_instance(path: Path | str, instance: Instance) -> None:
    """Writes an instance as a workbook. Raises OutsideError if the disk refuses."""
    write_atomically(path, instance_bytes(instance))


def instance_bytes(instance: Instance) -> bytes:
    """An instance as the bytes of a workbook, with the sheets in the library's order."""
    sessions = [session.name for session in instance.sessions]
    tracks = [track.name for track in instance.tracks]
    similar = {**instance.similar, **{(other, one): value for (one, other), value in instance.similar.items()}}
    place = {name: number for number, name in enumerate(tracks)}
    upper = {(one, other): value for (one, other), value in similar.items() if place[one] < place[other]}
    return workbook_of({
        "parameters": _parameters(instance),
        "submissions": _submissions(instance, sessions),
        "tracks": _with_heading(TRACK_COLUMNS, ([one.name, _people(one.chairs)] for one in instance.tracks)),
        "sessions": _with_heading(SESSION_COLUMNS, (
            [one.name, one.slots, one.date, one.start, one.end] for one in instance.sessions
        )),
        "rooms": _with_heading(ROOM_COLUMNS, ([room] for room in instance.rooms)),
        "tracks_sessions|penalty": _table(tracks, sessions, instance.tracks_sessions),
        "tracks_rooms|penalty": _table(tracks, instance.rooms, instance.tracks_rooms),
        "similar tracks": _table(tracks, tracks, upper),
        "sessions_rooms|penalty": _table(sessions, instance.rooms, instance.sessions_rooms),
    })  # fmt: skip


def _parameters(instance: Instance) -> _Rows:
    """What holds for the conference on the left, the weights on the right."""
    told = instance.parameters
    left: list[tuple[Value, Value]] = [
        ("Sessions", None),
        ("Local time zone:", _zone(told.zone)),
        ("Suitable scheduling times", None),
        ("From:", told.suitable.start),
        ("To:", told.suitable.end),
        ("Less suitable scheduling times", None),
        ("From:", told.less_suitable.start),
        ("To:", told.less_suitable.end),
        ("Penalty:", told.less_suitable_penalty),
        ("Unsuitable scheduling times", None),
        ("Penalty:", told.unsuitable_penalty),
    ]
    right: list[tuple[Value, Value]] = [("Weights", None)]
    right += [(f"{term.label}:", instance.weights.get(term, 0)) for term in Term]
    for number in range(max(len(left), len(right))):
        ours = left[number] if number < len(left) else (None, None)
        yield [*ours, None, *right[number]]


def _submissions(instance: Instance, sessions: Sequence[str]) -> _Rows:
    yield [*SUBMISSION_COLUMNS, *sessions, *instance.rooms]
    for one in instance.submissions:
        persons = _people(one.presenters), _people(one.attendees)
        yield [
            one.reference, one.track, one.slots, one.order, _zone(one.zone), *persons,
            *(one.sessions.get(session) for session in sessions), *(one.rooms.get(room) for room in instance.rooms),
        ]  # fmt: skip


def _with_heading(heading: Sequence[str], rows: Iterator[list[Value]]) -> _Rows:
    yield [*heading]
    yield from rows


def _table(rows: Sequence[str], across: Sequence[str], table: Table) -> _Rows:
    yield [None, *across]
    for row in rows:
        yield [row, *(table.get((row, column)) for column in across)]


def _zone(hours: int) -> str:
    return f"GMT{hours:+d}"


def _people(names: Sequence[str]) -> str | None:
    return ", ".join(names) or None
