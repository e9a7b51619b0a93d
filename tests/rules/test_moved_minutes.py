"""`moved-minutes`: model and check agree on how far things are from where they were published."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny
from tests.rules.replanning import PARTS, SPLIT, TWO, published


def test_minutes_are_counted_from_the_published_start() -> None:
    places = [published("x/1", "11:00", "12:00"), published("x/2", "15:10", "17:10")]
    found = prove(tiny(bodies=TWO, replan={"published": places}), "moved-minutes")
    assert 10 in found.by_amount
    assert max(found.by_amount) == 5 * 60 + 5 * 60 + 10


def test_minutes_of_parts_that_left_their_sitting_are_all_of_them() -> None:
    found = prove(tiny(bodies=SPLIT, replan={"published": PARTS}), "moved-minutes")
    assert set(found.by_amount) == {0, 60, 120, 180}


def test_minutes_of_what_can_nowhere_be_held_any_more() -> None:
    gone = [body("x", item("1", duration="3 h"), item("2"))]
    places = [published("x/1", "10:00", "13:00"), published("x/2", "10:00", "11:00")]
    found = prove(tiny(bodies=gone, replan={"published": places}), "moved-minutes")
    assert min(found.by_amount) == 180


def test_what_a_planner_reads() -> None:
    scenario = tiny(bodies=TWO, replan={"published": [published("x/1", "10:00", "11:00")]})
    (found,) = breaches(scenario, "moved-minutes", "x/1 2012-10-17 15:00-16:00")
    assert str(found.words) == "item 1 of x is 5 h away from its published time"
    (found,) = breaches(scenario, "moved-minutes")
    assert str(found.words) == "item 1 of x is not where it was published (1 h of it)"
