"""A sweep: hundreds to thousands of trials of one scenario, each solved once, its result in a file as it comes.

Over `trials` (one solve), `executors` (where it is done) and `results` (what is known already). A trial is solved with
one search worker, so that cores are used by trials: what it comes to depends on its seed and not on where it ran, as
long as it is not the time limit that ended it.
"""

from __future__ import annotations

import hashlib
import json
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from importlib.metadata import version
from pathlib import Path

from session_planner import words
from session_planner.errors import InputError, OutsideError, SessionPlannerError
from session_planner.loading import load_written
from session_planner.scenario.text import content_of
from session_planner.solver.control import Control
from session_planner.studies.sweeping.executors import Engine, carried_out, given, here
from session_planner.studies.sweeping.results import Asked, Row, SweepResults
from session_planner.studies.trials import Trial, solved
from session_planner.words import N_, semicolon

AGAIN = ("failed", "time-up")
"""What may come out otherwise another time."""


@dataclass(frozen=True)
class Case:
    """A scenario on its way to those who work: its bytes, which may be read where there is no such file."""

    file: str
    packed: bytes
    id: str

    @cached_property
    def written(self) -> bytes:
        return zlib.decompress(self.packed)


@dataclass(frozen=True, slots=True)
class SweepProgress:
    """How far a sweep is: trials known, of how many, those of them that an earlier run knew; by status.

    `seconds`: since it began; `first`: until its first own result, None before.
    """

    done: int
    of: int
    before: int
    seconds: float
    statuses: Mapping[str, int]
    first: float | None = None

    @property
    def left(self) -> float | None:
        """Seconds until the end, judged by this run's own results since the first, which had to wait for processes."""
        made = self.done - self.before
        if self.first is None or made < 2:
            return None
        return (self.seconds - self.first) / (made - 1) * (self.of - self.done)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep came to. `keys`: of all its trials, in their order; `strangers`: other rows of the file."""

    keys: tuple[str, ...]
    progress: SweepProgress
    strangers: int
    interrupted: bool


def sweep(
    scenario: Path | str,
    trials: Sequence[Trial],
    results: SweepResults,
    *,
    engine: Engine | Executor | None = None,
    seconds: float | None = None,
    seed: int = 0,
    lang: str = "en",
    reasons: bool = False,
    again: bool = False,
    control: Control | None = None,
    watch: Callable[[SweepProgress], None] | None = None,
) -> Swept:
    """Solves every trial that has no row in `results` yet; `control` stops it, and what has come stays.

    `seconds`: for each solve; `reasons`: says why where there is no programme, which may take longer than to find that
    out; `lang`: of these words; `again`: tries anew what failed, or had too little time to find a programme. Raises
    InputError for a scenario that has mistakes as it is.
    """
    control = control or Control()
    case = _case(scenario)
    asked = {ask.key: (trial, ask) for trial, ask in zip(trials, _asked(case, trials, seconds, seed), strict=True)}
    if again or reasons:
        results.forget(asked, lambda row: _unwanted(row, again=again, reasons=reasons))
    known = results.known()
    statuses = Counter(row.status for row in results.rows([key for key in asked if key in known]))
    count = _Count(statuses, len(asked), statuses.total(), control)
    tasks = [both for key, both in asked.items() if key not in known]
    where = engine if isinstance(engine, Engine) else given(engine) if engine is not None else here()
    work = partial(attempt, case, lang, reasons)
    for (_, ask), row in carried_out(where, work, tasks, control.stopped.is_set):
        kept = row or Row(ask, "failed", error=words.text(N_("whoever tried it was lost, every time"), lang))
        if kept.asked.version != ask.version:
            said = N_("who works for this sweep has {found}, and here is {wanted}: install the same everywhere")
            raise OutsideError(said, found=kept.asked.version, wanted=ask.version)
        results.add(kept)
        count.add(kept.status)
        if watch is not None:
            watch(count.progress())
    end = count.progress()
    return Swept(tuple(asked), end, len(known - asked.keys()), end.done < end.of)


def _unwanted(row: Row, *, again: bool, reasons: bool) -> bool:
    """Whether a row's trial is to be made anew."""
    return (again and row.status in AGAIN) or (reasons and row.status == "impossible" and not row.error)


@dataclass(slots=True)
class _Count:
    """What is counted while a sweep runs."""

    statuses: Counter[str]
    of: int
    before: int
    control: Control
    first: float | None = None

    def add(self, status: str) -> None:
        self.statuses[status] += 1
        if self.first is None:
            self.first = self.control.elapsed

    def progress(self) -> SweepProgress:
        done, seconds = self.statuses.total(), self.control.elapsed
        return SweepProgress(done, self.of, self.before, seconds, dict(self.statuses), self.first)


def attempt(case: Case, lang: str, reasons: bool, task: tuple[Trial, Asked]) -> Row:
    """One trial, wherever this runs; what is wrong with it is a result, and whatever goes wrong is one too."""
    trial, ask = task
    asked, began = replace(ask, version=versions()), time.monotonic()
    try:
        scenario = load_written(case.written, case.file, trial.variant, trial.sets)
        result = solved(scenario, trial, Control(ask.limit, 1, ask.seed), reasons=reasons)
    except InputError as error:
        return Row(asked, "wrong", seconds=time.monotonic() - began, error=error.text(lang))
    except Exception as error:
        told = error.text(lang) if isinstance(error, SessionPlannerError) else f"{type(error).__name__}: {error}"
        return Row(asked, "failed", seconds=time.monotonic() - began, error=told)
    programme, figures = result.programme, result.measures
    return Row(
        asked,
        result.status,
        programme.objective if programme else None,
        programme.bound if programme else None,
        round(time.monotonic() - began, 3),
        figures.as_dict() if figures else {},
        json.dumps(programme.as_dict(), ensure_ascii=False) if programme else None,
        semicolon(lang).join(one.told(lang) for one in result.why),
    )


@cache
def versions() -> str:
    """What solves: two versions may come to two programmes of one cost."""
    return f"session-planner {version('session-planner')}, ortools {version('ortools')}"


def _case(scenario: Path | str) -> Case:
    """The scenario as it is now: a file that is changed while the sweep runs changes nothing."""
    written = content_of(scenario)
    id = load_written(written, str(scenario)).id or ""
    return Case(str(scenario), zlib.compress(written), id)


def _asked(case: Case, trials: Iterable[Trial], seconds: float | None, seed: int) -> Iterator[Asked]:
    limit = None if seconds is None else float(seconds)  # as the file gives it back
    whole = Asked(case.id, hashlib.sha256(case.written).hexdigest(), versions(), seed=seed, limit=limit)
    return (replace(whole, variant=trial.variant, sets=trial.sets) for trial in trials)
