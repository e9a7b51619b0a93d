"""Calendar files (RFC 5545): one event for each segment or each sitting.

A format of `publish`. An event's UID is made from scenario, body, item and part, never from its time or room, so that
a moved segment is an update of the same entry and not a second one beside it; a joint session is one entry, that of
its host, in whichever body's calendar it stands. The same programme gives the same bytes: no clock is read.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from session_planner import words
from session_planner.programme.model import Programme, Segment, ordered
from session_planner.publish import dates
from session_planner.publish.filter import EVERYTHING, Filter
from session_planner.publish.titles import Titles, Told
from session_planner.publish.view import bodies_in_order, sitting_times, slot_of
from session_planner.publish.vtimezone import vtimezone
from session_planner.scenario.model import JointSession, Scenario
from session_planner.scenario.outline import Outline, outline

Granularity = Literal["item", "sitting"]
PRODID = "-//session-planner//programme of work//EN"
_UTC = dt.UTC


@dataclass(frozen=True, slots=True)
class Entry:
    """What one event stands for: a segment, or a whole sitting with all its segments."""

    uid: str
    segments: tuple[Segment, ...]
    start: dt.datetime
    end: dt.datetime
    whole_sitting: bool = False


def calendar(
    programme: Programme,
    scenario: Scenario,
    lang: str,
    keep: Filter = EVERYTHING,
    granularity: Granularity = "item",
    stamp: dt.datetime | None = None,
    sequences: Mapping[str, int] | None = None,
) -> bytes:
    """The calendar file of a programme, or of the part that `keep` leaves.

    `stamp` is the DTSTAMP of all events, by default 00:00 UTC of the session's first day; `sequences` gives, by UID,
    the SEQUENCE of events that have moved since they were first published, 0 for all others.
    """
    writer = _Writer(scenario, lang, stamp or _first_day(scenario), sequences or {})
    written: bytes = writer.file(entries(programme, scenario, keep, granularity)).to_ical()
    return written


def entries(
    programme: Programme, scenario: Scenario, keep: Filter = EVERYTHING, granularity: Granularity = "item"
) -> tuple[Entry, ...]:
    """The entries of a calendar, in order of time; each UID once."""
    kept = keep.kept(programme, scenario)
    gather = _items if granularity == "item" else _sittings
    found: dict[str, Entry] = {}
    for entry in gather(programme, scenario, ordered(kept)):
        name, number = entry.uid, 1
        # A programme by hand may take up one item twice without calling it parts: each stays an entry of its own.
        while name in found and found[name].segments != entry.segments:
            number += 1
            name = f"{number}.{entry.uid}"
        found[name] = replace(entry, uid=name)
    return tuple(sorted(found.values(), key=lambda entry: (entry.start.timestamp(), entry.uid)))


def uid(scenario_id: str, *parts: str) -> str:
    """A UID of names that stay: each is quoted, so that no two lists of names make the same one."""
    return "/".join(quote(part, safe="():") for part in (scenario_id, *parts)) + "@session-planner"


def _items(programme: Programme, scenario: Scenario, kept: Iterable[Segment]) -> Iterator[Entry]:
    """An entry a segment. In a joint session the host's segments stand for those of all bodies at the same time."""
    hosting = _hosting(programme, scenario)
    name = scenario_id(programme, scenario)
    for segment in kept:
        own = not segment.joint or segment in hosting[segment.joint]
        hosts = [] if own else [one for one in hosting[segment.joint or ""] if _overlap(one, segment)]
        for one in hosts or [segment]:
            joint = f"joint:{one.joint}" if one.joint else ""
            names = (joint, one.item or "") if one in hosting[one.joint or ""] else (one.body, one.item or joint)
            yield Entry(uid(name, *names, str(one.part)), (one,), one.start, one.end)


