"""Figures from samples, each with the error of its sampling: what chance and what mean are known to how much.

Beneath `risk`. Chances carry Wilson's interval, means and differences of chances the normal one, of the samples' own
deviation; both are of 95 %.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Z = 1.959963984540054
"""How many deviations to each side hold 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Chance:
    """How often something happened in so many samples; `low` to `high` is Wilson's interval of 95 %."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The share of the samples."""
        return self.hits / self.of

    @property
    def low(self) -> float:
        return self._side(-1) if self.hits else 0.0

    @property
    def high(self) -> float:
        return self._side(1) if self.hits < self.of else 1.0

    def _side(self, sign: int) -> float:
        share, n = self.value, self.of
        middle = share + Z * Z / (2 * n)
        reach = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
        return (middle + sign * reach) / (1 + Z * Z / n)

    def __add__(self, other: Chance) -> Chance:
        """That of both samples together."""
        return Chance(self.hits + other.hits, self.of + other.of)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"chance": _short(self.value), "low": _short(self.low), "high": _short(self.high)}


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of so many samples, with its standard error; `low` to `high` is the normal interval of 95 %."""

    value: float
    error: float
    of: int

    @property
    def low(self) -> float:
        return self.value - Z * self.error

    @property
    def high(self) -> float:
        return self.value + Z * self.error

    def __add__(self, other: Mean) -> Mean:
        """That of both samples together."""
        n = self.of + other.of
        apart = self.value - other.value
        spread = sum(one.error**2 * one.of * (one.of - 1) for one in (self, other))
        spread += apart * apart * self.of * other.of / n
        return Mean((self.value * self.of + other.value * other.of) / n, math.sqrt(spread / (n - 1) / n), n)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"mean": _short(self.value), "low": _short(self.low), "high": _short(self.high)}


def chance_of(happened: NDArray[np.bool_]) -> Chance:
    """How often it happened."""
    return Chance(int(np.count_nonzero(happened)), happened.size)


def mean_of(samples: NDArray[np.float64]) -> Mean:
    """The mean of samples that were drawn independently."""
    return Mean(float(samples.mean()), float(samples.std(ddof=1)) / math.sqrt(samples.size), samples.size)


def _short(value: float) -> float:
    return round(value, 6)
