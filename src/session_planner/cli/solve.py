"""`session-planner solve`: a programme of work."""

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
    TimeLimit,
    VariantName,
    Workers,
    cores,
    language,
    print_json,
    say_error,
    seconds,
)
from session_planner.words import N_, text

HELP = """A programme of work, proved free of conflict; or the reason why there is none.

Writes programme.json and a copy of the scenario into the folder. Ctrl-C keeps the best programme so far.

Example: session-planner solve scenarios/untoc-wg-ta-2012.yaml -o out"""

PROFILES = {"quick": 10.0, "standard": 60.0, "thorough": None}


def run(
    scenario: ScenarioFile,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder to write into; made if missing.")
    ],
    variant: VariantName = None,
    sets: Sets = None,
    profile: Annotated[
        str,
        typer.Option("--profile", help="How long to search: quick (10 s), standard (60 s), thorough (until proved)."),
    ] = "standard",
    time_limit: TimeLimit = None,
    workers: Workers = None,
    seed: Seed = 0,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 with a programme, 1 if none exists, 3 if the time was up before one was found, 130 if interrupted."""
    from rich.console import Console

    import session_planner as sp
    from session_planner.cli.running import reporter, running

    speak = language(lang)
    if profile not in PROFILES:
        raise typer.BadParameter(
            text(
                N_("there is no profile `{found}`; allowed: {allowed}"),
                speak,
                found=profile,
                allowed=", ".join(PROFILES),
            )
        )
    whole = sp.load(scenario, variant, sets or ())
    control = sp.Control(seconds(time_limit) or PROFILES[profile], workers or cores(), seed, reporter(speak))
    outcome = running(control, lambda: sp.solve(whole, control))
    if outcome.programme is not None:
        _write(outcome.programme, Path(scenario), output)
        if as_json:
            print_json(outcome.programme.as_dict())
        else:
            sp.show(outcome.programme, whole, speak, Console())
        return 130 if outcome.interrupted else 0
    if outcome.impossible:
        return _explained(whole, control, speak, as_json)
    say_error(
        text(
            N_("interrupted before a programme was found")
            if outcome.interrupted
            else N_("the time was up before a programme was found"),
            speak,
        )
    )
    return 130 if outcome.interrupted else 3


def _write(programme: Any, scenario: Path, output: Path) -> None:
    from session_planner.files import write_atomically

    output.mkdir(parents=True, exist_ok=True)
    copy = output / "scenario.yaml"
    if not (copy.exists() and copy.samefile(scenario)):
        write_atomically(copy, scenario.read_bytes())
    write_atomically(output / "programme.json", programme.to_json().encode())


def _explained(whole: Any, control: Any, speak: str, as_json: bool) -> int:
    import session_planner as sp
    from session_planner.cli.explain import tell
    from session_planner.cli.running import running

    asked = sp.Control(control.seconds, control.workers, control.seed)
    explanation = running(asked, lambda: sp.explain(whole, asked))
    if as_json:
        print_json(explanation.as_dict(speak))
    else:
        tell(explanation, whole, speak)
    return 1
