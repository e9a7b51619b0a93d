"""What a board hands on to the next is what would be found out anew; what was tried is not found out twice."""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import replace
from itertools import islice
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

import session_planner as sp
from session_planner.board import moves
from session_planner.board.changes import applied
from session_planner.board.places import places, verdict
from session_planner.board.state import State, cards_of, opened
from session_planner.errors import InputError

TEXT = Path("scenarios/untoc-wg-ta-2012.yaml").read_text("utf-8")
EMPTY = opened(TEXT, "board.yaml")
QUARTER = dt.timedelta(minutes=15)
CARDS = cards_of(EMPTY.outline)
SLOTS = sorted({slot.start for slots in EMPTY.outline.slots.values() for slot in slots})
ROOMS = [*EMPTY.outline.rooms, None]
Step = tuple[str, int, int, int, str | None]
STEP = st.tuples(st.sampled_from(("place", "move", "drop", "stretch", "split", "join")), st.integers(0, 40),
                 st.sampled_from(SLOTS), st.integers(0, 36), st.sampled_from(ROOMS))  # fmt: skip


def made(state: State, step: Step) -> State:
    """The board after a step; as it was where the step cannot be made."""
    kind, which, slot, later, room = step
    start = state.outline.clock(slot + 5 * later)
    segments = [one.id for one in state.programme.segments]
    with contextlib.suppress(InputError):
        if kind in ("place", "join") or not segments:
            card = CARDS[which % len(CARDS)]
            return applied(state, moves.join(state, card) if kind == "join" else moves.place(state, card, start, room))
        segment = segments[which % len(segments)]
        end = start + dt.timedelta(minutes=25)
        change = {
            "move": lambda: moves.move(state, segment, start, room),
            "drop": lambda: moves.drop(state, segment),
            "stretch": lambda: moves.stretch(state, segment, start, end),
            "split": lambda: moves.split(state, segment, moves.find(state, segment)[1].start + QUARTER),
        }[kind]()
        return applied(state, change)
    return state


@given(st.lists(STEP, max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_board_after_many_steps_is_the_board_found_out_anew(
    steps: list[Step],
) -> None:
    state = EMPTY
    for step in steps:
        assert state.waiting is not None
        assert state.programme is not None
        state = made(state, step)
    anew = replace(state)
    assert "_placed" not in anew.__dict__
    assert state.programme == anew.programme
    assert state.waiting == anew.waiting
    assert state.report == anew.report == sp.check(anew.programme, anew.scenario)


@pytest.fixture
def placed() -> State:
    return made(EMPTY, ("place", 1, SLOTS[0], 0, ROOMS[0]))


def test_what_a_place_was_tried_for_is_there_at_the_drop(placed: State) -> None:
    start = placed.outline.clock(SLOTS[0] + 60)
    said = verdict(placed, "wg-ta/3", None, start, ROOMS[0], expect=True)
    list(islice(places(placed, "wg-ta/4"), 5))
    after = applied(placed, moves.place(placed, "wg-ta/3", start, ROOMS[0]))
    assert "report" in after.__dict__
    assert said.conflicts
    assert all(one in after.report.conflicts for one in said.conflicts)
    elsewhere = applied(placed, moves.place(placed, "wg-ta/3", start + QUARTER, ROOMS[0]))
    assert "report" not in elsewhere.__dict__
    assert elsewhere.cards["wg-ta/3"][0].start == start + QUARTER


def test_one_place_is_told_as_among_all(placed: State) -> None:
    segment = placed.programme.segments[0].id
    for one in list(places(placed, CARDS[1], segment))[:12]:
        assert verdict(placed, CARDS[1], segment, one.start, one.room) == one
