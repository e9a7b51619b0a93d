"""What still stands of a published programme: where each thing was, as the model counts it, and who cannot keep it.

For `replanning`. The rules' own checks say what of the published programme no longer holds; what the problem itself
cannot place as it was (another length, a sitting that is gone, a new item) is seen here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from session_planner.problem.model import Problem, Task
from session_planner.programme.model import Programme, Segment, ordered
from session_planner.programme.timetable import Chambers, Timetable
from session_planner.rules import active
from session_planner.rules.published import entries, exactly
from session_planner.scenario.model import Published, Scenario
from session_planner.scenario.outline import Outline
from session_planner.solver.builder import ModelBuilder
from session_planner.solver.extract import Placement, programme_of

ROOMS = frozenset({"room-one-at-a-time", "room-turnover"})
"""Rules that others can make way for without moving in time: by another room."""


@dataclass(frozen=True, slots=True)
class At:
    """Where a task, or a part of it, was published: piece and sitting of the problem, ticks, index of the room."""

    piece: int
    sitting: int
    start: int
    length: int
    room: int | None


class Standing:
    """The published programme of a group of bodies: `at`, by task, and the bodies that have something `loose`.

    `published`: what is taken for published, if it is not what the scenario says was.
    """

    def __init__(self, problem: Problem, published: Sequence[Published] | None = None) -> None:
        self.problem = problem
        self.at: dict[str, tuple[At, ...]] = {}
        found: dict[int, list[At | None]] = defaultdict(list)
        chambers = Chambers(problem.outline)
        for one in problem.scenario.replan.published if published is None else published:
            for task in _tasks(problem, one.item):
                found[task.index].append(_at(problem, task, one, chambers))
        for task in problem.tasks:
            places = [place for place in found[task.index] if place is not None]
            if len(places) == len(found[task.index]) and _whole(problem, task, places, published):
                self.at[task.ref] = tuple(places)
        self.loose = {task.ref for task in problem.tasks if task.ref not in self.at}

    def pinned(self, free: Iterable[str]) -> dict[str, dict[str, frozenset[str]]]:
        """For a problem in which all but the `free` tasks and bodies stay in their sittings."""
        moving, sittings = set(free), self.problem.sittings
        return {
            body: {
                task.ref: frozenset(sittings[at.sitting].slot.key for at in self.at[task.ref])
                for task in self.problem.tasks_of[body]
                if task.ref not in moving and task.ref in self.at
            }
            for body in self.problem.bodies
            if body not in moving
        }

    def segments(self, instead: Mapping[str, tuple[At, ...]] | None = None) -> tuple[Segment, ...]:
        """The published programme, as far as it can be placed, with some things elsewhere `instead`."""
        places = self.at | dict(instead or {})
        placements = [
            Placement(at.piece, at.sitting, at.start, at.length, at.room) for known in places.values() for at in known
        ]
        return programme_of(self.problem, placements)

    def as_placed(self, part: Problem, placements: Iterable[Placement]) -> dict[str, tuple[At, ...]]:
        """By task: where an answer to another part of the problem has it, told as this problem counts."""
        tasks = {task.ref: task for task in self.problem.tasks}
        sittings = {(one.body, one.slot.key): one.index for one in self.problem.sittings}
        found: dict[str, tuple[At, ...]] = {}
        for one in placements:
            task, sitting = part.tasks[part.pieces[one.piece].task], part.sittings[one.sitting]
            if task.ref not in tasks:
                continue
            index = sittings[sitting.body, sitting.slot.key]
            pieces = tasks[task.ref].pieces
            piece = next(piece for piece in pieces if index in self.problem.pieces[piece].sittings)
            found[task.ref] = (*found.get(task.ref, ()), At(piece, index, one.start, one.length, one.room))
        return found

    def pin(self, b: ModelBuilder) -> None:
        """What is pinned in the model's problem stays at its time too, as long as it was."""
        for task, at in self._in(b.problem):
            if task.ref in b.problem.pinned.get(task.body, ()):
                b.any_of([b.x(at.piece, at.sitting)])
                b.add(b.start(at.piece) == at.start)
                b.add(b.length(at.piece) == at.length)

    def fix(self, b: ModelBuilder, model: cp_model.CpModel) -> bool:
        """Everything where it was, its room too, in a copy of the model; False where something can't be there."""
        if self.loose:
            return False
        for _task, at in self._in(b.problem):
            model.add(b.x(at.piece, at.sitting) == 1)
            model.add(b.start(at.piece) == at.start)
            model.add(b.length(at.piece) == at.length)
            if at.room is not None:
                model.add(b.room(at.sitting, at.room) == 1)
        return True

    def hint(self, b: ModelBuilder, instead: Mapping[str, tuple[At, ...]]) -> None:
        """The search begins from the published programme, its rooms too, with what must move elsewhere `instead`."""
        rooms: dict[int, int] = {}
        for task, at in self._in(b.problem, instead):
            here = {at.sitting} if task.splittable else set(b.problem.pieces[at.piece].sittings)
            for sitting in here:
                b.model.add_hint(b.x(at.piece, sitting), int(sitting == at.sitting))
            for value, known in ((b.start(at.piece), at.start), (b.length(at.piece), at.length)):
                if not isinstance(value, int):
                    b.model.add_hint(value, known)
            if at.room is not None:
                rooms[at.sitting] = at.room
        for sitting, chosen in rooms.items():
            for room in range(len(b.problem.rooms)):
                b.model.add_hint(b.room(sitting, room), int(room == chosen))

    def _in(self, problem: Problem, instead: Mapping[str, tuple[At, ...]] | None = None) -> Iterator[tuple[Task, At]]:
        """What is known, in another problem of the same bodies: its pieces may be other ones."""
        places = self.at | dict(instead or {})
        for task in problem.tasks:
            by_sitting = {sitting: piece for piece in task.pieces for sitting in problem.pieces[piece].sittings}
            for at in places.get(task.ref, ()):
                yield task, replace(at, piece=by_sitting[at.sitting])


