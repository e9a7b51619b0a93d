"""`bench serve`: its load counts whole answers, and refuses to count refusals."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from session_planner.bench.load import load

BODY = b"x" * 5000


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(404 if self.path == "/nix" else 304 if self.path == "/same" else 200)
        body = BODY if self.path == "/" else b""
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.server.asked += 1  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    made.asked = 0  # type: ignore[attr-defined]
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


def asked(path: str) -> str:
    return f"GET {path} HTTP/1.1\r\nHost: here\r\n\r\n"


@pytest.mark.parametrize(("path", "least"), [("/", len(BODY)), ("/same", 0)])
def test_answers_are_counted_when_they_are_whole(server: ThreadingHTTPServer, path: str, least: int) -> None:
    told = load(server.server_port, asked(path), 0.3, 2)
    assert told["bytes"] > least
    assert 0 < round(told["a second"] * 0.3) <= server.asked  # type: ignore[attr-defined]
    assert 0 < told["p99"] < 0.3


def test_a_rate_is_held(server: ThreadingHTTPServer) -> None:
    assert load(server.server_port, asked("/"), 0.5, 2, rate=40)["a second"] <= 42


def test_a_refusal_is_no_answer(server: ThreadingHTTPServer) -> None:
    with pytest.raises(RuntimeError, match="404"):
        load(server.server_port, asked("/nix"), 0.1, 1)
