"""`session-planner prices`: what each requirement costs, and what would allow a programme where there is none."""

from __future__ import annotations

from contextlib import ExitStack
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
from session_planner.cli.output import DOCUMENT, form_of, put
from session_planner.words import N_, text

HELP = """What each decision, lock, window, capacity and hard rule costs: what the programme gains without it.

Each is dropped, or loosened by one step, and the scenario is solved again; what is gained is told tier by tier, proved
or with the interval that it lies in, with what would move. Where there is no programme at all: the least that would
allow one, in the order of how much it asks of whom.

Example: session-planner prices scenarios/untoc-wg-ta-2012.yaml --kind lock --kind window"""

PRICE_SECONDS = 120.0
"""How long all prices together take at most unless said otherwise."""


def run(
    scenario: ScenarioFile,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Only what is of this kind; may be repeated: decision, lock, window, absence, order, document, "
            "capacity, sitting, rule.",
        ),
    ] = None,
    step: Annotated[int, typer.Option("--step", min=1, metavar="MINUTES", help="By how much times are loosened.")] = 30,
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
    without: Without = None,
    sets: Sets = None,
    processes: Annotated[
        int, typer.Option("--processes", min=1, max=256, help="Solves at a time, each in a process of its own.")
    ] = 1,
    time_limit: Annotated[
        str | None,
        typer.Option("--time-limit", metavar="TIME", help="Such as 30s or 5min; two minutes by default."),
    ] = None,
    workers: Workers = None,
    seed: Seed = 0,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 with prices, 1 if there is no programme at all, 3 if none was found in time, 130 if interrupted."""
    import session_planner as sp
    from session_planner.cli.running import running, watcher_for

    speak = language(lang)
    form = form_of(to, output, speak)
    _known(kinds or (), speak)
    whole = sp.load(scenario, variant, changes(sets, without))
    watcher = watcher_for(speak)
    control = sp.Control(
        seconds(time_limit) or PRICE_SECONDS, workers or (1 if processes > 1 else cores()), seed, watcher
    )
    with ExitStack() as stack:
        executor = _pool(processes, stack)
        found = running(
            control,
            lambda: sp.prices(whole, control, kinds or (), step=step, executor=executor, at_once=processes),
            watcher,
        )
    if found.base.status == "impossible":
        return _repairs(whole, control, form, output, speak, as_json=as_json)
    if found.base.programme is None:
        up, stopped = N_("the time was up before a programme was found"), N_("interrupted before a programme was found")
        if as_json:
            print_json(found.as_dict(speak))
        say_error(text(stopped if control.stopped.is_set() else up, speak))
        return 130 if control.stopped.is_set() else 3
    if as_json:
        print_json(found.as_dict(speak))
    if output is not None or not as_json:
        put(sp.prices_document(found, whole, speak), form, output, width=120)
    if control.stopped.is_set():
        say_error(text(N_("interrupted"), speak))
        return 130
    return 0


def _known(kinds: Any, speak: str) -> None:
    import session_planner as sp

    for kind in kinds:
        if kind not in sp.PRICED:
            said = N_("`{found}` is not one there is; allowed: {allowed}")
            raise typer.BadParameter(text(said, speak, found=kind, allowed=", ".join(sp.PRICED)), param_hint="--kind")


def _pool(processes: int, stack: ExitStack) -> Any:
    """Processes to solve in; None where one after the other will do."""
    if processes == 1:
        return None
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return stack.enter_context(ProcessPoolExecutor(processes, mp_context=get_context("spawn")))


def _repairs(whole: Any, control: Any, form: str, output: Path | None, speak: str, *, as_json: bool) -> int:
    """What would allow a programme; in what is left of the time, and enough to say something."""
    import session_planner as sp
    from session_planner.cli.explain import EXPLAIN_SECONDS
    from session_planner.cli.running import running

    asked = sp.Control(max(10.0, control.left or EXPLAIN_SECONDS), control.workers, control.seed)
    explanation = running(asked, lambda: sp.explain(whole, asked))
    found = sp.repairs(explanation, whole)
    if as_json:
        known = {"status": "impossible", "least": explanation.reasons.least}
        print_json({**known, "repairs": [one.as_dict(speak) for one in found]})
    if output is not None or not as_json:
        put(sp.repairs_document(found, whole, speak, least=explanation.reasons.least), form, output, width=120)
    return 130 if asked.stopped.is_set() else 1
