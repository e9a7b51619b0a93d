"""A week of group meetings as an ordinary scenario, and a programme of that scenario as a solution of the week.

After `reading`, before whoever solves. A group is a body; a slot is a sitting; what one issue asks for is a heading of
its group's agenda with an item for each slot that is wanted, and of several groups a joint session for each. To be held
in another slot costs 1, and so does a pair of meetings at once that a text wants apart, in a class of wishes that goes
first. Rooms have at least as many seats as people are said to come at least.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import gcd
from typing import Any

from session_planner.programme.model import Programme
from session_planner.sources.conferences.tpac.event import Event, Meeting, Slot, clashes
from session_planner.sources.conferences.tpac.places import Places
from session_planner.sources.conferences.tpac.solution import Solution
from session_planner.sources.systems.conference import Ids
from session_planner.words import N_

CONFLICTS, REQUESTS, ROOMS = "conflicts", "requests", "rooms"
SEATS_SHORT = 1
"""What it costs to sit in a room with fewer seats than people are said to come at most."""
_RULES: Mapping[str, Any] = {
    "kept-apart": {"kind": "soft", "weight": 1, "tier": CONFLICTS},
    "preferred-windows": {"kind": "soft", "weight": 1, "tier": REQUESTS},
    "place-costs": {"kind": "soft", "weight": 1, "tier": ROOMS},
    "same-room": {"kind": "soft", "weight": 1, "tier": ROOMS},
}
_OFF = (
    "agenda-order",
    "agenda-places",
    "delegations-apart",
    "even-load",
    "few-splits",
    "finish-early",
    "overrun-reserve",
    "parts-close",
    "release-sittings",
    "remote-hours",
    "room-not-too-large",
    "single-room",
)
"""Wishes of a session's secretariat that a week of such meetings has nothing of."""


def scenario_of(event: Event) -> dict[str, Any]:
    """The scenario, as its file would say it (`Scenario.model_validate` takes it)."""
    bodies = bodies_of(event)
    told = {
        "format": 1,
        "title": event.title,
        "timezone": event.timezone,
        "grain": _grain(event),
        "days": _days(event),
        "rooms": [*_rooms(event)],
        "bodies": [_body(event, group, name) for group, name in bodies.items()],
        "joint_sessions": [
            one for meeting in event.meetings if meeting.joint for one in _joint(event, meeting, bodies)
        ],
        "place_costs": [*_seats(event, bodies)],
        "kept_apart": [*_apart(event, bodies)],
        "tiers": [
            {"id": CONFLICTS, "title": "Kept apart"},
            {"id": REQUESTS, "title": "Slots asked for"},
            {"id": ROOMS, "title": "Rooms"},
        ],
        "rules": dict(_RULES) | dict.fromkeys(_OFF, "off"),
    }
    return {key: value for key, value in told.items() if value != []}


def solution_of(programme: Programme, event: Event, file: str = "") -> Solution:
    """Where a programme of the event's scenario has each meeting.

    Raises InputError for a programme of anything else, with the segments of `file` that are no meetings of the event.
    """
    wrong = Places(file)
    bodies, rooms = bodies_of(event), {name: room.name for name, room in rooms_of(event).items()}
    by_number = {str(meeting.number): meeting for meeting in event.meetings}
    held: dict[int, list[tuple[int, str]]] = {}
    for segment in programme.segments:
        number, _, place = (segment.joint or segment.item or "").partition(".")
        meeting = by_number.get(number)
        minute = segment.start.hour * 60 + segment.start.minute
        inside = [
            at
            for at, slot in enumerate(event.slots)
            if slot.date == segment.start.date() and slot.start <= minute < slot.end
        ]
        if meeting is None or segment.body not in [bodies[group] for group in meeting.groups] or not place.isdigit():
            wrong.add(segment.id, N_("this is no meeting of {title}"), title=event.title)
        elif not inside or segment.room not in rooms:
            wrong.add(segment.id, N_("this is in no slot, or in no room, of {title}"), title=event.title)
        elif segment.body == bodies[meeting.groups[0]]:
            held.setdefault(meeting.number, []).append((inside[0], rooms[segment.room]))
    wrong.tell()
    return Solution({meeting.number: tuple(sorted(held.get(meeting.number, ()))) for meeting in event.meetings})


def bodies_of(event: Event) -> dict[str, str]:
    """By group: the id of its body."""
    ids = Ids("group")
    return {group: ids.of(group) for group in event.groups}


