"""A ledger as the JSON that stands beside a release, and back.

Beside `ledger`; the store keeps these bytes. Who is there is written once for all entries that have the same people,
and the segments of an entry again only where they change.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, cast
from zoneinfo import ZoneInfo

from session_planner.programme.model import Segment
from session_planner.releases.entries import Granularity
from session_planner.releases.ledger import Ledger, Record, Version
from session_planner.scenario.values import Text

FORMAT = 1
_Who = tuple[tuple[str, ...], tuple[str, ...]]
"""Delegations and officers."""


def write(ledger: Ledger, timezone: str) -> bytes:
    """The ledger as JSON, a line a record, in the session's `timezone`; the same ledger gives the same bytes."""
    zone = ZoneInfo(timezone)
    people: dict[_Who, int] = {}
    records = [_record(record, people, zone) for _key, record in sorted(ledger.records.items(), key=_first)]
    whole = {
        "format": FORMAT,
        "timezone": timezone,
        "times": {str(number): time.isoformat() for number, time in ledger.times.items()},
        "people": [{"delegations": list(who[0]), "officers": list(who[1])} for who in people],
        "records": records,
    }
    head = json.dumps({**whole, "records": None}, ensure_ascii=False)
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return (head.removesuffix("null}") + "[\n" + lines + "\n]}\n").encode()


def _first(item: tuple[tuple[str, str], Record]) -> tuple[str, str]:
    return item[0]


def _record(record: Record, people: dict[_Who, int], zone: ZoneInfo) -> dict[str, Any]:
    versions = []
    before: list[dict[str, Any]] = []
    for one in record.versions:
        segments = [_told(segment, zone) for segment in one.segments]
        versions.append(_version_told(one, people, zone) | ({} if segments == before else {"segments": segments}))
        before = segments
    return {
        "uid": record.uid,
        "granularity": record.granularity,
        "title": dict(record.title) if record.title else None,
        "versions": versions,
    }


def _version_told(one: Version, people: dict[_Who, int], zone: ZoneInfo) -> dict[str, Any]:
    return {
        "release": one.release,
        "sequence": one.sequence,
        "cancelled": one.cancelled,
        "start": _clock(one.start, zone),
        "end": _clock(one.end, zone),
        "rooms": list(one.rooms),
        "bodies": list(one.bodies),
        "people": people.setdefault((one.delegations, one.officers), len(people)),
        "words": one.words,
    }


def _told(segment: Segment, zone: ZoneInfo) -> dict[str, Any]:
    return segment.as_dict() | {"start": _clock(segment.start, zone), "end": _clock(segment.end, zone)}


def _clock(moment: dt.datetime, zone: ZoneInfo) -> str:
    """In the session's zone, also what was released when it was another one."""
    return moment.astimezone(zone).isoformat()


def read(data: bytes) -> Ledger:
    """The ledger of such JSON; raises ValueError, KeyError or TypeError for anything else."""
    whole = json.loads(data)
    if whole["format"] != FORMAT:
        raise ValueError(whole["format"])
    zone = ZoneInfo(whole["timezone"])
    people = {number: (tuple(who["delegations"]), tuple(who["officers"])) for number, who in enumerate(whole["people"])}
    records = {}
    for one in whole["records"]:
        key = cast(Granularity, one["granularity"]), str(one["uid"])
        title = Text(one["title"]) if one["title"] else None
        records[key] = Record(key[1], key[0], title, _versions(one["versions"], people, zone))
    times = {int(number): dt.datetime.fromisoformat(time) for number, time in whole["times"].items()}
    return Ledger(times, records)


def _segment(one: dict[str, Any], zone: ZoneInfo) -> Segment:
    return Segment(
        body=one["body"], item=one["item"], start=_moment(one["start"], zone), end=_moment(one["end"], zone),
        room=one["room"], sitting=one["sitting"], part=one["part"], parts=one["parts"], joint=one["joint"],
        bodies=tuple(one["bodies"]),
    )  # fmt: skip


def _versions(told: list[dict[str, Any]], people: Mapping[int, _Who], zone: ZoneInfo) -> tuple[Version, ...]:
    """The versions of an entry; one that says no segments has those of the one before."""
    found: list[Version] = []
    for one in told:
        # The first must have some: without, this is no ledger of ours.
        given = one["segments"] if not found else one.get("segments")
        segments = found[-1].segments if given is None else tuple(_segment(segment, zone) for segment in given)
        found.append(_version(one, people, zone, segments))
    return tuple(found)


def _version(one: dict[str, Any], people: Mapping[int, _Who], zone: ZoneInfo, segments: tuple[Segment, ...]) -> Version:
    delegations, officers = people[one["people"]]
    return Version(
        release=one["release"], sequence=one["sequence"], cancelled=one["cancelled"],
        start=_moment(one["start"], zone), end=_moment(one["end"], zone), rooms=tuple(one["rooms"]),
        bodies=tuple(one["bodies"]), delegations=delegations, officers=officers, segments=segments,
        words=one["words"],
    )  # fmt: skip


def _moment(written: str, zone: ZoneInfo) -> dt.datetime:
    """Back in the session's zone: an offset alone does not know when clocks are set."""
    return dt.datetime.fromisoformat(written).astimezone(zone)
