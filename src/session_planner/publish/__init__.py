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
    from session_planner.programme.filter import Filter
    from session_planner.programme.model import Programme
    from session_planner.scenario.model import Scenario


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its writer as `module:function`, the suffix of its files, its media type, the options it takes."""

    writer: str
    suffix: str
    media_type: str
    options: tuple[str, ...] = ()

    def load(self) -> Callable[..., bytes | str]:
        """The function of (programme, scenario, language, filter, **options) that writes it; imports its module."""
        return loaded(self.writer)


def loaded(home: str) -> Callable[..., Any]:
    """The function at `module:function` of this package."""
    module, _, function = home.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"session_planner.publish.{module}"), function)
    return found


_CALENDAR, _DOCUMENT = ("granularity", "ledger", "alarm"), ("layout",)

FORMATS = {
    "csv": Format("table:table_csv", ".csv", "text/csv; charset=utf-8; header=present"),
    "docx": Format(
        "documents:docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _DOCUMENT
    ),
    "frab-json": Format("frab:frab_json", ".json", "application/json", ("ledger",)),
    "frab-xml": Format("frab:frab_xml", ".xml", "application/xml", ("ledger",)),
    "html": Format("documents:html", ".html", "text/html; charset=utf-8", _DOCUMENT),
    "ics": Format("calendars.ics:calendar", ".ics", "text/calendar; charset=utf-8; method=PUBLISH", _CALENDAR),
    "jcal": Format("calendars.jcal:jcal", ".json", "application/calendar+json; method=PUBLISH", _CALENDAR),
    "json": Format("table:table_json", ".json", "application/json"),
    "md": Format("documents:markdown", ".md", "text/markdown; charset=utf-8", _DOCUMENT),
    "pdf": Format("documents:pdf", ".pdf", "application/pdf", _DOCUMENT),
    "png": Format("pictures.picture:png", ".png", "image/png"),
    "svg": Format("pictures.picture:svg", ".svg", "image/svg+xml"),
    "xcal": Format("calendars.xcal:xcal", ".xml", "application/calendar+xml; charset=utf-8; method=PUBLISH", _CALENDAR),
}

LAYOUTS = {
    "annex": "layouts.annex:annex",
    "day": "layouts.day:day_sheets",
    "order": "layouts.order:order_of_the_day",
    "parallel": "layouts.parallel:parallel_meetings",
    "week": "layouts.week:week_at_a_glance",
}
"""How a document is laid out: a function of (programme, scenario, language, filter) each, that gives a `Document`."""


def export(
    programme: Programme, scenario: Scenario, to: str, lang: str = "en", keep: Filter | None = None, **options: Any
) -> bytes:
    """A programme, or the part of it that `keep` leaves, as a file in one of `FORMATS`, its words in `lang`.

    `options` are those that the format takes, others are left aside: documents have a `layout` (one of `LAYOUTS`);
    calendars a `granularity` (item or sitting), the `ledger` of the release that the programme is, and an `alarm`
    (minutes before each entry). Raises InputError for a format, a language, a layout or an id in `keep` that there is
    not.
    """
    from session_planner.programme.filter import EVERYTHING

    _known("format", to, FORMATS)
    _known("language", lang, LANGUAGES)
    _known("layout", options.get("layout", "annex"), LAYOUTS)
    _known("granularity", options.get("granularity", "item"), ("item", "sitting"))
    taken = {name: value for name, value in options.items() if name in FORMATS[to].options}
    written = FORMATS[to].load()(programme, scenario, lang, keep or EVERYTHING, **taken)
    return written.encode() if isinstance(written, str) else written


def _known(what: str, found: str, allowed: Iterable[str]) -> None:
    if found not in allowed:
        said = N_("`{found}` is not one there is; allowed: {allowed}")
        raise InputError([Mistake("", 0, 0, what, said, {"found": found, "allowed": ", ".join(allowed)})])
