"""`delegations-apart`: delegations of two or more people are not split between sittings at the same time.

It counts sittings in which something is taken up that a delegation follows (bodies, items, headings, joint sessions);
a joint session is taken up in its host's sitting alone. The amount, for a delegation of two or more, is the number of
pairs of such sittings, of different bodies, that overlap, each from its start to its last end, the open end included;
chambers of one body at the same hours are one sitting. A delegation of one is left to `delegation-size`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, repeat
from operator import attrgetter

from session_planner.problem.model import Sitting
from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.base import Active, Breach, Builder, Expr, Lit, Rule
from session_planner.scenario.model import Delegation, Scenario
from session_planner.words import N_, When, say

# -- the model -------------------------------------------------------------------------------------------------------


class Attendance:
    """Literals that something of what is followed is taken up in a sitting; made once for all who follow the same.

    The chambers of a body that sit at the same hours count as one sitting, the first of them.
    """

    def __init__(self, b: Builder) -> None:
        self._b = b
        self._known: dict[tuple[int, tuple[int, ...]], Lit] = {}
        together = [group for groups in b.problem.together_of.values() for group in groups]
        self._chambers = {group[0].index: [sitting.index for sitting in group] for group in together}
        self._first = {sitting: first for first, chambers in self._chambers.items() for sitting in chambers}
        self._pieces: dict[int, int] = defaultdict(int)
        for piece in b.problem.pieces:
            for sitting in {self._first[sitting] for sitting in piece.sittings}:
                self._pieces[sitting] += 1

    def of(self, follows: Iterable[str]) -> dict[int, Lit]:
        """By sitting that may matter to who follows these references."""
        problem = self._b.problem
        pieces = sorted({piece for ref in follows for task in problem.tasks_under(ref) for piece in task.pieces})
        found: dict[int, list[int]] = defaultdict(list)
        for piece in pieces:
            for sitting in {self._first[sitting] for sitting in problem.pieces[piece].sittings}:
                found[sitting].append(piece)
        return {sitting: self._literal(sitting, tuple(found[sitting])) for sitting in sorted(found)}

    def _literal(self, sitting: int, pieces: tuple[int, ...]) -> Lit:
        if (sitting, pieces) not in self._known:
            b, chambers = self._b, self._chambers[sitting]
            if len(pieces) == self._pieces[sitting]:
                literals = [b.held(chamber) for chamber in chambers]
            else:
                literals = [b.x(piece, chamber) for piece in pieces for chamber in chambers]
            self._known[sitting, pieces] = b.some_of(literals, f"followed {sitting}")
        return self._known[sitting, pieces]


def post(rule: Active, b: Builder) -> None:
    """One instance a delegation; those that follow the same share their amount."""
    attendance = Attendance(b)
    for follows, delegations in _followers(b.problem.scenario).items():
        attended = attendance.of(follows)
        sittings = sorted((b.problem.sittings[index] for index in attended), key=lambda sitting: sitting.slot.start)
        amount, most = _pairs(b, sittings, attended)
        for delegation in delegations if most else ():
            words = say(
                N_("{delegation} is not split between sittings at the same time"),
                delegation=b.problem.outline.title(delegation.id),
            )
            b.charge(rule, (delegation.id,), words, amount, most, delegation.source)


def _followers(scenario: Scenario) -> dict[tuple[str, ...], list[Delegation]]:
    """The delegations of two or more people, by what they follow."""
    found: dict[tuple[str, ...], list[Delegation]] = defaultdict(list)
    for delegation in scenario.delegations:
        if delegation.size > 1:
            found[tuple(sorted(set(delegation.follows)))].append(delegation)
    return found


def _pairs(b: Builder, sittings: Sequence[Sitting], attended: Mapping[int, Lit]) -> tuple[Expr, int]:
    """How many pairs of attended sittings overlap, and how many can: those of one start, then each with earlier."""
    terms: list[Expr] = []
    most = 0
    running: list[Sitting] = []
    for start, together in groupby(sittings, key=lambda sitting: sitting.slot.start):
        new = list(together)
        running = [sitting for sitting in running if sitting.slot.last > start]
        if len(new) > 1:
            terms.append(_among(b, [attended[sitting.index] for sitting in new]))
            most += len(new) * (len(new) - 1) // 2
        for sitting in new:
            others = [attended[other.index] for other in running if other.body != sitting.body]
            if others:
                terms.append(_with(b, attended[sitting.index], others))
                most += len(others)
        running += new
    return sum(terms), most


def _among(b: Builder, literals: Sequence[Lit]) -> Expr:
    """Pairs among the true ones, n(n-1)/2 of n: held from below by a line for each n: fewer than pairs, and tighter."""
    count: Expr = sum(literals)
    if len(literals) > 2:
        count = b.new_int(0, len(literals), "attended together")
        b.add(count == sum(literals))
    pairs = b.new_int(0, len(literals) * (len(literals) - 1) // 2, "pairs together")
    for number in range(1, len(literals)):
        b.add(pairs >= number * count - number * (number + 1) // 2)
    return pairs


def _with(b: Builder, literal: Lit, others: Sequence[Lit]) -> Expr:
    """How many of the others are true, if the literal is."""
    pairs = b.new_int(0, len(others), "pairs with earlier ones")
    b.add(pairs >= sum(others) - len(others) * (1 - literal))
    return pairs


# -- the check -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Followed:
    """A sitting in which something followed (`rows`) is taken up; minutes since 1970 UTC, `end` is the regular one."""

    body: str
    start: int
    end: int
    last: int
    rows: list[Row]


_IN_TIME = attrgetter("start", "last", "body")


def _merged(one: Followed, other: Followed) -> Followed:
    """A sitting in which two references are followed, each of its rows once."""
    known = set(map(id, one.rows))
    more = [row for row in other.rows if id(row) not in known]
    return Followed(one.body, one.start, one.end, one.last, one.rows + more)


class Followings:
    """The sittings of a programme in which something followed is taken up, looked up once a reference."""

    def __init__(self, t: Timetable) -> None:
        self._t = t
        self._known: dict[str, dict[tuple[str, int, int], Followed]] = {}
        joint = {body for one in t.outline.joints.values() for body in one.bodies}
        joint |= {held.body for held in t.held if held.joint}
        self._alone = t.outline.bodies.keys() - joint - twofold(t)
        """Bodies whose sittings, as they are held, are those in which they are followed."""

    def of(self, follows: Iterable[str]) -> list[Followed]:
        """What matters to who follows these references, in order of time."""
        found: dict[tuple[str, int, int], Followed] = {}
        for ref in follows:
            more = self._of_ref(ref)
            if not found.keys().isdisjoint(more):
                more = {key: _merged(found[key], sitting) if key in found else sitting for key, sitting in more.items()}
            found.update(more)
        return sorted(found.values(), key=_IN_TIME)

    def _of_ref(self, ref: str) -> dict[tuple[str, int, int], Followed]:
        if ref not in self._known and ref in self._alone:
            self._known[ref] = {
                (ref, held.start, held.last): Followed(
                    ref, held.start, held.slot.end if held.slot else held.last, held.last, held.rows
                )
                for held in self._t.held_of.get(ref, ())
            }
        if ref not in self._known:
            found: dict[tuple[str, int, int], Followed] = {}
            for row in self._rows(ref):
                slot = row.slot
                key = (row.body, slot.start, slot.last) if slot else (row.body, row.start, row.end)
                if key not in found:
                    found[key] = Followed(row.body, key[1], slot.end if slot else row.end, key[2], [])
                found[key].rows.append(row)
            self._known[ref] = found
        return self._known[ref]

    def _rows(self, ref: str) -> Iterator[Row]:
        """The rows of a reference, those of a joint session as its host has them."""
        t, joints = self._t, self._t.outline.joints
        if ref in t.outline.bodies:
            told = {joint.id for joint in joints.values() if ref in joint.bodies}
            yield from (row for row in t.by_body.get(ref, ()) if row.joint not in joints)
        elif ref.startswith("joint:"):
            told = {ref[6:]} & set(joints)
        else:
            leaves = t.outline.under(ref)
            told = {leaf.joint.id for leaf in leaves if leaf.joint}
            for leaf in leaves:
                if leaf.joint is None:
                    yield from t.by_ref.get(leaf.ref, ())
        for joint in sorted(told):
            yield from (row for row in t.joint_rows(joint) if row.body == joints[joint].bodies[0])


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Counts overlapping sittings among those that a delegation follows, less those of one body."""
    followings = Followings(t)
    double = twofold(t) if t.scenario.delegations else ()
    for follows, delegations in _followers(t.scenario).items():
        sittings = [sitting for sitting in followings.of(follows) if sitting.last > sitting.start]
        amount = _overlaps(sittings)
        if amount:
            amount -= sum(_overlaps([one for one in sittings if one.body == body]) for body in double)
        if amount:
            first, second = _first_clash(sittings)
            for delegation in delegations:
                words = say(
                    N_("{delegation} follows {first} and {second}, which sit at one time, {when}; such pairs: {count}"),
                    delegation=t.outline.title(delegation.id),
                    first=t.outline.title(first.body),
                    second=t.outline.title(second.body),
                    when=When(t.outline.clock(second.start)),
                    count=str(amount),
                )
                yield Breach(
                    (delegation.id,),
                    words,
                    [*first.rows, *second.rows],
                    (delegation.id,),
                    second.start,
                    amount=amount,
                    source=delegation.source,
                )


