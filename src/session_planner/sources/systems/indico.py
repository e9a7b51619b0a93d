"""Indico: what its HTTP API exports of an event (`detail=contributions`, `detail=sessions`) and of its timetable.

A format of `systems`. Sessions become bodies, contributions items, presenters and conveners people. A contribution
that is not scheduled is an item without a place; breaks are kept apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from session_planner.programme.memory import without_collection
from session_planner.sources.draft import Draft
from session_planner.sources.evidence import Evidence, Place
from session_planner.sources.facts import Kept
from session_planner.sources.paper import Line
from session_planner.sources.reading import Options
from session_planner.sources.systems.answers import Node, parsed
from session_planner.sources.systems.clock import LONGEST, Clocks, date_of, zone_of
from session_planner.sources.systems.conference import draft_of
from session_planner.sources.systems.timetable import Conference, Event, Thing
from session_planner.sources.systems.wrong import Wrong, cut, refused
from session_planner.words import N_, Words, say

_PEOPLE = ("speakers", "presenters", "sessionConveners", "conveners")


def recognise(data: bytes, file: str) -> bool:
    """Whether a file looks like an answer of Indico's API."""
    del file
    if not data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") or b'"results"' not in data:
        return False
    return b'"HTTPAPIResult"' in data or (b'"startDate"' in data and (b'"_fossil"' in data or b'"_type"' in data))


def read(data: bytes, file: str, options: Options) -> Draft:
    """The draft of an event. Raises InputError with all mistakes, each with its path."""
    with without_collection():
        return draft_of(_Reading(parsed(data, file), file, options.timezone).conference())


