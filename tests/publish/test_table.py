"""The programme as data: it is read back as it was, and a spreadsheet runs nothing of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from session_planner.programme.filter import Filter
from session_planner.programme.model import Programme, Segment, ordered
from session_planner.programme.reading import read_programme
from session_planner.publish.table import COLUMNS, table_csv, table_json
from session_planner.scenario.model import Scenario
from tests.publish.cases import WEEK, at, week


def rows(text: str) -> list[dict[str, str]]:
    """The lines of a table by their headings."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_line_a_segment_in_order_of_time() -> None:
    programme, scenario = week()
    found = rows(table_csv(programme, scenario, "fr"))
    assert tuple(found[0]) == COLUMNS
    assert [f"{row['body']}/{row['item']}" for row in found] == [
        "a/1(a)", "b/5", "a/1(b)", "a/2", "a/2", "a/3", "b/6", "c/",
    ]  # fmt: skip
    assert found[4] == {
        "body": "a", "item": "2", "title": "Débat général", "date": "2012-10-29", "start": "10:00", "end": "11:30",
        "room": "m1", "part": "2", "parts": "2", "joint": "", "bodies": "a", "sitting": "",
    }  # fmt: skip
    assert found[7]["joint"] == "property"
    assert found[7]["bodies"] == "a; b; c"


def test_times_are_on_the_clock_of_the_session() -> None:
    scenario = Scenario.model_validate(WEEK)
    segment = Segment("b", "5", at("2012-10-26T22:30", "UTC"), at("2012-10-26T23:30", "UTC"))
    [row] = rows(table_csv(Programme((segment,)), scenario, "en"))
    assert (row["date"], row["start"], row["end"]) == ("2012-10-27", "00:30", "01:30")


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x";"y")'])
def test_no_cell_is_a_formula(title: str) -> None:
    data = {**WEEK, "bodies": [{"id": "b", "agenda": [{"number": "5", "title": title}]}], "joint_sessions": []}
    data |= {"documents": [], "delegations": [], "officers": []}
    segment = Segment("b", "5", at("2012-10-26T10:00"), at("2012-10-26T11:00"))
    [row] = rows(table_csv(Programme((segment,)), Scenario.model_validate(data), "en"))
    assert row["title"] == f"'{title}"


def test_the_table_is_read_back_as_it_was(tmp_path: Path) -> None:
    programme, scenario = week()
    path = tmp_path / "programme.csv"
    path.write_bytes(table_csv(programme, scenario, "zh").encode())
    read = read_programme(path, scenario).programme
    assert [_told(one) for one in ordered(read.segments)] == [_told(one) for one in ordered(programme.segments)]


def test_the_json_is_read_back_as_it_was(tmp_path: Path) -> None:
    programme, scenario = week()
    path = tmp_path / "programme.json"
    path.write_bytes(table_json(programme, scenario).encode())
    read = read_programme(path, scenario).programme
    assert [_told(one) for one in read.segments] == [_told(one) for one in programme.segments]


def _told(segment: Segment) -> tuple[object, ...]:
    whose = set(segment.bodies or (segment.body,))
    return segment.id, segment.start, segment.end, segment.room, segment.parts, segment.joint, whose


def test_the_json_is_the_programme_s_own() -> None:
    programme, scenario = week()
    assert table_json(programme, scenario) == programme.to_json()
    kept = json.loads(table_json(programme, scenario, "en", Filter(bodies=("a",))))
    assert {segment["body"] for segment in kept["segments"]} == {"a"}
    assert kept["unscheduled"] == []
    assert json.loads(table_json(programme, scenario, "en", Filter(bodies=("b",))))["unscheduled"] == ["b/6"]
