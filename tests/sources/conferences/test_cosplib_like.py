"""Made conferences in CoSPLib's form: of the size asked for, with a schedule that holds; and which orders matter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session_planner.bench.cosplib_like import SIZES, made, sized
from session_planner.sources.conferences import cosplib
from session_planner.sources.conferences.cosplib import Held, Instance, Solution, Term, count, judge

ANY_ORDER_OF_ROOMS = set(Term) - {Term.ORDER}
ANY_ORDER_OF_SESSIONS = ANY_ORDER_OF_ROOMS - {Term.CONSECUTIVE_TRACKS}


@pytest.mark.parametrize("size", SIZES)
def test_a_made_conference_has_its_size_and_a_schedule(size: str) -> None:
    found = sized(size)
    one = found.instance
    assert (len(one.submissions), len(one.tracks), len(one.sessions), len(one.rooms)) == SIZES[size]
    verdict = judge(one, found.solution)
    assert (verdict.scheduled, verdict.valid, verdict.wrong) == (True, True, ())
    assert verdict.terms[Term.PRESENTERS] == 0
    assert sized(size) == found != sized(size, seed=2)


def test_the_largest_is_as_rich_as_the_librarys() -> None:
    one = sized("large").instance
    assert {submission.slots for submission in one.submissions} >= {1, 2}
    assert len({submission.zone for submission in one.submissions}) > 5
    assert max(submission.order for submission in one.submissions) > 5
    assert sum(bool(submission.attendees) for submission in one.submissions) > 100
    assert sum(bool(submission.sessions) for submission in one.submissions) > 50
    assert any(submission.rooms for submission in one.submissions)
    assert all((one.tracks_sessions, one.tracks_rooms, one.sessions_rooms, one.similar))
    assert all(one.weights[term] for term in Term)


def test_the_largest_is_written_and_read() -> None:
    found = sized("large")
    again = cosplib.parse_instance(cosplib.instance_bytes(found.instance), "large.xlsx")
    assert again == found.instance
    data = cosplib.solution_bytes(found.solution, again)
    assert cosplib.parse_solution(data, "solution.xlsx", again) == found.solution


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_figures_of_any_kind_give_a_conference_with_a_schedule(data: st.DataObject) -> None:
    sessions, rooms = data.draw(st.integers(1, 8)), data.draw(st.integers(1, 8))
    tracks = data.draw(st.integers(1, sessions * rooms))
    submissions = data.draw(st.integers(tracks, 150))
    found = made(submissions, tracks, sessions, rooms, seed=data.draw(st.integers(0, 99)))
    verdict = judge(found.instance, found.solution)
    assert (verdict.scheduled, verdict.valid) == (True, True)


@pytest.mark.parametrize("figures", [(3, 4, 4, 4), (30, 17, 4, 4), (5, 0, 2, 2)])
def test_figures_that_make_no_conference(figures: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="every track needs"):
        made(*figures)


def shaken(data: st.DataObject, one: Instance) -> Solution:
    """What a solution may be, good or bad: any tracks, and the submissions in any slots, some of them left out."""
    places = [(session.name, room, slot) for session in one.sessions for room in one.rooms
              for slot in range(session.slots)]  # fmt: skip
    filled = dict(zip(data.draw(st.permutations(places)), (one.reference for one in one.submissions), strict=False))
    tracks = st.sampled_from([None, *(track.name for track in one.tracks)])
    return Solution({
        (session.name, room): Held(data.draw(tracks), tuple(filled.get((session.name, room, slot)) for slot in
                                                            range(session.slots)))
        for session in one.sessions for room in one.rooms
    })  # fmt: skip


def counts(one: Instance, solution: Solution, terms: set[Term]) -> dict[Term, int]:
    """What some of the terms count."""
    return {term: count(term, one, solution) for term in sorted(terms)}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_order_of_rows_matters_only_where_the_definition_says_so(data: st.DataObject) -> None:
    one = made(20, 5, 4, 3, seed=data.draw(st.integers(0, 30))).instance
    solution = shaken(data, one)
    rows = replace(
        one,
        submissions=tuple(data.draw(st.permutations(one.submissions))),
        tracks=tuple(data.draw(st.permutations(one.tracks))),
        similar={(other, track): value for (track, other), value in one.similar.items()},
    )
    assert counts(rows, solution, set(Term)) == counts(one, solution, set(Term))
    assert set(map(str, judge(rows, solution).wrong)) == set(map(str, judge(one, solution).wrong))
    rooms = replace(one, rooms=tuple(data.draw(st.permutations(one.rooms))))
    assert counts(rooms, solution, ANY_ORDER_OF_ROOMS) == counts(one, solution, ANY_ORDER_OF_ROOMS)
    sessions = replace(one, sessions=tuple(data.draw(st.permutations(one.sessions))))
    assert counts(sessions, solution, ANY_ORDER_OF_SESSIONS) == counts(one, solution, ANY_ORDER_OF_SESSIONS)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_names_do_not_matter(data: st.DataObject) -> None:
    """A conference whose submissions have other names costs the same."""
    one = made(20, 5, 4, 3, seed=data.draw(st.integers(0, 30))).instance
    solution = shaken(data, one)

    def new(name: str | None) -> str | None:
        return None if name is None else f"n{name[::-1]}"

    renamed = replace(
        one,
        submissions=tuple(replace(each, reference=str(new(each.reference))) for each in one.submissions),
    )
    moved = Solution({place: Held(held.track, tuple(map(new, held.slots))) for place, held in solution.held.items()})
    assert counts(renamed, moved, set(Term)) == counts(one, solution, set(Term))
    assert judge(renamed, moved).breaches == judge(one, solution).breaches
