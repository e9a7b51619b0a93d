"""Small sessions for what is said of risk: scenarios from a few words, programmes from lines."""

from __future__ import annotations

import datetime as dt
from typing import Any

from session_planner.programme.model import Programme, Segment
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline


def scenario(bodies: dict[str, dict[str, Any]], hours: tuple[str, ...] = ("10:00-13:00",), **parts: Any) -> Scenario:
    """Bodies with their items: a duration each, or the keys of an item."""
    return Scenario.model_validate(
        {
            "format": 1,
            "id": "small",
            "title": "Small",
            "timezone": "Europe/Vienna",
            "days": [{"date": f"2012-10-{day}", "sittings": list(hours)} for day in (17, 18)],
            "bodies": [
                {"id": body, "agenda": [_item(number, said) for number, said in items.items() if number != "more"],
                 **items.get("more", {})}
                for body, items in bodies.items()
            ],
            **parts,
        }
    )  # fmt: skip


def _item(number: str, said: Any) -> dict[str, Any]:
    keys = said if isinstance(said, dict) and not set(said) <= {"least", "expected", "most"} else {"duration": said}
    return {"number": number, **keys}


def about(expected: int, least: int, most: int) -> dict[str, str]:
    """An estimate in minutes."""
    return {"least": f"{least} min", "expected": f"{expected} min", "most": f"{most} min"}


def programme(whole: Scenario, *lines: str) -> Programme:
    """A programme of lines such as `a/1 17 10:00-11:00 room`; the parts of an item are counted."""
    count: dict[str, int] = {}
    found = [_segment(line, whole, count) for line in lines]
    return Programme(tuple(found))


def _segment(line: str, whole: Scenario, count: dict[str, int]) -> Segment:
    ref, day, hours, *room = line.split()
    body, _, number = ref.partition("/")
    leaf = outline(whole).leaves.get(ref)
    own = not number.startswith("joint:")
    joint = (leaf.joint.id if leaf and leaf.joint else None) if own else number[6:]
    start, end = (outline(whole).local(dt.datetime.fromisoformat(f"2012-10-{day}T{hour}")) for hour in hours.split("-"))
    count[ref] = count.get(ref, 0) + 1
    return Segment(body, number if own else None, start, end, *(room or [None]), part=count[ref], joint=joint)
