"""Single runs of CP-SAT: with the control's time, seed and workers, watched and stoppable.

What `tiers` and `replanning` ask with; how long a run may take is a share of what is left of the whole solve.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from session_planner.errors import InternalError
from session_planner.solver.blocks import Charge
from session_planner.solver.control import Control, Progress
from session_planner.words import N_

if TYPE_CHECKING:
    from session_planner.solver.tiers import Outcome

FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)
_STRATEGIES = ("no_lp", "default_lp")
"""How the whole of a small model is searched, beside the searches near what was found: those that prove the most here.

OR-Tools would let ten take turns, most of which have nothing of a timetable; a proof then takes four times as long.
One of them, `fixed`, aborts the process where it finds the model infeasible while loading it (OR-Tools 9.15).
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """Which tier is worked on, of how many, and how much of the time left it may take."""

    tier: str
    number: int
    tiers: int
    share: float

    def shortened(self, by: float) -> Stage:
        """The same with a part of its time."""
        return replace(self, share=self.share * by)


class Runs:
    """Runs for one model; `apart`: it is so large that its time limit ends it anyway.

    `strategies`: how the whole model is searched, beside the searches near what was found; OR-Tools' own if none.
    """

    def __init__(
        self, control: Control, outcome: Outcome, apart: bool, strategies: Sequence[str] | None = None
    ) -> None:
        self.control = control
        self.outcome = outcome
        self.apart = apart
        self.strategies = strategies if strategies is not None else () if apart else _STRATEGIES

    def run(
        self,
        model: cp_model.CpModel,
        stage: Stage,
        best: cp_model.CpSolver | None = None,
        counts: bool = True,
        first: bool = False,
    ) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
        """Solves a model, from the `best` known; `counts`: what it finds is a programme, and is told as one.

        `first`: the first that is found will do.
        """
        began = self.control.elapsed
        solver = self.solver(stage.share)
        solver.parameters.stop_after_first_solution = first
        if self.control.over:
            return solver, cp_model.UNKNOWN
        if best is not None:
            hint(model, best)
        watch = _Watch(self.control, stage) if counts else None
        self.control.searching(solver.stop_search)
        # What came while the model was made ready found no search to stop: OR-Tools forgets it before it begins.
        status = cp_model.UNKNOWN if self.control.stopped.is_set() else solver.solve(model, watch)
        self.control.searching(None)
        self.outcome.searching += self.control.elapsed - began
        if watch is not None and watch.first is not None and self.outcome.first is None:
            self.outcome.first = watch.first
        if status == cp_model.MODEL_INVALID:
            raise InternalError(N_("the model is not valid: {reason}"), reason=model.validate())
        return solver, status

    def solver(self, share: float) -> cp_model.CpSolver:
        """Several strategies take turns on a small model, so that the answer is the same each time.

        One turn at a time: in batches, OR-Tools 9.15 aborts the process where a worker finds the model infeasible
        while loading it. On a large model, which the time limit ends anyway, the workers run side by side.
        """
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self.control.workers
        solver.parameters.random_seed = self.control.seed
        solver.parameters.interleave_search = not self.apart
        solver.parameters.interleave_batch_size = 1
        solver.parameters.subsolvers.extend(self.strategies)
        solver.parameters.catch_sigint_signal = False
        if self.control.left is not None:
            solver.parameters.max_time_in_seconds = self.control.left * share
        return solver


class _Watch(cp_model.CpSolverSolutionCallback):
    """Tells the control of each better programme."""

    def __init__(self, control: Control, stage: Stage) -> None:
        super().__init__()
        self._control = control
        self._stage = stage
        self.first: float | None = None

    def on_solution_callback(self) -> None:
        """Called by the solver."""
        if self.first is None:
            self.first = self._control.elapsed
        if self._control.stopped.is_set():
            self.stop_search()
        if self._control.watch is not None:
            best, bound = round(self.objective_value), at_least(self)
            stage = self._stage
            told = Progress(stage.tier, stage.number, stage.tiers, best, bound, self._control.elapsed)
            self._control.watch(told)


def at_least(solver: cp_model.CpSolver | cp_model.CpSolverSolutionCallback) -> int:
    """The bound that a solver has proved, as a cost: whole and not below 0."""
    return max(0, math.ceil(solver.best_objective_bound - 1e-6))


def total(charges: Iterable[Charge]) -> cp_model.LinearExprT:
    """What charges cost, as an expression."""
    known = list(charges)
    return cp_model.LinearExpr.weighted_sum([charge.amount for charge in known], [charge.weight for charge in known])


def cost(charges: Iterable[Charge], found: cp_model.CpSolver) -> int:
    """What charges cost in what was found."""
    return sum(charge.weight * found.value(charge.amount) for charge in charges)


def most(charges: Iterable[Charge]) -> int:
    """What charges can cost at most."""
    return sum(charge.weight * charge.most for charge in charges)


def hint(model: cp_model.CpModel, found: cp_model.CpSolver) -> None:
    """The search begins from what was found before."""
    model.clear_hints()  # type: ignore[no-untyped-call]
    values = list(found.response_proto.solution)
    model.proto.solution_hint.vars.extend(range(len(values)))
    model.proto.solution_hint.values.extend(values)
