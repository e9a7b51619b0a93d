"""The rules as a table: what `session-planner rules` prints and the reference page of the docs is made from."""

from __future__ import annotations

from typing import Any

from session_planner.rules import TIERS, rules
from session_planner.words import text


def rule_table(lang: str = "en") -> list[dict[str, Any]]:
    """Every rule: id, title, statement, default kind, weight and tier, unit of what it charges, parameters."""
    return [
        {
            "id": rule.id,
            "title": text(rule.title, lang),
            "statement": text(rule.says, lang),
            "kind": rule.kind,
            "weight": rule.weight,
            "tier": rule.tier,
            "tier_title": text(TIERS[rule.tier], lang),
            "unit": text(rule.unit, lang) if rule.unit else None,
            "parameters": [
                {"name": name, "default": field.get_default(), "description": field.description or ""}
                for name, field in rule.params.model_fields.items()
            ],
        }
        for rule in rules().values()
    ]
