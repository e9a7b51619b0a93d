"""The schedule of frab, pentabarf and their kin: what its XML and its JSON have in common.

Between `frab_xml`, `frab_json`, which take the values out of a file, and `conference`. What is wrong with a value is
told where it stands; what a conference can have and a programme cannot (events that were cancelled, that last nothing
or more than a day) is kept and listed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from session_planner.sources.draft import Draft
from session_planner.sources.evidence import NOWHERE, UNSAID, Evidence, Place
from session_planner.sources.facts import Kept
from session_planner.sources.paper import Line
from session_planner.sources.systems import ours
from session_planner.sources.systems.clock import LONGEST, Clocks, date_of, minutes_of, zone_of
from session_planner.sources.systems.conference import draft_of
from session_planner.sources.systems.timetable import LONGEST_TITLE, Conference, Event, Thing, in_languages
from session_planner.sources.systems.wrong import Wrong, cut, refused
from session_planner.words import LANGUAGES, N_, say, text

_CANCELLED = re.compile(r"\W*(cancel+ed|abgesagt|annulée?|cancelad[oa]|отмен[её]н|已取消|ملغ)", re.I)
_NO_ROOM = frozenset(text("Room to be announced", lang).casefold() for lang in LANGUAGES)
_NO_NAME = frozenset("\n\t[]{}")
At = Callable[[int, str], tuple[str, int]]
"""Path and line of a field of the event of a number (-1: of the schedule)."""


@dataclass(slots=True)
class RawEvent:
    """An event as a file has it: texts by the names of the format, persons as (id, name), and where it stands."""

    day: int
    room: str
    fields: dict[str, str] = field(default_factory=dict)
    persons: list[tuple[str, str]] = field(default_factory=list)
    seen: Evidence = UNSAID


@dataclass(slots=True)
class RawSchedule:
    """A schedule as a file has it. `days` are dates as they are written; `rooms` those named beside events."""

    file: str
    head: dict[str, str]
    days: list[str]
    events: list[RawEvent]
    rooms: dict[str, Thing]
    head_place: Place = NOWHERE
    tracks: tuple[str, ...] = ()
    """The names of tracks that are listed by themselves."""


def frab_draft(raw: RawSchedule, timezone: str | None, wrong: Wrong, at: At) -> Draft:
    """The draft of a schedule. Raises InputError with all that is wrong with it."""
    return draft_of(_Reading(raw, timezone, wrong, at).conference())


class _Reading:
    def __init__(self, raw: RawSchedule, timezone: str | None, wrong: Wrong, at: At) -> None:
        self.raw, self.wrong, self.at = raw, wrong, at
        moment = next((event.fields["date"] for event in raw.events if len(event.fields.get("date", "")) > 10), "")
        zone = zone_of(raw.head.get("time_zone_name", ""), timezone, moment, raw.head_place)
        self.clocks = Clocks(zone[0])
        languages = {event.fields.get("language", "") for event in raw.events} - {""}
        self.only = next(iter(languages)) if len(languages) == 1 else "" if languages else "und"
        title, link = raw.head.get("title", ""), raw.head.get("url") or raw.head.get("base_url") or ""
        link = link if re.fullmatch(r"https?://[^\s\x00-\x20]{1,500}", link) else ""
        self.of = Conference(raw.file, _line(title), self.clocks, zone, raw.head_place, link, self.only)
        rooms = {_line(name)[:LONGEST_TITLE]: thing for name, thing in raw.rooms.items()}
        self.of.rooms = {name: thing for name, thing in rooms.items() if name and name.casefold() not in _NO_ROOM}
        self.change = self._day_change()
        self.dates = [self._date(number, day) for number, day in enumerate(raw.days)]
        self.of.dates = [date for date in self.dates if date]
        self._starts: dict[tuple[int, str, str], int | None] = {}
        self._durations: dict[str, int | None] = {}
        self._numbers: dict[str, int] = {}
        self._guids: dict[str, int] = {}
        self.of.exact = raw.head.get("generator") == ours.GENERATOR
        self.known = set(raw.tracks)
        if self.of.exact:
            self.known |= {get("track", "") for get in (one.fields.get for one in raw.events) if not _is_joint(get)}

    def conference(self) -> Conference:
        of = self.of
        of.parts = len(self.raw.events)
        for index, raw in enumerate(self.raw.events):
            event = self._event(index, raw)
            if event is not None:
                of.events.append(self._ours(event, raw) if of.exact else event)
        self.wrong.tell()
        ours.complete(of)
        if not of.events:
            raise refused(self.raw.file, N_("there is no event in it that could be held"))
        return of

    # -- days ----------------------------------------------------------------------------------------------------------

    def _day_change(self) -> str:
        """The clock at which a day of the schedule begins; events before it belong to the day before."""
        said = self.raw.head.get("day_change", "")
        return said[:5] if re.fullmatch(r"\d\d:\d\d(:\d\d)?", said) else ""

    def _date(self, number: int, said: str) -> dt.date | None:
        date = date_of(said)
        if date is None:
            path, line = self.at(-1, f"day[{number + 1}]")
            self.wrong.add(path, N_("`{found}` is not a date; write it like `2012-10-17`"), line, found=cut(said))
        return date

    # -- an event ------------------------------------------------------------------------------------------------------

    def _event(self, index: int, raw: RawEvent) -> Event | None:
        """The event, if it can be held and nothing is wrong with it."""
        before = self.wrong.count
        get = raw.fields.get
        number = self._number(index, raw)
        title = " ".join(get("title", "").split())
        if len(title) > LONGEST_TITLE:
            message = N_("a title of {length} characters; at most {most} are taken")
            self._say(index, "title", message, length=len(title), most=LONGEST_TITLE)
        minutes = self._durations.get(get("duration", "")) or self._minutes(index, get("duration", ""))
        start = self._start(index, raw)
        if minutes is None or start is None or self.wrong.count > before:
            return None
        if not 0 < minutes <= LONGEST or _CANCELLED.match(title):
            self._keep(title or number, minutes, raw)
            return None
        track = "" if self.of.exact else self._track(get("track", ""), raw.seen)
        room = self._room(get("room") or raw.room, raw.seen)
        titled = in_languages(title, get("language", "").lower()[:2], self.only) if title and not self.only else title
        return Event(number, titled, minutes, start, room, track, self._persons(raw), raw.seen)

    def _keep(self, title: str, minutes: int, raw: RawEvent) -> None:
        """Keeps an event apart that cannot be held."""
        if minutes == 0:
            why = say(N_("an event that lasts no time"))
        elif minutes > LONGEST:
            why = say(N_("an event of more than a day, which no sitting can hold"))
        else:
            why = say(N_("an event that is cancelled"))
        self.of.kept.append(Kept((Line(title, next(iter(raw.seen.places), NOWHERE), whole=True),), why))

    def _number(self, index: int, raw: RawEvent) -> str:
        """A number that stays: the event's id, else its guid or slug. The same id again is another slot of a talk."""
        get = raw.fields.get
        guid = get("guid", "")
        said = get("id") or guid or get("slug") or str(index + 1)
        if len(said) > 100 or not _NO_NAME.isdisjoint(said):
            self._say(index, "id", N_("`{found}` cannot be the number of an event"), found=cut(said))
        if guid:
            self._once(index, "guid", guid, self._guids)
        count = self._numbers.get(said, 0) + 1
        self._numbers[said] = count
        if count > 1 and not guid:
            self._say(index, "id", N_("the id `{found}` stands here twice"), found=cut(said))
        return said if count == 1 else f"{said}-{count}"

    def _once(self, index: int, name: str, value: str, seen: dict[str, int]) -> None:
        first = seen.setdefault(value, index)
        if first != index:
            said = N_("`{name}` {found} stands here twice, first at {first}")
            path, line = self.at(first, "")
            self._say(index, name, said, name=name, found=cut(value), first=f"line {line}" if line else path)

    def _minutes(self, index: int, said: str) -> int | None:
        if said not in self._durations:
            self._durations[said] = minutes_of(said.strip())
        minutes = self._durations[said]
        if minutes is None:
            self._say(index, "duration", N_("`{found}` is not a duration; it is written like `00:25`"), found=cut(said))
        return minutes

    def _start(self, index: int, raw: RawEvent) -> int | None:
        key = raw.day, raw.fields.get("date", ""), raw.fields.get("start", "")
        if key not in self._starts:
            self._starts[key] = self._begins(*key)
        start = self._starts[key]
        if start is None and (raw.day < 0 or self.dates[raw.day] is not None):
            name, found = ("date", key[1]) if len(key[1]) > 10 else ("start", key[2])
            self._say(index, name, N_("`{found}` is not a time at which an event can begin"), found=cut(found))
        return start

    def _begins(self, day: int, date: str, clock: str) -> int | None:
        """When an event begins: by its own date where it has one, else by its day and clock."""
        if len(date) > 10:
            return self.clocks.minute(date)
        on = date_of(date) if date else self.dates[day] if day >= 0 else None
        if on is None or not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d(:00)?", clock):
            return None
        clock = clock.zfill(5)[:5] if len(clock) < 6 else clock[:-3].zfill(5)
        if not date and self.change and clock < self.change:
            on += dt.timedelta(1)
        return self.clocks.minute(f"{on}T{clock}")

    def _say(self, index: int, name: str, message: str, /, **fields: Any) -> None:
        path, line = self.at(index, name)
        self.wrong.add(path, message, line, **fields)

    # -- what it belongs to --------------------------------------------------------------------------------------------

    def _track(self, said: str, seen: Evidence) -> str:
        if said in self.of.tracks:
            return said
        name = _line(said)[:LONGEST_TITLE]
        if name and name not in self.of.tracks:
            self.of.tracks[name] = Thing(name, seen)
        return name

    def _room(self, said: str, seen: Evidence) -> str:
        if said in self.of.rooms:
            return said
        name = _line(said)[:LONGEST_TITLE]
        if name.casefold() in _NO_ROOM:
            return ""
        if name and name not in self.of.rooms:
            self.of.rooms[name] = Thing(name, seen)
        return name

    # -- what only our own schedules say -------------------------------------------------------------------------------

    def _ours(self, event: Event, raw: RawEvent) -> Event:
        """An event of our own with the body, the item and the part that it is."""
        get = raw.fields.get
        title, told = " ".join(get("title", "").split()), ours.told_by(get("slug", ""))
        said, part = told or ("", 1)
        event.part = part
        if part > 1:
            title = ours.uncontinued(title)
        bodies = self._bodies_of(get("track", ""), get("subtitle", ""), raw.seen, joint=_is_joint(get))
        event.track = bodies[0] if bodies else ""
        session = get("abstract", "") or title
        joint = ours.joint_of(said, itemless=session == title) if len(bodies) > 1 else None
        if joint is not None:
            event.joint, event.bodies = joint[0], bodies
            event.number = joint[1] or (event.number if session != title else "")
            self.of.joints.setdefault(joint[0], Thing(self._joint_title(session, title), raw.seen))
        else:
            number, title = ours.numbered(title, lambda slug: said == slug or said.endswith(f"-{slug}"))
            event.number = number or event.number
        language = get("language", "").lower()[:2]
        event.title = in_languages(title, language, self.only) if title and not self.only else title
        return event

    def _joint_title(self, session: str, title: str) -> str:
        """That of the session, of which its documents are told in the same line; without one the item's."""
        for lang in LANGUAGES:
            before, mark = text(N_("Documents: {symbols}"), lang, symbols="\0").partition("\0")[:2]
            at = session.find(before) if mark else -1
            if at >= 0:
                session = session[:at].rstrip(" ;؛；")
        return session or title

    def _bodies_of(self, track: str, subtitle: str, seen: Evidence, *, joint: bool) -> tuple[str, ...]:
        """The keys of the bodies: their short names; their titles stand in the subtitle, in the same order."""
        names = ours.several(track, self.known, ours.count_of(subtitle)) if joint else ()
        names = names or (track,)
        titles = (subtitle,) if len(names) == 1 else ours.several(subtitle, (), len(names))
        for at, short in enumerate(names):
            title = titles[at] if len(titles) == len(names) and titles[at] else short
            thing = self.of.tracks.setdefault(short, Thing(title, seen, short=short))
            if not joint:
                thing.name = title
        return names

    def _persons(self, raw: RawEvent) -> list[str]:
        """The keys of its persons, each once: their ids, else their names."""
        persons, found = self.of.persons, list[str]()
        for number, name in raw.persons:
            key = number or name
            if key not in persons:
                if not key.strip():
                    continue
                persons[key] = Thing(_line(name or number)[:LONGEST_TITLE], raw.seen)
            if key not in found:
                found.append(key)
        return found


def _is_joint(get: Callable[[str, str], str]) -> bool:
    """Whether the slug of an event of our own is that of a joint session."""
    told = ours.told_by(get("slug", ""))
    return told is not None and told[0].startswith("joint-")


def _line(said: str) -> str:
    """A text on one line."""
    return " ".join(said.split())
