"""`session-planner import`: a draft scenario from what planners have, and a programme where the source holds one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from session_planner.cli.common import AsJson, Lang, language, print_json, print_lines, say_error
from session_planner.words import N_, text

HELP = """A draft scenario from an agenda document or another system's export, and its timetable as a programme.

Every value in the draft says beside it which line or page it comes from, or how it was inferred. What could not be
placed is listed, and kept at the end of the draft.

Example: session-planner import agenda.docx -o scenario.yaml"""


def run(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SOURCE",
            help="A document (.txt, .md, .docx, .pdf, .html) or an export of another system.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="SCENARIO", help="The draft to write.", show_default=False),
    ] = None,
    programme: Annotated[
        Path | None,
        typer.Option(
            "--programme",
            metavar="FILE",
            help="Where the source's timetable goes; by default beside the draft, as SCENARIO.programme.json.",
            show_default=False,
        ),
    ] = None,
    timezone: Annotated[
        str | None,
        typer.Option(
            "--timezone",
            metavar="ZONE",
            help="The zone of the source's hours, such as Europe/Vienna; by default that of the place it names.",
            show_default=False,
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            min=1900,
            max=2199,
            help="The year of a document that prints its days without one.",
            show_default=False,
        ),
    ] = None,
    maps: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="COLUMN=KIND",
            help="Tables: what a column holds, such as Ort=room or C=title; may be repeated.",
            show_default=False,
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="SCENARIO",
            help="A scenario that takes over the busy times of a calendar, its comments kept; with --busy.",
            show_default=False,
        ),
    ] = None,
    busy: Annotated[
        list[str] | None,
        typer.Option(
            "--busy",
            metavar="KIND:ID[=FILE]",
            help="Whose busy times SOURCE (or another FILE) has: room:ID, officer:ID or body:ID; may be repeated.",
            show_default=False,
        ),
    ] = None,
    review: Annotated[
        bool, typer.Option("--review", help="Walk through what is inferred or doubtful, here in the terminal.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there already.")] = False,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 with a draft, 1 if the draft does not validate as it is, 2 if the source cannot be read."""
    import session_planner as sp
    from session_planner.cli.drafts import Files

    speak = language(lang)
    if into is not None or busy:
        from session_planner.cli.busy import taken_over

        return taken_over(source, into, tuple(busy or ()), output, speak, as_json=as_json)
    if output is None and not as_json:
        raise typer.BadParameter(text(N_("say where the draft is to go"), speak), param_hint="-o")
    files = Files(output, programme, speak) if output is not None else None
    if files is not None and not review:
        files.refuse_existing(force)
    draft = sp.read_source(source, timezone=timezone, year=year, mapping=tuple(maps or ()))
    if review and files is not None:
        from session_planner.cli.reviewing import reviewed

        return reviewed(draft, source, files, speak, force=force)
    mistakes = files.write(draft) if files is not None else ()
    if as_json:
        print_json(sp.draft_as_dict(draft, speak))
    elif files is not None:
        print_lines([*files.told(draft), *sp.draft_summary(draft, speak)])
    return tell_mistakes(mistakes, speak)


def tell_mistakes(mistakes: Any, speak: str) -> int:
    """What in a draft has to be put right before it can be used; the exit code for it."""
    for mistake in mistakes:
        say_error(mistake.told(speak))
    if mistakes:
        say_error(text(N_("this draft cannot be used before that is put right"), speak))
    return 1 if mistakes else 0
