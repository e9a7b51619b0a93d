"""Our VTIMEZONE against zoneinfo, at any moment that a calendar may hold, and no longer than it has to be."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_planner.publish.vtimezone import vtimezone

UTC = dt.UTC
ZONES = (
    "Europe/Vienna",
    "America/New_York",
    "Africa/Nairobi",
    "Asia/Bangkok",
    "Pacific/Chatham",
    "Australia/Lord_Howe",
)
YEARS = (2012, 2026, 2040)


def observances(text: str) -> list[tuple[dt.datetime, dt.timedelta, dt.timedelta]]:
    """(onset on the clock before the change, offset before, offset after) of each, read from the text alone."""
    found = []
    for part in re.findall(r"BEGIN:(?:STANDARD|DAYLIGHT)\r\n(.*?)END:", text, re.S):
        lines = dict(line.split(":", 1) for line in part.splitlines())
        onset = dt.datetime.strptime(lines["DTSTART"], "%Y%m%dT%H%M%S")
        found.append((onset, offset(lines["TZOFFSETFROM"]), offset(lines["TZOFFSETTO"])))
    return sorted(found)


def offset(text: str) -> dt.timedelta:
    """`+1245` as a difference."""
    size = dt.timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))
    return -size if text[0] == "-" else size


def offset_at(text: str, moment: dt.datetime) -> dt.timedelta:
    """What a program that knows nothing but the component takes for the offset at a moment."""
    begun = [after for onset, before, after in observances(text) if (onset - before).replace(tzinfo=UTC) <= moment]
    return begun[-1]


def written(zone: str, first: dt.datetime, last: dt.datetime) -> str:
    """The component as it stands in a file."""
    return str(vtimezone(ZoneInfo(zone), first, last).to_ical().decode())


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", YEARS)
@given(data=st.data())
def test_every_moment_has_the_offset_of_zoneinfo(zone: str, year: int, data: st.DataObject) -> None:
    moments = st.datetimes(dt.datetime(year, 1, 1), dt.datetime(year, 12, 31), timezones=st.just(UTC))
    first, between, last = sorted(data.draw(st.tuples(moments, moments, moments)))
    text = written(zone, first, last)
    for moment in (first, between, last):
        assert offset_at(text, moment) == moment.astimezone(ZoneInfo(zone)).utcoffset()


@pytest.mark.parametrize("zone", ["Europe/Vienna", "America/New_York", "Pacific/Chatham", "Australia/Lord_Howe"])
@pytest.mark.parametrize("year", YEARS)
def test_the_seconds_around_a_change_are_right(zone: str, year: int) -> None:
    first, last = dt.datetime(year, 1, 1, tzinfo=UTC), dt.datetime(year + 1, 1, 1, tzinfo=UTC)
    text = written(zone, first, last)
    changes = [(onset - before).replace(tzinfo=UTC) for onset, before, _after in observances(text)]
    this_year = [change for change in changes if change >= first]
    assert len(this_year) == 2
    for change in this_year:
        for moment in (change - dt.timedelta(seconds=1), change):
            assert offset_at(text, moment) == moment.astimezone(ZoneInfo(zone)).utcoffset()
        assert offset_at(text, change) != offset_at(text, change - dt.timedelta(seconds=1))


def test_it_reaches_no_further_than_the_events() -> None:
    week = (dt.datetime(2012, 10, 15, 8, tzinfo=UTC), dt.datetime(2012, 10, 19, 16, tzinfo=UTC))
    onsets = [onset for onset, _before, _after in observances(written("Europe/Vienna", *week))]
    assert onsets == [dt.datetime(2011, 10, 30, 3), dt.datetime(2012, 3, 25, 2)]


def test_a_zone_without_changes_has_one_observance() -> None:
    week = (dt.datetime(2026, 3, 1, tzinfo=UTC), dt.datetime(2026, 12, 1, tzinfo=UTC))
    assert observances(written("Africa/Nairobi", *week)) == [(dt.datetime(1970, 1, 1), *[dt.timedelta(hours=3)] * 2)]
