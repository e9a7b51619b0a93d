"""Schedule JSON of frab and its kin (pretalx, the c3voc's hub, and what we publish ourselves).

A format of `systems`: the same schedule as `frab_xml`, with the events of a day in a map of rooms.
"""

from __future__ import annotations

from typing import Any

from session_planner.programme.memory import without_collection
from session_planner.sources.draft import Draft
from session_planner.sources.evidence import Evidence, Place
from session_planner.sources.reading import Options
from session_planner.sources.systems.answers import Node, parsed
from session_planner.sources.systems.frab import RawEvent, RawSchedule, frab_draft
from session_planner.sources.systems.ours import GENERATOR
from session_planner.sources.systems.timetable import Thing, chosen
from session_planner.sources.systems.wrong import Wrong
from session_planner.words import N_

_HEAD = ("title", "acronym", "start", "end", "day_change", "time_zone_name", "url")
_TEXTS = ("date", "start", "duration", "track", "language", "slug", "guid", "room")
_OF_OURS = ("subtitle", "abstract")


def recognise(data: bytes, file: str) -> bool:
    """Whether a file looks like a schedule JSON: an object with `schedule`, and in it a `conference`."""
    del file
    return (
        data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"schedule"' in data and b'"conference"' in data
    )


def read(data: bytes, file: str, options: Options) -> Draft:
    """The draft of a schedule JSON. Raises InputError with all mistakes, each with its path."""
    with without_collection():
        return _read(parsed(data, file), file, options.timezone)


def _read(document: Any, file: str, timezone: str | None) -> Draft:
    wrong = Wrong(file)
    conference = Node(document, "", wrong).at("schedule").at("conference")
    if not isinstance(conference.data, dict):
        conference.say(N_("this is no schedule: it has no `schedule` with a `conference`"))
        wrong.tell()
    own = Node(document, "", wrong).at("generator").at("name").data == GENERATOR
    texts = _TEXTS + _OF_OURS if own else _TEXTS
    nodes: list[Node] = []
    events: list[RawEvent] = []
    days: list[str] = []
    rooms = _rooms(conference)
    for number, day in enumerate(conference.at("days").maps()):
        days.append(day.at("date").text() or day.at("day_start").text())
        for room, held in _held(day.at("rooms")):
            rooms.setdefault(room, Thing(" ".join(room.split()), _seen(held)))
            for node in held.maps():
                nodes.append(node)
                events.append(_event(node, number, room, texts))
    head = {name: _line(conference.at(name)) for name in _HEAD}
    head["generator"] = GENERATOR if own else ""
    tracks = tuple(_line(track.at("name")) for track in conference.at("tracks").maps()) if own else ()
    raw = RawSchedule(file, head, days, events, rooms, Place(path=conference.path), tracks)

    def at(index: int, name: str) -> tuple[str, int]:
        node = nodes[index] if index >= 0 else conference
        if index < 0 and name.startswith("day["):
            return f"{conference.path}.days[{int(name[4:-1]) - 1}].date", 0
        return (node.at(name).path if name else node.path), 0

    return frab_draft(raw, timezone, wrong, at)


def _rooms(conference: Node) -> dict[str, Thing]:
    """The rooms that are listed by themselves, with their seats."""
    found: dict[str, Thing] = {}
    for room in conference.at("rooms").maps():
        name = _line(room.at("name"))
        if name:
            capacity = room.at("capacity").number()
            found[name] = Thing(name, _seen(room), capacity if capacity and capacity > 0 else None)
    return found


def _held(rooms: Node) -> list[tuple[str, Node]]:
    """The events of a day by room; some write a list of rooms with their names and events."""
    if isinstance(rooms.data, list):
        return [(_line(room.at("name")), room.at("events")) for room in rooms.maps()]
    return list(rooms.items())


def _event(node: Node, day: int, room: str, texts: tuple[str, ...]) -> RawEvent:
    fields = {name: value for name in texts if (value := _line(node.at(name)))}
    if number := node.at("id").name() or node.at("code").text():
        fields["id"] = number
    if title := _line(node.at("title")):
        fields["title"] = title
    persons = [(_key(person), _name(person)) for person in node.at("persons").maps()]
    return RawEvent(day, room, fields, persons, _seen(node))


def _key(person: Node) -> str:
    """What tells a person from others of the same name."""
    return person.at("id").name() or person.at("code").name() or person.at("guid").name()


def _name(person: Node) -> str:
    return next((name for key in ("public_name", "name", "full_public_name") if (name := person.at(key).text())), "")


def _line(node: Node) -> str:
    """A text as it is; of one in several languages the one that stands first."""
    found = node.texts()
    told = chosen(found) if isinstance(found, dict) else found
    return told if isinstance(told, str) else next(iter(told.values()), "")


def _seen(node: Node) -> Evidence:
    return Evidence((Place(path=node.path),))
