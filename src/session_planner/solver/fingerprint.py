"""Whether two scenarios are one and the same to the solver: the same models, so the same programmes at the same costs.

Beside the search: building a model takes a moment, searching it may take minutes.
"""

from __future__ import annotations

from hashlib import sha256

from session_planner.problem.graph import components
from session_planner.problem.model import Problem
from session_planner.rules import active, tiers
from session_planner.scenario.model import Scenario
from session_planner.solver.builder import ModelBuilder


def fingerprint(scenario: Scenario) -> str:
    """A hash of the scenario's models with all rules on them, and of what each tier of them minimises."""
    made = sha256()
    rules = active(scenario)
    for group in components(scenario):
        builder = ModelBuilder(Problem(scenario, group))
        builder.model.name = ""
        for rule in rules:
            rule.rule.post(rule, builder)
        made.update(f"{group} {builder.model.proto}".encode())
        for tier in tiers(scenario):
            charges = builder.costs.get(tier.id, [])
            builder.model.minimize(sum(charge.weight * charge.amount for charge in charges))
            made.update(f"{tier.id} {builder.model.proto.objective}".encode())
    return made.hexdigest()
