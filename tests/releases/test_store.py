"""The store as it stands on the disk: what is in it, and what is told when somebody has had a hand in it."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from session_planner.errors import InputError, OutsideError
from session_planner.releases.disk import add_file
from session_planner.releases.ledger import Ledger
from session_planner.releases.store import Store, release_of
from session_planner.releasing import set_state
from session_planner.words import LANGUAGES
from tests.releases.session import PROGRAMME, SCENARIO, Planner, moved, scenario_at, time


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    """Two releases: the second a room later."""
    made = Planner(tmp_path)
    made.release(note="The first")
    made.release(moved("b/1/1", 30), note="Vérifiée")
    return made


def told(store: Store, ask: Callable[[Store], Any] = Store.releases) -> str:
    with pytest.raises(InputError) as error:
        ask(store)
    return str(error.value)


def test_a_release_is_plain_files_that_anybody_can_read(planner: Planner) -> None:
    names = {"release.json", "programme.json", "scenario.yaml", "ledger.json", "states/01-proposed.json"}
    names |= {f"notice.{lang}.md" for lang in LANGUAGES}
    folders = [f"{number}/{name}" for number in ("0001", "0002") for name in names]
    assert set(planner.files()) == {*folders, ".gitattributes", ".gitignore"}
    second = planner.store.path / "0002"
    found = json.loads((second / "release.json").read_bytes())
    assert (second / "scenario.yaml").read_text("utf-8") == SCENARIO
    assert {key: found[key] for key in found if key not in ("sha256", "changes")} == {
        "format": 1, "number": 2, "time": "2012-09-02T12:00:00+02:00", "author": "Ada", "note": "Vérifiée",
        "scenario": {"id": "small", "variant": None, "set": []}, "since": 1, "conflicts": 0,
        "before": hashlib.sha256(planner.files()["0001/release.json"]).hexdigest(),
    }  # fmt: skip
    assert found["sha256"] == {
        name: hashlib.sha256((second / name).read_bytes()).hexdigest()
        for name in names - {"release.json", "states/01-proposed.json"}
    }
    assert [(move["id"], move["kinds"]) for move in found["changes"]["moves"]] == [("b/1", ["moved"])]


def test_a_release_is_read_back_as_it_was_made(planner: Planner) -> None:
    first, second = planner.store.releases()
    assert (planner.store.newest, planner.store.public) == (second, second)
    assert (first.number, first.time, first.author, first.since) == (1, time(1), "Ada", None)
    assert {one.id: one.as_dict() for one in first.programme().segments} == {
        one.id: one.as_dict() for one in PROGRAMME.segments
    }
    assert first.scenario().title == {"en": "A small session", "fr": "Une petite session"}
    made = Ledger().advance(first.programme(), first.scenario(), 1, time(1))
    assert first.ledger() == made
    assert second.ledger() == made.advance(second.programme(), second.scenario(), 2, time(2))
    assert second.notice("en").startswith("# Change notice: release 2")
    assert second.as_dict()["states"] == [second.state.as_dict()]


def test_a_folder_that_is_not_there_or_has_no_release_yet(tmp_path: Path) -> None:
    for store in (Store(tmp_path / "none"), Store(tmp_path)):
        assert (store.releases(), store.newest, store.public) == ((), None, None)
        assert "there is none yet" in told(store, lambda one: one.release(1))


def test_numbers_that_there_are_not(planner: Planner) -> None:
    for number in (0, -1, 3):
        assert f"there is no release {number} here; the newest is 2" in told(
            planner.store, lambda one, number=number: one.release(number)
        )


def test_what_is_not_ours_is_left_aside(planner: Planner) -> None:
    folder = planner.store.path
    for name in ("README.md", "1", "003", "00004", "0003.bak", ".0003.not-an-attempt"):
        (folder / name).write_text("mine")
    (folder / "calendars").mkdir()
    planner.release(moved("b/1/1", 60))
    assert [one.number for one in planner.store.releases()] == [1, 2, 3]
    assert (folder / ".0003.not-an-attempt").read_text() == "mine"


def test_numbers_go_on_past_9999(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = (planner.store._folder(number).name for number in (1, 999, 9_999, 10_000, 123_456))
    assert list(numbers) == ["0001", "0999", "9999", "10000", "123456"]
    path = planner.store.path / "10000"
    (planner.store.path / "0002").rename(path)
    assert planner.store._numbers() == [1, 10_000]


@pytest.mark.parametrize(
    ("name", "ask"),
    [
        ("programme.json", lambda one: one.programme()),
        ("scenario.yaml", lambda one: one.scenario()),
        ("ledger.json", lambda one: one.ledger()),
        ("notice.fr.md", lambda one: one.notice("fr")),
    ],
)
def test_a_file_that_was_edited_since_is_named(planner: Planner, name: str, ask: Callable[[Any], Any]) -> None:
    path = planner.store.path / "0002" / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert told(planner.store, lambda one: ask(one.newest)).startswith(
        f"{path}: this file is not as it was released (2012-09-02T12:00:00+02:00): it was edited since"
    )
    path.unlink()
    assert f"{path}: there is no such file" in told(planner.store, lambda one: ask(one.newest))
    ask(planner.store.release(1))


def test_a_release_is_not_made_on_top_of_one_that_was_edited(planner: Planner) -> None:
    (planner.store.path / "0002" / "ledger.json").write_text("{}")
    files = planner.files()
    with pytest.raises(InputError, match="edited since"):
        planner.release(moved("b/1/1", 60))
    assert planner.files() == files


def test_an_older_release_cannot_be_rewritten_without_the_next_one_showing_it(planner: Planner) -> None:
    path = planner.store.path / "0001" / "release.json"
    path.write_bytes(path.read_bytes().replace(b'"Ada"', b'"Bob"'))
    assert told(planner.store) == f"{path}: this file is not as it was when release 2 was made: it was edited since"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"null", b"{}", b'{"format": 2}', b"\xff", b"[" * 100_000, b'{"format": 1, "number": 1}',
        "number", "time", "naive", "sha256", "scenario",
    ],
    ids=repr,
)  # fmt: skip
def test_a_head_that_is_none(planner: Planner, data: bytes | str) -> None:
    path = planner.store.path / "0002" / "release.json"
    if isinstance(data, str):
        head = json.loads(path.read_bytes())
        bad = {"number": 3, "time": "now", "naive": "2012-09-02T12:00", "sha256": 1, "scenario": None}[data]
        data = json.dumps({**head, "time" if data == "naive" else data: bad}).encode()
    path.write_bytes(data)
    assert told(planner.store).startswith(f"{path}: this is not what session-planner writes there (")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("02-agreed.json", b"{}", "this is not what session-planner writes there"),
        ("02-agreed.json", b'{"state": "adopted", "by": "B", "when": "2012-09-03"}', "it would be `02-adopted.json`"),
        ("03-agreed.json", b'{"state": "agreed", "by": "B", "when": "2012-09-03"}', "it would be `02-agreed.json`"),
        ("02-adopted.json", b'{"state": "adopted", "by": "B", "when": "2012-09-03"}', "cannot come to this state"),
        ("00-draft.json", b'{"state": "agreed", "by": "B", "when": "2012-09-03"}', "it would be `01-agreed.json`"),
        ("readme", b"mine", "this is not what session-planner writes there"),
    ],
)
def test_states_that_are_none(planner: Planner, name: str, data: bytes, said: str) -> None:
    (planner.store.path / "0002" / "states" / name).write_bytes(data)
    assert said in told(planner.store)
    assert name in told(planner.store)


def test_states_that_have_gone(planner: Planner) -> None:
    folder = planner.store.path / "0001" / "states"
    (folder / "01-proposed.json").unlink()
    assert f"{folder}: the states of the release are not there" in told(planner.store)
    folder.rmdir()
    assert f"{folder}: the states of the release are not there" in told(planner.store)


def test_a_gap_between_the_numbers(planner: Planner) -> None:
    planner.release(moved("b/1/1", 60))
    shutil.rmtree(planner.store.path / "0002")
    assert told(planner.store) == f"{planner.store.path}: release 2 is missing here: get it back from a copy"
    with pytest.raises(InputError, match="release 2 is missing here"):
        planner.release(moved("b/1/1", 90), time=time(9))
    # What is there can be read all the same, one release at a time.
    assert release_of(planner.store.path / "0003" / "programme.json")


def test_links_lead_out_of_the_store_and_are_refused(planner: Planner, tmp_path: Path) -> None:
    folder = planner.store.path / "0002"
    for name in ("programme.json", "states/01-proposed.json", "release.json", "states", "."):
        path = Path(os.path.normpath(folder / name))
        path.rename(tmp_path / "elsewhere")
        path.symlink_to(tmp_path / "elsewhere")
        assert f"{path}: this is a symbolic link" in told(planner.store, lambda one: one.release(2).programme())
        path.unlink()
        (tmp_path / "elsewhere").rename(path)
    planner.store.release(2).programme()


def test_the_store_itself_may_be_a_link(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(planner.store.path)
    planner.store = Store(tmp_path / "link")
    assert planner.release(moved("b/1/1", 60)).number == 3
    (tmp_path / "astray").symlink_to(tmp_path / "nowhere")
    assert "this link leads nowhere" in told(Store(tmp_path / "astray"))


def test_a_file_where_a_store_should_be(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "this is a file; a store of releases is a folder" in told(Store(tmp_path / "file"))
    planner.store = Store(tmp_path / "file" / "releases")
    with pytest.raises((InputError, OutsideError)):
        planner.release()
    (planner.store.path.parent).unlink()
    assert planner.release().number == 1


@pytest.mark.parametrize(("call", "code"), [("mkdir", errno.EROFS), ("write", errno.ENOSPC), ("link", errno.ENOSPC)])
def test_a_disk_that_refuses_is_told_and_leaves_the_store_as_it_was(
    planner: Planner, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    def refuse(*arguments: Any, **options: Any) -> None:
        raise OSError(code, os.strerror(code))

    files = planner.files()
    monkeypatch.setattr(os, call, refuse)
    release = lambda: planner.release(moved("b/1/1", 60))  # noqa: E731
    agree = lambda: set_state(planner.store, 2, "agreed", decision="bureau")  # noqa: E731
    with pytest.raises(OutsideError) as error:
        (agree if call == "link" else release)()
    assert str(error.value) == f"`{planner.store.path}` cannot be written: {os.strerror(code)}"
    monkeypatch.undo()
    assert planner.files() == files
    assert planner.release(moved("b/1/1", 60)).number == 3


def test_git_keeps_a_store_byte_by_byte(planner: Planner, tmp_path: Path) -> None:
    """Also where it is told to end lines as Windows does, and whatever a crash left behind stays out of it."""
    shutil.copytree(planner.store.path / "0002", planner.store.path / ".0003.0123456789ab")

    def git(*arguments: str, where: Path = planner.store.path) -> None:
        usual = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "core.autocrlf=true")
        subprocess.run(["git", *usual, *arguments], cwd=where, check=True, capture_output=True)

    git("init")
    git("add", ".")
    git("commit", "-m", "The releases so far")
    git("clone", str(planner.store.path), str(tmp_path / "clone"), where=tmp_path)
    clone = Store(tmp_path / "clone")
    assert [one.programme() for one in clone.releases()] == [one.programme() for one in planner.store.releases()]
    assert all(one.notice(lang) for one in clone.releases() for lang in LANGUAGES)
    assert not (clone.path / ".0003.0123456789ab").exists()


def test_the_release_that_a_file_belongs_to(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    path = planner.store.path / "0002" / "programme.json"
    assert release_of(path) == planner.store.release(2)
    monkeypatch.chdir(path.parent)
    assert (release_of("programme.json") or planner.store.release(1)).number == 2
    (planner.folder / "0007").mkdir()
    for other in (
        path.with_name("ledger.json"),
        planner.folder / "programme.json",
        planner.folder / "0007" / path.name,
    ):
        assert release_of(other) is None


def test_a_variant_stays_the_variant_that_it_is(planner: Planner) -> None:
    renamed = scenario_at(planner.folder, variant="renamed")
    made = planner.release(moved("b/1/1", 30), scenario=renamed)
    assert (made.variant, made.programme().variant) == ("renamed", "renamed")
    assert made.scenario().rooms[1].title == {"": "The other room"}
    assert (planner.store.path / "0003" / "scenario.yaml").read_text("utf-8") == SCENARIO


def test_a_disk_without_links_holds_a_store_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_given: Any, **_more: Any) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    planner = Planner(tmp_path)
    planner.release()
    agreed = set_state(planner.store, 1, "agreed", decision="bureau")
    assert [state.name for state in agreed.history] == ["proposed", "agreed"]
    assert not [name for name in planner.files() if name.endswith(".tmp")]
    there = planner.store.path / "0001/states/02-agreed.json"
    was = there.read_bytes()
    with pytest.raises(FileExistsError):
        add_file(there, b"another")
    assert there.read_bytes() == was
    assert [one.name for one in sorted(there.parent.iterdir())] == ["01-proposed.json", "02-agreed.json"]


def test_a_release_that_is_not_whole_is_not_taken_for_a_programme_that_nobody_released(planner: Planner) -> None:
    folder = planner.store.path / "0002"
    (folder / "release.json").unlink()
    with pytest.raises(InputError, match=r"release\.json"):
        release_of(folder / "programme.json")
