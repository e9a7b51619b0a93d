"""Proposals as the database keeps them: programmes to be looked at over a board."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, Row, insert, select, update

from session_planner.web.store.boards import UnknownError, keep
from session_planner.web.store.schema import proposals
from session_planner.words import N_


class Proposals:
    """The proposals in a database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def add(
        self,
        board: str,
        variant: str,
        base: int,
        programme: dict[str, Any],
        *,
        job: str | None = None,
        title: str = "",
        text: tuple[str, str] | None = None,
    ) -> str:
        """Keeps a programme as a proposal for a board as it was at change `base`; gives its id.

        `text`: the scenario's before and after, where the programme is one of a changed scenario.
        """
        name = secrets.token_urlsafe(12)
        with self.engine.begin() as connection:
            digest = keep(connection, json.dumps(programme, ensure_ascii=False).encode())
            before, after = (keep(connection, one.encode()) for one in text) if text else (None, None)
            connection.execute(
                insert(proposals).values(
                    id=name, board=board, variant=variant, job=job, base=base, programme=digest, title=title[:200],
                    text_before=before, text_after=after, made=dt.datetime.now(dt.UTC),
                )
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

    def of(self, board: str) -> Sequence[Row[Any]]:
        """The open proposals of a board, newest first."""
        asked = select(proposals).where(proposals.c.board == board, proposals.c.closed.is_(None))
        with self.engine.connect().execution_options(reads=True) as connection:
            return connection.execute(asked.order_by(proposals.c.made.desc(), proposals.c.id)).all()

    def close(self, name: str) -> None:
        """Puts a proposal away."""
        with self.engine.begin() as connection:
            connection.execute(update(proposals).where(proposals.c.id == name).values(closed=dt.datetime.now(dt.UTC)))
