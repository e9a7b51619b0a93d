"""`session-planner front`: the programmes between two wishes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from session_planner.cli.common import (
    AsJson,
    Lang,
    ScenarioFile,
    Seed,
    Sets,
    VariantName,
    Without,
    Workers,
    changes,
    cores,
    language,
    print_json,
    say_error,
    seconds,
)
from session_planner.cli.output import DOCUMENT, PICTURE, form_of, put_answer
from session_planner.words import N_, text

FRONT_SECONDS = 120.0
"""How long a front takes at most unless said otherwise."""

HELP = """The programmes between two wishes: those in which neither costs less without the other costing more.

The two are soft rules by their ids (`session-planner rules`), tiers, the sum of their rules, or measures as `compare`
and `sweep` name them (`sittings.handed_back`, `delegations.beyond`, `interpreted.peak`). They stand above all other
wishes here; each point is a programme that was checked, proved to be on the front or told with its gap. With -o each
programme goes into a folder of its own, beside the picture.

Example: session-planner front scenarios/hybrid-week.yaml --between agenda-order remote-hours -o front"""


def run(
    scenario: ScenarioFile,
    between: Annotated[
        tuple[str, str], typer.Option("--between", metavar="WISH WISH", help="The two wishes.", show_default=False)
    ],
    steps: Annotated[
        int | None,
        typer.Option("--steps", min=2, help="About so many points; by default all there are.", show_default=False),
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help=f"{', '.join((*DOCUMENT, *PICTURE))}.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Folder for the programmes; made if missing."),
    ] = None,
    variant: VariantName = None,
    without: Without = None,
    sets: Sets = None,
    time_limit: Annotated[
        str | None, typer.Option("--time-limit", metavar="TIME", help="Such as 30s or 5min; two minutes by default.")
    ] = None,
    workers: Workers = None,
    seed: Seed = 0,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 with a front, 1 if there is no programme, 3 if none was found in time, 130 if interrupted."""
    import session_planner as sp
    from session_planner.cli.running import running, watcher_for

    speak = language(lang)
    form = form_of(to, None, speak, (*DOCUMENT, *PICTURE))
    whole = sp.load(scenario, variant, changes(sets, without))
    watcher = watcher_for(speak)
    control = sp.Control(seconds(time_limit) or FRONT_SECONDS, workers or cores(), seed, watcher)
    found = running(control, lambda: sp.front(whole, *between, control, steps), watcher)
    if output is not None and found.points:
        _write(found, output, scenario, speak)
    if as_json:
        print_json(found.as_dict(speak))
    elif found.points:
        _shown(found, whole, form, speak)
    if control.stopped.is_set():
        say_error(text(N_("interrupted"), speak))
        return 130
    if found.points:
        return 0
    none = N_("there is no programme for this scenario; `session-planner explain` says why")
    say_error(text(none if found.impossible else N_("the time was up before a programme was found"), speak))
    return 1 if found.impossible else 3


def _shown(found: Any, whole: Any, form: str, speak: str) -> None:
    """The front on standard output, in words or as its picture alone."""
    import session_planner as sp

    put_answer(form, None, lambda: sp.front_document(found, whole, speak), lambda: sp.front_chart(found, speak))


def _write(found: Any, folder: Path, scenario: Path, speak: str) -> None:
    """The programme of each point, as a solve writes it, and the picture."""
    import session_planner as sp
    from session_planner.cli.folder import Folder
    from session_planner.files import write_atomically

    for number, point in enumerate(found.points, 1):
        Folder(folder / f"point-{number}", scenario).write(point.programme)
    write_atomically(folder / "front.svg", sp.front_chart(found, speak).encode())
    number = len(found.points) + 1
    while (stale := folder / f"point-{number}" / "programme.json").exists():
        old = N_("`{file}` is of an earlier run: it is no answer to this one")
        say_error(text(old, speak, file=str(stale)))
        number += 1
