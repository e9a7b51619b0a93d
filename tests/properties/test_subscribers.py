"""Whoever subscribes to a calendar sees the current programme, whatever happened to it and whichever files were missed.

Thirty releases, random in what happens between them; the files are real ones, and so are the rules by which a
subscriber takes them (RFC 5546): see `chains` and `subscriber`.
"""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import NamedTuple, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.publish.calendars.feeds import calendars, feeds_of
from session_planner.publish.calendars.ics import calendar
from session_planner.releases.entries import Entry, Granularity
from session_planner.scenario.model import Scenario
from tests.properties.chains import Edition, case_of_2012, chain, solved
from tests.properties.subscriber import Event, Subscriber, events, rooms_in, wanted

RELEASES = 30
LANG = "fr"
SMALL = (
    EVERYTHING,
    Filter(bodies=("wg-ta",)),
    Filter(bodies=("wg-ic",)),
    Filter(delegations=("x",)),
    Filter(delegations=("y",)),
    Filter(officers=("chair",)),
    Filter(rooms=("m1",)),
    Filter(rooms=("m2",)),
    Filter(bodies=("wg-ic",), delegations=("y",)),
    Filter(rooms=("m1", "m3"), delegations=("x", "z")),
)

WEEK = (
    EVERYTHING,
    Filter(bodies=("wg-tw",)),
    Filter(bodies=("budget", "compliance")),
    Filter(delegations=("namibia",)),
    Filter(officers=("compliance-chair",)),
    Filter(rooms=("room-xi",)),
    Filter(bodies=("wg-fin",), rooms=("room-v",)),
    Filter(bodies=("wg-tw",), delegations=("switzerland", "chile")),
)


class Read(NamedTuple):
    """A feed's file of one release, read."""

    edition: Edition
    file: list[Event]

    @property
    def by_uid(self) -> dict[str, Event]:
        return {event.uid: event for event in self.file}


def files_of(editions: list[Edition], keep: Filter, granularity: Granularity = "item") -> list[Read]:
    """The files of one feed over a chain."""
    return [
        Read(one, events(calendar(one.programme, one.scenario, LANG, keep, granularity, ledger=one.ledger)))
        for one in editions
    ]


def follow(reads: list[Read], keep: Filter, granularity: Granularity, dice: Random) -> None:
    """Subscribers that take every file, or miss some, show exactly the programme after each file they take."""
    subscribers = [(Subscriber(), chance) for chance in (1.0, 0.7, 0.3, 0.1)]
    for edition, file in reads:
        expected = {
            uid: (entry.start.timestamp(), entry.end.timestamp(), tuple(dict.fromkeys(_rooms(entry))))
            for uid, entry in wanted(edition.programme, edition.scenario, keep, granularity).items()
        }
        in_file = {event.uid: event.shown for event in file if not event.cancelled}
        for subscriber, chance in subscribers:
            if dice.random() > chance and edition is not reads[-1].edition:
                continue
            subscriber.take(file)
            shown = {event.uid: event for event in subscriber.known.values() if not event.cancelled}
            assert {
                uid: (event.start.timestamp(), event.end.timestamp(), rooms_in(event.place, edition.scenario, LANG))
                for uid, event in shown.items()
            } == expected, (edition.number, keep)
            assert {uid: event.shown for uid, event in shown.items()} == in_file, (edition.number, keep)


def _rooms(entry: Entry) -> list[str]:
    return [one.room for one in entry.segments if one.room]


def numbered(reads: list[Read]) -> None:
    """SEQUENCE rises when start, end, room or status change and only then; nothing goes back, nothing vanishes."""
    for before, after in pairwise(reads):
        old, new = before.by_uid, after.by_uid
        assert len(new) == len(after.file), "a UID stands twice"
        assert old.keys() <= new.keys(), "a subscriber would keep what vanished"
        for uid, was in old.items():
            now = new[uid]
            assert now.sequence >= was.sequence
            moved = now.held(after.edition.scenario, LANG) != was.held(before.edition.scenario, LANG)
            assert (now.sequence > was.sequence) == moved, (uid, was, now)
            assert now.created == was.created <= now.modified
            assert now.stamp >= was.stamp
            assert now.modified >= was.modified
            assert (now.modified > was.modified) or now.said == was.said, (uid, was.said, now.said)
        for uid in new.keys() - old.keys():
            assert not new[uid].cancelled, "nobody ever saw it there"
            assert new[uid].created == new[uid].modified == after.edition.time
    for _, file in reads:
        assert all(event.modified <= event.stamp for event in file)


def proved(
    programme: Programme, scenario: Scenario, seed: int, feeds: tuple[Filter, ...], releases: int
) -> list[Edition]:
    editions = list(chain(programme, scenario, seed, releases))
    dice = Random(seed)
    for keep in feeds:
        granularity: Granularity = dice.choice(("item", "item", "sitting"))
        reads = files_of(editions, keep, granularity)
        numbered(reads)
        follow(reads, keep, granularity, dice)
    return editions


@pytest.mark.parametrize("seed", range(4))
def test_subscribers_of_2012_follow_thirty_releases(seed: int) -> None:
    proved(*case_of_2012(), seed, SMALL, RELEASES)


@pytest.mark.parametrize("seed", range(2))
def test_subscribers_of_a_commission_s_week_follow_thirty_releases(seed: int) -> None:
    proved(*solved("commission-week"), seed, WEEK, RELEASES)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(4, 10**6), keep=st.sampled_from(SMALL), releases=st.integers(2, 12))
def test_subscribers_follow_any_chain(seed: int, keep: Filter, releases: int) -> None:
    proved(*case_of_2012(), seed, (keep,), releases)


@pytest.mark.parametrize("seed", range(10, 16))
def test_feeds_that_are_written_together_are_those_written_alone(seed: int) -> None:
    """What feeds share is an entry's bytes: never where it is another entry in each, or has other numbers there."""
    *_, edition = chain(*case_of_2012(), seed, RELEASES)
    for granularity in get_args(Granularity):
        together = dict(calendars(edition.scenario, edition.ledger, [LANG], granularity=granularity, refresh=None))
        for feed in feeds_of(edition.scenario, edition.ledger):
            file = f"{LANG}/{feed.name}"
            alone = calendar(edition.programme, edition.scenario, LANG, feed.keep, granularity, edition.ledger)
            assert together.pop(file) == alone, file
        assert not together


@pytest.mark.parametrize("granularity", get_args(Granularity))
def test_a_joint_session_is_one_entry_in_every_calendar_and_cancelled_in_all_together(granularity: Granularity) -> None:
    seen = set()
    editions = (edition for seed in range(6) for edition in chain(*case_of_2012(), seed, RELEASES))
    for edition in editions:
        whole = {one.uid: one for one in edition.ledger.feed(granularity=granularity) if one.segments[0].joint}
        for body in edition.scenario.bodies:
            there = [one for one in edition.ledger.feed(Filter(bodies=(body.id,)), granularity) if one.uid in whole]
            assert len(there) == len({one.uid for one in there})
            for mine in there:
                everybody_s = whole[mine.uid]
                assert mine.cancelled == (everybody_s.cancelled or body.id not in everybody_s.bodies)
                if not mine.cancelled:
                    assert (mine.segments, mine.start, mine.bodies) == (
                        everybody_s.segments, everybody_s.start, everybody_s.bodies,
                    )  # fmt: skip
                seen.add((everybody_s.cancelled, mine.cancelled))
    assert seen == {(False, False), (False, True), (True, True)}
