"""`session-planner compare`: programmes and variants side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from session_planner.cli.common import (
    AsJson,
    Lang,
    Seed,
    TimeLimit,
    Workers,
    cores,
    language,
    print_json,
    say_error,
    seconds,
)
from session_planner.cli.output import DOCUMENT, PICTURE, TEXT, form_of, put_answer
from session_planner.words import N_, text

HELP = """Programmes and variants side by side: possible or why not, what each costs, what is used, what moved for whom.

Each is a programme (.json .csv .xlsx .ics), a scenario, or a scenario as one of its variants (FILE@VARIANT). Scenarios
are solved, the time limit being shared. --variant and --also bring more sides of the first scenario named. The others
are laid against the first that has a programme; what differs by no more than the solver's gap is said to be so.

Example: session-planner compare scenarios/untoc-wg-ta-2012.yaml --variant joint-on-17 --also "-body:wg-ic"
"""

_FORMS = (*DOCUMENT, *PICTURE)
_SECONDS = 60.0
_MOST = 10
"""Changes of each side that text tells; the other forms tell all."""


def run(
    given: Annotated[
        list[str], typer.Argument(metavar="A [B...]", help="Programmes, or scenarios: FILE or FILE@VARIANT.")
    ],
    variants: Annotated[
        list[str] | None,
        typer.Option("--variant", metavar="NAME", help="Also the first scenario as this variant; may be repeated."),
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option(
            "--also",
            metavar="CHANGES",
            help="Also the first scenario with changes: 'path=value; -kind:id', of a variant with '@NAME; ...'.",
        ),
    ] = None,
    scenario: Annotated[
        Path | None,
        typer.Option(
            "--scenario",
            metavar="SCENARIO",
            help="The scenario of programmes that do not stand beside theirs.",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="FORMAT", help=f"{', '.join(_FORMS)}; by default by the name of the file, else text."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="By default standard output.")
    ] = None,
    time_limit: TimeLimit = None,
    workers: Workers = None,
    seed: Seed = 0,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 if each has a programme, 1 if one cannot have any or breaks a rule, 3 if the time was up for one."""
    import session_planner as sp
    from session_planner.cli.running import running, watcher_for

    speak = language(lang)
    form = form_of(to, output, speak, _FORMS)
    sides = sp.subjects(given, variants or (), also or (), str(scenario) if scenario else None)
    if len(sides) < 2:
        raise typer.BadParameter(text(N_("there must be two or more to compare"), speak), param_hint="A")
    watcher = watcher_for(speak)
    solves = sum(not one.programme for one in sides)
    control = sp.Control(seconds(time_limit) or _SECONDS * max(solves, 1), workers or cores(), seed, watcher)
    found = running(control, lambda: sp.compare(sides, control), watcher)
    if as_json:
        print_json(found.as_dict(speak))
    if output is not None or not as_json:
        _written(found, form, output, speak)
    if control.stopped.is_set():
        say_error(text(N_("interrupted"), speak))
        return 130
    return 1 if found.impossible else 3 if any(side.result.measures is None for side in found.sides) else 0


def _written(found: Any, form: str, output: Path | None, speak: str) -> None:
    """The comparison where it was asked for; on a terminal only some of the changes of each side."""
    import session_planner as sp

    most = {"most": _MOST} if form == TEXT and output is None else {}
    put_answer(
        form,
        output,
        lambda: sp.comparison_document(found, speak, picture=form not in (TEXT, "md"), **most),
        lambda: sp.comparison_svg(found, speak),
    )
