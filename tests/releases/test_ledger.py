"""The calendar's memory: numbers, states and audiences over releases, one change at a time, and its JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, Segment
from session_planner.releases import ledger_file
from session_planner.releases.entries import entries, uid
from session_planner.releases.ledger import FeedEntry, Ledger
from session_planner.scenario.model import Scenario
from tests.publish.cases import WEEK, at, week

UTC = dt.UTC
FIRST = dt.datetime(2012, 7, 4, 12, tzinfo=UTC)
OPENING = uid("week", "a", "1(a)", "1")
JOINT = uid("week", "joint:property", "3", "1")
A_WEEK_LATER = dt.timedelta(days=7)
Edition = tuple[Programme, Scenario]


def scenario_with(**changes: Any) -> Scenario:
    """The week's scenario with some parts others."""
    return Scenario.model_validate({**WEEK, **changes})


def edition(change: Callable[[Segment], Segment | None] = lambda one: one, scenario: Scenario | None = None) -> Edition:
    """The week with each segment changed, or left out where the change gives None."""
    programme, usual = week()
    kept = tuple(filter(None, map(change, programme.segments)))
    return replace(programme, segments=kept), scenario or usual


def only(id: str, **changes: Any) -> Callable[[Segment], Segment]:
    """A change of one segment."""
    return lambda one: replace(one, **changes) if one.id == id else one


def without(*ids: str) -> Callable[[Segment], Segment | None]:
    return lambda one: None if one.id in ids else one


def time(number: int) -> dt.datetime:
    return FIRST + (number - 1) * A_WEEK_LATER


def chain(*editions: Edition) -> list[Ledger]:
    """The ledgers after each of some releases."""
    found = [Ledger()]
    for number, (programme, scenario) in enumerate(editions, 1):
        found.append(found[-1].advance(programme, scenario, number, time(number)))
    return found[1:]


def shown(ledger: Ledger, name: str, keep: Filter = EVERYTHING) -> FeedEntry:
    (entry,) = (one for one in ledger.feed(keep) if one.uid == name)
    return entry


def numbers(ledgers: Iterable[Ledger], name: str, keep: Filter = EVERYTHING) -> list[tuple[int, bool]]:
    return [(one.sequence, one.cancelled) for one in (shown(ledger, name, keep) for ledger in ledgers)]


def test_what_does_not_change_keeps_its_numbers() -> None:
    ledgers = chain(*[edition()] * 4)
    for ledger in ledgers:
        for keep in (EVERYTHING, Filter(bodies=("a",)), Filter(delegations=("x",))):
            assert {(one.sequence, one.created, one.modified) for one in ledger.feed(keep)} == {(0, FIRST, FIRST)}
    assert {record.versions for record in ledgers[-1].records.values()} == {
        record.versions for record in ledgers[0].records.values()
    }


@pytest.mark.parametrize(
    "change",
    [
        {"start": at("2012-10-26T10:05")},
        {"end": at("2012-10-26T10:25")},
        {"room": "m2"},
        {"room": None},
        {"start": at("2012-10-29T11:30"), "end": at("2012-10-29T12:00")},
    ],
)
def test_sequence_rises_with_start_end_and_room(change: dict[str, Any]) -> None:
    ledgers = chain(edition(), edition(only("a/1(a)/1", **change)), edition(only("a/1(a)/1", **change)), edition())
    assert numbers(ledgers, OPENING) == [(0, False), (1, False), (1, False), (2, False)]
    assert [shown(ledger, OPENING).modified for ledger in ledgers] == [time(1), time(2), time(2), time(4)]
    assert {shown(ledger, OPENING).created for ledger in ledgers} == {FIRST}
    others = {one.sequence for one in ledgers[-1].feed() if one.uid != OPENING}
    assert others == {0}


