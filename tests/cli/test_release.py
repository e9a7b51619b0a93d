"""`release`, `releases` and `state` as planners use them, and `export` of what was released."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import re
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from icalendar import Calendar

from session_planner.releases.store import Store
from session_planner.words import LANGUAGES
from tests.cli.calling import ROOT, call
from tests.docs.test_docs import keys
from tests.releases.session import PROGRAMME, SCENARIO, Planner, changed, moved

BY_ADA = ("--author", "Ada")
NOTICES = [f"notice.{lang}.md" for lang in LANGUAGES]


class Desk:
    """A planner's folder: the scenario, a programme that changes, and the store that comes to be beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "scenario.yaml").write_text(SCENARIO, "utf-8")
        self.lay(PROGRAMME)

    def lay(self, programme: object) -> None:
        (self.folder / "programme.json").write_text(programme.to_json(), "utf-8")  # type: ignore[attr-defined]

    def call(self, *arguments: str, **environment: str) -> CompletedProcess[str]:
        return call(*arguments, cwd=self.folder, **environment)

    def release(self, *options: str) -> CompletedProcess[str]:
        return self.call("release", "programme.json", *BY_ADA, *options)

    @property
    def store(self) -> Store:
        return Store(self.folder / "releases")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Planner:
    """Three releases to look at, the last one a draft; nobody changes them."""
    planner = Planner(tmp_path_factory.mktemp("shelf"))
    planner.release(note="[bold]First[/bold]")
    planner.release(changed("a/2/1", lambda one: None, moved("b/1/1", 30)))
    planner.release(state="draft")
    return planner


def test_a_release_tells_what_moved_for_whom_and_where_it_is(desk: Desk) -> None:
    first = desk.release("--at", "2012-09-01T12:00", "--note", "For the bureau")
    assert (first.returncode, first.stderr) == (0, "")
    assert "This is the first release" in first.stdout
    assert first.stdout.splitlines()[-1] == "Release 1 (proposed) is in releases/0001"
    desk.lay(moved("a/2/1", -15))
    second = desk.release("--at", "2012-09-02T12:00+02:00")
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout.startswith("# Change notice: release 2\n")
    assert "Debate" in second.stdout
    assert "Extradition" not in second.stdout
    assert second.stdout.splitlines()[-3:] == [
        "Concerned: bodies: 1, delegations: 1, officers: 1, rooms: 1",
        "Conflicts that stand in it: 1; `session-planner check` tells them",
        "Release 2 (proposed) is in releases/0002",
    ]
    assert [one.note for one in desk.store.releases()] == ["For the bureau", ""]


def test_a_release_for_machines(desk: Desk) -> None:
    done = desk.release("--at", "2012-09-01T12:00", "--json", "--state", "draft", "--by", "The Chair")
    found = json.loads(done.stdout)
    assert list(found) == [
        "format", "number", "time", "author", "note", "scenario", "since", "before", "conflicts", "sha256", "changes",
        "states", "folder", "calendars", "notes",
    ]  # fmt: skip
    assert (found["number"], found["time"], found["folder"]) == (1, "2012-09-01T12:00:00+02:00", "releases/0001")
    assert [(one["state"], one["by"]) for one in found["states"]] == [("draft", "The Chair")]


def test_who_and_when_come_from_the_environment_and_the_clock(desk: Desk) -> None:
    for named in (None, "Secretariat"):
        told = {"SESSION_PLANNER_AUTHOR": named} if named else {}
        before = dt.datetime.now(dt.UTC).replace(microsecond=0)
        assert desk.call("release", "programme.json", **told).returncode == 0
        newest = desk.store.releases()[-1]
        assert newest.author == (named or getpass.getuser())
        assert before <= newest.time <= dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1)
        desk.lay(moved("b/1/1", 30))


def test_two_in_a_row_within_a_second_are_one_after_the_other(desk: Desk) -> None:
    from session_planner.cli.release import now

    newest = type("Newest", (), {"time": now()})
    assert now(newest) in (newest.time + dt.timedelta(seconds=1), newest.time + dt.timedelta(seconds=2))
    newest.time -= dt.timedelta(hours=1)
    assert now(newest) - now() <= dt.timedelta(0)


def test_1_where_nothing_changed_and_the_store_stays_as_it_is(desk: Desk) -> None:
    assert desk.release().returncode == 0
    again = desk.release()
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr == (
        "nothing changed since release 1 (proposed): there is nothing to release; to say that it is agreed: "
        "session-planner state releases 1 agreed\n"
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--at", "soon"), "`soon` is not a moment"),
        (("--state", "final"), "a release begins as draft, proposed, revised, and not as final"),
        (("--state", "revised"), "no release was adopted yet"),
        (("--author", " "), "say who releases"),
        (("--scenario", "none.yaml"), "none.yaml: there is no such file"),
        (("--store", "programme.json"), "programme.json: this is a file; a store of releases is a folder"),
    ],
)
def test_2_where_the_call_is_wrong_and_nothing_is_written(desk: Desk, options: tuple[str, str], said: str) -> None:
    done = desk.release(*options)
    assert done.returncode == 2
    assert said in done.stderr
    assert sorted(one.name for one in desk.folder.iterdir()) == ["programme.json", "scenario.yaml"]


