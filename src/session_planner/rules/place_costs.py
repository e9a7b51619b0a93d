"""`place-costs`: what it costs to be taken up in some hours, in some rooms.

An entry of the scenario's `place_costs` charges each sitting that a body holds (once for each of its rooms where the
entry names rooms), and once each item or joint session that is taken up, where the regular hours of the sitting lie
inside one of its windows and its room is one of its rooms. The amount, for an entry, is its cost, as many times. A
joint session, and each of its items, is where its host has it; a sitting in which a body is a guest is its host's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from session_planner.problem.model import Sitting, Task
from session_planner.programme.timetable import Held, Row, Timetable
from session_planner.rules.base import Active, Breach, Builder, Lit, Rule, decided, name_of
from session_planner.rules.chambers import in_room, sits
from session_planner.scenario.costing import PlaceCost
from session_planner.scenario.outline import Outline, Slot
from session_planner.scenario.values import Window
from session_planner.words import N_, When, Words, say

Groups = Sequence[tuple[Sitting, ...]]


def _key(entry: PlaceCost, number: int) -> str:
    """Its id, or which one it is, counted from 1."""
    return entry.id or f"#{number}"


def _saying(entry: PlaceCost, outline: Outline, rule: Active) -> Words:
    moments = [window.start or window.end for window in entry.windows]
    fields = {
        "decided": decided(entry.source or rule.source, outline),
        "of": [name_of(ref, outline) for ref in entry.of] or say(N_("every body")),
        "rooms": [outline.title(room) for room in entry.rooms],
        "windows": [When(outline.local(moment)) for moment in moments if moment],
        "cost": str(entry.cost),
    }
    match bool(entry.rooms), bool(entry.windows):
        case False, False:
            return say(N_("{decided}{of}: each time costs {cost}"), **fields)
        case True, False:
            return say(N_("{decided}{of} in {rooms}: each time costs {cost}"), **fields)
        case False, True:
            return say(N_("{decided}{of} in the windows from {windows}: each time costs {cost}"), **fields)
        case _:
            return say(N_("{decided}{of} in {rooms}, in the windows from {windows}: each time costs {cost}"), **fields)


# -- the model ---------------------------------------------------------------------------------------------------------


def post(rule: Active, b: Builder) -> None:
    """One instance an entry that may cost something: the literals of what it charges, summed."""
    problem = b.problem

    @cache
    def inside(body: str, windows: tuple[Window, ...]) -> Groups:
        spans = problem.outline.spans(windows)
        groups = problem.together_of[body]
        return [group for group in groups if not windows or _within(group[0].slot, spans)]

    for number, entry in enumerate(problem.scenario.place_costs, 1):
        if not entry.cost or (entry.rooms and not problem.rooms):
            continue
        rooms = [problem.rooms.index(room) for room in entry.rooms]
        charged: list[Lit] = []
        for ref in entry.of or problem.bodies:
            if ref in problem.together_of:
                charged += _sittings(b, inside(ref, entry.windows), rooms)
            else:
                for task in problem.tasks_under(ref):
                    charged += _taken_up(b, task, inside(task.body, entry.windows), rooms)
        if charged:
            words = _saying(entry, problem.outline, rule)
            most = entry.cost * len(charged)
            b.charge(rule, (_key(entry, number),), words, entry.cost * sum(charged), most, entry.source)


def _within(slot: Slot, spans: Iterable[tuple[int, int]]) -> bool:
    return any(low <= slot.start and slot.end <= high for low, high in spans)


def _sittings(b: Builder, groups: Groups, rooms: Sequence[int]) -> Iterator[Lit]:
    """A literal for each sitting that a body may hold there, or for each room of its sittings of the same hours."""
    for group in groups:
        yield from (in_room(b, group, room) for room in rooms) if rooms else sits(b, group)


def _taken_up(b: Builder, task: Task, groups: Groups, rooms: Sequence[int]) -> list[Lit]:
    """Literals of which one is true if a thing is taken up there; of a split item one for all its parts."""
    found: list[Lit] = []
    for piece in task.pieces:
        fitting = set(b.problem.pieces[piece].sittings)
        for group in groups:
            if any(sitting.index in fitting for sitting in group):
                found += [b.in_room_with(piece, group, room) for room in rooms] or [b.during(piece, group)]
    return [b.some_of(found, f"{task.ref} there")] if len(task.pieces) > 1 and found else found


# -- the check ---------------------------------------------------------------------------------------------------------


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Looks through what each entry is of, and counts what the programme has there."""
    places = _Places(t)
    for number, entry in enumerate(t.scenario.place_costs, 1):
        found = list(places.charged(entry)) if entry.cost else []
        if found:
            rows = [row for rows in found for row in rows]
            words = say(N_("{rule}; times: {count}"), rule=_saying(entry, t.outline, rule), count=str(len(found)))
            who = tuple(dict.fromkeys(row.body for row in rows))
            when, amount = min(row.start for row in rows), entry.cost * len(found)
            yield Breach((_key(entry, number),), words, rows, who, when, amount=amount, source=entry.source)


