"""The audit log: who did what from where. Lines are added; the database itself refuses to change or delete one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Engine, Row, insert, select

from session_planner.web.store.schema import audit


class Audit:
    """The audit log in a database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def note(self, who: str, where: str, action: str, **what: Any) -> None:
        """Adds a line: `where` is an address, `action` a name such as `login` or `link-made`."""
        row = {"who": who[:80], "where": where[:64], "action": action, "what": what}
        with self.engine.begin() as connection:
            connection.execute(insert(audit).values(at=dt.datetime.now(dt.UTC), **row))

    def lines(self, before: int | None = None, limit: int = 100) -> list[Row[Any]]:
        """Lines, newest first, from before the line of that number."""
        asked = select(audit).order_by(audit.c.id.desc()).limit(limit)
        if before is not None:
            asked = asked.where(audit.c.id < before)
        with self.engine.connect().execution_options(reads=True) as connection:
            return list(connection.execute(asked))
