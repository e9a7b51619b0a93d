"""The rules: one module a rule. This is their list, and what a scenario makes of it.

A new rule is one new file here with a `RULE`, its proof in tests/rules, and a line in the catalogues.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from session_planner.rules.base import Active, Rule
from session_planner.scenario.model import Scenario, Tier
from session_planner.scenario.values import Text
from session_planner.words import N_, Words, say

_NO_RULES = {"attendance", "base", "chambers", "settings", "listing", "published", "stretches", "torn"}

TIERS: dict[str, str] = {
    "requirements": N_("Requirements made soft"),
    "affected": N_("Delegates affected by a change"),
    "moved": N_("Segments moved"),
    "shifted": N_("Minutes moved"),
    "rehoused": N_("Rooms changed"),
    "people": N_("People"),
    "order": N_("Order of work"),
    "house": N_("Use of the house"),
}
"""The tiers there are unless a scenario names its own, most important first."""


@cache
def rules() -> dict[str, Rule]:
    """Every rule by id, in the order of their names."""
    modules = (
        import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__) if module.name not in _NO_RULES
    )
    return {module.RULE.id: module.RULE for module in modules}


def active(scenario: Scenario) -> list[Active]:
    """The rules that hold in a scenario, with what it changes of them; `check_settings` must have passed."""
    found = []
    for rule in rules().values():
        setting = scenario.rules.get(rule.id)
        params = rule.params.model_validate(setting.model_extra or {} if setting else {})
        kind = (setting and setting.kind) or rule.kind
        weight = setting.weight if setting and setting.weight is not None else rule.weight
        tier = (setting and setting.tier) or rule.tier
        if kind != "off":
            found.append(Active(rule, kind, weight, tier, params, setting.source if setting else None))
    return found


def tiers(scenario: Scenario) -> tuple[Tier, ...]:
    """The tiers in order, most important first: the scenario's own, then those of the defaults it does not name."""
    named = {tier.id for tier in scenario.tiers}
    usual = tuple(Tier(id=id, title=Text({"": title})) for id, title in TIERS.items() if id not in named)
    return (*scenario.tiers, *usual)


def tier_title(tier: Tier) -> Words:
    """A tier as a person reads it."""
    usual = TIERS.get(tier.id)
    return say(usual) if usual and tier.title in (None, {"": usual}) else say("{name}", name=tier.called)
