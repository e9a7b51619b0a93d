"""Programmes that hold: reserves before joint sessions, raised until each starts on time with the chance asked for.

A study over `planning.solve` and the simulation of `risk`. A programme is found and lived through; a joint session
that is late too often is given as much time before it (`reserve`, kept by the rule `reserve-before`) as would have
been enough, and the next programme is found with that. A chance counts as reached where the lower end of its interval
reaches it, on samples that no reserve was chosen by. Where a reserve makes all impossible, half of the raise is tried.
Whether less would have been enough is then asked of every smaller total (`least`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from session_planner import planning
from session_planner.programme.model import Programme
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.solver.search import Outcome
from session_planner.studies.holding.durations import Durations
from session_planner.studies.holding.figures import Chance, Z, chance_of
from session_planner.studies.holding.least import Reserves, Tried, least
from session_planner.studies.holding.risk import SAMPLES, on_time
from session_planner.studies.holding.simulation import Lived, Plan

ROUNDS = 20
_SHARE = 0.5
"""Of the time that is left: what finding the next programme may take."""
_FRESH = 2**32
"""Seeds from here on are of this search alone: none that a planner gives to `risk` was tuned by."""

Why = Literal["", "none", "impossible", "time", "rounds"]


@dataclass(frozen=True, slots=True)
class Assured:
    """A joint session: the minutes kept free before it, and its chance to start on time."""

    joint: str
    reserve: int
    chance: Chance

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"joint": self.joint, "reserve": self.reserve, "on_time": self.chance.as_dict()}


@dataclass(frozen=True, slots=True)
class Robust:
    """What the search for a programme that holds came to.

    `programme` is one in which every joint session reaches the chance `asked` for, made for `scenario`, which has the
    reserves; None where none was found: `why` says whether there is no programme at all (`none`: `outcome` says more),
    none with more reserve than the best that was found (`impossible`), or the `time` or the `rounds` were up.
    `sessions` are those of the programme, or of the best one found; `varies`: whether any duration varies at all.
    `at_least`: no reserves that come to less than so many minutes in all are enough.
    """

    asked: float
    outcome: Outcome
    scenario: Scenario
    programme: Programme | None
    sessions: tuple[Assured, ...] = ()
    why: Why = ""
    varies: bool = True
    at_least: int = 0

    @property
    def total(self) -> int:
        """Minutes kept free before all joint sessions together."""
        return sum(one.reserve for one in self.sessions)

    @property
    def least(self) -> bool:
        """Whether it is proved that less would not have been enough."""
        return self.programme is not None and self.at_least >= self.total

    @property
    def highest(self) -> float | None:
        """The chance that every joint session at least has, in the best programme that was found."""
        return min((one.chance.value for one in self.sessions), default=None)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "asked": self.asked,
            "reached": self.programme is not None,
            "why": self.why or None,
            "reserve": self.total,
            "reserve_at_least": self.at_least if self.programme else None,
            "least": self.least,
            "sessions": [one.as_dict() for one in self.sessions],
        }


def robust(
    scenario: Scenario,
    chance: float,
    control: Control | None = None,
    samples: int = SAMPLES,
    seed: int = 0,
    tolerance: int = 0,
    spread: float | None = None,
) -> Robust:
    """A programme in which every joint session starts on time with a chance; the rest as for `risk`."""
    control = control or Control()
    return _Search(scenario, chance, control, samples, seed, tolerance, spread).run()


def reserved(scenario: Scenario, reserves: Reserves) -> Scenario:
    """The scenario with reserves before its joint sessions; a programme of it notes them as `--set` would."""
    raised = {one.id: reserves[one.id] for one in scenario.joint_sessions if reserves[one.id] != one.reserve}
    if not raised:
        return scenario
    sessions = (one.model_copy(update={"reserve": reserves[one.id]}) for one in scenario.joint_sessions)
    made = scenario.model_copy(update={"joint_sessions": tuple(sessions)})
    sets = (f"joint_sessions[{joint}].reserve={minutes} min" for joint, minutes in raised.items())
    made._outline, made._sets = None, (*scenario._sets, *sets)
    return made


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A programme that was found with some reserves, and how it did."""

    scenario: Scenario
    programme: Programme
    outcome: Outcome
    sessions: tuple[Assured, ...]

    @property
    def worst(self) -> float:
        return min((one.chance.value for one in self.sessions), default=1.0)


