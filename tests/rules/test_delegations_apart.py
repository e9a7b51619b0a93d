"""`delegations-apart`: model and check agree on the pairs of sittings that split a delegation."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

ONE = [{"date": "2012-10-17", "sittings": ["10:00-11:00", "15:00-16:00"]}]


def follows(*refs: str, id: str = "d", size: int = 2) -> dict[str, Any]:
    """A delegation."""
    return {"id": id, "size": size, "follows": list(refs)}


def test_pairs_that_start_together_are_counted_for_each_delegation() -> None:
    bodies = [body(id, item("1"), item("2")) for id in "ab"] + [body("c", item("1"))]
    followers = [follows("a", "b", "c"), follows("b", "a", "c", id="e", size=9), follows("a/1", "b", id="f")]
    proof = prove(tiny(days=ONE, bodies=bodies, delegations=followers), "delegations-apart")
    assert set(proof.by_amount) == {0, 2, 3, 4, 5, 6, 7, 9}


def test_sittings_that_overlap_in_part_and_those_of_one_body() -> None:
    hours = [
        [{"hours": "10:00-11:00", "open_until": "13:00"}, "12:00-13:00"],
        ["10:00-11:00", "12:00-13:00"],
        ["12:00-14:00"],
    ]
    bodies = [
        body(id, *map(item, numbers), sittings=[{"hours": pattern}])
        for id, numbers, pattern in zip("abc", ("12", "12", "1"), hours, strict=True)
    ]
    scenario = tiny(days=[{"date": "2012-10-17"}], bodies=bodies, delegations=[follows("a", "b", "c")])
    assert max(prove(scenario, "delegations-apart").by_amount) == 7 - 1, "all pairs that overlap but that of a"


def test_a_joint_session_is_in_its_hosts_sitting_whoever_of_its_bodies_is_followed() -> None:
    scenario = tiny(
        days=ONE[:1],
        bodies=[body("a", item("1"), item("2")), body("b", item("1")), body("c", item("1"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
        delegations=[follows("b", "c"), follows("joint:j", "c/1", id="e"), follows("a", "b", id="f")],
    )
    assert set(prove(scenario, "delegations-apart").by_amount) == {0, 2}


def test_a_heading_means_the_items_under_it() -> None:
    heading = {"number": "1", "items": [item("1(a)"), item("1(b)")]}
    bodies = [body("a", heading, item("2")), body("b", item("1"))]
    scenario = tiny(days=ONE, bodies=bodies, delegations=[follows("a/1", "b/1")])
    assert set(prove(scenario, "delegations-apart").by_amount) == {0, 1}


def test_what_the_check_says() -> None:
    scenario = tiny(
        bodies=[body("a", item("1"), item("2"), title="Plenary"), body("b", item("1"), title="Working group")],
        delegations=[follows("a", "b") | {"title": "Ruritania"}, follows("a", "b", id="one", size=1)],
    )
    lines = ("a/1 2012-10-17 10:00-11:00", "b/1 2012-10-17 11:00-12:00", "a/2 2012-10-17 15:00-16:00")
    (breach,) = breaches(scenario, "delegations-apart", *lines)
    assert str(breach.words) == (
        "Ruritania follows Plenary and Working group, which sit at one time, Wednesday 17 October, 10:00; such pairs: 1"
    )
    assert (breach.key, breach.amount, breach.who) == (("d",), 1, ("d",))
    assert [row.ref for row in breach.rows] == ["a/1", "b/1"]


def test_many_overlaps_are_counted_as_by_hand() -> None:
    bodies = [body(id, item("1"), item("2")) for id in "abcde"]
    scenario = tiny(bodies=bodies, delegations=[follows(*"abcde", "a/1")])
    lines = [f"{id}/1 2012-10-17 10:00-11:00" for id in "abcde"] + [f"{id}/2 2012-10-17 16:00-17:00" for id in "abc"]
    (breach,) = breaches(scenario, "delegations-apart", *lines)
    assert breach.amount == 10 + 3


def test_what_it_follows_is_told_in_one_order_whatever_order_a_process_has_for_its_names() -> None:
    numbers = [str(number) for number in range(1, 9)]
    scenario = tiny(
        bodies=[body("a", *(item(number, duration="15 min") for number in numbers)), body("b", item("1"))],
        delegations=[{"id": "d", "size": 2, "follows": [*(f"a/{number}" for number in numbers), "b"]}],
        grain=15,
    )
    clocks = [f"{10 + at // 4}:{at % 4 * 15:02}" for at in range(9)]
    rows = [f"a/{number} 2012-10-17 {clocks[at]}-{clocks[at + 1]}" for at, number in enumerate(numbers)]
    (breach,) = breaches(scenario, "delegations-apart", *rows, "b/1 2012-10-17 10:00-11:00")
    assert [row.ref for row in breach.rows] == [*(f"a/{number}" for number in numbers), "b/1"]
