"""`agenda-places`: items that have a `place` are taken up at that place.

The items of a body that are taken up are counted from 1 in the order of time: by the start of their sitting; then,
where the body has several chambers, by the room, in the order in which the scenario has the rooms; then by their own
start; and those that start together as they stand on the agenda. Of a split item its first part counts; an item of a
joint session is where its own body's programme has it. The amount, for a body, is one for each item with a place that
is taken up at another one, and, in a body of several chambers, one for each pair of items with a place that start at
the same moment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.base import Active, Breach, Builder, Expr, Lit, Rule, name_of
from session_planner.rules.precedence import Place, inside
from session_planner.scenario.outline import Leaf
from session_planner.words import N_, When, Words, say

# -- the model ---------------------------------------------------------------------------------------------------------


def post(rule: Active, b: Builder) -> None:
    """One instance a body: a literal for each item out of its place, and for each pair that starts together.

    Where rooms are left open, nothing is known of the order of several chambers.
    """
    problem = b.problem
    for body in problem.bodies:
        chambers = problem.outline.bodies[body].chambers
        wanted = any(leaf.item.place for task in problem.tasks_of[body] for leaf in task.leaves)
        if not wanted or (chambers > 1 and problem.outline.rooms and not problem.rooms):
            continue
        if not b.moments:
            found, most = _by_hours(b, body)
            b.charge(rule, (body,), _better(b, body), sum(found), most)
            continue
        items = list(_Reading(b, body).items())
        found = [_misplaced(b, one, items) for one in items if one.leaf.item.place]
        if chambers > 1:
            ordered = [one for one in items if one.leaf.item.place]
            found += [_together(b, one, other) for one, other in combinations(ordered, 2) if one.task != other.task]
        b.charge(rule, (body,), _better(b, body), sum(found), len(found))


def _better(b: Builder, body: str) -> Words:
    return say(N_("{body} takes its items up at their places"), body=b.problem.outline.title(body))


def _by_hours(b: Builder, body: str) -> tuple[list[Expr], int]:
    """What is certain from the hours alone: so many items come before an item's hours, and so many by their end.

    Of items that want one place one has it; more items with places than there are ticks in some hours start together.
    """
    tasks = [task for task in b.problem.tasks_of[body] if task.leaves]
    of_place: dict[int, list[Lit]] = defaultdict(list)
    placed = {task.pieces[0]: task.leaves[0].item.place for task in tasks}
    for piece, place in placed.items():
        if place:
            of_place[place].append(b.new_bool(f"{piece} out of place"))
            _certain(b, body, piece, place, of_place[place][-1])
    for alike in of_place.values():
        b.at_most_one([~misplaced for misplaced in alike])
    found: list[Expr] = [literal for alike in of_place.values() for literal in alike]
    most = len(found)
    if b.problem.outline.bodies[body].chambers > 1:
        for group in b.problem.together_of[body]:
            here = [b.during(piece, group) for piece, place in placed.items() if place]
            if len(here) > group[0].length:
                abreast = b.new_int(0, len(here) - group[0].length, f"abreast {group[0].index}")
                b.add(sum(here) - group[0].length <= abreast)
                found.append(abreast)
                most += len(here) - group[0].length
    return found, most


def _certain(b: Builder, body: str, piece: int, place: int, misplaced: Lit) -> None:
    others = [task.pieces[0] for task in b.problem.tasks_of[body] if task.leaves and task.pieces[0] != piece]
    earlier: list[Lit] = []
    for group in b.problem.together_of[body]:
        here, beside = b.during(piece, group), [b.during(other, group) for other in others]
        b.add(sum(earlier) <= place - 1, (here, ~misplaced))
        b.add(sum(earlier) + sum(beside) >= place - 1, (here, ~misplaced))
        earlier += beside


@dataclass(frozen=True, slots=True)
class _Item:
    """An item in the order of reading: `at` is a number that is less for what comes first, `start` its tick."""

    leaf: Leaf
    task: int
    placed: Lit
    at: Expr
    start: Expr


class _Reading:
    """The order in which a body's programme is read, as whole numbers."""

    def __init__(self, b: Builder, body: str) -> None:
        self._b = b
        self._body = body
        self._groups = b.problem.together_of[body]
        self._chambers = max((len(group) for group in self._groups), default=1)
        self._rooms = len(b.problem.rooms) if self._chambers > 1 else 0
        self._longest = 1 + max((group[0].length for group in self._groups), default=0)
        self._step = self._longest * max(1, self._rooms)
        in_turn = all(one[0].last <= two[0].start for one, two in pairwise(self._groups))
        self._by_start = self._chambers == 1 and in_turn
        self._room_of: dict[int, Expr] = {}

    def items(self) -> Iterator[_Item]:
        """Each item of the body."""
        b, problem = self._b, self._b.problem
        for task in problem.tasks_of[self._body]:
            places: dict[str, list[Place]] = defaultdict(list)
            for leaf, place in inside(problem, task):
                if leaf is not None:
                    places[leaf.ref].append(place)
            for leaf in task.leaves:
                at = [self._at(place) for place in places[leaf.ref]]
                placed = [b.is_placed(place.piece) for place in places[leaf.ref]]
                if len(at) == 1:
                    yield _Item(leaf, task.index, placed[0], at[0], places[leaf.ref][0].start(b))
                elif at:
                    taken_up = b.some_of(placed, f"taken up {leaf.ref}")
                    first = self._first(at, placed, taken_up)
                    yield _Item(leaf, task.index, taken_up, first, first)

    def _at(self, place: Place) -> Expr:
        """Its hours, then its room, then its start, in one number."""
        b = self._b
        if self._by_start:
            return place.start(b)
        piece = b.problem.pieces[place.piece]
        number = {sitting.index: at for at, group in enumerate(self._groups) for sitting in group}
        opens = {sitting.index: sitting.start for group in self._groups for sitting in group}
        ahead = [b.x(piece.index, one) * (number[one] * self._step - opens[one]) for one in piece.sittings]
        at = b.new_int(0, len(self._groups) * self._step + b.problem.horizon, f"place {piece.index}")
        b.add(at == sum(ahead) + place.start(b) + self._longest * self._room(place.piece))
        return at

    def _room(self, piece: int) -> Expr:
        """The number of the room that the piece is in; 0 where that makes no difference."""
        b = self._b
        if self._rooms < 2:
            return 0
        room = b.new_int(0, self._rooms - 1, f"room of {piece}")
        for sitting in b.problem.pieces[piece].sittings:
            if sitting not in self._room_of:
                self._room_of[sitting] = b.new_int(0, self._rooms - 1, f"room of sitting {sitting}")
                b.add(self._room_of[sitting] == sum(b.room(sitting, at) * at for at in range(self._rooms)))
            b.add(room == self._room_of[sitting], (b.x(piece, sitting),))
        return room

    def _first(self, at: Sequence[Expr], placed: Sequence[Lit], taken_up: Lit) -> Expr:
        """The first of the parts that are placed."""
        b = self._b
        first = b.new_int(0, len(self._groups) * self._step + b.problem.horizon, "first part")
        is_first = [b.new_bool("is first") for _ in at]
        b.any_of([~taken_up, *is_first])
        for part, there, chosen in zip(at, placed, is_first, strict=True):
            b.any_of([~chosen, there])
            b.add(first <= part, (there,))
            b.add(first >= part, (chosen,))
        return first


