"""What an explanation may say: nothing that fresh solves have not shown, and something even when the time is up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from session_planner.bench.weeks import week
from session_planner.loading import load
from session_planner.planning import explain as explained
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.solver.explain import Explanation, explain
from session_planner.solver.oracle import Ids, Oracle, weighed
from tests.rules.harness import tiny
from tests.scenarios.shipped import SCENARIOS

LATE = {"number": "1", "duration": "60 min", "earliest": "2012-10-17T15:00", "latest": "2012-10-17T12:00"}
CONFLICT = {"earliest-latest[a/1, earliest]", "earliest-latest[a/1, latest]", "within-sitting[a/1]"}


def scenario(*items: dict[str, Any]) -> Scenario:
    """One body with an item that can neither be late nor early, and others that are in nobody's way."""
    others = [{"number": str(number), "duration": "60 min"} for number in (2, 3)]
    return Scenario.model_validate(tiny(bodies=[{"id": "a", "agenda": [*items, *others]}]))


def ids(found: Explanation) -> list[set[str]]:
    return [{part.id for part in conflict.instances} for conflict in found.conflicts]


def whole(oracle: Oracle, on: Ids, _effort: float | None = None) -> Ids:
    """A hint that says nothing."""
    return on


def wrong(oracle: Oracle, on: Ids, _effort: float | None = None) -> Ids:
    """A hint that is no conflict: one part of it alone."""
    return frozenset(sorted(on)[:1])


