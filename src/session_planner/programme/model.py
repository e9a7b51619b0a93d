"""The programme of work: every segment with body, sitting, start, end and room, as all stations share it.

It knows the scenario's ids and real times, and no solver. `to_json` writes the shape of the interface: keys in its
order, lists in a stable order, so that the same programme gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any


# A value, never changed once made; not `frozen`, which makes it three times as slow to make, a hundred thousand times.
@dataclass(slots=True, unsafe_hash=True)
class Segment:
    """The part of an item taken up in one sitting. `item` is None where a body takes part in a joint session only."""

    body: str
    item: str | None
    start: dt.datetime
    end: dt.datetime
    room: str | None = None
    sitting: str | None = None
    part: int = 1
    parts: int = 1
    joint: str | None = None
    bodies: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Never changes when the segment moves."""
        return f"{self.ref}/{self.part}"

    @property
    def ref(self) -> str:
        """`body/number`, or `body/joint:id` for a body without an item of its own in the joint session."""
        return f"{self.body}/{self.item if self.item is not None else f'joint:{self.joint}'}"

    def as_dict(self) -> dict[str, Any]:
        """The segment as the interface writes it."""
        return {
            "id": self.id,
            "body": self.body,
            "bodies": list(self.bodies or (self.body,)),
            "item": self.item,
            "part": self.part,
            "parts": self.parts,
            "joint": self.joint,
            "sitting": self.sitting,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "room": self.room,
        }


@dataclass(frozen=True, slots=True)
class Cost:
    """What one soft rule costs in a programme: `cost` is the weight times the amount."""

    rule: str
    weight: int
    cost: int
    tier: str = ""


@dataclass(frozen=True, slots=True)
class TierResult:
    """How far one tier was solved: its cost, the bound proved for it, and whether they meet."""

    id: str
    objective: int
    bound: int

    @property
    def proved(self) -> bool:
        """Whether nothing better exists."""
        return self.objective <= self.bound


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme of work. `status` is optimal or feasible for one that a solver made, `given` for one by hand."""

    segments: tuple[Segment, ...]
    scenario_id: str = ""
    scenario_sha256: str = ""
    status: str = "given"
    costs: tuple[Cost, ...] = ()
    tiers: tuple[TierResult, ...] = ()
    solver: Mapping[str, Any] = field(default_factory=dict)
    unscheduled: tuple[str, ...] = ()
    variant: str | None = None
    sets: tuple[str, ...] = ()

    @property
    def objective(self) -> int:
        """The sum of the tiers' costs."""
        return sum(tier.objective for tier in self.tiers)

    @property
    def bound(self) -> int:
        """The sum of the tiers' bounds, each proved with the tiers above it as they are."""
        return sum(tier.bound for tier in self.tiers)

    def as_dict(self) -> dict[str, Any]:
        """The programme as the interface writes it."""
        return {
            "format": 1,
            "scenario": {
                "id": self.scenario_id,
                "sha256": self.scenario_sha256,
                "variant": self.variant,
                "set": list(self.sets),
            },
            "status": self.status,
            "objective": self.objective,
            "bound": self.bound,
            "costs": [
                {"rule": cost.rule, "weight": cost.weight, "cost": cost.cost, "tier": cost.tier} for cost in self.costs
            ],
            "tiers": [{"id": tier.id, "objective": tier.objective, "bound": tier.bound} for tier in self.tiers],
            "solver": dict(self.solver),
            "segments": [segment.as_dict() for segment in self.segments],
            "unscheduled": list(self.unscheduled),
        }

    def to_json(self) -> str:
        """The programme's JSON; the same programme gives the same bytes."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1) + "\n"

    def filtered(self, keep: Iterable[Segment]) -> Programme:
        """The same programme with only these segments."""
        return replace(self, segments=tuple(keep))


def ordered(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Segments in the order that every output shows them: time, then body, then item."""
    return tuple(sorted(segments, key=place_of))


def place_of(one: Segment) -> tuple[object, ...]:
    """Where a segment stands in that order."""
    # Moments, not clocks: of two in one zone Python compares what clocks show, which may be set back between them.
    return one.start.timestamp(), one.body, one.end.timestamp(), one.ref, one.part
