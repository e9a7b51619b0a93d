"""The opening comes first: proved by enumeration, and the sentences of its check."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny


def test_openings_in_any_order_before_a_split_item():
    proof = prove(
        tiny(
            bodies=[
                body(
                    "wg",
                    item("1", "opening"),
                    item("2", "opening"),
                    item("3"),
                    item("4", splittable=True, duration="2 h"),
                )
            ]
        ),
        "opening-first",
    )
    assert proof.assignments == 2000


def test_an_opening_inside_a_joint_session_has_its_own_place_there():
    """a/1 always comes before the opening in the same joint session, so `a` is broken whenever that is placed."""
    prove(
        tiny(
            bodies=[body("a", item("1"), item("2", "opening"), item("3")), body("b", item("1", "opening"))],
            joint_sessions=[{"id": "j", "bodies": ["a", "b"], "items": {"a": ["1", "2"]}}],
        ),
        "opening-first",
    )


def test_what_the_check_says():
    scenario = tiny(
        bodies=[body("wg", item("1", "opening", source="bureau"), item("2"), title="Working group")],
        decisions=[{"id": "bureau", "by": "The Bureau", "on": "2012-07-04"}],
    )
    (breach,) = breaches(scenario, "opening-first", "wg/1 2012-10-17 10:30-11:30", "wg/2 2012-10-17 11:00-12:00")
    assert str(breach.words) == (
        "item 2 of Working group starts at Wednesday 17 October, 11:00, before the end of item 1 of Working group"
    )
    assert breach.key == ("wg",)
    assert breach.who == ("wg",)
    assert breach.source == "bureau"
    assert [row.ref for row in breach.rows] == ["wg/2", "wg/1"]


def test_what_starts_as_the_opening_ends_is_in_order():
    scenario = tiny(bodies=[body("wg", item("1", "opening"), item("2"))])
    assert not breaches(scenario, "opening-first", "wg/1 2012-10-17 10:00-11:00", "wg/2 2012-10-17 11:00-12:00")