class _Search:
    """Finds programmes with more and more reserve."""

    def __init__(
        self,
        scenario: Scenario,
        chance: float,
        control: Control,
        samples: int,
        seed: int,
        tolerance: int,
        spread: float | None,
    ) -> None:
        self.scenario, self.asked, self.control = scenario, chance, control
        self.samples, self.seed, self.tolerance, self.spread = samples, seed, tolerance, spread
        self.lives = 0

    def run(self) -> Robust:
        """A programme whose joint sessions all reach the chance, with as little reserve as can be, or the best."""
        found = self._enough_reserve()
        return self._with_least(found) if found.programme is not None else found

    def _with_least(self, found: Robust) -> Robust:
        """What was found, or a programme with less reserve; and how little would do at least."""
        best = least(self.scenario, self._begin, found.total, self._tried, lambda: self.control.over)
        return replace(best.answer or found, at_least=best.total)

    @property
    def _begin(self) -> Reserves:
        return {one.id: one.reserve for one in self.scenario.joint_sessions}

    def _tried(self, reserves: Reserves) -> Tried[Robust]:
        """A programme with just these reserves, and whether it holds."""
        scenario, outcome = self._solved(reserves)
        if outcome.programme is None:
            return Tried(None, outcome.impossible)
        lived, attempt = self._judged(scenario, outcome, outcome.programme, reserves)
        answer = self._held(lived, attempt) if self._holds(lived, attempt, reserves) else None
        return Tried(outcome.programme, outcome.programme.status == "optimal", answer)

    def _solved(self, reserves: Reserves) -> tuple[Scenario, Outcome]:
        scenario = reserved(self.scenario, reserves)
        part = self.control.part(_SHARE)
        part.watch = self.control.watch
        return scenario, planning.solve(scenario, part)

    def _judged(
        self, scenario: Scenario, outcome: Outcome, programme: Programme, reserves: Reserves
    ) -> tuple[Lived, _Attempt]:
        """A programme lived through twice: to choose reserves by, and to judge it by."""
        lived, fresh = (self._lived(programme, scenario) for _ in range(2))
        return lived, _Attempt(scenario, programme, outcome, tuple(self._sessions(fresh, reserves)))

    def _holds(self, lived: Lived, attempt: _Attempt, reserves: Reserves) -> bool:
        return self._reached(self._sessions(lived, reserves)) and self._reached(attempt.sessions)

    def _held(self, lived: Lived, attempt: _Attempt) -> Robust:
        varies = self._varies(lived)
        return Robust(self.asked, attempt.outcome, attempt.scenario, attempt.programme, attempt.sessions, varies=varies)

    def _enough_reserve(self) -> Robust:
        """The first programme whose joint sessions all reach the chance, or the best that was found."""
        reserves = self._begin
        kept, best = reserves, None
        for _ in range(ROUNDS):
            tried, outcome = self._solved(reserves)
            if outcome.programme is None:
                if best is None:
                    return Robust(self.asked, outcome, tried, None, why="none")
                half = self._halfway(kept, reserves)
                if not outcome.impossible or half == kept:
                    return self._failed(best, "impossible" if outcome.impossible else "time")
                reserves = half
                continue
            lived, attempt = self._judged(tried, outcome, outcome.programme, reserves)
            if self._holds(lived, attempt, reserves):
                return self._held(lived, attempt)
            best = attempt if best is None or attempt.worst > best.worst else best
            if self.control.over:
                return self._failed(best, "time")
            kept, reserves = reserves, self._raised(lived, reserves, attempt)
        assert best is not None
        return self._failed(best, "rounds")

    def _failed(self, best: _Attempt, why: Why) -> Robust:
        return Robust(self.asked, best.outcome, best.scenario, None, best.sessions, why)

    def _varies(self, lived: Lived) -> bool:
        return any(float(np.ptp(length)) > 0 for length in lived.lengths)

    def _lived(self, programme: Programme, scenario: Scenario) -> Lived:
        """Over sessions that were never drawn before."""
        self.lives += 1
        durations = Durations(scenario, self.samples, _FRESH + 1000 * self.seed + self.lives, self.spread)
        return Lived(Plan(programme, scenario), durations)

    def _sessions(self, lived: Lived, reserves: Reserves) -> Iterator[Assured]:
        for number, unit in enumerate(lived.plan.units):
            if unit.joint is not None and unit.joint in reserves:
                chance = chance_of(on_time(lived.begins[number], unit.start, self.tolerance))
                yield Assured(unit.joint, reserves[unit.joint], chance)

    def _reached(self, sessions: Iterator[Assured] | tuple[Assured, ...]) -> bool:
        return all(one.chance.low >= self.asked for one in sessions)

    def _halfway(self, kept: Reserves, tried: Reserves) -> Reserves:
        grain = self.scenario.grain
        return {id: low + (tried[id] - low) // 2 // grain * grain for id, low in kept.items()}

    def _raised(self, lived: Lived, reserves: Reserves, attempt: _Attempt) -> Reserves:
        """More for those that do not reach the chance: as much as would have been enough here, at least the grain."""
        lacking = {one.joint for one in attempt.sessions if one.chance.low < self.asked}
        lacking |= {one.joint for one in self._sessions(lived, reserves) if one.chance.low < self.asked}
        raised = dict(reserves)
        for number, unit in enumerate(lived.plan.units):
            if unit.joint in lacking:
                raised[unit.joint] = max(self._enough(lived, number), reserves[unit.joint] + self.scenario.grain)
        return raised

    def _enough(self, lived: Lived, number: int) -> int:
        """The reserve with which, had the rest been the same, each thing before had been over in time often enough.

        First by itself; where that asks for no more than there is, so often that all of them together are.
        """
        grain, start = self.scenario.grain, lived.plan.units[number].start
        share = min(1.0, self.asked + 2 * Z * float(np.sqrt(self.asked * (1 - self.asked) / self.samples)))
        before = list(lived.ready(number))
        for each in (share, 1 - (1 - share) / max(1, len(before))):
            needed = [
                start - lived.plan.units[unit].end + late
                for unit, ready in before
                if (late := float(np.quantile(ready, each)) - start - self.tolerance) > 0
            ]
            if needed:
                return -(-int(np.ceil(max(needed))) // grain) * grain
        return 0
