"""What a solution of a week of meetings keeps of what was asked: counted from the event alone, without the rules.

After `solution`. It shares nothing with the model or the checker, so that each can be held against the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from session_planner.sources.conferences.tpac.event import Event, Meeting, clashes
from session_planner.sources.conferences.tpac.solution import Solution


@dataclass(frozen=True, slots=True)
class Verdict:
    """Counts: what must not be (`hard`), what texts want apart, requests met and not, seats and rooms."""

    rooms_twice: int
    """Pairs of meetings in one room in one slot."""
    groups_twice: int
    """Pairs of meetings in one slot that one group would have to be at."""
    too_few_seats: int
    """Meetings in a room with fewer seats than people come at least."""
    lacking: int
    """Meetings that are not held, or not as often as asked for."""
    direct: int
    """Pairs of meetings in one slot of which one's text names the other."""
    indirect: int
    """The same by way of a joint meeting."""
    wanted: int
    met: int
    """Slots that are asked for, and those of them that are given."""
    seats_short: int
    """Meetings in a room with fewer seats than people come at most."""
    rooms_more: int
    """Rooms that a group's own meetings, and those it invites to, use beyond one."""

    @property
    def hard(self) -> int:
        return self.rooms_twice + self.groups_twice + self.too_few_seats + self.lacking


def judge(event: Event, solution: Solution) -> Verdict:
    """Counts what a solution keeps."""
    by_number = {meeting.number: meeting for meeting in event.meetings}
    seats = {room.name: room.seats or 10**9 for room in event.rooms}
    every = [(by_number[number], slot, room) for number, held in solution.held.items() for slot, room in held]
    once = list(_at_once(every))
    named = {frozenset((clash.one, clash.other)): clash.indirect for clash in clashes(event)}
    apart = [named[pair] for one, other, _ in once if (pair := frozenset((one.number, other.number))) in named]
    held = {number: {slot for slot, _ in places} for number, places in solution.held.items()}
    used: dict[str, set[str]] = {}
    for meeting, _, room in every:
        used.setdefault(meeting.groups[0], set()).add(room)
    return Verdict(
        rooms_twice=sum(same for _, _, same in once),
        groups_twice=sum(bool({*one.groups} & {*other.groups}) for one, other, _ in once),
        too_few_seats=sum(seats[room] < meeting.people[0] for meeting, _, room in every),
        lacking=sum(max(0, one.times - len(solution.held.get(one.number, ()))) for one in event.meetings),
        direct=apart.count(False),
        indirect=apart.count(True),
        wanted=sum(len(one.wanted) for one in event.meetings),
        met=sum(len({*one.wanted} & held.get(one.number, set())) for one in event.meetings),
        seats_short=sum(seats[room] < meeting.people[1] for meeting, _, room in every),
        rooms_more=sum(len(rooms) - 1 for rooms in used.values()),
    )


def _at_once(every: list[tuple[Meeting, int, str]]) -> Iterator[tuple[Meeting, Meeting, bool]]:
    """Pairs in one slot, and whether they are in one room."""
    by_slot: dict[int, list[tuple[Meeting, str]]] = {}
    for meeting, slot, room in every:
        by_slot.setdefault(slot, []).append((meeting, room))
    for held in by_slot.values():
        for (one, room), (other, second) in combinations(held, 2):
            yield one, other, room == second
