"""`earliest-latest`: items keep to their start, earliest, latest and windows, and clear of absences.

Absences are those of the item and those of its body. What a heading states holds for all the items under it (its start:
for the first of them). Every part of a split item is held to it; its start is that of its first part. An item of a
joint session is held to it at its own place there. An item of no length at the edge of an absence is clear of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from session_planner.problem.model import Problem, Sitting
from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.base import Active, Breach, Builder, Enforce, Lit, Rule, decided, name_of
from session_planner.rules.room_available import absences, window_words
from session_planner.scenario.model import Body, Item
from session_planner.scenario.outline import FOREVER, Outline, Span
from session_planner.scenario.values import Window
from session_planner.words import N_, When, Words, say

# -- what the scenario states ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said about when an item (`leaves`: what takes time under it) or a whole body (None) is taken up."""

    ref: str
    name: str
    leaves: tuple[str, ...] | None
    moment: dt.datetime | None = None
    windows: tuple[Window, ...] = ()
    source: str | None = None
    absence: str | None = None

    @property
    def key(self) -> tuple[str, ...]:
        return (self.ref, self.name) if self.absence is None else (self.ref, self.name, self.absence)


def _statements(outline: Outline) -> Iterator[Statement]:
    for body in outline.scenario.bodies:
        for key, absence in absences(body.unavailable).items():
            yield Statement(body.id, "unavailable", None, windows=(absence.when,), source=absence.source, absence=key)
        yield from _of_items(body, body.agenda)


def _of_items(body: Body, agenda: Iterable[Item]) -> Iterator[Statement]:
    for item in agenda:
        if item.start or item.earliest or item.latest or item.windows or item.unavailable:
            yield from _of_item(body, item)
        if item.items:
            yield from _of_items(body, item.items)


def _of_item(body: Body, item: Item) -> Iterator[Statement]:
    ref, leaves = f"{body.id}/{item.number}", tuple(_leaves(body, item))
    for name, moment in (("start", item.start), ("earliest", item.earliest), ("latest", item.latest)):
        if moment:
            yield Statement(ref, name, leaves, moment, source=item.source)
    if item.windows:
        yield Statement(ref, "windows", leaves, windows=item.windows, source=item.source)
    for key, absence in absences(item.unavailable).items():
        yield Statement(ref, "unavailable", leaves, windows=(absence.when,), source=absence.source, absence=key)


def _leaves(body: Body, item: Item) -> Iterator[str]:
    if not item.items:
        yield f"{body.id}/{item.number}"
    for under in item.items:
        yield from _leaves(body, under)


def _words(said: Statement, outline: Outline) -> Words:
    opening = decided(said.source, outline)
    item = name_of(said.ref, outline)
    when = When(outline.local(said.moment)) if said.moment else None
    match said.name:
        case "start":
            return say(N_("{decided}{item} starts at {when}"), decided=opening, item=item, when=when)
        case "earliest":
            return say(N_("{decided}{item} does not start before {when}"), decided=opening, item=item, when=when)
        case "latest":
            return say(N_("{decided}{item} ends by {when}"), decided=opening, item=item, when=when)
    windows = [window_words(window, outline) for window in said.windows]
    if said.name == "windows":
        return say(
            N_("{decided}{item} is taken up inside one of its windows: {windows}"),
            decided=opening,
            item=item,
            windows=windows,
        )
    if said.leaves is None:
        return say(N_("{decided}{body} cannot sit {window}"), decided=opening, body=item, window=windows)
    return say(N_("{decided}{item} cannot be taken up {window}"), decided=opening, item=item, window=windows)


# -- the model -------------------------------------------------------------------------------------------------------


class Place(NamedTuple):
    """Where an item is inside a piece: from `begin` ticks after its start to `end` (None: to where the piece ends)."""

    piece: int
    begin: int = 0
    end: int | None = None


def places(problem: Problem, leaves: Iterable[str]) -> list[Place]:
    """Where these items are placed; one of a joint session at its place in its own body's task."""
    found: list[Place] = []
    for ref in leaves:
        task = problem.task(ref)
        if task is not None and task.joint is not None:
            found += (Place(piece, *problem.offset(task, ref)) for piece in task.pieces)
        elif task is not None:
            found += (Place(piece) for piece in task.pieces)
    return found


def keep_inside(b: Builder, where: Iterable[Place], spans: Sequence[Span], enforce: Enforce) -> None:
    """Each place, if its piece is placed, lies inside one of the spans of ticks."""
    for place in where:
        for sitting in b.problem.pieces[place.piece].sittings:
            _keep_inside(b, place, b.problem.sittings[sitting], spans, enforce)


