"""What is new of a board's jobs for one who listens: each state of a job is told once."""

from __future__ import annotations

from typing import Any

from session_planner.web.api.shapes import job_shape
from session_planner.web.store.jobs import OPEN, Jobs

_LOOKED_AT = 60


class JobNews:
    """The jobs of a board as one listener knows them."""

    def __init__(self, jobs: Jobs, board: str) -> None:
        self._jobs, self._board = jobs, board
        self._told: dict[str, dict[str, Any]] | None = None

    def fresh(self) -> list[dict[str, Any]]:
        """The jobs that are otherwise than when last asked, oldest first; the first time, those that are open."""
        now = {row.id: job_shape(row) for row in self._jobs.of(self._board, _LOOKED_AT)}
        before = self._told
        self._told = now
        if before is None:
            found = [one for one in now.values() if one["state"] in OPEN]
        else:
            found = [one for id, one in now.items() if before.get(id) != one]
        return found[::-1]
