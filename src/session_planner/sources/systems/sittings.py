"""From events to bodies and their sittings: what meets, where, and in which stretches.

Under `conference`. A body takes up one thing at a time and a sitting has one room for itself. So a track is one body
where its events follow each other, and one a room where they run in parallel; a sitting ends where the room changes,
where a longer pause begins, and where something of another body comes in between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush

from session_planner.sources.systems.clock import LONGEST
from session_planner.sources.systems.timetable import Event

PAUSE = 60
"""Minutes after which a sitting is over, whatever comes then."""


@dataclass(slots=True)
class Group:
    """A body to be: the events of a track (of one room of it, or of one row of what has no room)."""

    track: str
    room: str | None = None
    lane: int = 0
    events: list[Event] = field(default_factory=list)
    sittings: list[tuple[int, int]] = field(default_factory=list)


def groups_of(events: Iterable[Event], *, exact: bool = False) -> list[Group]:
    """The events by bodies, in the order in which each comes first, each with its sittings in order of time.

    With `exact`, tracks are bodies as they are, and none is parted.
    """
    by_track: dict[str, list[Event]] = {}
    for event in events:
        by_track.setdefault(event.track, []).append(event)
    groups = [group for track, own in by_track.items() for group in _parted(track, own, exact=exact)]
    starts = _starts(groups)
    for number, group in enumerate(groups):
        group.sittings = _sittings(group, number, starts)
    return groups


def _parted(track: str, events: list[Event], *, exact: bool) -> list[Group]:
    """The bodies of one track."""
    placed = sorted((event for event in events if event.start is not None), key=_in_time)
    waiting = [event for event in events if event.start is None]
    latest: Event | None = None
    parallel = False
    for event in placed:
        if latest is not None and event.start is not None and event.start < latest.end:
            parallel = parallel or event.room != latest.room or not event.room
        latest = event if latest is None or event.end > latest.end else latest
    groups = _by_room(track, placed) if parallel and not exact else [Group(track, events=placed)]
    groups[0].events += waiting
    return groups


def _by_room(track: str, placed: list[Event]) -> list[Group]:
    """A body for each room; for what has none, as many as run in parallel."""
    groups: dict[tuple[str, int], Group] = {}
    free: list[int] = []
    taken: list[tuple[int, int]] = []
    """The ends of what runs, with the lane of each; both lists are heaps."""
    for event in placed:
        lane = 0
        if not event.room:
            while taken and taken[0][0] <= (event.start or 0):
                heappush(free, heappop(taken)[1])
            lane = heappop(free) if free else len(taken)
            heappush(taken, (event.end, lane))
        group = groups.setdefault((event.room, lane), Group(track, event.room or None, lane))
        group.events.append(event)
    return list(groups.values())


def _in_time(event: Event) -> tuple[int, int]:
    return event.start or 0, event.end


def _starts(groups: list[Group]) -> dict[str, list[tuple[int, int]]]:
    """By room: when events begin, and in which group, in order of time."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for event in group.events:
            if event.start is not None and event.room:
                found[event.room].append((event.start, number))
    for starts in found.values():
        starts.sort()
    return found


def _sittings(group: Group, number: int, starts: dict[str, list[tuple[int, int]]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    room = ""
    for event in group.events:
        if event.start is None:
            continue
        if found:
            begun, end = found[-1]
            goes_on = event.room == room and event.start - end <= PAUSE and event.end - begun < LONGEST
            if event.start < end or (goes_on and not _between(starts.get(room, ()), end, event.start, number)):
                found[-1] = begun, max(end, event.end)
                continue
        found.append((event.start, event.end))
        room = event.room
    return found


def _between(starts: Iterable[tuple[int, int]], begin: int, end: int, number: int) -> bool:
    """Whether another body has something in the room in a pause."""
    ordered = list(starts) if not isinstance(starts, list) else starts
    for at in range(bisect_left(ordered, (begin, -1)), len(ordered)):
        start, of = ordered[at]
        if start >= end:
            return False
        if of != number:
            return True
    return False
