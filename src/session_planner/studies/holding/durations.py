"""How long things last, drawn at random: what the scenario estimates, as so many samples of a session.

Beneath `risk`. An estimate of least, expected and most is a beta distribution on that stretch whose shapes add up to
six, as in the PERT method, and whose mean is `expected` to the point: (6 (expected - least) / (most - least),
6 (most - expected) / (most - least)). Where only one end is said, the other lies as far from `expected`, but not below
nothing. Where neither is said nothing varies, unless a spread is asked for. A list of speakers is a sum of draws:
first how many, then what each of them takes.

Every item has a stream of its own, made from the seed and its reference: the same item lasts the same in every
programme and whatever else there is, so that two programmes are compared over the same sessions.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from session_planner.errors import InputError, Mistake
from session_planner.scenario.lasting import Count, Estimate
from session_planner.scenario.model import JointSession, Scenario
from session_planner.scenario.outline import Leaf, outline
from session_planner.scenario.speaking import by_speakers, most, turns
from session_planner.words import N_

Samples: TypeAlias = NDArray[np.float64]
"""A figure for each sample."""
Bounds = tuple[float, float, float]
"""Least, expected, most."""
SHAPES = 6.0


class Durations:
    """What items and joint sessions last in so many samples, in minutes; each is drawn once, when first asked for.

    `spread`: where an item has one figure, it lies between this share less and this share more than it. `batch`: other
    samples of the same seed.
    """

    def __init__(
        self, scenario: Scenario, samples: int, seed: int, spread: float | None = None, batch: int = 0
    ) -> None:
        self.scenario, self.outline = scenario, outline(scenario)
        self.samples, self.seed, self.spread, self.batch = samples, seed, spread, batch
        self._drawn: dict[str, Samples] = {}

    def item(self, ref: str) -> Samples | None:
        """What an item lasts; None for one that the scenario does not know. Raises InputError (see `bounds`)."""
        leaf = self.outline.leaves.get(ref)
        if leaf is None:
            return None
        if ref not in self._drawn:
            self._drawn[ref] = self._item(leaf)
        return self._drawn[ref]

    def joint(self, joint: JointSession) -> Samples:
        """What a joint session without items lasts: what it says of itself."""
        ref = f"joint:{joint.id}"
        if ref not in self._drawn:
            bounds = self._bounds(Estimate.model_construct(expected=joint.duration or 0, least=None, most=None), ref)
            self._drawn[ref] = drawn(self._stream(ref), bounds, self.samples)
        return self._drawn[ref]

    def expected(self, ref: str) -> float:
        """What an item is expected to last, in minutes: the mean of what is drawn."""
        leaf = self.outline.leaves[ref]
        if leaf.item.speakers is not None:
            return float(by_speakers(leaf.item, self.outline.bodies[leaf.body]))
        return float(leaf.minutes)

    def varies(self, ref: str) -> bool:
        """Whether an item does not last the same in every sample."""
        samples = self.item(ref)
        return samples is not None and bool(np.ptp(samples))

    def _item(self, leaf: Leaf) -> Samples:
        stream, speakers = self._stream(leaf.ref), leaf.item.speakers
        if speakers is None:
            assert leaf.item.duration is not None
            return drawn(stream, self._bounds(leaf.item.duration, leaf.ref), self.samples)
        total = np.zeros(self.samples)
        for count, each in turns(leaf.item, self.outline.bodies[leaf.body]):
            total += _spoken(stream, _of(count, leaf.ref), _of(each, leaf.ref), most(count), self.samples)
        if speakers.besides is not None:
            total += drawn(stream, _of(speakers.besides, leaf.ref), self.samples)
        return total

    def _stream(self, ref: str) -> np.random.Generator:
        entropy = np.random.SeedSequence([self.seed, self.batch, *ref.encode()])
        return np.random.Generator(np.random.PCG64(entropy))

    def _bounds(self, estimate: Estimate, ref: str) -> Bounds:
        if estimate.least is None and estimate.most is None and self.spread:
            return (estimate.expected * (1 - self.spread), estimate.expected, estimate.expected * (1 + self.spread))
        return _of(estimate, ref)


def bounds(least: float | None, expected: float, most: float | None, ref: str) -> Bounds:
    """Least, expected and most, where an end is left out as far from expected as the other one, but not below nothing.

    Raises InputError where nothing can have these as its least, its mean and its most.
    """
    if least is None:
        least = expected if most is None else max(0.0, 2 * expected - most)
    if most is None:
        most = 2 * expected - least
    if least < most and expected in (least, most):
        message = N_(
            "{item} is expected to take {expected}, and may take from {least} to {most} min: "
            "what is expected is an average, and must lie between the two"
        )
        fields = {"item": ref, "expected": f"{expected:g}", "least": f"{least:g}", "most": f"{most:g}"}
        raise InputError([Mistake("", 0, 0, "", message, fields)])
    return float(least), float(expected), float(most)


def _of(said: Count | Estimate, ref: str) -> Bounds:
    return bounds(said.least, said.expected, said.most, ref)


def drawn(stream: np.random.Generator, within: Bounds, samples: int | tuple[int, int]) -> Samples:
    """Draws between least and most whose mean is what is expected; that itself where nothing varies."""
    least, expected, most = within
    if least == most:
        return np.full(samples, expected)
    low, high = (SHAPES * side / (most - least) for side in (expected - least, most - expected))
    return least + (most - least) * stream.beta(low, high, samples)


def _spoken(stream: np.random.Generator, count: Bounds, each: Bounds, most: int, samples: int) -> Samples:
    """What all speakers take: a number drawn, rounded up or down at random so that its mean stays, then each turn."""
    number = np.floor(drawn(stream, count, samples) + stream.random(samples)) if count[0] < count[2] else count[1]
    turn = drawn(stream, each, (samples, most))
    return np.asarray(np.where(np.arange(most) < np.reshape(number, (-1, 1)), turn, 0.0).sum(axis=1))
