"""`room-available`: model and check agree; absences with an id, without one, and without an end."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny


def test_no_sitting_in_an_absence() -> None:
    away = [{"when": "2012-10-17 11:00-15:00", "id": "works"}, "2012-10-17 16:00-20:00"]
    scenario = tiny(
        rooms=[{"id": "A", "unavailable": away}, {"id": "B"}], bodies=[body("x", item("1")), body("y", item("1"))]
    )
    assert prove(scenario, "room-available").by_amount.keys() == {0, 1, 2}


def test_the_open_end_and_edges() -> None:
    """The sitting is booked to 14:00; an absence from 14:00 does not touch it, one to 10:00 neither."""
    hours = [{"hours": "10:00-12:00", "open_until": "14:00"}, "15:00-17:00"]
    away = ["2012-10-17 13:00-13:30", "2012-10-17T14:00/2012-10-17T15:00", {"when": {"end": "2012-10-17T10:00"}}]
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": hours}],
        rooms=[{"id": "A", "unavailable": away}],
        bodies=[body("x", item("1"))],
    )
    assert prove(scenario, "room-available").by_amount.keys() == {0, 1}


def test_a_guest_has_the_room_through_its_host() -> None:
    """The guest's own sitting goes on into the absence, the host's does not."""
    scenario = tiny(
        days=[],
        rooms=[{"id": "A", "unavailable": ["2012-10-17 12:00-14:00"]}],
        bodies=[
            body("x", item("1"), sittings=[{"hours": ["10:00-12:00"]}]),
            body("y", item("1"), item("2"), sittings=[{"hours": ["10:00-13:00"]}]),
        ],
        joint_sessions=[{"id": "j", "bodies": ["x", "y"], "items": {"x": ["1"], "y": ["1"]}}],
    )
    scenario["days"] = [{"date": "2012-10-17"}]
    proof = prove(scenario, "room-available", background=["joint-together"])
    assert proof.by_amount.keys() == {0, 1}


def test_what_a_planner_reads() -> None:
    away = [{"when": "2012-10-17 16:00-20:00", "source": "d"}]
    scenario = tiny(
        rooms=[{"id": "A", "title": "Room A", "unavailable": away}],
        decisions=[{"id": "d", "by": "The House", "on": "2012-01-05"}],
        bodies=[body("x", item("1"), title="Plenary")],
    )
    (breach,) = breaches(scenario, "room-available", "x/1 2012-10-17 15:00-16:00 A")
    assert breach.words.told() == (
        "The House, on 5 January 2012, decided: Room A is not available from Wednesday 17 October, 16:00 to "
        "Wednesday 17 October, 20:00; Plenary sits there at Wednesday 17 October, 15:00"
    )
    assert (breach.key, breach.source) == (("A", "2012-10-17T16:00/2012-10-17T20:00"), "d")


def test_windows_open_at_one_end() -> None:
    scenario = tiny(rooms=[{"id": "A", "unavailable": [{"start": "2012-10-17T16:00"}]}], bodies=[body("x", item("1"))])
    (breach,) = breaches(scenario, "room-available", "x/1 2012-10-17 15:00-16:00 A")
    assert breach.key == ("A", "2012-10-17T16:00/..")
    assert "A is not available from Wednesday 17 October, 16:00 on;" in breach.words.told()
    scenario["rooms"] = [{"id": "A", "unavailable": [{"end": "2012-10-17T15:30"}]}]
    (breach,) = breaches(scenario, "room-available", "x/1 2012-10-17 15:00-16:00 A")
    assert "A is not available until Wednesday 17 October, 15:30;" in breach.words.told()
