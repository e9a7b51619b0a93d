"""Our VTIMEZONE against zoneinfo, at any moment that a calendar may hold, and no longer than it has to be."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_planner.programme.model import Programme, Segment
from session_planner.publish.calendars.ics import calendar
from session_planner.publish.calendars.vtimezone import changes_in, vtimezone
from tests.publish.calendars import YEARS, ZONES, session

UTC = dt.UTC


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


@pytest.mark.parametrize("zone", [zone for zone in ZONES if zone not in ("Africa/Nairobi", "Asia/Bangkok")])
@pytest.mark.parametrize("year", YEARS)
def test_the_seconds_around_a_change_are_right(zone: str, year: int) -> None:
    first, last = dt.datetime(year, 1, 1, tzinfo=UTC), dt.datetime(year + 1, 1, 1, tzinfo=UTC)
    text = written(zone, first, last)
    changes = [(onset - before).replace(tzinfo=UTC) for onset, before, _after in observances(text)]
    this_year = [change for change in changes if change >= first]
    assert len(this_year) == (4 if (zone, year) == ("Africa/Casablanca", 2012) else 2)
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


@pytest.mark.parametrize("zone", ["Europe/Dublin", "Africa/Casablanca"])
def test_daylight_time_is_ahead_also_where_zoneinfo_has_it_behind(zone: str) -> None:
    text = written(zone, dt.datetime(2026, 1, 1, tzinfo=UTC), dt.datetime(2026, 12, 31, tzinfo=UTC))
    kinds = re.findall(r"BEGIN:(STANDARD|DAYLIGHT)\r\n(.*?)END:", text, re.S)
    assert {kind for kind, _lines in kinds} == {"STANDARD", "DAYLIGHT"}
    for kind, lines in kinds:
        before, after = (offset(found) for found in re.findall(r"TZOFFSET(?:FROM|TO):(.*?)\r\n", lines))
        assert (kind == "DAYLIGHT") == (after > before)


def test_events_of_long_ago_have_an_observance_before_them() -> None:
    first = dt.datetime(1950, 1, 5, tzinfo=UTC)
    assert (
        offset_at(written("Africa/Nairobi", first, first), first)
        == first.astimezone(ZoneInfo("Africa/Nairobi")).utcoffset()
    )


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("zone", ZONES)
def test_the_zone_in_a_file_is_zoneinfo_s_at_the_start_and_end_of_every_entry(zone: str, year: int) -> None:
    """Entries of every hour on the days about every change, and of a day in each quarter of the year."""
    changes = changes_in(zone, year)
    days = [change + dt.timedelta(days=more) for change in changes for more in (-1, 0, 1)]
    days += [dt.datetime(year, month, 8, tzinfo=UTC) for month in (1, 4, 7, 10)]
    moments = sorted({day.replace(hour=hour, minute=0, second=0) for day in days for hour in range(24)})
    sits = [Segment("a", str(n), one, one + dt.timedelta(minutes=50), "m1") for n, one in enumerate(moments)]
    text = calendar(Programme(tuple(sits), "two"), session(timezone=zone), "en").decode()
    told = re.findall(r"DT(?:START|END)(;TZID=[^:]*)?:(\d{8}T\d{6})(Z?)\r\n", text.partition("BEGIN:VEVENT")[2])
    assert len(told) == 2 * len(sits)
    found = [
        wall.replace(tzinfo=UTC) if utc else (wall - offset_on(text, wall)).replace(tzinfo=UTC)
        for _zone, stamp, utc in told
        for wall in [dt.datetime.strptime(stamp, "%Y%m%dT%H%M%S")]
    ]
    assert found == [moment for one in sits for moment in (one.start, one.end)]
    near = [utc for (_zone, _stamp, utc), moment in zip(told, found, strict=True)
            if all(abs(moment - change) >= dt.timedelta(hours=3) for change in changes)]  # fmt: skip
    # Local times, wherever programs read them alike.
    assert bool(near)
    assert set(near) == ({"Z"} if year == 2040 and changes else {""})


def offset_on(text: str, wall: dt.datetime) -> dt.timedelta:
    """What a program that knows nothing but the component takes for the offset at an hour of the clock."""
    return [after for onset, _before, after in observances(text) if onset <= wall][-1]
