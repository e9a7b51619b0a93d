"""`remote-hours`: model and check agree on the hours outside a delegation's day."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_planner.rules.remote_hours import RULE, RemoteHours, _Nights
from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny


def afar(zone: str, *refs: str, id: str = "d") -> dict[str, Any]:
    """A delegation in another zone."""
    return {"id": id, "size": 1, "follows": list(refs), "timezone": zone}


def test_each_delegation_has_hours_of_its_own() -> None:
    """10:00 to 12:00 in Vienna is 04:00 to 06:00 in New York and 17:00 to 19:00 in Tokyo; 15:00 is 22:00 there."""
    bodies = [body("a", item("1"), item("2")), body("b", item("1"))]
    delegations = [afar("America/New_York", "a"), afar("Asia/Tokyo", "a/1", "b", id="e")]
    proof = prove(tiny(bodies=bodies, delegations=delegations), "remote-hours")
    assert set(proof.by_amount) == {0, 2, 4, 6}


def test_a_joint_session_is_attended_once() -> None:
    scenario = tiny(
        bodies=[body("a", item("1")), body("b", item("1"), item("2"))],
        joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
        delegations=[afar("Asia/Tokyo", "b", "joint:j"), afar("Asia/Tokyo", "b/2", id="e")],
    )
    assert set(prove(scenario, "remote-hours").by_amount) == {0, 2, 4, 6}


def test_clocks_that_change_between_the_two_days_and_half_hours() -> None:
    """Vienna leaves summer time on 28 October, New York on 4 November; Kolkata is at +05:30 and never changes."""
    days = [
        {"date": date, "sittings": ["11:00-12:00", "13:00-14:00", "18:00-19:00"]}
        for date in ("2012-10-27", "2012-10-28")
    ]
    delegations = [afar("America/New_York", "wg"), afar("Asia/Kolkata", "wg", id="e")]
    scenario = tiny(days=days, bodies=[body("wg", item("1"), item("2"))], delegations=delegations)
    assert set(prove(scenario, "remote-hours").by_amount) == {0, 1, 2}


def test_what_the_check_says() -> None:
    scenario = tiny(
        bodies=[body("wg", item("1"), item("2"), title="Working group")],
        delegations=[afar("Asia/Tokyo", "wg") | {"title": "Japan"}],
        days=[{"date": "2012-10-17", "sittings": ["10:00-12:00", {"hours": "13:00-15:30", "open_until": "18:00"}]}],
    )
    lines = ("wg/1 2012-10-17 10:00-11:00", "wg/2 2012-10-17 13:00-14:00")
    (breach,) = breaches(scenario, "remote-hours", *lines)
    assert str(breach.words) == (
        "Japan takes part for 1 h outside 07:00-22:00 in its zone, Asia/Tokyo;"
        " first with Working group, Wednesday 17 October, 20:00 there"
    )
    assert (breach.key, breach.amount, breach.who) == (("d",), 1, ("d",))


@pytest.mark.parametrize(
    ("earliest", "latest", "hours"),
    [("07:00", "22:00", 2), ("20:00", "04:00", 0), ("00:00", "24:00", 0), ("06:00", "06:00", 0)],
)
def test_the_hours_are_the_scenarios(earliest: str, latest: str, hours: int) -> None:
    scenario = tiny(
        bodies=[body("wg", item("1"))],
        delegations=[afar("Asia/Tokyo", "wg")],
        rules={RULE.id: {"earliest": earliest, "latest": latest}},
    )
    found = breaches(scenario, RULE.id, "wg/1 2012-10-17 15:00-16:00")
    assert sum(breach.amount for breach in found) == hours


ZONES = st.sampled_from(["Europe/Vienna", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"])
# The days around the changes of clocks in autumn 2012, in minutes since 1970 UTC.
MINUTES = st.integers(22_500_000, 22_550_000)


@given(ZONES, MINUTES, st.integers(0, 400), st.integers(0, 1439), st.integers(0, 1440))
def test_the_arithmetic_agrees_with_clocks_read_every_minute(
    zone: str, start: int, long: int, earliest: int, latest: int
) -> None:
    params = RemoteHours.model_construct(earliest=earliest, latest=latest)
    outside = 0
    for minute in range(start, start + long):
        clock = dt.datetime.fromtimestamp(minute * 60, ZoneInfo(zone))
        now = clock.hour * 60 + clock.minute
        wraps = latest <= earliest
        outside += not (now >= earliest or now < latest) if wraps else not earliest <= now < latest
    assert _Nights(zone, params).hours(start, start + long) == -(-outside // 60)
