"""Releases through the web: a board becomes one, gets its states, and is agreed once the bureau agrees to all of it.

Between the boards in the database and the stores of releases in the folder, which the command line reads and writes
too. What a store says of its folder stays here: who asks from outside is not told where that is.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from fastapi import Request

import session_planner as sp
from session_planner.board.state import State
from session_planner.errors import InputError, Mistake, SessionPlannerError
from session_planner.web.context import Context
from session_planner.web.language import language_of
from session_planner.web.problems import Problem
from session_planner.web.store.boards import UnknownError
from session_planner.web.store.stands import Said, Stand, Stands, newest, verdict
from session_planner.web.who import Person
from session_planner.web.who import note as noted
from session_planner.words import N_, text

_OPEN = ("proposed", "revised")
"""The states in which the bureau is asked."""


class ConflictsError(SessionPlannerError):
    """The board breaks hard rules; each breach is told."""

    def __init__(self, conflicts: Sequence[Any]) -> None:
        said = N_("conflicts that stand on the board: {number}; put them right, or release in spite of them")
        super().__init__(said, number=len(conflicts))
        self.conflicts = tuple(conflicts)


def store_of(ctx: Context, board: str) -> sp.Store:
    """The store of a board's releases. Raises UnknownError where there is no such board."""
    ctx.boards.state(board)
    return sp.Store(ctx.settings.releases(board))


def seen_by(person: Person, store: sp.Store) -> tuple[Any, ...]:
    """The releases that somebody may see, by number: drafts are for planners."""
    with plainly():
        return tuple(one for one in store.releases() if one.public or person.may("planner"))


def release_seen(person: Person, store: sp.Store, number: int) -> Any:
    """One of them. Raises UnknownError for all others."""
    for one in seen_by(person, store):
        if one.number == number:
            return one
    raise UnknownError(N_("there is no release {number} here"), number=number)


def make_release(
    ctx: Context,
    request: Request,
    board: str,
    variant: str,
    person: Person,
    *,
    note: str = "",
    state: str = "draft",
    despite: bool = False,
    number: int | None = None,
) -> Any:
    """Makes a board as it stands in a variant the next release. `number`: the change that whoever asks has seen.

    Raises ConflictsError for hard conflicts unless `despite` them, a Problem (409) where others changed the board or
    released meanwhile or nothing changed since, InputError for what cannot be released.
    """
    store = store_of(ctx, board)
    stands_at, standing = ctx.boards.state(board, variant)
    if number is not None and number != stands_at:
        raise Problem(409, N_("the board was changed meanwhile: look at it again, and release it then"), kind="changed")
    errors = standing.report.errors
    if errors and not despite:
        raise ConflictsError(errors)
    with plainly(), _written(standing) as scenario:
        made = sp.release(
            standing.programme, scenario, store, author=person.name, time=_now(store), note=note, state=state
        )
    noted(
        ctx, request, person.name, "released",
        board=board, release=made.number, state=state, variant=variant, conflicts=made.conflicts,
    )  # fmt: skip
    ctx.hub.ring(board)
    return made


def give_state(
    ctx: Context,
    request: Request,
    board: str,
    number: int,
    state: str,
    person: Person,
    *,
    by: str = "",
    when: dt.date | None = None,
    decision: str = "",
    note: str = "",
) -> Any:
    """Gives a release its next state, as somebody says it was given. Raises InputError where it cannot come to it, a
    Problem (409) for agreed while an objection stands.
    """
    store = store_of(ctx, board)
    release_seen(person, store, number)
    if state == "agreed" and any(
        verdict(said) == "objected" for said in newest(Stands(ctx.engine).of(board, number)).values()
    ):
        raise Problem(409, N_("an objection of the bureau stands against release {number}"), kind="objection",
                      number=number)  # fmt: skip
    with plainly():
        given = sp.set_state(
            store, number, state, by=by, when=when, decision=decision, note=note, today=dt.datetime.now(dt.UTC)
        )
    noted(ctx, request, person.name, "release-state", board=board, release=number, **given.state.as_dict())
    ctx.hub.ring(board)
    return given


def say_stand(
    ctx: Context, request: Request, board: str, number: int, joint: str, said: Said, note: str, person: Person
) -> tuple[Stand, Any]:
    """Keeps what somebody of the bureau says of a joint session in a release, and gives the release as it is then.

    Once all its joint sessions are agreed it is; an objection leaves it as it is, with the note. Raises UnknownError
    for a session that it has not, a Problem (409) for a release that is not before the bureau.
    """
    store = store_of(ctx, board)
    release = release_seen(person, store, number)
    joints = [one.id for one in release.scenario().joint_sessions]
    if joint not in joints:
        raise UnknownError(N_("there is no joint session `{joint}`"), joint=joint)
    if said == "object" and not note.strip():
        raise Problem(422, N_("say in a note what the objection is"), kind="note")

    def before() -> None:
        now = store.release(number).state
        if now.name not in _OPEN:
            said = N_("release {number} is not before the bureau: it is {state}")
            raise Problem(409, said, kind="not-open", number=number, state=now.words())

    def after(stands: Sequence[Stand]) -> None:
        counted = newest(stands)
        if all(verdict(counted.get(one, ())) == "agreed" for one in joints):
            who = dict.fromkeys(one.who for said in counted.values() for one in said)
            decision = text(N_("all joint sessions agreed on the bureau's page"), language_of(request))
            sp.set_state(store, number, "agreed", by=", ".join(who), decision=decision, today=dt.datetime.now(dt.UTC))

    with plainly():
        kept = Stands(ctx.engine).say(
            board, number, joint, said, note.strip(), person.name, before=before, after=after
        )  # fmt: skip
        found = store.release(number)
    noted(
        ctx, request, person.name, kept.stand,
        board=board, release=number, joint=joint, note=kept.note, state=found.state.name,
    )  # fmt: skip
    ctx.hub.ring(board)
    return kept, found


def release_shape(release: Any, lang: str) -> dict[str, Any]:
    """A release as the API tells it."""
    states = [{**one.as_dict(), "said": one.words().told(lang)} for one in release.history]
    return {**release.as_dict(), "states": states, "state": release.state.name, "public": release.public}


@contextlib.contextmanager
def _written(state: State) -> Iterator[sp.Scenario]:
    """The scenario of a board as a file, which is what a store keeps a copy of."""
    with tempfile.TemporaryDirectory(prefix="session-planner-") as folder:
        path = Path(folder) / Path(state.file).name
        path.write_bytes(state.text.encode())
        yield sp.load(path, state.variant)


@contextlib.contextmanager
def plainly() -> Iterator[None]:
    """Tells what a store refuses without its folder, and as what it is: somebody was first, or nothing is new."""
    try:
        yield
    except sp.RefusedError as error:
        if "next" in error.fields:
            said = N_("nothing changed since release {number} ({state}): there is nothing to release")
            raise Problem(409, said, kind="unchanged", **error.fields) from error
        raise Problem(409, error.message, kind="released", **error.fields) from error
    except UnknownError:
        raise
    except InputError as error:
        raise InputError(
            [Mistake("", 0, 0, one.path, one.message, one.fields) for one in error.mistakes]
        ) from error  # fmt: skip


def _now(store: sp.Store) -> dt.datetime:
    """The clock; a second after the newest release if that was made within the same one."""
    time, there = dt.datetime.now(dt.UTC).replace(microsecond=0), store.newest
    return time if there is None or there.time < time else there.time + dt.timedelta(seconds=1)
