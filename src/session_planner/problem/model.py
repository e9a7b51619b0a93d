"""A scenario made flat for the solver: integer ticks, indexes, tasks and the pieces they are placed in.

Stands between `scenario` (what people write) and `rules`/`solver`. A tick is the scenario's grain; tick 0 is the
start of the first sitting. A task is what must be placed: an item that takes time, or a joint session as one body
sees it. An unsplittable task is one piece that goes into one of several sittings; a splittable one has a piece for
each sitting, of free length, so that its parts need no numbers while the solver works.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TypeVar

from session_planner.scenario.model import JointSession, Scenario
from session_planner.scenario.outline import FOREVER, Leaf, Outline, Slot, Span, outline


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting that a body can hold; times in ticks, `last` its end with the open end used, `day` counts from 0."""

    index: int
    body: str
    slot: Slot
    start: int
    end: int
    last: int
    day: int

    @property
    def length(self) -> int:
        """Ticks from its start to its last end."""
        return self.last - self.start


@dataclass(frozen=True, slots=True)
class Piece:
    """What the solver places: in one of `sittings`, with a length in ticks from `least` to `most`."""

    index: int
    task: int
    sittings: tuple[int, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Task:
    """An item, or a joint session as one body sees it (`leaves`: that body's items in it, in their order)."""

    index: int
    ref: str
    body: str
    leaves: tuple[Leaf, ...]
    length: int
    order: int
    pieces: tuple[int, ...]
    splittable: bool
    joint: JointSession | None

    @property
    def host(self) -> bool:
        """Whether the task stands for the thing itself: a joint session counts once, as its first body's task."""
        return self.joint is None or self.joint.bodies[0] == self.body


T = TypeVar("T", Sitting, Task)


Pinned = Mapping[str, Mapping[str, frozenset[str]]]
"""By body: for those of its tasks (ref) that are pinned, the keys of the only sittings that they may be in."""


class Problem:
    """The flat problem of a scenario, or of some of its bodies; without `rooms` it leaves open where they sit.

    `pinned`: tasks that are known to be in certain sittings; all others are in any that they fit into.
    """

    def __init__(
        self, scenario: Scenario, bodies: Iterable[str] | None = None, rooms: bool = True, pinned: Pinned | None = None
    ) -> None:
        self.scenario = scenario
        self.pinned: Pinned = pinned or {}
        self.outline: Outline = outline(scenario)
        self.grain = scenario.grain
        chosen = set(self.outline.bodies if bodies is None else bodies)
        self.bodies: tuple[str, ...] = tuple(body for body in self.outline.bodies if body in chosen)
        self.rooms: tuple[str, ...] = tuple(self.outline.rooms) if rooms else ()
        self.origin = min((slots[0].start for slots in self.outline.slots.values() if slots), default=0)
        self.sittings: tuple[Sitting, ...] = tuple(self._sittings())
        self.sittings_of: dict[str, tuple[Sitting, ...]] = _grouped(self.sittings, self.bodies)
        self.together_of: dict[str, tuple[tuple[Sitting, ...], ...]] = {
            body: tuple(tuple(group) for _, group in groupby(sittings, key=lambda sitting: sitting.start))
            for body, sittings in self.sittings_of.items()
        }
        """By body: its sittings by their hours, in order of time; of one chamber each stands alone."""
        self.tasks, self.pieces = self._tasks()
        self.tasks_of: dict[str, tuple[Task, ...]] = _grouped(self.tasks, self.bodies)
        self.horizon = max((sitting.last for sitting in self.sittings), default=0)

    # -- time -------------------------------------------------------------------------------------------------

    def up(self, minute: int) -> int:
        """The first tick at or after a minute since 1970."""
        return -(-(minute - self.origin) // self.grain)

    def down(self, minute: int) -> int:
        """The last tick at or before a minute since 1970."""
        return (minute - self.origin) // self.grain

    def ticks(self, minutes: int) -> int:
        """Ticks that cover a duration in minutes."""
        return -(-minutes // self.grain)

    def minute(self, tick: int) -> int:
        """Minutes since 1970 of a tick."""
        return self.origin + tick * self.grain

    def within(self, span: Span) -> tuple[int, int]:
        """The ticks wholly inside a span of minutes: from, to."""
        low, high = span
        return (-FOREVER if low <= -FOREVER else self.up(low), FOREVER if high >= FOREVER else self.down(high))

    def touching(self, span: Span) -> tuple[int, int]:
        """The ticks that a span of minutes touches: from, to. What must keep clear of the span keeps clear of these."""
        low, high = span
        return (-FOREVER if low <= -FOREVER else self.down(low), FOREVER if high >= FOREVER else self.up(high))

    # -- tasks ----------------------------------------------------------------------------------------------------

    def task(self, ref: str) -> Task | None:
        """The task that places an item (`body/number`; a joint item is placed by its joint session's task)."""
        return self._task_by_ref.get(ref)

    def tasks_under(self, ref: str) -> tuple[Task, ...]:
        """The tasks a reference means (body, item, heading, `joint:id`), joint sessions once, as their host's task."""
        if ref.startswith("joint:"):
            return tuple(task for task in self.tasks if task.joint and task.joint.id == ref[6:] and task.host)
        found = {
            task.index: task
            for leaf in self.outline.under(ref)
            if (task := self._task_by_ref.get(leaf.ref)) is not None
        }
        if ref in self.outline.bodies:
            found |= {task.index: task for task in self.tasks_of.get(ref, ())}
        hosts = {self.host(task).index: self.host(task) for task in found.values()}
        return tuple(hosts[index] for index in sorted(hosts))

    def host(self, task: Task) -> Task:
        """The host's task of a joint session; any other task itself."""
        if task.host or task.joint is None:
            return task
        return next((other for other in self.joint_tasks[task.joint.id] if other.host), task)

    @cached_property
    def joint_tasks(self) -> dict[str, tuple[Task, ...]]:
        """By joint session: its task for each body, the host's first."""
        found: dict[str, list[Task]] = defaultdict(list)
        for task in self.tasks:
            if task.joint is not None:
                found[task.joint.id].append(task)
        return {joint: tuple(sorted(tasks, key=lambda task: not task.host)) for joint, tasks in found.items()}

    @cached_property
    def _task_by_ref(self) -> dict[str, Task]:
        by_ref = {leaf.ref: task for task in self.tasks for leaf in task.leaves}
        return by_ref | {task.ref: task for task in self.tasks}

    def offset(self, task: Task, ref: str) -> tuple[int, int]:
        """Where an item begins and ends inside its task, in ticks; a task that holds one item is that item."""
        at = 0
        for leaf in task.leaves:
            length = self.ticks(leaf.minutes)
            if leaf.ref == ref:
                last = leaf is task.leaves[-1]  # takes what its joint session has left
                return (at, task.length if last else at + length) if task.joint else (0, task.length)
            at += length
        return 0, task.length

    # -- making -----------------------------------------------------------------------------------------------------

    def _sittings(self) -> Iterable[Sitting]:
        days = {date: day for day, date in enumerate(self.outline.dates)}
        index = 0
        for body in self.bodies:
            for slot in self.outline.slots[body]:
                yield Sitting(
                    index, body, slot, self.up(slot.start), self.down(slot.end), self.down(slot.last), days[slot.date]
                )
                index += 1

    def _tasks(self) -> tuple[tuple[Task, ...], tuple[Piece, ...]]:
        tasks: list[Task] = []
        pieces: list[Piece] = []
        for body in self.bodies:
            pinned = self.pinned.get(body, {})
            for ref, leaves, joint in self._things(body):
                leaf = leaves[0] if leaves else None
                item = leaf.item if leaf else None
                minutes = self.outline.joint_minutes(joint) if joint else (leaf.minutes if leaf else 0)
                length = self.ticks(minutes)
                splittable = bool(item and item.splittable and not joint)
                least = min(length, self.ticks(item.least_part or self.grain) if splittable and item else length)
                fitting = tuple(
                    sitting.index
                    for sitting in self.sittings_of[body]
                    if sitting.length >= least and (ref not in pinned or sitting.slot.key in pinned[ref])
                )
                new = (
                    [
                        Piece(
                            len(pieces) + at, len(tasks), (sitting,), least, min(length, self.sittings[sitting].length)
                        )
                        for at, sitting in enumerate(fitting)
                    ]
                    if splittable
                    else [Piece(len(pieces), len(tasks), fitting, length, length)]
                )
                pieces += new
                tasks.append(
                    Task(
                        len(tasks),
                        ref,
                        body,
                        leaves,
                        length,
                        min((leaf.order for leaf in leaves), default=len(tasks)),
                        tuple(piece.index for piece in new),
                        splittable,
                        joint,
                    )
                )
        return tuple(tasks), tuple(pieces)

    def _things(self, body: str) -> Iterable[tuple[str, tuple[Leaf, ...], JointSession | None]]:
        """What a body takes up, in the order of its agenda: single items, and its joint sessions as wholes."""
        told: set[str] = set()
        for leaf in self.outline.leaves_of[body]:
            if leaf.joint is None:
                yield leaf.ref, (leaf,), None
            elif leaf.joint.id not in told:
                told.add(leaf.joint.id)
                numbers = leaf.joint.items[body]
                yield (
                    f"{body}/joint:{leaf.joint.id}",
                    tuple(self.outline.leaves[f"{body}/{number}"] for number in numbers),
                    leaf.joint,
                )
        for joint in self.scenario.joint_sessions:
            if body in joint.bodies and joint.id not in told:
                yield f"{body}/joint:{joint.id}", (), joint


def _grouped(things: Iterable[T], bodies: Iterable[str]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {body: [] for body in bodies}
    for thing in things:
        found[thing.body].append(thing)
    return {body: tuple(list_) for body, list_ in found.items()}
