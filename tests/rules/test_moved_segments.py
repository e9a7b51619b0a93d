"""`moved-segments`: model and check agree on what stays, what moves, and what moves back."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny
from tests.rules.replanning import DAY, GUESTS, PARTS, SPLIT, TWO, published


def test_a_move_is_two_and_a_move_back_is_one() -> None:
    places = [published("x/1", "11:00", "12:00", before=DAY + "15:00"), published("x/2", "15:00", "17:00")]
    found = prove(tiny(bodies=TWO, replan={"published": places}), "moved-segments")
    assert set(found.by_amount) == {0, 1, 2, 3, 4}


def test_a_part_that_is_longer_or_shorter_has_moved_unless_its_item_is_another_length_now() -> None:
    assert set(prove(tiny(bodies=SPLIT, replan={"published": PARTS}), "moved-segments").by_amount) == {0, 2, 4}
    longer = [PARTS[0], published("x/1", "15:00", "15:30", part=2)]
    grain = tiny(bodies=SPLIT, replan={"published": longer})
    assert set(prove(grain, "moved-segments").by_amount) == {0, 2, 4}


def test_a_part_that_is_at_both_its_times_has_not_moved() -> None:
    bodies = [body("x", item("1", duration="2 h", splittable=True))]
    places = [published("x/1", "10:00", "12:00", before=DAY + "15:00")]
    assert set(prove(tiny(bodies=bodies, replan={"published": places}), "moved-segments").by_amount) == {0, 1, 2}


def test_a_joint_session_moves_once() -> None:
    places = [published("joint:j", "10:00", "11:00"), published("y/2", "15:00", "16:00")]
    assert set(prove(tiny(**GUESTS, replan={"published": places}), "moved-segments").by_amount) == {0, 2, 4}


def test_what_was_published_outside_every_sitting_or_off_the_grain_has_moved() -> None:
    places = [published("x/1", "12:00", "13:00"), published("x/2", "15:05", "17:05")]
    found = prove(
        tiny(bodies=[*TWO, body("y", item("1"))], replan={"published": [*places, published("y/1", "10:00", "11:00")]}),
        "moved-segments",
        only=lambda _problem, placements: len(placements) < 3,
    )
    assert set(found.by_amount) == {4, 6}


def test_what_a_planner_reads() -> None:
    places = [published("x/1", "10:00", "11:00", before=DAY + "11:00"), published("x/2", "15:00", "17:00")]
    scenario = tiny(bodies=TWO, replan={"published": places})
    back, gone = breaches(scenario, "moved-segments", "x/1 2012-10-17 11:00-12:00")
    assert str(back.words) == (
        "item 1 of x was published for Wednesday 17 October, 10:00 and is at Wednesday 17 October, 11:00"
    )
    assert back.amount == 1
    assert str(gone.words) == "item 2 of x was published for Wednesday 17 October, 15:00 and has no place"
    assert gone.amount == 2
