"""Another simulation of a session, in plain Python: one sample after the other, one question after the other.

Shares nothing with the package but the scenario's and the programme's types: who waits for whom is looked up in the
segments anew each time, and durations come from the standard library's generator.
"""

from __future__ import annotations

import random
import statistics
from dataclasses import dataclass, field
from typing import Any

from session_planner.programme.model import Programme, Segment
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from tests.studies.lives import about, programme, scenario


@dataclass
class Told:
    """Chances to begin on time by id, and the mean overrun and its error by body and start of the sitting."""

    on_time: dict[str, float] = field(default_factory=dict)
    overrun: dict[tuple[str, int], tuple[float, float]] = field(default_factory=dict)


def random_session(seed: int) -> tuple[Scenario, Programme]:
    """Three bodies in three rooms over two days, with items one after the other and joint sessions after lunch."""
    dice = random.Random(seed)
    bodies: dict[str, dict[str, Any]] = {}
    for body in "abc":
        bodies[body] = {}
        for number in range(1, dice.randint(5, 9)):
            expected = 5 * dice.randint(4, 12)
            bodies[body][str(number)] = about(
                expected, expected - 5 * dice.randint(1, 3), expected + 5 * dice.randint(1, 9)
            )
    joints = [{"id": f"j{day}", "bodies": dice.sample("abc", dice.randint(2, 3)), "duration": "60 min"}
              for day in (17, 18)]  # fmt: skip
    rooms = [{"id": room, "turnover": f"{5 * dice.randint(0, 3)} min"} for room in "RST"]
    hours = ("10:00-13:00", "13:15-14:15", "14:30-18:00")
    lines = _lines(bodies, joints, dice)
    items = [f"{body}/{number}" for body, own in bodies.items() for number in own]
    officers = [{"id": f"o{one}", "serves": dice.sample(items, 4)} for one in range(2)]
    precedences = [
        dict(zip(("before", "after"), dice.sample(items, 2), strict=True)) | {"gap": f"{5 * dice.randint(0, 2)} min"}
        for _ in range(6)
    ]
    whole = scenario(
        bodies, hours=hours, joint_sessions=joints, rooms=rooms, officers=officers, precedences=precedences
    )
    return whole, programme(whole, *lines)


def _lines(bodies: dict[str, dict[str, Any]], joints: list[dict[str, Any]], dice: random.Random) -> list[str]:
    """Each half day each body has a room of its own; the joint session is in one of those just used."""
    lines = []
    rooms = [dice.sample("RST", 3) for _ in range(4)]
    for place, (body, items) in enumerate(bodies.items()):
        queue = list(items)
        for day, joint in zip((17, 18), joints, strict=True):
            for half, (begin, end) in enumerate(((600, 780), (870, 1080))):
                at, room = begin, rooms[2 * (day - 17) + half][place]
                while queue and at + (minutes := int(items[queue[0]]["expected"].split()[0])) <= end:
                    lines.append(f"{body}/{queue.pop(0)} {day} {_clock(at)}-{_clock(at + minutes)} {room}")
                    at += minutes + 5 * dice.randint(0, 1)
            if body in joint["bodies"]:
                lines.append(f"{body}/joint:{joint['id']} {day} 13:15-14:15 R")
    return lines


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def chances(whole: Scenario, plan: Programme, samples: int, seed: int) -> Told:
    """What so many sessions, lived through one by one, came to."""
    dice, told, session = random.Random(seed), Told(), _Session(whole, plan)
    lives = [_Life(session, dice) for _ in range(samples)]
    for one in plan.segments:
        name, planned = _name(one), _minute(one.start) + 1e-6
        told.on_time[name] = sum(life.begin(name) <= planned for life in lives) / samples
    for body, slots in outline(whole).slots.items():
        for slot in slots:
            inside = [one for one in plan.segments if one.body == body and slot.start <= _minute(one.start) < slot.end]
            if inside:
                over = [max(0.0, *(life.end(_name(one)) - slot.end for one in inside)) for life in lives]
                told.overrun[body, slot.start] = (statistics.fmean(over), statistics.stdev(over) / samples**0.5)
    return told


def _minute(moment: Any) -> int:
    return int(moment.timestamp()) // 60


class _Session:
    """What there is, by name (a segment's id, or the joint session), and who waits for whom."""

    def __init__(self, whole: Scenario, plan: Programme) -> None:
        self.whole, self.plan = whole, plan
        self.slots = outline(whole).slots
        self.waits = {_name(one): self._waits(one) for one in plan.segments}
        self.drawn = {_name(one): None if one.joint else self._shape(one) for one in plan.segments}

    def _shape(self, one: Segment) -> tuple[float, float, float]:
        estimate = outline(self.whole).leaves[one.ref].item.duration
        assert estimate is not None
        assert estimate.least is not None
        assert estimate.most is not None
        wide = estimate.most - estimate.least
        return estimate.least, wide, (estimate.expected - estimate.least) / wide

    def _waits(self, one: Segment) -> tuple[list[tuple[str, int]], float | None]:
        """What it waits for, with the time between, and before when it does not begin."""
        bodies = self._bodies(one)
        before = sorted((other for other in self.plan.segments if _order(other) < _order(one)), key=_order)
        waits = [(_name(last), 0) for body in bodies for last in [o for o in before if o.body == body][-1:]]
        for last in [other for other in before if other.room == one.room][-1:]:
            if not bodies & self._bodies(last):
                turnover = next(room.turnover for room in self.whole.rooms if room.id == one.room)
                waits.append((_name(last), turnover))
        waits += [(_name(last), 0) for officer in self.whole.officers if one.ref in officer.serves
                  for last in [o for o in before if o.ref in officer.serves and o.end <= one.start][-1:]]  # fmt: skip
        waits += [(_name(other), order.gap) for order in self.whole.precedences if order.after == one.ref
                  for other in self.plan.segments if other.ref == order.before
                  and _minute(other.end) + order.gap <= _minute(one.start)]  # fmt: skip
        later = any(self._same_sitting(other, one) for other in before if other.body == one.body)
        return waits, None if later and not one.joint else float(_minute(one.start))

    def _bodies(self, one: Segment) -> set[str]:
        return {other.body for other in self.plan.segments if _name(other) == _name(one)}

    def _same_sitting(self, one: Segment, other: Segment) -> bool:
        both = (one, other)
        return any(all(slot.start <= _minute(seg.start) < slot.end for seg in both) for slot in self.slots[one.body])


def _name(one: Segment) -> str:
    return f"joint:{one.joint}" if one.joint else one.id


def _order(one: Segment) -> tuple[int, int, str]:
    return _minute(one.start), _minute(one.end), _name(one)


class _Life:
    """One session: what each thing lasts is drawn when it is asked for."""

    def __init__(self, session: _Session, dice: random.Random) -> None:
        self.session, self.dice = session, dice
        self.ends: dict[str, float] = {}
        self.begins: dict[str, float] = {}

    def begin(self, name: str) -> float:
        if name not in self.begins:
            waits, floor = self.session.waits[name]
            moments = [self.end(other) + lag for other, lag in waits]
            self.begins[name] = max(moments if floor is None else [*moments, floor])
        return self.begins[name]

    def end(self, name: str) -> float:
        if name not in self.ends:
            self.ends[name] = self.begin(name) + self._lasts(name)
        return self.ends[name]

    def _lasts(self, name: str) -> float:
        shape = self.session.drawn[name]
        if shape is None:
            return 60.0
        least, wide, share = shape
        return least + wide * self.dice.betavariate(6 * share, 6 * (1 - share))
