"""A scenario seen by sittings alone: the ordinary items of a body are one, that needs so much time or so many sittings.

Rooms, interpreters, delegations and limits mostly look at sittings, so the same rules say what holds here, of a model
that is a tenth as large. Two uses: a pattern of sittings for a large scenario to start from (`start`), and a bound.
For the bound the model must ask no more than the scenario does: only rules that are known to ask less or the same of
the coarse items (`_RELAXED`) are posted, and only charges that come out no higher (`BY_SITTINGS`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ortools.sat.python import cp_model

from session_planner.problem.model import Problem
from session_planner.rules.base import Active
from session_planner.scenario.model import Body, Item, Scenario
from session_planner.scenario.outline import Leaf, Outline, outline
from session_planner.solver.builder import ModelBuilder
from session_planner.solver.control import Control

_APART = frozenset({"report", "closing"})
_RELAXED = frozenset(
    {
        "within-sitting",
        "body-one-at-a-time",
        "joint-together",
        "joint-when",
        "joint-only",
        "report-last",
        "interpretation-teams",
        "interpretation-limits",
        "parallel-limit",
        "delegation-size",
        "hours-and-holidays",
    }
)
BY_SITTINGS = frozenset({"delegations-apart", "remote-hours", "release-sittings", "finish-early", "even-load"})
"""Rules that charge for sittings alone."""


def ordinary(leaf: Leaf) -> bool:
    """Whether an item is one of those that are taken together."""
    return leaf.joint is None and leaf.item.role not in _APART


def shortest(known: Outline, body: str) -> int:
    """Minutes of the body's shortest sitting."""
    return min((slot.end - slot.start for slot in known.slots[body]), default=0)


def simplified(scenario: Scenario, group: Sequence[str], sittings: Mapping[str, int] | None) -> Scenario:
    """The scenario with the ordinary items of each body as one, and without what is said of single items.

    `sittings`: how many whole ones that item needs; None: it needs just the time of its items.
    """
    known = outline(scenario)
    bodies = [_simple_body(body, known, sittings) for body in scenario.bodies if body.id in group]
    # For the bound, who follows an item too is left out: where that item counts, a sitting might count otherwise.
    exact = sittings is None
    delegations = ((one, _whole(one.follows, exact)) for one in scenario.delegations)
    officers = ((one, _whole(one.serves, exact)) for one in scenario.officers)
    simple = scenario.model_copy(
        update={
            "bodies": tuple(bodies),
            "documents": (),
            "precedences": (),
            "locks": (),
            "delegations": tuple(one.model_copy(update={"follows": refs}) for one, refs in delegations if refs),
            "officers": tuple(one.model_copy(update={"serves": refs}) for one, refs in officers if refs),
        }
    )
    simple._outline = None
    return simple


def _whole(refs: Sequence[str], exact: bool) -> tuple[str, ...]:
    found = tuple(ref for ref in refs if "/" not in ref)
    return () if exact and len(found) < len(refs) else found


def _simple_body(body: Body, known: Outline, sittings: Mapping[str, int] | None) -> Body:
    kept = tuple(leaf.item for leaf in known.leaves_of[body.id] if not ordinary(leaf))
    whole, grain = shortest(known, body.id), known.scenario.grain
    minutes = sum(leaf.minutes for leaf in known.leaves_of[body.id] if ordinary(leaf))
    least = whole
    if sittings is None:
        least = grain
    else:
        minutes = sittings[body.id] * whole
    if not minutes or not whole:
        return body.model_copy(update={"agenda": kept})
    rest = {"number": "*", "duration": f"{minutes} min", "splittable": True, "least_part": f"{least} min"}
    return body.model_copy(update={"agenda": (Item.model_validate(rest), *kept)})


def bound(
    scenario: Scenario,
    group: Sequence[str],
    rules: Sequence[Active],
    reached: Mapping[str, int],
    tier: str,
    control: Control,
    seconds: float,
) -> int:
    """What a tier costs at least, with the tiers above it at what they `reached`; 0 where nothing is known."""
    problem = Problem(simplified(scenario, group, None), group, rooms=False)
    builder = ModelBuilder(problem)
    for rule in rules:
        counts = rule.id in BY_SITTINGS and rule.tier in (*reached, tier)
        if rule.id in _RELAXED if rule.kind == "hard" else counts:
            rule.rule.post(rule, builder)
    if not builder.costs.get(tier):
        return 0
    for above, cost in reached.items():
        if above != tier and builder.costs.get(above):
            builder.model.add(_sum(builder, above) <= cost)
    builder.model.minimize(_sum(builder, tier))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = control.workers
    solver.parameters.random_seed = control.seed
    solver.parameters.catch_sigint_signal = False
    solver.parameters.max_time_in_seconds = seconds
    control.searching(solver.stop_search)
    status = solver.solve(builder.model)
    control.searching(None)
    known = status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN)
    return max(0, math.ceil(solver.best_objective_bound - 1e-6)) if known else 0


def _sum(builder: ModelBuilder, tier: str) -> cp_model.LinearExprT:
    charges = builder.costs[tier]
    return cp_model.LinearExpr.weighted_sum([one.amount for one in charges], [one.weight for one in charges])
