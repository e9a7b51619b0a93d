"""Workbooks of CoSPLib imported and exported: known by their sheets, each part with its origin, refused with reason."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import session_planner as sp
from session_planner.errors import InputError
from session_planner.sources.conferences import cosplib
from session_planner.sources.conferences.cosplib import Instance, Submission, Term, Track, importing
from session_planner.sources.reading import parse_source
from tests.cli.calling import call
from tests.sources.conferences.cosplib_small import DATA, instance

NAMES = ("GECCO19", "GECCO20", "GECCO21Workshop", "N2OR", "OR60F")


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_of_the_library_becomes_its_scenario(name: str) -> None:
    draft = sp.read_source(DATA / f"{name}.xlsx")
    text = sp.draft_text(draft)
    loaded = sp.load_written(text.encode(), f"{name}.yaml")
    known = sp.Scenario.model_validate(cosplib.scenario_of(cosplib.read_instance(DATA / f"{name}.xlsx"), name))
    assert loaded.model_dump(exclude={"id"}) == known.model_dump(exclude={"id"})
    assert max(map(len, text.splitlines())) < 2000


def test_comments_say_what_each_part_comes_from() -> None:
    people = {"presenters": ("Ann",), "attendees": ("Bo",)}
    talks = [Submission("t", "A", 2, 1, rooms={"a": 3}, **people), Submission("u", "B", **people)]  # type: ignore[arg-type]
    of = instance(
        talks,
        tracks=(Track("A", ("Cy",)), Track("B", ("Cy",)), Track("C")),
        weights={term: number for number, term in enumerate(Term, 1)},
        tracks_sessions={("A", "s2"): 5, ("A", "s3"): 5}, tracks_rooms={("B", "c"): 7}, sessions_rooms={("s1", "b"): 1},
        similar={("A", "B"): 2},
    )  # fmt: skip
    text = sp.draft_text(parse_source(cosplib.instance_bytes(of), "small.xlsx"))
    assert text.startswith("# small.xlsx: a conference of CoSPLib; ")
    for said in (
        "days:\n  # sessions: “s1”\n",
        "  # tracks: “Cy”\n  - id: track-01\n    title: A\n    chambers: 1\n    agenda:  # submissions\n",
        "  # “Tracks_Sessions|Penalty: A; s2, s3”\n  - of: [track-01]\n",
        "  # “Tracks_Rooms|Penalty: B; c”\n  - of: [track-02]\n    rooms: [room-03]\n    cost: 14\n",
        "  # “Sessions_Rooms|Penalty: s1; b”\n  - windows: ",
        "  # “Submissions_Rooms|Penalty: t; a”\n  - of: [track-01/1]\n    rooms: [room-01]\n    cost: 66\n",
        "  # “Similar Tracks: A; B”\n  - id: similar-1\n",
        "  # “Chairs Conflicts: Cy”\n  - id: chairs-track-01-track-02\n",
        "  # “Presenters Conflicts: Ann”\n  - id: presenters-1-2\n    of: [track-01/1, track-02/2]\n    cost: 12\n",
        "  # “Attendees Conflicts Timeslot Level: Bo”\n  - id: attendees-1-2-slot\n",
        "  same-room:  # parameters: “Number of Rooms per Track”\n",
    ):
        assert said in text, text


def test_only_its_sheets_make_a_workbook_one_of_the_library(tmp_path: Path) -> None:
    whole = (DATA / "N2OR.xlsx").read_bytes()
    assert importing.recognise(whole, "a table.csv")
    assert not importing.recognise((DATA / "stored/N2OR-exact.xlsx").read_bytes(), "N2OR.xlsx")
    for hostile in (
        b"",
        b"PK",
        b"PK xl/workbook.xml",
        whole[:5000],
        whole[:-200],
        _with(whole, b"<sheet name='\xff'/>"),
    ):
        assert not importing.recognise(hostile, "N2OR.xlsx")
    lacking = _with(whole, _listed(whole).replace(b'name="tracks"', b'name="trucks"'))
    with pytest.raises(InputError) as told:
        parse_source(lacking, "N2OR.xlsx")
    assert [one.told("en") for one in told.value.mistakes] == [
        "N2OR.xlsx: the workbook has no sheet `tracks`; is `trucks` meant?"
    ]


def _listed(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        return whole.read("xl/workbook.xml")


def _with(data: bytes, listed: bytes) -> bytes:
    """A workbook with another list of its sheets."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as new:
        for part in old.infolist():
            new.writestr(part.filename, listed if part.filename == "xl/workbook.xml" else old.read(part))
    return held.getvalue()