def test_a_programme_made_by_hand_is_released_with_its_scenario(desk: Desk) -> None:
    rows = ["body,item,date,start,end,room", "a,1,2012-10-17,10:00,10:30,Room M1", "b,1,2012-10-17,15:00,16:00,m2"]
    (desk.folder / "mine.csv").write_text("\n".join(rows))
    done = desk.call("release", "mine.csv", *BY_ADA, "--scenario", "scenario.yaml", "--store", "theirs", "--json")
    assert done.returncode == 0, done.stderr
    (made,) = Store(desk.folder / "theirs").releases()
    assert [one.room for one in made.programme().segments] == ["m1", "m2"]
    assert made.conflicts > 0


def test_calendars_are_those_of_the_newest_public_release(desk: Desk) -> None:
    def start_of(*path: str) -> set[str]:
        calendar = Calendar.from_ical((desk.folder.joinpath("web", *path)).read_bytes())
        return {f"{event['DTSTART'].dt:%H:%M}" for event in calendar.walk("VEVENT")}

    done = desk.release("--calendars", "web")
    assert done.stdout.splitlines()[-1] == "Calendars of release 1 are in web"
    assert start_of("fr", "body", "b.ics") == {"15:00", "10:00"}
    assert {one.name for one in (desk.folder / "web").iterdir() if one.is_dir()} == set(LANGUAGES)
    desk.lay(moved("b/1/1", 30))
    draft = desk.release("--calendars", "web", "--state", "draft")
    assert "A draft is not public: no calendar and no later notice shows it\n" in draft.stdout
    assert start_of("fr", "body", "b.ics") == {"15:00", "10:00"}
    stated = desk.call("state", "releases", "2", "proposed", "--calendars", "web", "--json")
    found = json.loads(stated.stdout)
    assert (found["states"][-1]["state"], found["calendars"]["release"]) == ("proposed", 2)
    assert start_of("fr", "body", "b.ics") == {"15:30", "10:00"}


def test_a_release_stands_also_where_its_calendars_cannot_be_written(desk: Desk) -> None:
    (desk.folder / "file").write_text("")
    done = desk.release("--calendars", "file/web", "--json")
    assert done.returncode in (2, 4)
    assert json.loads(done.stdout)["number"] == 1
    assert desk.store.public is not None


def test_the_states_of_a_release(desk: Desk) -> None:
    desk.release("--at", "2012-09-01T12:00")
    refused = desk.call("state", "releases", "1", "adopted", "--by", "Group A")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "releases: release 1 is proposed and cannot become adopted; allowed: agreed\n"
    agreed = desk.call("state", "releases", "1", "agreed", "--decision", "bureau")
    assert (agreed.returncode, agreed.stdout) == (0, "Release 1: agreed by Extended Bureau (2012-07-04)\n")
    wrong = desk.call("state", "releases", "1", "adopted", "--by", "Group A", "--when", "then")
    assert wrong.returncode == 2
    assert "`then` is not a moment" in wrong.stderr
    adopted = desk.call("state", "releases", "1", "adopted", "--by", "Group A", "--when", "2012-10-17", "--json")
    assert json.loads(adopted.stdout)["states"][-1] == {
        "state": "adopted", "by": "Group A", "when": "2012-10-17", "decision": None, "note": None,
    }  # fmt: skip
    desk.lay(moved("b/1/1", 30))
    assert "Release 2 (revised) is in releases/0002" in desk.release("--state", "revised").stdout


