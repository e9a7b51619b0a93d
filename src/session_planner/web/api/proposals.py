"""Proposals: what a job found, as a difference over the board, to take whole or in part."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

from session_planner.board.proposals import differences, taken
from session_planner.board.state import State
from session_planner.web.api.moves import Card, told
from session_planner.web.context import Context, Ctx
from session_planner.web.store.codecs import programme_from, segments_to
from session_planner.web.who import Planning, Reading

router = APIRouter(prefix="/boards/{board}/proposals", tags=["proposals"])


class Taking(BaseModel):
    """Which cards to take; all where none are named."""

    model_config = ConfigDict(extra="forbid")
    cards: list[Card] | None = Field(None, max_length=10_000)


@router.get("")
def proposals(board: str, ctx: Ctx, _: Reading) -> list[dict[str, Any]]:
    """The open proposals, newest first, without their differences."""
    ctx.boards.state(board)
    return [_shape(row) for row in ctx.runner.jobs.proposals(board)]


@router.get("/{proposal}")
def proposal(board: str, proposal: str, ctx: Ctx, _: Reading) -> dict[str, Any]:
    """A proposal, and where its cards stand now and would stand."""
    row = ctx.runner.jobs.proposal(board, proposal)
    state = ctx.boards.state(board, row.variant)[1]
    found = differences(state, _programme(ctx, row, state))
    moved = [{"card": one.card, "now": segments_to(one.now), "then": segments_to(one.then)} for one in found]
    return {**_shape(row), "differences": moved}


@router.post("/{proposal}/take")
def take(
    board: str, proposal: str, taking: Taking, request: Request, response: Response, ctx: Ctx, person: Planning
) -> dict[str, Any]:
    """Takes a proposal as it differs from the board now, whole or the cards named."""
    row = ctx.runner.jobs.proposal(board, proposal)

    def make(state: State) -> Any:
        return taken(state, _programme(ctx, row, state), None if taking.cards is None else set(taking.cards))

    done = ctx.boards.commit(board, row.variant, make, person.name, "taken", note=proposal)
    return told(board, *done, request, response, ctx)


@router.post("/{proposal}/close", status_code=204)
def close(board: str, proposal: str, ctx: Ctx, _: Planning) -> None:
    """Puts a proposal away."""
    ctx.runner.jobs.close(ctx.runner.jobs.proposal(board, proposal).id)
    ctx.hub.ring(board)


def _programme(ctx: Context, row: Row[Any], state: State) -> Any:
    return programme_from(json.loads(ctx.boards.content(row.programme)), state.outline.zone)


def _shape(row: Row[Any]) -> dict[str, Any]:
    return {"id": row.id, "variant": row.variant, "job": row.job, "base": row.base, "made": row.made.isoformat()}
