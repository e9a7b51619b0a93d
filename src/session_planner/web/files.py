"""The folder behind the boards: each scenario file in it is a board, and each change of a board's text is in its file.

A file is taken in when the server starts, and again whenever somebody has changed it by hand: as a change of kind
`file`, which is in the history like any other. A board's text is written into its file before its change is
acknowledged, whole or not at all, and never over something that nobody has seen: whether a file is still what both
agreed on is told by its digest. A file that is broken is left alone, and its mistakes are told on its board.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from session_planner.board import moves
from session_planner.board.changes import Change
from session_planner.board.state import State
from session_planner.errors import InputError, Mistake, OutsideError, SessionPlannerError
from session_planner.files import read_at_most, write_atomically
from session_planner.web.hub import Hub
from session_planner.web.store.boards import Boards, UnknownError
from session_planner.web.store.files import Files
from session_planner.web.store.schema import boards as boards_table
from session_planner.words import N_, text

_SUFFIXES = (".yaml", ".yml")
_MOST = 4_000_000
_LOOKS = re.compile(rb"^format *:", re.MULTILINE)
"""What every scenario says, and hardly any other file that may stand beside it."""
_LOOK = 1.0
"""Seconds between two looks at the folder."""
WHO = "file"
"""Who changed what a file brought."""


class Folder:
    """The scenario files of a folder and the boards of a database, kept the same."""

    def __init__(self, path: Path, boards: Boards, hub: Hub) -> None:
        self.path = path
        self._boards, self._hub = boards, hub
        self._files = Files(boards.engine)
        self._lock = threading.Lock()
        self._seen: dict[str, tuple[object, ...]] = {}
        self._refused: dict[str, Sequence[Mistake]] = {}
        self._closed = threading.Event()

    def open(self) -> None:
        """Takes every file in, and begins to look after them."""
        self.look()
        self._hub.before.append(self.keep)
        threading.Thread(target=self._watch, daemon=True).start()

    def close(self) -> None:
        """Looks no more."""
        self._closed.set()

    def mistakes(self, board: str, lang: str) -> list[dict[str, Any]]:
        """What is wrong with a board's file, so that it says something else than the board."""
        return [
            {"line": one["line"], "message": text(one["message"], lang, **one["fields"])}
            for one in self._files.mistakes(board)
        ]

    def refused(self, lang: str) -> list[dict[str, Any]]:
        """Files that look like scenarios and are not right, so that there is no board of them."""
        with self._lock:
            found = sorted(self._refused.items())
        return [{"file": file, "mistakes": [one.as_dict(lang) for one in mistakes]} for file, mistakes in found]

    def look(self) -> None:
        """Takes in what is new or was changed by hand, and writes what a server that ended could not."""
        for file in sorted(self.path.iterdir()):
            if file.suffix in _SUFFIXES and not file.name.startswith(".") and file.is_file():
                with self._lock, contextlib.suppress(SessionPlannerError):
                    self._look_at(file)

    def keep(self, board: str) -> None:
        """Writes a board's text into its file, if it has changed; told on the board where it cannot be."""
        with self._lock, contextlib.suppress(SessionPlannerError):
            file = self._file_of(board)
            if file is not None:
                self._same(board, file)

    def _watch(self) -> None:
        while not self._closed.wait(_LOOK):
            with contextlib.suppress(OSError, SQLAlchemyError):  # the folder or the database is away: next time
                self.look()

    def _file_of(self, board: str) -> Path | None:
        """Where a board's file is or is to be; None for a board without one."""
        with self._boards.engine.connect().execution_options(reads=True) as connection:
            asked = select(boards_table.c.file).where(boards_table.c.id == board)
            name: str | None = connection.execute(asked).scalar()
        if name is None or Path(name).name != name or Path(name).suffix not in _SUFFIXES or name.startswith("."):
            return None
        return self.path / name

    def _look_at(self, file: Path) -> None:
        board = _id_of(file)
        theirs = self._file_of(board)
        if theirs is not None and theirs.name != file.name:
            said = N_("there is a board `{board}` already, of the file `{file}`")
            self._refused[file.name] = [Mistake(file.name, 0, 0, "", said, {"board": board, "file": theirs.name})]
            return
        self._same(board, file)

    def _same(self, board: str, file: Path) -> None:
        """Makes a board and its file say the same, whichever of them has changed."""
        try:
            number, kept = self._boards.text(board)
        except UnknownError:
            self._take_in_new(board, file)
            return
        if self._seen.get(board) == (number, *_stamp(file)):
            return
        written, ours = _bytes(file), kept.encode()
        agreed = self._files.agreed(board)
        if written == ours:
            self._agree(board, ours)
        elif written is None or _digest(written) == agreed:
            self._write(board, file, ours)
        else:
            self._take_in(board, file, written)
        self._seen[board] = (self._boards.text(board)[0], *_stamp(file))

    def _take_in_new(self, board: str, file: Path) -> None:
        """The board of a file that has none yet. What does not even look like a scenario is none of ours."""
        stamp = _stamp(file)
        if self._seen.get(board) == stamp:
            return
        self._seen[board] = stamp
        self._refused.pop(file.name, None)
        data = read_at_most(file, _MOST)
        if len(data) > _MOST or not _LOOKS.search(data):
            return
        try:
            self._boards.create(board, file.name, _decoded(data, file), WHO)
        except InputError as error:
            self._refused[file.name] = error.mistakes[:20]
            return
        self._agree(board, data)
        self._hub.ring_only(board)

    def _take_in(self, board: str, file: Path, data: bytes) -> None:
        def write(state: State) -> Change:
            return moves.rewritten(state, _decoded(data, file))

        try:
            self._boards.commit(board, "", write, WHO, "file", note=file.name)
        except InputError as error:
            self._files.blame(board, [_told(one) for one in error.mistakes[:20]])
        else:
            self._agree(board, data)
        self._hub.ring_only(board)

    def _write(self, board: str, file: Path, data: bytes) -> None:
        try:
            write_atomically(file, data)
        except OutsideError as error:
            self._files.blame(board, [{"message": error.message, "fields": _plain(error.fields), "line": 0}])
            raise
        self._agree(board, data)

    def _agree(self, board: str, data: bytes) -> None:
        self._files.agree(board, _digest(data))


def _id_of(file: Path) -> str:
    """The board's id: the file's name, in the letters that addresses are made of."""
    return re.sub(r"[^a-z0-9._-]+", "-", file.stem.lower()).strip("-._")[:80] or "board"


def _stamp(file: Path) -> tuple[object, ...]:
    """What shows that a file may have changed, without reading it."""
    try:
        found = file.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _bytes(file: Path) -> bytes | None:
    return read_at_most(file, _MOST) if file.exists() else None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _decoded(data: bytes, file: Path) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError([Mistake(file.name, 0, 0, "", N_("this file is not text in UTF-8"))]) from None


def _told(one: Mistake) -> dict[str, Any]:
    return {"message": one.message, "fields": _plain(one.fields), "line": one.line}


def _plain(fields: Any) -> dict[str, Any]:
    """Fields as JSON holds them; what is more than text is told in English."""
    return {
        name: value if isinstance(value, str | int | float | bool | None) else str(value)
        for name, value in fields.items()
    }
