"""The sides of a comparison: variants to be solved, boards as they stand, proposals and releases, as plain data."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

import session_planner as sp
from session_planner.board.state import State
from session_planner.web.context import Context
from session_planner.web.store.past import state_at


class Side(BaseModel):
    """One side. `of` says what: `variant` (solved for the comparison), `board` (a variant as it stands, `name` "" for
    the scenario itself), `proposal` or `release`, each by its `name`.
    """

    model_config = ConfigDict(extra="forbid")
    of: Literal["variant", "board", "proposal", "release"]
    name: str = Field("", max_length=80)


def sides_of(sides: Sequence[Side], ctx: Context, board: str, state: State) -> list[dict[str, Any]]:
    """Each with a name of its own, what it is, the scenario's text, the variant, and the programme where there is one.

    Raises UnknownError and InputError for what there is not.
    """
    return [
        _side(side, place, ctx, board, state) | {"of": side.of, "which": side.name}
        for place, side in enumerate(sides, 1)
    ]


def _side(side: Side, place: int, ctx: Context, board: str, state: State) -> dict[str, Any]:
    named = f"{place}-{side.of}" + (f"-{re.sub(r'[^A-Za-z0-9_-]+', '-', side.name)[:40]}" if side.name else "")
    if side.of == "variant":
        ctx.boards.state(board, side.name)
        return {"name": named, "text": state.text, "variant": side.name or None, "programme": None}
    if side.of == "board":
        stands = ctx.boards.state(board, side.name)[1]
        return {"name": named, "text": stands.text, "variant": None, "programme": stands.programme.as_dict()}
    if side.of == "release":
        number = int(side.name) if side.name.isdecimal() and len(side.name) < 6 else 0
        release = sp.Store(ctx.settings.releases(board)).release(number)
        text = release.file("scenario.yaml").decode()
        return {"name": named, "text": text, "variant": None, "programme": release.programme().as_dict()}
    row = ctx.runner.proposals.proposal(board, side.name)
    text = state_at(ctx.boards, board, row.variant, row.base).text
    if row.text_after is not None:
        text = ctx.boards.content(row.text_after).decode()
    programme = json.loads(ctx.boards.content(row.programme))
    return {"name": named, "text": text, "variant": None, "programme": programme}
