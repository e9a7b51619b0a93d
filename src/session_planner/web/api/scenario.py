"""The scenario behind a board: its schema, what is wrong with a text before it is kept, and how all stood earlier."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

import session_planner as sp
from session_planner.errors import InputError
from session_planner.web.api.boards import Variant
from session_planner.web.api.shapes import board_shape
from session_planner.web.context import Ctx
from session_planner.web.language import language_of
from session_planner.web.problems import answers
from session_planner.web.store.past import state_at
from session_planner.web.who import Reading

router = APIRouter(tags=["scenario"])
Number = Annotated[int, Path(ge=0, le=2**31 - 1)]


class Text(BaseModel):
    """A text that somebody is writing."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(max_length=4_000_000)


@router.get("/schema")
def schema(_: Reading) -> dict[str, Any]:
    """The JSON Schema of a scenario, parameters of the rules included."""
    return sp.schema()


@router.post("/boards/{board}/validate")
def validate(
    board: str, written: Text, request: Request, ctx: Ctx, _: Reading, variant: Variant = ""
) -> dict[str, Any]:
    """Every mistake in a text of this board's scenario, and what shows at once that no programme can exist.

    Nothing is kept. `valid`: it could be; what contradicts itself could be kept, too.
    """
    state = ctx.boards.state(board)[1]
    lang = language_of(request)
    try:
        scenario = sp.load_written(written.text.encode(), state.file, variant or None)
    except InputError as error:
        return {"valid": False, "mistakes": [one.as_dict(lang) for one in error.mistakes], "contradictions": []}
    found = [one.as_dict(lang) for one in sp.contradictions(scenario)]
    return {"valid": True, "mistakes": [], "contradictions": found}


@router.get("/boards/{board}/history/{number}")
def then(board: str, number: Number, request: Request, ctx: Ctx, _: Reading, variant: Variant = "") -> dict[str, Any]:
    """The board as it stood after a change; 0 is as it was made."""
    return board_shape(number, state_at(ctx.boards, board, variant, number), language_of(request))


@router.get("/boards/{board}/history/{number}/text", response_class=Response, responses=answers("application/yaml"))
def text_then(board: str, number: Number, ctx: Ctx, _: Reading) -> PlainTextResponse:
    """The scenario's YAML as it was after a change."""
    text = state_at(ctx.boards, board, "", number).text
    return PlainTextResponse(text, media_type="application/yaml; charset=utf-8")


@router.get("/boards/{board}/file")
def file(board: str, request: Request, ctx: Ctx, _: Reading) -> dict[str, Any]:
    """The file behind a board, and what is wrong with it: then it says something else than the board."""
    state = ctx.boards.state(board)[1]
    return {"file": state.file, "mistakes": ctx.folder.mistakes(board, language_of(request))}


@router.get("/files")
def files(request: Request, ctx: Ctx, _: Reading) -> list[dict[str, Any]]:
    """Files of the folder that look like scenarios and cannot be boards for what is wrong in them."""
    return ctx.folder.refused(language_of(request))
