"""Small random scenarios in which much happens at once, the same for the same seed; their programmes as placements."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

from session_planner.loading import load
from session_planner.problem.model import Problem, Task
from session_planner.programme.model import Programme
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.solver.extract import Placement

DATES = ["2026-10-23", "2026-10-24", "2026-10-25"]
"""Vienna sets its clocks back in the night before the last."""
HOURS: list[list[Any]] = [
    ["10:00-13:00", "15:00-18:00"],
    ["09:00-11:00", "11:00-13:00"],
    ["10:00-12:00", {"hours": "14:00-16:00", "open_until": "17:00"}],
]
ROLES = ["opening", "agenda", "substance", "substance", "substance", "other", "report", "closing"]


def world(seed: int) -> dict[str, Any]:
    """A scenario as a file holds it: two or three bodies, up to three days, and whatever else the dice give."""
    dice = Random(seed)
    grain = dice.choice([15, 30, 60])
    dates = DATES[-dice.choice([1, 2, 2, 3]) :]
    bodies = [_body(dice, id, grain, dates) for id in "abc"[: dice.choice([2, 2, 3])]]
    ids = [body["id"] for body in bodies]
    refs = [f"{body['id']}/{item['number']}" for body in bodies for item in body["agenda"]]
    sessions = _sessions(dice, bodies, dates)
    joint = [f"{body}/{number}" for one in sessions for body, found in one["items"].items() for number in found]
    things = [*refs, *ids, *(f"joint:{session['id']}" for session in sessions)]
    return {
        "format": 1,
        "id": f"world-{seed}",
        "title": f"World {seed}",
        "timezone": "Europe/Vienna",
        "grain": grain,
        "days": [{"date": date, "sittings": dice.choice(HOURS)} for date in dates],
        "bodies": bodies,
        "joint_sessions": sessions,
        **_house(dice, dates, ids),
        **_people(dice, dates, things),
        **_order(dice, dates, refs, joint),
        "rules": _rules(dice),
    }


def _body(dice: Random, id: str, grain: int, dates: list[str]) -> dict[str, Any]:
    lengths = [length for length in (30, 45, 60, 90, 120) if length % grain == 0]
    roles = sorted(dice.choices(ROLES, k=dice.randint(2, 4)), key=ROLES.index)
    agenda = []
    for number, role in enumerate(roles, 1):
        item: dict[str, Any] = {"number": str(number), "role": role, "duration": f"{dice.choice(lengths)} min"}
        if role == "substance" and dice.random() < 0.3:
            item |= {"splittable": True, "duration": "120 min", "most_parts": dice.choice([2, 3])}
        if role == "report" and dice.random() < 0.5:
            item["drafting_time"] = "2 h"
        if dice.random() < 0.15:
            item["preferred"] = [f"{dice.choice(dates)} 10:00-13:00"]
        if dice.random() < 0.1:
            item |= dice.choice([{"earliest": f"{dates[0]}T11:00"}, {"latest": f"{dates[-1]}T16:00"}])
        agenda.append(item)
    body: dict[str, Any] = {"id": id, "title": f"Body {id}", "agenda": agenda}
    if dice.random() < 0.6:
        body |= {"size": dice.choice([20, 60, 150])}
    if dice.random() < 0.5:
        body |= {"languages": dice.choice([["en", "fr"], ["en", "fr", "es"]])}
    return body


def _sessions(dice: Random, bodies: list[dict[str, Any]], dates: list[str]) -> list[dict[str, Any]]:
    if dice.random() < 0.4:
        return []
    host, guest = dice.sample(bodies, 2)
    mine = [item["number"] for item in host["agenda"] if item["role"] == "substance"][: dice.choice([1, 2])]
    theirs = [item["number"] for item in guest["agenda"] if item["role"] == "substance"][: dice.choice([0, 1])]
    if not mine:
        return []
    for body, numbers in ((host, mine), (guest, theirs)):
        for item in body["agenda"]:
            if item["number"] in numbers:
                item.pop("splittable", None)
                item.pop("most_parts", None)
    items = {host["id"]: mine} | ({guest["id"]: theirs} if theirs else {})
    lengths = [int(item["duration"].split()[0]) for item in host["agenda"] if item["number"] in mine]
    whole = max(sum(lengths), 120 if theirs else 0)
    session: dict[str, Any] = {"id": "j", "title": "Joint", "bodies": [host["id"], guest["id"]], "items": items}
    if dice.random() < 0.5:
        session |= dice.choice([{"windows": [dates[-1]]}, {"start": f"{dates[0]}T10:00"}])
    return [session | {"duration": f"{whole} min"}]


def _house(dice: Random, dates: list[str], bodies: list[str]) -> dict[str, Any]:
    """Rooms in one venue or two, interpretation teams, parallel limits, holidays."""
    found: dict[str, Any] = {}
    if dice.random() < 0.8:
        two = dice.random() < 0.4
        if two:
            found["venues"] = [{"id": "V", "travel": {"W": "1 h"}}, {"id": "W", "hours": "09:00-18:00"}]
        found["rooms"] = [
            {
                "id": f"R{at}",
                "capacity": dice.choice([50, 100, 200]),
                "booths": dice.choice([2, 3]),
                "turnover": dice.choice(["0 min", "30 min"]),
                **({"venue": "VW"[at % 2]} if two else {}),
                **({"unavailable": [f"{dice.choice(dates)} 10:00-12:00"]} if dice.random() < 0.3 else {}),
            }
            for at in range(dice.choice([2, 3]))
        ]
    if dice.random() < 0.5:
        teams = [{"id": "t", "count": dice.choice([1, 2]), "a_day": 2, "a_week": 4}]
        if dice.random() < 0.5:
            teams.append({"id": "u", "count": 1, "languages": ["en", "fr"], "hours": "09:00-16:00"})
        found["interpretation"] = {"teams": teams}
    if dice.random() < 0.3:
        found["parallel_limits"] = [{"id": "one", "most": dice.choice([1, 2]), "bodies": bodies[:2]}]
    if dice.random() < 0.2 and len(dates) > 1:
        found["holidays"] = [{"id": "feast", "date": dates[0]}]
    return found


def _people(dice: Random, dates: list[str], things: list[str]) -> dict[str, Any]:
    officers = [
        {
            "id": f"o{at}",
            "serves": dice.sample(things, 2),
            **({"unavailable": [f"{dice.choice(dates)} 15:00-18:00"]} if dice.random() < 0.5 else {}),
        }
        for at in range(dice.choice([0, 1, 2]))
    ]
    zones = [{}, {"timezone": "Asia/Tokyo"}, {"timezone": "America/New_York"}]
    delegations = [
        {"id": f"d{at}", "size": dice.choice([1, 2, 2]), "follows": dice.sample(things, 3), **dice.choice(zones)}
        for at in range(dice.choice([0, 1, 3]))
    ]
    return {"officers": officers, "delegations": delegations}


def _order(dice: Random, dates: list[str], refs: list[str], joint: list[str]) -> dict[str, Any]:
    """Documents, and one thing before another; what is joint, in one session, comes in the order of that."""
    found: dict[str, Any] = {}
    if dice.random() < 0.4:
        found["documents"] = [{"symbol": "DOC/1", "items": [dice.choice(refs)], "out": dice.choice(dates)}]
    if dice.random() < 0.4:
        before, after = sorted(dice.sample(refs, 2), key=lambda ref: ref.partition("/")[2])
        if before.partition("/")[2] < after.partition("/")[2] and not {before, after} <= set(joint):
            found["precedences"] = [{"before": before, "after": after, "gap": dice.choice(["0 min", "1 h"])}]
    if dice.random() < 0.2:
        item = "joint:j" if (ref := dice.choice(refs)) in joint else ref
        found["locks"] = [{"id": "lock", "item": item, "start": f"{dates[0]}T10:00"}]
    return found


def _rules(dice: Random) -> dict[str, Any]:
    rules: dict[str, Any] = {"overrun-reserve": {"minutes": "30 min"}} if dice.random() < 0.5 else {}
    if dice.random() < 0.3:
        rules["officers"] = {"kind": "soft", "weight": 7}
    if dice.random() < 0.3:
        rules["room-fits"] = {"kind": "soft", "weight": 3, "tier": "house"}
    if dice.random() < 0.2:
        rules["within-sitting"] = {"kind": "soft", "weight": 50}
    if dice.random() < 0.2:
        rules["few-splits"] = "hard"
    return rules


def loaded(seed: int, folder: Path) -> Scenario:
    """The world of a seed, read from a file like any scenario."""
    file = folder / f"world-{seed}.yaml"
    file.write_text(json.dumps(world(seed)), "utf-8")
    return load(file)


def placements_of(programme: Programme, problem: Problem) -> list[Placement]:
    """Where a programme puts the pieces of a problem: the way back of `programme_of`."""
    rooms = {room: at for at, room in enumerate(problem.rooms)}
    sittings = {(sitting.body, sitting.slot.key): sitting.index for sitting in problem.sittings}
    found: dict[tuple[int, int, int], list[Any]] = {}
    for segment in programme.segments:
        task = problem.task(f"{segment.body}/joint:{segment.joint}" if segment.joint else segment.ref)
        assert task is not None
        sitting = sittings[segment.body, segment.sitting or ""]
        found.setdefault((task.index, sitting, segment.part), []).append(segment)
    return [
        _placement(problem, problem.tasks[task], sitting, segments, rooms)
        for (task, sitting, _), segments in found.items()
    ]


def _placement(problem: Problem, task: Task, sitting: int, segments: list[Any], rooms: dict[str, int]) -> Placement:
    (piece,) = (piece for piece in task.pieces if sitting in problem.pieces[piece].sittings)
    minute = outline(problem.scenario).minute
    start = problem.up(minute(min(segment.start for segment in segments)))
    end = problem.up(minute(max(segment.end for segment in segments)))
    return Placement(piece, sitting, start, end - start, rooms.get(segments[0].room))
