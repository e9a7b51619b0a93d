"""`hours-and-holidays`: model and check agree; midnight, weekdays, a change of clocks, guests."""

from __future__ import annotations

from typing import Any

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

VENUES: list[dict[str, Any]] = [{"id": "V", "title": "Centre", "hours": "09:00-16:00"}, {"id": "W"}]
ROOMS = [{"id": "A", "venue": "V"}, {"id": "B", "venue": "W"}]


def test_a_house_is_open_for_the_whole_of_a_sitting() -> None:
    scenario = tiny(
        venues=VENUES, rooms=[*ROOMS, {"id": "C"}], bodies=[body("x", item("1")), body("y", item("1", duration="2 h"))]
    )
    assert prove(scenario, "hours-and-holidays").by_amount.keys() == {0, 1}


def test_holidays_of_one_house_and_of_all() -> None:
    """The night sitting of the 17th runs into the 18th, a holiday in W; the 19th is one everywhere."""
    days = [
        {"date": "2012-10-17", "sittings": ["22:00-01:00"]},
        {"date": "2012-10-18", "sittings": []},
        {"date": "2012-10-19", "sittings": ["10:00-11:00"]},
    ]
    scenario = tiny(
        days=days,
        venues=[{"id": "V"}, {"id": "W"}],
        rooms=[*ROOMS, {"id": "C"}],
        holidays=[{"id": "half", "date": "2012-10-18", "venues": ["W"]}, {"id": "all", "date": "2012-10-19"}],
        bodies=[body("x", item("1"), item("2"))],
    )
    assert prove(scenario, "hours-and-holidays").by_amount.keys() == {0, 1, 2}


def test_a_holiday_needs_no_rooms() -> None:
    scenario = tiny(holidays=[{"id": "h", "date": "2012-10-17"}], bodies=[body("x", item("1"))])
    assert prove(scenario, "hours-and-holidays").by_amount.keys() == {0, 1}


def test_weekdays_and_hours_past_midnight() -> None:
    """Wednesday and Thursday, 22:00 to 03:00: the night of Wednesday is open to 03:00, that of Friday is closed."""
    days = [{"date": f"2012-10-{day}", "sittings": ["22:00-24:00", "00:00-02:00"]} for day in (17, 18, 19)]
    scenario = tiny(
        days=days,
        venues=[{"id": "V", "hours": "22:00-03:00", "weekdays": ["wed", "thu"]}],
        rooms=[{"id": "A", "venue": "V"}],
        bodies=[body("x", item("1"), item("2", duration="2 h"))],
    )
    assert prove(scenario, "hours-and-holidays").by_amount.keys() == {0, 1}
    told = [
        breaches(scenario, "hours-and-holidays", f"x/1 2012-10-{day} {hours} A") != []
        for day in (17, 18, 19)
        for hours in ("00:00-01:00", "22:00-23:00")
    ]
    assert told == [True, False, False, False, False, True]


def test_days_that_touch_are_one_opening() -> None:
    scenario = tiny(
        days=[{"date": "2012-10-18", "sittings": ["22:00-02:00"]}, {"date": "2012-10-19", "sittings": ["22:00-02:00"]}],
        venues=[{"id": "V", "weekdays": ["thu", "fri"]}],
        rooms=[{"id": "A", "venue": "V"}],
        bodies=[body("x", item("1"))],
    )
    assert prove(scenario, "hours-and-holidays").by_amount.keys() == {0, 1}
    assert not breaches(scenario, "hours-and-holidays", "x/1 2012-10-18 23:00-24:00 A".replace("24:00", "00:00"))
    (breach,) = breaches(scenario, "hours-and-holidays", "x/1 2012-10-19 22:00-23:00 A")
    assert breach.words.told() == ("V is open on some days of the week only; x sits there at Friday 19 October, 22:00")


def test_the_day_of_25_hours_is_one_holiday() -> None:
    """Sunday 28 October 2012 in Vienna; Saturday's sitting to midnight is clear of it."""
    scenario = tiny(
        days=[
            {"date": "2012-10-27", "sittings": ["22:00-24:00"]},
            {"date": "2012-10-28", "sittings": ["22:00-24:00"]},
            {"date": "2012-10-29", "sittings": ["00:00-02:00"]},
        ],
        holidays=[{"id": "h", "date": "2012-10-28"}],
        bodies=[body("x", item("1", duration="2 h"))],
    )
    assert prove(scenario, "hours-and-holidays").by_amount == {0: 3, 1: 1}


def test_a_guest_has_the_house_through_its_host() -> None:
    scenario = tiny(
        days=[{"date": "2012-10-17"}],
        venues=[{"id": "V", "hours": "09:00-12:00"}],
        rooms=ROOMS[:1],
        bodies=[
            body("x", item("1"), sittings=[{"hours": ["10:00-12:00"]}]),
            body("y", item("1"), item("2"), sittings=[{"hours": ["10:00-13:00"]}]),
        ],
        joint_sessions=[{"id": "j", "bodies": ["x", "y"], "items": {"x": ["1"], "y": ["1"]}}],
    )
    assert prove(scenario, "hours-and-holidays", background=["joint-together"]).by_amount.keys() == {0, 1}


def test_what_a_planner_reads() -> None:
    scenario = tiny(
        venues=VENUES,
        rooms=ROOMS,
        decisions=[{"id": "d", "by": "The Assembly"}],
        holidays=[
            {"id": "eid", "title": "Eid al-Adha", "date": "2012-10-17", "source": "d"},
            {"id": "local", "title": "City day", "date": "2012-10-17", "venues": ["V"]},
        ],
        bodies=[body("x", item("1"), title="Plenary")],
    )
    found = breaches(scenario, "hours-and-holidays", "x/1 2012-10-17 15:00-16:00 A")
    assert [breach.words.told() for breach in found] == [
        "The Assembly decided: 17 October 2012 is a holiday (Eid al-Adha); "
        "Plenary sits there at Wednesday 17 October, 15:00",
        "17 October 2012 is a holiday (City day) in Centre; Plenary sits there at Wednesday 17 October, 15:00",
        "Centre is open from 09:00 to 16:00; Plenary sits there at Wednesday 17 October, 15:00",
    ]
    assert [breach.source for breach in found] == ["d", None, None]
