"""Changing a board: every step that a planner's hand makes, undo, redo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.background import BackgroundTask

from session_planner.board import moves
from session_planner.board.changes import Change
from session_planner.board.state import State
from session_planner.web.api.boards import Variant
from session_planner.web.api.shapes import standing_shape, step_shape
from session_planner.web.context import Ctx
from session_planner.web.language import language_of
from session_planner.web.problems import Problem
from session_planner.web.store.boards import Step
from session_planner.web.who import Planning
from session_planner.words import N_

router = APIRouter(prefix="/boards/{board}", tags=["moves"])
Card = Annotated[str, Field(min_length=1, max_length=200)]
SegmentId = Annotated[str, Field(min_length=1, max_length=220)]
RoomId = Annotated[str, Field(min_length=1, max_length=80)]


class _Move(BaseModel):
    """Moments without an offset are on the scenario's clock."""

    model_config = ConfigDict(extra="forbid")


class Place(_Move):
    """A card from the tray put somewhere."""

    move: Literal["place"]
    card: Card
    start: dt.datetime
    room: RoomId | None = None
    minutes: int | None = Field(None, ge=1, le=100_000)

    def make(self, state: State) -> Change:
        """The change."""
        return moves.place(state, self.card, _local(state, self.start), self.room, self.minutes)


class Shift(_Move):
    """A segment to another start and room."""

    move: Literal["move"]
    segment: SegmentId
    start: dt.datetime
    room: RoomId | None = None

    def make(self, state: State) -> Change:
        """The change."""
        return moves.move(state, self.segment, _local(state, self.start), self.room)


class Stretch(_Move):
    """A segment longer or shorter."""

    move: Literal["stretch"]
    segment: SegmentId
    start: dt.datetime
    end: dt.datetime

    def make(self, state: State) -> Change:
        """The change."""
        return moves.stretch(state, self.segment, _local(state, self.start), _local(state, self.end))


class Split(_Move):
    """A segment made two."""

    move: Literal["split"]
    segment: SegmentId
    at: dt.datetime

    def make(self, state: State) -> Change:
        """The change."""
        return moves.split(state, self.segment, _local(state, self.at))


class Drop(_Move):
    """A segment into the tray."""

    move: Literal["drop"]
    segment: SegmentId

    def make(self, state: State) -> Change:
        """The change."""
        return moves.drop(state, self.segment)


class OfCard(_Move):
    """The parts of a card made one again; a lock at its start (with `room`: in its room, too), or none."""

    move: Literal["join", "lock", "unlock"]
    card: Card
    room: bool = False

    def make(self, state: State) -> Change:
        """The change."""
        if self.move == "lock":
            return moves.lock(state, self.card, room=self.room)
        return moves.join(state, self.card) if self.move == "join" else moves.unlock(state, self.card)


class Rewrite(_Move):
    """Another text of the scenario."""

    move: Literal["rewrite"]
    text: str = Field(max_length=4_000_000)

    def make(self, state: State) -> Change:
        """The change."""
        return moves.rewritten(state, self.text)


class OneEdit(_Move):
    """One edit of the text."""

    action: Literal["set", "add", "remove", "move"]
    path: list[str | int] = Field(min_length=1, max_length=20)
    value: Any = None

    def edit(self) -> Any:
        """As the scenario's editor takes it."""
        path = tuple(self.path)
        return (self.action, path) if self.action == "remove" else (self.action, path, self.value)


class Edit(_Move):
    """The scenario's text with edits made: `[action, path, value]`, a path of keys, indexes and `[id]`."""

    move: Literal["edit"]
    edits: list[OneEdit] = Field(min_length=1, max_length=1_000)

    def make(self, state: State) -> Change:
        """The change."""
        return moves.edited(state, [one.edit() for one in self.edits])


Move = Annotated[Place | Shift | Stretch | Split | Drop | OfCard | Rewrite | Edit, Field(discriminator="move")]


@router.post("/moves", response_model=dict[str, Any])
def make_move(
    board: str,
    move: Move,
    request: Request,
    ctx: Ctx,
    person: Planning,
    variant: Variant = "",
    if_match: Annotated[str | None, Header(max_length=40)] = None,
) -> JSONResponse:
    """Makes a move. `If-Match` is the number that the planner has seen: if somebody has changed the same since, nothing
    is done and the answer is 409 with how it stands now.
    """
    make: Callable[[State], Change] = move.make
    done = ctx.boards.commit(board, variant, make, person.name, move.move, base=base_of(if_match))
    return told(board, *done, request, ctx)


@router.post("/undo", response_model=dict[str, Any])
def undo(board: str, request: Request, ctx: Ctx, person: Planning, variant: Variant = "") -> JSONResponse:
    """Takes back one's own newest change; 409 where somebody changed the same since, 404 where there is none."""
    done = ctx.boards.undo(board, variant, person.name)
    if done is None:
        raise Problem(404, N_("there is nothing to undo"), kind="nothing")
    return told(board, *done, request, ctx)


@router.post("/redo", response_model=dict[str, Any])
def redo(board: str, request: Request, ctx: Ctx, person: Planning, variant: Variant = "") -> JSONResponse:
    """Makes again what one undid last."""
    done = ctx.boards.redo(board, variant, person.name)
    if done is None:
        raise Problem(404, N_("there is nothing to redo"), kind="nothing")
    return told(board, *done, request, ctx)


def told(
    board: str, step: Step, state: State, request: Request, ctx: Ctx, status: int = 200, **more: Any
) -> JSONResponse:
    """The answer to a change: the step with the cards that it changed, and what that means for the whole board.

    Whoever else listens hears of it once the answer is out.
    """
    if step.change.text is not None:
        ctx.hub.prepare(board)
    answer = {**more, "step": step_shape(step), **standing_shape(state, language_of(request))}
    ring = BackgroundTask(ctx.hub.ring_only, board)
    return JSONResponse(answer, status, {"ETag": f'"{step.number}"'}, background=ring)


def base_of(if_match: str | None) -> int | None:
    """The number that an `If-Match` names."""
    if if_match is None:
        return None
    number = if_match.removeprefix("W/").strip('" ')
    if not number.isdecimal() or len(number) > 9:
        raise Problem(400, N_('`If-Match` is the number of a change, such as `"12"`'), kind="if-match")
    return int(number)


def _local(state: State, moment: dt.datetime) -> dt.datetime:
    """A moment on the scenario's clock."""
    return state.outline.local(moment)
