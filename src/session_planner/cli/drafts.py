"""The files that an import writes: the draft, and beside it the source's own timetable as a programme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.files import write_atomically
from session_planner.words import N_, text


class Files:
    """Where a draft and its programme go."""

    def __init__(self, scenario: Path, programme: Path | None, speak: str) -> None:
        self.scenario = scenario
        self.programme = programme or scenario.with_suffix(".programme.json")
        self.speak = speak

    def refuse_existing(self, force: bool) -> None:
        """Raises InputError for files that would be written over, before anything is read or written."""
        there = [path for path in (self.scenario, self.programme) if path.exists() and not force]
        if there:
            message = N_("this file is there already; --force writes over it")
            raise InputError(Mistake(str(path), 0, 0, "", message) for path in there)

    def write(self, draft: Any, shown: Any = None) -> Sequence[Mistake]:
        """Writes the draft, and the programme if there is one: both or none; then what in the draft is wrong as it is.

        `shown` is the draft as a review has it.
        """
        import session_planner as sp

        written = sp.draft_text(shown or draft, self.speak).encode()
        programme = sp.draft_programme(draft, self.scenario.stem)
        self.scenario.parent.mkdir(parents=True, exist_ok=True)
        before = self.programme.read_bytes() if programme is not None and self.programme.is_file() else None
        if programme is not None:
            write_atomically(self.programme, programme)
        try:
            write_atomically(self.scenario, written)
        except BaseException:
            self._take_back(programme, before)
            raise
        try:
            sp.load_written(written, str(self.scenario))
        except InputError as error:
            return error.mistakes
        return ()

    def _take_back(self, programme: bytes | None, before: bytes | None) -> None:
        if programme is not None and before is not None:
            write_atomically(self.programme, before)
        elif programme is not None:
            self.programme.unlink(missing_ok=True)

    def told(self, draft: Any) -> Iterator[str]:
        """What was written."""
        yield text(N_("written: {file}"), self.speak, file=str(self.scenario))
        if draft.programme:
            yield text(N_("written: {file}"), self.speak, file=str(self.programme))
