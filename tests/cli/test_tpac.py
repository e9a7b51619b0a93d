"""A week of group meetings through the commands: imported, and a programme of it written back, good, bad or foreign."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calling import call
from tests.sources.conferences.tpac_small import body, monday, week

SESSIONS = {1: ("Media WG", body(monday(1))), 2: ("Media WG & Audio WG joint meeting", body(monday(2)))}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "week.json").write_bytes(week(SESSIONS))
    done = call("import", "week.json", "-o", "week.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_there_and_back(folder: Path) -> None:
    assert call("solve", "week.yaml", "-o", "out", cwd=folder).returncode == 0
    done = call(
        "export", "out/programme.json", "--to", "tpac", "--instance", "week.json", "-o", "planned.json", cwd=folder
    )
    assert done.returncode == 0
    assert done.stderr == ("slots asked for: 2, given: 2; conflicts: 0; meetings that are not as they must be: 0\n")
    planned = json.loads((folder / "planned.json").read_text("utf-8"))
    assert [one["meeting"] for one in planned["sessions"]] == ["Monday, 09:00", "Monday, 11:00"]
    again = call("import", "planned.json", "-o", "again.yaml", cwd=folder)
    assert "written: again.programme.json" in again.stdout
    assert call("check", "again.yaml", "again.programme.json", cwd=folder).returncode == 0


def test_what_is_written_and_bad_is_told(folder: Path) -> None:
    """Without the joint meeting, and its group's own moved to a slot that nobody asked for."""
    call("solve", "week.yaml", "-o", "out", cwd=folder)
    file = folder / "out" / "programme.json"
    programme = json.loads(file.read_text("utf-8"))
    programme["segments"] = [one for one in programme["segments"] if not one["joint"]]
    for one in programme["segments"]:
        one["start"], one["end"] = "2023-09-11T14:00:00+02:00", "2023-09-11T15:30:00+02:00"
    file.write_text(json.dumps(programme), "utf-8")
    done = call("export", "out/programme.json", "--to", "tpac", "--instance", "week.json", cwd=folder)
    assert done.returncode == 1
    assert "slots asked for: 2, given: 0; conflicts: 0; meetings that are not as they must be: 1" in done.stderr
    assert [one.get("meeting") for one in json.loads(done.stdout)["sessions"]] == ["Monday, 14:00", None]


def test_a_foreign_programme_is_refused(folder: Path) -> None:
    call("solve", "week.yaml", "-o", "out", cwd=folder)
    (folder / "other.json").write_bytes(week({7: ("Math WG", body())}))
    done = call("export", "out/programme.json", "--to", "tpac", "--instance", "other.json", cwd=folder)
    assert done.returncode == 2
    assert "media-wg/1.1/1: this is no meeting of Small week" in done.stderr
    assert call("export", "out/programme.json", "--to", "tpac", cwd=folder).returncode == 2


def test_a_broken_week_is_told_with_its_places(folder: Path) -> None:
    (folder / "broken.json").write_bytes(week({1: ("", "")}, slots=["some day"]))
    done = call("import", "broken.json", "-o", "broken.yaml", cwd=folder)
    assert done.returncode == 2
    assert "slots[0]: found `some day`" in done.stderr
    assert "sessions[0].title: found ``" in done.stderr
    assert not (folder / "broken.yaml").exists()
