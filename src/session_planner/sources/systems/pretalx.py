"""pretalx: what its API answers (submissions, rooms, speakers, slots), and the data of its schedule widget.

A format of `systems`. One answer alone is read (a list or a page of submissions, the widget's file), or several put
into one file: `{"event": …, "rooms": …, "speakers": …, "submissions": …, "slots": …, "tracks": …}`, each a list or a
page as the API gives it. Speakers and tracks stand in a submission as objects (old API, `expand=`) or as keys. What
has no slot is an item without a place; availabilities become absences. Submissions that were withdrawn, rejected or
cancelled are kept apart.
"""

from __future__ import annotations

import re
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
from session_planner.sources.systems.timetable import Conference, Event, Stretch, TextData, Thing, chosen, told
from session_planner.sources.systems.wrong import Wrong, cut, refused
from session_planner.words import N_, Words, say

_SUBMISSIONS = ("submissions", "talks")
_GONE = ("rejected", "withdrawn", "canceled", "cancelled", "deleted", "draft")
_USUAL_MINUTES = 30


def recognise(data: bytes, file: str) -> bool:
    """Whether a file looks like pretalx: submissions with codes, speakers and states or slots."""
    del file
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith((b"{", b"[")) or b'"conference"' in data or b'"code"' not in data:
        return False
    return b'"speakers"' in data and any(name in data for name in (b'"submission_type"', b'"talks"', b'"submissions"'))


def read(data: bytes, file: str, options: Options) -> Draft:
    """The draft of what pretalx holds. Raises InputError with all mistakes, each with its path."""
    with without_collection():
        return draft_of(_Reading(parsed(data, file), file, options.timezone).conference())


def _entries(root: Node, *names: str) -> list[Node]:
    """The entries of the first of these lists that there is, a page of the API or a list of its own."""
    node = next((root.at(name) for name in names if root.has(name)), None)
    if node is None:
        return []
    return list((node.at("results") if node.has("results") else node).maps())


