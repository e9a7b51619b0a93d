"""`moved-minutes`: what must move moves little.

The amount, for a published part of an item, is how far its start is from the published one, in minutes; where it is
not to be found again (a part of a split item that left its sitting, an item without a place), its whole length.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.problem.model import Problem
from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, name_of
from session_planner.rules.published import Entry, Place, entries, in_slot, piece_in, places
from session_planner.words import N_, Span, say


def post(rule: Active, b: Builder) -> None:
    """One instance a published part."""
    problem = b.problem
    for entry in entries(problem.outline):
        found = _piece(problem, entry)
        if not problem.tasks_under(entry.ref):
            continue
        words = say(N_("{item} stays near its published time"), item=name_of(entry.ref, problem.outline))
        if found is None:
            b.charge(rule, entry.key, words, b.new_int(entry.minutes, entry.minutes, "gone"), entry.minutes)
            continue
        placed = b.is_placed(found)
        most = max(_farthest(problem, found, entry), entry.minutes)
        amount = b.new_int(0, most, f"minutes {entry.ref}/{entry.part}")
        shift = problem.origin - entry.start + problem.grain * b.start(found)
        b.add(amount >= shift, [placed])
        b.add(amount >= -shift, [placed])
        b.add(amount >= entry.minutes, [~placed])
        b.charge(rule, entry.key, words, amount, most)


def _piece(problem: Problem, entry: Entry) -> int | None:
    """The piece that is the entry's: of a split item the one in its sitting, else the item itself, wherever it is."""
    tasks = problem.tasks_under(entry.ref)
    if tasks and not tasks[0].splittable:
        return tasks[0].pieces[0] if problem.pieces[tasks[0].pieces[0]].sittings else None
    found = piece_in(problem, entry.ref, entry.slot)
    return found[1] if found else None


def _farthest(problem: Problem, piece: int, entry: Entry) -> int:
    sittings = [problem.sittings[index] for index in problem.pieces[piece].sittings]
    ends = [problem.minute(tick) for sitting in sittings for tick in (sitting.start, sitting.last)]
    return max(abs(minute - entry.start) for minute in ends)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Published parts whose start is another, and by how much."""
    for entry in entries(t.outline):
        place = _place(t, entry)
        amount = entry.minutes if place is None else abs(place.start - entry.start)
        if amount:
            words = say(
                N_("{item} is {span} away from its published time")
                if place
                else N_("{item} is not where it was published ({span} of it)"),
                item=name_of(entry.ref, t.outline),
                span=Span(amount),
            )
            yield Breach(entry.key, words, t.rows_under(entry.ref), when=entry.start, amount=amount)


def _place(t: Timetable, entry: Entry) -> Place | None:
    leaf = t.outline.leaves.get(entry.ref)
    found = places(t, entry.ref)
    if leaf is None or not leaf.item.splittable:
        return found[0] if found else None
    return next((place for place in found if in_slot(place, entry)), None)


RULE = Rule(
    id="moved-minutes",
    title=N_("Short moves"),
    says=N_("What has been published and must move moves as little as it can."),
    post=post,
    check=check,
    kind="soft",
    tier="shifted",
    charges=True,
    unit=N_("minutes moved"),
)
