"""An application with a login, and people of every role who are in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import MetaData

from session_planner.web.app import create_app
from session_planner.web.auth import passwords
from session_planner.web.auth.passwords import hashed
from session_planner.web.settings import Settings
from session_planner.web.store.accounts import Accounts

ADDRESS = "https://planner.example"
PASSWORD = "Room XIX, 10 o'clock"
ROLES = ("reader", "bureau", "planner")


def guarded(folder: Path, **more: Any) -> FastAPI:
    """An application that asks for a login, with an account for each role, named like it."""
    app = create_app(Settings(folder, local=False, address=ADDRESS, **more))
    accounts = Accounts(app.state.context.engine)
    for role in ROLES:
        accounts.add(role, role, hashed(PASSWORD, role))
    return app


def everything(app: FastAPI) -> str:
    """All that the database holds, as text."""
    engine = app.state.context.engine
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        return "\n".join(str(row) for table in tables.sorted_tables for row in connection.execute(table.select()))


def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost little, where a test is about something else."""
    cheap = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: cheap)
    passwords._nobodys.cache_clear()


def nobody(app: FastAPI, **more: Any) -> TestClient:
    """A browser in which nobody is logged in."""
    return TestClient(app, base_url=ADDRESS, **more)


def logged_in(app: FastAPI, name: str, password: str = PASSWORD) -> TestClient:
    """A browser in which somebody is logged in, and which sends their token with everything."""
    client = nobody(app)
    answer = client.post("/api/v1/sessions", json={"name": name, "password": password})
    assert answer.status_code == 201, answer.text
    client.headers["X-CSRF-Token"] = answer.json()["csrf"]
    return client
