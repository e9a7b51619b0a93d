"""`joint-together`: model and check agree on one time and one room."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

JOINT = {"id": "j", "title": "the joint session", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}
ROOMS = [{"id": "A", "title": "Room A"}, {"id": "B", "title": "Room B"}]


def joint(**more: Any) -> dict[str, Any]:
    """Two bodies with a joint session and two rooms."""
    bodies = [body("a", item("1"), title="Group A"), body("b", item("1"), title="Group B")]
    return tiny(bodies=bodies, joint_sessions=[JOINT], rooms=ROOMS, **more)


def test_one_time_and_one_room() -> None:
    assert prove(joint(), "joint-together").by_amount.keys() == {0, 1}


def test_bodies_whose_sittings_start_at_other_hours() -> None:
    """a sits from 10:00 to 13:00 and b from 11:00 to 14:00: the same hour lies elsewhere in either sitting."""
    first, second = (
        {"sittings": [{"hours": [hours]}], **body(id, item("1"))}
        for id, hours in (("a", "10:00-13:00"), ("b", "11:00-14:00"))
    )
    scenario = tiny(bodies=[first, second], joint_sessions=[JOINT], rooms=ROOMS)
    assert prove(scenario, "joint-together").by_amount.keys() == {0, 1}


def test_each_guest_is_an_instance_and_one_may_come_without_an_item() -> None:
    scenario = tiny(
        bodies=[body("a", item("1")), body("b", item("1")), body("c")],
        joint_sessions=[{**JOINT, "bodies": ["a", "b", "c"]}],
    )
    assert prove(scenario, "joint-together").by_amount.keys() == {0, 1, 2}


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        ((), "the joint session is missing from the programme of Group B"),
        (
            ("b/1 2012-10-17 10:05-11:05 A",),
            "the joint session is at Wednesday 17 October, 10:00 for Group A and"
            " at Wednesday 17 October, 10:05 for Group B",
        ),
        (("b/1 2012-10-17 10:00-11:00 B",), "the joint session is in Room A for Group A and in Room B for Group B"),
    ],
)
def test_what_the_check_says(theirs: tuple[str, ...], said: str) -> None:
    (breach,) = breaches(joint(), "joint-together", "a/1 2012-10-17 10:00-11:00 A", *theirs)
    assert str(breach.words) == said
    assert (breach.key, breach.who) == (("j", "b"), ("a", "b"))
