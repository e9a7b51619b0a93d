"""`bench week`: session weeks solved, each in a process of its own: first programme, 1 % gap, proof, model, memory.

`python -m session_planner.bench.week FILE SECONDS WORKERS` is that process; it prints what it found as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import session_planner as sp
from session_planner.bench.measure import Demand, Measured, cached, cores, peak, told_by
from session_planner.bench.start import scenario
from session_planner.bench.weeks import ITEMS, week

LIMIT = (15.0, 60.0)
"""Seconds for each scenario: quick, and in full."""
BODIES = ((10,), (10, 20, 40))
SHARE = 0.2
"""The most of building and searching together that building may be."""
_COLUMNS = ("scenario", "bodies", "items", "first programme s", "1 % gap s", "proof s", "cost", "gap %",
            "model building %", "peak MiB")  # fmt: skip


def measure(quick: bool) -> Measured:
    """The shipped week and the seeded ones; what a solve did not come to has no figure."""
    limit = LIMIT[not quick]
    rows, demands, notes = [], [], [f"Limit {limit:g} s each, {cores()} workers, seed 0; figures end where it did."]
    with TemporaryDirectory() as folder:
        files = [scenario("commission-week.yaml")]
        for bodies in BODIES[not quick]:
            files.append(Path(folder) / f"week of {bodies} bodies.yaml")
            files[-1].write_text(json.dumps(week(bodies)), "utf-8")  # JSON is YAML
        for file in files:
            found = told_by(__name__, file, limit, cached(Path(folder) / "compiled"))
            rows.append({"scenario": file.stem, **found})
            if "failed" in found:
                notes.append(f"{file.stem}: {found['failed']}")
            missed = float(found.get("first programme s") is None)
            demands.append(Demand(f"{file.stem}: no programme found", 0.0, missed))
            if not missed:
                says = f"{file.stem}: share of model building"
                demands.append(Demand(says, SHARE, found["model building %"] / 100))
    notes.append(f"The seeded weeks: {ITEMS} items a body, ten days, seed 1.")
    return Measured(_COLUMNS, rows, demands, notes)


def solved(file: Path, limit: float, workers: int) -> dict[str, Any]:
    """Solves a scenario here and now."""
    whole = sp.load(file)
    seen: list[sp.Progress] = []
    began = time.monotonic()
    control = sp.Control(limit, workers, 0, seen.append)
    outcome = sp.solve(whole, control)
    end = time.monotonic() - began
    programme = outcome.programme
    found = {
        "bodies": len(whole.bodies),
        "items": sum(len(body.agenda) for body in whole.bodies),
        "peak MiB": peak(),
    }
    if programme is None:
        return found
    gap = (programme.objective - programme.bound) / max(1, programme.objective)
    return found | {
        "first programme s": outcome.first,
        "1 % gap s": reached(seen, [(tier.objective, tier.bound) for tier in programme.tiers], end),
        "proof s": end if programme.status == "optimal" else None,
        "cost": programme.objective,
        "gap %": 100 * gap,
        "model building %": 100 * outcome.building / max(1e-9, outcome.building + outcome.searching),
    }


def reached(seen: Sequence[sp.Progress], tiers: Sequence[tuple[int, int]], end: float) -> float | None:
    """When every tier (cost, bound) was within 1 % of its bound; None if one never was.

    A tier is there with the first programme that shows it, at the latest when the next tier's search told of one.
    """
    if not all(_near(cost, bound) for cost, bound in tiers):
        return None
    last = [progress for progress in seen if progress.tier == seen[-1].tier] if seen else []
    for before, after in pairwise(seen):
        if before.tier != after.tier:
            last = [progress for progress in last if progress.seconds >= after.seconds]
    return next((one.seconds for one in last if one.best is not None and _near(one.best, one.bound)), end)


def _near(cost: int, bound: int) -> bool:
    return cost - bound <= cost / 100


if __name__ == "__main__":
    print(json.dumps(solved(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))))
