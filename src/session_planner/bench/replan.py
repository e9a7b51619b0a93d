"""`bench replan`: from an event to the proved least change, against solving from nothing, for seeded weeks.

`python -m session_planner.bench.replan FILE SECONDS WORKERS` is the process for one week: it solves it from nothing,
takes what comes out as published, lets things happen one by one, and prints what it found as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import session_planner as sp
from session_planner.bench.measure import Demand, Measured, cached, cores, told_by
from session_planner.bench.weeks import week

LIMIT = (20.0, 60.0)
"""Seconds for each solve: quick, and in full."""
PATIENCE = 5
"""How many times the limit a week gets that has no programme by then; it ends with the first one."""
BODIES = ((10,), (10, 20, 40))
SHARE = 0.1
"""The most that the median event may take of solving from nothing."""
_COLUMNS = ("bodies", "event", "delegates", "moved", "minutes", "rooms", "proved s", "all s", "building s", "gap")
_HALF_DAYS = (("10:00", "13:00"), ("15:00", "18:00"))


def measure(quick: bool) -> Measured:
    """Each week in a process of its own."""
    limit = LIMIT[not quick]
    rows: list[Mapping[str, Any]] = []
    demands, notes = [], [f"Limit {limit:g} s each, {cores()} workers, seed 0."]
    with TemporaryDirectory() as folder:
        for bodies in BODIES[not quick]:
            file = Path(folder) / f"week of {bodies} bodies.yaml"
            file.write_text(json.dumps(week(bodies)), "utf-8")  # JSON is YAML
            found = told_by(__name__, file, limit, cached(Path(folder) / "compiled"))
            if "failed" in found:
                notes.append(f"{file.stem}: {found['failed']}")
                demands.append(Demand(f"{file.stem}: no programme found", 0.0, 1.0))
                continue
            rows += ({"bodies": bodies, **row} for row in found["rows"])
            answers = [row["proved s"] or limit for row in found["rows"]]
            nothing, first = found["seconds"], found["first"]
            notes.append(
                f"{file.stem}, from nothing: first programme after {first:.3g} s, "
                f"{'proved' if found['proved'] else 'not proved'} after {nothing:.3g} s; the median event takes "
                f"{median(answers):.3g} s, {median(answers) / first:.2g} of the one, {median(answers) / nothing:.2g} "
                f"of the other."
            )
            lost = sum(row["delegates"] is None for row in found["rows"])
            demands.append(Demand(f"{file.stem}: events without an answer", 0.0, float(lost)))
            says = f"{file.stem}: median event against solving from nothing"
            demands.append(Demand(says, SHARE, median(answers) / nothing))
    return Measured(_COLUMNS, rows, demands, notes)


def happened(file: Path, limit: float, workers: int) -> dict[str, Any]:
    """Solves a scenario from nothing, here and now, and replans it after each event."""
    scenario = sp.load(file)
    began = time.monotonic()
    outcome = sp.solve(scenario, sp.Control(limit, workers))
    if outcome.programme is None:  # the machine is slow, or busy: until there is something to publish
        began = time.monotonic()
        control = sp.Control(PATIENCE * limit, workers)
        control.watch = lambda _found: control.stop()
        outcome = sp.solve(scenario, control)
    seconds = time.monotonic() - began
    if outcome.programme is None:
        return {"failed": f"no programme within {PATIENCE * limit:g} s"}
    programme = outcome.programme
    return {
        "seconds": seconds,
        "first": outcome.first,
        "proved": programme.status == "optimal",
        "rows": [replanned(scenario, programme, event, limit, workers) for event in events(scenario, programme)],
    }


def replanned(scenario: sp.Scenario, programme: Any, event: str, limit: float, workers: int) -> dict[str, Any]:
    """One event, from its sentence to the answer; what was not found has no figure."""
    control = sp.Control(limit, workers)
    found = sp.replan(scenario, programme, [event], control=control)
    amounts = {count.rule: count.amount for count in found.counts}
    return {
        "event": event,
        "delegates": amounts.get("affected-delegates"),
        "moved": amounts.get("moved-segments"),
        "minutes": amounts.get("moved-minutes"),
        "rooms": amounts.get("moved-rooms"),
        "proved s": control.elapsed if found.outcome.impossible else found.outcome.least,
        "all s": control.elapsed,
        "building s": found.outcome.building,
        "gap": sum(count.cost - count.bound for count in found.counts) if found.counts else None,
    }


def events(scenario: sp.Scenario, programme: Any, seed: int = 1) -> Iterator[str]:
    """One of each kind, about things of the programme that the dice choose."""
    dice = Random(f"events {len(scenario.bodies)} {seed}")
    whole = [one for one in programme.segments if one.parts == 1 and one.joint is None]
    late = sorted({one.start.date() for one in whole})[2:-2]
    middle = [one for one in whole if one.start.date() in late]
    item = dice.choice(middle)
    yield f"item {item.item} of {item.body} overran {dice.choice((30, 45, 60))} min"
    there = dice.choice(middle)
    start, end = _HALF_DAYS[there.start.hour > 13]
    yield f"room {there.room} lost from {_moment(there, start)} until {_moment(there, end)}"
    served = {body: officer.id for officer in scenario.officers for body in officer.serves}
    meeting = dice.choice([one for one in middle if one.body in served])
    away = f"from {_moment(meeting, '08:00')} until {_moment(meeting, '20:00')}"
    yield f"officer {served[meeting.body]} ill {away}"
    cancelled = dice.choice(middle)
    yield f"sitting cancelled {_moment(cancelled, _HALF_DAYS[cancelled.start.hour > 13][0])} of {cancelled.body}"
    session = dice.choice(scenario.joint_sessions)
    other = dice.choice([one for one in middle if one.body in session.bodies])
    yield f"joint session {session.id} moved by the bureau to {_moment(other, _HALF_DAYS[other.start.hour < 13][0])}"
    document = dice.choice(scenario.documents)
    yield f"document {document.symbol} late by two days"
    body = dice.choice(scenario.bodies).id
    yield f'new item 99 "Urgent matters" of {body} 90 min'


def _moment(segment: Any, hour: str) -> str:
    return f"{segment.start.date().isoformat()} {hour}"


if __name__ == "__main__":
    print(json.dumps(happened(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))))
