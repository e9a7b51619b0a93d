"""`booked-time`: model and check agree on the minutes for which rooms are booked."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

RULE = "booked-time"
ON: dict[str, Any] = {"rules": {RULE: "soft"}, "rooms": [{"id": "r"}]}
DAYS = [{"date": "2012-10-17", "sittings": [{"hours": "10:00-12:00", "open_until": "13:00"}, "15:00-16:00"]}]


def test_whole_sittings_are_booked_with_their_open_end() -> None:
    proof = prove(tiny(days=DAYS, bodies=[body("a", item("1"), item("2"))], **ON), RULE)
    assert set(proof.by_amount) == {0, 60, 180, 240}


def test_a_joint_sitting_is_its_hosts() -> None:
    scenario = tiny(
        days=DAYS,
        bodies=[body("a", item("1")), body("b", item("1"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": []}}],
        **ON,
    )
    assert set(prove(scenario, RULE, ["joint-together"]).by_amount) >= {0, 60, 180}


def test_what_the_check_says() -> None:
    scenario = tiny(bodies=[body("wg", item("1"), title="Working group")], **ON)
    (breach,) = breaches(scenario, RULE, "wg/1 2012-10-17 10:00-11:00 r")
    assert str(breach.words) == "Working group has rooms for 2 h"
    assert (breach.key, breach.amount, breach.who) == (("wg",), 120, ("wg",))
    assert not breaches(scenario, RULE, "wg/1 2012-10-17 10:00-11:00")
