"""Conferences in the form of CoSPLib, made for benchmarks and tests: as large and as rich as those of the library.

A schedule is made first, and the conference around it, so that there is a solution that places everything and costs
little: tracks run through sessions in one room, an order is that in which the schedule has its talks, who presents
twice does so in two sessions, and penalties stand mostly where the schedule is not. The library's own instances have
from 35 to 1,112 submissions; `SIZES` names four that span them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

import session_planner as sp

SIZES = {"small": (35, 8, 4, 4), "middle": (202, 29, 13, 10), "wide": (279, 45, 8, 23), "large": (1112, 72, 32, 23)}
"""Submissions, tracks, sessions and rooms."""
FIRST_DAY = dt.date(2026, 7, 6)
_SESSIONS_A_DAY = 5
_STARTS = (dt.time(8, 30), dt.time(10, 30), dt.time(13, 30), dt.time(15, 30), dt.time(17, 30))
_LOCAL = 1
_ZONES = (1, 1, 1, 0, 2, 3, -4, -5, -8, 5, 8, 9, 12)
_FULL = 0.8
"""Of the slots of the rooms that the schedule uses, the share that there are submissions for; talks of several slots
take some of the rest."""
_USED = 0.85
"""Of all rooms in all sessions, the share that the schedule uses at most."""


@dataclass(frozen=True, slots=True)
class Made:
    """A conference, and a schedule of it that places everything."""

    instance: sp.cosplib.Instance
    solution: sp.cosplib.Solution


@dataclass(slots=True)
class _Place:
    """A submission and where the schedule has it: number of the session, room, first slot."""

    one: sp.cosplib.Submission
    session: int
    room: int
    slot: int

    @property
    def slots(self) -> range:
        return range(self.slot, self.slot + self.one.slots)

    def meets(self, other: _Place, *, slots: bool) -> bool:
        """Whether both are at one time: in one session, or with `slots` in one slot of it."""
        return self.session == other.session and (not slots or bool(set(self.slots) & set(other.slots)))


def sized(size: str, seed: int = 1) -> Made:
    """A conference of one of the `SIZES`."""
    submissions, tracks, sessions, rooms = SIZES[size]
    return made(submissions, tracks, sessions, rooms, seed=seed)


def made(submissions: int, tracks: int, sessions: int, rooms: int, *, seed: int = 1) -> Made:
    """A conference of so many submissions, tracks, sessions and rooms; the same for the same figures.

    Raises ValueError for figures that no conference can have, such as fewer submissions than tracks.
    """
    if not 0 < tracks <= min(submissions, sessions * rooms):
        raise ValueError("every track needs a submission and a room in a session")
    chance = Random(f"{submissions} {tracks} {sessions} {rooms} {seed}")
    slots = _slots(submissions, sessions, rooms, chance)
    cells = _cells(submissions, tracks, slots, rooms)
    chunks = _chunks(cells, tracks, chance)
    places = _placed(submissions, chunks, slots, chance)
    _order(places, chance)
    _persons(places, chance)
    instance = _instance(places, chunks, slots, rooms, chance)
    return Made(instance, _solution(instance, places))


# -- the schedule -----------------------------------------------------------------------------------------------------

_Cell = tuple[int, int]
"""A room's number and a session's, in this order, so that a track's cells follow each other in one room."""


def _slots(submissions: int, sessions: int, rooms: int, chance: Random) -> list[int]:
    """Slots of each session, enough for all submissions in all."""
    usual = round(submissions / (_FULL * _USED * sessions * rooms))
    slots = [max(2, usual + chance.choice((-1, 0, 0, 1))) for _ in range(sessions)]
    while sum(slots) * rooms * _FULL * _USED < submissions:
        slots[slots.index(min(slots))] += 1
    return slots


def _cells(submissions: int, tracks: int, slots: Sequence[int], rooms: int) -> list[_Cell]:
    """The cells that the schedule uses: room after room, and not more of them than it takes."""
    cells: list[_Cell] = []
    for cell in ((room, session) for room in range(rooms) for session in range(len(slots))):
        if len(cells) >= tracks and sum(slots[session] for _, session in cells) * _FULL >= submissions:
            break
        cells.append(cell)
    return cells[:submissions]


