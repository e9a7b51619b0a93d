"""For how long a delegation is wanted in more than so many rooms at once: what the rules about such minutes share.

Not a rule itself: `short-time` and `split-time` differ in how many rooms are too many, and in their words. Where one
must be is told in `attendance`. Sittings are there from their start to their last end; what is followed as a single
item moves inside its sitting, so that each tick is looked at there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from session_planner.programme.timetable import Timetable
from session_planner.rules.attendance import Attended, Place, Whole, attended, places
from session_planner.rules.base import Active, Breach, Builder, Expr, Lit
from session_planner.scenario.model import Delegation
from session_planner.words import Span, When, say

Rooms = Callable[[Delegation], int]
"""In how many rooms at once a delegation may be wanted."""
Stretch = tuple[int, tuple[Lit, ...]]
"""Minutes, and the literals of what can be there all that time."""


# -- the model ---------------------------------------------------------------------------------------------------------


def post_minutes(rule: Active, b: Builder, message: str, rooms: Rooms) -> None:
    """One instance a delegation; those that may be in as many rooms and follow the same share their amount."""
    torn = Torn(b)
    known: dict[tuple[int, tuple[str, ...]], tuple[Expr, int]] = {}
    for one in b.problem.scenario.delegations:
        alike = rooms(one), tuple(sorted(set(one.follows)))
        if alike not in known:
            known[alike] = torn.minutes(attended(b, alike[1]), alike[0])
        amount, most = known[alike]
        if most:
            words = say(message, delegation=b.problem.outline.title(one.id))
            b.charge(rule, (one.id,), words, amount, most, one.source)


class Torn:
    """Minutes in the model; what was made for one delegation serves all others that follow the same."""

    def __init__(self, b: Builder) -> None:
        self._b = b
        self._active: dict[tuple[int, int], Lit] = {}

    def minutes(self, found: Attended, rooms: int) -> tuple[Expr, int]:
        """An expression that is pushed down to the minutes in which more than so many are at once; and their most."""
        terms: list[Expr] = []
        most = 0
        for minutes, literals in self._stretches(found):
            if len(literals) > rooms:
                beyond = self._b.new_bool("too many at once")
                self._b.add(sum(literals) <= rooms + (len(literals) - rooms) * beyond)
                terms.append(minutes * beyond)
                most += minutes
        return sum(terms), most

    def _stretches(self, found: Attended) -> Iterator[Stretch]:
        moments = {moment for span in found.minutes for moment in span}
        moments.update(moment for piece in found.pieces for moment in self._ticks(piece))
        made = [(end - start, tuple(self._at(found, start))) for start, end in pairwise(sorted(moments))]
        for _, alike in groupby(made, key=lambda stretch: tuple(map(id, stretch[1]))):
            same = list(alike)
            yield sum(minutes for minutes, _ in same), same[0][1]

    def _ticks(self, piece: int) -> Iterator[int]:
        """The minutes at which a piece may begin or end."""
        problem = self._b.problem
        for index in problem.pieces[piece].sittings:
            sitting = problem.sittings[index]
            yield from (problem.minute(tick) for tick in range(sitting.start, sitting.last + 1))

    def _at(self, found: Attended, minute: int) -> Iterator[Lit]:
        """What can be there from a minute on."""
        for (start, end), (*_, literal) in zip(found.minutes, found.sittings, strict=True):
            if start <= minute < end:
                yield literal
        problem = self._b.problem
        tick = problem.down(minute)
        for piece in found.pieces:
            sittings = (problem.sittings[index] for index in problem.pieces[piece].sittings)
            inside = [one.index for one in sittings if one.start <= tick < one.last]
            if inside:
                yield self._taken_up(piece, inside, tick)

    def _taken_up(self, piece: int, inside: Sequence[int], tick: int) -> Lit:
        """A literal that is true where the piece goes on from a tick to the next."""
        if (piece, tick) not in self._active:
            b = self._b
            going, later, over = (b.new_bool(f"{piece} {name} at {tick}") for name in ("goes on", "later", "over"))
            b.add(b.start(piece) >= tick + 1, [later])
            b.add(b.end(piece) <= tick, [over])
            for sitting in inside:
                b.any_of([going, later, over], [b.x(piece, sitting)])
            self._active[piece, tick] = going
        return self._active[piece, tick]


# -- the check ---------------------------------------------------------------------------------------------------------


def check_minutes(t: Timetable, message: str, rooms: Rooms) -> Iterable[Breach]:
    """Adds up, for each delegation, the time in which too many places go on at once."""
    whole: Whole = {}
    for one in t.scenario.delegations:
        lasting, first = minutes(places(t, one.follows, whole), rooms(one))
        if first is not None:
            title, when = t.outline.title(one.id), When(t.outline.clock(first))
            words = say(message, delegation=title, time=Span(lasting), when=when)
            yield Breach((one.id,), words, (), (one.id,), first, amount=lasting, source=one.source)


def minutes(found: Iterable[Place], rooms: int) -> tuple[int, int | None]:
    """Minutes of a programme in which more than so many places are at once, and when that first is so."""
    steps: dict[int, int] = {}
    for place in found:
        if place.end > place.start:
            steps[place.start] = steps.get(place.start, 0) + 1
            steps[place.end] = steps.get(place.end, 0) - 1
    running, total, first = 0, 0, None
    for moment, after in pairwise(sorted(steps)):
        running += steps[moment]
        if running > rooms:
            total += after - moment
            first = moment if first is None else first
    return total, first
