"""`session-planner replan`: the programme that changes least, after what happened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from session_planner.cli.common import (
    AsJson,
    Lang,
    ScenarioFile,
    Seed,
    Sets,
    TimeLimit,
    VariantName,
    Without,
    Workers,
    changes,
    cores,
    language,
    print_json,
    print_lines,
    say_error,
    seconds,
)
from session_planner.words import N_, text

HELP = """The programme that changes least against a published one, after what happened; proved least, or with its gap.

Counts first the delegates affected, then the segments moved, then minutes, then rooms. Writes programme.json, the
changed scenario.yaml and the change notice into the folder; with --store also the next release's draft.

Events: "item 3 overran 40 min", "item 5 finished early at 11:20", "room D lost from 15:00", "chair ill until Thursday",
"document X late by two days", "interpretation team lost", "joint session X moved by the bureau to 18 October 11:00",
'new item 9 "Title" of BODY 45 min', "sitting added 18 October 15:00-18:00 of BODY",
"sitting cancelled 18 October 15:00".

Example: session-planner replan scenarios/untoc-wg-ta-2012.yaml --from out/programme.json --now 2012-10-17T12:10
--event "item 3 overran 30 min" -o new"""

_SECONDS = 60.0


def run(
    scenario: ScenarioFile,
    source: Annotated[
        Path, typer.Option("--from", metavar="PROGRAMME", help="The programme that is out: .json, .csv, .xlsx or .ics.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder to write into; made if missing.")
    ],
    events: Annotated[
        list[str] | None, typer.Option("--event", metavar="TEXT", help="What happened; may be repeated.")
    ] = None,
    now: Annotated[
        str,
        typer.Option(
            "--now",
            metavar="TIME",
            help="How far the session has come, such as 2012-10-17T12:10: what began before it stays.",
            show_default="when the events can be known",
        ),
    ] = "",
    store: Annotated[
        Path | None, typer.Option("--store", metavar="DIR", help="The releases: makes the next one's draft there.")
    ] = None,
    author: Annotated[
        str, typer.Option("--author", help="Who drafts.", show_default="SESSION_PLANNER_AUTHOR, else the login name")
    ] = "",
    variant: VariantName = None,
    sets: Sets = None,
    without: Without = None,
    time_limit: TimeLimit = None,
    workers: Workers = None,
    seed: Seed = 0,
    as_json: AsJson = False,
    lang: Lang = "",
) -> int:
    """Exit code 0 with a programme, 1 if none exists, 3 if the time was up before one was found, 130 if interrupted."""
    import session_planner as sp
    from session_planner.cli.running import running, watcher_for

    speak = language(lang)
    reading, was = sp.read_with_scenario(source, _beside(source) or scenario, variant, changes(sets, without))
    out = reading.programme
    if variant is None:
        whole = sp.load(scenario, out.variant, [*out.sets, *changes(sets, without)])
    else:
        whole = sp.load(scenario, variant, changes(sets, without))
    folder = _folder(output, scenario, source)
    there = sp.Store(store) if store is not None else None
    before = sp.published_before(there, out) if there is not None else None
    time = sp.read_now(now, whole) if now else None
    watcher = watcher_for(speak)
    control = sp.Control(seconds(time_limit) or _SECONDS, workers or cores(), seed, watcher)
    result = running(
        control, lambda: sp.replan(whole, out, events or (), time, before, control, was, write=True), watcher
    )
    if not as_json:
        for note in reading.notes:
            say_error(note.told(speak))
    if result.programme is None:
        return _told_none(result, control, speak, as_json)
    assert result.text is not None
    folder.text = result.text.text.encode()
    folder.write(result.programme)
    notice = _write_notice(result, folder, speak)
    draft = _draft(there, result, folder, author, events or [], speak) if there is not None else None
    if as_json:
        print_json({**result.as_dict(), "draft": draft.as_dict() if draft else None})
    else:
        print_lines(_told(result, notice, draft, folder, speak))
    if result.outcome.interrupted:
        say_error(text(N_("interrupted: this is the best programme found until then"), speak))
    return 130 if result.outcome.interrupted else 0


def _beside(source: Path) -> Path | None:
    """The copy of its scenario beside a programme of ours: that is what it was published with."""
    copy = source.with_name("scenario.yaml")
    return copy if source.suffix.lower() == ".json" and copy.exists() else None


def _folder(output: Path, scenario: Path, source: Path) -> Any:
    """The folder to write into; not that of the programme that is replanned, nor that of the scenario it is made of."""
    from session_planner.cli.folder import Folder
    from session_planner.errors import InputError, Mistake

    folder = Folder(output, scenario)
    for ours, theirs in ((folder.copy, scenario), (folder.programme, source)):
        if ours.exists() and theirs.exists() and ours.samefile(theirs):
            said = N_("`{file}` would be overwritten; choose another folder with -o")
            raise InputError([Mistake("", 0, 0, "", said, {"file": str(ours)})])
    return folder


def _write_notice(result: Any, folder: Any, speak: str) -> str:
    import session_planner as sp
    from session_planner.files import write_atomically

    notice = sp.replan_notice(result.changes, speak, time=result.now)
    write_atomically(folder.path / f"notice.{speak}.md", notice)
    return str(notice.decode())


def _draft(store: Any, result: Any, folder: Any, author: str, events: list[str], speak: str) -> Any:
    """The next release's draft; None, and said so, where nothing changed since the newest release."""
    import session_planner as sp
    from session_planner.cli.release import _author, now
    from session_planner.errors import SessionPlannerError

    try:
        return sp.release(
            result.programme, sp.load(folder.copy), store,
            author=author or _author(), note="; ".join(events), state="draft", time=now(store.newest),
        )  # fmt: skip
    except SessionPlannerError as error:
        if error.exit_code != 1:
            raise
        say_error(error.text(speak))
        return None


def _told(result: Any, notice: str, draft: Any, folder: Any, speak: str) -> Iterator[str]:
    """The notice, what changed in numbers and whether it is the least, and where it all is."""
    from session_planner.words import When

    yield from notice.splitlines()
    yield ""
    if result.now is not None:
        yield text(N_("What began before {now} stays as it is."), speak, now=When(result.now))
    for one in result.counts:
        yield one.words.told(speak)
    for name in result.text.dropped:
        yield text(N_("variant `{name}` no longer fits the scenario and is left out of it"), speak, name=name)
    if draft is not None:
        said = N_("Release {number} ({state}) is in {folder}")
        yield text(said, speak, number=draft.number, state=draft.state.words(), folder=draft.folder)
    yield text(N_("Programme, scenario and notice are in {folder}"), speak, folder=folder.path)


def _told_none(result: Any, control: Any, speak: str, as_json: bool) -> int:
    """Why there is no programme: none can be, or the time was up, or it was interrupted."""
    import session_planner as sp
    from session_planner.cli.explain import EXPLAIN_SECONDS, MOST, tell
    from session_planner.cli.running import running

    outcome = result.outcome
    if not outcome.impossible:
        up, stopped = N_("the time was up before a programme was found"), N_("interrupted before a programme was found")
        if as_json:
            print_json(result.as_dict())
        say_error(text(stopped if outcome.interrupted else up, speak))
        return 130 if outcome.interrupted else 3
    asked = sp.Control(EXPLAIN_SECONDS, control.workers, control.seed)
    explanation = running(asked, lambda: sp.explain(result.scenario, asked, MOST))
    if as_json:
        print_json({**result.as_dict(), "explanation": explanation.as_dict(speak)})
    else:
        tell(explanation, speak)
    return 130 if asked.stopped.is_set() else 1
