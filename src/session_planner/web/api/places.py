"""Where a card may go: of one place at once, of all the others one by one as they are tried."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import time
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from session_planner.board import moves
from session_planner.board.places import Verdict, places, verdict
from session_planner.board.state import State
from session_planner.web.api.boards import Variant
from session_planner.web.context import Context, Ctx
from session_planner.web.language import language_of
from session_planner.web.problems import answers
from session_planner.web.who import Reading

router = APIRouter(prefix="/boards/{board}/places", tags=["moves"])
Card = Annotated[str, Query(min_length=1, max_length=200)]
SegmentId = Annotated[str | None, Query(max_length=220)]
_MOST_SECONDS = 60.0
"""For which a stream goes on where nobody takes it away."""
_BREATH = 0.01
"""Seconds between two places, in which whoever asks for something else is answered."""


@router.get("", response_model=dict[str, Any])
def where(
    board: str,
    request: Request,
    ctx: Ctx,
    _: Reading,
    card: Card,
    segment: SegmentId = None,
    variant: Variant = "",
    seconds: Annotated[float, Query(gt=0, le=10)] = 1.0,
) -> JSONResponse:
    """Where a card (or a segment of it that stands) may go, nearest first, for as long as `seconds` allow.

    `complete` says whether every place was tried.
    """
    number, state = _known(ctx, board, variant, card, segment)
    lang, until = language_of(request), time.monotonic() + seconds
    found, complete = [], True
    for one in places(state, card, segment):
        found.append(_shape(one, lang))
        if time.monotonic() > until:
            complete = False
            break
    return JSONResponse({"number": number, "complete": complete, "places": found})


@router.get("/one", response_model=dict[str, Any])
def one_place(
    board: str,
    request: Request,
    ctx: Ctx,
    _: Reading,
    card: Card,
    start: dt.datetime,
    segment: SegmentId = None,
    room: Annotated[str | None, Query(max_length=80)] = None,
    variant: Variant = "",
) -> JSONResponse:
    """What stands against one place of a card (or of a segment of it that stands): the one under the pointer."""
    number, state = _known(ctx, board, variant, card, segment)
    found = verdict(state, card, segment, state.outline.local(start), room, expect=True)
    return JSONResponse({"number": number, **_shape(found, language_of(request))})


@router.get("/stream", response_class=Response, responses=answers("application/jsonl"))
def each_place(
    board: str,
    request: Request,
    ctx: Ctx,
    _: Reading,
    card: Card,
    segment: SegmentId = None,
    variant: Variant = "",
) -> StreamingResponse:
    """The same places as they are tried, a line of JSON each, until whoever listens goes away."""
    _number, state = _known(ctx, board, variant, card, segment)
    return StreamingResponse(_lines(places(state, card, segment), language_of(request)), media_type="application/jsonl")


async def _lines(found: Iterator[Verdict], lang: str) -> AsyncIterator[str]:
    """A place is tried when the one before is on its way: a drop waits for one of them at most."""
    until = time.monotonic() + _MOST_SECONDS
    while time.monotonic() < until:
        one = await asyncio.to_thread(next, found, None)
        if one is None:
            return
        yield json.dumps(_shape(one, lang), ensure_ascii=False) + "\n"
        await asyncio.sleep(_BREATH)


def _known(ctx: Context, board: str, variant: str, card: str, segment: str | None) -> tuple[int, State]:
    """The board as it stands. Raises InputError for a card or a segment that there is not."""
    number, state = ctx.boards.state(board, variant)
    moves.known(state, card)
    if segment is not None:
        moves.find(state, segment)
    return number, state


def _shape(one: Verdict, lang: str) -> dict[str, Any]:
    return {
        "start": one.start.isoformat(),
        "room": one.room,
        "shade": one.shade,
        "cost": one.cost,
        "conflicts": [conflict.as_dict(lang) for conflict in one.conflicts[:5]],
    }
