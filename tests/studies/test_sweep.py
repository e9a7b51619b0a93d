"""A sweep comes to the same wherever it runs and whatever is killed on the way: nothing lost, nothing there twice.

Killed are a process of the pool, a worker of a Dask cluster, the sweep itself.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import session_planner as sp
from session_planner.errors import InputError, OutsideError
from session_planner.studies.sweeping import executors
from session_planner.studies.sweeping import sweep as sweeping
from session_planner.studies.sweeping.executors import carried_out, given, here, process_pool
from tests.cli.calling import ENVIRONMENT, ROOT, call
from tests.studies.sweeping import GRID, came, deadly, fatal, small, trials, wrong

ALL = 500
Came = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def one_process(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Came:
    """What the trials come to, one after the other, here."""
    with sp.SweepResults(tmp_path_factory.mktemp("here") / "results.sqlite") as results:
        swept = sp.sweep(case, trials(case), results, seconds=60)
        assert (swept.progress.done, swept.progress.before, swept.interrupted) == (ALL, 0, False)
        return came(results.rows(swept.keys), results)


class Midway:
    """Does something once, when a part of the trials is done."""

    def __init__(self, act: Callable[[], None], when: int = 100) -> None:
        self.act, self.when = act, when
        self.seen: list[int] = []
        self.acted: int | None = None

    def __call__(self, progress: Any) -> None:
        self.seen.append(progress.done)
        if self.acted is None and progress.done >= self.when:
            self.acted = progress.done
            self.act()


def swept_elsewhere(case: Path, file: Path, engine: Any, midway: Midway) -> Came:
    """What the same trials come to elsewhere; each must have been counted once."""
    with sp.SweepResults(file) as results:
        swept = sp.sweep(case, trials(case), results, engine=engine, seconds=60, watch=midway)
        assert midway.acted is not None
        assert midway.acted < ALL
        assert midway.seen[-1] == ALL
        assert not swept.interrupted
        found = came(results.rows(swept.keys), results)
    with sqlite3.connect(file) as db:
        assert db.execute("SELECT count(*), count(DISTINCT key) FROM trials").fetchone() == (ALL, ALL)
    return found


def test_one_process_comes_to_what_a_solve_comes_to(case: Path, one_process: Came) -> None:
    statuses = [status for _, status, *_ in one_process]
    assert statuses.count("optimal") > 250
    assert statuses.count("impossible") > 20
    for asked, status, objective, *_, programme in one_process[::23]:
        outcome = sp.solve(sp.load(case, asked.variant, asked.sets), sp.Control(60, 1))
        assert outcome.impossible == (status == "impossible")
        assert (outcome.programme.objective if outcome.programme else None) == objective
        made = outcome.programme.as_dict() if outcome.programme else None
        assert (programme or {}).get("segments") == (made or {}).get("segments")


def test_the_pool_comes_to_the_same_though_one_of_its_processes_is_killed(
    case: Path, one_process: Came, tmp_path: Path
) -> None:
    def kill_one() -> None:
        victim = multiprocessing.active_children()[0]
        assert victim.pid is not None
        os.kill(victim.pid, signal.SIGKILL)

    midway = Midway(kill_one)
    assert swept_elsewhere(case, tmp_path / "results.sqlite", process_pool(2), midway) == one_process


def test_a_dask_cluster_comes_to_the_same_though_one_of_its_workers_is_killed(
    case: Path, one_process: Came, tmp_path: Path
) -> None:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=str(tmp_path),
        silence_logs=50,
    ) as cluster:  # fmt: skip
        assert len(cluster.scheduler_info["workers"]) == 3
        victim = cluster.workers[0].pid

        def kill_one() -> None:
            os.kill(victim, signal.SIGKILL)
            cluster.scale(4)  # and others join

        midway = Midway(kill_one)
        engine = sp.dask_cluster(cluster.scheduler_address)
        assert swept_elsewhere(case, tmp_path / "results.sqlite", engine, midway) == one_process


SUICIDE = """
import os, signal, sys
import session_planner as sp
from tests.studies.sweeping import trials

def watch(progress):
    if progress.done >= 150:
        os.kill(os.getpid(), signal.SIGKILL)

with sp.SweepResults(sys.argv[2]) as results:
    sp.sweep(sys.argv[1], trials(sys.argv[1]), results, engine=sp.process_pool(2), seconds=60, watch=watch)
