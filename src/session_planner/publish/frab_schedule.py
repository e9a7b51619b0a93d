"""A programme in the terms of conference apps: days, rooms, talks, with numbers and names that stay.

Under `publish/frab.py`, which writes it down. An entry is one of the calendar's (see `releases.entries`), so that its
`guid` and `id` stay when it moves, and a joint session stands there once.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from session_planner import words
from session_planner.programme.filter import Filter
from session_planner.programme.model import Programme, Segment
from session_planner.programme.people import People
from session_planner.programme.sittings import bodies_in_order, slot_of
from session_planner.publish import dates
from session_planner.publish.colours import COLOURS, colours
from session_planner.publish.titles import Titles, Told
from session_planner.releases.entries import Entry, entries, scenario_id, uid
from session_planner.releases.ledger import Ledger
from session_planner.scenario.model import Document, Scenario
from session_planner.scenario.outline import outline

# What no XML document may hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Apps keep numbers in 32 bits.
MOST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Talk:
    """An entry as apps show it. `date` is the day that it is listed on: after midnight, still that of its sitting."""

    guid: uuid.UUID
    id: int
    slug: str
    date: dt.date
    start: dt.datetime
    minutes: int
    room: str
    title: Told
    subtitle: str
    track: str
    abstract: str
    description: str
    persons: tuple[tuple[int, str], ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day from one change of days to the next, and its entries by room."""

    index: int
    date: dt.date
    begins: dt.datetime
    ends: dt.datetime
    rooms: dict[str, list[Talk]]


