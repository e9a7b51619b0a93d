"""A workbook of the library as an instance, or all that is wrong with it, each with its sheet and cell.

Over `sheets`; gives `instance`. Sheets are found by their names, columns by their headings; a penalty that is not there
is 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from session_planner.files import read_at_most
from session_planner.programme.sheets import Cell
from session_planner.sources.conferences.cosplib.instance import (
    Hours,
    Instance,
    Parameters,
    Session,
    Submission,
    Table,
    Term,
    Track,
)
from session_planner.sources.conferences.cosplib.sheets import (
    Kind,
    Names,
    Page,
    beside,
    columns,
    headings,
    key,
    lacking,
    loose,
    pages_of,
    spelled,
)
from session_planner.sources.systems.wrong import cut, refused
from session_planner.words import N_

SHEETS = ("parameters", "submissions", "tracks", "sessions", "rooms",
          "tracks_sessions|penalty", "tracks_rooms|penalty", "similar tracks", "sessions_rooms|penalty")  # fmt: skip
SUBMISSION_COLUMNS = ("Reference", "Track", "Required Timeslots", "Order", "Time Zone", "Presenters", "Attendees")
SESSION_COLUMNS = ("Sessions", "Max Number of Timeslots", "Date", "Start Time", "End Time")
TRACK_COLUMNS = ("Tracks", "Chairs")
ROOM_COLUMNS = ("Rooms",)
MOST_BYTES = 16 * 1024 * 1024
MOST_SLOTS = 1000
"""Slots of one session, each of which is a row of a solution."""


def read_instance(path: Path | str) -> Instance:
    """The instance in a workbook of CoSPLib. Raises InputError with every mistake, OutsideError if the disk fails."""
    return parse_instance(read_whole(path), str(path))


def read_whole(path: Path | str) -> bytes:
    """The bytes of a workbook. Raises InputError for one that is larger than any of the library could be."""
    data = read_at_most(path, MOST_BYTES)
    if len(data) > MOST_BYTES:
        raise refused(str(path), N_("the file is larger than {most} MiB"), most=MOST_BYTES >> 20)
    return data


def parse_instance(data: bytes, file: str) -> Instance:
    """The instance in the bytes of a workbook; `file` names it in mistakes. Raises InputError."""
    pages, wrong = pages_of(data, file, SHEETS)
    parameters, weights = _parameters(pages["parameters"])
    sessions = tuple(_sessions(pages["sessions"]))
    rooms = tuple(_rooms(pages["rooms"]))
    tracks = tuple(_tracks(pages["tracks"]))
    by_session = Names.of(Kind.SESSION, (session.name for session in sessions))
    by_room = Names.of(Kind.ROOM, rooms)
    by_track = Names.of(Kind.TRACK, (track.name for track in tracks))
    submissions = tuple(_submissions(pages["submissions"], by_track, by_session, by_room))
    instance = Instance(
        parameters, weights, submissions, tracks, sessions, rooms,
        tracks_sessions=_table(pages["tracks_sessions|penalty"], by_track, by_session),
        tracks_rooms=_table(pages["tracks_rooms|penalty"], by_track, by_room),
        sessions_rooms=_table(pages["sessions_rooms|penalty"], by_session, by_room),
        similar=_pairs(pages["similar tracks"], by_track),
    )  # fmt: skip
    wrong.tell()
    return instance


# -- parameters -------------------------------------------------------------------------------------------------------

_ZONE = "Local time zone"
_SUITABLE, _LESS, _UNSUITABLE = (f"{kind} scheduling times" for kind in ("Suitable", "Less suitable", "Unsuitable"))
_FROM, _TO, _PENALTY = "From", "To", "Penalty"
_TOLD = {(_ZONE, _ZONE), (_SUITABLE, _FROM), (_SUITABLE, _TO), (_LESS, _FROM), (_LESS, _TO), (_LESS, _PENALTY),
         (_UNSUITABLE, _PENALTY)}  # fmt: skip


def _parameters(page: Page) -> tuple[Parameters, dict[Term, int]]:
    """What holds for the conference, and the weights; both stand as labels with the value in the next column."""
    values = _under_headings(page)
    weights = {term: page.whole(cell) for term, cell in _weights(page).items()}

    def hours(heading: str) -> Hours:
        return Hours(*(page.time(values[heading, end]) if (heading, end) in values else dt.time()
                       for end in (_FROM, _TO)))  # fmt: skip

    def penalty(heading: str) -> int:
        return page.whole(values[heading, _PENALTY]) if (heading, _PENALTY) in values else 0

    zone = page.zone(values[_ZONE, _ZONE]) if (_ZONE, _ZONE) in values else 0
    return Parameters(zone, hours(_SUITABLE), hours(_LESS), penalty(_LESS), penalty(_UNSUITABLE)), weights


def _labels(page: Page) -> Iterator[tuple[int, int, Cell, Cell]]:
    """The texts of the sheet by column from the top, each with the cell beside it."""
    places = [(column, line) for line, cells in page.rows for column in cells]
    rows = dict(page.rows)
    for column, line in sorted(places):
        yield line, column, rows[line][column], beside(page, line, column + 1, rows[line])


def _under_headings(page: Page) -> dict[tuple[str, str], Cell]:
    """The values of the left side by heading and label; the zone stands under no heading."""
    headings = {loose(name): name for name in (_SUITABLE, _LESS, _UNSUITABLE)}
    labels = {loose(name): name for name in (_ZONE, _FROM, _TO, _PENALTY)}
    found: dict[tuple[str, str], Cell] = {}
    heading = ""
    for _, _, cell, value in _labels(page):
        said = loose(spelled(cell))
        heading = headings.get(said, heading)
        label = labels.get(said)
        place = (_ZONE if label == _ZONE else heading, label or "")
        if place in _TOLD and place not in found:
            found[place] = value
    for heading, label in sorted(_TOLD - set(found)):
        page.lacks(N_("sheet {where} does not say `{label}` under `{heading}`"), label=label, heading=heading)
    return found


def _weights(page: Page) -> dict[Term, Cell]:
    """The cells with the weights by their terms."""
    terms = {loose(term.label): term for term in Term}
    found: dict[Term, Cell] = {}
    strangers: list[Cell] = []
    right = next((column for _, column, cell, _ in _labels(page) if loose(spelled(cell)) == "weights"), None)
    for _, column, cell, value in _labels(page):
        term = terms.get(loose(spelled(cell)))
        if term is None:
            if column == right and loose(spelled(cell)) != "weights":
                strangers.append(cell)
        elif term in found:
            page.mistake(cell, N_("{where}: the weight `{found}` is there a second time"), found=term.label)
        else:
            found[term] = value
    missing = [term.label for term in Term if term not in found]
    for cell in strangers:
        page.unknown(Kind.WEIGHT, cell, missing)
    for label in missing:
        page.lacks(N_("sheet {where} has no weight `{label}`"), label=label)
    return found


# -- sessions, rooms, tracks ------------------------------------------------------------------------------------------


def _entries(page: Page, wanted: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Cell]]]:
    """The rows of a sheet with the name in its first wanted column, each name once, and its cells by heading."""
    found = columns(page, wanted)
    names = Names(Kind.COLUMN)
    for line, cells in page.rows[1:]:
        row = {name: beside(page, line, found[name], cells) if name in found else _nowhere(page) for name in wanted}
        name = _name(page, names, row, wanted[0])
        if name is not None:
            yield name, row
    if not names.spelled and wanted[0] in found:
        page.lacks(N_("sheet {where} names nothing"))


def _nowhere(page: Page) -> Cell:
    return Cell(None, 0, 0, page.name)


def _name(page: Page, names: Names, row: dict[str, Cell], column: str) -> str | None:
    cell = row[column]
    if key(spelled(cell)):
        return names.add(page, cell)
    if any(one.value is not None for one in row.values()):
        page.mistake(cell, N_("{where}: this row needs a name in the column `{column}`"), column=column)
    return None


def _sessions(page: Page) -> Iterator[Session]:
    for name, row in _entries(page, SESSION_COLUMNS):
        slots, date, start, end = (row[column] for column in SESSION_COLUMNS[1:])
        yield Session(name, page.whole(slots, 1, MOST_SLOTS), page.date(date), page.time(start), page.time(end))


def _rooms(page: Page) -> Iterator[str]:
    for name, _ in _entries(page, ROOM_COLUMNS):
        yield name


def _tracks(page: Page) -> Iterator[Track]:
    for name, row in _entries(page, TRACK_COLUMNS):
        yield Track(name, _people(row["Chairs"]))


def _people(cell: Cell) -> tuple[str, ...]:
    """The persons named in a cell, to the letter, as the library takes them: split by a comma and a space."""
    return tuple(dict.fromkeys(name for name in spelled(cell).split(", ") if name))


# -- submissions ------------------------------------------------------------------------------------------------------


def _submissions(page: Page, tracks: Names, sessions: Names, rooms: Names) -> Iterator[Submission]:
    wanted, by_session, by_room = _columns_of_submissions(page, sessions, rooms)
    names = Names(Kind.SUBMISSION)
    for line, cells in page.rows[1:]:
        for column in sorted(cells.keys() - page.head.keys()):
            said = N_("{where}: `{found}` stands under no heading")
            page.mistake(cells[column], said, found=cut(spelled(cells[column])))
        row = {name: beside(page, line, wanted[name], cells) if name in wanted else _nowhere(page)
               for name in SUBMISSION_COLUMNS}  # fmt: skip
        reference = _name(page, names, row, "Reference")
        if reference is None:
            continue
        _, track, slots, order, zone, presenters, attendees = (row[name] for name in SUBMISSION_COLUMNS)
        yield Submission(
            reference,
            tracks.find(page, track) or "",
            page.whole(slots, 1, MOST_SLOTS),
            page.whole(order),
            page.zone(zone),
            _people(presenters),
            _people(attendees),
            _penalties(page, cells, by_session),
            _penalties(page, cells, by_room),
        )


def _columns_of_submissions(
    page: Page, sessions: Names, rooms: Names
) -> tuple[dict[str, int], dict[int, str], dict[int, str]]:
    """The columns by heading, those of penalties by session and those by room; there may be no others."""
    wanted, others = headings(page, SUBMISSION_COLUMNS)
    by_session: dict[int, str] = {}
    by_room: dict[int, str] = {}
    strangers = []
    seen: set[str] = set()
    for cell in others:
        name = key(spelled(cell))
        found = [side for names, side in ((sessions, by_session), (rooms, by_room)) if name in names.spelled]
        if len(found) > 1 or name in seen:
            said = N_("{where}: `{found}` is the name of two columns, or of a session and of a room")
            page.mistake(cell, said, found=cut(name))
        elif found:
            found[0][cell.column] = (sessions.spelled | rooms.spelled)[name]
        else:
            strangers.append(cell)
        seen.add(name)
    there = {*wanted, *by_session.values(), *by_room.values()}
    lacking(page, [name for name in (*SUBMISSION_COLUMNS, *sessions, *rooms) if name not in there], strangers,
            Kind.SESSION_OR_ROOM)  # fmt: skip
    return wanted, by_session, by_room


def _penalties(page: Page, cells: dict[int, Cell], by_column: dict[int, str]) -> dict[str, int]:
    """What is not 0 in a row, by the names of its columns."""
    values = {name: page.whole(cells[column]) for column, name in by_column.items() if column in cells}
    return {name: value for name, value in values.items() if value}


# -- tables -----------------------------------------------------------------------------------------------------------


def _table(page: Page, rows: Names, across: Names) -> Table:
    """A table of penalties; each row and each column must be there once."""
    return {place: value for place, value in _places(page, rows, across) if value}


def _pairs(page: Page, tracks: Names) -> Table:
    """What two tracks in one session cost: what stands in the row of the upper one, under the name of the other.

    The library takes no notice of the other half of its table, nor of what a track has with itself.
    """
    line = {key(spelled(cells[1])): line for line, cells in page.rows if 1 in cells}
    place = {name: number for number, name in enumerate(tracks)}
    found = {}
    for (row, column), value in _places(page, tracks, tracks):
        if value and line[key(row)] < line.get(key(column), 0):
            one, other = sorted((row, column), key=place.__getitem__)
            found[one, other] = value
    return found


def _places(page: Page, rows: Names, across: Names) -> Iterator[tuple[tuple[str, str], int]]:
    heads = {column: cell for column, cell in sorted(page.head.items()) if column > 1}
    by_column = _each_once(page, heads, across)
    by_row = _each_once(page, {line: cells[1] for line, cells in page.rows[1:] if 1 in cells}, rows)
    known = set(by_column.values())
    lacking(page, [name for name in across if name not in known])
    for name in sorted(set(rows) - set(by_row.values())):
        page.lacks(N_("sheet {where} has no row `{row}`"), row=cut(name))
    for line, cells in page.rows[1:]:
        for column, cell in sorted(cells.items()):
            if line in by_row and column in by_column:
                yield (by_row[line], by_column[column]), page.whole(cell)
            elif column > 1 and (1 not in cells or column not in heads):
                page.mistake(cell, N_("{where}: `{found}` stands in no row and column with a name"),
                             found=cut(spelled(cell)))  # fmt: skip


def _each_once(page: Page, cells: dict[int, Cell], names: Names) -> dict[int, str]:
    """Which name each row or column is about; unknown ones and those seen before are noted."""
    once = Names(names.kind)
    found = {}
    for place, cell in cells.items():
        name = names.find(page, cell)
        if name is not None and once.add(page, cell) is not None:
            found[place] = name
    return found
