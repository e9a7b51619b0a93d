"""What the bureau says of each joint session in a release: agreed or objected, by whom, when, with which note.

Beside the boards in their database. Nothing that was said is taken away: of what somebody said of a session the newest
counts, and a session is agreed once somebody agreed and nobody objects.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, func, insert, select

from session_planner.web.store import schema

Said = Literal["agree", "object"]
Verdict = Literal["agreed", "objected", "open"]


@dataclass(frozen=True, slots=True)
class Stand:
    """One thing that was said."""

    id: int
    release: int
    joint: str
    stand: Said
    note: str
    who: str
    at: dt.datetime

    def as_dict(self) -> dict[str, Any]:
        """For the API and the listeners of a board."""
        return {
            "id": self.id,
            "release": self.release,
            "joint": self.joint,
            "stand": self.stand,
            "note": self.note,
            "who": self.who,
            "at": self.at.isoformat(),
        }


class Stands:
    """The stands in a database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def of(self, board: str, release: int) -> tuple[Stand, ...]:
        """All that was said of a release, in order."""
        with self.engine.connect().execution_options(reads=True) as connection:
            return _of(connection, board, release)

    def last(self, board: str) -> int:
        """The id of the newest; 0 where there is none."""
        asked = select(func.max(schema.stands.c.id)).where(schema.stands.c.board == board)
        with self.engine.connect().execution_options(reads=True) as connection:
            return connection.execute(asked).scalar() or 0

    def since(self, board: str, last: int) -> tuple[Stand, ...]:
        """What was said after an id, in order."""
        table = schema.stands
        asked = select(table).where(table.c.board == board, table.c.id > last).order_by(table.c.id)
        with self.engine.connect().execution_options(reads=True) as connection:
            return tuple(_stand(row) for row in connection.execute(asked))

    def say(
        self,
        board: str,
        release: int,
        joint: str,
        said: Said,
        note: str,
        who: str,
        *,
        before: Callable[[], None],
        after: Callable[[Sequence[Stand]], None],
    ) -> Stand:
        """Keeps what somebody says; one at a time for a board, so that of two who are the last one finishes it.

        `before` may still refuse; `after` is given all that was said of the release, this included.
        """
        at = dt.datetime.now(dt.UTC)
        with self.engine.begin() as connection:
            connection.execute(select(schema.boards.c.id).where(schema.boards.c.id == board).with_for_update())
            before()
            values = {"board": board, "release": release, "joint": joint, "stand": said, "note": note, "who": who}
            made = connection.execute(insert(schema.stands).values(**values, at=at))
            assert made.inserted_primary_key is not None
            after(_of(connection, board, release))
            return Stand(made.inserted_primary_key[0], release, joint, said, note, who, at)


def newest(stands: Iterable[Stand]) -> Mapping[str, Sequence[Stand]]:
    """By joint session: what counts, which is the newest of each person, in the order they first spoke."""
    found: dict[str, dict[str, Stand]] = {}
    for one in stands:
        found.setdefault(one.joint, {})[one.who] = one
    return {joint: tuple(by_person.values()) for joint, by_person in found.items()}


def verdict(stands: Iterable[Stand]) -> Verdict:
    """What a session comes to by what counts of it."""
    said = {one.stand for one in stands}
    return "objected" if "object" in said else "agreed" if "agree" in said else "open"


def _of(connection: Connection, board: str, release: int) -> tuple[Stand, ...]:
    table = schema.stands
    asked = select(table).where(table.c.board == board, table.c.release == release).order_by(table.c.id)
    return tuple(_stand(row) for row in connection.execute(asked))


def _stand(row: Row[Any]) -> Stand:
    return Stand(row.id, row.release, row.joint, row.stand, row.note, row.who, row.at)
