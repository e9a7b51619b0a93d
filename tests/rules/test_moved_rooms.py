"""`moved-rooms`: model and check agree on rooms of sittings that stay."""

from __future__ import annotations

from tests.rules.hand import breaches
from tests.rules.harness import prove, tiny
from tests.rules.replanning import ROOMS, TWO, published


def test_a_room_counts_where_the_sitting_stays() -> None:
    places = [published("x/1", "10:00", "11:00", room="A"), published("x/2", "15:00", "17:00", room="B")]
    found = prove(tiny(rooms=ROOMS, bodies=TWO, replan={"published": places}), "moved-rooms")
    assert set(found.by_amount) == {0, 1, 2}


def test_a_room_that_is_gone_cannot_be_kept() -> None:
    places = [published("x/1", "10:00", "11:00", room="C")]
    found = prove(tiny(rooms=ROOMS, bodies=TWO, replan={"published": places}), "moved-rooms")
    assert set(found.by_amount) == {0, 1}


def test_what_a_planner_reads() -> None:
    scenario = tiny(rooms=ROOMS, bodies=TWO, replan={"published": [published("x/1", "10:00", "11:00", room="A")]})
    (found,) = breaches(scenario, "moved-rooms", "x/1 2012-10-17 10:00-11:00 B")
    assert str(found.words) == "item 1 of x was published for Room A and is in Room B"