def rooms_of(event: Event) -> dict[str, Any]:
    """By id: the rooms."""
    ids = Ids("room")
    return {ids.of(room.label): room for room in event.rooms}


# -- what there is -----------------------------------------------------------------------------------------------------


def _grain(event: Event) -> int:
    return gcd(60, *(minute for slot in event.slots for minute in (slot.start, slot.end)))


def _days(event: Event) -> list[dict[str, Any]]:
    dates = dict.fromkeys(slot.date for slot in event.slots)
    return [
        {"date": date.isoformat(), "sittings": [_hours(slot) for slot in event.slots if slot.date == date]}
        for date in dates
    ]


def _rooms(event: Event) -> Iterator[dict[str, Any]]:
    for name, room in rooms_of(event).items():
        yield {"id": name, "title": room.label} | ({"capacity": room.seats} if room.seats else {})


def _body(event: Event, group: str, name: str) -> dict[str, Any]:
    own = [meeting for meeting in event.meetings if meeting.groups == (group,)]
    least = max((meeting.people[0] for meeting in own), default=0)
    size = {"size": least} if least else {}
    return {"id": name, "title": group} | size | ({"agenda": [_heading(event, one) for one in own]} if own else {})


def _heading(event: Event, meeting: Meeting) -> dict[str, Any]:
    items = [
        {"number": f"{meeting.number}.{at}", "title": meeting.title} | asked
        for at, asked in enumerate(_asked(event, meeting), 1)
    ]
    return {"number": str(meeting.number), "title": meeting.title, "items": items}


def _joint(event: Event, meeting: Meeting, bodies: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """A joint session for each slot that is asked for."""
    for at, asked in enumerate(_asked(event, meeting), 1):
        told: dict[str, Any] = {
            "id": f"{meeting.number}.{at}",
            "title": meeting.title,
            "bodies": [bodies[group] for group in meeting.groups],
        }
        yield told | ({"size": meeting.people[0]} if meeting.people[0] else {}) | asked


def _asked(event: Event, meeting: Meeting) -> Iterator[dict[str, Any]]:
    """Of each time that a group wants to meet: as long as the slot, and in it; of one at any time the shortest slot."""
    for at in meeting.wanted:
        slot = event.slots[at]
        yield {"duration": f"{slot.minutes} min", "preferred": [_window(slot)]} | _whole(event, slot.minutes)
    if not meeting.wanted:
        shortest = min(slot.minutes for slot in event.slots)
        yield {"duration": f"{shortest} min"} | _whole(event, shortest)


def _whole(event: Event, minutes: int) -> dict[str, Any]:
    """Where two of its length would go into one slot: it is held in one that it fills, so that a slot has one."""
    if 2 * minutes > max(slot.minutes for slot in event.slots):
        return {}
    return {"windows": [_window(slot) for slot in event.slots if minutes <= slot.minutes < 2 * minutes]}


def _window(slot: Slot) -> str:
    return f"{slot.date.isoformat()} {_hours(slot)}"


def _hours(slot: Slot) -> str:
    return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in (slot.start, slot.end))


# -- what it costs -----------------------------------------------------------------------------------------------------


def _refs(meeting: Meeting, bodies: Mapping[str, str]) -> list[str]:
    """What a meeting is in the scenario: an item of its group's agenda for each time, or a joint session."""
    start = "joint:" if meeting.joint else f"{bodies[meeting.groups[0]]}/"
    return [f"{start}{meeting.number}.{at}" for at in range(1, meeting.times + 1)]


def _seats(event: Event, bodies: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Rooms that may turn out too small, said of all meetings of one size together."""
    by_most: dict[int, list[Meeting]] = {}
    for meeting in event.meetings:
        by_most.setdefault(meeting.people[1], []).append(meeting)
    for most, meetings in sorted(by_most.items()):
        small = [name for name, room in rooms_of(event).items() if room.seats and room.seats < most]
        if small:
            of = [ref for meeting in meetings for ref in _refs(meeting, bodies)]
            yield {"id": f"seats-{most}", "of": of, "rooms": small, "cost": SEATS_SHORT}


def _apart(event: Event, bodies: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    by_number = {meeting.number: meeting for meeting in event.meetings}
    for clash in clashes(event):
        of = [ref for number in (clash.one, clash.other) for ref in _refs(by_number[number], bodies)]
        told: dict[str, Any] = {"id": f"apart-{clash.one}-{clash.other}", "of": of, "cost": 1}
        if clash.indirect:
            told["note"] = "Follows for a joint meeting: #{} names #{}.".format(*clash.named)
        yield told
