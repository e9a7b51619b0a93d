"""A request that is sent again with its `Idempotency-Key` is done once and answered the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from session_planner.web.app import create_app
from session_planner.web.settings import Settings
from session_planner.web.store.requests import Requests
from session_planner.web.store.schema import requests

TEXT = Path("scenarios/untoc-wg-ta-2012.yaml").read_text("utf-8")
PLACE = {"move": "place", "card": "wg-ta/3", "start": "2012-10-17T10:00"}
ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def client(tmp_path: Path, database: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(tmp_path, database)), base_url=ADDRESS, headers={"Origin": ADDRESS}) as found:
        made = found.post("/api/v1/boards", json={"id": "wg", "text": TEXT})
        assert made.status_code == 201, made.text
        yield found


def move(client: TestClient, key: str, what: dict[str, Any] | None = None, **headers: str) -> Any:
    return client.post("/api/v1/boards/wg/moves", json=what or PLACE, headers={"Idempotency-Key": key, **headers})


def steps(client: TestClient) -> int:
    return len(client.get("/api/v1/boards/wg/history").json())


def test_the_same_request_is_done_once_and_answered_the_same(client: TestClient) -> None:
    first, second = move(client, "k1"), move(client, "k1")
    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json() == first.json()
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert steps(client) == 1


def test_another_request_with_the_same_key_is_refused(client: TestClient) -> None:
    move(client, "k1")
    other = move(client, "k1", {**PLACE, "card": "wg-ta/8"})
    assert (other.status_code, other.json()["type"]) == (422, "urn:session-planner:problem:key-reused")
    assert client.post("/api/v1/boards/wg/undo", headers={"Idempotency-Key": "k1"}).status_code == 422
    assert steps(client) == 1


def test_without_a_key_or_with_a_new_one_it_is_done_again(client: TestClient) -> None:
    move(client, "k1")
    client.post("/api/v1/boards/wg/undo", headers={"Idempotency-Key": "k2"})
    assert move(client, "k3").status_code == 200
    assert steps(client) == 3


def test_a_refusal_is_not_kept(client: TestClient) -> None:
    wrong = {**PLACE, "card": "wg-ta/99"}
    assert move(client, "k1", wrong).status_code == 422
    assert move(client, "k1", wrong).json()["type"] == "urn:session-planner:problem:mistakes"
    assert move(client, "k1").status_code == 200, "nothing was done under this key, so it is free"


def test_twins_at_once_are_one(client: TestClient) -> None:
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: move(client, "twin"), range(6)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == 5
    assert steps(client) == 1


def test_a_key_is_kept_for_a_week(client: TestClient) -> None:
    engine = client.app.state.context.engine  # type: ignore[attr-defined]
    move(client, "k1")
    for days, again in ((6, "true"), (8, None)):
        with engine.begin() as connection:
            connection.execute(update(requests).values(at=dt.datetime.now(dt.UTC) - dt.timedelta(days=days)))
        client.post("/api/v1/boards/wg/undo")
        assert move(client, "k1").headers.get("Idempotency-Replayed") == again


def test_what_a_dead_server_left_open_is_told(client: TestClient) -> None:
    engine = client.app.state.context.engine  # type: ignore[attr-defined]
    move(client, "k1")
    with engine.begin() as connection:
        an_hour_ago = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
        connection.execute(update(requests).values(status=0, at=an_hour_ago))
    answer = move(client, "k1")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:session-planner:problem:key-unfinished")


def test_keys_are_a_persons_own(client: TestClient) -> None:
    store = Requests(client.app.state.context.engine)  # type: ignore[attr-defined]
    assert store.reserve("k", "ana", "1") is None
    assert store.reserve("k", "ben", "2") is None
    held = store.reserve("k", "ana", "3")
    assert held is not None
    assert (held.digest, held.answered) == ("1", False)


@pytest.mark.parametrize("key", ["", "x" * 201, "a b"])
def test_a_key_has_a_shape(client: TestClient, key: str) -> None:
    assert move(client, key).status_code == 422
    assert steps(client) == 0
