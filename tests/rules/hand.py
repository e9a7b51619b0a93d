"""Programmes written by hand, a line a segment, for what a rule's check says of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from session_planner.programme.model import Programme, Segment
from session_planner.programme.timetable import Timetable
from session_planner.rules import active, rules
from session_planner.rules.base import Breach
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline


def item(number: str, role: str = "substance", duration: str = "1 h", **more: Any) -> dict[str, Any]:
    """An item of an hour."""
    return {"number": number, "role": role, "duration": duration, **more}


def body(id: str, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A body with its agenda."""
    return {"id": id, "agenda": list(items), **more}


def breaches(scenario: dict[str, Any], rule_id: str, *lines: str) -> list[Breach]:
    """What a rule's check finds in a programme of lines such as `wg/1 2012-10-17 10:00-11:00 room-a`.

    A reference like `wg/joint:j` is a body's part in a joint session without an item of its own; an item that the
    scenario puts into a joint session is in it.
    """
    whole = Scenario.model_validate(scenario)
    programme = Programme(tuple(_segment(line, whole) for line in lines))
    (rule,) = (rule for rule in active(whole) if rule.id == rule_id)
    return list(rule.rule.check(rule, Timetable(programme, whole)))


def _segment(line: str, scenario: Scenario) -> Segment:
    ref, date, hours, *room = line.split()
    body, _, number = ref.partition("/")
    leaf = outline(scenario).leaves.get(ref)
    joint = number[6:] if number.startswith("joint:") else (leaf.joint.id if leaf and leaf.joint else None)
    start, end = (outline(scenario).local(dt.datetime.fromisoformat(f"{date}T{hour}")) for hour in hours.split("-"))
    if end < start:
        end += dt.timedelta(days=1)
    own = None if number.startswith("joint:") else number
    return Segment(body, own, start, end, room[0] if room else None, joint=joint)


ON_REQUEST = {
    "affected-delegates", "moved-minutes", "moved-rooms", "moved-segments", "past-stays", "reserve-before",
    "agenda-places", "kept-apart", "place-costs", "single-room",
    *(id for id, rule in rules().items() if rule.kind == "off"),
}  # fmt: skip
"""The rules that say nothing of a session before its programme is out, or of one that asks for nothing of theirs."""
