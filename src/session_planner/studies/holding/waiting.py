"""For whom and for what a unit waits, beside its own bodies and its room: officers who serve elsewhere, and orders.

Beneath `simulation`. An officer who must be in the room comes when what they served before is over, in whatever body;
what is to be taken up after something else (a precedence, a joint session after another) waits for that. Delegations
keep nobody waiting: a meeting begins without a delegate who is late.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from session_planner.programme.timetable import Row, Timetable
from session_planner.rules import active


@dataclass(frozen=True, slots=True)
class Group:
    """What is taken up at one time, as planned: rows by body, in minutes since 1970 UTC."""

    id: str
    joint: str | None
    rows: Mapping[str, tuple[Row, ...]]
    start: int
    end: int
    room: str | None


def waits(groups: Sequence[Group], t: Timetable) -> dict[int, dict[int, int]]:
    """By number of a group, in the order of the programme: those it waits for, and how long after them it may begin.

    Only what the programme has in that order: what goes on at the same time, or the other way round, waits for nothing.
    """
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for before, number, lag in _pairs(groups, t):
        if before < number and groups[before].end + lag <= groups[number].start:
            found[number][before] = max(lag, found[number].get(before, 0))
    return found


def _pairs(groups: Sequence[Group], t: Timetable) -> Iterator[tuple[int, int, int]]:
    """Groups one before the other, as officers and orders ask, and the time between."""
    of_row = {id(row): number for number, one in enumerate(groups) for rows in one.rows.values() for row in rows}

    def numbers(ref: str) -> list[int]:
        return sorted({of_row[id(row)] for row in t.rows_under(ref)})

    scenario, held = t.scenario, {rule.id for rule in active(t.scenario)}
    for officer in scenario.officers if "officers" in held else ():
        served = sorted({number for ref in officer.serves for number in numbers(ref)})
        for place, number in enumerate(served):
            over = (before for before in reversed(served[:place]) if groups[before].end <= groups[number].start)
            yield from ((before, number, 0) for before in list(over)[:1])
    orders = [(one.before, one.after, one.gap) for one in scenario.precedences if "precedence" in held]
    orders += [(f"joint:{other}", f"joint:{one.id}", 0) for one in scenario.joint_sessions for other in one.after]
    for first, then, gap in orders:
        yield from ((before, number, gap) for before in numbers(first) for number in numbers(then))
