"""Replanning: the cases of the 2012 week, reasoned out by hand; the past; a move back; each kind of event solved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from session_planner.checker import check
from session_planner.loading import load
from session_planner.planning import explain
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.studies.replanning.replan import Replanned, replan
from tests.scenarios.shipped import SCENARIOS
from tests.studies.session import DAY, NEXT, PLAN, SESSION, counted, programme, scenario, told

CASE = SCENARIOS / "untoc-wg-ta-2012.yaml"
ROOMS = ["rooms=[{id: C, title: Conference room C}, {id: D, title: Conference room D}]"]

# The annex of 2012 with the durations that the scenario assumes.
#   Wed 10:00-13:00   1(a) 10:00-10:15   1(b) -10:45   2 -11:45   3 -12:45   (15 minutes free)
#   Wed 15:00-18:00   4 15:00-16:15   5 -17:15   8 -17:45                    (15 minutes free)
#   Thu 10:00-13:00   the joint discussion, 6 10:00-11:00 and 7 -12:15       (45 minutes free, for joint items alone)
ANNEX = (
    "wg-ta/1(a) 17 10:00-10:15 -",
    "wg-ta/1(b) 17 10:15-10:45 -",
    "wg-ta/2 17 10:45-11:45 -",
    "wg-ta/3 17 11:45-12:45 -",
    "wg-ta/4 17 15:00-16:15 -",
    "wg-ta/5 17 16:15-17:15 -",
    "wg-ta/8 17 17:15-17:45 -",
    "wg-ta/6 18 10:00-11:00 - cultural-property",
    "wg-ta/7 18 11:00-12:15 - cultural-property",
    "wg-ic/- 18 10:00-12:15 - cultural-property",
)


def control() -> Control:
    return Control(60, 1)


def of_2012(*events: str, now: str | None = None, variant: str | None = None, sets: Sequence[str] = ()) -> Replanned:
    """The week of 2012 replanned from its annex; where there are rooms, all of it was published for room D."""
    whole, was = load(CASE, variant, sets), load(CASE, None, sets)
    annex = [line.replace(" - ", " D ").removesuffix(" -") + (" D" if line.endswith(" -") else "") for line in ANNEX]
    out = programme(was, *(annex if was.rooms else ANNEX))
    return replan(whole, out, events, dt.datetime.fromisoformat(now) if now else None, control=control(), was=was)


def moved(result: Replanned) -> dict[str, str]:
    """What changed, and when it begins now: by item or joint session, day and hour."""
    assert result.changes is not None
    return {one.id: f"{one.new[0].start:%d %H:%M}" for one in result.changes.moves}


# -- the week of 2012 --------------------------------------------------------------------------------------------------


def test_the_joint_discussion_an_hour_later_has_no_place() -> None:
    # It takes 2 h 15 min: from 11:00 to 13:15, and the sittings of both groups end at 13:00. No other rule is needed.
    found = of_2012("joint session cultural-property moved by the bureau to 18 October 11:00")
    assert found.outcome.impossible
    reasons = explain(found.scenario, control())
    parts = [{part.id for part in conflict.instances} for conflict in reasons.reasons.conflicts]
    assert {"joint-when[cultural-property, start]", "within-sitting[wg-ta/joint:cultural-property]"} in parts
    sentences = [one.words.told("en") for told in reasons.told for one in told]
    assert any(one.startswith("Bureau decided: Joint discussion") for one in sentences)


def test_the_joint_discussion_an_hour_later_where_the_sittings_go_on_moves_it_alone() -> None:
    # With both sittings of Thursday until 14:00, nothing else stands in its way: one session moved, by 60 minutes.
    found = of_2012(
        "sitting cancelled 18 October 10:00",
        "sitting added 18 October 10:00-14:00 of wg-ta",
        "sitting added 18 October 10:00-14:00 of wg-ic",
        "joint session cultural-property moved by the bureau to 18 October 11:00",
    )
    assert moved(found) == {"joint:cultural-property": "18 11:00"}
    assert counted(found) == (0, 1, 60, 0)


def test_the_joint_discussion_on_the_day_before_changes_places_with_the_afternoon() -> None:
    # It takes the whole afternoon of Wednesday, since a joint sitting holds joint items alone. Items 4, 5 and 8
    # (2 h 45 min) find 15 minutes free in the morning, so that all three go to Thursday morning, which is free now.
    # Four things move. Least minutes: the shortest first, since each waits for those before it: 8 at 10:00, 5 at 10:30,
    # 4 at 11:30; 16 h 45 min, 18 h 15 min and 20 h 30 min from where they were, and the session 19 h earlier.
    found = of_2012(variant="joint-on-17")
    assert moved(found) == {
        "joint:cultural-property": "17 15:00",
        "wg-ta/8": "18 10:00",
        "wg-ta/5": "18 10:30",
        "wg-ta/4": "18 11:30",
    }
    assert counted(found) == (0, 4, 1005 + 1095 + 1230 + 1140, 0)


def test_without_the_second_group_nothing_moves() -> None:
    # Items 6 and 7 are the group's own, and may stay where they are: the sitting of Thursday holds them as before.
    found = of_2012(variant="no-joint")
    assert counted(found) == (0, 0, 0, 0)
    assert [one for one in told(found) if "18 " in one] == ["wg-ta/6 18 10:00-11:00 -", "wg-ta/7 18 11:00-12:15 -"]
    assert found.changes is not None
    assert {kind for one in found.changes.moves for kind in one.kinds} == {"partners"}


def test_item_3_overran_50_minutes_and_there_is_no_time_left() -> None:
    # At 12:10 item 3 is under way until 13:00, and 35 of its 110 minutes are left. The afternoon has 15 minutes free,
    # and Thursday is the joint discussion's alone: there is no place for 35 minutes, nor for anything put out by them.
    found = of_2012("item 3 overran 50 min", now=f"{DAY}T12:10")
    assert found.outcome.impossible
    assert [one.item for one in found.scenario.replan.held] == ["wg-ta/1(a)", "wg-ta/1(b)", "wg-ta/2", "wg-ta/3"]
    under_way = found.scenario.replan.held[-1]
    assert (f"{under_way.start:%H:%M}", f"{under_way.end:%H:%M}", under_way.over) == ("11:45", "13:00", False)


def test_item_3_overran_50_minutes_and_the_rest_of_it_goes_into_a_sitting_more() -> None:
    # With a sitting on Thursday afternoon nothing needs to move: the 35 minutes are a second part there.
    found = of_2012("item 3 overran 50 min", "sitting added 18 October 15:00-18:00 of wg-ta", now=f"{DAY}T12:10")
    assert counted(found) == (0, 0, 0, 0)
    assert [one for one in told(found) if "wg-ta/3" in one] == [
        "wg-ta/3#1 17 11:45-13:00 -",
        "wg-ta/3#2 18 15:00-15:35 -",
    ]
    assert set(moved(found)) == {"wg-ta/3"}


def test_item_3_overran_30_minutes_and_the_rest_of_it_ends_the_afternoon() -> None:
    # 15 minutes are left of it, and 17:45 to 18:00 is free: nothing moves.
    found = of_2012("item 3 overran 30 min", now=f"{DAY}T12:10")
    assert counted(found) == (0, 0, 0, 0)
    assert "wg-ta/3#2 17 17:45-18:00 -" in told(found)


def test_the_room_lost_for_the_afternoon_is_changed_and_no_time_is() -> None:
    # Room C is free: the afternoon's three items go there at their hours.
    found = of_2012("room D lost from 15:00 until 18:00", now=f"{DAY}T12:10", sets=ROOMS)
    assert counted(found) == (0, 0, 0, 3)
    assert [one for one in told(found) if one.endswith("C")] == [
        "wg-ta/4 17 15:00-16:15 C",
        "wg-ta/5 17 16:15-17:15 C",
        "wg-ta/8 17 17:15-17:45 C",
    ]


def test_the_only_room_lost_for_the_afternoon_leaves_no_place() -> None:
    # 2 h 45 min are homeless; there are 15 minutes on Wednesday morning and a sitting for joint items alone.
    found = of_2012("room D lost from 15:00 until 18:00", now=f"{DAY}T12:10", sets=["rooms=[{id: D}]"])
    assert found.outcome.impossible


# -- the small session -------------------------------------------------------------------------------------------------


def small(
    *events: str, now: str | None = f"{DAY}T11:20", before: tuple[str, ...] | None = None, whole: Scenario | None = None
) -> Replanned:
    whole = whole or scenario()
    earlier = programme(whole, *before) if before else None
    moment = dt.datetime.fromisoformat(now) if now else None
    return replan(whole, programme(whole, *PLAN), events, moment, earlier, control())


def test_nothing_happened_and_nothing_changes() -> None:
    for now in (None, f"{DAY}T11:20", f"{NEXT}T23:00"):
        found = small(now=now)
        assert counted(found) == (0, 0, 0, 0)
        assert found.changes is not None
        assert found.changes.empty


@pytest.mark.parametrize(
    ("events", "counts", "places"),
    [
        # Item 2 takes until 12:20. Item 3, an hour, does not fit behind it; the next free hour is behind item 4.
        (["item 2 of x overran 20 min"], (3, 1, 240, 0), ["x/2 17 11:00-12:20 A", "x/3 17 16:00-17:00 A"]),
        # It ends at 11:15: nothing has to move for that.
        (["item 2 of x finished early at 11:15"], (0, 0, 0, 0), ["x/2 17 11:00-11:15 A", "x/3 17 12:00-13:00 A"]),
        # Both afternoons are still to come; A is lost, and two rooms are free: 4 and the joint session go there.
        (["room A lost from 15:00"], (0, 0, 0, 2), []),
        # Ben is there in the morning still, and Y has an hour free behind item 1: three hours earlier.
        (["Ben ill from 15:00 until Thursday"], (0, 1, 180, 0), ["y/2 17 12:00-13:00"]),
        # D/1 is out on the 18th, whose morning is the joint session's: a day later, at the same hour.
        (["document D/1 late by a day"], (3, 1, 24 * 60, 0), ["x/4 18 15:00-16:00"]),
        # Two teams, one interpreted body: nobody is needed.
        (["interpretation team lost"], (0, 0, 0, 0), []),
        (["joint session j moved by the bureau to 18 October 15:00"], (3, 1, 300, 0), ["x/5 18 15:00-16:00"]),
        (['new item 9 "Elections" of y 45 min'], (0, 0, 0, 0), []),
        (["sitting added 17 October 18:30-20:30"], (0, 0, 0, 0), []),
    ],
)
def test_each_kind_of_event_with_the_least_change(
    events: list[str], counts: tuple[int, ...], places: list[str]
) -> None:
    found = small(*events)
    assert found.programme is not None
    assert check(found.programme, found.plain).clean
    for place in places:
        assert any(one.startswith(place) for one in told(found)), told(found)
    assert counted(found) == counts


def test_a_room_lost_during_a_sitting_moves_the_rest_of_it_at_once() -> None:
    # At 11:20 item 2 is interrupted; it goes on at the same minute in another room, and item 3 follows at its time.
    found = small("room A lost")
    assert [one for one in told(found) if one.startswith(("x/2", "x/3"))] == [
        "x/2#1 17 11:00-11:20 A",
        "x/2#2 17 11:20-12:00 D",
        "x/3 17 12:00-13:00 D",
    ]
    # Those who follow X are told of the interruption; item 3, item 4 and the joint session are in another room.
    assert counted(found) == (3, 1, 0, 3)


def test_interpreters_serve_a_sitting_that_is_cut_as_one() -> None:
    # Each team serves two sittings a day. X has the one team there is for the morning, cut in two, and the afternoon.
    found = small("room A lost", whole=scenario(interpretation={"teams": [{"id": "booth", "a_day": 2}]}))
    assert counted(found) == (3, 1, 0, 3)


def test_a_chair_who_leaves_interrupts_the_item_and_the_rest_is_carried_over() -> None:
    # X has nobody to chair it from 11:20 until 15:00: 40 minutes of item 2 are left, and item 3 waits as well. Item 4
    # stays at 15:00, so that item 3 comes next, four hours late.
    found = small("Ada ill until 15:00")
    assert "x/2#1 17 11:00-11:20 A" in told(found)
    assert "x/3 17 16:00-17:00 A" in told(found)
    assert counted(found) == (3, 2, 240, 0)


def test_a_move_back_to_where_it_was_costs_less() -> None:
    # Item 4 was on paper at 14:00, is published for 16:00, and can be at 14:00 or 15:00 now: 15:00 is nearer, and those
    # who hold the older paper look for it at 14:00.
    hours = [{"date": DAY, "sittings": ["10:00-13:00", "14:00-18:00"]}, SESSION["days"][1]]
    whole = scenario(days=hours)
    out = [one.replace("x/4 17 15:00-16:00", "x/4 17 16:00-17:00") for one in PLAN]
    older = [one.replace("x/4 17 15:00-16:00", "x/4 17 14:00-15:00") for one in PLAN]
    events = ["sitting cancelled 17 October 14:00 of x", "sitting added 17 October 14:00-16:00 of x"]
    assert moved(replan(whole, programme(whole, *out), events, control=control())) == {"x/4": "17 15:00"}
    back = replan(whole, programme(whole, *out), events, before=programme(whole, *older), control=control())
    assert moved(back) == {"x/4": "17 14:00"}
    assert [(one.amount, one.back) for one in back.counts if one.rule == "moved-segments"] == [(1, 1)]
    assert "1 of them back to where it was" in str(back.counts[1].words)


def test_what_began_stays_whatever_would_be_better_without_it() -> None:
    # Y sits in room B; had it not begun, item 1 would go to another room at 10:00. It is half over, in B.
    found = small("room B lost from 13:00")
    assert "y/1 17 10:00-12:00 B" in told(found)
    assert found.scenario.replan.held[1].room == "B"


def test_what_a_lost_team_served_before_stays_allowed() -> None:
    # Both bodies are interpreted, with a team each. One team is gone from 13:00: X and Y cannot sit side by side then.
    bodies = [{**body, "languages": ["en", "fr"]} for body in SESSION["bodies"]]
    found = small("interpretation team lost from 13:00", whole=scenario(bodies=bodies))
    assert counted(found)[1] == 1
    assert "y/1 17 10:00-12:00 B" in told(found)
    after = [one for one in told(found) if " 17 15:" in one or " 17 16:" in one]
    assert len({one.split("/")[0] for one in after}) == 1


def test_two_sittings_under_way_and_a_team_that_is_lost_stop_one_of_them() -> None:
    # At 11:20 both bodies are interpreted by one team each, and one is lost until 15:00. Either could stop. That of X
    # would be three delegates with items 2 and 3 put off; that of Y two delegates with item 1 cut short at 11:20.
    bodies = [{**body, "languages": ["en", "fr"]} for body in SESSION["bodies"]]
    found = small("interpretation team lost until 15:00", whole=scenario(bodies=bodies))
    assert [one for one in told(found) if one.startswith(("x/2", "x/3"))] == [
        "x/2#1 17 11:00-11:20 A",
        "x/2#2 17 11:20-12:00 A",
        "x/3 17 12:00-13:00 A",
    ]
    assert "y/1#1 17 10:00-11:20 B" in told(found)
    assert "y/1#2 17 16:00-16:40 B" in told(found)


def test_of_an_item_that_ended_early_no_later_part_is_missed() -> None:
    split = {"number": "3", "duration": "1 h", "splittable": True}
    x = SESSION["bodies"][0]
    whole = scenario(bodies=[{**x, "agenda": [*x["agenda"][:2], split, *x["agenda"][3:]]}, SESSION["bodies"][1]])
    lines = ("x/3#1 17 12:30-13:00 A", "x/3#2 17 16:00-16:30 A", *(one for one in PLAN if not one.startswith("x/3")))
    now = dt.datetime.fromisoformat(f"{DAY}T12:50")
    found = replan(whole, programme(whole, *lines), ["item 3 finished early"], now, control=control())
    assert [one for one in told(found) if one.startswith("x/3")] == ["x/3 17 12:30-12:50 A"]
    assert counted(found) == (0, 0, 0, 0)


@pytest.mark.parametrize("now", ["10:50", "11:20"])
def test_a_programme_by_hand_may_have_given_an_item_another_time_than_the_agenda(now: str) -> None:
    lines = [one.replace("x/1 17 10:00-11:00", "x/1 17 10:00-10:50") for one in PLAN]
    whole = scenario()
    found = replan(whole, programme(whole, *lines), now=dt.datetime.fromisoformat(f"{DAY}T{now}"), control=control())
    assert [(one.path, one.value) for one in found.edits] == [("bodies[x].agenda[1].duration", "50 min")]
    assert "x/1 17 10:00-10:50 A" in told(found)
    assert counted(found) == (0, 0, 0, 0)


def test_what_ends_now_is_over_and_what_begins_now_has_not_begun() -> None:
    held = small(now=f"{DAY}T12:00").scenario.replan.held
    assert [(one.item, one.over) for one in held] == [("x/1", True), ("y/1", True), ("x/2", True)]


def test_times_off_the_grain_are_rounded_so_that_nothing_overlaps() -> None:
    lines = [one.replace("10:00-11:00 A", "10:00-10:52 A").replace("17 11:00-", "17 10:52-") for one in PLAN[:6]]
    whole = scenario()
    found = replan(
        whole, programme(whole, *lines, *PLAN[6:]), now=dt.datetime.fromisoformat(f"{DAY}T12:20"), control=control()
    )
    # Starts are rounded down and ends up, but not beyond what follows.
    assert [one for one in told(found) if one.startswith(("x/1", "x/2"))] == [
        "x/1 17 10:00-10:50 A",
        "x/2 17 10:50-12:00 A",
    ]


def test_a_joint_session_that_is_put_off_when_it_should_have_begun_has_not() -> None:
    found = small("joint session j moved by the bureau to 15:00", now=f"{NEXT}T10:20")
    assert "joint:j" not in [one.item for one in found.scenario.replan.held]
    assert moved(found) == {"joint:j": "18 15:00"}


def test_what_the_scenario_no_longer_has_is_left_out_and_told_as_dropped() -> None:
    x = SESSION["bodies"][0]
    whole, was = (
        scenario(bodies=[{**x, "agenda": [one for one in x["agenda"] if one["number"] != "3"]}, SESSION["bodies"][1]]),
        scenario(),
    )
    found = replan(whole, programme(was, *PLAN), control=control(), was=was)
    assert counted(found) == (0, 0, 0, 0)
    assert found.changes is not None
    assert [(one.id, one.kinds) for one in found.changes.moves] == [("x/3", ("dropped",))]


# -- clocks ------------------------------------------------------------------------------------------------------------

NIGHT = {
    "format": 1,
    "id": "night",
    "title": "The night in which clocks are set back",
    "timezone": "Europe/Vienna",
    "days": [{"date": "2026-10-24", "sittings": ["23:00-04:00"]}, {"date": "2026-10-25", "sittings": ["10:00-13:00"]}],
    "bodies": [{"id": "x", "agenda": [{"number": number, "duration": "2 h"} for number in "123"]}],
}
"""Six hours by any watch: item 1 from 23:00, item 2 from 01:00, item 3 from 02:00 for the second time."""


def at_night(now: str, *events: str) -> Replanned:
    whole = scenario(NIGHT)
    lines = ("x/1 24 23:00-01:00 -", "x/2 25 01:00-03:00 -", "x/3 25 02:00-04:00 -")
    out = programme(whole, *lines, month="2026-10")
    _one, two, three = out.segments
    two.end = three.start = dt.datetime.fromisoformat("2026-10-25T02:00:00+01:00").astimezone(two.start.tzinfo)
    return replan(whole, out, events, dt.datetime.fromisoformat(now), control=control())


def test_an_hour_that_comes_twice_is_two_hours_of_the_past() -> None:
    first = at_night("2026-10-25T02:30+02:00")
    assert [(one.item, one.over) for one in first.scenario.replan.held] == [("x/1", True), ("x/2", False)]
    second = at_night("2026-10-25T02:30+01:00")
    held = [(one.item, one.over) for one in second.scenario.replan.held]
    assert held == [("x/1", True), ("x/2", True), ("x/3", False)]
    assert counted(first) == counted(second) == (0, 0, 0, 0)


def test_over_midnight_and_back_in_time_an_overrun_pushes_what_follows() -> None:
    # Item 2 takes half an hour more, until 02:30 for the second time; of item 3 there is no room before 04:00.
    found = at_night("2026-10-25T02:30+02:00", "item 2 overran 30 min")
    assert counted(found)[:2] == (0, 1)
    assert [one.split()[1:3] for one in told(found)] == [
        ["24", "23:00-01:00"],
        ["25", "01:00-02:30"],
        ["25", "10:00-12:00"],
    ]
    assert found.programme is not None
    assert found.programme.segments[1].end.isoformat() == "2026-10-25T02:30:00+01:00"


def test_times_in_events_after_midnight_are_of_the_new_day() -> None:
    found = at_night("2026-10-25T00:30+02:00", "item 1 finished early at 00:20")
    assert told(found)[0].split()[2] == "23:00-00:20"
    assert found.edits[0].value == "1 h 20 min"
