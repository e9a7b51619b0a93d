"""A programme lived through, in so many samples at once: when everything begins and ends if it lasts what was drawn.

Beneath `risk`. What is taken up at one time is a unit: a segment, or a joint session with all its bodies. In the order
of the programme, a unit begins
- when its bodies have ended what they took up before, in this sitting or an earlier one: a sitting that overruns goes
  on, and what comes next waits for it;
- when its room is free: the meeting of others before it is over, and the room's turnover;
- when its officers come from what they served before, and what must come before it is over (`waiting`);
- not before its planned start if that is fixed: a joint session, what is locked or has a `start`, the first of a
  sitting; and not before its `earliest`. Everything else goes on early when what is before it ends early.

A part of a split item that is not the last is broken off when its planned time is over; the last takes what is left.
A joint session lasts as long as the longest of its bodies' shares; one with a `duration` stretches them to it.
Nothing else moves anything: delegations, the way between rooms and interpreters are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from session_planner.programme.model import Programme
from session_planner.programme.timetable import Row, Timetable
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import headings
from session_planner.studies.holding.durations import Durations, Samples
from session_planner.studies.holding.waiting import Group, waits

IN_TIME = attrgetter("start", "end")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is taken up at one time; `start` and `end` as planned, in minutes since 1970 UTC.

    `rows` by body; `floor`: it does not begin before; `after`: units that must have ended, and how long before.
    """

    id: str
    joint: str | None
    rows: Mapping[str, tuple[Row, ...]]
    start: int
    end: int
    room: str | None
    floor: int | None
    after: tuple[tuple[int, int], ...]

    @property
    def refs(self) -> Iterator[str]:
        """The items in it."""
        return (row.ref for rows in self.rows.values() for row in rows)


@dataclass(frozen=True, slots=True)
class Sat:
    """A sitting that a body holds: its units, and when it is to end (its hours, or later where it is planned so)."""

    body: str
    units: tuple[int, ...]
    start: int
    due: int


