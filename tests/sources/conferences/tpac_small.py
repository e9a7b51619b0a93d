"""Small weeks of group meetings, written as the JSON has them; the answers stand beside them, worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import session_planner as sp

REAL = Path(__file__).parents[2] / "data" / "conferences" / "tpac" / "tpac2023.json"
MONDAY = ("09:00 - 10:30", "11:00 - 12:30", "14:00 - 15:30")


def body(
    wanted: Iterable[str] = (), people: str = "Less than 15", conflicts: str = "_No response_", more: str = ""
) -> str:
    """The text of an issue; `wanted`: the boxes that are ticked, such as `Monday, 09:00 - 10:30`."""
    boxes = "\n".join(f"- [X] {time}" for time in wanted)
    return (
        f"### Estimate of in-person participants\r\n\r\n{people}\r\n\r\n"
        f"### Select preferred dates and times (11-15 September)\n\n- [ ] Sunday, 09:00 - 10:30\n{boxes}\n\n"
        f"### Other sessions where we should avoid scheduling conflicts (Optional)\n\n{conflicts}\n\n"
        f"### Other instructions for meeting planners (Optional)\n\n_No response_\n{more}"
    )


def monday(*numbers: int) -> list[str]:
    """The slots of the day by their numbers, counted from 1, as boxes name them."""
    return [f"Monday, {MONDAY[number - 1]}" for number in numbers]


def week(
    sessions: Mapping[int, tuple[str, str]] | Sequence[Mapping[str, Any]],
    rooms: Sequence[str] = ("Red (20)", "Blue (40)"),
    slots: Sequence[str] = tuple(f"2023-09-11 {hours}" for hours in MONDAY),
) -> bytes:
    """A JSON; `sessions`: by number a title and a text, or as they stand there."""
    if isinstance(sessions, Mapping):
        sessions = [{"number": number, "title": title, "body": text} for number, (title, text) in sessions.items()]
    told = {
        "title": "Small week",
        "metadata": {"meeting": "Small week", "timezone": "Europe/Madrid", "type": "groups"},
        "rooms": list(rooms),
        "slots": list(slots),
        "sessions": list(sessions),
    }
    return json.dumps(told).encode()


def event(sessions: Mapping[int, tuple[str, str]], **others: Any) -> sp.tpac.Event:
    """The event of such a week."""
    return sp.tpac.parse_event(week(sessions, **others), "week.json")


def solved(of: sp.tpac.Event, seconds: float = 20) -> tuple[sp.Programme, sp.tpac.Solution]:
    """The programme of an event, passed by the checker without a conflict, and where it has each meeting."""
    scenario = sp.Scenario.model_validate(sp.tpac.scenario_of(of))
    outcome = sp.solve(scenario, sp.Control(seconds=seconds, workers=2))
    assert outcome.programme is not None
    assert sp.check(outcome.programme, scenario).errors == ()
    return outcome.programme, sp.tpac.solution_of(outcome.programme, of)
