"""One trial: a scenario as a variant of it or with some changes, solved; and what came of it, whatever that was.

What comparisons, sweeps and prices ask many times, here or in other processes: trials and results are plain values that
travel. A trial never raises for what is wrong with it: a scenario that cannot be read is a result too, told in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from session_planner import planning
from session_planner.errors import InputError, Mistake
from session_planner.loading import load
from session_planner.programme.model import Programme
from session_planner.scenario.contradictions import contradictions
from session_planner.scenario.model import Scenario
from session_planner.solver.control import Control
from session_planner.studies.measures import Measures, measures
from session_planner.words import Words, say

Status = Literal["optimal", "feasible", "impossible", "time-up", "wrong"]
"""`time-up`: not known whether there is a programme; `wrong`: the scenario has mistakes."""
_SEARCH = 0.8
"""Of a limited time: the share of the search, where reasons are wanted too."""
_CONFLICTS = 1


@dataclass(frozen=True, slots=True)
class Trial:
    """A scenario's variant and changes, as `load` takes them: `path=value`, `-kind:id`, `-path`."""

    variant: str | None = None
    sets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What a trial came to. `why`: the mistakes, or what cannot hold together, in words; nothing where there is a
    programme, or where no reason was asked for or found in time.

    `interrupted`: it was stopped, and what it has is the best until then.
    """

    trial: Trial
    status: Status
    programme: Programme | None = None
    measures: Measures | None = None
    why: tuple[Words, ...] = ()
    seconds: float = 0.0
    interrupted: bool = False

    @property
    def found(self) -> bool:
        """Whether there is a programme."""
        return self.programme is not None

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """For JSON, without the programme itself and the seconds it took."""
        return {
            "variant": self.trial.variant,
            "set": list(self.trial.sets),
            "status": self.status,
            "interrupted": self.interrupted,
            "why": [one.told(lang) for one in self.why],
            "measures": self.measures.as_dict() if self.measures else None,
        }


def run(
    path: Path | str, trial: Trial | None = None, control: Control | None = None, *, reasons: bool = True
) -> Result:
    """What a scenario file comes to, as one of its variants or with changes; a file is parsed once a process.

    `reasons`: whether to say why where there is no programme. Raises OutsideError where the disk fails.
    """
    trial = trial or Trial()
    try:
        scenario = load(path, trial.variant, trial.sets)
    except InputError as error:
        return Result(trial, "wrong", why=tuple(map(_said, error.mistakes)))
    return solved(scenario, trial, control, reasons=reasons)


def solved(
    scenario: Scenario, trial: Trial | None = None, control: Control | None = None, *, reasons: bool = True
) -> Result:
    """What a scenario that is loaded comes to."""
    trial = trial or Trial(scenario._variant, scenario._sets)
    whole = control or Control()
    # A part is stopped with the whole; the whole's watcher is told of the part's progress.
    search = whole.part(_SEARCH if reasons else 1.0)
    search.watch = whole.watch
    outcome = planning.solve(scenario, search)
    programme = outcome.programme
    if programme is not None:
        status: Status = "optimal" if programme.status == "optimal" else "feasible"
        found = measures(programme, scenario)
        return Result(trial, status, programme, found, (), search.elapsed, outcome.interrupted)
    why = _why(scenario, whole) if outcome.impossible and reasons else ()
    status = "impossible" if outcome.impossible else "time-up"
    return Result(trial, status, why=why, seconds=search.elapsed, interrupted=outcome.interrupted)


def _why(scenario: Scenario, control: Control) -> tuple[Words, ...]:
    """Why there is no programme: what shows without a search, else the smallest conflict that is found in time."""
    shown = contradictions(scenario)
    if shown:
        return tuple(Words(one.message, dict(one.fields)) for one in shown)
    if control.over:
        return ()
    explanation = planning.explain(scenario, control.part(1.0), _CONFLICTS, 0)
    return tuple(_sentences(explanation.told[:_CONFLICTS]))


def _sentences(told: Iterable[Iterable[Any]]) -> Iterable[Words]:
    return (sentence.words for conflict in told for sentence in conflict)


def _said(mistake: Mistake) -> Words:
    """A mistake with its place as one sentence."""
    words = Words(mistake.message, dict(mistake.fields))
    if not mistake.file:
        return words
    place = f"{mistake.file}:{mistake.line}:{mistake.column}" if mistake.line else mistake.file
    return say("{place}: {said}", place=place, said=words)
