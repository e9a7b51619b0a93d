"""How long things really took, as edits: what overran, ended early, or has to go on in another sitting.

Under `replan`, beside `changing`; from the timeline that `happened` made of a programme and of what events say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from session_planner.scenario.model import JointSession
from session_planner.scenario.outline import Leaf, Outline
from session_planner.studies.replanning.changing import item_path
from session_planner.studies.replanning.edits import Edit
from session_planner.studies.replanning.happened import Grain, Key, Placed, Real, Told, rounded
from session_planner.studies.replanning.written import length


def as_it_went(
    outline: Outline, there: Sequence[Placed], real: Mapping[Key, Real], told: Told, now: int
) -> Iterator[Edit]:
    """Durations of what took another time than planned; what no longer fits into its sitting can be split."""
    spans = rounded(real, Grain(outline))
    parts: dict[str, list[Real]] = {}
    for one in real.values():
        parts.setdefault(one.placed.ref, []).append(one)
    for ref, begun in parts.items():
        if ref.startswith("joint:"):
            yield from _joint(outline, outline.joints[ref[6:]], begun[0], spans, told)
        else:
            planned = sum(one.ref == ref for one in there)
            yield from _Item(outline, outline.leaves[ref], begun, spans, planned, told, now).edits()


class _Item:
    """An item of which a part has begun at least."""

    def __init__(
        self,
        outline: Outline,
        leaf: Leaf,
        begun: Sequence[Real],
        spans: Mapping[Key, tuple[int, int]],
        planned: int,
        told: Told,
        now: int,
    ) -> None:
        self.path = item_path(outline.bodies[leaf.body], leaf.item.number)
        self.grain = Grain(outline)
        self.leaf, self.begun, self.spans = leaf, begun, spans
        self.planned, self.told, self.now = planned, told, now

    def edits(self) -> Iterator[Edit]:
        minutes = self._minutes()
        if minutes != self.leaf.minutes:
            yield Edit("set", f"{self.path}.duration", length(minutes))
        item, left = self.leaf.item, self._left()
        if left and not item.splittable:
            yield Edit("set", f"{self.path}.splittable", True)
        if left and item.most_parts is not None and item.most_parts <= self.planned:
            yield Edit("set", f"{self.path}.most_parts", self.planned + 1)
        shortest = min([*([left] if left else []), *map(self._took, self.begun)])
        if item.least_part is not None and shortest < item.least_part:
            yield Edit("set", f"{self.path}.least_part", length(max(shortest, self.grain.step)))

    def _minutes(self) -> int:
        """How long the item takes, as far as is known now."""
        keys = [one.placed.key for one in self.begun]
        took, planned = sum(map(self._took, self.begun)), self.leaf.minutes
        if any(key in self.told.ended for key in keys):
            return took
        if self.leaf.item.splittable:
            return planned + self._ticks(sum(self.told.more.get(key, 0) for key in keys))
        if any(key in self.told.more for key in keys):
            return took + self._left()
        # A programme by hand may give another time than the agenda: of what is over, that is the time it took.
        over = all(one.end <= self.now for one in self.begun)
        return took if over and not self._left() else planned

    def _took(self, one: Real) -> int:
        start, end = self.spans[one.placed.key]
        return end - start

    def _left(self) -> int:
        return self._ticks(sum(one.left for one in self.begun))

    def _ticks(self, minutes: int) -> int:
        return -(-minutes // self.grain.step) * self.grain.step


def _joint(
    outline: Outline, joint: JointSession, real: Real, spans: Mapping[Key, tuple[int, int]], told: Told
) -> Iterator[Edit]:
    """A joint session has its own duration from now on; the items that end it early are the shorter for it."""
    key = real.placed.key
    if key not in told.more and key not in told.ended:
        return
    grain = Grain(outline)
    start, end = spans[key]
    minutes = end - start + grain.up(grain.origin + real.left) - grain.origin
    yield Edit("set", f"joint_sessions[{joint.id}].duration", length(minutes))
    for body, numbers in joint.items.items():
        leaves = [outline.leaves[f"{body}/{number}"] for number in numbers]
        for leaf, lasts in zip(leaves, _shares(leaves, minutes, told, grain), strict=True):
            if lasts != leaf.minutes:
                yield Edit("set", f"{item_path(outline.bodies[body], leaf.item.number)}.duration", length(lasts))


def _shares(leaves: Sequence[Leaf], minutes: int, told: Told, grain: Grain) -> list[int]:
    """How long each item of a body takes within a joint session of that length: the last ones give way."""
    wanted = [leaf.minutes + grain.up(grain.origin + told.within.get(leaf.ref, 0)) - grain.origin for leaf in leaves]
    for at in reversed(range(len(wanted))):
        over = sum(wanted) - minutes
        if over > 0:
            wanted[at] = max(grain.step, wanted[at] - over)
    return wanted
