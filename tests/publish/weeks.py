"""Weeks thrown together, the same for the same seed: what hands can make of a programme, for layouts and pictures."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from session_planner.programme.model import Programme, Segment
from session_planner.scenario.model import Scenario

DATES = [dt.date(2026, 10, 22) + dt.timedelta(days) for days in range(10)]
"""Vienna sets its clocks back in the night to the fourth of them."""
HOURS = [["10:00-13:00", "15:00-18:00"], ["09:00-11:00", "10:30-12:00", "20:00-23:30"], ["23:00-04:00"]]


def week(seed: int) -> tuple[Programme, Scenario]:
    """Up to fourteen bodies in up to ten days, with parts, joint sessions, rooms and none; sittings overlap freely."""
    dice = Random(seed)
    dates = DATES[: dice.choice([1, 3, 5, 10])]
    bodies = [_body(dice, f"b{at:02}") for at in range(dice.choice([1, 2, 3, 6, 14]))]
    data: dict[str, Any] = {
        "format": 1,
        "id": f"week-{seed}",
        "title": f"Week {seed}",
        "timezone": "Europe/Vienna",
        "days": [{"date": date.isoformat(), "sittings": dice.choice(HOURS)} for date in dates],
        "rooms": [{"id": f"r{at}", "title": f"Room {at}"} for at in range(3)],
        "bodies": bodies,
        "joint_sessions": _sessions(dice, bodies),
    }
    return Programme(tuple(_segments(dice, data, dates))), Scenario.model_validate(data)


def _body(dice: Random, id: str) -> dict[str, Any]:
    """A body whose items have titles of their own: a title stands for its item wherever it is found."""
    count = dice.choice([1, 2, 4])
    agenda = [{"number": str(number), "title": f"Topic {id}.{number} of all"} for number in range(1, count + 1)]
    return {"id": id, "title": f"Body {id}", "agenda": agenda, **({"short": id.upper()} if dice.random() < 0.5 else {})}


def _sessions(dice: Random, bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Perhaps a joint session of the last items of some bodies; others only attend it."""
    if len(bodies) < 2 or dice.random() < 0.3:
        return []
    partners = dice.sample(bodies, dice.randint(2, min(4, len(bodies))))
    hosts = partners[: dice.choice([0, 1, 2])]
    items = {body["id"]: [body["agenda"][-1]["number"]] for body in hosts}
    return [{"id": "j", "title": "Joint talk", "bodies": [body["id"] for body in partners], "items": items}]


def _segments(dice: Random, data: dict[str, Any], dates: list[dt.date]) -> list[Segment]:
    rooms = [None, *(room["id"] for room in data["rooms"])]
    together = {
        (body, number): one for one in data["joint_sessions"] for body, all in one["items"].items() for number in all
    }
    made = []
    for body in data["bodies"]:
        for item in body["agenda"]:
            if (body["id"], item["number"]) in together:
                continue
            parts = dice.choice([1, 1, 2])
            for part in range(1, parts + 1):
                start, end = _times(dice, data, dates)
                made.append(Segment(body["id"], item["number"], start, end, dice.choice(rooms), part=part, parts=parts))
    for session in data["joint_sessions"]:
        (start, end), room, partners = _times(dice, data, dates), dice.choice(rooms), tuple(session["bodies"])
        for body in partners:
            number = (session["items"].get(body) or [None])[0]
            made.append(Segment(body, number, start, end, room, joint="j", bodies=partners))
    return made


def _times(dice: Random, data: dict[str, Any], dates: list[dt.date]) -> tuple[dt.datetime, dt.datetime]:
    """Somewhere in one of the sittings; real minutes, whatever clocks show."""
    place = dice.randrange(len(dates))
    first, last = (dt.time.fromisoformat(hour) for hour in dice.choice(data["days"][place]["sittings"]).split("-"))
    begin = dt.datetime.combine(dates[place], first, ZoneInfo("Europe/Vienna")).astimezone(dt.UTC)
    length = (dt.datetime.combine(dates[0], last) - dt.datetime.combine(dates[0], first)).seconds // 60
    start = begin + dt.timedelta(minutes=15 * dice.randrange(length // 15 - 1))
    end = start + dt.timedelta(minutes=dice.choice([15, 30, 75]))
    zone = ZoneInfo("Europe/Vienna")
    return start.astimezone(zone), end.astimezone(zone)
