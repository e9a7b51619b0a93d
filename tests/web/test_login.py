"""Coming in: who has the password, for how long, how often one may guess, and what a guess can tell."""

from __future__ import annotations

import datetime as dt
import io
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update

from session_planner.cli import run
from session_planner.errors import InputError
from session_planner.web.auth import login
from session_planner.web.pages.login import own_path
from session_planner.web.settings import Settings
from session_planner.web.store.accounts import Accounts
from session_planner.web.store.schema import attempts, sessions
from tests.web.people import PASSWORD, everything, guarded, logged_in, nobody, quick


@pytest.fixture
def app(tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    quick(monkeypatch)
    return guarded(tmp_path, database=database)


def accounts(app: FastAPI) -> Accounts:
    return Accounts(app.state.context.engine)


def enter(client: TestClient, name: str, password: str = PASSWORD) -> Any:
    return client.post("/api/v1/sessions", json={"name": name, "password": password})


def test_who_has_the_password_is_in_and_whoever_has_not_is_not(app: FastAPI) -> None:
    client = nobody(app)
    assert client.get("/api/v1/boards").status_code == 401
    assert enter(client, "planner", "wrong password").status_code == 401
    assert client.get("/api/v1/sessions/current").json()["role"] == "public"
    assert enter(client, " Planner ").json()["role"] == "planner"
    assert client.get("/api/v1/boards").status_code == 200
    assert client.get("/api/v1/sessions/current").json()["name"] == "planner"


def test_the_cookie_is_for_this_server_alone(app: FastAPI) -> None:
    told = enter(nobody(app), "reader").headers["set-cookie"]
    assert told.startswith("__Host-session=")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(told.split("; "))
    assert "Domain" not in told


def test_no_password_and_no_cookie_stands_in_the_database(app: FastAPI) -> None:
    client = logged_in(app, "planner")
    made = {"name": "ana", "role": "reader", "password": "a secret that nobody knows"}
    assert client.post("/api/v1/accounts", json=made, headers={"Idempotency-Key": "k"}).status_code == 201
    cookie = client.cookies["__Host-session"]
    dump = everything(app)
    assert "$argon2id$" in dump
    for secret in (cookie, PASSWORD, made["password"]):
        assert secret not in dump


def test_a_login_is_another_session_and_ends_the_one_before(app: FastAPI) -> None:
    client = logged_in(app, "reader")
    before = client.cookies["__Host-session"]
    enter(client, "reader")
    assert client.cookies["__Host-session"] != before
    old = nobody(app, cookies={"__Host-session": before})
    assert old.get("/api/v1/boards").status_code == 401


def test_a_session_that_somebody_chose_is_nobodys(app: FastAPI) -> None:
    client = nobody(app, cookies={"__Host-session": "chosen"})
    enter(client, "reader")
    assert nobody(app, cookies={"__Host-session": "chosen"}).get("/api/v1/boards").status_code == 401


def test_logging_out_ends_this_session_or_all(app: FastAPI) -> None:
    here, there = logged_in(app, "reader"), logged_in(app, "reader")
    stolen = nobody(app, cookies={"__Host-session": here.cookies["__Host-session"]})
    assert here.delete("/api/v1/sessions/current").status_code == 204
    assert stolen.get("/api/v1/boards").status_code == 401
    assert there.get("/api/v1/boards").status_code == 200
    other = logged_in(app, "reader")
    assert other.delete("/api/v1/sessions").status_code == 204
    assert there.get("/api/v1/boards").status_code == 401
    assert logged_in(app, "planner").get("/api/v1/boards").status_code == 200


def test_a_session_ends_by_itself(app: FastAPI) -> None:
    client = logged_in(app, "reader")
    with app.state.context.engine.begin() as connection:
        over = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
        connection.execute(update(sessions).values(until=over))
    assert client.get("/api/v1/boards").status_code == 401


def test_a_closed_account_is_out_at_once_and_a_new_role_holds_at_once(app: FastAPI) -> None:
    planner, reader = logged_in(app, "planner"), logged_in(app, "reader")
    ids = {one["name"]: one["id"] for one in planner.get("/api/v1/accounts").json()}
    planner.put(f"/api/v1/accounts/{ids['reader']}/role", json={"role": "bureau"})
    assert reader.get("/api/v1/sessions/current").json()["role"] == "bureau"
    assert planner.delete(f"/api/v1/accounts/{ids['reader']}").status_code == 204
    assert reader.get("/api/v1/boards").status_code == 401
    assert enter(nobody(app), "reader").status_code == 401


def test_a_new_password_ends_the_sessions_of_the_old(app: FastAPI) -> None:
    planner, reader, thief = logged_in(app, "planner"), logged_in(app, "reader"), logged_in(app, "reader")
    new = {"old": PASSWORD, "new": "another good password"}
    assert reader.put("/api/v1/sessions/current/password", json=new | {"old": "x"}).status_code == 401
    assert reader.put("/api/v1/sessions/current/password", json=new).status_code == 204
    assert reader.get("/api/v1/boards").status_code == 200
    assert thief.get("/api/v1/boards").status_code == 401
    account = accounts(app).named("reader")
    assert account is not None
    planner.put(f"/api/v1/accounts/{account.id}/password", json={"password": "by the planner"})
    assert reader.get("/api/v1/boards").status_code == 401
    assert enter(nobody(app), "reader", "by the planner").status_code == 201


def test_the_last_planner_stays(app: FastAPI) -> None:
    planner = logged_in(app, "planner")
    account = accounts(app).named("planner")
    assert account is not None
    assert planner.delete(f"/api/v1/accounts/{account.id}").status_code == 422
    assert planner.put(f"/api/v1/accounts/{account.id}/role", json={"role": "reader"}).status_code == 422
    assert planner.get("/api/v1/accounts").status_code == 200


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "PLANNER-OF-ALL", "x" * 1_001])
def test_plain_passwords_are_refused(app: FastAPI, password: str) -> None:
    new = {"name": "planner-of-all", "role": "reader", "password": password}
    assert logged_in(app, "planner").post("/api/v1/accounts", json=new).status_code == 422


