"""What touches does not overlap, and just enough suffices: more proofs of rules whose own tests leave that open."""

from __future__ import annotations

import pytest

from tests.rules.hand import body, item
from tests.rules.harness import prove, tiny


def test_as_many_booths_as_languages_are_enough() -> None:
    rooms = [{"id": f"R{booths}", "booths": booths} for booths in (1, 2, 3)]
    scenario = tiny(rooms=rooms, bodies=[body("wg", item("1"), languages=["en", "fr"]), body("b", item("1"))])
    assert prove(scenario, "room-fits").by_amount.keys() == {0, 1}


@pytest.mark.parametrize("team", [{"hours": "10:00-12:00"}, {"unavailable": ["2012-10-17 12:00-15:00"]}])
def test_a_team_serves_from_its_first_moment_to_its_last(team: dict[str, object]) -> None:
    """Sittings of two bodies from 10:00 and from 15:00, a third body's from 11:00 to 12:00 and from 12:00 to 15:00."""
    between = [{"hours": ["11:00-12:00", "12:00-15:00"]}]
    bodies = [body(id, item("1"), languages=["en", "fr"]) for id in ("a", "b")]
    scenario = tiny(
        bodies=[*bodies, body("c", item("1"), languages=["en", "fr"], sittings=between)],
        interpretation={"teams": [{"id": "t", "count": 2, **team}]},
    )
    assert len(prove(scenario, "interpretation-teams").by_amount) > 1


@pytest.mark.parametrize("window", ["10:00-12:00", "12:00-14:00"])
def test_a_limit_ends_with_its_window(window: str) -> None:
    """Sittings before noon, after noon, and over it: only two of the three overlap inside the window."""
    hours = {"a": "10:00-12:00", "b": "12:00-14:00", "c": "10:00-14:00", "d": "10:00-14:00"}
    scenario = tiny(
        bodies=[body(id, item("1", duration="2 h"), sittings=[{"hours": [at]}]) for id, at in hours.items()],
        parallel_limits=[{"id": "two", "most": 2, "windows": [f"2012-10-17 {window}"]}],
    )
    assert prove(scenario, "parallel-limit").by_amount.keys() == {0, 1}


def test_an_officer_may_come_as_an_absence_ends_and_leave_as_one_begins() -> None:
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-14:00"]}],
        bodies=[body("a", item("1"), item("2"))],
        officers=[{"id": "chair", "serves": ["a"], "unavailable": ["2012-10-17 11:00-12:00"]}],
    )
    assert prove(scenario, "officers").by_amount.keys() == {0, 1}


@pytest.mark.parametrize(
    ("earliest", "latest"), [("07:00", "18:59"), ("07:01", "22:00"), ("18:59", "04:00"), ("23:00", "17:59")]
)
def test_a_minute_is_enough_to_begin_another_hour(earliest: str, latest: str) -> None:
    """In Tokyo the sittings are from 17:00 to 19:00 and from 22:00 to midnight; 20:00 to 21:00 begins the evening."""
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-12:00", "15:00-17:00", "22:00-24:00"]}],
        bodies=[body("a", item("1"), item("2"))],
        delegations=[{"id": "d", "size": 1, "follows": ["a"], "timezone": "Asia/Tokyo"}],
        rules={"remote-hours": {"earliest": earliest, "latest": latest}},
    )
    assert len(prove(scenario, "remote-hours").by_amount) > 1
