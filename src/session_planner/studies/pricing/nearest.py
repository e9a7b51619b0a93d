"""The programme that is nearest to another one among all that are as good.

Wishes have many programmes that grant them equally well; only what must be otherwise is worth telling of a change.
"""

from __future__ import annotations

from dataclasses import replace

from session_planner import planning
from session_planner.programme.model import Programme
from session_planner.rules import tiers
from session_planner.scenario.model import Replan, Scenario
from session_planner.scenario.outline import outline
from session_planner.solver.control import Control
from session_planner.studies.replanning.happened import placed, published

_CHANGES = ("affected", "moved", "shifted", "rehoused")


def nearest(scenario: Scenario, answer: Programme, to: Programme, control: Control) -> tuple[Programme, bool]:
    """A programme of the scenario as good as `answer` and near `to`; and whether it is proved that none is nearer.

    `answer` itself where no nearer one is found in time.
    """
    if control.over or scenario.replan.published:
        return answer, False
    found = planning.solve(_near(scenario, to), control).programme
    if found is None or not _as_good(found, answer):
        return answer, False
    proved = all(tier.proved for tier in found.tiers if tier.id in ("affected", "moved") or tier.id not in _CHANGES)
    return replace(
        found,
        tiers=tuple(tier for tier in found.tiers if tier.id not in _CHANGES),
        costs=tuple(cost for cost in found.costs if cost.tier not in _CHANGES),
    ), proved


def _near(scenario: Scenario, programme: Programme) -> Scenario:
    """The scenario, which then asks for what is nearest to a programme after all that it asked for already."""
    order = tiers(scenario)
    first = [tier for tier in order if tier.id not in _CHANGES]
    there = placed(programme, outline(scenario))
    near = scenario.model_copy(
        update={
            "tiers": (*first, *(tier for tier in order if tier.id in _CHANGES)),
            "replan": Replan(published=published(there, outline(scenario))),
        }
    )
    near._outline = None
    return near


def _as_good(found: Programme, answer: Programme) -> bool:
    costs = [
        {tier.id: tier.objective for tier in one.tiers if tier.objective and tier.id not in _CHANGES}
        for one in (found, answer)
    ]
    return costs[0] == costs[1]