class _Reading:
    def __init__(self, document: Any, file: str, timezone: str | None) -> None:
        self.wrong, self.file = Wrong(file), file
        root = Node(document, "", self.wrong)
        alone = isinstance(document, list) or root.has("results")
        self.root = Node({"submissions": document}, "", self.wrong) if alone else root
        self.submissions = _entries(self.root, *_SUBMISSIONS)
        self.slots: dict[str, Node] = {slot.at("id").name(): slot for slot in _entries(self.root, "slots")}
        event = self.root.at("event") if self.root.has("event") else self.root
        title = _text(event.at("name")) or _text(event.at("title"))
        said = event.at("timezone").text()
        zone = zone_of(said, timezone, self._moment(), Place(path=event.path))
        self.clocks = Clocks(zone[0])
        self.of = Conference(file, title, self.clocks, zone, Place(path=event.at("name").path))
        self.of.dates = self._dates(event)
        self.numbers: dict[str, str] = {}

    def _moment(self) -> str:
        """A moment of a slot: its offset tells the zone where nothing else does."""
        for node in (*self.slots.values(), *self.submissions):
            for place in (node, node.at("slot"), *(node.at("slots").each() if node.has("slots") else ())):
                if isinstance(place.data, dict) and isinstance(place.data.get("start"), str):
                    return str(place.data["start"])
        return ""

    def _dates(self, event: Node) -> list[Any]:
        """The days of the event, of which there are few hundred at most."""
        first, last = (
            date_of(event.at(name).text() or event.at(other).text())
            for name, other in (("date_from", "event_start"), ("date_to", "event_end"))
        )
        if first is None or last is None or not 0 <= (last - first).days < 400:
            return []
        return [first + (last - first) / max(1, (last - first).days) * day for day in range((last - first).days + 1)]

    def conference(self) -> Conference:
        """Everything, with all that is wrong told."""
        of = self.of
        for kind, things in (("rooms", of.rooms), ("tracks", of.tracks), ("speakers", of.persons)):
            for node in _entries(self.root, kind):
                things[_key(node)] = self._thing(node)
        of.parts = len(self.submissions)
        for node in self.submissions:
            self._submission(node)
        self.wrong.tell()
        if not of.events:
            raise refused(self.file, N_("there is no event in it that could be held"))
        if not of.dates and all(event.start is None for event in of.events):
            raise refused(self.file, N_("nothing in it has a date: put the answer for the event beside it, as `event`"))
        return of

    # -- rooms, tracks, people -----------------------------------------------------------------------------------------

    def _thing(self, node: Node) -> Thing:
        capacity = node.at("capacity").number()
        name = _text(node.at("name")) or _key(node)
        free = tuple(self._available(node.at("availabilities"))) if node.has("availabilities") else ()
        return Thing(name, _seen(node), capacity if capacity and capacity > 0 else None, free)

    def _available(self, node: Node) -> list[Stretch]:
        found = []
        for one in node.maps():
            start, end = self._minute(one.at("start")), self._minute(one.at("end"))
            if start is not None and end is not None:
                if start < end:
                    found.append((start, end))
                else:
                    one.say(N_("the end is not after the start"))
        return found

    def _minute(self, node: Node) -> int | None:
        said = node.text()
        minute = self.clocks.minute(said) if said else None
        if said and minute is None:
            node.say(N_("`{found}` is not a moment; write it like `2012-10-17T10:00:00+02:00`"), found=cut(said))
        return minute

    def _ref(self, node: Node, things: dict[str, Thing]) -> str:
        """The key of a room, track or person that an entry names: by object, key or name."""
        if isinstance(node.data, dict) and not node.has("en") and (node.has("name") or node.has("code")):
            key = _key(node)
            things.setdefault(key, Thing(_text(node.at("name")) or key, _seen(node)))
            return key
        if isinstance(node.data, int) and not isinstance(node.data, bool):
            key = node.name()
            things.setdefault(key, Thing(key, _seen(node)))
            return key
        name = _text(node)
        known = next((key for key, thing in things.items() if name and name in (key, thing.name, told(thing.name))), "")
        if not known and name:
            known = told(name)
            things.setdefault(known, Thing(name, _seen(node)))
        return known

    # -- submissions ---------------------------------------------------------------------------------------------------

    def _submission(self, node: Node) -> None:
        code = node.at("code").name()
        title, state = _text(node.at("title")), node.at("state").name()
        if node.at("code").data is None:
            self._keep(node, title or "–", say(N_("a break")))  # among the talks of the widget, without a code
            return
        if state in _GONE:
            self._keep(node, title or code, say(N_("a submission that is {state}"), state=state))
            return
        if not re.fullmatch(r"[^\s\[\]{}]{1,100}", code):
            node.at("code").say(N_("`{found}` cannot be the number of an event"), found=cut(code))
            return
        if code in self.numbers:
            said = N_("the code `{found}` stands here twice, first at {first}")
            node.at("code").say(said, found=code, first=self.numbers[code])
            return
        self.numbers[code] = node.path
        track = self._ref(node.at("track"), self.of.tracks)
        speakers = [self._ref(one, self.of.persons) for one in node.at("speakers").each()]
        persons = list(dict.fromkeys(filter(None, speakers)))
        minutes = node.at("duration").number()
        for count, slot in enumerate(self._places(node), 1):
            number = code if count == 1 else f"{code}-{count}"
            self._add(number, title, slot, minutes, track, persons, node)

    def _places(self, node: Node) -> list[Node]:
        """Its slots; those of another version of the schedule stand there without times."""
        if node.has("slots"):
            found = [self.slots.get(one.name(), one) if not isinstance(one.data, dict) else one
                     for one in node.at("slots").each()]  # fmt: skip
            found = [one for one in found if isinstance(one.data, dict)]
            return [one for one in found if one.at("start").data] or found[:1] or [Node(None, node.path, self.wrong)]
        return [node.at("slot") if isinstance(node.at("slot").data, dict) else node]

    def _add(
        self, number: str, title: TextData, slot: Node, minutes: int | None, track: str, persons: list[str], node: Node
    ) -> None:
        start, end = self._minute(slot.at("start")), self._minute(slot.at("end"))
        if start is not None and end is not None:
            minutes = end - start
        elif minutes is None and slot.path != node.path:
            minutes = slot.at("duration").number()
        if minutes is None:
            minutes = _USUAL_MINUTES
            self.of.notes.append(say(N_("{item} has no duration; it is planned for {minutes} min"),
                                     item=number, minutes=str(minutes)))  # fmt: skip
        if minutes < 0:
            slot.at("end").say(N_("the end is not after the start"))
        elif minutes == 0:
            self._keep(node, title or number, say(N_("an event that lasts no time")))
        elif minutes > LONGEST:
            self._keep(node, title or number, say(N_("an event of more than a day, which no sitting can hold")))
        else:
            room = self._ref(slot.at("room_id") if slot.has("room_id") and self._known(slot) else slot.at("room"),
                             self.of.rooms)  # fmt: skip
            self.of.events.append(Event(number, title, minutes, start, room, track, persons, _seen(node)))

    def _known(self, slot: Node) -> bool:
        return slot.at("room_id").name() in self.of.rooms

    def _keep(self, node: Node, title: TextData, why: Words) -> None:
        self.of.kept.append(Kept((Line(told(title), Place(path=node.path), whole=True),), why))


def _key(node: Node) -> str:
    return node.at("id").name() or node.at("code").name() or told(_text(node.at("name")))


def _text(node: Node) -> TextData:
    found = node.texts()
    return chosen(found) if isinstance(found, dict) else " ".join(found.split())[:2000]


def _seen(node: Node) -> Evidence:
    return Evidence((Place(path=node.path),))
