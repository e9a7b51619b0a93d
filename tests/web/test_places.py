"""Where a card may go, as the board asks while a hand holds it; and what a drop writes and tells."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from session_planner.web.app import create_app
from session_planner.web.settings import Settings
from session_planner.web.store.schema import requests
from tests.web.planner import BOARD, move, planner

PLACES = f"{BOARD}/places"
START = "2012-10-17T10:00"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with planner(tmp_path) as found:
        yield found


def told(client: TestClient, path: str, **asked: str) -> Any:
    answer = client.get(PLACES + path, params=asked)
    assert answer.status_code == 200, answer.text
    return answer


def test_the_place_under_the_pointer_is_told_as_among_all(client: TestClient) -> None:
    every = told(client, "", card="wg-ta/3", seconds="10").json()
    assert every["complete"]
    for place in every["places"][:5]:
        one = told(client, "/one", card="wg-ta/3", start=place["start"]).json()
        assert one == {"number": every["number"], **place}


def test_the_places_come_a_line_each(client: TestClient) -> None:
    every = told(client, "", card="wg-ta/3", seconds="10").json()["places"]
    stream = told(client, "/stream", card="wg-ta/3", lang="fr")
    assert stream.headers["content-type"].startswith("application/jsonl")
    lines = [json.loads(line) for line in stream.text.splitlines()]
    assert [(one["start"], one["shade"]) for one in lines] == [(one["start"], one["shade"]) for one in every]
    told_in_french = {one["message"] for line in lines for one in line["conflicts"]}
    assert told_in_french.isdisjoint(one["message"] for line in every for one in line["conflicts"])


@pytest.mark.parametrize("path", ["", "/one", "/stream"])
def test_what_there_is_not_is_refused(client: TestClient, path: str) -> None:
    for asked in ({"card": "wg-ta/none"}, {"card": "wg-ta/3", "segment": "wg-ta/3/9"}):
        answer = client.get(PLACES + path, params={**asked, "start": START})
        assert answer.status_code == 422
        assert "none" in answer.text or "wg-ta/3/9" in answer.text


def test_a_drop_says_what_the_place_was_said_to_be(client: TestClient) -> None:
    place = told(client, "/one", card="wg-ta/3", start=START).json()
    answer = move(client, {"move": "place", "card": "wg-ta/3", "start": START})
    assert all(one in answer["conflicts"] for one in place["conflicts"])
    # Somebody else has moved meanwhile: nothing of what was tried before is left.
    other = move(client, {"move": "place", "card": "wg-ta/4", "start": START})
    assert {"wg-ta/3/1", "wg-ta/4/1"} <= {one for each in other["conflicts"] for one in each["segments"]}


def test_an_answer_that_is_kept_for_its_key_takes_little_room(client: TestClient) -> None:
    body = {"move": "place", "card": "wg-ta/3", "start": START}
    path, headers = f"{BOARD}/moves", {"Idempotency-Key": "k"}
    first = client.post(path, json=body, headers=headers)
    again = client.post(path, json=body, headers=headers)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (again.content, again.headers["ETag"]) == (first.content, first.headers["ETag"])
    with client.app.state.context.engine.connect() as connection:  # type: ignore[attr-defined]
        kept = connection.execute(select(requests.c.body)).scalar_one()
    assert zlib.decompress(kept) == first.content
    assert len(kept) < len(first.content) / 2


def test_as_many_jobs_run_at_once_as_the_server_is_told(tmp_path: Path) -> None:
    runner = create_app(Settings(tmp_path, jobs=3)).state.context.runner
    assert runner.at_once == 3