def _misplaced(b: Builder, one: _Item, items: Sequence[_Item]) -> Lit:
    """True where an item is taken up and not at its place; else pushed down to false."""
    misplaced = b.new_bool(f"{one.leaf.ref} out of place")
    before = sum(_before(b, other, one) for other in items if other is not one)
    b.add(before == (one.leaf.item.place or 1) - 1, (~misplaced, one.placed))
    return misplaced


def _before(b: Builder, other: _Item, one: _Item) -> Lit:
    """Whether `other` is taken up, before `one`; means something only where that is."""
    before = b.new_bool(f"{other.leaf.ref} before {one.leaf.ref}")
    ahead = int(other.leaf.order > one.leaf.order)  # those that start together stand as on the agenda
    b.any_of([~before, other.placed])
    b.add(other.at + ahead <= one.at, (before, one.placed))
    b.add(other.at + ahead > one.at, (~before, one.placed, other.placed))
    return before


def _together(b: Builder, one: _Item, other: _Item) -> Lit:
    """True where both are taken up and start at the same moment; else pushed down to false."""
    together, first = b.new_bool("together"), b.new_bool("in this order")
    placed = (~together, one.placed, other.placed)
    b.add(one.start < other.start, (*placed, first))
    b.add(other.start < one.start, (*placed, ~first))
    return together


