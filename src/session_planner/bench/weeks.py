"""Seeded session weeks to measure on: so many bodies with twenty items each over ten days.

Everything a scenario can bind is there in the proportions of a real session: rooms for half of the bodies at a time,
interpreters for half of them, small delegations that follow several bodies, officers with absences, documents that come
out during the session, joint sessions at decided times.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

ITEMS = 20
_DAYS = 10
_LENGTHS = (30, 45, 60, 60, 75, 90, 90, 105, 120, 150)


def week(bodies: int, seed: int = 1) -> dict[str, Any]:
    """The scenario, as data, of a session of `bodies` bodies."""
    chance = Random(f"week {bodies} {seed}")
    dates = _working_days(dt.date(2026, 5, 4), _DAYS)
    ids = [f"body-{number:02}" for number in range(1, bodies + 1)]
    joints = _joint_sessions(ids, dates, chance)
    return {
        "format": 1,
        "id": f"week-{bodies}-{seed}",
        "title": f"A session of {bodies} bodies",
        "timezone": "Europe/Vienna",
        "grain": 15,
        "days": [{"date": date, "sittings": ["10:00-13:00", "15:00-18:00"]} for date in dates],
        "rooms": _rooms(bodies),
        "bodies": [_body(id, dates, joints, chance) for id in ids],
        "decisions": [{"id": "bureau", "by": "The bureau", "on": "2026-02-02"}],
        "joint_sessions": joints,
        "documents": _documents(ids, dates, chance),
        "interpretation": {"teams": [{"id": "teams", "count": max(3, bodies * 11 // 20), "a_day": 2, "a_week": 7}]},
        "delegations": _delegations(ids, chance),
        "officers": _officers(ids, dates, joints, chance),
        "parallel_limits": [{"id": "house", "most": max(3, bodies * 2 // 3)}],
    }


def _working_days(first: dt.date, count: int) -> list[str]:
    days = (first + dt.timedelta(days=day) for day in range(count * 2))
    return [day.isoformat() for day in days if day.weekday() < 5][:count]


def _rooms(bodies: int) -> list[dict[str, Any]]:
    """Half as many rooms as bodies and one more, large and small in turn, all with six booths."""
    sizes = (400, 200, 200, 120)
    return [
        {"id": f"room-{number:02}", "capacity": sizes[number % 4], "booths": 6, "turnover": "30 min"}
        for number in range(bodies // 2 + 2)
    ]


def _body(id: str, dates: list[str], joints: list[dict[str, Any]], chance: Random) -> dict[str, Any]:
    joint = {number for session in joints for number in session["items"].get(id, ())}
    agenda: list[dict[str, Any]] = [
        {"number": "1", "duration": "30 min", "role": "opening"},
        {"number": "2", "duration": "30 min", "role": "agenda"},
    ]
    for number in range(3, ITEMS):
        length = 120 if str(number) in joint else chance.choice(_LENGTHS)
        item: dict[str, Any] = {"number": str(number), "duration": f"{length} min"}
        if length >= 90 and str(number) not in joint and chance.random() < 0.4:
            item |= {"splittable": True, "least_part": "30 min", "most_parts": 3}
        agenda.append(item)
    agenda.append({"number": str(ITEMS), "duration": "60 min", "role": "report", "drafting_time": "15 h"})
    return {
        "id": id,
        "title": f"Body {id[-2:]}",
        "size": chance.choice((60, 90, 110, 150, 190)),
        "languages": ["en", "fr", "es"] if chance.random() < 0.6 else ["en"],
        "agenda": agenda,
    }


def _joint_sessions(ids: list[str], dates: list[str], chance: Random) -> list[dict[str, Any]]:
    """One for every five bodies, each body in at most one, at an hour that the bureau has decided."""
    order = ids[:]
    chance.shuffle(order)
    found = []
    for number in range(max(1, len(ids) // 5)):
        pair = sorted(order[2 * number : 2 * number + 2])
        date = dates[2 + number % (len(dates) - 4)]
        found.append(
            {
                "id": f"joint-{number + 1}",
                "title": f"Joint session {number + 1}",
                "bodies": pair,
                "items": {body: [str(chance.randint(6, 14))] for body in pair},
                "start": f"{date}T{'10:00' if number % 2 else '15:00'}",
                "source": "bureau",
            }
        )
    return found


def _documents(ids: list[str], dates: list[str], chance: Random) -> list[dict[str, Any]]:
    return [
        {"symbol": f"{id.upper()}/{number}", "items": [f"{id}/{number}"], "out": chance.choice(dates[:4])}
        for id in ids
        for number in chance.sample(range(4, ITEMS), 3)
    ]


def _delegations(ids: list[str], chance: Random) -> list[dict[str, Any]]:
    """Four a body; a delegation of one follows two bodies, of two four, larger ones up to six."""
    found = []
    for number in range(4 * len(ids)):
        size = chance.choice((1, 2, 2, 2, 3, 3, 3, 4, 4, 4))
        follows = chance.sample(ids, min(len(ids), {1: 2, 2: 4}.get(size, 6)))
        found.append({"id": f"delegation-{number + 1:03}", "size": size, "follows": sorted(follows)})
    return found if len(ids) > 4 else found[: len(ids)]


def _officers(ids: list[str], dates: list[str], joints: list[dict[str, Any]], chance: Random) -> list[dict[str, Any]]:
    """A chair for every other body, away on a day on which the body has no joint session."""
    found = []
    for id in ids[::2]:
        joint = {session["start"][:10] for session in joints if id in session["bodies"]}
        away = chance.choice([date for date in dates[1:8] if date not in joint])
        found.append({"id": f"chair-{id[-2:]}", "role": "chair", "serves": [id], "unavailable": [away]})
    return found
