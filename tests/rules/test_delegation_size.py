"""Delegations and the rooms they can be in: proved by enumeration, and the sentences of the check."""

from __future__ import annotations

import pytest
from ortools.sat.python import cp_model

from session_planner.problem.model import Problem
from session_planner.rules import active
from session_planner.rules.attendance import at_most
from session_planner.scenario.model import Scenario
from session_planner.solver.builder import ModelBuilder
from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny


def test_delegations_of_one_and_two_that_follow_bodies_and_items():
    """`y` and `y2` follow the same and share a constraint; `z` follows two bodies with two people and is never hurt."""
    prove(
        tiny(
            bodies=[body("a", item("1"), item("2")), body("b", item("1")), body("c", item("1"))],
            delegations=[
                {"id": "x", "size": 1, "follows": ["a", "b"]},
                {"id": "y", "size": 2, "follows": ["a", "b", "c"]},
                {"id": "y2", "size": 2, "follows": ["c", "b", "a"]},
                {"id": "z", "size": 2, "follows": ["a/1", "b", "a/2"]},
                {"id": "w", "size": 1, "follows": ["a/1", "c"]},
            ],
        ),
        "delegation-size",
    )


def test_headings_and_split_items():
    heading = {"number": "2", "items": [item("2(a)"), item("2(b)", splittable=True, duration="2 h")]}
    prove(
        tiny(
            bodies=[body("a", item("1"), heading), body("b", item("1"))],
            delegations=[{"id": "x", "size": 1, "follows": ["a/2", "b"]}],
        ),
        "delegation-size",
    )


def test_a_joint_session_is_one_place():
    prove(
        tiny(
            bodies=[body("a", item("1"), item("2"), item("3")), body("b", item("1")), body("c", item("1"))],
            joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1", "2"], "b": []}}],
            delegations=[
                {"id": "x", "size": 1, "follows": ["a", "b"]},
                {"id": "y", "size": 2, "follows": ["a", "b", "c"]},
                {"id": "v", "size": 1, "follows": ["a/2", "c"]},
                {"id": "w", "size": 1, "follows": ["joint:j", "c"]},
            ],
        ),
        "delegation-size",
        ["joint-together"],
    )


def test_what_the_check_says():
    scenario = tiny(
        bodies=[body(id, item("1"), item("2")) for id in "abc"],
        delegations=[
            {"id": "is", "title": "Iceland", "size": 2, "follows": ["a", "b/1", "c"]},
            {"id": "no", "title": "Norway", "size": 3, "follows": ["a", "b", "c"]},
        ],
    )
    (breach,) = breaches(
        scenario,
        "delegation-size",
        "a/1 2012-10-17 10:00-12:00",
        "b/1 2012-10-17 11:00-12:00",
        "c/1 2012-10-17 10:30-11:30",
        "c/2 2012-10-17 11:30-12:00",
        "b/2 2012-10-17 10:00-11:00",
    )
    assert str(breach.words) == (
        "Iceland can be in no more rooms at once than it has people: 2; at Wednesday 17 October, 11:00 "
        "it would be needed at a, c, item 1 of b"
    )
    assert breach.key == ("is",)
    assert breach.who == ("is",)
    assert [row.ref for row in breach.rows] == ["a/1", "c/1", "c/2", "b/1"]


def test_one_thing_ending_as_another_starts_is_no_clash():
    scenario = tiny(
        bodies=[body("a", item("1")), body("b", item("1"))],
        delegations=[{"id": "x", "size": 1, "follows": ["a/1", "b/1"]}],
    )
    assert not breaches(scenario, "delegation-size", "a/1 2012-10-17 10:00-11:00", "b/1 2012-10-17 11:00-12:00")


@pytest.mark.parametrize(
    ("given_up", "status"), [((), cp_model.INFEASIBLE), (("x",), cp_model.INFEASIBLE), (("x", "y"), cp_model.OPTIMAL)]
)
def test_what_two_delegations_share_holds_until_both_are_given_up(given_up, status):
    """Both follow two bodies that can only sit at the same hour."""
    scenario = Scenario.model_validate(
        tiny(
            days=[{"date": "2012-10-17", "sittings": ["10:00-11:00"]}],
            bodies=[body("a", item("1")), body("b", item("1"))],
            delegations=[{"id": id, "size": 1, "follows": ["a", "b"]} for id in "xy"],
        )
    )
    builder = ModelBuilder(Problem(scenario), given_up={f"delegation-size[{id}]" for id in given_up})
    for rule in active(scenario):
        if rule.id in ("delegation-size", "within-sitting"):
            rule.rule.post(rule, builder)
    assert sum(constraint.has_at_most_one() for constraint in builder.model.proto.constraints) == (len(given_up) < 2)
    assert cp_model.CpSolver().solve(builder.model) == status


def test_the_first_look_counts_as_the_rule_does():
    """Bits for moments: 0b011, 0b110 and 0b010 share the second one."""
    masks = [0b011, 0b110, 0b010]
    assert [at_most(masks, most) for most in (1, 2, 3)] == [False, False, True]
    assert at_most([0b01, 0b10], 1)
    assert not at_most([0b01, 0b01], 1)