# -- the check ---------------------------------------------------------------------------------------------------------


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Reads each body's programme in order and counts."""
    rooms = {room: number for number, room in enumerate(t.outline.rooms)}
    for body, leaves in t.outline.leaves_of.items():
        if not any(leaf.item.place for leaf in leaves):
            continue
        chambers = t.outline.bodies[body].chambers > 1
        read = sorted(
            (min(_where(row, rooms if chambers else {}) for row in rows), leaf.order, leaf)
            for leaf in leaves
            if (rows := t.by_ref.get(leaf.ref))
        )
        wrong = [(leaf, number) for number, (*_, leaf) in enumerate(read, 1) if leaf.item.place not in (None, number)]
        ordered = [(where[2], leaf) for where, _, leaf in read if leaf.item.place]
        pairs = [(a, b) for (start, a), (other, b) in combinations(ordered, 2) if start == other and chambers]
        if wrong or pairs:
            hurt = dict.fromkeys([*(leaf.ref for leaf, _ in wrong), *(leaf.ref for pair in pairs for leaf in pair)])
            rows = [row for ref in hurt for row in t.by_ref[ref]]
            words = [_out_of_place(t, body, wrong)] if wrong else []
            words += [_abreast(t, body, pairs)] if pairs else []
            told = say("{first}; {second}", first=words[0], second=words[1]) if len(words) > 1 else words[0]
            amount = len(wrong) + len(pairs)
            yield Breach((body,), told, rows, (body,), min(row.start for row in rows), amount=amount)


def _where(row: Row, rooms: dict[str, int]) -> tuple[int, int, int]:
    """What a programme is read by: start of the sitting, number of the room, start."""
    return (row.slot.start if row.slot else row.start, rooms.get(row.room or "", len(rooms)), row.start)


def _out_of_place(t: Timetable, body: str, wrong: Sequence[tuple[Leaf, int]]) -> Words:
    leaf, number = wrong[0]
    return say(
        N_("{item} is number {number} in the order of time, better {place}; such items of {body}: {count}"),
        item=name_of(leaf.ref, t.outline),
        number=str(number),
        place=str(leaf.item.place),
        body=t.outline.title(body),
        count=str(len(wrong)),
    )


def _abreast(t: Timetable, body: str, pairs: Sequence[tuple[Leaf, Leaf]]) -> Words:
    first, second = pairs[0]
    return say(
        N_("{first} and {second}, which have their places, start together, {when}; such pairs of {body}: {count}"),
        first=name_of(first.ref, t.outline),
        second=name_of(second.ref, t.outline),
        when=When(t.outline.clock(t.by_ref[first.ref][0].start)),
        body=t.outline.title(body),
        count=str(len(pairs)),
    )


RULE = Rule(
    id="agenda-places",
    title=N_("Places of items"),
    says=N_("Items that have a place in the order of time are taken up there, and not at the same time."),
    post=post,
    check=check,
    kind="soft",
    weight=5,
    tier="order",
    charges=True,
    unit=N_("items out of place, and pairs at the same time"),
)
