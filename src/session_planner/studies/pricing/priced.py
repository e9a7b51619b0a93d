"""What prices are, once they are found: gains tier by tier, exact or between two figures, and what would move.

What `prices` makes, and a layout of `publish` and `--json` show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from session_planner.errors import Mistake
from session_planner.programme.differences import Change
from session_planner.programme.model import Programme, Segment, TierResult
from session_planner.studies.pricing.loosened import Candidate
from session_planner.words import Words

Status = Literal["optimal", "feasible", "impossible", "time-up"]


@dataclass(frozen=True, slots=True)
class Solved:
    """What one solve came to: its cost and bound by tier, those that cost nothing left out."""

    status: Status
    programme: Programme | None = None
    seconds: float = 0.0
    """How long it took."""

    @property
    def tiers(self) -> dict[str, TierResult]:
        """The tiers by id."""
        return {tier.id: tier for tier in self.programme.tiers} if self.programme else {}


@dataclass(frozen=True, slots=True)
class Gain:
    """What a tier gains: `found` between the two programmes; really between `low` and `high`, None where not known."""

    tier: str
    found: int
    low: int | None
    high: int | None

    @property
    def exact(self) -> bool:
        """Whether it is known to the point."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Price:
    """What dropping or loosening one thing gains, tier by tier, and what would move.

    `moves`: what differs from the programme that is; `least`: proved to be as little as the gain allows. `status`: of
    the programme that it allows; `optimal` where the gain is proved without one.
    """

    candidate: Candidate
    gains: tuple[Gain, ...]
    status: Status
    programme: Programme | None = None
    moves: tuple[Change, ...] = ()
    least: bool = False

    @property
    def exact(self) -> bool:
        """Whether every tier's gain is known to the point."""
        return self.status != "time-up" and all(gain.exact for gain in self.gains)

    @property
    def first(self) -> Gain | None:
        """The most important tier that changes, or may."""
        return next((gain for gain in self.gains if gain.found or not gain.exact), None)

    @property
    def order(self) -> tuple[bool, tuple[int, ...]]:
        """For ordering: dearest first as found, what leaves no programme last."""
        return not self.gains, tuple(-gain.found for gain in self.gains)

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """For `--json`; tiers in which nothing changes are left out."""
        return {
            "id": self.candidate.id,
            "kind": self.candidate.kind,
            "statement": self.candidate.words.told(lang),
            "source": self.candidate.source,
            "sets": list(self.candidate.sets),
            "status": self.status,
            "exact": self.exact,
            "first": self.first.tier if self.first else None,
            "gains": [
                {"tier": gain.tier, "gain": gain.found, "low": gain.low, "high": gain.high}
                for gain in self.gains
                if gain.found or not gain.exact
            ],
            "moves": [_move(change) for change in self.moves],
            "least": self.least,
        }


@dataclass(frozen=True, slots=True)
class Prices:
    """The programme that is, and what each thing that binds costs it, dearest first.

    `refused`: what cannot be dropped or loosened so, with the mistake that the scenario would then have.
    """

    base: Solved
    prices: tuple[Price, ...] = ()
    refused: tuple[tuple[Candidate, Mistake], ...] = ()
    titles: Mapping[str, Words] = field(default_factory=dict)
    """By tier, how a person reads it."""

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """For `--json`."""
        base = self.base.programme
        return {
            "status": self.base.status,
            "tiers": [{"id": one.id, "objective": one.objective, "bound": one.bound} for one in base.tiers]
            if base
            else [],
            "prices": [price.as_dict(lang) for price in self.prices],
            "refused": [{"id": one.id, "message": mistake.text(lang)} for one, mistake in self.refused],
        }


def _move(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "kinds": list(change.kinds),
        **{name: _where(segment) for name, segment in (("from", change.old), ("to", change.new))},
    }


def _where(segment: Segment | None) -> dict[str, Any] | None:
    if segment is None:
        return None
    return {"start": segment.start.isoformat(), "end": segment.end.isoformat(), "room": segment.room}