class Schedule:
    """A programme in one language, in the terms of the format."""

    def __init__(
        self, programme: Programme, scenario: Scenario, lang: str, keep: Filter, ledger: Ledger | None
    ) -> None:
        self.scenario, self.lang, self.ledger = scenario, lang, ledger
        self.id = scenario_id(programme, scenario)
        self.outline, self.titles, self.people = outline(scenario), Titles(scenario, lang), People(scenario)
        self.zone = ZoneInfo(scenario.timezone)
        whole = entries(programme, scenario)
        self.numbers = numbers_of(entry.uid for entry in whole)
        kept = {id(segment) for segment in keep.kept(programme, scenario)}
        self.entries = tuple(entry for entry in whole if any(id(segment) in kept for segment in entry.behind))

    @property
    def title(self) -> str:
        return _clean(self.titles.of(self.scenario.title).text)

    @property
    def page(self) -> str:
        """The address of the session's page on the web; nothing if there is none."""
        return _web(self.scenario.link)

    @cached_property
    def acronym(self) -> str:
        """Made from the scenario's id; the schema asks for at least four small letters, figures and underlines."""
        made = re.sub("[^a-z0-9]+", "_", self.id.lower()).strip("_")
        if not re.search("[a-z]", made):
            return f"session_{_digest(self.id)}"
        return made if len(made.replace("_", "")) >= 4 else f"{made}_{min(self.outline.dates).year}"

    @cached_property
    def version(self) -> str:
        """The number of the release; without one, a digest of what is in the schedule."""
        if self.ledger and self.ledger.times:
            return str(max(self.ledger.times))
        return _digest([[e.uid, e.start.isoformat(), e.end.isoformat(), e.segments[0].room] for e in self.entries])

    @cached_property
    def change(self) -> dt.time:
        """When a day begins: at midnight; where a sitting goes on after it, when the earliest sitting begins."""
        if not any(
            self._date(entry) < self._local(entry.end - dt.timedelta.resolution).date() for entry in self.entries
        ):
            return dt.time()
        begins = [self._local(slot.begins).time() for slots in self.outline.slots.values() for slot in slots]
        alone = [
            self._local(one.start).time() for one in self.entries if slot_of(one.segments[0], self.outline) is None
        ]
        return min(begins + alone)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The session's days, and others on which something is held."""
        talks = [self._talk(entry) for entry in self.entries]
        found = sorted({*self.outline.dates, *(talk.date for talk in talks)})
        made = []
        for index, date in enumerate(found, 1):
            rooms: dict[str, list[Talk]] = {}
            for talk in sorted((one for one in talks if one.date == date), key=self._place):
                rooms.setdefault(talk.room, []).append(talk)
            made.append(Day(index, date, self._begins(date), self._begins(date + dt.timedelta(1)), rooms))
        return tuple(made)

    @cached_property
    def rooms(self) -> dict[str | None, str]:
        """The name of each room, once each: an id beside it tells rooms of one title apart."""
        ids = [*self.outline.rooms, *(entry.segments[0].room for entry in self.entries)]
        told = {room: _clean(self.titles.room(room).text) for room in ids if room}
        titles = list(told.values())
        names: dict[str | None, str] = {
            room: name if titles.count(name) == 1 else f"{name} ({room})" for room, name in told.items()
        }
        return names | {None: words.text("Room to be announced", self.lang)}

    def _begins(self, date: dt.date) -> dt.datetime:
        return dt.datetime.combine(date, self.change, self.zone)

    def _place(self, talk: Talk) -> tuple[int, float, str]:
        return list(self.rooms.values()).index(talk.room), talk.start.timestamp(), talk.slug

    def _local(self, moment: dt.datetime) -> dt.datetime:
        return moment.astimezone(self.zone)

    def _date(self, entry: Entry) -> dt.date:
        slot = slot_of(entry.segments[0], self.outline)
        return slot.date if slot else self._local(entry.start).date()

    def _talk(self, entry: Entry) -> Talk:
        one, guid = entry.segments[0], guid_of(entry.uid)
        number = self.numbers[entry.uid]
        bodies = bodies_in_order({body for one in entry.behind for body in one.bodies or (one.body,)}, self.outline)
        return Talk(
            guid=guid,
            id=number,
            slug=self._slug(entry.uid, number, guid),
            date=self._date(entry),
            start=self._local(entry.start),
            minutes=int(entry.end.timestamp() - entry.start.timestamp()) // 60,
            room=self.rooms[one.room or None],
            title=self._title(one, label=len(bodies) == 1),
            subtitle=self._list(self.titles.body(body) for body in bodies),
            track=self._list(self.titles.short(body) for body in bodies),
            abstract=self._abstract(entry),
            description=_clean("\n".join(self._document(document) for document in self._documents(entry))),
            persons=self._persons(entry.behind),
            links=self._links(entry),
        )

    def _slug(self, name: str, number: int, guid: uuid.UUID) -> str:
        """Of the form that the schema asks for: acronym, at most six figures, words; unlike any other by the guid."""
        what = name.removesuffix("@session-planner").partition("/")[2].lower()
        said = re.sub("[^a-z0-9]+", "-", what).strip("-")
        acronym = self.acronym.replace("_", "")
        return "-".join(filter(None, (acronym, str(number % 1_000_000), said, guid.hex[:8])))

    def _title(self, one: Segment, *, label: bool) -> Told:
        """As in a calendar; without its number where several bodies have one each."""
        title = self.titles.segment(one)
        if one.joint and not title.text:
            title = self.titles.joint(one.joint)
        number = dates.label(one.item, self.lang) if one.item and label else ""
        again = words.text("(continued)", self.lang) if one.part > 1 else ""
        return Told(_clean(" ".join(filter(None, (number, title.text, again)))), title.lang)

    def _list(self, told: Iterable[Told]) -> str:
        return _clean(words.comma(self.lang).join(map(str, told)))

    def _abstract(self, entry: Entry) -> str:
        """In a line: what joint session it belongs to, and the symbols of the documents."""
        joint = self.outline.joints.get(entry.segments[0].joint or "")
        session = str(self.titles.of(joint.title)) if joint and joint.title else ""
        symbols = [document.name for document in self._documents(entry) if document.name]
        listed = words.text("Documents: {symbols}", self.lang, symbols=symbols) if symbols else ""
        return _clean(words.semicolon(self.lang).join(filter(None, (session, listed))))

    def _documents(self, entry: Entry) -> tuple[Document, ...]:
        """The documents of what is taken up, in a joint session by any of its bodies; each once."""
        found = [document for one in entry.behind for document in self.outline.documents_of.get(one.ref, ())]
        return tuple({id(document): document for document in found}.values())

    def _document(self, document: Document) -> str:
        title = self.titles.of(document.title).text if document.title else ""
        return " ".join(filter(None, (document.name, title)))

    def _links(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        linked = ((_web(document.link), document) for document in self._documents(entry))
        return tuple((link, _clean(self._document(document))) for link, document in linked if link)

    def _persons(self, segments: Iterable[Segment]) -> tuple[tuple[int, str], ...]:
        serving = set(self.people.officers(segments))
        return tuple(
            (number, _clean(f"{name} ({role})" if role else name))
            for who, number, name, role in self._officers
            if who in serving
        )

    @cached_property
    def _officers(self) -> tuple[tuple[str, int, str, str | None], ...]:
        names = {one.id: uid(self.id, f"officer:{one.id}") for one in self.scenario.officers}
        numbers = numbers_of(names.values())
        return tuple(
            (one.id, numbers[names[one.id]], self.titles.of(one.called).text, one.role)
            for one in self.scenario.officers
        )

    def tracks(self) -> list[dict[str, str]]:
        """Every body, in its colour."""
        chosen = colours(self.scenario)
        return [
            {"name": _clean(self.titles.short(body.id).text), "color": COLOURS[chosen[body.id]]}
            for body in self.scenario.bodies
        ]


def guid_of(name: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, name)


def numbers_of(names: Iterable[str]) -> dict[str, int]:
    """A number for each name that stays with it; where two would share one, the later in the alphabet goes on."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    for name in sorted(names):
        number = guid_of(name).int % MOST + 1
        while number in taken:
            number = number % MOST + 1
        taken.add(number)
        found[name] = number
    return found


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:8]


def _web(link: str | None) -> str:
    """A link where it leads to the web; nothing for all else."""
    return link if link and re.fullmatch(r"https?://[^\s\x00-\x20]+", link) else ""


def _clean(text: str) -> str:
    return _FORBIDDEN.sub(" ", text)
