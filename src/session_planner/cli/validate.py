"""`session-planner validate`: every mistake of a scenario at once."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from session_planner.cli.common import (
    AsJson,
    Lang,
    ScenarioFile,
    Sets,
    VariantName,
    Without,
    changes,
    language,
    print_json,
    print_lines,
)
from session_planner.words import N_, text

HELP = """Every mistake of a scenario at once, with file:line:column, what was found and what is allowed.

Also what shows without a search that no programme can exist, such as an item longer than all its sittings.

Example: session-planner validate scenarios/untoc-wg-ta-2012.yaml"""


def run(
    scenario: ScenarioFile,
    variant: VariantName = None,
    all_variants: Annotated[bool, typer.Option("--all-variants", help="Also as each variant that it names.")] = False,
    sets: Sets = None,
    without: Without = None,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 if there is none, 2 if there are some."""
    import session_planner as sp

    speak = language(lang)
    if all_variants and variant is not None:
        raise typer.BadParameter(text(N_("--variant and --all-variants exclude each other"), speak))
    made = changes(sets, without)
    mistakes, whole = _mistakes(scenario, variant, made)
    found = [(variant, mistake) for mistake in mistakes]
    if all_variants and whole is not None:
        for one in whole.variants:
            found += [(one.id, mistake) for mistake in _mistakes(scenario, one.id, made)[0] if mistake not in mistakes]
    if as_json:
        print_json({"mistakes": [{**mistake.as_dict(speak), "variant": as_variant} for as_variant, mistake in found]})
    elif found or whole is None:
        print_lines(_line(mistake.told(speak), as_variant, speak) for as_variant, mistake in found)
        print_lines([text(N_("mistakes: {count}"), speak, count=str(len(found)))])
    else:
        counts = {kind: str(count) for kind, count in sp.contents(whole).items()}
        print_lines([text(N_("{file}: in order"), speak, file=str(scenario)), text(CONTENTS, speak, **counts)])
    return 2 if found else 0


def _line(told: str, variant: str | None, speak: str) -> str:
    return text(N_("as variant {variant}: {mistake}"), speak, variant=variant, mistake=told) if variant else told


CONTENTS = N_(
    "days: {days}; bodies: {bodies}; agenda items: {items}; sittings: {sittings}; rooms: {rooms}; "
    "joint sessions: {joint_sessions}; variants: {variants}"
)


def _mistakes(scenario: Any, variant: str | None, made: list[str]) -> tuple[tuple[Any, ...], Any]:
    """The mistakes of a scenario as one of its variants; and the scenario, where it can be read at all."""
    import session_planner as sp
    from session_planner.errors import InputError

    try:
        whole = sp.load(scenario, variant, made)
    except InputError as error:
        return error.mistakes, None
    return sp.contradictions(whole), whole
