"""A planner at a board without a browser: the application with one board on it, its jobs waited for."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from session_planner.web.app import create_app
from session_planner.web.settings import Settings

TEXT = Path("scenarios/untoc-wg-ta-2012.yaml").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8000"
BOARD = "/api/v1/boards/wg"


@contextlib.contextmanager
def planner(folder: Path, database: str = "") -> Iterator[TestClient]:
    """A client of an application on a folder, which has the board `wg` afterwards."""
    app = create_app(Settings(folder, database))
    with TestClient(app, base_url=ADDRESS, headers={"Origin": ADDRESS}) as client:
        if client.get(BOARD).status_code == 404:
            made = client.post("/api/v1/boards", json={"id": "wg", "text": TEXT})
            assert made.status_code == 201, made.text
        yield client


def move(client: TestClient, what: dict[str, Any], **more: Any) -> Any:
    """A move that is made."""
    answer = client.post(f"{BOARD}/moves", json=what, **more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def place(client: TestClient, card: str, start: str, variant: str = "") -> Any:
    """A card from the tray put somewhere."""
    return move(client, {"move": "place", "card": card, "start": start}, params={"variant": variant})


def start(client: TestClient, kind: str, variant: str = "", **asked: Any) -> str:
    """A job that is begun; its id."""
    answer = client.post(f"{BOARD}/jobs", json={"kind": kind, **asked}, params={"variant": variant})
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def ended(client: TestClient, job: str, seconds: float = 90) -> dict[str, Any]:
    """A job once it has ended."""
    until, pause = time.monotonic() + seconds, threading.Event()
    while (found := client.get(f"{BOARD}/jobs/{job}").json())["ended"] is None:
        assert time.monotonic() < until, f"still {found}"
        pause.wait(0.05)
    return dict(found)


def done(client: TestClient, kind: str, variant: str = "", **asked: Any) -> dict[str, Any]:
    """The result of a job that ends well."""
    found = ended(client, start(client, kind, variant, **asked))
    assert found["state"] == "done", found
    return dict(found["result"])