def twofold(t: Timetable) -> set[str]:
    """The bodies whose own sittings overlap, which is not what splits a delegation: hardly any body has such."""
    return {
        body for body, held in t.held_of.items() if any(first.last > second.start for first, second in pairwise(held))
    }


def _overlaps(sittings: Sequence[Followed]) -> int:
    """Pairs that overlap, of sittings in order of start: all but those of which one is over as the other starts."""
    over = sorted(sitting.last for sitting in sittings)
    apart = sum(map(bisect_right, repeat(over), [sitting.start for sitting in sittings]))
    return len(over) * (len(over) - 1) // 2 - apart


def _first_clash(sittings: Iterable[Followed]) -> tuple[Followed, Followed]:
    running: list[Followed] = []
    for sitting in sittings:
        running = [other for other in running if other.last > sitting.start]
        for other in running:
            if other.body != sitting.body:
                return other, sitting
        running.append(sitting)
    raise ValueError("no two of these sittings overlap")


RULE = Rule(
    id="delegations-apart",
    title=N_("Delegations not split"),
    says=N_("Delegations of two or more people are not split between sittings at the same time."),
    post=post,
    check=check,
    kind="soft",
    weight=5,
    tier="people",
    charges=True,
    unit=N_("pairs of sittings at the same time"),
)