def _chunks(cells: list[_Cell], tracks: int, chance: Random) -> list[list[_Cell]]:
    """The cells of each track, at least one, cut where chance will have it."""
    cuts = [0, *sorted(chance.sample(range(1, len(cells)), tracks - 1)), len(cells)]
    return [cells[first:last] for first, last in pairwise(cuts)]


def _placed(submissions: int, chunks: list[list[_Cell]], slots: Sequence[int], chance: Random) -> list[_Place]:
    """The submissions with their tracks, by track, session, room and slot."""
    numbers = _numbers(submissions, [cell for chunk in chunks for cell in chunk], slots, chance)
    places: list[_Place] = []
    for track, chunk in enumerate(chunks):
        for room, session in sorted(chunk, key=lambda cell: (cell[1], cell[0])):
            slot = 0
            for length in _lengths(numbers[room, session], slots[session], chance):
                one = sp.cosplib.Submission(f"S{len(places) + 1}", _track(track), length)
                places.append(_Place(one, session, room, slot))
                slot += length
    return places


def _numbers(submissions: int, cells: list[_Cell], slots: Sequence[int], chance: Random) -> dict[_Cell, int]:
    """How many submissions each cell takes: one, and the others where there is room."""
    numbers = dict.fromkeys(cells, 1)
    open_cells = [(cell, spare) for cell in cells for spare in range(1, slots[cell[1]])]
    for cell, _ in chance.sample(open_cells, submissions - len(cells)):
        numbers[cell] += 1
    return numbers


def _lengths(number: int, slots: int, chance: Random) -> list[int]:
    """So many lengths that fill no more than the slots; what is to spare goes to one of them, or stays empty."""
    lengths = [1] * number
    if chance.random() < 0.7:
        lengths[chance.randrange(number)] += chance.randint(0, slots - number)
    return lengths


# -- the conference around it -----------------------------------------------------------------------------------------


def _order(places: list[_Place], chance: Random) -> None:
    """Gives the talks of every third track an order, those of the schedule, unless it has two of them at a time."""
    by_track: dict[str, list[_Place]] = {}
    for place in places:
        by_track.setdefault(place.one.track, []).append(place)
    for found in by_track.values():
        sessions_with_rooms = {(place.session, place.room) for place in found}
        alone = len({session for session, _ in sessions_with_rooms}) == len(sessions_with_rooms)
        if alone and chance.random() < 0.35:
            for number, place in enumerate(found, 1):
                place.one = replace(place.one, order=number if chance.random() < 0.8 else 0)


def _persons(places: list[_Place], chance: Random) -> None:
    """Gives each talk its zone, presenters of its own, some who present elsewhere too, and those who attend it."""
    for number, place in enumerate(places, 1):
        own = [f"P{number}", f"Q{number}"][: 1 + (chance.random() < 0.3)]
        place.one = replace(place.one, presenters=tuple(own), zone=chance.choice(_ZONES))
    for place, other in zip(places, chance.sample(places, len(places)), strict=True):
        if chance.random() < 0.12 and not place.meets(other, slots=False):
            place.one = replace(place.one, presenters=(*place.one.presenters, other.one.presenters[0]))
    for place in places:
        others = chance.sample(places, min(len(places), chance.choice((0, 0, 0, 1, 2, 4))))
        free = [one for one in others if not place.meets(one, slots=chance.random() < 0.3)]
        wanted = dict.fromkeys(one.one.presenters[0] for one in free)
        place.one = replace(place.one, attendees=tuple(name for name in wanted if name not in place.one.presenters))


