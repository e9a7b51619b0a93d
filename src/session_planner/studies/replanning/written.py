"""Values of a scenario as people write them, for the edits that events make: durations, moments, windows, hours."""

from __future__ import annotations

import datetime as dt
from typing import Any

from session_planner.scenario.model import SittingHours
from session_planner.scenario.values import Hours


def length(minutes: int) -> str:
    """`1 h 50 min`."""
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest or not hours else [])])


def moment(time: dt.datetime) -> str:
    """`2012-10-18T11:00`, with its offset where it has one."""
    return time.isoformat(timespec="minutes")


def window(start: dt.datetime | None, end: dt.datetime | None) -> str:
    """`2012-10-17T15:00/..`."""
    return "/".join(".." if time is None else moment(time) for time in (start, end))


def clock(minutes: int) -> str:
    """`18:30`; the midnight that ends a day is `24:00`."""
    return "24:00" if minutes == 1440 else f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def clocks(hours: Hours) -> str:
    """`18:30-20:30`."""
    return f"{clock(hours.start)}-{clock(hours.end)}"


def sitting(one: SittingHours) -> Any:
    """A sitting: its hours, or a map where it says more."""
    more: dict[str, Any] = {}
    if one.open_until is not None:
        more["open_until"] = clock(one.open_until)
    if one.interpreted is not None:
        more["interpreted"] = one.interpreted
    return {"hours": clocks(one.hours), **more} if more else clocks(one.hours)
