"""`bench start`: whole processes, from start to end, against the least that one with the same tools costs."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from session_planner.bench.measure import Demand, Measured, cached, cores, in_pairs, process

CASE = "untoc-wg-ta-2012.yaml"
"""The real case of 2012."""
MOST_SOLVE = 1.5
MOST_HELP = 2.0
RUNS = (5, 15)
"""Of each process: quick, and in full."""
_BARE = """
import sys
from ortools.sat.python import cp_model

solver = cp_model.CpSolver()
solver.parameters.num_workers = int(sys.argv[1])
solver.solve(cp_model.CpModel())
"""
_TOOLS = "import typer, rich"


def scenario(name: str) -> Path:
    """A scenario that ships: in the package where it is installed, beside its source in a checkout."""
    package = Path(__file__).parents[1]
    places = [package / "scenarios" / name, package.parents[1] / "scenarios" / name]
    return next((place for place in places if place.exists()), places[0])


def measure(quick: bool) -> Measured:
    """Each process is run once before it is timed, so that compiled files and the disk's cache are there for all."""
    runs = RUNS[not quick]
    workers = str(cores())
    with TemporaryDirectory() as folder:
        environment = cached(Path(folder) / "compiled")
        own = [sys.executable, "-m", "session_planner"]
        pairs = {
            "solve": (
                [*own, "solve", str(scenario(CASE)), "-o", str(Path(folder) / "out"), "--workers", workers],
                [sys.executable, "-c", _BARE, workers],
            ),
            "--help": ([*own, "--help"], [sys.executable, "-c", _TOOLS]),
        }
        found = {}
        for name, (ours, floor) in pairs.items():
            both = process(ours, environment), process(floor, environment)
            for warm_up in both:
                warm_up()
            found[name] = in_pairs(*both, runs)
    columns = ("process", "seconds", "floor seconds", "ratio", "runs")
    rows = [dict(zip(columns, (name, pair.first, pair.second, pair.ratio, runs), strict=True))
            for name, pair in found.items()]  # fmt: skip
    return Measured(
        columns,
        rows,
        [
            Demand("`solve` against an empty model in a bare process", MOST_SOLVE, found["solve"].ratio),
            Demand('`--help` against `python -c "import typer, rich"`', MOST_HELP, found["--help"].ratio),
        ],
    )
