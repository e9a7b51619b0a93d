"""The first page, with the boards that there are, and the page of a board."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from session_planner.web.api.boards import Variant
from session_planner.web.context import Ctx
from session_planner.web.language import language_of
from session_planner.web.pages.page import page
from session_planner.web.who import Planning, Reading

router = APIRouter(include_in_schema=False)


@router.get("/", response_class=HTMLResponse)
def first(request: Request, ctx: Ctx, _: Reading) -> HTMLResponse:
    """The boards, each with its ways in."""
    return page(request, "boards.html", {"boards": ctx.boards.list()})


@router.get("/favicon.ico")
def icon() -> RedirectResponse:
    """Where browsers look by themselves, beside a feed or an answer of the API."""
    return RedirectResponse("/style/icon.svg", 308)


@router.get("/board/{board}", response_class=HTMLResponse)
def board(board: str, request: Request, ctx: Ctx, _: Planning, variant: Variant = "") -> HTMLResponse:
    """The planner's board; its script does the rest."""
    state = ctx.boards.state(board, variant)[1]
    title = state.scenario.title.told(language_of(request))
    return page(request, "board.html", {"board": board, "variant": variant, "title": title})