def test_a_name_is_somebodys_once(app: FastAPI) -> None:
    for name in ("READER", " reader", "", "a\x00b", "a\u202eb"):
        with pytest.raises(InputError):
            accounts(app).add(name, "planner", None)


def test_an_old_hash_is_made_anew_and_the_session_stays(app: FastAPI) -> None:
    account = accounts(app).named("reader")
    assert account is not None
    weak = PasswordHasher(time_cost=1, memory_cost=512, parallelism=1).hash(PASSWORD)
    accounts(app).set_password(account.id, weak)
    client = logged_in(app, "reader")
    strong = accounts(app).get(account.id).password
    assert "m=512," in weak
    assert "m=512," not in strong
    assert client.get("/api/v1/boards").status_code == 200
    logged_in(app, "reader")
    assert accounts(app).get(account.id).password == strong


def test_nobody_guesses_for_long(app: FastAPI) -> None:
    client = nobody(app)
    for _ in range(login.MOST_BY_NAME):
        assert enter(client, "Reader", "wrong password").status_code == 401
    answer = enter(client, "reader")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 900
    assert enter(nobody(app), "bureau").status_code == 201
    with app.state.context.engine.begin() as connection:
        connection.execute(update(attempts).values(at=dt.datetime.now(dt.UTC) - dt.timedelta(minutes=16)))
    assert enter(client, "reader").status_code == 201


def test_one_address_does_not_try_many_names(app: FastAPI) -> None:
    client = nobody(app)
    answers = [enter(client, f"name {n}", "wrong password").status_code for n in range(login.MOST_BY_ADDRESS + 1)]
    assert answers == [401] * login.MOST_BY_ADDRESS + [429]
    assert enter(client, "reader").status_code == 429


def test_whoever_comes_in_is_not_counted(app: FastAPI) -> None:
    for _ in range(login.MOST_BY_ADDRESS + 1):
        assert enter(nobody(app), "reader").status_code == 201


