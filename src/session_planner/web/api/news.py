"""What is new on a board beside its changes, for one who listens: its jobs, and what is wrong with its file."""

from __future__ import annotations

from typing import Any

from session_planner.web.api.shapes import job_shape
from session_planner.web.context import Context
from session_planner.web.store.jobs import OPEN

_LOOKED_AT = 60


class News:
    """A board as one listener knows it; each state of a job is told once, and so is each of the file."""

    def __init__(self, ctx: Context, board: str, lang: str) -> None:
        self._ctx, self._board, self._lang = ctx, board, lang
        self._jobs: dict[str, dict[str, Any]] | None = None
        self._mistakes: list[dict[str, Any]] = []

    def fresh(self) -> list[tuple[str, dict[str, Any]]]:
        """Events by name. The first time: the jobs that are open, and the file if it is broken."""
        return [*(("job", one) for one in self._fresh_jobs()), *(("file", one) for one in self._fresh_file())]

    def _fresh_jobs(self) -> list[dict[str, Any]]:
        """Oldest first."""
        now = {row.id: job_shape(row) for row in self._ctx.runner.jobs.of(self._board, _LOOKED_AT)}
        before, self._jobs = self._jobs, now
        if before is None:
            found = [one for one in now.values() if one["state"] in OPEN]
        else:
            found = [one for id, one in now.items() if before.get(id) != one]
        return found[::-1]

    def _fresh_file(self) -> list[dict[str, Any]]:
        mistakes = self._ctx.folder.mistakes(self._board, self._lang)
        if mistakes == self._mistakes:
            return []
        self._mistakes = mistakes
        return [{"mistakes": mistakes}]
