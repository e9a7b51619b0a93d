"""`kept-apart`: model and check agree on what is held at the same time and should not be."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

DAYS = [{"date": "2012-10-17", "sittings": ["10:00-11:00", "15:00-16:00"]}]
LONG = [{"date": "2012-10-17", "sittings": ["10:00-12:00"]}]
ROOMS = [{"id": "A"}, {"id": "B"}]


def apart(cost: int, *of: str, id: str = "", by: str = "sitting", **more: Any) -> dict[str, Any]:
    """An entry."""
    return {"id": id or f"{by} {cost}", "of": list(of), "cost": cost, "by": by, **more}


def two(*entries: dict[str, Any], days: Any = DAYS, **more: Any) -> dict[str, Any]:
    """Bodies `a` and `b` of two items each."""
    bodies = [body(id, *map(item, "12")) for id in "ab"]
    return tiny(days=days, bodies=bodies, kept_apart=list(entries), **more)


def test_each_pair_of_sittings_of_two_bodies_is_charged_and_items_once() -> None:
    proof = prove(two(apart(1, "a", "b"), apart(10, "a/1", "b/1"), apart(0, "a/1", "b/2")), "kept-apart")
    assert set(proof.by_amount) == {0, 1, 2, 11, 12}


def test_of_more_than_two_each_pair_is_charged() -> None:
    bodies = [body(id, item("1")) for id in "abc"]
    entries = [apart(1, "a", "b", "c"), apart(10, "a/1", "b", "c/1")]
    proof = prove(tiny(days=DAYS, bodies=bodies, kept_apart=entries), "kept-apart")
    assert set(proof.by_amount) == {0, 11, 33}


def test_a_body_and_an_item_of_its_own_and_of_another() -> None:
    entries = [apart(1, "a/1", "b"), apart(10, "a/1", "a")]
    assert set(prove(two(*entries), "kept-apart").by_amount) == {0, 1}


def test_chambers_of_one_body_are_sittings_of_their_own() -> None:
    entries = [apart(1, "a/1", "a/2"), apart(10, "a", "b"), apart(100, "a", "a/1"), apart(1000, "b/1", "a")]
    bodies = [body("a", *map(item, "12"), chambers=2), body("b", item("1"))]
    proof = prove(tiny(days=DAYS, bodies=bodies, kept_apart=entries), "kept-apart")
    assert set(proof.by_amount) == {0, 101, 1010, 2121}


def test_chambers_of_three_beside_an_item() -> None:
    bodies = [body("a", *map(item, "123"), chambers=3)]
    scenario = tiny(days=LONG, bodies=bodies, kept_apart=[apart(1, "a", "a/1"), apart(10, "a/2", "a/3")])
    full = prove(scenario, "kept-apart", only=lambda _, placed: all(one.start == 0 for one in placed))
    assert set(full.by_amount) == {0, 1, 10, 11, 12}


def test_many_chambers_are_counted_together() -> None:
    bodies = [body("a", *map(item, "123"), chambers=4), body("b", item("1"))]
    scenario = tiny(days=DAYS, bodies=bodies, kept_apart=[apart(1, "a", "b")])
    every = prove(scenario, "kept-apart", only=lambda _, placed: len(placed) == 4 and placed[0].sitting < 2)
    assert set(every.by_amount) == {0, 1, 2, 3}


def test_chambers_of_a_guest() -> None:
    scenario = tiny(
        days=DAYS[:1],
        bodies=[body("a", item("1")), body("b", *map(item, "123"), chambers=2, sittings=[{"hours": ["10:00-11:00"]}])],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
        kept_apart=[apart(1, "b", "b/2"), apart(10, "a", "b"), apart(100, "b/1", "b/3"), apart(1000, "joint:j", "b")],
    )
    assert set(prove(scenario, "kept-apart").by_amount) == {0, 1, 100, 1010, 1110, 1111, 2121}


def test_sittings_overlap_until_their_last_end() -> None:
    hours = [[{"hours": "10:00-11:00", "open_until": "13:00"}, "12:00-13:00"], ["10:00-12:00"]]
    bodies = [
        body(id, *map(item, numbers), sittings=[{"hours": pattern}])
        for id, numbers, pattern in zip("ab", ("12", "1"), hours, strict=True)
    ]
    entries = [apart(1, "a", "b"), apart(10, "a/1", "a/2"), apart(100, "a/1", "a")]
    scenario = tiny(days=[{"date": "2012-10-17"}], bodies=bodies, kept_apart=entries)
    assert set(prove(scenario, "kept-apart").by_amount) == {0, 1, 110, 111}


def test_a_split_item_is_charged_for_each_sitting_that_it_is_in() -> None:
    bodies = [body("a", item("1", duration="2 h", splittable=True)), body("b", item("1"), item("2"))]
    entries = [apart(1, "a/1", "b"), apart(10, "a/1", "b/1"), apart(100, "a/1", "b/2", by="moment")]
    proof = prove(tiny(days=DAYS, bodies=bodies, kept_apart=entries), "kept-apart")
    assert set(proof.by_amount) == {0, 11, 101, 111, 112}


def test_a_joint_session_and_its_items_are_in_its_hosts_sitting() -> None:
    scenario = tiny(
        days=DAYS,
        bodies=[body("a", item("1")), body("b", item("1"), item("2")), body("c", item("1"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
        kept_apart=[
            apart(1, "b/1", "c/1"),
            apart(10, "joint:j", "b/2"),
            apart(100, "a", "b"),
            apart(1000, "a/1", "b/1"),
            apart(10_000, "a/1", "b/1", by="moment"),
        ],
    )
    assert set(prove(scenario, "kept-apart").by_amount) == {0, 1, 10, 11, 110, 111}


def test_by_moment_items_overlap_themselves() -> None:
    entries = [apart(1, "a/1", "b/1", by="moment"), apart(10, "a", "b/2", by="moment")]
    assert set(prove(two(*entries, days=LONG), "kept-apart").by_amount) == {0, 1, 10, 11}


def test_by_moment_items_that_last_longer_meet_at_either_end() -> None:
    bodies = [body("a", item("1", duration="2 h")), body("b", item("1", duration="3 h"))]
    days = [{"date": "2012-10-17", "sittings": ["10:00-16:00"]}]
    scenario = tiny(days=days, bodies=bodies, kept_apart=[apart(1, "a/1", "b/1", by="moment")])
    assert set(prove(scenario, "kept-apart").by_amount) == {0, 1}


def test_by_moment_each_begun_stretch_counts() -> None:
    bodies = [body("a", item("1", duration="3 h")), body("b", item("1", duration="2 h"), item("2"))]
    days = [{"date": "2012-10-17", "sittings": ["10:00-14:00"]}]
    entries = [
        apart(1, "a/1", "b/1", by="moment", each="1 h"),
        apart(10, "a/1", "b/1", id="begun", by="moment", each="90 min"),
        apart(100, "a/1", "b/1", id="long", by="moment", each="4 h"),
        apart(1000, "a/1", "b/2", by="moment", each="1 h"),
        apart(10_000, "a/1", "b", by="moment", each="1 h"),
    ]
    proof = prove(tiny(days=days, bodies=bodies, kept_apart=entries), "kept-apart")
    alone = {0, 10_000, 11_000}
    assert set(proof.by_amount) == alone | {10_111, 11_111, 10_122, 11_122}


def test_by_moment_each_begun_stretch_of_chambers() -> None:
    bodies = [body("a", item("1", duration="2 h"), item("2", duration="2 h"), chambers=2)]
    days = [{"date": "2012-10-17", "sittings": ["10:00-13:00"]}]
    entries = [apart(1, "a/1", "a/2", by="moment", each="1 h")]
    proof = prove(tiny(days=days, bodies=bodies, kept_apart=entries), "kept-apart")
    assert set(proof.by_amount) == {0, 1, 2}


def test_by_moment_only_in_different_sittings() -> None:
    bodies = [body("a", *map(item, "12"), chambers=2), body("b", *map(item, "12"))]
    entries = [apart(1, "a/1", "a/2", by="moment"), apart(10, "b/1", "b/2", by="moment")]
    proof = prove(tiny(days=LONG, bodies=bodies, kept_apart=entries), "kept-apart")
    assert set(proof.by_amount) == {0, 1}


def test_by_moment_in_one_body_where_open_ends_reach_into_the_next_sitting() -> None:
    hours = [{"hours": "10:00-11:00", "open_until": "13:00"}, "12:00-14:00"]
    bodies = [body("a", item("1", duration="2 h"), item("2"), sittings=[{"hours": hours}])]
    entries = [apart(1, "a/1", "a/2", by="moment")]
    scenario = tiny(days=[{"date": "2012-10-17"}], bodies=bodies, kept_apart=entries)
    assert set(prove(scenario, "kept-apart").by_amount) == {0, 1}


def test_by_moment_inside_joint_sessions() -> None:
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-13:00"]}],
        bodies=[body("a", item("1"), item("2")), body("b"), body("c", item("1"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1", "2"]}}],
        kept_apart=[
            apart(1, "a/1", "c/1", by="moment"),
            apart(10, "a/2", "c/1", by="moment"),
            apart(100, "joint:j", "c/1", by="moment"),
        ],
    )
    assert set(prove(scenario, "kept-apart").by_amount) == {0, 101, 110}


def test_what_the_check_says() -> None:
    scenario = tiny(
        bodies=[body("a", item("1"), item("2"), title="Plenary"), body("b", item("1"), title="Working group")],
        decisions=[{"id": "d", "by": "Bureau"}],
        kept_apart=[
            apart(3, "a/1", "b", id="x", source="d"),
            apart(1, "a/2", "b/1"),
            apart(1, "a/1", "b/1", by="moment"),
        ],
    )
    lines = ("a/1 2012-10-17 10:00-11:00", "b/1 2012-10-17 11:00-12:00", "a/2 2012-10-17 15:00-16:00")
    (breach,) = breaches(scenario, "kept-apart", *lines)
    assert str(breach.words) == (
        "Bureau decided: item 1 of Plenary, Working group: each pair at the same time costs 3; "
        "first at Wednesday 17 October, 10:00; such pairs: 1"
    )
    assert (breach.key, breach.amount, breach.who, breach.source) == (("x",), 3, ("a", "b"), "d")
    assert [row.ref for row in breach.rows] == ["a/1", "b/1"]
    late = ("a/1 2012-10-17 20:00-21:00", "b/1 2012-10-17 20:30-21:30", "a/2 2012-10-17 20:30-21:30")
    assert [one.key for one in breaches(scenario, "kept-apart", *late)] == [("x",), ("sitting 1",), ("moment 1",)]
