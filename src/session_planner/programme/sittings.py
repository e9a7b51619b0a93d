"""Which sitting a segment is held in, and from when to when that sitting is.

Beside the programme, for whatever shows or counts whole sittings: releases and every format of `publish`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from session_planner.programme.model import Segment
from session_planner.scenario.outline import Outline, Slot


def slot_of(segment: Segment, out: Outline) -> Slot | None:
    """The sitting that a segment starts in: the one it names if that holds its start, else the one that does."""
    minute = int(segment.start.timestamp()) // 60
    named = out.slot.get((segment.body, segment.sitting)) if segment.sitting else None
    if named and named.start <= minute < named.last:
        return named
    return next((slot for slot in out.slots.get(segment.body, ()) if slot.start <= minute < slot.last), None)


def sitting_times(segments: Iterable[Segment], out: Outline) -> tuple[dt.datetime, dt.datetime]:
    """From when to when a sitting is: its hours, longer where a segment goes on after them; else its segments' own."""
    segments = tuple(segments)
    slots = [slot for segment in segments if (slot := slot_of(segment, out))]
    starts = [slot.start for slot in slots] or [int(min(one.start for one in segments).timestamp()) // 60]
    ends = [slot.end for slot in slots[:1]] + [int(one.end.timestamp()) // 60 for one in segments]
    return out.clock(min(starts)), out.clock(max(ends))


def bodies_in_order(bodies: Iterable[str], out: Outline) -> tuple[str, ...]:
    """Bodies as the scenario lists them; those it does not know at the end."""
    bodies = set(bodies)
    return (*(body for body in out.bodies if body in bodies), *sorted(bodies - set(out.bodies)))
