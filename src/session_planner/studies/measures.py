"""The figures of a programme against its scenario: what comparisons and sweeps lay side by side.

Made from the finished timetable and the checker's report alone, so that a programme from any hand has them. `figures`
are plain numbers under names that stay put (the columns of a sweep); the rest says which room, whom, when.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from session_planner.checker import Report, check
from session_planner.programme.model import Cost, Programme, TierResult
from session_planner.programme.timetable import Held, Timetable
from session_planner.rules import tiers
from session_planner.rules.attendance import Place, Whole, places
from session_planner.rules.interpretation_teams import serving
from session_planner.scenario.model import Scenario
from session_planner.studies.rooms import RoomUse, room_use

WORST = 5
"""Delegations that are told as the worst served."""


@dataclass(frozen=True, slots=True)
class Tier:
    """What a class of rules costs. `bound`: no programme costs less; None where nothing is proved of it."""

    id: str
    cost: int
    bound: int | None

    @property
    def proved(self) -> bool:
        """Whether nothing better exists."""
        return self.bound is not None and self.bound >= self.cost


@dataclass(frozen=True, slots=True)
class Team:
    """The load of a kind of interpretation team: sittings that only it can serve, all that it can, most at a time."""

    id: str
    count: int
    sittings: int
    possible: int
    peak: int


@dataclass(frozen=True, slots=True)
class Served:
    """How a delegation is served. It has `size` people and is wanted in `peak` rooms at once, at the worst.

    `short`: minutes in which it is wanted in more rooms than it has people; `split`: in more than one.
    """

    id: str
    size: int
    peak: int
    short: int
    split: int

    @property
    def beyond(self) -> int:
        """Rooms at once that it has nobody for."""
        return max(self.peak - self.size, 0)


@dataclass(frozen=True, slots=True)
class Joint:
    """Where a programme has a joint session, as its host's; `absent` are its bodies that do not have it so."""

    id: str
    start: str | None
    end: str | None
    room: str | None
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measures:
    """All of it. `tiers` in their order, most important first; times in minutes."""

    tiers: tuple[Tier, ...]
    costs: tuple[Cost, ...]
    conflicts: int
    sittings: int
    handed_back: int
    segments: int
    splits: int
    idle: int
    unused: int
    interpreted: int
    interpreted_peak: int
    teams: tuple[Team, ...]
    rooms: tuple[RoomUse, ...]
    delegations: tuple[Served, ...]
    """Those that are ever wanted in more than one room, worst served first."""
    joints: tuple[Joint, ...]
    unscheduled: tuple[str, ...]

    @property
    def worst(self) -> tuple[Served, ...]:
        """The delegations worst served."""
        return self.delegations[:WORST]

    @property
    def figures(self) -> dict[str, int | None]:
        """Plain numbers by names that stay: what a sweep has as columns, always in this order."""
        return {
            **{f"tier.{tier.id}": tier.cost for tier in self.tiers},
            **{f"bound.{tier.id}": tier.bound for tier in self.tiers},
            **{f"cost.{cost.rule}": cost.cost for cost in self.costs},
            "conflicts": self.conflicts,
            "sittings.held": self.sittings,
            "sittings.handed_back": self.handed_back,
            "segments": self.segments,
            "splits": self.splits,
            "idle.minutes": self.idle,
            "unused.minutes": self.unused,
            "interpreted.sittings": self.interpreted,
            "interpreted.peak": self.interpreted_peak,
            "rooms.used.minutes": sum(room.used for room in self.rooms),
            "rooms.open.minutes": sum(room.open for room in self.rooms),
            "delegations.beyond": max((one.beyond for one in self.delegations), default=0),
            "delegations.short.minutes": sum(one.short for one in self.delegations),
            "delegations.split.minutes": sum(one.split for one in self.delegations),
            "unscheduled": len(self.unscheduled),
        }

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "figures": self.figures,
            "teams": [
                {
                    "id": one.id,
                    "count": one.count,
                    "sittings_only": one.sittings,
                    "sittings_possible": one.possible,
                    "peak": one.peak,
                }
                for one in self.teams
            ],
            "rooms": [{"id": one.id, "used_minutes": one.used, "open_minutes": one.open} for one in self.rooms],
            "delegations_worst_served": [
                {
                    "id": one.id,
                    "size": one.size,
                    "rooms_at_once": one.peak,
                    "short_minutes": one.short,
                    "split_minutes": one.split,
                }
                for one in self.worst
            ],
            "joint_sessions": [
                {"id": one.id, "start": one.start, "end": one.end, "room": one.room, "absent": list(one.absent)}
                for one in self.joints
            ],
            "unscheduled": list(self.unscheduled),
        }


