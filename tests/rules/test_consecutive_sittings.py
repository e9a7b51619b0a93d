"""`consecutive-sittings`: model and check agree on bodies that leave hours out between their sittings."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

DAYS = [{"date": "2012-10-17", "sittings": ["09:00-10:00", "10:00-11:00", "12:00-13:00", "15:00-16:00"]}]
THREE = [{"hours": ["10:00-11:00", "12:00-13:00", "15:00-16:00"]}]
ON = {"consecutive-sittings": "soft"}


def day(*bodies: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A day of four hours at which bodies can sit."""
    return tiny(days=DAYS, bodies=list(bodies), rules=ON, **more)


def test_a_gap_anywhere_is_charged_once() -> None:
    proof = prove(day(body("wg", *map(item, "123"))), "consecutive-sittings")
    assert set(proof.by_amount) == {0, 1}


def test_each_body_is_charged_for_its_own_gaps_those_of_its_own_hours() -> None:
    bodies = [body(id, *map(item, "12"), sittings=THREE) for id in "ab"]
    two = [{"hours": ["10:00-11:00", "15:00-16:00"]}]
    assert set(prove(day(*bodies), "consecutive-sittings").by_amount) == {0, 1, 2}
    lines = ("c/1 2012-10-17 10:00-11:00", "c/2 2012-10-17 15:00-16:00")
    assert not breaches(day(body("c", *map(item, "12"), sittings=two)), "consecutive-sittings", *lines)
    assert breaches(day(body("c", *map(item, "12"), sittings=THREE)), "consecutive-sittings", *lines)


def test_any_chamber_fills_the_hours() -> None:
    chambers = day(body("wg", *map(item, "123"), sittings=THREE, chambers=2))
    assert set(prove(chambers, "consecutive-sittings").by_amount) == {0, 1}


def test_a_guest_sits_too() -> None:
    guest = day(
        body("a", item("1"), sittings=THREE),
        body("b", *map(item, "123"), sittings=THREE),
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["2"]}}],
    )
    assert set(prove(guest, "consecutive-sittings").by_amount) == {0, 1}
    lines = ("b/1 2012-10-17 10:00-11:00", "b/2 2012-10-17 12:00-13:00", "b/3 2012-10-17 15:00-16:00")
    assert not breaches(guest, "consecutive-sittings", *lines, "a/1 2012-10-17 12:00-13:00")


def test_what_the_check_says() -> None:
    scenario = day(body("wg", *map(item, "12"), title="Working group"))
    lines = ("wg/1 2012-10-17 09:00-10:00", "wg/2 2012-10-17 15:00-16:00")
    (breach,) = breaches(scenario, "consecutive-sittings", *lines, "wg/1 2012-10-17 20:00-21:00")
    assert str(breach.words) == (
        "Working group does not sit at Wednesday 17 October, 10:00, Wednesday 17 October, 12:00, "
        "between sittings that it holds"
    )
    assert (breach.key, breach.amount, breach.who) == (("wg",), 1, ("wg",))
    assert [row.ref for row in breach.rows] == ["wg/1", "wg/2"]
