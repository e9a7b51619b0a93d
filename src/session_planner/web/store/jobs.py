"""Jobs as the database keeps them, and which of them are lost."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import socket
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, Row, func, insert, select, update

from session_planner.web.store.boards import UnknownError
from session_planner.web.store.schema import jobs
from session_planner.words import N_

OPEN = ("waiting", "running", "stopping")
SILENT = dt.timedelta(seconds=20)
"""After which a server of which nothing is heard is gone."""


class Jobs:
    """The jobs in a database, as seen by one server of perhaps several."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.server = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"

    def add(self, board: str, variant: str, kind: str, asked: dict[str, Any], who: str, base: int) -> str:
        """A new job that waits; gives its id."""
        name, now = secrets.token_urlsafe(12), dt.datetime.now(dt.UTC)
        row = {"board": board, "variant": variant, "kind": kind, "asked": asked, "who": who, "base": base}
        with self.engine.begin() as connection:
            connection.execute(
                insert(jobs).values(id=name, state="waiting", made=now, beat=now, server=self.server, **row)
            )
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

    def open(self, board: str) -> int:
        """How many jobs of a board are not ended."""
        asked = select(func.count()).select_from(jobs).where(jobs.c.board == board, jobs.c.state.in_(OPEN))
        with self.engine.connect().execution_options(reads=True) as connection:
            return connection.execute(asked).scalar_one()

    def update(self, name: str, **values: Any) -> None:
        """Writes what has become of a job; one that has ended stays as it ended."""
        here = (jobs.c.id == name, jobs.c.state.in_(OPEN))
        with self.engine.begin() as connection:
            connection.execute(update(jobs).where(*here).values(**values))

    def stop(self, name: str) -> None:
        """Asks whoever works on a job to end it."""
        with self.engine.begin() as connection:
            here = (jobs.c.id == name, jobs.c.state.in_(("waiting", "running")))
            connection.execute(update(jobs).where(*here).values(state="stopping"))

    def stopping(self) -> Sequence[str]:
        """Jobs of this server that are to end, whoever has asked for it where."""
        asked = select(jobs.c.id).where(jobs.c.server == self.server, jobs.c.state == "stopping")
        with self.engine.connect().execution_options(reads=True) as connection:
            return connection.execute(asked).scalars().all()

    def beat(self) -> Sequence[str]:
        """Says that this server is alive, and marks as lost what nobody works on any more; gives the boards of that."""
        now = dt.datetime.now(dt.UTC)
        with self.engine.begin() as connection:
            mine = (jobs.c.server == self.server, jobs.c.state.in_(OPEN))
            connection.execute(update(jobs).where(*mine).values(beat=now))
            others = (jobs.c.server != self.server, jobs.c.state.in_(OPEN))
            rows = connection.execute(select(jobs.c.id, jobs.c.board, jobs.c.server, jobs.c.beat).where(*others)).all()
            lost = [row for row in rows if row.beat is None or now - row.beat > SILENT or self._dead(row.server)]
            if lost:
                here = jobs.c.id.in_([row.id for row in lost])
                connection.execute(update(jobs).where(here).values(state="lost", ended=now))
        return sorted({row.board for row in lost})

    def _dead(self, server: str) -> bool:
        """Whether another server was a process of this machine that is no more."""
        host, _, rest = server.rpartition(":")[0].rpartition(":")
        mine, _, number = self.server.rpartition(":")[0].rpartition(":")
        if host != mine or not rest.isdecimal():
            return False
        if rest == number:  # the number was given out anew
            return True
        try:
            os.kill(int(rest), 0)
        except ProcessLookupError:
            return True
        except OSError:
            return False
        return False
