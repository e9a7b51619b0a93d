"""Who is there for a segment: the delegations that follow it and the officers that serve it.

Beside the programme; the filters of `export` and the releases, which say for whom something moved, ask here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from session_planner.programme.model import Segment
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import Outline, outline


class Followed:
    """What a list of references means: bodies, items, headings and joint sessions."""

    def __init__(self, refs: Iterable[str], out: Outline) -> None:
        refs = tuple(refs)
        self.refs = {leaf.ref for ref in refs for leaf in out.under(ref)} | set(refs)
        self.bodies = {ref for ref in refs if ref in out.bodies}
        self.joints = {ref[len("joint:") :] for ref in refs if ref.startswith("joint:")}

    def has(self, segment: Segment) -> bool:
        """Whether a segment is part of it."""
        return segment.ref in self.refs or segment.body in self.bodies or segment.joint in self.joints


class People:
    """The delegations and officers of a scenario, asked segment by segment."""

    def __init__(self, scenario: Scenario) -> None:
        out = outline(scenario)
        self._delegations = _Followers({one.id: Followed(one.follows, out) for one in scenario.delegations})
        self._officers = _Followers({one.id: Followed(one.serves, out) for one in scenario.officers})

    def delegations(self, segments: Iterable[Segment]) -> tuple[str, ...]:
        """The delegations that follow any of these segments, in the order of the scenario."""
        return self._delegations.of(segments)

    def officers(self, segments: Iterable[Segment]) -> tuple[str, ...]:
        """The officers that serve any of these segments, in the order of the scenario."""
        return self._officers.of(segments)


class _Followers:
    """People by what they follow: a large session has too many to ask each of them about each segment."""

    def __init__(self, people: Mapping[str, Followed]) -> None:
        self.names = tuple(people)
        self.by_ref: dict[str, list[int]] = defaultdict(list)
        self.by_body: dict[str, list[int]] = defaultdict(list)
        self.by_joint: dict[str | None, list[int]] = defaultdict(list)
        for place, followed in enumerate(people.values()):
            for ref in followed.refs:
                self.by_ref[ref].append(place)
            for body in followed.bodies:
                self.by_body[body].append(place)
            for joint in followed.joints:
                self.by_joint[joint].append(place)

    def of(self, segments: Iterable[Segment]) -> tuple[str, ...]:
        places: set[int] = set()
        for one in segments:
            places.update(
                self.by_ref.get(one.ref, ()), self.by_body.get(one.body, ()), self.by_joint.get(one.joint, ())
            )
        return tuple(self.names[place] for place in sorted(places))
