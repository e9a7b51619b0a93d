"""What can go wrong, as one tree of exceptions with the exit codes of the command line.

Bottom of the house, imported by everything. A mistake in a file is data (`Mistake`: place, path, sentence and
fields), so that it can be told in any language, written as JSON, and collected until all of them are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from session_planner import words


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in an input: where it stands and what is said of it.

    `line` and `column` count from 1 and are 0 where no place is known; `path` reads like
    `bodies[0].agenda[2].duration`; `message` is a msgid whose `{fields}` may themselves be `words.Words`.
    """

    file: str
    line: int
    column: int
    path: str
    message: str
    fields: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def text(self, lang: str = "en") -> str:
        """The sentence in `lang`, without the place."""
        return words.text(self.message, lang, **self.fields)

    def told(self, lang: str = "en") -> str:
        """The place and the sentence in `lang`, as compilers write them: `file:line:column: sentence`."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.text(lang)}" if place else self.text(lang)

    def __str__(self) -> str:
        return self.told("en")

    def as_dict(self, lang: str = "en") -> dict[str, str | int]:
        """For `--json`."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "path": self.path,
            "message": self.text(lang),
        }


class SessionPlannerError(Exception):
    """The root of all errors that a caller may expect; `exit_code` is what the command line ends with."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, /, **fields: Any) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields

    def text(self, lang: str = "en") -> str:
        """What is said to the user, in `lang`."""
        return words.text(self.message, lang, **self.fields)

    def __str__(self) -> str:
        return self.text(lang="en")


class InputError(SessionPlannerError):
    """The input or the call is wrong; holds every mistake that was found, in the order of the file."""

    exit_code = 2

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        super().__init__("")
        self.mistakes = tuple(sorted(mistakes, key=lambda one: (one.file, one.line, one.column)))

    def text(self, lang: str = "en") -> str:
        return "\n".join(mistake.told(lang) for mistake in self.mistakes)


class OutsideError(SessionPlannerError):
    """Something outside failed: a disk, the network, a server."""

    exit_code = 4


class InternalError(SessionPlannerError):
    """An answer of ours did not stand its own check: a defect of the program, never of the input."""

    exit_code = 5
