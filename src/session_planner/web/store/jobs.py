"""Jobs and the proposals that come of them, as the database keeps them."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, Row, insert, select, update

from session_planner.web.store.boards import UnknownError, keep
from session_planner.web.store.schema import jobs, proposals
from session_planner.words import N_

OPEN = ("waiting", "running", "stopping")


class Jobs:
    """The jobs in a database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def add(self, board: str, variant: str, kind: str, asked: dict[str, Any], who: str, base: int) -> str:
        """A new job that waits; gives its id."""
        name = secrets.token_urlsafe(12)
        row = {"board": board, "variant": variant, "kind": kind, "asked": asked, "who": who, "base": base}
        with self.engine.begin() as connection:
            connection.execute(insert(jobs).values(id=name, state="waiting", made=dt.datetime.now(dt.UTC), **row))
        return name

    def job(self, board: str, name: str) -> Row[Any]:
        """A job of a board. Raises UnknownError."""
        with self.engine.connect().execution_options(reads=True) as connection:
            row = connection.execute(select(jobs).where(jobs.c.board == board, jobs.c.id == name)).first()
        if row is None:
            raise UnknownError(N_("there is no job `{job}`"), job=name)
        return row

    def of(self, board: str, limit: int = 100) -> Sequence[Row[Any]]:
        """The newest jobs of a board."""
        asked = select(jobs).where(jobs.c.board == board).order_by(jobs.c.made.desc(), jobs.c.id).limit(limit)
        with self.engine.connect().execution_options(reads=True) as connection:
            return connection.execute(asked).all()

    def update(self, name: str, **values: Any) -> None:
        """Writes what has become of a job."""
        with self.engine.begin() as connection:
            connection.execute(update(jobs).where(jobs.c.id == name).values(**values))

    def lose(self) -> None:
        """Marks what was open when the server ended: nobody works on it any more."""
        with self.engine.begin() as connection:
            lost = {"state": "lost", "ended": dt.datetime.now(dt.UTC)}
            connection.execute(update(jobs).where(jobs.c.state.in_(OPEN)).values(**lost))

    # -- proposals --------------------------------------------------------------------------------------------------

    def propose(self, board: str, variant: str, job: str | None, base: int, programme: dict[str, Any]) -> str:
        """Keeps a programme as a proposal for a board; gives its id."""
        name = secrets.token_urlsafe(12)
        with self.engine.begin() as connection:
            digest = keep(connection, json.dumps(programme, ensure_ascii=False).encode())
            connection.execute(
                insert(proposals).values(id=name, board=board, variant=variant, job=job, base=base, programme=digest,
                                         made=dt.datetime.now(dt.UTC))
            )  # fmt: skip
        return name

    def proposal(self, board: str, name: str) -> Row[Any]:
        """A proposal of a board. Raises UnknownError."""
        with self.engine.connect().execution_options(reads=True) as connection:
            asked = select(proposals).where(proposals.c.board == board, proposals.c.id == name)
            row = connection.execute(asked).first()
        if row is None:
            raise UnknownError(N_("there is no proposal `{proposal}`"), proposal=name)
        return row

    def proposals(self, board: str) -> Sequence[Row[Any]]:
        """The open proposals of a board, newest first."""
        asked = select(proposals).where(proposals.c.board == board, proposals.c.closed.is_(None))
        with self.engine.connect().execution_options(reads=True) as connection:
            return connection.execute(asked.order_by(proposals.c.made.desc())).all()

    def close(self, name: str) -> None:
        """Puts a proposal away."""
        with self.engine.begin() as connection:
            connection.execute(update(proposals).where(proposals.c.id == name).values(closed=dt.datetime.now(dt.UTC)))
