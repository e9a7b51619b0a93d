"""`session-planner doctor`: exit code 1 and the lines to type where something is missing, 0 where nothing is."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.cli.calling import call

EVERYTHING = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0",
              "fonts-liberation", "fonts-noto-core", "fonts-noto-cjk")  # fmt: skip


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment in which python-docx cannot be imported, no fonts are known, and `dnf` installs."""
    hidden, programs = tmp_path / "hidden", tmp_path / "bin"
    hidden.mkdir()
    programs.mkdir()
    (hidden / "docx.py").write_text("raise ImportError('docx: [/b] gone')\n")
    for name in ("dnf", "fc-list"):
        (programs / name).write_text("#!/bin/sh\n")
        (programs / name).chmod(0o755)
    return {
        "PYTHONPATH": os.pathsep.join([str(hidden), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "PATH": str(programs),
    }


def test_it_says_what_is_missing_what_for_and_the_lines_that_install_it(tmp_path: Path, bare: dict[str, str]) -> None:
    done = call("doctor", cwd=tmp_path, **bare)
    assert (done.returncode, done.stderr) == (1, "")
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("python-docx"))
    assert line.split()[1:5] == ["missing", "documents", "as", "DOCX"]
    assert "[/b] gone" in done.stdout
    end = done.stdout.splitlines()[-3:]
    assert end[0] == "missing: 4"
    assert end[1] == f'{sys.executable} -m pip install "session-planner[docx]"'
    assert "dnf install liberation-serif-fonts google-noto-naskh-arabic-vf-fonts" in end[2]


def test_machines_read_the_same_as_json(tmp_path: Path, bare: dict[str, str]) -> None:
    done = call("doctor", "--json", cwd=tmp_path, **bare)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    missing = {one["id"]: one for one in told["findings"] if one["state"] == "missing"}
    assert list(missing) == ["python-docx", "font-latin", "font-ar", "font-zh"]
    assert told["missing"] == 4
    assert missing["font-zh"]["install"] in told["install"][1] or "google-noto-serif-cjk" in told["install"][1]
    assert all(one["install"] for one in missing.values())


@pytest.mark.needs(*EVERYTHING)
def test_a_machine_with_everything_passes(tmp_path: Path) -> None:
    done = call("doctor", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "missing: 0"
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_of_few_letters_and_a_store_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = tmp_path / "file" / "store"
    done = call("doctor", "--store", store, "--json", PYTHONIOENCODING="ascii", cwd=tmp_path)
    assert done.returncode == 1
    missing = {one["id"]: one["install"] for one in json.loads(done.stdout)["findings"] if one["state"] == "missing"}
    assert missing.keys() >= {"store", "locale"}
    assert missing["locale"] == "export LANG=C.UTF-8"
    shown = call("doctor", "--store", store, PYTHONIOENCODING="ascii", cwd=tmp_path)
    assert shown.returncode == 1
    assert "export LANG=C.UTF-8" in shown.stdout


def test_the_same_in_another_language(tmp_path: Path, bare: dict[str, str]) -> None:
    done = call("doctor", "--lang", "zh", cwd=tmp_path, **bare)
    assert done.returncode == 1
    assert "dnf install liberation-serif-fonts" in done.stdout
    assert call("doctor", "--lang", "xx", cwd=tmp_path).returncode == 2
