"""The VTIMEZONE of a calendar: one observance for each change of the clocks, only as far as the events reach.

Under `ics.py`. Written here and not by the library, whose list of 68 years of changes other programs read an
hour wrong. The truth is zoneinfo's; the tests hold every change against it.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_UTC = dt.UTC
# Further back than two changes of any zone that changes its clocks every year.
_LOOK_BACK = dt.timedelta(days=550)
# Shorter than any time for which clocks are set: Ramadan, in Morocco, is the shortest.
_STEP = dt.timedelta(days=7)

_Offsets = tuple[dt.timedelta, bool, str]


def vtimezone(zone: ZoneInfo, first: dt.datetime, last: dt.datetime) -> Timezone:
    """The component for events from `first` to `last` (aware).

    It begins with the observance before the one that `first` falls in, since some programs want one of each kind, and
    so always says what was in force at the earliest event.
    """
    component = Timezone()
    component.add("tzid", zone.key)
    changes = changes_for(zone, first, last)
    for change in changes:
        component.add_component(_observance(zone, change))
    if not changes or changes[0] > first:
        component.add_component(_constant(zone, first))
    return component


def changes_for(zone: ZoneInfo, first: dt.datetime, last: dt.datetime) -> tuple[dt.datetime, ...]:
    """The changes of the clocks (UTC) that a reader of events from `first` to `last` has to know."""
    begin, end = (first - _LOOK_BACK).astimezone(_UTC), last.astimezone(_UTC)
    years = range(begin.year, end.year + 1)
    changes = [one for year in years for one in changes_in(zone.key, year) if begin < one <= end]
    earlier = [change for change in changes if change <= first]
    return (*earlier[-2:], *changes[len(earlier) :])


@lru_cache(maxsize=256)
def changes_in(key: str, year: int) -> tuple[dt.datetime, ...]:
    """The moments of a year (UTC) from which the clocks of a zone show another time."""
    zone, found = ZoneInfo(key), []
    before, end = dt.datetime(year, 1, 1, tzinfo=_UTC), dt.datetime(year + 1, 1, 1, tzinfo=_UTC)
    while before < end:
        after = min(before + _STEP, end)
        if _offsets(zone, before) != _offsets(zone, after):
            found.append(_change(zone, before, after))
        before = after
    return tuple(found)


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
    """What holds from a change on: daylight where the kind of time changes and clocks go forward.

    So that it is the summer in Ireland and not, as zoneinfo has it there and in Morocco, the winter that is the
    exception: programs know no daylight time that is behind.
    """
    before, was_other, _ = _offsets(zone, change - dt.timedelta(seconds=1))
    after, is_other, name = _offsets(zone, change)
    daylight = was_other != is_other and after > before
    return _component(before, (after, daylight, name), (change + before).replace(tzinfo=None))


def _constant(zone: ZoneInfo, first: dt.datetime) -> TimezoneStandard | TimezoneDaylight:
    """The one observance of a zone that has not changed its clocks for long."""
    offset, _, name = _offsets(zone, first)
    return _component(offset, (offset, False, name), dt.datetime(min(1970, first.year - 1), 1, 1))


def _component(before: dt.timedelta, after: _Offsets, onset: dt.datetime) -> TimezoneDaylight | TimezoneStandard:
    offset, daylight, name = after
    component = TimezoneDaylight() if daylight else TimezoneStandard()
    component.add("dtstart", onset)
    component.add("tzoffsetfrom", before)
    component.add("tzoffsetto", offset)
    component.add("tzname", name)
    return component
