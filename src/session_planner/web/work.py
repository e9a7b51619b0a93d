"""The process that a job is done in: asked by plain data, answered by plain data.

Imported by the child process alone; the server never loads the solver. What each kind of job does is in `tasks`.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
import time
import traceback
from multiprocessing.connection import Connection
from typing import Any

import session_planner as sp
from session_planner.errors import SessionPlannerError
from session_planner.web.tasks import TASKS, Asked

_NICE = 10
"""The pages go first."""
_PAUSE = 0.25
"""Seconds between two messages of progress."""


def work(pipe: Connection, asked: Asked) -> None:
    """Does a job and sends `progress`, then one of `done`, `refused` (with the error), `failed` (a defect of ours)."""
    with contextlib.suppress(OSError):
        os.nice(_NICE)
    control = sp.Control(asked.get("seconds"), asked["workers"], asked.get("seed", 0))
    telling = _Telling(pipe)
    control.watch = telling.of_solve
    threading.Thread(target=_listen, args=(pipe, control), daemon=True).start()
    # Files that a task needs are its own; where it stands, relative names are what people read in its answer.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        try:
            pipe.send(("done", TASKS[asked["kind"]](asked, control, telling.of_many)))
        except SessionPlannerError as error:
            lang: str = asked["lang"]
            pipe.send(("refused", error.text(lang)))
        except Exception:
            pipe.send(("failed", traceback.format_exc()))


def _listen(pipe: Connection, control: sp.Control) -> None:
    """Stops the work when it is asked to, or when nobody is there any more."""
    with contextlib.suppress(EOFError, OSError):
        pipe.recv()
    control.stop()


class _Telling:
    """Sends progress, not more often than anybody can read."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._last = 0.0

    def of_solve(self, progress: sp.Progress) -> None:
        """How far a solve is."""
        best, bound = progress.best, progress.bound
        self._send(
            {
                "tier": progress.tier,
                "number": progress.number,
                "tiers": progress.tiers,
                "best": best,
                "bound": bound,
                "gap": None if best is None else round((best - bound) / max(best, 1), 4),
                "seconds": round(progress.seconds, 1),
            }
        )

    def of_many(self, done: int, of: int, seconds: float) -> None:
        """How many of many solves are made."""
        self._send({"done": done, "of": of, "seconds": round(seconds, 1)})

    def _send(self, told: dict[str, Any]) -> None:
        now = time.monotonic()
        if now - self._last >= _PAUSE:
            self._last = now
            self._pipe.send(("progress", told))
