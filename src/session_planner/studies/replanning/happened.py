"""What a session has come to: where everything was published, and what of it has really begun.

Under `replan`. A programme says what was planned; events say what overran, ended early or did not begin. A body takes
up its items one after the other: what runs over pushes those behind it in the same sitting, and what no longer fits
into the sitting is left for a later one. A joint session waits for nobody here: where one of its bodies is late, it
has not begun. Times are minutes since 1970 UTC.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from session_planner.programme.model import Programme, Segment
from session_planner.scenario.model import Held, Published
from session_planner.scenario.outline import Outline, Slot

Key = tuple[str, int]
"""What a part is known by: `body/number` and its number, or `joint:id` and 1."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a programme has a part of an item, or a joint session (`bodies`: all of its own, the host first)."""

    ref: str
    part: int
    bodies: tuple[str, ...]
    start: int
    end: int
    room: str | None
    slot: Slot | None

    @property
    def key(self) -> Key:
        return self.ref, self.part

    @property
    def joint(self) -> bool:
        """Whether it is a joint session."""
        return self.ref.startswith("joint:")


@dataclass(slots=True)
class Told:
    """What events say of the past: how much longer a part took or takes, when it ended, what has not begun.

    `within`: by item of a joint session, how much of what that took longer was the item's.
    """

    more: dict[Key, int] = field(default_factory=dict)
    within: dict[str, int] = field(default_factory=dict)
    ended: dict[Key, int] = field(default_factory=dict)
    not_begun: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Real:
    """When a part really began and ended, or will: `left` minutes of it no longer fit into its sitting."""

    placed: Placed
    start: int
    end: int
    left: int = 0


class Grain:
    """The ticks of a session: minutes counted from its first sitting, as the problem counts them."""

    def __init__(self, outline: Outline) -> None:
        self.step = outline.scenario.grain
        self.origin = min((slots[0].start for slots in outline.slots.values() if slots), default=0)

    def up(self, minute: int) -> int:
        """The first minute on the grain at or after one."""
        return self.origin - (self.origin - minute) // self.step * self.step

    def down(self, minute: int) -> int:
        """The last minute on the grain at or before one."""
        return self.origin + (minute - self.origin) // self.step * self.step


# -- where things were published -----------------------------------------------------------------------------------


def placed(programme: Programme, outline: Outline) -> tuple[Placed, ...]:
    """Everything that the scenario still has, where the programme has it, in order of time.

    Whether items make a joint session is as the scenario says it now, however the programme had them.
    """
    by_ref: dict[str, list[Segment]] = defaultdict(list)
    by_joint: dict[str, list[Segment]] = defaultdict(list)
    for segment in programme.segments:
        by_ref[segment.ref].append(segment)
        if segment.joint:
            by_joint[segment.joint].append(segment)
    found = [
        _placed(ref, part, (leaf.body,), [one], outline)
        for ref, leaf in outline.leaves.items()
        if leaf.joint is None
        for part, one in enumerate(sorted(by_ref.get(ref, ()), key=lambda one: one.start.timestamp()), 1)
    ]
    for joint in outline.joints.values():
        refs = [f"{body}/{number}" for body in joint.bodies for number in joint.items.get(body, ())]
        rows = by_joint.get(joint.id) or [one for ref in refs for one in by_ref.get(ref, ())]
        own = [one for one in rows if one.body == joint.bodies[0]] or rows
        if own:
            found.append(_placed(f"joint:{joint.id}", 1, joint.bodies, own, outline))
    return tuple(sorted(found, key=lambda one: (one.start, one.ref, one.part)))


def _placed(ref: str, part: int, bodies: tuple[str, ...], rows: list[Segment], outline: Outline) -> Placed:
    start, end = (minute(rows, outline) for minute in (_first, _last))
    slot = next((slot for slot in outline.slots[bodies[0]] if slot.start <= start < slot.last), None)
    return Placed(ref, part, bodies, start, end, rows[0].room, slot)


def _first(rows: Iterable[Segment], outline: Outline) -> int:
    return min(outline.minute(one.start) for one in rows)


def _last(rows: Iterable[Segment], outline: Outline) -> int:
    return max(outline.minute(one.end) for one in rows)


