"""The store of a session's releases: a plain folder of files, readable without us, which no crash leaves half written.

    releases/0001/release.json    what it is, what changed, and the SHA-256 of the files beside it
    releases/0001/programme.json  scenario.yaml  ledger.json  notice.<language>.md
    releases/0001/states/01-proposed.json  02-agreed.json ...   see `states`

A release is built in a hidden folder beside the others and takes its number by a rename, which fails where the number
is taken: whoever reads sees all of it or nothing, and of two who release at the same time one is told so. What a crash
leaves behind is a hidden folder, which no reader looks at; it can no longer become a release once another one has its
number, and is then taken away.
"""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from session_planner.errors import InputError, Mistake, SessionPlannerError
from session_planner.files import flush_folder
from session_planner.releases.disk import BESIDE, add_file, alone, build_folder, remove_folder, told
from session_planner.releases.model import (
    LEDGER,
    PROGRAMME,
    RELEASE,
    STATES,
    Release,
    as_json,
    damaged,
    read_release,
    state_name,
)
from session_planner.releases.states import NEXT, State
from session_planner.words import N_

_NUMBER = re.compile(r"\d{4}|[1-9]\d{4,}")
_ATTEMPT = re.compile(r"\.(\d{4}|[1-9]\d{4,})\.[0-9a-f]+")
OTHER_SESSION = N_(
    "this is a programme of `{found}`, and the releases here are those of `{known}`: a session has a store of"
    " its own; if it is the same session, write `id: {known}` in its scenario"
)
_FOR_GIT = {
    # Its bytes are what a release's SHA-256 is of: git must not change how lines end.
    ".gitattributes": b"* -text\n",
    # What a crash left behind is of no use to anybody.
    ".gitignore": b".[0-9]*\n",
}


class RefusedError(SessionPlannerError):
    """Nothing is wrong with what was asked, and all the same there is nothing to be done: it was done already.

    Another one took the number meanwhile, or the same programme is the newest release.
    """

    exit_code = 1


