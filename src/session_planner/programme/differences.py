"""What differs between two programmes, segment by segment.

A segment keeps its id wherever it moves, so that two programmes can be laid on each other; comparisons are built on
this. Releases tell of whole items and joint sessions instead (`releases.moves`), in the same kinds of change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from session_planner.programme.model import Programme, Segment

Kind = Literal["new", "dropped", "moved", "room", "longer", "shorter", "split", "merged", "partners"]
"""`moved`: another start; `room`: another room; `split` and `merged`: more or fewer parts; `partners`: other bodies."""


@dataclass(frozen=True, slots=True)
class Change:
    """Everything that changed for one segment; `old` is None for a new one, `new` for one that was dropped."""

    id: str
    kinds: tuple[Kind, ...]
    old: Segment | None
    new: Segment | None


def differences(old: Programme, new: Programme) -> tuple[Change, ...]:
    """The segments that differ, in order of time (of `new`, or of `old` for dropped ones), then of id."""
    before = {segment.id: segment for segment in old.segments}
    after = {segment.id: segment for segment in new.segments}
    pairs = {one: (before.get(one), after.get(one)) for one in before.keys() | after.keys()}
    changes = [Change(one, kinds, *pair) for one, pair in pairs.items() if (kinds := tuple(_kinds(*pair)))]
    return tuple(sorted(changes, key=_order))


def _order(change: Change) -> tuple[object, ...]:
    segment = change.new or change.old
    assert segment is not None
    return segment.start.timestamp(), segment.body, change.id


def _kinds(old: Segment | None, new: Segment | None) -> Iterable[Kind]:
    if new is None or old is None:
        yield "dropped" if new is None else "new"
        return
    # Moments, not clocks: these may be set back or forward between two of them.
    begins, ends = new.start.timestamp(), new.end.timestamp()
    began, ended = old.start.timestamp(), old.end.timestamp()
    if began != begins:
        yield "moved"
    if old.room != new.room:
        yield "room"
    longer = (ends - begins) - (ended - began)
    if longer:
        yield "longer" if longer > 0 else "shorter"
    if old.parts != new.parts:
        yield "split" if new.parts > old.parts else "merged"
    if old.joint != new.joint or set(old.bodies or (old.body,)) != set(new.bodies or (new.body,)):
        yield "partners"
