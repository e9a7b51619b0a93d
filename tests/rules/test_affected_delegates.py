"""`affected-delegates`: model and check agree on whom a change concerns."""

from __future__ import annotations

from tests.rules.hand import body, breaches
from tests.rules.harness import prove, tiny
from tests.rules.replanning import GUESTS, PARTS, SPLIT, TWO, published


def test_a_delegation_is_told_once_of_all_that_it_follows() -> None:
    places = [published("joint:j", "10:00", "11:00"), published("y/2", "15:00", "16:00")]
    people = [
        {"id": "small", "title": "Small", "size": 1, "follows": ["y/2"]},
        {"id": "large", "title": "Large", "size": 3, "follows": ["y"]},
        {"id": "guest", "title": "Guest", "size": 7, "follows": ["x/1"]},
        {"id": "other", "title": "Other", "size": 20, "follows": ["joint:j"]},
        {"id": "none", "title": "None", "size": 50, "follows": ["z"]},
    ]
    bodies = [*GUESTS["bodies"], body("z")]
    scenario = tiny(**{**GUESTS, "bodies": bodies}, delegations=people, replan={"published": places})
    assert set(prove(scenario, "affected-delegates").by_amount) == {0, 4, 30, 31}


def test_a_part_that_moves_concerns_those_who_follow_its_item() -> None:
    people = [{"id": "d", "title": "D", "size": 2, "follows": ["x/1"]}]
    scenario = tiny(bodies=SPLIT, delegations=people, replan={"published": PARTS})
    assert set(prove(scenario, "affected-delegates").by_amount) == {0, 2}


def test_what_a_planner_reads() -> None:
    people = [{"id": "d", "title": "Ruritania", "size": 2, "follows": ["x"]}]
    scenario = tiny(bodies=TWO, delegations=people, replan={"published": [published("x/1", "10:00", "11:00")]})
    (found,) = breaches(scenario, "affected-delegates", "x/1 2012-10-17 11:00-12:00")
    assert str(found.words) == "Ruritania follows what has moved: item 1 of x"
    assert (found.amount, found.who) == (2, ("d",))
