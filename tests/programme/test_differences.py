"""What differs between two programmes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from session_planner.programme.differences import Change, differences
from session_planner.programme.model import Programme, Segment
from tests.programme.sample import vienna

OPENING = Segment("cop", "1(a)", vienna(15, 10), vienna(15, 11), "m1")
LONG = Segment("cop", "5", vienna(16, 10), vienna(16, 13), "m1")
JOINT = Segment("wg-ta", "6", vienna(18, 10), vienna(18, 13), "m2", joint="culture", bodies=("wg-ta", "wg-ic"))
OLD = Programme((OPENING, LONG, JOINT))


def kinds(*segments: Segment) -> dict[str, tuple[str, ...]]:
    return {change.id: change.kinds for change in differences(OLD, Programme(segments))}


def test_nothing_differs() -> None:
    assert (
        differences(OLD, Programme((JOINT, replace(OPENING, bodies=("cop",), sitting="2012-10-15T10:00"), LONG))) == ()
    )


def test_moves_rooms_and_lengths_of_one_segment_are_one_change() -> None:
    moved = replace(OPENING, start=vienna(15, 15), end=vienna(15, 15, 30), room="m2")
    assert differences(OLD, Programme((moved, LONG, JOINT))) == (
        Change("cop/1(a)/1", ("moved", "room", "shorter"), OPENING, moved),
    )
    assert kinds(replace(OPENING, end=vienna(15, 12)), LONG, JOINT) == {"cop/1(a)/1": ("longer",)}


def test_new_and_dropped_segments_in_order_of_time() -> None:
    new = Segment("wg-ic", "1", vienna(15, 15), vienna(15, 16))
    assert [(change.id, change.kinds) for change in differences(OLD, Programme((JOINT, new)))] == [
        ("cop/1(a)/1", ("dropped",)),
        ("wg-ic/1/1", ("new",)),
        ("cop/5/1", ("dropped",)),
    ]


def test_split_and_merged() -> None:
    first = replace(LONG, end=vienna(16, 12), parts=2)
    second = replace(LONG, start=vienna(17, 10), end=vienna(17, 11), part=2, parts=2)
    assert kinds(OPENING, first, second, JOINT) == {"cop/5/1": ("shorter", "split"), "cop/5/2": ("new",)}
    back = differences(Programme((first, second)), Programme((LONG,)))
    assert [(change.id, change.kinds) for change in back] == [
        ("cop/5/1", ("longer", "merged")),
        ("cop/5/2", ("dropped",)),
    ]


def test_partners_of_a_joint_session() -> None:
    assert kinds(OPENING, LONG, replace(JOINT, bodies=("wg-ic", "wg-ta"))) == {}
    assert kinds(OPENING, LONG, replace(JOINT, bodies=("wg-ta",))) == {"wg-ta/6/1": ("partners",)}
    assert kinds(OPENING, LONG, replace(JOINT, joint=None, bodies=())) == {"wg-ta/6/1": ("partners",)}


def test_an_hour_is_an_hour_in_the_night_in_which_clocks_are_set_back() -> None:
    """From 02:00 to 02:00 is an hour, and the second 02:00 is another moment than the first."""
    two, three = (dt.datetime(2012, 10, 28, hour, tzinfo=ZoneInfo("Europe/Vienna")) for hour in (2, 3))
    first = replace(OPENING, start=two, end=two.replace(fold=1))
    second = replace(OPENING, start=two.replace(fold=1), end=three)
    (change,) = differences(Programme((first,)), Programme((second,)))
    assert change.kinds == ("moved",)
