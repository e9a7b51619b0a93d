"""Secret addresses of private feeds. Only a hash is kept, so that nobody can read an address out of the database."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Any

from sqlalchemy import Engine, Row, insert, select, update

from session_planner.web.store.boards import UnknownError
from session_planner.web.store.schema import links
from session_planner.words import N_


class Links:
    """The links in a database; each is known by its hash."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def add(self, board: str, feed: str, note: str, who: str) -> tuple[str, str]:
        """A new link to a board's feed of that name: its id, and its secret, which is told this once."""
        secret = secrets.token_urlsafe(32)
        row = {"board": board, "filter": {"feed": feed}, "note": note, "who": who, "made": dt.datetime.now(dt.UTC)}
        with self.engine.begin() as connection:
            connection.execute(insert(links).values(token=_hash(secret), **row))
        return _hash(secret), secret

    def of(self, board: str) -> list[Row[Any]]:
        """A board's links, newest first."""
        asked = select(links).where(links.c.board == board).order_by(links.c.made.desc(), links.c.token)
        with self.engine.connect().execution_options(reads=True) as connection:
            return list(connection.execute(asked))

    def target(self, secret: str) -> tuple[str, str] | None:
        """Where a secret leads, a board and its feed's name, unless it was revoked."""
        asked = select(links.c.board, links.c.filter).where(links.c.token == _hash(secret), links.c.revoked.is_(None))
        with self.engine.connect().execution_options(reads=True) as connection:
            row = connection.execute(asked).first()
        return None if row is None else (row.board, row.filter["feed"])

    def revoke(self, board: str, link: str) -> None:
        """Revokes a link; once more changes nothing. Raises UnknownError."""
        here = links.c.board == board, links.c.token == link
        with self.engine.begin() as connection:
            if connection.execute(select(links.c.token).where(*here)).first() is None:
                raise UnknownError(N_("there is no link `{link}`"), link=link)
            now = dt.datetime.now(dt.UTC)
            connection.execute(update(links).where(*here, links.c.revoked.is_(None)).values(revoked=now))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
