"""`agenda-order`: model and check agree on the pairs of items in the other order."""

from __future__ import annotations

from tests.rules.hand import body, breaches, item
from tests.rules.harness import prove, tiny

THREE = [{"date": "2012-10-17", "sittings": ["10:00-12:00", "15:00-16:00", "17:00-18:00"]}]


def test_pairs_of_whole_items_in_sittings_and_inside_one() -> None:
    proof = prove(tiny(days=THREE, bodies=[body("wg", item("1"), item("2"), item("3"))]), "agenda-order")
    assert proof.by_amount.keys() == {0, 1, 2, 3}


def test_a_split_item_stands_where_its_first_part_does() -> None:
    """Split before whole, whole before split, and split before split."""
    split = {"duration": "2 h", "splittable": True}
    for agenda in (
        (item("1", **split), item("2")),
        (item("1"), item("2", **split)),
        (item("1", **split), item("2", **split)),
    ):
        assert prove(tiny(days=THREE, bodies=[body("wg", *agenda)]), "agenda-order").by_amount.keys() == {0, 1}


def test_sub_items_and_a_joint_session_at_the_place_of_its_first_item() -> None:
    scenario = tiny(
        bodies=[
            body("a", {"number": "1", "items": [item("1(a)"), item("1(b)")]}, item("2"), item("3")),
            body("b", item("1"), item("2")),
        ],
        days=[{"date": "2012-10-17", "sittings": ["10:00-11:00", "15:00-18:00"]}],
        joint_sessions=[
            {"id": "j", "bodies": ["a", "b"], "items": {"a": ["1(b)", "3"], "b": ["2"]}, "duration": "2 h"}
        ],
    )
    proof = prove(scenario, "agenda-order", ["body-one-at-a-time"])
    assert proof.by_amount.keys() == {0, 1, 2, 3, 4}


def test_what_the_check_says() -> None:
    scenario = tiny(bodies=[body("wg", item("1"), item("2"), item("3"), title="Working group")])
    lines = ("wg/3 2012-10-17 10:00-11:00", "wg/1 2012-10-17 11:00-12:00", "wg/2 2012-10-17 15:00-16:00")
    (breach,) = breaches(scenario, "agenda-order", *lines)
    assert str(breach.words) == (
        "Working group: item 3 of Working group comes before item 1 of Working group, against the order of the agenda"
    )
    assert (breach.key, breach.amount, breach.who) == (("wg",), 2, ("wg",))
