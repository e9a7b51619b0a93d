"""`session-planner releases`: the releases of a store, and the change notice of any of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from session_planner.cli.common import AsJson, Lang, draw, language, print_json, write_out
from session_planner.cli.release import changed
from session_planner.words import N_, text

HELP = """The releases in a store: number, time, state, author, note, and what changed in numbers.

With --notice the change notice of one of them, as it was released, or with --since counted from any other.

Example: session-planner releases releases --notice 2 --lang fr"""


def run(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The folder of all releases.", show_default=False)],
    notice: Annotated[
        int | None, typer.Option("--notice", min=1, metavar="N", help="The change notice of release N (Markdown).")
    ] = None,
    since: Annotated[
        int | None,
        typer.Option("--since", min=1, metavar="N", help="Of --notice: what changed since release N instead."),
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="Of --notice: md, html, docx or pdf.")] = "md",
    body: Annotated[str | None, typer.Option("--body", help="Of --notice: what changed for this body.")] = None,
    room: Annotated[str | None, typer.Option("--room", help="Of --notice: what changed in this room.")] = None,
    delegation: Annotated[
        str | None, typer.Option("--delegation", help="Of --notice: what changed for this delegation.")
    ] = None,
    officer: Annotated[
        str | None, typer.Option("--officer", help="Of --notice: what changed for this officer.")
    ] = None,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Prints the list, or the notice."""
    import session_planner as sp

    speak = language(lang)
    there = sp.Store(store)
    chosen = {"bodies": body, "rooms": room, "delegations": delegation, "officers": officer}
    keep = sp.Filter(**{kind: (id,) for kind, id in chosen.items() if id is not None})
    if notice is not None:
        return _notice(there, notice, since, to, keep, as_json, speak)
    if since is not None or to != "md" or keep != sp.Filter():
        said = N_("--since, --to and those whom it concerns go with --notice")
        raise typer.BadParameter(text(said, speak))
    found = there.releases()
    if not found and not store.exists():
        raise typer.BadParameter(text(N_("there is no folder {folder}"), speak, folder=store), param_hint="STORE")
    if as_json:
        print_json({"releases": [release.as_dict() for release in found]})
        return 0
    draw(lambda console: console.print(_table(found, speak)))
    return 0


def _notice(store: Any, number: int, since: int | None, to: str, keep: Any, as_json: bool, speak: str) -> int:
    import session_planner as sp

    release = store.release(number)
    if as_json:
        found = sp.changes_between(store, number, since)
        changes = (found if keep == sp.Filter() else found.concerning(keep)).as_dict()
        print_json({"number": number, "since": release.since if since is None else since, "changes": changes})
    elif since is None and to == "md" and keep == sp.Filter():
        write_out(release.notice(speak).encode())
    else:
        write_out(sp.change_notice(store, number, speak, since, keep, to))
    return 0


def _table(found: Any, speak: str) -> Any:
    from rich.table import Table

    shown = Table(box=None, pad_edge=False)
    shown.add_column(text(N_("Release"), speak), justify="right", no_wrap=True)
    shown.add_column(text(N_("Time"), speak), no_wrap=True)
    for heading in (N_("State"), N_("Author"), N_("Changes"), N_("Note")):
        shown.add_column(text(heading, speak))
    for one in found:
        from rich.text import Text

        row = (
            str(one.number),
            one.time.strftime("%Y-%m-%d %H:%M"),
            one.state.words().told(speak),
            one.author,
            changed(one.changes, speak),
            one.note,
        )
        shown.add_row(*map(Text, row))
    return shown
