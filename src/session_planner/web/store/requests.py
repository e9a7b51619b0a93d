"""Answers by idempotency key, in the database: reserved before the work, written after it, gone in a week.

Neither waits for the disk. A key is there at the latest with the change that is made under it; where the power fails
before an answer has got there, a request that is sent again hears that what became of it is not known.
"""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from session_planner.web.store.engine import with_next
from session_planner.web.store.schema import requests

KEPT = dt.timedelta(days=7)
_UNDER_WAY = 0
_QUICKLY = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a key: what was asked (a digest), since when, and the answer once there is one."""

    digest: str
    at: dt.datetime
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def answered(self) -> bool:
        """Whether there is an answer; else somebody works on it, or did when their server ended."""
        return self.status != _UNDER_WAY


class Requests:
    """The keys in a database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = with_next(engine)

    def reserve(self, key: str, who: str, digest: str) -> Kept | None:
        """Takes a key for oneself: None where it was free, else what is known of it."""
        now = dt.datetime.now(dt.UTC)
        with self.engine.begin() as connection:
            connection.execute(delete(requests).where(requests.c.at < now - KEPT))
            if (found := _found(connection, key, who)) is not None:
                return found
            try:
                with connection.begin_nested():
                    row = {"key": key, "who": who, "digest": digest, "at": now}
                    connection.execute(insert(requests).values(**row, status=_UNDER_WAY, headers={}, body=b""))
            except IntegrityError:  # a twin was quicker
                return _found(connection, key, who)
        return None

    def known(self, key: str, who: str) -> Kept | None:
        """What is known of a key."""
        with self.engine.connect().execution_options(reads=True) as connection:
            return _found(connection, key, who)

    def answer(self, key: str, who: str, status: int, headers: dict[str, str], body: bytes) -> None:
        """Keeps the answer."""
        with self.engine.begin() as connection:
            values = {"status": status, "headers": headers, "body": zlib.compress(body, _QUICKLY)}
            connection.execute(update(requests).where(_at(key, who)).values(**values))

    def release(self, key: str, who: str) -> None:
        """Gives a key back: nothing was done."""
        with self.engine.begin() as connection:
            connection.execute(delete(requests).where(_at(key, who), requests.c.status == _UNDER_WAY))


def _found(connection: Connection, key: str, who: str) -> Kept | None:
    row = connection.execute(select(requests).where(_at(key, who))).first()
    if row is None:
        return None
    return Kept(row.digest, row.at, row.status, row.headers, zlib.decompress(row.body) if row.body else b"")


def _at(key: str, who: str) -> ColumnElement[bool]:
    return and_(requests.c.key == key, requests.c.who == who)
