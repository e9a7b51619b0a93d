"""`session-planner export`: a programme in another form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from session_planner.cli.common import Lang, ProgrammeFile, language, say_error, write_out
from session_planner.words import N_, text

HELP = """A programme in another form: calendar, document, table or picture; whole, or for a body, room or person.

Of a programme in a store of releases, calendars have the numbers of its release and what was cancelled until then.

Example: session-planner export out/programme.json --to md --lang fr"""

Ids = list[str] | None
_FORMATS = (
    "ics, jcal, xcal, md, html, docx, pdf, csv, json, frab-xml, frab-json, svg, png; cosplib or tpac with --instance"
)


def run(
    programme: ProgrammeFile,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"{_FORMATS}.")],
    scenario: Annotated[
        Path | None,
        typer.Option("--scenario", metavar="SCENARIO", help="By default scenario.yaml beside the programme."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="By default standard output.")
    ] = None,
    layout: Annotated[
        str, typer.Option("--layout", help="Documents: annex, parallel, day, week or order (of the day).")
    ] = "annex",
    body: Annotated[Ids, typer.Option("--body", help="Only this body's programme; may be repeated.")] = None,
    room: Annotated[Ids, typer.Option("--room", help="Only this room; may be repeated.")] = None,
    delegation: Annotated[
        Ids, typer.Option("--delegation", help="Only what this delegation follows; may be repeated.")
    ] = None,
    officer: Annotated[
        Ids, typer.Option("--officer", help="Only where this officer is needed; may be repeated.")
    ] = None,
    granularity: Annotated[
        str, typer.Option("--granularity", help="Calendar entries: one an item or one a sitting.")
    ] = "item",
    alarm: Annotated[
        int | None, typer.Option("--alarm", metavar="MINUTES", min=0, help="Calendars: a reminder before each entry.")
    ] = None,
    instance: Annotated[
        Path | None,
        typer.Option(
            "--instance",
            metavar="SOURCE",
            help="cosplib, tpac: the file that the scenario was imported from.",
            show_default=False,
        ),
    ] = None,
    lang: Lang = "",
) -> int:
    """Writes to the file, or to standard output; exit code 1 if what is written breaks what its form asks for."""
    import session_planner as sp

    speak = language(lang)
    if to in ("cosplib", "tpac"):
        if body or room or delegation or officer:
            raise typer.BadParameter(text(N_("a solution holds the whole programme"), speak), param_hint="--to")
        if instance is None:
            said = text(N_("name the file that the scenario was imported from"), speak)
            raise typer.BadParameter(said, param_hint="--instance")
        return (_solution if to == "cosplib" else _week)(programme, instance, output, speak)
    release = sp.release_of(programme)
    if release is not None and scenario is None:
        whole = release.scenario()
        found = release.programme(whole)
    else:
        reading, whole = sp.read_with_scenario(programme, scenario)
        found = reading.programme
    keep = sp.Filter(tuple(body or ()), tuple(room or ()), tuple(delegation or ()), tuple(officer or ()))
    options: dict[str, Any] = {"granularity": granularity, "layout": layout}
    if alarm is not None:
        options["alarm"] = alarm
    if release is not None:
        options["ledger"] = release.ledger()
        if not release.public:
            said = N_(
                "release {number} is a draft: a calendar made from it is for your own eyes, and not to be sent out"
            )
            say_error(text(said, speak, number=release.number))
    data = sp.export(found, whole, to, speak, keep, **options)
    _write(data, output)
    return 0


def _write(data: bytes, output: Path | None) -> None:
    from session_planner.files import write_atomically

    if output is None:
        write_out(data)
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(output, data)


def _solution(programme: Path, workbook: Path, output: Path | None, speak: str) -> int:
    """A programme as a solution of the conference in a workbook of CoSPLib, told with its score."""
    import session_planner as sp

    instance = sp.cosplib.read_instance(workbook)
    solution = sp.cosplib.solution_of(sp.read_programme(programme).programme, instance, str(programme))
    verdict = sp.cosplib.judge(instance, solution)
    _write(sp.cosplib.solution_bytes(solution, instance), output)
    for wrong in verdict.wrong:
        say_error(wrong.told(speak))
    say_error(text(N_("it scores {score}"), speak, score=str(verdict.total)))
    return 1 if verdict.wrong else 0


def _week(programme: Path, week: Path, output: Path | None, speak: str) -> int:
    """A programme in the JSON of a week of group meetings, told with what it keeps of what was asked for."""
    import session_planner as sp

    event = sp.tpac.read_event(week)
    solution = sp.tpac.solution_of(sp.read_programme(programme).programme, event, str(programme))
    verdict = sp.tpac.judge(event, solution)
    _write(sp.tpac.solution_bytes(event, solution), output)
    told = N_(
        "slots asked for: {wanted}, given: {met}; conflicts: {conflicts}; meetings that are not as they must be: {hard}"
    )
    counts = {"wanted": verdict.wanted, "met": verdict.met, "hard": verdict.hard}
    counts["conflicts"] = verdict.direct + verdict.indirect
    say_error(text(told, speak, **{name: str(count) for name, count in counts.items()}))
    return 1 if verdict.hard else 0
