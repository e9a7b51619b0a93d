"""The programmes that a bureau is given: one for all bodies, or a table from each body's own hand.

First stop of `bureau`. A file speaks for the bodies that have rows in it and for no others, so that a body's own table
is not blamed for what it does not hold. Where several files speak for a body, each of them is looked into, and the
first one counts for all that is asked of the programme as a whole: what runs at the same time, how much slack there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from session_planner.programme.model import Programme, Segment
from session_planner.scenario.model import JointSession, Scenario
from session_planner.scenario.outline import Outline


@dataclass(frozen=True)
class Given:
    """A programme, and the name of the file that it is from."""

    file: str
    programme: Programme

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The bodies that it speaks for."""
        return frozenset(segment.body for segment in self.programme.segments)

    @property
    def says_partners(self) -> bool:
        """Whether its segments say themselves who sits together; of a table the rows of the bodies do."""
        return self.file.lower().endswith(".json")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when, in minutes since 1970 UTC, and in which rooms (none where the programme does not say)."""

    start: int
    end: int
    rooms: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.end - self.start

    def as_dict(self, outline: Outline) -> dict[str, object]:
        """For `--json`."""
        start, end = (outline.clock(minute).isoformat() for minute in (self.start, self.end))
        return {"start": start, "end": end, "minutes": self.minutes, "rooms": list(self.rooms)}


def stretch(segments: Sequence[Segment]) -> Stretch:
    """The stretch from the first to the last of some segments."""
    return Stretch(
        min(minute(one.start.timestamp()) for one in segments),
        max(minute(one.end.timestamp()) for one in segments),
        tuple(dict.fromkeys(one.room for one in segments if one.room)),
    )


def minute(timestamp: float) -> int:
    """Minutes since 1970 UTC."""
    return int(timestamp) // 60


def rows_of(joint: JointSession, programme: Programme, body: str | None = None) -> tuple[Segment, ...]:
    """What a programme (or a body in it) has of a joint session, in order of time: what is called so, and its items."""
    refs = {f"{one}/{number}" for one, numbers in joint.items.items() for number in numbers}
    found = (
        one
        for one in programme.segments
        if body in (None, one.body) and (one.joint == joint.id or (one.joint is None and one.ref in refs))
    )
    return tuple(sorted(found, key=lambda one: (one.start.timestamp(), one.body, one.ref, one.part)))


def together(given: Sequence[Given], scenario: Scenario) -> Programme:
    """One programme of all: each body's rows from the first file that has any."""
    speaks: dict[str, int] = {}
    for place, one in enumerate(given):
        for body in one.bodies:
            speaks.setdefault(body, place)
    kept = tuple(
        segment
        for place, one in enumerate(given)
        for segment in one.programme.segments
        if speaks[segment.body] == place
    )
    return Programme(kept, scenario_id=scenario.id or "")
