"""CoSPLib's own files: five instances, eight solutions, and what the library's checker says of each of these."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from session_planner.sources.conferences import cosplib
from session_planner.sources.conferences.cosplib import Solution, Term
from tests.sources.conferences.cosplib_small import DATA

KNOWN: dict[str, dict[str, Any]] = json.loads((DATA / "stored/scores.json").read_text("utf-8"))
INSTANCES = {"N2OR": (35, 8, 4, 4), "GECCO19": (202, 29, 13, 10), "GECCO20": (158, 24, 7, 8),
             "GECCO21Workshop": (203, 28, 8, 10), "OR60F": (279, 45, 8, 23)}  # fmt: skip
TOGETHER = "Submissions with multiple timeslots in different sessions"


def label(term: Term) -> str:
    """What the checker calls a term."""
    told = {Term.ROOMS_PER_TRACK: "Number of rooms per track", Term.PARALLEL_TRACKS: "Parallel tracks",
            Term.CONSECUTIVE_TRACKS: "Consecutive tracks", Term.ORDER: "Submissions order",
            Term.PRESENTERS: "Presenters conflicts [Session Level]", Term.CHAIRS: "Chairs conflicts",
            Term.ATTENDEES: "Attendees conflicts [Session Level]"}  # fmt: skip
    return told.get(term, term.label)


def loaded(name: str) -> tuple[cosplib.Instance, Solution]:
    """An instance and one of its stored solutions."""
    of, kind = name.split()
    found = cosplib.read_instance(DATA / f"{of}.xlsx")
    return found, cosplib.read_solution(DATA / f"stored/{of}-{kind}.xlsx", found)


@pytest.mark.parametrize("name", INSTANCES)
def test_an_instance_is_as_large_as_it_is(name: str) -> None:
    found = cosplib.read_instance(DATA / f"{name}.xlsx")
    assert (len(found.submissions), len(found.tracks), len(found.sessions), len(found.rooms)) == INSTANCES[name]


@pytest.mark.parametrize("name", KNOWN)
def test_every_stored_solution_costs_what_the_library_says_term_by_term(name: str) -> None:
    verdict = cosplib.judge(*loaded(name))
    found = {label(term): cost for term, cost in verdict.terms.items()} | {TOGETHER: verdict.breaches}
    known = KNOWN[name]
    assert {told: found[told] for told in known["terms"]} == known["terms"]
    assert sum(found.values()) == verdict.total == known["total"]
    assert (verdict.scheduled, verdict.valid, verdict.wrong) == (True, True, ())


@pytest.mark.parametrize("name", KNOWN)
def test_a_solution_is_written_as_the_library_wrote_it(name: str) -> None:
    found, solution = loaded(name)
    data = cosplib.solution_bytes(solution, found)
    assert cosplib.parse_solution(data, "again.xlsx", found) == solution
    of, kind = name.split()
    theirs = openpyxl.load_workbook(DATA / f"stored/{of}-{kind}.xlsx")["sol"]
    ours = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]  # the library reads the first sheet
    assert ours.title == "sol"
    assert list(ours.iter_rows(values_only=True)) == list(theirs.iter_rows(values_only=True))


@pytest.mark.parametrize("name", INSTANCES)
def test_an_instance_is_written_as_the_library_has_it(name: str) -> None:
    found = cosplib.read_instance(DATA / f"{name}.xlsx")
    data = cosplib.instance_bytes(found)
    assert cosplib.parse_instance(data, "again.xlsx") == found
    ours, theirs = openpyxl.load_workbook(io.BytesIO(data)), openpyxl.load_workbook(DATA / f"{name}.xlsx")
    assert ours.sheetnames == theirs.sheetnames
    for sheet in ("parameters", "submissions", "tracks", "sessions", "rooms"):
        assert filled(ours[sheet]) == filled(theirs[sheet])


def filled(sheet: Any) -> dict[str, Any]:
    """What stands in the cells of a sheet; a penalty of 0 is written as an empty cell."""
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value not in (None, 0)}


def test_what_is_read_of_an_instance() -> None:
    found = cosplib.read_instance(DATA / "GECCO21Workshop.xlsx")
    assert (found.parameters.zone, found.weights[Term.ORDER], found.weights[Term.TRACKS_ROOMS]) == (2, 10_000, 1)
    first, third = found.submissions[0], found.submissions[2]
    assert (first.reference, first.track, first.order, first.presenters) == ("wksp162s2", "AABOH", 2, ("P1", "P197"))
    assert third.zone == 1
    assert [one.name for one in found.sessions][:2] == ["Sat1", "Sat2"]
    assert str(found.sessions[0].start), str(found.sessions[0].date) == ("08:30:00", "2021-07-10")
    assert found.tracks_sessions["TutorialI", "Sun1"] == 1
    assert found.tracks_rooms["Competitions", "Room10"] == 10_000
    assert ("TutorialI", "Sat1") not in found.tracks_sessions


def test_names_keep_the_spaces_that_the_library_compares() -> None:
    found, solution = loaded("OR60F exact")
    (track,) = (track.name for track in found.tracks if track.name.startswith("ORS SCHOOLS"))
    assert track.endswith("only ")
    assert any(held.track == track for held in solution.held.values())


def test_a_solution_with_two_talks_swapped_is_charged_for_it() -> None:
    """The judge looks at the slots, and not only at the tracks."""
    found, solution = loaded("N2OR extended")
    held = dict(solution.held)
    here, there = ("Wed1", "Stafford 2"), ("Thu2", "Steelhouse 1")
    held[here], held[there] = (replace(held[one], slots=(held[other].slots[0], *held[one].slots[1:]))
                               for one, other in ((here, there), (there, here)))  # fmt: skip
    verdict = cosplib.judge(found, Solution(held))
    assert verdict.scheduled
    assert not verdict.valid
    assert len(verdict.wrong) == 2
    assert f"which holds {held[here].track}" in str(verdict.wrong[0])


def test_bytes_are_the_same_every_time() -> None:
    found, solution = loaded("N2OR exact")
    assert cosplib.instance_bytes(found) == cosplib.instance_bytes(found)
    assert cosplib.solution_bytes(solution, found) == cosplib.solution_bytes(solution, found)
    assert b"2000-01-01T00:00:00Z" in _part(cosplib.solution_bytes(solution, found), "docProps/core.xml")


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return archive.read(name)


def test_files_are_read_and_written(tmp_path: Path) -> None:
    found, solution = loaded("N2OR exact")
    cosplib.write_instance(tmp_path / "instance.xlsx", found)
    cosplib.write_solution(tmp_path / "solution.xlsx", solution, found)
    again = cosplib.read_instance(tmp_path / "instance.xlsx")
    assert again == found
    assert cosplib.read_solution(tmp_path / "solution.xlsx", again) == solution
