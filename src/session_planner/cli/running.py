"""Running a search so that Ctrl-C stops it and keeps what it has, with progress on a terminal's standard error."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from session_planner.words import N_, text

T = TypeVar("T")
_QUIET_SECONDS = 1.0


def running(control: Any, work: Callable[[], T]) -> T:
    """Runs `work` beside the main thread, so that an interrupt reaches the control at once; raises what it raises."""
    result: list[T] = []
    failed: list[BaseException] = []

    def target() -> None:
        try:
            result.append(work())
        except BaseException as error:  # handed to the caller's thread, whatever it is
            failed.append(error)

    thread = threading.Thread(target=target, daemon=True)
    thread.start()
    while thread.is_alive():
        try:
            thread.join(0.2)
        except KeyboardInterrupt:
            if control.stopped.is_set():
                raise
            control.stop()
    if failed:
        raise failed[0]
    return result[0]


def reporter(speak: str) -> Callable[[Any], None] | None:
    """Writes each better programme as a line on standard error once a second has passed; None where no one watches."""
    if not sys.stderr.isatty():
        return None

    def report(progress: Any) -> None:
        if progress.seconds >= _QUIET_SECONDS and progress.best is not None:
            gap = (progress.best - progress.bound) / progress.best if progress.best else 0
            sys.stderr.write(
                text(
                    N_("{seconds} s, tier {number} of {tiers} ({tier}): best {best}, bound {bound}, gap {gap}"),
                    speak,
                    seconds=f"{progress.seconds:.1f}",
                    number=str(progress.number),
                    tiers=str(progress.tiers),
                    tier=progress.tier,
                    best=str(progress.best),
                    bound=str(progress.bound),
                    gap=f"{gap:.1%}",
                )
                + "\n"
            )

    return report