def published(
    there: Iterable[Placed], outline: Outline, before: Programme | None = None, gone: Iterable[Key] = ()
) -> tuple[Published, ...]:
    """What change is measured against; with a programme of `before`, also where things were then.

    `gone`: parts that are no more to be had, so that nobody can keep them.
    """
    earlier = {one.key: one.start for one in placed(before, outline)} if before else {}
    lost = set(gone)
    return tuple(
        Published(
            item=one.ref,
            part=one.part,
            start=outline.clock(one.start),
            end=outline.clock(one.end),
            room=one.room,
            before=outline.clock(earlier[one.key]) if earlier.get(one.key, one.start) != one.start else None,
        )
        for one in there
        if one.key not in lost and _has(outline, one.ref)
    )


def _has(outline: Outline, ref: str) -> bool:
    return ref[6:] in outline.joints if ref.startswith("joint:") else ref in outline.leaves


# -- what has begun ------------------------------------------------------------------------------------------------


def timeline(there: Iterable[Placed], told: Told, now: int | None = None) -> dict[Key, Real]:
    """When everything really began and ended, as far as it began before `now` (None: all of it)."""
    by_sitting: dict[tuple[str, str | None], list[Placed]] = defaultdict(list)
    for one in there:
        for body in one.bodies:
            by_sitting[body, one.slot.key if one.slot else None].append(one)
    found: dict[Key, Real] = {}
    late: set[str] = set(told.not_begun)
    for things in by_sitting.values():
        for real in _one_after_the_other(things, told, now, late):
            found[real.placed.key] = real
    return {key: real for key, real in found.items() if key[0] not in late}


def _one_after_the_other(things: Iterable[Placed], told: Told, now: int | None, late: set[str]) -> Iterator[Real]:
    """One body in one sitting; joint sessions that it comes too late for go to `late`."""
    free: int | None = None
    for one in things:
        if one.ref in told.not_begun:
            continue
        start = one.start if free is None else max(one.start, free)
        if one.joint and start > one.start:
            late.add(one.ref)
            return
        if now is not None and start >= now:
            return
        end = told.ended.get(one.key, start + one.end - one.start + told.more.get(one.key, 0))
        last = max(one.slot.last, one.end) if one.slot else end
        yield Real(one, start, min(end, last), max(0, end - last))
        if end > one.end:
            free = min(end, last)


def rounded(real: Mapping[Key, Real], grain: Grain) -> dict[Key, tuple[int, int]]:
    """From when to when on the grain: starts rounded down and ends up, but not beyond the start of what follows."""
    starts: dict[str, list[int]] = defaultdict(list)
    for one in real.values():
        for body in one.placed.bodies:
            starts[body].append(one.start)
    for found in starts.values():
        found.sort()
    spans = {}
    for key, one in real.items():
        start, end = grain.down(one.start), grain.up(one.end)
        for body in one.placed.bodies:
            following = bisect_right(starts[body], one.start)
            if following < len(starts[body]):
                end = min(end, grain.down(starts[body][following]))
        spans[key] = start, max(start, end)
    return spans


def held(real: Mapping[Key, Real], told: Told, outline: Outline, now: int) -> tuple[Held, ...]:
    """What has begun: of what is over all of it; of what is under way until now, or as long as an event says."""
    grain = Grain(outline)
    begun = {key: one for key, one in real.items() if one.start < now}
    spans = rounded(begun, grain)
    found = []
    for key, one in sorted(begun.items(), key=lambda pair: (pair[1].start, pair[0])):
        start, end = spans[key]
        over = one.end <= now
        if not over and key not in told.more:
            end = min(end, grain.up(now))
        if _has(outline, one.placed.ref) and _slot(outline, one.placed, start) is not None:
            moments = {"start": outline.clock(start), "end": outline.clock(end)}
            found.append(Held(item=one.placed.ref, room=one.placed.room, over=over, **moments))
    return tuple(found)


def _slot(outline: Outline, one: Placed, minute: int) -> Slot | None:
    """The sitting that it is in now: None where that was cancelled."""
    body = one.bodies[0] if one.bodies[0] in outline.slots else None
    return next((slot for slot in outline.slots[body] if slot.start <= minute < slot.last), None) if body else None
