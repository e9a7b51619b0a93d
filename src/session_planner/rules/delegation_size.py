"""`delegation-size`: a delegation is in no more places at once than it has people.

Where it must be is told in `attendance`: at the sittings of the bodies it follows, and at the items it follows of other
bodies, joint sessions once. It is asked only of delegations that follow more bodies than they have people: that a body
takes up one thing at a time is a rule of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from session_planner.programme.timetable import Timetable
from session_planner.rules.attendance import Whole, at_most, attended, bodies_of, crowds, places, sessions
from session_planner.rules.base import Active, Breach, Builder, Enforce, Rule, decided
from session_planner.scenario.model import Delegation
from session_planner.scenario.outline import Outline
from session_planner.words import N_, When, Words, say


def post(rule: Active, b: Builder) -> None:
    """One instance a delegation; those that follow the same with the same size share the constraint."""
    problem = b.problem
    shared: dict[tuple[int, tuple[str, ...]], list[Enforce]] = defaultdict(list)
    for delegation in problem.scenario.delegations:
        if bodies_of(problem.outline, delegation.follows) > delegation.size and any(
            problem.tasks_under(ref) for ref in delegation.follows
        ):
            words = _saying(delegation, problem.outline, rule)
            same = (delegation.size, tuple(sorted(set(delegation.follows))))
            shared[same].append(b.require(rule, (delegation.id,), words, delegation.source))
    for (size, follows), instances in shared.items():
        attended(b, follows).keep(b, size, _any(b, instances))


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
    """Counts, for each delegation, the places that go on at once."""
    if not t.scenario.delegations:
        return
    whole: Whole = {}
    sitting = sessions(t)
    for delegation in t.scenario.delegations:
        follows = set(delegation.follows)
        if follows <= sitting.keys() and at_most([sitting[body] for body in follows], delegation.size):
            continue
        if bodies_of(t.outline, delegation.follows) <= delegation.size:
            continue
        for crowd in crowds(places(t, delegation.follows, whole), delegation.size):
            words = say(
                N_("{rule}; at {when} it would be needed at {places}"),
                rule=_saying(delegation, t.outline, rule),
                when=When(t.outline.clock(crowd[-1].start)),
                places=[place.called(t.outline) for place in crowd],
            )
            rows = [row for place in crowd for row in place.rows]
            yield Breach((delegation.id,), words, rows, (delegation.id,), crowd[-1].start, source=delegation.source)


RULE = Rule(
    id="delegation-size",
    title=N_("Size of delegations"),
    says=N_("A delegation is in no more rooms at once than it has people."),
    post=post,
    check=check,
)
