"""`bench tpac`: the floor that it names, what it demands, and a programme that lacks something is told."""

from __future__ import annotations

import pytest

import session_planner as sp
from session_planner import bench
from session_planner.bench import tpac
from tests.sources.conferences.tpac_small import body, event, monday

SMALL = {
    1: ("Media WG", body(monday(1))),
    2: ("Audio WG", body(monday(1, 2), people="31-40")),
    3: ("Math WG", body(monday(1), people="31-40")),
    4: ("Media WG & Math WG joint meeting", body(monday(1, 3))),
}


def test_first_fit_takes_the_first_room_that_seats_them() -> None:
    """Red seats 20, Blue 40. Media takes Blue, which is first; Audio, of 31, then has none left in the first slot."""
    small = event(SMALL, rooms=("Blue (40)", "Red (20)"))
    found = tpac.first_fit(small)
    assert found.held == {1: ((0, "Blue (40)"),), 2: ((1, "Blue (40)"),), 3: (), 4: ((2, "Blue (40)"),)}
    assert sp.tpac.judge(small, found).met == 3


def test_first_fit_keeps_what_texts_want_apart_apart() -> None:
    small = event({1: ("Media WG", body(monday(1))), 2: ("Audio WG", body(monday(1), conflicts="#1"))})
    assert tpac.first_fit(small).held == {1: ((0, "Red (20)"),), 2: ()}


def test_of_the_real_week_first_fit_gives_all_slots_but_one() -> None:
    real = sp.tpac.read_event(tpac._data())
    verdict = sp.tpac.judge(real, tpac.first_fit(real))
    assert (verdict.met, verdict.wanted, verdict.lacking) == (222, 223, 1)


def test_it_reports_what_it_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six wishes; the groups of the joint meeting can't be at two things in the first slot, nor three in two rooms."""
    small = event(SMALL, rooms=("Blue (40)", "Red (20)"))
    monkeypatch.setattr(sp.tpac, "read_event", lambda path: small)
    monkeypatch.setattr(tpac, "SECONDS", (20.0, 20.0))
    result = bench.run("tpac", quick=True)
    (row,) = result["rows"]
    assert (row["asked"], row["first fit met"], row["met"], row["gap"], row["conflicts"]) == (6, 3, 4, 0, 0)
    assert result["holds"] is True


def test_a_programme_without_a_joint_meeting_is_told() -> None:
    small = event(SMALL, rooms=("Blue (40)", "Red (20)"))
    scenario = sp.Scenario.model_validate(sp.tpac.scenario_of(small))
    found = sp.solve(scenario, sp.Control(seconds=20, workers=2)).programme
    assert found is not None
    case = tpac._Case("small", small, 0)
    assert tpac._missing(case, found) == 0
    guests = [one for one in found.segments if one.joint == "4.1" and one.body == "math-wg"]
    lacking = sp.Programme(tuple(one for one in found.segments if one not in guests), found.scenario_id)
    assert tpac._missing(case, lacking) == 1
