"""`delegation-size`: a delegation is in no more places at once than it has people.

Where a delegation is needed is everything that is taken up of what it follows (bodies, items, headings, joint
sessions), from the start to the end of each segment; a joint session is one place, and who follows an item of it is
there for the whole of it. The rule holds for a delegation if at no moment more than `size` of these things are being
taken up. It is asked only of delegations that follow more bodies than they have people: that a body takes up one thing
at a time is a rule of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.base import Active, Breach, Builder, Enforce, Rule, decided
from session_planner.rules.officers import Thing, bodies_of, joint_places, pieces_under
from session_planner.scenario.model import Delegation
from session_planner.scenario.outline import Outline
from session_planner.words import N_, When, Words, say


def post(rule: Active, b: Builder) -> None:
    """One instance a delegation; those that follow the same with the same size share the constraint."""
    problem = b.problem
    shared: dict[tuple[int, tuple[int, ...]], list[Enforce]] = defaultdict(list)
    for delegation in problem.scenario.delegations:
        if bodies_of(problem.outline, delegation.follows) <= delegation.size:
            continue
        pieces = tuple(piece.index for piece in pieces_under(problem, delegation.follows))
        if len(pieces) > delegation.size:
            words = _saying(delegation, problem.outline, rule)
            shared[delegation.size, pieces].append(b.require(rule, (delegation.id,), words, delegation.source))
    for (size, pieces), instances in shared.items():
        enforce = _any(b, instances)
        intervals = [b.interval(piece) for piece in pieces]
        if size == 1:
            b.no_overlap(intervals, enforce)
        else:
            b.cumulative(intervals, [1] * len(intervals), size, enforce)


def _any(b: Builder, instances: Sequence[Enforce]) -> Enforce:
    """Literals that are true if any of the instances holds; none if one of them always does."""
    if not all(instances) or len(instances) == 1:
        return () if not all(instances) else instances[0]
    some = b.new_bool("delegations that follow the same")
    for enforce in instances:
        b.any_of([some], enforce)
    return (some,)


def _saying(delegation: Delegation, outline: Outline, rule: Active) -> Words:
    return say(
        N_("{decided}{delegation} can be in no more rooms at once than it has people: {size}"),
        decided=decided(delegation.source or rule.source, outline),
        delegation=outline.title(delegation.id),
        size=str(delegation.size),
    )


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Goes through all starts once, for all delegations together, and counts what runs."""
    delegations = [
        delegation
        for delegation in t.scenario.delegations
        if bodies_of(t.outline, delegation.follows) > delegation.size
    ]
    if not delegations:
        return
    followers = _Followers(delegations, t)
    least = min(delegation.size for delegation in delegations)
    seen: dict[tuple[int, ...], tuple[int, ...]] = {}
    for moment, running, new in _moments(followers.things(), least):
        kinds = tuple(sorted([kind for _, _, kind, _ in running]))
        crowded = seen.get(kinds)
        if crowded is None:
            crowded = seen[kinds] = followers.crowded(kinds)
        for number in crowded:
            if any(number in followers.kinds[kind] for _, _, kind, _ in new):
                places = [
                    thing if isinstance(thing, Thing) else Thing(start, end, thing)
                    for start, end, kind, thing in running
                    if number in followers.kinds[kind]
                ]
                yield _breach(delegations[number], places, moment, t, rule)


def _breach(delegation: Delegation, places: Sequence[Thing], moment: int, t: Timetable, rule: Active) -> Breach:
    words = say(
        N_("{rule}; at {when} it would be needed at {items}"),
        rule=_saying(delegation, t.outline, rule),
        when=When(t.outline.clock(moment)),
        items=[thing.called(t.outline) for thing in places],
    )
    rows = [thing.row for thing in places]
    return Breach((delegation.id,), words, rows, (delegation.id,), moment, source=delegation.source)


_Running = tuple[int, int, int, Row | Thing]
"""From when to when something is taken up, which delegations follow it (the number of their set), and what it is."""


def _moments(things: Sequence[_Running], least: int) -> Iterator[tuple[int, list[_Running], list[_Running]]]:
    """Each moment at which something starts: what runs then, more than `least` things, and what of it is new."""
    running: list[_Running] = []
    at = 0
    while at < len(things):
        moment, first = things[at][0], at
        while at < len(things) and things[at][0] == moment:
            at += 1
        new = [thing for thing in things[first:at] if thing[1] > moment]
        running = [thing for thing in running if thing[1] > moment]
        running += new
        if len(running) > least and new:
            yield moment, running, new


@dataclass
class _Followers:
    """Who follows what, by numbers: `kinds[kind]` are the delegations that follow a thing of that kind."""

    delegations: Sequence[Delegation]
    t: Timetable

    def __post_init__(self) -> None:
        self.kinds: list[frozenset[int]] = []
        self._numbers: dict[frozenset[int], int] = {}
        self._of_ref: dict[str, frozenset[int]] = {}
        for number, delegation in enumerate(self.delegations):
            for ref in delegation.follows:
                leaves = () if ref in self.t.outline.bodies or ref.startswith("joint:") else self.t.outline.under(ref)
                for name in (ref, *(leaf.ref for leaf in leaves)):
                    self._of_ref[name] = self._of_ref.get(name, frozenset()) | {number}

    def _kind(self, followers: frozenset[int]) -> int:
        if followers not in self._numbers:
            self._numbers[followers] = len(self.kinds)
            self.kinds.append(followers)
        return self._numbers[followers]

    def things(self) -> list[_Running]:
        """Everything that anybody follows, in order of time, joint sessions once."""
        of_ref, nobody = self._of_ref, frozenset[int]()
        by_row: dict[str, int | None] = {}
        joint = joint_places(self.t)
        joint_things: dict[object, tuple[Thing, frozenset[int]]] = {}
        found: list[_Running] = []
        for row in self.t.rows:
            ref, name = row.ref, row.segment.joint
            if ref not in by_row:
                followers = of_ref.get(ref, nobody) | of_ref.get(row.body, nobody)
                by_row[ref] = self._kind(followers) if followers else None
            place = joint.get((name, row.body)) if name else None
            kind = by_row[ref]
            if place is not None:
                thing, known = joint_things.get((name, place), (Thing(place[0], place[1], row, name, place[2]), nobody))
                of_joint = of_ref.get(f"joint:{name}", nobody)
                joint_things[name, place] = thing, known | of_joint | (nobody if kind is None else self.kinds[kind])
            elif kind is not None:
                found.append((row.start, row.end, kind, row))
        found += (
            (thing.start, thing.end, self._kind(followers), thing)
            for thing, followers in joint_things.values()
            if followers
        )
        found.sort(key=itemgetter(0))
        return found

    def crowded(self, kinds: Iterable[int]) -> tuple[int, ...]:
        """The delegations that follow more of these things than they have people."""
        count: Mapping[int, int] = Counter(number for kind in kinds for number in self.kinds[kind])
        return tuple(sorted(number for number, places in count.items() if places > self.delegations[number].size))


RULE = Rule(
    id="delegation-size",
    title=N_("Size of delegations"),
    says=N_("A delegation is in no more rooms at once than it has people."),
    post=post,
    check=check,
)
