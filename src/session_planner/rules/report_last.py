"""`report-last`: a body adopts its report after everything else, and closes after that.

It holds for a body if every item of role `report` starts at or after the end of everything else but the closing, and
every item of role `closing` at or after the end of everything else, reports included. Items of joint sessions count at
their own place inside them, joint sessions in which the body has no item as wholes. Several reports may stand in any
order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, decided, name_of
from session_planner.rules.precedence import Place, in_order, inside
from session_planner.scenario.outline import Leaf, Outline
from session_planner.words import N_, When, say

_RANK = {"report": 1, "closing": 2}
"""What comes last, and last of all."""


def post(rule: Active, b: Builder) -> None:
    """One instance a body that has a report or a closing, and anything before it."""
    problem = b.problem
    for body in problem.bodies:
        ranked: dict[int, list[Place]] = defaultdict(list)
        for task in problem.tasks_of[body]:
            for leaf, place in inside(problem, task):
                ranked[_RANK.get(leaf.item.role, 0) if leaf else 0].append(place)
        if len(ranked) > 1:
            leaves = _last(body, problem.outline)
            words = say(
                N_("{decided}everything else comes before {last}"),
                decided=decided(leaves[0].item.source or rule.source, problem.outline),
                last=[name_of(leaf.ref, problem.outline) for leaf in leaves],
            )
            enforce = b.require(rule, (body,), words, leaves[0].item.source)
            for rank in (1, 2):
                before = [place for lower in range(rank) for place in ranked[lower]]
                if before and ranked[rank]:
                    in_order(b, before, ranked[rank], enforce)


def _last(body: str, outline: Outline) -> list[Leaf]:
    return [leaf for leaf in outline.leaves_of[body] if leaf.item.role in _RANK]


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Reports and closings that start before the latest end of what should come before them."""
    for body in t.outline.bodies:
        leaves = _last(body, t.outline)
        if not leaves:
            continue
        roles = {leaf.ref: leaf.item.role for leaf in leaves}
        latest: dict[str | None, Row] = {}
        for row in t.by_body[body]:
            role = roles.get(row.ref)
            known = latest.get(role)
            if known is None or row.end > known.end:
                latest[role] = row
        for leaf in leaves:
            above = (None, "report") if leaf.item.role == "closing" else (None,)
            until = max((latest[role] for role in above if role in latest), key=lambda row: row.end, default=None)
            for row in t.by_ref.get(leaf.ref, ()):
                if until is not None and row.start < until.end:
                    words = say(
                        N_("{last} starts at {when}, but {item} goes on until {until}"),
                        last=name_of(row.ref, t.outline),
                        when=When(t.outline.clock(row.start)),
                        item=name_of(until.ref, t.outline),
                        until=When(t.outline.clock(until.end)),
                    )
                    yield Breach((body,), words, [row, until], (body,), row.start, source=leaves[0].item.source)


RULE = Rule(
    id="report-last",
    title=N_("Report last"),
    says=N_("The report is adopted after everything else of a body, and the closing comes after that."),
    post=post,
    check=check,
)
