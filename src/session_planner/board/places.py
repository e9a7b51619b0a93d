"""Where a card may go: what the checker says of each place, before the hand lets go.

Every place is really tried: the card is set there and the whole programme checked, so that what a shade says is what
the conflict list will say after the drop. Places come nearest first, for as long as whoever asks will wait.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from session_planner.board.changes import applied
from session_planner.board.moves import drop, move, place
from session_planner.board.state import State, joint_of
from session_planner.checker import Conflict
from session_planner.errors import InputError
from session_planner.scenario.outline import Slot

Shade = Literal["free", "warned", "forbidden"]
_STEP = 30
"""Minutes between the starts tried in a sitting, beside its own start and the ends of what it holds."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A place and what stands against it: conflicts that are not there without the card, and what soft rules charge.

    `forbidden` by a hard rule, `warned` where the soft rules charge more than they do now.
    """

    start: dt.datetime
    room: str | None
    shade: Shade
    conflicts: tuple[Conflict, ...]
    cost: int


def places(state: State, card: str, segment: str | None = None) -> Iterator[Verdict]:
    """Every place of a card from the tray, or of a segment that stands, with its verdict; nearest sittings first.

    `cost` is the programme's with the card there less what it is now, so below 0 where the place is a better one.
    """
    for start, room in _candidates(state, card, segment):
        with contextlib.suppress(InputError):
            yield verdict(state, card, segment, start, room)


def verdict(
    state: State, card: str, segment: str | None, start: dt.datetime, room: str | None, *, expect: bool = False
) -> Verdict:
    """What stands against one place; with `expect`, kept for the drop there.

    Raises InputError where the card cannot be put there at all.
    """
    before, cost = _before(state, segment)
    change = place(state, card, start, room) if segment is None else move(state, segment, start, room)
    after = applied(state, change)
    report = after.report
    if expect:
        state.expect({card: parts for card, (_, parts) in change.cards.items()}, after)
    fresh = tuple(one for one in report.conflicts if _name(one) not in before)
    more = sum(one.cost for one in report.costs) - cost
    hard = any(one.severity == "error" for one in fresh)
    return Verdict(start, room, "forbidden" if hard else "warned" if more > 0 else "free", fresh, more)


@lru_cache(maxsize=4)
def _before(state: State, segment: str | None) -> tuple[frozenset[tuple[object, ...]], int]:
    """What conflicts there are without the segment, and what the board costs with it: asked for again and again while
    one hand holds it.
    """
    without = state if segment is None else applied(state, drop(state, segment))
    return frozenset(map(_name, without.report.conflicts)), sum(one.cost for one in state.report.costs)


def _candidates(state: State, card: str, segment: str | None) -> Iterator[tuple[dt.datetime, str | None]]:
    out = state.outline
    joint = joint_of(card, out)
    body = joint.bodies[0] if joint else card.partition("/")[0]
    standing = next((one for one in state.cards.get(card, ()) if one.id == segment), None)
    around = out.minute(standing.start) if standing else 0
    rooms: list[str | None] = [*out.rooms] or [None]
    if standing and standing.room in rooms:
        rooms.sort(key=lambda room: room != standing.room)
    for slot in sorted(out.slots.get(body, ()), key=lambda slot: abs(slot.start - around)):
        for start in _starts(state, slot, card):
            for room in rooms:
                yield start, room


def _starts(state: State, slot: Slot, card: str) -> list[dt.datetime]:
    """The starts worth trying in a sitting."""
    out = state.outline
    ends = {
        out.minute(one.end) for other, parts in state.cards.items() if other != card for one in parts
        if one.body == slot.body and slot.start < out.minute(one.end) < slot.last
    }  # fmt: skip
    return [out.clock(minute) for minute in sorted({*range(slot.start, slot.last, _STEP), *ends})]


def _name(conflict: Conflict) -> tuple[object, ...]:
    """What makes two conflicts the same: an item that is not taken up and one that stands badly share a key."""
    return conflict.rule, conflict.key, conflict.amount, conflict.segments
