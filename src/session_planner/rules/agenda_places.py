"""`agenda-places`: items that have a `place` are taken up at that place.

The items of a body that are taken up are counted from 1 in the order of time: by the start of their sitting; then,
where the body has several chambers, by the room, in the order in which the scenario has the rooms; then by their own
start; and those that start together as they stand on the agenda. Of a split item its first part counts; an item of a
joint session is where its own body's programme has it. The amount, for a body, is one for each item with a place that
is taken up at another one, and, in a body of several chambers, one for each pair of items with a place that overlap, or
one for each begun stretch of `each` for which they do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import ceil
from typing import Annotated

from pydantic import Field

from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.base import Active, Breach, Builder, Expr, Lit, Params, Rule, name_of
from session_planner.rules.precedence import Place, inside
from session_planner.rules.stretches import Amount, together
from session_planner.scenario.outline import Leaf
from session_planner.scenario.values import Minutes
from session_planner.words import N_, When, Words, say


class AtTheSameTime(Params):
    """How what goes on at the same time is counted."""

    each: Annotated[Minutes, Field(ge=1)] | None = Field(
        None, description=N_("two items at the same time count once for each begun stretch of this length")
    )


# -- the model ---------------------------------------------------------------------------------------------------------


def post(rule: Active, b: Builder) -> None:
    """One instance a body: a literal for each item out of its place, and how long each pair is taken up together.

    Where rooms are left open, nothing is known of the order of several chambers.
    """
    problem = b.problem
    for body in problem.bodies:
        chambers = problem.outline.bodies[body].chambers
        wanted = any(leaf.item.place for task in problem.tasks_of[body] for leaf in task.leaves)
        if not wanted or (chambers > 1 and problem.outline.rooms and not problem.rooms):
            continue
        if not b.moments:
            found, most = _by_hours(b, body, rule.params.each)
            b.charge(rule, (body,), _better(b, body), sum(found), most)
            continue
        items = list(_Reading(b, body).items())
        ordered = [one for one in items if one.leaf.item.place]
        found = [(_misplaced(b, one, items), 1) for one in ordered]
        if chambers > 1:
            pairs = [(one, other) for one, other in combinations(ordered, 2) if one.task != other.task]
            found += [_together(b, one, other, rule.params.each) for one, other in pairs]
        amount, most = sum(times for times, _ in found), sum(times for _, times in found)
        b.charge(rule, (body,), _better(b, body), amount, most)


def _better(b: Builder, body: str) -> Words:
    return say(N_("{body} takes its items up at their places"), body=b.problem.outline.title(body))


def _by_hours(b: Builder, body: str, each: int | None) -> tuple[list[Expr], int]:
    """What is certain from the hours alone: so many items come before an item's hours, and so many by their end.

    Of items that want one place one has it; items with places that are too long together for some hours overlap.
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
        ordered = [piece for piece, place in placed.items() if place]
        for abreast, times in _abreast_by_hours(b, body, ordered, each):
            found.append(abreast)
            most += times
    return found, most


def _abreast_by_hours(b: Builder, body: str, pieces: Sequence[int], each: int | None) -> Iterator[Amount]:
    """How many times items overlap at least, hours by hours.

    Of so many that only so few can follow each other, as many pairs overlap as there are more. By stretches: what they
    take in all beyond the hours is taken up beside something else.
    """
    length = {piece: b.problem.pieces[piece].least for piece in pieces}
    grain = b.problem.grain
    for group in b.problem.together_of[body]:
        hours = group[0].length
        fitting = [piece for piece in pieces if length[piece] <= hours]
        more = len(fitting) - hours // min((length[piece] for piece in fitting), default=1)
        beyond = grain * (sum(length[piece] for piece in fitting) - hours)
        most = max(more, ceil(beyond / each) if each else 0)
        if most <= 0:
            continue
        here = [b.during(piece, group) for piece in fitting]
        abreast = b.new_int(0, most, f"abreast {group[0].index}")
        b.add(sum(here) - (len(fitting) - more) <= abreast)
        if each:
            taken = sum(length[piece] * one for piece, one in zip(fitting, here, strict=True))
            b.add(grain * (taken - hours) <= each * abreast)
        yield abreast, most


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
    """An item in the order of reading: `at` is a number that is less for what comes first, `first` its first part."""

    leaf: Leaf
    task: int
    placed: Lit
    at: Expr
    first: Place


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
                    yield _Item(leaf, task.index, placed[0], at[0], places[leaf.ref][0])
                elif at:  # no body of several chambers splits an item
                    taken_up = b.some_of(placed, f"taken up {leaf.ref}")
                    yield _Item(leaf, task.index, taken_up, self._first(at, placed, taken_up), places[leaf.ref][0])

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


def _together(b: Builder, one: _Item, other: _Item, each: int | None) -> Amount:
    """How many times two items count that overlap; else pushed down to nothing."""
    return together(b, one.first, other.first, each, [(one.placed, other.placed)])


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
        ordered = [leaf for _, _, leaf in read if leaf.item.place and chambers]
        pairs = [(one, other) for one, other in combinations(ordered, 2) if _overlap(t, one, other)]
        if wrong or pairs:
            hurt = dict.fromkeys([*(leaf.ref for leaf, _ in wrong), *(leaf.ref for pair in pairs for leaf in pair)])
            rows = [row for ref in hurt for row in t.by_ref[ref]]
            words = [_out_of_place(t, body, wrong)] if wrong else []
            words += [_abreast(t, body, pairs)] if pairs else []
            told = say("{first}; {second}", first=words[0], second=words[1]) if len(words) > 1 else words[0]
            amount = len(wrong) + sum(_times(t, one, other, rule.params.each) for one, other in pairs)
            yield Breach((body,), told, rows, (body,), min(row.start for row in rows), amount=amount)


def _where(row: Row, rooms: dict[str, int]) -> tuple[int, int, int]:
    """What a programme is read by: start of the sitting, number of the room, start."""
    return (row.slot.start if row.slot else row.start, rooms.get(row.room or "", len(rooms)), row.start)


def _overlap(t: Timetable, one: Leaf, other: Leaf) -> int:
    """Minutes for which two items go on at the same time."""
    return sum(
        max(0, min(row.end, beside.end) - max(row.start, beside.start))
        for row in t.by_ref[one.ref]
        for beside in t.by_ref[other.ref]
    )


def _times(t: Timetable, one: Leaf, other: Leaf, each: int | None) -> int:
    return ceil(_overlap(t, one, other) / each) if each else 1


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
        N_(
            "{first} and {second}, which have their places, are at the same time, {when}; such pairs of {body}: {count}"
        ),
        first=name_of(first.ref, t.outline),
        second=name_of(second.ref, t.outline),
        when=When(t.outline.clock(max(t.by_ref[leaf.ref][0].start for leaf in (first, second)))),
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
    params=AtTheSameTime,
    unit=N_("items out of place, and pairs at the same time"),
)
