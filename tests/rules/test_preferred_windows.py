"""`preferred-windows`: model and check agree on what lies outside the windows."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

LATE = "2012-10-17 15:00-17:00"


def test_each_item_and_each_body_has_its_own_windows() -> None:
    first = item("1", preferred=["2012-10-17 10:00-11:00", "2012-10-17 11:00-12:00"], duration="1 h")
    split = item("2", splittable=True, duration="2 h", preferred=["2012-10-17 11:00-16:00"])
    proof = prove(tiny(bodies=[body("wg", first, split, preferred=[LATE])]), "preferred-windows")
    assert set(proof.by_amount) == {0, 1, 2, 3, 4}


def test_what_reaches_from_one_window_into_the_next_is_in_neither() -> None:
    windows = ["2012-10-17 10:00-11:00", "2012-10-17 11:00-13:00"]
    days = [{"date": "2012-10-17", "sittings": ["10:00-13:00"]}]
    prove(tiny(days=days, bodies=[body("wg", item("1", duration="2 h", preferred=windows))]), "preferred-windows")


def test_an_item_of_a_joint_session_has_its_place_there_and_the_session_counts_once_for_a_body() -> None:
    half = {"preferred": ["2012-10-17 11:00-12:00"]}
    scenario = tiny(
        bodies=[body("a", item("1"), item("2", **half), preferred=[LATE]), body("b", item("1"))],
        joint_sessions=[
            {"id": "j", "bodies": ["b", "a"], "items": {"a": ["1", "2"], "b": ["1"]}, "preferred": [LATE]},
        ],
    )
    assert set(prove(scenario, "preferred-windows").by_amount) == {0, 1, 2}


def test_what_a_heading_prefers_holds_for_each_item_under_it() -> None:
    heading = {"number": "1", "items": [item("1(a)"), item("1(b)")], "preferred": [LATE]}
    assert set(prove(tiny(bodies=[body("wg", heading)]), "preferred-windows").by_amount) == {0, 1, 2}


def test_windows_off_the_grid_and_over_the_end_of_summer_time() -> None:
    days = [{"date": "2012-10-28", "sittings": ["01:00-05:00"]}]
    windows = [{"start": "2012-10-28T02:30+02:00", "end": "2012-10-28T03:30+01:00"}]
    proof = prove(tiny(days=days, bodies=[body("wg", item("1", preferred=windows))]), "preferred-windows")
    assert proof.by_amount == {0: 1 + 1, 1: 4}, "of five hours, only that from the second 02:00 to 03:00 is inside"


def test_what_the_check_says() -> None:
    scenario = tiny(
        bodies=[body("wg", item("1", preferred=[LATE], source="bureau"), item("2"), title="Working group")],
        decisions=[{"id": "bureau", "by": "The Bureau", "on": "2012-07-04"}],
    )
    (breach,) = breaches(scenario, "preferred-windows", "wg/1 2012-10-17 14:30-15:30", "wg/2 2012-10-17 10:00-11:00")
    assert str(breach.words) == (
        "The Bureau, on 4 July 2012, decided: item 1 of Working group had better be taken up"
        " from Wednesday 17 October, 15:00 to Wednesday 17 October, 17:00;"
        " segments outside: 1, the first at Wednesday 17 October, 14:30"
    )
    assert (breach.key, breach.amount, breach.who, breach.source) == (("wg/1",), 1, ("wg",), "bureau")
