"""`session-planner sweep`: all variants, or a grid of values, or a sample of it, with the results in a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from session_planner.cli.common import (
    AsJson,
    Lang,
    ScenarioFile,
    Sets,
    Without,
    changes,
    cores,
    language,
    print_json,
    say_error,
    seconds,
)
from session_planner.cli.output import DOCUMENT, PICTURE, TEXT, form_of, put_answer, put_bytes
from session_planner.cli.running import Watcher
from session_planner.words import N_, text

HELP = """All variants of a scenario, or a grid of values, each solved; the results come into an SQLite file one by one.

Without --grid: the scenario as it is and each of its variants. Run again, it goes on where it stopped, and only shows
the results where nothing is left to solve. Ctrl-C keeps what has come.

Example: session-planner sweep scenarios/untoc-wg-ta-2012.yaml -o sweep.sqlite --grid "bodies.wg-ta.agenda.5.duration=\
30 min,1 h,2 h" """

_FORMS = (TEXT, "csv", "json", *DOCUMENT[1:], *PICTURE)
_UNDRAWN = (TEXT, "csv", "json", "md")
"""Forms without a chart."""
_SECONDS = 60.0
_HOUR, _MINUTE = 3600, 60
_Many = list[str] | None


def _repeated(name: str, metavar: str, help: str) -> Any:
    return typer.Option(name, metavar=metavar, help=f"{help}; may be repeated.")


def run(
    scenario: ScenarioFile,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="RESULTS", help="The file of results; made if missing.")
    ],
    variants: Annotated[_Many, _repeated("--variant", "NAME", "Try this variant")] = None,
    all_variants: Annotated[
        bool, typer.Option("--all-variants", help="Try the scenario as it is and each of its variants.")
    ] = False,
    grid: Annotated[_Many, _repeated("--grid", "PATH=V1,V2,...", "Try each of these values, with all others'")] = None,
    sample: Annotated[
        int | None,
        typer.Option("--sample", metavar="N", min=1, help="Only so many trials, drawn by --seed.", show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, max=2**31 - 1, help="Seed of sample and search.")] = 0,
    sets: Sets = None,
    without: Without = None,
    time_limit: Annotated[
        str, typer.Option("--time-limit", metavar="TIME", help="Most time for each solve, such as 30s or 2min.")
    ] = f"{_SECONDS:.0f}s",
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, max=256, help="Processes; by default one a core.", show_default=False),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler", metavar="ADDRESS", help="A Dask cluster, such as tcp://host:8786.", show_default=False
        ),
    ] = None,
    reasons: Annotated[
        bool, typer.Option("--reasons", help="Say why where there is no programme; that may take longer.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Try anew what failed or had too little time.")] = False,
    where: Annotated[
        _Many, _repeated("--where", "CONDITION", "Show only such rows: 'status=optimal', 'cost<=20'")
    ] = None,
    sort: Annotated[_Many, _repeated("--sort", "COLUMN", "Order of the rows; -COLUMN: largest first")] = None,
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="A,B,...", help="Columns to show, or all.", show_default=False),
    ] = None,
    plot: Annotated[
        str | None,
        typer.Option(
            "--plot", metavar="ACROSS,UP", help="Two columns for the chart; by default the cost.", show_default=False
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="FORMAT", help=f"{', '.join(_FORMS)}; by default by the name of the file, else text."
        ),
    ] = None,
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="FILE", help="Where the table goes; by default standard output."),
    ] = None,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 with all trials made, 1 where some failed or were wrong, 130 if interrupted."""
    import session_planner as sp
    from session_planner.cli.running import running

    speak = language(lang)
    form = form_of(to, save, speak, _FORMS)
    if plot and form in _UNDRAWN:
        none = N_("there is no chart in {form}; choose another with --to: {allowed}")
        drawn = ", ".join(one for one in _FORMS if one not in _UNDRAWN)
        raise typer.BadParameter(text(none, speak, form=form, allowed=drawn), param_hint="--plot")
    whole = sp.load(scenario)
    trials = sp.sweep_trials(
        scenario, variants=variants or (), all_variants=all_variants, grid=grid or (),
        sets=changes(sets, without), sample=sample, seed=seed,
    )  # fmt: skip
    limit, control = seconds(time_limit), sp.Control()
    watcher = _Watcher(speak) if sys.stderr.isatty() else None
    engine = sp.dask_cluster(scheduler) if scheduler else sp.process_pool(workers or cores())
    with sp.SweepResults(output) as results:
        swept = running(
            control,
            lambda: sp.sweep(
                scenario, trials, results, engine=engine, seconds=limit, seed=seed, lang=speak,
                reasons=reasons, again=again, control=control, watch=watcher,
            ),
            watcher,
        )  # fmt: skip
        every = "all" if as_json or form in ("csv", "json") else ""
        shown = [one for given in (columns or every).split(",") if (one := given.strip())]
        table = sp.sweep_table(results.rows(swept.keys), where or (), sort or (), shown)
    if as_json:
        print_json(_as_dict(swept, table))
    if not swept.interrupted and (save is not None or not as_json):
        _written(table, whole, form, save, plot or "", speak)
    return _ended(swept, output, speak)


