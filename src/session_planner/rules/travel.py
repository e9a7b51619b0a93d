"""`travel`: nobody is in two houses without the time to get from one to the other.

It holds for each body, each officer and each delegation of one: between the end of anything they attend in one venue
and the start of anything they attend in another lie the minutes that `travel` gives for the way (the way back takes as
long where it is not given). Two things at the same time in two such venues are refused as well. What is in a room of
no venue, or in venues with no time between them, is not looked at. An item of a joint session is attended at its own
place there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from session_planner.problem.model import Problem, Sitting
from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.base import PHYSICAL, Active, Breach, Builder, Enforce, Expr, Lit, Rule
from session_planner.rules.earliest_latest import Place
from session_planner.scenario.outline import Outline
from session_planner.words import N_, When, Words, say
from session_planner.words import Span as Duration

Ways = Mapping[tuple[str, str], int]
"""By two venues: the time from the first to the second. Where one way takes time, the other way is there too."""


def _ways(outline: Outline) -> dict[tuple[str, str], int]:
    """The minutes that the scenario gives, in both directions."""
    used = {room.venue for room in outline.rooms.values()}
    found: dict[tuple[str, str], int] = {}
    for venue in outline.venues.values():
        for other, minutes in venue.travel.items():
            if venue.id != other and venue.id in used and other in used:
                found[venue.id, other] = minutes
                back = outline.venues[other].travel if other in outline.venues else {}
                found[other, venue.id] = back.get(venue.id, minutes)
    return {(a, c): minutes for (a, c), minutes in found.items() if minutes or found[c, a]}


def _words(who: str, outline: Outline) -> Words:
    return say(N_("{who} needs the time to get from one venue to another"), who=outline.title(who))


def _persons(outline: Outline) -> Iterator[tuple[str, Sequence[str]]]:
    for officer in outline.scenario.officers:
        yield officer.id, officer.serves
    for delegation in outline.scenario.delegations:
        if delegation.size == 1:
            yield delegation.id, delegation.follows


# -- the model -------------------------------------------------------------------------------------------------------


def post(rule: Active, b: Builder) -> None:
    """One instance for each body, officer and delegation of one that has sittings near enough in time."""
    ways = {pair: b.problem.ticks(minutes) for pair, minutes in _ways(b.problem.outline).items()}
    if not ways:
        return
    model = _Travel(b, ways)
    for body in b.problem.bodies:
        model.keep(rule, body, {Place(piece) for task in b.problem.tasks_of[body] for piece in task.pieces})
    for person, refs in _persons(b.problem.outline):
        model.keep(rule, person, {place for ref in refs for place in _attended(b.problem, ref)})


def _attended(problem: Problem, ref: str) -> Iterator[Place]:
    """What a reference makes somebody attend; a joint session where its host has it."""
    if ref in problem.outline.bodies or ref.startswith("joint:"):
        yield from (Place(piece) for task in problem.tasks_under(ref) for piece in task.pieces)
        return
    for leaf in problem.outline.under(ref):
        task = problem.task(leaf.ref)
        if task is not None:
            part = problem.offset(task, leaf.ref) if task.joint else (0, None)
            yield from (Place(piece, *part) for piece in problem.host(task).pieces)


class _Travel:
    """The literals and times that the instances of several people share."""

    def __init__(self, b: Builder, ways: Ways) -> None:
        self.b = b
        self.ways = ways
        self.reach = max(ways.values())
        self.rooms: dict[str, list[int]] = defaultdict(list)
        for number, room in enumerate(b.problem.rooms):
            if venue := b.problem.outline.rooms[room].venue:
                self.rooms[venue].append(number)
        self.there: dict[tuple[int, str], Lit] = {}
        self.apart: dict[tuple[int, int, int, int], Lit] = {}
        self.orders: dict[tuple[Place, Place, int], Lit] = {}
        self.clashes: dict[tuple[Place, Place], Lit] = {}
        self.told: set[tuple[Place, Place, int, int]] = set()
        self.leaves: dict[tuple[int, tuple[Place, ...]], Expr] = {}
        self.arrives: dict[tuple[int, tuple[Place, ...]], Expr] = {}

    def keep(self, rule: Active, who: str, attended: Iterable[Place]) -> None:
        """One instance: what somebody attends in sittings so near that the way can matter."""
        problem, inside = self.b.problem, defaultdict(list)
        for place in sorted(attended, key=lambda place: (place.piece, place.begin, place.end or 0)):
            for sitting in problem.pieces[place.piece].sittings:
                inside[sitting].append(place)
        pairs = list(_near([problem.sittings[index] for index in inside], self.reach))
        if not pairs:
            return
        enforce = self.b.require(rule, (who,), _words(who, problem.outline))
        leaves = cache(lambda index: self._leaves(problem.sittings[index], inside[index]))
        arrives = cache(lambda index: self._arrives(problem.sittings[index], inside[index]))
        clashes: dict[tuple[Place, Place], Lit] = {}
        for first, second in pairs:
            if first.last <= second.start:
                self._one_after_the_other(first, second, arrives(second.index) - leaves(first.index), enforce)
            else:
                clashes |= self._side_by_side(first, second, inside)
        for clash in clashes.values():
            self.b.forbid(clash, enforce)

    def _leaves(self, sitting: Sitting, attended: Sequence[Place]) -> Expr:
        """At or after the end of all that is attended in a sitting; shared by all who attend the same."""
        key = sitting.index, tuple(attended)
        if key not in self.leaves:
            leaves = self.leaves[key] = self.b.new_int(
                sitting.start - self.reach, sitting.last, f"leaves {sitting.index}"
            )
            for place in attended:
                self.b.add(leaves >= self._end(place), (self.b.x(place.piece, sitting.index),))
        return self.leaves[key]

    def _arrives(self, sitting: Sitting, attended: Sequence[Place]) -> Expr:
        """At or before the start of all that is attended in a sitting; shared like its end."""
        key = sitting.index, tuple(attended)
        if key not in self.arrives:
            arrives = self.b.new_int(sitting.start, sitting.last + self.reach, f"arrives {sitting.index}")
            self.arrives[key] = arrives
            for place in attended:
                here = self.b.x(place.piece, sitting.index)
                self.b.add(arrives <= self.b.start(place.piece) + place.begin, (here,))
        return self.arrives[key]

    def _one_after_the_other(self, first: Sitting, second: Sitting, between: Expr, enforce: Enforce) -> None:
        for (here, there), ticks in self.ways.items():
            if second.start - first.last < ticks:
                self.b.add(between >= ticks, (*enforce, self._in(first, here), self._in(second, there)))

    def _side_by_side(
        self, first: Sitting, second: Sitting, inside: Mapping[int, Sequence[Place]]
    ) -> dict[tuple[Place, Place], Lit]:
        """Sittings that overlap: each two things attended in them lie one after the other, with the way between."""
        return {
            (one, other): self._clash(one, other, first, second)
            for one in inside[first.index]
            for other in inside[second.index]
            if one.piece != other.piece
        }

    def _clash(self, one: Place, other: Place, first: Sitting, second: Sitting) -> Lit:
        """True if the two are too near in time for their venues."""
        pair = one, other
        if pair not in self.clashes:
            self.clashes[pair] = self.clashes[other, one] = self.b.new_bool(f"clash {one.piece} {other.piece}")
        if (*pair, first.index, second.index) not in self.told:
            self.told.add((*pair, first.index, second.index))
            here = self.b.x(one.piece, first.index), self.b.x(other.piece, second.index)
            for there, back in {(ticks, self.ways[way[::-1]]) for way, ticks in self.ways.items()}:
                apart = self._apart(first, second, there, back)
                orders = self._after(one, other, there), self._after(other, one, back)
                self.b.any_of([self.clashes[pair], *orders, ~apart, ~here[0], ~here[1]])
        return self.clashes[pair]

    def _after(self, one: Place, other: Place, ticks: int) -> Lit:
        """A literal that implies: from the end of one to the start of the other it is so long at least."""
        key = one, other, ticks
        if key not in self.orders:
            self.orders[key] = self.b.new_bool(f"{one.piece} {ticks} {other.piece}")
            gap = self.b.start(other.piece) + other.begin - self._end(one)
            self.b.add(gap >= ticks, (self.orders[key],))
        return self.orders[key]

    def _apart(self, first: Sitting, second: Sitting, there: int, back: int) -> Lit:
        """True if the sittings are in venues that are so far apart."""
        key = first.index, second.index, there, back
        if key not in self.apart:
            self.apart[key] = self.b.new_bool(f"apart {key}")
            for way, ticks in self.ways.items():
                if (ticks, self.ways[way[::-1]]) == (there, back):
                    self.b.any_of([self.apart[key], ~self._in(first, way[0]), ~self._in(second, way[1])])
        return self.apart[key]

    def _in(self, sitting: Sitting, venue: str) -> Lit:
        key = sitting.index, venue
        if key not in self.there:
            rooms = [self.b.room(sitting.index, room) for room in self.rooms[venue]]
            self.there[key] = self.b.some_of(rooms, f"in {venue} {sitting.index}")
        return self.there[key]

    def _end(self, place: Place) -> Expr:
        return self.b.end(place.piece) if place.end is None else self.b.start(place.piece) + place.end


def _near(sittings: Iterable[Sitting], reach: int) -> Iterator[tuple[Sitting, Sitting]]:
    """Pairs of sittings, the earlier first, that overlap or follow each other within the reach."""
    order = sorted(sittings, key=lambda sitting: (sitting.start, sitting.last, sitting.index))
    for at, first in enumerate(order):
        for second in order[at + 1 :]:
            if second.start >= first.last + reach:
                break
            yield first, second


# -- the check -------------------------------------------------------------------------------------------------------


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """For each body and person: what starts before they can be there from what they attended in another venue."""
    ways = _ways(t.outline)
    if not ways:
        return
    venue_of = {room.id: room.venue for room in t.scenario.rooms if room.venue}
    for body, rows in t.by_body.items():
        yield from _late(body, rows, ways, venue_of, t)
    for person, refs in _persons(t.outline):
        attended = {id(row): row for ref in refs for row in t.rows_under(ref)}
        yield from _late(person, sorted(attended.values(), key=lambda row: row.start), ways, venue_of, t)


def _late(who: str, rows: Iterable[Row], ways: Ways, venue_of: Mapping[str, str], t: Timetable) -> Iterable[Breach]:
    """Goes through the rows in order of start, with the row that ended last in each venue."""
    latest: dict[str, Row] = {}
    for row in rows:
        venue = venue_of.get(row.room or "")
        if venue is None:
            continue
        for other, before in latest.items():
            way = ways.get((other, venue))
            if way is not None and row.start - before.end < way:
                yield Breach((who,), _told(who, before, row, (other, venue), way, t), [before, row], (who,), row.start)
        if venue not in latest or row.end > latest[venue].end:
            latest[venue] = row


def _told(who: str, before: Row, row: Row, venues: tuple[str, str], way: int, t: Timetable) -> Words:
    outline = t.outline
    fields = {
        "who": outline.title(who),
        "venue": outline.title(venues[0]),
        "other": outline.title(venues[1]),
        "when": When(outline.clock(row.start)),
    }
    if row.start < before.end:
        return say(N_("{who} is needed in {venue} and in {other} at the same time, {when}"), **fields)
    return say(
        N_("{who} has {gap} to get from {venue} to {other}, {when}; the way takes {way}"),
        **fields,
        gap=Duration(row.start - before.end),
        way=Duration(way),
    )


RULE = Rule(
    id="travel",
    title=N_("Time to get from venue to venue"),
    says=N_("Nobody is in two venues without the time to get from one to the other."),
    post=post,
    check=check,
    asks=PHYSICAL,
)