class _Places:
    """What a programme has where: the sittings inside each set of windows, by body, looked up once."""

    def __init__(self, t: Timetable) -> None:
        self._t = t
        self._spans: dict[tuple[Window, ...], Sequence[tuple[int, int]]] = {}
        self._held: dict[tuple[Window, ...], dict[str, list[Held]]] = {}

    def charged(self, entry: PlaceCost) -> Iterator[Sequence[Row]]:
        """For each time that an entry charges: the rows that it is about."""
        if not entry.of:
            for body in self._inside(entry.windows):
                yield from self._sittings(entry, body)
        for ref in entry.of:
            if ref in self._t.outline.bodies:
                yield from self._sittings(entry, ref)
            else:
                rows = [row for row in self._rows(ref) if self._is_there(entry, row)]
                if rows:
                    yield rows

    def _sittings(self, entry: PlaceCost, body: str) -> Iterator[Sequence[Row]]:
        """The sittings of a body; where rooms are named, those of the same hours in one room once."""
        told: set[tuple[int, str | None]] = set()
        for held in self._inside(entry.windows).get(body, ()):
            place = (held.start, held.room)
            if not entry.rooms or (held.room in entry.rooms and place not in told):
                told.add(place)
                yield held.rows

    def _inside(self, windows: tuple[Window, ...]) -> dict[str, list[Held]]:
        """By body: the sittings of its own inside the windows."""
        if windows not in self._held:
            found: dict[str, list[Held]] = {}
            for held in self._t.held:
                end = held.slot.end if held.slot else held.last
                if not held.guest and self._fits(windows, held.start, end):
                    found.setdefault(held.body, []).append(held)
            self._held[windows] = found
        return self._held[windows]

    def _rows(self, ref: str) -> Sequence[Row]:
        """Where a thing is; an item of a joint session where that is, as its host has it."""
        leaf = self._t.outline.leaves.get(ref)
        return self._t.rows_under(f"joint:{leaf.joint.id}" if leaf and leaf.joint else ref)

    def _is_there(self, entry: PlaceCost, row: Row) -> bool:
        start, end = (row.slot.start, row.slot.end) if row.slot else (row.start, row.end)
        return (not entry.rooms or row.room in entry.rooms) and self._fits(entry.windows, start, end)

    def _fits(self, windows: tuple[Window, ...], start: int, end: int) -> bool:
        if windows not in self._spans:
            self._spans[windows] = self._t.outline.spans(windows)
        return not windows or any(low <= start and end <= high for low, high in self._spans[windows])


RULE = Rule(
    id="place-costs",
    title=N_("Costs of places"),
    says=N_("What is taken up costs as much as the scenario says of its hours and its room."),
    post=post,
    check=check,
    kind="soft",
    weight=1,
    tier="house",
    charges=True,
    unit=N_("units of cost"),
)
