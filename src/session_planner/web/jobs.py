"""Running jobs: each in a process of its own, watched by a thread, for as many at once as there is room.

What a job finds is kept before it is told: a programme becomes a proposal. Jobs wait in one queue a person, and the
queues take turns. A job whose process or whose server has died is lost, and that is said.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import multiprocessing
import threading
from collections import OrderedDict, deque
from multiprocessing.connection import Connection
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from session_planner.errors import SessionPlannerError
from session_planner.web.hub import Hub
from session_planner.web.store.boards import keep
from session_planner.web.store.jobs import Jobs
from session_planner.web.store.proposals import Proposals
from session_planner.web.work import work
from session_planner.words import N_, text

_SPAWN = multiprocessing.get_context("spawn")
_BEAT = 2.0
"""Seconds between two signs of life."""


class Runner:
    """Runs the jobs of a server; `at_once` of them side by side."""

    def __init__(self, jobs: Jobs, hub: Hub, at_once: int = 1) -> None:
        self.jobs = jobs
        self.at_once = at_once
        self.proposals = Proposals(jobs.engine)
        self._hub = hub
        self._queue = _Turns()
        self._pipes: dict[str, Connection] = {}
        self._stopped: set[str] = set()
        self._lock = threading.Lock()
        self._closed = threading.Event()
        jobs.beat()
        for target in (*[self._serve] * at_once, self._live):
            threading.Thread(target=target, daemon=True).start()

    def start(self, name: str, who: str, asked: dict[str, Any]) -> None:
        """Puts a job into the queue of whoever asked for it."""
        self._queue.put(who, (name, asked))

    def stop(self, name: str) -> None:
        """Ends a job and keeps the best that it has found; one that waits never begins."""
        self.jobs.stop(name)
        self._tell_to_stop(name)

    def close(self) -> None:
        """Ends everything; what is open is lost."""
        self._closed.set()
        self._queue.close()
        with self._lock:
            for pipe in self._pipes.values():
                with contextlib.suppress(OSError):
                    pipe.send("stop")

    def _tell_to_stop(self, name: str) -> None:
        with self._lock:
            if name not in self._stopped:
                self._stopped.add(name)
                if (pipe := self._pipes.get(name)) is not None:
                    with contextlib.suppress(OSError):
                        pipe.send("stop")

    def _live(self) -> None:
        """Signs of life; what others have lost is told here, what others want stopped is stopped."""
        while not self._closed.wait(_BEAT):
            with contextlib.suppress(SQLAlchemyError):  # the database is away: next time
                for board in self.jobs.beat():
                    self._hub.ring(board)
                for name in self.jobs.stopping():
                    self._tell_to_stop(name)

    def _serve(self) -> None:
        while (following := self._queue.get()) is not None:
            name, asked = following
            with contextlib.suppress(SQLAlchemyError):
                if name in self._stopped:
                    self._end(name, asked, "stopped", {})
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
                mine.send("stop")
        self.jobs.update(name, state="stopping" if name in self._stopped else "running")
        self._hub.ring(asked["board"])
        lang: str = asked["lang"]
        lost = text(N_("the process of this job ended by itself"), lang)
        kind, value = "lost", {"message": lost}
        with contextlib.suppress(EOFError, OSError):
            while (message := mine.recv())[0] == "progress":
                self.jobs.update(name, progress=message[1])
                self._hub.ring(asked["board"])
            kind, value = message[0], message[1] if isinstance(message[1], dict) else {"message": message[1]}
        with self._lock:
            self._pipes.pop(name, None)
        mine.close()
        process.join(5)
        self._end(name, asked, kind, value)

    def _end(self, name: str, asked: dict[str, Any], kind: str, result: dict[str, Any]) -> None:
        try:
            self._keep(name, asked, result)
        except SessionPlannerError as error:
            lang: str = asked["lang"]
            kind, result = "failed", {"message": error.text(lang)}
        self.jobs.update(name, state=kind, result=result, ended=dt.datetime.now(dt.UTC))
        self._hub.ring(asked["board"])

    def _keep(self, name: str, asked: dict[str, Any], result: dict[str, Any]) -> None:
        """What is large, or lives on by itself, is kept beside the result."""
        after = result.pop("text", None)
        both = (asked["text"], after) if after is not None and after != asked["text"] else None
        if (programme := result.pop("programme", None)) is not None:
            result["proposal"] = self.proposals.add(
                asked["board"], asked["variant"], asked["base"], programme,
                job=name, title=asked.get("title", ""), text=both,
            )  # fmt: skip
            result["objective"], result["bound"] = programme["objective"], programme["bound"]
        if (document := result.pop("document", None)) is not None:
            with self.jobs.engine.begin() as connection:
                result["document"] = keep(connection, document.encode())


class _Turns:
    """Queues that take turns, one for each who put something in."""

    def __init__(self) -> None:
        self._queues: OrderedDict[str, deque[tuple[str, dict[str, Any]]]] = OrderedDict()
        self._changed = threading.Condition()
        self._closed = False

    def put(self, who: str, what: tuple[str, dict[str, Any]]) -> None:
        """Puts in at the end of one's own queue."""
        with self._changed:
            self._queues.setdefault(who, deque()).append(what)
            self._changed.notify()

    def get(self) -> tuple[str, dict[str, Any]] | None:
        """The next of whoever's turn it is; waits for it. None once closed."""
        with self._changed:
            while not self._queues and not self._closed:
                self._changed.wait()
            if self._closed:
                return None
            who, mine = self._queues.popitem(last=False)
            what = mine.popleft()
            if mine:
                self._queues[who] = mine  # whose turn it was comes last
            return what

    def close(self) -> None:
        """Lets everyone who waits go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
