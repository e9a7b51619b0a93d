"""`bench tpac`: the 59 group meetings that W3C had to place in a week of 2023, against a greedy first fit.

Two cases: as they were asked for; and with conflicts made up, for the real texts name none: some groups ask not to meet
beside some others, which binds the joint meetings of both too, so that not every slot can be given. Each programme goes
through the checker, and is counted again by a judge that knows nothing of the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import session_planner as sp
from session_planner.bench.measure import Demand, Measured, cores
from session_planner.errors import InputError, Mistake
from session_planner.words import N_

DATA = Path("tests") / "data" / "conferences" / "tpac" / "tpac2023.json"
SECONDS = (60.0, 120.0)
"""For each case: quick, and in full."""
CONFLICTS = 40
"""Pairs that are drawn; where both have time to keep apart, one is made to name the other."""
_NOTE = (
    "First fit: meetings in the order of the file, each slot that is asked for in its order, in the first room of the "
    "file that is free and has the seats, if no group is to be elsewhere and no conflict is named; what does not go "
    "there is not held at all; the programme holds every meeting. Rooms: meetings with fewer seats than people at most "
    "and rooms of a group beyond one."
)


@dataclass(frozen=True, slots=True)
class _Case:
    name: str
    event: sp.tpac.Event
    ahead: int
    """By how many slots it must be better than first fit, which need not hold what does not go."""


def measure(quick: bool) -> Measured:
    """Quick: half the time, and only the real case."""
    event = sp.tpac.read_event(_data())
    cases = [_Case("as asked for", event, 1)]
    if not quick:
        cases.append(_Case("conflicts made up", with_conflicts(event), 0))
    rows: list[Mapping[str, Any]] = []
    demands: list[Demand] = []
    for case in cases:
        row, asked = _measured(case, SECONDS[not quick])
        rows.append(row)
        demands += asked
    return Measured(tuple(rows[0]), rows, demands, [_NOTE])


def _data() -> Path:
    path = Path(__file__).parents[3] / DATA
    if not path.exists():
        said = N_("this benchmark needs the data that a checkout has in {path}")
        raise InputError([Mistake("", 0, 0, "", said, {"path": str(DATA)})])
    return path


def _measured(case: _Case, seconds: float) -> tuple[Mapping[str, Any], list[Demand]]:
    event = case.event
    floor = sp.tpac.judge(event, first_fit(event))
    scenario = sp.Scenario.model_validate(sp.tpac.scenario_of(event))
    began = perf_counter()
    outcome = sp.solve(scenario, sp.Control(seconds=seconds, workers=cores()))
    took = perf_counter() - began
    programme = outcome.programme
    if programme is None:
        return {"case": case.name, "seconds": took}, [Demand(f"{case.name}: programmes missing", 0, 1)]
    report = sp.check(programme, scenario)
    found = sp.tpac.judge(event, sp.tpac.solution_of(programme, event))
    tiers = {tier.id: tier for tier in programme.tiers}
    gap = sum(tiers[name].objective - tiers[name].bound for name in ("conflicts", "requests") if name in tiers)
    charged = {cost.rule: cost.cost for cost in report.costs}
    row = {
        "case": case.name,
        "asked": found.wanted,
        "first fit met": floor.met,
        "not held": floor.lacking,
        "met": found.met,
        "gap": gap,
        "conflicts": found.direct + found.indirect,
        "rooms": found.rooms_more + found.seats_short,
        "rooms bound": tiers["rooms"].bound if "rooms" in tiers else None,
        "first s": outcome.first,
        "seconds": took,
        "building s": outcome.building,
    }
    demands = [
        Demand(f"{case.name}: errors that the checker finds", 0, len(report.errors)),
        Demand(f"{case.name}: rooms or groups in two places, seats lacking, meetings not held", 0, found.hard),
        Demand(f"{case.name}: joint meetings missing in a group's programme", 0, _missing(case, programme)),
        Demand(f"{case.name}: named and indirect conflicts", 0, found.direct + found.indirect),
        Demand(f"{case.name}: slots asked for and not given, against first fit",
               max(0, floor.wanted - floor.met - case.ahead), found.wanted - found.met),
        Demand(f"{case.name}: what the programme costs, less what the judge counts", 0,
               abs(charged["preferred-windows"] - (found.wanted - found.met))
               + abs(charged["kept-apart"] - found.direct - found.indirect)),
    ]  # fmt: skip
    return row, demands


def _missing(case: _Case, programme: sp.Programme) -> int:
    """Joint meetings that a group's own programme lacks."""
    bodies = sp.tpac.bodies_of(case.event)
    held = {(segment.body, segment.joint) for segment in programme.segments if segment.joint}
    return sum(
        (bodies[group], f"{meeting.number}.{at}") not in held
        for meeting in case.event.meetings
        if meeting.joint
        for group in meeting.groups
        for at in range(1, meeting.times + 1)
    )


def first_fit(event: sp.tpac.Event) -> sp.tpac.Solution:
    """The floor: what is asked for, one after the other, where it goes."""
    apart = {frozenset((clash.one, clash.other)) for clash in sp.tpac.clashes(event)}
    held: dict[int, tuple[tuple[int, str], ...]] = {}
    at_once: dict[int, list[sp.tpac.Meeting]] = {}
    taken: set[tuple[int, str]] = set()
    for meeting in event.meetings:
        places = []
        for slot in meeting.wanted:
            others = at_once.setdefault(slot, [])
            if any({*meeting.groups} & {*one.groups} for one in others):
                continue
            if any(frozenset((meeting.number, one.number)) in apart for one in others):
                continue
            fitting = (room.name for room in event.rooms if (room.seats or 10**9) >= meeting.people[0])
            room = next((name for name in fitting if (slot, name) not in taken), None)
            if room is not None:
                taken.add((slot, room))
                others.append(meeting)
                places.append((slot, room))
        held[meeting.number] = tuple(places)
    return sp.tpac.Solution(held)


def with_conflicts(event: sp.tpac.Event, count: int = CONFLICTS, seed: int = 1) -> sp.tpac.Event:
    """The event with meetings that name another one: such as have time to meet apart, with all that follows."""
    chance = Random(seed)
    times: dict[str, int] = {}
    for meeting in event.meetings:
        for group in meeting.groups:
            times[group] = times.get(group, 0) + meeting.times
    busy = {one.number: max(times[group] for group in one.groups) for one in event.meetings}
    meetings = list(event.meetings)
    for _ in range(count):
        at, other = chance.randrange(len(meetings)), chance.choice(meetings)
        one = meetings[at]
        if not {*one.groups} & {*other.groups} and busy[one.number] + busy[other.number] <= len(event.slots) // 2:
            meetings[at] = replace(one, avoids=tuple(dict.fromkeys([*one.avoids, other.number])))
    return replace(event, meetings=tuple(meetings))
