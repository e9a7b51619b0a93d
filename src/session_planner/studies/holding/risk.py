"""Will it hold: how likely each thing starts on time, how long sittings overrun, and which items threaten which.

A study: `durations` draws what everything lasts, `simulation` lives the programme through, and this counts. Every
figure carries the error of its sampling (see `figures`). The same programme, scenario and seed give the same figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from session_planner.programme.model import Programme
from session_planner.programme.timetable import Row
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.studies.holding.durations import Durations, Samples
from session_planner.studies.holding.figures import Chance, Mean, chance_of, mean_of
from session_planner.studies.holding.simulation import Lived, Plan

SAMPLES, LEAST_SAMPLES = 10_000, 100
BATCH = 5000
"""Samples that are held at a time: a long programme has thousands of segments, each with its times in every sample."""
_HAIR = 1e-6
"""Sums of fractions of minutes are a hair off: nothing is late by less."""


@dataclass(frozen=True, slots=True)
class Start:
    """How likely something begins on time: a segment (`id` as the programme has it), or a joint session (`joint:id`).

    `planned` in minutes since 1970 UTC; `late`: by how many minutes it is late, nothing where it is not.
    """

    id: str
    ref: str
    bodies: tuple[str, ...]
    joint: bool
    part: int
    parts: int
    planned: int
    chance: Chance
    late: Mean

    def __add__(self, other: Start) -> Start:
        return replace(self, chance=self.chance + other.chance, late=self.late + other.late)


@dataclass(frozen=True, slots=True)
class Overrun:
    """How likely a sitting goes on after its hours (or after what is planned, if that is later), and how long.

    `start` and `due` in minutes since 1970 UTC; `minutes` is the mean over all samples, those without overrun too.
    """

    body: str
    start: int
    due: int
    chance: Chance
    minutes: Mean

    def __add__(self, other: Overrun) -> Overrun:
        return replace(self, chance=self.chance + other.chance, minutes=self.minutes + other.minutes)


@dataclass(frozen=True, slots=True)
class Threat:
    """What it does to `target` (an id of a Start) that `item` does not take just what it is expected to.

    `more`: how much more likely the target is late; `minutes`: how much later it is on average. The two differ: what
    has no time to spare is late half the time whatever one item does, and only by how much depends on it.
    """

    item: str
    target: str
    more: Mean
    minutes: Mean

    def __add__(self, other: Threat) -> Threat:
        return replace(self, more=self.more + other.more, minutes=self.minutes + other.minutes)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        figures = {"more_late": self.more.as_dict(), "later": self.minutes.as_dict()}
        return {"item": self.item, "target": self.target, **figures}


@dataclass(frozen=True, slots=True)
class Risk:
    """What so many samples of the session showed. `threats`: those beyond their sampling error, greatest first.

    `certain`: items of which the scenario gives one figure, so that they last just that.
    """

    samples: int
    seed: int
    tolerance: int
    spread: float | None
    starts: tuple[Start, ...]
    sittings: tuple[Overrun, ...]
    threats: tuple[Threat, ...]
    certain: tuple[str, ...]

    @property
    def joint(self) -> tuple[Start, ...]:
        """The joint sessions."""
        return tuple(start for start in self.starts if start.joint)

    def start(self, id: str) -> Start:
        """That of a segment or of a joint session."""
        return next(start for start in self.starts if start.id == id)

    def as_dict(self, scenario: Scenario) -> dict[str, Any]:
        """For JSON; times are real ones, in the scenario's zone."""
        clock = outline(scenario).clock
        return {
            "samples": self.samples,
            "seed": self.seed,
            "tolerance": self.tolerance,
            "spread": self.spread,
            "starts": [
                {"id": one.id, "ref": one.ref, "bodies": list(one.bodies), "planned": clock(one.planned).isoformat(),
                 "on_time": one.chance.as_dict(), "late": one.late.as_dict()}
                for one in self.starts
            ],
            "sittings": [
                {"body": one.body, "start": clock(one.start).isoformat(), "due": clock(one.due).isoformat(),
                 "overruns": one.chance.as_dict(), "overrun": one.minutes.as_dict()}
                for one in self.sittings
            ],
            "threats": [one.as_dict() for one in self.threats],
            "certain": list(self.certain),
        }  # fmt: skip


