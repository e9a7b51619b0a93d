"""`bench check`: checking a programme, from its file to the report, against parsing the same file as JSON."""

from __future__ import annotations

import json
from itertools import pairwise
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import session_planner as sp
from session_planner.bench.measure import Demand, Measured, Pair, in_pairs
from session_planner.bench.programmes import programme

SIZES = (1_000, 10_000, 100_000)
MOST = 10.0
RUNS = {1_000: 15, 10_000: 7, 100_000: 5}


def measure(quick: bool) -> Measured:
    """Quick: without the largest. Growth is that of the ratio: parsing grows with n, checking may by log n more."""
    rows = []
    demands = []
    ratios: dict[int, float] = {}
    for asked in SIZES[:-1] if quick else SIZES:
        segments, conflicts, pair = _measured(asked)
        ratios[segments] = pair.ratio
        rows.append(
            {
                "segments": segments,
                "check seconds": pair.first,
                "json.load seconds": pair.second,
                "ratio": pair.ratio,
                "µs a segment": pair.first / segments * 1e6,
                "conflicts": conflicts,
            }
        )
        demands.append(Demand(f"{segments:,} segments: checking against `json.load`", MOST, pair.ratio))
    sizes = list(ratios)
    for smaller, larger in pairwise(sizes):
        says = f"growth of that ratio from {smaller:,} to {larger:,} segments (n log n)"
        demands.append(Demand(says, round(log(larger) / log(smaller), 3), ratios[larger] / ratios[smaller]))
    return Measured(tuple(rows[0]), rows, demands)


def _measured(asked: int) -> tuple[int, int, Pair]:
    """The segments there are, the hard conflicts found, and the times; a first check, not timed, warms up."""
    scenario_data, programme_data = programme(asked)
    scenario = sp.Scenario.model_validate(scenario_data)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "programme.json"
        file.write_text(json.dumps(programme_data, indent=1), "utf-8")

        def check() -> int:
            return len(sp.check(sp.read_programme(file, scenario).programme, scenario).errors)

        def load() -> None:
            with file.open(encoding="utf-8") as stream:
                json.load(stream)

        conflicts = check()
        return len(programme_data["segments"]), conflicts, in_pairs(check, load, RUNS.get(asked, 3), process_time)
