"""The table of roles and endpoints, all of it tried; an endpoint without a line in it fails."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from session_planner.web.store.accounts import Accounts
from session_planner.web.store.sessions import Sessions
from tests.web.endpoints import ROLES, endpoints, table
from tests.web.people import PASSWORD, guarded, nobody, quick

ROWS = table()
_LOGIN = {"name": "reader", "password": PASSWORD}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    with pytest.MonkeyPatch.context() as patch:
        quick(patch)
        return guarded(tmp_path_factory.mktemp("roles"))


def browser(app: FastAPI, role: str, *, token: bool = True) -> TestClient:
    """A browser of somebody of a role, with a session of its own."""
    client = nobody(app, follow_redirects=False)
    if role != "public":
        engine = app.state.context.engine
        account = Accounts(engine).named(role)
        assert account is not None
        cookie = Sessions(engine).open(account.id)
        session = Sessions(engine).find(cookie)
        assert session is not None
        client.cookies["__Host-session"] = cookie
        if token:
            client.headers["X-CSRF-Token"] = session.csrf
    return client


def ask(client: TestClient, method: str, path: str) -> int:
    """The status of an answer about things that are not there: refused people are refused before that is seen."""
    where = re.sub(r"\{[^}]+\}", "1", path)
    data = _LOGIN if (method, path) == ("POST", "/login") else None
    return int(client.request(method, where, data=data).status_code)


def test_every_endpoint_has_a_line(app: FastAPI) -> None:
    assert endpoints(app) == ROWS.keys()


@pytest.mark.parametrize(("method", "path"), sorted(ROWS), ids=lambda part: str(part))
def test_each_role_may_do_what_the_table_says(app: FastAPI, method: str, path: str) -> None:
    answers = {role: ask(browser(app, role), method, path) for role in ROLES}
    allowed = {role for role, status in answers.items() if status not in (401, 403)}
    assert allowed == ROWS[method, path], answers
    refused = {role: status for role, status in answers.items() if role not in allowed}
    assert refused == {role: 401 if role == "public" else 403 for role in refused}
    assert all(status < 500 for status in answers.values()), answers


def test_a_change_without_the_token_of_its_session_is_refused_everywhere(app: FastAPI) -> None:
    for method, path in sorted(ROWS):
        if method != "GET":
            assert ask(browser(app, "planner", token=False), method, path) == 403, (method, path)


def test_what_was_refused_to_somebody_is_in_the_log(app: FastAPI) -> None:
    ask(browser(app, "reader"), "POST", "/api/v1/boards")
    line = browser(app, "planner").get("/api/v1/audit").json()[0]
    assert (line["who"], line["action"]) == ("reader", "refused")
    assert line["what"] == {"method": "POST", "path": "/api/v1/boards"}


def test_without_a_login_whoever_is_here_plans(tmp_path: Path) -> None:
    from session_planner.web.app import create_app
    from session_planner.web.settings import Settings

    client = TestClient(create_app(Settings(tmp_path)), base_url="http://127.0.0.1:8000")
    assert client.get("/api/v1/sessions/current").json() == {"name": "planner", "role": "planner", "csrf": ""}
    assert client.get("/api/v1/audit").status_code == 200
