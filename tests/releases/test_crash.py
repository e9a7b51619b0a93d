"""A release that is killed at any of its operations on files, and two at once: the store is whole, and goes on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from session_planner.releases.model import Release
from session_planner.releases.store import RefusedError
from session_planner.words import LANGUAGES
from tests.releases.killed import ACTIONS
from tests.releases.session import Planner, moved

ROOT = Path(__file__).parents[2]


def run(module: str, *arguments: str | Path) -> list[str]:
    """What a module of these tests prints, in a process of its own."""
    command = [sys.executable, "-m", f"tests.releases.{module}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def prepared(folder: Path, action: str) -> Planner:
    """A session before an action: for the first release nothing, else a public one, a draft and a dead attempt."""
    folder.mkdir()
    planner = Planner(folder)
    if action != "first":
        planner.release()
        planner.release(moved("b/1/1", 30), state="draft")
        shutil.copytree(planner.store.path / "0002", planner.store.path / ".0002.00deadc0de00")
    return planner


def whole(release: Release) -> None:
    """Everything that a release has can be read."""
    assert release.programme(release.scenario()).segments
    assert release.number in release.ledger().times
    assert all(release.notice(lang) for lang in LANGUAGES)


Killed = tuple[Path, list[tuple[str, str]]]


@pytest.fixture(scope="module", params=ACTIONS)
def killed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Killed:
    """A folder with all that is left of an action that was killed in all ways; and the operations of a whole one."""
    folder = tmp_path_factory.mktemp(request.param)
    prepared(folder / "before", request.param)
    operations = [tuple(line.split(" ", 1)) for line in run("killed", request.param, folder)]
    return folder, operations  # type: ignore[return-value]


def action_of(folder: Path) -> str:
    return folder.name.rstrip("0123456789")


def history(planner: Planner) -> dict[int, object]:
    """What a reader sees: each release with its states, all of them whole."""
    for release in (there := planner.store.releases()):
        whole(release)
    return {one.number: one.history for one in there}


def test_killed_at_each_operation_in_turn(killed: Killed) -> None:
    folder, operations = killed
    before = Planner(folder / "before")
    either = [history(before), history(Planner(folder / "whole"))]
    files = {name: data for name, data in before.files().items() if "00deadc0de00" not in name}
    wrecks = [one for one in folder.iterdir() if one.name not in ("before", "whole")]
    assert len(wrecks) == len(operations) + sum(name == "write" for name, _ in operations)
    assert len(operations) > {"first": 45, "next": 45, "state": 4}[action_of(folder)]
    found = []
    for wreck in wrecks:
        planner = Planner(wreck)
        found.append(either.index(history(planner)))
        assert files.items() <= planner.files().items()
        goes_on(planner, action_of(folder), done=bool(found[-1]))
    assert set(found) == {0, 1}


def goes_on(planner: Planner, action: str, done: bool) -> None:
    """What was interrupted is done again, unless it was done; then the next release, and nothing hidden is left."""
    if not done:
        ACTIONS[action](planner)
    elif action != "state":
        with pytest.raises(RefusedError, match="nothing changed since release"):
            ACTIONS[action](planner)
    number = len(planner.store.releases())
    assert planner.release(moved("a/1/1", 5)).number == number + 1
    hidden = {name for name in planner.files() if any(part.startswith(".") for part in Path(name).parts)}
    assert hidden == {".gitattributes", ".gitignore"}
    history(planner)


def test_all_of_it_is_on_the_disk_before_it_has_its_name(killed: Killed) -> None:
    """Or the power fails, and a release is there whose files are empty."""
    folder, operations = killed
    takes = "link" if action_of(folder) == "state" else "rename"
    named = max(at for at, (name, _) in enumerate(operations) if name == takes)
    attempt = operations[named][1]
    inside = {path for name, path in operations[:named] if name == "write" and path.startswith(attempt)}
    if takes == "rename":
        made = folder / "whole" / "releases" / attempt.rpartition("/.")[2][:4]
        names = {str(one.relative_to(made)) for one in made.rglob("*") if one.is_file()}
        assert inside == {f"{attempt}/{name}" for name in names}
    else:
        assert inside == {attempt}
    for path in inside:
        flushed = operations.index(("fsync", path))
        assert max(at for at, one in enumerate(operations) if one == ("write", path)) < flushed < named
    if takes == "rename":
        for path in (attempt, f"{attempt}/states"):
            opened = [at for at, (name, file) in enumerate(operations) if name == "open" and file.startswith(path)]
            assert max(opened) < operations.index(("fsync", path)) < named
    assert ("fsync", str(Path(attempt).parent)) in operations[named:]


ROUNDS = 12


def rounds(tmp_path: Path, what: str, locked: str, state: str) -> list[tuple[Planner, list[list[object]]]]:
    """What became of two at once, many times over, each time after a release in a state."""
    (tmp_path / "before").mkdir()
    before = Planner(tmp_path / "before")
    before.release()
    before.release(moved("b/1/1", 30), state=state)
    planners = [Planner(shutil.copytree(before.folder, tmp_path / str(number))) for number in range(ROUNDS)]
    told = map(json.loads, run("rivals", what, locked, tmp_path, str(ROUNDS)))
    return list(zip(planners, told, strict=True))


@pytest.mark.parametrize("locked", ["locked", "unlocked"])
def test_of_two_releases_at_once_one_wins_and_the_other_is_told(tmp_path: Path, locked: str) -> None:
    for planner, told in rounds(tmp_path, "releases", locked, "proposed"):
        (newest,) = planner.store.releases()[2:]
        whole(newest)
        won = {"Ada": 0, "Bob": 1}[newest.author]
        assert told[won][1:] == ["", 3]
        assert told[1 - won][1:] == [
            "RefusedError",
            f"number 3 was taken meanwhile by {newest.author} (2012-09-03 12:00+02:00): run it again, to release"
            " after that",
        ]
        assert not list(planner.store.path.glob(".0003.*"))
        assert planner.release(moved("b/1/1", 120)).since == 3


@pytest.mark.parametrize("locked", ["locked", "unlocked"])
def test_of_two_who_give_a_state_at_once_one_comes_too_late(tmp_path: Path, locked: str) -> None:
    for planner, told in rounds(tmp_path, "states", locked, "draft"):
        given = planner.store.release(2).state
        assert given.name == "proposed"
        assert {"Ada": told[0], "Bob": told[1]}[given.by][1:] == ["", 2]
        assert [one[1] for one in told].count("InputError") == 1


def test_a_draft_that_becomes_public_while_the_next_release_is_made_is_not_passed_over(tmp_path: Path) -> None:
    for planner, told in rounds(tmp_path, "both", "locked", "draft"):
        releases = planner.store.releases()
        if told[0][1]:
            said = "release 2 became public meanwhile: run it again, to release after that"
            assert told[0][1:] == ["RefusedError", said]
            assert [one.state.name for one in releases] == ["proposed", "proposed"]
        else:
            assert told[1][1:2] == ["InputError"]
            assert [(one.state.name, one.since) for one in releases][1:] == [("draft", 1), ("proposed", 1)]