"""


def test_a_sweep_that_is_killed_goes_on_where_it_stopped(case: Path, one_process: Came, tmp_path: Path) -> None:
    file = tmp_path / "results.sqlite"
    # Its processes hold its output too: that this comes to an end shows that they have ended with it.
    run = subprocess.run(
        [sys.executable, "-c", SUICIDE, str(case), str(file)], cwd=ROOT, capture_output=True, timeout=120, check=False
    )
    assert run.returncode == -signal.SIGKILL
    with sp.SweepResults(file) as results:
        there = {row.asked.key: row.seconds for row in results.rows()}
        assert len(there) == 150
        swept = sp.sweep(case, trials(case), results, engine=process_pool(2), seconds=60)
        assert (swept.progress.before, swept.progress.done) == (150, ALL)
        rows = list(results.rows(swept.keys))
        assert came(rows, results) == one_process
        assert {row.asked.key: row.seconds for row in rows if row.asked.key in there} == there


CTRL_C = """
import os, signal, sys
import session_planner as sp
from session_planner.cli import main

add = sp.SweepResults.add
count = 0

def interrupting(results, row):
    global count
    count += 1
    if count == 50:
        os.killpg(0, signal.SIGINT)  # as a terminal does: the processes of the pool get it too
    return add(results, row)

