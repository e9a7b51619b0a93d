"""The page of those who may come in: planners make accounts, change roles and passwords, and close them; no scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from session_planner.errors import SessionPlannerError
from session_planner.web.api import accounts as api
from session_planner.web.auth import passwords
from session_planner.web.context import Context, Ctx
from session_planner.web.language import language_of
from session_planner.web.pages.page import page
from session_planner.web.pages.saying import status_of
from session_planner.web.store.accounts import Accounts
from session_planner.web.who import Planning

router = APIRouter(prefix="/accounts", include_in_schema=False)
Password = Annotated[str, Form(max_length=passwords.MOST)]
_FRESH = {"Cache-Control": "no-store"}


@router.get("", response_class=HTMLResponse)
def people(request: Request, ctx: Ctx, _: Planning) -> HTMLResponse:
    """All accounts, closed ones too, and the form for another."""
    return _page(request, ctx)


@router.post("", response_model=None)
def add(
    request: Request,
    ctx: Ctx,
    person: Planning,
    name: Annotated[str, Form(max_length=200)],
    role: Annotated[api.AccountRole, Form()],
    password: Password,
) -> Response:
    """A new account."""
    new = api.NewAccount(name=name, role=role, password=password)
    return _done(request, ctx, lambda: api.add(new, request, ctx, person), name)


@router.post("/{account}/role", response_model=None)
def set_role(
    account: str, request: Request, ctx: Ctx, person: Planning, role: Annotated[api.AccountRole, Form()]
) -> Response:
    """Another role."""
    return _done(request, ctx, lambda: api.set_role(account, api.NewRole(role=role), request, ctx, person))


@router.post("/{account}/password", response_model=None)
def reset(account: str, request: Request, ctx: Ctx, person: Planning, password: Password) -> Response:
    """Another password."""
    return _done(request, ctx, lambda: api.reset(account, api.Reset(password=password), request, ctx, person))


@router.post("/{account}/close", response_model=None)
def close(account: str, request: Request, ctx: Ctx, person: Planning) -> Response:
    """Closes an account."""
    return _done(request, ctx, lambda: api.close(account, request, ctx, person))


def _done(request: Request, ctx: Context, do: Callable[[], Any], name: str = "") -> Response:
    """Does it and shows the accounts again; or what was refused, with the name that was written."""
    try:
        do()
    except SessionPlannerError as error:
        return _page(request, ctx, error, name)
    return RedirectResponse(f"/accounts?lang={language_of(request)}", 303)


def _page(request: Request, ctx: Context, refused: SessionPlannerError | None = None, name: str = "") -> HTMLResponse:
    values = {
        "accounts": Accounts(ctx.engine).list(),
        "local": ctx.settings.local,
        "refused": refused.text(language_of(request)) if refused else "",
        "name": name,
    }
    return page(request, "accounts.html", values, status=status_of(refused) if refused else 200, headers=_FRESH)
