"""The calendar's memory over the releases: what every entry ever was, and so its SEQUENCE in anybody's feed.

Between the entries of one programme and the calendar files. A ledger is a value: `advance` gives the next one, and
the store keeps one beside each release, so that a feed is made from the newest alone, and a later change of this
program cannot change the numbers that are out. SEQUENCE rises when start, end, rooms or status change, and only then
(RFC 5546, 2.1.4); what was dropped stays, cancelled, for as long as the session's feeds live.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import get_args

from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, Segment
from session_planner.programme.people import People
from session_planner.releases.entries import Entry, Granularity, entries
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import Outline, outline
from session_planner.scenario.values import Text


@dataclass(frozen=True, slots=True)
class Version:
    """What an entry was from one release on. `words` is a digest of all that it says, in any language."""

    release: int
    sequence: int
    cancelled: bool
    start: dt.datetime
    end: dt.datetime
    rooms: tuple[str, ...]
    bodies: tuple[str, ...]
    delegations: tuple[str, ...]
    officers: tuple[str, ...]
    words: str

    def held_like(self, other: Version) -> bool:
        """Whether both are at the same time, in the same rooms, and held or not: whether SEQUENCE stays."""
        mine = self.start.timestamp(), self.end.timestamp(), self.rooms, self.cancelled
        return mine == (other.start.timestamp(), other.end.timestamp(), other.rooms, other.cancelled)

    def looks_like(self, other: Version) -> bool:
        """Whether a reader sees no difference between the two."""
        return self.held_like(other) and (self.bodies, self.words) == (other.bodies, other.words)

    def same_as(self, other: Version) -> bool:
        """Whether nothing at all changed between the two."""
        return self.held_like(other) and replace(other, release=self.release, sequence=self.sequence) == self

    def is_for(self, keep: Filter) -> bool:
        """Whether this version stands in the feed that `keep` describes."""
        asked = (
            (keep.bodies, self.bodies),
            (keep.rooms, self.rooms),
            (keep.delegations, self.delegations),
            (keep.officers, self.officers),
        )
        return not self.cancelled and all(not wanted or set(wanted) & set(there) for wanted, there in asked)


@dataclass(frozen=True, slots=True)
class Record:
    """One entry through all releases. `segments` and `title` are those it had when it was last held."""

    uid: str
    granularity: Granularity
    segments: tuple[Segment, ...]
    title: Text | None
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry as one feed shows it: with the numbers and the state that it has *there*."""

    uid: str
    segments: tuple[Segment, ...]
    title: Text | None
    whole_sitting: bool
    sequence: int
    created: dt.datetime
    modified: dt.datetime
    cancelled: bool
    start: dt.datetime
    end: dt.datetime
    rooms: tuple[str, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All entries there have been, by granularity and UID; `times` says when each release was made."""

    times: Mapping[int, dt.datetime] = field(default_factory=dict)
    records: Mapping[tuple[Granularity, str], Record] = field(default_factory=dict)

    def advance(self, programme: Programme, scenario: Scenario, release: int, time: dt.datetime) -> Ledger:
        """The ledger after one more release; `release` and `time` are later than all before."""
        records = dict(self.records)
        people, words = People(scenario), _Words(scenario)
        for granularity in get_args(Granularity):
            gone = {key for key in records if key[0] == granularity}
            for entry in entries(programme, scenario, granularity):
                key = granularity, entry.uid
                gone.discard(key)
                records[key] = _held(records.get(key), granularity, entry, release, people, words)
            for key in gone:
                records[key] = _dropped(records[key], release)
        return Ledger({**self.times, release: time}, records)

    def feed(self, keep: Filter = EVERYTHING, granularity: Granularity = "item") -> tuple[FeedEntry, ...]:
        """What a calendar holds for those that `keep` leaves, in order of time.

        Whatever once stood in it and does no longer, because it was dropped, went to another room or is no longer
        followed, stands there cancelled, at the time and place where it last was.
        """
        of_kind = (record for record in self.records.values() if record.granularity == granularity)
        shown = (self._shown(record, keep) for record in of_kind)
        return tuple(sorted(filter(None, shown), key=lambda one: (one.start.timestamp(), one.uid)))

    def _shown(self, record: Record, keep: Filter) -> FeedEntry | None:
        first, *_ = record.versions
        shown = first if first.is_for(keep) else None
        created, changed, sequence, extra = first.release, first.release, first.sequence, 0
        for before, now in pairwise(record.versions):
            was, is_there = before.is_for(keep), now.is_for(keep)
            if (not was and not is_there) or (was and is_there and now.looks_like(before)):
                continue
            if was != is_there:
                # Coming or going is a change of status in this feed, also where the entry itself stays as it was.
                extra += shown is not None and now.held_like(before)
                created = now.release if shown is None else created
            changed, sequence = now.release, now.sequence + extra
            shown = now if is_there else shown
        if shown is None:
            return None
        return FeedEntry(
            record.uid, record.segments, record.title, record.granularity == "sitting", sequence,
            self.times[created], self.times[changed], not record.versions[-1].is_for(keep),
            shown.start, shown.end, shown.rooms, shown.bodies,
        )  # fmt: skip


def _held(
    record: Record | None, granularity: Granularity, entry: Entry, release: int, people: People, words: _Words
) -> Record:
    """The record of an entry that this release holds."""
    now = Version(
        release=release,
        sequence=record.versions[-1].sequence if record else 0,
        cancelled=False,
        start=entry.start,
        end=entry.end,
        rooms=tuple(dict.fromkeys(one.room for one in entry.segments if one.room)),
        bodies=tuple(dict.fromkeys(one.body for one in entry.behind)),
        delegations=people.delegations(entry.behind),
        officers=people.officers(entry.behind),
        words=words.digest(entry),
    )
    return Record(
        entry.uid, granularity, entry.segments, words.title(entry), _with(record.versions if record else (), now)
    )


def _dropped(record: Record, release: int) -> Record:
    """The record of an entry that this release no longer holds."""
    return replace(
        record, versions=_with(record.versions, replace(record.versions[-1], release=release, cancelled=True))
    )


def _with(versions: tuple[Version, ...], now: Version) -> tuple[Version, ...]:
    """The versions with one more, if it is another; with a raised SEQUENCE, if that must rise."""
    if not versions:
        return (now,)
    if now.same_as(versions[-1]):
        return versions
    return (*versions, now if now.held_like(versions[-1]) else replace(now, sequence=now.sequence + 1))


class _Words:
    """What entries say, as the scenario has it: digests of it, and the title that an entry is known by."""

    def __init__(self, scenario: Scenario) -> None:
        self.out: Outline = outline(scenario)

    def title(self, entry: Entry) -> Text | None:
        """The title in the programme: the item's, else the joint session's, else the body's."""
        one = entry.segments[0]
        leaf = self.out.leaves.get(one.ref)
        joint = self.out.joints.get(one.joint or "")
        if leaf and not entry.whole_sitting:
            return leaf.item.programme_title or leaf.item.title
        body = self.out.bodies.get(one.body)
        return joint.title if joint else body.title if body else None

    def digest(self, entry: Entry) -> str:
        """Another one whenever anything that the entry says is another."""
        said = [self._segment(one) for one in entry.segments]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]

    def _segment(self, one: Segment) -> list[object]:
        leaf, joint = self.out.leaves.get(one.ref), self.out.joints.get(one.joint or "")
        bodies = [self.out.bodies.get(body) for body in one.bodies or (one.body,)]
        room = self.out.rooms.get(one.room or "")
        refs = dict.fromkeys([one.ref, *(f"{b}/{n}" for b, ns in (joint.items if joint else {}).items() for n in ns)])
        documents = [document for ref in refs for document in self.out.documents_of.get(ref, ())]
        return [
            one.item, one.part, one.parts, one.joint, list(one.bodies),
            _texts(leaf.item.programme_title, leaf.item.title) if leaf else None,
            _texts(joint.title) if joint else None,
            [_texts(body.title, body.short) for body in bodies if body],
            _texts(room.title) if room else None,
            [[document.name, document.link, _texts(document.title)] for document in documents],
        ]  # fmt: skip


def _texts(*texts: Text | None) -> list[object]:
    return [sorted(text.items()) if text else None for text in texts]
