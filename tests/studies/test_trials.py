"""Trials: whatever a variant comes to is a result, told in words, and travels between processes."""

from __future__ import annotations

import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from session_planner.scenario import reading
from session_planner.solver.control import Control, Progress
from session_planner.studies.trials import Result, Trial, run
from tests.cli.calling import CASE, SCENARIOS

TRIALS = (
    Trial(),
    Trial("joint-on-17"),
    Trial(None, ("-body:wg-ic",)),
    Trial("second-group-late"),
    Trial("joint-on-71"),
    Trial("joint-on-17", ("bodies.wg-ta.agenda.3.duration=-1",)),
)
STATUSES = ["optimal", "optimal", "optimal", "impossible", "wrong", "wrong"]


def tried(trial: Trial) -> Result:
    """A trial in one thread; a function of the module, for other processes."""
    return replace(run(CASE, trial, Control(60, workers=1)), seconds=0.0)


def timeless(result: Result) -> tuple[object, ...]:
    """All of a result but the seconds that a solver took."""
    segments = result.programme.segments if result.programme else None
    return result.trial, result.status, segments, result.measures, result.why


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return [tried(trial) for trial in TRIALS]


def test_a_trial_has_a_status_whatever_it_comes_to(results: list[Result]) -> None:
    assert [one.status for one in results] == STATUSES
    assert [one.found for one in results] == [True, True, True, False, False, False]
    assert all((one.measures is None) == (one.programme is None) for one in results)


def test_the_programme_says_of_which_trial_it_is(results: list[Result]) -> None:
    made = [(one.programme.variant, one.programme.sets) for one in results if one.programme]
    assert made == [(None, ()), ("joint-on-17", ()), (None, ("-body:wg-ic",))]


def test_why_there_is_none_is_told_in_words(results: list[Result]) -> None:
    told = [[words.told() for words in one.why] for one in results]
    assert told[:3] == [[], [], []]
    assert "have no sitting in common that may hold it" in told[3][0]
    assert told[4][0].endswith("there is no variant `joint-on-71`; did you mean `joint-on-17`?")
    assert told[5][0].startswith("--set bodies.wg-ta.agenda.3.duration=-1: ")
    assert results[3].as_dict()["why"] == told[3]
    assert "aucune séance" in results[3].why[0].told("fr")


def test_a_conflict_that_only_a_search_finds_is_told_too() -> None:
    result = run(SCENARIOS / "impossible" / "one-delegate-twice.yaml", control=Control(60, workers=1))
    assert result.status == "impossible"
    assert len(result.why) > 1  # the sentences of one conflict
    bare = run(SCENARIOS / "impossible" / "one-delegate-twice.yaml", control=Control(60, workers=1), reasons=False)
    assert (bare.status, bare.why) == ("impossible", ())


def test_no_time_is_no_answer_and_no_reason() -> None:
    result = run(CASE, control=Control(1e-9, workers=1))
    assert (result.status, result.why, result.interrupted) == ("time-up", (), False)


def test_a_trial_stops_when_the_whole_is_stopped() -> None:
    control = Control(60, workers=1)
    control.stop()
    assert run(CASE, control=control).interrupted


def test_whoever_watches_the_whole_sees_the_search() -> None:
    seen: list[Progress] = []
    run(CASE, control=Control(60, workers=1, watch=seen.append))
    assert {one.tier for one in seen} >= {"house"}


def test_trials_give_the_same_in_other_processes(results: list[Result]) -> None:
    assert [pickle.loads(pickle.dumps(one)) for one in results] == results
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        there = list(pool.map(tried, TRIALS))
    assert list(map(timeless, there)) == list(map(timeless, results))


def test_a_file_is_parsed_once_and_again_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = reading.parse
    monkeypatch.setattr(reading, "parse", lambda text, file: parsed.append(file) or parse(text, file))
    copy = tmp_path / "case.yaml"
    copy.write_bytes(CASE.read_bytes())
    for trial in TRIALS[:3]:
        run(copy, trial, Control(60, workers=1))
    assert parsed == [str(copy)]
    copy.write_bytes(CASE.read_bytes().replace(b"duration: 15 min", b"duration: 20 min"))
    changed = run(copy, control=Control(60, workers=1)).programme
    assert parsed == [str(copy)] * 2
    assert changed is not None
    assert (changed.segments[0].end - changed.segments[0].start).seconds == 20 * 60
