"""The proofs of each rule, as its test module calls them: recorded without being run, to be run against mutants."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from inspect import signature
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from session_planner.rules import rules
from session_planner.rules.base import Rule
from tests.rules.harness import assignments_at_most, prove

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Call:
    """A call of `prove`: what a test proves, of which rule."""

    scenario: dict[str, Any]
    rule: str
    more: tuple[tuple[str, Any], ...]

    def holds(self, mutant: Rule) -> bool:
        """Whether the proof comes out with a mutant in the place of its rule."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(rules(), mutant.id, mutant)
            try:
                prove(self.scenario, self.rule, **dict(self.more))
            except AssertionError:
                return False
        return True


PROVED_TOGETHER = {"short-time": "torn", "split-time": "torn"}
"""Rules that are one rule but for a number: the test that proves them."""


def module_of(rule: str) -> str:
    """The name of the file that holds a rule, and as a rule of the test that proves it."""
    return rule.replace("-", "_")


@cache
def proofs(rule: str) -> tuple[Call, ...]:
    """What the test module of a rule proves of it, the smallest first."""
    own = f"test_{PROVED_TOGETHER.get(rule, module_of(rule))}"
    if not (HERE / f"{own}.py").exists():
        return ()
    modules = [import_module(f"tests.rules.{name}") for name in (own, "test_touching")]
    calls = [call for module in modules for test in _tests(module) for call in _recorded(module, test)]
    calls = [call for call in calls if call.rule == rule]
    return tuple(sorted(calls, key=lambda call: assignments_at_most(call.scenario)))


def _tests(module: ModuleType) -> Iterator[Callable[[], None]]:
    """Its tests, each with every set of its parameters; those that are given anything else are left out."""
    for test in (getattr(module, name) for name in dir(module) if name.startswith("test_")):
        marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
        for chosen in product(*(_given(*mark.args) for mark in marks)):
            given = dict(pair for pairs in chosen for pair in pairs.items())
            if given.keys() == signature(test).parameters.keys() and not hasattr(test, "hypothesis"):
                yield partial(test, **given)


def _given(names: str | Sequence[str], sets: Sequence[Any]) -> list[dict[str, Any]]:
    """The arguments that a mark stands for, as `pytest.mark.parametrize` takes them."""
    if isinstance(names, str):
        return [{names: value} for value in sets]
    return [dict(zip(names, values, strict=True)) for values in sets]


class _Enough(Exception):
    """What a test would do with a proof is not wanted."""


def _recorded(module: ModuleType, test: Callable[[], None]) -> list[Call]:
    found: list[Call] = []

    def record(
        scenario: dict[str, Any], rule: str, background: Any = (), only: Any = None, admits: bool = True
    ) -> None:
        found.append(Call(scenario, rule, (("background", tuple(background)), ("only", only), ("admits", admits))))
        raise _Enough

    with pytest.MonkeyPatch.context() as patch, suppress(_Enough):
        patch.setattr(module, "prove", record)
        test()
    return found


def holds_with(mutant: Rule) -> bool:
    """Whether every proof of a rule still comes out with this in its place: then they prove too little."""
    return all(call.holds(mutant) for call in proofs(mutant.id))
