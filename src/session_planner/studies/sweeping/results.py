"""The results of sweeps in an SQLite file: a row a trial, there as soon as it is known, and never twice.

Under `sweep`; any tool that reads SQLite reads it too (table `trials`). A row is found by a hash of all that decides
what a trial comes to, so that a sweep that was killed goes on where it stopped, and what was tried of another scenario,
another version or under another limit is told apart. Each row is a transaction of its own.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from session_planner.errors import InputError, Mistake, OutsideError
from session_planner.words import N_

FORMAT = 1
_APPLICATION = 0x53505357
"""What says in the head of the file that it is one of ours: `SPSW`."""
_WAIT = 30.0
"""Seconds to wait where another process is writing to the same file."""
_TABLE = """
CREATE TABLE trials (
    key TEXT PRIMARY KEY,
    scenario TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    version TEXT NOT NULL,
    variant TEXT,
    sets TEXT NOT NULL,
    seed INTEGER NOT NULL,
    time_limit REAL,
    status TEXT NOT NULL,
    objective INTEGER,
    bound INTEGER,
    seconds REAL NOT NULL,
    measures TEXT NOT NULL,
    programme TEXT,
    error TEXT NOT NULL
)
"""
_COLUMNS = (
    "key, scenario, sha256, version, variant, sets, seed, time_limit, status, objective, bound, seconds, measures, "
    "programme, error"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """All that decides what a trial comes to: the very bytes of its scenario, what is changed, limits, versions."""

    scenario: str
    sha256: str
    version: str
    variant: str | None = None
    sets: tuple[str, ...] = ()
    seed: int = 0
    limit: float | None = None

    @property
    def key(self) -> str:
        """The same for the same question, whoever asks it and whatever the file is called."""
        parts = [self.sha256, self.version, self.variant, self.sets, self.seed, self.limit]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Row:
    """What a trial came to. `status` as in `trials`, or `failed` where it broke off: `error` says why, in words.

    `measures` as `Measures.as_dict` has them; `programme` is its JSON, None where there is none or it was not read.
    """

    asked: Asked
    status: str
    objective: int | None = None
    bound: int | None = None
    seconds: float = 0.0
    measures: Mapping[str, Any] = field(default_factory=dict)
    programme: str | None = None
    error: str = ""


class SweepResults:
    """A file of results, made where there is none. Use it in one process at a time or in several: no row is lost."""

    def __init__(self, path: Path | str) -> None:
        self.path = str(path)
        with self._telling():
            self._db = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        try:
            with self._telling():
                self._begin()
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> SweepResults:
        return self

    def __exit__(self, _kind: object, _error: object, _traceback: object) -> None:
        self._db.close()

    def add(self, row: Row) -> bool:
        """Writes a row; false where its trial has one already, which stays as it is."""
        asked = row.asked
        values = (
            asked.key, asked.scenario, asked.sha256, asked.version, asked.variant,
            json.dumps(asked.sets, ensure_ascii=False), asked.seed, asked.limit, row.status, row.objective, row.bound,
            row.seconds, json.dumps(row.measures, ensure_ascii=False), row.programme, row.error,
        )  # fmt: skip
        with self._telling():
            holders = ", ".join("?" * len(values))
            done = self._db.execute(f"INSERT OR IGNORE INTO trials ({_COLUMNS}) VALUES ({holders})", values)
            return done.rowcount == 1

    def known(self) -> frozenset[str]:
        """The keys of all rows."""
        with self._telling():
            return frozenset(key for (key,) in self._db.execute("SELECT key FROM trials"))

    def rows(self, keys: Collection[str] | None = None) -> Iterator[Row]:
        """Rows without their programmes: those of these keys, in their order; else all, in that of their coming."""
        columns = _COLUMNS.replace("programme", "NULL")
        with self._telling():
            if keys is None:
                yield from map(_row, self._db.execute(f"SELECT {columns} FROM trials ORDER BY rowid"))
                return
            for key in keys:
                yield from map(_row, self._db.execute(f"SELECT {columns} FROM trials WHERE key = ?", (key,)))

    def programme(self, key: str) -> str | None:
        """The JSON of a trial's programme; None where there is none."""
        with self._telling():
            found = self._db.execute("SELECT programme FROM trials WHERE key = ?", (key,)).fetchone()
        return found[0] if found else None

    def forget(self, keys: Collection[str], unwanted: Callable[[Row], bool]) -> int:
        """Takes away those of these rows that nobody wants any more; how many they were."""
        gone = [row.asked.key for row in self.rows(keys) if unwanted(row)]
        with self._telling():
            for key in gone:
                self._db.execute("DELETE FROM trials WHERE key = ?", (key,))
        return len(gone)

    def _begin(self) -> None:
        """Makes the table in a new file; refuses what is not ours, or of a later format."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            (application,) = self._db.execute("PRAGMA application_id").fetchone()
            (format,) = self._db.execute("PRAGMA user_version").fetchone()
            (tables,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if not tables:
                self._db.execute(_TABLE)
                self._db.execute(f"PRAGMA application_id = {_APPLICATION}")
                self._db.execute(f"PRAGMA user_version = {FORMAT}")
            elif application != _APPLICATION:
                raise self._mistake(N_("this is no file of results of a sweep"))
            elif format > FORMAT:
                said = N_(
                    "this file is of format {found}; this version of session-planner reads formats up to {newest}"
                )
                raise self._mistake(said, found=format, newest=FORMAT)
        finally:
            self._db.execute("COMMIT")
        # What a crash of the machine takes with it is tried again; a crash of the program takes nothing.
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")

    def _mistake(self, message: str, **fields: Any) -> InputError:
        return InputError([Mistake(self.path, 0, 0, "", message, fields)])

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tells what SQLite says in our words: another kind of file, or a disk that fails."""
        try:
            yield
        except sqlite3.Error as error:
            if not isinstance(error, sqlite3.OperationalError) and "not a database" in str(error):
                raise self._mistake(N_("this is no file of results of a sweep")) from None
            raise OutsideError(
                N_("`{file}` cannot be used for results: {reason}"), file=self.path, reason=str(error)
            ) from error


def _row(values: tuple[Any, ...]) -> Row:
    _, scenario, sha256, version, variant, sets, seed, limit, *came = values
    status, objective, bound, seconds, measures, programme, error = came
    asked = Asked(scenario, sha256, version, variant, tuple(json.loads(sets)), seed, limit)
    return Row(asked, status, objective, bound, seconds, json.loads(measures), programme, error)
