"""Sessions: the cookie's holder is the account's. Only a hash of what the cookie holds is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select

from session_planner.web.store.schema import accounts, sessions

LASTS = dt.timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Session:
    """Who holds a session, with the role they have now, and the token that their forms carry."""

    account: str
    name: str
    role: str
    csrf: str


class Sessions:
    """The sessions in a database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def open(self, account: str, instead_of: str = "") -> str:
        """A new session, for what the cookie is to hold; the one that the browser had before ends."""
        token, now = secrets.token_urlsafe(32), dt.datetime.now(dt.UTC)
        row = {"account": account, "csrf": secrets.token_urlsafe(32), "made": now, "until": now + LASTS}
        with self.engine.begin() as connection:
            gone = (sessions.c.until < now) | (sessions.c.token == _hash(instead_of))
            connection.execute(delete(sessions).where(gone))
            connection.execute(insert(sessions).values(token=_hash(token), **row))
        return token

    def find(self, token: str) -> Session | None:
        """The session of a cookie, unless it is over or its account closed."""
        asked = (
            select(sessions.c.account, accounts.c.name, accounts.c.role, sessions.c.csrf)
            .join(accounts, accounts.c.id == sessions.c.account)
            .where(sessions.c.token == _hash(token), accounts.c.closed.is_(None))
            .where(sessions.c.until > dt.datetime.now(dt.UTC))
        )
        with self.engine.connect().execution_options(reads=True) as connection:
            row = connection.execute(asked).first()
        return None if row is None else Session(*row)

    def end(self, token: str) -> None:
        """Ends the session of a cookie."""
        with self.engine.begin() as connection:
            connection.execute(delete(sessions).where(sessions.c.token == _hash(token)))

    def end_all(self, account: str) -> int:
        """Ends every session of an account, wherever it is; how many there were."""
        with self.engine.begin() as connection:
            return connection.execute(delete(sessions).where(sessions.c.account == account)).rowcount


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
