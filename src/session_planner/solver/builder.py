"""The CP-SAT model of a problem: what is decided. Rules post on it (`rules.base.Builder`); it knows no rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import Any

from ortools.sat.python import cp_model

from session_planner.problem.model import Piece, Problem, Sitting
from session_planner.rules.base import Expr, Lit
from session_planner.solver.blocks import Blocks


class ModelBuilder(Blocks):
    """Builds the model of `problem`; see `Blocks` for `explain` and `given_up`."""

    def __init__(self, problem: Problem, explain: bool = False, given_up: Container[str] = ()) -> None:
        super().__init__(problem, explain, given_up)
        self._x: dict[tuple[int, int], Lit] = {}
        self._start: list[Expr] = []
        self._length: list[Expr] = []
        self._end: list[Expr] = []
        self._placed: list[Lit] = []
        self._interval: list[Any] = []
        self._begun: dict[int, Sequence[Lit]] = {}
        self._counted: dict[int, Lit] = {}
        self._occupies: dict[tuple[int, int], Lit] = {}
        self._during: dict[tuple[int, int], Lit] = {}
        self._in_room: dict[tuple[int, int], Lit] = {}
        self._with: dict[tuple[int, int, int], Lit] = {}
        for piece in problem.pieces:
            self._place(piece)
        self._hold_sittings()
        self._choose_rooms()

    moments = True

    # -- what is decided ------------------------------------------------------------------------------------------

    def _place(self, piece: Piece) -> None:
        literals = [self.model.new_bool_var(f"x{piece.index},{sitting}") for sitting in piece.sittings]
        self._x.update(
            {(piece.index, sitting): literal for sitting, literal in zip(piece.sittings, literals, strict=True)}
        )
        if not literals:
            self._add_placed(self._false, 0, 0, 0, None)
        elif self.problem.tasks[piece.task].splittable:
            self._place_part(piece, literals[0])
        else:
            self._place_whole(piece, literals)

    def _place_whole(self, piece: Piece, literals: list[Lit]) -> None:
        """One of several sittings: its start is the sitting's start and an offset, for a tight relaxation."""
        sittings = [self.problem.sittings[index] for index in piece.sittings]
        if len(literals) == 1:
            placed = literals[0]
            start: Expr = self.model.new_int_var(sittings[0].start, sittings[0].last - piece.least, f"t{piece.index}")
        else:
            placed = self.model.new_bool_var(f"p{piece.index}")
            self.model.add(sum(literals) == placed)
            self.model.add_at_most_one(literals)
            spare = [sitting.length - piece.least for sitting in sittings]
            starts = [[sitting.start, sitting.start + free] for sitting, free in zip(sittings, spare, strict=True)]
            unplaced = [0, max(spare)]
            start = self.model.new_int_var_from_domain(
                cp_model.Domain.from_intervals([unplaced, *starts]), f"t{piece.index}"
            )
            offset = self.model.new_int_var(0, max(spare), f"o{piece.index}")
            first = [sitting.start for sitting in sittings]
            self.model.add(start == cp_model.LinearExpr.weighted_sum([*literals, offset], [*first, 1]))
            if min(spare) < max(spare):
                self.model.add(offset <= cp_model.LinearExpr.weighted_sum(literals, spare))
        interval = self.model.new_optional_fixed_size_interval_var(start, piece.least, placed, f"i{piece.index}")
        self._add_placed(placed, start, piece.least, start + piece.least, interval)

    def _place_part(self, piece: Piece, literal: Lit) -> None:
        """A part of a splittable item in its one sitting: start and length are free."""
        sitting = self.problem.sittings[piece.sittings[0]]
        start = self.model.new_int_var(sitting.start, sitting.last - piece.least, f"t{piece.index}")
        length = self.model.new_int_var(0, piece.most, f"l{piece.index}")
        end = self.model.new_int_var(sitting.start, sitting.last, f"e{piece.index}")
        self.model.add(length >= piece.least * literal)
        self.model.add(length <= piece.most * literal)
        interval = self.model.new_optional_interval_var(start, length, end, literal, f"i{piece.index}")
        self.model.add(start == sitting.start).only_enforce_if(~literal)
        self.model.add(end == sitting.start).only_enforce_if(~literal)
        self._add_placed(literal, start, length, end, interval)

    def _add_placed(self, placed: Lit, start: Expr, length: Expr, end: Expr, interval: Any) -> None:
        self._placed.append(placed)
        self._start.append(start)
        self._length.append(length)
        self._end.append(end)
        self._interval.append(interval)

    def _hold_sittings(self) -> None:
        inside: dict[int, list[Lit]] = defaultdict(list)
        guests: dict[int, list[Lit]] = defaultdict(list)
        for (piece, sitting), literal in self._x.items():
            inside[sitting].append(literal)
            if not self.problem.tasks[self.problem.pieces[piece].task].host:
                guests[sitting].append(literal)
        self._held = [self.some_of(inside[sitting.index], f"h{sitting.index}") for sitting in self.problem.sittings]
        self._guest = {sitting: self.some_of(literals, f"g{sitting}") for sitting, literals in guests.items()}

    def _choose_rooms(self) -> None:
        self._room: dict[tuple[int, int], Lit] = {}
        numbers = range(len(self.problem.rooms))
        for sitting in self.problem.sittings:
            if self._held[sitting.index] is self._false:  # nothing can be in it, so it needs no room
                self._room.update({(sitting.index, room): self._false for room in numbers})
                continue
            rooms = [self.model.new_bool_var(f"r{sitting.index},{room}") for room in numbers]
            self._room.update({(sitting.index, room): literal for room, literal in zip(numbers, rooms, strict=True)})
            if rooms:
                self.model.add(sum(rooms) == self._held[sitting.index])

    def x(self, piece: int, sitting: int) -> Lit:
        return self._x.get((piece, sitting), self._false)

    def placed(self, piece: int) -> Expr:
        return self._placed[piece]

    def is_placed(self, piece: int) -> Lit:
        return self._placed[piece]

    def start(self, piece: int) -> Expr:
        return self._start[piece]

    def length(self, piece: int) -> Expr:
        return self._length[piece]

    def end(self, piece: int) -> Expr:
        return self._end[piece]

    def interval(self, piece: int) -> Any:
        interval = self._interval[piece]
        return self.fixed_interval(0, 0, self._false) if interval is None else interval

    def interval_if(self, piece: int, present: Lit) -> Any:
        length = self.problem.pieces[piece].least
        return self.model.new_optional_fixed_size_interval_var(self._start[piece], length, present, f"i{piece} if")

    def held(self, sitting: int) -> Lit:
        return self._held[sitting]

    def guest(self, sitting: int) -> Lit:
        return self._guest.get(sitting, self._false)

    def counted(self, sitting: int) -> Lit:
        if sitting not in self._guest:
            return self._held[sitting]
        if sitting not in self._counted:
            self._counted[sitting] = self.all_of([self._held[sitting], ~self._guest[sitting]], f"c{sitting}")
        return self._counted[sitting]

    def room(self, sitting: int, room: int) -> Lit:
        return self._room[sitting, room]

    def occupies(self, sitting: int, room: int) -> Lit:
        if sitting not in self._guest:
            return self._room[sitting, room]
        if (sitting, room) not in self._occupies:
            literals = [self._room[sitting, room], ~self._guest[sitting]]
            self._occupies[sitting, room] = self.all_of(literals, f"u{sitting},{room}")
        return self._occupies[sitting, room]

    def begun(self, piece: int) -> Sequence[Lit]:
        if piece not in self._begun:
            body = self.problem.tasks[self.problem.pieces[piece].task].body
            so_far: list[Lit] = []
            for group in self.problem.together_of[body]:
                here = [self._x[piece, one.index] for one in group if (piece, one.index) in self._x]
                so_far.append(self.some_of([*so_far[-1:], *here], f"begun {piece},{group[0].index}"))
            self._begun[piece] = so_far
        return self._begun[piece]

    def during(self, piece: int, group: Sequence[Sitting]) -> Lit:
        key = (piece, group[0].index)
        if key not in self._during:
            literals = [self._x[piece, one.index] for one in group if (piece, one.index) in self._x]
            self._during[key] = self.some_of(literals, f"during {piece},{group[0].index}")
        return self._during[key]

    def sits(self, group: Sequence[Sitting]) -> Sequence[Lit]:
        return [self._held[one.index] for one in group]

    def in_room(self, group: Sequence[Sitting], room: int) -> Lit:
        key = (group[0].index, room)
        if key not in self._in_room:
            literals = [self._room[one.index, room] for one in group]
            self._in_room[key] = self.some_of(literals, f"in {group[0].index},{room}")
        return self._in_room[key]

    def in_room_with(self, piece: int, group: Sequence[Sitting], room: int) -> Lit:
        key = (piece, group[0].index, room)
        if key not in self._with:
            pairs = [
                self.all_of(
                    [self._x[piece, one.index], self._room[one.index, room]], f"with {piece},{one.index},{room}"
                )
                for one in group
                if (piece, one.index) in self._x
            ]
            self._with[key] = self.some_of(pairs, f"with {piece},{group[0].index},{room}")
        return self._with[key]

    def apart(self, first: int, group: Sequence[Sitting], second: int, other: Sequence[Sitting]) -> Lit:
        apart = self.new_bool(f"apart {first},{second}")
        if group[0].body != other[0].body:
            self.any_of([apart, ~self.during(first, group), ~self.during(second, other)])
            return apart
        for one in group:
            for two in other:
                if one is not two:
                    self.any_of([apart, ~self.x(first, one.index), ~self.x(second, two.index)])
        return apart

    def fill_in_turn(self) -> None:
        """Chambers are alike, so of those at the same hours the first ones are held. Not of a programme that is out."""
        replan = self.problem.scenario.replan
        if replan.published or replan.held:
            return
        for groups in self.problem.together_of.values():
            for group in groups:
                for first, second in pairwise(group):
                    self.model.add_implication(self._held[second.index], self._held[first.index])

    def choices(self) -> Iterator[Expr]:
        """What a programme consists of besides its starts: sittings, rooms, lengths of parts."""
        yield from self._x.values()
        yield from self._room.values()
        yield from (length for length in self._length if not isinstance(length, int))
