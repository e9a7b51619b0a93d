"""To the OpenID Connect provider and back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from session_planner.web.auth import cookies
from session_planner.web.auth.login import open_session
from session_planner.web.auth.openid import Begun, Provider
from session_planner.web.context import Context, Ctx
from session_planner.web.pages.login import login_form, own_path
from session_planner.web.problems import Problem
from session_planner.web.settings import OpenId
from session_planner.web.store.accounts import ROLES, Accounts
from session_planner.web.who import note
from session_planner.words import N_

router = APIRouter(include_in_schema=False)
_COOKIE, _LASTS = "openid", 600
_BACK = "/login/openid/back"


@router.get("/login/openid")
def go(ctx: Ctx, to: Annotated[str, Query(max_length=2_000)] = "/") -> Response:
    """Sends one to the provider."""
    provider, _settings = _provider(ctx)
    address, begun = provider.begin(own_path(to))
    answer = RedirectResponse(address, 303)
    cookies.give(answer, ctx.settings, _COOKIE, begun.written(), _LASTS)
    return answer


@router.get(_BACK)
def back(request: Request, ctx: Ctx, state: str = "", code: str = "") -> Response:
    """Takes one back: whoever the provider names is in, with the role of their claim."""
    provider, settings = _provider(ctx)
    try:
        begun = Begun.read(cookies.held(request, ctx.settings, _COOKIE))
        account, name = _account(ctx, request, settings, provider.finish(begun, state, code))
    except Problem as problem:
        note(ctx, request, "", "login-failed", by="openid")
        return login_form(request, ctx, "/", problem=problem)
    answer = RedirectResponse(own_path(begun.to), 303)
    cookies.give_session(answer, ctx.settings, open_session(ctx, request, account, name, "openid"))
    cookies.give(answer, ctx.settings, _COOKIE, "", 0)
    return answer


def _provider(ctx: Context) -> tuple[Provider, OpenId]:
    settings = ctx.settings.openid
    if settings is None or ctx.settings.local:
        raise Problem(404, N_("there is no login at an organization on this server"), kind="openid")
    return Provider(settings, ctx.settings.address + _BACK), settings


def _account(ctx: Context, request: Request, settings: OpenId, claims: dict[str, Any]) -> tuple[str, str]:
    """The account of a provider's subject: made at the first login, its role what the claim says today."""
    accounts, subject = Accounts(ctx.engine), str(claims["sub"])
    told = claims.get(settings.role_claim)
    named = [told] if isinstance(told, str) else told if isinstance(told, list) else []
    role = next((one for one in reversed(ROLES) if one in named), "reader")
    row = accounts.of_subject(settings.issuer, subject)
    if row is None:
        row = accounts.get(_made(accounts, settings, claims, subject, role))
        note(ctx, request, row.name, "account-made", account=row.id, name=row.name, role=role, by="openid")
    if row.closed is not None:
        raise Problem(403, N_("this account is closed"), kind="closed")
    if row.role != role:
        accounts.set_role(row.id, role)
        note(ctx, request, row.name, "role-changed", account=row.id, before=row.role, after=role, by="openid")
    return row.id, row.name


def _made(accounts: Accounts, settings: OpenId, claims: dict[str, Any], subject: str, role: str) -> str:
    """A new account by the name that its owner goes by; where that is taken, with the subject."""
    wanted = next((str(claims[one]) for one in ("preferred_username", "name", "email") if claims.get(one)), subject)
    shown = "".join(sign for sign in wanted if sign.isprintable())[:60] or subject[:60]
    if accounts.named(shown) is not None:
        shown = f"{shown} ({subject[:12]})"
    return accounts.add(shown, role, issuer=settings.issuer, subject=subject)
