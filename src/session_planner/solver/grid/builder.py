"""The grid's model: in which hours an item is taken up, and which rooms its body sits in then.

The other shape of a model (beside `solver.builder`): it has no starts and no chambers, which are alike, so it is far
smaller and its relaxation far tighter. Rules post on it with the same words; one that asks for what the grid does not
have (`NotOnGridError`) is for the whole model alone. What three rules say of a body that takes up whole items is built
in (`BUILT_IN`); whether the items of one body and hours really go into its chambers is left to `packing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NoReturn

from ortools.sat.python import cp_model

from session_planner.problem.model import Problem, Sitting
from session_planner.rules.base import Expr, Lit, cliques
from session_planner.solver.blocks import Blocks
from session_planner.solver.grid.packing import Hours

BUILT_IN = frozenset({"within-sitting", "body-one-at-a-time", "room-one-at-a-time"})
"""Rules that the grid obeys by what it is."""


_PARTS = 4
"""Into how many parts a chamber is cut, less one, to see which lengths do not go together."""


class NotOnGridError(Exception):
    """A rule asked for what the grid does not decide."""


class GridBuilder(Blocks):
    """Builds the grid of `problem`, of which every task is one whole item of one body.

    Raises NotOnGridError for a problem that has anything else, or a body whose sittings run into each other by an open
    end: what fits then, and which chamber keeps its room, is a matter of times.
    """

    def __init__(self, problem: Problem) -> None:
        if any(task.splittable or task.joint for task in problem.tasks) or not problem.rooms:
            raise NotOnGridError
        if any(one[0].last > two[0].start for groups in problem.together_of.values() for one, two in pairwise(groups)):
            raise NotOnGridError
        super().__init__(problem)
        self._piece: dict[tuple[int, int], Lit] = {}
        """By piece and the first sitting of its hours: it is taken up then."""
        self._cell: dict[tuple[int, int], Lit] = {}
        """By the first sitting of its hours and room: the body sits there then."""
        self._levels: dict[int, list[Lit]] = {}
        """By the first sitting of its hours: the body sits in one room at least, in two at least, …"""
        self._with: dict[tuple[int, int, int], Lit] = {}
        self._begun: dict[int, Sequence[Lit]] = {}
        self.asked_moments = False
        self.group_of = {
            sitting.index: group for groups in problem.together_of.values() for group in groups for sitting in group
        }
        for body in problem.bodies:
            self._place_items(body)
            self._seat(body)
        self._one_sitting_a_room()

    # -- what is decided --------------------------------------------------------------------------------------------

    def _place_items(self, body: str) -> None:
        for task in self.problem.tasks_of[body]:
            piece = self.problem.pieces[task.pieces[0]]
            hours = [group for group in self.problem.together_of[body] if group[0].index in piece.sittings]
            literals = [self.model.new_bool_var(f"x{piece.index},{group[0].index}") for group in hours]
            for group, literal in zip(hours, literals, strict=True):
                self._piece[piece.index, group[0].index] = literal
            self.model.add_exactly_one(literals)  # none: impossible

    def _seat(self, body: str) -> None:
        """Rooms for as many chambers as the items of each hours need, said so that halves of rooms are of no use."""
        groups = self.problem.together_of[body]
        pieces = [self.problem.pieces[task.pieces[0]] for task in self.problem.tasks_of[body]]
        needed = sum(piece.least for piece in pieces)
        smallest = min((group[0].length for group in groups), default=0)
        for group in groups:
            first = group[0]
            inside = [piece for piece in pieces if (piece.index, first.index) in self._piece]
            here = [self._piece[piece.index, first.index] for piece in inside]
            most = min(len(group), len(inside), len(self.problem.rooms))
            levels = [self.model.new_bool_var(f"h{first.index},{at}") for at in range(most)]
            self._levels[first.index] = levels
            for more, less in zip(levels[1:], levels, strict=False):
                self.model.add_implication(more, less)
            for literal in here:
                self.model.add_implication(literal, levels[0])
            for room in range(len(self.problem.rooms)):
                cell = self.model.new_bool_var(f"r{first.index},{room}") if levels else self._false
                self._cell[first.index, room] = cell
            if not levels:
                continue
            cells = [self._cell[first.index, room] for room in range(len(self.problem.rooms))]
            self.model.add(cp_model.LinearExpr.sum(cells) == cp_model.LinearExpr.sum(levels))
            self.model.add(cp_model.LinearExpr.sum(here) >= cp_model.LinearExpr.sum(levels))
            self._hold([(piece.least, literal) for piece, literal in zip(inside, here, strict=True)], first, levels)
        if not pieces or not smallest:
            return
        for unit in sorted({group[0].length for group in groups}):
            held = [(level, -(-group[0].length // unit)) for group in groups for level in self._levels[group[0].index]]
            self.model.add(
                cp_model.LinearExpr.weighted_sum([one for one, _ in held], [by for _, by in held]) >= -(-needed // unit)
            )

    def _hold(self, inside: Sequence[tuple[int, Lit]], sitting: Sitting, levels: Sequence[Lit]) -> None:
        """The lengths of the items go into the chambers: by their sum, and by sums of what each takes of a chamber.

        The latter are dual feasible functions (Fekete and Schepers 2001): whatever goes into one chamber comes to one
        at most by each. The first says that two items of more than half a sitting do not go into the same.
        """
        lengths, literals = [length for length, _ in inside], [literal for _, literal in inside]
        chambers = cp_model.LinearExpr.sum(list(levels))
        stated: set[tuple[int, ...]] = set()
        for parts in range(_PARTS + 1):
            taken = tuple(_share(length, sitting.length, parts) for length in lengths)
            if taken in stated or not any(taken):
                continue
            stated.add(taken)
            whole = _share(sitting.length, sitting.length, parts)
            self.model.add(cp_model.LinearExpr.weighted_sum(literals, list(taken)) <= whole * chambers)

    def fill_rooms(self) -> None:
        """Items that are bound to one of several rooms go into it by their lengths; said when all rules are stated."""
        inside: dict[int, dict[int, dict[int, Lit]]] = defaultdict(lambda: defaultdict(dict))
        for (piece, first, room), literal in self._with.items():
            inside[first][room][piece] = literal
        for first, by_room in inside.items():
            most = self.group_of[first][0].length
            used: list[Lit] = []
            for room, held in by_room.items():
                lengths = [self.problem.pieces[piece].least for piece in held]
                self.model.add(cp_model.LinearExpr.weighted_sum([*held.values()], lengths) <= most)
                used.append(self.some_of([*held.values()], f"used {first},{room}"))
            bound = {piece for held in by_room.values() for piece in held}
            others = [literal for (piece, at), literal in self._piece.items() if at == first and piece not in bound]
            # A room that is paid for and that no bound item is in has one of the others.
            rooms = cp_model.LinearExpr.sum(self._levels[first])
            self.model.add(rooms <= cp_model.LinearExpr.sum([*used, *others]))

    def _one_sitting_a_room(self) -> None:
        firsts = [groups[0] for per_body in self.problem.together_of.values() for groups in per_body]
        for indexes in cliques([(sitting.slot.start, sitting.slot.last) for sitting in firsts]):
            for room in range(len(self.problem.rooms)):
                self.at_most_one([self._cell[firsts[at].index, room] for at in indexes])

    @property
    def places(self) -> int:
        """How large it is: hours for items."""
        return len(self._piece)

    @property
    def moments(self) -> bool:
        """A rule that asks this charges less than there may be; `asked_moments` keeps that in mind."""
        self.asked_moments = True
        return False

    # -- what rules ask for ------------------------------------------------------------------------------------------

    def during(self, piece: int, group: Sequence[Sitting]) -> Lit:
        return self._piece.get((piece, group[0].index), self._false)

    def sits(self, group: Sequence[Sitting]) -> Sequence[Lit]:
        return self._levels[group[0].index]

    def in_room(self, group: Sequence[Sitting], room: int) -> Lit:
        return self._cell[group[0].index, room]

    def in_room_with(self, piece: int, group: Sequence[Sitting], room: int) -> Lit:
        """Of one room, the item is in it; of several, it is in one of those that its body sits in."""
        during = self.during(piece, group)
        if during is self._false:
            return during
        key = (piece, group[0].index, room)
        if key not in self._with:
            rooms = range(len(self.problem.rooms))
            new = [self.model.new_bool_var(f"with {piece},{group[0].index},{number}") for number in rooms]
            for number, literal in zip(rooms, new, strict=True):
                self._with[piece, group[0].index, number] = literal
                self.model.add_implication(literal, self._cell[group[0].index, number])
            self.model.add(cp_model.LinearExpr.sum(new) == during)
        return self._with[key]

    def apart(self, first: int, group: Sequence[Sitting], second: int, other: Sequence[Sitting]) -> Lit:
        apart = self.new_bool(f"apart {first},{second}")
        both = (~self.during(first, group), ~self.during(second, other))
        if group[0].body != other[0].body:
            self.any_of([apart, *both])
        elif len(self._levels[group[0].index]) > 1:
            for room in range(len(self.problem.rooms)):
                here, there = (self.in_room_with(piece, group, room) for piece in (first, second))
                self.any_of([apart, ~here, there, *both])
        return apart

    def begun(self, piece: int) -> Sequence[Lit]:
        if piece not in self._begun:
            body = self.problem.tasks[self.problem.pieces[piece].task].body
            so_far: list[Lit] = []
            for group in self.problem.together_of[body]:
                so_far.append(self.some_of([*so_far[-1:], self.during(piece, group)], f"begun {piece}"))
            self._begun[piece] = so_far
        return self._begun[piece]

    def is_placed(self, piece: int) -> Lit:
        return self._true if self.problem.pieces[piece].sittings else self._false

    placed = is_placed

    def length(self, piece: int) -> Expr:
        return self.problem.pieces[piece].least

    # a sitting by itself means something where its body has one chamber

    def x(self, piece: int, sitting: int) -> Lit:
        return self.during(piece, self._alone(sitting))

    def held(self, sitting: int) -> Lit:
        levels = self._levels[self._alone(sitting)[0].index]
        return levels[0] if levels else self._false

    def room(self, sitting: int, room: int) -> Lit:
        return self._cell[self._alone(sitting)[0].index, room]

    counted, occupies = held, room

    def guest(self, sitting: int) -> Lit:
        self._alone(sitting)
        return self._false

    def _alone(self, sitting: int) -> Sequence[Sitting]:
        group = self.group_of[sitting]
        if len(group) > 1:
            raise NotOnGridError
        return group

    # -- what was found -----------------------------------------------------------------------------------------------

    def hours(self, group: tuple[Sitting, ...], found: cp_model.CpSolver) -> Hours:
        """What is taken up at these hours in what was found, and in which rooms."""
        first = group[0].index
        pieces = {
            piece: self.problem.pieces[piece].least
            for (piece, at), literal in self._piece.items()
            if at == first and found.boolean_value(literal)
        }
        numbers = range(len(self.problem.rooms))
        rooms = tuple(room for room in numbers if found.boolean_value(self._cell[first, room]))
        bound = {
            piece: room
            for (piece, at, room), literal in self._with.items()
            if at == first and piece in pieces and found.boolean_value(literal)
        }
        return Hours(group, pieces, rooms, bound)

    def cannot(self, hours: Hours) -> None:
        """These items do not go into so many chambers; nor into these rooms, where some are bound to theirs."""
        first = hours.group[0].index
        literals = [~self._piece[piece, first] for piece in hours.pieces]
        if hours.bound:
            literals += [~self._with[piece, first, room] for piece, room in hours.bound.items()]
        self.any_of([*literals, *self._levels[first][len(hours.rooms) : len(hours.rooms) + 1]])

    def _lacking(self, *asked: Any) -> NoReturn:
        """What the grid does not decide."""
        raise NotOnGridError(asked)

    start = end = interval = interval_if = _lacking


def _share(length: int, whole: int, parts: int) -> int:
    """What a length takes of a chamber, times `parts` times its length: just itself for no parts."""
    if not parts:
        return length
    times, rest = divmod((parts + 1) * length, whole)
    return length * parts if not rest else times * whole
