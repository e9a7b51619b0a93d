"""Where each meeting of a week is held, as the JSON says it in the fields `room` and `meeting`.

Beside `scenario`, before `judging`. A meeting in one room throughout has it in `room`, and `meeting` lists its slots,
`Monday, 09:30; Monday, 11:30`; else each slot there names its room. Days are told by their weekdays while the week has
each but once, and by their dates otherwise. All other fields of the JSON are written as they were read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from session_planner.files import write_atomically
from session_planner.sources.conferences.tpac.event import Event, Slot, Unread
from session_planner.sources.systems.wrong import cut
from session_planner.words import N_, say

Held = tuple[tuple[int, str], ...]
_FIELDS = ("room", "day", "slot", "meeting")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?:\s*-\s*(\d{1,2}):(\d\d))?")


@dataclass(frozen=True, slots=True)
class Solution:
    """By number of the meeting: the slots, as places in the event's list, and the names of the rooms."""

    held: Mapping[int, Held]


def held_in(event: Event) -> tuple[Solution, tuple[Unread, ...]]:
    """What the event's own JSON says of where its meetings are held, and what of it nobody can read."""
    held: dict[int, Held] = {}
    unread: list[Unread] = []
    places = {one.get("number"): (at, one) for at, one in enumerate(event.source["sessions"]) if isinstance(one, dict)}
    for meeting in event.meetings:
        at, fields = places[meeting.number]
        found, strange = _read(event, {name: str(fields.get(name) or "") for name in _FIELDS})
        held[meeting.number] = found
        why = say(N_("this is no slot with a room of this week"))
        unread += [Unread(f"sessions[{at}].meeting", cut(text), why) for text in strange]
    return Solution(held), tuple(unread)


def solution_bytes(event: Event, solution: Solution) -> bytes:
    """The event's JSON with where each meeting is held; a meeting that is held nowhere has none of these fields."""
    told = dict(event.source)
    known = {meeting.number for meeting in event.meetings}
    sessions = []
    for one in told["sessions"]:
        if not isinstance(one, dict) or one.get("number") not in known:
            sessions.append(one)
            continue
        kept: dict[str, Any] = {name: value for name, value in one.items() if name not in _FIELDS}
        sessions.append(kept | _written(event, solution.held.get(one["number"], ())))
    told["sessions"] = sessions
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def write_solution(path: Path | str, event: Event, solution: Solution) -> None:
    """The same to a file, whole or not at all. Raises OutsideError if the disk fails."""
    write_atomically(Path(path), solution_bytes(event, solution))


def _written(event: Event, held: Held) -> dict[str, str]:
    rooms = {room for _, room in held}
    once = len({slot.weekday for slot in event.slots}) == len({slot.date for slot in event.slots})
    said = []
    for at, room in sorted(held):
        slot = event.slots[at]
        day = slot.weekday if once else slot.date.isoformat()
        said.append(", ".join([day, _clock(slot.start), *([room] if len(rooms) > 1 else [])]))
    return ({"room": next(iter(rooms))} if len(rooms) == 1 else {}) | ({"meeting": "; ".join(said)} if said else {})


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


# -- reading ----------------------------------------------------------------------------------------------------------


def _read(event: Event, fields: Mapping[str, str]) -> tuple[Held, list[str]]:
    """Slots and rooms; a stretch that lacks its day or its room has that of the fields beside it."""
    usual = [fields["day"], *fields["slot"].split(maxsplit=1)] if fields["slot"] else [fields["day"]]
    stretches = [one.strip() for one in re.split("[;|]", fields["meeting"])] if fields["meeting"] else [""]
    if not any(fields.values()):
        return (), []
    held: list[tuple[int, str]] = []
    strange: list[str] = []
    for stretch in stretches:
        tokens = [token.strip() for token in stretch.split(",") if token.strip()]
        found = _placed(event, [fields["room"], *usual, *tokens])
        if found is None:
            strange.append(stretch or " ".join(value for value in fields.values() if value))
        else:
            held.append(found)
    return tuple(sorted(held)), strange


def _placed(event: Event, tokens: list[str]) -> tuple[int, str] | None:
    """The slot and the room that these words mean together, later ones before earlier; None where they lack one."""
    rooms = {name.casefold(): room.name for room in event.rooms for name in (room.name, room.label)}
    days: set[Any] = set()
    clock, room = None, None
    for token in filter(None, tokens):
        if token.casefold() in rooms:
            room = rooms[token.casefold()]
        elif found := _CLOCK.fullmatch(token):
            clock = 60 * int(found[1]) + int(found[2])
        elif named := {one.date for one in event.slots if _is_day(one, token)}:
            days = named
        else:
            return None
    slots = [at for at, one in enumerate(event.slots) if one.date in days and one.start == clock]
    return (slots[0], room) if len(slots) == 1 and room is not None else None


def _is_day(slot: Slot, token: str) -> bool:
    return token.casefold() == slot.weekday.casefold() or slot.date.isoformat() in token