def _tasks(problem: Problem, ref: str) -> Sequence[Task]:
    """The tasks of something published: of a joint session one for each of its bodies."""
    if ref.startswith("joint:"):
        return problem.joint_tasks.get(ref[6:], ())
    task = problem.task(ref)
    return (task,) if task is not None and task.joint is None else ()


def _at(problem: Problem, task: Task, one: Published, chambers: Chambers) -> At | None:
    """Where the problem has it, each room of a body's hours in a chamber of its own; None where it can't be there."""
    minute, end = (problem.outline.minute(moment) for moment in (one.start, one.end))
    start = exactly(problem, minute)
    for piece in task.pieces:
        for index in problem.pieces[piece].sittings:
            slot = problem.sittings[index].slot
            if start is not None and slot.start <= minute < slot.last and end <= slot.last:
                room = problem.rooms.index(one.room) if one.room in problem.rooms else None
                if task.body in chambers.of:
                    slot = chambers.chosen(slot, one.room)
                    beside = problem.pieces[piece].sittings
                    index = next((other for other in beside if problem.sittings[other].slot == slot), index)
                return At(piece, index, start, problem.ticks(end - minute), room)
    return None


def _whole(problem: Problem, task: Task, places: Sequence[At], published: Sequence[Published] | None = None) -> bool:
    """Whether these are the whole of it: as long as it is now, each part in a sitting of its own, in a room."""
    pieces = [problem.pieces[at.piece] for at in places]
    return (
        sum(at.length for at in places) == task.length
        and len({at.sitting for at in places}) == len(places) >= 1
        and (len(places) == 1 or (task.splittable and _minutes(problem, task.ref, published) == task.leaves[0].minutes))
        and all(piece.least <= at.length <= piece.most for piece, at in zip(pieces, places, strict=True))
        and all(at.room is not None or not problem.rooms for at in places)
    )


def _minutes(problem: Problem, ref: str, published: Sequence[Published] | None) -> int:
    """How long an item was published to take."""
    if published is None:
        return sum(entry.minutes for entry in entries(problem.outline) if entry.ref == ref)
    minute = problem.outline.minute
    return sum(minute(one.end) - minute(one.start) for one in published if one.item == ref)


def as_published(programme: Programme, known: Outline) -> tuple[Published, ...]:
    """A programme as if it were what was published: a part an entry, a joint session as its host has it."""
    by_ref: dict[str, list[Segment]] = defaultdict(list)
    hosted: dict[str, list[Segment]] = defaultdict(list)
    for segment in programme.segments:
        if segment.joint is None:
            by_ref[segment.ref].append(segment)
        elif segment.joint in known.joints and segment.body == known.joints[segment.joint].bodies[0]:
            hosted[f"joint:{segment.joint}"].append(segment)
    found = [
        Published(item=ref, part=part, start=one.start, end=one.end, room=one.room)
        for ref, rows in by_ref.items()
        for part, one in enumerate(sorted(rows, key=lambda one: one.start.timestamp()), 1)
    ]
    for ref, rows in hosted.items():
        first, last = (min(rows, key=lambda one: one.start.timestamp()), max(rows, key=lambda one: one.end.timestamp()))
        found.append(Published(item=ref, part=1, start=first.start, end=last.end, room=first.room))
    return tuple(found)


def disturbed(
    scenario: Scenario, segments: Iterable[Segment], group: Sequence[str], but: Iterable[str] = ()
) -> set[str]:
    """The tasks of a group's bodies of which a hard rule is broken, or bodies where it is no task's.

    `but`: rules that are not asked.
    """
    table = Timetable(Programme(ordered(segments)), scenario)
    skipped, known, found = set(but), set(group), set()
    for rule in active(scenario):
        if rule.kind == "hard" and rule.id not in skipped:
            for breach in rule.rule.check(rule, table):
                refs = {f"{row.body}/joint:{row.joint}" if row.joint else row.ref for row in breach.rows}
                refs = refs or {part for part in breach.key if "/" in part} or {*breach.who, *breach.key}
                found |= {ref for ref in refs if ref.partition("/")[0] in known}
    return found


def together(families: Iterable[Sequence[str]], refs: Iterable[str]) -> set[str]:
    """The bodies of tasks, with all those that they have joint sessions with."""
    wanted = {ref.partition("/")[0] for ref in refs}
    return {body for family in families if wanted & set(family) for body in family}
