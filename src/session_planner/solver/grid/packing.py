"""Which chamber each item is in, and when: what the grid leaves open once hours and rooms are known.

From the grid's answer to placements of the whole model. Items of one body and hours go into as many chambers as it
sits in then; nearly always the longest first does it, else a small model of its own decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from session_planner.problem.model import Sitting
from session_planner.solver.control import Control


class UndecidedError(Exception):
    """The time was up before it was known whether items go into their chambers."""


@dataclass(frozen=True, slots=True)
class Hours:
    """What a body takes up at the same hours: `pieces` with their lengths, in `rooms`; some are bound to a room."""

    group: tuple[Sitting, ...]
    pieces: Mapping[int, int]
    rooms: tuple[int, ...]
    bound: Mapping[int, int]


def packed(hours: Hours, control: Control) -> dict[int, int] | None:
    """By piece: its room, so that each room is used and holds no more than its sitting; None where that cannot be.

    Raises UndecidedError where the control ends the search.
    """
    length = hours.group[0].length
    free = dict.fromkeys(hours.rooms, length)
    found: dict[int, int] = {}
    for piece, room in hours.bound.items():
        free[room] -= hours.pieces[piece]
        found[piece] = room
    for piece in sorted(hours.pieces.keys() - found.keys(), key=lambda one: (-hours.pieces[one], one)):
        # An empty room first: each that is paid for is used.
        room = max(free, key=lambda one: (free[one], -hours.rooms.index(one)))
        free[room] -= hours.pieces[piece]
        found[piece] = room
    if min(free.values()) >= 0 and len(set(found.values())) == len(hours.rooms):
        return found
    return _searched(hours, control)


def _searched(hours: Hours, control: Control) -> dict[int, int] | None:
    """The same by search, where the longest first does not do it."""
    model = cp_model.CpModel()
    into = {(piece, room): model.new_bool_var("") for piece in hours.pieces for room in hours.rooms}
    for piece in hours.pieces:
        model.add_exactly_one([into[piece, room] for room in hours.rooms])
    for piece, room in hours.bound.items():
        model.add(into[piece, room] == 1)
    for room in hours.rooms:
        model.add_at_least_one([into[piece, room] for piece in hours.pieces])
        inside = [into[piece, room] for piece in hours.pieces]
        model.add(cp_model.LinearExpr.weighted_sum(inside, [*hours.pieces.values()]) <= hours.group[0].length)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False
    if control.left is not None:
        solver.parameters.max_time_in_seconds = control.left
    control.searching(solver.stop_search)
    status = cp_model.UNKNOWN if control.over else solver.solve(model)
    control.searching(None)
    if status == cp_model.UNKNOWN:
        raise UndecidedError
    if status == cp_model.INFEASIBLE:
        return None
    return {piece: room for (piece, room), literal in into.items() if solver.boolean_value(literal)}


def in_turn(pieces: Sequence[int], lengths: Mapping[int, int], sitting: Sitting) -> dict[int, int]:
    """By piece: its start, one after another from the start of their sitting."""
    starts, at = {}, sitting.start
    for piece in pieces:
        starts[piece] = at
        at += lengths[piece]
    return starts
