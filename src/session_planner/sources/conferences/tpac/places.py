"""Mistakes that say where they are: a JSON has no lines to name, so that the path stands in the sentence itself.

Under `reading` and `scenario`.
"""

from __future__ import annotations

from typing import Any

from session_planner.sources.systems.wrong import Wrong
from session_planner.words import N_, say


class Places(Wrong):
    """The mistakes in one file, each told with its path."""

    def add(self, path: str, message: str, /, line: int = 0, **fields: Any) -> None:
        """Notes a mistake at a place; `message` is a msgid."""
        super().add(path, N_("{path}: {said}"), line, path=path, said=say(message, **fields))