def test_what_a_scenario_cannot_hold_is_told() -> None:
    weights = dict.fromkeys(Term, 0) | {Term.PARALLEL_TRACKS: 2_000_000, Term.TRACKS_ROOMS: 1000}
    of = instance([Submission("t", "A")], weights=weights, tracks_rooms={("A", "b"): 2_000_000})
    with pytest.raises(InputError) as told:
        parse_source(cosplib.instance_bytes(of), "dear.xlsx")
    assert [(one.path, one.told("en")) for one in told.value.mistakes] == [
        ("parameters, Parallel Tracks", "dear.xlsx: a weight of 2000000 is more than a rule can have; at most 1000000"),
        (
            "track-01",
            "dear.xlsx: weight, penalty and slots come to 2000000000; a scenario can hold costs of at most 1000000000",
        ),
    ]


def test_the_zone_is_that_of_the_workbook_or_the_one_asked_for() -> None:
    of = instance([Submission("t", "A")])
    east = replace(of, parameters=replace(of.parameters, zone=2))
    data = cosplib.instance_bytes(east)
    assert parse_source(data, "east.xlsx").data["timezone"] == "Etc/GMT-2"
    asked = sp.read_source(DATA / "N2OR.xlsx", timezone="Europe/London")
    assert asked.data["timezone"] == "Europe/London"
    with pytest.raises(InputError, match="there is no time zone"):
        sp.read_source(DATA / "N2OR.xlsx", timezone="Europe/Londn")


# -- back to the library ----------------------------------------------------------------------------------------------


def programme(of: Instance, places: Sequence[tuple[str, str, str, int]], **others: str) -> Any:
    """A programme of an instance as JSON, with what the first segment has otherwise."""
    data = cosplib.programme_of(cosplib.placed(of, places), of).as_dict()
    data["segments"][0] |= others
    return data


@pytest.fixture
def conference(tmp_path: Path) -> Instance:
    weights = dict.fromkeys(Term, 0) | {Term.TRACKS_ROOMS: 3}
    of = instance([Submission("t", "A"), Submission("u", "B", 2)], weights=weights, tracks_rooms={("A", "b"): 2})
    (tmp_path / "conference.xlsx").write_bytes(cosplib.instance_bytes(of))
    return of


PLACES = (("t", "s1", "b", 1), ("u", "s2", "a", 0))


def test_a_programme_is_exported_as_the_library_writes_it_and_its_score_is_told(
    tmp_path: Path, conference: Instance
) -> None:
    (tmp_path / "p.json").write_text(json.dumps(programme(conference, PLACES)), "utf-8")
    made = call(
        "export", "p.json", "--to", "cosplib", "--instance", "conference.xlsx", "-o", "new/sol.xlsx", cwd=tmp_path
    )
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "it scores 6\n")
    assert cosplib.read_solution(tmp_path / "new/sol.xlsx", conference) == cosplib.placed(conference, PLACES)


def test_what_the_library_would_not_take_is_written_and_told(tmp_path: Path, conference: Instance) -> None:
    (tmp_path / "p.json").write_text(json.dumps(programme(conference, PLACES[1:])), "utf-8")
    made = call("export", "p.json", "--to", "cosplib", "--instance", "conference.xlsx", "-o", "sol.xlsx", cwd=tmp_path)
    assert made.returncode == 1
    assert made.stderr == "submission t needs 1 slots and has 0\nit scores 0\n"
    assert (tmp_path / "sol.xlsx").exists()


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({"item": "7"}, "the conference has no submission `track-01/7`"),
        ({"room": "attic"}, "the conference has no room `attic`"),
        ({"start": "2026-07-06T00:16:00+00:00"}, "2026-07-06T00:16:00+00:00 to 2026-07-06T00:30:00+00:00 is in no"),
        ({"start": "2026-07-09T00:00:00+00:00", "end": "2026-07-09T00:15:00+00:00"}, "is in no session"),
        (
            {"start": "2026-07-07T00:30:00+00:00", "end": "2026-07-07T00:45:00+00:00", "room": "room-01"},
            "no solution of the conference can be made of this programme: s2, a would hold",
        ),
    ],
)
def test_a_programme_of_anything_else_is_refused(conference: Instance, others: dict[str, str], said: str) -> None:
    data = json.dumps(programme(conference, PLACES, **others))
    found = sp.parse_programme(data.encode(), "p.json").programme
    with pytest.raises(InputError) as told:
        cosplib.solution_of(found, conference, "p.json")
    (mistake,) = told.value.mistakes
    assert mistake.file == "p.json"
    assert said in mistake.told("en")


def test_export_asks_for_the_workbook_and_takes_the_whole_programme(tmp_path: Path, conference: Instance) -> None:
    (tmp_path / "p.json").write_text(json.dumps(programme(conference, PLACES)), "utf-8")
    asked = call("export", "p.json", "--to", "cosplib", cwd=tmp_path)
    assert (asked.returncode, "that the scenario was imported from" in asked.stderr) == (2, True)
    part = call(
        "export", "p.json", "--to", "cosplib", "--instance", "conference.xlsx", "--body", "track-01", cwd=tmp_path
    )
    assert (part.returncode, "a solution holds the whole programme" in part.stderr) == (2, True)
