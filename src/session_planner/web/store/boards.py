"""Boards and their changes: the board as it stands, every step to it, undo and redo without end.

A change is made, checked against what others did meanwhile and written in one transaction; when `commit` returns, it is
on the disk. States are kept in memory by the number of their newest change, so that reading a board that nobody
touched asks the database one number.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, func, insert, select, update
from sqlalchemy.exc import IntegrityError

import session_planner as sp
from session_planner.board.changes import Change, ClashError, applied, following
from session_planner.board.state import State, opened
from session_planner.errors import InputError, Mistake
from session_planner.web.store.codecs import segments_from, segments_to
from session_planner.web.store.schema import boards, cards, changes, contents
from session_planner.words import N_

_KEPT = 64
"""States and scenarios kept in memory."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A board as the list of boards shows it."""

    id: str
    file: str
    number: int
    made: dt.datetime


@dataclass(frozen=True, slots=True)
class Step:
    """A change as it is kept: who made it when, and what it was. `undone_by` is the number of the undo, if any."""

    number: int
    variant: str
    at: dt.datetime
    who: str
    kind: str
    note: str
    change: Change
    undoes: int | None
    undone_by: int | None


class Boards:
    """The boards in a database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._states: OrderedDict[tuple[str, str], tuple[int, State]] = OrderedDict()
        self._lock = Lock()

    # -- reading --------------------------------------------------------------------------------------------------

    def list(self) -> Sequence[Summary]:
        """All boards, by id."""
        with self._reading() as connection:
            rows = connection.execute(select(boards).order_by(boards.c.id))
            return [Summary(row.id, row.file, row.number, row.made) for row in rows]

    def state(self, board: str, variant: str = "") -> tuple[int, State]:
        """The number of the newest change and the board as it stands. Raises UnknownError."""
        with self._reading() as connection:
            return self._state(connection, board, variant, self._head(connection, board))

    def text(self, board: str) -> tuple[int, str]:
        """The number of the newest change of the scenario's text, and the text. Raises UnknownError."""
        with self._reading() as connection:
            head = self._head(connection, board)
            return head.text_number, _content(connection, head.text).decode()

    def numbers(self, board: str, variant: str = "") -> Mapping[str, int]:
        """By card that ever stood somewhere: the number of the change that put it where it is."""
        with self._reading() as connection:
            rows = connection.execute(
                select(cards.c.card, cards.c.number).where(cards.c.board == board, cards.c.variant == variant)
            )
            return {row.card: row.number for row in rows}

    def history(self, board: str, before: int | None = None, limit: int = 100) -> Sequence[Step]:
        """The newest changes first; `before`: only those with smaller numbers."""
        asked = select(changes).where(changes.c.board == board).order_by(changes.c.number.desc()).limit(limit)
        if before is not None:
            asked = asked.where(changes.c.number < before)
        with self._reading() as connection:
            self._head(connection, board)
            return [self._step(connection, row) for row in connection.execute(asked).all()]

    def since(self, board: str, number: int) -> Sequence[Step]:
        """The changes after a number, in order."""
        asked = select(changes).where(changes.c.board == board, changes.c.number > number).order_by(changes.c.number)
        with self._reading() as connection:
            return [self._step(connection, row) for row in connection.execute(asked).all()]

    def content(self, sha256: str) -> bytes:
        """What is kept under a digest."""
        with self._reading() as connection:
            return _content(connection, sha256)

    # -- writing --------------------------------------------------------------------------------------------------

    def create(self, board: str, file: str, text: str, who: str, programme: sp.Programme | None = None) -> int:
        """A new board of a scenario's text. Raises InputError for a wrong text or an id that is taken."""
        state = opened(text, file, None, programme)
        now = _now()
        with self.engine.begin() as connection:
            digest = keep(connection, text.encode())
            try:
                connection.execute(
                    insert(boards).values(id=board, file=file, number=0, text=digest, text_number=0, made=now)
                )
            except IntegrityError as error:
                raise InputError(
                    [Mistake("", 0, 0, "", N_("there is a board `{board}` already"), {"board": board})]
                ) from error
            if state.cards:
                first = Change({card: ((), parts) for card, parts in state.cards.items()})
                self._write(connection, board, "", 1, who, "created", "", first)
        return 1 if state.cards else 0

    def commit(
        self,
        board: str,
        variant: str,
        make: Callable[[State], Change],
        who: str,
        kind: str,
        *,
        base: int | None = None,
        note: str = "",
        undoes: int | None = None,
    ) -> tuple[Step, State]:
        """Makes a change of the board as it stands and keeps it; gives the step and the board after it.

        `base` is the number that whoever asks has seen: what others changed since and this would change too is a
        ClashError, with nothing written. A change of nothing is not kept: its step has the number of the head.
        """
        with self.engine.begin() as connection:
            head = self._head(connection, board, lock=True)
            number, state = self._state(connection, board, variant, head)
            change = following(state, make(state))
            if base is not None:
                self._refuse_stale(connection, head, variant, state, change, base)
            after = applied(state, change)
            if change.empty:
                return Step(number, variant, _now(), who, kind, note, change, undoes, None), state
            at = self._write(connection, board, variant, number + 1, who, kind, note, change, undoes)
        self._remember(board, variant, number + 1, after)
        return Step(number + 1, variant, at, who, kind, note, change, undoes, None), after

    def undo(self, board: str, variant: str, who: str) -> tuple[Step, State] | None:
        """Takes back the newest change of `who` that stands; None where there is none. Raises ClashError where
        somebody changed the same since.
        """
        return self._back(board, variant, who, "undo")

    def redo(self, board: str, variant: str, who: str) -> tuple[Step, State] | None:
        """Makes the change again that `who` undid last, if nothing new of theirs came after; None else."""
        return self._back(board, variant, who, "redo")

    def _back(self, board: str, variant: str, who: str, kind: str) -> tuple[Step, State] | None:
        mine = and_(changes.c.board == board, changes.c.variant == variant, changes.c.who == who)
        asked = select(changes).where(mine, changes.c.undone_by.is_(None)).order_by(changes.c.number.desc())
        with self._reading() as connection:
            self._head(connection, board)
            row = (_to_undo if kind == "undo" else _to_redo)(connection.execute(asked))
            if row is None:
                return None
            step = self._step(connection, row)
        back = step.change.mirrored
        return self.commit(board, variant, lambda _: back, who, kind, undoes=step.number)

    # -- inside a transaction ---------------------------------------------------------------------------------------

    def _reading(self) -> Any:
        return self.engine.connect().execution_options(reads=True)

    def _head(self, connection: Connection, board: str, *, lock: bool = False) -> Row[Any]:
        asked = select(boards).where(boards.c.id == board)
        head = connection.execute(asked.with_for_update() if lock else asked).first()
        if head is None:
            raise UnknownError(N_("there is no board `{board}`"), board=board)
        return head

    def _state(self, connection: Connection, board: str, variant: str, head: Row[Any]) -> tuple[int, State]:
        with self._lock:
            kept = self._states.get((board, variant))
        if kept and kept[0] == head.number:
            return kept
        text = _content(connection, head.text).decode()
        state = kept[1] if kept and kept[1].text == text else opened(text, head.file, variant or None)
        rows = connection.execute(
            select(cards.c.card, cards.c.parts).where(cards.c.board == board, cards.c.variant == variant)
        )
        standing = {row.card: segments_from(row.parts, state.outline.zone) for row in rows}
        state = replace(state, cards={card: parts for card, parts in standing.items() if parts})
        self._remember(board, variant, head.number, state)
        return head.number, state

    def _remember(self, board: str, variant: str, number: int, state: State) -> None:
        with self._lock:
            kept = self._states.get((board, variant))
            if kept is None or kept[0] <= number:
                self._states[board, variant] = number, state
                self._states.move_to_end((board, variant))
                while len(self._states) > _KEPT:
                    self._states.popitem(last=False)

    def _refuse_stale(
        self, connection: Connection, head: Row[Any], variant: str, state: State, change: Change, base: int
    ) -> None:
        touched = connection.execute(
            select(cards.c.card).where(
                cards.c.board == head.id,
                cards.c.variant == variant,
                cards.c.number > base,
                cards.c.card.in_(list(change.cards)),
            )
        ).scalars()
        stale = {card: state.cards.get(card, ()) for card in touched}
        text = change.text is not None and head.text_number > base
        if stale or text:
            raise ClashError(stale, text)

    def _write(
        self,
        connection: Connection,
        board: str,
        variant: str,
        number: int,
        who: str,
        kind: str,
        note: str,
        change: Change,
        undoes: int | None = None,
    ) -> dt.datetime:
        at = _now()
        before, after = (keep(connection, text.encode()) for text in change.text) if change.text else (None, None)
        sides = {card: [segments_to(side) for side in both] for card, both in change.cards.items()}
        connection.execute(
            insert(changes).values(
                board=board, number=number, variant=variant, at=at, who=who, kind=kind, note=note, cards=sides,
                text_before=before, text_after=after, undoes=undoes,
            )
        )  # fmt: skip
        head: dict[str, Any] = {"number": number} | ({"text": after, "text_number": number} if after else {})
        connection.execute(update(boards).where(boards.c.id == board).values(**head))
        for card, (_, parts) in change.cards.items():
            here = and_(cards.c.board == board, cards.c.variant == variant, cards.c.card == card)
            values = {"number": number, "parts": segments_to(parts)}
            if not connection.execute(update(cards).where(here).values(**values)).rowcount:
                connection.execute(insert(cards).values(board=board, variant=variant, card=card, **values))
        if undoes is not None:
            here = and_(changes.c.board == board, changes.c.number == undoes)
            connection.execute(update(changes).where(here).values(undone_by=number))
        return at

    def _step(self, connection: Connection, row: Row[Any]) -> Step:
        head = self._head(connection, row.board)
        zone = self._state(connection, row.board, "", head)[1].outline.zone  # the step's variant may be gone
        sides = {
            card: (segments_from(before, zone), segments_from(after, zone))
            for card, (before, after) in row.cards.items()
        }
        text = None
        if row.text_after is not None:
            text = _content(connection, row.text_before).decode(), _content(connection, row.text_after).decode()
        change = Change(sides, text)
        return Step(row.number, row.variant, row.at, row.who, row.kind, row.note, change, row.undoes, row.undone_by)


def _to_undo(rows: Iterable[Row[Any]]) -> Row[Any] | None:
    """Of changes that are not undone, newest first: the one to undo. A redo stands like any change; undos do not."""
    return next((row for row in rows if row.kind != "undo"), None)


def _to_redo(rows: Iterable[Row[Any]]) -> Row[Any] | None:
    """Of changes that are not undone, newest first: the undo to take back, unless something new came after it."""
    row = next((row for row in rows if row.kind != "redo"), None)
    return row if row is not None and row.kind == "undo" else None


class UnknownError(InputError):
    """What is asked for is not there."""

    def __init__(self, message: str, **fields: Any) -> None:
        super().__init__([Mistake("", 0, 0, "", message, fields)])


def keep(connection: Connection, data: bytes) -> str:
    """Keeps data under its digest, once."""
    digest = hashlib.sha256(data).hexdigest()
    if not connection.execute(select(func.count()).where(contents.c.sha256 == digest)).scalar_one():
        connection.execute(insert(contents).values(sha256=digest, data=data))
    return digest


def _content(connection: Connection, sha256: str) -> bytes:
    data: bytes = connection.execute(select(contents.c.data).where(contents.c.sha256 == sha256)).scalar_one()
    return data


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
