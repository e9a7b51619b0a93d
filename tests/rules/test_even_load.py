"""`even-load`: model and check agree on the difference between the fullest and the emptiest day."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

DAYS = [
    {"date": "2012-10-17", "sittings": ["10:00-11:00", "15:00-16:00", "17:00-18:00"]},
    {"date": "2012-10-18", "sittings": ["10:00-11:00"]},
    {"date": "2012-10-19"},
]


def test_sittings_of_the_days_on_which_a_body_can_sit_are_compared() -> None:
    proof = prove(tiny(days=DAYS, bodies=[body("wg", item("1"), item("2"), item("3"))]), "even-load")
    assert set(proof.by_amount) == {0, 1, 2, 3}


def test_three_days() -> None:
    days = [{"date": f"2012-10-{day}", "sittings": ["10:00-11:00", "15:00-16:00"]} for day in (17, 18, 19)]
    proof = prove(tiny(days=days, bodies=[body("wg", item("1"), item("2"), item("3"))]), "even-load")
    assert set(proof.by_amount) == {0, 1, 2}


def test_a_guest_of_a_joint_session_sits_too() -> None:
    pattern = [{"hours": ["10:00-11:00"]}]
    scenario = tiny(
        days=[{"date": "2012-10-17"}, {"date": "2012-10-18"}],
        bodies=[body("a", item("1"), sittings=pattern), body("b", item("1"), item("2"), sittings=pattern)],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
    )
    assert set(prove(scenario, "even-load").by_amount) == {0, 1, 2}


def test_what_the_check_says() -> None:
    scenario = tiny(days=DAYS, bodies=[body("wg", item("1"), item("2"), title="Working group")])
    (breach,) = breaches(scenario, "even-load", "wg/1 2012-10-17 10:00-11:00", "wg/2 2012-10-17 15:00-16:00")
    assert str(breach.words) == "sittings of Working group on 17 October 2012: 2, on 18 October 2012: 0"
    assert (breach.key, breach.amount, breach.who) == (("wg",), 2, ("wg",))


def test_an_evening_sitting_is_of_the_day_on_which_it_begins() -> None:
    days = [{"date": date, "sittings": ["22:00-01:00"]} for date in ("2012-10-17", "2012-10-18")]
    scenario = tiny(days=days, bodies=[body("wg", item("1"), item("2"))])
    assert not breaches(scenario, "even-load", "wg/1 2012-10-18 00:00-01:00", "wg/2 2012-10-18 22:00-23:00")
