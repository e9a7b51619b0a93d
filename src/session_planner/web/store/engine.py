"""The database: opened, made ready for use, brought up to the schema of this version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError

from session_planner.errors import OutsideError
from session_planner.words import N_

_MIGRATIONS = Path(__file__).with_name("migrations")


def open_database(url: str) -> Engine:
    """The engine of a database that is up to date. Raises OutsideError where it cannot be reached or written."""
    try:
        engine = engine_of(url)
        upgrade(engine)
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise OutsideError(N_("the database cannot be used: {cause}"), cause=cause) from error
    return engine


def engine_of(url: str) -> Engine:
    """The engine of a URL such as `sqlite:///board.sqlite` or `postgresql://…`, as it is."""
    if url.startswith(("postgresql://", "postgres://")):
        url = "postgresql+psycopg://" + url.partition("://")[2]
    engine = create_engine(url, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)
    return engine


def upgrade(engine: Engine, to: str = "head") -> None:
    """Brings the schema up to a revision."""
    with engine.begin() as connection:
        command.upgrade(_config(connection), to)


def downgrade(engine: Engine, to: str) -> None:
    """Brings the schema down to a revision; `base` takes everything away."""
    with engine.begin() as connection:
        command.downgrade(_config(connection), to)


def one_at_a_time(connection: Connection, table: Table) -> None:
    """Until the end of a transaction nobody else writes into a table: what is decided by what was counted stays true.

    SQLite's writers queue anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """What is acknowledged is on the disk (synchronous), readers never wait for a writer (WAL)."""
    connection.isolation_level = None  # the driver begins no transaction by itself; `_begin_sqlite` does
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers queue at their beginning and not in their middle, where SQLite would refuse them.

    Whoever only reads says so (`execution_options(reads=True)`) and waits for nobody.
    """
    options = connection.get_execution_options()
    if not options.get("reads"):
        connection.exec_driver_sql(f"PRAGMA synchronous={'NORMAL' if options.get('with_next') else 'FULL'}")
    connection.exec_driver_sql("BEGIN" if options.get("reads") else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    """What may be lost with the power (and not before) does not wait for the disk."""
    if connection.get_execution_options().get("with_next"):
        connection.exec_driver_sql("SET LOCAL synchronous_commit TO OFF")


def with_next(engine: Engine) -> Engine:
    """For what need not be on the disk before the next change is: it gets there with that, and in order."""
    return engine.execution_options(with_next=True)
