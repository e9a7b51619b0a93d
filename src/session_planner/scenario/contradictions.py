"""What can have no programme, seen from the scenario alone and told before any solver starts.

Works on a whole scenario through its outline. Each contradiction is certain: it follows from sittings and windows
that no rule of the scenario has softened. What only the rules together forbid is for the explanation to find.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from session_planner.errors import Mistake
from session_planner.scenario.draft import items_of
from session_planner.scenario.model import Absence, Item, JointSession, Scenario
from session_planner.scenario.outline import FOREVER, Leaf, Outline, Slot, Span, outline
from session_planner.scenario.places import PathTo, Source
from session_planner.scenario.values import Window
from session_planner.words import N_, Words, say
from session_planner.words import Span as Duration

_MOST_DAYS_TOLD = 10


def contradictions(scenario: Scenario) -> tuple[Mistake, ...]:
    """Everything that shows by itself that there is no programme, in the order of the file."""
    found = _Finder(scenario, outline(scenario))
    return tuple(sorted(found.all(), key=lambda one: (one.line, one.column)))


class _Finder:
    """One look at one scenario."""

    def __init__(self, scenario: Scenario, spread: Outline) -> None:
        self.scenario = scenario
        self.outline = spread
        self.source: Source | None = scenario._source
        self.paths = {
            f"{body.id}/{item.number}": path
            for index, body in enumerate(scenario.bodies)
            for path, item, _heading in items_of(body.agenda, ("bodies", index, "agenda"))
        }

    def all(self) -> Iterator[Mistake]:
        """A rule that a scenario has switched off or softened contradicts nothing."""
        yield from self._outside()
        if not self._holds("within-sitting"):
            return
        for leaf in self.outline.leaves.values():
            if leaf.joint is None:
                yield from self._item(leaf)
        if self._holds("joint-together"):
            for index, joint in enumerate(self.scenario.joint_sessions):
                yield from self._joint(("joint_sessions", index), joint)
        if self._holds("body-one-at-a-time"):
            for index, body in enumerate(self.scenario.bodies):
                yield from self._body(("bodies", index), body.id)

    def _holds(self, *rules: str) -> bool:
        return all(self.scenario.rules[rule].kind in (None, "hard") for rule in rules if rule in self.scenario.rules)

    def _mistake(self, path: PathTo, message: str, /, *, at_key: bool = False, **fields: Any) -> Mistake:
        if self.source is not None:
            return self.source.mistake(path, message, at_key=at_key, **fields)
        return Mistake(self.scenario.id or "", 0, 0, "", message, fields)

    # -- windows -----------------------------------------------------------------------------------

    def _outside(self) -> Iterator[Mistake]:
        """Windows that lie wholly before or after the session."""
        session = self._session()
        for path, owner in self._with_windows():
            for index, window in enumerate(owner.windows):
                start, end = self.outline.span(window)
                if end <= session[0] or start >= session[1]:
                    yield self._mistake(
                        (*path, "windows", index),
                        N_("this window lies outside the session, {first} to {last}"),
                        first=self.outline.dates[0],
                        last=self.outline.dates[-1],
                    )

    def _with_windows(self) -> Iterator[tuple[PathTo, Item | JointSession]]:
        yield from ((self.paths[leaf.ref], leaf.item) for leaf in self.outline.leaves.values())
        yield from ((("joint_sessions", index), joint) for index, joint in enumerate(self.scenario.joint_sessions))

    def _session(self) -> Span:
        """From the first midnight of the session to its last, or to the end of a sitting that goes on after it."""
        midnights = [dt.datetime.combine(date, dt.time()) for date in self.outline.dates]
        last = self.outline.minute(midnights[-1] + dt.timedelta(days=1))
        ends = (slot.last for slots in self.outline.slots.values() for slot in slots)
        return self.outline.minute(midnights[0]), max((last, *ends))

    # -- items -------------------------------------------------------------------------------------

    def _item(self, leaf: Leaf) -> Iterator[Mistake]:
        """One item that is its body's own."""
        path, item = self.paths[leaf.ref], leaf.item
        slots = self.outline.slots[leaf.body]
        part = (item.least_part or self.scenario.grain) if item.splittable else leaf.minutes
        named: dict[str, Any] = {"number": item.number, "body": self.outline.bodies[leaf.body].called}
        start = item.start if self._holds("earliest-latest") else None
        if start is not None and not _fits(
            ((slot.start, slot.last) for slot in slots), self.outline.minute(start), part
        ):
            yield self._mistake(
                (*path, "start"),
                N_(
                    "item {number} of {body} is to start at {start} and to last {span}, "
                    "inside no sitting of the body: {sittings}"
                ),
                start=_moment(self.outline.local(start)),
                span=Duration(part),
                sittings=self._told(slots),
                **named,
            )
            return
        free = self._free(slots, item, (*item.unavailable, *self.outline.bodies[leaf.body].unavailable))
        longest = max((end - start for stretches in free for start, end in stretches), default=0)
        if longest < part:
            message = (
                N_(
                    "the shortest part of item {number} of {body}, {span}, is longer than every sitting that it may "
                    "use; the longest has {longest}: {sittings}"
                )
                if item.splittable
                else N_(
                    "item {number} of {body} lasts {span}, longer than every sitting that it may use; "
                    "the longest has {longest}: {sittings}"
                )
            )
            yield self._mistake(
                (*path, "least_part" if item.splittable else "duration"),
                message,
                span=Duration(part),
                longest=Duration(longest),
                sittings=self._told(slots),
                **named,
            )
        elif item.splittable:
            yield from self._parts(path, leaf, free, named)

    def _parts(self, path: PathTo, leaf: Leaf, free: list[list[Span]], named: dict[str, Any]) -> Iterator[Mistake]:
        """A split item has room in the sittings that it may use, no more of them than it may have parts."""
        held = sorted((sum(end - start for start, end in stretches) for stretches in free), reverse=True)
        room = sum(held[: leaf.item.most_parts])
        if room < leaf.minutes:
            yield self._mistake(
                (*path, "duration"),
                N_(
                    "item {number} of {body} lasts {span} in all; the sittings that it may use "
                    "hold {room} of it at most"
                ),
                span=Duration(leaf.minutes),
                room=Duration(room),
                **named,
            )

    def _free(self, slots: Iterable[Slot], part: Item | JointSession, away: Iterable[Absence]) -> list[list[Span]]:
        """By sitting: the stretches in which an item or a joint session may be taken up."""
        allowed = _rest(())
        if self._holds("joint-when" if isinstance(part, JointSession) else "earliest-latest"):
            windows = _joined(self.outline.spans(part.windows)) or allowed
            bounds = [self.outline.span(Window(part.earliest, part.latest))]
            allowed = _both(_both(windows, bounds), _rest(self.outline.spans(absence.when for absence in away)))
        return [_both([(slot.start, slot.last)], _near(allowed, slot)) for slot in slots]

    # -- joint sessions and bodies -----------------------------------------------------------------

    def _joint(self, path: PathTo, joint: JointSession) -> Iterator[Mistake]:
        """All bodies of a joint session sit at one time, long enough."""
        minutes = self.outline.joint_minutes(joint)
        own = {
            body: [span for stretches in self._free(self.outline.slots[body], joint, ()) for span in stretches]
            for body in joint.bodies
        }
        common: list[Span] = [(-FOREVER, FOREVER)]
        for stretches in own.values():
            common = _both(common, stretches)
        named: dict[str, Any] = {
            "joint": joint.called,
            "span": Duration(minutes),
            "sittings": [
                say(
                    N_("{body} ({sittings})"),
                    body=self.outline.bodies[body].called,
                    sittings=self._told(self.outline.slots[body]),
                )
                for body in joint.bodies
            ],
        }
        if max((end - start for start, end in common), default=0) < max(minutes, 1):
            yield self._mistake(
                (*path, "bodies"),
                N_(
                    "the joint session “{joint}” lasts {span}, and its bodies have no sitting in "
                    "common that may hold it; {sittings}"
                ),
                **named,
            )
        elif joint.start is not None and self._holds("joint-when"):
            start = self.outline.minute(joint.start)
            lacking = [
                self.outline.bodies[body].called
                for body, stretches in own.items()
                if not _fits(stretches, start, minutes)
            ]
            if lacking:
                yield self._mistake(
                    (*path, "start"),
                    N_(
                        "the joint session “{joint}” is to start at {start} and to last {span}; "
                        "no sitting of {lacking} holds it; {sittings}"
                    ),
                    start=_moment(self.outline.local(joint.start)),
                    lacking=lacking,
                    **named,
                )

    def _body(self, path: PathTo, body: str) -> Iterator[Mistake]:
        """The sittings of a body hold its whole agenda, joint sessions included."""
        own = sum(leaf.minutes for leaf in self.outline.leaves_of[body] if leaf.joint is None)
        joint = sum(self.outline.joint_minutes(one) for one in self.scenario.joint_sessions if body in one.bodies)
        slots = self.outline.slots[body]
        room = sum(slot.last - slot.start for slot in slots)
        if own + joint > room:
            yield self._mistake(
                (*path, "agenda"),
                N_("the agenda of {body} takes {span}, joint sessions included; its sittings hold {room}: {sittings}"),
                at_key=True,
                body=self.outline.bodies[body].called,
                span=Duration(own + joint),
                room=Duration(room),
                sittings=self._told(slots),
            )

    # -- words -------------------------------------------------------------------------------------

    def _told(self, slots: Iterable[Slot]) -> Words | str:
        """A body's sittings in a sentence, by day; of many days the first."""
        days = [
            (date, [f"{slot.begins:%H:%M}-{self.outline.clock(slot.last):%H:%M}" for slot in of_day])
            for date, of_day in groupby(slots, key=lambda slot: slot.date)
        ]
        if not days:
            return say(N_("none"))
        told = ", ".join(f"{date} {' '.join(hours)}" for date, hours in days[:_MOST_DAYS_TOLD])
        return (
            told
            if len(days) <= _MOST_DAYS_TOLD
            else say(N_("{sittings} and {count} more days"), sittings=told, count=len(days) - _MOST_DAYS_TOLD)
        )


def _moment(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


# -- stretches of time -----------------------------------------------------------------------------


def _near(spans: Sequence[Span], slot: Slot) -> Sequence[Span]:
    """Those of `spans`, in order, that overlap a sitting."""
    first = bisect_right(spans, slot.start, key=lambda span: span[1])
    return spans[first : bisect_left(spans, slot.last, lo=first, key=lambda span: span[0])]


def _fits(stretches: Iterable[Span], start: int, minutes: int) -> bool:
    return any(begin <= start and start + minutes <= end for begin, end in stretches)


def _both(ones: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """What lies in one of `ones` and in one of `others`, each in order and without overlaps."""
    found, at, other = [], 0, 0
    while at < len(ones) and other < len(others):
        start, end = max(ones[at][0], others[other][0]), min(ones[at][1], others[other][1])
        if start < end:
            found.append((start, end))
        if ones[at][1] <= others[other][1]:
            at += 1
        else:
            other += 1
    return found


def _joined(spans: Iterable[Span]) -> list[Span]:
    """In order, those that overlap or touch made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _rest(gone: Iterable[Span]) -> list[Span]:
    """All time but that which is gone."""
    edges = [-FOREVER, *(edge for span in _joined(gone) for edge in span), FOREVER]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
