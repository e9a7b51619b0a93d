"""What some tests need beside Python: Debian packages and other people's calendar readers, and which are here.

Read by ``tests/conftest.py``, which holds a marked test back where its needs are missing, and by ``make test``, which
runs this file to learn what to install. Standard library only: it runs before there is a virtual environment.
"""

from __future__ import annotations

import ctypes
import json
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
NODE_MODULES = ROOT / "tests" / "node" / "node_modules"


def system_packages(text: str) -> dict[str, str]:
    """The packages of a ``system-packages.txt``, each with the program, file or library that shows it is there."""
    packages = {}
    for number, line in enumerate(text.splitlines(), 1):
        entry, mark, comment = line.partition("#")
        if not entry.strip():
            continue
        try:
            package, shown_by = entry.split()
        except ValueError:
            raise SystemExit(f"system-packages.txt:{number}: wanted PACKAGE SHOWN-BY # TESTS, found {line!r}") from None
        if not (mark and comment.strip()):
            raise SystemExit(f"system-packages.txt:{number}: say which tests need {package}")
        packages[package] = shown_by
    return packages


def is_here(shown_by: str) -> bool:
    """Whether a program is on the path, a file (a name with a slash) exists, or a library (`.so.`) can be loaded."""
    if ".so." in shown_by and "/" not in shown_by:
        return _loads(shown_by)
    return Path(shown_by).exists() if "/" in shown_by else shutil.which(shown_by) is not None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def every_need() -> dict[str, str]:
    """All the names that ``@pytest.mark.needs`` may give, each with what shows that it is there."""
    readers = json.loads((ROOT / "tests" / "node" / "package.json").read_text("utf-8"))["dependencies"]
    return {
        **system_packages((ROOT / "system-packages.txt").read_text("utf-8")),
        **{name: str(NODE_MODULES / name / "package.json") for name in readers},
    }


def missing_packages() -> list[str]:
    """The Debian packages of ``system-packages.txt`` that are not here."""
    packages = system_packages((ROOT / "system-packages.txt").read_text("utf-8"))
    return [package for package, shown_by in packages.items() if not is_here(shown_by)]


if __name__ == "__main__":
    sys.stdout.write(" ".join(missing_packages()))