def _sittings(programme: Programme, scenario: Scenario, kept: Iterable[Segment]) -> Iterator[Entry]:
    """An entry a sitting: the first, second … that a body holds; those of a joint session are counted on their own."""
    out = outline(scenario)
    wanted = {(_whose(segment), _slot_start(segment, out)) for segment in kept}
    held: dict[str, dict[int, list[Segment]]] = defaultdict(lambda: defaultdict(list))
    for segment in ordered(programme.segments):
        held[_whose(segment)][_slot_start(segment, out)].append(segment)
    name = scenario_id(programme, scenario)
    for whose, sittings in held.items():
        for number, (start, segments) in enumerate(sorted(sittings.items()), 1):
            if (whose, start) in wanted:
                begins, ends = sitting_times(segments, out)
                yield Entry(uid(name, whose, "sitting", str(number)), tuple(segments), begins, ends, whole_sitting=True)


def _whose(segment: Segment) -> str:
    return f"joint:{segment.joint}" if segment.joint else segment.body


def _slot_start(segment: Segment, out: Outline) -> int:
    slot = slot_of(segment, out)
    return slot.start if slot else int(segment.start.timestamp()) // 60


def _hosting(programme: Programme, scenario: Scenario) -> Mapping[str, tuple[Segment, ...]]:
    """By joint session: the segments of its host, the first of its bodies that has items in it (else the first)."""
    found: dict[str, list[Segment]] = defaultdict(list)
    hosts = {joint.id: _host(joint) for joint in scenario.joint_sessions}
    for segment in programme.segments:
        if segment.joint and segment.body == hosts.get(segment.joint, segment.body):
            found[segment.joint].append(segment)
    return defaultdict(tuple, {joint: tuple(segments) for joint, segments in found.items()})


def _host(joint: JointSession) -> str:
    return next((body for body in joint.bodies if joint.items.get(body)), joint.bodies[0])


def _refs(joint: JointSession) -> list[str]:
    return [f"{body}/{number}" for body, numbers in joint.items.items() for number in numbers]


def _overlap(one: Segment, other: Segment) -> bool:
    begins, ends = max(one.start.timestamp(), other.start.timestamp()), min(one.end.timestamp(), other.end.timestamp())
    return begins < ends


def scenario_id(programme: Programme, scenario: Scenario) -> str:
    """The id that UIDs are made from."""
    return programme.scenario_id or scenario.id or "session"


def _first_day(scenario: Scenario) -> dt.datetime:
    return dt.datetime.combine(min(day.date for day in scenario.days), dt.time(), _UTC)


