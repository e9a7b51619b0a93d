"""Bodies that are too large or too slow: refused early, and never kept."""

from __future__ import annotations

import asyncio
import http.client
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from session_planner.web import limits
from session_planner.web.app import create_app
from session_planner.web.limits import MOST, Limits
from session_planner.web.settings import Settings
from tests.web.serving import Server, served

ADDRESS = "http://127.0.0.1:8000"
HUNDRED = 100 * 1024 * 1024


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("limits")) as found:
        yield found


def resident(server: Server) -> int:
    """Bytes of memory that the server has had at most."""
    assert server.process is not None
    told = Path(f"/proc/{server.process.pid}/status").read_text("ascii")
    return int(next(line for line in told.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024


def pieces(size: int) -> Iterator[bytes]:
    for _ in range(size // 65536):
        yield b" " * 65536


def test_a_hundred_megabytes_are_refused_and_not_kept(server: Server) -> None:
    before = resident(server)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Content-Length": str(HUNDRED), "Content-Type": "application/json"}
    connection.request("POST", "/api/v1/boards", pieces(HUNDRED), headers)
    answer = connection.getresponse()
    assert answer.status == 413
    assert answer.getheader("Content-Type") == "application/problem+json"
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert resident(server) - before < HUNDRED // 4


def test_a_length_too_large_is_refused_before_the_body_begins(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.putrequest("POST", "/api/v1/boards")
    connection.putheader("Content-Length", str(MOST + 1))
    connection.endheaders()
    assert connection.getresponse().status == 413


def test_a_body_that_does_not_say_its_length_is_counted(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(tmp_path)), base_url=ADDRESS) as client:
        answer = client.post("/api/v1/boards", content=pieces(MOST + 65536), headers={"Content-Type": "text/plain"})
        assert answer.status_code == 413
        least = client.post("/api/v1/boards", content=b'{"id": "x", "text": "x"}', headers={"Content-Type": "a/json"})
        assert least.status_code == 422


def test_a_login_needs_few_bytes(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(tmp_path)), base_url=ADDRESS) as client:
        body = {"name": "ana", "password": "x" * limits.MOST_OF_A_LOGIN}
        assert client.post("/api/v1/sessions", json=body).status_code == 413


def test_a_body_that_never_comes_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    app = create_app(Settings(tmp_path))
    guarded = Limits(app, patience=0.05)
    sent: list[Any] = []

    async def never() -> Any:
        await asyncio.sleep(60)

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/json"), (b"content-length", b"99")]
    scope = {"type": "http", "method": "POST", "path": "/api/v1/boards", "headers": headers, "query_string": b"",
             "http_version": "1.1", "scheme": "http", "root_path": "", "client": ("127.0.0.1", 1)}  # fmt: skip
    begun = time.monotonic()
    with ThreadPoolExecutor(1) as apart:  # in this thread a browser's loop may run, of a test before
        apart.submit(asyncio.run, guarded(scope, never, send)).result()
    assert time.monotonic() - begun < 10
    assert sent[0]["status"] == 408
