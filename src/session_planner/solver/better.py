"""Whether a scenario has a better programme than a known one: any will do, or the proof that there is none.

Beside the search (`tiers`), for questions about many scenarios that differ in little: to find something better than
what is known takes a moment, to find the best takes many times as long.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from ortools.sat.python import cp_model

from session_planner.problem.graph import components
from session_planner.problem.model import Problem
from session_planner.programme.model import Programme, ordered
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.solver.runs import FOUND, Stage, at_least, cost, total
from session_planner.solver.tiers import Outcome, TierSearch

_SHARE = 0.5
"""Of the time left: how much one tier may take."""


@dataclass(frozen=True, slots=True)
class Better:
    """What came of the question: a better `programme`, not yet checked, or none.

    `bounds`: by tier, what it comes to at least with none before it at more than the known programme has, as far as
    that was proved; `proved`: there is no better one.
    """

    programme: Programme | None = None
    bounds: Mapping[str, int] = field(default_factory=dict)
    proved: bool = False


def better(scenario: Scenario, than: Programme, control: Control, settled: Container[str] = ()) -> Better:
    """Looks for a programme that costs less in some tier, and no more in any before it, than a programme of it does.

    `settled`: tiers of which it is known that they come to no less. Where `than` is no programme of the scenario,
    nothing is proved.
    """
    outcome, proved = Outcome(), True
    known: list[dict[str, int]] = []
    for group in components(scenario):
        search = TierSearch(Problem(scenario, group), control, outcome)
        if not search.begin(than):
            return Better()
        own: dict[str, int] = {}
        less = _less(search, settled, own)
        if less:
            rest = [segment for segment in than.segments if segment.body not in group]
            segments = ordered([*rest, *(search.finished().segments or ())])
            return Better(replace(than, segments=segments), own if not known else {})
        proved = proved and less is False
        known.append(own)
    # Of a tier that a group did not come to, nothing is known.
    of_all = set.intersection(*(set(own) for own in known)) if known else set()
    return Better(None, {tier: sum(own[tier] for own in known) for tier in of_all}, proved)


def _less(search: TierSearch, settled: Container[str], bounds: dict[str, int]) -> bool | None:
    """Whether one group of bodies comes to less in a tier; None if that is not known; `bounds` takes what is proved."""
    for number, tier in enumerate(search.named, 1):
        charges = search.posted(tier)
        if not charges:
            bounds[tier] = 0
            continue
        if search.control.over or not search.completed(charges) or search.best is None:
            return None
        known = cost(charges, search.best)
        if known and tier not in settled:
            model = search.builder.model.clone()
            model.add(total(charges) <= known - 1)
            model.minimize(total(charges))
            solver, status = search.runs.run(model, Stage(tier, number, len(search.named), _SHARE), first=True)
            if status in FOUND:
                search.best = solver
                return True
            if status != cp_model.INFEASIBLE:
                bounds[tier] = min(known, at_least(solver))
                return None
        bounds[tier] = known
        search.builder.model.add(total(charges) <= known)
    return False
