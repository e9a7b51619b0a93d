"""The week of the sixth session: what was wrong in the real programme, and the price of a week without it.

The plenary fills its ten sittings (1,790 of 1,800 minutes), so its items of three hours take a whole sitting each.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from session_planner.checker import Report, check
from session_planner.programme.model import Programme
from session_planner.programme.reading import read_programme
from tests.scenarios.shipped import DATA, cost, programme, scenario, sittings

NAME = "untoc-cop6-2012"
JOINT = "2012-10-18T10:00"


@pytest.fixture(scope="module")
def real() -> Report:
    """The check of the real programme."""
    of = scenario(NAME)
    return check(read_programme(DATA / "untoc-2012" / "programme-en.csv", of).programme, of)


@pytest.fixture(scope="module")
def solved() -> Programme:
    """The week that the solver finds."""
    return programme(scenario(NAME))


def test_the_real_programme_wants_the_cooperation_experts_twice(real: Report) -> None:
    """Plenary item 4 stands against the joint discussion, and nothing else is an error."""
    (error,) = real.errors
    assert error.rule == "delegation-size"
    assert error.who == ("cooperation-experts",)
    assert error.when == "2012-10-18T10:00:00+02:00"
    joint = {"wg-ic/joint:cultural-property/1", "wg-ta/6/1", "wg-ta/7/1"}
    assert set(error.segments) == {"cop/4/1", *joint}
    for words in ("Experts of international cooperation", "item 4", "Joint discussion on cultural property", "10:00"):
        assert words in str(error.words)


def test_a_week_without_the_clash_costs_one_pair_of_items(solved: Programme, real: Report) -> None:
    """Neither 4 nor 5 may stand beside the joint discussion, where their experts are; in the agenda's order 4 would.

    So one of the other full sittings' items must change its place with 4: with 3, before it, that is one pair, and 4
    then stands beside the other group. Anything else that could take the sitting (2, or 6 and 7) turns round more.
    Splits are what the real programme has: 5 in two parts and the cooperation group's work in three.
    """
    assert solved.status == "optimal"
    plenary = sittings(solved, "cop")
    assert plenary[JOINT] == ["3"]
    assert plenary["2012-10-17T15:00"] == ["4"]
    real_costs = {one.rule: one.cost for one in real.costs}
    assert cost(solved, "agenda-order") == real_costs["agenda-order"] + 10
    assert {one.rule: one.cost for one in solved.costs} == {**real_costs, "agenda-order": cost(solved, "agenda-order")}


def test_the_groups_sit_as_they_did(solved: Programme) -> None:
    """The technical group's programme is its annex; the cooperation group has the three sittings it had.

    It could finish a sitting earlier but for the opening, beside which nothing stands.
    """
    assert list(sittings(solved, "wg-ta").values()) == [["1(a)", "1(b)", "2", "3"], ["4", "5", "8"], ["6", "7"]]
    assert sittings(solved, "wg-ic") == {
        "2012-10-15T15:00": ["1"],
        "2012-10-16T10:00": ["1"],
        "2012-10-16T15:00": ["1"],
        JOINT: ["joint:cultural-property"],
    }


def test_the_limits_keep_the_group_from_the_opening() -> None:
    """The real programme with the cooperation group's first sitting on the opening morning breaks that limit alone."""
    usual = scenario(NAME)
    shown = read_programme(DATA / "untoc-2012" / "programme-en.csv", usual).programme
    first = min(one.start for one in shown.segments)
    moved = [one for one in shown.segments if one.body == "wg-ic" and one.sitting == "2012-10-15T15:00"]
    assert len(moved) == 1
    early = replace(moved[0], start=first, end=first + (moved[0].end - moved[0].start), sitting="2012-10-15T10:00")
    segments = tuple(early if one is moved[0] else one for one in shown.segments)
    errors = {one.instance for one in check(replace(shown, segments=segments), usual).errors}
    assert errors == {"delegation-size[cooperation-experts]", "parallel-limit[none-beside-the-opening]"}
