"""A draft scenario: its data, the evidence of every value, and the programme that the source holds.

Where `sources` ends: documents come here by way of `facts`, exports of other systems straight away. `written` makes
the YAML of it, with the evidence as comments; `review` walks through what is doubtful.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from session_planner.sources.evidence import UNSAID, Evidence
from session_planner.sources.facts import Facts, Kept
from session_planner.sources.paper import Paper
from session_planner.words import Words

PathTo: TypeAlias = tuple[str | int, ...]


# A value, never changed once made; not `frozen`, which makes it three times as slow to make.
@dataclass(slots=True, unsafe_hash=True)
class Placed:
    """A segment of the programme that the source holds: ids of the draft, wall-clock times as ISO 8601 with offset."""

    body: str
    item: str | None
    start: str
    end: str
    room: str | None = None
    part: int = 1
    parts: int = 1
    joint: str | None = None
    bodies: tuple[str, ...] = ()
    evidence: Evidence = UNSAID


@dataclass(slots=True)
class Draft:
    """What `import` makes.

    `data` is plain data in the shape of a scenario's YAML, keys in the order of writing; `evidence` is by path into
    it (a path to a mapping or list stands for all in it); `open` says, by path of the part that would hold it, what
    the source does not say and the planner must fill in. `taken` and `lines` count the lines of the source that were
    used and that there are.
    """

    file: str
    data: dict[str, Any]
    evidence: dict[PathTo, Evidence] = field(default_factory=dict)
    open: dict[PathTo, Words] = field(default_factory=dict)
    programme: tuple[Placed, ...] = ()
    kept: tuple[Kept, ...] = ()
    taken: int = 0
    lines: int = 0
    notes: list[Words] = field(default_factory=list)
    facts: Facts | None = None
    paper: Paper | None = None
    """The document itself, to show a value in its context; None for exports of other systems."""

    def doubts(self) -> Mapping[PathTo, Evidence]:
        """The values that a planner should look at: inferred, or doubted, in the order of the data."""
        return {path: why for path, why in self.evidence.items() if why.inferred or why.doubt}
