"""Chains of releases in which anything happens that happens to a programme, the same for the same seed.

A `Session` is what a secretariat holds in its hands: segments, what was dropped, who follows what. `happens` does one
random thing to it; `chain` publishes it again and again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from session_planner.loading import load
from session_planner.programme.model import Programme, Segment, ordered
from session_planner.programme.reading import read_programme
from session_planner.releases.ledger import Ledger
from session_planner.scenario.model import Day, Delegation, Officer, Room, Scenario
from session_planner.scenario.values import Text

ROOT = Path(__file__).parents[2]
FIRST = dt.datetime(2012, 3, 1, 9, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Edition:
    """A release as those who publish it have it."""

    number: int
    time: dt.datetime
    programme: Programme
    scenario: Scenario
    ledger: Ledger


@cache
def solved(name: str) -> tuple[Programme, Scenario]:
    """A shipped scenario and the programme that was solved for it (tests/data/README.md says how)."""
    scenario = load(ROOT / "scenarios" / f"{name}.yaml")
    file = ROOT / "tests" / "data" / "programmes" / f"{name}.json"
    return read_programme(file, scenario).programme, scenario


@cache
def case_of_2012() -> tuple[Programme, Scenario]:
    """The working group of 2012, with rooms, delegations and an officer to ask for, which the source does not name."""
    programme, scenario = solved("untoc-wg-ta-2012")
    rooms = tuple(Room(id=f"m{number}", title=Text({"": f"Salle M{number}"})) for number in (1, 2, 3))
    delegations = (
        Delegation(id="x", size=1, follows=("wg-ta",)),
        Delegation(id="y", size=1, follows=("joint:cultural-property", "wg-ta/3")),
        Delegation(id="z", size=2, follows=("wg-ic", "wg-ta/1")),
    )
    officers = (Officer(id="chair", serves=("wg-ta/4", "wg-ic")),)
    segments = tuple(replace(one, room="m1") for one in programme.segments)
    return replace(programme, segments=segments), with_parts(
        scenario, rooms=rooms, delegations=delegations, officers=officers
    )


def moved_to(zone: str, date: str) -> tuple[Programme, Scenario]:
    """The case of 2012 in another zone, from the afternoon of a date on and through the night after it."""
    programme, scenario = case_of_2012()
    begins = dt.datetime.fromisoformat(f"{date}T15:00").replace(tzinfo=ZoneInfo(zone))
    by = begins - min(one.start for one in programme.segments)
    days = tuple(Day(date=begins.date() + dt.timedelta(days=number)) for number in range(2))

    def there(moment: dt.datetime) -> dt.datetime:
        return (moment.astimezone(dt.UTC) + by).astimezone(begins.tzinfo)

    segments = tuple(
        replace(one, start=there(one.start), end=there(one.end), sitting=None) for one in programme.segments
    )
    return replace(programme, segments=segments), with_parts(scenario, timezone=zone, days=days)


def with_parts(scenario: Scenario, **parts: Any) -> Scenario:
    """The scenario with some parts others, and nothing kept of what was worked out from the old ones."""
    made = scenario.model_copy(update=parts)
    made._outline = None
    return made


@dataclass
class Session:
    """Where a programme stands between two releases."""

    segments: list[Segment]
    scenario: Scenario
    dice: Random
    dropped: list[Segment] = field(default_factory=list)

    def change(self, old: Segment, *new: Segment) -> None:
        place = next(place for place, one in enumerate(self.segments) if one is old)
        self.segments[place : place + 1] = new

    def together(self) -> list[Segment]:
        """A random segment, and with it those that share its joint session and hour."""
        one = self.dice.choice(self.segments)
        if not one.joint:
            return [one]
        return [other for other in self.segments if other.joint == one.joint and other.start == one.start] or [one]


def move(session: Session) -> None:
    """To any quarter of an hour of any day, a joint session with all that sit in it."""
    days, quarters = session.dice.randint(-2, 2), session.dice.randint(-16, 16)
    by = dt.timedelta(days=days, minutes=15 * quarters)
    for one in session.together():
        session.change(one, replace(one, start=shifted(one.start, by), end=shifted(one.end, by), sitting=None))


def shifted(moment: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """Later by real time, in its own zone."""
    return (moment.astimezone(dt.UTC) + by).astimezone(moment.tzinfo)


def lengthen(session: Session) -> None:
    by = dt.timedelta(minutes=5 * session.dice.choice((-1, 1, 2, 6)))
    for one in session.together():
        if one.end.timestamp() + by.total_seconds() > one.start.timestamp():
            session.change(one, replace(one, end=shifted(one.end, by)))


def another_room(session: Session) -> None:
    room = session.dice.choice([*(room.id for room in session.scenario.rooms), None])
    for one in session.together():
        session.change(one, replace(one, room=room))


def swap(session: Session) -> None:
    """Two segments change places: each takes the other's start and room."""
    alone = [one for one in session.segments if not one.joint]
    if len(alone) < 2:
        return
    one, other = session.dice.sample(alone, 2)
    session.change(one, placed_like(one, other))
    session.change(other, placed_like(other, one))


