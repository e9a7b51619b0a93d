"""What is known of the files behind boards: what they and their boards last agreed on, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, insert, select, update

from session_planner.web.store.schema import files


class Files:
    """The files of boards in a database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def agreed(self, board: str) -> str | None:
        """The digest of the file when it and the board last said the same; None before."""
        with self.engine.connect().execution_options(reads=True) as connection:
            return connection.execute(select(files.c.sha256).where(files.c.board == board)).scalar()

    def mistakes(self, board: str) -> Sequence[dict[str, Any]]:
        """What is wrong with the file as it is now: `message`, its `fields`, and the `line`."""
        with self.engine.connect().execution_options(reads=True) as connection:
            return connection.execute(select(files.c.mistakes).where(files.c.board == board)).scalar() or []

    def agree(self, board: str, sha256: str) -> None:
        """Both say the same."""
        self._put(board, sha256=sha256, mistakes=[])

    def blame(self, board: str, mistakes: Sequence[dict[str, Any]]) -> None:
        """The file is broken, or cannot be written."""
        self._put(board, mistakes=list(mistakes))

    def _put(self, board: str, **values: Any) -> None:
        with self.engine.begin() as connection:
            if not connection.execute(update(files).where(files.c.board == board).values(**values)).rowcount:
                connection.execute(insert(files).values(board=board, **{"sha256": "", **values}))
