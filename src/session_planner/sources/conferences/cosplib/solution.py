"""A solution of an instance: which track is in which room in which session, and what stands in each slot.

Over `instance` and `sheets`; before `scoring`. Reading takes any solution in the form of the library, good or bad, so
that it can be judged; only names that there are not are mistakes. The library reads what is written here by places, so
that rows and columns come in the order of the instance, and names in its spelling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from session_planner.files import write_atomically
from session_planner.programme.sheets import Cell
from session_planner.sources.conferences.cosplib.instance import Instance
from session_planner.sources.conferences.cosplib.reading import read_whole
from session_planner.sources.conferences.cosplib.sheets import Kind, Names, Page, key, pages_of, spelled
from session_planner.sources.conferences.cosplib.workbooks import Value, workbook_of
from session_planner.sources.systems.wrong import cut
from session_planner.words import N_

SHEET = "sol"


@dataclass(frozen=True, slots=True)
class Held:
    """What is held in one room in one session: a track, and by slot the reference of a submission or nothing."""

    track: str | None
    slots: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """What is held by session and room; rooms that stand empty in a session are not there."""

    held: Mapping[tuple[str, str], Held]

    def in_order(self, instance: Instance) -> Iterator[tuple[str, str, Held]]:
        """Session, room and what is held, by sessions and then by rooms in the order of the instance."""
        for session in instance.sessions:
            for room in instance.rooms:
                held = self.held.get((session.name, room))
                if held is not None:
                    yield session.name, room, held


def placed(instance: Instance, places: Iterable[tuple[str, str, str, int]]) -> Solution:
    """The solution with each submission at a session, a room and its first slot, counted from 0, with all its slots.

    Raises ValueError where two would stand in one slot, where one would stand outside its session, or where one room
    would hold two tracks in one session.
    """
    sessions = {session.name: session.slots for session in instance.sessions}
    submissions = {submission.reference: submission for submission in instance.submissions}
    tracks: dict[tuple[str, str], str] = {}
    slots: dict[tuple[str, str], list[str | None]] = {}
    for reference, session, room, first in places:
        one = submissions[reference]
        row = slots.setdefault((session, room), [None] * sessions[session])
        taken = row[first : first + one.slots]
        if first < 0 or len(taken) < one.slots or any(taken):
            raise ValueError(f"{reference} has no place in {session}, {room}, slot {first}")
        if tracks.setdefault((session, room), one.track) != one.track:
            raise ValueError(f"{session}, {room} would hold {tracks[session, room]} and {one.track}")
        row[first : first + one.slots] = [reference] * one.slots
    return Solution({place: Held(tracks[place], tuple(row)) for place, row in slots.items()})


# -- reading ----------------------------------------------------------------------------------------------------------


def read_solution(path: Path | str, instance: Instance) -> Solution:
    """The solution in a workbook of the library's form. Raises InputError, and OutsideError if the disk fails."""
    return parse_solution(read_whole(path), str(path), instance)


def parse_solution(data: bytes, file: str, instance: Instance) -> Solution:
    """The solution in the bytes of a workbook; `file` names it in mistakes. Raises InputError."""
    pages, wrong = pages_of(data, file, (SHEET,))
    page = pages[SHEET]
    rooms = _rooms(page, instance)
    grid, slots = _by_session(page, instance)
    tracks = Names.of(Kind.TRACK, (track.name for track in instance.tracks))
    submissions = Names.of(Kind.SUBMISSION, (submission.reference for submission in instance.submissions))
    held: dict[tuple[str, str], Held] = {}
    for session in instance.sessions:
        for column, room in rooms.items():
            track = _found(page, tracks, grid.get(session.name, {}), column)
            row = tuple(_found(page, submissions, cells, column) for cells in slots.get(session.name, ()))
            if track is not None or any(row):
                held[session.name, room] = Held(track, row)
    wrong.tell()
    return Solution(held)


def _rooms(page: Page, instance: Instance) -> dict[int, str]:
    """The rooms by their columns."""
    names = Names.of(Kind.ROOM, instance.rooms)
    once = Names(Kind.ROOM)
    found = {}
    for column, cell in sorted(page.head.items()):
        name = names.find(page, cell) if column > 1 else None
        if name is not None and once.add(page, cell) is not None:
            found[column] = name
    for room in instance.rooms:
        if room not in found.values():
            page.lacks(N_("sheet {where} has no column `{column}`"), column=cut(room))
    return found


def _by_session(page: Page, instance: Instance) -> tuple[dict[str, dict[int, Cell]], dict[str, list[dict[int, Cell]]]]:
    """For each session the row with its tracks, which comes first, and the rows of its slots."""
    names = Names.of(Kind.SESSION, (session.name for session in instance.sessions))
    grid: dict[str, dict[int, Cell]] = {}
    slots: dict[str, list[dict[int, Cell]]] = {}
    for _, cells in page.rows[1:]:
        if 1 not in cells:
            page.mistake(next(iter(cells.values())), N_("{where}: this row names no session"))
            continue
        session = names.find(page, cells[1])
        if session is None:
            continue
        if session in grid:
            slots.setdefault(session, []).append(cells)
        else:
            grid[session] = cells
    for one in instance.sessions:
        rows = len(slots.get(one.name, ()))
        if one.name not in grid or rows != one.slots:
            message = N_(
                "session `{session}` has {slots} slots, and {rows} rows in sheet {where} after that of its tracks"
            )
            page.lacks(message, session=cut(key(one.name)), slots=one.slots, rows=rows)
    return grid, slots


def _found(page: Page, names: Names, cells: dict[int, Cell], column: int) -> str | None:
    cell = cells.get(column)
    return names.find(page, cell) if cell is not None and spelled(cell).strip() else None


# -- writing ----------------------------------------------------------------------------------------------------------


def write_solution(path: Path | str, solution: Solution, instance: Instance) -> None:
    """Writes a solution in the library's form. Raises OutsideError if the disk refuses."""
    write_atomically(path, solution_bytes(solution, instance))


def solution_bytes(solution: Solution, instance: Instance) -> bytes:
    """A solution as a workbook in the library's form."""
    return workbook_of({SHEET: _rows(solution, instance)})


def _rows(solution: Solution, instance: Instance) -> Iterator[list[Value]]:
    """The tracks by session and room, an empty row, and the submissions by session, slot and room."""

    def across(session: str) -> list[Held]:
        return [solution.held.get((session, room), Held(None, ())) for room in instance.rooms]

    yield [None, *instance.rooms]
    for session in instance.sessions:
        yield [session.name, *(held.track for held in across(session.name))]
    yield [None] * (1 + len(instance.rooms))
    for session in instance.sessions:
        rows = [held.slots for held in across(session.name)]
        for slot in range(session.slots):
            yield [session.name, *(row[slot] if slot < len(row) else None for row in rows)]
