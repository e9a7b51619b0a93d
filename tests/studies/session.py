"""A small session in progress: two bodies, three rooms, a joint session, people, papers; programmes as lines."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from session_planner.programme.model import Programme, Segment, ordered
from session_planner.rules.settings import check_settings
from session_planner.scenario import reading
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.scenario.text import parse
from session_planner.studies.replanning.replan import Replanned

DAY, NEXT = "2012-10-17", "2012-10-18"

SESSION: dict[str, Any] = {
    "format": 1,
    "id": "small",
    "title": "A small session",
    "timezone": "Europe/Vienna",
    "days": [
        {"date": DAY, "sittings": ["10:00-13:00", "15:00-18:00"]},
        {"date": NEXT, "sittings": ["10:00-13:00", "15:00-18:00"]},
    ],
    "decisions": [{"id": "old", "by": "The bureau", "text": "The joint session is on the second morning."}],
    "rooms": [{"id": "A", "title": "Room A"}, {"id": "B", "title": "Room B"}, {"id": "D", "title": "Room D"}],
    "bodies": [
        {
            "id": "x",
            "title": "Group X",
            "languages": ["en", "fr"],
            "agenda": [
                {"number": "1", "duration": "1 h"},
                {"number": "2", "duration": "1 h"},
                {"number": "3", "duration": "1 h"},
                {"number": "4", "duration": "1 h"},
                {"number": "5", "duration": "1 h"},
            ],
        },
        {
            "id": "y",
            "title": "Group Y",
            "agenda": [{"number": "1", "duration": "2 h"}, {"number": "2", "duration": "1 h"}],
        },
    ],
    "joint_sessions": [
        {"id": "j", "bodies": ["x", "y"], "items": {"x": ["5"]}, "start": f"{NEXT}T10:00", "source": "old"}
    ],
    "officers": [
        {"id": "ada", "title": "Ada", "role": "chair", "serves": ["x"]},
        {"id": "ben", "title": "Ben", "role": "chair", "serves": ["y"]},
    ],
    "documents": [{"symbol": "D/1", "items": ["x/4"], "out": DAY}, {"symbol": "D/2", "items": ["y/2"]}],
    "interpretation": {"teams": [{"id": "booth", "count": 2}]},
    "delegations": [{"id": "one", "size": 3, "follows": ["x"]}, {"id": "two", "size": 2, "follows": ["y/1"]}],
}

PLAN = (
    "x/1 17 10:00-11:00 A",
    "x/2 17 11:00-12:00 A",
    "x/3 17 12:00-13:00 A",
    "x/4 17 15:00-16:00 A",
    "y/1 17 10:00-12:00 B",
    "y/2 17 15:00-16:00 B",
    "x/5 18 10:00-11:00 A j",
    "y/- 18 10:00-11:00 A j",
)
"""Where it was published: X on the first day in room A, Y beside it in B, the joint session on the second morning."""


def scenario(data: dict[str, Any] | None = None, **more: Any) -> Scenario:
    """A scenario as if read from a file."""
    text = json.dumps({**(data or SESSION), **more})
    return reading.whole(reading.prepared(parse(text, "small.yaml")), check_settings)


def programme(of: Scenario, *lines: str, month: str = "2012-10") -> Programme:
    """A programme of lines such as `x/1 17 10:00-11:00 A`; `x/1#2` is a second part, `y/-` an attendance."""
    found = [_segment(line, of, month) for line in lines]
    parts = {one.ref: sum(other.ref == one.ref for other in found) for one in found}
    for one in found:
        one.parts = parts[one.ref]
    return Programme(ordered(found), of.id or "")


def _segment(line: str, of: Scenario, month: str) -> Segment:
    ref, day, hours, room, *joint = line.split()
    ref, _, part = ref.partition("#")
    body, _, number = ref.partition("/")
    start, end = (outline(of).local(dt.datetime.fromisoformat(f"{month}-{day}T{hour}")) for hour in hours.split("-"))
    if end.timestamp() < start.timestamp():
        end = outline(of).local(end.replace(tzinfo=None) + dt.timedelta(days=1))
    session = joint[0] if joint else None
    bodies = next((one.bodies for one in of.joint_sessions if one.id == session), (body,))
    item = None if number == "-" else number
    return Segment(body, item, start, end, None if room == "-" else room, None, int(part or 1), 1, session, bodies)


def told(result: Replanned | Programme | None) -> list[str]:
    """A programme as lines."""
    found = result.programme if isinstance(result, Replanned) else result
    assert found is not None
    return [
        f"{one.ref}{f'#{one.part}' if one.parts > 1 else ''} {one.start:%d %H:%M}-{one.end:%H:%M} {one.room or '-'}"
        for one in found.segments
    ]


def counted(result: Replanned) -> tuple[int, ...]:
    """Delegates, segments, minutes and rooms; all of them proved to be the least."""
    assert all(one.proved for one in result.counts)
    return tuple(one.amount for one in result.counts)
