"""Outputs: one module a format, all from one view of the programme.

Last station of the way of the data. `FORMATS` is the list of what `export` can write; a format's module, and the
libraries it needs, are loaded when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from session_planner.errors import InputError, Mistake
from session_planner.words import LANGUAGES, N_

if TYPE_CHECKING:
    from session_planner.programme.model import Programme
    from session_planner.publish.filter import Filter
    from session_planner.scenario.model import Scenario


@dataclass(frozen=True, slots=True)
class Format:
    """A format: where its writer is, as `module:function`, the suffix of its files, its media type."""

    writer: str
    suffix: str
    media_type: str

    def load(self) -> Callable[..., bytes | str]:
        """The function of (programme, scenario, language, filter) that writes a programme; imports its module."""
        module, _, function = self.writer.partition(":")
        found: Callable[..., bytes | str] = getattr(import_module(f"session_planner.publish.{module}"), function)
        return found


FORMATS = {
    "csv": Format("table:table_csv", ".csv", "text/csv; charset=utf-8; header=present"),
    "html": Format("annex:html", ".html", "text/html; charset=utf-8"),
    "ics": Format("ics:calendar", ".ics", "text/calendar; charset=utf-8; method=PUBLISH"),
    "json": Format("table:table_json", ".json", "application/json"),
    "md": Format("annex:markdown", ".md", "text/markdown; charset=utf-8"),
}


def export(
    programme: Programme, scenario: Scenario, to: str, lang: str = "en", keep: Filter | None = None, **options: Any
) -> bytes:
    """A programme, or the part of it that `keep` leaves, as a file in one of `FORMATS`, its words in `lang`.

    `options` are those of the format: `ics` has `granularity` (item or sitting), `stamp` and `sequences`. Raises
    InputError for a format, a language or an id in `keep` that there is not.
    """
    from session_planner.publish.filter import EVERYTHING

    _known("format", to, FORMATS)
    _known("language", lang, LANGUAGES)
    written = FORMATS[to].load()(programme, scenario, lang, keep or EVERYTHING, **options)
    return written.encode() if isinstance(written, str) else written


def _known(what: str, found: str, allowed: Iterable[str]) -> None:
    if found not in allowed:
        said = N_("`{found}` is not one there is; allowed: {allowed}")
        raise InputError([Mistake("", 0, 0, what, said, {"found": found, "allowed": ", ".join(allowed)})])
