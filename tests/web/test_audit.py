"""The audit log: what is in it, and that nobody takes it out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from session_planner.web.store.audit import Audit
from session_planner.web.store.schema import audit
from tests.web.people import PASSWORD, guarded, logged_in, nobody, quick


@pytest.fixture
def app(tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    quick(monkeypatch)
    return guarded(tmp_path, database=database)


def test_logins_roles_and_refusals_are_written_down(app: FastAPI) -> None:
    nobody(app).post("/api/v1/sessions", json={"name": "planner", "password": "guessed it?"})
    planner = logged_in(app, "planner")
    new = planner.post("/api/v1/accounts", json={"name": "ana", "role": "reader", "password": PASSWORD}).json()
    planner.put(f"/api/v1/accounts/{new['id']}/role", json={"role": "bureau"})
    planner.post("/api/v1/boards", headers={"X-CSRF-Token": "another"})
    logged_in(app, "ana").get("/api/v1/accounts")
    planner.delete("/api/v1/sessions/current")
    lines = Audit(app.state.context.engine).lines()
    assert [(one.who, one.action) for one in reversed(lines)] == [
        ("planner", "login-failed"), ("planner", "login"), ("planner", "account-made"), ("planner", "role-changed"),
        ("planner", "refused-csrf"), ("ana", "login"), ("ana", "refused"), ("planner", "logout"),
    ]  # fmt: skip
    changed = next(one for one in lines if one.action == "role-changed")
    assert changed.what == {"account": new["id"], "before": "reader", "after": "bureau"}
    assert {one.where for one in lines} == {"testclient"}
    assert PASSWORD not in str(lines)
    assert "guessed it?" not in str(lines)


def test_it_is_read_a_part_at_a_time(app: FastAPI) -> None:
    planner = logged_in(app, "planner")
    for number in range(5):
        Audit(app.state.context.engine).note("ana", "", "test", number=number)
    newest = planner.get("/api/v1/audit?limit=2").json()
    assert [one["what"]["number"] for one in newest] == [4, 3]
    older = planner.get(f"/api/v1/audit?limit=2&before={newest[-1]['id']}").json()
    assert [one["what"]["number"] for one in older] == [2, 1]


@pytest.mark.parametrize("statement", [delete(audit), update(audit).values(who="nobody")])
def test_the_database_itself_keeps_every_line(app: FastAPI, statement: object) -> None:
    engine = app.state.context.engine
    Audit(engine).note("ana", "", "test")
    with pytest.raises(DatabaseError, match="never edited"), engine.begin() as connection:
        connection.execute(statement)
    assert [one.who for one in Audit(engine).lines()] == ["ana"]
