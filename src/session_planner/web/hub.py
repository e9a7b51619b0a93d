"""Tells everyone who listens to a board that something happened there.

Only that it did and not what: listeners read what is new from the database, so that nothing is lost when a listener
was away, and nothing is told that was not kept.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Callable


class Hub:
    """Bells of boards. `ring` may be called from any thread."""

    def __init__(self) -> None:
        self._bells: dict[str, set[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = defaultdict(set)
        self.before: list[Callable[[str], None]] = []
        """Called with the board by whoever rings, before anybody is woken."""

    def ring(self, board: str) -> None:
        """Wakes everyone who listens to a board."""
        self.prepare(board)
        self.ring_only(board)

    def prepare(self, board: str) -> None:
        """Does what is done before anybody is woken."""
        for call in self.before:
            call(board)

    def ring_only(self, board: str) -> None:
        """The same without what is done before."""
        for loop, bell in tuple(self._bells.get(board, ())):
            with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(bell.set)

    @contextlib.asynccontextmanager
    async def bell(self, board: str) -> AsyncIterator[asyncio.Event]:
        """A bell of one's own for as long as one listens."""
        mine = (asyncio.get_running_loop(), asyncio.Event())
        self._bells[board].add(mine)
        try:
            yield mine[1]
        finally:
            self._bells[board].discard(mine)
