"""`within-sitting`: model and check agree on what is taken up, whole, and in how many parts."""

from __future__ import annotations

import pytest

from session_planner.problem.model import Problem
from session_planner.solver.extract import Placement
from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

THREE = [{"date": "2012-10-17", "sittings": ["10:00-12:00", "13:00-15:00", "16:00-17:00"]}]


def never_too_long(problem: Problem, placements: list[Placement]) -> bool:
    """The model gives an item its duration exactly; who writes a programme by hand may well give it more."""
    given = dict.fromkeys(range(len(problem.tasks)), 0)
    for placement in placements:
        given[problem.pieces[placement.piece].task] += placement.length
    return all(given[task.index] <= task.length for task in problem.tasks)


def test_each_item_once_and_whole() -> None:
    proof = prove(
        tiny(bodies=[body("wg", item("1"), item("2", duration="2 h")), body("b", item("1"))]), "within-sitting"
    )
    assert proof.by_amount.keys() == {0, 1, 2, 3}


def test_split_items_add_up_to_the_whole() -> None:
    long = item("1", duration="3 h", splittable=True)
    proof = prove(tiny(days=THREE, bodies=[body("wg", long, item("2"))]), "within-sitting", only=never_too_long)
    assert proof.by_amount.keys() == {0, 1, 2}


def test_in_at_most_so_many_parts_and_none_too_short() -> None:
    long = item("1", duration="3 h", splittable=True, most_parts=2)
    short = item("2", duration="4 h", splittable=True, least_part="2 h")
    scenario = tiny(days=THREE, bodies=[body("wg", long), body("b", short)])
    assert prove(scenario, "within-sitting", only=never_too_long).by_amount.keys() == {0, 1, 2}


def test_a_joint_session_is_an_instance_for_each_of_its_bodies() -> None:
    scenario = tiny(
        bodies=[body("a", item("1"), item("2")), body("b"), body("c", item("1"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b", "c"], "items": {"a": ["1", "2"], "c": ["1"]}}],
    )
    assert prove(scenario, "within-sitting").by_amount.keys() == {0, 1, 2, 3}


SCENARIO = tiny(
    bodies=[
        body(
            "wg",
            item("1", title="Assets"),
            item("2", splittable=True, duration="2 h", least_part="45 min", most_parts=2),
            item("3", duration={"least": "30 min", "expected": "1 h", "most": "2 h"}),
            title="Working group",
        )
    ]
)
WHOLE = ("wg/1 2012-10-17 10:00-11:00", "wg/2 2012-10-17 15:00-17:00", "wg/3 2012-10-17 11:00-12:00")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (WHOLE[1:], "item 1 of Working group (Assets) is not taken up"),
        (("wg/1 2012-10-17 10:00-10:45", *WHOLE[1:]), "item 1 of Working group (Assets) gets 45 min, it needs 1 h"),
        (
            ("wg/1 2012-10-17 10:00-10:30", "wg/1 2012-10-17 11:30-12:00", *WHOLE[1:]),
            "item 1 of Working group (Assets) is split, it must be taken up in one sitting",
        ),
        (
            (
                WHOLE[0],
                "wg/2 2012-10-17 11:15-12:00",
                "wg/2 2012-10-17 15:00-15:45",
                "wg/2 2012-10-17 16:00-17:00",
                WHOLE[2],
            ),
            "item 2 of Working group is split into 3 parts, at most 2 are allowed",
        ),
        (
            (WHOLE[0], "wg/2 2012-10-17 11:30-12:00", "wg/2 2012-10-17 15:00-16:30", WHOLE[2]),
            "a part of item 2 of Working group is shorter than 45 min",
        ),
        (
            ("wg/1 2012-10-17 09:30-10:30", *WHOLE[1:]),
            "item 1 of Working group (Assets), Wednesday 17 October, 09:30, lies outside the sittings of Working group",
        ),
        (
            ("wg/1 2012-10-17 11:15-12:15", *WHOLE[1:]),
            "item 1 of Working group (Assets), Wednesday 17 October, 11:15, lies outside the sittings of Working group",
        ),
        ((*WHOLE, "wg/4 2012-10-17 15:00-16:00"), "the agenda of Working group has no item 4"),
        (
            (f"{WHOLE[0]} A", f"{WHOLE[1]} A", f"{WHOLE[2]} B"),
            "the sitting of Working group, Wednesday 17 October, 10:00, is in two rooms",
        ),
    ],
)
def test_what_the_check_says(lines: tuple[str, ...], said: str) -> None:
    (breach,) = breaches(SCENARIO, "within-sitting", *lines)
    assert str(breach.words) == said
    assert breach.who == ("wg",)


@pytest.mark.parametrize("hours", ["11:00-11:30", "11:00-12:00", "10:00-12:00"])
def test_a_programme_by_hand_may_give_more_than_is_expected_or_as_little_as_is_allowed(hours: str) -> None:
    assert not breaches(SCENARIO, "within-sitting", *WHOLE[:2], f"wg/3 2012-10-17 {hours}")


def test_a_row_without_a_room_is_in_no_second_one():
    """Tables made by hand often name the room once, at the first row of a sitting."""
    scenario = tiny(rooms=[{"id": "r"}, {"id": "s"}], bodies=[body("a", item("1"), item("2"))])
    first, second = "a/1 2012-10-17 10:00-11:00 r", "a/2 2012-10-17 11:00-12:00"
    assert not breaches(scenario, "within-sitting", first, second)
    assert breaches(scenario, "within-sitting", first, f"{second} s")
