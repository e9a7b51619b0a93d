"""From facts to a draft: a scenario that validates, as near to what the document says as a scenario can be.

What the document does not say is inferred from custom where a scenario needs it, and left out where it does not; both
are told beside the value. Steps: organs and their meetings, agendas and what each meeting takes up, joint sessions,
roles, lengths; then all of it as data.
"""

from __future__ import annotations

from session_planner.sources.draft import Draft
from session_planner.sources.drafting.agendas import add_agenda, place_the_rest, take_up
from session_planner.sources.drafting.data import data_of
from session_planner.sources.drafting.fixed import add_fixed, add_windows
from session_planner.sources.drafting.joints import add_announced, add_held
from session_planner.sources.drafting.lengths import settle_grain, share_out
from session_planner.sources.drafting.meetings import add_meetings
from session_planner.sources.drafting.organs import Organs
from session_planner.sources.drafting.placing import placed
from session_planner.sources.drafting.plan import Plan
from session_planner.sources.drafting.roles import give_roles
from session_planner.sources.drafting.speaking import give_limits
from session_planner.sources.facts import Facts
from session_planner.sources.paper import Paper

__all__ = ["draft_of"]


def draft_of(facts: Facts, paper: Paper, *, timezone: str | None = None) -> Draft:
    """The draft scenario of what a document says, and the programme of its timetable; `timezone` goes before its place.

    Raises InputError for a zone that is none.
    """
    plan = _plan(facts)
    draft = Draft(paper.file, {}, kept=tuple(facts.kept), facts=facts, notes=[*paper.notes, *facts.notes])
    draft.paper = paper
    data_of(plan, facts, draft, timezone)
    draft.programme = placed(plan, str(draft.data["timezone"]))
    draft.notes += plan.notes
    lines = list(paper.lines())
    draft.lines = sum(1 for line in lines if line.text)
    draft.taken = sum(1 for line in lines if line.text and line in facts.read)
    return draft


def _plan(facts: Facts) -> Plan:
    """The plan of a document's facts."""
    plan = Plan(facts.language)
    organs = Organs(facts, plan)
    add_agenda(facts, organs.main)
    add_meetings(facts, plan, organs)
    take_up(plan, organs.main)
    add_announced(facts, plan, organs)
    add_held(plan)
    place_the_rest(plan, organs.main)
    for organ in plan.organs:
        plan.notes += give_roles(organ)
    give_limits(facts, organs.main)
    add_fixed(facts, organs.main)
    add_windows(facts, organs.main)
    settle_grain(plan)
    share_out(plan)
    return plan