class Plan:
    """A programme as units in their order, and the sittings that they make up."""

    def __init__(self, programme: Programme, scenario: Scenario) -> None:
        self.table = Timetable(programme, scenario)
        self.outline = self.table.outline
        self.units: tuple[Unit, ...] = tuple(self._units())
        self.of_item: dict[str, list[int]] = defaultdict(list)
        for number, unit in enumerate(self.units):
            for ref in unit.refs:
                self.of_item[ref].append(number)
        self.sittings: tuple[Sat, ...] = tuple(self._sittings())

    def _units(self) -> Iterator[Unit]:
        of_body: dict[str, int] = {}
        of_room: dict[str, int] = {}
        begun: set[tuple[str, str | None]] = set()
        fixed, earliest = self._fixed(), self._earliest()
        bodies_of: list[set[str]] = []
        groups = sorted(self._groups(), key=attrgetter("start", "end", "id"))
        others = waits(groups, self.table)
        for number, one in enumerate(groups):
            joint, rows, start, room = one.joint, one.rows, one.start, one.room
            bodies, refs = set(rows), [f"joint:{joint}", *(row.ref for part in rows.values() for row in part)]
            after = {of_body[body]: 0 for body in rows if body in of_body}
            before = of_room.get(room) if room is not None else None
            if before is not None and not bodies & bodies_of[before]:
                after[before] = self.outline.rooms[room].turnover if room in self.outline.rooms else 0
            after |= {unit: max(lag, after.get(unit, 0)) for unit, lag in others.get(number, {}).items()}
            sittings = {(row.body, row.slot.key if row.slot else None) for part in rows.values() for row in part}
            first = any(key is None or (body, key) not in begun for body, key in sittings)
            moments = [earliest[ref] for ref in refs if ref in earliest]
            if joint is not None or first or not fixed.isdisjoint(refs):
                moments.append(start)
            floor = max(moments, default=None)
            yield Unit(one.id, joint, rows, start, one.end, room, floor, tuple(sorted(after.items())))
            bodies_of.append(bodies)
            begun |= sittings
            of_body |= dict.fromkeys(rows, number)
            of_room |= {room: number} if room is not None else {}

    def _groups(self) -> Iterator[Group]:
        """What is taken up at one time: rows that are no joint session's each alone, and joint sessions as wholes."""
        together: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.table.rows, key=IN_TIME):
            if row.joint is None:
                yield Group(row.segment.id, None, {row.body: (row,)}, row.start, row.end, row.room)
            else:
                together[row.joint].append(row)
        for joint, rows in together.items():
            known = self.outline.joints.get(joint)
            host = [row for row in rows if known is not None and row.body == known.bodies[0]] or rows
            by_body = {
                body: tuple(row for row in rows if row.body == body) for body in {row.body: None for row in rows}
            }
            end = max(row.end for row in host)
            yield Group(f"joint:{joint}", joint, by_body, host[0].start, end, host[0].room)

    def _fixed(self) -> set[str]:
        """What has a start of its own: items that say so or are locked, of a heading the first under it."""
        scenario = self.outline.scenario
        said = {lock.item for lock in scenario.locks if lock.start is not None}
        said |= {ref for ref, leaf in self.outline.leaves.items() if leaf.item.start is not None}
        for body in scenario.bodies:
            said |= {f"{body.id}/{one.number}" for one in headings(body.agenda) if one.start is not None}
        firsts = (min(self._rows(ref), key=IN_TIME, default=None) for ref in said if not ref.startswith("joint:"))
        return {row.ref for row in firsts if row is not None}

    def _rows(self, ref: str) -> list[Row]:
        return [row for leaf in self.outline.under(ref) for row in self.table.by_ref.get(leaf.ref, ())]

    def _earliest(self) -> dict[str, int]:
        """By item: the moment before which the scenario does not let it begin."""
        found: dict[str, int] = {}
        for body in self.outline.scenario.bodies:
            parts = [*headings(body.agenda), *(leaf.item for leaf in self.outline.leaves_of[body.id])]
            for one in parts:
                for leaf in self.outline.under(f"{body.id}/{one.number}") if one.earliest else ():
                    minute = self.outline.minute(one.earliest) if one.earliest else 0
                    found[leaf.ref] = max(minute, found.get(leaf.ref, minute))
        return found

    def _sittings(self) -> Iterator[Sat]:
        found: dict[tuple[str, str], tuple[list[int], list[Row]]] = defaultdict(lambda: ([], []))
        for number, unit in enumerate(self.units):
            for body, own in unit.rows.items():
                for row in own:
                    units, inside = found[body, row.slot.key if row.slot else f"#{number}"]
                    inside.append(row)
                    units += [number] if units[-1:] != [number] else []
        for (body, _key), (units, rows) in found.items():
            slot = rows[0].slot
            due = max(slot.end if slot else 0, *(row.end for row in rows))
            yield Sat(body, tuple(units), slot.start if slot else rows[0].start, due)