def test_many_at_once_guess_no_more_than_one(app: FastAPI) -> None:
    def guess(_: int) -> int:
        return int(enter(nobody(app), "reader", "wrong password").status_code)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(login.MOST_BY_NAME + 6)))
    assert answers.count(401) == login.MOST_BY_NAME
    assert answers.count(429) == 6


def test_of_two_planners_sent_away_at_once_one_stays(app: FastAPI) -> None:
    both = [accounts(app).named("planner").id, accounts(app).add("other", "planner")]  # type: ignore[union-attr]
    together = threading.Barrier(2)

    def leave(account: str) -> bool:
        together.wait(20)
        try:
            accounts(app).close(account)
        except InputError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leave, both)) == [False, True]


def test_a_guess_does_not_tell_whose_name_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = guarded(tmp_path)
    monkeypatch.setattr(login, "MOST_BY_NAME", 1_000)
    monkeypatch.setattr(login, "MOST_BY_ADDRESS", 1_000)
    client, took = nobody(app), {}
    enter(client, "nobody", "wrong password")
    for name in ("reader", "nobody at all"):
        times = []
        for _ in range(9):
            begun = time.perf_counter()
            answer = enter(client, name, "wrong password")
            times.append(time.perf_counter() - begun)
            took[name] = (statistics.median(times), answer.json())
    (known, told), (unknown, same) = took.values()
    assert told == same
    assert 1 / 3 < known / unknown < 3  # without a hash of nobody's it would be some twenty


def test_the_page_leads_where_one_wanted_to_be(app: FastAPI) -> None:
    client = nobody(app, follow_redirects=False)
    asked = client.get("/board/wg?variant=x", headers={"Accept": "text/html"})
    assert (asked.status_code, asked.headers["location"]) == (303, "/login?to=/board/wg%3Fvariant%3Dx")
    form = client.get(asked.headers["location"])
    assert form.status_code == 200
    assert 'value="/board/wg?variant=x"' in form.text
    fields = {"name": "planner", "password": "wrong<b>", "to": "/board/wg?variant=x"}
    wrong = client.post("/login", data=fields)
    assert wrong.status_code == 401
    assert 'role="alert"' in wrong.text
    assert "wrong&lt;b&gt;" not in wrong.text
    right = client.post("/login", data=fields | {"password": PASSWORD})
    assert (right.status_code, right.headers["location"]) == (303, "/board/wg?variant=x")
    page = client.get("/")
    assert page.status_code == 200
    assert 'action="/logout"' in page.text


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\nb", "javascript:x", "", "/x\\y"]
)
def test_the_page_leads_nowhere_else(to: str) -> None:
    assert own_path(to) == "/"


def test_without_a_login_there_is_nothing_to_log_in_to(tmp_path: Path) -> None:
    from session_planner.web.app import create_app

    local = TestClient(create_app(Settings(tmp_path)), base_url="http://127.0.0.1:8000")
    assert enter(local, "planner").status_code == 404
    assert local.get("/login", follow_redirects=False).headers["location"] == "/"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stdin", stream)
    return stream


def call(typed: io.StringIO, password: str, *arguments: str) -> int:
    typed.seek(0)
    typed.truncate()
    typed.write(password + "\n")
    typed.seek(0)
    return run(["accounts", *arguments])


def test_the_command_line_looks_after_accounts(
    app: FastAPI, database: str, typed: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ("--database", database)
    assert call(typed, "the first of ana", "add", "ana", "--role", "bureau", *here) == 0
    client = logged_in(app, "ana", "the first of ana")
    assert call(typed, "the second of ana", "reset", "ana", *here) == 0
    assert client.get("/api/v1/boards").status_code == 401
    client = logged_in(app, "ana", "the second of ana")
    assert call(typed, "", "role", "ana", "--role", "planner", *here) == 0
    assert client.get("/api/v1/accounts").status_code == 200
    assert call(typed, "", "close", "ana", *here) == 0
    assert client.get("/api/v1/boards").status_code == 401
    capsys.readouterr()
    assert call(typed, "", "list", *here) == 0
    assert "ana\tplanner\tclosed" in capsys.readouterr().out
    assert call(typed, "short", "add", "ben", *here) == 2
    assert call(typed, "", "close", "nobody", *here) == 2
