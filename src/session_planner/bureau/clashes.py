"""What runs against a joint session, and whom that hurts: delegations, officers, interpreters.

Two views of the same hours: by plain overlap, everything that other meetings take up while the session lasts, with
those who follow or serve both; and by the rules of the scenario, the conflicts that the checker finds with it in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from session_planner.bureau.given import Stretch, minute, stretch
from session_planner.checker import Conflict, Report
from session_planner.programme.model import Segment
from session_planner.programme.people import People
from session_planner.programme.timetable import Timetable
from session_planner.scenario.outline import Outline

# What is told of every programme by itself: how the session stands with each of its bodies.
_TOLD_ELSEWHERE = ("joint-together", "joint-when")
# Rules that are hard by default: where a scenario prices them, their breaches hurt as before.
_HURT = ("delegation-size", "officers", "interpretation-teams", "interpretation-limits", "parallel-limit", "travel")


@dataclass(frozen=True, slots=True)
class Clash:
    """Something that is taken up at the same time; `minutes` of it while the session lasts.

    `delegations` follow both, `officers` are needed at both; `torn` are delegations that have too few people for it.
    """

    segment: Segment
    found: Stretch
    minutes: int
    delegations: tuple[str, ...]
    officers: tuple[str, ...]
    torn: tuple[str, ...]

    def as_dict(self, outline: Outline) -> dict[str, object]:
        """For `--json`."""
        return {
            "segment": self.segment.id,
            "body": self.segment.body,
            **self.found.as_dict(outline),
            "minutes": self.minutes,
            "delegations": list(self.delegations),
            "officers": list(self.officers),
            "torn": list(self.torn),
        }


@dataclass(frozen=True, slots=True)
class Against:
    """All that runs against a joint session.

    `interpreted` are the bodies that hold interpreted sittings while it lasts, its own sitting as that of its host;
    `teams` how many interpretation teams of each kind there are, empty where the scenario says nothing of them.
    """

    clashes: tuple[Clash, ...]
    interpreted: tuple[str, ...]
    teams: tuple[tuple[str, int], ...]
    conflicts: tuple[Conflict, ...]

    def as_dict(self, outline: Outline, lang: str) -> dict[str, object]:
        """For `--json`."""
        return {
            "same_time": [clash.as_dict(outline) for clash in self.clashes],
            "interpreted": list(self.interpreted),
            "teams": dict(self.teams),
            "conflicts": [conflict.as_dict(lang) for conflict in self.conflicts],
        }


def against(session: Sequence[Segment], place: Stretch, table: Timetable, report: Report, people: People) -> Against:
    """What runs against the session, whose segments these are."""
    conflicts = _conflicts(session, report)
    torn = {who for one in conflicts if one.rule == "delegation-size" for who in one.who}
    delegations, officers = people.delegations(session), people.officers(session)
    clashes: list[Clash] = []
    for segment in _at_the_same_time(session, place, table):
        found = stretch([segment])
        both = tuple(one for one in people.delegations([segment]) if one in delegations)
        needed = tuple(one for one in people.officers([segment]) if one in officers)
        shared = min(found.end, place.end) - max(found.start, place.start)
        clashes.append(Clash(segment, found, shared, both, needed, tuple(one for one in both if one in torn)))
    teams = tuple((team.id, team.count) for team in table.scenario.interpretation.teams)
    return Against(tuple(clashes), _interpreted(place, table) if teams else (), teams, conflicts)


def _at_the_same_time(session: Sequence[Segment], place: Stretch, table: Timetable) -> list[Segment]:
    """The segments of others that overlap with it, another joint session once, in order of time and of the scenario."""
    order = {body: number for number, body in enumerate(table.outline.bodies)}
    found: dict[object, Segment] = {}
    for one in table.programme.segments:
        start, end = minute(one.start.timestamp()), minute(one.end.timestamp())
        if one not in session and start < place.end and place.start < end:
            found.setdefault((one.joint, start, end) if one.joint else one.id, one)
    return sorted(found.values(), key=lambda one: (one.start.timestamp(), order.get(one.body, len(order)), one.id))


def _interpreted(place: Stretch, table: Timetable) -> tuple[str, ...]:
    """Whose interpreted sittings are held while it lasts; each takes a team from its start to its last end."""
    running = (
        held
        for held in table.held
        if held.interpreted and not held.guest and held.start < place.end and place.start < held.last
    )
    return tuple(dict.fromkeys(held.body for held in running))


def _conflicts(session: Sequence[Segment], report: Report) -> tuple[Conflict, ...]:
    """Breaches of hard rules with the session in them, and of soft ones that ask too much of people."""
    segments = {one.id for one in session}
    return tuple(
        one
        for one in report.conflicts
        if one.rule not in _TOLD_ELSEWHERE
        and segments.intersection(one.segments)
        and (one.severity == "error" or one.rule in _HURT)
    )
