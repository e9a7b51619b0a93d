"""What runs against a joint session and the slack around it, counted by hand (see `session`)."""

from __future__ import annotations

import pytest

from session_planner.bureau.sheet import joint_sheets
from session_planner.bureau.slack import Limit, Slack
from session_planner.programme.model import Programme
from session_planner.programme.reading import read_programme
from session_planner.scenario.outline import outline
from tests.bureau.session import SCENARIO, at, programme, scenario, segment, sheet, with_another
from tests.scenarios.shipped import DATA
from tests.scenarios.shipped import scenario as shipped


def limits(side: tuple[Limit, ...]) -> set[tuple[str, tuple[str, ...], int, str, str]]:
    """Kind, whose, minutes free, until what, and the hour of that."""
    clock = outline(scenario()).clock
    return {(one.kind, one.who, one.minutes, one.what, f"{clock(one.at):%H:%M}") for one in side}


def slack(made: object) -> Slack:
    """The slack of a sheet."""
    found = getattr(made, "slack", None)
    assert isinstance(found, Slack)
    return found


def test_slack_after_it_counted_by_hand() -> None:
    found = slack(sheet(programme()))
    assert limits(found.after) == {
        ("body", ("a",), 15, "a/3", "11:45"),
        ("body", ("b",), 10, "b/1", "11:40"),
        ("room", ("m1",), 130, "d", "14:00"),  # 2 h 30 min without the room's turnover of 20 min
        ("officer", ("chair-a",), 15, "a/3", "11:45"),
        ("officer", ("expert",), 30, "c/2", "12:00"),
        ("officer", ("reporter",), 10, "b/1", "11:40"),
        ("sitting", ("a", "b"), 90, "", "13:00"),
    }
    assert {one.who for one in found.overrun} == {("b",), ("reporter",)}
    assert found.overrun[0].minutes == 10


def test_slack_before_it_counted_by_hand() -> None:
    assert limits(slack(sheet(programme())).before) == {
        ("body", ("a",), 0, "a/1", "10:30"),
        ("officer", ("chair-a",), 0, "a/1", "10:30"),
        ("officer", ("expert",), 15, "", "10:15"),  # away until then
        ("sitting", ("a", "b"), 30, "", "10:00"),
    } | {("officer", ("reporter",), 0, "c/1", "11:00")}  # it goes on while the session has begun


def test_of_several_things_before_it_the_last_counts() -> None:
    early = {"start": at("08:30"), "end": at("09:00")}
    before = slack(sheet(programme(("a/1/1", {"end": at("10:10")}), ("a/3/1", early)))).before
    assert ("body", ("a",), 20, "a/1", "10:10") in limits(before)


def test_an_open_end_gives_more_time_than_the_sitting() -> None:
    hours = {"sittings": [{"hours": [{"hours": "10:00-13:00", "open_until": "13:30"}]}]}
    opened = scenario({"bodies": [{**body, **hours} for body in SCENARIO["bodies"]]})
    alone = programme(drop=["a/3/1", "b/1/1", "c/2/1", "d/1/1"])
    found = slack(sheet(alone, of=opened))
    assert {(one.kind, one.minutes) for one in found.after} == {("sitting", 90), ("open end", 120)}
    assert [(one.kind, one.minutes) for one in found.overrun] == [("open end", 120)]


def test_a_room_that_is_not_to_be_had() -> None:
    away = {"unavailable": ["2026-03-10T12:00/2026-03-10T13:00"]}
    shut = scenario({"rooms": [{**room, **away} for room in SCENARIO["rooms"]]})
    assert ("room", ("m1",), 30, "", "12:00") in limits(slack(sheet(programme(), of=shut)).after)


def test_what_is_taken_up_at_the_same_time_and_whom_that_hurts() -> None:
    around = sheet(programme()).around
    assert around is not None
    (clash,) = around.clashes
    assert (clash.segment.id, clash.minutes) == ("c/1/1", 30)
    assert clash.delegations == ("solo", "pair")  # `apart` follows b alone
    assert clash.torn == ("solo",)  # the other has two people
    assert clash.officers == ("reporter",)  # the expert is needed at c's other item
    assert (around.interpreted, around.teams) == (("a", "c"), (("one", 1),))
    assert {"delegation-size", "officers", "interpretation-teams"} <= {one.rule for one in around.conflicts}


def test_the_sitting_of_a_guest_is_its_hosts_for_the_interpreters() -> None:
    of = scenario({"bodies": [{**body, "languages": ["en", "fr"]} for body in SCENARIO["bodies"]]})
    around = sheet(programme(), of=of).around
    assert around is not None
    assert around.interpreted == ("a", "c")  # b sits with a, and d in the afternoon


def test_what_only_touches_it_does_not_run_against_it() -> None:
    around = sheet(programme(("c/1/1", {"start": at("09:30"), "end": at("10:30")}))).around
    assert around is not None
    assert around.clashes == ()


def test_its_own_bodies_may_have_something_else_then() -> None:
    around = sheet(programme(("a/3/1", {"start": at("11:00"), "end": at("11:45")}))).around
    assert around is not None
    assert [one.segment.id for one in around.clashes] == ["c/1/1", "a/3/1"]


def test_another_joint_session_at_the_time_is_one_thing() -> None:
    both = with_another(id="other", bodies=["c", "d"])
    rows = [segment(body, None, "10:30", "11:00", "m3", joint="other", bodies=("c", "d")) for body in ("c", "d")]
    segments = (*programme(drop=["c/1/1"]).segments, *rows)
    around = joint_sheets(both, [("1.json", Programme(segments))], session="rivers")[0].around
    assert around is not None
    assert [one.segment.joint for one in around.clashes] == ["other"]


def test_the_real_programme_of_2012_sets_plenary_item_4_against_the_joint_discussion() -> None:
    """And so wants those of the small delegations who are experts of cooperation in both: nobody else is torn."""
    of = shipped("untoc-cop6-2012")
    file = DATA / "untoc-2012" / "programme-en.csv"
    (made,) = joint_sheets(of, [(str(file), read_programme(file, of).programme)])
    assert made.agrees
    assert made.around is not None
    (clash,) = made.around.clashes
    assert (clash.segment.id, clash.minutes) == ("cop/4/1", 180)
    assert clash.delegations == ("cooperation-experts", "delegations-of-two")
    assert clash.torn == ("cooperation-experts",)
    assert [one.rule for one in made.around.conflicts] == ["delegation-size"]
    assert slack(made).overrun[0].minutes == 0


@pytest.mark.parametrize(("start", "minutes"), [("11:50", 0), ("11:55", 5)])
def test_room_that_changes_hands(start: str, minutes: int) -> None:
    """Of the 20 or 25 minutes until another body sits there, the turnover of 20 minutes does not count."""
    after = segment("d", "1", start, "12:30", "m1")
    rows = (*programme(drop=["d/1/1", "a/3/1"]).segments, after)
    assert [one.minutes for one in slack(sheet(Programme(rows))).after if one.kind == "room"] == [minutes]
