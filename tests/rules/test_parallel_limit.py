"""Limits of sittings in parallel: proved by enumeration, and the sentences of the check."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny


def _sits(*hours: str):
    return [{"hours": list(hours)}]


def test_sittings_that_overlap_in_part_and_windows_that_cut_them():
    prove(
        tiny(
            bodies=[
                body("a", item("1"), sittings=_sits("10:00-12:00", "15:00-17:00")),
                body("b", item("1"), sittings=_sits("11:00-13:00")),
                body("c", item("1"), item("2"), sittings=_sits("10:00-11:00", "12:00-14:00")),
            ],
            parallel_limits=[
                {"id": "one", "most": 1},
                {
                    "id": "none",
                    "most": 0,
                    "bodies": ["a", "b"],
                    "windows": ["2012-10-17 12:00-16:00", "2012-10-17 10:00-11:00"],
                },
                {"id": "two", "most": 2, "windows": ["2012-10-17 11:30-12:00"]},
            ],
        ),
        "parallel-limit",
    )


def test_an_open_end_is_occupied_whether_it_is_used_or_not():
    long = [{"hours": [{"hours": "10:00-11:00", "open_until": "13:00"}]}]
    scenario = tiny(
        bodies=[body("a", item("1"), sittings=long), body("b", item("1"), sittings=_sits("12:00-13:00"))],
        parallel_limits=[{"id": "one", "most": 1}],
    )
    prove(scenario, "parallel-limit")
    assert breaches(scenario, "parallel-limit", "a/1 2012-10-17 10:00-11:00", "b/1 2012-10-17 12:00-13:00")


def test_a_joint_session_is_one_sitting():
    prove(
        tiny(
            bodies=[body(id, item("1")) for id in "abc"],
            joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1"], "b": ["1"]}}],
            parallel_limits=[{"id": "one", "most": 1}],
        ),
        "parallel-limit",
        ["joint-together"],
    )


def test_what_the_check_says():
    scenario = tiny(
        bodies=[body("plenary", item("1"), title="Plenary"), body("wg", item("1"), title="Working group")],
        decisions=[{"id": "rules", "by": "The Conference", "on": "2004-07-09"}],
        parallel_limits=[
            {"id": "one", "most": 1, "source": "rules"},
            {"id": "day", "most": 1, "bodies": ["plenary", "wg"], "windows": ["2012-10-17"]},
        ],
    )
    found = breaches(scenario, "parallel-limit", "plenary/1 2012-10-17 10:00-11:00", "wg/1 2012-10-17 11:00-12:00")
    assert [str(breach.words) for breach in found] == [
        "The Conference, on 9 July 2004, decided: sittings in parallel: at most 1; "
        "at Wednesday 17 October, 10:00 there are 2: Plenary, Working group",
        "sittings in parallel of Plenary, Working group in the windows from Wednesday 17 October, 00:00: at most 1; "
        "at Wednesday 17 October, 10:00 there are 2: Plenary, Working group",
    ]
    assert [breach.key for breach in found] == [("one",), ("day",)]
    assert found[0].who == ("plenary", "wg")
    assert found[0].source == "rules"
