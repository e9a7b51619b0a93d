"""How much of a file is read, how a refusal is told, and how text is made clean: what every format's reader shares."""

from __future__ import annotations

import re
import time
import unicodedata
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.words import N_

MOST_BYTES = 64 * 1024 * 1024
"""Of a file. Agendas are far smaller; a scanned one has no text to read in any case."""
MOST_CHARACTERS = 8_000_000
MOST_LINES = 200_000
MOST_IN_LINE = 200_000
"""Characters of one line or paragraph."""
MOST_CELLS = 200_000
"""Places of the grids of all tables together, those that a merged cell covers included."""
MOST_COLUMNS = 200

_SPACES = re.compile(r"\s+")
# Marks that say how text is drawn (direction, joining, where it may break) and no letter: soft hyphens are among them.
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
# Letters in the shapes that they take in print, which some PDFs have in place of the letters themselves.
_SHAPED = re.compile("[\ufb00-\ufb06\ufb50-\ufdcf\ufdf0-\ufdfc\ufe70-\ufefc]+")


def clean(text: str) -> str:
    """The text with plain single spaces (for no-break, full-width and narrow ones too), without marks nobody sees."""
    text = _UNSEEN.sub("", text)
    text = _SHAPED.sub(lambda shaped: unicodedata.normalize("NFKC", shaped[0]), text)
    if not text.isprintable():
        text = "".join(_plain(letter) for letter in text)
    return _SPACES.sub(" ", text).strip()


def _plain(letter: str) -> str:
    if letter.isprintable() or letter.isspace():
        return letter
    return "" if unicodedata.category(letter) in ("Cc", "Cs", "Cf") else letter


def refused(file: str, message: str, *, line: int = 0, **fields: Any) -> InputError:
    """The error that says why a file cannot be read; `message` is a msgid."""
    return InputError([Mistake(file, line, 0, "", message, fields)])


def too_large(file: str, size: int, most: int) -> InputError:
    """The file, or what it unpacks to, is larger than is read."""
    return refused(
        file, N_("the document holds {size} MiB; at most {most} are read"), size=size >> 20, most=max(most >> 20, 1)
    )


def too_long(file: str) -> InputError:
    """More text than an agenda has."""
    return refused(
        file,
        N_("the document has more than {lines} lines or {characters} characters, which no agenda has"),
        lines=MOST_LINES,
        characters=MOST_CHARACTERS,
    )


def broken(file: str, kind: str, reason: object) -> InputError:
    """The file is damaged or no file of its kind; `reason` is what its library said."""
    told = clean(str(reason))[:200] or type(reason).__name__
    return refused(file, N_("this {kind} file is damaged and cannot be read: {reason}"), kind=kind, reason=told)


def missing_library(file: str, kind: str) -> InputError:
    """The extra that reads this kind of file is not installed."""
    return refused(file, N_("reading {kind} files needs `session-planner[import]` installed"), kind=kind)


class Budget:
    """What is left of the text, cells and seconds that one document may take; each reader spends from it."""

    def __init__(self, file: str, seconds: float = 60.0) -> None:
        self.file = file
        self._seconds = seconds
        self._until = time.monotonic() + seconds
        self._characters = MOST_CHARACTERS
        self._lines = MOST_LINES
        self._cells = MOST_CELLS

    def line(self, text: str) -> None:
        """One line or paragraph more."""
        self._lines -= 1
        self._characters -= len(text)
        if self._lines < 0 or self._characters < 0 or len(text) > MOST_IN_LINE:
            raise too_long(self.file)
        if not self._lines % 256:
            self.look()

    def cells(self, count: int) -> None:
        """So many places of a table's grid more."""
        self._cells -= count
        if self._cells < 0:
            message = N_("the tables of the document have more than {most} cells")
            raise refused(self.file, message, most=MOST_CELLS)

    def look(self) -> None:
        """Ends the reading when it has taken too long."""
        if time.monotonic() > self._until:
            message = N_("reading the document took more than {seconds} seconds and was ended")
            raise refused(self.file, message, seconds=round(self._seconds))
