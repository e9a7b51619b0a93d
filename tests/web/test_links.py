"""Secret links: told once, kept as a hash, and dead when they are revoked."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI

from session_planner.web.store.links import Links
from tests.web.people import everything, guarded, logged_in, quick

TEXT = Path("scenarios/untoc-wg-ta-2012.yaml").read_text("utf-8")
LINKS = "/api/v1/boards/wg/links"


@pytest.fixture
def app(tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    quick(monkeypatch)
    app = guarded(tmp_path, database=database)
    app.state.context.boards.create("wg", "wg.yaml", TEXT, "planner")
    return app


def test_a_link_opens_its_feed_until_it_is_revoked(app: FastAPI) -> None:
    planner, links = logged_in(app, "planner"), Links(app.state.context.engine)
    made = planner.post(LINKS, json={"bodies": ["wg-ta"], "lang": "fr", "note": "for Ana"}).json()
    prefix = "https://planner.example/feeds/private/"
    assert made["address"].startswith(prefix)
    secret = made["address"].removeprefix(prefix).removesuffix(".ics")
    assert links.target(secret) == ("wg", "body=wg-ta.fr")
    assert links.target(secret + "x") is None
    assert links.target(made["id"]) is None
    listed = planner.get(LINKS)
    assert listed.json()[0] | {"made": ""} == {
        "id": made["id"], "feed": "body=wg-ta.fr", "note": "for Ana", "who": "planner", "made": "", "revoked": None,
    }  # fmt: skip
    assert secret not in listed.text
    assert secret not in everything(app)
    assert planner.delete(f"{LINKS}/{made['id']}").status_code == 204
    assert links.target(secret) is None
    first = planner.get(LINKS).json()[0]["revoked"]
    assert planner.delete(f"{LINKS}/{made['id']}").status_code == 204
    assert planner.get(LINKS).json()[0]["revoked"] == first is not None
    assert planner.delete(f"{LINKS}/none").status_code == 404


def test_a_link_is_not_told_again_by_its_key(app: FastAPI) -> None:
    made = logged_in(app, "planner").post(LINKS, json={}, headers={"Idempotency-Key": "k"})
    secret = made.json()["address"].rpartition("/")[2].removesuffix(".ics")
    assert secret not in everything(app)


def test_a_link_of_one_board_is_not_revoked_through_another(app: FastAPI) -> None:
    app.state.context.boards.create("other", "other.yaml", TEXT, "planner")
    planner = logged_in(app, "planner")
    made = planner.post(LINKS, json={}).json()
    assert planner.delete(f"/api/v1/boards/other/links/{made['id']}").status_code == 404
    assert planner.get(LINKS).json()[0]["revoked"] is None
