"""`room-not-too-large`: a body does not sit in a room far larger than it needs.

A room is too large where it has more than `factor` seats for each person. The amount, for a body with a size, is the
sum over its sittings of the whole tens of seats above that. People are the body's, or, while a joint session is in the
sitting, those of the joint session (its `size`, else those of the largest of its bodies; of several, the largest). A
sitting in which it is a guest of another body is that body's. A room without a capacity is never too large.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pydantic import Field

from session_planner.problem.model import Problem
from session_planner.programme.timetable import Held, Timetable
from session_planner.rules.base import Active, Breach, Builder, Expr, Lit, Params, Rule
from session_planner.words import N_, When, say


class TooLarge(Params):
    """When a room is too large."""

    factor: Decimal = Field(
        Decimal(2), ge=1, le=1000, description=N_("seats for each person above which a room is too large")
    )


def post(rule: Active, b: Builder) -> None:
    """One instance a body with a size, where any of its people's numbers makes any room too large."""
    problem = b.problem
    waste = _Waste(problem, rule.params.factor)
    for body in problem.bodies:
        size = problem.outline.bodies[body].size
        if size is None:
            continue
        joints = _joints(b, body)
        amounts, most = [], 0
        for sitting in problem.sittings_of[body]:
            here = joints.get(sitting.index, {})
            worst = max(max(waste.of(people), default=0) for people in (size, *here))
            if worst:
                amounts.append(_wasted(b, sitting.index, size, here, waste))
                most += worst
        if most:
            words = say(N_("{body} does not sit in a room far larger than it needs"), body=problem.outline.title(body))
            b.charge(rule, (body,), words, sum(amounts), most)


class _Waste:
    """By number of people: the tens of seats too many in each room."""

    def __init__(self, problem: Problem, factor: Decimal) -> None:
        self._capacities = [problem.outline.rooms[room].capacity for room in problem.rooms]
        self._factor = factor
        self._known: dict[int, list[int]] = {}

    def of(self, people: int) -> list[int]:
        """Tens of seats too many, room by room."""
        if people not in self._known:
            enough = self._factor * people
            self._known[people] = [
                0 if seats is None or seats <= enough else int((seats - enough) // 10) for seats in self._capacities
            ]
        return self._known[people]


def _joints(b: Builder, body: str) -> dict[int, dict[int, list[Lit]]]:
    """By sitting and number of people: the literals of the joint sessions that the body may host in it."""
    found: dict[int, dict[int, list[Lit]]] = defaultdict(lambda: defaultdict(list))
    for task in b.problem.tasks_of[body]:
        if task.joint is not None and task.host:
            sizes = [b.problem.outline.bodies[one].size or 0 for one in task.joint.bodies]
            for piece in task.pieces:
                for sitting in b.problem.pieces[piece].sittings:
                    found[sitting][task.joint.size or max(sizes)].append(b.x(piece, sitting))
    return found


def _wasted(b: Builder, sitting: int, size: int, joints: dict[int, list[Lit]], waste: _Waste) -> Expr:
    """Tens of seats too many in one sitting.

    With joint sessions the number of people is theirs: of each number it is said what is wasted with it, and taken back
    where another number counts (a larger joint session, or any instead of the body alone).
    """

    def tens(people: int) -> Expr:
        return sum(ten * b.occupies(sitting, room) for room, ten in enumerate(waste.of(people)) if ten)

    if not joints:
        return tens(size)
    wasted = b.new_int(0, max(max(waste.of(people)) for people in (size, *joints)), f"seats wasted {sitting}")
    b.add(wasted >= tens(size) - max(waste.of(size)) * sum(x for literals in joints.values() for x in literals))
    for people, literals in joints.items():
        larger = [x for other, several in joints.items() if other > people for x in several]
        for literal in literals:
            b.add(wasted >= tens(people) - max(waste.of(people)) * (1 - literal + sum(larger)))
    return wasted


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Looks for sittings in rooms that are too large for who is in them."""
    seats = {room.id: room.capacity for room in t.scenario.rooms if room.capacity is not None}
    hosts = {joint.bodies[0] for joint in t.scenario.joint_sessions}
    known: dict[tuple[int, int], int] = {}
    for body in t.scenario.bodies if seats else ():
        size, found = body.size, list[tuple[int, int, Held]]()
        for held in t.held_of.get(body.id, ()):
            if size is None or held.guest or held.room not in seats:
                continue
            people = _people(held, size, t) if body.id in hosts else size
            case = (seats[held.room], people)
            if case not in known:
                known[case] = int((case[0] - rule.params.factor * people) // 10)
            if known[case] > 0:
                found.append((known[case], people, held))
        if found:
            yield _breach(body.id, found, seats, t)


def _breach(body: str, found: Sequence[tuple[int, int, Held]], seats: dict[str, int], t: Timetable) -> Breach:
    _, people, worst = max(found, key=lambda one: one[0])
    words = say(
        N_(
            "{room}, with {seats} seats, is too large for the {people} people of the sitting of {body}, {when};"
            " sittings in rooms too large: {count}"
        ),
        room=t.outline.title(worst.room),
        seats=str(seats[worst.room or ""]),
        people=str(people),
        body=t.outline.title(body),
        when=When(t.outline.clock(worst.start)),
        count=str(len(found)),
    )
    rows = [row for *_, held in found for row in held.rows]
    return Breach((body,), words, rows, (body,), worst.start, amount=sum(tens for tens, *_ in found))


def _people(held: Held, size: int, t: Timetable) -> int:
    joints = [t.outline.joints[row.joint] for row in held.rows if row.joint in t.outline.joints]
    people = [joint.size or max(t.outline.bodies[one].size or 0 for one in joint.bodies) for joint in joints]
    return max(people, default=size)


RULE = Rule(
    id="room-not-too-large",
    title=N_("Rooms not too large"),
    says=N_("A body does not sit in a room far larger than it needs."),
    post=post,
    check=check,
    kind="soft",
    weight=1,
    tier="house",
    params=TooLarge,
    charges=True,
    unit=N_("tens of seats too many"),
)
