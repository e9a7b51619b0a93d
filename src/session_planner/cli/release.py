"""`session-planner release`: a programme becomes the next version, and everybody is told what moved."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from session_planner.cli.common import (
    AsJson,
    Lang,
    ProgrammeFile,
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

HELP = """Publishes a programme as the next version: number, what moved and for whom, the notice in six languages.

The store is a plain folder that can be kept in git; nothing in it is ever changed but by a state that is added.

Example: session-planner release out/programme.json --note "Room of the joint discussion"
"""


def run(
    programme: ProgrammeFile,
    store: Annotated[Path, typer.Option("--store", metavar="DIR", help="The folder of all releases.")] = Path(
        "releases"
    ),
    scenario: Annotated[
        Path | None,
        typer.Option("--scenario", metavar="SCENARIO", help="By default scenario.yaml beside the programme."),
    ] = None,
    variant: VariantName = None,
    sets: Sets = None,
    without: Without = None,
    author: Annotated[
        str, typer.Option("--author", help="Who releases.", show_default="SESSION_PLANNER_AUTHOR, else the login name")
    ] = "",
    note: Annotated[str, typer.Option("--note", help="Why: a line for those who read the list of releases.")] = "",
    state: Annotated[
        str, typer.Option("--state", help="proposed, draft, or revised once a release was adopted.")
    ] = "proposed",
    by: Annotated[str, typer.Option("--by", help="Who proposes; the author if left out.")] = "",
    decision: Annotated[str, typer.Option("--decision", help="What it rests on: a decision's id, or text.")] = "",
    at: Annotated[
        str, typer.Option("--at", metavar="TIME", help="Moment of the release: 2012-10-16T18:00.", show_default="now")
    ] = "",
    calendars: Annotated[
        Path | None, typer.Option("--calendars", metavar="DIR", help="Also write every calendar that is public there.")
    ] = None,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 when released; 1 if there was nothing new to release, or somebody else was first."""
    import session_planner as sp

    speak = language(lang)
    reading, whole = sp.read_with_scenario(programme, scenario, variant, changes(sets, without))
    there = sp.Store(store)
    made = sp.release(
        reading.programme,
        whole,
        there,
        author=author or _author(),
        note=note,
        state=state,
        by=by,
        decision=decision,
        time=_moment(at, "--at") if at else now(there.newest),
    )
    notes = [one.told(speak) for one in reading.notes]
    if not as_json:
        for one in notes:
            say_error(one)
        print_lines(_told(made, speak))
    publish(there, made, calendars, speak, {"notes": notes} if as_json else None)
    return 0


def _told(made: Any, speak: str) -> Iterator[str]:
    """The notice, who is concerned in numbers, and where it all is."""
    yield from made.notice(speak).splitlines()
    yield ""
    if numbers := concerned(made.changes, speak):
        yield text(N_("Concerned: {numbers}"), speak, numbers=numbers)
    if made.conflicts:
        said = N_("Conflicts that stand in it: {number}; `session-planner check` tells them")
        yield text(said, speak, number=made.conflicts)
    said = N_("Release {number} ({state}) is in {folder}")
    yield text(said, speak, number=made.number, state=made.state.words(), folder=made.folder)
    if not made.public:
        yield text(N_("A draft is not public: no calendar and no later notice shows it"), speak)


_AUDIENCES = {
    "bodies": N_("bodies: {number}"),
    "delegations": N_("delegations: {number}"),
    "officers": N_("officers: {number}"),
    "rooms": N_("rooms: {number}"),
}
_KINDS = {
    "moved": N_("moved in time: {number}"),
    "room": N_("another room: {number}"),
    "new": N_("new: {number}"),
    "dropped": N_("dropped: {number}"),
    "longer": N_("longer: {number}"),
    "shorter": N_("shorter: {number}"),
    "split": N_("split: {number}"),
    "merged": N_("merged: {number}"),
    "partners": N_("other partners: {number}"),
}


def concerned(changes: Any, speak: str) -> str:
    """For how many of each audience something changed."""
    counted = {kind: len(changes["audiences"].get(kind, ())) for kind in _AUDIENCES}
    return _numbers(counted, _AUDIENCES, speak)


def changed(changes: Any, speak: str) -> str:
    """How many things changed, by what happened to them."""
    if changes["first"]:
        return text(N_("first release"), speak)
    kinds = [kind for move in changes["moves"] for kind in move["kinds"]]
    return _numbers({kind: kinds.count(kind) for kind in _KINDS}, _KINDS, speak)


def _numbers(counted: dict[str, int], words: dict[str, str], speak: str) -> str:
    from session_planner.words import comma

    return comma(speak).join(text(words[kind], speak, number=number) for kind, number in counted.items() if number)


def publish(store: Any, made: Any, calendars: Path | None, speak: str, as_json: dict[str, Any] | None) -> None:
    """Writes the calendars that are public, where asked for; then the release as JSON, also where that failed."""
    import session_planner as sp

    found = None
    try:
        if calendars is not None and store.public is not None:
            found = sp.publish_calendars(store, calendars)
    finally:
        if as_json is not None:
            written = found.as_dict() if found else None
            print_json({**made.as_dict(), "folder": str(made.folder), "calendars": written, **as_json})
    if found and as_json is None:
        said = N_("Calendars of release {number} are in {folder}")
        print_lines([text(said, speak, number=found.release, folder=calendars)])


def now(newest: Any = None) -> dt.datetime:
    """The clock; a second after the newest release if that was made within the same one."""
    time = dt.datetime.now(dt.UTC).replace(microsecond=0)
    return time + dt.timedelta(seconds=1) if newest is not None and newest.time == time else time


def _moment(written: str, option: str) -> dt.datetime:
    """A moment that somebody typed; without an offset it is by the clock of the session's place."""
    try:
        return dt.datetime.fromisoformat(written.strip())
    except ValueError:
        said = N_("`{found}` is not a moment; write it like 2012-10-16T18:00 or 2012-10-16T18:00+02:00")
        raise typer.BadParameter(text(said, language(), found=written), param_hint=option) from None


def day_or_moment(written: str, option: str) -> dt.date:
    """A date, or a moment, that somebody typed."""
    try:
        return dt.date.fromisoformat(written.strip())
    except ValueError:
        return _moment(written, option)


def _author() -> str:
    """Who it is, as far as the environment says."""
    if named := os.environ.get("SESSION_PLANNER_AUTHOR"):
        return named
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, as in some containers: it must be said then
        return ""
