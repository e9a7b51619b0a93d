"""From what the rows of a table take up to segments: sittings shared among their items, parts counted.

Last stop of reading a table: an annex gives a sitting's hours once for all its items, and a programme needs each
item's own. Expected durations of the scenario give them where they fit; whatever is set here is told in a note.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from session_planner.errors import Mistake
from session_planner.programme.model import Segment
from session_planner.programme.names import Names
from session_planner.programme.sheets import Cell, Sheet
from session_planner.programme.timetable import Chambers
from session_planner.scenario.outline import Slot
from session_planner.words import N_, Words, say


@dataclass(slots=True)
class Taken:
    """One item of one body in a stretch of hours, as a row gives it. Times in minutes since 1970 UTC.

    `item` is "" where the body sits and the item is not said, None where the body has none in the joint session;
    `expanded` where the row names the joint session and not this item, `exact` where the hours are this item's own and
    never a sitting's.
    """

    body: str
    item: str | None
    joint: str | None
    start: int
    end: int | None
    room: str | None
    cell: Cell
    part: int | None = None
    parts: int | None = None
    expanded: bool = False
    exact: bool = False

    @property
    def key(self) -> tuple[str, str | None, str | None]:
        return self.body, self.item, self.joint


class Sharing:
    """Makes segments of what the rows of one table take up; collects what is wrong and what is worth a note."""

    def __init__(self, names: Names, sheet: Sheet) -> None:
        self.names = names
        self.outline = names.outline
        self._chambers = Chambers(names.outline)
        self.sheet = sheet
        self.mistakes: list[Mistake] = []
        self.notes: list[Words] = []

    def segments(self, taken: list[Taken]) -> list[Segment]:
        """The segments of all rows."""
        self._close(taken)
        closed = self._without_headings([one for one in taken if one.end is not None])
        self._join(closed)
        groups = self._grouped(closed)
        count: dict[tuple[str, str | None, str | None], int] = defaultdict(int)
        for group in groups:
            for one in group:
                count[one.key] += 1
        placed = [one for group in groups for one in self._share(group, count)]
        return self._numbered(placed)

    # -- ends that are not said ------------------------------------------------------------------------------------

    def _close(self, taken: list[Taken]) -> None:
        """Ends that the table leaves out: the next start of the body in the sitting, else what the item takes."""
        starts: dict[tuple[str, str], list[int]] = defaultdict(list)
        for body, chamber, start in sorted({(one.body, self._chamber(one), one.start) for one in taken}):
            starts[body, chamber].append(start)
        closed = False
        for one in taken:
            if one.end is not None:
                continue
            slot = self._slot(one.body, one.start, one.start)
            later = starts[one.body, self._chamber(one)]
            following = later[bisect_right(later, one.start) :]
            if following and slot and following[0] < slot.last:
                one.end = following[0]
            elif minutes := self._minutes(one):
                one.end = one.start + minutes
            elif slot and slot.end > one.start:
                one.end = slot.end
            else:
                self.mistakes.append(
                    self.sheet.mistake(one.cell, N_("this row says no end, and the scenario does not give it"))
                )
            closed = closed or one.end is not None
        if closed:
            self._note(
                N_("ends that the table leaves out are set: the next start of the body, else the item's duration")
            )

    def _chamber(self, one: Taken) -> str:
        """The room, where the body may sit in several at once: each then has its own items; "" elsewhere."""
        return (one.room or "") if one.body in self._chambers.of else ""

    def _minutes(self, one: Taken) -> int:
        """What the scenario says that it takes; 0 where it says nothing."""
        if one.item is None and one.joint:
            return self.outline.joint_minutes(self.outline.joints[one.joint])
        leaf = self.outline.leaves.get(f"{one.body}/{one.item}")
        return leaf.minutes if leaf else 0

    def _join(self, taken: list[Taken]) -> None:
        """A body whose items a joint session's rows do not name has its share through all of those that touch."""
        shares: dict[tuple[str, str | None], list[Taken]] = defaultdict(list)
        for one in taken:
            if one.expanded:
                shares[one.body, one.joint].append(one)
        for rows in shares.values():
            for run in _touching(sorted(rows, key=lambda one: one.start)):
                begin, last = run[0].start, max(one.end or 0 for one in run)
                for one in run:
                    one.start, one.end = begin, last

    # -- headings, and rows that say the same ----------------------------------------------------------------------

    def _without_headings(self, taken: list[Taken]) -> list[Taken]:
        """A heading's row stands for those of its sub-items that have no row; it takes no time itself."""
        said = {(one.body, one.item) for one in taken}
        found: list[Taken] = []
        for one in taken:
            agenda = self.names.agendas[one.body]
            if not one.item or not agenda.is_heading(one.item):
                found.append(one)
                continue
            below = agenda.leaves[one.item]
            missing = [number for number in below if (one.body, number) not in said]
            if missing == list(below):
                found += (replace(one, item=number, joint=self._joint(one.body, number)) for number in missing)
                self._note(N_("{place}: heading {item} stands for its sub-items {items}"), place=_place(one.cell),
                           item=one.item, items=", ".join(missing))  # fmt: skip
            else:
                self._note(N_("{place}: heading {item} takes no time itself; its sub-items have rows of their own"),
                           place=_place(one.cell), item=one.item)  # fmt: skip
        return found

    def _joint(self, body: str, number: str) -> str | None:
        leaf = self.outline.leaves.get(f"{body}/{number}")
        return leaf.joint.id if leaf and leaf.joint else None

    def _grouped(self, taken: list[Taken]) -> list[list[Taken]]:
        """By body, chamber and hours: what shares them, in the order of the rows, each item once."""
        groups: dict[tuple[str, str, int, int | None, int], list[Taken]] = defaultdict(list)
        for number, one in enumerate(taken, 1):
            group = groups[one.body, self._chamber(one), one.start, one.end, number if one.exact else 0]
            same = next((other for other in group if other.key == one.key), None)
            if same is None:
                group.append(one)
            elif one.item and not one.expanded:
                twice = N_("{place}: item {item} stands twice in this sitting; read once")
                self._note(twice, place=_place(one.cell), item=one.item)
        for group in groups.values():
            if len(group) > 1 and any(one.item != "" for one in group):
                group[:] = [one for one in group if one.item != ""]
        return list(groups.values())

    # -- times -------------------------------------------------------------------------------------------------------

    def _share(self, group: list[Taken], count: dict[tuple[str, str | None, str | None], int]) -> Iterable[Taken]:
        """Times for what shares a sitting: expected durations where they fit, else the sitting in their proportion."""
        first = group[0]
        if len(group) == 1 or first.end is None:
            return group
        length = first.end - first.start
        if length < len(group):
            self.mistakes.append(self.sheet.mistake(
                first.cell, N_("{count} items share {minutes} minutes"), count=len(group), minutes=length))  # fmt: skip
            return []
        weights = [self._minutes(one) // count[one.key] for one in group]
        fits = all(weights) and sum(weights) <= length
        by_duration = N_("{place}: the times of {body}, {items} inside the sitting are set from their durations")
        in_proportion = N_("{place}: the times of {body}, {items} inside the sitting share its length")
        items = ", ".join(str(one.item or one.joint) for one in group)
        message = by_duration if fits else in_proportion
        self._note(message, place=_place(first.cell), body=first.body, items=items)
        edges = [sum(weights[:at]) for at in range(len(group) + 1)] if fits else self._proportion(weights, length)
        return [replace(one, start=first.start + begin, end=first.start + end)
                for one, begin, end in zip(group, edges, edges[1:], strict=False)]  # fmt: skip

    def _proportion(self, weights: list[int], length: int) -> list[int]:
        """Edges of shares of `length` minutes in proportion, on the grain where every share keeps some of it."""
        known = [weight for weight in weights if weight]
        usual = max(1, sum(known) // len(known)) if known else 1
        shares = [weight or usual for weight in weights]
        grain = self.outline.scenario.grain
        edges = [round(length * sum(shares[:at]) / sum(shares) / grain) * grain for at in range(len(shares))] + [length]
        if any(begin >= end for begin, end in pairwise(edges)):
            edges = [length * at // len(shares) for at in range(len(shares) + 1)]
        return edges

    # -- segments ----------------------------------------------------------------------------------------------------

    def _numbered(self, taken: list[Taken]) -> list[Segment]:
        """Segments, with the parts of an item counted in order of time where the table does not count them."""
        of_key: dict[tuple[str, str | None, str | None], list[Taken]] = defaultdict(list)
        for one in taken:
            of_key[one.key].append(one)
        present: dict[str, set[str]] = defaultdict(set)
        for one in taken:
            if one.joint:
                present[one.joint].add(one.body)
        found: list[Segment] = []
        for parts in of_key.values():
            parts.sort(key=lambda one: one.start)
            numbers = [one.part or place for place, one in enumerate(parts, 1)]
            most = max(*numbers, *(one.parts or 1 for one in parts))
            for at, (one, number) in enumerate(zip(parts, numbers, strict=True)):
                if number in numbers[:at]:
                    self.mistakes.append(self.sheet.mistake(
                        one.cell, N_("part {part} of this item stands in the table twice"), part=number))  # fmt: skip
                found.append(self._segment(one, number, most, present))
        return found

    def _segment(self, one: Taken, part: int, parts: int, present: dict[str, set[str]]) -> Segment:
        assert one.end is not None
        bodies: tuple[str, ...] = (one.body,)
        if one.joint:
            # Only the bodies that the table gives the joint session to: the checker must see which one lacks it.
            bodies = tuple(body for body in self.outline.joints[one.joint].bodies if body in present[one.joint])
        slot = self._slot(one.body, one.start, one.end)
        if slot and one.body in self._chambers.of:
            slot = self._chambers.chosen(slot, one.room)
        return Segment(one.body, one.item, self._clock(one.start), self._clock(one.end), one.room,
                       slot.key if slot else None, part, parts, one.joint, bodies)  # fmt: skip

    def _clock(self, minute: int) -> dt.datetime:
        return self.outline.clock(minute)

    def _slot(self, body: str, start: int, end: int) -> Slot | None:
        slots = self.outline.slots[body]
        at = bisect_right(slots, start, key=lambda slot: slot.start) - 1
        # Sittings of one body do not overlap, open ends apart, so that only the last one begun can hold it.
        return slots[at] if at >= 0 and end <= slots[at].last else None

    def _note(self, msgid: str, **fields: str | Words) -> None:
        self.notes.append(say(msgid, **fields))


def _touching(rows: list[Taken]) -> Iterable[list[Taken]]:
    """Rows in order of start, in runs that touch or overlap in one room."""
    run: list[Taken] = []
    for one in rows:
        if run and (one.room != run[0].room or one.start > max(other.end or 0 for other in run)):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _place(cell: Cell) -> Words:
    """Where a note's row stands."""
    return say(N_("cell {ref}"), ref=cell.ref) if cell.ref else say(N_("line {line}"), line=cell.line)
