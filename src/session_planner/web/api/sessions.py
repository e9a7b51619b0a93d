"""Logging in and out, and who one is."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from session_planner.web.auth import passwords
from session_planner.web.auth.cookies import give_session, session_in, take_session
from session_planner.web.auth.login import log_in, refuse_in_local_mode
from session_planner.web.context import Ctx
from session_planner.web.problems import Problem
from session_planner.web.store.accounts import Accounts
from session_planner.web.store.sessions import Sessions
from session_planner.web.who import Person, Reading, Who, note
from session_planner.words import N_

router = APIRouter(prefix="/sessions", tags=["sessions"])


class Login(BaseModel):
    """A name and its password."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=200)
    password: str = Field(max_length=passwords.MOST)


class NewPassword(BaseModel):
    """One's password, and another."""

    model_config = ConfigDict(extra="forbid")
    old: str = Field(max_length=passwords.MOST)
    new: str = Field(max_length=passwords.MOST)


@router.post("", status_code=201)
def enter(login: Login, request: Request, response: Response, ctx: Ctx) -> dict[str, Any]:
    """Logs in: the session is in the cookie, and `csrf` is what every change carries as `X-CSRF-Token`.

    401 for a wrong password as for a name that nobody has; 429 after too many.
    """
    request.state.secret = True
    token = log_in(ctx, request, login.name, login.password)
    give_session(response, ctx.settings, token)
    session = Sessions(ctx.engine).find(token)
    if session is None:
        raise Problem(401, N_("log in first"), kind="login")
    return {"name": session.name, "role": session.role, "csrf": session.csrf}


@router.get("/current")
def current(person: Who) -> dict[str, Any]:
    """Who one is; the role `public` for nobody in particular."""
    return {"name": person.name, "role": person.role, "csrf": person.csrf}


@router.delete("/current", status_code=204)
def leave(request: Request, response: Response, ctx: Ctx, person: Reading) -> None:
    """Logs out here."""
    log_out(ctx, request, response, person)


@router.delete("", status_code=204)
def leave_everywhere(request: Request, response: Response, ctx: Ctx, person: Reading) -> None:
    """Logs out everywhere."""
    if person.account:
        Sessions(ctx.engine).end_all(person.account)
        note(ctx, request, person.name, "logout", everywhere=True)
    take_session(response, ctx.settings)


@router.put("/current/password", status_code=204)
def change_password(new: NewPassword, request: Request, response: Response, ctx: Ctx, person: Reading) -> None:
    """Another password for oneself; every other session ends."""
    refuse_in_local_mode(ctx)
    request.state.secret = True
    account = Accounts(ctx.engine).get(person.account)
    token = log_in(ctx, request, account.name, new.old)  # its limits hold here, too
    Accounts(ctx.engine).set_password(account.id, passwords.hashed(new.new, account.name))
    note(ctx, request, person.name, "password-changed", account=account.id)
    token = Sessions(ctx.engine).open(account.id, instead_of=token)
    give_session(response, ctx.settings, token)


def log_out(ctx: Ctx, request: Request, response: Response, person: Person) -> None:
    """Ends the session of a request."""
    if person.account:
        Sessions(ctx.engine).end(session_in(request, ctx.settings))
        note(ctx, request, person.name, "logout", everywhere=False)
    take_session(response, ctx.settings)
