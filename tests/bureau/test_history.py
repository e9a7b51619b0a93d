"""A joint session over the releases of a store: where each had it, and what moved in which."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from session_planner.loading import load
from session_planner.programme.model import Programme
from session_planner.releases.store import Store
from session_planner.releasing import release, set_state
from tests.bureau.session import SCENARIO, at, programme, sheet

LATER = {"start": at("10:45"), "end": at("11:45")}
BOTH = ("a/2/1", "b/2/1")


def both(change: dict[str, Any]) -> Programme:
    """The day with the joint session changed for both bodies."""
    return programme(*((one, change) for one in BOTH))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store without a release yet, beside the scenario's file."""
    from ruamel.yaml import YAML

    with (tmp_path / "scenario.yaml").open("w", encoding="utf-8") as stream:
        YAML().dump(SCENARIO, stream)
    return Store(tmp_path / "releases")


def put_out(store: Store, *programmes: Programme, state: str = "proposed") -> None:
    """Releases them one after the other, a day apart."""
    for one in programmes:
        number = len(store.releases()) + 1
        time = dt.datetime(2026, 2, number, 12, tzinfo=dt.UTC)
        release(one, load(store.path.parent / "scenario.yaml"), store, author="me", state=state, time=time)


def told(store: Store) -> list[tuple[int, str, str, tuple[str, ...]]]:
    """Number, hours, rooms and changes of each release."""
    past = sheet(programme(), store=store).past
    assert past is not None
    return [(one.release.number, *_where(one), one.changes) for one in past]


def _where(one: Any) -> tuple[str, str]:
    if one.found is None:
        return "-", ""
    start, end = (
        dt.datetime.fromtimestamp(minute * 60, at("10:00").tzinfo) for minute in (one.found.start, one.found.end)
    )
    return f"{start:%H:%M}-{end:%H:%M}", ",".join(one.found.rooms)


def test_moves_rooms_lengths_drops_and_returns(store: Store) -> None:
    put_out(
        store,
        programme(),
        both(LATER),
        both({**LATER, "room": "m2"}),
        programme(("d/1/1", {"room": "m2"}), *((one, {**LATER, "room": "m2"}) for one in BOTH)),
        programme(drop=BOTH),
        programme(),
        both({"end": at("11:20")}),
        programme(drop=BOTH[1:]),
    )
    assert told(store) == [
        (1, "10:30-11:30", "m1", ("new",)),
        (2, "10:45-11:45", "m1", ("moved",)),
        (3, "10:45-11:45", "m2", ("room",)),
        (4, "10:45-11:45", "m2", ()),
        (5, "-", "", ("dropped",)),
        (6, "10:30-11:30", "m1", ("new",)),
        (7, "10:30-11:20", "m1", ("shorter",)),
        (8, "10:30-11:30", "m1", ("longer", "bodies")),
    ]
    past = sheet(programme(), store=store).past
    assert past is not None
    assert past[-1].bodies == ("a",)


def test_a_draft_that_was_replaced_is_no_part_of_it_and_states_are_told(store: Store) -> None:
    put_out(store, programme())
    put_out(store, both(LATER), state="draft")
    assert [one[0] for one in told(store)] == [1, 2]  # the newest may be a draft: it is the one to be discussed
    put_out(store, both({"room": "m2"}))
    assert [one[0] for one in told(store)] == [1, 3]
    set_state(store, 3, "agreed", by="the Bureau", when=dt.date(2026, 2, 20), decision="d1")
    past = sheet(programme(), store=store).past
    assert past is not None
    assert [one.release.state.words().told("en") for one in past] == ["proposed", "agreed by the Bureau"]


def test_no_store_and_an_empty_one(store: Store) -> None:
    assert sheet(programme()).past is None
    assert sheet(programme(), store=store).past == ()
