"""Running a search so that Ctrl-C stops it and keeps what it has, with progress on a terminal's standard error."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from session_planner.words import N_, text

T = TypeVar("T")
_QUIET_SECONDS = 1.0
_CLEAR_LINE = "\r\x1b[K"


def running(control: Any, work: Callable[[], T], watcher: Watcher | None = None) -> T:
    """Runs `work` beside the main thread, so that an interrupt reaches the control at once; raises what it raises."""
    result: list[T] = []
    failed: list[BaseException] = []
    over = threading.Event()

    def target() -> None:
        try:
            result.append(work())
        except BaseException as error:  # handed to the caller's thread, whatever it is
            failed.append(error)
        finally:
            over.set()

    threading.Thread(target=target, daemon=True).start()
    # Not Thread.join: Python 3.11 takes a thread whose join was interrupted for ended.
    while not over.is_set():
        try:
            over.wait(0.2)
            if control.stopped.is_set():
                control.stop()  # again: a search that was only about to begin has not heard it
            if watcher is not None:
                watcher.show(control.elapsed)
        except KeyboardInterrupt:
            if control.stopped.is_set():
                raise
            control.stop()
    if watcher is not None:
        watcher.clear()
    if failed:
        raise failed[0]
    return result[0]


class Watcher:
    """One line on standard error that says how far a search is, from its first second on; nothing once it is over."""

    def __init__(self, speak: str) -> None:
        self.speak = speak
        self.latest: Any = None
        self.shown = False

    def __call__(self, progress: Any) -> None:
        """The search tells how far it is; it must not wait for a terminal, so this only takes note."""
        self.latest = progress

    def show(self, elapsed: float) -> None:
        """Writes the line anew."""
        if elapsed < _QUIET_SECONDS:
            return
        sys.stderr.write(_CLEAR_LINE + self._line(elapsed))
        sys.stderr.flush()
        self.shown = True

    def clear(self) -> None:
        """Takes the line away."""
        if self.shown:
            sys.stderr.write(_CLEAR_LINE)
            sys.stderr.flush()

    def _line(self, elapsed: float) -> str:
        seconds = f"{elapsed:.0f}"
        seen = self.latest
        if seen is None or seen.best is None:
            return text(N_("{seconds} s: no programme yet"), self.speak, seconds=seconds)
        gap = (seen.best - seen.bound) / seen.best if seen.best else 0
        return text(
            N_("{seconds} s, tier {number} of {tiers} ({tier}): best {best}, bound {bound}, gap {gap}"),
            self.speak,
            seconds=seconds,
            number=str(seen.number),
            tiers=str(seen.tiers),
            tier=seen.tier,
            best=str(seen.best),
            bound=str(seen.bound),
            gap=f"{gap:.1%}",
        )


def watcher_for(speak: str) -> Watcher | None:
    """Who shows progress: someone where standard error is a terminal, else no one."""
    return Watcher(speak) if sys.stderr.isatty() else None
