"""`joint-when`: model and check agree on start, earliest, latest, windows and order of joint sessions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

DAY = [{"date": "2012-10-17", "sittings": ["10:00-14:00", "15:00-17:00"]}]


def session(id: str = "j", number: str = "1", **more: Any) -> dict[str, Any]:
    """A joint session of a and b on an item of a."""
    return {"id": id, "bodies": ["a", "b"], "items": {"a": [number]}, **more}


def joint(*sessions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Two bodies and their joint sessions."""
    return tiny(days=DAY, bodies=[body("a", item("1"), item("2")), body("b")], joint_sessions=list(sessions), **more)


@pytest.mark.parametrize(
    "stated",
    [
        {"start": "2012-10-17T11:00"},
        {"start": "2012-10-17T09:00:00+00:00"},
        {"earliest": "2012-10-17T11:00"},
        {"earliest": "2012-10-17T11:20"},
        {"latest": "2012-10-17T15:00"},
        {"latest": "2012-10-17T16:40"},
        {"windows": ["2012-10-17 10:00-12:00", "2012-10-17T13:30/2012-10-17T16:00"]},
        {"windows": [{"start": "2012-10-17T13:00"}]},
    ],
)
def test_what_a_decision_can_set(stated: dict[str, Any]) -> None:
    assert prove(joint(session(**stated)), "joint-when").by_amount.keys() == {0, 1}


def test_each_statement_is_an_instance() -> None:
    """At 10:00 too early and not in the window; at 13:00 all but the window; at 15:00 in the window alone."""
    stated = {"start": "2012-10-17T13:00", "earliest": "2012-10-17T12:00", "latest": "2012-10-17T14:00"}
    scenario = joint(session(**stated, windows=["2012-10-17 15:00-17:00"]))
    assert prove(scenario, "joint-when").by_amount.keys() == {0, 1, 2, 3}


def test_one_joint_session_after_another() -> None:
    assert prove(
        joint(session(), session("k", "2", after=["j"])), "joint-when", ["joint-together"]
    ).by_amount.keys() == {0, 1}


def test_a_moment_between_two_ticks_is_never_met() -> None:
    """The model has no such start, and the check finds every other start wrong."""
    proof = prove(joint(session(start="2012-10-17T10:30")), "joint-when")
    assert proof.by_amount.keys() == {0, 1}


def test_what_the_check_says() -> None:
    scenario = joint(
        session(title="The joint session", start="2012-10-17T10:00", source="bureau"),
        decisions=[{"id": "bureau", "by": "The Bureau", "on": "2012-02-15"}],
    )
    (breach,) = breaches(scenario, "joint-when", "a/1 2012-10-17 11:00-12:00", "b/joint:j 2012-10-17 11:00-12:00")
    assert str(breach.words) == (
        "The Bureau, on 15 February 2012, decided: The joint session is at Wednesday 17 October, 10:00;"
        " the programme has it at Wednesday 17 October, 11:00"
    )
    assert (breach.key, breach.who, breach.source) == (("j", "start"), ("a", "b"), "bureau")


def test_windows_with_an_open_end_are_told_as_they_are():
    scenario = tiny(
        bodies=[body("a", item("1")), body("b")],
        joint_sessions=[
            {
                "id": "j",
                "bodies": ["a", "b"],
                "items": {"a": ["1"]},
                "windows": [{"end": "2012-10-17T11:00"}, "2012-10-17T16:00/.."],
            }
        ],
    )
    (breach,) = breaches(scenario, "joint-when", "a/1 2012-10-17 11:00-12:00", "b/joint:j 2012-10-17 11:00-12:00")
    assert str(breach.words) == (
        "j is taken up inside one of its windows: until Wednesday 17 October, 11:00, "
        "from Wednesday 17 October, 16:00 on; the programme has it at Wednesday 17 October, 11:00"
    )
