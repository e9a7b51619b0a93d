"""What the tests of the solver share: a scenario as a dictionary in, a programme as short lines out."""

from __future__ import annotations

from typing import Any

from session_planner.checker import check
from session_planner.planning import solve
from session_planner.programme.model import Programme
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.solver.search import Outcome


def asked(scenario: dict[str, Any], **control: Any) -> Outcome:
    """What the solver comes to, in one thread unless said otherwise."""
    return solve(Scenario.model_validate(scenario), Control(**{"workers": 1, **control}))


def answer(scenario: dict[str, Any], **control: Any) -> Programme:
    """The programme that it comes to; the checker finds nothing against it."""
    found = asked(scenario, **control).programme
    assert found is not None
    assert check(found, Scenario.model_validate(scenario)).clean
    return found


def lines(programme: Programme) -> list[str]:
    """`wg/1 17 10:00-11:00`, in the order of the programme."""
    return [f"{one.ref} {one.start:%d %H:%M}-{one.end:%H:%M}" for one in programme.segments]


def costs(programme: Programme) -> dict[str, int]:
    """What each rule costs, where it costs anything."""
    return {cost.rule: cost.cost for cost in programme.costs if cost.cost}
