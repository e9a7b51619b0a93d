"""`session-planner export`: a programme in another form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from session_planner.cli.common import Lang, ProgrammeFile, language, say_error, write_out
from session_planner.words import N_, text

HELP = """A programme in another form: calendar, document, table or picture; whole, or for a body, room or person.

Of a programme in a store of releases, calendars have the numbers of its release and what was cancelled until then.

Example: session-planner export out/programme.json --to md --lang fr"""

Ids = list[str] | None
_FORMATS = "ics, jcal, xcal, md, html, docx, pdf, csv, json, frab-xml, frab-json, svg, png"


def run(
    programme: ProgrammeFile,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"{_FORMATS}.")],
    scenario: Annotated[
        Path | None,
        typer.Option("--scenario", metavar="SCENARIO", help="By default scenario.yaml beside the programme."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="By default standard output.")
    ] = None,
    layout: Annotated[
        str, typer.Option("--layout", help="Documents: annex, parallel, day, week or order (of the day).")
    ] = "annex",
    body: Annotated[Ids, typer.Option("--body", help="Only this body's programme; may be repeated.")] = None,
    room: Annotated[Ids, typer.Option("--room", help="Only this room; may be repeated.")] = None,
    delegation: Annotated[
        Ids, typer.Option("--delegation", help="Only what this delegation follows; may be repeated.")
    ] = None,
    officer: Annotated[
        Ids, typer.Option("--officer", help="Only where this officer is needed; may be repeated.")
    ] = None,
    granularity: Annotated[
        str, typer.Option("--granularity", help="Calendar entries: one an item or one a sitting.")
    ] = "item",
    alarm: Annotated[
        int | None, typer.Option("--alarm", metavar="MINUTES", min=0, help="Calendars: a reminder before each entry.")
    ] = None,
    lang: Lang = "",
) -> int:
    """Writes to the file, or to standard output."""
    import session_planner as sp
    from session_planner.files import write_atomically

    speak = language(lang)
    release = sp.release_of(programme)
    if release is not None and scenario is None:
        whole = release.scenario()
        found = release.programme(whole)
    else:
        reading, whole = sp.read_with_scenario(programme, scenario)
        found = reading.programme
    keep = sp.Filter(tuple(body or ()), tuple(room or ()), tuple(delegation or ()), tuple(officer or ()))
    options: dict[str, Any] = {"granularity": granularity, "layout": layout}
    if alarm is not None:
        options["alarm"] = alarm
    if release is not None:
        options["ledger"] = release.ledger()
        if not release.public:
            said = N_(
                "release {number} is a draft: a calendar made from it is for your own eyes, and not to be sent out"
            )
            say_error(text(said, speak, number=release.number))
    data = sp.export(found, whole, to, speak, keep, **options)
    if output is None:
        write_out(data)
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(output, data)
    return 0
