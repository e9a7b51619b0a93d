"""iCalendar and jCal of any producer as a conference: events, their rooms, bodies and people.

A format of `systems`. Categories become bodies, else the calendar itself is one; places become rooms, who organizes
or must attend, people. Our own calendars say what they stand for in X-SESSION-PLANNER properties.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from session_planner.programme.components import (
    calendars_of,
    called,
    categories,
    is_calendar,
    is_cancelled,
    said_in,
    zone_named,
)
from session_planner.programme.recurring import expanded
from session_planner.sources.draft import Draft
from session_planner.sources.evidence import Evidence, Place, seen
from session_planner.sources.facts import Kept
from session_planner.sources.paper import Line
from session_planner.sources.reading import Options
from session_planner.sources.systems import ours
from session_planner.sources.systems.clock import LONGEST, Clocks, zone_of
from session_planner.sources.systems.conference import draft_of
from session_planner.sources.systems.timetable import LONGEST_TITLE, Conference, Event, Thing
from session_planner.sources.systems.wrong import Wrong, refused
from session_planner.words import N_, Words, say

MOST_EVENTS = 10_000
MOST_PEOPLE = 20_000
_OURS = "X-SESSION-PLANNER-"
_ADDRESS = re.compile(r"\s*[a-z][a-z0-9+.-]*://\S+\s*", re.I)
_NO_PERSON = ("ROOM", "RESOURCE", "GROUP")
_NOT_THERE = ("NON-PARTICIPANT", "OPT-PARTICIPANT")


def recognise(data: bytes, file: str) -> bool:
    """Whether a file is a calendar."""
    del file
    return is_calendar(data)


def read(data: bytes, file: str, options: Options) -> Draft:
    """The draft of what is in a calendar. Raises InputError with what is wrong, by the UIDs of the events."""
    return draft_of(_Reading(data, file, options.timezone).conference())


class _Reading:
    def __init__(self, data: bytes, file: str, timezone: str | None) -> None:
        self.file, self.wrong = file, Wrong(file)
        self.calendars = calendars_of(file, data)
        self.events: list[tuple[Any, Any]] = []
        for calendar in self.calendars:
            found = expanded(file, calendar, None, lenient=timezone is not None)
            self.wrong.mistakes += found.mistakes
            self.events += [(calendar, event) for event in found.events]
        self.wrong.tell()
        zone = zone_of(self._zone(), timezone, "", Place())
        title = next(filter(None, map(_name, self.calendars)), "") or PurePath(file).stem
        self.of = Conference(file, title[:LONGEST_TITLE], Clocks(zone[0]), zone)
        self.persons_of: dict[str, list[Event]] = {}
        self.numbers = Counter[str]()
        self.names: dict[str, tuple[str, str]] = {}
        """By the id of a body in our own events: its short name and its title."""

    def _zone(self) -> str:
        """The zone that the calendar names, else the one that most of its events are in."""
        named = next((zone for one in self.calendars if (zone := zone_named(said_in(one, "X-WR-TIMEZONE")))), "")
        if named:
            return named
        count = Counter[str]()
        for _calendar, event in self.events:
            value = event.get("DTSTART")
            said = getattr(value, "params", {}).get("TZID") or getattr(getattr(value, "dt", None), "tzinfo", None)
            if said and (zone := zone_named(str(said))):
                count[zone] += 1
        if list(count) != ["UTC"]:
            count.pop("UTC", None)
        return count.most_common(1)[0][0] if count else ""

    def conference(self) -> Conference:
        """Everything, in order of time."""
        of = self.of
        of.parts = len(self.events)
        if of.parts > MOST_EVENTS:
            raise refused(self.file, N_("the calendar has more than {most} events"), most=MOST_EVENTS)
        timed = []
        for calendar, event in self.events:
            times = self._times(calendar, event)
            if times is not None:
                timed.append((times, calendar, event))
        self.wrong.tell()
        self._own_names()
        for times, calendar, event in sorted(timed, key=lambda one: one[0]):
            of.events.append(self._event(times, calendar, event))
        if not of.events:
            raise refused(self.file, N_("there is no event in it that could be held"))
        self._without_offices()
        if self.of.exact:
            ours.complete(of)
        return of

    # -- when ----------------------------------------------------------------------------------------------------------

    def _times(self, calendar: Any, event: Any) -> tuple[int, int] | None:
        """Start and end in minutes since 1970 UTC; None for an event that is kept apart or wrong."""
        try:
            start, end = event.start, event.end
        except Exception as error:  # icalendar has an error of its own for each way in which times can be missing
            message = N_("event “{title}” has no start or end: {reason}")
            self.wrong.add(said_in(event, "UID")[:120], message, title=called(event), reason=str(error)[:200])
            return None
        why = self._apart(calendar, event, start, end)
        first, last = (None, None) if why else (self._minute(start), self._minute(end))
        if why is None and (first is None or last is None):
            why = say(N_("an event that does not begin and end on a minute of these centuries"))
        elif first is not None and last is not None and last < first:
            self.wrong.add(said_in(event, "UID")[:120], N_("the end is not after the start"))
            return None
        elif first is not None and last is not None and not 0 < last - first <= LONGEST:
            short, long = (
                N_("an event that lasts no time"),
                N_("an event of more than a day, which no sitting can hold"),
            )
            why = say(short if last == first else long)
        if why is not None:
            self._keep(event, why)
        return (first, last) if why is None and first is not None and last is not None else None

    def _apart(self, calendar: Any, event: Any, start: Any, end: Any) -> Words | None:
        """Why an event cannot be held, by what it says beside its hours."""
        if is_cancelled(event) or said_in(calendar, "METHOD").upper() == "CANCEL":
            return say(N_("an event that is cancelled"))
        if not isinstance(start, dt.datetime) or not isinstance(end, dt.datetime):
            return say(N_("an event of whole days, which has no hours"))
        return None

    def _minute(self, moment: dt.datetime) -> int | None:
        return self.of.clocks.minute(moment.replace(tzinfo=_fixed(moment)).isoformat())

    def _keep(self, event: Any, why: Words) -> None:
        self.of.kept.append(Kept((Line(_line(called(event)), _place(event), whole=True),), why))

    # -- what ----------------------------------------------------------------------------------------------------------

    def _event(self, times: tuple[int, int], calendar: Any, event: Any) -> Event:
        title = _line(said_in(event, "SUMMARY"))
        body = self._body(calendar, event)
        seen_in = seen(title, [_place(event)])
        made = Event("", title, times[1] - times[0], times[0], self._room(event), body, [], seen_in)
        if not said_in(event, f"{_OURS}BODY"):
            made.number = self._number(body)
        else:
            self._ours(made, event)
        made.persons = self._persons(event, made)
        return made

    def _ours(self, made: Event, event: Any) -> None:
        """Item, part and joint session of an entry of our own, and its title without what stands around it."""
        item, part, joint = (said_in(event, _OURS + name)[:90] for name in ("ITEM", "PART", "JOINT"))
        title = _line(ours.before_colon(said_in(event, "SUMMARY"), categories(event)))
        if part.isdecimal() and len(part) < 6:
            made.part = max(1, int(part))
        if made.part > 1:
            title = ours.uncontinued(title)
        names = [_line(one) for one in categories(event)]
        if joint and len(names) > 1:
            made.joint, made.bodies = joint, self._bodies_of(made.track, names, event)
            lines = said_in(event, "DESCRIPTION").splitlines()
            session = _line(lines[len(names)]) if len(lines) > len(names) else title
            self.of.joints.setdefault(joint, Thing(session, made.seen))
        if item and not set(item) & set("\n\t[]{}"):
            made.number, slug = item, ours.slug_of(item)
            title = ours.numbered(title, lambda found: found == slug)[1] if len(names) < 2 else title
        elif not joint:
            made.number = self._number(made.track)
        made.title = title

    def _own_names(self) -> None:
        """The names of bodies in our own events, by their ids: their short names are categories, titles come first."""
        for _calendar, event in self.events:
            own, names = said_in(event, f"{_OURS}BODY")[:LONGEST_TITLE], categories(event)
            if own:
                self.of.exact = True
            if own and len(names) == 1 and own not in self.names:
                lines = said_in(event, "DESCRIPTION").splitlines()
                self.names[own] = _line(names[0]), _line(lines[0] if lines else names[0])

    def _bodies_of(self, host: str, names: list[str], event: Any) -> tuple[str, ...]:
        """The keys of the bodies of a joint session: their ids where they are known, else their names."""
        by_name = {short: own for own, (short, _title) in self.names.items()}
        found = [by_name.get(name, name) for name in names]
        if host not in found:
            unknown = [name for name in found if name not in self.names]
            found = [host if unknown and name == unknown[0] else name for name in found]
        lines = said_in(event, "DESCRIPTION").splitlines()
        for at, key in enumerate(found):
            title = _line(lines[at]) if len(lines) > at else names[at]
            short, title = self.names.get(key, (names[at], title))
            thing = self.of.tracks.setdefault(key, Thing(title, Evidence((_place(event),), names[at])))
            thing.name, thing.short = title, short
        return tuple(dict.fromkeys(found))

    def _number(self, body: str) -> str:
        """A count for each body; of our own entries of whole sittings too."""
        self.numbers[body] += 1
        return str(self.numbers[body])

    def _body(self, calendar: Any, event: Any) -> str:
        """The key of its body: by our own property, by its first category, by the name of its calendar."""
        own = said_in(event, f"{_OURS}BODY")[:LONGEST_TITLE]
        name = own or next((_line(one) for one in categories(event) if one.strip()), "")
        if not name and len(self.calendars) > 1:
            name = _name(calendar)
        if name and name not in self.of.tracks:
            short, title = self.names.get(own, (name, name))
            self.of.tracks[name] = Thing(title, Evidence((_place(event),), name), short=short if own else "")
        return name

    def _room(self, event: Any) -> str:
        """The key of its room: its place, else the room that is invited; an address of the web is none."""
        said = _line(_ADDRESS.sub(" ", said_in(event, "LOCATION")))
        own = said_in(event, f"{_OURS}ROOM")[:LONGEST_TITLE] if said_in(event, f"{_OURS}BODY") else ""
        if own:
            self.of.rooms.setdefault(own, Thing(said or own, Evidence((_place(event),), said)))
            return own
        if not said:
            rooms = [one for one in _invited(event, "ATTENDEE") if one.params.get("CUTYPE", "").upper() == "ROOM"]
            said = _line(str(rooms[0].params.get("CN", ""))) if rooms else ""
        if said and said not in self.of.rooms:
            self.of.rooms[said] = Thing(said, Evidence((_place(event),), said))
        return said

    def _persons(self, event: Any, made: Event) -> list[str]:
        """The keys of who must be there: their addresses."""
        found: dict[str, None] = {}
        for name in ("ATTENDEE", "ORGANIZER"):
            for one in _invited(event, name):
                said = {key: str(one.params.get(key, "")).upper() for key in ("CUTYPE", "ROLE", "PARTSTAT")}
                key = re.sub("^mailto:", "", str(one), flags=re.I).strip().lower()
                away = said["CUTYPE"] in _NO_PERSON or said["ROLE"] in _NOT_THERE or said["PARTSTAT"] == "DECLINED"
                if key and not away and not (name == "ORGANIZER" and said_in(event, f"{_OURS}BODY")):
                    name_said = _line(str(one.params.get("CN", ""))) or key
                    if len(self.of.persons) > MOST_PEOPLE:
                        raise refused(self.file, N_("the calendar invites more than {most} people"), most=MOST_PEOPLE)
                    self.of.persons.setdefault(key, Thing(name_said[:LONGEST_TITLE], Evidence((_place(event),), key)))
                    if name == "ORGANIZER" and key not in found:
                        self.persons_of.setdefault(key, []).append(made)
                    found[key] = None
        return list(found)

    def _without_offices(self) -> None:
        """Who organizes two events at one time is an office, and need not be in either."""
        for key, events in self.persons_of.items():
            ordered = sorted(events, key=lambda one: one.start or 0)
            if any((later.start or 0) < one.end for one, later in pairwise(ordered)):
                for event in events:
                    event.persons.remove(key)
                self.of.notes.append(say(N_("{name} organizes events at the same time, and is not taken for a person "
                                            "who must be there"), name=str(self.of.persons[key].name)))  # fmt: skip


def _invited(event: Any, name: str) -> Iterable[Any]:
    found = event.get(name) or []
    return [one for one in (found if isinstance(found, list) else [found]) if hasattr(one, "params")]


def _fixed(moment: dt.datetime) -> dt.tzinfo | None:
    """The offset of a moment, as a zone whose moments can be written."""
    offset = moment.utcoffset()
    return dt.timezone(offset) if offset is not None else None


def _place(event: Any) -> Place:
    return Place(path=_line(said_in(event, "UID"))[:120])


def _name(calendar: Any) -> str:
    return _line(said_in(calendar, "X-WR-CALNAME") or said_in(calendar, "NAME"))


def _line(said: str) -> str:
    """A text on one line, no longer than a title may be."""
    return " ".join(said.split())[:LONGEST_TITLE]
