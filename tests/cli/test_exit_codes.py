"""Every end that a command can come to, each with its exit code and a sentence."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import session_planner as sp
from tests.cli.calling import CASE, COMMAND, ENVIRONMENT, SCENARIOS, call

IMPOSSIBLE = SCENARIOS / "impossible" / "national-day.yaml"


def test_0_with_a_programme_its_scenario_beside_it_and_no_error_in_it(tmp_path: Path) -> None:
    done = call("solve", CASE, "-o", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    programme = tmp_path / "out" / "programme.json"
    told = json.loads(programme.read_bytes())
    assert told["status"] == "optimal"
    assert told["scenario"]["sha256"] == hashlib.sha256(CASE.read_bytes()).hexdigest()
    assert (tmp_path / "out" / "scenario.yaml").read_bytes() == CASE.read_bytes()
    checked = call("check", CASE, programme)
    assert checked.returncode == 0
    rules = sum(rule["kind"] != "off" for rule in sp.rule_table())
    assert checked.stdout.splitlines()[-1] == f"segments checked: 10; rules: {rules}; errors: 0; warnings: 5"


def test_1_where_no_programme_can_be_with_the_reason_and_nothing_written(tmp_path: Path) -> None:
    done = call("solve", IMPOSSIBLE, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "26 October 2012 is a holiday (Austrian National Day)" in done.stdout
    assert not (tmp_path / "out").exists()
    told = call("explain", IMPOSSIBLE, "--json")
    assert told.returncode == 1
    assert json.loads(told.stdout)["possible"] is False


def test_an_older_programme_in_the_folder_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    assert call("solve", CASE, "-o", tmp_path).returncode == 0
    before = (tmp_path / "programme.json").read_bytes()
    done = call("solve", CASE, "-o", tmp_path, "--variant", "second-group-late")
    assert done.returncode == 1
    assert done.stderr == f"`{tmp_path / 'programme.json'}` is of an earlier run: it is no answer to this one\n"
    assert (tmp_path / "programme.json").read_bytes() == before


def test_1_where_a_programme_breaks_a_rule(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("body,item,date,start,end\nwg-ta,8,2012-10-17,12:00,12:30\nwg-ta,4,2012-10-17,12:15,13:00\n")
    done = call("check", CASE, table)
    assert done.returncode == 1
    assert any(line.startswith("error body-one-at-a-time: ") for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["solve", "nofile.yaml", "-o", "out"], "nofile.yaml: there is no such file"),
        (["solve", str(CASE)], "Missing option '-o'"),
        (["frobnicate"], "No such command 'frobnicate'"),
        (["solve", str(CASE), "-o", "out", "--variant", "no-jont"], "did you mean `no-joint`?"),
        (["solve", str(CASE), "-o", "out", "--set", "bodies.wg-tb.size=3"], "did you mean `wg-ta`?"),
        (["solve", str(CASE), "-o", "out", "--time-limit", "soon"], "`soon` is not a time limit"),
        (["solve", str(CASE), "-o", "out", "--profile", "slow"], "allowed: quick, standard, thorough"),
        (["rules", "--lang", "xx"], "there is no language `xx`"),
        (["check", str(CASE), "nofile.csv"], "nofile.csv: there is no such file"),
        (["export", str(CASE), "--to", "md"], ".yaml"),
        (["validate", str(CASE), "--variant", "no-joint", "--all-variants"], "exclude each other"),
    ],
)
def test_2_where_the_input_or_the_call_is_wrong(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = call(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_2_rather_than_lose_a_file_of_the_users_own(tmp_path: Path) -> None:
    mine = tmp_path / "scenario.yaml"
    mine.write_text("format: 1  # a week of work\n")
    done = call("solve", CASE, "-o", tmp_path)
    assert done.returncode == 2
    assert "is no copy that session-planner made" in done.stderr
    assert mine.read_text() == "format: 1  # a week of work\n"


def test_a_copy_of_ours_is_renewed_and_a_scenario_in_its_own_folder_is_left(tmp_path: Path) -> None:
    changed = tmp_path / "changed.yaml"
    changed.write_text(CASE.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    out = tmp_path / "out"
    assert call("solve", CASE, "-o", out).returncode == 0
    assert call("solve", changed, "-o", out).returncode == 0
    assert (out / "scenario.yaml").read_bytes() == changed.read_bytes()
    assert call("solve", out / "scenario.yaml", "-o", out).returncode == 0


def test_3_where_the_time_is_up_before_a_programme(tmp_path: Path) -> None:
    done = call("solve", CASE, "-o", tmp_path / "out", "--time-limit", "0.0001s", "--json")
    assert done.returncode == 3
    assert done.stderr == "the time was up before a programme was found\n"
    assert json.loads(done.stdout) == {"possible": None, "interrupted": False}
    assert not (tmp_path / "out").exists()


def test_4_where_the_folder_cannot_be_written_into_before_any_search(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = call("solve", SCENARIOS / "commission-week.yaml", "-o", tmp_path / "file" / "out")
    assert done.returncode == 4
    assert f"`{tmp_path / 'file'}` is no folder that this user may write into" in done.stderr


def test_4_where_the_disk_is_full(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*COMMAND, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


@pytest.mark.parametrize("arguments", [["schema"], ["rules"], ["rules", "--json"]])
def test_4_and_silence_where_whoever_reads_has_gone(arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*COMMAND, *arguments], stdout=write, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (4, b"")


def test_130_keeps_the_best_programme_of_a_long_search(tmp_path: Path) -> None:
    """The search tells on a terminal when it has a programme: only then it is interrupted."""
    import pty

    ours, its = pty.openpty()
    running = subprocess.Popen(
        [*COMMAND, "solve", str(SCENARIOS / "commission-week.yaml"), "-o", str(tmp_path), "--profile", "thorough"],
        stdout=subprocess.DEVNULL,
        stderr=its,
        env=ENVIRONMENT,
    )
    os.close(its)
    told = ""
    try:
        while "best" not in told:
            told += os.read(ours, 4096).decode()
        running.send_signal(signal.SIGINT)
        while running.poll() is None or "interrupted" not in told:
            told += os.read(ours, 4096).decode()
    except OSError:  # the terminal's other end is closed
        pass
    finally:
        os.close(ours)
        code = running.wait(60)
    assert code == 130
    assert "tier " in told  # which one it had come to is the machine's affair
    assert "interrupted: this is the best programme found until then" in told
    assert call("check", SCENARIOS / "commission-week.yaml", tmp_path / "programme.json").returncode == 0


def test_a_second_interrupt_waits_for_nothing() -> None:
    script = """
