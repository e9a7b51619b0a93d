"""Accounts, which planners look after."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

from session_planner.web.auth import passwords
from session_planner.web.context import Ctx
from session_planner.web.store.accounts import Accounts
from session_planner.web.who import Planning, note

router = APIRouter(prefix="/accounts", tags=["accounts"])
AccountRole = Literal["reader", "bureau", "planner"]


class NewAccount(BaseModel):
    """Somebody who may come in."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=200)
    role: AccountRole
    password: str = Field(max_length=passwords.MOST)


class NewRole(BaseModel):
    """What somebody may do from now on."""

    model_config = ConfigDict(extra="forbid")
    role: AccountRole


class Reset(BaseModel):
    """A new password for somebody."""

    model_config = ConfigDict(extra="forbid")
    password: str = Field(max_length=passwords.MOST)


@router.get("")
def accounts(ctx: Ctx, _: Planning) -> list[dict[str, Any]]:
    """All accounts, closed ones too."""
    return [_shape(row) for row in Accounts(ctx.engine).list()]


@router.post("", status_code=201)
def add(new: NewAccount, request: Request, ctx: Ctx, person: Planning) -> dict[str, Any]:
    """A new account."""
    request.state.secret = True
    made = Accounts(ctx.engine).add(new.name, new.role, passwords.hashed(new.password, new.name))
    note(ctx, request, person.name, "account-made", account=made, name=new.name, role=new.role)
    return _shape(Accounts(ctx.engine).get(made))


@router.put("/{account}/role")
def set_role(account: str, new: NewRole, request: Request, ctx: Ctx, person: Planning) -> dict[str, Any]:
    """Another role, from the next request on. One of OpenID Connect gets that of its claim again at its next login."""
    before = Accounts(ctx.engine).set_role(account, new.role)
    note(ctx, request, person.name, "role-changed", account=account, before=before, after=new.role)
    return _shape(Accounts(ctx.engine).get(account))


@router.put("/{account}/password", status_code=204)
def reset(account: str, new: Reset, request: Request, ctx: Ctx, person: Planning) -> None:
    """Another password; every session of the account ends."""
    row = Accounts(ctx.engine).get(account)
    Accounts(ctx.engine).set_password(account, passwords.hashed(new.password, row.name))
    note(ctx, request, person.name, "password-reset", account=account)


@router.delete("/{account}", status_code=204)
def close(account: str, request: Request, ctx: Ctx, person: Planning) -> None:
    """Closes an account: nobody comes in by it, and its sessions end. What it did stays in the history."""
    Accounts(ctx.engine).close(account)
    note(ctx, request, person.name, "account-closed", account=account)


def _shape(row: Row[Any]) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "role": row.role,
        "by": "password" if row.issuer is None else row.issuer,
        "made": row.made.isoformat(),
        "closed": row.closed.isoformat() if row.closed else None,
    }
