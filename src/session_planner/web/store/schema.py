"""The tables. Times are UTC; whatever is shown to people is made elsewhere.

`cards` is the board as it stands, `changes` how it came to that: both are written in one transaction, and a change once
acknowledged is on the disk.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy import Column as C
from sqlalchemy.engine import Dialect


class Moment(TypeDecorator[dt.datetime]):
    """A moment in UTC, with its zone in Python whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _dialect: Dialect) -> dt.datetime | None:
        """Into the database, in UTC."""
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(self, value: Any, _dialect: Dialect) -> dt.datetime | None:
        """Out of it; SQLite forgets zones."""
        return (
            None
            if value is None
            else value.replace(tzinfo=dt.UTC)
            if value.tzinfo is None
            else value.astimezone(dt.UTC)
        )


# Names of constraints are fixed, so that migrations can name them in both databases.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

contents = Table(
    "contents",
    metadata,
    C("sha256", String(64), primary_key=True),
    C("data", LargeBinary, nullable=False),
)
"""Texts of scenarios and programmes, by what they are."""

boards = Table(
    "boards",
    metadata,
    C("id", String(80), primary_key=True),
    C("file", String(255), nullable=False),
    C("number", Integer, nullable=False),
    C("text", String(64), ForeignKey("contents.sha256"), nullable=False),
    C("text_number", Integer, nullable=False),
    C("made", Moment, nullable=False),
)
"""A board a scenario: `number` is that of its newest change, `text_number` that of the newest that touched its text."""

cards = Table(
    "cards",
    metadata,
    C("board", String(80), ForeignKey("boards.id"), primary_key=True),
    C("variant", String(80), primary_key=True),
    C("card", String(200), primary_key=True),
    C("number", Integer, nullable=False),
    C("parts", JSON, nullable=False),
)
"""Where each card stands in each variant ("" is the scenario itself); `number` is the change that put it there.

A card in the tray has a row with no parts once it has stood somewhere.
"""

changes = Table(
    "changes",
    metadata,
    C("board", String(80), ForeignKey("boards.id"), primary_key=True),
    C("number", Integer, primary_key=True),
    C("variant", String(80), nullable=False),
    C("at", Moment, nullable=False),
    C("who", String(80), nullable=False),
    C("kind", String(40), nullable=False),
    C("note", Text, nullable=False, default=""),
    C("cards", JSON, nullable=False),
    C("text_before", String(64), ForeignKey("contents.sha256")),
    C("text_after", String(64), ForeignKey("contents.sha256")),
    C("undoes", Integer),
    C("undone_by", Integer),
    Index(None, "board", "variant", "who"),
)
"""Every change of a board, never edited but for `undone_by`."""

requests = Table(
    "requests",
    metadata,
    C("key", String(200), primary_key=True),
    C("who", String(80), primary_key=True),
    C("digest", String(64), nullable=False),
    C("status", Integer, nullable=False),
    C("headers", JSON, nullable=False),
    C("body", LargeBinary, nullable=False),
    C("at", Moment, nullable=False),
)
"""Answers by idempotency key."""

jobs = Table(
    "jobs",
    metadata,
    C("id", String(40), primary_key=True),
    C("board", String(80), ForeignKey("boards.id"), nullable=False),
    C("variant", String(80), nullable=False),
    C("kind", String(40), nullable=False),
    C("asked", JSON, nullable=False),
    C("who", String(80), nullable=False),
    C("base", Integer, nullable=False),
    C("state", String(20), nullable=False),
    C("progress", JSON),
    C("result", JSON),
    C("made", Moment, nullable=False),
    C("ended", Moment),
    C("server", String(120), nullable=False, default=""),
    C("beat", Moment),
    Index(None, "board"),
)
"""Solves, replans, sweeps and explanations; `state` is waiting, running, stopping, done, failed or lost.

`server` is the process that has taken it on and `beat` when it was last seen alive: what is open and has no such
process any more is lost.
"""

proposals = Table(
    "proposals",
    metadata,
    C("id", String(40), primary_key=True),
    C("board", String(80), ForeignKey("boards.id"), nullable=False),
    C("variant", String(80), nullable=False),
    C("job", String(40), ForeignKey("jobs.id")),
    C("base", Integer, nullable=False),
    C("programme", String(64), ForeignKey("contents.sha256"), nullable=False),
    C("title", String(200), nullable=False, default=""),
    C("text_before", String(64), ForeignKey("contents.sha256")),
    C("text_after", String(64), ForeignKey("contents.sha256")),
    C("made", Moment, nullable=False),
    C("closed", Moment),
    Index(None, "board"),
)
"""Programmes to be looked at over a board; one of a replanning also brings the text that events made of the scenario's.
"""

files = Table(
    "files",
    metadata,
    C("board", String(80), ForeignKey("boards.id"), primary_key=True),
    C("sha256", String(64), nullable=False),
    C("mistakes", JSON, nullable=False),
)
"""Boards that stand in files of a folder, too: the digest of the file when both said the same, and what is wrong with
the file if somebody has broken it since.
"""

accounts = Table(
    "accounts",
    metadata,
    C("id", String(40), primary_key=True),
    C("name", String(80), nullable=False, unique=True),
    C("role", String(20), nullable=False),
    C("password", String(200)),
    C("issuer", String(255)),
    C("subject", String(255)),
    C("made", Moment, nullable=False),
    C("closed", Moment),
    Index(None, "issuer", "subject", unique=True),
)
"""`role` is planner, bureau or reader; `password` an argon2 hash, `issuer` and `subject` those of OpenID Connect."""

sessions = Table(
    "sessions",
    metadata,
    C("token", String(64), primary_key=True),
    C("account", String(40), ForeignKey("accounts.id"), nullable=False),
    C("csrf", String(64), nullable=False),
    C("made", Moment, nullable=False),
    C("until", Moment, nullable=False),
    Index(None, "account"),
)
"""`token` is the hash of what the cookie holds."""

attempts = Table(
    "attempts",
    metadata,
    C("id", Integer, primary_key=True, autoincrement=True),
    C("about", String(120), nullable=False),
    C("at", Moment, nullable=False),
    Index(None, "about", "at"),
)
"""Failed logins, by name and by address."""

links = Table(
    "links",
    metadata,
    C("token", String(64), primary_key=True),
    C("board", String(80), ForeignKey("boards.id"), nullable=False),
    C("filter", JSON, nullable=False),
    C("note", String(200), nullable=False),
    C("who", String(80), nullable=False),
    C("made", Moment, nullable=False),
    C("revoked", Moment),
    Index(None, "board"),
)
"""Secret addresses of private feeds; `token` is a hash, the address itself is told once."""

stands = Table(
    "stands",
    metadata,
    C("id", Integer, primary_key=True, autoincrement=True),
    C("board", String(80), ForeignKey("boards.id"), nullable=False),
    C("release", Integer, nullable=False),
    C("joint", String(80), nullable=False),
    C("stand", String(20), nullable=False),
    C("note", Text, nullable=False),
    C("who", String(80), nullable=False),
    C("at", Moment, nullable=False),
    Index(None, "board", "release"),
)
"""What a bureau member said of a joint session in a release: agree or object; the newest of each counts."""

audit = Table(
    "audit",
    metadata,
    C("id", Integer, primary_key=True, autoincrement=True),
    C("at", Moment, nullable=False),
    C("who", String(80), nullable=False),
    C("where", String(64), nullable=False),
    C("action", String(80), nullable=False),
    C("what", JSON, nullable=False),
    Index(None, "at"),
)
"""Who did what from where; the database itself refuses to change or delete a line."""
