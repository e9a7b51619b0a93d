"""A scenario's calendar and agenda spread out: every sitting with its real times, every item that takes time.

Last stop inside `scenario`: the problem (for the solver) and the timetable (for the checker) both start from here,
and from nothing else that they share. Times are aware datetimes and, for arithmetic, minutes since 1970 UTC.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pendulum

from session_planner.scenario.model import (
    Body,
    Decision,
    Document,
    Item,
    JointSession,
    Named,
    Room,
    Scenario,
    SittingHours,
    Venue,
)
from session_planner.scenario.speaking import planned
from session_planner.scenario.values import Hours, Text, Window

Span = tuple[int, int]
"""Minutes since 1970 UTC, from and to; open ends are `FOREVER` away."""
FOREVER = 10**9


@dataclass(frozen=True, slots=True)
class Slot:
    """A sitting that a body can hold. Times in minutes since 1970 UTC; `last` is its end with the open end used.

    A body of several chambers can hold as many sittings of the same hours, one in each, `chamber` counted from 1.
    """

    body: str
    key: str
    date: dt.date
    begins: dt.datetime
    start: int
    end: int
    last: int
    interpreted: bool
    chamber: int = 1


# A value, never changed once made; not `frozen`, which makes it three times as slow to make.
@dataclass(slots=True, unsafe_hash=True)
class Leaf:
    """An item that takes time. `ref` is `body/number`; `order` its place in the body's agenda, from 0."""

    body: str
    ref: str
    order: int
    item: Item
    heading: Item | None
    minutes: int
    joint: JointSession | None


