"""From figures to places on an axis, and how the figures at its marks are written.

A leaf of `publish`, under the charts. An axis ends on round figures; zero is on it where the figures are amounts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

Telling = Callable[[float], str]
"""How a figure is written."""


def number(lang: str, value: float) -> str:
    """A figure as a language writes it, with at most two decimals."""
    from babel.numbers import format_decimal

    return format_decimal(value, "#,##0.##", locale=lang)


def percent(lang: str, value: float) -> str:
    """A share of 1 as a language writes it in hundredths, with at most one decimal."""
    from babel.numbers import format_percent

    pattern = "#,##0.#\u00a0%" if lang in ("es", "fr", "ru") else "#,##0.#%"
    return format_percent(value, pattern, locale=lang)


def telling(lang: str, told: Telling | None) -> Telling:
    """The way of writing that was asked for, else plain figures."""
    return told or partial(number, lang)


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high` in figures, with a mark every `step`, from `begin` to `end` in the drawing."""

    low: float
    high: float
    step: float
    begin: float
    end: float

    def at(self, value: float) -> float:
        """Where a figure is in the drawing."""
        return self.begin + (value - self.low) / (self.high - self.low) * (self.end - self.begin)

    @property
    def marks(self) -> tuple[float, ...]:
        """The figures that are written at it."""
        count = round((self.high - self.low) / self.step)
        return tuple(round(self.low + place * self.step, 10) for place in range(count + 1))


def scale(values: Iterable[float], begin: float, end: float, *, most: int = 8, zero: bool = False) -> Scale:
    """The axis on which all `values` have a place, with at most so many steps; `zero` is on it where asked for."""
    known = [*values, *([0.0] if zero else [])] or [0.0]
    low, high = min(known), max(known)
    if low == high:
        low, high = (min(low, 0.0), max(high, 0.0)) if low else (0.0, 1.0)
    step = _round_step((high - low) / most)
    # Sums of decimals are a hair off: what lies on a mark does not ask for another one.
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    while last - first > most:
        step = _round_step(step * 1.01)
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return Scale(first * step, last * step, step, begin, end)


def _round_step(least: float) -> float:
    """The smallest of …, 0.1, 0.2, 0.5, 1, 2, 5, 10, … that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))
