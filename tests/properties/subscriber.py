"""A calendar program that follows a feed by the rules of RFC 5546, and what a feed should make it show."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import icalendar

from session_planner.programme.filter import Filter
from session_planner.programme.model import Programme
from session_planner.publish.titles import Titles
from session_planner.releases.entries import Entry, Granularity, entries
from session_planner.scenario.model import Scenario
from session_planner.words import comma

UTC = dt.UTC


@dataclass(frozen=True)
class Event:
    """An event as a file has it. `said` is everything in it but its DTSTAMP, byte for byte."""

    uid: str
    sequence: int
    stamp: dt.datetime
    created: dt.datetime
    modified: dt.datetime
    status: str
    start: dt.datetime
    end: dt.datetime
    place: str
    said: bytes

    @property
    def cancelled(self) -> bool:
        return self.status == "CANCELLED"

    def held(self, scenario: Scenario, lang: str) -> tuple[object, ...]:
        """What SEQUENCE counts: start, end, rooms (and not how they are called) and status."""
        return self.start, self.end, rooms_in(self.place, scenario, lang), self.status

    @property
    def shown(self) -> tuple[object, ...]:
        """What a reader sees of it."""
        return self.start, self.end, self.place, self.said


def events(data: bytes) -> list[Event]:
    """The events of a file, by icalendar; one that stands in several files is read once."""
    head, *blocks = data.split(b"BEGIN:VEVENT\r\n")
    end = b"END:VCALENDAR\r\n"
    assert icalendar.Calendar.from_ical(head.removesuffix(end) + end)["method"] == "PUBLISH"
    return [_event(block.removesuffix(end)) for block in blocks]


def _event(block: bytes) -> Event:
    (stamp,) = re.findall(rb"DTSTAMP:(\w+)\r\n", block)
    stamped = dt.datetime.strptime(stamp.decode(), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return replace(_read(block.replace(stamp, b"19700101T000000Z", 1)), stamp=stamped)


@cache
def _read(block: bytes) -> Event:
    event: Any = icalendar.Event.from_ical(b"BEGIN:VEVENT\r\n" + block)
    return Event(
        str(event["uid"]), int(event["sequence"]), event.decoded("dtstamp"), event.decoded("created"),
        event.decoded("last-modified"), str(event["status"]),
        *(_moment(event.decoded(name)) for name in ("dtstart", "dtend")), str(event.get("location", "")), block,
    )  # fmt: skip


def _moment(moment: dt.datetime) -> dt.datetime:
    assert moment.tzinfo is not None
    return dt.datetime.fromtimestamp(moment.timestamp(), UTC)


@dataclass
class Subscriber:
    """Takes files one after the other; what a file does not name stays as it was, whatever it was."""

    known: dict[str, Event] = field(default_factory=dict)

    def take(self, file: list[Event]) -> None:
        """RFC 5546, 2.1.5: a lower SEQUENCE is out of date, an equal one with no newer DTSTAMP too."""
        for event in file:
            mine = self.known.get(event.uid)
            if mine is None or (event.sequence, event.stamp) > (mine.sequence, mine.stamp):
                self.known[event.uid] = event


def wanted(programme: Programme, scenario: Scenario, keep: Filter, granularity: Granularity) -> dict[str, Entry]:
    """The entries of the current programme that a feed is for, asked of the programme and not of the ledger."""
    return {
        entry.uid: entry
        for entry in entries(programme, scenario, granularity)
        if all(_has(entry, one, programme, scenario) for one in _kinds(keep))
    }


def _kinds(keep: Filter) -> list[Filter]:
    """A filter as one for each kind: all of them must hold of an entry."""
    kinds = {"bodies": keep.bodies, "rooms": keep.rooms, "delegations": keep.delegations, "officers": keep.officers}
    return [Filter(**{kind: ids}) for kind, ids in kinds.items() if ids]


def _has(entry: Entry, keep: Filter, programme: Programme, scenario: Scenario) -> bool:
    stands_for = entry.segments if keep.rooms else entry.behind
    return bool(keep.kept(programme.filtered(stands_for), scenario))


def rooms_in(place: str, scenario: Scenario, lang: str) -> tuple[str, ...]:
    """The ids of the rooms that a LOCATION names, in its order."""
    titles = Titles(scenario, lang)
    ids = {titles.of(room.called).text: room.id for room in scenario.rooms}
    return tuple(ids[name] for name in place.split(comma(lang)) if name in ids)
