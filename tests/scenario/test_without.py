"""`--without kind:id`: the thing is gone, and nothing that is left names it."""

from __future__ import annotations

import random
from typing import Any

import pytest

from session_planner import loading
from session_planner.errors import InputError
from session_planner.scenario.model import Scenario
from session_planner.scenario.overlay import overlaid
from session_planner.scenario.places import Source
from session_planner.scenario.reading import whole
from tests.cli.calling import SCENARIOS
from tests.scenario.marked import source_of

WEEK = """\
format: 1
title: Week
timezone: Europe/Vienna
days: [{date: 2012-10-17, sittings: [10:00-13:00, 15:00-18:00]}]
decisions: [{id: bureau}, {id: rules}]
holidays: [{id: feast, date: 2012-10-18, source: rules}]
rooms: [{id: A}, {id: B, unavailable: [{when: 2012-10-17 15:00-18:00, source: bureau}]}]
bodies:
  - id: ta
    agenda:
      - number: 1
        items:
          - {number: a, duration: 15 min}
          - {number: b, items: [{number: b.1, duration: 15 min}]}
      - {number: 2, duration: 30 min, start: 2012-10-17T11:00, earliest: 2012-10-17T10:00, source: bureau}
      - {number: 3, duration: 30 min, latest: 2012-10-17T18:00}
  - {id: ic, agenda: [{number: 1, duration: 30 min}, {number: 2, duration: 30 min}]}
  - {id: fin, agenda: [{number: 1, duration: 30 min}]}
joint_sessions:
  - {id: trade, bodies: [ta, ic], items: {ta: [3], ic: [1]}, start: 2012-10-17T15:00, source: bureau}
  - {id: all, bodies: [ta, ic, fin], items: {ic: [2], fin: [1]}, after: [trade]}
documents: [{symbol: D/1, items: [ta/1(a), ic/1], notice: 1 h, source: bureau}, {symbols: [E/1, E/2], items: [ta]}]
interpretation: {teams: [{id: t, a_day: 2, source: rules}]}
delegations: [{id: X, size: 1, follows: [ta, ic/1, joint:trade]}]
officers: [{id: chair, serves: [ta/1, fin]}]
precedences: [{id: p, before: ta/1, after: ic/1}, {before: ta/2, after: joint:all, source: bureau}]
parallel_limits: [{id: two, most: 1, bodies: [ta, ic], source: rules}, {id: one, most: 1, bodies: [ic]}]
place_costs:
  - {id: afternoon, of: [ta, ic/1], windows: [2012-10-17 15:00-18:00], rooms: [A, B], cost: 2, source: rules}
  - {id: far, rooms: [B], cost: 1}
  - {of: [joint:trade], cost: 3}
kept_apart:
  - {id: three, of: [ta, ic, fin/1], cost: 1}
  - {id: pair, of: [ta/2, ic/1], cost: 4, by: moment, source: rules}
rules: {agenda-order: {kind: hard, source: rules}, few-splits: {weight: 3}}
locks: [{id: room, item: ta/2, room: A}, {id: both, item: joint:trade, start: 2012-10-17T15:00, room: A}]
replan:
  published:
    - {item: joint:trade, start: 2012-10-17T15:00, end: 2012-10-17T15:30}
    - {item: ta/2, start: 2012-10-17T11:00, end: 2012-10-17T11:30, room: A, source: bureau}
"""


def without(*things: str) -> Scenario:
    """The week without these; everything that is left must validate."""
    return whole(overlaid(source_of(WEEK), None, [f"-{thing}" for thing in things]))


def left(*things: str) -> Source:
    return overlaid(source_of(WEEK), None, [f"-{thing}" for thing in things])


