"""What every shape of a model is made with: instances of rules, their costs, and the building blocks of constraints.

Below `builder` (the whole model) and `grid.builder` (hours and rooms alone), which add what is decided. In `explain`
mode every instance of a hard rule gets a literal of its own, so that any set of instances can be asked about by a fresh
solve.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from session_planner.problem.model import Problem
from session_planner.rules.base import DECIDED, Active, Enforce, Expr, Instance, Lit
from session_planner.words import Words


@dataclass(frozen=True, slots=True)
class Charge:
    """A term of a tier's cost: weight times the amount of one instance."""

    instance: Instance
    weight: int
    amount: Expr
    most: int
    never_free: bool = False


class Blocks:
    """A model of `problem`, still empty; `explain` makes hard instances optional; `given_up` (ids) do not hold."""

    def __init__(self, problem: Problem, explain: bool = False, given_up: Container[str] = ()) -> None:
        self.problem = problem
        self.explain = explain
        self.given_up = given_up
        self.model = cp_model.CpModel()
        self.model.name = problem.scenario.id or ""
        self.instances: list[tuple[Instance, Lit]] = []
        self.costs: dict[str, list[Charge]] = defaultdict(list)
        self._true = self.model.new_constant(1)
        self._false = self.model.new_constant(0)

    # -- instances --------------------------------------------------------------------------------------------------

    def require(self, rule: Active, key: Sequence[str], words: Words, source: str | None = None) -> Enforce:
        instance = _instance(rule, key, words, source)
        if rule.kind == "hard" and instance.id in self.given_up:
            return (self._false,)
        if rule.kind == "hard" and not self.explain:
            return ()
        literal = self.model.new_bool_var(instance.id)
        if rule.kind == "hard":
            self.instances.append((instance, literal))
        else:
            self.costs[rule.tier].append(Charge(instance, rule.weight, 1 - literal, 1))
        return (literal,)

    def charge(
        self, rule: Active, key: Sequence[str], words: Words, amount: Expr, most: int, source: str | None = None
    ) -> None:
        instance = _instance(rule, key, words, source)
        if rule.kind == "soft":
            self.costs[rule.tier].append(Charge(instance, rule.weight, amount, most, rule.rule.never_free))
            return
        if instance.id in self.given_up:
            return
        enforce: Enforce = ()
        if self.explain:
            literal = self.model.new_bool_var(instance.id)
            self.instances.append((instance, literal))
            enforce = (literal,)
        self.add(amount <= 0, enforce)

    # -- building blocks ----------------------------------------------------------------------------------------------

    def new_bool(self, name: str) -> Lit:
        return self.model.new_bool_var(name)

    def new_int(self, low: int, high: int, name: str) -> Expr:
        return self.model.new_int_var(low, high, name)

    def true(self) -> Lit:
        return self._true

    def add(self, constraint: Any, enforce: Enforce = ()) -> None:
        if self._never(enforce):
            return
        if isinstance(constraint, bool):
            constraint = self._true >= 1 if constraint else self._true <= 0
        posted = self.model.add(constraint)
        if enforce:
            posted.only_enforce_if(list(enforce))

    def _never(self, enforce: Enforce) -> bool:
        """Whether a constraint holds under no circumstances, so that the model does without it."""
        return any(literal is self._false for literal in enforce)

    def any_of(self, literals: Sequence[Lit], enforce: Enforce = ()) -> None:
        if self._never(enforce):
            return
        self.model.add_bool_or([*literals, *(~literal for literal in enforce)])

    def at_most_one(self, literals: Sequence[Lit], enforce: Enforce = ()) -> None:
        if enforce:
            self.add(cp_model.LinearExpr.sum(list(literals)) <= 1, enforce)
        elif len(literals) > 1:
            self.model.add_at_most_one(literals)

    def forbid(self, literal: Lit, enforce: Enforce = ()) -> None:
        self.any_of([~literal], enforce)

    def no_overlap(self, intervals: Sequence[Any], enforce: Enforce = ()) -> None:
        if len(intervals) > 1 and not self._never(enforce):
            posted = self.model.add_no_overlap(intervals)
            if enforce:
                posted.only_enforce_if(list(enforce))

    def cumulative(
        self, intervals: Sequence[Any], demands: Sequence[int], capacity: Expr, enforce: Enforce = ()
    ) -> None:
        if self._never(enforce):
            return
        posted = self.model.add_cumulative(intervals, demands, capacity)
        if enforce:
            posted.only_enforce_if(list(enforce))

    def fixed_interval(self, start: int, end: int, present: Lit | None = None) -> Any:
        if present is None:
            return self.model.new_fixed_size_interval_var(start, end - start, f"f{start},{end}")
        return self.model.new_optional_fixed_size_interval_var(start, end - start, present, f"f{start},{end}")

    def all_of(self, literals: Sequence[Lit], name: str) -> Lit:
        if len(literals) == 1:
            return literals[0]
        both = self.model.new_bool_var(name)
        for literal in literals:
            self.model.add_implication(both, literal)
        self.model.add_bool_or([both, *(~literal for literal in literals)])
        return both

    def some_of(self, literals: Sequence[Lit], name: str) -> Lit:
        literals = [literal for literal in literals if literal is not self._false]
        if len(literals) < 2:
            return literals[0] if literals else self._false
        some = self.model.new_bool_var(name)
        for literal in literals:
            self.model.add_implication(literal, some)
        self.model.add_bool_or([~some, *literals])
        return some


def _instance(rule: Active, key: Sequence[str], words: Words, source: str | None) -> Instance:
    rests_on = source or rule.source
    return Instance(rule.id, tuple(key), words, rests_on, rule.rule.asks + (DECIDED if rests_on else 0))
