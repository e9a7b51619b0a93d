"""`session-planner solve`: a programme of work."""

from __future__ import annotations

from functools import partial
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
    Without,
    Workers,
    changes,
    cores,
    draw,
    language,
    print_json,
    print_lines,
    say_error,
    seconds,
)
from session_planner.cli.risk import Spread, Tolerance, minutes, robust_lines, share_of
from session_planner.words import N_, text

HELP = """A programme of work, proved free of conflict; or the reason why there is none.

Writes programme.json and a copy of the scenario into the folder. Ctrl-C keeps the best programme so far.

Example: session-planner solve scenarios/untoc-wg-ta-2012.yaml -o out"""

_EXPLAIN_LEAST = 10.0
PROFILES = {"quick": 10.0, "standard": 60.0, "thorough": None}


def run(
    scenario: ScenarioFile,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder to write into; made if missing.")
    ],
    variant: VariantName = None,
    sets: Sets = None,
    without: Without = None,
    profile: Annotated[
        str,
        typer.Option("--profile", help="How long to search: quick (10 s), standard (60 s), thorough (until proved)."),
    ] = "standard",
    robust: Annotated[
        float | None,
        typer.Option(
            "--robust",
            metavar="CHANCE",
            help="Keep so much time free before each joint session that it starts on time with this chance, such as "
            "0.9: by simulation of what the scenario estimates of durations, as `risk` does it.",
            show_default=False,
        ),
    ] = None,
    tolerance: Tolerance = "0min",
    spread: Spread = None,
    time_limit: TimeLimit = None,
    workers: Workers = None,
    seed: Seed = 0,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 with a programme, 1 if none exists, 3 if the time was up before one was found, 130 if interrupted."""
    import session_planner as sp
    from session_planner.cli.folder import Folder
    from session_planner.cli.running import running, watcher_for

    speak = language(lang)
    limit = _limit(profile, time_limit, speak)
    _refuse_no_chance(robust, speak)
    whole = sp.load(scenario, variant, changes(sets, without))
    folder = Folder(output, scenario)
    watcher = watcher_for(speak)
    control = sp.Control(limit, workers or cores(), seed, watcher)
    if robust is None:
        holds, outcome = None, running(control, lambda: sp.solve(whole, control), watcher)
    else:
        ask = partial(sp.robust, seed=seed, tolerance=minutes(tolerance, speak), spread=share_of(spread, speak))
        holds = running(control, lambda: ask(whole, robust, control), watcher)
        whole, outcome = holds.scenario, holds.outcome
    programme = outcome.programme if holds is None else holds.programme
    if programme is None:
        if holds is not None and holds.sessions:
            code = _does_not_hold(holds, whole, speak, as_json)
        else:
            code = _told_none(outcome, whole, control, speak, as_json)
        if folder.programme.exists():
            old = N_("`{file}` is of an earlier run: it is no answer to this one")
            say_error(text(old, speak, file=str(folder.programme)))
        return code
    folder.write(programme)
    _show(programme, whole, holds, speak, as_json)
    if outcome.interrupted:
        say_error(text(N_("interrupted: this is the best programme found until then"), speak))
    return 130 if outcome.interrupted else 0


def _show(programme: Any, whole: Any, holds: Any, speak: str, as_json: bool) -> None:
    import session_planner as sp

    if as_json:
        print_json(programme.as_dict() | ({"robust": holds.as_dict()} if holds else {}))
        return
    draw(lambda console: sp.show(programme, whole, speak, console))
    print_lines(robust_lines(holds, whole, speak) if holds else ())


def _does_not_hold(holds: Any, whole: Any, speak: str, as_json: bool) -> int:
    """No programme holds as asked, though there is one: bad news, or an interrupted search."""
    if as_json:
        print_json({"possible": True, "robust": holds.as_dict()})
    else:
        print_lines(robust_lines(holds, whole, speak))
    return 130 if holds.outcome.interrupted else 1


def _refuse_no_chance(robust: float | None, speak: str) -> None:
    if robust is not None and not 0 < robust < 1:
        said = N_("`{found}` is not a chance; write it like 0.9")
        raise typer.BadParameter(text(said, speak, found=f"{robust:g}"), param_hint="--robust")


def _limit(profile: str, time_limit: str | None, speak: str) -> float | None:
    """Seconds to search: the time limit if there is one, else the profile's."""
    if profile not in PROFILES:
        wrong = N_("there is no profile `{found}`; allowed: {allowed}")
        raise typer.BadParameter(text(wrong, speak, found=profile, allowed=", ".join(PROFILES)))
    return seconds(time_limit) or PROFILES[profile]


def _told_none(outcome: Any, whole: Any, control: Any, speak: str, as_json: bool) -> int:
    """Why there is no programme: none can be, or the time was up, or it was interrupted."""
    if outcome.impossible:
        return _explained(whole, control, speak, as_json)
    up, stopped = N_("the time was up before a programme was found"), N_("interrupted before a programme was found")
    if as_json:
        print_json({"possible": None, "interrupted": outcome.interrupted})
    say_error(text(stopped if outcome.interrupted else up, speak))
    return 130 if outcome.interrupted else 3


def _explained(whole: Any, control: Any, speak: str, as_json: bool) -> int:
    import session_planner as sp
    from session_planner.cli.explain import EXPLAIN_SECONDS, MOST, tell
    from session_planner.cli.running import running

    # What the search left of its time, but enough to say something.
    left = max(_EXPLAIN_LEAST, control.left) if control.left is not None else EXPLAIN_SECONDS
    asked = sp.Control(left, control.workers, control.seed)
    explanation = running(asked, lambda: sp.explain(whole, asked, MOST))
    if as_json:
        print_json(explanation.as_dict(speak))
    else:
        tell(explanation, speak)
    return 130 if asked.stopped.is_set() else 1
