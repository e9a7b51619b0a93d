"""`session-planner state`: what the bureau and the body said to a release."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from session_planner.cli.common import AsJson, Lang, language, print_lines
from session_planner.cli.release import day_or_moment, now, publish
from session_planner.words import N_, text

HELP = """Gives a release its next state: a draft is proposed, the bureau agrees, the body adopts.

A state is never taken back. A draft that is proposed becomes public; the newest release alone can.

Example: session-planner state releases 2 agreed --decision extended-bureau-july"""


def run(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The folder of all releases.", show_default=False)],
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The release.", show_default=False)],
    state: Annotated[str, typer.Argument(metavar="STATE", help="proposed, agreed or adopted.", show_default=False)],
    by: Annotated[str, typer.Option("--by", help="Who said so; a decision of the scenario tells it itself.")] = "",
    when: Annotated[
        str, typer.Option("--when", metavar="DAY", help="Day or moment: 2012-07-04.", show_default="the decision's")
    ] = "",
    decision: Annotated[
        str, typer.Option("--decision", help="By which decision: its id in the scenario, or its text.")
    ] = "",
    note: Annotated[str, typer.Option("--note", help="A line for those who read the list.")] = "",
    calendars: Annotated[
        Path | None, typer.Option("--calendars", metavar="DIR", help="Also write every calendar that is public there.")
    ] = None,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 2 for a state that the release cannot come to."""
    import session_planner as sp

    speak = language(lang)
    there = sp.Store(store)
    day = day_or_moment(when, "--when") if when else None
    release = sp.set_state(there, number, state, by=by, when=day, decision=decision, note=note, today=now())
    if not as_json:
        given = release.state
        said = N_("Release {number}: {state} ({when})")
        print_lines([text(said, speak, number=number, state=given.words(), when=given.when.isoformat())])
    publish(there, release, calendars, speak, {} if as_json else None)
    return 0
