"""Servers for benchmarks: each a process of its own on a free port of this machine."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def process(command: Sequence[str], port: int) -> Iterator[None]:
    """A server, from when it answers on."""
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            if run.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{command[:4]} does not answer")
            time.sleep(0.1)
        yield
    finally:
        run.terminate()
        run.wait(30)


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[int]:
    """The web application over a folder; gives its port."""
    port = free_port()
    with process([sys.executable, "-m", "session_planner", "serve", str(folder), "--port", str(port)], port):
        yield port


def post(port: int, path: str, body: Any) -> Any:
    """What the application answers to a page of its own."""
    address = f"http://127.0.0.1:{port}"
    headers = {"Content-Type": "application/json", "Origin": address}
    asked = urllib.request.Request(f"{address}/api/v1{path}", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(asked) as told:
        return json.loads(told.read())
