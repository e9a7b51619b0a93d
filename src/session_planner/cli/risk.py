"""`session-planner risk`: how likely a programme holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from session_planner.cli.common import (
    AsJson,
    Lang,
    ProgrammeFile,
    ScenarioFile,
    Sets,
    VariantName,
    Without,
    changes,
    language,
    print_json,
    say_error,
)
from session_planner.cli.output import DOCUMENT, PICTURE, form_of, put, put_picture
from session_planner.words import N_, text

HELP = """How likely everything starts on time, how long sittings overrun, and which items threaten which.

Thousands of sessions are simulated in which each item lasts as the scenario estimates: from least to most, as expected
on average, or by its list of speakers. An item with one figure lasts just that, unless --spread says otherwise. Every
figure is told with its sampling error.

Example: session-planner risk scenarios/untoc-wg-ta-2012.yaml out/programme.json --spread 0.2"""

FORMS = (*DOCUMENT, *PICTURE)
_MOST_SHORT, _MOST = 10, 50
"""Threats that text tells, and the other forms; JSON has all."""

Tolerance = Annotated[
    str,
    typer.Option("--tolerance", metavar="TIME", help="How late a start still is on time, such as 5min."),
]
Spread = Annotated[
    float | None,
    typer.Option(
        "--spread",
        metavar="SHARE",
        help="How much less or more an item with one figure may take: 0.2 for a fifth.",
        show_default=False,
    ),
]


def run(
    scenario: ScenarioFile,
    programme: ProgrammeFile,
    samples: Annotated[int, typer.Option("--samples", min=100, max=1_000_000, help="Simulated sessions.")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", min=0, max=2**31 - 1, help="Seed of the simulation.")] = 0,
    tolerance: Tolerance = "0min",
    spread: Spread = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="FORMAT", help=f"{', '.join(FORMS)}; by default by the name of the file, else text."
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
    """Exit code 0: a chance is neither good news nor bad."""
    import session_planner as sp

    speak = language(lang)
    form = form_of(to, output, speak, FORMS)
    late, share = minutes(tolerance, speak), share_of(spread, speak)
    whole = sp.load(scenario, variant, changes(sets, without))
    reading = sp.read_programme(programme, whole)
    for note in reading.notes:
        say_error(note.told(speak))
    found = sp.risk(reading.programme, whole, samples, seed, late, share)
    if as_json:
        print_json(found.as_dict(whole))
    if output is not None or not as_json:
        _written(found, whole, form, output, speak)
    return 0


def _written(found: Any, whole: Any, form: str, output: Path | None, speak: str) -> None:
    """The answer where it was asked for, in its form."""
    import session_planner as sp

    if form in PICTURE:
        put_picture(sp.risk_svg(found, whole, speak), form, output)
        return
    most = _MOST_SHORT if form == "text" else _MOST
    document = sp.risk_document(found, whole, speak, most=most, picture=form not in ("text", "md"))
    put(document, form, output, width=120)


def minutes(written: str, speak: str) -> int:
    """Minutes of a tolerance such as `5min`, `1h` or `5`."""
    found = re.fullmatch(r"(\d{1,4})\s*(min|m|h)?", written.strip())
    if found is None:
        said = N_("`{found}` is not a time of minutes; write it like 5min")
        raise typer.BadParameter(text(said, speak, found=written), param_hint="--tolerance")
    return int(found[1]) * (60 if found[2] == "h" else 1)


def share_of(spread: float | None, speak: str) -> float | None:
    """A spread as a share: above 0, below 1; None where none is asked for."""
    if spread is not None and not 0 <= spread < 1:
        said = N_("`{found}` is not a share; write it like 0.2, for a fifth less or more")
        raise typer.BadParameter(text(said, speak, found=f"{spread:g}"), param_hint="--spread")
    return spread or None


def robust_lines(found: Any, whole: Any, speak: str) -> list[str]:
    """What a search for a programme that holds came to: each joint session's reserve and chance, and what is short."""
    said = {
        "": N_("Every joint session starts on time with a chance of at least {asked} (simulated):"),
        "impossible": N_(
            "No programme was found in which every joint session starts on time with a chance of {asked}: more reserve"
            " than this leaves no programme. The highest chance found is {highest}:"
        ),
        "time": N_(
            "The time was up before a programme was found in which every joint session starts on time with a chance of"
            " {asked}. The highest chance found is {highest}:"
        ),
        "rounds": N_(
            "No programme was found in which every joint session starts on time with a chance of {asked}, though more"
            " and more reserve was tried. The highest chance found is {highest}:"
        ),
    }[found.why]
    highest = "–" if found.highest is None else f"{found.highest:.1%}"
    if not found.sessions:
        return [text(N_("The scenario has no joint session: there is nothing to reserve time for."), speak)]
    lines = [text(said, speak, asked=f"{found.asked:.1%}", highest=highest)]
    titles = {joint.id: joint.called.told(speak) for joint in whole.joint_sessions}
    for one in found.sessions:
        told = N_("- {joint}: {reserve} min kept free before it; on time in {chance} of simulated sessions")
        if one.chance.low < one.chance.value < one.chance.high:
            told = N_("- {joint}: {reserve} min kept free before it; on time in {chance} ({low}–{high})")
        chance = {name: f"{getattr(one.chance, at):.1%}" for name, at in _CHANCE.items()}
        lines.append(text(told, speak, joint=titles[one.joint], reserve=str(one.reserve), **chance))
    if found.programme is not None and found.total:
        in_all = N_("In all {total} min are kept free. Less is not enough, proved.")
        if not found.least:
            in_all = N_("In all {total} min are kept free. Less may be enough, but no less than {least} min.")
        lines.append(text(in_all, speak, total=str(found.total), least=str(found.at_least)))
    if not found.varies:
        lines.append(text(N_("Nothing varies: the scenario gives one figure for every duration; see --spread."), speak))
    return lines


_CHANCE = {"chance": "value", "low": "low", "high": "high"}