import os, signal, sys, threading
import session_planner
from session_planner import cli
from session_planner.cli.running import running

class Search:
    stopped = threading.Event()
    elapsed = 0
    def stop(self):
        self.stopped.set()
        os.kill(os.getpid(), signal.SIGINT)

class Watcher:
    looking = threading.Event()
    def show(self, elapsed):
        self.looking.set()

def stubborn():
    Watcher.looking.wait()
    os.kill(os.getpid(), signal.SIGINT)
    threading.Event().wait()

session_planner.schema = lambda: running(Search(), stubborn, Watcher())
sys.argv[1:] = ["schema"]
cli.main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (130, "")


def test_130_for_an_explanation_that_was_interrupted() -> None:
    script = f"""
import os, signal, sys
import session_planner
from session_planner import cli
from session_planner.planning import Explanation
from session_planner.solver.explain import Explanation as Reasons

def explain(scenario, control, most):
    os.kill(os.getpid(), signal.SIGINT)
    control.stopped.wait()
    return Explanation(Reasons())

session_planner.explain = explain
sys.argv[1:] = ["explain", {str(CASE)!r}]
cli.main()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, env=ENVIRONMENT, check=False
    )
    assert (done.returncode, done.stderr) == (130, "interrupted\n")


@pytest.mark.parametrize("made_of_it", ["KeyboardInterrupt", "ImportError"])
def test_130_for_an_interrupt_outside_a_search_whatever_was_made_of_it(made_of_it: str) -> None:
    script = f"""
import os, signal, sys
import session_planner
from session_planner import cli

def loading():
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt as error:
        raise {made_of_it} from error

session_planner.schema = loading
sys.argv[1:] = ["schema"]
cli.main()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, env=ENVIRONMENT, check=False
    )
    assert (done.returncode, done.stderr) == (130, "interrupted\n")


def test_debug_shows_the_traceback_wherever_it_stands() -> None:
    for arguments in (["--debug", "check", "no.yaml", "no.json"], ["check", "no.yaml", "no.json", "--debug"]):
        done = call(*arguments)
        assert done.returncode == 2
        assert "Traceback (most recent call last)" in done.stderr
        assert done.stderr.endswith("no.yaml: there is no such file\n")


def test_a_defect_of_ours_is_told_as_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import session_planner
    from session_planner.cli import run

    def broken() -> None:
        raise KeyError("lost")

    monkeypatch.setattr(session_planner, "schema", broken, raising=False)
    assert run(["schema"]) == 5
    assert capsys.readouterr().err == (
        "this is a defect of session-planner, not of your input (KeyError: 'lost'); --debug shows where\n"
    )


def test_progress_keeps_silent_for_a_second_and_takes_its_line_away(capsys: pytest.CaptureFixture[str]) -> None:
    from session_planner import Progress
    from session_planner.cli.running import Watcher

    watcher = Watcher("en")
    watcher(Progress("order", 2, 4, 40, 30, 0.3))
    watcher.show(0.9)
    watcher.clear()
    assert capsys.readouterr().err == ""
    watcher.show(3.2)
    watcher.clear()
    assert capsys.readouterr().err == ("\r\x1b[K3 s, tier 2 of 4 (order): best 40, bound 30, gap 25.0%\r\x1b[K")
