"""The VTIMEZONE of a calendar: one observance for each change of the clocks, only as far as the events reach.

Under `publish/ics.py`. Written here and not by the library, whose list of 68 years of changes other programs read an
hour wrong. The truth is zoneinfo's; the tests hold every change against it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_UTC = dt.UTC
# Further back than two changes of any zone that changes its clocks every year.
_LOOK_BACK = dt.timedelta(days=550)
_STEP = dt.timedelta(days=7)
_ALWAYS = dt.datetime(1970, 1, 1)

_Offsets = tuple[dt.timedelta, bool, str]


def vtimezone(zone: ZoneInfo, first: dt.datetime, last: dt.datetime) -> Timezone:
    """The component for events from `first` to `last` (aware).

    It begins with the observance before the one that `first` falls in, since some programs want one of each kind, and
    so always says what was in force at the earliest event.
    """
    component = Timezone()
    component.add("tzid", zone.key)
    changes = list(_changes(zone, first - _LOOK_BACK, last))
    earlier = [change for change in changes if change <= first][-2:]
    for change in (*earlier, *(change for change in changes if change > first)):
        component.add_component(_observance(zone, change))
    if not earlier:
        component.add_component(_constant(zone, first))
    return component


def _changes(zone: ZoneInfo, first: dt.datetime, last: dt.datetime) -> Iterator[dt.datetime]:
    """The moments (UTC) after `first`, up to `last`, from which the clocks of a zone show another time."""
    before = first.astimezone(_UTC).replace(minute=0, second=0, microsecond=0)
    end = last.astimezone(_UTC)
    while before < end:
        after = min(before + _STEP, end)
        if _offsets(zone, before) != _offsets(zone, after):
            yield _change(zone, before, after)
        before = after


def _change(zone: ZoneInfo, before: dt.datetime, after: dt.datetime) -> dt.datetime:
    """The second in (before, after] from which the offsets are others than at `before`."""
    offsets = _offsets(zone, before)
    low, high = int(before.timestamp()), int(after.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        if _offsets(zone, dt.datetime.fromtimestamp(middle, _UTC)) == offsets:
            low = middle
        else:
            high = middle
    return dt.datetime.fromtimestamp(high, _UTC)


def _offsets(zone: ZoneInfo, moment: dt.datetime) -> _Offsets:
    local = moment.astimezone(zone)
    return local.utcoffset() or dt.timedelta(), bool(local.dst()), local.tzname() or zone.key


def _observance(zone: ZoneInfo, change: dt.datetime) -> TimezoneDaylight | TimezoneStandard:
    before, _, _ = _offsets(zone, change - dt.timedelta(seconds=1))
    return _component(before, _offsets(zone, change), (change + before).replace(tzinfo=None))


def _constant(zone: ZoneInfo, first: dt.datetime) -> TimezoneDaylight | TimezoneStandard:
    """The one observance of a zone that has not changed its clocks for long."""
    offsets = _offsets(zone, first)
    return _component(offsets[0], offsets, _ALWAYS)


def _component(before: dt.timedelta, after: _Offsets, onset: dt.datetime) -> TimezoneDaylight | TimezoneStandard:
    offset, daylight, name = after
    component = TimezoneDaylight() if daylight else TimezoneStandard()
    component.add("dtstart", onset)
    component.add("tzoffsetfrom", before)
    component.add("tzoffsetto", offset)
    component.add("tzname", name)
    return component
