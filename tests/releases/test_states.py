"""The life of a release: what follows what, who must say so, and what stays as it is."""

from __future__ import annotations

import datetime as dt
import json
from itertools import product
from pathlib import Path

import pytest

from session_planner.errors import InputError
from session_planner.releases.states import BEGINNINGS, NEXT, STATES, State, before
from session_planner.releasing import set_state
from tests.releases.session import Planner, at, moved, time

DAY = dt.date(2012, 9, 20)


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    return Planner(tmp_path)


def states(planner: Planner, number: int = 1) -> list[str]:
    return [state.name for state in planner.store.release(number).history]


def adopted(planner: Planner) -> None:
    """A first release, gone the whole way."""
    planner.release()
    set_state(planner.store, 1, "agreed", by="Bureau", when=DAY, decision="item 3")
    set_state(planner.store, 1, "adopted", by="Working Group A", when=DAY)


def test_the_whole_way_with_a_file_for_each_state(planner: Planner) -> None:
    planner.release(state="draft")
    set_state(planner.store, 1, "proposed", today=at(1, 9))
    set_state(planner.store, 1, "agreed", decision="bureau", note="without a vote")
    set_state(planner.store, 1, "adopted", by="Working Group A", when=dt.datetime(2012, 10, 17, 10))
    folder = planner.store.path / "0001" / "states"
    found = {one.name: json.loads(one.read_bytes()) for one in sorted(folder.iterdir())}
    blank = {"decision": None, "note": None}
    assert found == {
        "01-draft.json": {"state": "draft", "by": "Ada", "when": "2012-09-01T12:00:00+02:00", **blank},
        "02-proposed.json": {"state": "proposed", "by": "Ada", "when": "2012-10-01T09:00:00+02:00", **blank},
        # By whom and when, as the scenario has it of the decision.
        "03-agreed.json": {"state": "agreed", "by": "Extended Bureau", "when": "2012-07-04", "decision": "bureau",
                           "note": "without a vote"},
        "04-adopted.json": {"state": "adopted", "by": "Working Group A", "when": "2012-10-17T10:00:00+02:00", **blank},
    }  # fmt: skip
    assert planner.store.release(1).state.words().told("en") == "adopted by Working Group A"


def test_what_is_said_goes_before_what_the_scenario_says_of_a_decision(planner: Planner) -> None:
    planner.release()
    state = set_state(planner.store, 1, "agreed", decision="bureau", by="The Chair", when=DAY, today=at(1, 9)).state
    assert (state.by, state.when) == ("The Chair", DAY)


@pytest.mark.parametrize(("now", "then"), [pair for pair in product(STATES, STATES) if NEXT[pair[0]] != pair[1]])
def test_no_other_state_follows(planner: Planner, now: str, then: str) -> None:
    if now == "revised":
        adopted(planner)
        planner.release(moved("b/1/1", 30), state="revised")
    else:
        planner.release(state="draft" if now == "draft" else "proposed")
    number = planner.store.releases()[-1].number
    for state in ("agreed", "adopted")[: {"agreed": 1, "adopted": 2}.get(now, 0)]:
        set_state(planner.store, number, state, by="Bureau", when=DAY, decision="its decision 4")
    files = planner.files()
    with pytest.raises(InputError) as error:
        set_state(planner.store, number, then, by="Bureau", when=DAY, decision="its decision 4")
    follows = NEXT[planner.store.release(number).state.name]
    assert (f"allowed: {follows}" if follows else "that is the last state") in str(error.value)
    assert planner.files() == files


@pytest.mark.parametrize(
    ("state", "given", "said"),
    [
        ("agreed", {"by": "Bureau", "when": DAY}, "by which decision"),
        ("agreed", {"when": DAY, "decision": "no id of any"}, "say who"),
        ("agreed", {"by": " ", "when": DAY, "decision": "4"}, "say who"),
        ("agreed", {"by": "Bureau", "decision": "4"}, "say when"),
        ("accepted", {"by": "Bureau", "when": DAY}, "allowed: draft, proposed, agreed, adopted, revised"),
    ],
)
def test_what_is_wanting_is_told(planner: Planner, state: str, given: dict[str, str], said: str) -> None:
    planner.release()
    with pytest.raises(InputError, match=said):
        set_state(planner.store, 1, state, **given)  # type: ignore[arg-type]
    assert states(planner) == ["proposed"]


def test_nothing_is_adopted_before_it_was_agreed(planner: Planner) -> None:
    planner.release()
    set_state(planner.store, 1, "agreed", decision="bureau", when=DAY)
    with pytest.raises(InputError, match="2012-09-19 is before the release was agreed"):
        set_state(planner.store, 1, "adopted", by="Group A", when=DAY - dt.timedelta(days=1))
    set_state(planner.store, 1, "adopted", by="Group A", when=DAY)


def test_a_release_begins_as_draft_or_proposed_or_revised_once_one_was_adopted(planner: Planner) -> None:
    assert set(BEGINNINGS) == {"draft", "proposed", "revised"}
    for state, said in (("agreed", "not as agreed"), ("final", "not as final"), ("revised", "no release was adopted")):
        with pytest.raises(InputError, match=said):
            planner.release(state=state)
    assert not planner.store.path.exists()
    adopted(planner)
    assert planner.release(moved("b/1/1", 30), state="revised", by="The Chair").state == State(
        "revised", "The Chair", time(2)
    )
    assert states(planner, 2) == ["revised"]


def test_a_draft_that_another_release_has_replaced_stays_a_draft(planner: Planner) -> None:
    planner.release(state="draft")
    planner.release(moved("b/1/1", 30))
    with pytest.raises(InputError, match="release 1 stays a draft: release 2 has replaced it"):
        set_state(planner.store, 1, "proposed", today=DAY)
    # An older one that was public may still be agreed to: bureaus meet when they meet.
    planner.release(moved("b/1/1", 60))
    set_state(planner.store, 2, "agreed", decision="bureau")
    assert [one.state.name for one in planner.store.releases()] == ["draft", "agreed", "proposed"]


def test_days_and_moments_in_their_order() -> None:
    assert before(dt.date(2012, 7, 4), at(5, 0))
    assert not before(dt.date(2012, 10, 5), at(5, 23))
    assert not before(at(5, 23), dt.date(2012, 10, 5))
    # Moments, not clocks: half past two comes twice on 28 October.
    early, late = at(28, 2, 30), at(28, 2, 30).replace(fold=1)
    assert before(early.astimezone(dt.UTC), late)
    assert before(early, late)


@pytest.mark.parametrize(
    "bad",
    [
        {"state": "final"}, {"by": 3}, {"when": "soon"}, {"when": "2012-10-17T10:00"}, {"when": None}, {"by": None},
        {"note": []}, {"decision": 4},
    ],
)  # fmt: skip
def test_a_state_there_and_back_and_nothing_else(bad: dict[str, object]) -> None:
    whole = State("agreed", "Bureau élargi", DAY, "bureau", "note")
    assert State.from_dict(whole.as_dict()) == whole
    bare = State("draft", "Ada", at(5, 12))
    assert State.from_dict(bare.as_dict()) == bare
    with pytest.raises((ValueError, KeyError, TypeError)):
        State.from_dict({**whole.as_dict(), **bad} if bad != {"note": []} else {**whole.as_dict(), "note": [1]})
