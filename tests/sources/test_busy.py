"""Busy times of a calendar in a scenario: on its days and its grain, twice as once, newer ones in place of older."""

from __future__ import annotations

from pathlib import Path

import pytest

import session_planner as sp
from session_planner.errors import InputError
from session_planner.sources.systems.busy import BusyTimes
from tests.sources.test_calendars import WINDOWS, event, whole

FILE = Path(__file__).parents[2] / "scenarios" / "commission-week.yaml"
DAILY = event("UID:a", f"DTSTART;{WINDOWS}:20260901T101200", f"DTEND;{WINDOWS}:20260901T110100", "RRULE:FREQ=DAILY")
FREE = event("UID:b", "DTSTART:20260908T150000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT")
LATER = event("UID:c", "DTSTART:20270908T150000Z", "DURATION:PT1H")
PERIODS = (
    "BEGIN:VFREEBUSY\r\nUID:f\r\nFREEBUSY;FBTYPE=BUSY:20260908T090000Z/PT1H\r\n"
    "FREEBUSY;FBTYPE=FREE:20260908T140000Z/PT1H\r\nEND:VFREEBUSY\r\n"
)


def taken(text: str, data: bytes, busy: str, name: str = "rooms.ics") -> BusyTimes:
    scenario = sp.load_written(text.encode(), str(FILE))
    return sp.with_busy_times(text, str(FILE), scenario, (name, data), sp.busy_of(busy))


@pytest.mark.parametrize("busy", ["room:room-xi", "room:room-xx", "officer:rapporteur", "body:budget"])
def test_once_is_twice_and_nothing_beside_it_changes(busy: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    made = taken(text, whole(DAILY, FREE, LATER, PERIODS), busy)
    assert made.added == (
        "2026-09-07 10:10-11:05", "2026-09-08 10:10-12:00", "2026-09-09 10:10-11:05", "2026-09-10 10:10-11:05",
        "2026-09-11 10:10-11:05",
    )  # fmt: skip
    assert made.outside == 1
    again = taken(made.text, whole(DAILY, FREE, LATER, PERIODS), busy)
    assert (again.text, again.added, again.kept) == (made.text, (), 5)
    assert taken(made.text, whole(LATER), busy).text.count("busy-rooms") == 0
    comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in made.text.splitlines() if line.lstrip().startswith("#")] == comments


def test_calendars_do_not_touch_each_others_entries() -> None:
    text = taken(FILE.read_text(encoding="utf-8"), whole(DAILY), "room:room-xi").text
    both = taken(text, whole(LATER), "room:room-xi", "rooms-2.ics")
    assert (both.text, both.removed) == (text, ())


def test_what_is_not_in_the_scenario_is_told() -> None:
    with pytest.raises(InputError, match="room-q"):
        taken(FILE.read_text(encoding="utf-8"), whole(DAILY), "room:room-q")
    with pytest.raises(InputError, match="names nothing that can be busy"):
        sp.busy_of("chair:x")
