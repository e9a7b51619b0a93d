"""The schema goes up and down with data in every table, on SQLite and on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, MetaData, func, inspect, select

from session_planner.board import moves
from session_planner.web.store.accounts import Accounts, Attempts
from session_planner.web.store.audit import Audit
from session_planner.web.store.boards import Boards
from session_planner.web.store.engine import downgrade, engine_of, open_database, upgrade
from session_planner.web.store.files import Files
from session_planner.web.store.jobs import Jobs
from session_planner.web.store.links import Links
from session_planner.web.store.proposals import Proposals
from session_planner.web.store.requests import Requests
from session_planner.web.store.schema import metadata
from session_planner.web.store.sessions import Sessions
from session_planner.web.store.stands import Stands

TEXT = Path("scenarios/untoc-wg-ta-2012.yaml").read_text("utf-8")


def fill(engine: Engine) -> None:
    """Something in each table, by what writes it in the application."""
    boards = Boards(engine)
    boards.create("wg", "wg.yaml", TEXT, "ana")
    outline = boards.state("wg")[1].outline
    start = outline.clock(outline.slots["wg-ta"][0].start)
    boards.commit("wg", "", lambda state: moves.place(state, "wg-ta/3", start, None), "ana", "place")
    ana = Accounts(engine).add("ana", "planner", "a hash")
    Sessions(engine).open(ana)
    Attempts(engine).begin({"name:ana": 10})
    Jobs(engine).add("wg", "", "solve", {"kind": "solve"}, "ana", 1)
    Proposals(engine).add("wg", "", 1, {"segments": []}, title="none")
    Links(engine).add("wg", "all.en", "", "ana")
    Requests(engine).reserve("key", "ana", "digest")
    Files(engine).agree("wg", "0" * 64)
    Stands(engine).say("wg", 1, "cultural-property", "object", "why", "ana", before=lambda: None, after=lambda _: None)
    Audit(engine).note("ana", "here", "test", number=1)


def filled(engine: Engine) -> dict[str, int]:
    """How many rows each table has."""
    with engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


def test_every_table_goes_up_and_down_with_data_in_it(database: str) -> None:
    engine = open_database(database)
    fill(engine)
    before = filled(engine)
    assert {name for name, count in before.items() if count == 0} == set()
    upgrade(engine)  # up to date already: nothing happens
    assert filled(engine) == before
    downgrade(engine, "base")
    assert set(inspect(engine_of(database)).get_table_names()) <= {"alembic_version"}
    upgrade(engine)
    assert set(filled(engine).values()) == {0}
    fill(engine)
    assert filled(engine) == before


def test_the_migrations_make_the_schema_that_the_code_has(database: str) -> None:
    engine = open_database(database)
    made = MetaData()
    made.reflect(engine)
    columns = {name: {column.name: column.nullable for column in table.columns} for name, table in made.tables.items()}
    columns.pop("alembic_version")
    assert columns == {
        name: {column.name: bool(column.nullable) for column in table.columns}
        for name, table in metadata.tables.items()
    }
