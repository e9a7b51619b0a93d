"""Where somebody who follows or serves something must be: what the rules about people in one place share.

Not a rule itself. Who follows a body is at its sittings, each as a whole: the times of items inside it are estimates.
Who follows an item (or a heading, or `joint:id`) of another body is there while it is taken up. A joint session is one
place: it counts in its host's sitting if they follow that body, else at its own times if they follow it or an item of
it; the sitting of a body that is only guest at a joint session counted so does not count again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, repeat
from operator import sub

from session_planner.problem.model import Problem, Task
from session_planner.programme.timetable import Held, Row, Timetable
from session_planner.rules.base import Builder, Enforce, Expr, Lit, cliques, name_of
from session_planner.scenario.outline import Outline
from session_planner.words import Words, say


def bodies_of(outline: Outline, refs: Iterable[str]) -> int:
    """Of how many bodies the references are; a joint session is its host's."""
    found: set[str] = set()
    for ref in refs:
        joint = outline.joints.get(ref[6:]) if ref.startswith("joint:") else None
        if joint or ref in outline.bodies:
            found.add(joint.bodies[0] if joint else ref)
        else:
            found.update(leaf.joint.bodies[0] if leaf.joint else leaf.body for leaf in outline.under(ref))
    return len(found)


# -- in the model ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attended:
    """What must be attended: sittings (from, to, a literal that it is), and pieces of items."""

    sittings: tuple[tuple[int, int, Lit], ...]
    pieces: tuple[int, ...]
    minutes: tuple[tuple[int, int], ...] = ()
    """The sittings' times again, in minutes since 1970."""

    def keep(self, b: Builder, places: int, enforce: Enforce) -> None:
        """At no moment more than so many of these at once."""
        if self.pieces:
            intervals = [b.fixed_interval(start, end, lit) for start, end, lit in self.sittings]
            intervals += [b.interval(piece) for piece in self.pieces]
            if places == 1:
                b.no_overlap(intervals, enforce)
            else:
                b.cumulative(intervals, [1] * len(intervals), places, enforce)
        for clique in cliques([(start, end) for start, end, _ in self.sittings]):
            literals = [self.sittings[number][2] for number in clique]
            if len(literals) > places == 1:
                b.at_most_one(literals, enforce)
            elif len(literals) > places:
                b.add(sum(literals) <= places, enforce)

    @property
    def most(self) -> int:
        """No more than so many are ever at once."""
        together = cliques([(start, end) for start, end, _ in self.sittings])
        return len(self.pieces) + max(map(len, together), default=0)

    def within(self, b: Builder, places: Expr) -> None:
        """At no moment more of these at once than an expression says."""
        if self.pieces:
            intervals = [b.fixed_interval(start, end, lit) for start, end, lit in self.sittings]
            intervals += [b.interval(piece) for piece in self.pieces]
            b.cumulative(intervals, [1] * len(intervals), places)
        for clique in cliques([(start, end) for start, end, _ in self.sittings]):
            b.add(sum(self.sittings[number][2] for number in clique) <= places)


def attended(b: Builder, refs: Sequence[str]) -> Attended:
    """What one who follows these must attend, in the model."""
    problem = b.problem
    followed = [ref for ref in dict.fromkeys(refs) if ref in problem.tasks_of]
    others = _others(problem, refs, set(followed))
    elsewhere = {task.joint.id for task in others if task.joint}
    sittings, minutes = [], []
    for body in followed:
        guests = [task for task in problem.tasks_of[body] if _counted_elsewhere(task, followed, elsewhere)]
        for sitting in problem.sittings_of[body]:
            inside = [b.x(task.pieces[0], sitting.index) for task in guests]
            literals = [b.held(sitting.index), *(~literal for literal in inside)]
            there = b.all_of(literals, f"attended {sitting.index}") if inside else literals[0]
            sittings.append((sitting.start, sitting.last, there))
            minutes.append((sitting.slot.start, sitting.slot.last))
    return Attended(tuple(sittings), tuple(piece for task in others for piece in task.pieces), tuple(minutes))


def _others(problem: Problem, refs: Iterable[str], followed: set[str]) -> list[Task]:
    """The tasks of items of bodies that are not followed as a whole, joint sessions as their hosts'."""
    tasks = {task.index: task for ref in refs if ref not in followed for task in problem.tasks_under(ref)}
    return [tasks[index] for index in sorted(tasks) if tasks[index].body not in followed]


