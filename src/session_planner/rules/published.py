"""What has been published, as the rules about change and about the past see it.

Not a rule itself. An entry is a part of an item, or a joint session as its host has it, where the published programme
has it. It is found again in the model by the piece that can be in its sitting, in a programme by its rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from session_planner.problem.model import Problem, Task
from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Builder, Lit
from session_planner.scenario.outline import Outline, Slot


@dataclass(frozen=True, slots=True)
class Entry:
    """A published part of an item; times in minutes since 1970 UTC. `slot`: the sitting it is in (None: in none).

    `whole`: nothing of the item's length changed since, so that its end can stay too. `before`: where it was before it
    was last moved.
    """

    ref: str
    part: int
    start: int
    end: int
    room: str | None
    slot: Slot | None
    whole: bool
    before: Entry | None = None

    @property
    def key(self) -> tuple[str, ...]:
        return (self.ref, str(self.part))

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.end - self.start


_KNOWN: WeakKeyDictionary[Outline, tuple[Entry, ...]] = WeakKeyDictionary()


def entries(outline: Outline) -> tuple[Entry, ...]:
    """Every published entry of something that the scenario still has; made once, since every rule asks for them."""
    known = _KNOWN.get(outline)
    if known is None:
        known = _KNOWN[outline] = tuple(_entries(outline))
    return known


def _entries(outline: Outline) -> Iterator[Entry]:
    published = outline.scenario.replan.published
    total: dict[str, int] = {}
    for one in published:
        total[one.item] = total.get(one.item, 0) + outline.minute(one.end) - outline.minute(one.start)
    for one in published:
        length = length_of(outline, one.item)
        if length is None:
            continue
        start, end = outline.minute(one.start), outline.minute(one.end)
        slot, whole = slot_at(outline, one.item, one.start), total[one.item] == length
        now = Entry(one.item, one.part, start, end, one.room, slot, whole)
        if one.before is not None and outline.minute(one.before) != start:
            moved = outline.minute(one.before) - start
            there = slot_at(outline, one.item, one.before)
            now = replace(now, before=replace(now, start=start + moved, end=end + moved, slot=there))
        yield now


def length_of(outline: Outline, ref: str) -> int | None:
    """How long an item or a joint session lasts now, in minutes; None where there is none of that name."""
    if ref.startswith("joint:"):
        joint = outline.joints.get(ref[6:])
        return outline.joint_minutes(joint) if joint else None
    leaf = outline.leaves.get(ref)
    return leaf.minutes if leaf else None


def host_of(outline: Outline, ref: str) -> str:
    """The body in whose programme it is looked for: a joint session is its host's."""
    return outline.joints[ref[6:]].bodies[0] if ref.startswith("joint:") else outline.leaves[ref].body


def slot_at(outline: Outline, ref: str, moment: dt.datetime) -> Slot | None:
    """The sitting of its body that something which begins at `moment` is in."""
    minute = outline.minute(moment)
    slots = outline.slots[host_of(outline, ref)]
    return next((slot for slot in slots if slot.start <= minute < slot.last), None)


# -- in the model ------------------------------------------------------------------------------------------------------


def piece_in(problem: Problem, ref: str, slot: Slot | None) -> tuple[Task, int, int] | None:
    """The task, its piece and the sitting, where it can be in that slot; None where it cannot."""
    tasks = problem.tasks_under(ref)
    if not tasks or slot is None:
        return None
    for piece in tasks[0].pieces:
        for sitting in problem.pieces[piece].sittings:
            if problem.sittings[sitting].slot is slot:
                return tasks[0], piece, sitting
    return None


def gone(problem: Problem) -> set[tuple[str, ...]]:
    """The keys of the entries that can be in their places in no programme, whatever else: their sitting is no more."""
    return {
        entry.key
        for entry in entries(problem.outline)
        if problem.tasks_under(entry.ref)
        and (piece_in(problem, entry.ref, entry.slot) is None or exactly(problem, entry.start) is None)
    }


def exactly(problem: Problem, minute: int) -> int | None:
    """The tick at a minute; None where none is there."""
    return problem.up(minute) if problem.up(minute) == problem.down(minute) else None


def stays(b: Builder, entry: Entry) -> Lit:
    """A literal that can be true only if the entry's thing is in its sitting at its start, and as long as it was."""
    found, tick = piece_in(b.problem, entry.ref, entry.slot), exactly(b.problem, entry.start)
    if found is None or tick is None:
        return ~b.true()
    _task, piece, sitting = found
    here = b.new_bool(f"{entry.ref}/{entry.part} at {tick}")
    b.any_of([b.x(piece, sitting)], [here])
    b.add(b.start(piece) == tick, [here])
    if entry.whole:
        b.add(b.end(piece) == tick + b.problem.ticks(entry.minutes), [here])
    return here


# -- in a programme ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where a programme has a part of an item, or a joint session: minutes since 1970 UTC."""

    start: int
    end: int
    room: str | None
    sitting: str | None


def places(t: Timetable, ref: str) -> Sequence[Place]:
    """Where the programme has something, in order of time; a joint session as its host has it, as one."""
    body = host_of(t.outline, ref)
    if not ref.startswith("joint:"):
        return [Place(row.start, row.end, row.room, row.slot.key if row.slot else None) for row in t.rows_under(ref)]
    rows = [row for row in t.joint_rows(ref[6:]) if row.body == body]
    if not rows:
        return []
    slot = rows[0].slot
    return [Place(rows[0].start, max(row.end for row in rows), rows[0].room, slot.key if slot else None)]


def kept(t: Timetable, entry: Entry) -> bool:
    """Whether the programme has it in its sitting at its start, and as long as it was."""
    return any(
        place.start == entry.start and in_slot(place, entry) and (not entry.whole or place.end == entry.end)
        for place in places(t, entry.ref)
    )


def in_slot(place: Place, entry: Entry) -> bool:
    """Whether a place is in the sitting that the entry was published in."""
    return entry.slot is not None and place.sitting == entry.slot.key
