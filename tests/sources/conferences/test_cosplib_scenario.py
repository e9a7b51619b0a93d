"""A conference of CoSPLib as a scenario: a programme costs there what its solution scores, to the unit and by term."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from session_planner.bench.cosplib_like import Made, made
from session_planner.checker import Report, check
from session_planner.planning import solve
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.sources.conferences import cosplib
from session_planner.sources.conferences.cosplib import Instance, Session, Solution, Submission, Term, Track
from tests.sources.conferences.cosplib_small import DATA, instance, session, solution

STORED = tuple(json.loads((DATA / "stored/scores.json").read_text("utf-8")))
BY_RULE = {
    "same-room": {Term.ROOMS_PER_TRACK},
    "single-room": {Term.PARALLEL_TRACKS},
    "consecutive-sittings": {Term.CONSECUTIVE_TRACKS},
    "agenda-places": {Term.ORDER},
    "place-costs": {Term.TRACKS_SESSIONS, Term.TRACKS_ROOMS, Term.SESSIONS_ROOMS, Term.TIME_ZONES,
                    Term.SUBMISSIONS_SESSIONS, Term.SUBMISSIONS_ROOMS},
    "kept-apart": {Term.SIMILAR_TRACKS, Term.CHAIRS, Term.PRESENTERS, Term.ATTENDEES, Term.PRESENTERS_IN_SLOT,
                   Term.ATTENDEES_IN_SLOT},
}  # fmt: skip
"""Every term, by the rule that charges it."""
BY_ENTRY = {
    "similar": Term.SIMILAR_TRACKS,
    "chairs": Term.CHAIRS,
    "presenters": Term.PRESENTERS,
    "attendees": Term.ATTENDEES,
    "presenters-slot": Term.PRESENTERS_IN_SLOT,
    "attendees-slot": Term.ATTENDEES_IN_SLOT,
}
"""The terms of `kept-apart` by the names of its entries, without their numbers."""


def scenario(of: Instance) -> Scenario:
    return Scenario.model_validate(cosplib.scenario_of(of, "Conference"))


def report(of: Instance, found: Solution) -> Report:
    """What the checker says of a solution; nothing but costs."""
    said = check(cosplib.programme_of(found, of), scenario(of))
    assert said.clean, said.conflicts
    return said


def agrees(of: Instance, found: Solution) -> Counter[Term]:
    """Raises AssertionError where a programme is charged anything but what its solution scores; the score by term."""
    verdict, said = cosplib.judge(of, found), report(of, found)
    assert (verdict.scheduled, verdict.valid, verdict.breaches) == (True, True, 0)
    costs = {cost.rule: cost.cost for cost in said.costs}
    assert costs == {rule: sum(verdict.terms[term] for term in BY_RULE[rule]) for rule in costs}
    assert sum(costs.values()) == verdict.total
    entries = Counter[Term]()
    for conflict in said.conflicts:
        if conflict.rule == "kept-apart":
            name, *numbers = conflict.key[0].split("-")
            entries[BY_ENTRY[f"{name}-slot" if numbers[-1] == "slot" else name]] += conflict.amount
    assert entries == +Counter({term: verdict.terms[term] for term in BY_RULE["kept-apart"]})
    return Counter(verdict.terms)


def shuffled(of: Instance, dice: Random) -> Solution:
    """Any solution that may be: tracks in rooms as they come, talks in slots as they come, with holes."""
    sessions = {one.name: one.slots for one in of.sessions}
    while True:
        free = [(one.name, room) for one in of.sessions for room in of.rooms]
        dice.shuffle(free)
        own: dict[str, list[tuple[str, str]]] = {track.name: [] for track in of.tracks}
        for place in free:
            own[dice.choice(of.tracks).name].append(place)
        taken: dict[tuple[str, str], list[bool]] = {place: [False] * sessions[place[0]] for place in free}
        places = []
        for one in dice.sample(of.submissions, len(of.submissions)):
            fitting = [
                (place, first)
                for place in own[one.track]
                for first in range(len(taken[place]) - one.slots + 1)
                if not any(taken[place][first : first + one.slots])
            ]
            if not fitting:
                break
            (name, room), first = dice.choice(fitting)
            taken[name, room][first : first + one.slots] = [True] * one.slots
            places.append((one.reference, name, room, first))
        else:
            return cosplib.placed(of, places)


def small(seed: int, submissions: int = 14, tracks: int = 3) -> Made:
    """A conference with so much room that tracks and talks can stand anywhere, and every term switched on."""
    dice = Random(seed)
    found = made(submissions, tracks, 5, 5, seed=seed)
    of = found.instance
    tracks_of = {track.name: dice.random() < 0.7 for track in of.tracks}
    numbers = Counter[str]()
    talks = []
    for one in of.submissions:
        numbers[one.track] += 1
        order = numbers[one.track] if tracks_of[one.track] and dice.random() < 0.8 else 0
        people = tuple(dict.fromkeys(dice.choices("ABCDEFGH", k=dice.randint(1, 2))))
        others = tuple(dict.fromkeys(dice.choices("ABCDEFGH", k=dice.randint(0, 2))))
        talks.append(replace(one, order=order, slots=dice.choice((1, 1, 2, 3)), presenters=people, attendees=others))
    chaired = tuple(Track(track.name, tuple(dice.choices("ABCX", k=dice.randint(0, 2)))) for track in of.tracks)
    long = tuple(replace(one, slots=one.slots + 4) for one in of.sessions)
    pairs = [(one.name, other.name) for at, one in enumerate(of.tracks) for other in of.tracks[at + 1 :]]
    weights = {term: dice.randint(1, 9) for term in Term}
    return replace(
        found,
        instance=replace(
            of, submissions=tuple(talks), tracks=chaired, sessions=long, weights=weights,
            similar={pair: dice.randint(1, 5) for pair in pairs},
        ),
    )  # fmt: skip


# -- what a solution costs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", STORED)
def test_a_stored_solution_costs_what_it_scores(name: str) -> None:
    of, kind = name.split()
    conference = cosplib.read_instance(DATA / f"{of}.xlsx")
    agrees(conference, cosplib.read_solution(DATA / f"stored/{of}-{kind}.xlsx", conference))


@pytest.mark.parametrize("size", [(40, 6, 5, 4), (150, 20, 10, 8)])
@pytest.mark.parametrize("seed", range(3))
def test_a_planted_solution_costs_what_it_scores(size: tuple[int, int, int, int], seed: int) -> None:
    found = made(*size, seed=seed)
    agrees(found.instance, found.solution)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(3, 16), st.integers(1, 3))
def test_any_solution_costs_what_it_scores(seed: int, submissions: int, tracks: int) -> None:
    of = small(seed, submissions, tracks).instance
    agrees(of, shuffled(of, Random(seed)))


def test_every_term_is_charged_somewhere() -> None:
    charged = Counter[Term]()
    for seed in range(12):
        of = small(seed).instance
        charged += agrees(of, shuffled(of, Random(seed)))
    assert set(charged) == set(Term)


def days(dice: Random) -> tuple[Session, ...]:
    """Sessions as a workbook may have them: out of order, at the same hours, without end, of a minute a slot."""
    found = []
    for number in range(4):
        start, end = sorted(dt.time(dice.randrange(24), dice.choice((0, 7, 30))) for _ in range(2))
        date = dt.date(2026, 7, 6) + dt.timedelta(dice.randrange(3))
        found.append(Session(f"s{number}", dice.randint(2, 30), date, *dice.choice([(start, end), (end, start)])))
    return tuple(found)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_sessions_at_any_hours_stay_in_their_order(seed: int) -> None:
    dice = Random(seed)
    of = small(seed, 8, 2).instance
    of = replace(of, sessions=days(dice), tracks_sessions={}, sessions_rooms={("s1", of.rooms[0]): 5})
    agrees(of, shuffled(of, dice))


def test_sessions_keep_their_own_hours_or_have_a_day_each() -> None:
    late = session("s2", 2, "12:00", "13:10")
    data = cosplib.scenario_of(instance([Submission("t", "A")], sessions=(session("s1"), late)), "Conference")
    assert (data["grain"], data["days"]) == (30, [{"date": "2026-07-06", "sittings": ["10:00-11:30", "12:00-13:00"]}])
    data = cosplib.scenario_of(instance([Submission("t", "A")], sessions=(late, session("s1"))), "Conference")
    assert [day["date"] for day in data["days"]] == ["2026-07-06", "2026-07-07"]


# -- what is found ----------------------------------------------------------------------------------------------------


def solved(of: Instance, seconds: float) -> tuple[int, Solution, Any]:
    """The cost that the solver says, what it found as a solution, and the outcome."""
    whole = scenario(of)
    outcome = solve(whole, Control(seconds=seconds, workers=2))
    programme = outcome.programme
    assert programme is not None
    assert check(programme, whole).costs == programme.costs
    return programme.objective, cosplib.solution_of(programme, of), programme


@pytest.mark.parametrize("seed", range(4))
def test_what_is_found_scores_what_it_costs_and_nothing_thrown_together_is_better(seed: int, tmp_path: Path) -> None:
    of = small(seed, 6, 2).instance
    cost, found, programme = solved(of, 10)
    assert agrees(of, found).total() == cost
    for number in range(100):
        assert cosplib.judge(of, shuffled(of, Random(number))).total >= programme.bound
    cosplib.write_solution(tmp_path / "sol.xlsx", found, of)
    again = cosplib.read_solution(tmp_path / "sol.xlsx", of)
    assert (again, cosplib.judge(of, again).total) == (found, cost)


def test_the_smallest_of_the_library_is_proved() -> None:
    of = cosplib.read_instance(DATA / "N2OR.xlsx")
    cost, found, programme = solved(of, 30)
    assert (cost, programme.bound, agrees(of, found).total()) == (1, 1, 1)


def test_two_slots_together_count_twice() -> None:
    """By hand: talks of two slots that share a presenter and an attendee, and have an order, side by side."""
    talks = [Submission("t", "A", 2, 1, 0, ("P",), ("Q",)), Submission("u", "A", 2, 2, 0, ("P",), ("Q",))]
    weights = dict.fromkeys(Term, 0) | {Term.ORDER: 1, Term.PRESENTERS: 10, Term.PRESENTERS_IN_SLOT: 100,
                                        Term.ATTENDEES: 1000, Term.ATTENDEES_IN_SLOT: 10_000}  # fmt: skip
    of = instance(talks, weights=weights)
    beside = solution({"s1 a": ("A", "t", "t", "-"), "s1 b": ("A", "u", "u", "-")})
    shifted = solution({"s1 a": ("A", "t", "t", "-"), "s1 b": ("A", "-", "u", "u")})
    assert agrees(of, beside).total() == 2 + 10 + 200 + 1000 + 20_000
    assert agrees(of, shifted).total() == 1 + 10 + 100 + 1000 + 10_000
