"""Calling the command line as users do: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCENARIOS = ROOT / "scenarios"
CASE = SCENARIOS / "untoc-wg-ta-2012.yaml"
COMMAND = (sys.executable, "-m", "session_planner")
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("LC_", "SESSION_PLANNER"))},
    "LANG": "C.UTF-8",
    "COLUMNS": "100",
}


def call(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs one command to its end, and holds that no user ever sees a traceback."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**ENVIRONMENT, **environment},
        timeout=120,
        check=False,
    )
    if "--debug" not in arguments:
        assert "Traceback" not in done.stderr
    return done
