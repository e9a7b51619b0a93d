"""Coming in by name and password, for the page and for the API."""

from __future__ import annotations

import hashlib
import ipaddress
import math

from fastapi import Request

from session_planner.web.auth import passwords
from session_planner.web.auth.cookies import session_in
from session_planner.web.context import Context
from session_planner.web.problems import Problem
from session_planner.web.store.accounts import Accounts, Attempts
from session_planner.web.store.sessions import Sessions
from session_planner.web.who import note
from session_planner.words import N_

MOST_BY_NAME, MOST_BY_ADDRESS = 10, 30
"""Failed logins in a quarter of an hour, after which nobody comes in by that name, or from that address."""


def log_in(ctx: Context, request: Request, name: str, password: str) -> str:
    """Opens a session; gives what the cookie is to hold. Raises Problem, the same for a name that nobody has."""
    refuse_in_local_mode(ctx)
    attempts, accounts = Attempts(ctx.engine), Accounts(ctx.engine)
    by_name = "name:" + hashlib.sha256(name.strip().lower().encode()).hexdigest()
    by_address = f"address:{_network(request)}"
    wait = attempts.begin({by_name: MOST_BY_NAME, by_address: MOST_BY_ADDRESS})
    if wait is not None:
        minutes = math.ceil(wait.total_seconds() / 60)
        headers = {"Retry-After": str(math.ceil(wait.total_seconds()))}
        message = N_("too many failed logins; try again in {minutes} min")
        raise Problem(429, message, kind="too-many", headers=headers, minutes=minutes)
    account = accounts.named(name)
    kept = account.password if account is not None and account.closed is None else None
    if not passwords.fits(password, kept) or account is None or kept is None:
        note(ctx, request, name, "login-failed")
        raise Problem(401, N_("there is no such name with that password"), kind="credentials")
    attempts.forgive(by_name, by_address)
    if passwords.outdated(kept):
        accounts.set_password(account.id, passwords.hashed(password, account.name), sign_out=False)
    return open_session(ctx, request, account.id, account.name, "password")


def open_session(ctx: Context, request: Request, account: str, name: str, by: str) -> str:
    """A new session for somebody who has shown who they are, instead of any that the browser had."""
    token = Sessions(ctx.engine).open(account, instead_of=session_in(request, ctx.settings))
    note(ctx, request, name, "login", by=by)
    return token


def refuse_in_local_mode(ctx: Context) -> None:
    """Raises Problem where there is no login."""
    if ctx.settings.local:
        raise Problem(404, N_("there is no login on this server: whoever sits at it plans"), kind="local")


def _network(request: Request) -> str:
    """Whence a request comes, as far as one person may choose it: an IPv6 network is one address."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:64]
    return str(address if address.version == 4 else ipaddress.ip_network((address, 64), strict=False))
