"""The audit log, which nobody edits."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from session_planner.web.context import Ctx
from session_planner.web.store.audit import Audit
from session_planner.web.who import Planning

router = APIRouter(prefix="/audit", tags=["audit"])


@router.get("")
def lines(
    ctx: Ctx,
    _: Planning,
    before: Annotated[int | None, Query(ge=0, le=2**31 - 1)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[dict[str, Any]]:
    """Who did what from where, newest first: logins, roles, links, releases, agreements, what was refused."""
    return [
        {"id": one.id, "at": one.at.isoformat(), "who": one.who, "where": one.where, "action": one.action,
         "what": one.what}
        for one in Audit(ctx.engine).lines(before, limit)
    ]  # fmt: skip