sp.SweepResults.add = interrupting
main()
"""


def test_ctrl_c_keeps_what_has_come_and_says_how_to_go_on(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "results.sqlite"
    options = ["sweep", str(case), "-o", str(file), "--grid", GRID, "--all-variants", "--workers", "2"]
    run = subprocess.run(
        [sys.executable, "-c", CTRL_C, *options],
        cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=120, check=False, start_new_session=True,
    )  # fmt: skip
    assert run.returncode == 130, run.stderr
    with sp.SweepResults(file) as results:
        done = len(list(results.rows()))
    assert 50 <= done < 100
    assert run.stderr.strip() == (f"interrupted: {done} of 520 are in {file}; the same command goes on from there")
    again = call(*options, "--sample", "60", "--json")
    assert again.returncode == 0, again.stderr


# -- who works --------------------------------------------------------------------------------------------------------


def never() -> bool:
    return False


def test_what_kills_whoever_tries_it_is_given_up_and_nothing_falls_with_it() -> None:
    found = dict(carried_out(process_pool(2), deadly, range(20), never))
    assert found == {task: None if task == 13 else 2 * task for task in range(20)}


def test_processes_that_always_die_are_told() -> None:
    with pytest.raises(OutsideError, match="every time"):
        list(carried_out(process_pool(2), fatal, range(20), never))


@pytest.mark.parametrize("engine", [here(), process_pool(1)], ids=["here", "pool"])
def test_work_that_raises_ends_the_sweep_in_words(engine: executors.Engine) -> None:
    with pytest.raises(OutsideError, match="ZeroDivisionError: 7"):
        list(carried_out(engine, wrong, [7], never))


def test_any_executor_will_do_and_is_left_to_its_owner(case: Path, one_process: Came, tmp_path: Path) -> None:
    some = trials(case)[:20]
    with ThreadPoolExecutor(2) as threads, sp.SweepResults(tmp_path / "results.sqlite") as results:
        swept = sp.sweep(case, some, results, engine=threads, seconds=60)
        assert came(results.rows(swept.keys), results) == one_process[:20]
        assert threads.submit(abs, -1).result() == 1


def test_a_broken_executor_of_the_callers_own_is_told() -> None:
    pool = process_pool(1).make()
    with pytest.raises(OutsideError, match="cannot be begun again"):
        list(carried_out(given(pool), fatal, [1], never))
    pool.shutdown()


def test_what_was_stopped_drops_what_runs() -> None:
    stopped = threading.Event()

    def results() -> Iterator[int | None]:
        for _, result in carried_out(process_pool(2), deadly, range(1000), stopped.is_set):
            stopped.set()
            yield result

    assert 0 < len(list(results())) < 1000
    assert multiprocessing.active_children() == []


def test_no_scheduler_is_an_error_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "_CONNECT_SECONDS", 0.2)
    with pytest.raises(OutsideError, match=r"there is no Dask scheduler at tcp://127\.0\.0\.1:9"):
        sp.dask_cluster("tcp://127.0.0.1:9").make()
    with pytest.raises(OutsideError, match="there is no Dask scheduler at nonsense://x"):
        sp.dask_cluster("nonsense://x").make()


def test_without_distributed_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(OutsideError, match=r"session-planner\[dask\]"):
        sp.dask_cluster("tcp://127.0.0.1:9").make()


def test_another_version_at_work_is_told(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "versions", lambda: "session-planner 9.9")
    with sp.SweepResults(tmp_path / "results.sqlite") as results:
        with pytest.raises(OutsideError, match=r"has session-planner 0.*, and here is session-planner 9\.9"):
            sp.sweep(case, trials(case)[:1], results, engine=process_pool(1))
        assert list(results.rows()) == []


# -- what is in the file ----------------------------------------------------------------------------------------------


def test_another_scenario_seed_or_limit_is_told_apart_and_stays(case: Path, tmp_path: Path) -> None:
    some = trials(case)[:3]
    changed = tmp_path / "small.yaml"
    changed.write_text(case.read_text("utf-8") + "\n# as before\n", "utf-8")
    with sp.SweepResults(tmp_path / "results.sqlite") as results:
        first = sp.sweep(case, some, results, seconds=60)
        assert (first.progress.before, first.strangers) == (0, 0)
        assert sp.sweep(case, some, results, seconds=60).progress.before == 3
        assert sp.sweep(changed, some, results, seconds=60).strangers == 3
        assert sp.sweep(case, some, results, seconds=60, seed=1).strangers == 6
        assert sp.sweep(case, some, results, seconds=59).progress.before == 0
        assert len(list(results.rows())) == 12
        assert [row.asked.key for row in results.rows(first.keys)] == list(first.keys)


def test_what_is_wrong_with_a_trial_or_breaks_it_is_its_result(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = sp.Trial(None, ("bodies.a.agenda.1.duration=soon",)), sp.Trial("v1")
    with sp.SweepResults(tmp_path / "results.sqlite") as results:
        monkeypatch.setattr(sweeping, "solved", lambda *_, **__: 1 / 0)
        swept = sp.sweep(case, [one, two], results)
        rows = list(results.rows(swept.keys))
        assert [row.status for row in rows] == ["wrong", "failed"]
        assert "`soon` is not a duration" in rows[0].error
        assert rows[1].error == "ZeroDivisionError: division by zero"
        monkeypatch.undo()
        assert sp.sweep(case, [one, two], results).progress.statuses == {"wrong": 1, "failed": 1}
        again = sp.sweep(case, [one, two], results, again=True)
        assert again.progress.before == 1
        assert again.progress.statuses == {"wrong": 1, "optimal": 1}


def test_reasons_are_found_where_they_are_asked_for_and_not_twice(case: Path, tmp_path: Path) -> None:
    some = [sp.Trial("v24", ("bodies.a.agenda.1.duration=3 h",)), sp.Trial()]
    with sp.SweepResults(tmp_path / "results.sqlite") as results:
        swept = sp.sweep(case, some, results)
        assert [(row.status, row.error) for row in results.rows(swept.keys)] == [("impossible", ""), ("optimal", "")]
        assert sp.sweep(case, some, results, reasons=True).progress.before == 1
        assert "takes 8 h 5 min" in next(results.rows(swept.keys)).error
        assert sp.sweep(case, some, results, reasons=True).progress.before == 2


def test_a_trial_that_was_lost_every_time_has_a_row(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "carried_out", lambda _engine, _work, tasks, _stopped: [(one, None) for one in tasks])
    with sp.SweepResults(tmp_path / "results.sqlite") as results:
        swept = sp.sweep(case, [sp.Trial()], results)
        (row,) = results.rows(swept.keys)
        assert (row.status, row.error) == ("failed", "whoever tried it was lost, every time")


def test_a_scenario_with_mistakes_is_told_before_anything_is_tried(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: 1\n", "utf-8")
    with sp.SweepResults(tmp_path / "results.sqlite") as results, pytest.raises(InputError):
        sp.sweep(bad, [sp.Trial()], results)


def test_a_row_is_never_written_over(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "results.sqlite"
    with sp.SweepResults(file) as results, sp.SweepResults(file) as other:
        sp.sweep(case, [sp.Trial()], results)
        (row,) = other.rows()
        assert not other.add(row)
        assert len(other.known()) == 1


def test_other_files_are_refused_and_stay_as_they_are(tmp_path: Path) -> None:
    text, other, later = tmp_path / "text", tmp_path / "other.sqlite", tmp_path / "later.sqlite"
    text.write_text("No database at all, and long enough to look into. " * 20, "utf-8")
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE trials (key)")
    sp.SweepResults(later).__exit__(None, None, None)
    with sqlite3.connect(later) as db:
        db.execute("PRAGMA user_version = 2")
    before = [file.read_bytes() for file in (text, other, later)]
    for file, said in ((text, "no file of results"), (other, "no file of results"), (later, "of format 2")):
        with pytest.raises(InputError, match=said):
            sp.SweepResults(file)
    assert [file.read_bytes() for file in (text, other, later)] == before
    with pytest.raises(OutsideError, match="cannot be used for results"):
        sp.SweepResults(tmp_path / "nowhere" / "results.sqlite")