def risk(
    programme: Programme,
    scenario: Scenario,
    samples: int = SAMPLES,
    seed: int = 0,
    tolerance: int = 0,
    spread: float | None = None,
    threats: bool = True,
) -> Risk:
    """Simulates a programme of a scenario.

    `tolerance`: minutes after which a start still is on time. `spread`: where an item has one figure, it may take this
    share less and this share more (see `durations`). Raises InputError for estimates that contradict themselves.
    """
    plan, whole = Plan(programme, scenario), _Counted()
    for batch, size in enumerate(_batches(samples)):
        lived = Lived(plan, Durations(scenario, size, seed, spread, batch))
        refs = [ref for ref in plan.outline.leaves if ref in plan.of_item]
        varying = [ref for ref in refs if lived.durations.varies(ref)]
        whole.add(
            _Counted(
                {one.id: one for one in _starts(lived, tolerance)},
                {(one.body, one.start): one for one in _overruns(lived)},
                {(one.item, one.target): one for one in _threats(lived, tolerance, varying if threats else [])},
                [ref for ref in refs if ref not in varying],
                size,
            )
        )
    beyond = [one for one in whole.threats.values() if one.more.low > 0 or one.minutes.low > 0]
    return Risk(
        samples, seed, tolerance, spread, tuple(whole.starts.values()), tuple(whole.sittings.values()),
        tuple(sorted(beyond, key=_weight)), tuple(whole.certain),
    )  # fmt: skip


def _batches(samples: int) -> list[int]:
    """So many samples at a time, never a single one alone: a mean's error takes two."""
    whole, rest = divmod(samples, BATCH)
    if rest < LEAST_SAMPLES and whole:
        return [BATCH] * (whole - 1) + [BATCH + rest]
    return [BATCH] * whole + [rest]


@dataclass(slots=True)
class _Counted:
    """What some batches of samples came to."""

    starts: dict[str, Start] = field(default_factory=dict)
    sittings: dict[tuple[str, int], Overrun] = field(default_factory=dict)
    threats: dict[tuple[str, str], Threat] = field(default_factory=dict)
    certain: list[str] = field(default_factory=list)
    samples: int = 0

    def add(self, more: _Counted) -> None:
        """Takes in another batch."""
        if not self.samples:
            self.starts, self.sittings, self.certain = more.starts, more.sittings, more.certain
        else:
            self.starts = {id: one + more.starts[id] for id, one in self.starts.items()}
            self.sittings = {key: one + more.sittings[key] for key, one in self.sittings.items()}
            self.certain = [ref for ref in self.certain if ref in more.certain]
        pairs = dict.fromkeys((*self.threats, *more.threats))
        self.threats = {pair: self._threat(pair) + more._threat(pair) for pair in pairs}
        self.samples += more.samples

    def _threat(self, pair: tuple[str, str]) -> Threat:
        nothing = Mean(0.0, 0.0, self.samples)
        return self.threats.get(pair) or Threat(*pair, nothing, nothing)


def _weight(one: Threat) -> tuple[float, float]:
    return -max(0.0, one.more.low), -one.minutes.value


def late(begin: Samples, planned: int) -> Samples:
    """By how many minutes something begins too late; 0 where it does not."""
    minutes = begin - planned
    return np.asarray(np.where(minutes > _HAIR, minutes, 0.0))


def _starts(lived: Lived, tolerance: int) -> Iterator[Start]:
    """Joint sessions before the items in them."""
    for number, unit in enumerate(lived.plan.units):
        if unit.joint is not None:
            begin = lived.begins[number]
            chance = chance_of(on_time(begin, unit.start, tolerance))
            by = mean_of(late(begin, unit.start))
            yield Start(unit.id, unit.id, tuple(unit.rows), True, 1, 1, unit.start, chance, by)
        for row, begin in lived.inside(number):
            if row.segment.item is not None:
                yield _start(row, begin, tolerance)


def _start(row: Row, begin: Samples, tolerance: int) -> Start:
    one, chance = row.segment, chance_of(on_time(begin, row.start, tolerance))
    by = mean_of(late(begin, row.start))
    return Start(one.id, row.ref, (row.body,), False, one.part, one.parts, row.start, chance, by)


def on_time(begin: Samples, planned: int, tolerance: int) -> NDArray[np.bool_]:
    """In which samples something begins on time."""
    return np.asarray(begin - planned <= tolerance + _HAIR)


def _overruns(lived: Lived) -> Iterator[Overrun]:
    for sat in lived.plan.sittings:
        end = np.maximum.reduce([lived.ends[number] for number in sat.units])
        by = late(end, sat.due)
        yield Overrun(sat.body, sat.start, sat.due, chance_of(by > 0), mean_of(by))


def _threats(lived: Lived, tolerance: int, items: list[str]) -> Iterator[Threat]:
    """What begins at other times if an item takes just what it is expected to."""
    for item in items:
        for number, begin in lived.pinned(item):
            unit = lived.plan.units[number]
            if item in unit.refs:
                continue
            instead, as_is = (on_time(one, unit.start, tolerance) for one in (begin, lived.begins[number]))
            more = mean_of(instead.astype(np.float64) - as_is)
            minutes = mean_of(late(lived.begins[number], unit.start) - late(begin, unit.start))
            yield Threat(item, unit.id, more, minutes)
