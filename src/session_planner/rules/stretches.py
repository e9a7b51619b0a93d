"""For how long two things go on at once, counted in begun stretches: what rules that charge for it share in the model.

Not a rule itself; the rules' checks count for themselves. Two things that overlap at all are charged once, or once for
each begun stretch of so many minutes.
"""

from __future__ import annotations

from collections.abc import Sequence

from session_planner.rules.base import Builder, Enforce, Expr
from session_planner.rules.precedence import Place

Amount = tuple[Expr, int]
"""An expression, and the most that it can be."""


def most_stretches(b: Builder, one: Place, other: Place, each: int | None) -> int:
    """As many begun stretches of `each` minutes as two things can overlap; 1 if they just overlap or not."""
    length = min(b.problem.pieces[place.piece].most - place.before - place.rest for place in (one, other))
    return -(-length * b.problem.grain // each) if each else 1


def together(b: Builder, one: Place, other: Place, each: int | None, enforce: Sequence[Enforce]) -> Amount:
    """How many begun stretches two things overlap where all literals of any of `enforce` hold; else pushed down to 0.

    An overlap is as long as the shortest of four spans: from either start to either end.
    """
    most = most_stretches(b, one, other, each)
    if most <= 1:
        met, first = b.new_bool("overlap"), b.new_bool("in this order")
        for held in enforce:
            b.add(one.end(b) <= other.start(b), (*held, ~met, first))
            b.add(other.end(b) <= one.start(b), (*held, ~met, ~first))
        return met, 1
    times = b.new_int(0, most, "overlap")
    spans = [(begins, ends, b.new_bool("shortest")) for begins in (one, other) for ends in (one, other)]
    b.any_of([shortest for *_, shortest in spans])
    for begins, ends, shortest in spans:
        for held in enforce:
            span = b.problem.grain * (ends.end(b) - begins.start(b))
            b.add((each or 0) * times >= span, (*held, shortest))
    return times, most


def certain(b: Builder, one: Place, other: Place, each: int | None, hours: tuple[int, int]) -> int:
    """How many begun stretches two things overlap at least, if both lie within these hours (in ticks)."""
    least = sum(b.problem.pieces[place.piece].least - place.before - place.rest for place in (one, other))
    overlap = least - (hours[1] - hours[0])
    if overlap <= 0:
        return 0
    return -(-overlap * b.problem.grain // each) if each else 1
