"""Kills itself at each operation on files in turn: `python -m tests.releases.killed ACTION FOLDER`.

FOLDER holds `before`: a session's folder with its store. For each operation of ACTION, a copy of it is what is left of
a process that ended by SIGKILL just before that operation: `0`, `1` … in FOLDER, and `torn-N` for one that was killed
after half of a write. `whole` is what a process leaves that nobody killed; its operations are printed, one a line.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from session_planner.releasing import set_state
from tests.releases.session import DAY, PROGRAMME, Planner, moved

ACTIONS: dict[str, Callable[[Planner], Any]] = {
    "first": lambda planner: planner.release(PROGRAMME),
    "next": lambda planner: planner.release(moved("b/1/1", 60)),
    "state": lambda planner: set_state(planner.store, 2, "proposed", today=DAY),
}
OPERATIONS = ("open", "write", "fsync", "mkdir", "rename", "replace", "link", "unlink", "rmdir")


class Hook:
    """Stands before every operation on files: writes it down, and at one of them ends the process."""

    def __init__(self, at: int | None, torn: bool = False) -> None:
        self.at, self.torn = at, torn
        self.done: list[tuple[str, str]] = []
        self._paths: dict[int, str] = {}
        for name in OPERATIONS:
            setattr(os, name, self._hooked(name, getattr(os, name)))

    def _hooked(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def hooked(first: Any, *arguments: Any, **options: Any) -> Any:
            if name == "open" and not (arguments and arguments[0] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
                handle = real(first, *arguments, **options)
                self._paths[handle] = str(first)
                return handle
            if len(self.done) == self.at:
                if self.torn:
                    real(first, arguments[0][: len(arguments[0]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            path = self._paths.get(first, "") if isinstance(first, int) else str(first)
            self.done.append((name, path))
            found = real(first, *arguments, **options)
            if name == "open":
                self._paths[found] = path
            return found

        return hooked


def main(action: str, folder: Path) -> None:
    """Forks a process for each operation: everything is loaded already, and each needs but a moment."""
    operations = _whole(action, folder)
    for number in count():
        if not _killed(action, folder, number, torn=False):
            break
        if operations[number][0] == "write":
            _killed(action, folder, number, torn=True)
    for name, path in operations:
        print(name, path)


def _whole(action: str, folder: Path) -> list[tuple[str, str]]:
    shutil.copytree(folder / "before", folder / "whole")
    real = {name: getattr(os, name) for name in OPERATIONS}
    hook = Hook(None)
    ACTIONS[action](Planner(folder / "whole"))
    for name, function in real.items():
        setattr(os, name, function)
    return hook.done


def _killed(action: str, folder: Path, number: int, torn: bool) -> bool:
    """Whether the process was killed; it was not where it was done before it came to that operation."""
    there = folder / (f"torn-{number}" if torn else str(number))
    shutil.copytree(folder / "before", there)
    planner = Planner(there)
    child = os.fork()
    if child == 0:
        Hook(number, torn)
        ACTIONS[action](planner)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if not os.WIFSIGNALED(status):
        assert os.WEXITSTATUS(status) == 0
        shutil.rmtree(there)
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