class Store:
    """The releases in a folder, which need not be there before the first one.

    Everything is read anew each time it is asked for: others may release meanwhile. Raises InputError for what is no
    store, or not as it was written.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)

    def releases(self) -> tuple[Release, ...]:
        """All releases, by number."""
        found: list[Release] = []
        for number in self._numbers():
            if number != len(found) + 1:
                said = N_("release {number} is missing here: get it back from a copy")
                raise damaged(self.path, said, number=len(found) + 1)
            release = read_release(self._folder(number))
            if found and release.before != found[-1].digest:
                said = N_("this file is not as it was when release {number} was made: it was edited since")
                raise damaged(found[-1].folder / RELEASE, said, number=number)
            found.append(release)
        return tuple(found)

    @property
    def newest(self) -> Release | None:
        """The newest release, draft or not."""
        return next(reversed(self.releases()), None)

    @property
    def public(self) -> Release | None:
        """The newest public release: the one whose calendars are out."""
        return next((one for one in reversed(self.releases()) if one.public), None)

    def release(self, number: int) -> Release:
        """The release of a number; raises InputError if there is none."""
        found = self.releases()
        if not 1 <= number <= len(found):
            said = N_("there is no release {number} here; the newest is {newest}")
            if not found:
                said = N_("there is no release {number} here: there is none yet")
            raise damaged(self.path, said, number=number, newest=len(found))
        return found[number - 1]

    def add(self, release: Release, files: Mapping[str, bytes]) -> Release:
        """Puts a release into the store, with `files` by their names; gives it back as it stands there.

        Raises RefusedError if another release was made, or one became public, since it was prepared; OutsideError when
        the disk refuses. The store is then as it was.
        """
        first = state_name(1, release.state)
        whole = {**files, RELEASE: as_json(release.head()), f"{STATES}/{first}": as_json(release.state.as_dict())}
        with told(self.path):
            self._prepare()
            attempt = self.path / f".{release.number:04d}.{secrets.token_hex(6)}"
            try:
                self._publish(attempt, release, whole)
            except OSError:
                self._refuse_late(release)  # whoever won takes away the attempts that can no longer win
                raise
            finally:
                remove_folder(attempt)
            flush_folder(self.path)
            self._clear(release.number)
        return read_release(self._folder(release.number))

    def _publish(self, attempt: Path, release: Release, files: Mapping[str, bytes]) -> None:
        """Builds the folder, and gives it its number if that is still free."""
        build_folder(attempt, files)
        with alone(self.path):
            self._refuse_late(release)
            attempt.rename(self._folder(release.number))

    def add_state(self, number: int, state: State) -> Release:
        """Gives a release its next state; raises InputError if that is none it can come to."""
        with told(self.path), alone(self.path):
            release = self.release(number)
            self.refuse_state(release, state)
            name = state_name(len(release.history) + 1, state)
            try:
                add_file(release.folder / STATES / name, as_json(state.as_dict()))
            except OSError:
                self.refuse_state(self.release(number), state)  # somebody else was first
                raise
        return read_release(release.folder)

    def refuse_state(self, release: Release, state: State) -> None:
        """Raises InputError if a release cannot come to a state from the one it is in."""
        now = release.state
        fields: dict[str, Any] = {"number": release.number, "found": state.name, "now": now.name}
        if NEXT[now.name] is None:
            said = N_("release {number} is {now}: that is the last state; what changes now is another release")
        elif NEXT[now.name] != state.name:
            fields["next"] = NEXT[now.name]
            said = N_("release {number} is {now} and cannot become {found}; allowed: {next}")
        elif now.name == "draft" and release.number != (newest := len(self._numbers())):
            fields["newest"] = newest
            said = N_("release {number} stays a draft: release {newest} has replaced it")
        else:
            return
        raise InputError([Mistake(str(self.path), 0, 0, "", said, fields)])

    def _refuse_late(self, release: Release) -> None:
        """Raises RefusedError if the store is no longer as it was when the release was prepared."""
        there = self.releases()
        since = next((one.number for one in reversed(there) if one.public and one.number < release.number), None)
        fields: dict[str, Any] = {"number": release.number}
        if len(there) >= release.number:
            other = there[release.number - 1]
            fields |= {"author": other.author, "time": other.time.isoformat(sep=" ", timespec="minutes")}
            said = N_("number {number} was taken meanwhile by {author} ({time}): run it again, to release after that")
            raise RefusedError(said, **fields)
        if since != release.since:
            said = N_("release {since} became public meanwhile: run it again, to release after that")
            raise RefusedError(said, since=since)

    def _prepare(self) -> None:
        """The folder itself, and beside the releases what git is told of them."""
        self.path.mkdir(parents=True, exist_ok=True)
        with alone(self.path):
            for name, data in _FOR_GIT.items():
                if not (self.path / name).exists():
                    with contextlib.suppress(FileExistsError):
                        add_file(self.path / name, data)

    def _clear(self, newest: int) -> None:
        """Takes away what crashes left: attempts that can no longer become a release, and files not yet in place."""
        for one in self.path.iterdir():
            attempt = _ATTEMPT.fullmatch(one.name)
            if attempt and int(attempt[1]) <= newest:
                remove_folder(one)
        with alone(self.path) as locked:
            for pattern in (BESIDE, f"*/{STATES}/{BESIDE}") if locked else ():
                for one in self.path.glob(pattern):
                    one.unlink(missing_ok=True)

    def _folder(self, number: int) -> Path:
        return self.path / f"{number:04d}"

    def _numbers(self) -> list[int]:
        """The numbers of the releases that are there."""
        try:
            return sorted(int(one.name) for one in self.path.iterdir() if _NUMBER.fullmatch(one.name))
        except FileNotFoundError:
            if self.path.is_symlink():
                raise damaged(self.path, N_("this link leads nowhere")) from None
            return []
        except NotADirectoryError:
            raise damaged(self.path, N_("this is a file; a store of releases is a folder")) from None
        except PermissionError:
            raise damaged(self.path, N_("this folder may not be read: its permissions forbid it")) from None


def release_of(programme: Path | str) -> Release | None:
    """The release that a programme's file belongs to; None for a file that stands in no release."""
    path = Path(programme).absolute()
    beside = any((path.parent / name).exists() for name in (RELEASE, LEDGER))
    released = path.name == PROGRAMME and _NUMBER.fullmatch(path.parent.name) and beside
    return read_release(path.parent) if released else None
