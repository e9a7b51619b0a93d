"""`bench sweep`: how well a sweep uses two cores: the same trials by one process, and by two.

Each is a whole sweep: processes begun, scenario read, trials solved, results written. Ideal is what two plain loops
gain by running at once and not in turn, measured in the same run: twice as fast on two free cores, less where these
are shared.
"""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import session_planner as sp
from session_planner.bench.measure import Demand, Measured, Pair, in_pairs
from session_planner.bench.start import scenario

CASE = "untoc-cop6-2012.yaml"
"""The conference of 2012 beside its two working groups; a trial takes half a second."""
TRIALS = (40, 100)
"""Quick, and in full."""
ROUNDS = (1, 3)
LEAST = 0.9
"""Of what two plain loops gain: the least that a sweep must."""
_SECONDS = 60.0
_LOOP = "total = 0\nfor number in range(40_000_000): total += number"
_LONG = "30 min,45 min,1 h,75 min,90 min"
_DURATIONS = {"wg-ta.agenda.2": _LONG, "wg-ta.agenda.3": _LONG, "wg-ta.agenda.5": _LONG, "cop.agenda.6": _LONG}
_COLUMNS = ("what", "one process s", "two processes s", "times as fast")


def measure(quick: bool) -> Measured:
    """Medians of some rounds; one and two processes take turns."""
    rounds = ROUNDS[not quick]
    trials = _trials(TRIALS[not quick])
    with TemporaryDirectory() as folder:
        _sweep(trials[:2], Path(folder), 1)  # a warm-up
        one, two = (partial(_sweep, trials, Path(folder), workers) for workers in (1, 2))
        swept = in_pairs(one, two, rounds)
    loops = in_pairs(partial(_loops, at_once=1), partial(_loops, at_once=2), rounds)
    rows = [_row(f"sweep of {len(trials)} trials", swept), _row("two plain loops", loops)]
    says = "what two plain loops gain, against what a sweep does"
    notes = [f"Of what there is to gain, a sweep gains {swept.ratio / loops.ratio:.0%}; it must gain {LEAST:.0%}."]
    return Measured(_COLUMNS, rows, [Demand(says, 1 / LEAST, loops.ratio / swept.ratio)], notes)


def _row(what: str, pair: Pair) -> dict[str, str | float]:
    return dict(zip(_COLUMNS, (what, pair.first, pair.second, pair.ratio), strict=True))


def _trials(number: int) -> tuple[sp.Trial, ...]:
    """A sample of the durations that some items might take."""
    grid = [f"bodies.{item}.duration={values}" for item, values in _DURATIONS.items()]
    return sp.sweep_trials(scenario(CASE), grid=grid, sample=number)


def _sweep(trials: tuple[sp.Trial, ...], folder: Path, workers: int) -> None:
    """A whole sweep, its results in a new file."""
    file = folder / "results.sqlite"
    with sp.SweepResults(file) as results:
        swept = sp.sweep(scenario(CASE), trials, results, engine=sp.process_pool(workers), seconds=_SECONDS)
    file.unlink()
    if swept.progress.statuses.keys() - {"optimal", "impossible"}:
        raise RuntimeError(f"not every trial was solved: {dict(swept.progress.statuses)}")


def _loops(at_once: int) -> None:
    """Two loops, each in a process of its own: one after the other, or both at once."""
    for _ in range(2 // at_once):
        running = [subprocess.Popen([sys.executable, "-c", _LOOP]) for _ in range(at_once)]
        for process in running:
            process.wait()
