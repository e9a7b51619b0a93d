"""A constraint left out of a rule's model, or a boundary moved by one, is found out by the rule's proofs."""

from __future__ import annotations

import pytest

from session_planner.rules import rules
from tests.mutation.mutants import Mutant, boundaries, left_out
from tests.rules.recorded import Call, proofs

HELPS_THE_SOLVER = {"agenda-places": 5, "body-one-at-a-time": 1, "precedence": 2}
"""How many constraints of a rule say again, more tightly, what others say: without them it is slower and as right.

Those of places are for the grid, where rules/test_by_hours finds out whether one is left out.
"""


def seen(mutant: Mutant, call: Call) -> bool:
    """Whether a proof sees the mistake; a mistake that makes the rule fail outright is seen."""
    try:
        return not call.holds(mutant.rule)
    except Exception:
        return True


@pytest.mark.parametrize("rule", list(rules()))
def test_a_constraint_left_out_is_found_out(rule: str) -> None:
    living = [mutant for mutant in left_out(rule) if not any(seen(mutant, call) for call in proofs(rule))]
    assert len(living) == HELPS_THE_SOLVER.get(rule, 0), [f"line {one.line}, {one.change}" for one in living]


@pytest.mark.parametrize("rule", [rule for rule in rules() if any(boundaries(rule))])
def test_a_boundary_moved_by_one_is_found_out(rule: str) -> None:
    """At least one a rule: some may lie anywhere, for nothing is there. The smallest proofs are asked first."""
    mutants = list(boundaries(rule))
    assert any(seen(mutant, call) for call in proofs(rule) for mutant in mutants)
