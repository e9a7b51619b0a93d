"""Running jobs: each in a process of its own, watched by a thread, one after the other for as many as there is room.

What a job finds is kept before it is told: a programme becomes a proposal. A process that dies is a job that failed;
what was open when the server ended is lost, and both are said.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import multiprocessing
import queue
import threading
from multiprocessing.connection import Connection
from typing import Any

from session_planner.web.hub import Hub
from session_planner.web.store.jobs import Jobs
from session_planner.web.work import work
from session_planner.words import N_, text

_SPAWN = multiprocessing.get_context("spawn")


class Runner:
    """Runs the jobs of a server; `at_once` of them side by side."""

    def __init__(self, jobs: Jobs, hub: Hub, at_once: int = 1) -> None:
        self.jobs = jobs
        self._hub = hub
        self._waiting: queue.SimpleQueue[tuple[str, dict[str, Any]] | None] = queue.SimpleQueue()
        self._pipes: dict[str, Connection] = {}
        self._stopped: set[str] = set()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(at_once)]
        jobs.lose()
        for thread in self._threads:
            thread.start()

    def start(self, name: str, asked: dict[str, Any]) -> None:
        """Puts a job into the queue."""
        self._waiting.put((name, asked))

    def stop(self, name: str) -> None:
        """Ends a job and keeps the best that it has found; one that waits never begins."""
        with self._lock:
            self._stopped.add(name)
            pipe = self._pipes.get(name)
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.send("stop")

    def close(self) -> None:
        """Ends everything; what is open is lost."""
        for _ in self._threads:
            self._waiting.put(None)
        with self._lock:
            pipes = list(self._pipes.values())
        for pipe in pipes:
            pipe.close()

    def _serve(self) -> None:
        while (next_one := self._waiting.get()) is not None:
            name, asked = next_one
            if name in self._stopped:
                self._end(name, asked, "stopped", None)
            else:
                self._run(name, asked)

    def _run(self, name: str, asked: dict[str, Any]) -> None:
        mine, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=work, args=(theirs, asked), daemon=True)
        process.start()
        theirs.close()
        with self._lock:
            self._pipes[name] = mine
        if name in self._stopped:
            self.stop(name)
        self.jobs.update(name, state="running")
        self._hub.ring(asked["board"])
        kind, value = "failed", text(N_("the process of this job ended by itself"), asked["lang"])
        with contextlib.suppress(EOFError, OSError):
            while (message := mine.recv())[0] == "progress":
                self.jobs.update(name, progress=message[1])
                self._hub.ring(asked["board"])
            kind, value = message
        with self._lock:
            self._pipes.pop(name, None)
        mine.close()
        process.join(5)
        self._end(name, asked, kind, value)

    def _end(self, name: str, asked: dict[str, Any], kind: str, value: Any) -> None:
        result = value if isinstance(value, dict) else {"message": value} if value else {}
        programme = result.pop("programme", None)
        if programme is not None:
            result["proposal"] = self.jobs.propose(asked["board"], asked["variant"], name, asked["base"], programme)
            result["objective"], result["bound"] = programme["objective"], programme["bound"]
        self.jobs.update(name, state=kind, result=result, ended=dt.datetime.now(dt.UTC))
        self._hub.ring(asked["board"])
