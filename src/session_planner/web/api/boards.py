"""Boards: what stands on them, their texts, their history, and what happens there as it happens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import PlainTextResponse, StreamingResponse
from pydantic import BaseModel, Field

from session_planner.web.api.news import News
from session_planner.web.api.shapes import board_shape, step_shape
from session_planner.web.context import Context, Ctx
from session_planner.web.language import language_of
from session_planner.web.problems import answers
from session_planner.web.store.stands import Stands
from session_planner.web.who import Planning, Reading

router = APIRouter(prefix="/boards", tags=["boards"])
_POLL = 2.0
"""Seconds after which a listener looks by itself: others may write to the same database."""

BoardId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]
Variant = Annotated[str, Query(max_length=80)]


class NewBoard(BaseModel):
    """A board to be made of a scenario's text."""

    id: BoardId
    text: str = Field(max_length=4_000_000)


@router.get("")
def boards(ctx: Ctx, _: Reading) -> list[dict[str, Any]]:
    """All boards."""
    return [
        {"id": one.id, "file": one.file, "number": one.number, "made": one.made.isoformat()}
        for one in ctx.boards.list()
    ]


@router.post("", status_code=201)
def create(new: NewBoard, ctx: Ctx, person: Planning) -> dict[str, Any]:
    """A new board of a scenario's text; the text is refused with all its mistakes."""
    number = ctx.boards.create(new.id, f"{new.id}.yaml", new.text, person.name)
    ctx.hub.ring(new.id)
    return {"id": new.id, "number": number}


@router.get("/{board}")
def board(
    board: str, request: Request, response: Response, ctx: Ctx, _: Reading, variant: Variant = ""
) -> dict[str, Any]:
    """A board as it stands, in one of its variants. `ETag` is the number of its newest change."""
    number, state = ctx.boards.state(board, variant)
    response.headers["ETag"] = f'"{number}"'
    return board_shape(number, state, language_of(request))


@router.get("/{board}/text", response_class=Response, responses=answers("application/yaml"))
def text(board: str, ctx: Ctx, _: Reading) -> PlainTextResponse:
    """The scenario's YAML."""
    number, state = ctx.boards.state(board)
    return PlainTextResponse(state.text, headers={"ETag": f'"{number}"'}, media_type="application/yaml; charset=utf-8")


@router.get("/{board}/history")
def history(
    board: str,
    ctx: Ctx,
    _: Reading,
    before: Annotated[int | None, Query(ge=0, le=2**31 - 1)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[dict[str, Any]]:
    """The changes of a board, newest first."""
    return [step_shape(step) for step in ctx.boards.history(board, before, limit)]


@router.get("/{board}/events", response_class=Response, responses=answers("text/event-stream"))
async def events(
    board: str,
    request: Request,
    ctx: Ctx,
    _: Reading,
    last_event_id: Annotated[str | None, Header(max_length=20)] = None,
) -> StreamingResponse:
    """Server-sent events: one `change` a step, its id the step's number; `Last-Event-ID` takes up where one was.

    One `job` whenever one begins, gets on or ends; the open ones at the beginning. One `stand` whenever the bureau
    agrees or objects.
    """
    head, _state = await asyncio.to_thread(ctx.boards.state, board)
    seen = int(last_event_id) if last_event_id and last_event_id.isdecimal() else head
    return StreamingResponse(
        _stream(ctx, board, seen, request),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _stream(ctx: Context, board: str, seen: int, request: Request) -> AsyncIterator[str]:
    news, stands = News(ctx, board, language_of(request)), Stands(ctx.engine)
    said = await asyncio.to_thread(stands.last, board)
    async with ctx.hub.bell(board) as bell:
        yield ": listening\n\n"
        while not await request.is_disconnected():
            bell.clear()
            for step in await asyncio.to_thread(ctx.boards.since, board, seen):
                seen = step.number
                yield f"id: {seen}\nevent: change\ndata: {json.dumps(step_shape(step), ensure_ascii=False)}\n\n"
            for name, told in await asyncio.to_thread(news.fresh):
                yield f"event: {name}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"
            for one in await asyncio.to_thread(stands.since, board, said):
                said = one.id
                yield f"event: stand\ndata: {json.dumps(one.as_dict(), ensure_ascii=False)}\n\n"
            try:
                await asyncio.wait_for(bell.wait(), _POLL)
            except TimeoutError:
                yield ": still here\n\n"
