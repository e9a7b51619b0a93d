"""`sweep` on the command line: what it writes, shows, tells on standard error, and ends with."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from session_planner.cli import sweep
from session_planner.studies.sweeping.sweep import SweepProgress
from tests.cli.calling import CASE, call

FIVE = "bodies.wg-ta.agenda.5.duration=30 min,2 h,soon"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All variants of the case of 2012."""
    file = tmp_path_factory.mktemp("sweep") / "results.sqlite"
    done = call("sweep", CASE, "-o", file, "--reasons")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["Trials:", "5"] in lines
    assert ["1", "as", "it", "is", "optimal", "34"] in [line[:6] for line in lines]
    assert ["4", "second-group-late", "impossible"] in [line[:3] for line in lines]
    assert "No. 4: the joint session “Joint discussion" in done.stdout
    return file


def test_run_again_it_only_shows_and_filters(results: Path) -> None:
    before = results.read_bytes()
    options = ["--where", "status=optimal", "--sort", "cost", "--columns", "variant,cost"]
    done = call("sweep", CASE, "-o", results, *options, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "trials": 5,
        "done": 5,
        "interrupted": False,
        "statuses": {"impossible": 2, "optimal": 3},
        "rows": [
            {"variant": "no-joint", "cost": 22}, {"variant": None, "cost": 34}, {"variant": "joint-on-17", "cost": 44},
        ],
    }  # fmt: skip
    assert results.read_bytes() == before


def test_the_programme_of_a_trial_is_in_the_file_and_passes_the_check(results: Path, tmp_path: Path) -> None:
    with sqlite3.connect(results) as db:
        ((made,),) = db.execute("SELECT programme FROM trials WHERE variant = 'joint-on-17'").fetchall()
    file = tmp_path / "programme.json"
    file.write_text(made, "utf-8")
    assert call("check", CASE, file, "--variant", "joint-on-17").returncode == 0


@pytest.mark.parametrize("form", ["csv", "json", "html", "txt"])
def test_the_table_goes_into_a_file_of_any_form(results: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "new" / f"table.{form}"
    done = call("sweep", CASE, "-o", results, "--save", file)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = file.read_text("utf-8")
    assert "joint-on-17" in text
    if form == "csv":
        read = list(csv.DictReader(io.StringIO(text)))
        assert [one["cost"] for one in read] == ["34", "22", "44", "", ""]
        assert {"tier.people", "cost.few-splits", "sittings.held", "reason"} <= read[0].keys()
    if form == "html":
        assert "<svg" in text


def test_a_plot_of_two_columns(results: Path) -> None:
    done = call("sweep", CASE, "-o", results, "--to", "svg", "--plot", "cost,sittings.handed_back")
    assert "no-joint, 22, 1" in done.stdout


def test_trials_that_are_wrong_are_told_and_the_others_made(results: Path) -> None:
    done = call("sweep", CASE, "-o", results, "--grid", FIVE, "--without", "joint:cultural-property", "--json")
    assert done.returncode == 1
    rows = json.loads(done.stdout)["rows"]
    assert [row["status"] for row in rows] == ["optimal", "optimal", "wrong"]
    assert {row["-joint:cultural-property"] for row in rows} == {"yes"}
    assert "`soon` is not a duration" in rows[2]["reason"]
    assert done.stderr.splitlines() == [
        f"{results} also holds results of other trials, scenarios or versions: 5; they stay as they are",
        "trials that failed or whose scenario has mistakes: 1; the column `reason` says why",
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--grid", "bodies.wg-ta.agenda.99.duration=1 h"], "there is no `99`"),
        (["--grid", "duration"], "is no axis of a grid"),
        (["--variant", "joint-on-18"], "did you mean `joint-on-17`?"),
        (["--to", "xls"], "allowed: text, csv"),
        (["--time-limit", "soon"], "is not a time limit"),
        (["--plot", "cost,splits"], "there is no chart in text; choose another with --to: html, pdf, docx, svg, png"),
    ],
)
def test_a_call_that_is_wrong_is_told_before_anything_is_written(tmp_path: Path, options: list[str], said: str) -> None:
    file = tmp_path / "results.sqlite"
    done = call("sweep", CASE, "-o", file, *options)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert not file.exists()


def test_an_address_that_is_none_is_told_in_one_line(tmp_path: Path) -> None:
    for address in ("foo", "foo:bar", "http://x:80"):
        done = call("sweep", CASE, "-o", tmp_path / "results.sqlite", "--scheduler", address)
        assert done.returncode == 4
        assert len(done.stderr.splitlines()) == 1
        assert done.stderr.startswith(f"there is no Dask scheduler at {address}: ")


def test_for_machines_and_in_a_file_at_once(results: Path, tmp_path: Path) -> None:
    done = call("sweep", CASE, "-o", results, "--json", "--save", tmp_path / "table.csv")
    assert json.loads(done.stdout)["trials"] == 5
    assert len((tmp_path / "table.csv").read_text("utf-8").splitlines()) == 6


def test_a_column_that_there_is_not_is_told(results: Path) -> None:
    done = call("sweep", CASE, "-o", results, "--where", "costs<3")
    assert done.returncode == 2
    assert "did you mean `cost`?" in done.stderr


def test_a_file_of_others_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "results.txt"
    file.write_text("Something else.\n" * 100, "utf-8")
    done = call("sweep", CASE, "-o", file)
    assert (done.returncode, done.stderr) == (2, f"{file}: this is no file of results of a sweep\n")


def test_progress_tells_how_far_it_is_and_how_long_it_takes_yet() -> None:
    watcher = sweep._Watcher("en")
    assert watcher._line(2.0) == "2 s: no result yet"
    watcher(SweepProgress(50, 50 + 100, 39, 25.0, {"optimal": 45, "impossible": 5}, 5.0))
    assert watcher._line(25.0) == "25 s: 50 of 150 (impossible 5, optimal 45), 3:20 left"
    assert watcher._line(55.0) == "55 s: 50 of 150 (impossible 5, optimal 45), 2:50 left"
    watcher(SweepProgress(3, 4000, 0, 12.0, {"optimal": 3}, 2.0))
    assert watcher._line(12.0) == "12 s: 3 of 4000 (optimal 3), 5:33:05 left"
    watcher(SweepProgress(1, 4000, 0, 2.0, {"optimal": 1}, 2.0))
    assert watcher._line(2.0) == "2 s: 1 of 4000 (optimal 1)"