class Outline:
    """What the scenario says, spread out and indexed by id."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.zone = pendulum.timezone(scenario.timezone)
        self.bodies: dict[str, Body] = {body.id: body for body in scenario.bodies}
        self.rooms: dict[str, Room] = {room.id: room for room in scenario.rooms}
        self.venues: dict[str, Venue] = {venue.id: venue for venue in scenario.venues}
        self.joints: dict[str, JointSession] = {joint.id: joint for joint in scenario.joint_sessions}
        self.decisions: dict[str, Decision] = {decision.id: decision for decision in scenario.decisions}

    # -- time ---------------------------------------------------------------------------------------------------

    def local(self, moment: dt.datetime) -> dt.datetime:
        """The aware datetime of `moment`, in the scenario's zone; midnights that clocks leap over are the next one."""
        if moment.tzinfo is not None:
            return moment.astimezone(self.zone)
        return moment.replace(tzinfo=self.zone).astimezone(dt.UTC).astimezone(self.zone)

    def minute(self, moment: dt.datetime) -> int:
        """Minutes since 1970 UTC."""
        return int(self.local(moment).timestamp()) // 60

    def clock(self, minute: int) -> dt.datetime:
        """The wall clock of the scenario's zone at `minute`."""
        return dt.datetime.fromtimestamp(minute * 60, self.zone)

    def span(self, window: Window) -> Span:
        """A window in minutes, open ends FOREVER away."""
        return (
            -FOREVER if window.start is None else self.minute(window.start),
            FOREVER if window.end is None else self.minute(window.end),
        )

    def spans(self, windows: Iterable[Window]) -> tuple[Span, ...]:
        """Several windows in minutes."""
        return tuple(self.span(window) for window in windows)

    def hours(self, hours: Hours, date: dt.date) -> Span:
        """Hours of a day in minutes."""
        return self.span(hours.on(date))

    def date(self, minute: int) -> dt.date:
        """The local date at `minute`."""
        return self.clock(minute).date()

    @cached_property
    def dates(self) -> tuple[dt.date, ...]:
        """The days of the session, in order."""
        return tuple(sorted(day.date for day in self.scenario.days))

    # -- sittings ------------------------------------------------------------------------------------------------

    @cached_property
    def slots(self) -> dict[str, tuple[Slot, ...]]:
        """By body: the sittings it can hold, in order of time."""
        return {body.id: tuple(sorted(self._slots(body), key=lambda slot: slot.start)) for body in self.scenario.bodies}

    @cached_property
    def slot(self) -> dict[tuple[str, str], Slot]:
        """A sitting by body and key."""
        return {(slot.body, slot.key): slot for slots in self.slots.values() for slot in slots}

    def _slots(self, body: Body) -> Iterable[Slot]:
        for day in self.scenario.days:
            for sitting in sittings_on(body, day.date, day.sittings):
                window = sitting.hours.on(day.date)
                assert window.start is not None
                assert window.end is not None
                last = self.minute(window.end)
                if sitting.open_until is not None:
                    # An hour before the start of the sitting is of the next day.
                    days = 1 if sitting.open_until <= sitting.hours.start else 0
                    until = dt.datetime.combine(day.date, dt.time()) + dt.timedelta(days, minutes=sitting.open_until)
                    last = max(last, self.minute(until))
                interpreted = len(body.languages) > 1 if sitting.interpreted is None else sitting.interpreted
                begins = self.local(window.start)
                for chamber in range(1, body.chambers + 1):
                    yield Slot(
                        body.id,
                        begins.strftime("%Y-%m-%dT%H:%M") + (f"#{chamber}" if chamber > 1 else ""),
                        day.date,
                        begins,
                        self.minute(window.start),
                        self.minute(window.end),
                        last,
                        interpreted,
                        chamber,
                    )

    # -- agenda ----------------------------------------------------------------------------------------------------

    @cached_property
    def leaves(self) -> dict[str, Leaf]:
        """By ref: every item that takes time, bodies in their order, each in the order of its agenda."""
        joint_of = {
            f"{body}/{number}": joint
            for joint in self.scenario.joint_sessions
            for body, numbers in joint.items.items()
            for number in numbers
        }
        found: dict[str, Leaf] = {}
        for body in self.scenario.bodies:
            for order, (item, heading) in enumerate(leaf_items(body.agenda)):
                ref = f"{body.id}/{item.number}"
                minutes = planned(item, body, self.scenario.grain)
                found[ref] = Leaf(body.id, ref, order, item, heading, minutes, joint_of.get(ref))
        return found

    @cached_property
    def leaves_of(self) -> dict[str, tuple[Leaf, ...]]:
        """By body: its items that take time, in the order of the agenda."""
        found: dict[str, list[Leaf]] = {body.id: [] for body in self.scenario.bodies}
        for leaf in self.leaves.values():
            found[leaf.body].append(leaf)
        return {body: tuple(leaves) for body, leaves in found.items()}

    @cached_property
    def documents_of(self) -> dict[str, tuple[Document, ...]]:
        """By ref: the documents an item needs."""
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.scenario.documents:
            for ref in document.items:
                for leaf in self.under(ref):
                    found[leaf.ref].append(document)
        return {ref: tuple(documents) for ref, documents in found.items()}

    def under(self, ref: str) -> tuple[Leaf, ...]:
        """The items that take time which a reference means: a body, an item, a heading, or `joint:id`."""
        if ref in self.leaves:
            return (self.leaves[ref],)
        if ref in self.leaves_of:
            return self.leaves_of[ref]
        if ref.startswith("joint:"):
            joint = self.joints.get(ref[6:])
            return tuple(
                self.leaves[f"{body}/{number}"]
                for body, numbers in (joint.items if joint else {}).items()
                for number in numbers
                if f"{body}/{number}" in self.leaves
            )
        return self._under_headings.get(ref, ())

    @cached_property
    def _headings(self) -> dict[str, tuple[str, Item]]:
        """By ref: every heading, and whose it is."""
        return {
            f"{body.id}/{heading.number}": (body.id, heading)
            for body in self.scenario.bodies
            for heading in headings(body.agenda)
        }

    @cached_property
    def _under_headings(self) -> dict[str, tuple[Leaf, ...]]:
        """By heading: the items that take time under it, those of headings within it too."""
        return {
            ref: tuple(self.leaves[f"{body}/{item.number}"] for item, _ in leaf_items((heading,)))
            for ref, (body, heading) in self._headings.items()
        }

    def item(self, ref: str | None) -> tuple[str, Item] | None:
        """The body and the item or heading that a reference names; None for all else."""
        leaf = self.leaves.get(ref or "")
        return (leaf.body, leaf.item) if leaf else self._headings.get(ref or "")

    def joint_minutes(self, joint: JointSession) -> int:
        """How long a joint session lasts: what it says, else the longest of its bodies' shares."""
        shares = (
            sum(self.leaves[f"{body}/{number}"].minutes for number in numbers) for body, numbers in joint.items.items()
        )
        return joint.duration or max(shares, default=0)

    # -- names -----------------------------------------------------------------------------------------------------

    def title(self, ref: str | None) -> Text:
        """How a sentence names a body, an item, a joint session, a room or a person, by its id."""
        if ref is None:
            return Text({"": "–"})
        named = self._named.get(ref)
        return named.called if named else Text({"": ref})

    @cached_property
    def _named(self) -> dict[str, Named]:
        """Everything with a title, by the id that refers to it."""
        scenario = self.scenario
        joints: dict[str, Named] = {f"joint:{joint.id}": joint for joint in scenario.joint_sessions}
        people = (*scenario.officers, *scenario.delegations)
        places = (*scenario.venues, *scenario.rooms, *scenario.bodies)
        return joints | {named.id: named for named in (*people, *places)}


def sittings_on(body: Body, date: dt.date, usual: tuple[SittingHours, ...]) -> tuple[SittingHours, ...]:
    """The sittings a body can hold on a date: its most specific pattern (date, weekday, any), else the day's own."""
    if body.sittings is None:
        return usual
    by_date = [pattern for pattern in body.sittings if date in pattern.dates]
    by_weekday = [pattern for pattern in body.sittings if not pattern.dates and date.weekday() in pattern.weekdays]
    always = [pattern for pattern in body.sittings if not pattern.dates and not pattern.weekdays]
    chosen = (by_date or by_weekday or always)[-1:]
    return chosen[0].hours if chosen else ()


def leaf_items(agenda: tuple[Item, ...], heading: Item | None = None) -> Iterable[tuple[Item, Item | None]]:
    """The items of an agenda that take time, each with the heading it stands under."""
    for item in agenda:
        if item.items:
            yield from leaf_items(item.items, item)
        else:
            yield item, heading


def headings(agenda: tuple[Item, ...]) -> Iterable[Item]:
    """The headings of an agenda, each before those within it."""
    for item in agenda:
        if item.items:
            yield item
            yield from headings(item.items)


def outline(scenario: Scenario) -> Outline:
    """The outline of a scenario, made once."""
    if scenario._outline is None:
        scenario._outline = Outline(scenario)
    found: Outline = scenario._outline
    return found
