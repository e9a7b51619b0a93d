"""`bench week`: its weeks are the same each time and load clean; a solve in a process of its own is told honestly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import session_planner as sp
from session_planner import bench
from session_planner.bench import week as weeks
from session_planner.bench.start import scenario
from session_planner.bench.weeks import ITEMS, week


@pytest.mark.parametrize("bodies", [10, 20, 40])
def test_a_week_is_made_the_same_each_time_and_loads_clean(bodies: int, tmp_path: Path) -> None:
    assert week(bodies) == week(bodies)
    file = tmp_path / "week.yaml"
    file.write_text(json.dumps(week(bodies)), "utf-8")
    loaded = sp.load(file)
    assert len(loaded.bodies) == bodies
    assert {len(body.agenda) for body in loaded.bodies} == {ITEMS}
    assert sp.contradictions(loaded) == ()


def test_week_reports_what_a_process_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weeks, "BODIES", ((), ()))
    monkeypatch.setattr(weeks, "scenario", lambda _name: scenario("untoc-wg-ta-2012.yaml"))
    monkeypatch.setattr(weeks, "SHARE", 1.0)
    result = bench.run("week", quick=True)
    (row,) = result["rows"]
    assert (row["bodies"], row["gap %"]) == (2, 0)
    assert 0 < row["first programme s"] <= row["1 % gap s"] <= row["proof s"]
    assert row["peak MiB"] > 50
    assert 0 < row["model building %"] < 100
    assert result["holds"] is True


def test_a_share_that_is_too_large_and_a_process_that_fails_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(weeks, "BODIES", ((), ()))
    monkeypatch.setattr(weeks, "SHARE", 0.0)
    monkeypatch.setattr(weeks, "scenario", lambda _name: scenario("untoc-wg-ta-2012.yaml"))
    assert bench.run("week", quick=True)["holds"] is False
    monkeypatch.setattr(weeks, "scenario", lambda _name: tmp_path / "nowhere.yaml")
    result = bench.run("week", quick=True)
    assert result["holds"] is False
    assert any("nowhere" in note for note in result["notes"])
    assert "| nowhere " in bench.markdown(result)


def at(tier: str, best: int, bound: int, seconds: float) -> sp.Progress:
    return sp.Progress(tier, 1, 2, best, bound, seconds)


def test_one_per_cent_is_reached_when_the_last_tier_is_there() -> None:
    seen = [at("a", 0, 0, 1.0), at("b", 500, 100, 2.0), at("b", 202, 200, 3.0), at("b", 200, 200, 4.0)]
    assert weeks.reached(seen, [(0, 0), (200, 200)], 5.0) == 3.0
    assert weeks.reached(seen[:2], [(0, 0), (500, 500)], 5.0) == 5.0  # only the end of the search told the bound
    assert weeks.reached(seen, [(0, 0), (200, 150)], 5.0) is None
    assert weeks.reached([], [], 0.5) == 0.5
