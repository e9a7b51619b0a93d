"""A day of four bodies, made by hand, in which two of them meet in a joint session: what is around it can be counted.

10.00  a 1 (m1)                  c 1 (m3)
10.30  a 2 and b 2, jointly (m1)
11.30  -                         11.00 -
11.40  b 1 (m2)   11.45 a 3 (m1) 12.00 c 2 (m3)
13.00  the sittings end          14.00 d 1 (m1)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from session_planner.bureau.sheet import Sheet, joint_sheets
from session_planner.programme.model import Programme, Segment
from session_planner.releases.store import Store
from session_planner.scenario.model import Scenario

VIENNA = ZoneInfo("Europe/Vienna")
SCENARIO: dict[str, Any] = {
    "format": 1,
    "id": "day",
    "title": {"en": "A day", "fr": "Une journée"},
    "timezone": "Europe/Vienna",
    "days": [{"date": "2026-03-10", "sittings": ["10:00-13:00", "15:00-18:00"]}],
    "rooms": [
        {"id": "m1", "title": {"en": "Room M1"}, "turnover": "20 min"},
        {"id": "m2", "title": {"en": "Room M2"}},
        {"id": "m3", "title": {"en": "Room M3"}},
    ],
    "decisions": [
        {
            "id": "d1",
            "by": {"en": "Bureau of A and B"},
            "on": "2026-01-15",
            "at": {"en": "Geneva"},
            "symbol": "A/B/1",
            "text": {"en": "They meet jointly on 10 March at 10.30 a.m."},
        }
    ],
    "bodies": [
        {
            "id": "a",
            "title": {"en": "Committee A"},
            "languages": ["en", "fr"],
            "agenda": [
                {"number": "1", "title": {"en": "Opening"}, "duration": "30 min"},
                {"number": "2", "title": {"en": "Rivers"}, "duration": "1 h"},
                {"number": "3", "title": {"en": "Lakes"}, "duration": "45 min"},
            ],
        },
        {
            "id": "b",
            "title": {"en": "Committee B"},
            "agenda": [
                {"number": "1", "title": {"en": "Money"}, "duration": "1 h"},
                {"number": "2", "title": {"en": "Rivers and money"}, "duration": "1 h"},
            ],
        },
        {
            "id": "c",
            "title": {"en": "Committee C"},
            "languages": ["en", "fr"],
            "agenda": [
                {"number": "1", "title": {"en": "Roads"}, "duration": "1 h"},
                {"number": "2", "title": {"en": "Bridges"}, "duration": "1 h"},
            ],
        },
        {
            "id": "d",
            "title": {"en": "Committee D"},
            "sittings": [{"hours": ["14:00-15:00"]}],
            "agenda": [{"number": "1", "title": {"en": "Tolls"}, "duration": "1 h"}],
        },
    ],
    "joint_sessions": [
        {
            "id": "rivers",
            "title": {"en": "Joint discussion on rivers", "fr": "Discussion conjointe sur les cours d’eau"},
            "bodies": ["a", "b"],
            "items": {"a": ["2"], "b": ["2"]},
            "start": "2026-03-10T10:30",
            "source": "d1",
        }
    ],
    "interpretation": {"teams": [{"id": "one", "title": {"en": "the team"}, "count": 1}]},
    "delegations": [
        {"id": "solo", "title": {"en": "Solo"}, "size": 1, "follows": ["joint:rivers", "c"]},
        {"id": "pair", "title": {"en": "Pair"}, "size": 2, "follows": ["a", "c/1"]},
        {"id": "apart", "title": {"en": "Apart"}, "size": 1, "follows": ["b"]},
    ],
    "officers": [
        {"id": "chair-a", "title": {"en": "Ms. Chair"}, "role": "chair", "serves": ["a"]},
        {
            "id": "expert",
            "title": {"en": "Mr. Expert"},
            "role": "expert",
            "serves": ["joint:rivers", "c/2"],
            "unavailable": ["2026-03-10T00:00/2026-03-10T10:15"],
        },
        {"id": "reporter", "title": {"en": "Ms. Reporter"}, "role": "rapporteur", "serves": ["b", "c/1"]},
    ],
}


def at(clock: str) -> dt.datetime:
    """An hour of the day."""
    return dt.datetime.fromisoformat(f"2026-03-10T{clock}").replace(tzinfo=VIENNA)


def segment(body: str, item: str | None, start: str, end: str, room: str | None, **more: Any) -> Segment:
    """A segment on the day."""
    return Segment(body, item, at(start), at(end), room, **more)


JOINT = {"joint": "rivers", "bodies": ("a", "b")}
SEGMENTS = (
    segment("a", "1", "10:00", "10:30", "m1"),
    segment("a", "2", "10:30", "11:30", "m1", **JOINT),
    segment("b", "2", "10:30", "11:30", "m1", **JOINT),
    segment("a", "3", "11:45", "12:30", "m1"),
    segment("b", "1", "11:40", "12:40", "m2"),
    segment("c", "1", "10:00", "11:00", "m3"),
    segment("c", "2", "12:00", "13:00", "m3"),
    segment("d", "1", "14:00", "15:00", "m1"),
)


def scenario(parts: Mapping[str, Any] | None = None, **joint: Any) -> Scenario:
    """The scenario with other parts, or with other things asked of the joint session; None takes one away."""
    session = {name: value for name, value in {**SCENARIO["joint_sessions"][0], **joint}.items() if value is not None}
    return Scenario.model_validate({**SCENARIO, "joint_sessions": [session], **(parts or {})})


def with_another(**joint: Any) -> Scenario:
    """The scenario with one more joint session."""
    return scenario({"joint_sessions": [*SCENARIO["joint_sessions"], joint]})


def programme(*changes: tuple[str, dict[str, Any]], drop: Sequence[str] = ()) -> Programme:
    """The day, with some of its segments changed (`("b/2/1", {"room": "m2"})`) or dropped."""
    changed = dict(changes)
    kept = (replace(one, **changed.get(one.id, {})) for one in SEGMENTS if one.id not in drop)
    return Programme(tuple(kept), scenario_id="day")


def of_body(body: str, whole: Programme | None = None) -> Programme:
    """One body's own programme."""
    return Programme(tuple(one for one in (whole or programme()).segments if one.body == body), scenario_id="day")


def sheet(
    *given: Programme | tuple[str, Programme],
    of: Scenario | None = None,
    calendars: Sequence[Path | str] = (),
    store: Store | None = None,
) -> Sheet:
    """The sheet of the session by some programmes, called 1.json, 2.json ... where they have no name."""
    named = [one if isinstance(one, tuple) else (f"{place}.json", one) for place, one in enumerate(given, 1)]
    (made,) = joint_sheets(of or scenario(), named, calendars=calendars, store=store)
    return made


def faults(made: Sheet) -> list[str]:
    """What is wrong, in English."""
    return [fault.told("en") for fault in made.faults]
