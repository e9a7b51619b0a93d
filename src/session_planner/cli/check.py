"""`session-planner check`: the conflicts of any programme, from any hand."""

from __future__ import annotations

from collections.abc import Iterator
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
    print_lines,
    say_error,
)
from session_planner.words import N_, text

HELP = """Conflicts of any programme, ours or made by hand (.json .csv .xlsx .ics).

Tells every breach of a hard rule, and what each soft rule costs; --warnings tells each breach of those too.

Example: session-planner check scenarios/untoc-wg-ta-2012.yaml out/programme.json"""


def run(
    scenario: ScenarioFile,
    programme: ProgrammeFile,
    variant: VariantName = None,
    sets: Sets = None,
    without: Without = None,
    warnings: Annotated[bool, typer.Option("--warnings", help="Tell each breach of a soft rule too.")] = False,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 without errors, 1 with some."""
    import session_planner as sp

    speak = language(lang)
    made = changes(sets, without)
    whole = sp.load(scenario, variant, made)
    reading = sp.read_programme(Path(programme), whole)
    report = sp.check(reading.programme, whole)
    if as_json:
        print_json({**report.as_dict(speak), "notes": [note.told(speak) for note in reading.notes]})
        return 0 if report.clean else 1
    for note in reading.notes:
        say_error(note.told(speak))
    if made_otherwise := _made_otherwise(reading.programme, variant, made, speak):
        say_error(made_otherwise)
    print_lines(_told(report, warnings, speak))
    return 0 if report.clean else 1


def _told(report: Any, warnings: bool, speak: str) -> Iterator[str]:
    """A line for each breach of a hard rule, what the soft ones cost, and how much was checked."""
    for conflict in report.conflicts if warnings else report.errors:
        yield _line(conflict, speak)
    for one in report.costs:
        if one.cost:
            costs = N_("{rule} costs {cost} (weight {weight})")
            yield text(costs, speak, rule=one.rule, cost=str(one.cost), weight=str(one.weight))
    counted = N_("segments checked: {segments}; rules: {rules}; errors: {errors}; warnings: {warnings}")
    yield text(
        counted,
        speak,
        segments=str(report.segments),
        rules=str(len(report.rules)),
        errors=str(len(report.errors)),
        warnings=str(len(report.conflicts) - len(report.errors)),
    )


def _line(conflict: Any, speak: str) -> str:
    severity = text(N_("error") if conflict.severity == "error" else N_("warning"), speak)
    rests = text(N_(" (rests on {source})"), speak, source=conflict.source) if conflict.source else ""
    return f"{severity} {conflict.rule}: {conflict.words.told(speak)}{rests}"


def _made_otherwise(programme: Any, variant: str | None, sets: list[str], speak: str) -> str:
    """Says so where the programme was made from another variant, or with other changes, than it is checked against."""
    if (programme.variant, list(programme.sets)) == (variant, sets):
        return ""
    options = [f"--variant {programme.variant}"] if programme.variant else []
    options += [f"--without {one[1:]}" if one.startswith("-") else f"--set {one}" for one in programme.sets]
    if not options:
        return ""
    return text(N_("this programme was made with {options}, and is checked without"), speak, options=" ".join(options))
