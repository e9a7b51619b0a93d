"""What the tests of sweeps share: a small scenario with many variants, work that kills who does it, rows to compare."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import session_planner as sp
from session_planner.studies.sweeping.results import Row

VARIANTS, VALUES = 25, 20
GRID = "bodies.a.agenda.1.duration=" + ",".join(f"{10 * number} min" for number in range(1, VALUES + 1))
"""With the variants 500 trials."""


def small(folder: Path) -> Path:
    """A body with three items in two sittings; in variant `v7` the last item takes 5 + 7 * 10 minutes."""
    scenario: dict[str, Any] = {
        "format": 1,
        "title": "Small",
        "timezone": "Europe/Vienna",
        "days": [{"date": "2012-10-17", "sittings": ["10:00-13:00", "15:00-18:00"]}],
        "bodies": [
            {
                "id": "a",
                "agenda": [
                    {"number": 1, "title": "One", "duration": "30 min"},
                    {"number": 2, "title": "Two", "duration": "1 h"},
                    {"number": 3, "title": "Three", "duration": "45 min"},
                ],
            }
        ],
        "variants": [
            {"id": f"v{number}", "set": {"bodies.a.agenda.3.duration": f"{5 + 10 * number} min"}}
            for number in range(VARIANTS)
        ],
    }
    file = folder / "small.yaml"
    file.write_text(json.dumps(scenario), "utf-8")  # JSON is YAML
    return file


def trials(file: Path) -> tuple[sp.Trial, ...]:
    """The 500 trials."""
    return sp.sweep_trials(file, variants=[f"v{number}" for number in range(VARIANTS)], grid=[GRID])


def came(rows: Iterable[Row], results: sp.SweepResults) -> list[tuple[Any, ...]]:
    """What is the same wherever and whenever a trial is solved: all but seconds."""
    return [
        (row.asked, row.status, row.objective, row.bound, row.measures, row.error, _made(results, row)) for row in rows
    ]


def _made(results: sp.SweepResults, row: Row) -> dict[str, Any] | None:
    text = results.programme(row.asked.key)
    if text is None:
        return None
    programme: dict[str, Any] = json.loads(text)
    programme["solver"] = {key: value for key, value in programme["solver"].items() if key != "seconds"}
    return programme


def deadly(task: int) -> int:
    """Doubles a number; 13 kills the process that tries it."""
    if task == 13:
        os._exit(1)
    return 2 * task


def fatal(task: int) -> int:
    """Kills the process that tries it."""
    os._exit(1)


def wrong(task: int) -> int:
    """Raises what it should not."""
    raise ZeroDivisionError(task)
