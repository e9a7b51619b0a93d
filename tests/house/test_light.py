"""Help and imports come at once: the heavy libraries are loaded by the commands that use them, and by no others."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

HEAVY = {"ortools", "numpy", "pandas", "networkx", "fastapi"}


def loaded_by(*arguments: str) -> set[str]:
    """The top-level packages that a Python process with these arguments imports."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return set(re.findall(r"^import time:[ \d]+\|[ \d]+\|\s+(\w+)", run.stderr, re.MULTILINE))


@pytest.mark.parametrize(
    "arguments",
    [
        ("-c", "import session_planner"),
        ("-m", "session_planner", "--help"),
        ("-m", "session_planner", "solve", "--help"),
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_loaded_before_it_is_used(arguments: tuple[str, ...]) -> None:
    loaded = loaded_by(*arguments)
    assert "session_planner" in loaded
    assert loaded & HEAVY == set()


def test_the_checker_knows_no_solver() -> None:
    loaded = loaded_by("-c", "import session_planner.checker")
    assert "session_planner" in loaded
    assert loaded & {"ortools", "pandas", "fastapi"} == set()


def test_a_heavy_import_is_seen() -> None:
    assert "networkx" in loaded_by("-c", "import networkx")
