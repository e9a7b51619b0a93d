"""`kept-apart`: what it costs that two things are held at the same time.

An entry of the scenario's `kept_apart` charges each pair of its bodies, items and joint sessions where they are held at
the same time. By sittings: of a body count the sittings that it holds, of an item or a joint session those in which it
is taken up, and each pair of different ones whose hours overlap, from the start to the last end, counts once. By
moments: two items count where they themselves overlap, in different sittings, each pair of their parts once, or once
for each begun stretch of the entry's `each`; whatever is compared with a body still goes by sittings. The amount, for
an entry, is its cost, as many times.

By sittings a joint session and each of its items is where its host has it, and a sitting in which a body is a guest is
its host's. By moments an item of a joint session is where its own body's programme shows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import ceil

from session_planner.problem.model import Problem, Sitting, Task
from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.base import Active, Breach, Builder, Enforce, Expr, Lit, Rule, decided, name_of, overlap
from session_planner.rules.chambers import may_be_guest, sits
from session_planner.rules.precedence import Place, inside
from session_planner.rules.stretches import Amount, certain, together
from session_planner.scenario.costing import KeptApart
from session_planner.scenario.outline import Outline, Span
from session_planner.words import N_, When, Words, say
from session_planner.words import Span as Duration

Group = Sequence[Sitting]
_FEW = 3
"""Chambers of which each has a literal for each sitting that it may meet; more are counted together."""


def _saying(entry: KeptApart, outline: Outline, rule: Active) -> Words:
    fields = {
        "decided": decided(entry.source or rule.source, outline),
        "of": [name_of(ref, outline) for ref in entry.of],
        "cost": str(entry.cost),
    }
    if entry.each:
        message = N_("{decided}{of}: each pair at the same time costs {cost} for each {each} begun")
        return say(message, **fields, each=Duration(entry.each))
    return say(N_("{decided}{of}: each pair at the same time costs {cost}"), **fields)


# -- the model ---------------------------------------------------------------------------------------------------------


def post(rule: Active, b: Builder) -> None:
    """One instance an entry: the pairs of sittings, or of times, that may meet, each with a literal of its own."""
    pairs = _Pairs(b)
    for entry in b.problem.scenario.kept_apart:
        found: list[Expr] = []
        most = 0
        for one, other in combinations(entry.of, 2) if entry.cost else ():
            amounts = list(pairs.of(one, other, entry))
            found += [amount for amount, _ in amounts]
            most += sum(times for _, times in amounts)
        if found:
            words = _saying(entry, b.problem.outline, rule)
            b.charge(rule, (entry.id,), words, entry.cost * sum(found), entry.cost * most, entry.source)


class _Pairs:
    """What two things cost in each other's way: where their sittings may meet is looked up once for two bodies."""

    def __init__(self, b: Builder) -> None:
        self._b = b
        self._problem = b.problem
        self._hours = {
            body: tuple((group[0].slot.start, group[0].slot.last) for group in groups)
            for body, groups in b.problem.together_of.items()
        }
        self._overlapping = cache(_overlapping)

    def of(self, one: str, other: str, entry: KeptApart) -> Iterator[Amount]:
        """The amounts of two references; none where one of them is not planned here, or nothing can meet."""
        bodies = [ref for ref in (one, other) if ref in self._problem.together_of]
        if len(bodies) == 2:
            yield from self._bodies(one, other)
        elif bodies:
            for task in self._problem.tasks_under(other if one in bodies else one):
                yield from self._body_and_task(bodies[0], task)
        elif entry.by == "moment":
            for first in _places(self._problem, one):
                for second in _places(self._problem, other):
                    yield from self._times(first, second, entry.each)
        else:
            for host in self._problem.tasks_under(one):
                for task in self._problem.tasks_under(other):
                    if task is not host:
                        yield from self._tasks(host, task)

    def _meeting(self, one: str, other: str) -> Iterator[tuple[Group, Group]]:
        """The hours at which two bodies can sit that overlap; for a body and itself, each hours with themselves too."""
        groups, others = self._problem.together_of[one], self._problem.together_of[other]
        for at, beside in self._overlapping(self._hours[one], self._hours[other]):
            yield groups[at], others[beside]

    def _bodies(self, one: str, other: str) -> Iterator[Amount]:
        for group, second in self._meeting(one, other):
            few, many = sorted((sits(self._b, group), sits(self._b, second)), key=len)
            for mine in few:
                if len(many) > _FEW:
                    yield self._all_of(mine, many), len(many)
                else:
                    yield from ((self._both([(mine, theirs)]), 1) for theirs in many)

    def _body_and_task(self, body: str, task: Task) -> Iterator[Amount]:
        """Of its own body those sittings that it is not in: all of the same hours but one."""
        for piece in task.pieces:
            for group, second in self._meeting(task.body, body):
                if not self._may_be(piece, group):
                    continue
                if group is not second:
                    during = self._b.during(piece, group)
                    for theirs in sits(self._b, second):
                        yield self._both([(during, theirs)]), 1
                elif len(group) > 1:
                    yield self._beside(piece, group), len(group) - 1

    def _beside(self, piece: int, group: Group) -> Expr:
        """The sittings that a body holds beside the one in which it takes up the piece."""
        b, most = self._b, len(group) - 1
        if may_be_guest(b, group[0].body):  # then its sitting may not be its own
            return sum(
                self._both([(b.x(piece, one.index), b.counted(other.index))])
                for one in group
                for other in group
                if one is not other
            )
        others = b.new_int(0, most, f"beside {piece},{group[0].index}")
        b.add(others >= sum(sits(b, group)) - 1 - most * (1 - b.during(piece, group)))
        return others

    def _all_of(self, literal: Lit, others: Sequence[Lit]) -> Expr:
        """As many as are true of the others, if the literal is; else pushed down to nothing."""
        met = self._b.new_int(0, len(others), "at the same time")
        self._b.add(met >= sum(others) - len(others) * (1 - literal))
        return met

    def _tasks(self, one: Task, other: Task) -> Iterator[Amount]:
        """One literal for all hours of two pieces: each is in one sitting at most."""
        for piece in one.pieces:
            for second in other.pieces:
                apart = []
                for group, later in self._meeting(one.body, other.body):
                    if not (self._may_be(piece, group) and self._may_be(second, later)):
                        continue
                    if group is not later:
                        apart.append((self._b.during(piece, group), self._b.during(second, later)))
                    elif len(group) > 1:
                        yield self._b.apart(piece, group, second, later), 1
                if apart:
                    yield self._both(apart), 1

    def _both(self, pairs: Sequence[tuple[Lit, Lit]]) -> Expr:
        """True where both of any of these pairs are; else pushed down to false."""
        b = self._b
        both = b.new_bool("at the same time")
        for first, second in pairs:
            b.any_of([both, ~first, ~second])
        return both

    def _may_be(self, piece: int, group: Group) -> bool:
        sittings = self._problem.pieces[piece].sittings
        return any(sitting.index in sittings for sitting in group)

    def _times(self, one: Place, other: Place, each: int | None) -> Iterator[Amount]:
        """For how long two times overlap in different sittings; what is certain of it where times are left open."""
        if not self._b.moments:
            yield from self._certain(one, other, each)
            return
        apart = list(self._in_different_sittings(one.piece, other.piece))
        if apart:
            yield together(self._b, one, other, each, apart)

    def _certain(self, one: Place, other: Place, each: int | None) -> Iterator[Amount]:
        """What is too long to come one after the other in the hours of both overlaps in any case."""
        b = self._b
        by_times: dict[int, list[tuple[Lit, Lit]]] = defaultdict(list)
        for group, later in self._where(one.piece, other.piece):
            hours = (min(group[0].start, later[0].start), max(group[0].last, later[0].last))
            if times := certain(b, one, other, each, hours):
                by_times[times].append((b.during(one.piece, group), b.during(other.piece, later)))
        for times, pairs in by_times.items():
            yield times * self._both(pairs), times

    def _in_different_sittings(self, piece: int, other: int) -> Iterator[Enforce]:
        """Literals, all true together where two pieces are in different sittings; none where they never are."""
        b = self._b
        meeting = list(self._where(piece, other))
        if meeting and meeting[0][0][0].body != meeting[0][1][0].body:
            yield b.is_placed(piece), b.is_placed(other)
            return
        for group, later in meeting:
            if group is not later:
                yield b.during(piece, group), b.during(other, later)
            elif len(group) > 1:
                yield (b.apart(piece, group, other, later),)

    def _where(self, piece: int, other: int) -> Iterator[tuple[Group, Group]]:
        """The hours of two pieces that overlap; none for those of one joint session."""
        problem = self._problem
        one, two = (problem.tasks[problem.pieces[number].task] for number in (piece, other))
        if not (one.joint and two.joint and one.joint.id == two.joint.id):
            for group, later in self._meeting(one.body, two.body):
                if self._may_be(piece, group) and self._may_be(other, later):
                    yield group, later