def test_words_alone_change_last_modified_and_not_the_sequence() -> None:
    titled = scenario_with(documents=[{"symbol": "A/1/Rev.1", "items": ["a/2"]}, *WEEK["documents"][1:]])
    ledgers = chain(edition(), edition(scenario=titled))
    changed = {one.uid for one in ledgers[-1].feed() if one.modified == time(2)}
    assert changed == {uid("week", "a", "2", "1"), uid("week", "a", "2", "2")}
    assert {one.sequence for one in ledgers[-1].feed()} == {0}


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("timezone", "Europe/Paris"),
        ("languages", ["fr", "en"]),
        ("link", "https://example.org/week"),
        ("rooms", [{"id": "m1", "title": "Boardroom"}, *WEEK["rooms"][1:]]),
        ("rooms", [{**WEEK["rooms"][0], "remote": "https://example.org/m1"}, *WEEK["rooms"][1:]]),
        ("joint_sessions", [{**WEEK["joint_sessions"][0], "remote": "https://example.org/joint"}]),
        ("bodies", [{**WEEK["bodies"][0], "short": "A"}, *WEEK["bodies"][1:]]),
        ("bodies", [WEEK["bodies"][0], {"id": "z"}, *WEEK["bodies"][1:]]),
    ],
)
def test_whatever_an_entry_says_counts_for_last_modified(part: str, value: Any) -> None:
    """The zone it is told in, the order in which titles fall back, addresses, its room, its bodies, their colours."""
    ledgers = chain(edition(), edition(scenario=scenario_with(**{part: value})))
    assert any(one.modified == time(2) for one in ledgers[-1].feed())
    assert {one.sequence for one in ledgers[-1].feed()} == {0}


def test_the_house_that_a_room_is_in_counts_too() -> None:
    """Also the only one there is."""
    rooms = [{**WEEK["rooms"][0], "venue": "house"}, WEEK["rooms"][1]]
    houses = [scenario_with(rooms=rooms, venues=[{"id": "house", "title": title}]) for title in ("House", "Palace")]
    ledgers = chain(*(edition(scenario=scenario) for scenario in houses))
    in_house = {one.uid for one in ledgers[-1].feed() if one.modified == time(2)}
    assert in_house == {one.uid for one in ledgers[-1].feed() if one.rooms == ("m1",)}


def test_a_dropped_entry_stays_cancelled_where_it_was_and_can_come_back() -> None:
    gone = without("a/1(a)/1")
    ledgers = chain(edition(), edition(gone), edition(gone), edition(only("a/1(a)/1", room="m2")), edition(gone))
    assert numbers(ledgers, OPENING) == [(0, False), (1, True), (1, True), (2, False), (3, True)]
    assert shown(ledgers[1], OPENING).start == at("2012-10-26T10:00")
    assert shown(ledgers[2], OPENING).rooms == ("m1",)
    assert shown(ledgers[4], OPENING).rooms == ("m2",)
    assert shown(ledgers[2], OPENING).modified == time(2)


def test_a_dropped_item_keeps_the_title_that_the_scenario_had_for_it() -> None:
    bodies = [WEEK["bodies"][0], {**WEEK["bodies"][1], "agenda": WEEK["bodies"][1]["agenda"][1:]}, WEEK["bodies"][2]]
    ledgers = chain(edition(), edition(without("b/5/1"), scenario_with(bodies=bodies)))
    entry = shown(ledgers[-1], uid("week", "b", "5", "1"))
    assert (entry.cancelled, entry.title) == (True, {"en": "Extradition"})


def test_merged_parts_leave_the_second_cancelled() -> None:
    merged = lambda one: None if one.id == "a/2/2" else replace(one, parts=1) if one.id == "a/2/1" else one  # noqa: E731
    ledgers = chain(edition(), edition(merged), edition())
    assert numbers(ledgers, uid("week", "a", "2", "2")) == [(0, False), (1, True), (2, False)]
    assert numbers(ledgers, uid("week", "a", "2", "1")) == [(0, False), (0, False), (0, False)]
    assert shown(ledgers[1], uid("week", "a", "2", "1")).modified == time(2), "it is no longer the first of two"


