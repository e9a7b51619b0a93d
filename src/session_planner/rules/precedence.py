"""`precedence`: one thing before another, with a gap between them where one is asked for.

A precedence holds if every part of `after` starts at or after the end of every part of `before`, and at least `gap`
of elapsed time later. Either may be an item, a heading (all that stands under it), a body or a joint session. An item
of a joint session has its own place inside it, as its body's programme shows it; a joint session is where its host has
it. What is not placed breaks nothing.

The other rules of order (opening, agenda, report, drafting) are posted with the same two blocks, `inside` and
`in_order`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from session_planner.problem.model import Problem, Task
from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.base import Active, Breach, Builder, Enforce, Expr, Rule, decided, name_of
from session_planner.scenario.model import Precedence
from session_planner.scenario.outline import Leaf, Outline
from session_planner.words import N_, Span, When, Words, say


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing is inside a piece: so many ticks after the piece's start, so many before its end."""

    piece: int
    before: int = 0
    rest: int = 0

    def start(self, b: Builder) -> Expr:
        """The tick at which it starts."""
        return b.start(self.piece) + self.before

    def end(self, b: Builder) -> Expr:
        """The tick at which it ends."""
        return b.end(self.piece) - self.rest


def inside(problem: Problem, task: Task) -> Iterator[tuple[Leaf | None, Place]]:
    """The items of a task with their places; no item (None) where a body only takes part in a joint session."""
    if task.joint is None or len(task.leaves) < 2:
        leaf = task.leaves[0] if task.leaves else None
        yield from ((leaf, Place(piece)) for piece in task.pieces)
        return
    for leaf in task.leaves:
        begin, end = problem.offset(task, leaf.ref)
        # The last item of a joint session goes on until the session ends, however long its own share is.
        yield leaf, Place(task.pieces[0], begin, 0 if leaf is task.leaves[-1] else task.length - end)


def in_order(b: Builder, firsts: Sequence[Place], seconds: Sequence[Place], enforce: Enforce, gap: int = 0) -> None:
    """Each of `seconds` starts `gap` ticks or more after the end of each of `firsts`; as many constraints as places."""
    _by_sittings(b, firsts, seconds, enforce)
    if len(firsts) == 1:
        _after_one(b, firsts[0], seconds, enforce, gap)
        return
    # So low that it binds nothing while nothing of `firsts` is placed.
    latest = b.new_int(-gap, b.problem.horizon, "end of what comes first")
    for first in firsts:
        b.add(first.end(b) <= latest, (b.is_placed(first.piece),))
    for second in seconds:
        b.add(second.start(b) >= latest + gap, (*enforce, b.is_placed(second.piece)))


def _by_sittings(b: Builder, firsts: Sequence[Place], seconds: Sequence[Place], enforce: Enforce) -> None:
    """The same, said coarsely in literals: whatever comes second is in no earlier sitting than what comes first.

    It follows from the times, but lets the search see by sittings what it would only find out by minutes. Said from
    the side that has fewer places, it takes a clause for each sitting of each place on the other.
    """
    problem = b.problem
    for one in firsts if len(firsts) <= len(seconds) else seconds:
        body = problem.tasks[problem.pieces[one.piece].task].body
        at = {sitting.index: place for place, group in enumerate(problem.together_of[body]) for sitting in group}
        begun = b.begun(one.piece)
        for other in seconds if len(firsts) <= len(seconds) else firsts:
            for sitting in problem.pieces[other.piece].sittings:
                if sitting not in at or other.piece == one.piece:
                    continue
                there = ~b.x(other.piece, sitting)
                if len(firsts) <= len(seconds):
                    b.any_of([begun[at[sitting]], there, ~b.is_placed(one.piece)], enforce)
                elif at[sitting]:
                    b.any_of([~begun[at[sitting] - 1], there], enforce)


def _after_one(b: Builder, first: Place, seconds: Sequence[Place], enforce: Enforce, gap: int) -> None:
    for second in seconds:
        if second.piece != first.piece:
            placed = (b.is_placed(first.piece), b.is_placed(second.piece))
            b.add(second.start(b) >= first.end(b) + gap, (*enforce, *placed))
        elif second.before < b.problem.pieces[first.piece].least - first.rest + gap:
            b.forbid(b.is_placed(first.piece), enforce)


def post(rule: Active, b: Builder) -> None:
    """One instance a precedence."""
    for precedence in b.problem.scenario.precedences:
        firsts, seconds = _places(b.problem, precedence.before), _places(b.problem, precedence.after)
        if firsts and seconds:
            words = _saying(precedence, b.problem.outline, rule)
            enforce = b.require(rule, (_key(precedence),), words, precedence.source)
            in_order(b, firsts, seconds, enforce, b.problem.ticks(precedence.gap))


def _places(problem: Problem, ref: str) -> list[Place]:
    if ref.startswith("joint:"):
        return [Place(task.pieces[0]) for task in problem.joint_tasks.get(ref[6:], ())[:1]]
    if ref in problem.tasks_of:
        return [Place(piece) for task in problem.tasks_of[ref] for piece in task.pieces]
    tasks = ((leaf, problem.task(leaf.ref)) for leaf in problem.outline.under(ref))
    return [place for leaf, task in tasks if task for own, place in inside(problem, task) if own is leaf]


def _key(precedence: Precedence) -> str:
    return precedence.id or f"{precedence.before} → {precedence.after}"


def _saying(precedence: Precedence, outline: Outline, rule: Active) -> Words:
    fields = {
        "decided": decided(precedence.source or rule.source, outline),
        "before": name_of(precedence.before, outline),
        "after": name_of(precedence.after, outline),
    }
    if not precedence.gap:
        return say(N_("{decided}{after} comes after {before}"), **fields)
    return say(
        N_("{decided}{after} starts {gap} or more after the end of {before}"), **fields, gap=Span(precedence.gap)
    )


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """The last end of what comes before, against the first start of what comes after."""
    for precedence in t.scenario.precedences:
        earlier, later = _rows(t, precedence.before), _rows(t, precedence.after)
        if not earlier or not later:
            continue
        last, first = max(earlier, key=lambda row: row.end), min(later, key=lambda row: row.start)
        if first.start < last.end + precedence.gap:
            words = say(
                N_("{rule}; the programme has the one until {ends}, the other from {starts}"),
                rule=_saying(precedence, t.outline, rule),
                ends=When(t.outline.clock(last.end)),
                starts=When(t.outline.clock(first.start)),
            )
            who = tuple(dict.fromkeys((last.body, first.body)))
            yield Breach((_key(precedence),), words, [last, first], who, first.start, source=precedence.source)


def _rows(t: Timetable, ref: str) -> list[Row]:
    rows = t.rows_under(ref)
    joint = t.outline.joints.get(ref[6:]) if ref.startswith("joint:") else None
    return [row for row in rows if row.body == joint.bodies[0]] if joint else rows


RULE = Rule(
    id="precedence",
    title=N_("One thing before another"),
    says=N_("Where the scenario says so, one thing comes before another, with the gap it asks for."),
    post=post,
    check=check,
)
