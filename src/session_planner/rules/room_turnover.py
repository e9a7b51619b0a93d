"""`room-turnover`: a room has its turnover time between sittings of different bodies.

The time lies between the last end of one sitting (its open end included) and the start of the next, in minutes that
pass. Sittings that overlap are for `room-one-at-a-time` to refuse. A joint session is one sitting: that of its host.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from session_planner.problem.model import Sitting
from session_planner.programme.timetable import Held, Timetable
from session_planner.rules.base import Active, Breach, Builder, Enforce, Rule
from session_planner.words import N_, Span, When, say


def post(rule: Active, b: Builder) -> None:
    """One instance a room with a turnover: who ends and who starts within it are of one body."""
    outline = b.problem.outline
    for number, name in enumerate(b.problem.rooms):
        room = outline.rooms[name]
        meetings = list(_meetings(b.problem.sittings, room.turnover))
        if not meetings:
            continue
        words = say(
            N_("{room} needs {turnover} between sittings of different bodies"),
            room=outline.title(name),
            turnover=Span(room.turnover),
        )
        enforce = b.require(rule, (name,), words, room.source)
        for before, after in meetings:
            _same_body(b, number, before, after, enforce)


def _meetings(sittings: Sequence[Sitting], turnover: int) -> Iterable[tuple[list[Sitting], list[Sitting]]]:
    """Sittings with one end, and those that start together less than the turnover later, where bodies differ."""
    ends: dict[int, list[Sitting]] = defaultdict(list)
    starts: dict[int, list[Sitting]] = defaultdict(list)
    for sitting in sittings if turnover else ():
        ends[sitting.slot.last].append(sitting)
        starts[sitting.slot.start].append(sitting)
    order = sorted(starts)
    for end, before in sorted(ends.items()):
        for start in order[bisect_right(order, end - 1) : bisect_right(order, end + turnover - 1)]:
            if len({sitting.body for sitting in (*before, *starts[start])}) > 1:
                yield before, starts[start]


def _same_body(b: Builder, room: int, before: Sequence[Sitting], after: Sequence[Sitting], enforce: Enforce) -> None:
    """No two bodies, one before and one after: nobody ends there, or nobody starts, or all who do are one body.

    Said by choosing one of these, which takes as many clauses as there are sittings, and not as there are pairs.
    """
    where = f"{room} {before[0].index} {after[0].index}"
    ends, starts = b.new_bool(f"ends {where}"), b.new_bool(f"starts {where}")
    both = {sitting.body for sitting in before} & {sitting.body for sitting in after}
    stays = {body: b.new_bool(f"{body} stays {where}") for body in sorted(both)}
    b.at_most_one([ends, starts, *stays.values()])
    for side, sittings in ((ends, before), (starts, after)):
        for sitting in sittings:
            why = [side, stays[sitting.body]] if sitting.body in stays else [side]
            b.any_of([~b.occupies(sitting.index, room), *why], enforce)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """For each sitting held, the last one of another body that left its room too shortly before."""
    turnovers = {room.id: room.turnover for room in t.scenario.rooms if room.turnover}
    if not turnovers:
        return
    by_room: dict[str, list[Held]] = defaultdict(list)
    for held in t.held:
        if held.room in turnovers and not held.guest:
            by_room[held.room].append(held)
    for room, sittings in by_room.items():
        by_end = sorted(sittings, key=lambda held: held.last)
        ends = [held.last for held in by_end]
        for held in sittings:
            at = bisect_right(ends, held.start) - 1
            while at >= 0 and held.start - ends[at] < turnovers[room]:
                if by_end[at].body != held.body:
                    yield _breach(by_end[at], held, turnovers[room], t)
                    break
                at -= 1


def _breach(first: Held, second: Held, turnover: int, t: Timetable) -> Breach:
    words = say(
        N_("{room} has {gap} between {first} and {second}, {when}; it needs {turnover}"),
        room=t.outline.title(first.room),
        gap=Span(second.start - first.last),
        first=t.outline.title(first.body),
        second=t.outline.title(second.body),
        when=When(t.outline.clock(second.start)),
        turnover=Span(turnover),
    )
    return Breach(
        (first.room or "",),
        words,
        [*first.rows, *second.rows],
        (first.body, second.body),
        second.start,
        source=t.outline.rooms[first.room or ""].source,
    )


RULE = Rule(
    id="room-turnover",
    title=N_("Turnover of rooms"),
    says=N_("Between sittings of different bodies a room has its turnover time."),
    post=post,
    check=check,
)
