"""The door of `sources` for files: what a file is shows in its content, and its reader makes a draft of it.

Exports of other systems say by themselves what they are, and are asked first; what no system knows is read as a
document: paper, facts, draft.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.files import read_at_most
from session_planner.sources.draft import Draft
from session_planner.sources.paper import Paper
from session_planner.words import N_, say

MOST_BYTES = 64 * 1024 * 1024

SYSTEMS: tuple[str, ...] = (
    "session_planner.sources.systems.frab_xml",
    "session_planner.sources.systems.frab_json",
    "session_planner.sources.systems.pretalx",
    "session_planner.sources.systems.indico",
    "session_planner.sources.conferences.tpac.importing",
    "session_planner.sources.conferences.cosplib.importing",
    "session_planner.sources.systems.calendars",
    "session_planner.sources.systems.tables",
)
"""Modules that read the exports of other systems, asked in this order.

Each has `recognise(data: bytes, file: str) -> bool`, which is quick and never raises, and `read(data: bytes,
file: str, options: Options) -> Draft`.
"""


@dataclass(frozen=True, slots=True)
class Options:
    """What whoever imports says of a source: the zone its hours are in, and what columns of a table hold."""

    timezone: str | None = None
    year: int | None = None
    """The year of dates that a document prints without one."""
    mapping: tuple[str, ...] = ()
    """As `--map` takes them: `heading=kind`, `C=title`."""


def read_source(
    path: Path | str, *, timezone: str | None = None, year: int | None = None, mapping: tuple[str, ...] = ()
) -> Draft:
    """The draft of what a file holds. Raises InputError with what is wrong in it, OutsideError when the disk fails."""
    return parse_source(read_at_most(path, MOST_BYTES), str(path), Options(timezone, year, tuple(mapping)))


def parse_source(data: bytes, file: str, options: Options = Options()) -> Draft:
    """The same of bytes that were read elsewhere; `file` is the name that mistakes give."""
    if len(data) > MOST_BYTES:
        raise _about(file, N_("the file is larger than {most} MiB"), most=MOST_BYTES >> 20)
    if not data.strip():
        raise _about(file, N_("the file is empty"))
    for name in SYSTEMS:
        system: Any = import_module(name)
        if system.recognise(data, file):
            made: Draft = system.read(data, file, options)
            return made
    return _document(data, file, options)


def _document(data: bytes, file: str, options: Options) -> Draft:
    from session_planner.sources.agenda import read_agenda
    from session_planner.sources.drafting import draft_of
    from session_planner.sources.papers import parse_paper
    from session_planner.sources.systems.daysheets import draft_of_sheets, language_of

    paper = parse_paper(data, file)
    if lang := language_of(paper):
        return draft_of_sheets(paper, lang, options.timezone)
    draft = draft_of(read_agenda(paper, year=options.year), paper, timezone=options.timezone)
    if not draft.programme and options.year is None and _lacks_year(paper, draft):
        said = N_("the source has days and hours and names no year: with --year its timetable can be read")
        draft.notes.insert(0, say(said))
    return draft


def _lacks_year(paper: Paper, draft: Draft) -> bool:
    """Whether a document has days of the week with dates, and none of these a year."""
    from session_planner.sources.phrases.dates import dates_in

    lang = draft.facts.language if draft.facts else "en"
    phrases = [phrase for line in paper.lines() for phrase in dates_in(line.text, lang) if phrase.weekday is not None]
    return bool(phrases) and not any(day.year for phrase in phrases for day in phrase.days)


def _about(file: str, message: str, **fields: str | int) -> InputError:
    return InputError([Mistake(file, 0, 0, "", message, fields)])