def test_the_list_of_releases(shelf: Planner) -> None:
    done = call("releases", shelf.store.path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [re.split(r"  +", line.strip()) for line in done.stdout.splitlines()]
    assert lines == [
        ["Release", "Time", "State", "Author", "Changes", "Note"],
        ["1", "2012-09-01 12:00", "proposed", "Ada", "first release", "[bold]First[/bold]"],
        ["2", "2012-09-02 12:00", "proposed", "Ada", "moved in time: 1, dropped: 1"],
        ["3", "2012-09-03 12:00", "draft", "Ada", "moved in time: 1, new: 1"],
    ]
    found = json.loads(call("releases", shelf.store.path, "--json").stdout)["releases"]
    assert found == [one.as_dict() for one in shelf.store.releases()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_notice_as_it_was_released(shelf: Planner, lang: str) -> None:
    done = call("releases", shelf.store.path, "--notice", "2", "--lang", lang)
    assert done.stdout == (shelf.store.path / "0002" / f"notice.{lang}.md").read_text("utf-8")


def test_notices_since_any_release_for_anybody_in_any_form(shelf: Planner) -> None:
    def notice(*options: str) -> str:
        return call("releases", shelf.store.path, "--notice", *options).stdout

    assert "Debate" in notice("3", "--since", "2")
    assert "Debate" not in notice("3", "--since", "1")
    mine = notice("2", "--body", "b")
    assert "Extradition" in mine
    assert "Debate" not in mine
    assert notice("2", "--to", "html").startswith("<!DOCTYPE html>")
    changes = json.loads(notice("2", "--delegation", "x", "--json"))
    assert [(one["id"], one["kinds"]) for one in changes["changes"]["moves"]] == [("a/2", ["dropped"])]
    assert (changes["number"], changes["since"]) == (2, 1)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--notice", "4"), "there is no release 4 here; the newest is 3"),
        (("--notice", "2", "--since", "2"), "release 2 is not before release 2"),
        (("--since", "1"), "go with --notice"),
        (("--notice", "2", "--body", "z"), "`z` is not among the bodies"),
        (("--notice", "2", "--to", "ics"), "a notice is written as docx, html, md, pdf; found `ics`"),
    ],
)
def test_2_where_there_is_no_such_notice(shelf: Planner, options: tuple[str, ...], said: str) -> None:
    done = call("releases", shelf.store.path, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_2_where_there_is_no_store(tmp_path: Path) -> None:
    for arguments in (("releases", "none"), ("releases", "none", "--notice", "1"), ("state", "none", "1", "agreed")):
        done = call(*arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert "none" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_was_released_is_exported_with_the_numbers_of_its_release(shelf: Planner) -> None:
    def entries(number: int, *options: str) -> dict[str, tuple[int, str]]:
        path = shelf.store.path / f"{number:04d}" / "programme.json"
        done = call("export", path, "--to", "ics", *options)
        assert done.returncode == 0, done.stderr
        events = Calendar.from_ical(done.stdout).walk("VEVENT")
        return {str(event["UID"]): (int(event["SEQUENCE"]), str(event["STATUS"])) for event in events}

    debate, extradition = (f"small/{one}/1@session-planner" for one in ("a/2", "b/1"))
    assert entries(1)[debate] == (0, "CONFIRMED")
    second = entries(2)
    assert (second[debate], second[extradition]) == ((1, "CANCELLED"), (1, "CONFIRMED"))
    assert set(entries(2, "--delegation", "x")) < set(second)
    loose = shelf.folder / "loose"
    loose.mkdir()
    for name in ("programme.json", "scenario.yaml"):
        (loose / name).write_bytes((shelf.store.path / "0002" / name).read_bytes())
    plain = Calendar.from_ical(call("export", loose / "programme.json", "--to", "ics").stdout).walk("VEVENT")
    assert {int(event["SEQUENCE"]) for event in plain} == {0}


def test_several_bodies_are_exported_at_once_and_a_draft_with_a_word_of_warning(shelf: Planner) -> None:
    def entries(*options: str) -> set[str]:
        done = call("export", shelf.store.path / "0001" / "programme.json", "--to", "ics", *options)
        assert done.stderr == ""
        return {str(event["UID"]) for event in Calendar.from_ical(done.stdout).walk("VEVENT")}

    first, second = entries("--body", "a"), entries("--body", "b")
    assert entries("--body", "a", "--body", "b") == first | second != first
    draft = call("export", shelf.store.path / "0003" / "programme.json", "--to", "ics")
    assert draft.returncode == 0
    assert "release 3 is a draft" in draft.stderr


def test_export_takes_layouts_and_alarms(shelf: Planner) -> None:
    path = shelf.store.path / "0001" / "programme.json"
    annex, day = (call("export", path, "--to", "md", "--layout", one).stdout for one in ("annex", "day"))
    assert annex != day
    assert "Extradition" in annex
    assert "Extradition" in day
    assert "TRIGGER:-PT20M" in call("export", path, "--to", "ics", "--alarm", "20").stdout
    wrong = call("export", path, "--to", "md", "--layout", "poster")
    assert wrong.returncode == 2
    assert "allowed: annex, day, order, parallel, week" in wrong.stderr
    edited = shelf.folder / "0001" / "programme.json"
    edited.parent.mkdir()
    for one in (shelf.store.path / "0001").rglob("*"):
        if one.is_file():
            (edited.parent / one.relative_to(shelf.store.path / "0001")).parent.mkdir(exist_ok=True)
            (edited.parent / one.relative_to(shelf.store.path / "0001")).write_bytes(one.read_bytes())
    edited.write_text(edited.read_text("utf-8").replace("m2", "m1"), "utf-8")
    assert "it was edited since" in call("export", edited, "--to", "md").stderr


def test_every_key_that_machines_get_is_described(shelf: Planner) -> None:
    page = (ROOT / "docs/reference/files.md").read_text("utf-8")
    found = json.loads(call("releases", shelf.store.path, "--json").stdout)
    for release in found["releases"]:
        assert set(release.pop("sha256")) <= {"programme.json", "scenario.yaml", "ledger.json", *NOTICES}
        for counted in release["changes"]["audiences"].values():
            counted.clear()  # by id
    assert {key for key in keys(found) if f"`{key}`" not in page} == set()
