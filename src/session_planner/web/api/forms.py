"""Forms over a scenario: their fields, made of its schema, and a text that is being written, read for them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

import session_planner as sp
from session_planner.board.drafts import drafted
from session_planner.web.api.boards import Variant
from session_planner.web.api.moves import OneEdit
from session_planner.web.context import Ctx
from session_planner.web.form_fields import fields
from session_planner.web.language import language_of
from session_planner.web.who import Reading

router = APIRouter(tags=["forms"])


class Written(BaseModel):
    """A text that somebody is writing, the board's own where none is given, and edits to be made in it."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, Field(max_length=4_000_000)] | None = None
    edits: list[OneEdit] = Field([], max_length=1_000)


@router.get("/form")
def form(request: Request, _: Reading) -> dict[str, Any]:
    """What there is to fill in of a scenario: the schema as fields, with words in the reader's language."""
    return fields(sp.schema(), language_of(request))


@router.post("/boards/{board}/draft")
def draft(
    board: str, written: Written, request: Request, ctx: Ctx, _: Reading, variant: Variant = ""
) -> dict[str, Any]:
    """A text with edits made, what it says as plain data (null where it is no YAML), and what is wrong with it.

    Nothing is kept. `refs` are its items by body and number, none where the scenario is wrong. An edit that leads
    nowhere is refused.
    """
    number, state = ctx.boards.state(board)
    lang = language_of(request)
    text = state.text if written.text is None else written.text
    found = drafted(text, [one.edit() for one in written.edits], state.file, variant or None)
    return {
        "number": number,
        "text": found.text,
        "data": found.data,
        "valid": found.scenario is not None,
        "mistakes": [one.as_dict(lang) for one in found.mistakes],
        "contradictions": [one.as_dict(lang) for one in found.contradictions],
        "refs": [{"ref": ref, "title": title} for ref, title in found.refs],
    }
