"""`session-planner joint`: the bureau's sheet of each joint session."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from session_planner.cli.common import (
    AsJson,
    Lang,
    ScenarioFile,
    Sets,
    VariantName,
    Without,
    changes,
    language,
    print_json,
    say_error,
)
from session_planner.cli.output import DOCUMENT, TEXT, form_of, put
from session_planner.words import N_, text

HELP = """The bureau's sheet of each joint session: what was decided, whether every programme and calendar has it so.

Several programmes may be given, such as a table from each body's own hand (.json .csv .xlsx .ics): each speaks for the
bodies that have rows in it. Exit code 1 if a body's programme, or a calendar, lacks a session or has it otherwise.

Example: session-planner joint scenarios/untoc-wg-ta-2012.yaml out/programme.json --to pdf -o joint.pdf"""


def run(
    scenario: ScenarioFile,
    programmes: Annotated[
        list[Path],
        typer.Argument(
            metavar="PROGRAMME...", help="Programmes: .json, .csv, .xlsx or .ics; one or more.", show_default=False
        ),
    ],
    calendars: Annotated[
        list[Path] | None,
        typer.Option("--calendars", metavar="FILE_OR_DIR", help="Calendars that are out; may be repeated."),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(
            "--store", metavar="DIR", help="Releases, for the history; by default those the programme stands in."
        ),
    ] = None,
    session: Annotated[
        str | None, typer.Option("--session", metavar="ID", help="Only this joint session.", show_default=False)
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="FORMAT", help=f"{', '.join(DOCUMENT)}; by default by the name of the file, else text."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="By default standard output.")
    ] = None,
    variant: VariantName = None,
    sets: Sets = None,
    without: Without = None,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 where all agree, also where there is no joint session; 1 where something does not."""
    import session_planner as sp

    speak = language(lang)
    form = form_of(to, output, speak)
    whole = sp.load(scenario, variant, changes(sets, without))
    readings = [(str(path), sp.read_programme(path, whole)) for path in programmes]
    for file, reading in readings:
        for note in reading.notes:
            say_error(text(N_("{file}: {note}"), speak, file=file, note=note))
    there = _store(store, programmes, speak)
    given = [(file, reading.programme) for file, reading in readings]
    sheets = sp.joint_sheets(whole, given, calendars=calendars or (), store=there, session=session)
    if as_json:
        print_json({"sheets": [one.as_dict(speak) for one in sheets], "agree": all(one.agrees for one in sheets)})
    else:
        _written(sheets, whole, form, output, speak)
    return 0 if all(one.agrees for one in sheets) else 1


def _store(store: Path | None, programmes: list[Path], speak: str) -> Any:
    """The store named, else the one that the first programme of a release stands in, else none."""
    import session_planner as sp

    if store is not None:
        if not store.is_dir():
            raise typer.BadParameter(text(N_("there is no folder {folder}"), speak, folder=store), param_hint="--store")
        return sp.Store(store)
    released = (release for path in programmes if (release := sp.release_of(path)))
    release = next(released, None)
    return sp.Store(release.folder.parent) if release else None


def _written(sheets: Any, scenario: Any, form: str, output: Path | None, speak: str) -> None:
    """The sheets where they were asked for; in another form than text, what is wrong is told beside it."""
    import session_planner as sp

    put(sp.joint_document(sheets, scenario, speak), form, output)
    if form == TEXT and output is None:
        return
    for fault in (fault for one in sheets for fault in one.faults):
        say_error(fault.told(speak))
