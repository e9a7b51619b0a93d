"""A week of group meetings as the draft that `import` writes: what came from which field, what nobody could read.

At the end of this folder, under the door `sources.reading`; the scenario is that of `scenario`. Where the JSON says
where meetings are held, that is the draft's programme.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from session_planner.sources.conferences.tpac.event import Event, Meeting, Unread
from session_planner.sources.conferences.tpac.reading import parse_event
from session_planner.sources.conferences.tpac.scenario import bodies_of, rooms_of, scenario_of
from session_planner.sources.conferences.tpac.solution import Held, held_in
from session_planner.sources.draft import Draft, PathTo, Placed
from session_planner.sources.evidence import Evidence, Place
from session_planner.sources.facts import Kept
from session_planner.sources.paper import Line
from session_planner.sources.reading import Options
from session_planner.words import N_, say


def recognise(data: bytes, file: str) -> bool:
    """Whether a file looks like a week of meetings: an object with rooms, slots and sessions."""
    del file
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and all(b'"%b"' % name in data for name in (b"rooms", b"slots", b"sessions"))


def read(data: bytes, file: str, options: Options) -> Draft:
    """The draft of a week. Raises InputError with all mistakes, each with its path."""
    del options
    event = parse_event(data, file)
    scenario = scenario_of(event)
    solution, strange = held_in(event)
    bodies = bodies_of(event)
    programme: list[tuple[str, str, Placed]] = []
    unread = [*event.unread, *strange]
    for meeting in event.meetings:
        placed, left = _items(meeting, solution.held[meeting.number])
        unread += [
            Unread(_at(event, meeting), meeting.title, say(N_("this is held more often than asked for"))) for _ in left
        ]
        for number, at, room in placed:
            programme += [(one.start, number, one) for one in _placed(event, meeting, number, at, room, bodies)]
    lines = sum(bool(line.strip()) for one in _bodies_of_text(event) for line in one.splitlines())
    return Draft(
        file,
        scenario,
        _evidence(event, scenario),
        programme=tuple(one for _, _, one in sorted(programme, key=lambda one: one[:2])),
        kept=tuple(Kept((Line(one.text, Place(path=one.path), whole=True),), one.why) for one in unread),
        taken=max(0, lines - len(unread)),
        lines=lines,
    )


def _bodies_of_text(event: Event) -> Iterator[str]:
    for one in event.source["sessions"]:
        if isinstance(one, dict) and isinstance(one.get("body"), str):
            yield one["body"]


# -- the programme -----------------------------------------------------------------------------------------------------


def _items(meeting: Meeting, held: Held) -> tuple[list[tuple[str, int, str]], list[int]]:
    """Which item of a meeting is held in which slot and room: the one that asks for it, else the next that is free."""
    rooms = dict(held)
    numbers = {f"{meeting.number}.{at}": wanted for at, wanted in enumerate(meeting.wanted or (-1,), 1)}
    placed = [(number, wanted, rooms.pop(wanted)) for number, wanted in numbers.items() if wanted in rooms]
    free = [number for number, wanted in numbers.items() if wanted not in dict(held)]
    placed += [(number, at, rooms.pop(at)) for number, at in zip(free, sorted(rooms), strict=False)]
    return placed, sorted(rooms)


def _placed(
    event: Event, meeting: Meeting, number: str, at: int, room: str, bodies: dict[str, str]
) -> Iterator[Placed]:
    """The rows of one meeting: one for each group that takes part."""
    slot, zone = event.slots[at], ZoneInfo(event.timezone)
    midnight = dt.datetime.combine(slot.date, dt.time(), zone)
    start, end = ((midnight + dt.timedelta(minutes=minute)).isoformat() for minute in (slot.start, slot.end))
    names = {one.name: name for name, one in rooms_of(event).items()}
    together = tuple(bodies[group] for group in meeting.groups)
    seen = Evidence((Place(path=f"{_at(event, meeting)}.meeting"),))
    for body in together:
        item, joint = (None, number) if meeting.joint else (number, None)
        yield Placed(body, item, start, end, names[room], joint=joint, bodies=together, evidence=seen)


# -- where everything comes from ---------------------------------------------------------------------------------------


def _at(event: Event, meeting: Meeting) -> str:
    places = (at for at, one in enumerate(event.source["sessions"]) if one and one.get("number") == meeting.number)
    return f"sessions[{next(places)}]"


def _evidence(event: Event, scenario: dict[str, Any]) -> dict[PathTo, Evidence]:
    paths = {meeting.number: _at(event, meeting) for meeting in event.meetings}
    found: dict[PathTo, Evidence] = {
        ("title",): _from("title"),
        ("timezone",): _from("metadata.timezone"),
        ("grain",): Evidence(inferred=say(N_("all slots begin and end on it"))),
        ("days",): _from("slots"),
        ("place_costs",): Evidence(inferred=say(N_("rooms with fewer seats than people come at most"))),
        ("tiers",): Evidence(inferred=say(N_("what a text wants apart goes first, then the slots asked for"))),
        ("rules",): Evidence(inferred=say(N_("what such a week has nothing of is off"))),
    }
    for at, room in enumerate(event.rooms):
        found["rooms", at] = Evidence((Place(path=f"rooms[{at}]"),), room.name)
    for at, group in enumerate(event.groups):
        own = [one for one in event.meetings if group in one.groups]
        found["bodies", at] = _from(*(paths[one.number] for one in own))
    for at, joint in enumerate(scenario.get("joint_sessions", ())):
        found["joint_sessions", at] = _from(paths[int(joint["id"].partition(".")[0])])
    for at, apart in enumerate(scenario.get("kept_apart", ())):
        found["kept_apart", at] = _from(*(f"{paths[int(number)]}.body" for number in apart["id"].split("-")[1:]))
    return {path: why for path, why in found.items() if path[0] in scenario}


def _from(*paths: str) -> Evidence:
    return Evidence(tuple(Place(path=path) for path in paths))