def test_who_leaves_a_feed_is_cancelled_there_alone_and_numbered_on() -> None:
    """A room's calendar: out of the room, moved elsewhere meanwhile, back again."""
    m1, m2 = Filter(rooms=("m1",)), Filter(rooms=("m2",))
    out = {"room": "m2"}
    later = {"room": "m2", "start": at("2012-10-29T12:00"), "end": at("2012-10-29T12:30")}
    ledgers = chain(*(edition(only("a/1(a)/1", **change)) for change in ({}, out, later, {})))
    assert numbers(ledgers, OPENING) == [(0, False), (1, False), (2, False), (3, False)]
    assert numbers(ledgers, OPENING, m1) == [(0, False), (1, True), (1, True), (3, False)]
    assert numbers(ledgers[1:], OPENING, m2) == [(1, False), (2, False), (3, True)]
    assert shown(ledgers[2], OPENING, m1).start == at("2012-10-26T10:00"), "where it last was in this room"
    assert shown(ledgers[3], OPENING, m2).start == at("2012-10-29T12:00")
    assert shown(ledgers[3], OPENING, m2).created == time(2)
    assert OPENING not in {one.uid for one in ledgers[0].feed(m2)}


def test_a_delegation_that_stops_following_loses_entries_by_a_raised_sequence() -> None:
    other = scenario_with(delegations=[{"id": "x", "size": 1, "follows": ["joint:property"]}, WEEK["delegations"][1]])
    ledgers = chain(edition(), edition(scenario=other), edition())
    x = Filter(delegations=("x",))
    assert numbers(ledgers, OPENING, x) == [(0, False), (1, True), (2, False)]
    assert numbers(ledgers, OPENING) == [(0, False)] * 3
    assert numbers(ledgers, JOINT, x) == [(0, False)] * 3
    assert {one.modified for one in ledgers[-1].feed()} == {FIRST}, "nobody else sees a difference"
    begun = chain(edition(scenario=other), edition())
    assert numbers(begun[1:], OPENING, x) == [(0, False)], "who begins to follow begins with the entry's own number"
    assert shown(begun[1], OPENING, x).created == time(2)


def test_a_partner_that_leaves_a_joint_session_has_it_cancelled_as_it_was_there() -> None:
    b, c = Filter(bodies=("b",)), Filter(bodies=("c",))

    def alone(one: Segment) -> Segment | None:
        return None if one.ref == "c/joint:property" else replace(one, bodies=("a", "b")) if one.joint else one

    ledgers = chain(edition(), edition(alone), edition())
    assert numbers(ledgers, JOINT, c) == [(0, False), (1, True), (2, False)]
    assert numbers(ledgers, JOINT, b) == [(0, False)] * 3
    left = shown(ledgers[1], JOINT, c)
    assert left.bodies == ("a", "b", "c")
    assert left.segments[0].bodies == ("a", "b", "c"), "it says what it said there"
    assert shown(ledgers[1], JOINT, b).bodies == ("a", "b")
    assert shown(ledgers[1], JOINT, b).modified == time(2)


def test_a_joint_session_is_cancelled_in_all_calendars_together() -> None:
    ledgers = chain(edition(), edition(lambda one: None if one.joint else one))
    for keep in (EVERYTHING, *(Filter(bodies=(body,)) for body in "abc"), Filter(delegations=("x",))):
        assert numbers(ledgers, JOINT, keep) == [(0, False), (1, True)]
        assert shown(ledgers[1], JOINT, keep).bodies == ("a", "b", "c")


def test_bodies_of_other_hours_have_one_sitting_together() -> None:
    """The guest sits from two, the host from three: the joint session is one sitting all the same."""
    early = {**WEEK["bodies"][1], "sittings": [{"hours": ["14:00-18:00"]}]}
    scenario = scenario_with(bodies=[WEEK["bodies"][0], early, WEEK["bodies"][2]])
    joint = [one for one in entries(*edition(scenario=scenario), granularity="sitting") if one.segments[0].joint]
    assert [(one.uid, one.start) for one in joint] == [
        (uid("week", "joint:property", "sitting", "1"), at("2012-10-29T14:00"))
    ]


def test_all_kinds_of_a_filter_must_hold_of_an_entry() -> None:
    (ledger,) = chain(edition())
    both = Filter(bodies=("b",), delegations=("x",))
    assert [one.uid for one in ledger.feed(both)] == [JOINT]
    assert ledger.feed(Filter(bodies=("b",), rooms=("m1",), officers=("chair",))) == ()
    assert {one.uid for one in ledger.feed(Filter(officers=("chair",)))} == {
        uid("week", "a", "2", "1"), uid("week", "a", "2", "2"),
    }  # fmt: skip


