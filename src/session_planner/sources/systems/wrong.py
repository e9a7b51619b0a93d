"""What is wrong with an export of another system, collected until all of it is known.

Beside the readers of `systems`, which tell every mistake with its place: a line of XML, a path of JSON.
"""

from __future__ import annotations

from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.words import N_

MOST = 200


class Wrong:
    """The mistakes in one file; beyond two hundred they are only counted."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.mistakes: list[Mistake] = []
        self.count = 0

    def add(self, path: str, message: str, /, line: int = 0, **fields: Any) -> None:
        """Notes a mistake at a place; `message` is a msgid."""
        self.count += 1
        if self.count <= MOST:
            self.mistakes.append(Mistake(self.file, line, 0, path, message, fields))

    def tell(self) -> None:
        """Raises InputError with all that was noted, if anything was."""
        if self.count > MOST:
            told = N_("and {count} more mistakes")
            self.mistakes.append(Mistake(self.file, 0, 0, "", told, {"count": self.count - MOST}))
        if self.mistakes:
            raise InputError(self.mistakes)


def refused(file: str, message: str, /, line: int = 0, **fields: Any) -> InputError:
    """The error of a file that cannot be read at all."""
    return InputError([Mistake(file, line, 0, "", message, fields)])


def cut(value: object) -> str:
    """A value as a mistake shows it: no longer than a line."""
    text = " ".join(str(value).split()) if isinstance(value, str) else str(value)[:200]
    return text if len(text) <= 60 else f"{text[:57]}…"