def _overlapping(hours: Sequence[Span], others: Sequence[Span]) -> list[tuple[int, int]]:
    """Which of these hours overlap which of the others."""
    return [(at, beside) for at, one in enumerate(hours) for beside, other in enumerate(others) if overlap(one, other)]


def _places(problem: Problem, ref: str) -> list[Place]:
    """When a thing is: a joint session as its host has it, an item inside its body's own task."""
    if ref.startswith("joint:"):
        return [Place(piece) for task in problem.tasks_under(ref) for piece in task.pieces]
    task = problem.task(ref)
    return [place for leaf, place in inside(problem, task) if leaf and leaf.ref == ref] if task else []


# -- the check ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A time that counts: a sitting (`at`: which one), or a part of an item in it; minutes since 1970 UTC."""

    at: tuple[str, str]
    start: int
    end: int
    rows: Sequence[Row]
    joint: str | None = None
    exact: bool = False
    """Whether it is when the thing itself goes on."""


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Compares each thing of an entry with each other."""
    times = _Times(t)
    for entry in t.scenario.kept_apart:
        met: list[tuple[_Stretch, _Stretch]] = []
        times_met = 0
        for one, other in combinations(entry.of, 2) if entry.cost else ():
            for first, second in times.met(one, other, entry.by == "moment"):
                met.append((first, second))
                times_met += _stretches(first, second, entry.each) if first.exact and second.exact else 1
        if met:
            at, beside = min(met, key=lambda pair: max(pair[0].start, pair[1].start))
            moment = max(at.start, beside.start)
            words = say(
                N_("{rule}; first at {when}; such pairs: {count}"),
                rule=_saying(entry, t.outline, rule),
                when=When(t.outline.clock(moment)),
                count=str(len(met)),
            )
            rows = list({id(row): row for pair in met for one in pair for row in one.rows}.values())
            who = tuple(dict.fromkeys(row.body for row in rows))
            amount = entry.cost * times_met
            yield Breach((entry.id,), words, rows, who, moment, amount=amount, source=entry.source)


def _stretches(one: _Stretch, other: _Stretch, each: int | None) -> int:
    """How many times an overlap counts."""
    return ceil((min(one.end, other.end) - max(one.start, other.start)) / each) if each else 1


class _Times:
    """When the things of a programme are, looked up once a reference."""

    def __init__(self, t: Timetable) -> None:
        self._t = t
        self._of_ref, self._parts_of = cache(self._sittings), cache(self._parts)

    def met(self, one: str, other: str, by_moment: bool) -> Iterator[tuple[_Stretch, _Stretch]]:
        """The pairs of times of two references that overlap."""
        bodies = self._t.outline.bodies
        if by_moment and one not in bodies and other not in bodies:
            mine, theirs = self._parts_of(one), self._parts_of(other)
        else:
            mine, theirs = self._of_ref(one), self._of_ref(other)
        for first in mine:
            for second in theirs:
                together = first.at == second.at or (first.joint is not None and first.joint == second.joint)
                if not together and overlap((first.start, first.end), (second.start, second.end)):
                    yield first, second

    def _sittings(self, ref: str) -> list[_Stretch]:
        """The sittings of a body's own, or those in which a thing is taken up."""
        if ref in self._t.outline.bodies:
            return [
                _Stretch(_which(held.rows[0]), held.start, held.last, held.rows)
                for held in self._t.held_of.get(ref, ())
                if not held.guest
            ]
        leaf = self._t.outline.leaves.get(ref)
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self._t.rows_under(f"joint:{leaf.joint.id}" if leaf and leaf.joint else ref):
            found.setdefault(_which(row), []).append(row)
        return [_whole(at, rows) for at, rows in found.items()]

    def _parts(self, ref: str) -> list[_Stretch]:
        """The parts of an item where its body's programme has them; a joint session as a whole."""
        if ref.startswith("joint:"):
            rows = self._t.rows_under(ref)
            start, end = min((row.start for row in rows), default=0), max((row.end for row in rows), default=0)
            return [_Stretch(_which(rows[0]), start, end, rows, ref[6:], True)] if rows else []
        parts = self._t.by_ref.get(ref, ())
        return [_Stretch(_which(row), row.start, row.end, (row,), row.joint, True) for row in parts]


def _which(row: Row) -> tuple[str, str]:
    """The sitting that a row is in; one outside all sittings is in one of its own."""
    return (row.body, row.slot.key if row.slot else f"{row.start}-{row.end} {row.ref}")


def _whole(at: tuple[str, str], rows: Sequence[Row]) -> _Stretch:
    slot = rows[0].slot
    return _Stretch(at, slot.start if slot else rows[0].start, slot.last if slot else rows[0].end, rows)


RULE = Rule(
    id="kept-apart",
    title=N_("Kept apart"),
    says=N_("What the scenario wants kept apart is not held at the same time."),
    post=post,
    check=check,
    kind="soft",
    weight=1,
    tier="people",
    charges=True,
    unit=N_("units of cost"),
)
