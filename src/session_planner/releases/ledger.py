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
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, get_args

from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, Segment
from session_planner.programme.people import People
from session_planner.programme.sittings import bodies_in_order
from session_planner.releases.entries import Entry, Granularity, entries
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import Outline, outline
from session_planner.scenario.values import Text

Audience = Literal["bodies", "delegations", "officers", "rooms"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
"""For whom there are feeds: the kinds of a filter, each a field of a version too."""


@dataclass(frozen=True, slots=True)
class Version:
    """What an entry was from one release on: where it last was, once it is cancelled.

    `words` is a digest of all that it says, in any language. Who is in it is asked of the whole entry: a joint session
    is there for the body `b` *and* a delegation if it is one of `b` and the delegation follows any part of it.
    """

    release: int
    sequence: int
    cancelled: bool
    start: dt.datetime
    end: dt.datetime
    rooms: tuple[str, ...]
    bodies: tuple[str, ...]
    delegations: tuple[str, ...]
    officers: tuple[str, ...]
    segments: tuple[Segment, ...]
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
        mine = self.delegations, self.officers, _told(self.segments)
        return self.looks_like(other) and mine == (other.delegations, other.officers, _told(other.segments))

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
    """One entry through all releases. `title` is the one it had when the scenario last knew it."""

    uid: str
    granularity: Granularity
    title: Text | None
    versions: tuple[Version, ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Those that it stands for, or stood for when it was last held."""
        return self.versions[-1].segments


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
    _by_audience: dict[Granularity, _ByAudience] = field(default_factory=dict, init=False, repr=False, compare=False)

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
                records[key] = _dropped(records[key], release, words)
        return Ledger({**self.times, release: time}, records)

    def feed(self, keep: Filter = EVERYTHING, granularity: Granularity = "item") -> tuple[FeedEntry, ...]:
        """What a calendar holds for those that `keep` leaves, in order of time.

        Whatever once stood in it and does no longer, because it was dropped, went to another room or is no longer
        followed, stands there cancelled, at the time and place where it last was.
        """
        return _in_order(
            self._shown(record, lambda version: version.is_for(keep)) for record in self._candidates(keep, granularity)
        )

    def followed(self, shows: Callable[[Version], bool], granularity: Granularity = "item") -> tuple[FeedEntry, ...]:
        """What a calendar holds for those to whom `shows` shows an entry's version, as `feed` has it."""
        return _in_order(self._shown(record, shows) for record in self._candidates(EVERYTHING, granularity))

    def _candidates(self, keep: Filter, granularity: Granularity) -> Iterable[Record]:
        """The records that any version of may stand in the feed: not all of them are looked at for every audience."""
        if granularity not in self._by_audience:
            self._by_audience[granularity] = _by_audience(
                record for record in self.records.values() if record.granularity == granularity
            )
        everything, by_audience = self._by_audience[granularity]
        for kind in AUDIENCES:
            if ids := getattr(keep, kind):
                return {record.uid: record for id in ids for record in by_audience.get((kind, id), ())}.values()
        return everything

    def ever(self, kind: Audience) -> tuple[str, ...]:
        """All that there ever was something for: bodies, rooms, delegations or officers, in order of their ids."""
        versions = (version for record in self.records.values() for version in record.versions)
        return tuple(sorted({one for version in versions for one in getattr(version, kind)}))

    def _shown(self, record: Record, shows: Callable[[Version], bool]) -> FeedEntry | None:
        first, *_ = record.versions
        shown = first if shows(first) else None
        created, changed, sequence, extra = first.release, first.release, first.sequence, 0
        for before, now in pairwise(record.versions):
            was, is_there = shows(before), shows(now)
            if not was and not is_there:
                # What it says may be put otherwise, also where it stands cancelled.
                changed = now.release if now.words != before.words else changed
                continue
            if was and is_there and now.looks_like(before):
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
            record.uid, shown.segments, record.title, record.granularity == "sitting", sequence,
            self.times[created], self.times[changed], not shows(record.versions[-1]),
            shown.start, shown.end, shown.rooms, shown.bodies,
        )  # fmt: skip


def _in_order(shown: Iterable[FeedEntry | None]) -> tuple[FeedEntry, ...]:
    """Entries that are shown, in order of time."""
    return tuple(sorted(filter(None, shown), key=lambda one: (one.start.timestamp(), one.uid)))


_ByAudience = tuple[list[Record], Mapping[tuple[Audience, str], list[Record]]]


def _by_audience(records: Iterable[Record]) -> _ByAudience:
    """All the records, and those that ever were for a body, a room, a delegation, an officer."""
    everything = list(records)
    found: dict[tuple[Audience, str], list[Record]] = defaultdict(list)
    for record in everything:
        for kind in AUDIENCES:
            for id in {one: None for version in record.versions for one in getattr(version, kind)}:
                found[kind, id].append(record)
    return everything, found


def _told(segments: tuple[Segment, ...]) -> list[object]:
    """Segments to compare by: moments in one zone are not equal to the same ones in another while clocks are set."""
    return [
        (one.ref, one.part, one.parts, one.start.timestamp(), one.end.timestamp(), one.room, one.sitting, one.joint,
         one.bodies or (one.body,))
        for one in segments
    ]  # fmt: skip


def _held(
    record: Record | None, granularity: Granularity, entry: Entry, release: int, people: People, words: _Words
) -> Record:
    """The record of an entry that this release holds."""
    versions = record.versions if record else ()
    now = Version(
        release=release,
        sequence=versions[-1].sequence if versions else 0,
        cancelled=False,
        start=entry.start,
        end=entry.end,
        rooms=tuple(dict.fromkeys(one.room for one in entry.segments if one.room)),
        bodies=bodies_in_order((one.body for one in entry.behind), words.out),
        delegations=people.delegations(entry.behind),
        officers=people.officers(entry.behind),
        segments=entry.segments,
        words=words.digest(entry.segments, versions),
    )
    title = words.title(entry.segments[0], entry.whole_sitting) or (record.title if record else None)
    return Record(entry.uid, granularity, title, _with(versions, now))


def _dropped(record: Record, release: int, words: _Words) -> Record:
    """The record of an entry that this release no longer holds."""
    last = record.versions[-1]
    now = replace(last, release=release, cancelled=True, words=words.digest(last.segments, record.versions))
    title = words.title(last.segments[0], record.granularity == "sitting") or record.title
    return replace(record, title=title, versions=_with(record.versions, now))


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
        self.scenario = scenario
        self.out: Outline = outline(scenario)
        # Colours go by the place in the scenario.
        self.place = {body: place for place, body in enumerate(self.out.bodies)}

    def title(self, one: Segment, whole_sitting: bool) -> Text | None:
        """The title in the programme, by the first segment: the item's, else the joint session's, else the body's."""
        leaf = self.out.leaves.get(one.ref)
        joint = self.out.joints.get(one.joint or "")
        if one.item and not whole_sitting:
            return (leaf.item.programme_title or leaf.item.title) if leaf else None
        body = self.out.bodies.get(one.body)
        return joint.title if joint else body.title if body else None

    def digest(self, segments: tuple[Segment, ...], earlier: tuple[Version, ...]) -> str:
        """Another one whenever anything that the entry says is another.

        Where it was `earlier`, and with whom, counts too: feeds that it left still say so.
        """
        stood = (*(one for version in earlier for one in version.segments), *segments)
        bodies = {body for one in stood for body in one.bodies or (one.body,)}
        said = [
            self.scenario.timezone,
            self.scenario.link,
            list(self.scenario.languages),
            len(self.place) > 1,
            [self._segment(one) for one in segments],
            [[body, self.place.get(body), *self._body(body)] for body in bodies_in_order(bodies, self.out)],
            [[room, *self._room(room)] for room in sorted({one.room for one in stood if one.room})],
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]

    def _segment(self, one: Segment) -> list[object]:
        joint = self.out.joints.get(one.joint or "")
        refs = dict.fromkeys([one.ref, *(f"{b}/{n}" for b, ns in (joint.items if joint else {}).items() for n in ns)])
        return [
            one.ref, one.part, one.parts, one.joint, list(one.bodies or (one.body,)),
            [*_texts(joint.title), joint.remote] if joint else None,
            [[ref, self._item(ref), self._documents(ref)] for ref in refs],
        ]  # fmt: skip

    def _item(self, ref: str) -> list[object]:
        leaf = self.out.leaves.get(ref)
        return [*_texts(leaf.item.programme_title, leaf.item.title), *self._body(leaf.body)] if leaf else []

    def _documents(self, ref: str) -> list[object]:
        found = self.out.documents_of.get(ref, ())
        return [[document.name, document.link, _texts(document.title)] for document in found]

    def _body(self, body: str) -> list[object]:
        known = self.out.bodies.get(body)
        return [*_texts(known.title, known.short), known.remote] if known else []

    def _room(self, room: str) -> list[object]:
        known = self.out.rooms.get(room)
        venue = self.out.venues.get(known.venue or "") if known else None
        return [*_texts(known.title, venue.title if venue else None), known.remote] if known else []


def _texts(*texts: Text | None) -> list[object]:
    return [list(text.items()) if text else None for text in texts]
