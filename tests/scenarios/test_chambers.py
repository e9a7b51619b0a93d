"""A body of several chambers: as many sittings at the same hours, each in its room, solved and checked like any."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import session_planner as sp
from session_planner.errors import InputError
from session_planner.programme.model import Programme
from session_planner.scenario.model import Scenario

NEEDED = {"format": 1, "id": "s", "title": "S", "timezone": "Europe/Vienna", "grain": 30}


def scenario(chambers: int, items: int = 4, rooms: int = 2, **parts: Any) -> Scenario:
    """One sitting of two hours for items of an hour each."""
    agenda = [{"number": str(number), "duration": "1 h"} for number in range(1, items + 1)]
    return Scenario.model_validate(
        NEEDED
        | {
            "days": [{"date": "2026-05-04", "sittings": ["10:00-12:00"]}],
            "rooms": [{"id": f"r{number}"} for number in range(1, rooms + 1)],
            "bodies": [{"id": "wg", "chambers": chambers, "agenda": agenda}],
            **parts,
        }
    )


def solved(of: Scenario) -> Programme | None:
    return sp.solve(of).programme


def test_four_hours_go_into_two_hours_with_two_chambers_only() -> None:
    assert solved(scenario(1)) is None
    found = solved(scenario(2))
    assert found is not None
    by_room = {room: [one.item for one in found.segments if one.room == room] for room in ("r1", "r2")}
    assert sorted(map(len, by_room.values())) == [2, 2]
    assert {one.sitting for one in found.segments} == {"2026-05-04T10:00", "2026-05-04T10:00#2"}


def test_chambers_need_as_many_rooms() -> None:
    assert solved(scenario(2, rooms=1)) is None


def test_a_programme_that_names_no_sitting_is_read_by_its_rooms() -> None:
    of = scenario(2)
    found = solved(of)
    assert found is not None
    bare = replace(found, segments=tuple(replace(one, sitting=None) for one in found.segments))
    assert not sp.check(bare, of).errors
    crowded = replace(bare, segments=tuple(replace(one, room="r1") for one in bare.segments))
    assert {error.rule for error in sp.check(crowded, of).errors} == {"body-one-at-a-time"}


def test_three_rooms_are_more_than_two_chambers() -> None:
    of = scenario(2, items=3, rooms=3)
    found = solved(of)
    assert found is not None
    spread = tuple(replace(one, room=f"r{number}", sitting=None) for number, one in enumerate(found.segments, 1))
    assert "within-sitting" in {error.rule for error in sp.check(replace(found, segments=spread), of).errors}


def test_order_and_precedence_look_at_hours_and_not_at_chambers() -> None:
    """Of two items in two chambers at the same hours neither comes in an earlier sitting: what counts is when."""
    found = solved(scenario(2, items=3, precedences=[{"before": "wg/3", "after": "wg/2"}]))
    assert found is not None
    starts = {one.item: one.start for one in found.segments}
    assert starts["3"] < starts["2"]


def test_an_item_of_chambers_is_taken_up_whole(tmp_path: Any) -> None:
    text = (
        'format: 1\ntitle: S\ntimezone: Europe/Vienna\ndays: [{date: 2026-05-04, sittings: ["10:00-12:00"]}]\n'
        'bodies:\n- id: wg\n  chambers: 2\n  agenda:\n  - number: "1"\n    duration: 1 h\n    splittable: true\n'
    )
    path = tmp_path / "s.yaml"
    path.write_text(text)
    with pytest.raises(InputError) as told:
        sp.load(path)
    (mistake,) = told.value.mistakes
    assert "several chambers" in str(mistake)
    assert mistake.line == 11