class _Reading:
    def __init__(self, document: Any, file: str, timezone: str | None) -> None:
        self.wrong, self.file = Wrong(file), file
        results = Node(document, "", self.wrong).at("results")
        self.timetables = list(results.items()) if isinstance(results.data, dict) else []
        self.event = next(results.maps(), Node(None, results.path, self.wrong)) if not self.timetables else results
        said = self.event.at("timezone").text() or self._zone()
        zone = zone_of(said, timezone, "", Place(path=self.event.path))
        self.clocks = Clocks(zone[0])
        title = self.event.at("title")
        self.of = Conference(file, _line(title), self.clocks, zone, Place(path=title.path), self.event.at("url").text())
        if not self.of.link.startswith(("http://", "https://")) or any(mark.isspace() for mark in self.of.link):
            self.of.link = ""
        self.numbers: dict[str, str] = {}

    def _zone(self) -> str:
        """The zone of the first moment of a timetable: there it stands with every one."""
        return next((one.at("startDate").at("tz").text() for _, one, _ in self._timetabled()), "")

    def conference(self) -> Conference:
        """Everything, with all that is wrong told."""
        of = self.of
        if not self.timetables:
            of.dates = self._dates()
        for session, node, room in [*self._timetabled(), *self._exported()]:
            of.parts += 1
            self._contribution(session, node, room)
        self.wrong.tell()
        if not of.events:
            raise refused(self.file, N_("there is no event in it that could be held"))
        if not of.dates and all(event.start is None for event in of.events):
            raise refused(self.file, N_("nothing in it has a date"))
        return of

    def _dates(self) -> list[dt.date]:
        first, last = (date_of(self.event.at(name).at("date").text()) for name in ("startDate", "endDate"))
        if first is None or last is None or not 0 <= (last - first).days < 400:
            return []
        return [first + dt.timedelta(day) for day in range((last - first).days + 1)]

    # -- where contributions stand -------------------------------------------------------------------------------------

    def _exported(self) -> Iterator[tuple[Node | None, Node, str]]:
        """Of an event: the contributions of its sessions, those alone, and what is in a session without any."""
        if self.timetables:
            return
        for session in self.event.at("sessions").maps():
            own = list(session.at("contributions").maps())
            for node in own:
                yield session, node, _room(session)
            if not own:
                yield session, session, ""
        for node in self.event.at("contributions").maps():
            yield None, node, ""

    def _timetabled(self) -> Iterator[tuple[Node | None, Node, str]]:
        """Of a timetable: days, in them entries, in those that are blocks of a session its contributions."""
        for _event, days in self.timetables:
            for _day, entries in days.items() if isinstance(days.data, dict) else ():
                for _key, entry in entries.items() if isinstance(entries.data, dict) else ():
                    inside = entry.at("entries")
                    if isinstance(inside.data, dict) and inside.data:
                        yield from ((entry, node, _room(entry)) for _, node in inside.items())
                    else:
                        yield (entry if _kind(entry) == "Session" else None), entry, ""

    # -- one of them ---------------------------------------------------------------------------------------------------

    def _contribution(self, session: Node | None, node: Node, room: str) -> None:
        title = _line(node.at("title"))
        if _kind(node) == "Break":
            self._keep(node, title, say(N_("a break")))
            return
        start, end = self._moment(node.at("startDate")), self._moment(node.at("endDate"))
        minutes = end - start if start is not None and end is not None else node.at("duration").number()
        if minutes is None or minutes == 0:
            self._keep(node, title, say(N_("an event that lasts no time")))
        elif minutes < 0:
            node.at("endDate").say(N_("the end is not after the start"))
        elif minutes > LONGEST:
            self._keep(node, title, say(N_("an event of more than a day, which no sitting can hold")))
        else:
            where = self._named(_room(node) or room, node, self.of.rooms)
            track = _line(session.at("title")) if session else _line(node.at("session")) or _line(node.at("track"))
            number = self._number(node, "s" if node is session else "")
            body = self._named(track, session or node, self.of.tracks)
            event = Event(number, title, minutes, start, where, body, self._people(node), _seen(node))
            self.of.events.append(event)

    def _number(self, node: Node, prefix: str) -> str:
        """The number that people see of it, else its id; blocks of sessions have numbers of their own."""
        names = ("contributionId", "friendly_id", "id", "sessionSlotId")
        said = next((found for name in names if (found := node.at(name).name())), "")
        number = prefix + (said if 0 < len(said) <= 100 and not set(said) & set("\n\t[]{}") else str(self.of.parts))
        if number in self.numbers:
            told = N_("`{name}` {found} stands here twice, first at {first}")
            node.at("id").say(told, name="id", found=cut(number), first=self.numbers[number])
        self.numbers.setdefault(number, node.path)
        return number

    def _moment(self, node: Node) -> int | None:
        """A moment, written as a date, a time and a zone."""
        date, time, zone = node.at("date").text(), node.at("time").text(), node.at("tz").text()
        if not date and not time:
            return None
        clocks = self.clocks
        if zone and zone != str(clocks.zone):
            try:
                clocks = Clocks(zone)
            except (KeyError, ValueError, OSError):
                node.at("tz").say(N_("there is no time zone `{found}`{hint}"), found=cut(zone), hint="")
                return None
        minute = clocks.minute(f"{date}T{time[:5]}") if len(date) == 10 else None
        if minute is None:
            said = N_("`{found}` is not a moment; write it like `2012-10-17T10:00:00+02:00`")
            node.say(said, found=cut(f"{date} {time}"))
        return minute

    def _named(self, name: str, node: Node, things: dict[str, Thing]) -> str:
        if name and name not in things:
            things[name] = Thing(name, _seen(node))
        return name

    def _people(self, node: Node) -> list[str]:
        """The keys of who presents: their ids or addresses where they have any, else their names."""
        found: dict[str, None] = {}
        for kind in _PEOPLE:
            for person in node.at(kind).maps() if node.has(kind) else ():
                keys = ("first_name", "last_name") if person.has("last_name") else ("firstName", "familyName")
                parts = [person.at(key).text() for key in keys]
                name = " ".join(filter(None, parts)) or person.at("fullName").text() or person.at("name").text()
                key = person.at("emailHash").name() or person.at("id").name() or name
                key = name if person.at("emailHash").data is None and name else key
                if key.strip():
                    self.of.persons.setdefault(key, Thing(" ".join((name or key).split())[:2000], _seen(person)))
                    found[key] = None
        return list(found)

    def _keep(self, node: Node, title: str, why: Words) -> None:
        self.of.kept.append(Kept((Line(title or node.path, Place(path=node.path), whole=True),), why))


def _kind(node: Node) -> str:
    return node.at("entryType").text() or {"BreakTimeSchEntry": "Break"}.get(node.at("_type").text(), "")


def _room(node: Node) -> str:
    """Its room; `roomFullname` is longer and names the building too."""
    return _line(node.at("room")) or _line(node.at("roomFullname"))


def _line(node: Node) -> str:
    return " ".join(node.text().split())[:2000]


def _seen(node: Node) -> Evidence:
    return Evidence((Place(path=node.path),))
