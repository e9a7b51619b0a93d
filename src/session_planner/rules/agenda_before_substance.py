"""`agenda-before-substance`: a body adopts its agenda before it turns to substance.

It holds for a body if every item of role `substance`, `other`, `report` or `closing` starts at or after the end of
every item of role `agenda`, items of joint sessions at their own place inside them. Opening, elections and
organizational matters may come before or after.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Rule, decided, name_of
from session_planner.rules.precedence import Place, in_order, inside
from session_planner.scenario.outline import Leaf, Outline
from session_planner.words import N_, When, Words, say

_LATER = frozenset({"substance", "other", "report", "closing"})


def post(rule: Active, b: Builder) -> None:
    """One instance a body that adopts an agenda and has anything that must wait for it."""
    problem = b.problem
    for body in problem.bodies:
        adopted: list[Place] = []
        later: list[Place] = []
        for task in problem.tasks_of[body]:
            for leaf, place in inside(problem, task):
                if leaf and leaf.item.role == "agenda":
                    adopted.append(place)
                elif leaf and leaf.item.role in _LATER:
                    later.append(place)
        if adopted and later:
            source, words = _saying(body, problem.outline, rule)
            in_order(b, adopted, later, b.require(rule, (body,), words, source))


def _agendas(body: str, outline: Outline) -> list[Leaf]:
    return [leaf for leaf in outline.leaves_of[body] if leaf.item.role == "agenda"]


def _saying(body: str, outline: Outline, rule: Active) -> tuple[str | None, Words]:
    leaves = _agendas(body, outline)
    source = leaves[0].item.source
    return source, say(
        N_("{decided}matters of substance come after {agenda}"),
        decided=decided(source or rule.source, outline),
        agenda=[name_of(leaf.ref, outline) for leaf in leaves],
    )


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """What starts before the agenda is adopted and should have waited."""
    for body, leaves in t.outline.leaves_of.items():
        agendas = _agendas(body, t.outline)
        rows = (row for leaf in agendas for row in t.by_ref.get(leaf.ref, ()))
        agenda = max(rows, key=lambda row: row.end, default=None)
        if agenda is None:
            continue
        waits = {leaf.ref for leaf in leaves if leaf.item.role in _LATER}
        for row in t.by_body[body]:
            if row.start >= agenda.end:
                break
            if row.ref in waits:
                words = say(
                    N_("{item} starts at {when}, before the end of {agenda}, the adoption of the agenda"),
                    item=name_of(row.ref, t.outline),
                    when=When(t.outline.clock(row.start)),
                    agenda=name_of(agenda.ref, t.outline),
                )
                yield Breach((body,), words, [row, agenda], (body,), row.start, source=agendas[0].item.source)


RULE = Rule(
    id="agenda-before-substance",
    title=N_("Agenda before substance"),
    says=N_("A body adopts its agenda before it turns to substance."),
    post=post,
    check=check,
)
