"""The least reserve that is enough: every smaller total tried, by what the programmes found leave free anyhow.

After `robust` has found reserves that are enough. The best programme with some reserves often leaves more free than
they ask for: it is then the best with all reserves up to what it leaves, too, and none of them needs a solve of its
own. Only a reserve beyond that, of some joint session, can change it. So the reserves tried grow by such steps, the
least total first; the first that are enough are the least, if every programme on the way was proved the best.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from session_planner.programme.model import Programme
from session_planner.programme.timetable import Timetable
from session_planner.rules.reserve_before import free_before
from session_planner.scenario.model import Scenario

TRIES = 200
"""Programmes that are tried at most."""

Reserves = Mapping[str, int]
"""Minutes by joint session."""
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Tried(Generic[Answer]):
    """What was found with some reserves: the best `programme` if `proved`; None: there is none, or none was found.

    `answer`: what it came to, where that is enough.
    """

    programme: Programme | None
    proved: bool
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Least(Generic[Answer]):
    """`answer`: of the least total found that is enough, None where it is no less than what was known.

    `total`: no reserves come to less than this, in minutes, and are enough.
    """

    answer: Answer | None
    total: int


def least(
    scenario: Scenario,
    begin: Reserves,
    known: int,
    attempt: Callable[[Reserves], Tried[Answer]],
    over: Callable[[], bool],
) -> Least[Answer]:
    """Tries reserves from `begin` on whose total is less than the `known` one, until some are enough or time is up."""
    joints = tuple(begin)
    waiting = [(sum(begin.values()), tuple(begin[joint] for joint in joints))]
    seen = set(waiting)
    sure: int | None = None  # what was found where something on the way was not proved
    for _ in range(TRIES):
        if not waiting or waiting[0][0] >= known or over():
            break
        total, minutes = heapq.heappop(waiting)
        reserves = dict(zip(joints, minutes, strict=True))
        tried = attempt(reserves)
        if tried.answer is not None:
            return Least(tried.answer, total if sure is None else min(sure, total))
        if not tried.proved:
            sure = total if sure is None else sure
        if tried.programme is None:
            continue
        for more in _beyond(tried.programme, scenario, reserves):
            step = sum(more.values()), tuple(more[joint] for joint in joints)
            if step not in seen:
                seen.add(step)
                heapq.heappush(waiting, step)
    left = min(waiting[0][0] if waiting else known, known)
    return Least(None, left if sure is None else min(sure, left))


def _beyond(programme: Programme, scenario: Scenario, reserves: Reserves) -> Iterator[Reserves]:
    """The least reserves that this programme does not leave: of one joint session each more than it has free."""
    table = Timetable(programme, scenario)
    for joint in scenario.joint_sessions:
        free = free_before(joint, table)
        if free is not None:
            beyond = (free // scenario.grain + 1) * scenario.grain
            yield {**reserves, joint.id: max(beyond, reserves[joint.id] + scenario.grain)}
