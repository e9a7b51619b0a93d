"""That every rule is proved, and that the proofs prove: a rule that does nothing, or forgets to look, is found out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from session_planner.programme.timetable import Timetable
from session_planner.rules import rules
from session_planner.rules.base import Active, Breach, Builder, Enforce, Expr
from session_planner.words import Words
from tests.rules.recorded import holds_with, proofs


class _Lenient:
    """A builder whose instances never bind: each has a way out that costs nothing."""

    def __init__(self, builder: Any) -> None:
        self._builder = builder

    def __getattr__(self, name: str) -> Any:
        return getattr(self._builder, name)

    def require(self, rule: Active, key: Sequence[str], words: Words, source: str | None = None) -> Enforce:
        return (*self._builder.require(rule, key, words, source), self._builder.new_bool("way out"))

    def charge(
        self, rule: Active, key: Sequence[str], words: Words, amount: Expr, most: int, source: str | None = None
    ) -> None:
        self._builder.charge(rule, key, words, self._builder.new_int(0, most, "anything"), most, source)


HARD = [
    "within-sitting", "body-one-at-a-time", "room-one-at-a-time", "room-turnover", "room-fits", "room-available",
    "joint-together", "joint-when", "joint-only", "opening-first", "agenda-before-substance", "report-last",
    "report-drafting-time", "precedence", "earliest-latest", "documents-out", "interpretation-teams",
    "interpretation-limits", "parallel-limit", "officers", "delegation-size", "locks", "hours-and-holidays", "travel",
    "past-stays", "reserve-before",
]  # fmt: skip
SOFT = [
    "agenda-order", "few-splits", "parts-close", "finish-early", "release-sittings", "overrun-reserve", "same-room",
    "room-not-too-large", "delegations-apart", "preferred-windows", "even-load", "remote-hours",
    "affected-delegates", "moved-segments", "moved-minutes", "moved-rooms", "place-costs",
    "single-room", "kept-apart", "agenda-places",
]  # fmt: skip

OFF = [
    "interpreted-sittings", "interpreted-at-once", "sittings-in-use", "booked-time", "idle-time", "worst-served",
    "split-time", "short-time", "consecutive-sittings",
]  # fmt: skip
"""Wishes that nobody has unless a scenario says so: what comparisons measure, for a front to be between."""


def test_the_rules_are_those_that_planners_know() -> None:
    """Each with its id, hard or soft as it is where a scenario says nothing; what it charges has a unit."""
    assert {id: rule.kind for id, rule in rules().items()} == dict.fromkeys(HARD, "hard") | dict.fromkeys(
        SOFT, "soft"
    ) | dict.fromkeys(OFF, "off")
    assert all(rule.id == id and rule.says and rule.title for id, rule in rules().items())
    assert all(rule.unit for rule in rules().values() if rule.charges)


@pytest.mark.parametrize("rule", [*HARD, *SOFT, *OFF])
def test_every_rule_is_proved_by_enumeration(rule: str) -> None:
    """Its test module calls `prove` for it, on more than one scenario."""
    assert len(proofs(rule)) > 1


@pytest.mark.parametrize("rule", [*HARD, *SOFT, *OFF])
def test_a_rule_that_posts_nothing_is_found_out(rule: str) -> None:
    def post(_rule: Active, _builder: Builder) -> None:
        pass

    assert not holds_with(replace(rules()[rule], post=post))


@pytest.mark.parametrize("rule", [*HARD, *SOFT, *OFF])
def test_a_rule_that_names_its_instances_and_asks_nothing_of_them_is_found_out(rule: str) -> None:
    real = rules()[rule]
    assert not holds_with(replace(real, post=lambda active, builder: real.post(active, _Lenient(builder))))


@pytest.mark.parametrize("rule", [*HARD, *SOFT, *OFF])
def test_a_rule_that_checks_nothing_is_found_out(rule: str) -> None:
    def check(_rule: Active, _timetable: Timetable) -> tuple[Breach, ...]:
        return ()

    assert not holds_with(replace(rules()[rule], check=check))
