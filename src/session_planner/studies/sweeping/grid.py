"""Which trials a sweep makes: all variants, the points of a grid, or a sample of these.

Before `sweep`. A grid has an axis for each thing that takes several values; it is never laid out whole, so that a
sample can be drawn from one of any size. What leads nowhere in the scenario is told before anything is solved.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random

from session_planner.errors import InputError, Mistake
from session_planner.scenario.overlay import Layers, overlaid
from session_planner.scenario.places import Source
from session_planner.scenario.reading import prepared
from session_planner.scenario.text import read
from session_planner.studies.trials import Trial
from session_planner.words import N_

MOST = 100_000
"""Trials that a sweep makes at most."""
_CLOSES = {"[": "]", "{": "}", "(": ")"}


@dataclass(frozen=True, slots=True)
class Axis:
    """One thing, and the values that it takes in turn."""

    path: str
    values: tuple[str, ...]

    @property
    def sets(self) -> tuple[str, ...]:
        """Each value as `load` takes it."""
        return tuple(f"{self.path}={value}" for value in self.values)


def axis(written: str) -> Axis:
    """An axis from `path=value,value,…`; commas inside quotes and brackets part nothing. Raises InputError."""
    path, equals, values = written.partition("=")
    if not equals or not path.strip():
        message = N_("`{found}` is no axis of a grid; write it like `bodies.wg-ta.agenda.5.duration=1 h,2 h`")
        raise InputError([Mistake("--grid", 0, 0, "", message, {"found": written})])
    return Axis(path.strip(), tuple(dict.fromkeys(_parted(values))))


def _parted(values: str) -> Iterator[str]:
    """The parts between commas."""
    part, open = "", list[str]()
    for sign in values:
        if open and sign == open[-1]:
            open.pop()
        elif sign in "\"'" and not (open and open[-1] in "\"'") and not part.strip():
            open.append(sign)
        elif sign in _CLOSES and not (open and open[-1] in "\"'"):
            open.append(_CLOSES[sign])
        elif sign == "," and not open:
            yield part.strip()
            part = ""
            continue
        part += sign
    yield part.strip()


def sweep_trials(
    scenario: Path | str,
    *,
    variants: Sequence[str | None] = (),
    all_variants: bool = False,
    grid: Sequence[str] = (),
    sets: Sequence[str] = (),
    sample: int | None = None,
    seed: int = 0,
) -> tuple[Trial, ...]:
    """The trials of a sweep, in their order: of each variant every point of the grid, or a random sample of them.

    Without variants: the scenario as it is where there is a grid, else as it is and every variant of it, which
    `all_variants` asks for beside a grid. `sets` is changed in all of them. Raises InputError for variants that there
    are not, for paths that lead nowhere in any of the variants, and where there are too many trials.
    """
    source = prepared(read(scenario))
    layers = Layers(source)
    if all_variants or not (variants or grid):
        variants = [None, *layers.by_id]
    axes = [axis(one) for one in grid]
    _check(layers, variants or (None,), axes, tuple(sets))
    points = _Points(variants or (None,), axes, tuple(sets))
    if sample is not None and sample < len(points):
        chosen: Sequence[int] = sorted(Random(seed).sample(range(len(points)), sample))
    else:
        chosen = range(len(points))
    if len(chosen) > MOST:
        message = N_("there are {number} trials, and at most {most} are made; take a sample of them")
        raise InputError([Mistake("--grid", 0, 0, "", message, {"number": len(chosen), "most": MOST})])
    return tuple(dict.fromkeys(map(points.__getitem__, chosen)))


class _Points:
    """Variants and grid as one long list, the last axis changing first."""

    def __init__(self, variants: Sequence[str | None], axes: Sequence[Axis], sets: tuple[str, ...]) -> None:
        self.variants, self.axes, self.sets = variants, axes, sets
        self.points = math.prod(len(one.values) for one in axes)

    def __len__(self) -> int:
        return len(self.variants) * self.points

    def __getitem__(self, place: int) -> Trial:
        variant, place = divmod(place, self.points)
        chosen: list[str] = []
        for one in reversed(self.axes):
            place, value = divmod(place, len(one.values))
            chosen.append(one.sets[value])
        return Trial(self.variants[variant], (*self.sets, *reversed(chosen)))


def _check(layers: Layers, variants: Sequence[str | None], axes: Sequence[Axis], sets: tuple[str, ...]) -> None:
    """Raises InputError where a variant is none, or what is changed leads nowhere in all of them."""
    sources = [layers.applied(one) if one is not None else layers.source for one in variants]
    asked = [sets, *((*sets, one) for one in chain.from_iterable(one.sets for one in axes))]
    mistakes = [mistake for one in asked if one for mistake in _missteps(sources, one)]
    if mistakes:
        raise InputError(dict.fromkeys(mistakes))


def _missteps(sources: Sequence[Source], sets: tuple[str, ...]) -> tuple[Mistake, ...]:
    """What is wrong with changes that can be made in none of the sources."""
    wrong: tuple[Mistake, ...] = ()
    for source in sources:
        try:
            overlaid(source, None, sets)
        except InputError as error:
            wrong = wrong or error.mistakes
        else:
            return ()
    return wrong
