"""`bench publish`: its floor writes the very same files, its release has changes in it, and a broken floor is told."""

from __future__ import annotations

from typing import Any

import icalendar
import pytest

from session_planner import bench
from session_planner.bench import publish


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "SEGMENTS", 100)
    monkeypatch.setattr(publish, "CALENDARS", 3)
    monkeypatch.setattr(publish, "LANGUAGES", ("ar", "en", "zh"))


def test_the_floor_writes_the_same_bytes(small: None) -> None:
    written = list(publish.case(40).all("ar"))
    assert len(written) == 3
    assert [calendar.to_ical() for calendar in publish.prebuilt(written)] == written


def test_the_release_is_a_second_one_in_which_things_moved_and_went(small: None) -> None:
    (data,) = publish.case(400).one("en")
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert {(int(event["sequence"]), str(event["status"])) for event in events} == {
        (0, "CONFIRMED"), (1, "CONFIRMED"), (1, "CANCELLED"),
    }  # fmt: skip


def test_publish_reports_what_it_measured(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "MOST", 1e9)
    result = bench.run("publish", quick=True)
    assert [(row["what"], row["files"]) for row in result["rows"]] == [("all", 9), ("one", 3), ("all", 6), ("one", 2)]
    assert [one["most"] for one in result["demands"][:4]] == [1e9] * 4
    assert all(one["holds"] for one in result["demands"][:4])
    time, ratio = result["demands"][4:]
    few, many = result["rows"][0]["segments"], result["rows"][2]["segments"]
    assert 1 < ratio["most"] < 2
    assert time["most"] == pytest.approx(ratio["most"] * many / few, abs=0.01)
    for row in result["rows"]:
        assert row["seconds"] > 0
        assert 0 < row["different"] <= row["events"]
        assert row["icalendar seconds"] > 0
        assert row["ms a file"] == pytest.approx(row["seconds"] / row["files"] * 1e3)
        assert 0 < row["KiB a file"] < 100_000


def test_a_floor_that_is_not_kept_is_told(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def measured(made: publish.Case, what: str, languages: tuple[str, ...]) -> dict[str, Any]:
        ratio = (2.9 if what == "all" else 3.1) * (1 if made.segments < 100 else 1.9)
        return {"segments": made.segments, "ratio": ratio, "ms a file": made.segments**3}

    monkeypatch.setattr(publish, "_measured", measured)
    result = bench.run("publish", quick=True)
    assert result["holds"] is False
    assert [one["holds"] for one in result["demands"]] == [True, False, False, False, False, False]
