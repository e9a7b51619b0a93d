"""Forms and scripts of our own pages carry their session's token; others' do not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI

from tests.web.people import guarded, logged_in, quick


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    quick(monkeypatch)
    return guarded(tmp_path)


def test_a_form_carries_the_token_in_a_field(app: FastAPI) -> None:
    client = logged_in(app, "planner")
    del client.headers["X-CSRF-Token"]
    page = client.get("/").text
    token = re.search(r'<input type="hidden" name="csrf" value="([^"]+)">', page)
    meta = re.search(r'<meta name="csrf" content="([^"]+)">', page)
    assert token
    assert meta
    assert token[1] == meta[1]
    for wrong in ({}, {"csrf": ""}, {"csrf": token[1] + "x"}, {"csrf": "é"}):
        assert client.post("/logout", data=wrong).status_code == 403
    assert client.get("/api/v1/boards").status_code == 200
    assert client.post("/logout", data={"csrf": token[1]}, follow_redirects=False).status_code == 303
    assert client.get("/api/v1/boards").status_code == 401


def test_a_token_is_good_for_its_own_session_alone(app: FastAPI) -> None:
    first, second = logged_in(app, "planner"), logged_in(app, "planner")
    first.headers["X-CSRF-Token"] = second.headers["X-CSRF-Token"]
    assert first.post("/api/v1/boards", json={}).status_code == 403
    assert second.post("/api/v1/boards", json={}).status_code == 422
