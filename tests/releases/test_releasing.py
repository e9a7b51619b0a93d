"""Releasing: what is counted from which release, what is refused, and what the next release goes on from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from session_planner.errors import InputError
from session_planner.loading import find_scenario, load, read_with_scenario
from session_planner.programme.filter import Filter
from session_planner.programme.model import Cost, TierResult
from session_planner.publish import export
from session_planner.releases.store import RefusedError
from session_planner.releasing import change_notice, changes_between, set_state
from tests.publish.cases import week
from tests.releases.session import PROGRAMME, SCENARIO, VIENNA, Planner, at, changed, moved, scenario_at, time


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    return Planner(tmp_path)


def kinds(planner: Planner, number: int, since: int | None = None) -> dict[str, tuple[str, ...]]:
    return {move.id: move.kinds for move in changes_between(planner.store, number, since).moves}


def test_the_first_release_is_since_none_and_says_so_in_a_line(planner: Planner) -> None:
    first = planner.release()
    assert (first.number, first.since, first.changes["first"], first.changes["moves"]) == (1, None, True, [])
    assert "first release" in first.notice("en")


def test_what_changed_is_counted_from_the_last_public_release(planner: Planner) -> None:
    planner.release()
    planner.release(moved("b/1/1", 30), state="draft")
    third = planner.release(moved("a/2/1", 60))
    assert third.since == 1
    assert [(one["id"], one["kinds"]) for one in third.changes["moves"]] == [("a/2", ["moved"])]
    assert third.changes["audiences"] == {
        "bodies": {"a": 1}, "rooms": {"m1": 1}, "delegations": {"x": 1}, "officers": {"chair": 1},
    }  # fmt: skip
    assert "Extradition" not in third.notice("en")
    # The draft is in no calendar: the ledger goes on from the release before it.
    assert set(third.ledger().times) == {1, 3}
    sequences = {one.segments[0].id: one.sequence for one in third.ledger().feed()}
    assert sequences == {"a/1/1": 0, "a/2/1": 1, "a/3/1": 0, "b/1/1": 0}


def test_a_draft_that_was_proposed_is_what_the_next_one_is_counted_from(planner: Planner) -> None:
    planner.release()
    planner.release(moved("b/1/1", 30), state="draft")
    assert planner.store.public == planner.store.release(1)
    set_state(planner.store, 2, "proposed", today=at(1, 9))
    assert planner.store.public == planner.store.release(2)
    third = planner.release(moved("b/1/1", 60))
    assert third.since == 2
    assert {one.segments[0].id: one.sequence for one in third.ledger().feed()}["b/1/1"] == 2


def test_a_dropped_item_stays_cancelled_in_the_calendar_of_every_later_release(planner: Planner) -> None:
    planner.release()
    for minutes in (30, 60):
        less = changed("b/1/1", lambda one: None, moved("a/1/1", -minutes))
        release = planner.release(less)
        gone = [one.segments[0].id for one in release.ledger().feed() if one.cancelled]
        assert gone == ["b/1/1"]
        written = export(release.programme(), release.scenario(), "ics", ledger=release.ledger()).decode()
        assert written.count("STATUS:CANCELLED") == 1


def test_the_same_programme_is_not_released_twice(planner: Planner) -> None:
    planner.release(state="draft")
    files = planner.files()
    backwards = replace(PROGRAMME, segments=PROGRAMME.segments[::-1])
    for same in (PROGRAMME, backwards, planner.store.release(1).programme()):
        with pytest.raises(RefusedError) as error:
            planner.release(same)
        assert str(error.value) == (
            "nothing changed since release 1 (draft): there is nothing to release; to say that it is proposed: "
            f"session-planner state {planner.store.path} 1 proposed"
        )
        assert error.value.exit_code == 1
    assert planner.files() == files


def test_nothing_can_be_said_of_the_same_programme_once_it_was_adopted(planner: Planner) -> None:
    planner.release()
    set_state(planner.store, 1, "agreed", decision="bureau")
    set_state(planner.store, 1, "adopted", by="Group A", when=at(17, 10))
    with pytest.raises(RefusedError, match=r"\(adopted by Group A\): there is nothing to release$"):
        planner.release()


@pytest.mark.parametrize(
    "other",
    [
        lambda: moved("b/1/1", 5),
        lambda: changed("b/1/1", lambda one: replace(one, room="m1")),
        lambda: changed("b/1/1", lambda one: None),
        lambda: replace(changed("b/1/1", lambda one: None), unscheduled=("b/1",)),
    ],
)
def test_whatever_else_the_programme_says_is_another_release(planner: Planner, other: Callable[[], Any]) -> None:
    planner.release()
    assert planner.release(other()).number == 2
    assert planner.release().number == 3


def test_a_scenario_that_says_something_else_is_another_release_and_a_comment_is_not(planner: Planner) -> None:
    planner.release()
    with pytest.raises(RefusedError):
        planner.release(scenario=scenario_at(planner.folder, SCENARIO + "# nothing\n"))
    other = scenario_at(planner.folder, SCENARIO.replace("Room M2", "The blue room"))
    assert planner.release(scenario=other).number == 2


@pytest.mark.parametrize("late", [dt.timedelta(0), dt.timedelta(seconds=-1), dt.timedelta(microseconds=999_999)])
def test_times_never_go_back(planner: Planner, late: dt.timedelta) -> None:
    planner.release()
    with pytest.raises(InputError, match=r"is not after release 1 \(2012-09-01T12:00:00\+02:00\): times never go back"):
        planner.release(moved("b/1/1", 30), time=time(1) + late)
    assert planner.release(moved("b/1/1", 30), time=time(1) + dt.timedelta(seconds=1)).number == 2


def test_times_are_told_by_the_clock_of_the_place(planner: Planner) -> None:
    utc = planner.release(time=dt.datetime(2012, 9, 1, 10, tzinfo=dt.UTC))
    naive = planner.release(moved("b/1/1", 30), time=dt.datetime(2012, 9, 1, 12, 1))
    assert [one.time.isoformat() for one in (utc, naive)] == ["2012-09-01T12:00:00+02:00", "2012-09-01T12:01:00+02:00"]


def test_times_go_on_while_clocks_are_set_back(planner: Planner) -> None:
    early = dt.datetime(2012, 10, 28, 2, 30, tzinfo=VIENNA)
    planner.release(time=early)
    with pytest.raises(InputError, match="never go back"):
        planner.release(moved("b/1/1", 30), time=early)
    assert planner.release(moved("b/1/1", 30), time=early.replace(minute=0, fold=1)).number == 2


def test_another_session_has_a_store_of_its_own(planner: Planner) -> None:
    planner.release()
    other = scenario_at(planner.folder, SCENARIO.replace("id: small ", "id: other "))
    with pytest.raises(InputError, match="this is a programme of `other`, and the releases here are those of `small`"):
        planner.release(replace(moved("b/1/1", 30), scenario_id="other"), scenario=other)


def test_a_scenario_without_an_id_keeps_the_one_of_its_first_file(planner: Planner) -> None:
    """Its copy in the store has another name, and calendar entries keep theirs all the same."""
    unnamed = scenario_at(planner.folder, SCENARIO.replace("id: small ", ""))
    plain = replace(PROGRAMME, scenario_id="")
    first = planner.release(plain, scenario=unnamed)
    assert (first.scenario_id, first.scenario().id, first.programme().scenario_id) == ("session",) * 3
    copy = load(first.folder / "scenario.yaml")
    assert copy.id == "scenario"
    second = planner.release(replace(moved("b/1/1", 30), scenario_id=""), scenario=copy)
    assert second.scenario_id == "session"
    assert {one.uid for one in second.ledger().feed()} == {one.uid for one in first.ledger().feed()}
    with pytest.raises(RefusedError):
        planner.release(replace(moved("b/1/1", 30), scenario_id=""), scenario=copy)


def test_a_programme_that_the_scenario_does_not_know_is_refused(planner: Planner) -> None:
    with pytest.raises(InputError, match="m3"):
        planner.release(changed("b/1/1", lambda one: replace(one, room="m3")))
    assert not planner.store.path.exists()


def test_what_was_proved_of_another_scenario_is_not_said_of_this_one(planner: Planner) -> None:
    solved = replace(
        PROGRAMME, status="optimal", costs=(Cost("agenda-order", 1, 2, "order"),), tiers=(TierResult("order", 2, 2),)
    )
    found = planner.release(replace(solved, scenario_sha256=planner.scenario._sha256)).programme()
    assert (found.status, found.costs, found.tiers) == ("optimal", solved.costs, solved.tiers)
    other = planner.release(replace(solved, scenario_sha256="0" * 64), scenario=scenario_at(
        planner.folder, SCENARIO.replace("Room M2", "The blue room")
    )).programme()  # fmt: skip
    assert (other.status, other.costs, other.tiers) == ("given", (), ())


def test_conflicts_that_stand_in_it_are_counted_and_released(planner: Planner) -> None:
    release = planner.release(moved("a/2/1", -15))  # the opening is not over
    assert release.conflicts == 1


def test_only_a_scenario_in_a_file_can_be_frozen(planner: Planner) -> None:
    programme, scenario = week()
    with pytest.raises(InputError, match="only a scenario that was read from a file"):
        planner.release(programme, scenario=scenario)
    path = planner.folder / "session.yaml"
    path.write_text(path.read_text("utf-8") + "#\n", "utf-8")
    with pytest.raises(InputError, match="this file was changed meanwhile"):
        planner.release()


def test_who_releases_must_be_said_and_can_be_kept(planner: Planner) -> None:
    for nobody in ("", " \n"):
        with pytest.raises(InputError, match="say who releases"):
            planner.release(author=nobody)
    made = planner.release(author=" Zoë\n\ud83d ", note="a\n\nb")
    assert (made.author, made.note) == ("Zoë ?", "a b")


def test_notices_between_any_two_releases(planner: Planner) -> None:
    planner.release()
    planner.release(moved("b/1/1", 30))
    planner.release(moved("b/1/1", 30, moved("a/2/1", 60)))
    planner.release(moved("a/2/1", 60))
    assert kinds(planner, 4) == {"b/1": ("moved",)}
    assert kinds(planner, 4, 2) == {"a/2": ("moved",), "b/1": ("moved",)}
    assert kinds(planner, 4, 1) == {"a/2": ("moved",)}
    for number in (1, 2, 3, 4):
        assert change_notice(planner.store, number, "fr").decode() == planner.store.release(number).notice("fr")
    whole = change_notice(planner.store, 4, "en", since=2).decode()
    assert "Extradition" in whole
    assert "Debate" in whole
    mine = change_notice(planner.store, 4, "en", since=2, keep=Filter(delegations=("x",))).decode()
    assert "Extradition" not in mine
    assert "Debate" in mine
    assert b"<html" in change_notice(planner.store, 4, "en", form="html")


@pytest.mark.parametrize("since", [0, 2, 3, -1])
def test_a_notice_goes_forward(planner: Planner, since: int) -> None:
    planner.release()
    planner.release(moved("b/1/1", 30))
    with pytest.raises(InputError, match=f"release {since} is not before release 2"):
        change_notice(planner.store, 2, "en", since=since)
    with pytest.raises(InputError, match="written as"):
        change_notice(planner.store, 2, "en", form="ics")


def test_a_released_programme_has_its_scenario_beside_it(planner: Planner) -> None:
    renamed = scenario_at(planner.folder, variant="renamed")
    path = planner.release(scenario=renamed).folder / "programme.json"
    reading, scenario = read_with_scenario(path)
    assert reading.programme == planner.store.release(1).programme()
    assert find_scenario(reading.programme, path).rooms == scenario.rooms
    assert scenario.rooms[1].title == {"": "The other room"}


def test_a_release_can_go_back_to_what_an_older_one_said(planner: Planner) -> None:
    planner.release()
    planner.release(moved("b/1/1", 30))
    reading, scenario = read_with_scenario(planner.store.release(1).folder / "programme.json")
    third = planner.release(reading.programme, scenario=scenario)
    assert kinds(planner, 3) == {"b/1": ("moved",)}
    assert changes_between(planner.store, 3, 1).empty
    assert {one.segments[0].id: one.sequence for one in third.ledger().feed()}["b/1/1"] == 2


def test_the_same_release_is_the_same_bytes(tmp_path: Path) -> None:
    found = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        planner = Planner(tmp_path / name)
        planner.release()
        planner.release(moved("b/1/1", 30))
        found.append(planner.files())
    assert found[0] == found[1]
