"""`session-planner export`: a programme in another form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from session_planner.cli.common import Lang, ProgrammeFile, language, write_out

HELP = """A programme in another form: json, csv, md, html or ics; whole, or for a body, room, delegation or officer.

Example: session-planner export out/programme.json --to md --lang fr"""


def run(
    programme: ProgrammeFile,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="json, csv, md, html or ics.")],
    scenario: Annotated[
        Path | None,
        typer.Option("--scenario", metavar="SCENARIO", help="By default scenario.yaml beside the programme."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="By default standard output.")
    ] = None,
    body: Annotated[str | None, typer.Option("--body", help="Only this body's programme.")] = None,
    room: Annotated[str | None, typer.Option("--room", help="Only this room.")] = None,
    delegation: Annotated[str | None, typer.Option("--delegation", help="Only what this delegation follows.")] = None,
    officer: Annotated[str | None, typer.Option("--officer", help="Only where this officer is needed.")] = None,
    granularity: Annotated[
        str, typer.Option("--granularity", help="Calendar entries: one an item or one a sitting.")
    ] = "item",
    lang: Lang = "",
) -> int:
    """Writes to the file, or to standard output."""
    import session_planner as sp
    from session_planner.files import write_atomically

    speak = language(lang)
    found = sp.read_programme(programme, None)
    whole = sp.find_scenario(found.programme, programme, scenario)
    chosen = {"bodies": body, "rooms": room, "delegations": delegation, "officers": officer}
    keep = sp.Filter(**{kind: (id,) for kind, id in chosen.items() if id is not None})
    options = {"granularity": granularity} if to == "ics" else {}
    data = sp.export(found.programme, whole, to, speak, keep, **options)
    if output is None:
        write_out(data)
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(output, data)
    return 0