def _instance(
    places: list[_Place], chunks: list[list[_Cell]], slots: Sequence[int], rooms: int, chance: Random
) -> sp.cosplib.Instance:
    tracks = [_track(number) for number in range(len(chunks))]
    used = {(_session(session), _room(room)) for chunk in chunks for room, session in chunk}
    return sp.cosplib.Instance(
        _parameters(),
        {term: _WEIGHTS.get(term.value, 1) for term in sp.cosplib.Term},
        tuple(_priced(place, len(slots), rooms, chance) for place in places),
        tuple(sp.cosplib.Track(track, _chairs(number, chance)) for number, track in enumerate(tracks)),
        tuple(_of_day(number, count) for number, count in enumerate(slots)),
        tuple(_room(number) for number in range(rooms)),
        tracks_sessions=_elsewhere(chunks, 1, [_session(number) for number in range(len(slots))], chance),
        tracks_rooms=_elsewhere(chunks, 0, [_room(number) for number in range(rooms)], chance),
        sessions_rooms={
            (session, room): 10_000
            for session in map(_session, range(len(slots)))
            for room in map(_room, range(rooms))
            if (session, room) not in used and chance.random() < 0.3
        },
        similar={
            (one, other): chance.choice((1, 5, 10))
            for place, one in enumerate(tracks)
            for other in tracks[place + 1 :]
            if chance.random() < 0.03
        },
    )


_WEIGHTS = {
    "tracks-sessions": 100,
    "sessions-rooms": 10,
    "consecutive-tracks": 10,
    "submissions-order": 10,
    "submissions-sessions": 10,
    "presenters-in-session": 100_000,
    "chairs": 1000,
    "presenters-in-slot": 10,
}
"""Of terms by their names, in the manner of the library; 1 for the others."""


def _parameters() -> sp.cosplib.Parameters:
    suitable = sp.cosplib.Hours(dt.time(9, 30), dt.time(21, 30))
    return sp.cosplib.Parameters(_LOCAL, suitable, sp.cosplib.Hours(dt.time(7), dt.time(23)), 1, 10)


def _priced(place: _Place, sessions: int, rooms: int, chance: Random) -> sp.cosplib.Submission:
    """A talk with penalties for sessions and rooms, seldom for those that it has in the schedule."""
    kept = chance.random() < 0.98

    def prices(number: int, own: int, share: float) -> dict[int, int]:
        if chance.random() >= share:
            return {}
        chosen = chance.sample(range(number), chance.randint(1, max(1, number // 2)))
        return {one: chance.choice((1, 1, 10, 100)) for one in sorted(chosen) if one != own or not kept}

    by_session, by_room = prices(sessions, place.session, 0.2), prices(rooms, place.room, 0.05)
    return replace(
        place.one,
        sessions={_session(number): value for number, value in by_session.items()},
        rooms={_room(number): value for number, value in by_room.items()},
    )


def _elsewhere(chunks: list[list[_Cell]], side: int, names: list[str], chance: Random) -> dict[tuple[str, str], int]:
    """Penalties of tracks for sessions or rooms in which the schedule does not have them; some tracks are tied down."""
    table: dict[tuple[str, str], int] = {}
    for track, chunk in enumerate(chunks):
        own = {cell[side] for cell in chunk}
        tied = chance.random() < 0.15
        for number, name in enumerate(names):
            if number not in own and (tied or chance.random() < 0.15):
                table[_track(track), name] = 10_000 if tied else chance.choice((1, 10, 100))
    return table


def _chairs(track: int, chance: Random) -> tuple[str, ...]:
    """Up to two chairs; every eighth track shares one with the next."""
    shared = (f"C{track // 8}",) if track % 8 in (0, 1) and chance.random() < 0.5 else ()
    return (*shared, *(f"C{track}.{number}" for number in range(chance.randint(0, 1))))


def _of_day(number: int, slots: int) -> sp.cosplib.Session:
    day, place = divmod(number, _SESSIONS_A_DAY)
    start = _STARTS[place]
    end = (dt.datetime.combine(FIRST_DAY, start) + dt.timedelta(minutes=100)).time()
    return sp.cosplib.Session(_session(number), slots, FIRST_DAY + dt.timedelta(days=day), start, end)


def _session(number: int) -> str:
    day, place = divmod(number, _SESSIONS_A_DAY)
    return f"Day{day + 1}-{place + 1}"


def _room(number: int) -> str:
    return f"Room {number + 1}"


def _track(number: int) -> str:
    return f"Track {number + 1}"


def _solution(instance: sp.cosplib.Instance, places: list[_Place]) -> sp.cosplib.Solution:
    return sp.cosplib.placed(
        instance, ((place.one.reference, _session(place.session), _room(place.room), place.slot) for place in places)
    )
