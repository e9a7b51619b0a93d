"""`session-planner check`: the conflicts of any programme, from any hand."""

from __future__ import annotations

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
    language,
    print_json,
    say_error,
)
from session_planner.words import N_, text

HELP = """Conflicts of any programme, ours or made by hand (.json .csv .xlsx .ics).

Example: session-planner check scenarios/untoc-wg-ta-2012.yaml out/programme.json"""


def run(
    scenario: ScenarioFile,
    programme: ProgrammeFile,
    variant: VariantName = None,
    sets: Sets = None,
    warnings: Annotated[bool, typer.Option("--warnings/--errors-only", help="Tell of soft rules too.")] = True,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 without errors, 1 with some."""
    import session_planner as sp

    speak = language(lang)
    whole = sp.load(scenario, variant, sets or ())
    reading = sp.read_programme(Path(programme), whole)
    report = sp.check(reading.programme, whole)
    if as_json:
        print_json({**report.as_dict(speak), "notes": [note.told(speak) for note in reading.notes]})
        return 0 if report.clean else 1
    for note in reading.notes:
        say_error(note.told(speak))
    for conflict in report.conflicts if warnings else report.errors:
        print(_line(conflict, speak))
    print(
        text(
            N_("{segments} segments checked against {rules} rules: {errors} errors, {warnings} warnings"),
            speak,
            segments=str(report.segments),
            rules=str(len(report.rules)),
            errors=str(len(report.errors)),
            warnings=str(len(report.conflicts) - len(report.errors)),
        )
    )
    return 0 if report.clean else 1


def _line(conflict: Any, speak: str) -> str:
    severity = text(N_("error") if conflict.severity == "error" else N_("warning"), speak)
    rests = text(N_(" (rests on {source})"), speak, source=conflict.source) if conflict.source else ""
    return f"{severity} {conflict.rule}: {conflict.words.told(speak)}{rests}"
