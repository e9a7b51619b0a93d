"""The help names every benchmark, and nothing else."""

from __future__ import annotations

import inspect
import re

from session_planner import bench
from session_planner.cli import bench as command


def test_the_help_names_every_benchmark() -> None:
    said = str(inspect.signature(command.run, eval_str=True).parameters["name"].annotation.__metadata__[0].help)
    assert re.split(r", | or ", said.rstrip(".")) == list(bench.BENCHMARKS)
