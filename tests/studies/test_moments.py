"""Times as people say them, by the clock of the session's place."""

from __future__ import annotations

import datetime as dt

import pytest

from session_planner.errors import InputError
from session_planner.scenario.outline import outline
from session_planner.studies.replanning.moments import Moments, NotSaid, length, read_now
from tests.studies.session import SESSION, scenario

# Monday to Friday of two weeks, over the turn of a year.
DAYS = [f"2012-12-{day}" for day in (27, 28, 31)] + [f"2013-01-{day:02d}" for day in (1, 2, 3, 4, 7)]
WEEKS = scenario(days=[{"date": day, "sittings": ["10:00-13:00"]} for day in DAYS], joint_sessions=[], documents=[])


def at(said: str, today: str | None = None) -> str:
    return (
        Moments(outline(WEEKS), dt.date.fromisoformat(today) if today else None).moment(said).isoformat(" ", "minutes")
    )


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("15:00", "2013-01-02 15:00"),
        ("at 9:05", "2013-01-02 09:05"),
        ("24:00", "2013-01-03 00:00"),
        ("today", "2013-01-02 00:00"),
        ("tomorrow at 10:00", "2013-01-03 10:00"),
        ("Thursday", "2013-01-03 00:00"),
        ("thu 11:00", "2013-01-03 11:00"),
        ("Wednesday 11:00", "2013-01-02 11:00"),
        ("Monday, 15:00", "2013-01-07 15:00"),
        ("31 December 10:00", "2012-12-31 10:00"),
        ("10:00 on 31 Dec", "2012-12-31 10:00"),
        ("4 January", "2013-01-04 00:00"),
        ("January 4th, 2013, 11:30", "2013-01-04 11:30"),
        ("Friday 4 January 11:30", "2013-01-04 11:30"),
        ("2013-01-04", "2013-01-04 00:00"),
        ("2013-01-04 11:30", "2013-01-04 11:30"),
        ("2013-01-04T11:30:00+01:00", "2013-01-04 11:30+01:00"),
    ],
)
def test_a_moment(said: str, meant: str) -> None:
    assert at(said, "2013-01-02") == meant


def test_a_day_of_the_week_is_the_next_one_or_the_last_there_was() -> None:
    assert at("Thursday", "2012-12-28") == "2013-01-03 00:00"
    assert at("Thursday") == "2012-12-27 00:00"
    assert at("Tuesday", "2013-01-04") == "2013-01-01 00:00"


@pytest.mark.parametrize(
    "said",
    ["", "soon", "25:00", "10:60", "32 January", "30 February 10:00", "Saturday", "Monday 4 January", "2013-13-01"],
)
def test_what_is_no_moment(said: str) -> None:
    with pytest.raises(NotSaid):
        at(said, "2013-01-02")


def test_hours_of_a_day() -> None:
    reader = Moments(outline(WEEKS), dt.date(2013, 1, 2))
    assert reader.hours("4 January 18:30 – 20:30") == (dt.date(2013, 1, 4), "18:30-20:30")
    assert reader.hours("22:00-01:00") == (dt.date(2013, 1, 2), "22:00-01:00")
    with pytest.raises(NotSaid):
        reader.hours("4 January 18:30")


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("40 min", 40), ("40min", 40), ("1 h 30 min", 90), ("an hour", 60), ("two days", 2880),
        ("1 hour and 5 minutes", 65), ("a week", 10080), ("90 minutes", 90),
    ],
)  # fmt: skip
def test_a_length_of_time(said: str, minutes: int) -> None:
    assert length(said) == minutes


@pytest.mark.parametrize("said", ["", "0 min", "soon", "5", "five", "5 apples", "40 min or so", "9999999 days"])
def test_what_is_no_length_of_time(said: str) -> None:
    with pytest.raises(NotSaid):
        length(said)


def test_now_is_by_the_clock_of_the_place() -> None:
    assert read_now("4 January 11:30", WEEKS).isoformat() == "2013-01-04T11:30:00+01:00"
    assert read_now("2013-01-04T11:30+00:00", WEEKS).isoformat() == "2013-01-04T12:30:00+01:00"
    with pytest.raises(InputError, match="--now 11:30: `11:30` does not say of which day"):
        read_now("11:30", WEEKS)
    one_day = scenario({**SESSION, "days": SESSION["days"][1:], "joint_sessions": []})
    assert read_now("11:30", one_day).isoformat() == "2012-10-18T11:30:00+02:00"
