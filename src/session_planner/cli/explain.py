"""`session-planner explain`: why there is no programme, and what would allow one."""

from __future__ import annotations

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
from session_planner.words import N_, semicolon, text

EXPLAIN_SECONDS = 60.0
"""How long an explanation takes at most unless said otherwise."""
MOST = 5
"""Minimal conflicts it tells unless asked for more: what a person reads at a time."""
_IDS = 3

HELP = """Why there is no programme: every minimal conflict in words, and the least changes that would allow one.

Example: session-planner explain scenarios/untoc-wg-ta-2012.yaml --variant second-group-late"""


def run(
    scenario: ScenarioFile,
    variant: VariantName = None,
    sets: Sets = None,
    without: Without = None,
    most: Annotated[int, typer.Option("--most", min=1, help="Most minimal conflicts to tell.")] = MOST,
    time_limit: Annotated[
        str | None, typer.Option("--time-limit", metavar="TIME", help="Such as 30s or 2min; a minute by default.")
    ] = None,
    workers: Workers = None,
    seed: Seed = 0,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 if there is a programme, 1 if there is none, 3 if the time was up before, 130 if interrupted."""
    import session_planner as sp
    from session_planner.cli.running import running

    speak = language(lang)
    whole = sp.load(scenario, variant, changes(sets, without))
    control = sp.Control(seconds(time_limit) or EXPLAIN_SECONDS, workers or cores(), seed)
    explanation = running(control, lambda: sp.explain(whole, control, most))
    if as_json:
        print_json(explanation.as_dict(speak))
    else:
        tell(explanation, speak)
    if control.stopped.is_set():
        say_error(text(N_("interrupted"), speak))
        return 130
    return {True: 0, False: 1, None: 3}[explanation.reasons.possible]


def tell(explanation: Any, speak: str) -> None:
    """The explanation in sentences."""
    reasons = explanation.reasons
    if reasons.possible is not False:
        print(
            text(
                N_("there is a programme for this scenario")
                if reasons.possible
                else N_("the time was up before this was known"),
                speak,
            )
        )
        return
    print(text(N_("There is no programme for this scenario. These cannot hold together:"), speak))
    for number, (conflict, sentences) in enumerate(zip(reasons.conflicts, explanation.told, strict=True), 1):
        proof = (
            text(N_("proved: with any one of them left out, the others can hold"), speak)
            if conflict.proved
            else text(N_("not proved minimal: the time was up"), speak)
        )
        print(f"\n{number}. {proof}")
        for sentence in sentences:
            print(f"   - {sentence.words.told(speak)}  [{_ids(sentence.instances)}]")
    if not reasons.complete:
        print("\n" + text(N_("There may be other conflicts; more are told with --most and --time-limit."), speak))
    if explanation.ways:
        print("\n" + text(N_("Ways out, least asking first:"), speak))
    for way in explanation.ways:
        print(f"   - {semicolon(speak).join(step.told(speak) for step in way.steps)}{_price(way, speak)}")
    if explanation.ways and not reasons.least:
        print("\n" + text(N_("Something that asks less may do, too: the time was up before that was known."), speak))


def _ids(instances: Any) -> str:
    """The instances behind a sentence, for `--set` and for the curious: the first few."""
    ids = [part.id for part in instances]
    return ", ".join(ids if len(ids) <= _IDS else [*ids[:_IDS], "…"])


def _price(way: Any, speak: str) -> str:
    if way.programme is not None:
        cost = str(way.programme.objective)
        if way.programme.status == "optimal":
            return text(N_(" – the programme then costs {cost}"), speak, cost=cost)
        return text(N_(" – the programme then costs {cost} or less"), speak, cost=cost)
    return "" if way.proved else text(N_(" – whether that is enough is not known: the time was up"), speak)
