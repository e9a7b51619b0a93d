"""`overrun-reserve`: model and check agree on what sittings fall short of the reserve."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny


def asking(minutes: str, **parts: Any) -> dict[str, Any]:
    """A scenario that asks for a reserve."""
    return tiny(rules={"overrun-reserve": {"minutes": minutes}, **parts.pop("rules", {})}, **parts)


def test_what_is_missing_grows_with_what_is_taken_up() -> None:
    scenario = asking("2 h", bodies=[body("wg", item("1"), item("2", splittable=True, duration="2 h"))])
    proof = prove(scenario, "overrun-reserve", ["body-one-at-a-time"])
    assert set(proof.by_amount) == {0, 1, 2, 3, 4}


def test_no_more_than_the_reserve_is_missing_where_the_open_end_is_used() -> None:
    hours = [{"hours": "10:00-12:00", "open_until": "14:00"}, "15:00-16:00"]
    scenario = asking("1 h", days=[{"date": "2012-10-17", "sittings": hours}], bodies=[body("wg", *map(item, "123"))])
    assert set(prove(scenario, "overrun-reserve", ["body-one-at-a-time"]).by_amount) == {0, 1, 2}


def test_a_reserve_longer_than_the_sitting_is_never_kept_in_it() -> None:
    scenario = asking("5 h", bodies=[body("wg", item("1"), item("2"))])
    assert set(prove(scenario, "overrun-reserve", ["body-one-at-a-time"]).by_amount) == {0, 4, 5, 8}


def test_it_holds_where_several_things_may_be_taken_up_at_a_time() -> None:
    parts = {"rules": {"body-one-at-a-time": "soft"}, "bodies": [body("wg", *map(item, "123"))]}
    assert set(prove(asking("1 h", **parts), "overrun-reserve").by_amount) == {0, 1}


def test_a_reserve_between_two_ticks_is_rounded_up() -> None:
    scenario = asking("90 min", bodies=[body("wg", item("1"), item("2", duration="2 h"))])
    assert set(prove(scenario, "overrun-reserve", ["body-one-at-a-time"]).by_amount) == {0, 1, 2, 3}


def test_the_reserve_of_a_joint_session_is_asked_of_its_host() -> None:
    scenario = asking(
        "1 h",
        days=[{"date": "2012-10-17", "sittings": ["10:00-12:00"]}],
        bodies=[body("a", item("1")), body("b", item("1", duration="2 h"), item("2"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
    )
    proof = prove(scenario, "overrun-reserve", ["body-one-at-a-time"])
    assert set(proof.by_amount) == {0, 1}


def test_nothing_is_asked_unless_a_scenario_says_so() -> None:
    line = "wg/1 2012-10-17 10:00-12:00"
    scenario = tiny(bodies=[body("wg", item("1", duration="2 h"))])
    assert not breaches(scenario, "overrun-reserve", line)
    assert breaches({**scenario, "rules": {"overrun-reserve": {"minutes": "5 min"}}}, "overrun-reserve", line)


def test_what_the_check_says() -> None:
    scenario = asking("30 min", grain=15, bodies=[body("wg", item("1"), item("2"), title="Working group")])
    lines = ("wg/1 2012-10-17 10:00-11:40", "wg/2 2012-10-17 15:00-17:00")
    (breach,) = breaches(scenario, "overrun-reserve", *lines)
    assert str(breach.words) == (
        "sittings of Working group that keep less than 30 min free: 2; 10 min is missing on Wednesday 17 October, 10:00"
    )
    assert (breach.key, breach.amount, breach.who) == (("wg",), 1 + 2, ("wg",))
