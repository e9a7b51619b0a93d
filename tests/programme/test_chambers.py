"""Tables of bodies that sit in several rooms at once: each room has its own items and is a sitting of its own."""

from __future__ import annotations

from session_planner.checker import check
from session_planner.programme.reading import Reading, parse_programme
from session_planner.scenario.model import Scenario
from tests.rules.hand import body, item
from tests.rules.harness import tiny

SCENARIO = Scenario.model_validate(
    tiny(
        grain=15,
        rooms=[{"id": "A"}, {"id": "B"}],
        bodies=[body("birds", *map(item, "123"), chambers=2), body("fish", *map(item, "12"))],
    )
)


def read(*rows: str) -> Reading:
    """A table of these rows."""
    return parse_programme("\n".join(["body,item,start,end,room", *rows]).encode(), "p.csv", SCENARIO)


def lines(reading: Reading) -> list[str]:
    return [
        f"{one.ref} {one.start:%H:%M}-{one.end:%H:%M} {one.room} {one.sitting}" for one in reading.programme.segments
    ]


def test_the_same_hours_in_two_rooms_are_two_sittings_and_are_not_shared() -> None:
    reading = read(
        "birds,1,2012-10-17 10:00,2012-10-17 11:00,B",
        "birds,2,2012-10-17 10:00,2012-10-17 11:00,A",
        "birds,3,2012-10-17 11:00,2012-10-17 12:00,B",
        "fish,1,2012-10-17 15:00,2012-10-17 16:00,A",
        "fish,2,2012-10-17 16:00,2012-10-17 17:00,A",
    )
    assert sorted(lines(reading)) == [
        "birds/1 10:00-11:00 B 2012-10-17T10:00",
        "birds/2 10:00-11:00 A 2012-10-17T10:00#2",
        "birds/3 11:00-12:00 B 2012-10-17T10:00",
        "fish/1 15:00-16:00 A 2012-10-17T15:00",
        "fish/2 16:00-17:00 A 2012-10-17T15:00",
    ]
    assert not reading.notes
    assert check(reading.programme, SCENARIO).clean


def test_what_stands_in_one_room_shares_its_hours() -> None:
    reading = read(
        "birds,1,2012-10-17 10:00,2012-10-17 12:00,A",
        "birds,2,2012-10-17 10:00,2012-10-17 12:00,A",
        "birds,3,2012-10-17 10:00,2012-10-17 11:00,B",
    )
    assert [line[:19] for line in sorted(lines(reading))] == [
        "birds/1 10:00-11:00", "birds/2 11:00-12:00", "birds/3 10:00-11:00",
    ]  # fmt: skip


def test_an_end_that_is_left_out_is_the_next_start_in_the_room() -> None:
    reading = read(
        "birds,1,2012-10-17 10:00,,A", "birds,2,2012-10-17 10:30,2012-10-17 11:30,B", "birds,3,2012-10-17 11:00,,A"
    )
    assert [line[:19] for line in sorted(lines(reading))] == [
        "birds/1 10:00-11:00", "birds/2 10:30-11:30", "birds/3 11:00-12:00",
    ]  # fmt: skip
