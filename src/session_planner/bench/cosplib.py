"""`bench cosplib`: conferences of CoSPLib solved with every term, each in a process of its own, scored by the judge.

Beside ours stands what the library's own hyper-heuristic reaches in 60 s. What is found is written as the library
writes it, read again and scored by `sources.conferences.cosplib.scoring`, which shares nothing with rules or solver.
`python -m session_planner.bench.cosplib FILE SECONDS WORKERS` is that process; it prints what it found as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import session_planner as sp
from session_planner.bench.cosplib_like import made
from session_planner.bench.measure import Demand, Measured, cached, cores, peak, told_by
from session_planner.errors import InputError, Mistake
from session_planner.words import N_

LIMIT = (10.0, 60.0)
"""Seconds for each conference: quick, and in full."""
SOON = 6.0
"""Seconds in which what the library's search reaches in 60 is passed."""
LONG = 600.0
"""Seconds from which on a gap is demanded."""
GAP = 0.02
SHARE = 0.2
"""The most of building and searching together that building may be."""
SMALLEST = ("N2OR", "GECCO20")
THEIRS = {"N2OR": 1, "GECCO19": 120_746, "GECCO20": 11_246, "OR60F": 2_888}
"""What the library's hyper-heuristic reached in 60 s on two cores; of others the best of the solutions stored beside
them counts."""
_COLUMNS = ("conference", "submissions", "theirs, 60 s", "ours, 6 s", "first s", "theirs passed s", "best s",
            "proof s", "cost", "bound", "gap %", "score", "model building %", "peak MiB")  # fmt: skip


def measure(quick: bool, time_limit: float | None = None, folder: Path | None = None) -> Measured:
    """The library's files in `folder`, by default the five that the tests have; what a solve did not come to is empty.

    Raises InputError where there are none.
    """
    limit = time_limit or LIMIT[not quick]
    files = _files(folder)
    if quick and folder is None:
        files = [file for file in files if file.stem in SMALLEST]
    rows, demands = [], []
    notes = [f"Limit {limit:g} s each, {cores()} workers, seed 0; loading and reading are not counted."]
    with TemporaryDirectory() as compiled:
        for file in files:
            row = _both(file, limit, cached(Path(compiled)))
            theirs = _theirs(file)
            rows.append({"conference": file.stem, "theirs, 60 s": theirs, **row})
            if "failed" in row:
                notes.append(f"{file.stem}: {row['failed']}")
            demands += _demands(file.stem, row, theirs, limit)
    return Measured(_COLUMNS, rows, demands, notes)


def _files(folder: Path | None) -> list[Path]:
    where = folder or Path(__file__).parents[3] / "tests/data/conferences/cosplib"
    found = sorted(where.glob("*.xlsx"), key=lambda file: (file.stat().st_size, file.name))
    if not found:
        message = N_("there is no workbook of CoSPLib in this folder; --folder names another")
        raise InputError([Mistake(str(where), 0, 0, "", message)])
    return found


def _theirs(file: Path) -> int | None:
    """What is to be passed: the hyper-heuristic's figure, or the best of the stored solutions."""
    if file.stem in THEIRS:
        return THEIRS[file.stem]
    stored = sorted((file.parent / "stored").glob(f"{file.stem}-*.xlsx"))
    instance = sp.cosplib.read_instance(file) if stored else None
    return min((sp.cosplib.judge(instance, sp.cosplib.read_solution(one, instance)).total
                for one in stored if instance), default=None)  # fmt: skip


def _demands(name: str, row: Mapping[str, Any], theirs: int | None, limit: float) -> list[Demand]:
    missed = float(row.get("cost") is None)
    demands = [Demand(f"{name}: no programme found", 0.0, missed)]
    if missed:
        return demands
    demands.append(Demand(f"{name}: score less cost", 0.0, abs(row["score"] - row["cost"])))
    if theirs is not None:
        soon = row.get("ours, 6 s")
        demands.append(Demand(f"{name}: score after {SOON:g} s", theirs, float("inf") if soon is None else soon))
    demands.append(Demand(f"{name}: share of model building", SHARE, row["model building %"] / 100))
    if limit >= LONG:
        demands.append(Demand(f"{name}: gap", GAP, row["gap %"] / 100))
    return demands


def _both(file: Path, limit: float, environment: Mapping[str, str]) -> dict[str, Any]:
    """What is found in the whole time, and in a run of its own that is stopped soon; of one that is over by then once.

    A run by itself says what there is at that moment: what a search tells on its way is not yet a programme.
    """
    found = told_by(__name__, file, limit, environment)
    soon = found if found.get("seconds", SOON + 1) <= SOON else told_by(__name__, file, SOON, environment)
    return found | {"ours, 6 s": soon.get("score")}


def solved(file: Path, limit: float, workers: int) -> dict[str, Any]:
    """Solves a conference here and now."""
    instance = sp.cosplib.read_instance(file)
    scenario = sp.Scenario.model_validate(sp.cosplib.scenario_of(instance, file.stem))
    _load()
    seen: list[sp.Progress] = []
    began = time.monotonic()
    outcome = sp.solve(scenario, sp.Control(limit, workers, 0, seen.append))
    end = time.monotonic() - began
    programme = outcome.programme
    found: dict[str, Any] = {"submissions": len(instance.submissions), "seconds": end, "peak MiB": peak()}
    if programme is None:
        return found
    theirs = _theirs(file)
    told = last_search(seen)
    return found | {
        "first s": outcome.first,
        "theirs passed s": None if theirs is None else reached(told, theirs, programme.objective, end),
        "best s": reached(told, programme.objective, programme.objective, end),
        "proof s": end if programme.status == "optimal" else None,
        "cost": programme.objective,
        "bound": programme.bound,
        "gap %": 100 * (programme.objective - programme.bound) / max(1, programme.objective),
        "score": _score(programme, instance),
        "model building %": 100 * outcome.building / max(1e-9, outcome.building + outcome.searching),
    }


def _load() -> None:
    """Solves next to nothing, so that no conference is charged for loading what all solves need."""
    least = made(2, 1, 2, 2).instance
    sp.solve(sp.Scenario.model_validate(sp.cosplib.scenario_of(least, "least")), sp.Control(10.0, 1))


def _score(programme: sp.Programme, instance: sp.cosplib.Instance) -> int:
    """What the programme scores as the library's solution; a charge for whatever is not as the library wants it."""
    data = sp.cosplib.solution_bytes(sp.cosplib.solution_of(programme, instance), instance)
    verdict = sp.cosplib.judge(instance, sp.cosplib.parse_solution(data, "solution.xlsx", instance))
    if not (verdict.scheduled and verdict.valid):
        raise RuntimeError(f"this is no solution: {'; '.join(str(words) for words in verdict.wrong[:3])}")
    return verdict.total


def last_search(seen: Sequence[sp.Progress]) -> list[sp.Progress]:
    """What the last search told: one begins where the best gets worse, or the bound lower.

    Searches before it leave open what is taken up when, and so do not know all costs.
    """
    begins = 0
    for at in range(1, len(seen)):
        before, now = seen[at - 1], seen[at]
        if now.bound < before.bound or (now.best or 0) > (before.best or 0):
            begins = at
    return list(seen[begins:])


def reached(seen: Sequence[sp.Progress], value: int, best: int, end: float) -> float | None:
    """When a cost of `value` or less was found first; None if the `best` is more."""
    if best > value:
        return None
    return next((one.seconds for one in seen if one.best is not None and one.best <= value), end)


if __name__ == "__main__":
    print(json.dumps(solved(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))))