def _as_dict(swept: Any, table: Any) -> dict[str, Any]:
    progress = swept.progress
    return {
        "trials": progress.of,
        "done": progress.done,
        "interrupted": swept.interrupted,
        "statuses": dict(sorted(progress.statuses.items())),
        "rows": table.as_dicts(),
    }


def _written(table: Any, whole: Any, form: str, save: Path | None, plot: str, speak: str) -> None:
    """The table where it was asked for, in its form."""
    import json

    import session_planner as sp

    if form == "csv":
        put_bytes(table.csv().encode(), save)
    elif form == "json":
        put_bytes((json.dumps(table.as_dicts(), ensure_ascii=False, indent=1) + "\n").encode(), save)
    else:
        drawing = sp.sweep_svg(table, speak, plot) if form not in _UNDRAWN else ""
        put_answer(form, save, lambda: sp.sweep_document(table, whole, speak, drawing=drawing), lambda: drawing)


def _ended(swept: Any, output: Path, speak: str) -> int:
    """Tells what is there and how to go on; the exit code."""
    progress = swept.progress
    if swept.strangers:
        others = N_("{file} also holds results of other trials, scenarios or versions: {number}; they stay as they are")
        say_error(text(others, speak, file=str(output), number=str(swept.strangers)))
    if swept.interrupted:
        said = N_("interrupted: {done} of {all} are in {file}; the same command goes on from there")
        say_error(text(said, speak, done=str(progress.done), all=str(progress.of), file=str(output)))
        return 130
    bad = sum(progress.statuses.get(status, 0) for status in ("failed", "wrong"))
    if bad:
        told = N_("trials that failed or whose scenario has mistakes: {number}; the column `reason` says why")
        say_error(text(told, speak, number=str(bad)))
    return 1 if bad else 0


class _Watcher(Watcher):
    """How far a sweep is, and how long it still takes."""

    def _line(self, elapsed: float) -> str:
        seen = self.latest
        if seen is None:
            return text(N_("{seconds} s: no result yet"), self.speak, seconds=f"{elapsed:.0f}")
        counts = ", ".join(f"{status} {number}" for status, number in sorted(seen.statuses.items()))
        fields = {"seconds": f"{elapsed:.0f}", "done": str(seen.done), "all": str(seen.of), "counts": counts}
        if seen.left is None:
            return text(N_("{seconds} s: {done} of {all} ({counts})"), self.speak, **fields)
        # Between two results time goes on.
        left = _clock(max(seen.left - (elapsed - seen.seconds), 0))
        return text(N_("{seconds} s: {done} of {all} ({counts}), {left} left"), self.speak, **fields, left=left)


def _clock(seconds: float) -> str:
    """Hours, minutes and seconds as a clock shows them."""
    whole = round(seconds)
    hours, minutes = whole // _HOUR, whole % _HOUR // _MINUTE
    return f"{hours}:{minutes:02}:{whole % _MINUTE:02}" if hours else f"{minutes}:{whole % _MINUTE:02}"
