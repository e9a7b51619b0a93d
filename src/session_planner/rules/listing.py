"""The rules as a table: what `session-planner rules` prints and the reference page of the docs is made from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic.fields import FieldInfo

from session_planner.rules import TIERS, rules
from session_planner.scenario.values import clock_of, minutes_of
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
                {"name": name, "default": written(field), "description": field.description or ""}
                for name, field in rule.params.model_fields.items()
            ],
        }
        for rule in rules().values()
    ]


def written(field: FieldInfo) -> Any:
    """The default of a parameter as a scenario would write it: `07:00`, `15 min`, a plain number."""
    default = field.get_default()
    readers = {getattr(mark, "func", None) for mark in field.metadata}
    if default is not None and clock_of in readers:
        return f"{default // 60:02}:{default % 60:02}"
    if default is not None and minutes_of in readers:
        return f"{default} min"
    if isinstance(default, Decimal):
        return int(default) if default == int(default) else float(default)
    return default
