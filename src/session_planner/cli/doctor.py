"""`session-planner doctor`: what is missing on this machine, for what, and how to install it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from session_planner.cli.common import AsJson, Lang, draw, language, print_json, print_lines
from session_planner.words import N_, text

HELP = """What is missing on this machine, what does not work without it, and the line that installs it.

Exit code 0 when nothing is missing, 1 when something is.

Example: session-planner doctor"""


def run(
    store: Annotated[Path, typer.Option("--store", metavar="DIR", help="The folder that releases go into.")] = Path(
        "releases"
    ),
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Prints what was found, and how to get the rest."""
    import session_planner as sp

    speak = language(lang)
    diagnosis = sp.doctor(store)
    missing = len(diagnosis.missing)
    if as_json:
        print_json(diagnosis.as_dict(speak))
        return int(missing > 0)
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, pad_edge=False)
    shown.add_column(text(N_("What"), speak), no_wrap=True)
    for heading in (N_("State"), N_("For"), N_("Found")):
        shown.add_column(text(heading, speak))
    states = {True: text(N_("here"), speak), False: text(N_("missing"), speak)}
    for finding in diagnosis.findings:
        cells = (finding.id, states[finding.here], finding.what_for.told(speak), finding.detail)
        shown.add_row(*map(Text, cells))
    draw(lambda console: console.print(shown))
    print_lines(["", text(N_("missing: {number}"), speak, number=str(missing)), *diagnosis.install_lines(speak)])
    return int(missing > 0)
