"""Seeded session weeks to measure on: so many bodies with twenty items each over ten days.

A programme is planted first, and everything else is drawn so that it stays possible: joint sessions at hours that it
has, documents out before it needs them, officers away when it does not need them, delegations that can follow it.
The solver sees none of that; a scenario without a programme would measure nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import combinations
from random import Random
from typing import Any

ITEMS = 20
_DAYS = 10
_SLOTS = 2 * _DAYS
_LENGTHS = (30, 45, 60, 60, 75, 90, 90, 105, 120, 150)
_SITTING = 180
_HOURS = ("10:00", "15:00")


@dataclass
class _Body:
    """A body with its planted sittings (numbers of half days) and the sitting of each of its items."""

    id: str
    slots: list[int]
    languages: list[str]
    size: int
    joint_slot: int | None = None
    agenda: list[dict[str, Any]] = field(default_factory=list)
    slot_of: dict[str, int] = field(default_factory=dict)

    @property
    def held(self) -> set[int]:
        """The sittings that the planted programme holds."""
        return set(self.slot_of.values())


def week(bodies: int, seed: int = 1) -> dict[str, Any]:
    """The scenario, as data, of a session of `bodies` bodies."""
    chance = Random(f"week {bodies} {seed}")
    dates = _working_days(dt.date(2026, 5, 4), _DAYS)
    planted = _bodies(bodies, chance)
    joints = _joint_sessions(planted, dates, chance)
    for body in planted:
        _take_up(body, chance)
    for joint in joints:
        joint["items"] = {body.id: [_joint_item(body)] for body in planted if body.id in joint["bodies"]}
    guests = {joint["bodies"][1]: joint for joint in joints}
    load = [sum(slot in body.held for body in planted) for slot in range(_SLOTS)]
    interpreted = [sum(slot in body.held and len(body.languages) > 1 for body in planted) for slot in range(_SLOTS)]
    return {
        "format": 1,
        "id": f"week-{bodies}-{seed}",
        "title": f"A session of {bodies} bodies",
        "timezone": "Europe/Vienna",
        "grain": 15,
        "days": [{"date": date, "sittings": ["10:00-13:00", "15:00-18:00"]} for date in dates],
        "rooms": _rooms(max(load)),
        "bodies": [
            {"id": body.id, "title": f"Body {body.id[-2:]}", "size": body.size, "languages": body.languages,
             "agenda": body.agenda}
            for body in planted
        ],
        "decisions": [{"id": "bureau", "by": "The bureau", "on": "2026-02-02"}],
        "joint_sessions": joints,
        "documents": _documents(planted, dates, chance),
        "interpretation": {"teams": [_teams(interpreted)]},
        "delegations": _delegations(planted, guests, chance),
        "officers": _officers(planted, dates, chance),
        "parallel_limits": [{"id": "house", "most": max(load) + 1}],
    }  # fmt: skip


def _working_days(first: dt.date, count: int) -> list[str]:
    days = (first + dt.timedelta(days=day) for day in range(count * 2))
    return [day.isoformat() for day in days if day.weekday() < 5][:count]


def _bodies(count: int, chance: Random) -> list[_Body]:
    """Bodies with some half days each and one of the last day, no half day much fuller than another."""
    load = [0] * _SLOTS
    found = []
    for number in range(1, count + 1):
        order = sorted(range(_SLOTS - 2), key=lambda slot: (load[slot], chance.random()))
        slots = [*sorted(order[:16]), chance.choice((_SLOTS - 2, _SLOTS - 1))]
        for slot in slots[:10]:
            load[slot] += 1
        languages = ["en", "fr", "es"] if chance.random() < 0.6 else ["en"]
        found.append(_Body(f"body-{number:02}", slots, languages, chance.choice((60, 90, 110, 150, 190))))
    return found


def _joint_sessions(planted: list[_Body], dates: list[str], chance: Random) -> list[dict[str, Any]]:
    """One for every five bodies, each body in at most one, at an hour that both have and that the bureau decided."""
    found: list[dict[str, Any]] = []
    pairs = list(combinations(planted, 2))
    chance.shuffle(pairs)
    for first, second in pairs:
        common = sorted(set(first.slots[2:7]) & set(second.slots[2:7]))
        if len(found) == max(1, len(planted) // 5):
            break
        if first.joint_slot is None and second.joint_slot is None and common:
            first.joint_slot = second.joint_slot = slot = chance.choice(common)
            found.append(
                {
                    "id": f"joint-{len(found) + 1}",
                    "title": f"Joint session {len(found) + 1}",
                    "bodies": [first.id, second.id],
                    "start": f"{dates[slot // 2]}T{_HOURS[slot % 2]}",
                    "source": "bureau",
                }
            )
    return found


def _take_up(body: _Body, chance: Random) -> None:
    """Writes the body's agenda while filling its sittings in order; the report comes on the last day."""
    slots = iter(body.slots[:-1])
    slot, free = next(slots), _SITTING
    for number in range(1, ITEMS):
        length = 30 if number < 3 else chance.choice(_LENGTHS)
        while slot == body.joint_slot or length > free:
            if slot == body.joint_slot and free == _SITTING:
                length, free = 120, 120
                break
            slot, free = next(slots), _SITTING
        body.agenda.append(_item(number, length, slot == body.joint_slot, chance))
        body.slot_of[str(number)] = slot
        free -= length
    body.agenda.append({"number": str(ITEMS), "duration": "60 min", "role": "report", "drafting_time": "15 h"})
    body.slot_of[str(ITEMS)] = body.slots[-1]


