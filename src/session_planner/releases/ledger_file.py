"""A ledger as the JSON that stands beside a release, and back.

Beside `ledger`; the store keeps these bytes. Who is there is written once for all entries that have the same people.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, cast
from zoneinfo import ZoneInfo

from session_planner.programme.model import Segment
from session_planner.releases.entries import Granularity
from session_planner.releases.ledger import Ledger, Record, Version
from session_planner.scenario.values import Text

FORMAT = 1


def write(ledger: Ledger, timezone: str) -> bytes:
    """The ledger as JSON, a line a record, in the session's `timezone`; the same ledger gives the same bytes."""
    people: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
    records = [_record(record, people) for _key, record in sorted(ledger.records.items())]
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


def _record(record: Record, people: dict[tuple[tuple[str, ...], tuple[str, ...]], int]) -> dict[str, Any]:
    return {
        "uid": record.uid,
        "granularity": record.granularity,
        "title": dict(record.title) if record.title else None,
        "versions": [
            {
                "release": one.release,
                "sequence": one.sequence,
                "cancelled": one.cancelled,
                "start": one.start.isoformat(),
                "end": one.end.isoformat(),
                "rooms": list(one.rooms),
                "bodies": list(one.bodies),
                "people": people.setdefault((one.delegations, one.officers), len(people)),
                "segments": [segment.as_dict() for segment in one.segments],
                "words": one.words,
            }
            for one in record.versions
        ],
    }


def read(data: bytes) -> Ledger:
    """The ledger of such JSON; raises ValueError, KeyError or TypeError for anything else."""
    whole = json.loads(data)
    if whole["format"] != FORMAT:
        raise ValueError(whole["format"])
    zone = ZoneInfo(whole["timezone"])
    people = [(tuple(who["delegations"]), tuple(who["officers"])) for who in whole["people"]]
    records = {}
    for one in whole["records"]:
        key = cast(Granularity, one["granularity"]), str(one["uid"])
        title = Text(one["title"]) if one["title"] else None
        versions = tuple(_version(version, people, zone) for version in one["versions"])
        records[key] = Record(key[1], key[0], title, versions)
    times = {int(number): dt.datetime.fromisoformat(time) for number, time in whole["times"].items()}
    return Ledger(times, records)


def _segment(one: dict[str, Any], zone: ZoneInfo) -> Segment:
    return Segment(
        body=one["body"], item=one["item"], start=_moment(one["start"], zone), end=_moment(one["end"], zone),
        room=one["room"], sitting=one["sitting"], part=one["part"], parts=one["parts"], joint=one["joint"],
        bodies=tuple(one["bodies"]),
    )  # fmt: skip


def _version(one: dict[str, Any], people: list[tuple[tuple[str, ...], tuple[str, ...]]], zone: ZoneInfo) -> Version:
    delegations, officers = people[one["people"]]
    return Version(
        release=one["release"], sequence=one["sequence"], cancelled=one["cancelled"],
        start=_moment(one["start"], zone), end=_moment(one["end"], zone), rooms=tuple(one["rooms"]),
        bodies=tuple(one["bodies"]), delegations=delegations, officers=officers,
        segments=tuple(_segment(segment, zone) for segment in one["segments"]), words=one["words"],
    )  # fmt: skip


def _moment(written: str, zone: ZoneInfo) -> dt.datetime:
    """Back in the session's zone: an offset alone does not know when clocks are set."""
    return dt.datetime.fromisoformat(written).astimezone(zone)
