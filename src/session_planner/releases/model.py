"""A release as it stands on the disk: a folder with the programme, its scenario, its ledger, its notices, its states.

Read by `store`. A release is frozen: `release.json` holds the SHA-256 of every file beside it, so that a file that was
edited since is told and never taken for what was released; its states alone are added to.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.files import read_at_most
from session_planner.programme.model import Programme
from session_planner.programme.reading import parse_programme
from session_planner.releases import ledger_file
from session_planner.releases.ledger import Ledger
from session_planner.releases.states import BEGINNINGS, NEXT, State
from session_planner.scenario import reading
from session_planner.scenario.model import Scenario
from session_planner.words import N_

FORMAT = 1
MOST_BYTES = 1 << 30
RELEASE, PROGRAMME, SCENARIO, LEDGER, STATES = (
    "release.json",
    "programme.json",
    "scenario.yaml",
    "ledger.json",
    "states",
)


def notice_name(lang: str) -> str:
    """The file of a release's change notice in a language."""
    return f"notice.{lang}.md"


@dataclass(frozen=True)
class Release:
    """One version of a programme. `since` is the last public release before it, and None if there was none.

    `changes` is what moved since then, as `changes.Changes.as_dict` writes it; `conflicts` how many breaches of hard
    rules stand in it; `before` the SHA-256 of the `release.json` before it; `sha256` that of the files, by name.
    """

    folder: Path
    number: int
    time: dt.datetime
    author: str
    note: str
    scenario_id: str
    variant: str | None
    sets: tuple[str, ...]
    since: int | None
    before: str | None
    conflicts: int
    changes: Mapping[str, Any]
    sha256: Mapping[str, str]
    history: tuple[State, ...]
    digest: str = ""
    """The SHA-256 of `release.json`, which the next release writes down."""

    @property
    def state(self) -> State:
        """The state that it has come to."""
        return self.history[-1]

    @property
    def public(self) -> bool:
        """Whether it is out; a draft is not."""
        return self.state.name != "draft"

    def file(self, name: str) -> bytes:
        """A file of the release as it was released; raises InputError where it was edited since, or has gone."""
        path = self.folder / name
        data = plain_bytes(path)
        if hashlib.sha256(data).hexdigest() != self.sha256.get(name):
            said = N_("this file is not as it was released ({time}): it was edited since; get it back from a copy")
            raise damaged(path, said, time=self.time.isoformat())
        return data

    def scenario(self) -> Scenario:
        """The scenario of the release, of the variant that the programme is of."""
        self.file(SCENARIO)
        found = reading.load(self.folder / SCENARIO, self.variant, self.sets)
        # One that says no id of its own has that of its first file's name, which its copy here does not have.
        return found if found.id == self.scenario_id else found.model_copy(update={"id": self.scenario_id})

    def programme(self, scenario: Scenario | None = None) -> Programme:
        """The programme of the release, in the zone of its scenario (which need not be read again if given)."""
        data = self.file(PROGRAMME)
        return parse_programme(data, str(self.folder / PROGRAMME), scenario or self.scenario()).programme

    def ledger(self) -> Ledger:
        """The ledger up to this release, from which its calendars are made."""
        data = self.file(LEDGER)
        try:
            return ledger_file.read(data)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _unreadable(self.folder / LEDGER, error) from error

    def notice(self, lang: str) -> str:
        """The change notice in a language, as Markdown."""
        return self.file(notice_name(lang)).decode()

    def as_dict(self) -> dict[str, Any]:
        """The release for `--json`: what `release.json` holds, and its states."""
        return {**self.head(), "states": [state.as_dict() for state in self.history]}

    def head(self) -> dict[str, Any]:
        """What `release.json` holds."""
        return {
            "format": FORMAT,
            "number": self.number,
            "time": self.time.isoformat(),
            "author": self.author,
            "note": self.note,
            "scenario": {"id": self.scenario_id, "variant": self.variant, "set": list(self.sets)},
            "since": self.since,
            "before": self.before,
            "conflicts": self.conflicts,
            "sha256": dict(self.sha256),
            "changes": dict(self.changes),
        }


def read_release(folder: Path) -> Release:
    """The release in a folder; raises InputError for one that is not whole or not as it was written."""
    _refuse_link(folder)
    path = folder / RELEASE
    data = plain_bytes(path)
    history = _history(folder / STATES)
    try:
        return _release(folder, json.loads(data), history, hashlib.sha256(data).hexdigest())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unreadable(path, error) from error


def _release(folder: Path, head: Mapping[str, Any], history: tuple[State, ...], digest: str) -> Release:
    if head["format"] != FORMAT or head["number"] != int(folder.name):
        raise ValueError(f"format {head['format']}, number {head['number']}")
    time = dt.datetime.fromisoformat(head["time"])
    if time.tzinfo is None:
        raise ValueError(head["time"])
    scenario = head["scenario"]
    return Release(
        folder, head["number"], time, str(head["author"]), str(head["note"]), str(scenario["id"]), scenario["variant"],
        tuple(scenario["set"]), head["since"], head["before"], int(head["conflicts"]), dict(head["changes"]),
        dict(head["sha256"]), history, digest,
    )  # fmt: skip


def _history(folder: Path) -> tuple[State, ...]:
    """The states of a release in their order, numbered from 1 without a gap."""
    _refuse_link(folder)
    try:
        names = sorted(one.name for one in folder.iterdir() if not one.name.startswith("."))
    except OSError as error:
        raise damaged(folder, N_("the states of the release are not there: get them back from a copy")) from error
    found: list[State] = []
    for number, name in enumerate(names, 1):
        path = folder / name
        try:
            state = State.from_dict(json.loads(plain_bytes(path)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise _unreadable(path, error) from error
        if name != state_name(number, state):
            said = N_("this is not the name of the release's state number {number}; it would be `{name}`")
            raise damaged(path, said, number=number, name=state_name(number, state))
        if state.name not in ((NEXT[found[-1].name],) if found else BEGINNINGS):
            raise damaged(path, N_("a release cannot come to this state from the one before it"))
        found.append(state)
    if not found:
        raise damaged(folder, N_("the states of the release are not there: get them back from a copy"))
    return tuple(found)


def state_name(number: int, state: State) -> str:
    """The file of a release's n-th state."""
    return f"{number:02d}-{state.name}.json"


def as_json(value: Mapping[str, Any]) -> bytes:
    """How the store writes JSON."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def plain_bytes(path: Path) -> bytes:
    """The bytes of a file of a release; raises InputError where it is none."""
    _refuse_link(path)
    data = read_at_most(path, MOST_BYTES)
    if len(data) > MOST_BYTES:
        raise damaged(path, N_("the file is larger than {most} MiB"), most=MOST_BYTES >> 20)
    return data


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise damaged(path, N_("this is a symbolic link: what a release holds are plain files of its own"))


def damaged(path: Path, message: str, **fields: Any) -> InputError:
    """What is wrong with a file of the store."""
    return InputError([Mistake(str(path), 0, 0, "", message, fields)])


def _unreadable(path: Path, error: Exception) -> InputError:
    said = N_("this is not what session-planner writes there ({reason}): it was edited since; get it back from a copy")
    return damaged(path, said, reason=f"{type(error).__name__}: {error}"[:120])
