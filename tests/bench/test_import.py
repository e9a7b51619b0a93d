"""The schedules that `bench import` makes, and what it measures."""

from __future__ import annotations

import re

import session_planner as sp
from session_planner import bench
from session_planner.bench.conferences import schedule
from session_planner.sources.reading import Options, parse_source


def test_a_made_schedule_is_as_large_as_it_says_and_the_same_every_time() -> None:
    made = schedule()
    assert made == schedule()
    assert made.events == len(re.findall(b"<event ", made.xml)) == 1100
    assert len(set(re.findall(b'<room name="([^"]+)"', made.xml))) == 35
    assert 2_000 < len(made.xml) / made.events < 3_000  # bytes an event, as FOSDEM's and the 31C3's have


def test_every_planted_clash_is_found_and_nothing_else() -> None:
    for clashes in (0, 1, 5):
        made = schedule(events=300, rooms=12, clashes=clashes, seed=clashes)
        draft = parse_source(made.xml, "s.xml", Options())
        report = sp.check(sp.programme_of(draft), sp.scenario_of(draft))
        assert made.clashes == clashes
        assert [one.rule for one in report.conflicts] == ["officers"] * clashes
        assert len(draft.programme) == made.events


def test_the_benchmark_tells_a_ratio_of_the_same_run() -> None:
    result = bench.run("import", quick=True)
    (row,) = result["rows"]
    (demand,) = result["demands"]
    assert (row["events"], row["rooms"], row["clashes"]) == (1100, 35, 3)
    assert 1 < row["ratio"] < 50
    assert demand["most"] == 5
