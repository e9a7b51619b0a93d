"""A test whose needs are missing is named where it may be left out, and fails where it may not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import needs

ROOT = Path(__file__).parents[2]


def run_pytest(folder: Path, body: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """One test file, run under the project's conftest in a process of its own that finds no program on its path."""
    (folder / "test_sample.py").write_text(f"import pytest\n\n{body}\n    def test_it(self): assert True\n")
    options = ["-p", "tests.conftest", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(folder)]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-n", environment.pop("workers", "0"), str(folder)],
        cwd=ROOT,
        env={**os.environ, "PATH": str(folder), "CI": "", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


NEEDS_PHP = "@pytest.mark.needs('php-cli')\nclass TestSample:"


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_test_that_is_left_out_is_named_at_the_end(tmp_path: Path, workers: str) -> None:
    run = run_pytest(tmp_path, NEEDS_PHP, workers=workers)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "not run here: test_sample.py::TestSample::test_it needs php-cli" in run.stdout
    assert "1 skipped" in run.stdout.splitlines()[-1]


def test_it_fails_where_nothing_may_be_left_out(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, NEEDS_PHP, CI="true")
    assert run.returncode == 1
    assert "needs php-cli, which may not be missing" in run.stdout


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_skip_of_any_other_kind_fails_there_too(tmp_path: Path, workers: str) -> None:
    body = "@pytest.mark.skip(reason='not today')\nclass TestSample:"
    assert run_pytest(tmp_path, body, workers=workers, CI="").returncode == 0
    run = run_pytest(tmp_path, body, workers=workers, CI="true")
    assert run.returncode == 1
    assert "not run here: test_sample.py::TestSample::test_it not today" in run.stdout


def test_it_runs_where_the_need_is_met(tmp_path: Path) -> None:
    (tmp_path / "php").write_text("")
    (tmp_path / "php").chmod(0o755)
    run = run_pytest(tmp_path, NEEDS_PHP, CI="true")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "1 passed" in run.stdout


def test_a_need_that_nobody_lists_is_a_mistake(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, NEEDS_PHP.replace("php-cli", "pph"))
    assert run.returncode == 1
    assert "unknown need pph; known: nodejs, npm, php-cli" in run.stdout


def test_a_list_of_packages_is_read() -> None:
    text = "# head\n\nphp-cli php # calendars\nx  /usr/share/x  # y\n"
    assert needs.system_packages(text) == {"php-cli": "php", "x": "/usr/share/x"}


@pytest.mark.parametrize(("line", "says"), [("php-cli # calendars", "found"), ("php-cli php", "say which tests")])
def test_a_line_that_says_too_little_is_refused_by_its_number(line: str, says: str) -> None:
    with pytest.raises(SystemExit, match=f"system-packages.txt:2: .*{says}"):
        needs.system_packages(f"# head\n{line}\n")


@pytest.mark.parametrize(
    ("shown_by", "here"),
    [
        ("libc.so.6", True),
        ("libnone.so.6", False),
        ("sh", True),
        ("no-such-program", False),
        ("/", True),
        ("/no", False),
    ],
)
def test_a_program_a_file_and_a_library_show_a_package(shown_by: str, here: bool) -> None:
    assert needs.is_here(shown_by) is here


def test_a_user_who_may_not_install_is_told_what_to_type(tmp_path: Path) -> None:
    for name, script in {"id": "echo 1000", "apt-get": "exit 9"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    run = subprocess.run(
        ["/bin/sh", ROOT / "tools/apt-install", "php-cli", "npm"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.strip().endswith("sudo apt-get install php-cli npm")
