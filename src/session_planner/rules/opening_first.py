"""`opening-first`: the opening of a body's session comes before everything else.

It holds for a body if everything that is not an opening item starts at or after the end of every opening item (role
`opening`), items of joint sessions at their own place inside them, and joint sessions in which the body has no item as
wholes. Several opening items may stand in any order among themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, decided, name_of
from session_planner.rules.precedence import Place, in_order, inside
from session_planner.scenario.outline import Leaf, Outline
from session_planner.words import N_, When, Words, say


def post(rule: Active, b: Builder) -> None:
    """One instance a body that has an opening item and anything else."""
    problem = b.problem
    for body in problem.bodies:
        openings: list[Place] = []
        others: list[Place] = []
        for task in problem.tasks_of[body]:
            for leaf, place in inside(problem, task):
                (openings if leaf and leaf.item.role == "opening" else others).append(place)
        if openings and others:
            leaves = _openings(body, problem.outline)
            words = _saying(leaves, problem.outline, rule)
            in_order(b, openings, others, b.require(rule, (body,), words, leaves[0].item.source))


def _openings(body: str, outline: Outline) -> list[Leaf]:
    return [leaf for leaf in outline.leaves_of[body] if leaf.item.role == "opening"]


def _saying(openings: Sequence[Leaf], outline: Outline, rule: Active) -> Words:
    return say(
        N_("{decided}everything else comes after {opening}"),
        decided=decided(openings[0].item.source or rule.source, outline),
        opening=[name_of(leaf.ref, outline) for leaf in openings],
    )


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """What starts before the last opening item is over."""
    for body in t.outline.bodies:
        leaves = _openings(body, t.outline)
        rows = (row for leaf in leaves for row in t.by_ref.get(leaf.ref, ()))
        opening = max(rows, key=lambda row: row.end, default=None)
        if opening is None:
            continue
        refs = {leaf.ref for leaf in leaves}
        for row in t.by_body[body]:
            if row.start >= opening.end:
                break
            if row.ref not in refs:
                words = say(
                    N_("{item} starts at {when}, before the end of {opening}"),
                    item=name_of(row.ref, t.outline),
                    when=When(t.outline.clock(row.start)),
                    opening=name_of(opening.ref, t.outline),
                )
                yield Breach((body,), words, [row, opening], (body,), row.start, source=leaves[0].item.source)


RULE = Rule(
    id="opening-first",
    title=N_("Opening first"),
    says=N_("The opening comes before everything else of a body."),
    post=post,
    check=check,
)
