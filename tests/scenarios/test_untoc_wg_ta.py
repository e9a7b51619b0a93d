"""The working group of 2012: the annex comes from the rules, and each variant has its answer reasoned out by hand.

Minutes, as the scenario assumes them: 1(a) 15, 1(b) 30, 2 60, 3 60, 4 75, 5 60, 6 60, 7 75, 8 30. Sittings hold 180:
Wednesday 17 October 10:00 (A) and 15:00 (B), Thursday 18 October 10:00 (C). The joint session is items 6 and 7: 135.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from session_planner.checker import check
from session_planner.loading import load
from session_planner.scenario.contradictions import contradictions
from tests.scenarios.shipped import (
    DATA,
    SCENARIOS,
    cheapest,
    conflicts,
    cost,
    explained,
    programme,
    scenario,
    sittings,
    ways_out,
)

NAME = "untoc-wg-ta-2012"
A, B, C = "2012-10-17T10:00", "2012-10-17T15:00", "2012-10-18T10:00"
GOLD = json.loads((DATA / "untoc-2012" / "agenda-fr.gold.json").read_text("utf-8"))


def test_the_annex_comes_from_the_rules() -> None:
    """C is the joint discussion's, and joint sittings hold joint items alone: seven items of 330 minutes share A and B.

    8 must then stand before 6: one pair in the other order, and no more if the rest keep the agenda's order. In
    that order 1(a) 1(b) 2 3 are 165 minutes, 4 does not fit into the 15 that are left of A, and 4 5 8 are 165. Were
    3 moved to B, that would hold 225. So this is the one best programme, the annex.
    """
    found = programme(scenario(NAME))
    assert found.status == "optimal"
    assert sittings(found, "wg-ta") == {A: ["1(a)", "1(b)", "2", "3"], B: ["4", "5", "8"], C: ["6", "7"]}
    assert sittings(found, "wg-ta") == {f"{one['date']}T{one['start']}": one["items"] for one in GOLD["meetings"]}
    assert sittings(found, "wg-ic") == {C: ["joint:cultural-property"]}
    assert cost(found, "agenda-order") == 10
    assert [tier.bound for tier in found.tiers] == [tier.objective for tier in found.tiers]


def test_nothing_is_locked_or_ordered_by_hand() -> None:
    """The answer may rest on the rules' defaults, the opening's hour and the bureau's decision alone."""
    found = scenario(NAME)
    assert (len(found.locks), len(found.precedences), len(found.parallel_limits)) == (0, 0, 0)
    assert found.rules == {}
    assert [joint.source for joint in found.joint_sessions] == ["bureau-2012-02-15"]
    timed = [item.number for item in found.bodies[0].agenda[0].items if item.start or item.windows or item.preferred]
    assert timed == ["1(a)"]
    later = found.bodies[0].agenda[1:]
    assert not any(item.start or item.earliest or item.latest or item.windows or item.preferred for item in later)


def test_without_the_order_of_the_agenda_another_programme_is_as_good() -> None:
    """1(a) 1(b) 4 5 (180) in A, 2 3 8 (150) in B: as many sittings, as early an end; only the order speaks against it.

    2 and 3 each stand after 4 and 5 (4 pairs), and 8 before the joint session (1 pair).
    """
    usual, free = scenario(NAME), scenario(NAME, None, "rules.agenda-order=off")
    best = programme(usual)
    moved = {"4": (A, 45), "5": (A, 120), "2": (B, 0), "3": (B, 60), "8": (B, 120)}
    opens = {one.sitting: one.start for one in best.segments if one.item in ("1(a)", "4")}
    segments = []
    for one in best.segments:
        if one.item in moved:
            sitting, minutes = moved[one.item]
            start = opens[sitting] + dt.timedelta(minutes=minutes)
            one = replace(one, sitting=sitting, start=start, end=start + (one.end - one.start))
        segments.append(one)
    other = replace(best, segments=tuple(segments))
    report = check(other, usual)
    assert report.clean
    assert {one.rule: one.cost for one in report.costs}["agenda-order"] == 50
    without = check(other, free)
    assert without.clean
    assert sum(one.cost for one in without.costs) == programme(free).objective


def test_titles_and_documents_are_those_of_the_source() -> None:
    """Every French title of the agenda, and of the annex where it differs; every symbol with the items it serves."""
    found = scenario(NAME)
    body = found.bodies[0]
    leaves = [leaf for item in body.agenda for leaf in (item, *item.items)]
    gold = [leaf for item in GOLD["items"] for leaf in (item, *item.get("sub_items", ()))]
    titles = {one["number"]: one["title"] for one in gold}
    assert {one.number: one.title and one.title["fr"] for one in leaves} == titles
    rows = [row for row in GOLD["organization_of_work"] if not row["title_same_as_agenda"]]
    annex = {row["item"]: row["title_in_annex"] for row in rows}
    assert {one.number: one.programme_title["fr"] for one in leaves if one.programme_title} == annex
    assert body.called["fr"] == GOLD["body"]
    documents = {one.name: (one.title and one.title["fr"], list(one.items)) for one in found.documents}
    assert documents == {
        one["symbol"]: (one["title"], [f"wg-ta/{item}" for item in one["items"]]) for one in GOLD["documents"]
    }
    assert all(one.out is None for one in found.documents)