def _counted_elsewhere(task: Task, followed: Sequence[str], elsewhere: set[str]) -> bool:
    return task.joint is not None and not task.host and (task.joint.bodies[0] in followed or task.joint.id in elsewhere)


# -- in a programme ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Place:
    """Where one must be from when to when (minutes since 1970), and the rows this is about."""

    start: int
    end: int
    rows: Sequence[Row]
    body: str | None = None

    def called(self, outline: Outline) -> Words:
        """How a sentence names it: the body whose sitting it is, else the item or the joint session."""
        row = self.rows[0]
        if self.body is None:
            return name_of(f"joint:{row.joint}" if row.joint else row.ref, outline)
        joint = next((row.joint for row in self.rows if row.joint), None)
        return say("{name}", name=outline.title(f"joint:{joint}" if joint else self.body))


Whole = dict[str, tuple[list[Place], bool]]
"""By body: its sittings as places, made once for all who follow it, and whether it is a guest in any."""


def places(t: Timetable, refs: Sequence[str], whole: Whole) -> list[Place]:
    """Where one who follows these must be by a programme; `whole` is filled as bodies are asked for."""
    outline = t.outline
    followed = {ref for ref in refs if ref in outline.bodies}
    single = [ref for ref in refs if ref not in followed]
    leaves = {leaf.ref: leaf for ref in single for leaf in outline.under(ref)}
    named = {ref[6:] for ref in single if ref[:6] == "joint:"}
    joints = {
        joint
        for joint in named.union(leaf.joint.id for leaf in leaves.values() if leaf.joint)
        if joint in outline.joints and outline.joints[joint].bodies[0] not in followed
    }
    found: list[Place] = []
    for body in followed:
        sittings = t.held_of.get(body, ())
        if body not in whole:
            made = [Place(held.start, held.last, held.rows, body) for held in sittings]
            whole[body] = made, any(held.guest for held in sittings)
        here, has_guest = whole[body]
        if has_guest:
            both = zip(here, sittings, strict=True)
            found += (place for place, held in both if not _seen_elsewhere(held, followed, joints, t))
        else:
            found += here
    for leaf in leaves.values():
        if leaf.joint is None and leaf.body not in followed:
            found += (Place(row.start, row.end, (row,)) for row in t.by_ref.get(leaf.ref, ()))
    for joint in joints:
        hosted = t.rows_under(f"joint:{joint}")
        if hosted:
            start, end = min(row.start for row in hosted), max(row.end for row in hosted)
            found.append(Place(start, end, tuple(t.joint_rows(joint))))
    return found


def _seen_elsewhere(held: Held, followed: set[str], joints: set[str], t: Timetable) -> bool:
    """Whether the sitting is a guest's at a joint session that counts in its host's sitting or by itself."""
    if not held.guest:
        return False
    hosts = {row.joint: t.outline.joints[row.joint].bodies[0] for row in held.rows if row.joint in t.outline.joints}
    return any(host != held.body and (host in followed or joint in joints) for joint, host in hosts.items())


def sessions(t: Timetable) -> dict[str, int]:
    """By body: when it sits, a bit for each moment at which some sitting starts; without bodies that are ever guests.

    For a first look at many people: whether more than so many of some bodies ever sit at once takes a few operations.
    """
    starts = sorted({held.start for held in t.held})
    found: dict[str, int] = {}
    for body, sittings in t.held_of.items():
        if not any(held.guest for held in sittings):
            found[body] = 0
            for held in sittings:
                found[body] |= (1 << bisect_left(starts, held.last)) - (1 << bisect_left(starts, held.start))
    return found


def at_most(masks: Iterable[int], most: int) -> bool:
    """Whether no bit is in more than `most` of the masks."""
    reached = [0] * (most + 1)
    for mask in masks:
        for number in range(most, 0, -1):
            reached[number] |= reached[number - 1] & mask
        reached[0] |= mask
    return not reached[most]


def crowds(found: Iterable[Place], most: int) -> Iterable[list[Place]]:
    """Each time that a place begins while `most` others or more go on: all that go on then."""
    lasting = [place for place in found if place.end > place.start]
    ends = sorted([place.end for place in lasting])
    over = map(bisect_right, repeat(ends), sorted([place.start for place in lasting]))
    if max(map(sub, count(1), over), default=0) <= most:
        return  # told from the bare times: nearly nobody is wanted in too many places
    lasting.sort(key=lambda place: (place.start, place.end, place.rows[0].ref))
    running: list[Place] = []
    for place in lasting:
        running = [other for other in running if other.end > place.start]
        running.append(place)
        if len(running) > most:
            yield list(running)
