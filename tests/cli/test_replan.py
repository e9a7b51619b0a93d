"""`replan` as planners use it: what it writes, what it says, what it refuses, and the chain of one after the other."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from session_planner.releases.store import Store
from tests.cli.calling import CASE, SCENARIOS, call
from tests.studies.session import PLAN, SESSION, programme, scenario

NOW = "2012-10-17T12:10"
OVERRAN = ("--now", NOW, "--event", "item 3 overran 30 min")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A planner's folder: the scenario, its programme in `out`, released once in `releases`; nobody changes them."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "week.yaml").write_bytes(CASE.read_bytes())
    assert call("solve", "week.yaml", "-o", "out", cwd=folder).returncode == 0
    released = call(
        "release",
        "out/programme.json",
        "--author",
        "Ada",
        "--state",
        "proposed",
        "--at",
        "2012-10-01T12:00",
        cwd=folder,
    )
    assert released.returncode == 0
    return folder


def replan(desk: Path, into: Path, *options: str | Path, scenario: str = "week.yaml") -> CompletedProcess[str]:
    given = options if "--from" in options else ("--from", "out/programme.json", *options)
    return call("replan", scenario, *given, "-o", into, cwd=desk)


def changed_lines(old: Path, new: Path) -> list[str]:
    sides = [path.read_text("utf-8").splitlines() for path in (old, new)]
    return [
        line
        for line in difflib.unified_diff(*sides, n=0, lineterm="")
        if line[:1] in "+-" and line[:3] not in ("---", "+++")
    ]


def test_programme_scenario_notice_and_draft(desk: Path, tmp_path: Path) -> None:
    store = tmp_path / "releases"
    released = ("release", "out/programme.json", "--author", "Ada", "--at", "2012-10-01T12:00", "--store", store)
    assert call(*released, cwd=desk).returncode == 0
    done = replan(desk, tmp_path / "new", *OVERRAN, "--store", store, "--author", "Ada")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Change notice\n")
    assert done.stdout.splitlines()[-7:] == [
        "What began before Wednesday 17 October, 12:10 stays as it is.",
        "delegates affected: 0 – proved least",
        "segments moved: 0 – proved least",
        "minutes moved: 0 – proved least",
        "rooms changed: 0 – proved least",
        f"Release 2 (draft) is in {store}/0002",
        f"Programme, scenario and notice are in {tmp_path / 'new'}",
    ]
    notice = (tmp_path / "new" / "notice.en.md").read_text("utf-8")
    assert done.stdout.startswith(notice.rstrip("\n"))
    assert "Longer by 30 min" in notice
    assert changed_lines(desk / "week.yaml", tmp_path / "new" / "scenario.yaml") == [
        "-        duration: 1 h  # assumed",
        "+        duration: 1 h 30 min  # assumed",
        "+        splittable: true",
    ]
    draft = Store(store).releases()[-1]
    assert (draft.state.name, draft.note, draft.author) == ("draft", "item 3 overran 30 min", "Ada")


def test_what_it_writes_passes_its_check_and_can_be_replanned_again(desk: Path, tmp_path: Path) -> None:
    assert replan(desk, tmp_path / "one", *OVERRAN).returncode == 0
    checked = call("check", "one/scenario.yaml", "one/programme.json", cwd=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")
    options = ("--from", "one/programme.json", "--now", "2012-10-17T15:30", "--event", "item 4 overran 15 min")
    again = call("replan", "one/scenario.yaml", *options, "-o", "two", "--json", cwd=tmp_path)
    found = json.loads(again.stdout)
    assert [one["item"] for one in found["held"]] == ["wg-ta/1(a)", "wg-ta/1(b)", "wg-ta/2", "wg-ta/3", "wg-ta/4"]
    # The afternoon is full with the 15 minutes left of item 3, and Thursday is the joint session's: no more room.
    assert (again.returncode, found["possible"]) == (1, False)
    assert found["explanation"]["conflicts"]
    assert not (tmp_path / "two").exists()


def test_for_machines(desk: Path, tmp_path: Path) -> None:
    done = replan(desk, tmp_path / "new", *OVERRAN, "--json")
    found = json.loads(done.stdout)
    assert list(found) == [
        "possible", "now", "edits", "held", "counts", "changes", "variants_dropped", "programme", "draft",
    ]  # fmt: skip
    assert found["now"] == "2012-10-17T12:10:00+02:00"
    assert found["edits"][0] == {"action": "set", "path": "bodies[wg-ta].agenda[3].duration", "value": "1 h 30 min"}
    assert found["held"][-1] == {
        "item": "wg-ta/3",
        "start": "2012-10-17T11:45:00+02:00",
        "end": "2012-10-17T13:00:00+02:00",
        "room": None,
        "over": False,
    }
    assert found["counts"][1] == {
        "rule": "moved-segments", "tier": "moved", "amount": 0, "back": 0, "cost": 0, "bound": 0, "proved": True,
    }  # fmt: skip
    assert found["programme"] == json.loads((tmp_path / "new" / "programme.json").read_text("utf-8"))
    assert found["draft"] is None


def test_another_variant_is_written_into_the_scenario(desk: Path, tmp_path: Path) -> None:
    done = replan(desk, tmp_path / "new", "--variant", "no-joint")
    assert done.returncode == 0
    assert "variant `no-joint` no longer fits the scenario and is left out of it" in done.stdout
    assert "variant `joint-on-17` no longer fits the scenario and is left out of it" in done.stdout
    text = (tmp_path / "new" / "scenario.yaml").read_text("utf-8")
    assert "joint_sessions: []" in text
    assert "second-group-late" in text
    assert call("check", "scenario.yaml", "programme.json", cwd=tmp_path / "new").returncode == 0


def test_a_programme_of_a_variant_is_replanned_as_that_variant(desk: Path, tmp_path: Path) -> None:
    solved = call("solve", desk / "week.yaml", "--variant", "no-joint", "-o", "out", cwd=tmp_path)
    assert solved.returncode == 0
    done = replan(desk, tmp_path / "new", "--from", tmp_path / "out" / "programme.json", "--now", NOW)
    assert done.returncode == 0
    assert "segments moved: 0 – proved least" in done.stdout
    assert "Nothing moved, came or went." in done.stdout


def test_why_there_is_none_in_words(desk: Path, tmp_path: Path) -> None:
    event = "joint session cultural-property moved by the bureau to 18 October 11:00"
    done = replan(desk, tmp_path / "new", "--event", event)
    assert done.returncode == 1
    assert "Bureau decided: Joint discussion of the two working groups" in done.stdout
    assert "is at Thursday 18 October, 11:00" in done.stdout
    assert not (tmp_path / "new").exists()


def test_all_mistakes_at_once(desk: Path, tmp_path: Path) -> None:
    done = replan(
        desk, tmp_path / "new", "--event", "room D lost from 15:00", "--event", "item 33 overran 5 min", "--now", NOW
    )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        '--event "item 33 overran 5 min": item: there is no `33`; did you mean `wg-ta/3`?',
        '--event "room D lost from 15:00": room: there is no `D`; the scenario has none',
    ]
    assert replan(desk, tmp_path / "new", "--now", "noon").stderr.startswith("--now noon: `noon` is no date")


def test_nothing_of_the_planner_is_overwritten(desk: Path) -> None:
    before = {path: path.read_bytes() for path in (desk / "out").iterdir()}
    done = replan(desk, desk / "out", *OVERRAN)
    assert done.returncode == 2
    assert "out/programme.json` would be overwritten; choose another folder with -o" in done.stderr
    assert {path: path.read_bytes() for path in (desk / "out").iterdir()} == before


def test_the_programme_of_another_session_is_none_to_change(desk: Path, tmp_path: Path) -> None:
    done = call("replan", SCENARIOS / "hybrid-week.yaml", "--from", desk / "out/programme.json", "-o", tmp_path / "new")
    assert done.returncode == 2
    assert "is of another session: of its bodies (wg-ta, wg-ic) the scenario has none; it has experts" in done.stderr
    assert not (tmp_path / "new").exists()


def test_where_nothing_changed_there_is_no_draft(desk: Path, tmp_path: Path) -> None:
    done = replan(desk, tmp_path / "new", "--store", "releases")
    assert done.returncode == 0
    assert "nothing changed since release 1 (proposed): there is nothing to release" in done.stderr
    assert len(Store(desk / "releases").releases()) == 1


def test_what_was_moved_since_the_release_before_comes_from_the_store(tmp_path: Path) -> None:
    # Item 4 was released for 14:00 and then for 16:00; it can be at 14:00 or 15:00 now, and goes back to 14:00.
    hours = [{"date": "2012-10-17", "sittings": ["10:00-13:00", "14:00-18:00"]}, SESSION["days"][1]]
    (tmp_path / "scenario.yaml").write_text(json.dumps({**SESSION, "days": hours}), "utf-8")
    whole = scenario(days=hours)
    # A draft with 15:00 lies between the two, which nobody saw.
    for number, hour in enumerate(("14:00-15:00", "15:00-16:00", "16:00-17:00"), 1):
        lines = [one.replace("15:00-16:00 A", f"{hour} A") for one in PLAN]
        (tmp_path / "programme.json").write_text(programme(whole, *lines).to_json(), "utf-8")
        state = "draft" if number == 2 else "proposed"
        released = (
            "release",
            "programme.json",
            "--author",
            "Ada",
            "--state",
            state,
            "--at",
            f"2012-10-0{number}T12:00",
        )
        assert call(*released, cwd=tmp_path).returncode == 0
    events = ("sitting cancelled 17 October 14:00 of x", "sitting added 17 October 14:00-16:00 of x")
    options = [*(part for event in events for part in ("--event", event)), "--store", "releases", "--author", "Ada"]
    done = call(
        "replan", "scenario.yaml", "--from", "releases/0003/programme.json", *options, "-o", "new", cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "segments moved: 1 (1 of them back to where it was) – proved least" in done.stdout
    assert "2-3 p.m." in (tmp_path / "new" / "notice.en.md").read_text("utf-8")
    assert [one.state.name for one in Store(tmp_path / "releases").releases()] == [
        "proposed",
        "draft",
        "proposed",
        "draft",
    ]
