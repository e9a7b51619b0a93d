"""`officers`: an officer is in one place at a time, and nowhere while absent.

Two kinds of instances:
- "one place": no two places where they must be (`attendance`) overlap. It is asked only of officers who serve more than
  one body: that a body takes up one thing at a time is a rule of its own.
- one for each absence: nothing of what they serve (bodies, items, headings, joint sessions) is taken up in it, by the
  times of its segments; who serves an item of a joint session is there for the whole of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from session_planner.problem.model import Piece, Problem
from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.attendance import Place, attended, bodies_of, crowds, places
from session_planner.rules.base import Active, Breach, Builder, Rule, decided
from session_planner.rules.earliest_latest import Place as Inside
from session_planner.rules.earliest_latest import keep_inside
from session_planner.rules.room_available import absences
from session_planner.scenario.model import Absence, Officer
from session_planner.scenario.outline import FOREVER, Outline
from session_planner.words import N_, Date, When, Words, say

_ONE_PLACE = "one place"


def post(rule: Active, b: Builder) -> None:
    """An officer's pieces do not overlap; each keeps clear of each absence."""
    problem = b.problem
    for officer in problem.scenario.officers:
        pieces = pieces_under(problem, officer.serves)
        if pieces and bodies_of(problem.outline, officer.serves) > 1:
            words = _one_place(officer, problem.outline, rule)
            enforce = b.require(rule, (officer.id, _ONE_PLACE), words, officer.source)
            attended(b, officer.serves).keep(b, 1, enforce)
        for key, absence in absences(officer.unavailable).items():
            low, high = problem.touching(problem.outline.span(absence.when))
            if any(_meets(b, piece, low, high) for piece in pieces):
                words = _away(officer, absence, problem.outline, rule)
                enforce = b.require(rule, (officer.id, key), words, absence.source or officer.source)
                where = [Inside(piece.index) for piece in pieces]
                keep_inside(b, where, [(-FOREVER, low), (high, FOREVER)], enforce)


def pieces_under(problem: Problem, refs: Iterable[str]) -> list[Piece]:
    """The pieces of what the references mean, each once, a joint session as its host's."""
    tasks = {task.index: task for ref in refs for task in problem.tasks_under(ref)}
    return [problem.pieces[piece] for index in sorted(tasks) for piece in tasks[index].pieces]


def _meets(b: Builder, piece: Piece, low: int, high: int) -> bool:
    sittings = (b.problem.sittings[number] for number in piece.sittings)
    return any(sitting.start < high and low < sitting.last for sitting in sittings)


def _one_place(officer: Officer, outline: Outline, rule: Active) -> Words:
    return say(
        N_("{decided}{officer} is in one place at a time"),
        officer=outline.title(officer.id),
        decided=decided(officer.source or rule.source, outline),
    )


def _away(officer: Officer, absence: Absence, outline: Outline, rule: Active) -> Words:
    start, end = absence.when
    fields = {
        "decided": decided(absence.source or officer.source or rule.source, outline),
        "officer": outline.title(officer.id),
    }
    if start and end and not start.tzinfo and start.time() == dt.time() and end == start + dt.timedelta(days=1):
        return say(N_("{decided}{officer} is away on {date}"), **fields, date=Date(start.date()))
    if start and end:
        return say(
            N_("{decided}{officer} is away from {start} until {end}"),
            **fields,
            start=When(outline.local(start)),
            end=When(outline.local(end)),
        )
    if start:
        return say(N_("{decided}{officer} is away from {start} on"), **fields, start=When(outline.local(start)))
    return say(N_("{decided}{officer} is away until {end}"), **fields, end=When(outline.local(end)) if end else "")


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Overlaps among what an officer serves, and with their absences."""
    if not t.scenario.officers:
        return
    for officer in t.scenario.officers:
        if len(officer.serves) > 1 and bodies_of(t.outline, officer.serves) > 1:
            yield from _in_two_places(officer, t)
        if officer.unavailable:
            rows = [row for ref in officer.serves for row in t.rows_under(ref)]
            for key, absence in absences(officer.unavailable).items():
                yield from _while_away(officer, key, absence, rows, t, rule)


def _in_two_places(officer: Officer, t: Timetable) -> Iterator[Breach]:
    for *others, last in crowds(places(t, officer.serves, {}), 1):
        words = say(
            N_("{officer} must be at {places} at the same time, {when}"),
            officer=t.outline.title(officer.id),
            places=[place.called(t.outline) for place in (*others, last)],
            when=When(t.outline.clock(last.start)),
        )
        rows = [row for place in (*others, last) for row in place.rows]
        yield Breach((officer.id, _ONE_PLACE), words, rows, (officer.id,), last.start, source=officer.source)


def _while_away(
    officer: Officer, key: str, absence: Absence, rows: Iterable[Row], t: Timetable, rule: Active
) -> Iterator[Breach]:
    low, high = t.outline.span(absence.when)
    near = [row for row in rows if (row.start < high and low < row.end) or row.segment.joint]
    for thing in _attending(near, t):
        if thing.start < high and low < thing.end:
            words = say(
                N_("{rule}, but must be at {item} from {when}"),
                rule=_away(officer, absence, t.outline, rule),
                item=thing.called(t.outline),
                when=When(t.outline.clock(thing.start)),
            )
            yield Breach(
                (officer.id, key),
                words,
                thing.rows,
                (officer.id,),
                thing.start,
                source=absence.source or officer.source,
            )


def _attending(rows: Iterable[Row], t: Timetable) -> list[Place]:
    """Where one who serves these rows must be: at a joint session for all of it, as its host has it."""
    found: dict[object, Place] = {}
    for row in rows:
        joint = t.outline.joints.get(row.joint) if row.joint else None
        if joint is None:
            found[id(row)] = Place(row.start, row.end, (row,))
        elif joint.id not in found and (hosted := t.rows_under(f"joint:{joint.id}")):
            start, end = min(one.start for one in hosted), max(one.end for one in hosted)
            found[joint.id] = Place(start, end, tuple(hosted))
    return sorted(found.values(), key=lambda place: (place.start, place.end))


RULE = Rule(
    id="officers",
    title=N_("Officers"),
    says=N_("An officer is in one place at a time, and nowhere while absent."),
    post=post,
    check=check,
)
