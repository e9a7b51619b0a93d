"""The first page: the boards that there are."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from session_planner.web.context import Ctx
from session_planner.web.pages.page import page
from session_planner.web.who import Reading

router = APIRouter(include_in_schema=False)


@router.get("/", response_class=HTMLResponse)
def first(request: Request, ctx: Ctx, _: Reading) -> HTMLResponse:
    """The boards, each with its ways in."""
    return page(request, "boards.html", {"boards": ctx.boards.list()})
