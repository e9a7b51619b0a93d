"""Hours that are not those of a usual day: clocks that change, midnight, the date line, open ends, grains."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from session_planner.programme.reading import parse_programme
from session_planner.scenario.model import Scenario
from tests.rules.hand import body, item
from tests.rules.harness import tiny
from tests.solver.asked import answer, asked, costs, lines


def night(date: str, hours: object, items: int, **more: Any) -> dict[str, Any]:
    """One sitting and so many items of an hour."""
    agenda = [item(str(number)) for number in range(1, items + 1)]
    return tiny(days=[{"date": date, "sittings": [hours]}], bodies=[body("wg", *agenda)], **more)


def test_the_night_with_an_hour_more() -> None:
    """Vienna, 25 October 2026: from 01:00 to 04:00 are four hours; the third item starts at the second 02:00."""
    found = answer(night("2026-10-25", "01:00-04:00", 4))
    assert [(one.end.timestamp() - one.start.timestamp()) for one in found.segments] == [3600] * 4
    assert [one.start.isoformat() for one in found.segments] == [
        "2026-10-25T01:00:00+02:00",
        "2026-10-25T02:00:00+02:00",
        "2026-10-25T02:00:00+01:00",
        "2026-10-25T03:00:00+01:00",
    ]
    scenario = Scenario.model_validate(night("2026-10-25", "01:00-04:00", 4))
    assert parse_programme(found.to_json().encode(), "programme.json", scenario).programme == found
    assert asked(night("2026-10-25", "01:00-04:00", 5)).impossible


def test_the_night_with_an_hour_less() -> None:
    """Vienna, 29 March 2026: from 01:00 to 04:00 are two hours, and nothing starts between 02:00 and 03:00."""
    found = answer(night("2026-03-29", "01:00-04:00", 2))
    assert lines(found) == ["wg/1 29 01:00-03:00", "wg/2 29 03:00-04:00"]
    assert [one.end.timestamp() - one.start.timestamp() for one in found.segments] == [3600, 3600]
    assert asked(night("2026-03-29", "01:00-04:00", 3)).impossible


def test_a_sitting_over_midnight() -> None:
    found = answer(night("2012-10-17", "22:00-01:00", 3))
    assert lines(found) == ["wg/1 17 22:00-23:00", "wg/2 17 23:00-00:00", "wg/3 18 00:00-01:00"]
    assert {one.sitting for one in found.segments} == {"2012-10-17T22:00"}


def test_an_open_end_is_used_if_required() -> None:
    open_end = {"hours": "10:00-12:00", "open_until": "13:00"}
    assert lines(answer(night("2012-10-17", open_end, 3)))[-1] == "wg/3 17 12:00-13:00"
    assert asked(night("2012-10-17", open_end, 4)).impossible


def test_over_the_date_line() -> None:
    """Auckland is 22 hours before Honolulu: Monday, 09:00, is Sunday, 11:00, there, and from 21:00 it is late."""
    evening = ["21:00-23:00", "20:00-22:00", "09:00-11:00"]
    scenario = tiny(
        timezone="Pacific/Auckland",
        days=[{"date": "2026-07-06", "sittings": evening}],
        bodies=[body("wg", item("1", duration="2 h"))],
        delegations=[{"id": "hawaii", "size": 1, "follows": ["wg"], "timezone": "Pacific/Honolulu"}],
    )
    found = answer(scenario)
    assert "remote-hours" not in costs(found)
    honolulu = dt.timezone(-dt.timedelta(hours=10))
    assert found.segments[0].start.isoformat() == "2026-07-06T09:00:00+12:00"
    assert found.segments[0].start.astimezone(honolulu).isoformat() == "2026-07-05T11:00:00-10:00"
    late = answer({**scenario, "days": [{"date": "2026-07-06", "sittings": evening[:1]}]})
    assert costs(late)["remote-hours"] == 2 * 3


@pytest.mark.parametrize(("grain", "minutes"), [(1, (17, 41, 2)), (5, (20, 35, 5)), (15, (15, 30, 15))])
def test_items_stand_one_after_the_other_on_the_grain(grain: int, minutes: tuple[int, ...]) -> None:
    """They fill an hour to the minute, in the order of the agenda."""
    agenda = [item(str(number), duration=f"{length} min") for number, length in enumerate(minutes, 1)]
    scenario = tiny(
        grain=grain, days=[{"date": "2012-10-17", "sittings": ["10:00-11:00"]}], bodies=[body("wg", *agenda)]
    )
    found = answer(scenario)
    assert [(one.end - one.start).seconds // 60 for one in found.segments] == list(minutes)
    assert [one.item for one in found.segments] == ["1", "2", "3"]
    assert found.segments[0].start.minute == 0
    assert asked({**scenario, "bodies": [body("wg", *agenda, item("4", duration=f"{grain} min"))]}).impossible
