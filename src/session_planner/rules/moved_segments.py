"""`moved-segments`: what has been published stays at its time.

The amount, for a published part of an item, is 2 where it is not at its start any more (or not as long as it was,
though its item is as long as ever), 1 where it is back at the start that it had before it was last moved: those who
noted the first time may still have it. A joint session counts once, as its host has it.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, name_of
from session_planner.rules.published import Entry, entries, kept, places, stays
from session_planner.scenario.outline import Outline
from session_planner.words import N_, When, Words, say

_MOVED, _BACK = 2, 1


def post(rule: Active, b: Builder) -> None:
    """One instance a published part."""
    for entry in entries(b.problem.outline):
        if not b.problem.tasks_under(entry.ref):
            continue
        here = stays(b, entry)
        amount = _MOVED - _MOVED * here
        if entry.before is not None:
            back = stays(b, entry.before)
            b.at_most_one([here, back])
            amount -= (_MOVED - _BACK) * back
        b.charge(rule, entry.key, _words(entry, b.problem.outline), amount, _MOVED)


def least_move(entry: Entry) -> int:
    """The amount of an entry that does not stay, at least."""
    return _MOVED if entry.before is None else _BACK


def _words(entry: Entry, outline: Outline) -> Words:
    when = When(outline.clock(entry.start))
    return say(N_("{item} stays at {when}, as published"), item=name_of(entry.ref, outline), when=when)


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Published parts that are at another time, or at none."""
    for entry in entries(t.outline):
        if kept(t, entry):
            continue
        back = entry.before is not None and kept(t, entry.before)
        where = places(t, entry.ref)
        words = say(
            N_("{item} was published for {when} and is at {found}")
            if where
            else N_("{item} was published for {when} and has no place"),
            item=name_of(entry.ref, t.outline),
            when=When(t.outline.clock(entry.start)),
            found=[When(t.outline.clock(place.start)) for place in where],
        )
        yield Breach(entry.key, words, t.rows_under(entry.ref), when=entry.start, amount=_BACK if back else _MOVED)


RULE = Rule(
    id="moved-segments",
    title=N_("Few segments moved"),
    says=N_("What has been published stays at its time."),
    post=post,
    check=check,
    kind="soft",
    tier="moved",
    charges=True,
    unit=N_("half moves: a move to another time is two, one back to where it was before is one"),
)
