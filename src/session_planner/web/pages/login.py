"""The page for logging in, and the way out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from session_planner.web.api.sessions import log_out
from session_planner.web.auth.cookies import give_session
from session_planner.web.auth.login import log_in
from session_planner.web.context import Context, Ctx
from session_planner.web.language import language_of
from session_planner.web.pages.page import page
from session_planner.web.problems import Problem
from session_planner.web.who import Who

router = APIRouter(include_in_schema=False)
_FRESH = {"Cache-Control": "no-store"}


@router.get("/login", response_class=HTMLResponse)
def form(request: Request, ctx: Ctx, person: Who, to: str = "/") -> Response:
    """The form; whoever is in already goes on."""
    if person.role != "public":
        return RedirectResponse(own_path(to), 303)
    return login_form(request, ctx, to)


@router.post("/login", response_class=HTMLResponse)
def enter(
    request: Request,
    ctx: Ctx,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1_000)] = "",
    to: Annotated[str, Form(max_length=2_000)] = "/",
) -> Response:
    """Logs in and goes on to where one wanted to be; or the form again, with what was wrong."""
    try:
        token = log_in(ctx, request, name, password)
    except Problem as problem:
        return login_form(request, ctx, to, name=name, problem=problem)
    answer = RedirectResponse(own_path(to), 303)
    give_session(answer, ctx.settings, token)
    return answer


@router.post("/logout")
def leave(request: Request, ctx: Ctx, person: Who) -> Response:
    """Logs out here."""
    answer = RedirectResponse("/login", 303)
    log_out(ctx, request, answer, person)
    return answer


def own_path(to: str) -> str:
    """A path of this server to go to; the first page instead of anything that leads elsewhere."""
    fine = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() and "\\" not in to
    return to if fine else "/"


def login_form(
    request: Request, ctx: Context, to: str, *, name: str = "", problem: Problem | None = None
) -> HTMLResponse:
    """The form, with what was wrong."""
    values = {
        "to": own_path(to),
        "name": name,
        "openid": ctx.settings.openid is not None,
        "wrong": problem.text(language_of(request)) if problem else "",
    }
    headers = _FRESH | ((problem.headers or {}) if problem else {})
    return page(request, "login.html", values, status=problem.status if problem else 200, headers=headers)