def placed_like(one: Segment, other: Segment) -> Segment:
    length = dt.timedelta(seconds=one.end.timestamp() - one.start.timestamp())
    return replace(one, start=other.start, end=shifted(other.start, length), room=other.room, sitting=None)


def split(session: Session) -> None:
    """An item in one piece is taken up in two, the second at another time."""
    whole = [one for one in session.segments if one.parts == 1 and not one.joint and one.item]
    if not whole:
        return
    one = session.dice.choice(whole)
    half = dt.timedelta(seconds=(one.end.timestamp() - one.start.timestamp()) // 120 * 60)
    if not half:
        return
    middle = shifted(one.start, half)
    second = replace(one, start=middle, part=2, parts=2)
    session.change(one, replace(one, end=middle, parts=2), second)
    if session.dice.random() < 0.7:
        by = dt.timedelta(hours=session.dice.randint(1, 30))
        session.change(second, replace(second, start=shifted(middle, by), end=shifted(one.end, by), sitting=None))


def merge(session: Session) -> None:
    """The parts of an item are put together again, where the first is."""
    seconds = [one for one in session.segments if one.part == 2]
    if not seconds:
        return
    second = session.dice.choice(seconds)
    length = dt.timedelta(seconds=second.end.timestamp() - second.start.timestamp())
    session.change(second)
    for first in [one for one in session.segments if one.ref == second.ref]:
        session.change(first, replace(first, end=shifted(first.end, length), part=1, parts=1))


def drop(session: Session) -> None:
    if len(session.segments) < 4:
        return
    for one in session.together():
        session.change(one)
        session.dropped.append(one)


def come_back(session: Session) -> None:
    """What was dropped is there again, where it was or elsewhere."""
    if not session.dropped:
        return
    one = session.dice.choice(session.dropped)
    back = [other for other in session.dropped if other.joint and other.joint == one.joint] or [one]
    session.dropped = [other for other in session.dropped if other not in back]
    by = dt.timedelta(hours=session.dice.choice((0, 0, 1, 25)))
    for other in back:
        if not any(other.id == there.id for there in session.segments):
            session.segments.append(replace(other, start=shifted(other.start, by), end=shifted(other.end, by)))


def partner_leaves(session: Session) -> None:
    """One of the bodies of a joint session, host or guest, is no longer in it."""
    joint = [one for one in session.segments if one.joint]
    if not joint:
        return
    one = session.dice.choice(joint)
    leaving = [other for other in joint if (other.joint, other.body) == (one.joint, one.body)]
    if len({other.body for other in joint if other.joint == one.joint}) < 2:
        return
    for other in leaving:
        session.change(other)
        session.dropped.append(other)
    for other in [other for other in session.segments if other.joint == one.joint]:
        session.change(other, replace(other, bodies=tuple(body for body in other.bodies if body != one.body)))


def partner_joins(session: Session) -> None:
    """A body without an item of its own sits in a joint session from now on."""
    joint = [one for one in session.segments if one.joint]
    if not joint:
        return
    one = session.dice.choice(joint)
    inside = {other.body for other in joint if other.joint == one.joint}
    outside = [body.id for body in session.scenario.bodies if body.id not in inside]
    if not outside:
        return
    body = session.dice.choice(outside)
    for other in [other for other in session.segments if other.joint == one.joint]:
        session.change(other, replace(other, bodies=(*other.bodies, body)))
    session.segments.append(replace(one, body=body, item=None, bodies=(*one.bodies, body), sitting=None))


def follow_otherwise(session: Session) -> None:
    """Some delegations follow something more, or stop following something."""
    delegations = list(session.scenario.delegations)
    for place in session.dice.sample(range(len(delegations)), max(1, len(delegations) // 4)):
        one = delegations[place]
        new = (session.dice.choice(session.segments).ref, session.dice.choice(session.scenario.bodies).id)
        given_up = session.dice.choice(one.follows)
        more = (*one.follows, session.dice.choice(new))
        fewer = tuple(ref for ref in one.follows if ref != given_up) or ("nothing",)
        follows = more if session.dice.random() < 0.5 else fewer
        delegations[place] = one.model_copy(update={"follows": tuple(dict.fromkeys(follows))})
    session.scenario = with_parts(session.scenario, delegations=tuple(delegations))


def serve_otherwise(session: Session) -> None:
    """An officer is replaced in some of what he or she serves."""
    officers = list(session.scenario.officers)
    place = session.dice.randrange(len(officers))
    served = tuple({session.dice.choice(session.segments).ref: None, officers[place].serves[0]: None})
    officers[place] = officers[place].model_copy(update={"serves": served})
    session.scenario = with_parts(session.scenario, officers=tuple(officers))


def say_otherwise(session: Session) -> None:
    """What calendars say is put otherwise: titles, addresses for taking part from afar, the order of languages."""
    dice, number = session.dice, session.dice.randrange(10**6)
    kind = dice.choice(("bodies", "rooms", "joint_sessions", "venues", "documents", "languages"))
    things = list(getattr(session.scenario, kind))
    if not things:
        return
    if kind == "languages":
        dice.shuffle(things)
    else:
        place = dice.randrange(len(things))
        title = Text({"en": f"Title {number} новый; 新", "fr": f"Titre {number} « nouveau » ; 新"})
        remote = {"link" if kind == "documents" else "remote": f"https://example.org/{number}"}
        far = kind != "venues" and dice.random() < 0.3
        things[place] = things[place].model_copy(update=remote if far else {"title": title})
    session.scenario = with_parts(session.scenario, **{kind: tuple(things)})


def document_comes_or_goes(session: Session) -> None:
    """A document serves other items from now on."""
    documents = list(session.scenario.documents)
    if not documents:
        return
    place = session.dice.randrange(len(documents))
    items = tuple(one.ref for one in session.dice.sample(session.segments, 2) if one.item)
    documents[place] = documents[place].model_copy(update={"items": items})
    session.scenario = with_parts(session.scenario, documents=tuple(documents))


HAPPENINGS: tuple[Callable[[Session], None], ...] = (
    move, move, move, lengthen, another_room, another_room, swap, split, merge, drop, drop, come_back, come_back,
    partner_leaves, partner_joins, follow_otherwise, serve_otherwise, say_otherwise, say_otherwise,
    document_comes_or_goes,
)  # fmt: skip


def chain(programme: Programme, scenario: Scenario, seed: int, releases: int, most: int = 6) -> Iterator[Edition]:
    """Releases of a session to which up to `most` things happen between each two; now and then nothing does."""
    dice = Random(f"chain {scenario.id} {seed}")
    session = Session(list(programme.segments), scenario, dice)
    ledger, time = Ledger(), FIRST
    for number in range(1, releases + 1):
        made = replace(programme, segments=ordered(session.segments))
        ledger = ledger.advance(made, session.scenario, number, time)
        yield Edition(number, time, made, session.scenario, ledger)
        time += dt.timedelta(minutes=dice.choice((1, 20, 600, 9000)))
        for _ in range(dice.randint(0, most)):
            dice.choice(HAPPENINGS)(session)
