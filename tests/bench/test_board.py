"""`bench board`: its clock in the page sees drops, their answers and the first verdict."""

from __future__ import annotations

import pytest

from session_planner.bench import board


@pytest.mark.needs("chromium")
def test_drops_are_timed_in_a_browser() -> None:
    measured = board.measure(quick=True)
    (row,) = measured.rows
    assert row["segments"] == 106
    assert row["drags"] >= 3
    assert 0 < row["of it asking p95 ms"] <= row["drop p95 ms"]
    assert 0 < row["drop p50 ms"] <= row["drop p95 ms"]
    assert row["first verdict p95 ms"] > 0
    assert not measured.demands
