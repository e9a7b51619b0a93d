"""`preferred-windows`: things are taken up in the windows in which they had better be.

Bodies, items and joint sessions may prefer windows. The amount, for each that does, is the number of segments of it
that do not lie wholly inside one of its windows. For a body, that is of all it takes up, each of its joint sessions as
one; for a heading, of all the items under it; for an item of a joint session, the place it has there; for a joint
session, the whole of it as its host's programme has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from session_planner.problem.model import Problem
from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.base import Active, Breach, Builder, Lit, Rule, decided, name_of
from session_planner.rules.earliest_latest import Place, keep_inside, places
from session_planner.rules.room_available import window_words
from session_planner.scenario.model import Item
from session_planner.scenario.outline import Outline, leaf_items
from session_planner.scenario.values import Window
from session_planner.words import N_, When, Words, say


@dataclass(frozen=True, slots=True)
class Preference:
    """What a body, an item, a heading (`leaves`: the items it means) or a joint session prefers."""

    ref: str
    windows: tuple[Window, ...]
    source: str | None
    leaves: tuple[str, ...] = ()


def _preferences(outline: Outline) -> Iterator[Preference]:
    for body in outline.scenario.bodies:
        if body.preferred:
            yield Preference(body.id, body.preferred, body.source)
        for item in _preferring(body.agenda):
            refs = tuple(f"{body.id}/{leaf.number}" for leaf, _ in leaf_items((item,)))
            yield Preference(f"{body.id}/{item.number}", item.preferred, item.source, refs)
    for joint in outline.scenario.joint_sessions:
        if joint.preferred:
            yield Preference(f"joint:{joint.id}", joint.preferred, joint.source)


def _preferring(agenda: Iterable[Item]) -> Iterator[Item]:
    for item in agenda:
        if item.preferred:
            yield item
        if item.items:
            yield from _preferring(item.items)


def _words(wish: Preference, outline: Outline) -> Words:
    return say(
        N_("{decided}{item} had better be taken up {windows}"),
        decided=decided(wish.source, outline),
        item=name_of(wish.ref, outline),
        windows=[window_words(window, outline) for window in wish.windows],
    )


def post(rule: Active, b: Builder) -> None:
    """One instance for each that prefers windows: a literal for each of its pieces that it is outside."""
    problem = b.problem
    for wish in _preferences(problem.outline):
        where = _places(wish, problem)
        spans = [problem.within(span) for span in problem.outline.spans(wish.windows)]
        outside: list[Lit] = []
        for place in where:
            outside.append(b.new_bool(f"{wish.ref} outside {place.piece}"))
            keep_inside(b, [place], spans, (~outside[-1],))
        if outside:
            b.charge(rule, (wish.ref,), _words(wish, problem.outline), sum(outside), len(outside), wish.source)


def _places(wish: Preference, problem: Problem) -> list[Place]:
    if wish.leaves:
        return places(problem, wish.leaves)
    tasks = problem.tasks_under(wish.ref) if wish.ref.startswith("joint:") else problem.tasks_of.get(wish.ref, ())
    return [Place(piece) for task in tasks for piece in task.pieces]


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """What lies outside the windows of each preference."""
    for wish in _preferences(t.outline):
        spans = t.outline.spans(wish.windows)
        outside = [
            (start, rows)
            for start, end, rows in _segments(wish, t)
            if not any(low <= start and end <= high for low, high in spans)
        ]
        if outside:
            start = min(start for start, _ in outside)
            words = say(
                N_("{rule}; segments outside: {count}, the first at {when}"),
                rule=_words(wish, t.outline),
                count=str(len(outside)),
                when=When(t.outline.clock(start)),
            )
            rows = [row for _, several in outside for row in several]
            yield Breach((wish.ref,), words, rows, (rows[0].body,), start, amount=len(outside), source=wish.source)


def _segments(wish: Preference, t: Timetable) -> Iterator[tuple[int, int, Sequence[Row]]]:
    """From when to when each thing is taken up, and the rows that say so."""
    if wish.ref.startswith("joint:"):
        rows = t.joint_rows(wish.ref[6:])
        yield from _joint([row for row in rows if row.body == t.outline.joints[wish.ref[6:]].bodies[0]])
        return
    if wish.leaves:
        rows = [row for ref in wish.leaves for row in t.by_ref.get(ref, ())]
    else:
        rows = [row for row in t.by_body.get(wish.ref, ()) if row.joint not in t.outline.joints]
        for joint in t.scenario.joint_sessions:
            if wish.ref in joint.bodies:
                yield from _joint([row for row in t.joint_rows(joint.id) if row.body == wish.ref])
    for row in rows:
        yield row.start, row.end, (row,)


def _joint(rows: Sequence[Row]) -> Iterator[tuple[int, int, Sequence[Row]]]:
    if rows:
        yield min(row.start for row in rows), max(row.end for row in rows), rows


RULE = Rule(
    id="preferred-windows",
    title=N_("Preferred windows"),
    says=N_("Bodies, items and joint sessions are taken up in the windows that they prefer."),
    post=post,
    check=check,
    kind="soft",
    weight=5,
    tier="people",
    charges=True,
    unit=N_("segments outside the windows"),
)
