"""Proves a programme: every rule's own check over the finished timetable, told as conflicts in words.

Reads rules and programmes; no solver in sight, so that it can prove the solver and any programme from other hands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from session_planner.programme.memory import without_collection
from session_planner.programme.model import Cost, Programme
from session_planner.programme.timetable import Timetable
from session_planner.rules import active
from session_planner.rules.base import Active, Breach, instance_id
from session_planner.scenario.model import Scenario
from session_planner.words import Words


@dataclass(frozen=True, slots=True)
class Conflict:
    """A rule broken in a programme. `severity` is error for a hard rule, warning for a soft one."""

    rule: str
    severity: str
    key: tuple[str, ...]
    words: Words
    segments: tuple[str, ...]
    who: tuple[str, ...]
    when: str | None
    source: str | None
    amount: int

    @property
    def instance(self) -> str:
        """The id of the rule's instance that is broken, as an explanation names it."""
        return instance_id(self.rule, self.key)

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """The conflict as the interface writes it."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "segments": list(self.segments),
            "who": list(self.who),
            "when": self.when,
            "message": self.words.told(lang),
            "source": self.source,
            "amount": self.amount,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What the check of a programme found: conflicts, errors first, and what each soft rule costs."""

    conflicts: tuple[Conflict, ...]
    costs: tuple[Cost, ...]
    segments: int
    rules: tuple[str, ...] = field(default=())

    @property
    def errors(self) -> tuple[Conflict, ...]:
        """Breaches of hard rules."""
        return tuple(conflict for conflict in self.conflicts if conflict.severity == "error")

    @property
    def clean(self) -> bool:
        """Whether no hard rule is broken."""
        return not self.errors

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """The report as the interface writes it."""
        return {
            "conflicts": [conflict.as_dict(lang) for conflict in self.conflicts],
            "costs": [
                {"rule": cost.rule, "weight": cost.weight, "cost": cost.cost, "tier": cost.tier} for cost in self.costs
            ],
            "checked": {"segments": self.segments, "rules": list(self.rules)},
        }


def check(programme: Programme, scenario: Scenario) -> Report:
    """Every breach of every rule that holds in the scenario, and the cost of every soft one."""
    with without_collection():
        return _checked(programme, scenario)


def _checked(programme: Programme, scenario: Scenario) -> Report:
    timetable = Timetable(programme, scenario)
    clock = cache(lambda minute: timetable.outline.clock(minute).isoformat())
    conflicts: list[Conflict] = []
    costs: list[Cost] = []
    rules = active(scenario)
    for rule in rules:
        breaches = list(rule.rule.check(rule, timetable))
        if rule.kind == "soft":
            costs.append(Cost(rule.id, rule.weight, rule.weight * amount_of(rule, breaches), rule.tier))
        conflicts += (_conflict(rule, breach, clock) for breach in breaches)
    conflicts.sort(key=lambda found: (found.severity, found.when or "", found.rule, found.key))
    return Report(tuple(conflicts), tuple(costs), len(programme.segments), tuple(rule.id for rule in rules))


def amount_of(rule: Active, breaches: Iterable[Breach]) -> int:
    """How much a rule is broken: the sum of amounts where it charges, else the number of broken instances."""
    if rule.rule.charges:
        return sum(breach.amount for breach in breaches)
    return len({breach.key for breach in breaches})


def _conflict(rule: Active, breach: Breach, clock: Callable[[int], str]) -> Conflict:
    return Conflict(
        rule=rule.id,
        severity="error" if rule.kind == "hard" else "warning",
        key=breach.key,
        words=breach.words,
        segments=tuple(dict.fromkeys(row.segment.id for row in breach.rows)),
        who=tuple(breach.who),
        when=None if breach.when is None else clock(breach.when),
        source=breach.source or rule.source,
        amount=breach.amount,
    )
