"""From what the solver placed to a programme's segments: real times, parts in order, joint items in their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from session_planner.problem.model import Problem, Task
from session_planner.programme.model import Segment, ordered


@dataclass(frozen=True, slots=True)
class Placement:
    """A piece in a sitting: start and length in ticks, the room's index (None: no rooms in the scenario)."""

    piece: int
    sitting: int
    start: int
    length: int
    room: int | None


def programme_of(problem: Problem, placements: Iterable[Placement]) -> tuple[Segment, ...]:
    """The segments of a set of placements, in the order of every output."""
    by_task: dict[int, list[Placement]] = defaultdict(list)
    for placement in placements:
        by_task[problem.pieces[placement.piece].task].append(placement)
    segments: list[Segment] = []
    for index, parts in by_task.items():
        parts.sort(key=lambda placement: placement.start)
        for part, placement in enumerate(parts, 1):
            segments += _segments(problem, problem.tasks[index], placement, part, len(parts))
    return ordered(segments)


def _segments(problem: Problem, task: Task, placement: Placement, part: int, parts: int) -> Iterable[Segment]:
    outline = problem.outline
    bodies = task.joint.bodies if task.joint else (task.body,)
    room = None if placement.room is None else problem.rooms[placement.room]
    key = problem.sittings[placement.sitting].slot.key
    begins = placement.start
    for number, leaf in enumerate(task.leaves or (None,), 1):
        length = (
            problem.ticks(leaf.minutes)
            if leaf and task.joint and number < len(task.leaves)
            else (placement.start + placement.length - begins)
        )
        yield Segment(
            task.body,
            leaf.item.number if leaf else None,
            outline.clock(problem.minute(begins)),
            outline.clock(problem.minute(begins + length)),
            room,
            key,
            part,
            parts,
            task.joint.id if task.joint else None,
            bodies,
        )
        begins += length
