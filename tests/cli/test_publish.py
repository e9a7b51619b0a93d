"""`session-planner publish`: feeds, messages and a CalDAV server, as a planner calls it."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import icalendar
import pytest

from session_planner import words
from session_planner.cli import run
from tests.cli.calling import COMMAND, ENVIRONMENT, ROOT, call
from tests.docs.test_docs import keys
from tests.publish.dav import PASSWORD, Releases, Server, radicale
from tests.publish.test_caldav import FIRST, SECOND, held, wanted

SECRET = {"SESSION_PLANNER_CALDAV_PASSWORD": PASSWORD}
PEOPLE = ("--organizer", "secretariat@example.org", "--attendee", "Delegate <delegate@example.org>")


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    made = Releases(tmp_path)
    made.add(*FIRST)
    return made


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with radicale(tmp_path) as made:
        yield made


def test_feeds_are_written_for_all_in_every_language_unless_some_are_asked_for(
    releases: Releases, tmp_path: Path
) -> None:
    done = call("publish", releases.folder, "--to", tmp_path / "some", "--lang", "fr", "--lang", "en")
    assert done.returncode == 0
    assert sorted(one.name for one in (tmp_path / "some").iterdir()) == ["en", "fr", "index.json"]
    assert "en, fr" in done.stdout
    assert call("publish", releases.folder, "--to", tmp_path / "all").returncode == 0
    assert {one.name for one in (tmp_path / "all").iterdir()} == {*words.LANGUAGES, "index.json"}
    again = json.loads(call("publish", releases.folder, "--to", tmp_path / "all", "--lang", "all", "--json").stdout)
    assert again["calendars"]["written"] == []
    assert again["calendars"]["unchanged"] > 20


def test_feeds_have_what_was_asked_for(releases: Releases, tmp_path: Path) -> None:
    options = ("--alarm", "10", "--refresh", "60", "--address", "https://example.org/c", "--lang", "en")
    assert call("publish", releases.folder, "--to", tmp_path / "out", *options).returncode == 0
    file = (tmp_path / "out/en/body/a.ics").read_text("utf-8")
    for wants in ("BEGIN:VALARM", "PT1H", "https://example.org/c/en/body/a.ics"):
        assert wants in file


def test_messages_are_files_to_send_and_never_mixed_with_those_of_before(releases: Releases, tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    done = call("publish", releases.folder, "--messages", folder, *PEOPLE, "--body", "b", "--lang", "en")
    assert (done.returncode, done.stdout) == (0, f"Messages of release 1 in {folder}: 6\n")
    assert all(b"METHOD:REQUEST" in one.read_bytes() for one in folder.iterdir())
    releases.add(*SECOND)
    again = call("publish", releases.folder, "--messages", folder, *PEOPLE)
    assert again.returncode == 2
    assert "there are messages in" in again.stderr
    done = call("publish", releases.folder, "--messages", tmp_path / "next", *PEOPLE, "--since", "1", "--json")
    told = json.loads(done.stdout)["messages"]
    assert [one["method"] for one in told] == ["CANCEL", "REQUEST", "REQUEST", "REQUEST", "REQUEST"]
    for one in told:
        event = icalendar.Calendar.from_ical(Path(one["file"]).read_bytes()).walk("VEVENT")[0]
        assert (str(event["UID"]), str(event["ORGANIZER"])) == (one["uid"], "mailto:secretariat@example.org")


def test_a_calendar_on_a_server_is_made_filled_and_brought_up_to_date(releases: Releases, server: Server) -> None:
    done = call("publish", releases.folder, "--caldav", server.url, **SECRET)
    assert (done.returncode, done.stdout) == (4, "")
    assert "`--create` makes it" in done.stderr
    done = call("publish", releases.folder, "--caldav", server.url, "--create", **SECRET)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "new: WG.A: 1 Matter a1"
    assert done.stdout.splitlines()[-2:] == [
        "The calendar was made",
        f"Release 1 in {server.plain}: new 11, changed 0, cancelled 0, not put 0, as they were 0",
    ]
    second = releases.add(*SECOND)
    dry = call("publish", releases.folder, "--caldav", server.url, "--dry-run", **SECRET)
    done = call("publish", releases.folder, "--caldav", server.url, **SECRET)
    assert done.stdout == (
        "changed: WG.A: 2 Matter a2\n"
        "changed: WG.A: 3 Matter a3\n"
        "changed: WG.A: 4 Matter a4\n"
        "changed: WG.A, WG.B: Matter a6\n"
        "Cancelled: WG.A: 1 Matter a1\n"
        f"Release 2 in {server.plain}: new 0, changed 4, cancelled 1, not put 0, as they were 6\n"
    )
    assert dry.stdout == done.stdout.replace("Release 2 in", "Release 2 would be in")
    assert held(server) == wanted(second)
    told = json.loads(call("publish", releases.folder, "--caldav", server.url, "--json", **SECRET).stdout)["caldav"]
    assert (told["release"], told["unchanged"], told["updated"], told["refused"]) == (2, 11, [], [])


def test_many_lines_are_not_all_told(releases: Releases, server: Server) -> None:
    from session_planner.cli.publish import _some

    assert _some(["x"] * 25, "en") == [*["x"] * 20, "… and 5 more"]
    assert _some(["x"] * 20, "en") == ["x"] * 20


def test_what_stands_in_the_way_of_an_entry_is_told_and_ends_with_1(releases: Releases, server: Server) -> None:
    call("publish", releases.folder, "--caldav", server.url, "--create", **SECRET)
    for one in (server.folder / "collections/collection-root").rglob("*.ics"):
        if "Radicale.cache" not in str(one) and "UID:week/a/2/" in one.read_text("utf-8"):
            one.write_text(one.read_text("utf-8").replace("UID:week/a/2/1@session-planner", "UID:theirs"), "utf-8")
    done = call("publish", releases.folder, "--caldav", server.url, **SECRET)
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == (
        "not put, since another program's object there has its name or UID; take that away first: WG.A: 2 Matter a2"
    )


@pytest.mark.parametrize("password", ["", "wrong-guess"])
def test_a_wrong_password_ends_with_4_and_is_not_shown(releases: Releases, server: Server, password: str) -> None:
    done = call("publish", releases.folder, "--caldav", server.url, SESSION_PLANNER_CALDAV_PASSWORD=password)
    assert done.returncode == 4
    assert "SESSION_PLANNER_CALDAV_PASSWORD" in done.stderr
    assert "wrong-guess" not in done.stdout + done.stderr
    debug = call(
        "publish", releases.folder, "--caldav", server.url, "--debug", SESSION_PLANNER_CALDAV_PASSWORD="wrong-guess"
    )
    assert "wrong-guess" not in debug.stdout + debug.stderr


def test_a_password_in_the_address_is_shown_to_nobody(releases: Releases) -> None:
    done = call("publish", releases.folder, "--caldav", f"https://planner:{PASSWORD}@example.org/x/")
    assert done.returncode == 2
    assert "there is a password in the address" in done.stderr
    assert PASSWORD not in done.stdout + done.stderr


def test_a_password_is_asked_for_at_a_terminal_and_not_shown(releases: Releases, server: Server) -> None:
    ours, theirs = pty.openpty()
    command = [*COMMAND, "publish", str(releases.folder), "--caldav", server.url, "--create"]
    asking = subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, env=ENVIRONMENT, start_new_session=True
    )
    os.close(theirs)
    shown = b""
    while b"Password" not in shown:
        shown += os.read(ours, 1000)
    while termios.tcgetattr(ours)[3] & termios.ECHO:
        pass  # what is typed before is thrown away
    os.write(ours, f"{PASSWORD}\n".encode())
    out, _ = asking.communicate(timeout=60)
    assert asking.returncode == 0, shown
    assert b"new 11" in out
    assert PASSWORD.encode() not in shown + out + rest(ours)


def rest(terminal: int) -> bytes:
    """What else a terminal shows until nobody writes to it any more."""
    shown = b""
    try:
        while more := os.read(terminal, 1000):
            shown += more
    except OSError:
        pass
    os.close(terminal)
    return shown


def test_a_run_that_was_killed_is_gone_on_with(releases: Releases, server: Server) -> None:
    command = [*COMMAND, "publish", str(releases.folder), "--caldav", server.url, "--create"]
    running: list[subprocess.Popen[bytes]] = []

    def kill(method: str, _path: str) -> None:
        if method == "PUT" and server.count("PUT") == 5:
            running[0].send_signal(signal.SIGKILL)

    server.before = kill
    running.append(subprocess.Popen(command, env={**ENVIRONMENT, **SECRET}, stdout=subprocess.PIPE))
    running[0].communicate(timeout=60)
    assert running[0].returncode == -signal.SIGKILL
    server.before = lambda _method, _path: None
    assert 5 <= len(held(server)) <= 6
    done = call("publish", releases.folder, "--caldav", server.url, **SECRET)
    counted = re.search(r"new (\d+), changed 0, cancelled 0, not put 0, as they were (\d+)", done.stdout)
    assert counted
    assert int(counted[1]) + int(counted[2]) == 11
    assert int(counted[1]) in (5, 6)
    assert held(server) == wanted(releases.store.releases()[0])


def test_an_older_release_and_drafts(releases: Releases, server: Server) -> None:
    releases.add(*SECOND, state="draft")
    done = call("publish", releases.folder, "--caldav", server.url, "--create", **SECRET)
    assert "Release 1 in" in done.stdout
    done = call("publish", releases.folder, "--caldav", server.url, "--release", "2", **SECRET)
    assert done.returncode == 2
    assert "release 2 is a draft" in done.stderr
    assert call("publish", releases.folder, "--caldav", server.url, "--release", "3", **SECRET).returncode == 2


def test_messages_have_a_folder_or_say_that_there_can_be_none(releases: Releases, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = call("publish", releases.folder, "--messages", tmp_path / "file", *PEOPLE)
    assert done.returncode == 4
    assert f"the folder `{tmp_path}/file` cannot be made" in done.stderr


def test_nobody_is_sent_a_draft(releases: Releases, tmp_path: Path) -> None:
    releases.add(*SECOND, state="draft")
    for where in (("--messages", tmp_path / "out", *PEOPLE), ("--to", tmp_path / "out")):
        done = call("publish", releases.folder, *where, "--release", "2")
        assert done.returncode == 2
        assert "release 2 is a draft" in " ".join(done.stderr.split())
        assert not (tmp_path / "out").exists()


def test_bodies_and_granularity_are_those_asked_for(releases: Releases, server: Server) -> None:
    options = ("--body", "a", "--body", "b", "--granularity", "sitting", "--lang", "fr", "--create", "--json")
    told = json.loads(call("publish", releases.folder, "--caldav", server.url, *options, **SECRET).stdout)
    assert {one["uid"].split("/")[2] for one in told["caldav"]["new"]} == {"sitting"}
    assert len(held(server)) == len(told["caldav"]["new"])


def test_every_key_that_machines_get_is_described(releases: Releases, server: Server, tmp_path: Path) -> None:
    page = (ROOT / "docs/reference/files.md").read_text("utf-8").partition("## What was published")[2]
    places = ("--to", tmp_path / "to", "--messages", tmp_path / "messages", *PEOPLE, "--caldav", server.url, "--create")
    told = json.loads(call("publish", releases.folder, *places, "--json", **SECRET).stdout)
    assert set(told) == {"release", "calendars", "messages", "caldav"}
    assert told["messages"]
    assert told["caldav"]["new"]
    assert {key for key in keys(told) if f"`{key}`" not in page} == set()


WRONG = [
    ((), "say where to"),
    (("--to", "x", "--create"), "--create and --dry-run go with --caldav"),
    (("--caldav", "https://x.example/", "--refresh", "5"), "--refresh and --address go with --to"),
    (("--to", "x", "--since", "1"), "--organizer, --attendee and --since go with --messages"),
    (("--messages", "x", "--organizer", "a@example.org"), "--messages needs --organizer and --attendee"),
    (("--to", "x", "--body", "a"), "--to has a feed for each"),
    (("--caldav", "https://x.example/", "--lang", "all"), "has one language"),
    (("--to", "x", "--granularity", "day"), "--granularity is item or sitting"),
    (("--to", "x", "--lang", "de"), "there is no language `de`"),
    (("--messages", "x", "--organizer", "nobody", "--attendee", "a@example.org"), "`nobody` is not an address"),
    (("--caldav", "calendars"), "not the address of a calendar"),
    (("--caldav", "https://x.example/", "--body", "c"), "`c` is not among the bodies"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[" ".join(one[0]) or "nothing" for one in WRONG])
def test_calls_that_make_no_sense_are_refused(
    releases: Releases, arguments: tuple[str, ...], said: str, monkeypatch: Any, capsys: Any
) -> None:
    monkeypatch.chdir(releases.folder.parent)
    monkeypatch.setenv("SESSION_PLANNER_LANG", "en")
    assert run(["publish", str(releases.folder), *arguments]) == 2
    assert said in " ".join(re.sub("[│╭╮╰╯─\n]+", " ", capsys.readouterr().err).split())
    assert not (releases.folder.parent / "x").exists()


def test_a_folder_without_a_public_release_is_told(releases: Releases, tmp_path: Path) -> None:
    done = call("publish", tmp_path / "nothing", "--to", tmp_path / "x")
    assert done.returncode == 2
    assert "there is no public release in" in done.stderr
