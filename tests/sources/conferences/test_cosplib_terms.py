"""Each of CoSPLib's terms on conferences so small that what it counts is worked out here."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from session_planner.sources.conferences.cosplib import (
    Hours,
    Submission,
    Term,
    Track,
    count,
    hours_penalty,
    judge,
    placed,
    score,
)
from session_planner.sources.conferences.cosplib.scoring import APART, SPLIT
from tests.sources.conferences.cosplib_small import PARAMETERS, grid, instance, session, solution

NONE = instance([])


def test_a_table_of_tracks_counts_for_every_used_cell() -> None:
    tables = replace(
        NONE,
        tracks_sessions={("A", "s1"): 5, ("A", "s2"): 7, ("B", "s1"): 100},
        tracks_rooms={("A", "a"): 3, ("B", "b"): 200},
        sessions_rooms={("s1", "a"): 11, ("s1", "b"): 13, ("s3", "c"): 1000},
    )
    found = grid({"s1 a": "A", "s1 b": "A", "s2 a": "A"})
    assert count(Term.TRACKS_SESSIONS, tables, found) == 5 + 5 + 7
    assert count(Term.TRACKS_ROOMS, tables, found) == 3 + 3
    assert count(Term.SESSIONS_ROOMS, tables, found) == 11 + 13


def test_similar_tracks_count_for_each_two_cells_of_a_session() -> None:
    similar = replace(NONE, similar={("A", "B"): 4, ("B", "C"): 9})
    assert count(Term.SIMILAR_TRACKS, similar, grid({"s1 a": "A", "s1 b": "B"})) == 4
    assert count(Term.SIMILAR_TRACKS, similar, grid({"s1 a": "B", "s1 b": "A"})) == 4
    assert count(Term.SIMILAR_TRACKS, similar, grid({"s1 a": "A", "s2 b": "B"})) == 0
    assert count(Term.SIMILAR_TRACKS, similar, grid({"s1 a": "A", "s1 b": "A", "s1 c": "B"})) == 4 + 4
    assert count(Term.SIMILAR_TRACKS, similar, grid({"s1 a": "A", "s1 b": "B", "s1 c": "C"})) == 4 + 9
    itself = replace(NONE, similar={("A", "A"): 5})
    assert count(Term.SIMILAR_TRACKS, itself, grid({"s1 a": "A", "s1 b": "A"})) == 0


def test_rooms_of_a_track_less_one() -> None:
    found = grid({"s1 a": "A", "s2 a": "A", "s2 b": "A", "s3 c": "A", "s1 b": "B"})
    assert count(Term.ROOMS_PER_TRACK, NONE, found) == 2


def test_cells_of_a_track_in_a_session_less_one() -> None:
    found = grid({"s1 a": "A", "s1 b": "A", "s1 c": "A", "s2 a": "A", "s3 a": "B", "s3 b": "B"})
    assert count(Term.PARALLEL_TRACKS, NONE, found) == 2 + 1


def test_a_gap_in_a_tracks_sessions_counts_once() -> None:
    five = replace(NONE, sessions=tuple(session(f"s{number}") for number in range(1, 6)))
    assert count(Term.CONSECUTIVE_TRACKS, five, grid({"s1 a": "A", "s2 b": "A", "s3 a": "A"})) == 0
    assert count(Term.CONSECUTIVE_TRACKS, five, grid({"s1 a": "A", "s3 a": "A"})) == 1
    assert count(Term.CONSECUTIVE_TRACKS, five, grid({"s1 a": "A", "s3 a": "A", "s5 a": "A"})) == 1
    assert count(Term.CONSECUTIVE_TRACKS, five, grid({"s2 a": "A", "s2 b": "A", "s4 a": "B", "s5 a": "B"})) == 0
    assert count(Term.CONSECUTIVE_TRACKS, five, grid({"s5 a": "A", "s1 b": "A", "s1 a": "B", "s4 c": "B"})) == 2


def test_penalties_of_a_submission_count_for_every_slot() -> None:
    one = Submission("x", "A", 2, sessions={"s1": 10, "s2": 99}, rooms={"a": 3, "b": 99})
    found = solution({"s1 a": ("A", "x", "x", "-")})
    assert count(Term.SUBMISSIONS_SESSIONS, instance([one]), found) == 20
    assert count(Term.SUBMISSIONS_ROOMS, instance([one]), found) == 6


# Suitable 09:30 to 21:30, less suitable 07:00 to 23:00; 1 and 10.
@pytest.mark.parametrize(
    ("start", "end", "local", "zone", "cost"),
    [
        ("10:00", "11:30", 0, 0, 0),
        ("09:30", "21:30", 0, 0, 0),  # the limits themselves suit
        ("09:29", "11:00", 0, 0, 1),
        ("07:00", "11:00", 0, 0, 1),
        ("06:59", "11:00", 0, 0, 10),
        ("20:00", "21:31", 0, 0, 1),
        ("20:00", "23:00", 0, 0, 1),
        ("20:00", "23:01", 0, 0, 10),
        ("10:00", "11:30", 0, -2, 1),  # 08:00 to 09:30 there
        ("10:00", "11:30", 2, 0, 1),  # the same two hours
        ("10:00", "11:30", 0, -4, 10),  # 06:00 to 07:30
        ("10:00", "11:30", -3, -3, 0),
        ("10:00", "11:30", 0, 13, 10),  # 23:00 to 00:30: ends before seven
        ("10:00", "11:30", 0, 12, 10),  # 22:00 to 23:30
        ("10:00", "11:30", 0, 11, 1),  # 21:00 to 22:30
    ],
)
def test_hours_are_those_of_a_clock_on_the_wall(start: str, end: str, local: int, zone: int, cost: int) -> None:
    there = replace(NONE, parameters=replace(PARAMETERS, zone=local))
    assert hours_penalty(there, session("s", start=start, end=end), zone) == cost


def test_hours_after_midnight_are_early_ones() -> None:
    """A session at 20:00 is at 10:00 fourteen hours east, a day later; the date does not matter."""
    assert hours_penalty(NONE, session("s", start="20:00", end="21:30"), 14) == 0


def test_a_session_that_starts_late_and_ends_past_midnight_does_not_suit() -> None:
    early = replace(PARAMETERS, less_suitable=Hours(dt.time(0), dt.time(23)))
    assert hours_penalty(NONE, session("s", start="21:00", end="22:30"), 2) == 10
    # From midnight on nothing ends before the less suitable hours begin, so that only its start makes it less suitable.
    assert hours_penalty(replace(NONE, parameters=early), session("s", start="22:30", end="23:59"), 1) == 0


def test_time_zones_count_for_every_slot() -> None:
    submissions = [Submission("x", "A", 2, zone=-4), Submission("y", "A", zone=-2), Submission("z", "B")]
    found = solution({"s1 a": ("A", "x", "x", "y"), "s1 b": ("B", "z", "-", "-")})
    assert count(Term.TIME_ZONES, instance(submissions), found) == 10 + 10 + 1


def ordered(*orders: int, track: str = "A", slots: int = 1) -> list[Submission]:
    """Submissions x1, x2 and so on with these orders."""
    return [Submission(f"{track.lower()}{number}", track, slots, order) for number, order in enumerate(orders, 1)]


def test_order_is_the_place_in_the_track() -> None:
    right = solution({"s1 a": ("A", "a1", "a2", "a3")})
    assert count(Term.ORDER, instance(ordered(1, 2, 3)), right) == 0
    assert count(Term.ORDER, instance(ordered(2, 1, 3)), right) == 2
    assert count(Term.ORDER, instance(ordered(0, 0, 0)), right) == 0
    assert count(Term.ORDER, instance(ordered(0, 2, 0)), right) == 0  # what has no order takes a place
    assert count(Term.ORDER, instance(ordered(0, 1, 0)), right) == 1


def test_order_is_read_by_session_then_room_then_slot() -> None:
    found = solution({"s2 a": ("A", "a4", "-", "-"), "s1 b": ("A", "a3", "-", "-"), "s1 a": ("A", "-", "a1", "a2")})
    assert count(Term.ORDER, instance(ordered(1, 2, 3, 4)), found) == 0
    other_rooms = solution({"s1 a": ("A", "a3", "-", "-"), "s1 b": ("A", "-", "a1", "a2"), "s2 a": ("A", "a4")})
    assert count(Term.ORDER, instance(ordered(1, 2, 3, 4)), other_rooms) == 3


def test_order_goes_by_the_rooms_and_sessions_as_the_workbook_has_them() -> None:
    turned = instance(ordered(1, 2, 3), rooms=("b", "a", "c"), sessions=(session("s2"), session("s1")))
    found = solution({"s2 b": ("A", "a1", "-", "-"), "s2 a": ("A", "-", "a2", "-"), "s1 c": ("A", "a3", "-", "-")})
    assert count(Term.ORDER, turned, found) == 0
    assert count(Term.ORDER, instance(ordered(1, 2, 3)), found) == 2  # a3, a2, a1


def test_a_submission_of_several_slots_has_one_place() -> None:
    submissions = [Submission("x", "A", 2, 1), Submission("y", "A", 1, 2)]
    assert count(Term.ORDER, instance(submissions), solution({"s1 a": ("A", "x", "x", "y")})) == 0


def test_each_track_has_its_own_places() -> None:
    both = [*ordered(1, 2), *ordered(1, 2, track="B")]
    found = solution({"s1 a": ("A", "a1", "-", "-"), "s1 b": ("B", "b1", "b2", "-"), "s2 a": ("A", "a2", "-", "-")})
    assert count(Term.ORDER, instance(both), found) == 0


def test_ordered_talks_of_a_track_in_one_slot_count_by_pairs() -> None:
    abreast = solution({"s1 a": ("A", "a1"), "s1 b": ("A", "a2"), "s1 c": ("A", "a3")})
    assert count(Term.ORDER, instance(ordered(1, 2, 3)), abreast) == 3
    assert count(Term.ORDER, instance(ordered(1, 2, 0)), abreast) == 1
    shifted = solution({"s1 a": ("A", "a1", "-", "-"), "s1 b": ("A", "-", "a2", "-"), "s1 c": ("A", "-", "-", "a3")})
    assert count(Term.ORDER, instance(ordered(1, 2, 3)), shifted) == 0
    two_tracks = [*ordered(1), *ordered(1, track="B")]
    assert count(Term.ORDER, instance(two_tracks), solution({"s1 a": ("A", "a1"), "s1 b": ("B", "b1")})) == 0


def test_ordered_talks_of_several_slots_count_in_each_slot_that_they_share() -> None:
    found = solution({"s1 a": ("A", "a1", "a1", "-"), "s1 b": ("A", "-", "a2", "a2")})
    assert count(Term.ORDER, instance(ordered(1, 2, slots=2)), found) == 1
    found = solution({"s1 a": ("A", "a1", "a1", "-"), "s1 b": ("A", "a2", "a2", "-")})
    assert count(Term.ORDER, instance(ordered(1, 2, slots=2)), found) == 2


# -- persons ----------------------------------------------------------------------------------------------------------

CHAIRED = (Track("A", ("ann",)), Track("B", ("bob",)), Track("C", ("ann", "cid")))
TOGETHER = solution({"s1 a": ("A", "x", "-", "-"), "s1 b": ("B", "y", "-", "-")})
OTHER_SLOTS = solution({"s1 a": ("A", "x", "-", "-"), "s1 b": ("B", "-", "y", "-")})
SAME_ROOM = solution({"s1 a": ("A", "x", "y", "-")})
OTHER_SESSIONS = solution({"s1 a": ("A", "x", "-", "-"), "s2 b": ("B", "y", "-", "-")})


def pair(one: dict[str, tuple[str, ...]], other: dict[str, tuple[str, ...]], track: str = "B") -> list[Submission]:
    """Submission x of track A, and y of B or another."""
    return [Submission("x", "A", **one), Submission("y", track, **other)]  # type: ignore[arg-type]


def counts(term: Term, submissions: list[Submission]) -> list[int]:
    """In one slot, in one session, in one room, in two sessions."""
    there = instance(submissions, tracks=CHAIRED)
    return [count(term, there, found) for found in (TOGETHER, OTHER_SLOTS, SAME_ROOM, OTHER_SESSIONS)]


PRESENT = {"presenters": ("p",)}
ATTEND = {"attendees": ("p",)}


def test_a_presenter_in_two_rooms() -> None:
    both = pair(PRESENT, {"presenters": ("q", "p")})
    assert counts(Term.PRESENTERS, both) == [1, 1, 0, 0]
    assert counts(Term.PRESENTERS_IN_SLOT, both) == [1, 0, 0, 0]
    assert counts(Term.ATTENDEES, both) == [0, 0, 0, 0]


def test_two_presenters_in_common_are_one_pair() -> None:
    both = pair({"presenters": ("p", "q")}, {"presenters": ("q", "p")})
    assert counts(Term.PRESENTERS, both) == [1, 1, 0, 0]


def test_a_presenter_who_chairs_the_others_track() -> None:
    for both in (pair({"presenters": ("bob",)}, PRESENT), pair(PRESENT, {"presenters": ("ann",)})):
        assert counts(Term.PRESENTERS, both)[:2] == [1, 1]
        assert counts(Term.PRESENTERS_IN_SLOT, both)[:2] == [1, 0]
        assert counts(Term.ATTENDEES, both) == [0, 0, 0, 0]


def test_a_chair_of_the_own_track_may_present_in_it() -> None:
    both = pair({"presenters": ("ann",)}, PRESENT, track="A")
    assert counts(Term.PRESENTERS, both) == [0, 0, 0, 0]
    # ann chairs track C too, but both talks are of track A
    assert counts(Term.ATTENDEES, pair({"attendees": ("ann",)}, PRESENT, track="A")) == [0, 0, 0, 0]


@pytest.mark.parametrize("other", [ATTEND, PRESENT, {"attendees": ("q", "p")}])
def test_an_attendee_of_one_who_attends_or_presents_the_other(other: dict[str, tuple[str, ...]]) -> None:
    for both in (pair(ATTEND, other), pair(other, ATTEND)):
        assert counts(Term.ATTENDEES, both) == [1, 1, 0, 0]
        assert counts(Term.ATTENDEES_IN_SLOT, both) == [1, 0, 0, 0]
        assert counts(Term.PRESENTERS, both) == [0, 0, 0, 0]


def test_an_attendee_who_chairs_the_others_track() -> None:
    both = pair({"attendees": ("bob",)}, {})
    assert counts(Term.ATTENDEES, both)[:2] == [1, 1]
    assert counts(Term.ATTENDEES, pair({}, {"attendees": ("ann",)}))[:2] == [1, 1]
    assert counts(Term.ATTENDEES, pair({"attendees": ("ann",)}, {})) == [0, 0, 0, 0]  # chairs the own track


def test_a_pair_counts_once_in_a_session_and_in_each_slot() -> None:
    two = [Submission("x", "A", 2, presenters=("p",)), Submission("y", "B", 3, presenters=("p",))]
    found = solution({"s1 a": ("A", "x", "x", "-"), "s1 b": ("B", "y", "y", "y")})
    assert count(Term.PRESENTERS, instance(two), found) == 1
    assert count(Term.PRESENTERS_IN_SLOT, instance(two), found) == 2


def test_three_talks_of_a_person_are_three_pairs() -> None:
    three = [Submission(name, name, presenters=("p",)) for name in "ABC"]
    found = solution({"s1 a": ("A", "A"), "s1 b": ("B", "B"), "s1 c": ("C", "C")})
    assert count(Term.PRESENTERS, instance(three), found) == 3


def test_chairs_count_for_each_two_cells_whose_different_tracks_share_one() -> None:
    chaired = replace(NONE, tracks=CHAIRED)
    assert count(Term.CHAIRS, chaired, grid({"s1 a": "A", "s1 b": "C"})) == 1
    assert count(Term.CHAIRS, chaired, grid({"s1 a": "A", "s1 b": "B"})) == 0
    assert count(Term.CHAIRS, chaired, grid({"s1 a": "A", "s2 b": "C"})) == 0
    assert count(Term.CHAIRS, chaired, grid({"s1 a": "A", "s1 b": "A", "s1 c": "C"})) == 2
    assert count(Term.CHAIRS, chaired, grid({"s1 a": "A", "s1 b": "A"})) == 0


# -- weights, and what may not be -------------------------------------------------------------------------------------


def test_a_term_costs_its_weight_times_its_count_and_nothing_when_off() -> None:
    found = grid({"s1 a": "A", "s1 b": "A", "s3 a": "A"})
    weights = {**NONE.weights, Term.PARALLEL_TRACKS: 7, Term.CONSECUTIVE_TRACKS: 100}
    weighted = replace(NONE, weights=weights)
    costs = score(weighted, found)
    assert list(costs) == list(Term)
    assert {term: cost for term, cost in costs.items() if cost} == {
        Term.PARALLEL_TRACKS: 7,
        Term.CONSECUTIVE_TRACKS: 100,
    }
    assert judge(weighted, found).total == 107


ONE = Submission("x", "A", 2)


def test_what_is_right_is_scheduled_and_valid() -> None:
    verdict = judge(instance([ONE]), solution({"s1 a": ("A", "-", "x", "x")}))
    assert (verdict.scheduled, verdict.valid, verdict.wrong, verdict.breaches) == (True, True, (), 0)


def test_what_has_too_few_slots_is_not_scheduled() -> None:
    verdict = judge(instance([ONE, Submission("y", "A")]), solution({"s1 a": ("A", "x", "-", "-")}))
    assert not verdict.scheduled
    assert [str(one) for one in verdict.wrong] == [
        "submission x needs 2 slots and has 1",
        "submission y needs 1 slots and has 0",
    ]
    assert verdict.breaches == SPLIT


@pytest.mark.parametrize(
    ("cells", "cost"),
    [
        ({"s1 a": ("A", "x", "-", "x")}, APART),
        ({"s1 a": ("A", "x", "-", "-"), "s1 b": ("A", "x", "-", "-")}, 2 * SPLIT),
        ({"s1 a": ("A", "-", "-", "x"), "s2 a": ("A", "x", "-", "-")}, 2 * SPLIT + APART),
        ({"s1 a": ("A", "x", "-", "-"), "s2 a": ("A", "-", "x", "-")}, 2 * SPLIT),
    ],
)
def test_slots_that_are_not_together_are_not_valid(cells: dict[str, tuple[str, ...]], cost: int) -> None:
    verdict = judge(instance([ONE]), solution(cells))
    assert (verdict.scheduled, verdict.valid, verdict.breaches) == (True, False, cost)
    assert [str(one) for one in verdict.wrong] == ["the slots of submission x are not together"]


def test_what_needs_several_slots_and_has_none_costs_what_the_library_charges_once() -> None:
    two = instance([ONE, Submission("y", "A", 2)])
    assert judge(two, solution({"s1 a": ("A", "x", "-", "-")})).breaches == APART


def test_a_submission_in_another_track_or_in_none_is_not_valid() -> None:
    one = instance([Submission("x", "A")])
    other = judge(one, solution({"s1 a": ("B", "x")}))
    none = judge(one, solution({"s1 a": ("-", "x")}))
    assert (other.scheduled, other.valid, none.valid) == (True, False, False)
    assert str(other.wrong[0]) == "submission x of track A is in s1, a, which holds B"
    assert str(none.wrong[0]) == "submission x of track A is in s1, a, which holds no track"


def test_submissions_are_placed_with_all_their_slots() -> None:
    two = instance([ONE, Submission("y", "A")])
    assert placed(two, [("x", "s1", "a", 1), ("y", "s1", "a", 0)]) == solution({"s1 a": ("A", "y", "x", "x")})


@pytest.mark.parametrize(
    "places",
    [
        [("x", "s1", "a", 2)],
        [("x", "s1", "a", -1)],
        [("x", "s1", "a", 0), ("y", "s1", "a", 1)],
        [("x", "s1", "a", 0), ("z", "s1", "a", 2)],
    ],
)
def test_what_has_no_place_is_refused(places: list[tuple[str, str, str, int]]) -> None:
    three = instance([ONE, Submission("y", "A"), Submission("z", "B")])
    with pytest.raises(ValueError, match=r"has no place in|would hold"):
        placed(three, places)