def measures(programme: Programme, scenario: Scenario, report: Report | None = None) -> Measures:
    """The figures of a programme; `report` is what the checker said of it, asked here where it is not given.

    Bounds are the programme's own where the checker counts the cost that it was proved for.
    """
    report = report or check(programme, scenario)
    t = Timetable(programme, scenario)
    own = [held for held in t.held if held.slot and not held.guest]
    in_use = sum(held.slot is not None for held in t.held)
    interpreted = [held for held in own if held.interpreted]
    placed = {row.ref for row in t.rows}
    return Measures(
        tiers=_tiers(programme, scenario, report),
        costs=report.costs,
        conflicts=len(report.errors),
        sittings=len(own),
        handed_back=sum(map(len, t.outline.slots.values())) - in_use,
        segments=len(t.rows),
        splits=sum(len(rows) - 1 for ref, rows in t.by_ref.items() if ref in t.outline.leaves and not rows[0].joint),
        idle=sum(map(_idle, own)),
        unused=sum(max(held.slot.end - max(row.end for row in held.rows), 0) for held in own if held.slot),
        interpreted=len(interpreted),
        interpreted_peak=_peak([(held.start, held.last) for held in interpreted]),
        teams=_teams(t),
        rooms=room_use(t),
        delegations=_served(t),
        joints=tuple(_joint(t, joint) for joint in t.outline.joints),
        unscheduled=tuple(ref for ref in t.outline.leaves if ref not in placed),
    )


def _tiers(programme: Programme, scenario: Scenario, report: Report) -> tuple[Tier, ...]:
    known: Mapping[str, TierResult] = {tier.id: tier for tier in programme.tiers}
    found = []
    for id in (tier.id for tier in tiers(scenario)):
        costs = [cost.cost for cost in report.costs if cost.tier == id]
        if costs:
            proved = known.get(id)
            bound = proved.bound if proved and proved.objective == sum(costs) else 0 if not sum(costs) else None
            found.append(Tier(id, sum(costs), bound))
    return tuple(found)


def _idle(held: Held) -> int:
    """Minutes of a sitting before its first item and between its items, whatever is left after the last."""
    assert held.slot is not None
    idle, until = 0, held.slot.start
    for row in sorted(held.rows, key=lambda row: row.start):
        idle += max(row.start - until, 0)
        until = max(until, row.end)
    return idle


def _peak(spans: Sequence[tuple[int, int]]) -> int:
    """How many of these go on at once, at the worst; one that ends when another starts is over."""
    steps = sorted([(end, -1) for _, end in spans] + [(start, 1) for start, end in spans if end > start])
    running = most = 0
    for _, step in steps:
        running += step
        most = max(most, running)
    return most


def _teams(t: Timetable) -> tuple[Team, ...]:
    kinds_for = serving(t)
    asked = [(held, kinds) for held in t.held if (kinds := kinds_for(held)) is not None]
    found = []
    for kind, team in enumerate(t.scenario.interpretation.teams):
        can = [(held, kinds) for held, kinds in asked if kind in kinds]
        only = sum(len(kinds) == 1 for _, kinds in can)
        found.append(Team(team.id, team.count, only, len(can), _peak([(one.start, one.last) for one, _ in can])))
    return tuple(found)


def _served(t: Timetable) -> tuple[Served, ...]:
    whole: Whole = {}
    found = [_counted(one.id, one.size, places(t, one.follows, whole)) for one in t.scenario.delegations if one.follows]
    order = {one.id: place for place, one in enumerate(t.scenario.delegations)}
    torn = [one for one in found if one.peak > 1]
    return tuple(sorted(torn, key=lambda one: (-one.beyond, -one.short, -one.split, order[one.id])))


def _counted(id: str, size: int, there: Sequence[Place]) -> Served:
    steps: dict[int, int] = {}
    for place in there:
        if place.end > place.start:
            steps[place.start] = steps.get(place.start, 0) + 1
            steps[place.end] = steps.get(place.end, 0) - 1
    running = peak = short = split = 0
    for moment, after in pairwise(sorted(steps)):
        running += steps[moment]
        peak = max(peak, running)
        short += after - moment if running > size else 0
        split += after - moment if running > 1 else 0
    return Served(id, size, peak, short, split)


def _joint(t: Timetable, joint: str) -> Joint:
    bodies = t.outline.joints[joint].bodies
    hosted = t.joint_span(joint, bodies[0])
    if hosted is None:
        return Joint(joint, None, None, None, bodies)
    start, end = (t.outline.clock(minute).isoformat() for minute in hosted[:2])
    absent = tuple(body for body in bodies if t.joint_span(joint, body) != hosted)
    return Joint(joint, start, end, hosted[2], absent)
