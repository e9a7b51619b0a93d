"""Variants of a scenario as tabs: made from changes to try, or from nothing; taken away again; changes written in."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

import session_planner as sp
from session_planner.board import moves
from session_planner.board.changes import Change, between
from session_planner.board.state import State, cards_of
from session_planner.web.api.boards import Variant
from session_planner.web.api.moves import told
from session_planner.web.context import Ctx
from session_planner.web.problems import Problem
from session_planner.web.who import Planning
from session_planner.words import N_

router = APIRouter(prefix="/boards/{board}", tags=["variants"])
VariantId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
Sets = Annotated[list[Annotated[str, Field(min_length=1, max_length=10_000)]], Field(max_length=200)]


class NewVariant(BaseModel):
    """A variant: its id (made of its title where none is given), what it is called, what it builds on, its changes.

    Changes are `path=value`, `-path`, `-kind:id`. `cards` true: what stands on the board of `on` stands on its, too.
    """

    model_config = ConfigDict(extra="forbid")
    id: VariantId | None = None
    title: dict[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], Annotated[str, Field(min_length=1, max_length=500)]]
    on: str = Field("", max_length=80)
    sets: Sets = Field([])
    cards: bool = True


class Trying(BaseModel):
    """Changes to be written into the scenario."""

    model_config = ConfigDict(extra="forbid")
    sets: Sets = Field(min_length=1)


@router.post("/variants", status_code=201, response_model=dict[str, Any])
def make(board: str, new: NewVariant, request: Request, ctx: Ctx, person: Planning) -> JSONResponse:
    """Makes a variant of the scenario; its tab begins with the cards of what it builds on."""
    made = ""

    def write(state: State) -> Change:
        nonlocal made
        made = _free(new, state)
        entry: dict[str, Any] = {"id": made, "title": new.title}
        entry |= ({"on": new.on} if new.on else {}) | sp.as_variant(new.sets)
        first = not state.scenario.variants
        change = moves.edited(state, [("set", ("variants",), [entry]) if first else ("add", ("variants",), entry)])
        assert change.text is not None
        sp.load_written(change.text[1].encode(), state.file, made)  # also what the changes lead to must be right
        return change

    done = ctx.boards.commit(board, "", write, person.name, "variant", note=new.title.get("en", ""))
    if new.cards:
        source = ctx.boards.state(board, new.on)[1]
        ctx.boards.commit(board, made, lambda state: _laid(state, source), person.name, "variant")
    return told(board, *done, request, ctx, 201, id=made)


@router.delete("/variants/{name}", response_model=dict[str, Any])
def remove(board: str, name: str, request: Request, ctx: Ctx, person: Planning) -> JSONResponse:
    """Takes a variant out of the scenario; it is in the history, and undone like any change."""

    def write(state: State) -> Change:
        if name not in (one.id for one in state.scenario.variants):
            raise Problem(404, N_("there is no variant `{variant}`"), kind="unknown", variant=name)
        last = len(state.scenario.variants) == 1
        return moves.edited(state, [("remove", ("variants",) if last else ("variants", f"[{name}]"))])

    done = ctx.boards.commit(board, "", write, person.name, "variant", note=name)
    return told(board, *done, request, ctx)


@router.post("/tries", response_model=dict[str, Any])
def write_in(
    board: str, trying: Trying, request: Request, ctx: Ctx, person: Planning, variant: Variant = ""
) -> JSONResponse:
    """Writes changes into the scenario itself, such as those of a way out; comments stay."""
    if variant:
        raise Problem(422, N_("changes are written into the scenario itself, not into a variant of it"), kind="variant")

    def write(state: State) -> Change:
        return moves.rewritten(state, sp.text_with(state.scenario, state.text, trying.sets))

    done = ctx.boards.commit(board, "", write, person.name, "edit", note="; ".join(trying.sets)[:500])
    return told(board, *done, request, ctx)


def _free(new: NewVariant, state: State) -> str:
    """The id that was asked for, or one of the title that is not taken."""
    ids = {one.id for one in state.scenario.variants}
    if new.id is not None:
        if new.id in ids:
            raise Problem(409, N_("there is a variant `{variant}` already"), kind="taken", variant=new.id)
        return new.id
    title = new.title.get("en") or next(iter(new.title.values()), "")
    stem = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40].strip("-") or "variant"
    return next(name for name in (stem, *(f"{stem}-{number}" for number in range(2, 10_000))) if name not in ids)


def _laid(state: State, source: State) -> Change:
    """The cards of another variant, as far as this one has them, too."""
    known = set(cards_of(state.outline))
    return between(state, {card: parts for card, parts in source.cards.items() if card in known})
