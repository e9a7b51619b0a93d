"""A solve that is stopped, or whose time is up, keeps the best programme and what is proved of it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from ortools.sat.python import cp_model

from session_planner.checker import check
from session_planner.planning import solve
from session_planner.scenario.model import Scenario
from session_planner.solver import runs
from session_planner.solver.control import Control, Progress
from session_planner.solver.runs import Runs, Stage
from session_planner.solver.tiers import Outcome
from tests.rules.hand import body, item
from tests.rules.harness import tiny


def long_search() -> Scenario:
    """Any programme is easy to find here, and the best is not proved in a moment: everybody wants the same mornings."""
    days = [{"date": f"2012-10-{day}", "sittings": ["10:00-13:00", "15:00-18:00"]} for day in (15, 16, 17, 18, 19)]
    bodies: list[dict[str, Any]] = []
    for at in range(6):
        wanted = [f"2012-10-{15 + (number + at) % 5} 10:00-13:00" for number in range(10)]
        lengths = [f"{(7 * number + 11 * at) % 5 * 15 + 30} min" for number in range(10)]
        agenda = [item(str(number), duration=lengths[number], preferred=[wanted[number]]) for number in range(10)]
        bodies.append(body(f"b{at}", *agenda[::-1], size=50 + 20 * at))
    return Scenario.model_validate(
        tiny(
            grain=15,
            days=days,
            bodies=bodies,
            rooms=[{"id": f"r{n}", "capacity": 60 + 40 * n, "turnover": "15 min"} for n in range(4)],
            delegations=[{"id": f"d{n}", "size": 2, "follows": [f"b{n}", f"b{n + 1}", f"b{n + 2}"]} for n in range(4)],
        )
    )


def test_when_the_time_is_up_the_best_comes_with_its_gap() -> None:
    scenario = long_search()
    outcome = solve(scenario, Control(seconds=4, workers=2))
    found = outcome.programme
    assert found is not None
    assert check(found, scenario).clean
    assert found.status == "feasible"
    assert found.bound < found.objective
    assert all(0 <= tier.bound <= tier.objective for tier in found.tiers)
    assert not outcome.interrupted


def test_who_stops_a_solve_gets_the_best_so_far() -> None:
    scenario = long_search()
    seen: list[Progress] = []

    def watch(progress: Progress) -> None:
        seen.append(progress)
        control.stop()

    control = Control(workers=2, watch=watch)
    outcome = solve(scenario, control)
    assert outcome.programme is not None
    assert check(outcome.programme, scenario).clean
    assert outcome.programme.status == "feasible"
    assert outcome.interrupted
    assert seen


def test_progress_never_gets_worse_inside_a_tier() -> None:
    seen: list[Progress] = []
    solve(long_search(), Control(seconds=4, workers=2, watch=seen.append))
    assert seen
    for before, after in pairwise(seen):
        assert before.number <= after.number <= after.tiers
        assert before.seconds <= after.seconds


def test_a_stop_before_the_search_has_begun_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes while the model is made ready: there is no search to stop yet."""
    model = cp_model.CpModel()
    model.add(model.new_int_var(0, 3, "x") >= 2)
    control = Control(workers=1)
    known = Runs(control, Outcome(), False)
    best, _ = known.run(model, Stage("", 1, 1, 1.0))
    monkeypatch.setattr(runs, "hint", lambda *_: control.stop())
    _, status = known.run(model, Stage("", 1, 1, 1.0), best)
    assert status == cp_model.UNKNOWN
