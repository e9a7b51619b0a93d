"""`room-fits`: model and check agree on seats, booths, equipment and hybrid facilities; joint sessions too."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

ROOMS = [
    {"id": "A", "capacity": 50, "booths": 2, "equipment": ["screen"]},
    {"id": "B", "capacity": 120, "booths": 6, "hybrid": True},
]


def test_seats_booths_equipment_hybrid() -> None:
    hours = ["10:00-12:00", {"hours": "15:00-17:00", "interpreted": False}]
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": hours}],
        rooms=[*ROOMS, {"id": "C"}],
        bodies=[
            body("x", item("1", duration="2 h"), size=51),
            body("y", item("1", duration="2 h"), languages=["en", "fr", "es"]),
            body("z", item("1", duration="2 h"), equipment=["screen"], hybrid=True, size=50),
        ],
    )
    assert prove(scenario, "room-fits").by_amount.keys() == {0, 1, 2, 3}


def test_a_joint_session_counts_its_own_people() -> None:
    """Of 120 in x and 10 in y, 40 come to the joint session: Room A will do for it, and for x at no other time."""
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-12:00"]}],
        rooms=ROOMS,
        bodies=[body("x", item("1"), item("2", duration="2 h"), size=120), body("y", item("1"), size=10)],
        joint_sessions=[{"id": "j", "bodies": ["x", "y"], "items": {"x": ["1"], "y": ["1"]}, "size": 40}],
    )
    prove(scenario, "room-fits", background=["joint-together"])


def test_a_joint_session_without_a_size_is_as_large_as_its_largest_body() -> None:
    """Also for the small body's sitting, which would fit by itself."""
    scenario = tiny(
        days=[{"date": "2012-10-17", "sittings": ["10:00-12:00"]}],
        rooms=ROOMS,
        bodies=[body("x", item("1"), item("2", duration="2 h"), size=10), body("y", item("1"), size=120)],
        joint_sessions=[{"id": "j", "bodies": ["x", "y"], "items": {"x": ["1"], "y": ["1"]}}],
    )
    assert prove(scenario, "room-fits").by_amount.keys() == {0, 1}


def test_what_is_not_stated_sets_no_limit() -> None:
    scenario = tiny(rooms=[{"id": "A"}], bodies=[body("x", item("1"), size=500, languages=["en", "fr"])])
    assert not breaches(scenario, "room-fits", "x/1 2012-10-17 10:00-11:00 A")
    assert not breaches(scenario, "room-fits", "x/1 2012-10-17 10:00-11:00")


def test_what_a_planner_reads() -> None:
    scenario = tiny(
        rooms=[{"id": "A", "title": "Room A", "capacity": 50, "booths": 1}],
        bodies=[
            body(
                "x",
                item("1"),
                title="the working group",
                size=120,
                languages=["en", "fr"],
                equipment=["screen", "microphones"],
                hybrid=True,
            )
        ],
    )
    (breach,) = breaches(scenario, "room-fits", "x/1 2012-10-17 10:00-11:00 A")
    assert breach.words.told() == (
        "Room A seats 50, the working group has 120 people, "
        "Room A lacks what the working group needs: microphones, screen, "
        "Room A has no facilities for remote participants of the working group, "
        "the working group needs 2 interpretation booths, Room A has 1 (Wednesday 17 October, 10:00)"
    )
    assert (breach.key, breach.who) == (("x", "A"), ("x",))


def test_a_joint_session_is_named_where_it_does_not_fit() -> None:
    scenario = tiny(
        rooms=[{"id": "A", "title": "Room A", "capacity": 50}],
        decisions=[{"id": "d"}],
        bodies=[body("x", item("1"), size=30), body("y", item("1"), size=30)],
        joint_sessions=[
            {
                "id": "j",
                "title": "Joint discussion",
                "bodies": ["x", "y"],
                "size": 60,
                "items": {"x": ["1"], "y": ["1"]},
                "source": "d",
            }
        ],
    )
    found = breaches(scenario, "room-fits", "x/1 2012-10-17 10:00-11:00 A", "y/1 2012-10-17 10:00-11:00 A")
    assert {breach.key for breach in found} == {("joint:j", "A")}
    assert found[0].words.told() == ("Room A seats 50, Joint discussion has 60 people (Wednesday 17 October, 10:00)")
    assert found[0].source == "d"


def test_a_joint_session_called_like_a_body_has_instances_of_its_own() -> None:
    scenario = tiny(
        rooms=[{"id": "r", "capacity": 4}],
        bodies=[body("x", item("1"), size=5), body("y", size=3)],
        joint_sessions=[{"id": "x", "bodies": ["x", "y"], "items": {"x": ["1"]}, "size": 9}],
    )
    prove(scenario, "room-fits")
    (breach,) = breaches(scenario, "room-fits", "x/1 2012-10-17 10:00-11:00 r")
    assert breach.key == ("joint:x", "r")
