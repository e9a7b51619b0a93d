"""From a scenario to the solver's answer: each group of bodies that nothing links, solved apart.

A large group with a published programme is searched near that (`replanning`), a small one begins from it, every other
from what is given or from nothing (`tiers`). What comes out is the solver's word only; `planning` has it checked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from session_planner.problem.graph import components
from session_planner.problem.model import Problem
from session_planner.programme.model import Programme, Segment, TierResult, ordered
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.solver import replanning
from session_planner.solver.control import Control
from session_planner.solver.grid import search as grid
from session_planner.solver.standing import Standing
from session_planner.solver.tiers import LARGE, Part, TierSearch, free_places
from session_planner.solver.tiers import Outcome as Outcome


def solve(
    scenario: Scenario,
    control: Control | None = None,
    given_up: frozenset[str] = frozenset(),
    caps: Mapping[str, int] | None = None,
    start_from: Programme | None = None,
    at_least: Mapping[str, int] | None = None,
) -> Outcome:
    """The solver's answer to the scenario, not yet checked.

    `given_up`: ids of instances that need not hold; `caps`: by soft rule or tier, what it may charge at most (weight
    times amount, in each group of bodies that is solved apart). `start_from`: a programme, of another scenario maybe,
    to begin the search with; `at_least`: what tiers are known to cost at least, as long as those before them come to no
    more than in that programme.
    """
    control = control or Control()
    start = _Start(start_from, at_least or {})
    outcome = Outcome()
    segments: list[Segment] = []
    reached: dict[str, TierResult] = {}
    groups = components(scenario)
    if len(groups) > 1:
        start = _Start(start_from, {})  # what all of them come to says nothing of one
    for group in groups:
        part = _solved(scenario, group, control, outcome, given_up, caps or {}, start)
        if part.segments is None:
            outcome.impossible, outcome.group = part.infeasible, group
            outcome.interrupted = control.stopped.is_set()
            return outcome
        segments += part.segments
        for id, tier in part.tiers.items():
            so_far = reached.get(id, TierResult(id, 0, 0))
            reached[id] = TierResult(id, so_far.objective + tier.objective, so_far.bound + tier.bound)
    outcome.interrupted = control.stopped.is_set()
    if not all(reached[tier].proved for tier in replanning.of_change(scenario) if tier in reached):
        outcome.least = None
    outcome.programme = _answer(scenario, segments, reached, control)
    return outcome


@dataclass(frozen=True, slots=True)
class _Start:
    """What a search begins with: a programme, and what tiers cost at least."""

    programme: Programme | None
    at_least: Mapping[str, int]


def _answer(scenario: Scenario, segments: list[Segment], reached: dict[str, TierResult], control: Control) -> Programme:
    """The solver's answer, not yet checked: `planning` lets nothing out before the checker has passed it."""
    placed = {segment.ref for segment in segments}
    return Programme(
        ordered(segments),
        scenario.id or "",
        scenario._sha256,
        "feasible",
        tiers=tuple(reached.values()),
        variant=scenario._variant,
        sets=scenario._sets,
        solver={
            "name": "cp-sat",
            "version": version("ortools"),
            "seed": control.seed,
            "workers": control.workers,
            "seconds": round(control.elapsed, 3),
        },
        unscheduled=tuple(ref for ref in outline(scenario).leaves if ref not in placed),
    )


def _solved(
    scenario: Scenario,
    group: tuple[str, ...],
    control: Control,
    outcome: Outcome,
    given_up: frozenset[str],
    caps: Mapping[str, int],
    start: _Start,
) -> Part:
    published = scenario.replan.published
    near = replanning.replanned(scenario, group, control, outcome) if published and not given_up and not caps else None
    if near is not None:
        return near
    problem = Problem(scenario, group)
    if not published and not given_up and not caps and start.programme is None and _many_chambers(problem):
        on_grid = grid.solved(problem, control, outcome)
        if on_grid is not None:
            return _gone_on(on_grid, problem, control, outcome)
    search = TierSearch(problem, control, outcome, given_up, caps, start.at_least)
    if start.programme is not None:
        search.begin(start.programme)
    elif published:
        Standing(search.problem).hint(search.builder, {})
    part = search.run()
    outcome.least = control.elapsed if published and part.segments is not None else None
    return part


def _gone_on(on_grid: Part, problem: Problem, control: Control, outcome: Outcome) -> Part:
    """What the grid came to, or better: where it left a gap, a small whole model goes on from there."""
    proved = all(tier.proved for tier in on_grid.tiers.values())
    if on_grid.segments is None or proved or control.over or free_places(problem) >= LARGE:
        return on_grid
    bounds = {id: tier.bound for id, tier in on_grid.tiers.items()}
    search = TierSearch(problem, control, outcome, at_least=bounds)
    if not search.begin(Programme(on_grid.segments)):
        return on_grid
    whole = search.run()
    better = whole.segments is not None and costs_of(whole, search.named) <= costs_of(on_grid, search.named)
    return whole if better else on_grid


def costs_of(part: Part, tiers: Sequence[str]) -> tuple[int, ...]:
    """What these tiers cost, in their order; a part lacks a tier that cannot cost anything in its hours."""
    return tuple(part.tiers[tier].objective if tier in part.tiers else 0 for tier in tiers)


def _many_chambers(problem: Problem) -> bool:
    """Whether bodies sit in so many rooms at once that it pays to look at hours and rooms first."""
    return any(len(group) > 1 for groups in problem.together_of.values() for group in groups)
