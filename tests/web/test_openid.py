"""OpenID Connect against a real provider process: who it names is in, and what is forged, stale or another's is not."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from session_planner.web.settings import OpenId, openid_of
from session_planner.web.store.accounts import Accounts
from tests.web.people import guarded, nobody, quick
from tests.web.provider import CLIENT, SECRET
from tests.web.serving import WAITS, free_port


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.web.provider", str(port)])
    address, until = f"http://127.0.0.1:{port}", time.monotonic() + WAITS
    while time.monotonic() < until:
        try:
            httpx.get(address + "/keys")
            break
        except httpx.TransportError:
            time.sleep(0.05)
    yield address
    process.terminate()
    process.wait(WAITS)


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, issuer: str) -> FastAPI:
    quick(monkeypatch)
    return guarded(tmp_path, openid=OpenId(issuer, CLIENT, SECRET, "roles"))


def tell(issuer: str, *, foreign: bool = False, **claims: Any) -> None:
    told = {"claims": {"sub": "42", "preferred_username": "Ana", **claims}, "foreign": foreign}
    httpx.post(issuer + "/set", json=told).raise_for_status()


def back(client: TestClient, to: str = "/board/wg") -> str:
    """To the provider, and the path by which it sends one back."""
    there = client.get("/login/openid", params={"to": to}, follow_redirects=False).headers["location"]
    return httpx.get(there).headers["location"].removeprefix("https://planner.example")


def come(app: FastAPI) -> tuple[TestClient, Any]:
    client = nobody(app, follow_redirects=False)
    return client, client.get(back(client))


def role(client: TestClient) -> str:
    return str(client.get("/api/v1/sessions/current").json()["role"])


def test_whom_the_provider_names_is_in_by_the_role_of_the_claim(app: FastAPI, issuer: str) -> None:
    tell(issuer, roles="planner")
    client, answer = come(app)
    assert (answer.status_code, answer.headers["location"]) == (303, "/board/wg")
    assert client.get("/api/v1/sessions/current").json()["name"] == "Ana"
    assert role(client) == "planner"
    tell(issuer, roles=["others", "bureau"])
    assert role(come(app)[0]) == "bureau"
    assert role(client) == "bureau"
    tell(issuer, roles="emperor")
    assert role(come(app)[0]) == "reader"
    assert len([one for one in Accounts(app.state.context.engine).list() if one.issuer]) == 1


def test_the_name_of_somebody_here_is_not_taken_over(app: FastAPI, issuer: str) -> None:
    tell(issuer, preferred_username="planner")
    client, _ = come(app)
    assert client.get("/api/v1/sessions/current").json()["name"] == "planner (42)"
    assert role(client) == "reader"


def test_a_closed_account_stays_out(app: FastAPI, issuer: str) -> None:
    tell(issuer)
    come(app)
    accounts = Accounts(app.state.context.engine)
    row = accounts.of_subject(issuer, "42")
    assert row is not None
    accounts.close(row.id)
    client, answer = come(app)
    assert answer.status_code == 403
    assert role(client) == "public"


@pytest.mark.parametrize(
    "wrong",
    [
        {"foreign": True},
        {"aud": "another"},
        {"iss": "https://evil.example"},
        {"exp": 1_000_000_000},
        {"nonce": "another"},
        {"azp": "another"},
        {"sub": None},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_token_that_is_not_quite_right_is_refused(app: FastAPI, issuer: str, wrong: dict[str, Any]) -> None:
    tell(issuer, **wrong)
    client, answer = come(app)
    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert role(client) == "public"


def test_a_login_is_finished_by_the_browser_that_began_it(app: FastAPI, issuer: str) -> None:
    tell(issuer)
    mine, other = nobody(app, follow_redirects=False), nobody(app, follow_redirects=False)
    address = back(mine)
    assert other.get(address).status_code == 401
    back(other)
    assert other.get(address).status_code == 401
    code = parse_qs(urlsplit(address).query)["code"][0]
    assert mine.get("/login/openid/back", params={"code": code, "state": "x"}).status_code == 401
    assert mine.get(address).status_code == 303
    assert mine.get(address).status_code == 401


def test_it_leads_nowhere_else(app: FastAPI, issuer: str) -> None:
    tell(issuer)
    client = nobody(app, follow_redirects=False)
    assert client.get(back(client, "//evil.example")).headers["location"] == "/"


def test_a_provider_that_is_away_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)
    app = guarded(tmp_path, openid=OpenId(f"http://127.0.0.1:{free_port()}", CLIENT, SECRET))
    assert nobody(app).get("/login/openid").status_code == 503
    assert "/login/openid?to=" in nobody(app).get("/login").text


def test_the_environment_names_the_provider() -> None:
    given = {"SESSION_PLANNER_OPENID_ISSUER": "https://id.example", "SESSION_PLANNER_OPENID_CLIENT": "planner"}
    assert openid_of({}) is None
    assert openid_of(given) == OpenId("https://id.example", "planner", "")
    more = given | {"SESSION_PLANNER_OPENID_SECRET": "s", "SESSION_PLANNER_OPENID_ROLE_CLAIM": "roles"}
    assert openid_of(more) == OpenId("https://id.example", "planner", "s", "roles")