@pytest.mark.parametrize("hint", [whole, wrong])
def test_a_wrong_hint_makes_no_wrong_conflict(hint: Callable[..., Ids], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the solver's cores are, what is called proved is the planted conflict, or it is not called proved."""
    monkeypatch.setattr(Oracle, "core", hint)
    found = explain(scenario(LATE), Control(workers=1))
    assert ids(found) == [CONFLICT] or not any(conflict.proved for conflict in found.conflicts)
    if hint is whole:
        assert ids(found) == [CONFLICT]
        assert found.conflicts[0].proved


def test_a_set_that_can_hold_or_holds_too_much_is_not_called_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last word is that of the proof: a shrinking that leaves all as it is does not pass it."""
    monkeypatch.setattr("session_planner.solver.explain._Explainer._shrink", lambda _self, core: core)
    found = explain(scenario(LATE), Control(workers=1), conflicts=1)
    assert [conflict.proved for conflict in found.conflicts] == [False]
    assert ids(found)[0] > CONFLICT


def test_what_follows_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    oracle = Oracle(scenario(LATE), ("a",), Control(workers=1))
    conflict = frozenset(number for number, one in enumerate(oracle.instances) if one.id in CONFLICT)
    assert oracle.feasible(conflict) is False
    assert oracle.feasible(oracle.everything - {min(conflict)}) is True
    monkeypatch.setattr(oracle, "_solve", None)
    assert oracle.feasible(oracle.everything) is False
    assert oracle.feasible(conflict - {min(conflict)}) is True
    with pytest.raises(TypeError):
        oracle.feasible(conflict - {max(conflict)})


def test_the_least_that_hits() -> None:
    sets: list[Ids] = [frozenset({0, 1}), frozenset({0, 2})]
    assert weighed(sets, (), [1, 1, 1]) == frozenset({0})
    assert weighed(sets, (), [9, 1, 1]) == frozenset({1, 2})
    assert weighed(sets, [frozenset({0})], [1, 1, 1]) == frozenset({1, 2})
    assert weighed(sets, (), [1, 1, 1], without=frozenset({0})) == frozenset({1, 2})
    assert weighed(sets, [frozenset({0}), frozenset({1})], [1, 1, 1]) is None


def test_a_programme_that_exists_is_not_explained_away() -> None:
    found = explain(scenario({"number": "1", "duration": "60 min"}), Control(workers=1))
    assert (found.possible, found.conflicts, found.repairs) == (True, [], [])


def test_without_any_time_nothing_is_claimed() -> None:
    found = explain(scenario(LATE), Control(seconds=0, workers=1))
    assert (found.possible, found.conflicts, found.repairs) == (None, [], [])


def test_when_the_time_is_up_what_is_known_is_told_as_unproved(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time ends after the question whether there is a programme at all: that all cannot hold is known by then."""
    control = Control(workers=1)
    feasible = Oracle.feasible

    def once(oracle: Oracle, on: Ids, effort: float | None = None) -> bool | None:
        answer = feasible(oracle, on, effort)
        control.stop()
        return answer

    monkeypatch.setattr(Oracle, "feasible", once)
    found = explain(scenario(LATE), control)
    assert (found.possible, found.complete, found.least) == (False, False, False)
    assert [conflict.proved for conflict in found.conflicts] == [False]
    assert ids(found)[0] >= CONFLICT


def test_ways_out_that_are_not_proved_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it stays open whether a way out is enough, it is told so, and that less might do is not denied."""
    feasible = Oracle.feasible

    def hard(oracle: Oracle, on: Ids, effort: float | None = None) -> bool | None:
        answer = feasible(oracle, on, effort)
        return None if answer and len(on) == len(oracle.everything) - 1 else answer

    monkeypatch.setattr(Oracle, "feasible", hard)
    found = explain(scenario(LATE), Control(workers=1))
    assert found.repairs
    assert not any(repair.proved for repair in found.repairs)
    assert found.least is False


def planted(bodies: int) -> Scenario:
    """A session's week in which the chair of a joint session is away on its day."""
    data = week(bodies)
    joint = data["joint_sessions"][0]
    away = {"id": "away", "when": f"{joint['start'][:10]} 09:00-19:00"}
    data["officers"].append({"id": "chair", "serves": [joint["bodies"][0]], "unavailable": [away]})
    return Scenario.model_validate(data)


def test_one_contradiction_in_a_large_week_is_found_at_once() -> None:
    """Ten bodies, two hundred items: the conflict has three parts, whatever else the time is too short for."""
    found = explain(planted(10), Control(seconds=40, workers=1), conflicts=1, repairs=1)
    joint = week(10)["joint_sessions"][0]
    assert ids(found)[0] == {
        "officers[chair, away]",
        f"joint-when[{joint['id']}, start]",
        f"within-sitting[{joint['bodies'][0]}/joint:{joint['id']}]",
    }
    assert found.conflicts[0].proved


WEEK = {
    "the general debate until Tuesday morning": (
        ["bodies.commission.agenda.2.latest=2026-09-08T11:00", "bodies.commission.agenda.2.earliest=2026-09-08T10:00"],
        {"earliest-latest[commission/2, earliest]", "earliest-latest[commission/2, latest]"},
    ),
    "the adviser leaves before the joint discussion": (
        ["officers.basin-adviser.unavailable.departure.when=2026-09-08 14:00-20:00"],
        {"officers[basin-adviser, departure]", "joint-when[basin-financing, start]"},
    ),
    "the bureau's last item on a day without a sitting": (
        ["bodies.bureau.agenda.5.windows=[2026-09-12]"],
        {"earliest-latest[bureau/5, windows]"},
    ),
}


@pytest.mark.parametrize("sets", WEEK.values(), ids=WEEK.keys())
def test_a_commissions_week_made_impossible(sets: tuple[list[str], set[str]]) -> None:
    """What was planted is told, proved, with nothing but the need that it stands against."""
    change, told = sets
    found = explain(load(SCENARIOS / "commission-week.yaml", None, change), Control(seconds=30, workers=1), 1, 1)
    assert found.conflicts[0].proved
    assert told <= ids(found)[0]
    assert {id.partition("[")[0] for id in ids(found)[0] - told} == {"within-sitting"}


def test_a_conflict_too_large_to_be_shrunk_in_time_is_told_all_the_same() -> None:
    """Two formal meetings at a time are too few for the week, for reasons that span it."""
    change = ["parallel_limits.three-formal-meetings.most=2"]
    found = explain(load(SCENARIOS / "commission-week.yaml", None, change), Control(seconds=6, workers=1), 1, 1)
    assert found.possible is False
    assert len(found.conflicts) == 1
    assert "parallel-limit[three-formal-meetings]" in ids(found)[0]


def test_json_keeps_every_instance_and_each_stands_behind_one_sentence() -> None:
    told = explained(load(SCENARIOS / "untoc-wg-ta-2012.yaml", "item-5-longer"), Control(workers=1)).as_dict()
    for conflict in told["conflicts"]:
        parts = [part["id"] for part in conflict["parts"]]
        behind = [id for sentence in conflict["sentences"] for id in sentence["parts"]]
        assert sorted(behind) == sorted(parts)
        assert len(conflict["sentences"]) < len(parts)
    assert told["repairs"][0]["steps"]
    assert told["repairs"][0]["status"] == "optimal"
