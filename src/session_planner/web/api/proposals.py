"""Proposals: programmes that a job found or a file holds, as a difference over the board, to take whole or in part."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

import session_planner as sp
from session_planner.board.changes import Change, ClashError
from session_planner.board.proposals import differences, taken
from session_planner.board.state import State
from session_planner.web.api.boards import Variant
from session_planner.web.api.moves import Card, base_of, told
from session_planner.web.context import Context, Ctx
from session_planner.web.language import language_of
from session_planner.web.problems import Problem
from session_planner.web.store.codecs import programme_from, segments_to
from session_planner.web.who import Planning, Reading
from session_planner.words import N_

router = APIRouter(prefix="/boards/{board}/proposals", tags=["proposals"])


class Taking(BaseModel):
    """Which cards to take; all where none are named."""

    model_config = ConfigDict(extra="forbid")
    cards: list[Card] | None = Field(None, max_length=10_000)


class Opening(BaseModel):
    """A programme of any hand: the name of its file, whose ending says what it is, and its bytes in base 64."""

    model_config = ConfigDict(extra="forbid")
    file: Annotated[str, Field(pattern=r"^[^/\\\x00]{1,200}\.(csv|xlsx|ics|json)$")]
    data: str = Field(max_length=90_000_000)


@router.get("")
def proposals(board: str, ctx: Ctx, _: Reading) -> list[dict[str, Any]]:
    """The open proposals, newest first, without their differences."""
    ctx.boards.state(board)
    return [_shape(row) for row in ctx.runner.proposals.of(board)]


@router.post("", status_code=201)
def open_programme(
    board: str, opening: Opening, request: Request, ctx: Ctx, _: Planning, variant: Variant = ""
) -> dict[str, Any]:
    """Makes a proposal of a programme that somebody has in a file; `notes` is what its reader set or left out."""
    number, state = ctx.boards.state(board, variant)
    try:
        data = base64.b64decode(opening.data, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Problem(422, N_("`data` is not in base 64"), kind="base64") from error
    reading = sp.parse_programme(data, opening.file, state.scenario)
    if not reading.programme.segments:
        raise Problem(422, N_("there is no segment in this file"), kind="empty")
    found = reading.programme.as_dict()
    name = ctx.runner.proposals.add(board, variant, number, found, title=opening.file)
    ctx.hub.ring(board)
    notes = [note.told(language_of(request)) for note in reading.notes]
    return {**proposal(board, name, ctx, _), "notes": notes}


@router.get("/{proposal}")
def proposal(board: str, proposal: str, ctx: Ctx, _: Reading) -> dict[str, Any]:
    """A proposal, and where its cards stand now and would stand.

    `changed` is true of a card that somebody has moved since the proposal was asked for.
    """
    row = ctx.runner.proposals.proposal(board, proposal)
    state = ctx.boards.state(board, row.variant)[1]
    since = {card for card, number in ctx.boards.numbers(board, row.variant).items() if number > row.base}
    moved = [
        {"card": one.card, "now": segments_to(one.now), "then": segments_to(one.then), "changed": one.card in since}
        for one in differences(state, _programme(ctx, row, state))
    ]
    return {**_shape(row), "differences": moved}


@router.post("/{proposal}/take", response_model=dict[str, Any])
def take(
    board: str,
    proposal: str,
    taking: Taking,
    request: Request,
    ctx: Ctx,
    person: Planning,
    if_match: Annotated[str | None, Header(max_length=40)] = None,
) -> JSONResponse:
    """Takes a proposal as it differs from the board now: whole, or the cards named.

    Whole, it brings along what its events changed in the scenario's text. What others have changed since it was asked
    for is not taken over their heads: 409 with these cards as they stand, to be taken by their names. Of those, what
    has changed since `If-Match` is refused in the same way.
    """
    row = ctx.runner.proposals.proposal(board, proposal)

    def make(state: State) -> Change:
        found = taken(state, _programme(ctx, row, state), None if taking.cards is None else set(taking.cards))
        return found if taking.cards is not None else Change(found.cards, _text(ctx, row, state))

    base = row.base if taking.cards is None else base_of(if_match)
    done = ctx.boards.commit(board, row.variant, make, person.name, "taken", base=base, note=proposal)
    return told(board, *done, request, ctx)


@router.post("/{proposal}/close", status_code=204)
def close(board: str, proposal: str, ctx: Ctx, _: Planning) -> None:
    """Puts a proposal away."""
    ctx.runner.proposals.close(ctx.runner.proposals.proposal(board, proposal).id)
    ctx.hub.ring(board)


def _programme(ctx: Context, row: Row[Any], state: State) -> sp.Programme:
    return programme_from(json.loads(ctx.boards.content(row.programme)), state.outline.zone)


def _text(ctx: Context, row: Row[Any], state: State) -> tuple[str, str] | None:
    """What a proposal changes in the scenario's text. Raises ClashError where that is another by now."""
    if row.text_after is None:
        return None
    before, after = (ctx.boards.content(one).decode() for one in (row.text_before, row.text_after))
    if state.text not in (before, after):
        raise ClashError({}, True)
    return None if state.text == after else (before, after)


def _shape(row: Row[Any]) -> dict[str, Any]:
    return {
        "id": row.id,
        "variant": row.variant,
        "title": row.title,
        "job": row.job,
        "base": row.base,
        "text": row.text_after is not None,
        "made": row.made.isoformat(),
    }
