"""Servers of the tests' own, each a real process on a free port of the loopback: the application, and PostgreSQL."""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WAITS = 60.0
"""Seconds that a server may take to begin, on a busy machine."""


class Server:
    """`session-planner serve` in a process of its own."""

    def __init__(self, folder: Path, database: str = "", *options: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._call = [sys.executable, "-m", "session_planner", "serve", str(folder), "--port", str(self.port)]
        self._call += [*(["--database", database] if database else []), *options]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        self.process = subprocess.Popen(self._call, stderr=subprocess.PIPE)
        until = time.monotonic() + WAITS
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(self.process.stderr and self.process.stderr.read().decode())
            with contextlib.suppress(OSError):
                self.ask("GET", "/api/v1/words")
                return
            time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        """Ends it at once, as a power cut would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """The status and the JSON of an answer. Raises OSError where nobody answers."""
        data = None if body is None else json.dumps(body).encode()
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(
            self.address + path, data, {"Content-Type": "application/json", **given}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=WAITS) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"null")


@contextlib.contextmanager
def served(folder: Path, database: str = "", *options: str) -> Iterator[Server]:
    """A server for as long as it is wanted."""
    server = Server(folder, database, *options)
    server.start()
    try:
        yield server
    finally:
        assert server.process is not None
        server.process.terminate()
        try:
            server.process.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The URL of an empty database on a PostgreSQL server of one's own. The server refuses to run as root."""
    binaries = max(Path("/usr/lib/postgresql").iterdir(), key=lambda folder: int(folder.name)) / "bin"
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="pg-") as place:
        data, user = Path(place) / "data", None
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(place, user.pw_uid, user.pw_gid)

        def run(program: str, *options: str) -> None:
            who: dict[str, Any] = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid}
            subprocess.run([binaries / program, *options], check=True, stdout=subprocess.DEVNULL, cwd=place, **who)

        run("initdb", "-D", str(data), "-A", "trust", "-U", "planner", "-E", "UTF8", "--no-sync")
        settings = f"-p {port} -k {place} -c listen_addresses=127.0.0.1 -c fsync=off"  # it is not what dies
        run("pg_ctl", "-D", str(data), "-o", settings, "-l", str(Path(place) / "log"), "-w", "start")
        try:
            yield f"postgresql://planner@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