def test_old_versions_never_change() -> None:
    moves = [{}, {"room": "m2"}, {"start": at("2012-10-26T09:55")}, {"room": None}, {}]
    ledgers = chain(*(edition(only("a/1(a)/1", **change)) for change in moves), edition(without("a/1(a)/1")))
    for before, after in pairwise(ledgers):
        for key, record in before.records.items():
            assert after.records[key].versions[: len(record.versions)] == record.versions
        assert {number: after.times[number] for number in before.times} == before.times


def nights() -> Edition:
    """Sittings through the night in which Vienna sets its clocks back: an hour that comes twice."""
    first = dt.datetime(2026, 10, 24, 23, tzinfo=UTC)
    items = [{"number": str(number), "title": "会议 · جلسة"} for number in range(8)]
    scenario = {
        "format": 1, "id": "night", "title": "Nuit", "timezone": "Europe/Vienna",
        "days": [{"date": "2026-10-25"}], "bodies": [{"id": "à part", "agenda": items}],
    }  # fmt: skip
    hour = dt.timedelta(minutes=30)
    zone = at("2026-10-25T00:00").tzinfo
    starts = [(first + number * hour).astimezone(zone) for number in range(8)]
    segments = (
        Segment("à part", str(number), start, (first + (number + 1) * hour).astimezone(zone))
        for number, start in enumerate(starts)
    )
    return Programme(tuple(segments), "night"), Scenario.model_validate(scenario)


@pytest.mark.parametrize("case", [edition, nights])
def test_its_json_comes_back_as_it_was(case: Callable[[], Edition]) -> None:
    """The same bytes, the same feeds, and a next release that is numbered as if nothing had been written."""
    programme, scenario = case()
    before = chain((programme, scenario), (replace(programme, segments=programme.segments[1:]), scenario))[-1]
    data = ledger_file.write(before, scenario.timezone)
    again = ledger_file.read(data)
    assert ledger_file.write(again, scenario.timezone) == data
    for granularity in ("item", "sitting"):
        assert said(again.feed(granularity=granularity)) == said(before.feed(granularity=granularity))
    third = (programme, scenario, 3, time(3))
    assert ledger_file.write(again.advance(*third), scenario.timezone) == ledger_file.write(
        before.advance(*third), scenario.timezone
    )


def test_a_session_that_goes_to_another_zone_has_all_its_releases_told_in_it() -> None:
    programme, scenario = nights()
    elsewhere = scenario.model_copy(update={"timezone": "America/New_York"})
    ledger = chain((programme, scenario), (programme, elsewhere))[-1]
    data = ledger_file.write(ledger, "America/New_York")
    assert ledger_file.write(ledger_file.read(data), "America/New_York") == data
    assert {one.sequence for one in ledger_file.read(data).feed()} == {0}


def said(feed: tuple[FeedEntry, ...]) -> list[object]:
    """Entries to compare by; moments in an hour that comes twice are equal to none of another zone object."""
    return [
        (one.uid, one.title, one.sequence, one.created, one.modified, one.cancelled, one.start.isoformat(),
         one.end.isoformat(), one.rooms, one.bodies, [segment.as_dict() for segment in one.segments])
        for one in feed
    ]  # fmt: skip


def test_reading_a_ledger_back_adds_no_version() -> None:
    """Also in the hour that comes twice, where Python finds moments of two zone objects different."""
    programme, scenario = nights()
    (ledger,) = chain((programme, scenario))
    again = ledger_file.read(ledger_file.write(ledger, scenario.timezone)).advance(programme, scenario, 2, time(2))
    assert {len(record.versions) for record in again.records.values()} == {1}


def test_a_ledger_is_a_line_a_record_and_readable() -> None:
    (ledger,) = chain(nights())
    text = ledger_file.write(ledger, "Europe/Vienna").decode()
    assert "会议 · جلسة" in text
    assert text.count("\n") == len(ledger.records) + 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"format": 2}',
        b'{"format": 1, "timezone": "Europe/Vienna"}',
        b"\xff",
        b'{"format": 1, "timezone": "No/Where"}',
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        ledger_file.read(data)
