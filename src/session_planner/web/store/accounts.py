"""The people who may come in, and how often their names were tried in vain."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from session_planner.errors import InputError, Mistake
from session_planner.web.store.boards import UnknownError
from session_planner.web.store.engine import one_at_a_time
from session_planner.web.store.schema import accounts, attempts, sessions
from session_planner.words import N_

ROLES = ("reader", "bureau", "planner")
WINDOW = dt.timedelta(minutes=15)
_LONGEST = 80


class Accounts:
    """The accounts in a database. A closed one stays, so that its name is nobody else's."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def add(
        self,
        name: str,
        role: str,
        password: str | None = None,
        *,
        issuer: str | None = None,
        subject: str | None = None,
    ) -> str:
        """A new account with a password's hash, or of an OpenID provider's subject; gives its id."""
        name = _proper(name)
        account = secrets.token_urlsafe(12)
        row = {"id": account, "name": name, "role": known_role(role), "password": password, "made": _now()}
        with self.engine.begin() as connection:
            if connection.execute(select(accounts.c.id).where(_named(name))).first() is not None:
                raise _taken(name)
            try:
                connection.execute(insert(accounts).values(**row, issuer=issuer, subject=subject))
            except IntegrityError as error:  # somebody was quicker
                raise _taken(name) from error
        return account

    def list(self) -> list[Row[Any]]:
        """All accounts, by name."""
        with self._reading() as connection:
            return list(connection.execute(select(accounts).order_by(accounts.c.name)))

    def named(self, name: str) -> Row[Any] | None:
        """The account of a name, whichever way its letters are written."""
        with self._reading() as connection:
            return connection.execute(select(accounts).where(_named(name.strip()))).first()

    def get(self, account: str) -> Row[Any]:
        """An account. Raises UnknownError."""
        with self._reading() as connection:
            return _found(connection, account)

    def of_subject(self, issuer: str, subject: str) -> Row[Any] | None:
        """The account of a provider's subject."""
        here = accounts.c.issuer == issuer, accounts.c.subject == subject
        with self._reading() as connection:
            return connection.execute(select(accounts).where(*here)).first()

    def set_role(self, account: str, role: str) -> str:
        """Gives another role; returns the one before. The last planner stays one."""
        with self.engine.begin() as connection:
            one_at_a_time(connection, accounts)
            before: str = _found(connection, account).role
            connection.execute(update(accounts).where(accounts.c.id == account).values(role=known_role(role)))
            _keep_a_planner(connection, before == "planner")
        return before

    def set_password(self, account: str, password: str, *, sign_out: bool = True) -> None:
        """Another password's hash; every session of the account ends, unless it is the same password hashed anew."""
        with self.engine.begin() as connection:
            _found(connection, account)
            connection.execute(update(accounts).where(accounts.c.id == account).values(password=password))
            if sign_out:
                connection.execute(delete(sessions).where(sessions.c.account == account))

    def close(self, account: str) -> None:
        """Closes an account and ends its sessions. The last planner's stays open."""
        with self.engine.begin() as connection:
            one_at_a_time(connection, accounts)
            row = _found(connection, account)
            here = accounts.c.id == account, accounts.c.closed.is_(None)
            connection.execute(update(accounts).where(*here).values(closed=_now()))
            connection.execute(delete(sessions).where(sessions.c.account == account))
            _keep_a_planner(connection, row.role == "planner" and row.closed is None)

    def _reading(self) -> Connection:
        return self.engine.connect().execution_options(reads=True)


class Attempts:
    """Logins tried in vain. Each is written down before it is looked at, so that many at once gain nothing."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def begin(self, limits: Mapping[str, int]) -> dt.timedelta | None:
        """Notes an attempt about a name, an address …; if one of them had its fill, how long to wait."""
        now = _now()
        with self.engine.begin() as connection:
            one_at_a_time(connection, attempts)
            connection.execute(delete(attempts).where(attempts.c.at < now - WINDOW))
            for about, most in limits.items():
                here = attempts.c.about == about
                count = connection.execute(select(func.count()).where(here)).scalar_one()
                if count >= most:
                    oldest: dt.datetime = connection.execute(select(func.min(attempts.c.at)).where(here)).scalar_one()
                    return max(oldest + WINDOW - now, dt.timedelta(seconds=1))
            connection.execute(insert(attempts), [{"about": about, "at": now} for about in limits])
        return None

    def forgive(self, name: str, *others: str) -> None:
        """Forgets every attempt about a name, whose owner has come in, and this one about the others."""
        with self.engine.begin() as connection:
            connection.execute(delete(attempts).where(attempts.c.about == name))
            for about in others:
                newest = select(func.max(attempts.c.id)).where(attempts.c.about == about).scalar_subquery()
                connection.execute(delete(attempts).where(attempts.c.id == newest))


def known_role(role: str) -> str:
    """A role that an account may have. Raises InputError."""
    if role not in ROLES:
        message = N_("there is no role `{found}`; allowed: {allowed}")
        raise InputError([Mistake("", 0, 0, "role", message, {"found": role, "allowed": ", ".join(ROLES)})])
    return role


def _proper(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= _LONGEST or not name.isprintable():
        message = N_("a name has from 1 to {most} characters that can be seen")
        raise InputError([Mistake("", 0, 0, "name", message, {"most": _LONGEST})])
    return name


def _named(name: str) -> Any:
    return func.lower(accounts.c.name) == name.lower()


def _taken(name: str) -> InputError:
    return InputError([Mistake("", 0, 0, "name", N_("there is an account `{name}` already"), {"name": name})])


def _found(connection: Connection, account: str) -> Row[Any]:
    row = connection.execute(select(accounts).where(accounts.c.id == account)).first()
    if row is None:
        raise UnknownError(N_("there is no account `{account}`"), account=account)
    return row


def _keep_a_planner(connection: Connection, was_one: bool) -> None:
    here = accounts.c.role == "planner", accounts.c.closed.is_(None)
    if was_one and not connection.execute(select(func.count()).select_from(accounts).where(*here)).scalar_one():
        raise InputError([Mistake("", 0, 0, "role", N_("there must be a planner"), {})])


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
