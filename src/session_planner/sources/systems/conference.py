"""A draft scenario from what a conference system holds.

Where the readers of `systems` end. Tracks become bodies, events items, people officers (one must not be in two rooms
at once), and the system's own times the programme that `check` is asked about. Rules about the order of an agenda and
the use of a house, which no conference keeps, are off: what is left to be told are clashes.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from math import gcd
from typing import Any

from session_planner.sources.draft import Draft, Placed
from session_planner.sources.drafting.roles import role_of
from session_planner.sources.evidence import Evidence
from session_planner.sources.systems.sittings import Group, groups_of
from session_planner.sources.systems.timetable import Conference, Event, Stretch, TextData, Thing, held_together, told
from session_planner.words import LANGUAGES, N_, Words, say

_OFF = {
    "agenda-order": N_("talks of a track stand in no order that they must keep"),
    "even-load": N_("a track is held on the days that it was given"),
    "finish-early": N_("a track has no reason to be over early"),
    "release-sittings": N_("a sitting is here what the timetable holds: there is none to give back"),
    "same-room": N_("a track may go from room to room"),
}
"""Rules that say nothing of a conference, and why."""
_USUAL_HOURS = "09:00-18:00"


def draft_of(conference: Conference) -> Draft:
    """The draft of a conference that was read; its mistakes are told before."""
    return _Drafting(conference).draft()


class Ids:
    """Ids for things by their names: short, of small letters and figures, none twice."""

    def __init__(self, fallback: str) -> None:
        self._fallback = fallback
        self._taken = set[str]()
        self._counts: dict[str, int] = {}

    def of(self, name: str) -> str:
        """An id that is not yet taken."""
        made = name.lower().replace(" ", "-")
        if not made.isascii():
            made = unicodedata.normalize("NFKD", made).encode("ascii", "ignore").decode()
        if not made.replace("-", "").isalnum():
            made = re.sub("[^a-z0-9]+", "-", made)
        made = made[:60].strip("-") or self._fallback
        # Counted on from where the last of the same name stood: thousands of one name are no thousand times a thousand.
        free, count = made, self._counts.get(made, 1)
        while free in self._taken:
            count += 1
            free = f"{made}-{count}"
        self._counts[made] = count
        self._taken.add(free)
        return free


class _Drafting:
    def __init__(self, conference: Conference) -> None:
        self.of = conference
        self.clock = conference.clocks.clock
        self.groups = groups_of(conference.events, exact=conference.exact)
        self.evidence: dict[tuple[str | int, ...], Evidence] = {}
        self.open: dict[tuple[str | int, ...], Words] = {}
        self.placed: list[tuple[int, int, Placed]] = []
        rooms, persons = Ids("room"), Ids("person")
        # Keys in our own exports are ids where the format has them, else names.
        exact = conference.exact
        self.rooms = {key: rooms.of(key if exact else told(thing.name)) for key, thing in conference.rooms.items()}
        self.persons = {key: persons.of(told(thing.name)) for key, thing in conference.persons.items()}
        self.serves: dict[str, list[str]] = {key: [] for key in conference.persons}
        joints = Ids("joint")
        self.joints = {key: joints.of(key) for key in conference.joints}
        self.parted = {group.track for group in self.groups if group.room or group.lane}
        self.bodies = self._names()
        self.body_of = {group.track: name for group, name in zip(self.groups, self.bodies, strict=True)}

    def draft(self) -> Draft:
        of = self.of
        data: dict[str, Any] = {"format": 1, "title": of.title or of.file, "timezone": of.zone[0]}
        self._around(data)
        bodies = self._bodies()
        data["grain"] = self._grain()
        data["days"] = self._days()
        data["rooms"] = [self._room(at, key, thing) for at, (key, thing) in enumerate(of.rooms.items())]
        data["bodies"] = bodies
        data["joint_sessions"] = list(self._joints())
        data["officers"] = list(self._officers())
        data["rules"] = self._rules()
        for empty in [key for key in ("rooms", "joint_sessions", "officers") if not data[key]]:
            del data[empty]
        lost = sum(len(one.lines) for one in of.kept)
        programme = tuple(placed for *_, placed in sorted(self.placed))
        return Draft(
            of.file, data, self.evidence, self.open, programme, tuple(of.kept),
            taken=max(0, of.parts - lost), lines=of.parts, notes=of.notes,
        )  # fmt: skip

    def _around(self, data: dict[str, Any]) -> None:
        """What stands at the head of a scenario."""
        of = self.of
        self.evidence["title",] = Evidence((of.title_place,), told(of.title))
        why = of.zone[1]
        if why is None:
            self.open["timezone",] = say(N_("the source names no time zone; its clocks are read as those of this one"))
        else:
            self.evidence["timezone",] = why
        if of.link:
            data["link"] = of.link
        if of.language in LANGUAGES:
            data["languages"] = [of.language]

    def _grain(self) -> int:
        """The largest number of minutes, up to an hour, on which all begins and lasts."""
        starts = [start for group in self.groups for start, _end in group.sittings]
        first, grain = min(starts, default=0), 60
        for event in self.of.events:
            grain = gcd(grain, event.minutes, (event.start or first) - first)
        self.evidence["grain",] = Evidence(inferred=say(N_("all events begin and end on it")))
        return grain

    def _days(self) -> list[dict[str, Any]]:
        held = {self.clock(start).date for group in self.groups for start, _end in group.sittings}
        dates = sorted({*held, *(date.isoformat() for date in self.of.dates)})
        if held or not dates:
            return [{"date": date} for date in dates]
        self.open["days",] = say(N_("the source has no timetable; the hours are a guess"))
        return [{"date": date, "sittings": [_USUAL_HOURS]} for date in dates]

    # -- bodies and what they take up ----------------------------------------------------------------------------------

    def _names(self) -> list[str]:
        """The id of each body."""
        ids, found = Ids("track"), []
        for group in self.groups:
            track = self.of.tracks.get(group.track)
            title = told(track.name if track else self.of.title or self.of.file)
            if self.of.exact and group.track:
                title = group.track
            if group.track in self.parted:
                title = f"{title} {self.rooms[group.room] if group.room else ''}"
            found.append(ids.of(title))
        return found

    def _bodies(self) -> list[dict[str, Any]]:
        return [self._body(at, group, group.track in self.parted) for at, group in enumerate(self.groups)]

    def _body(self, at: int, group: Group, parted: bool) -> dict[str, Any]:
        track = self.of.tracks.get(group.track)
        title = track.name if track else self.of.title or self.of.file
        name = self.bodies[at]
        if parted and group.room:
            title = _joined(title, self.of.rooms[group.room].name)
        body: dict[str, Any] = {"id": name, "title": title}
        if track and track.short and track.short != title:
            body["short"] = track.short
        if track:
            self.evidence["bodies", at] = track.seen
        else:
            self.evidence["bodies", at] = Evidence(inferred=say(N_("events without a track")))
        sittings = self._sittings(group)
        if sittings:
            body["sittings"] = sittings
        body["agenda"] = self._agenda(name, at, group)
        if any(event.start is None for event in group.events) and sittings:
            why = N_("events of this track have no place yet, and its sittings are full: give it more of them")
            self.open["bodies", at, "sittings"] = say(why)
        return body

    def _sittings(self, group: Group) -> list[dict[str, Any]]:
        hours: dict[str, list[str]] = {}
        for start, end in group.sittings:
            begins, ends = self.clock(start), self.clock(end)
            hours.setdefault(begins.date, []).append(f"{begins.time}-{ends.time}")
        return [{"dates": [date], "hours": own} for date, own in hours.items()]

    def _agenda(self, body: str, at: int, group: Group) -> list[dict[str, Any]]:
        """The items of a body, each with its place or those of its parts; a joint session without one has no item."""
        items: dict[str, list[Event]] = {}
        for event in group.events:
            if event.number:
                items.setdefault(event.number, []).append(event)
            self._place(body, event)
        return [self._item(body, at, number, parts, group) for number, parts in enumerate(items.values())]

    def _item(self, body: str, at: int, number: int, parts: list[Event], group: Group) -> dict[str, Any]:
        event, path = parts[0], ("bodies", at, "agenda", number)
        ref = f"{body}/{event.number}"
        persons, minutes, most = event.persons, event.minutes, event.parts
        if len(parts) > 1:
            persons = list(dict.fromkeys(person for part in parts for person in part.persons))
            minutes, most = sum(part.minutes for part in parts), max(most, len(parts))
        for person in persons:
            self.serves[person].append(ref)
        item: dict[str, Any] = {"number": event.number}
        if event.title:
            item["title"] = event.title
        else:
            self.open[path] = say(N_("the source gives it no title"))
        if role := self._role(event, group):
            item["role"] = role
            why = say(N_("from the standing words of its title"))
            self.evidence[*path, "role"] = Evidence(inferred=why)
        item["duration"] = f"{minutes} min"
        if most > 1:
            item |= {"splittable": True, "most_parts": most}
        self.evidence[path] = event.seen
        return item

    def _role(self, event: Event, group: Group) -> str:
        """Of an agenda's first thing and of its last, where their titles begin with the standing words."""
        edge = {"opening": group.events[0], "report": group.events[-1]}
        role = role_of(told(event.title)) if self.of.agendas else ""
        return role if edge.get(role) is event else ""

    def _place(self, body: str, event: Event) -> None:
        if event.start is None:
            return
        room = self.rooms[event.room] if event.room else None
        start, end = self.clock(event.start).iso, self.clock(event.end).iso
        placed = Placed(body, event.number or None, start, end, room, evidence=event.seen)
        if event.joint:
            placed.joint = self.joints[event.joint]
            placed.bodies = tuple(self.body_of[track] for track in event.bodies)
        placed.part, placed.parts = event.part, event.parts
        self.placed.append((event.start, len(self.placed), placed))

    def _joints(self) -> Iterable[dict[str, Any]]:
        held_in = held_together(self.of)
        for at, (key, thing) in enumerate(self.of.joints.items()):
            held = held_in[key]
            first, last = min(event.start or 0 for event in held), max(event.end for event in held)
            items: dict[str, list[str]] = {}
            for event in held:
                if event.number:
                    items.setdefault(self.body_of[event.track], []).append(event.number)
            bodies = dict.fromkeys(self.body_of[track] for event in held for track in event.bodies)
            joint = {"id": self.joints[key], "title": thing.name, "bodies": list(bodies), "items": items}
            self.evidence["joint_sessions", at] = thing.seen
            yield joint | {"duration": f"{last - first} min"}

    # -- rooms and people ----------------------------------------------------------------------------------------------

    def _room(self, at: int, key: str, thing: Thing) -> dict[str, Any]:
        room: dict[str, Any] = {"id": self.rooms[key], "title": thing.name}
        if thing.capacity:
            room["capacity"] = thing.capacity
        self._absent(room, thing)
        self.evidence["rooms", at] = thing.seen
        return room

    def _officers(self) -> Iterable[dict[str, Any]]:
        at = 0
        for key, thing in self.of.persons.items():
            if self.serves[key]:
                officer: dict[str, Any] = {"id": self.persons[key], "title": thing.name, "serves": self.serves[key]}
                self._absent(officer, thing)
                self.evidence["officers", at] = thing.seen
                at += 1
                yield officer

    def _absent(self, entry: dict[str, Any], thing: Thing) -> None:
        """Adds when it is not to be had: the rest of the conference's days, where the system says when it is."""
        if thing.available:
            away = [self._window(stretch) for stretch in self._rest(thing.available)]
            if away:
                entry["unavailable"] = away

    def _rest(self, available: Iterable[Stretch]) -> Iterable[Stretch]:
        clocks = self.of.clocks
        dates = [*self.of.dates, *(dt.date.fromisoformat(self.clock(e.start).date) for e in self.of.events if e.start)]
        if not dates:
            return
        at = clocks.minute(f"{min(dates)}T00:00") or 0
        last = clocks.minute(f"{max(dates) + dt.timedelta(1)}T00:00") or 0
        for start, end in sorted(available):
            if at < min(start, last):
                yield at, min(start, last)
            at = max(at, end)
        if at < last:
            yield at, last

    def _window(self, stretch: Stretch) -> str:
        start, end = self.clock(stretch[0]), self.clock(stretch[1])
        return f"{start.date}T{start.time}/{end.date}T{end.time}"

    def _rules(self) -> dict[str, Any]:
        off = {rule: why for rule, why in _OFF.items() if rule != "agenda-order" or not self.of.agendas}
        for rule, why in off.items():
            self.evidence["rules", rule] = Evidence(inferred=say(why))
        return dict.fromkeys(off, "off")


def _joined(title: TextData, room: TextData) -> TextData:
    if isinstance(title, str):
        return f"{title} – {told(room)}"
    rooms = room if isinstance(room, dict) else {}
    return {lang: f"{words} – {rooms.get(lang) or told(room)}" for lang, words in title.items()}
