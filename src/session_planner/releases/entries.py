"""What a calendar holds one entry for, and the name that entry keeps for ever.

First stop of `releases`. An entry's UID is made from scenario, body, item and part, never from its time or room, so
that a moved segment is an update of the same entry and not a second one beside it; a joint session is one entry, that
of its host, in whichever body's calendar it stands.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import quote

from session_planner.programme.model import Programme, Segment, ordered
from session_planner.programme.sittings import sitting_times, slot_of
from session_planner.scenario.model import JointSession, Scenario
from session_planner.scenario.outline import Outline, outline

Granularity = Literal["item", "sitting"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A segment, or a whole sitting with all its segments.

    `behind` are the segments that it stands for in anybody's programme: of a joint session, those of all its bodies.
    """

    uid: str
    segments: tuple[Segment, ...]
    behind: tuple[Segment, ...]
    start: dt.datetime
    end: dt.datetime
    whole_sitting: bool = False


def entries(programme: Programme, scenario: Scenario, granularity: Granularity = "item") -> tuple[Entry, ...]:
    """The entries of a programme, in order of time; each UID once."""
    gather = _items if granularity == "item" else _sittings
    found: dict[str, Entry] = {}
    for entry in gather(programme, scenario):
        name, number = entry.uid, 1
        # A programme by hand may take up one item twice without calling it parts: each stays an entry of its own.
        while name in found and found[name].segments != entry.segments:
            number += 1
            name = f"{number}.{entry.uid}"
        behind = found[name].behind + entry.behind if name in found else entry.behind
        found[name] = replace(entry, uid=name, behind=behind)
    return tuple(sorted(found.values(), key=lambda entry: (entry.start.timestamp(), entry.uid)))


def uid(scenario_id: str, *parts: str) -> str:
    """A UID of names that stay: each is quoted, so that no two lists of names make the same one."""
    return "/".join(quote(part, safe="():") for part in (scenario_id, *parts)) + "@session-planner"


def scenario_id(programme: Programme, scenario: Scenario) -> str:
    """The id that UIDs are made from."""
    return programme.scenario_id or scenario.id or "session"


def _items(programme: Programme, scenario: Scenario) -> Iterator[Entry]:
    """An entry a segment. In a joint session the host's segments stand for those of all bodies at the same time."""
    hosting = _hosting(programme, scenario)
    name = scenario_id(programme, scenario)
    for segment in ordered(programme.segments):
        own = not segment.joint or segment in hosting[segment.joint]
        hosts = [] if own else [one for one in hosting[segment.joint or ""] if _overlap(one, segment)]
        for one in hosts or [segment]:
            joint = f"joint:{one.joint}" if one.joint else ""
            names = (joint, one.item or "") if one in hosting[one.joint or ""] else (one.body, one.item or joint)
            yield Entry(uid(name, *names, str(one.part)), (one,), (segment,), one.start, one.end)


def _sittings(programme: Programme, scenario: Scenario) -> Iterator[Entry]:
    """An entry a sitting: the first, second … that a body holds; those of a joint session are counted on their own."""
    out, hosting = outline(scenario), _hosting(programme, scenario)
    held: dict[str, dict[int, list[Segment]]] = defaultdict(lambda: defaultdict(list))
    for segment in ordered(programme.segments):
        # Bodies that sit together may have other hours of their own: the host's sitting is everybody's.
        host = next((one for one in hosting[segment.joint or ""] if _overlap(one, segment)), segment)
        held[f"joint:{segment.joint}" if segment.joint else segment.body][_slot_start(host, out)].append(segment)
    name = scenario_id(programme, scenario)
    for whose, sittings in held.items():
        for number, (_start, segments) in enumerate(sorted(sittings.items()), 1):
            together = tuple(segments)
            begins, ends = sitting_times(together, out)
            yield Entry(uid(name, whose, "sitting", str(number)), together, together, begins, ends, whole_sitting=True)


def _slot_start(segment: Segment, out: Outline) -> int:
    slot = slot_of(segment, out)
    return slot.start if slot else int(segment.start.timestamp()) // 60


def _hosting(programme: Programme, scenario: Scenario) -> Mapping[str, tuple[Segment, ...]]:
    """By joint session: the segments of its host, the first of its bodies that has items in it (else the first)."""
    found: dict[str, list[Segment]] = defaultdict(list)
    hosts = {joint.id: _host(joint) for joint in scenario.joint_sessions}
    for segment in programme.segments:
        if segment.joint and segment.body == hosts.get(segment.joint, segment.body):
            found[segment.joint].append(segment)
    return defaultdict(tuple, {joint: tuple(segments) for joint, segments in found.items()})


def _host(joint: JointSession) -> str:
    return next((body for body in joint.bodies if joint.items.get(body)), joint.bodies[0])


def _overlap(one: Segment, other: Segment) -> bool:
    begins, ends = max(one.start.timestamp(), other.start.timestamp()), min(one.end.timestamp(), other.end.timestamp())
    return begins < ends
