"""`bench cosplib`: each conference in a process of its own; the score is the judge's, and what fails is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import session_planner as sp
from session_planner import bench
from session_planner.bench import cosplib as conferences
from session_planner.bench.cosplib_like import made
from session_planner.errors import InputError
from tests.cli.calling import call

DATA = Path(__file__).parents[1] / "data/conferences/cosplib"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small conference and a solution of it."""
    found = made(12, 3, 4, 3)
    sp.cosplib.write_instance(tmp_path / "small.xlsx", found.instance)
    (tmp_path / "stored").mkdir()
    sp.cosplib.write_solution(tmp_path / "stored/small-planted.xlsx", found.solution, found.instance)
    return tmp_path


def test_a_folder_of_conferences_is_solved_and_scored(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conferences, "SHARE", 1.0)
    result = bench.run("cosplib", time_limit=5.0, folder=folder)
    (row,) = result["rows"]
    planted = made(12, 3, 4, 3)
    assert row["theirs, 60 s"] == sp.cosplib.judge(planted.instance, planted.solution).total
    assert row["score"] == row["cost"] <= row["theirs, 60 s"]
    assert row["bound"] <= row["cost"]
    assert 0 < row["theirs passed s"] <= row["best s"]
    assert row["peak MiB"] > 50
    assert result["holds"] is True
    assert [one["demand"] for one in result["demands"]] == [
        "small: no programme found", "small: score less cost", "small: score after 6 s",
        "small: share of model building",
    ]  # fmt: skip


def test_what_is_demanded() -> None:
    row: dict[str, Any] = {"cost": 100, "score": 101, "ours, 6 s": 120, "model building %": 30.0, "gap %": 5.0}

    def failing(row: Mapping[str, Any], theirs: int | None, limit: float) -> list[str]:
        return [one.says for one in conferences._demands("x", row, theirs, limit) if not one.holds]

    assert failing(row, 110, 60.0) == ["x: score less cost", "x: score after 6 s", "x: share of model building"]
    assert failing(row, 110, 600.0)[-1] == "x: gap"
    good = row | {"score": 100, "ours, 6 s": 110, "model building %": 20.0, "gap %": 2.0}
    assert failing(good, 110, 600.0) == []
    assert failing(good | {"ours, 6 s": None}, 110, 60.0) == ["x: score after 6 s"]
    assert failing(good | {"ours, 6 s": None}, None, 60.0) == []
    assert failing({"seconds": 60.0}, 110, 60.0) == ["x: no programme found"]


def test_a_process_that_fails_is_told(folder: Path) -> None:
    (folder / "small.xlsx").write_bytes(b"PK no workbook")
    for stored in (folder / "stored").iterdir():
        stored.unlink()
    result = bench.run("cosplib", quick=True, folder=folder)
    assert result["holds"] is False
    assert any("small: " in note for note in result["notes"])


def test_quick_takes_the_two_smallest_and_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert next(file.stem for file in conferences._files(None)) == "N2OR"
    assert set(conferences.SMALLEST) < {file.stem for file in conferences._files(None)}
    with pytest.raises(InputError):
        bench.run("cosplib", folder=tmp_path)
    refused = call("bench", "start", "--folder", tmp_path)
    assert (refused.returncode, refused.stderr) == (2, "benchmark `start` has no option `--folder`\n")


def at(best: int | None, bound: int, seconds: float) -> sp.Progress:
    return sp.Progress("conference", 1, 1, best, bound, seconds)


def test_only_the_last_search_knows_all_costs() -> None:
    seen = [at(90, 50, 1.0), at(80, 60, 2.0), at(95, 10, 3.0), at(85, 20, 4.0), at(84, 20, 5.0)]
    told = conferences.last_search(seen)
    assert [one.seconds for one in told] == [3.0, 4.0, 5.0]
    assert conferences.reached(told, 90, 84, 6.0) == 4.0
    assert conferences.reached(told, 80, 80, 6.0) == 6.0
    assert conferences.reached(told, 80, 84, 6.0) is None
    assert conferences.last_search([]) == []


def test_the_process_prints_json() -> None:
    found = conferences.solved(DATA / "N2OR.xlsx", 20.0, 2)
    assert (found["cost"], found["score"], found["bound"]) == (1, 1, 1)
    assert json.loads(json.dumps(found)) == found
