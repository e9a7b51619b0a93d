"""Stopping a solve and watching it: the one object shared by whoever asks and the search that runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a solve is: the tier it works on (and of how many), its best cost and bound, seconds since the start."""

    tier: str
    number: int
    tiers: int
    best: int | None
    bound: int
    seconds: float


@dataclass(slots=True)
class Control:
    """Time limit, seed, workers; `stop()` ends the solve and keeps the best found. `seconds` None: no limit."""

    seconds: float | None = None
    workers: int = 2
    seed: int = 0
    watch: Callable[[Progress], None] | None = None
    started: float = field(default_factory=time.monotonic)
    stopped: threading.Event = field(default_factory=threading.Event)
    _stop_search: Callable[[], None] | None = None
    _whole: Control | None = None

    def part(self, share: float) -> Control:
        """For a step of the work that may take this share of the time left; stopping the whole stops it at once."""
        return self._within(None if self.left is None else self.left * share)

    def at_most(self, seconds: float) -> Control:
        """For a step that may take so many seconds of the time left; stopping the whole stops it at once."""
        return self._within(seconds if self.left is None else min(seconds, self.left))

    def _within(self, seconds: float | None) -> Control:
        return Control(seconds, self.workers, self.seed, stopped=self.stopped, _whole=self)

    @property
    def elapsed(self) -> float:
        """Seconds since the solve began."""
        return time.monotonic() - self.started

    @property
    def left(self) -> float | None:
        """Seconds left, never below 0; None without a limit."""
        return None if self.seconds is None else max(0.0, self.seconds - self.elapsed)

    @property
    def over(self) -> bool:
        """Whether nothing more should be tried."""
        return self.stopped.is_set() or self.left == 0.0

    def stop(self) -> None:
        """Ends the search that runs, and every one after it."""
        self.stopped.set()
        if self._stop_search is not None:
            self._stop_search()

    def searching(self, stop_search: Callable[[], None] | None) -> None:
        """The search that runs now says how it is stopped."""
        self._stop_search = stop_search
        if self._whole is not None:
            self._whole._stop_search = stop_search
        if stop_search is not None and self.stopped.is_set():
            stop_search()
