"""Questions about sets of instances: can they hold together, which of them cannot, what would have to be given up.

Stands between the model (`builder`) and the explanation (`explain`), which decides what to ask. Every answer comes from
a solve of its own on a model that holds no other instances; what follows from earlier answers is not asked again, since
more than an impossible set is impossible and a part of a possible one is possible.

A question may have an *effort*, in the solver's own deterministic time: one hard question must not eat the time of all.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager

from ortools.sat.python import cp_model

from session_planner.problem.model import Problem
from session_planner.rules import active
from session_planner.scenario.model import Scenario
from session_planner.solver.builder import ModelBuilder
from session_planner.solver.control import Control

Ids = frozenset[int]
"""Instances by their number in `Oracle.instances`."""

QUICK = 0.5
"""Up to this effort a question is asked without the preparations that pay only where the answer is far away."""
_ANSWERS = {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}


class Oracle:
    """Answers for one group of bodies; None where the effort or the time was not enough."""

    def __init__(self, scenario: Scenario, group: tuple[str, ...], control: Control) -> None:
        self.control = control
        self.problem = Problem(scenario, group)
        self._problems = {self.problem.bodies: self.problem}
        self.rules = [rule for rule in active(scenario) if rule.kind == "hard"]
        builder = self._built()
        self.model = builder.model
        self.instances = [instance for instance, _ in builder.instances]
        self.literals = [literal for _, literal in builder.instances]
        self.everything: Ids = frozenset(range(len(self.instances)))
        self._numbers = {instance.id: number for number, instance in enumerate(self.instances)}
        self._together: list[Ids] = []
        self._never: list[Ids] = []
        self._base: tuple[Ids, cp_model.CpModel, dict[int, cp_model.IntVar]] = (frozenset(), self.model, {})
        self._until: float | None = None

    # -- time -----------------------------------------------------------------------------------------------------

    @property
    def left(self) -> float | None:
        """Seconds left for the step at hand; None without a limit."""
        if self._until is None:
            return self.control.left
        return max(0.0, self._until - self.control.elapsed)

    @property
    def over(self) -> bool:
        """Whether nothing more should be asked in the step at hand."""
        return self.control.over or self.left == 0.0

    @contextmanager
    def share(self, share: float) -> Iterator[None]:
        """What is asked inside may take this share of the time that is left."""
        before = self._until
        if self.left is not None:
            self._until = self.control.elapsed + self.left * share
        try:
            yield
        finally:
            self._until = before

    # -- questions ------------------------------------------------------------------------------------------------

    def feasible(self, on: Ids, effort: float | None = None) -> bool | None:
        """Whether the instances `on` can hold together, whatever becomes of the others."""
        known = self.known(on)
        if known is not None:
            return known
        model = self._built(on, optional=False).model if effort is None else self._fixed(on)
        answer = _ANSWERS.get(self._solve(model, effort)[1])
        self._learn(on, answer)
        return answer

    def known(self, on: Ids) -> bool | None:
        """What earlier answers say of the instances `on`."""
        if any(core <= on for core in self._never):
            return False
        return True if any(on <= held for held in self._together) else None

    def core(self, on: Ids, effort: float | None = None) -> Ids:
        """Instances among `on`, which cannot hold together, that cannot either: all of `on` if nothing less shows."""
        builder = self._built(on)
        by_index = {literal.index: self._numbers[instance.id] for instance, literal in builder.instances}
        builder.model.add_assumptions([literal for _, literal in builder.instances])
        solver, status = self._solve(builder.model, effort)
        if status != cp_model.INFEASIBLE:
            return on
        found = solver.sufficient_assumptions_for_infeasibility()
        core = frozenset(by_index[index] for index in found if index in by_index)
        return core if core and self.feasible(core, effort) is False else on

    def way_out(self, on: Ids, effort: float | None = None) -> Ids:
        """Instances to give up so that all others hold, `on` among them, which can: few, or all the others."""
        model = self.model.clone()
        for number in on:
            model.add(self.literals[number] == 1)
        for literal in self.literals:
            model.add_hint(literal, 1)
        model.maximize(cp_model.LinearExpr.sum(self.literals))
        solver, status = self._solve(model, effort)
        if not _ANSWERS.get(status):
            return self.everything - on
        held = frozenset(number for number in self.everything if solver.boolean_value(self.literals[number]))
        return self.everything - held

    def _fixed(self, on: Ids) -> cp_model.CpModel:
        """The model with the instances `on` alone, from one that holds not many more: quicker made than a new one.

        For quick questions: the solver gets further with a new one where the answer is hard to find.
        """
        among, model, literals = self._base
        if not on <= among or len(on) * 2 < len(among):
            builder = self._built(on)
            literals = {self._numbers[instance.id]: literal for instance, literal in builder.instances}
            model = builder.model
            self._base = on, model, literals
        fixed = model.clone()
        for number, literal in literals.items():
            fixed.add(literal == (1 if number in on else 0))
        return fixed

    def _built(self, on: Ids | None = None, optional: bool = True) -> ModelBuilder:
        """The model with the instances `on` alone, all of them where none are named: each optional, or all holding."""
        given_up: Container[str] = ()
        problem = self.problem
        if on is not None:
            given_up = frozenset(self.instances[number].id for number in self.everything - on)
            problem = self._problem_of(on)
        builder = ModelBuilder(problem, explain=optional, given_up=given_up)
        for rule in self.rules:
            rule.rule.post(rule, builder)
        return builder

    def _problem_of(self, on: Ids) -> Problem:
        """The bodies that must take up anything, and those they have joint sessions with: the others may do nothing."""
        needs = {self.instances[number].key[0] for number in on if self.instances[number].rule == "within-sitting"}
        wanted = {task.body for task in self.problem.tasks if task.ref in needs}
        joint = [{task.body for task in tasks} for tasks in self.problem.joint_tasks.values()]
        while linked := set().union(*(bodies for bodies in joint if bodies & wanted)) - wanted:
            wanted |= linked
        bodies = tuple(body for body in self.problem.bodies if body in wanted)
        if bodies not in self._problems:
            self._problems[bodies] = Problem(self.problem.scenario, bodies)
        return self._problems[bodies]

    def _learn(self, on: Ids, answer: bool | None) -> None:
        if answer is True:
            self._together = [held for held in self._together if not held <= on] + [on]
        elif answer is False:
            self._never = [core for core in self._never if not on <= core] + [on]

    def _solve(
        self, model: cp_model.CpModel, effort: float | None
    ) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
        """One worker: most questions are small, cores need it, and the same question gets the same answer."""
        solver = cp_model.CpSolver()
        if self.over:
            return solver, cp_model.UNKNOWN
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.control.seed
        solver.parameters.catch_sigint_signal = False
        if effort is not None:
            solver.parameters.max_deterministic_time = effort
        if effort is not None and effort <= QUICK:
            solver.parameters.cp_model_probing_level = 0
            solver.parameters.symmetry_level = 0
            solver.parameters.linearization_level = 0
        if self.left is not None:
            solver.parameters.max_time_in_seconds = self.left
        self.control.searching(solver.stop_search)
        status = solver.solve(model)
        self.control.searching(None)
        return solver, status


def weighed(sets: Iterable[Ids], never: Iterable[Ids], asks: list[int], without: Ids = frozenset()) -> Ids | None:
    """The numbers that hit each of `sets` and contain none of `never`, asking least in all; None: there are none."""
    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in asks]
    for number in without:
        model.add(chosen[number] == 0)
    for one in sets:
        model.add_bool_or([chosen[number] for number in sorted(one)])
    for one in never:
        model.add_bool_or([~chosen[number] for number in sorted(one)])
    model.minimize(cp_model.LinearExpr.weighted_sum(chosen, asks))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model) != cp_model.OPTIMAL:
        return None
    return frozenset(number for number, one in enumerate(chosen) if solver.boolean_value(one))
