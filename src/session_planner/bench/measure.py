"""What the benchmarks share: timing by pairs, medians, demands, and the facts of the machine they ran on."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import session_planner as sp


@dataclass(frozen=True, slots=True)
class Demand:
    """Something a benchmark must show: the figure found is at most this."""

    says: str
    most: float
    found: float

    @property
    def holds(self) -> bool:
        return self.found <= self.most


@dataclass(frozen=True, slots=True)
class Measured:
    """What a benchmark found: rows of figures by column, the demands on them, and remarks."""

    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, Any]]
    demands: Sequence[Demand] = ()
    notes: Sequence[str] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """For `--json`; `holds` where every demand does."""
        return {
            "holds": all(demand.holds for demand in self.demands),
            "demands": [
                {"demand": one.says, "most": one.most, "found": round(one.found, 4), "holds": one.holds}
                for one in self.demands
            ],
            "columns": list(self.columns),
            "rows": [dict(row) for row in self.rows],
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things timed in turn: medians in seconds, and the median of the ratios of each pair."""

    first: float
    second: float
    ratio: float


def in_pairs(
    first: Callable[[], Any], second: Callable[[], Any], runs: int, clock: Callable[[], float] = time.perf_counter
) -> Pair:
    """Times two things in turn, the order changing from pair to pair: what disturbs the machine disturbs both."""

    def seconds(do: Callable[[], Any]) -> float:
        began = clock()
        do()
        return clock() - began

    times = []
    for number in range(runs):
        if number % 2:
            after = seconds(second)
            times.append((seconds(first), after))
        else:
            times.append((seconds(first), seconds(second)))
    return Pair(
        median(one for one, _ in times),
        median(other for _, other in times),
        median(one / other for one, other in times),
    )


def process(command: Sequence[str], environment: Mapping[str, str]) -> Callable[[], None]:
    """A whole process to time: from its start to its end, its output thrown away. An error ends the benchmark."""
    return lambda: _ended(subprocess.run(command, env=environment, capture_output=True, check=False, text=True))


def _ended(run: subprocess.CompletedProcess[str]) -> None:
    if run.returncode != 0:
        raise RuntimeError(f"{' '.join(run.args)} ended with {run.returncode}: {run.stderr[-500:]}")


def told_by(module: str, file: Path, limit: float, environment: Mapping[str, str]) -> dict[str, Any]:
    """What `python -m module FILE LIMIT CORES` found, as JSON; one that fails has found nothing but its last words."""
    command = [sys.executable, "-m", module, str(file), str(limit), str(cores())]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return {"failed": (run.stderr.strip().splitlines() or ["it ended"])[-1]}
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def cached(folder: Path) -> dict[str, str]:
    """An environment in which Python keeps its compiled files in `folder`, as an installed package has them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder)}


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def peak() -> int:
    """The most memory that this process has held, in MiB."""
    try:
        import resource
    except ImportError:  # not on Windows
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most >> (20 if sys.platform == "darwin" else 10)


def facts() -> dict[str, Any]:
    """The machine, and the versions of what was measured."""
    machine = {"processor": _processor(), "cores": cores(), "memory_gib": _memory(), "system": platform.system()}
    versions = {"session-planner": sp.__version__, "Python": platform.python_version(), "ortools": version("ortools")}
    return {"machine": machine, "versions": versions}


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _memory() -> int:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
    except (ValueError, OSError, AttributeError):
        return 0
