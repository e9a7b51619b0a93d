"""What changed between two programmes, and whom it concerns."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings

from session_planner.errors import InputError
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, Segment
from session_planner.releases.changes import Changes, Move, changes
from session_planner.scenario.model import Scenario
from tests.publish.cases import WEEK, at, week
from tests.releases.week import HOUR, SCENARIO, friday, later, monday, programmes, revised

OLD, _ = week()
_BY_ID = {one.id: one for one in OLD.segments}
OPENING, ADOPTION, EXTRADITION = (_BY_ID[name] for name in ("a/1(a)/1", "a/1(b)/1", "b/5/1"))
DEBATE, DEBATE_2 = _BY_ID["a/2/1"], _BY_ID["a/2/2"]


def found(change: Callable[[Segment], Segment | None], *more: Segment, old: Programme = OLD) -> Changes:
    """What changed where each segment became what `change` makes of it."""
    new = Programme((*filter(None, map(change, old.segments)), *more))
    return changes(old, SCENARIO, new, SCENARIO)


def kinds(seen: Changes) -> dict[str, tuple[str, ...]]:
    """The kinds of each change, by thing."""
    assert len({move.id for move in seen.moves}) == len(seen.moves)
    return {move.id: move.kinds for move in seen.moves}


def only(seen: Changes) -> Move:
    """The one change there is."""
    (move,) = seen.moves
    return move


def changing(name: str, **what: Any) -> Callable[[Segment], Segment]:
    """Changes the segments of one item, body or joint session."""
    return lambda one: replace(one, **what) if name in (one.id, one.ref, one.joint) else one


def test_nothing_changed() -> None:
    seen = found(lambda one: replace(one, sitting="other", bodies=one.bodies or (one.body,)))
    assert seen.empty
    assert not seen.first
    assert seen.audiences() == {"bodies": {}, "rooms": {}, "delegations": {}, "officers": {}}


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({"start": friday(12), "end": friday(14)}, ("moved",)),
        ({"room": "m1"}, ("room",)),
        ({"end": friday(12, 5)}, ("longer",)),
        ({"end": friday(11)}, ("shorter",)),
        ({"start": monday(9), "end": monday(12), "room": None}, ("moved", "room", "longer")),
        ({"start": friday(11)}, ("moved", "shorter")),
    ],
)
def test_an_item_moves_in_time_in_room_and_in_length(what: dict[str, Any], expected: tuple[str, ...]) -> None:
    seen = found(changing("b/5", **what))
    assert kinds(seen) == {"b/5": expected}
    assert (only(seen).old, only(seen).new) == ((EXTRADITION,), (replace(EXTRADITION, **what),))


def test_a_swap_of_two_items_is_two_moves() -> None:
    swapped = {"a/1(a)": later(OPENING, HOUR / 2), "a/1(b)": later(ADOPTION, -HOUR / 2)}
    assert kinds(found(lambda one: swapped.get(one.ref, one))) == {"a/1(b)": ("moved",), "a/1(a)": ("moved",)}


def test_new_and_dropped_items_stand_in_order_of_time() -> None:
    seen = found(lambda one: None if one.ref == "a/1(b)" else one, Segment("c", "1", friday(9), friday(10), "m2"))
    assert list(kinds(seen).items()) == [("c/1", ("new",)), ("a/1(b)", ("dropped",))]
    assert [(move.old, move.new) for move in seen.moves][1] == ((ADOPTION,), ())


def test_a_split_is_one_change_and_so_is_a_merger() -> None:
    first = replace(EXTRADITION, end=friday(11), parts=2)
    second = replace(EXTRADITION, start=friday(15), end=friday(16), part=2, parts=2)
    split = found(lambda one: first if one.ref == "b/5" else one, second)
    assert kinds(split) == {"b/5": ("split",)}
    assert only(split).new == (first, second)
    whole = replace(DEBATE, end=friday(14, 30), parts=1)
    merged = found(lambda one: None if one.id == "a/2/2" else whole if one.id == "a/2/1" else one)
    assert kinds(merged) == {"a/2": ("merged",)}
    assert (only(merged).old, only(merged).new) == ((DEBATE, DEBATE_2), (whole,))


def test_a_split_with_a_part_in_another_room_tells_the_room() -> None:
    first = replace(EXTRADITION, end=friday(11), parts=2)
    second = replace(EXTRADITION, start=friday(15), end=friday(16), room="m1", part=2, parts=2)
    assert kinds(found(lambda one: first if one.ref == "b/5" else one, second)) == {"b/5": ("room", "split")}


def test_a_split_whose_parts_are_all_elsewhere_has_moved_too() -> None:
    parts = [
        replace(EXTRADITION, start=monday(h), end=monday(h + 1, 30), part=n, parts=2) for n, h in ((1, 9), (2, 15))
    ]
    assert kinds(found(lambda one: None if one.ref == "b/5" else one, *parts)) == {"b/5": ("moved", "longer", "split")}


def test_one_part_longer_and_the_other_shorter_is_both() -> None:
    longer = {"a/2/1": replace(DEBATE, end=friday(14)), "a/2/2": replace(DEBATE_2, end=monday(10, 30))}
    assert kinds(found(lambda one: longer.get(one.id, one))) == {"a/2": ("longer", "shorter")}


def test_a_joint_session_is_one_change_for_all_its_bodies() -> None:
    seen = found(lambda one: later(one) if one.joint else one)
    assert kinds(seen) == {"joint:property": ("moved",)}
    move = only(seen)
    assert (len(move.old), len(move.new), move.joint) == (3, 3, "property")
    assert (move.bodies, move.delegations, move.officers, move.rooms) == (
        ("a", "b", "c"),
        ("x", "y"),
        ("expert",),
        ("m1",),
    )
    assert kinds(found(changing("property", room="m2"))) == {"joint:property": ("room",)}
    assert kinds(found(changing("property", end=monday(18)))) == {"joint:property": ("longer",)}


def test_a_body_that_leaves_a_joint_session_sees_it_dropped() -> None:
    left = found(lambda one: None if one.body == "c" else replace(one, bodies=("a", "b")) if one.joint else one)
    assert kinds(left) == {"joint:property": ("partners",)}
    assert (only(left).joined, only(left).left, only(left).bodies) == ((), ("c",), ("a", "b", "c"))
    assert kinds(left.concerning(Filter(bodies=("c",)))) == {"joint:property": ("dropped",)}
    assert kinds(left.concerning(Filter(bodies=("a",)))) == {"joint:property": ("partners",)}


def test_a_body_that_joins_sees_a_new_joint_session() -> None:
    two = Programme(
        tuple(replace(one, bodies=("a", "b")) if one.joint else one for one in OLD.segments if one.body != "c")
    )
    joined = changes(two, SCENARIO, OLD, SCENARIO)
    assert kinds(joined) == {"joint:property": ("partners",)}
    assert (only(joined).joined, only(joined).left) == (("c",), ())
    assert kinds(joined.concerning(Filter(bodies=("c",)))) == {"joint:property": ("new",)}


def test_a_body_that_is_still_named_but_no_longer_has_the_session_has_left() -> None:
    seen = found(lambda one: None if one.body == "c" else one)
    assert kinds(seen) == {"joint:property": ("partners",)}
    assert only(seen).left == ("c",)


def test_a_joint_session_that_falls_apart_or_comes_to_be_is_one_change() -> None:
    apart = tuple(
        replace(one, joint=None, bodies=()) if one.body == "a" else later(one)
        for one in OLD.segments
        if one.body != "c"
    )
    alone = tuple(replace(one, joint=None, bodies=()) if one.joint else one for one in apart)
    seen = changes(OLD, SCENARIO, Programme(alone), SCENARIO)
    assert kinds(seen)["joint:property"][-1] == "partners"
    back = changes(Programme(alone), SCENARIO, OLD, SCENARIO)
    assert kinds(back)["joint:property"][-1] == "partners"
    assert only(back.concerning(Filter(bodies=("c",)))).kinds == ("new",)


def test_an_item_that_leaves_a_session_that_goes_on_is_a_change_of_its_own() -> None:
    gone = replace(_BY_ID["b/6/1"], joint=None, bodies=(), start=friday(15), end=friday(16))
    seen = found(lambda one: gone if one.ref == "b/6" else replace(one, bodies=("a", "c")) if one.joint else one)
    assert kinds(seen) == {"b/6": ("moved", "shorter", "partners"), "joint:property": ("partners",)}
    assert [move.left for move in seen.moves] == [("a", "c"), ("b",)]


def session(*items: tuple[str, dt.datetime, dt.datetime]) -> list[Segment]:
    """The joint session with items of one body."""
    return [Segment("a", *item, "m1", joint="property", bodies=("a", "c")) for item in items]


def test_where_a_joint_session_stays_as_it_was_its_items_are_what_changed() -> None:
    third, extra = session(("3", monday(15), monday(16)), ("4", monday(16), monday(17)))
    guest = Segment("c", None, monday(15), monday(17), "m1", joint="property", bodies=("a", "c"))
    old, new = Programme((third, extra, guest)), Programme((later(third), later(extra, -HOUR), guest))
    seen = changes(old, SCENARIO, new, SCENARIO)
    assert kinds(seen) == {"a/4": ("moved",), "a/3": ("moved",)}
    assert seen.moves[0].bodies == ("a", "c"), "what a session takes up is of concern to all its bodies"


def test_items_that_follow_each_other_are_one_joint_session() -> None:
    two = session(("3", monday(15), monday(16)), ("4", monday(16), monday(17)))
    seen = changes(Programme(tuple(two)), SCENARIO, Programme((replace(two[0], end=monday(17)),)), SCENARIO)
    assert kinds(seen) == {"a/3": ("longer",), "a/4": ("dropped",)}


def test_whoever_follows_some_items_of_a_joint_session_sees_what_happened_to_these() -> None:
    """For them the session is as it was, but for the places of the items."""
    follower = {"id": "z", "size": 1, "follows": ["a/1(a)", "a/1(b)"]}
    scenario = Scenario.model_validate({**WEEK, "delegations": [follower]})
    first, second = session(("1(a)", monday(15), monday(16)), ("1(b)", monday(16), monday(17)))
    (third,) = session(("3", monday(17), monday(18)))
    new = (later(first), later(second, -HOUR), later(third, HOUR / 2))
    seen = changes(Programme((first, second, third)), scenario, Programme(new), scenario)
    assert kinds(seen) == {"joint:property": ("split",)}
    assert kinds(seen.concerning(Filter(delegations=("z",)))) == {"joint:property": ("moved",)}


def test_a_body_that_comes_to_have_an_item_in_a_joint_session_hears_of_the_item_alone() -> None:
    item = Segment("c", "7", monday(15), monday(17), "m1", joint="property", bodies=("a", "b", "c"))
    assert kinds(found(lambda one: item if one.body == "c" else one)) == {"c/7": ("new",)}


def test_another_id_for_a_joint_session_is_no_change() -> None:
    assert found(lambda one: replace(one, joint="renamed") if one.joint else one).empty


def test_rooms_see_what_came_and_what_went() -> None:
    seen = found(changing("b/5", room="m1"))
    assert kinds(seen.concerning(Filter(rooms=("m2",)))) == {"b/5": ("dropped",)}
    assert kinds(seen.concerning(Filter(rooms=("m1",)))) == {"b/5": ("new",)}
    assert kinds(seen.concerning(Filter(rooms=("m1", "m2")))) == {"b/5": ("room",)}


def test_only_those_are_concerned_who_follow_what_changed() -> None:
    seen = found(changing("a/2/2", end=monday(12)))
    assert seen.audiences() == {"bodies": {"a": 1}, "rooms": {"m1": 1}, "delegations": {}, "officers": {"chair": 1}}
    assert seen.concerning(Filter(delegations=("x",))).empty
    assert kinds(seen.concerning(Filter(officers=("chair",), rooms=("m1",)))) == {"a/2": ("longer",)}
    assert seen.concerning(Filter(officers=("chair",), rooms=("m2",))).empty


def test_of_an_item_in_parts_those_rooms_are_concerned_whose_part_changed() -> None:
    apart = Programme(tuple(map(changing("a/2/2", room="m2"), OLD.segments)))
    longer = Programme(tuple(map(changing("a/2/2", end=monday(12)), apart.segments)))
    assert only(changes(apart, SCENARIO, longer, SCENARIO)).rooms == ("m2",)


def test_at_the_same_time_changes_stand_as_the_scenario_lists_bodies() -> None:
    turned = Scenario.model_validate({**WEEK, "bodies": WEEK["bodies"][::-1]})  # type: ignore[index]
    new = Programme(tuple(later(one) if one.id in ("a/1(a)/1", "b/5/1") else one for one in OLD.segments))
    assert list(kinds(changes(OLD, turned, new, turned))) == ["b/5", "a/1(a)"]


def test_whoever_follows_one_body_of_a_joint_session_is_concerned_by_all_its_items() -> None:
    assert only(
        found(lambda one: later(one) if one.joint else one).concerning(Filter(delegations=("y",)))
    ).id.startswith("joint")


def test_who_followed_is_asked_of_the_old_scenario_and_who_follows_of_the_new() -> None:
    new = Scenario.model_validate(
        {**WEEK, "delegations": [{"id": "z", "size": 1, "follows": ["b"]}, {"id": "x", "size": 2, "follows": ["c"]}]}
    )
    moved = Programme(tuple(later(one) if one.ref == "b/5" else one for one in OLD.segments))
    seen = changes(OLD, SCENARIO, moved, new)
    assert only(seen).delegations == ("z", "y")
    assert kinds(seen.concerning(Filter(delegations=("y",)))) == {"b/5": ("dropped",)}
    assert kinds(seen.concerning(Filter(delegations=("z",)))) == {"b/5": ("new",)}
    assert seen.concerning(Filter(delegations=("x",))).empty
    with pytest.raises(InputError, match="nobody"):
        seen.concerning(Filter(delegations=("nobody",)))


def test_an_hour_later_in_the_night_in_which_clocks_are_set_back_is_a_move() -> None:
    two = at("2012-10-28T02:00")
    first = Segment("a", "2", two, two.replace(fold=1))
    second = Segment("a", "2", two.replace(fold=1), at("2012-10-28T03:00"))
    assert kinds(changes(Programme((first,)), SCENARIO, Programme((second,)), SCENARIO)) == {"a/2": ("moved",)}


def test_an_item_that_stands_twice_in_a_programme_by_hand_loses_neither() -> None:
    twice = Programme((*OLD.segments, replace(EXTRADITION, start=monday(9), end=monday(10))))
    assert kinds(changes(twice, SCENARIO, OLD, SCENARIO)) == {"b/5": ("shorter", "merged")}


def test_in_a_first_release_all_is_new() -> None:
    seen = changes(None, None, OLD, SCENARIO)
    assert seen.first
    assert set(kinds(seen).values()) == {("new",)}
    assert seen.audiences()["bodies"] == {"a": 4, "b": 2, "c": 1}
    assert seen.as_dict()["moves"] == []
    assert changes(None, None, Programme(()), SCENARIO).empty


def test_as_json() -> None:
    told = found(changing("b/5", room="m1")).as_dict()
    times = {"start": "2012-10-26T10:00:00+02:00", "end": "2012-10-26T12:00:00+02:00"}
    assert json.loads(json.dumps(told)) == {
        "first": False,
        "moves": [
            {
                "id": "b/5",
                "kinds": ["room"],
                "old": [{"id": "b/5/1", **times, "room": "m2"}],
                "new": [{"id": "b/5/1", **times, "room": "m1"}],
                "joined": [],
                "left": [],
                "bodies": ["b"],
                "delegations": ["y"],
                "officers": ["expert"],
                "rooms": ["m1", "m2"],
            }
        ],
        "audiences": {
            "bodies": {"b": 1},
            "rooms": {"m1": 1, "m2": 1},
            "delegations": {"y": 1},
            "officers": {"expert": 1},
        },
    }  # fmt: skip


def held(segments: Iterable[Segment]) -> Counter[tuple[Any, ...]]:
    """Segments as the calendar knows them, and what each is."""
    return Counter(
        (one.body, one.item, one.joint, one.id, one.start.timestamp(), one.end.timestamp(), one.room)
        for one in segments
    )


@settings(deadline=None)
@given(revised())
def test_the_old_programme_with_its_changes_is_the_new_one(pair: tuple[Programme, Programme]) -> None:
    """But for a body that attends a joint session as before, with items of its own now or without them."""
    old, new = pair
    seen = changes(old, SCENARIO, new, SCENARIO)
    was, now = held(old.segments), held(new.segments)
    gone = held(one for move in seen.moves for one in move.old)
    come = held(one for move in seen.moves for one in move.new)
    assert gone <= was
    assert come <= now
    made = was - gone + come
    sessions = [{(one.body, one.joint) for one in side.segments} for side in (old, new)]
    for body, item, joint, *_ in (made - now) + (now - made):
        assert item is None
        assert all((body, joint) in side for side in sessions)
    assert all(move.kinds and move.old != move.new for move in seen.moves)


@settings(deadline=None)
@given(programmes())
def test_a_programme_does_not_differ_from_itself(programme: Programme) -> None:
    assert changes(programme, SCENARIO, programme, SCENARIO).empty


@settings(deadline=None)
@given(revised())
def test_whoever_is_counted_sees_what_was_counted(pair: tuple[Programme, Programme]) -> None:
    old, new = pair
    seen = changes(old, SCENARIO, new, SCENARIO)
    assert seen.concerning(EVERYTHING) == seen
    for kind, counted in seen.audiences().items():
        for one in (one.id for one in getattr(SCENARIO, kind)):
            part = seen.concerning(Filter(**{kind: (one,)}))
            assert len(part.moves) == counted.get(one, 0), (kind, one)
            assert part.concerning(Filter(**{kind: (one,)})).moves == part.moves
    assert [kind.name for kind in fields(Filter)] == list(seen.audiences())