def refused(*given: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        overlaid(source_of(WEEK), None, given)
    return [str(mistake) for mistake in caught.value.mistakes]


def ids(entries: Any) -> list[str]:
    return [one.id for one in entries]


@pytest.mark.parametrize(
    ("thing", "section", "names"),
    [
        ("lock:room", "locks", ["both"]),
        ("delegation:X", "delegations", []),
        ("officer:chair", "officers", []),
        ("holiday:feast", "holidays", []),
        ("parallel-limit:two", "parallel_limits", ["one"]),
        ("precedence:p", "precedences", [None]),
        ("precedence:ta/2>joint:all", "precedences", ["p"]),
    ],
)
def test_what_nothing_else_names_goes_alone(thing: str, section: str, names: list[str]) -> None:
    whole_week, rest = whole(source_of(WEEK)), without(thing)
    assert ids(getattr(rest, section)) == names
    others = set(Scenario.model_fields) - {section}
    assert rest.model_dump(include=others) == whole_week.model_dump(include=others)


def test_teams_and_documents_by_any_of_their_symbols() -> None:
    assert without("team:t").interpretation.teams == ()
    assert [one.name for one in without("document:E/2").documents] == ["D/1"]


def test_a_body_goes_from_all_that_names_it() -> None:
    rest = without("body:ic")
    assert ids(rest.bodies) == ["ta", "fin"]
    assert ids(rest.joint_sessions) == ["all"]  # `trade` had two bodies
    assert rest.joint_sessions[0].bodies == ("ta", "fin")
    assert (rest.joint_sessions[0].items, rest.joint_sessions[0].after) == ({"fin": ("1",)}, ())
    assert rest.documents[0].items == ("ta/1(a)",)
    assert rest.delegations[0].follows == ("ta",)
    assert [one.before for one in rest.precedences] == ["ta/2"]
    # A limit of that body alone would hold for all bodies, were its list only emptied.
    assert [(one.id, one.bodies) for one in rest.parallel_limits] == [("two", ("ta",))]
    assert ids(rest.locks) == ["room"]
    assert [one.item for one in rest.replan.published] == ["ta/2"]


def test_a_joint_session_gives_its_items_back_to_their_bodies() -> None:
    rest = without("joint:trade")
    assert [item.number for item in rest.bodies[0].agenda] == ["1", "2", "3"]
    assert rest.joint_sessions[0].after == ()
    assert rest.delegations[0].follows == ("ta", "ic/1")
    assert ids(rest.locks) == ["room"]


def test_an_item_takes_its_heading_with_it_when_it_was_the_last() -> None:
    assert [item.number for item in without("item:ta/1(a)").bodies[0].agenda[0].items] == ["1(b)"]
    assert [item.number for item in without("item:ta/b.1").bodies[0].agenda[0].items] == ["1(a)"]
    rest = without("item:ta/1(a)", "item:ta/b.1")
    assert [item.number for item in rest.bodies[0].agenda] == ["2", "3"]
    assert rest.officers[0].serves == ("fin",)
    assert ids(rest.precedences) == [None]
    assert without("item:ta/1").model_dump() == rest.model_dump()


def test_a_joint_session_without_items_is_none() -> None:
    assert without("item:ta/3").joint_sessions[0].items == {"ic": ("1",)}
    rest = without("item:ta/3", "item:ic/1")
    assert ids(rest.joint_sessions) == ["all"]
    assert ids(rest.locks) == ["room"]


def test_a_joint_session_keeps_the_items_that_are_left_and_one_with_a_duration_needs_none() -> None:
    both = overlaid(source_of(WEEK), None, ["joint_sessions.trade.items.ta=[2, 3]", "-item:ta/2"])
    assert [str(number) for number in both.data["joint_sessions"][0]["items"]["ta"]] == ["3"]
    lasting = ("joint_sessions.all.duration=1 h", "-item:ic/2", "-item:fin/1")
    assert [one["id"] for one in overlaid(source_of(WEEK), None, lasting).data["joint_sessions"]] == ["trade", "all"]
    for without_items in ("joint_sessions.all.items={}", "joint_sessions.all.items="):
        rest = overlaid(source_of(WEEK), None, ["joint_sessions.all.duration=1 h", without_items, "-item:ta/2"])
        assert [one["id"] for one in rest.data["joint_sessions"]] == ["trade", "all"]


def test_a_room_leaves_locks_that_hold_something_else() -> None:
    rest = without("room:A")
    assert ids(rest.rooms) == ["B"]
    assert [(one.id, one.room) for one in rest.locks] == [("both", None)]
    assert rest.replan.published[1].room == "A"


def test_a_decision_takes_with_it_what_rests_on_it() -> None:
    rest = without("decision:bureau")
    assert ids(rest.decisions) == ["rules"]
    item = rest.bodies[0].agenda[1]
    assert (item.number, item.start, item.earliest, item.source) == ("2", None, None, None)
    assert rest.bodies[0].agenda[2].latest is not None
    joint = rest.joint_sessions[0]
    assert (joint.start, joint.source, joint.bodies) == (None, None, ("ta", "ic"))
    assert ids(rest.precedences) == ["p"]
    assert rest.rooms[1].unavailable == ()
    assert rest.documents[0].notice == 0
    assert (rest.replan.published[1].room, rest.replan.published[1].source) == ("A", None)


def test_a_decision_on_limits_and_rules_leaves_the_rules_as_they_are_by_default() -> None:
    rest = without("decision:rules")
    assert set(rest.rules) == {"few-splits"}
    assert ids(rest.parallel_limits) == ["one"]
    assert rest.holidays == ()
    assert rest.interpretation.teams[0].a_day is None
    assert rest.joint_sessions[0].start is not None


def test_a_rule_is_switched_off() -> None:
    rules = without("rule:agenda-order", "rule:few-splits", "rule:even-load").rules
    assert {name: setting.kind for name, setting in rules.items()} == {
        "agenda-order": "off",
        "few-splits": "off",
        "even-load": "off",
    }


def test_a_path_is_taken_away_too() -> None:
    assert without("bodies.ta.agenda.2.start").bodies[0].agenda[1].start is None
    assert [one["id"] for one in left("days.2012-10-17.sittings.15:00-18:00", "rooms.B").data["rooms"]] == ["A"]


def test_changes_are_made_in_their_order_and_the_rest_keeps_its_place() -> None:
    source = overlaid(source_of(WEEK), None, ["-room:A", "rooms.B.capacity=9", "-officer:chair"])
    assert source.data["rooms"][0]["capacity"] == 9
    assert source.place(("rooms", 0, "id")) == (7, 23)
    assert str(source.mistake(("rooms", 0, "capacity"), "wrong")) == "--set rooms.B.capacity=9: wrong"
    assert refused("-room:A", "rooms.A.capacity=9") == [
        "--set rooms.A.capacity=9: `rooms.A.capacity`: there is no `A`; there are B"
    ]


@pytest.mark.parametrize(
    ("thing", "costs", "apart"),
    [
        ("body:ic", [("ta",), ()], [("ta", "fin/1")]),
        ("body:ta", [("ic/1",), ()], [("ic", "fin/1")]),
        ("item:fin/1", [("ta", "ic/1"), (), ("joint:trade",)], [("ta", "ic"), ("ta/2", "ic/1")]),
        ("joint:trade", [("ta", "ic/1"), ()], [("ta", "ic", "fin/1"), ("ta/2", "ic/1")]),
        ("decision:rules", [(), ("joint:trade",)], [("ta", "ic", "fin/1")]),
        ("place-cost:afternoon", [(), ("joint:trade",)], [("ta", "ic", "fin/1"), ("ta/2", "ic/1")]),
        ("kept-apart:three", [("ta", "ic/1"), (), ("joint:trade",)], [("ta/2", "ic/1")]),
    ],
)
def test_costs_lose_what_is_gone_and_go_where_nothing_is_left_of_them(
    thing: str, costs: list[tuple[str, ...]], apart: list[tuple[str, ...]]
) -> None:
    rest = without(thing)
    assert [one.of for one in rest.place_costs] == costs
    assert [one.of for one in rest.kept_apart] == apart


def test_a_cost_of_a_room_alone_goes_with_it() -> None:
    rest = without("room:B")
    assert [(one.id, one.rooms) for one in rest.place_costs] == [("afternoon", ("A",)), (None, ())]


def test_what_is_not_there_is_told_with_the_nearest_name_all_at_once() -> None:
    kinds = (
        "write a path, or one of body, decision, delegation, document, holiday, joint, kept-apart, lock, officer, "
        "parallel-limit, place-cost, precedence, room, team, item, rule, a colon and an id"
    )
    assert sorted(refused("-lock:rooom", "-body:tb", "-item:ta/4", "-lok:room", "-", "-rooms.C")) == [
        f"--without : `` is nothing to take away; {kinds}",
        "--without body:tb: `body:tb`: there is no `tb`; there are ta, ic, fin",
        "--without item:ta/4: `item:ta/4`: there is no `ta/4`; did you mean `ta/3`?",
        "--without lock:rooom: `lock:rooom`: there is no `rooom`; did you mean `room`?",
        f"--without lok:room: `lok:room` is nothing to take away; {kinds}; did you mean `lock:`?",
        "--without rooms.C: `rooms.C`: there is no `C`; there are A, B",
    ]


def test_every_thing_of_every_shipped_scenario_can_be_taken_away() -> None:
    """What is left has no mistake, except that a session may be left without any body."""
    taken = 0
    for path in sorted(SCENARIOS.rglob("*.yaml")):
        scenario = loading.load(path)
        things = [f"body:{one.id}" for one in scenario.bodies if len(scenario.bodies) > 1]
        for kind, entries in (
            ("joint", scenario.joint_sessions), ("room", scenario.rooms), ("decision", scenario.decisions),
            ("delegation", scenario.delegations), ("officer", scenario.officers), ("lock", scenario.locks),
            ("holiday", scenario.holidays), ("team", scenario.interpretation.teams),
            ("parallel-limit", scenario.parallel_limits), ("kept-apart", scenario.kept_apart),
        ):  # fmt: skip
            things += [f"{kind}:{one.id}" for one in entries]
        for thing in things:
            rest = loading.load(path, None, [f"-{thing}"])
            assert rest != scenario
            taken += 1
    assert taken > 100


def test_whatever_is_taken_away_together_nothing_that_is_left_names_it() -> None:
    """Two hundred random sets of things: what a second wish no longer finds went with a first one, and nothing else."""
    chance = random.Random(2012)
    things = (
        "body:ta", "body:ic", "body:fin", "joint:trade", "joint:all", "item:ta/1", "item:ta/1(a)", "item:ta/b.1",
        "item:ta/3", "item:ic/1", "item:ic/2", "item:fin/1", "room:A", "room:B", "decision:bureau", "decision:rules",
        "delegation:X", "officer:chair", "lock:room", "lock:both", "precedence:p", "parallel-limit:two", "team:t",
        "place-cost:afternoon", "place-cost:far", "kept-apart:three", "kept-apart:pair",
        "holiday:feast", "document:E/1", "rule:few-splits",
    )  # fmt: skip
    whole_ones = 0
    refused_then: list[str] = []
    for _ in range(200):
        left_over = source_of(WEEK)
        for thing in chance.sample(things, 4):
            try:
                left_over = overlaid(left_over, None, [f"-{thing}"])
            except InputError as error:
                refused_then += [mistake.text() for mistake in error.mistakes]
        data: Any = left_over.data
        if data["bodies"]:
            assert whole(left_over)
            whole_ones += 1
    assert whole_ones > 150
    assert refused_then
    assert all("there is no" in said for said in refused_then)
