"""`affected-delegates`: a change of times concerns few delegates.

The amount, for a delegation, is its size where anything that it follows is not where it was published, else nothing:
once it must be told, it can be told of more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from session_planner.programme.timetable import Timetable
from session_planner.rules.base import Active, Breach, Builder, Lit, Rule, name_of
from session_planner.rules.published import Entry, entries, kept, stays
from session_planner.scenario.model import Delegation
from session_planner.scenario.outline import Outline
from session_planner.words import N_, say


def post(rule: Active, b: Builder) -> None:
    """One instance a delegation that follows anything published."""
    outline = b.problem.outline
    known: dict[tuple[str, ...], Lit] = {}
    for delegation in outline.scenario.delegations:
        followed = [entry for entry in followed_by(delegation, outline) if b.problem.tasks_under(entry.ref)]
        if not followed:
            continue
        told = b.new_bool(f"{delegation.id} is told")
        for entry in followed:
            if entry.key not in known:
                known[entry.key] = stays(b, entry)
            b.any_of([told, known[entry.key]])
        words = say(N_("nothing moves that {delegation} follows"), delegation=outline.title(delegation.id))
        b.charge(rule, (delegation.id,), words, delegation.size * told, delegation.size)


def followed_by(delegation: Delegation, outline: Outline) -> Sequence[Entry]:
    """The published entries that a delegation follows: their item or body, or the joint session they are."""
    wanted = {leaf.ref for ref in delegation.follows for leaf in outline.under(ref)}
    bodies = {ref for ref in delegation.follows if ref in outline.bodies}
    for id, joint in outline.joints.items():
        items = {f"{body}/{number}" for body, numbers in joint.items.items() for number in numbers}
        if f"joint:{id}" in delegation.follows or items & wanted or bodies & set(joint.bodies):
            wanted.add(f"joint:{id}")
    return [entry for entry in entries(outline) if entry.ref in wanted]


def check(rule: Active, t: Timetable) -> Iterable[Breach]:
    """Delegations that follow something which is not where it was published."""
    for delegation in t.scenario.delegations:
        moved = [entry for entry in followed_by(delegation, t.outline) if not kept(t, entry)]
        if moved:
            words = say(
                N_("{delegation} follows what has moved: {items}"),
                delegation=t.outline.title(delegation.id),
                items=[name_of(ref, t.outline) for ref in dict.fromkeys(entry.ref for entry in moved)],
            )
            rows = [row for entry in moved for row in t.rows_under(entry.ref)]
            yield Breach((delegation.id,), words, rows, (delegation.id,), moved[0].start, amount=delegation.size)


RULE = Rule(
    id="affected-delegates",
    title=N_("Few delegates affected"),
    says=N_("A change of what has been published concerns few delegates."),
    post=post,
    check=check,
    kind="soft",
    tier="affected",
    charges=True,
    unit=N_("delegates who must be told"),
)
