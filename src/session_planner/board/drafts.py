"""A text of the scenario that somebody is writing, by hand or by forms, before it is kept.

Beside `moves`: what is asked for here changes nothing. A draft may be wrong in any way, and is told with all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.loading import load_written
from session_planner.scenario.contradictions import contradictions
from session_planner.scenario.edit import Change as Edit
from session_planner.scenario.edit import edit
from session_planner.scenario.model import Item, Scenario
from session_planner.scenario.text import parse


@dataclass(frozen=True, slots=True)
class Draft:
    """`data` is what the text says as plain data, None where it is no YAML; `scenario` is None where it is wrong."""

    text: str
    data: Any
    mistakes: tuple[Mistake, ...]
    scenario: Scenario | None

    @property
    def contradictions(self) -> tuple[Mistake, ...]:
        """What shows at once that no programme can exist."""
        return contradictions(self.scenario) if self.scenario else ()

    @property
    def refs(self) -> list[tuple[str, dict[str, str]]]:
        """All items and headings by body and number, each with its title; none where the scenario is wrong."""
        if self.scenario is None:
            return []
        return [found for body in self.scenario.bodies for found in _refs(body.id, body.agenda)]


def drafted(text: str, edits: Sequence[Edit], file: str, variant: str | None = None) -> Draft:
    """The draft that a text is with edits made. Raises InputError where an edit leads nowhere."""
    written = edit(text, edits, file) if edits else text
    try:
        data = parse(written, file).data
    except InputError as error:
        return Draft(written, None, error.mistakes, None)
    try:
        return Draft(written, _plain(data), (), load_written(written.encode(), file, variant))
    except InputError as error:
        return Draft(written, _plain(data), error.mistakes, None)


def _refs(body: str, items: Sequence[Item]) -> list[tuple[str, dict[str, str]]]:
    found = []
    for item in items:
        found.append((f"{body}/{item.number}", dict(item.title or {})))
        found += _refs(body, item.items)
    return found


def _plain(value: Any) -> Any:
    """As JSON holds it; a number that JSON would write otherwise (item 1.10) is the text that stands there."""
    if isinstance(value, dict):
        return {key: _plain(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_plain(below) for below in value]
    if isinstance(value, float):
        written = str(getattr(value, "raw", value))
        return float(value) if written == repr(float(value)) else written
    return value
