"""The same scenario, seed and workers give the same bytes, whatever process, whatever order Python hashes in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SOLVE = """
import sys
import session_planner as sp
scenario = sp.load(sys.argv[1])
programme = sp.solve(scenario, sp.Control(workers=int(sys.argv[2]), seed=int(sys.argv[3]))).programme
sys.stdout.buffer.write(programme.to_json().encode())
"""


def started(name: str, workers: int, seed: int, hashing: int) -> subprocess.Popen[bytes]:
    """A process of its own that solves a scenario that ships, without a limit of time."""
    command = [sys.executable, "-c", SOLVE, str(SCENARIOS / f"{name}.yaml"), str(workers), str(seed)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONHASHSEED": str(hashing)})


def bytes_of(process: subprocess.Popen[bytes]) -> bytes:
    """What it wrote, the seconds apart."""
    written, _ = process.communicate()
    assert process.returncode == 0
    seconds = json.loads(written)["solver"]["seconds"]
    assert written.count(f'"seconds": {seconds}'.encode()) == 1
    return written.replace(f'"seconds": {seconds}'.encode(), b'"seconds": 0')


@pytest.mark.parametrize(
    ("name", "workers", "seed"),
    [
        ("untoc-wg-ta-2012", 1, 0),
        ("untoc-wg-ta-2012", 2, 7),
        ("untoc-cop6-2012", 1, 0),
        ("untoc-cop6-2012", 2, 0),
        ("hybrid-week", 1, 0),
        ("hybrid-week", 2, 0),
    ],
)
def test_the_same_bytes_again(name: str, workers: int, seed: int) -> None:
    processes = [started(name, workers, seed, hashing) for hashing in (0, 12345)]
    first, second = map(bytes_of, processes)
    assert first == second
    assert json.loads(first)["status"] == "optimal"