def _item(number: int, length: int, joint: bool, chance: Random) -> dict[str, Any]:
    item: dict[str, Any] = {"number": str(number), "duration": f"{length} min"}
    if number < 3:
        item["role"] = ("opening", "agenda")[number - 1]
    elif length >= 90 and not joint and chance.random() < 0.4:
        item |= {"splittable": True, "least_part": "30 min", "most_parts": 3}
    return item


def _joint_item(body: _Body) -> str:
    return next(number for number, slot in body.slot_of.items() if slot == body.joint_slot)


def _rooms(most: int) -> list[dict[str, Any]]:
    """A room for each body at a time, and a small one more; all with booths."""
    sizes = (400, 200, 200)
    rooms = [{"id": f"room-{number + 1:02}", "capacity": sizes[number % 3], "booths": 6} for number in range(most)]
    return [{**room, "turnover": "30 min"} for room in (*rooms, {"id": "room-small", "capacity": 100, "booths": 6})]


def _teams(interpreted: list[int]) -> dict[str, Any]:
    weeks = [sum(interpreted[: _SLOTS // 2]), sum(interpreted[_SLOTS // 2 :])]
    return {"id": "teams", "count": max(*interpreted, *(-(-week // 7) for week in weeks)), "a_day": 2, "a_week": 7}


def _documents(planted: list[_Body], dates: list[str], chance: Random) -> list[dict[str, Any]]:
    """Three items of each body wait for a document that comes out during the session, before its planted sitting."""
    return [
        {
            "symbol": f"{body.id.upper()}/{number}",
            "items": [f"{body.id}/{number}"],
            "out": dates[chance.randint(0, body.slot_of[str(number)] // 2)],
        }
        for body in planted
        for number in sorted(chance.sample(range(4, ITEMS), 3))
    ]


def _delegations(planted: list[_Body], guests: dict[str, dict[str, Any]], chance: Random) -> list[dict[str, Any]]:
    """Four a body, of one to four people; what one follows is drawn until it can be at all of it."""
    found = []
    for number in range(4 * len(planted)):
        size = chance.choice((1, 2, 2, 2, 3, 3, 3, 4, 4, 4))
        wanted = min(len(planted), size + 2)
        chosen = chance.sample(planted, wanted)
        while _most_at_once(chosen, guests) > size:
            chosen.pop()
        found.append({"id": f"delegation-{number + 1:03}", "size": size, "follows": sorted(body.id for body in chosen)})
    return found


def _most_at_once(chosen: list[_Body], guests: dict[str, dict[str, Any]]) -> int:
    """The most of these bodies' sittings at a time, a joint session of two of them once."""
    ids = {body.id for body in chosen}

    def counted(body: _Body, slot: int) -> bool:
        hosted = body.id in guests and guests[body.id]["bodies"][0] in ids and slot == body.joint_slot
        return slot in body.held and not hosted

    return max(sum(counted(body, slot) for body in chosen) for slot in range(_SLOTS))


def _officers(planted: list[_Body], dates: list[str], chance: Random) -> list[dict[str, Any]]:
    """A chair for every other body, away for a half day on which the planted programme has no sitting of it."""
    found = []
    for body in planted[::2]:
        slot = chance.choice([slot for slot in range(_SLOTS) if slot not in body.held])
        hours = ("10:00-13:00", "15:00-18:00")[slot % 2]
        away = [f"{dates[slot // 2]} {hours}"]
        found.append({"id": f"chair-{body.id[-2:]}", "role": "chair", "serves": [body.id], "unavailable": away})
    return found
