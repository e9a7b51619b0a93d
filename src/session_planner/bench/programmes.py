"""Seeded programmes of any length to check, each with its scenario: nearly free of conflict, as real ones are.

Bodies sit in pairs, every day in the morning or in the afternoon, two bodies of different pairs in one room. A longer
programme has more bodies and more days alike. Everything that a scenario can bind is there: interpreters, officers with
absences, documents, joint sessions, delegations. One delegation in a thousand segments' worth is asked to be in two
rooms at once: those are the conflicts to be found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

_ZONE = "Europe/Vienna"
_HOURS = (10, 15)
_DELEGATIONS = 200
"""At most, which is about as many as there are states; in a small session four a body."""
_LENGTHS = (40, 45, 50)
Plan = list[tuple[str, int, int, int, int]]
"""What a body takes up on a day: item, part, parts, first and last minute since the sitting began."""


@dataclass(frozen=True, slots=True)
class _Body:
    number: int
    id: str
    days: list[Plan]
    languages: list[str]

    @property
    def pair(self) -> int:
        return self.number // 2

    @property
    def hour(self) -> int:
        return _HOURS[self.pair % 2]

    @property
    def room(self) -> str:
        return f"room-{self.pair // 2 * 2 + self.number % 2 + 1:03}"

    @property
    def interpreted(self) -> bool:
        return len(self.languages) > 1


def programme(segments: int, seed: int = 1) -> tuple[dict[str, Any], dict[str, Any]]:
    """A scenario and a programme of about so many segments, as data; at least 40."""
    chance = Random(f"programme {segments} {seed}")
    days = max(5, round((segments / 10) ** 0.5))
    dates = _working_days(dt.date(2026, 1, 5), days)
    count = max(4, 4 * round(segments / days / 12))
    bodies = [
        _Body(number, f"body-{number + 1:03}", _plan(days, number, chance),
              ["en", "fr"] if number % 5 < 3 else ["en"])
        for number in range(count)
    ]  # fmt: skip
    joint_day = days // 2
    scenario = _scenario(bodies, dates, joint_day, segments // 1000, chance)
    entries = [entry for body in bodies for entry in _segments(body, dates, joint_day)]
    return scenario, {"format": 1, "scenario": {"id": scenario["id"]}, "status": "given", "segments": entries}


def _working_days(first: dt.date, count: int) -> list[str]:
    days = (first + dt.timedelta(days=day) for day in range(count * 2))
    return [day.isoformat() for day in days if day.weekday() < 5][:count]


def _plan(days: int, number: int, chance: Random) -> list[Plan]:
    """Opening and agenda first, the report alone on the last day, three items on others; some go on the day after."""
    plan: list[Plan] = [[("1", 1, 1, 0, 30), ("2", 1, 1, 30, 60), ("3", 1, 1, 60, 120)]]
    open_item: str | None = None
    for day in range(1, days - 1):
        today: Plan = []
        at = 0
        if open_item is not None:
            today.append((open_item, 2, 2, 0, 30))
            at, open_item = 30, None
        splits = number % 4 == 3 and day % 6 == 1 and day + 1 < days - 1
        for item in range(3 * day + 1, 3 * day + 4):
            last = item == 3 * day + 3
            length = 50 if number % 20 < 2 and day == days // 2 else chance.choice(_LENGTHS)
            going_on = splits and last
            open_item = str(item) if going_on else open_item
            today.append((str(item), 1, 2 if going_on else 1, at, at + length))
            at += length
        plan.append(today)
    return [*plan, [(str(3 * days - 2), 1, 1, 0, 60)]]


def _joint(body: _Body, day: int, joint_day: int) -> bool:
    """Whether the pair sits jointly that day: one pair in ten does, once."""
    return body.number % 20 < 2 and day == joint_day


def _segments(body: _Body, dates: list[str], joint_day: int) -> Iterator[dict[str, Any]]:
    zone = ZoneInfo(_ZONE)
    host = body.number % 2 == 0
    for day, plan in enumerate(body.days):
        begins = dt.datetime.fromisoformat(f"{dates[day]}T{body.hour}:00").replace(tzinfo=zone)
        joint = _joint(body, day, joint_day)
        bodies = _pair(body) if joint else [body.id]
        room = body.room if host or not joint else f"room-{int(body.room[-3:]) - 1:03}"
        for item, part, parts, first, last in plan:
            yield {
                "id": f"{body.id}/{item}/{part}",
                "body": body.id,
                "bodies": bodies,
                "item": item,
                "part": part,
                "parts": parts,
                "joint": f"joint-{body.pair + 1}" if joint else None,
                "sitting": f"{dates[day]}T{body.hour}:00",
                "start": (begins + dt.timedelta(minutes=first)).isoformat(),
                "end": (begins + dt.timedelta(minutes=last)).isoformat(),
                "room": room,
            }


def _pair(body: _Body) -> list[str]:
    return [f"body-{2 * body.pair + 1:03}", f"body-{2 * body.pair + 2:03}"]


def _scenario(bodies: list[_Body], dates: list[str], joint_day: int, torn: int, chance: Random) -> dict[str, Any]:
    at_once = max(sum(body.hour == hour for body in bodies) for hour in _HOURS)
    return {
        "format": 1,
        "id": f"programme-{len(bodies)}-{len(dates)}",
        "title": f"{len(bodies)} bodies, {len(dates)} days",
        "timezone": _ZONE,
        "days": [{"date": date, "sittings": ["10:00-13:00", "15:00-18:00"]} for date in dates],
        "rooms": [
            {"id": room, "capacity": 200, "booths": 6, "turnover": "30 min"}
            for room in sorted({body.room for body in bodies})
        ],
        "bodies": [_agenda(body) for body in bodies],
        "decisions": [{"id": "bureau", "by": "The bureau", "on": "2025-10-01"}],
        "joint_sessions": [
            {
                "id": f"joint-{body.pair + 1}",
                "bodies": _pair(body),
                "items": {id: [item for item, *_ in body.days[joint_day]] for id in _pair(body)},
                "start": f"{dates[joint_day]}T{body.hour}:00",
                "source": "bureau",
            }
            for body in bodies
            if body.number % 20 == 0
        ],
        "documents": [
            {"symbol": f"{body.id}/{item}".upper(), "items": [f"{body.id}/{item}"], "out": "2025-12-01"}
            for body in bodies
            for item in range(4, 3 * len(dates) - 2, 7)
        ],
        "interpretation": {"teams": [{"id": "teams", "count": 2 * at_once, "a_day": 2, "a_week": 7}]},
        "delegations": [*_delegations(bodies, chance), *_torn(bodies, torn, chance)],
        "officers": [
            {"id": f"chair-{body.number + 1:03}", "role": "chair", "serves": [body.id],
             "unavailable": [f"{chance.choice(dates)} {'15:00-18:00' if body.hour == 10 else '10:00-13:00'}"]}
            for body in bodies
        ],
        "parallel_limits": [{"id": "house", "most": at_once}],
    }  # fmt: skip


def _agenda(body: _Body) -> dict[str, Any]:
    minutes: dict[str, int] = {}
    parts: dict[str, int] = {}
    for plan in body.days:
        for item, _, of, first, last in plan:
            minutes[item] = minutes.get(item, 0) + last - first
            parts[item] = of
    agenda: list[dict[str, Any]] = [
        {"number": item, "duration": f"{length} min"}
        | ({"splittable": True, "most_parts": 2} if parts[item] > 1 else {})
        for item, length in minutes.items()
    ]
    agenda[0]["role"], agenda[1]["role"] = "opening", "agenda"
    agenda[-1] |= {"role": "report", "drafting_time": "15 h"}
    return {"id": body.id, "size": 100, "languages": body.languages, "agenda": agenda}


def _delegations(bodies: list[_Body], chance: Random) -> list[dict[str, Any]]:
    """As many people as sittings to be at: most are small and follow a body of the morning and one of the afternoon."""
    by_hour = [[body for body in bodies if body.hour == hour] for hour in _HOURS]
    found = []
    for number in range(min(_DELEGATIONS, 4 * len(bodies))):
        small = number % 10 < 7
        follows = [chance.choice(some) for some in by_hour] if small else chance.sample(bodies, chance.randint(3, 4))
        size = max(sum(body.hour == hour for body in follows) for hour in _HOURS)
        ids = sorted(body.id for body in follows)
        found.append({"id": f"delegation-{number + 1:03}", "size": size, "follows": ids})
    return found


def _torn(bodies: list[_Body], count: int, chance: Random) -> list[dict[str, Any]]:
    """Delegations of one that follow what two bodies take up at the same hour, on the first day of both."""
    found = []
    for number in range(count):
        first, second = chance.sample([body for body in bodies if body.hour == _HOURS[0]], 2)
        item = chance.choice(("1", "2", "3"))
        follows = sorted(f"{body.id}/{item}" for body in (first, second))
        found.append({"id": f"torn-{number + 1:03}", "size": 1, "follows": follows})
    return found
