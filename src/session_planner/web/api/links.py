"""Secret links to private feeds: made, told once, revoked."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

import session_planner as sp
from session_planner.web.context import Ctx
from session_planner.web.store.links import Links
from session_planner.web.who import Planning, note

router = APIRouter(prefix="/boards/{board}/links", tags=["links"])
Ids = Annotated[list[Annotated[str, Field(min_length=1, max_length=200)]], Field(max_length=50)]


class NewLink(BaseModel):
    """What the feed is to hold, as for a public one; `note` says for whom it is."""

    model_config = ConfigDict(extra="forbid")
    bodies: Ids = []
    delegations: Ids = []
    items: Ids = []
    officers: Ids = []
    rooms: Ids = []
    lang: Literal["ar", "en", "es", "fr", "ru", "zh"] = "en"
    note: str = Field("", max_length=200)

    @property
    def feed(self) -> str:
        """The feed's name in addresses."""
        kinds = {kind: tuple(getattr(self, kind)) for kind in ("bodies", "delegations", "items", "officers", "rooms")}
        return f"{sp.Following(**kinds).name}.{self.lang}"


@router.get("")
def links(board: str, ctx: Ctx, _: Planning) -> list[dict[str, Any]]:
    """The links of a board, newest first, without their addresses, which nobody can tell again."""
    ctx.boards.state(board)
    return [_shape(row) for row in Links(ctx.engine).of(board)]


@router.post("", status_code=201)
def make(board: str, new: NewLink, request: Request, ctx: Ctx, person: Planning) -> dict[str, Any]:
    """A new link. Its `address` is told here and never again: whoever has it reads the feed without a login."""
    request.state.secret = True
    ctx.boards.state(board)
    link, secret = Links(ctx.engine).add(board, new.feed, new.note, person.name)
    note(ctx, request, person.name, "link-made", board=board, link=link, feed=new.feed)
    return {"id": link, "address": f"{ctx.settings.address}/feeds/private/{secret}.ics"}


@router.delete("/{link}", status_code=204)
def revoke(board: str, link: str, request: Request, ctx: Ctx, person: Planning) -> None:
    """Revokes a link: its address answers nobody any more."""
    Links(ctx.engine).revoke(board, link)
    note(ctx, request, person.name, "link-revoked", board=board, link=link)


def _shape(row: Row[Any]) -> dict[str, Any]:
    return {
        "id": row.token,
        "feed": row.filter["feed"],
        "note": row.note,
        "who": row.who,
        "made": row.made.isoformat(),
        "revoked": row.revoked.isoformat() if row.revoked else None,
    }