class Lived:
    """A plan lived through with durations. Times are minutes since 1970 UTC, one a sample.

    `pinned` takes, in every sample, just what it is expected to take.
    """

    def __init__(self, plan: Plan, durations: Durations) -> None:
        self.plan, self.durations = plan, durations
        self.lengths = [self._length(unit, None) for unit in plan.units]
        self.begins: list[Samples] = []
        self.ends: list[Samples] = []
        for number in range(len(plan.units)):
            self.begins.append(self._begin(number, {}))
            self.ends.append(self.begins[-1] + self.lengths[number])

    def pinned(self, ref: str) -> Iterator[tuple[int, Samples]]:
        """The units that begin at other times, in some sample, if an item takes what it is expected to."""
        own = self.plan.of_item.get(ref, [])
        ends: dict[int, Samples] = {}
        for number in range(min(own, default=len(self.plan.units)), len(self.plan.units)):
            unit = self.plan.units[number]
            begin = self.begins[number]
            if any(before in ends for before, _lag in unit.after):
                begin = self._begin(number, ends)
                if not np.array_equal(begin, self.begins[number]):
                    yield number, begin
            length = self._length(unit, ref) if number in own else self.lengths[number]
            if begin is not self.begins[number] or number in own:
                end = begin + length
                if not np.array_equal(end, self.ends[number]):
                    ends[number] = end

    def inside(self, number: int) -> Iterator[tuple[Row, Samples]]:
        """When each row of a unit begins: in a joint session one after the other."""
        unit = self.plan.units[number]
        if unit.joint is None:
            yield from ((row, self.begins[number]) for (row,) in unit.rows.values())
            return
        stretch = self._stretch(unit)
        for rows in unit.rows.values():
            at = self.begins[number]
            for row in rows:
                yield row, at
                at = at + self._lasts(row.ref, None) * stretch

    def _begin(self, number: int, otherwise: Mapping[int, Samples]) -> Samples:
        """When a unit begins; `otherwise` are ends that differ from those known."""
        unit = self.plan.units[number]
        ready = [otherwise.get(before, self.ends[before]) + lag for before, lag in unit.after]
        floor = unit.floor if unit.floor is not None or ready else unit.start
        if floor is not None:
            ready.append(np.full(self.durations.samples, float(floor)))
        return np.asarray(np.maximum.reduce(ready))

    def ready(self, number: int) -> Iterator[tuple[int, Samples]]:
        """Of each unit that must have ended before another: which, and when that one could begin for its part."""
        return ((before, self.ends[before] + lag) for before, lag in self.plan.units[number].after)

    # -- how long ------------------------------------------------------------------------------------------------------

    def _length(self, unit: Unit, pinned: str | None) -> Samples:
        if unit.joint is not None:
            return self._joint_length(unit, pinned)
        ((row,),) = unit.rows.values()
        parts = [part for part in self.plan.table.by_ref[row.ref] if part.joint is None]
        left = self._lasts(row.ref, pinned, row)
        for part in parts:
            if part is row:
                break
            left = np.maximum(left - (part.end - part.start), 0.0)
        return left if parts[-1] is row else np.minimum(left, float(row.end - row.start))

    def _joint_length(self, unit: Unit, pinned: str | None) -> Samples:
        shares = [np.sum([self._lasts(row.ref, pinned) for row in rows], axis=0) for rows in self._shares(unit)]
        joint = self.plan.outline.joints.get(unit.joint or "")
        if shares:
            return np.asarray(np.maximum.reduce(shares) * self._stretch(unit))
        if joint is None:
            return np.full(self.durations.samples, float(unit.end - unit.start))
        return self.durations.joint(joint)

    def _shares(self, unit: Unit) -> Iterable[tuple[Row, ...]]:
        """By body: its items in a joint session that the scenario knows."""
        known = (tuple(row for row in rows if row.ref in self.plan.outline.leaves) for rows in unit.rows.values())
        return (rows for rows in known if rows)

    def _stretch(self, unit: Unit) -> float:
        """How much longer a joint session is than its longest share is expected to be."""
        joint = self.plan.outline.joints.get(unit.joint or "")
        longest = max((sum(self.durations.expected(row.ref) for row in rows) for rows in self._shares(unit)), default=0)
        return joint.duration / longest if joint and joint.duration and longest else 1.0

    def _lasts(self, ref: str, pinned: str | None, row: Row | None = None) -> Samples:
        """What an item lasts; what the scenario does not know lasts as planned."""
        samples = self.durations.samples
        if ref == pinned:
            return np.full(samples, self.durations.expected(ref))
        drawn = self.durations.item(ref)
        if drawn is None:
            return np.full(samples, float(row.end - row.start) if row else 0.0)
        return drawn
