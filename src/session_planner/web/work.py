"""What a job does, in a process of its own: asked by plain data, answered by plain data.

Imported by the child process alone; the server never loads the solver.
"""

from __future__ import annotations

import contextlib
import os
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import session_planner as sp
from session_planner.errors import SessionPlannerError

Asked = dict[str, Any]
_NICE = 10
"""The pages go first."""


def work(pipe: Connection, asked: Asked) -> None:
    """Does a job and sends `progress`, then one of `done`, `refused` (with the error), `failed` (a defect of ours)."""
    with contextlib.suppress(OSError):
        os.nice(_NICE)
    control = sp.Control(asked.get("seconds"), asked["workers"], asked.get("seed", 0))
    control.watch = lambda progress: pipe.send(("progress", _progress(progress)))
    threading.Thread(target=_listen, args=(pipe, control), daemon=True).start()
    try:
        pipe.send(("done", _KINDS[asked["kind"]](asked, control)))
    except SessionPlannerError as error:
        pipe.send(("refused", error.text(asked["lang"])))
    except Exception:
        pipe.send(("failed", traceback.format_exc()))


def _listen(pipe: Connection, control: sp.Control) -> None:
    """Stops the work when it is asked to, or when nobody is there any more."""
    with contextlib.suppress(EOFError, OSError):
        pipe.recv()
    control.stop()


def _progress(progress: sp.Progress) -> dict[str, Any]:
    best, bound = progress.best, progress.bound
    return {
        "tier": progress.tier,
        "number": progress.number,
        "tiers": progress.tiers,
        "best": best,
        "bound": bound,
        "gap": None if best is None else round((best - bound) / max(best, 1), 4),
        "seconds": round(progress.seconds, 1),
    }


def _scenario(asked: Asked) -> sp.Scenario:
    return sp.load_written(asked["text"].encode(), asked["file"], asked["variant"] or None)


def _solve(asked: Asked, control: sp.Control) -> dict[str, Any]:
    """`programme`, null where there is none; `impossible`: proved."""
    outcome = sp.solve(_scenario(asked), control)
    return {
        "programme": outcome.programme.as_dict() if outcome.programme else None,
        "impossible": outcome.impossible,
    }


def _explain(asked: Asked, control: sp.Control) -> dict[str, Any]:
    return {"explanation": sp.explain(_scenario(asked), control).as_dict(asked["lang"])}


_KINDS: dict[str, Callable[[Asked, sp.Control], dict[str, Any]]] = {"solve": _solve, "explain": _explain}
