"""`travel`: model and check agree, for bodies, officers and delegations of one; both directions; joint sessions."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

ROOMS = [{"id": "A", "venue": "V"}, {"id": "B", "venue": "W"}]


def venues(there: str, back: str | None = None) -> list[dict[str, Any]]:
    return [
        {"id": "V", "title": "Centre", "travel": {"W": there}},
        {"id": "W", "title": "Palace", "travel": {"V": back} if back else {}},
    ]


def day(*sittings: object) -> list[dict[str, object]]:
    return [{"date": "2012-10-17", "sittings": list(sittings)}]


def test_a_body_from_sitting_to_sitting() -> None:
    scenario = tiny(
        days=day("10:00-12:00", "13:00-14:00"),
        venues=venues("2 h", "3 h"),
        rooms=[*ROOMS, {"id": "C"}],
        bodies=[body("x", item("1"), item("2"), item("3"))],
    )
    assert prove(scenario, "travel").by_amount.keys() == {0, 1}


def test_officers_between_sittings_side_by_side() -> None:
    """Two hours there, one back: order and direction count, each to the hour."""
    scenario = tiny(
        days=day("10:00-15:00"),
        venues=venues("2 h", "1 h"),
        rooms=ROOMS,
        officers=[{"id": "chair", "serves": ["x", "y/1"]}],
        bodies=[body("x", item("1")), body("y", item("1"), item("2"))],
    )
    assert prove(scenario, "travel").by_amount.keys() == {0, 1}


def test_only_delegations_of_one() -> None:
    people = [
        {"id": "one", "size": 1, "follows": ["x/1", "y/1"]},
        {"id": "two", "size": 2, "follows": ["x/1", "y/1"]},
        {"id": "also", "size": 1, "follows": ["x", "y"]},
    ]
    scenario = tiny(
        days=day("10:00-12:00", "12:00-13:00"),
        venues=venues("1 h"),
        rooms=ROOMS,
        delegations=people,
        bodies=[body("x", item("1")), body("y", item("1", duration="2 h", splittable=True))],
    )
    assert prove(scenario, "travel").by_amount.keys() == {0, 2, 3}


def test_three_venues_and_a_way_without_time() -> None:
    places = [{"id": "V", "travel": {"W": "1 h", "U": "2 h"}}, {"id": "W", "travel": {"V": "0 min"}}, {"id": "U"}]
    scenario = tiny(
        days=day("10:00-12:00", "11:00-13:00"),
        venues=places,
        rooms=[*ROOMS, {"id": "C", "venue": "U"}],
        officers=[{"id": "chair", "serves": ["x", "y"]}],
        bodies=[body("x", item("1")), body("y", item("1"))],
    )
    assert prove(scenario, "travel").by_amount.keys() == {0, 1}


def test_a_joint_session_is_one_place() -> None:
    """The chair of both bodies; y's second item stands in the joint session's second hour."""
    scenario = tiny(
        days=day("10:00-13:00"),
        venues=venues("1 h"),
        rooms=ROOMS,
        officers=[{"id": "chair", "serves": ["x", "y", "joint:j"]}, {"id": "expert", "serves": ["y/2", "z"]}],
        bodies=[body("x", item("1", duration="2 h")), body("y", item("1"), item("2")), body("z", item("1"))],
        joint_sessions=[{"id": "j", "bodies": ["x", "y"], "items": {"x": ["1"], "y": ["1", "2"]}}],
    )
    proof = prove(scenario, "travel", background=["joint-together"])
    assert proof.by_amount.keys() == {0, 1}


def test_what_a_planner_reads() -> None:
    scenario = tiny(
        venues=venues("45 min"),
        rooms=ROOMS,
        officers=[{"id": "o", "title": "Ms Chair", "serves": ["x", "y"]}],
        bodies=[body("x", item("1"), item("2")), body("y", item("1"))],
    )
    (breach,) = breaches(scenario, "travel", "x/1 2012-10-17 10:00-11:00 A", "y/1 2012-10-17 11:15-12:00 B")
    assert breach.words.told() == (
        "Ms Chair has 15 min to get from Centre to Palace, Wednesday 17 October, 11:15; the way takes 45 min"
    )
    assert (breach.key, breach.who) == (("o",), ("o",))
    (breach,) = breaches(scenario, "travel", "x/1 2012-10-17 10:00-12:00 B", "y/1 2012-10-17 11:15-12:00 A")
    assert breach.words.told() == (
        "Ms Chair is needed in Palace and in Centre at the same time, Wednesday 17 October, 11:15"
    )


def test_a_short_row_does_not_hide_a_long_one() -> None:
    scenario = tiny(
        venues=venues("30 min"),
        rooms=ROOMS,
        officers=[{"id": "o", "serves": ["x", "y"]}],
        bodies=[body("x", item("1"), item("2")), body("y", item("1"))],
    )
    found = breaches(
        scenario,
        "travel",
        "x/1 2012-10-17 10:00-12:00 A",
        "x/2 2012-10-17 10:15-10:30 A",
        "y/1 2012-10-17 12:15-13:00 B",
    )
    assert [breach.rows[0].ref for breach in found] == ["x/1"]
    assert not breaches(scenario, "travel", "x/1 2012-10-17 10:00-12:00 A", "y/1 2012-10-17 12:30-13:00 B")
