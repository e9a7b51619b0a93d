"""`bench check`: its programmes are the same each time, load clean, and break nothing but what is planted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import session_planner as sp
from session_planner import bench
from session_planner.bench import check, measure
from session_planner.bench.programmes import programme


def test_a_programme_is_made_the_same_each_time_and_another_of_another_seed() -> None:
    assert programme(400) == programme(400)
    assert programme(400) != programme(400, seed=2)


@pytest.mark.parametrize("segments", [40, 400, 3000])
def test_it_is_about_as_long_as_asked_and_breaks_what_is_planted(segments: int, tmp_path: Path) -> None:
    scenario_data, programme_data = programme(segments)
    scenario_file, file = tmp_path / "scenario.yaml", tmp_path / "programme.json"
    scenario_file.write_text(json.dumps(scenario_data), "utf-8")
    file.write_text(json.dumps(programme_data), "utf-8")
    scenario = sp.load(scenario_file)
    report = sp.check(sp.read_programme(file, scenario).programme, scenario)
    assert 0.7 * segments <= report.segments <= 1.6 * segments
    torn = {one.who for one in report.errors}
    assert Counter(one.rule for one in report.errors) == Counter({"delegation-size": segments // 1000})
    assert torn == {(f"torn-{number + 1:03}",) for number in range(segments // 1000)}


def test_everything_that_binds_is_in_it() -> None:
    scenario, made = programme(2000)
    for part in ("rooms", "joint_sessions", "documents", "delegations", "officers", "parallel_limits"):
        assert scenario[part], part
    assert any(entry["parts"] == 2 for entry in made["segments"])
    assert any(entry["joint"] for entry in made["segments"])
    assert any(officer["unavailable"] for officer in scenario["officers"])


def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "SIZES", (100, 400, 1000))
    monkeypatch.setattr(check, "RUNS", {100: 1, 400: 1})


def test_check_reports_what_it_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    small(monkeypatch)
    monkeypatch.setattr(check, "MOST", 1e9)
    result = bench.run("check", quick=True)
    assert len(result["rows"]) == 2
    assert [one["most"] for one in result["demands"][:2]] == [1e9, 1e9]
    assert all(one["holds"] for one in result["demands"][:2])
    sizes = [row["segments"] for row in result["rows"]]
    assert sizes == sorted(sizes)
    assert f"{sizes[0]:,} to {sizes[1]:,} segments" in result["demands"][2]["demand"]
    assert 1 < result["demands"][2]["most"] < 2


def test_a_floor_that_is_not_kept_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    small(monkeypatch)
    monkeypatch.setattr(check, "MOST", 0.0)
    result = bench.run("check", quick=True)
    assert result["holds"] is False
    assert [one["holds"] for one in result["demands"][:2]] == [False, False]


def test_a_clock_of_ones_own_is_used() -> None:
    ticks = iter([0.0, 3.0, 10.0, 12.0])
    assert measure.in_pairs(lambda: None, lambda: None, 1, lambda: next(ticks)) == measure.Pair(3.0, 2.0, 1.5)
