"""`bench replan`: its events are the same each time and can happen; what a process found is told honestly."""

from __future__ import annotations

from typing import Any

import pytest

import session_planner as sp
from session_planner import bench
from session_planner.bench import replan
from session_planner.bench.weeks import week


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replan, "BODIES", ((2,), ()))
    monkeypatch.setattr(replan, "LIMIT", (12.0, 12.0))
    monkeypatch.setattr(replan, "SHARE", 1e9)


def test_replan_reports_what_a_process_found(small: None) -> None:
    result = bench.run("replan", quick=True)
    assert len(result["rows"]) == 7
    for row in result["rows"]:
        assert row["bodies"] == 2
        assert 0 < row["building s"] < row["all s"]
        if row["gap"] == 0:
            assert 0 < row["proved s"] <= row["all s"]
    assert sum(row["gap"] == 0 for row in result["rows"]) > 2
    assert [one["demand"].partition(": ")[0] for one in result["demands"]] == ["week of 2 bodies"] * 2
    assert result["demands"][1]["holds"]
    assert "from nothing: first programme after" in result["notes"][1]
    assert "overran" in bench.markdown(result)


def test_the_events_are_the_same_each_time() -> None:
    scenario = sp.Scenario.model_validate(week(4))
    control = sp.Control(60.0)
    control.watch = lambda _found: control.stop()
    programme = sp.solve(scenario, control).programme
    once, again = (list(replan.events(scenario, programme)) for _ in range(2))
    assert once == again
    assert len(set(once)) == 7
    assert once != list(replan.events(scenario, programme, seed=2))


def found(rows: list[dict[str, Any]]) -> Any:
    return lambda *_: {"seconds": 50.0, "first": 10.0, "proved": False, "rows": rows}


def row(seconds: float | None, delegates: int | None = 3) -> dict[str, Any]:
    return {"event": "x", "delegates": delegates, "proved s": seconds, "gap": 0 if seconds else 4}


def test_the_median_counts_what_was_not_proved_as_the_whole_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replan, "BODIES", ((2,), ()))
    monkeypatch.setattr(replan, "told_by", found([row(1.0), row(4.0), row(None)]))
    share = bench.run("replan", quick=True)["demands"][1]
    assert (share["found"], share["holds"]) == (4.0 / 50, True)
    monkeypatch.setattr(replan, "told_by", found([row(1.0), row(None), row(None, None)]))
    lost, share = bench.run("replan", quick=True)["demands"]
    assert (lost["found"], lost["holds"]) == (1.0, False)
    assert (share["found"], share["holds"]) == (replan.LIMIT[0] / 50, False)


def test_a_process_that_fails_is_told(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replan, "told_by", lambda *_: {"failed": "it broke"})
    result = bench.run("replan", quick=True)
    assert result["holds"] is False
    assert "it broke" in bench.markdown(result)
