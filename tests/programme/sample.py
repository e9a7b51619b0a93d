"""A small session for the tests of reading: a plenary, two groups and their joint discussion, in one week of 2012."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.programme.model import Segment
from session_planner.programme.reading import Reading, parse_programme
from session_planner.scenario.model import Scenario


def item(number: str, minutes: int | None, en: str, fr: str, **more: Any) -> dict[str, Any]:
    """An agenda item with titles in two languages."""
    duration = {} if minutes is None else {"duration": f"{minutes} min"}
    return {"number": number, "title": {"en": en, "fr": fr}, **duration, **more}


SESSION: dict[str, Any] = {
    "format": 1,
    "id": "week",
    "title": "A week",
    "timezone": "Europe/Vienna",
    "days": [{"date": f"2012-10-{day}", "sittings": ["10:00-13:00", "15:00-18:00"]} for day in range(15, 20)],
    "rooms": [{"id": "m1", "title": {"en": "Boardroom A", "fr": "Salle A"}}, {"id": "m2", "title": "Room M2"}],
    "bodies": [
        {
            "id": "cop",
            "title": {"en": "Conference of the Parties", "fr": "Conférence des Parties"},
            "short": {"en": "Plenary", "fr": "Plénière"},
            "agenda": [
                item("1", None, "Organizational matters", "Questions d’organisation", items=[
                    item("1(a)", 15, "Opening of the session", "Ouverture de la session"),
                    item("1(b)", 30, "Election of officers", "Élection du Bureau"),
                    item("1(c)", 45, "General discussion", "Débat général"),
                ]),
                item("2", None, "Review of the Convention", "Examen de l’application", items=[
                    item("2(a)", 120, "The Convention itself", "La Convention elle-même"),
                    item("2(b)", 180, "Trafficking in Persons Protocol", "Protocole sur la traite"),
                ]),
                item("5", 240, "Technical assistance", "Assistance technique", splittable=True),
            ],
        },
        {
            "id": "wg-ta",
            "title": {
                "en": "Working Group on Technical Assistance",
                "fr": "Groupe de travail sur l’assistance technique",
            },
            "agenda": [
                item("1(a)", 15, "Opening of the meeting", "Ouverture de la réunion"),
                item("1(b)", 15, "Adoption of the agenda", "Adoption de l’ordre du jour"),
                item("2", 60, "Follow-up", "Suite donnée"),
                item("3", 90, "National strategies", "Stratégies nationales"),
                item("6", 90, "Recommendations", "Recommandations"),
                item("7", 60, "Application of the Convention", "Application de la Convention"),
            ],
        },
        {
            "id": "wg-ic",
            "title": {
                "en": "Working Group on International Cooperation",
                "fr": "Groupe de travail sur la coopération internationale",
            },
        },
    ],
    "joint_sessions": [{
        "id": "cultural-property",
        "title": {"en": "Joint discussion on cultural property", "fr": "Discussion conjointe sur les biens culturels"},
        "bodies": ["wg-ta", "wg-ic"],
        "items": {"wg-ta": ["6", "7"]},
    }],
}  # fmt: skip
SCENARIO = Scenario.model_validate(SESSION)


def read(table: str | bytes, scenario: Scenario = SCENARIO, name: str = "plan.csv") -> Reading:
    """A table's reading."""
    return parse_programme(table if isinstance(table, bytes) else table.encode(), name, scenario)


def mistakes(table: str | bytes, scenario: Scenario | None = SCENARIO, name: str = "plan.csv") -> tuple[Mistake, ...]:
    """What is wrong with a table; fails where nothing is."""
    try:
        parse_programme(table if isinstance(table, bytes) else table.encode(), name, scenario)
    except InputError as error:
        return error.mistakes
    raise AssertionError("nothing was found to be wrong")


def told(table: str | bytes, scenario: Scenario | None = SCENARIO, name: str = "plan.csv") -> list[str]:
    """The same in words, with places."""
    return [mistake.told() for mistake in mistakes(table, scenario, name)]


def lines(reading: Reading) -> list[str]:
    """Segments in short: `body/item day hours`, with the part where there are several, and the joint session."""
    return [_line(segment) for segment in reading.programme.segments]


def _line(one: Segment) -> str:
    part = f" {one.part}/{one.parts}" if one.parts > 1 else ""
    joint = f" joint={one.joint}:{'+'.join(one.bodies)}" if one.joint else ""
    room = f" @{one.room}" if one.room else ""
    return f"{one.body}/{one.item} {one.start:%d %H:%M}-{one.end:%H:%M}{part}{joint}{room}"


def vienna(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A moment of October 2012 in Vienna, in summer time."""
    return dt.datetime(2012, 10, day, hour, minute, tzinfo=dt.timezone(dt.timedelta(hours=2)))


DATA = Path(__file__).parent.parent / "data"