class _Writer:
    """Entries as events, in one language."""

    def __init__(self, scenario: Scenario, lang: str, stamp: dt.datetime, sequences: Mapping[str, int]) -> None:
        self.scenario, self.lang, self.sequences = scenario, lang, sequences
        self.stamp = stamp.astimezone(_UTC)
        self.outline = outline(scenario)
        self.titles = Titles(scenario, lang)
        self.zone = ZoneInfo(scenario.timezone)

    def file(self, found: tuple[Entry, ...]) -> Calendar:
        """The whole calendar."""
        title = self.titles.of(self.scenario.title)
        made = Calendar()
        made.add("prodid", PRODID)
        made.add("version", "2.0")
        made.add("calscale", "GREGORIAN")
        made.add("method", "PUBLISH")
        made.add("name", title.text, parameters=_language(title))
        made.add("x-wr-calname", title.text)
        if found and self.scenario.timezone != "UTC":
            made.add("x-wr-timezone", self.scenario.timezone)
            last = max((entry.end for entry in found), key=dt.datetime.timestamp)
            made.add_component(vtimezone(self.zone, found[0].start, last))
        for entry in found:
            made.add_component(self._event(entry))
        return made

    def _event(self, entry: Entry) -> Event:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", self.stamp)
        event.add("dtstart", self._moment(entry.start))
        event.add("dtend", self._moment(entry.end))
        event.add("sequence", self.sequences.get(entry.uid, 0))
        event.add("status", "CONFIRMED")
        summary = self._summary(entry)
        event.add("summary", summary.text, parameters=_language(summary))
        if place := self._place(entry):
            event.add("location", place.text, parameters=_language(place))
        if said := self._description(entry):
            event.add("description", said, parameters={"LANGUAGE": self.lang})
        event.add("categories", [str(self.titles.short(body)) for body in self._bodies(entry)])
        self._mark(event, entry)
        return event

    def _moment(self, moment: dt.datetime) -> dt.datetime:
        """Local to the session; in UTC in the hour that the clocks show twice, which programs read differently."""
        local = moment.astimezone(self.zone).replace(microsecond=0)
        twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
        return moment.astimezone(_UTC) if twice or self.scenario.timezone == "UTC" else local

    def _bodies(self, entry: Entry) -> tuple[str, ...]:
        return bodies_in_order({body for one in entry.segments for body in (one.bodies or (one.body,))}, self.outline)

    def _summary(self, entry: Entry) -> Told:
        """What, and before it who, where short names are given: an item's title, a joint session's, a body's."""
        bodies = self._bodies(entry)
        if entry.whole_sitting and len(bodies) == 1:
            return self._sitting(entry, bodies[0])
        joint = entry.segments[0].joint
        what = self._line(entry.segments[0], label=len(bodies) == 1)
        if joint and (entry.whole_sitting or not what.text):
            what = self.titles.joint(joint)
        known = [self.outline.bodies.get(body) for body in bodies]
        if not all(body and body.short for body in known):
            return what
        names = [self.titles.short(body).text for body in bodies]
        return Told(words.text("{bodies}: {title}", self.lang, bodies=names, title=what.text), what.lang)

    def _sitting(self, entry: Entry, body: str) -> Told:
        """A body's sitting: its title, and the numbers of what it takes up."""
        title = self.titles.body(body)
        labels = dict.fromkeys(dates.label(one.item, self.lang) for one in entry.segments if one.item)
        return Told(f"{title.text} ({words.comma(self.lang).join(labels)})", title.lang) if labels else title

    def _line(self, segment: Segment, *, label: bool) -> Told:
        title = self.titles.segment(segment)
        parts = [
            dates.label(segment.item, self.lang) if segment.item and label else "",
            title.text,
            words.text("(continued)", self.lang) if segment.part > 1 else "",
        ]
        return Told(" ".join(filter(None, parts)), title.lang)

    def _place(self, entry: Entry) -> Told | None:
        rooms = dict.fromkeys(one.room for one in entry.segments if one.room)
        return self.titles.joined([self.titles.room(room) for room in rooms]) if rooms else None

    def _description(self, entry: Entry) -> str:
        """Who sits, what is taken up where that is more than the summary says, and the documents."""
        lines = [str(self.titles.body(body)) for body in self._bodies(entry)]
        session = self.outline.joints.get(entry.segments[0].joint or "")
        if session:
            lines += [str(self.titles.of(session.title))] if session.title else []
            lines += [self.titles.reference(ref) for ref in _refs(session)]
        elif entry.whole_sitting:
            lines += [str(self._line(segment, label=True)) for segment in entry.segments]
        if documents := self._documents(entry, session):
            lines.append(words.text("Documents: {symbols}", self.lang, symbols=documents))
        return "\n".join(lines)

    def _documents(self, entry: Entry, session: JointSession | None) -> list[str]:
        refs = [one.ref for one in entry.segments]
        if session:
            refs += _refs(session)
        return list(dict.fromkeys(document.name for ref in refs for document in self.outline.documents_of.get(ref, ())))

    def _mark(self, event: Event, entry: Entry) -> None:
        """What our own reader needs to know the segments again."""
        one = entry.segments[0]
        marks = {"BODY": one.body, "ITEM": one.item, "PART": str(one.part), "JOINT": one.joint, "ROOM": one.room}
        if entry.whole_sitting:
            marks |= {"ITEM": None, "PART": None}
        for name, value in marks.items():
            if value:
                event.add(f"x-session-planner-{name.lower()}", vText(value))


def _language(told: Told) -> dict[str, str]:
    return {"LANGUAGE": told.lang}
