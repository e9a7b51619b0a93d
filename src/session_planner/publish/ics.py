"""Calendar files (RFC 5545): one event for each segment or each sitting.

A format of `publish`. What stands in a calendar, and under which UID and SEQUENCE, is the ledger's to say (see
`releases`); here it is put into words. The same release gives the same bytes: no clock is read.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from session_planner import words
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, Segment
from session_planner.programme.sittings import bodies_in_order
from session_planner.publish import dates
from session_planner.publish.titles import Titles, Told
from session_planner.publish.vtimezone import vtimezone
from session_planner.releases.entries import Granularity
from session_planner.releases.ledger import FeedEntry, Ledger
from session_planner.scenario.model import JointSession, Scenario
from session_planner.scenario.outline import outline

PRODID = "-//session-planner//programme of work//EN"
_UTC = dt.UTC


def calendar(
    programme: Programme,
    scenario: Scenario,
    lang: str,
    keep: Filter = EVERYTHING,
    granularity: Granularity = "item",
    ledger: Ledger | None = None,
) -> bytes:
    """The calendar file of a programme, or of the part that `keep` leaves.

    `ledger` is that of the release which the programme is; without one this is the programme's first edition, of
    00:00 UTC on the session's first day.
    """
    keep.refuse_unknown(scenario)
    known = ledger or Ledger().advance(programme, scenario, 1, _first_day(scenario))
    written: bytes = _Writer(scenario, lang, max(known.times.values())).file(known.feed(keep, granularity)).to_ical()
    return written


def _first_day(scenario: Scenario) -> dt.datetime:
    return dt.datetime.combine(min(day.date for day in scenario.days), dt.time(), _UTC)


def _refs(joint: JointSession) -> list[str]:
    return [f"{body}/{number}" for body, numbers in joint.items.items() for number in numbers]


class _Writer:
    """Entries as events, in one language."""

    def __init__(self, scenario: Scenario, lang: str, stamp: dt.datetime) -> None:
        self.scenario, self.lang = scenario, lang
        self.stamp = stamp.astimezone(_UTC)
        self.outline = outline(scenario)
        self.titles = Titles(scenario, lang)
        self.zone = ZoneInfo(scenario.timezone)

    def file(self, found: tuple[FeedEntry, ...]) -> Calendar:
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

    def _event(self, entry: FeedEntry) -> Event:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", self.stamp)
        event.add("dtstart", self._moment(entry.start))
        event.add("dtend", self._moment(entry.end))
        event.add("created", entry.created)
        event.add("last-modified", entry.modified)
        event.add("sequence", entry.sequence)
        event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
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

    def _bodies(self, entry: FeedEntry) -> tuple[str, ...]:
        return bodies_in_order({body for one in entry.segments for body in one.bodies or (one.body,)}, self.outline)

    def _summary(self, entry: FeedEntry) -> Told:
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

    def _sitting(self, entry: FeedEntry, body: str) -> Told:
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

    def _place(self, entry: FeedEntry) -> Told | None:
        return self.titles.joined([self.titles.room(room) for room in entry.rooms]) if entry.rooms else None

    def _description(self, entry: FeedEntry) -> str:
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

    def _documents(self, entry: FeedEntry, session: JointSession | None) -> list[str]:
        refs = [one.ref for one in entry.segments]
        if session:
            refs += _refs(session)
        return list(dict.fromkeys(document.name for ref in refs for document in self.outline.documents_of.get(ref, ())))

    def _mark(self, event: Event, entry: FeedEntry) -> None:
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