def test_without_the_joint_discussion_the_agenda_order_holds() -> None:
    """165 minutes of 1(a) to 3 in A; 4 and 5 (135) in B, where 6 does not fit; 6 7 8 (165) in C. Order costs nothing.

    No other cut keeps the order: 5 in C would make that 225, 3 in B would make that 195, or move 5 on to C.
    """
    found = programme(scenario(NAME, "no-joint"))
    assert found.status == "optimal"
    assert sittings(found, "wg-ta") == {A: ["1(a)", "1(b)", "2", "3"], B: ["4", "5"], C: ["6", "7", "8"]}
    assert cost(found, "agenda-order") == 0
    assert sittings(found, "wg-ic") == {}


def test_the_joint_discussion_on_the_afternoon_of_the_17th() -> None:
    """B is the joint discussion's. A has 135 minutes after 1(a) and 1(b); of the rest, what stands before 6 costs in C.

    Of 2 (60), 3 (60), 4 (75), 5 (60) two at most fit into A, so at least two come after the joint session: two
    pairs, and only 2 and 3 in A add no pair among themselves. 8 in A would add one more. C: 4 5 8, 165 minutes.
    """
    found = programme(scenario(NAME, "joint-on-17"))
    assert found.status == "optimal"
    assert sittings(found, "wg-ta") == {A: ["1(a)", "1(b)", "2", "3"], B: ["6", "7"], C: ["4", "5", "8"]}
    assert sittings(found, "wg-ic") == {B: ["joint:cultural-property"]}
    assert cost(found, "agenda-order") == 20


def test_a_second_group_that_comes_too_late() -> None:
    """The groups share no sitting, so whatever the bureau decided, they cannot have the session together.

    Either body's need of it makes one conflict: placed for one, it is placed for the other at the same time. Ways
    out: each for itself, or not at all. It shows before any solver starts, too.
    """
    late = scenario(NAME, "second-group-late")
    assert [one.path for one in contradictions(late)] == ["joint_sessions[0].bodies"]
    found = explained(late)
    together = "joint-together[cultural-property, wg-ic]"
    mine, theirs = (f"within-sitting[{body}/joint:cultural-property]" for body in ("wg-ta", "wg-ic"))
    assert conflicts(found) == {frozenset({together, mine}), frozenset({together, theirs})}
    given_up = {frozenset(parts) for _, parts in ways_out(found)}
    assert given_up == {frozenset({together}), frozenset({mine, theirs})}


def test_item_5_an_hour_longer() -> None:
    """Seven items of 390 minutes for A and B, which hold 360: C is the joint discussion's, whenever that is.

    1(a) is no part of a conflict: the other six, 375 minutes, are too much by themselves. With any one of them left
    out, 1(a) and the rest fit: 5 and 2 fill one sitting (or 5 and 3, or no sitting needs filling without 5), and the
    others are 180 at most. So each of the six is in every conflict, with the rule that the group takes up one thing
    at a time, the rule that joint sittings hold joint items alone, and the need to hold the session: wg-ta's own, or
    wg-ic's with the rule that it is held together. The bureau's hour has no part in it. Least is asked by letting an
    own item into the joint sitting: 8 fits there, and the other six fill A and B.
    """
    found = explained(scenario(NAME, "item-5-longer"))
    six = {f"within-sitting[wg-ta/{number}]" for number in ("1(b)", "2", "3", "4", "5", "8")}
    always = {*six, "body-one-at-a-time[wg-ta]", "joint-only[cultural-property, wg-ta]"}
    mine, theirs = (f"within-sitting[{body}/joint:cultural-property]" for body in ("wg-ta", "wg-ic"))
    together = "joint-together[cultural-property, wg-ic]"
    assert conflicts(found) == {frozenset({*always, mine}), frozenset({*always, theirs, together})}
    assert cheapest(found) == [{"joint-only[cultural-property, wg-ta]"}]
    assert {frozenset({one}) for one in six} <= {frozenset(given_up) for _, given_up in ways_out(found)}
    assert all(way.programme is not None for way in found.ways)


@pytest.mark.parametrize("file", sorted(SCENARIOS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_scenario_and_variant_loads_clean(file: Path) -> None:
    """Not a mistake in any of them, nor in any of their variants."""
    whole = load(file)
    assert whole.id == file.stem
    assert {load(file, variant.id).id for variant in whole.variants} <= {file.stem}
