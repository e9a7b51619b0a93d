"""`report-drafting-time`: a report is not adopted before there was time to draft it.

It holds for an item of role `report` that states a `drafting_time` if each of its parts starts at least that long after
the end of the last item of role `substance` or `other` of its body, joint items at their own place inside their
session. The time is elapsed time, nights included. A report that states none has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from session_planner.programme.timetable import Row, Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, decided, name_of
from session_planner.rules.precedence import Place, in_order, inside
from session_planner.scenario.outline import Leaf, Outline
from session_planner.words import N_, Span, When, Words, say

_DISCUSSED = frozenset({"substance", "other"})


def post(rule: Active, b: Builder) -> None:
    """One instance a report with a drafting time, where its body discusses anything."""
    problem = b.problem
    for body in problem.bodies:
        reports = _reports(body, problem.outline)
        if not reports:
            continue
        discussed: list[Place] = []
        places: dict[str, list[Place]] = defaultdict(list)
        for task in problem.tasks_of[body]:
            for leaf, place in inside(problem, task):
                if leaf and leaf.item.role in _DISCUSSED:
                    discussed.append(place)
                elif leaf:
                    places[leaf.ref].append(place)
        for report in reports if discussed else ():
            enforce = b.require(rule, (report.ref,), _saying(report, problem.outline, rule), report.item.source)
            in_order(b, discussed, places[report.ref], enforce, problem.ticks(report.item.drafting_time or 0))


def _reports(body: str, outline: Outline) -> list[Leaf]:
    return [leaf for leaf in outline.leaves_of[body] if leaf.item.role == "report" and leaf.item.drafting_time]


def _saying(report: Leaf, outline: Outline, rule: Active) -> Words:
    return say(
        N_("{decided}{report} starts {time} or more after the last substance, for its drafting"),
        decided=decided(report.item.source or rule.source, outline),
        report=name_of(report.ref, outline),
        time=Span(report.item.drafting_time or 0),
    )


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Reports that start too soon after the last discussion."""
    for body, leaves in t.outline.leaves_of.items():
        reports = _reports(body, t.outline)
        if not reports:
            continue
        discussed = {leaf.ref for leaf in leaves if leaf.item.role in _DISCUSSED}
        last: Row | None = None
        for row in t.by_body.get(body, ()):
            if (last is None or row.end > last.end) and row.ref in discussed:
                last = row
        for report in reports if last else ():
            for row in t.by_ref.get(report.ref, ()):
                if last and row.start < last.end + (report.item.drafting_time or 0):
                    yield Breach(
                        (report.ref,),
                        _told(report, row, last, t, rule),
                        [row, last],
                        (body,),
                        row.start,
                        source=report.item.source,
                    )


def _told(report: Leaf, row: Row, last: Row, t: Timetable, rule: Active) -> Words:
    return say(
        N_("{rule}; it starts at {when}, and {last} goes on until {until}"),
        rule=_saying(report, t.outline, rule),
        when=When(t.outline.clock(row.start)),
        last=name_of(last.ref, t.outline),
        until=When(t.outline.clock(last.end)),
    )


RULE = Rule(
    id="report-drafting-time",
    title=N_("Time to draft the report"),
    says=N_("A report is adopted only after the time that its drafting takes."),
    post=post,
    check=check,
)
