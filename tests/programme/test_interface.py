"""A programme's JSON: there and back, and every fault with its path and place."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_planner.errors import InputError
from session_planner.programme.model import Cost, Programme, Segment, TierResult
from session_planner.programme.reading import parse_programme, read_programme
from session_planner.scenario.model import Scenario
from tests.programme.sample import SCENARIO, SESSION, mistakes, told, vienna

WHOLE = Programme(
    (
        Segment("cop", "2(a)", vienna(15, 15), vienna(15, 17), "m1", "2012-10-15T15:00", 1, 1, None, ("cop",)),
        Segment("cop", "5", vienna(18, 15), vienna(18, 16), None, "2012-10-18T15:00", 1, 2, None, ("cop",)),
        Segment("wg-ic", None, vienna(18, 10), vienna(18, 13), joint="cultural-property", bodies=("wg-ta", "wg-ic")),
        Segment("wg-ic", "", vienna(16, 10), vienna(16, 13), None, None, 1, 1, None, ("wg-ic",)),
    ),
    "week", "0" * 64, "feasible", (Cost("agenda-order", 10, 20, "order"),), (TierResult("order", 20, 10),),
    {"name": "cp-sat", "seconds": 0.5}, ("cop/2(b)",), "late",
    ("title=Another",),
)  # fmt: skip


def document(**changes: Any) -> bytes:
    """A right document with one segment that has these values."""
    segment = {"body": "cop", "item": "2(a)", "start": "2012-10-15T15:00:00+02:00", "end": "2012-10-15T17:00:00+02:00"}
    return json.dumps({"format": 1, "segments": [segment | changes]}).encode()


@pytest.mark.parametrize("scenario", [None, SCENARIO])
def test_there_and_back(scenario: Scenario | None) -> None:
    found = parse_programme(WHOLE.to_json().encode(), "plan.json", scenario).programme
    assert found == WHOLE
    assert found.to_json() == WHOLE.to_json()


_NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
_MOMENTS = st.integers(0, 200_000).map(lambda minute: vienna(1, 0) + dt.timedelta(minutes=minute))


@given(
    st.lists(
        st.tuples(_NAMES, _NAMES, _MOMENTS, st.integers(1, 600), st.none() | _NAMES),
        max_size=5,
        unique_by=lambda one: (one[0], one[1]),
    )
)
def test_there_and_back_for_any_names_and_times(values: list[tuple[str, str, dt.datetime, int, str | None]]) -> None:
    segments = tuple(Segment(body, item, start, start + dt.timedelta(minutes=minutes), room, bodies=(body,))
                     for body, item, start, minutes, room in values)  # fmt: skip
    ids = {segment.id for segment in segments}
    text = Programme(segments).to_json().encode()
    if len(ids) == len(segments):
        assert parse_programme(text, "plan.json").programme.segments == segments


def test_the_least_that_a_document_needs() -> None:
    (segment,) = parse_programme(document(), "plan.json").programme.segments
    assert (segment.part, segment.parts, segment.bodies, segment.room) == (1, 1, ("cop",), None)
    assert parse_programme(document(colour="red"), "plan.json").programme.status == "given"


def test_times_without_an_offset_are_the_scenario_s() -> None:
    local = document(start="2012-10-15T15:00", end="2012-10-15T17:00")
    (segment,) = parse_programme(local, "plan.json", SCENARIO).programme.segments
    assert segment.start == vienna(15, 15)
    assert "is not a moment" in told(local, None, "plan.json")[0]


def test_times_with_another_offset_are_told_in_the_scenario_s_zone() -> None:
    (segment,) = parse_programme(document(start="2012-10-15T13:00Z"), "plan.json", SCENARIO).programme.segments
    assert segment.start.isoformat() == "2012-10-15T15:00:00+02:00"


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"body": None}, "body", "`body` is missing"),
        ({"body": "copp"}, "body", "did you mean `cop`?"),
        ({"bodies": ["cop", "wg-xx"]}, "bodies", "`wg-xx` is not a body"),
        ({"bodies": ["wg-ta"]}, "bodies", "not among its own bodies"),
        ({"bodies": "cop"}, "bodies", "must be a list"),
        ({"item": 2}, "item", "must be a string"),
        ({"item": "9"}, "item", "is not an item of this body"),
        ({"item": "2 (a)"}, "item", "did you mean `2(a)`?"),
        ({"item": "2"}, "item", "is a heading"),
        ({"item": None}, "item", "needs an item"),
        ({"joint": "cultural-propperty"}, "joint", "did you mean `cultural-property`?"),
        ({"room": "Boardroom B"}, "room", "did you mean `Boardroom A`?"),
        ({"start": "ten"}, "start", "is not a moment"),
        ({"start": "2012-10-15T15:00:30+02:00"}, "start", "is not a moment"),
        ({"start": 10}, "start", "must be a string"),
        ({"end": "2012-10-15T15:00:00+02:00"}, "end", "not after the start"),
        ({"part": 0}, "part", "part 0 of 1"),
        ({"part": True}, "part", "must be a whole number"),
        ({"parts": None}, "parts", "is missing"),
    ],
)
def test_each_fault_with_its_path(changes: dict[str, Any], path: str, words: str) -> None:
    (mistake,) = mistakes(document(**changes), SCENARIO, "plan.json")
    assert (mistake.path, mistake.line, mistake.column) == (f"segments[0].{path}", 1, 28)
    assert words in mistake.text()


def test_every_fault_at_once_with_its_place() -> None:
    data = json.loads(WHOLE.to_json())
    data["segments"][1]["part"] = 3
    data["segments"][2] |= {"room": 7, "start": None}
    data["segments"].append(data["segments"][0])
    data["costs"] = [{"rule": 1}]
    data["solver"] = {"segments": [1, {"]": "}"}]}
    text = json.dumps(data, indent=1, ensure_ascii=False)
    found = mistakes(text, SCENARIO, "plan.json")
    lines = text.splitlines()
    assert [(one.path, lines[one.line - 1][one.column - 1 :]) for one in found if one.line] == [
        ("segments[1].part", "{"), ("segments[2].start", "{"), ("segments[2].room", "{"), ("segments[4].id", "{"),
    ]  # fmt: skip
    assert [one.path for one in found if not one.line] == ["rule"]
    assert '"id": "cop/5/1"' in lines[found[1].line]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"[]", "no list `segments`"),
        (b'{"segments": {}}', "no list `segments`"),
        (b'{"segments": [}', "not JSON"),
        (b'{"segments": [1, null]}', "a segment is a map"),
        (b'{"format": 2, "segments": []}', "format 2"),
        (b'{"costs": 1, "segments": []}', "must be a list"),
        (b'{"unscheduled": [1], "segments": []}', "list of strings"),
        (b"\xff\xfe\x00", "not JSON"),
        (b'{"segments": ["\\ud800"]}', "not JSON"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"segments": [' + b"9" * 5000 + b"]}", "not JSON"),
    ],
)
def test_what_is_no_programme(text: bytes, words: str) -> None:
    assert any(words in line for line in told(text, SCENARIO, "plan.json"))


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(WHOLE.to_json(), encoding="utf-8")
    assert read_programme(path, SCENARIO).programme == WHOLE
    for wrong, words in (
        (tmp_path / "none.json", "no such file"),
        (tmp_path / "plan.doc", ".json, .csv, .xlsx, .ics"),
        (tmp_path, "found ``"),
    ):
        with pytest.raises(InputError, match=words):
            read_programme(wrong, SCENARIO)
    (tmp_path / "plan.csv").write_text("body,item\n")
    with pytest.raises(InputError, match="only be read with its scenario"):
        read_programme(tmp_path / "plan.csv")
    with open(tmp_path / "huge.json", "wb") as stream:
        stream.truncate(64 * 1024 * 1024 + 1)
    with pytest.raises(InputError, match="larger than 64 MiB"):
        read_programme(tmp_path / "huge.json")


def test_a_scenario_without_rooms_does_not_name_them() -> None:
    scenario = Scenario.model_validate(SESSION | {"rooms": []})
    (segment,) = parse_programme(document(room="Hall"), "plan.json", scenario).programme.segments
    assert segment.room == "Hall"
