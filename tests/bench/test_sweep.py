"""`bench sweep`: one process and two do the same work; a sweep that gains too little, or solves too little, is told."""

from __future__ import annotations

import pytest

from session_planner import bench
from session_planner.bench import sweep
from session_planner.bench.measure import Pair


def test_sweep_reports_what_it_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "TRIALS", (4, 4))
    monkeypatch.setattr(sweep, "_LOOP", "for number in range(1_000_000): pass")
    monkeypatch.setattr(sweep, "LEAST", 0.001)
    result = bench.run("sweep", quick=True)
    assert [row["what"] for row in result["rows"]] == ["sweep of 4 trials", "two plain loops"]
    for row in result["rows"]:
        assert row["one process s"] > 0
        assert row["times as fast"] == pytest.approx(row["one process s"] / row["two processes s"])
    (demand,) = result["demands"]
    trials, loops = (row["times as fast"] for row in result["rows"])
    assert demand["most"] == 1000
    assert demand["found"] == pytest.approx(loops / trials, abs=1e-4)
    assert result["holds"] is True


@pytest.mark.parametrize(("gains", "holds"), [(1.81, True), (1.79, False)])
def test_a_sweep_must_gain_nine_tenths_of_what_there_is_to_gain(
    monkeypatch: pytest.MonkeyPatch, gains: float, holds: bool
) -> None:
    found = iter([Pair(gains, 1.0, gains), Pair(2.0, 1.0, 2.0)])
    monkeypatch.setattr(sweep, "in_pairs", lambda *_: next(found))
    monkeypatch.setattr(sweep, "_sweep", lambda *_: None)
    assert bench.run("sweep", quick=True)["holds"] is holds


def test_the_full_run_has_its_trials() -> None:
    assert len(set(sweep._trials(sweep.TRIALS[1]))) == sweep.TRIALS[1] == 100


def test_trials_without_an_answer_measure_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "TRIALS", (2, 2))
    monkeypatch.setattr(sweep, "_SECONDS", 1e-9)
    with pytest.raises(RuntimeError, match="time-up"):
        bench.run("sweep", quick=True)
