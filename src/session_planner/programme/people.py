"""Who is there for a segment: the delegations that follow it and the officers that serve it.

Beside the programme; the filters of `export` and the releases, which say for whom something moved, ask here.
"""

from __future__ import annotations

from collections.abc import Iterable

from session_planner.programme.model import Segment
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import Outline, outline


class Followed:
    """What a list of references means: bodies, items, headings and joint sessions."""

    def __init__(self, refs: Iterable[str], out: Outline) -> None:
        refs = tuple(refs)
        self.refs = {leaf.ref for ref in refs for leaf in out.under(ref)} | set(refs)
        self._bodies = {ref for ref in refs if ref in out.bodies}
        self._joints = {ref[len("joint:") :] for ref in refs if ref.startswith("joint:")}

    def has(self, segment: Segment) -> bool:
        """Whether a segment is part of it."""
        return segment.ref in self.refs or segment.body in self._bodies or segment.joint in self._joints


class People:
    """The delegations and officers of a scenario, asked segment by segment."""

    def __init__(self, scenario: Scenario) -> None:
        out = outline(scenario)
        self._delegations = {one.id: Followed(one.follows, out) for one in scenario.delegations}
        self._officers = {one.id: Followed(one.serves, out) for one in scenario.officers}

    def delegations(self, segments: Iterable[Segment]) -> tuple[str, ...]:
        """The delegations that follow any of these segments, in the order of the scenario."""
        return _any(self._delegations, tuple(segments))

    def officers(self, segments: Iterable[Segment]) -> tuple[str, ...]:
        """The officers that serve any of these segments, in the order of the scenario."""
        return _any(self._officers, tuple(segments))


def _any(people: dict[str, Followed], segments: tuple[Segment, ...]) -> tuple[str, ...]:
    return tuple(one for one, followed in people.items() if any(map(followed.has, segments)))