def _keep_inside(b: Builder, place: Place, sitting: Sitting, spans: Sequence[Span], enforce: Enforce) -> None:
    """In one sitting: nothing to say where all of it is allowed; forbidden where the item fits into no span."""
    least = b.problem.pieces[place.piece].least
    first, last = sitting.start + place.begin, sitting.last - (0 if place.end is None else least - place.end)
    need = (least if place.end is None else place.end) - place.begin
    if any(low <= first and last <= high for low, high in spans):
        return
    here = b.x(place.piece, sitting.index)
    fitting = [(low, high) for low, high in spans if min(high, last) - max(low, first) >= need]
    if not fitting:
        b.forbid(here, enforce)
    elif len(fitting) == 1:
        _bound(b, place, fitting[0], (first, last), (*enforce, here))
    else:
        inside = [b.new_bool(f"{place.piece} in {low}-{high}") for low, high in fitting]
        for span, literal in zip(fitting, inside, strict=True):
            _bound(b, place, span, (first, last), (literal, here))
        b.any_of([*inside, ~here], enforce)


def _bound(b: Builder, place: Place, span: Span, reach: Span, enforce: Enforce) -> None:
    if span[0] > reach[0]:
        b.add(b.start(place.piece) + place.begin >= span[0], enforce)
    if span[1] < reach[1]:
        b.add((b.end(place.piece) if place.end is None else b.start(place.piece) + place.end) <= span[1], enforce)


def start_at(b: Builder, where: Sequence[Place], minute: int, enforce: Enforce) -> None:
    """The first of these that is taken up begins at a minute (which may be off the grain, or outside every sitting)."""
    tick = b.problem.up(minute)
    if tick != b.problem.down(minute):
        keep_inside(b, where, (), enforce)
        return
    keep_inside(b, where, [(tick, FOREVER)], enforce)
    begins: list[Lit] = []
    for place in where:
        piece = b.problem.pieces[place.piece]
        for sitting in (b.problem.sittings[index] for index in piece.sittings):
            if sitting.start + place.begin <= tick <= sitting.last - piece.least + place.begin:
                begins.append(b.new_bool(f"{place.piece} at {tick} in {sitting.index}"))
                b.any_of([~begins[-1], b.x(place.piece, sitting.index)])
                b.add(b.start(place.piece) + place.begin == tick, (begins[-1],))
    for placed in {place.piece: b.is_placed(place.piece) for place in where}.values():
        b.any_of([~placed, *begins], enforce)


def post(rule: Active, b: Builder) -> None:
    """One instance for each thing that is stated."""
    problem = b.problem
    for said in _statements(problem.outline):
        where = (
            [Place(piece) for task in problem.tasks_of.get(said.ref, ()) for piece in task.pieces]
            if said.leaves is None
            else places(problem, said.leaves)
        )
        if not where:
            continue
        enforce = b.require(rule, said.key, _words(said, problem.outline), said.source)
        if said.name == "start":
            assert said.moment
            start_at(b, where, problem.outline.minute(said.moment), enforce)
        else:
            keep_inside(b, where, _allowed(said, problem), enforce)


def _allowed(said: Statement, problem: Problem) -> list[Span]:
    """The spans of ticks that a statement leaves open."""
    minute = problem.outline.minute
    if said.name == "earliest" and said.moment:
        return [(problem.up(minute(said.moment)), FOREVER)]
    if said.name == "latest" and said.moment:
        return [(-FOREVER, problem.down(minute(said.moment)))]
    spans = problem.outline.spans(said.windows)
    if said.name == "windows":
        return [problem.within(span) for span in spans]
    low, high = problem.touching(spans[0])
    return [(-FOREVER, low), (high, FOREVER)]


# -- the check -------------------------------------------------------------------------------------------------------


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """For each statement, the first row that goes against it."""
    outline, minute = t.outline, cache(t.outline.minute)
    for said in _statements(outline):
        rows = (
            t.by_body.get(said.ref, [])
            if said.leaves is None
            else [row for ref in said.leaves for row in t.by_ref.get(ref, ())]
        )
        row = _against(said, rows, outline, minute) if rows else None
        if row is not None:
            words = say(
                N_("{rule}; the programme has {item} at {found}"),
                rule=_words(said, outline),
                item=name_of(row.ref, outline),
                found=When(outline.clock(row.start)),
            )
            yield Breach(said.key, words, [row], (row.body,), row.start, source=said.source)


def _against(
    said: Statement, rows: Sequence[Row], outline: Outline, minute: Callable[[dt.datetime], int]
) -> Row | None:
    if said.moment:
        at = minute(said.moment)
        if said.name == "start":
            first = min(rows, key=lambda row: row.start)
            return None if first.start == at else first
        late = said.name == "latest"
        return next((row for row in rows if (row.end > at if late else row.start < at)), None)
    spans = outline.spans(said.windows)
    if said.name == "windows":
        return next((row for row in rows if not any(low <= row.start and row.end <= high for low, high in spans)), None)
    ((low, high),) = spans
    return next((row for row in rows if row.start < high and row.end > low), None)


RULE = Rule(
    id="earliest-latest",
    title=N_("Not before, not after"),
    says=N_("Items keep to their start, earliest, latest and windows, and clear of absences, theirs and their body's."),
    post=post,
    check=check,
)
