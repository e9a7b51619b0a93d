"""The types of a scenario: all the input for one planning problem, as people write it.

First station of the way: nothing here knows of rules, solver or programme. Every field says its unit and what
stands where it is left out. Whatever the sources do not give has no default here (see docs/scenario.md).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, WithJsonSchema

from session_planner.scenario.costing import KeptApart, PlaceCost
from session_planner.scenario.lasting import AnEstimate, Part, Speakers, SpeakingLimits
from session_planner.scenario.values import (
    AnHours,
    AWindow,
    Clock,
    Date,
    Minutes,
    Moment,
    Name,
    Text,
    Weekday,
    hours_of,
    window_of,
)
from session_planner.words import N_

Role = Literal["opening", "election", "agenda", "organizational", "substance", "other", "report", "closing"]


class Named(Part):
    """A part with an id and a title."""

    id: Name
    title: Text | None = None

    @property
    def called(self) -> Text:
        """The title, or the id where there is none."""
        return self.title or Text({"": self.id})


def _sitting(value: Any) -> Any:
    if isinstance(value, str):
        return {"hours": hours_of(value)}
    return value


class SittingHours(BaseModel):
    """One sitting of a day: its hours, and until when it may go on where its end is open."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    hours: AnHours
    open_until: Clock | None = Field(None, description=N_("the hour until which the sitting may go on if required"))
    interpreted: bool | None = Field(None, description=N_("whether it is interpreted; by default as the body is"))


ASitting = Annotated[SittingHours, BeforeValidator(_sitting, json_schema_input_type=AnHours | SittingHours)]


class Day(Part):
    """A day of the session and the sittings that bodies have on it unless they say otherwise."""

    date: Date
    sittings: tuple[ASitting, ...] = Field((), description=N_("hours, such as `10:00-13:00`"))


class SittingPattern(Part):
    """When a body can sit: on these dates, else on these weekdays, else on every day of the session."""

    dates: tuple[Date, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    hours: tuple[ASitting, ...] = ()


def _absence(value: Any) -> Any:
    return value if isinstance(value, dict) and "when" in value else {"when": window_of(value)}


class Absence(Part):
    """A stretch of time in which something or somebody is not to be had."""

    when: AWindow
    id: Name | None = None


AnAbsence = Annotated[Absence, BeforeValidator(_absence, json_schema_input_type=AWindow | Absence)]


class Venue(Named):
    """A house with rooms: the hours and weekdays it is open, the way to other houses."""

    hours: AnHours | None = Field(None, description=N_("hours of the house; always open if left out"))
    weekdays: tuple[Weekday, ...] = Field((), description=N_("days on which the house is open; all if left out"))
    travel: dict[str, Minutes] = Field({}, description=N_("time to another venue, by its id"))


class Holiday(Named):
    """A day on which the house (or every house) does not work."""

    date: Date
    venues: tuple[Name, ...] = Field((), description=N_("ids of the venues it holds for; all if left out"))


class Room(Named):
    """A room: people it seats, booths, equipment, and the gap it needs between sittings of different bodies."""

    venue: Name | None = Field(None, description=N_("id of the house it is in"))
    capacity: int | None = Field(None, ge=1, description=N_("people; unlimited if left out"))
    booths: int | None = Field(None, ge=0, description=N_("interpretation booths; enough if left out"))
    equipment: tuple[Name, ...] = Field((), description=N_("what is there, by any names"))
    hybrid: bool = Field(False, description=N_("whether people can take part from afar"))
    remote: str | None = Field(
        None,
        description=N_(
            "address for taking part from afar, as calendars publish it; a body's or session's own goes first"
        ),
    )
    turnover: Minutes = Field(0, description=N_("gap between sittings of different bodies"))
    unavailable: tuple[AnAbsence, ...] = ()


class Item(Part):
    """A numbered point of a body's agenda; one with sub-items is a heading and takes no time itself."""

    number: Name = Field(description=N_("such as `1` or `1(a)`"))
    title: Text | None = None
    programme_title: Text | None = Field(
        None, description=N_("title in the programme, where the annex words it differently")
    )
    duration: AnEstimate | None = Field(
        None, description=N_("one figure, or least, expected and most; none for a heading")
    )
    speakers: Speakers | None = Field(
        None,
        description=N_("its list of speakers; planned for what they take as expected where no `duration` is given"),
    )
    splittable: bool = Field(False, description=N_("whether it may be taken up in parts, in several sittings"))
    least_part: Minutes | None = Field(None, description=N_("shortest part of a split item"))
    most_parts: int | None = Field(None, ge=1, description=N_("most parts of a split item"))
    role: Role = Field("substance", description=N_("what it is for the order of the meeting"))
    start: Moment | None = Field(None, description=N_("the item starts at this moment"))
    earliest: Moment | None = Field(None, description=N_("the item does not start before this moment"))
    latest: Moment | None = Field(None, description=N_("the item ends by this moment"))
    windows: tuple[AWindow, ...] = Field((), description=N_("the item is taken up inside one of these"))
    unavailable: tuple[AnAbsence, ...] = ()
    preferred: tuple[AWindow, ...] = Field((), description=N_("better inside one of these"))
    place: int | None = Field(
        None, ge=1, description=N_("it is better the n-th of its body's items in the order of time, counted from 1")
    )
    drafting_time: Minutes | None = Field(
        None, description=N_("report: time after the last substance until it can be adopted")
    )
    items: tuple[Item, ...] = Field((), description=N_("sub-items; their numbers may be short, `a` for `1(a)`"))


class Body(Named):
    """An organ that meets: its agenda, when it can sit and what it needs of a room."""

    short: Text | None = Field(None, description=N_("its name where there is little room"))
    size: int | None = Field(None, ge=1, description=N_("people in the room"))
    languages: tuple[str, ...] = Field(
        (), description=N_("languages of interpretation; fewer than two: not interpreted")
    )
    equipment: tuple[Name, ...] = Field((), description=N_("what its room must have"))
    hybrid: bool = Field(False, description=N_("whether its room must let people take part from afar"))
    remote: str | None = Field(None, description=N_("address for taking part from afar, as calendars publish it"))
    chambers: int = Field(
        1, ge=1, le=99, description=N_("rooms that it may sit in at the same time, each with items of its own")
    )
    sittings: tuple[SittingPattern, ...] | None = Field(
        None, description=N_("when it can sit; as `days` says if left out")
    )
    unavailable: tuple[AnAbsence, ...] = ()
    preferred: tuple[AWindow, ...] = Field((), description=N_("better inside one of these"))
    speaking_limits: SpeakingLimits | None = Field(
        None, description=N_("how long each on a list of speakers may speak")
    )
    agenda: tuple[Item, ...] = Field((), description=N_("its items, in the order of the agenda"))


class JointSession(Named):
    """Items that several bodies consider together: one time, one room."""

    bodies: tuple[Name, ...] = Field(min_length=2)
    items: dict[str, tuple[Name, ...]] = Field({}, description=N_("by body: the numbers of its items, in their order"))
    duration: Minutes | None = Field(None, description=N_("by default what its items last"))
    size: int | None = Field(None, ge=1, description=N_("people in the room; by default those of the largest body"))
    start: Moment | None = Field(None, description=N_("it starts at this moment"))
    earliest: Moment | None = Field(None, description=N_("it does not start before this moment"))
    latest: Moment | None = Field(None, description=N_("it ends by this moment"))
    windows: tuple[AWindow, ...] = Field((), description=N_("it is held inside one of these"))
    preferred: tuple[AWindow, ...] = Field((), description=N_("better inside one of these"))
    remote: str | None = Field(None, description=N_("address for taking part from afar, as calendars publish it"))
    after: tuple[Name, ...] = Field((), description=N_("ids of joint sessions that come before this one"))
    reserve: Minutes = Field(0, description=N_("time kept free before it in each of its bodies, and in its room"))


class Document(Part):
    """A document of one or more items, of one or more bodies."""

    symbol: Name | None = None
    symbols: tuple[Name, ...] = Field((), description=N_("where it has a symbol of each of several bodies"))
    title: Text | None = None
    items: tuple[Name, ...] = Field((), description=N_("body/number"))
    out: Date | dict[str, Date] | None = Field(
        None, description=N_("the date it is out, or one a language; no limit if left out")
    )
    notice: Minutes = Field(0, description=N_("time between its being out and its being taken up"))
    link: str | None = Field(None, description=N_("address of the document"))

    @property
    def name(self) -> str:
        """Its symbol, or its symbols joined as such documents print them."""
        return self.symbol or "-".join(self.symbols)


class Decision(Part):
    """What a bureau or a body has decided: by whom, when, where, text."""

    id: Name
    by: Text | None = None
    on: Date | None = None
    at: Text | None = None
    text: Text | None = None
    symbol: Name | None = None


class Team(Named):
    """Interpretation teams of one kind: how many, their languages, hours and limits."""

    count: int = Field(1, ge=0, description=N_("how many such teams"))
    languages: tuple[str, ...] = Field((), description=N_("all if left out"))
    hours: AnHours | None = Field(None, description=N_("hours of the day in which it works; any if left out"))
    a_day: int | None = Field(None, ge=0, description=N_("sittings one team serves a day"))
    a_week: int | None = Field(None, ge=0, description=N_("sittings one team serves a week (Monday to Sunday)"))
    unavailable: tuple[AnAbsence, ...] = ()


class Interpretation(Part):
    """The interpreters there are; no limit where a scenario says nothing of them."""

    teams: tuple[Team, ...] = ()


class Delegation(Named):
    """Who follows bodies, items or joint sessions, and in how many rooms at once it can be."""

    size: int = Field(ge=1, description=N_("rooms it can be in at once"))
    follows: tuple[Name, ...] = Field(description=N_("ids of bodies, body/number, or joint:id"))
    timezone: str | None = Field(None, description=N_("zone of those who take part from afar"))


class Officer(Named):
    """A person who must be in the room: chair, rapporteur, expert."""

    role: str | None = Field(None, description=N_("such as chair, rapporteur, expert"))
    serves: tuple[Name, ...] = Field(description=N_("ids of bodies, body/number, or joint:id"))
    unavailable: tuple[AnAbsence, ...] = ()


class Precedence(Part):
    """One thing before another."""

    id: Name | None = None
    before: Name = Field(description=N_("body/number or joint:id"))
    after: Name = Field(description=N_("body/number or joint:id"))
    gap: Minutes = Field(0, description=N_("time that must lie between them"))


class ParallelLimit(Part):
    """Not more than so many sittings in parallel."""

    id: Name
    most: int = Field(ge=0, description=N_("sittings at the same time"))
    bodies: tuple[Name, ...] = Field((), description=N_("the bodies it counts; all if left out"))
    windows: tuple[AWindow, ...] = Field((), description=N_("when it holds; always if left out"))


class Lock(Part):
    """What must stay as it is: the start, the sitting or the room of an item or a joint session."""

    id: Name
    item: Name = Field(description=N_("body/number or joint:id"))
    start: Moment | None = Field(None, description=N_("it stays at this start"))
    room: Name | None = Field(None, description=N_("it stays in this room"))


class Published(Part):
    """Where a published programme has a part of an item, or a joint session: what change is measured against."""

    item: Name = Field(description=N_("body/number or joint:id"))
    part: int = Field(1, ge=1, description=N_("which part of a split item"))
    start: Moment
    end: Moment
    room: Name | None = None
    before: Moment | None = Field(
        None, description=N_("the start it had before it was moved: to move it back costs less")
    )


class Held(Part):
    """What has begun: where a part of an item, or a joint session, really is or was."""

    item: Name = Field(description=N_("body/number or joint:id"))
    start: Moment
    end: Moment = Field(description=N_("when it ended; of one that is under way: until when it goes on at least"))
    room: Name | None = None
    over: bool = Field(True, description=N_("whether it has ended"))


class Replan(Part):
    """A programme that is out, and how far the session has come: what a new programme changes as little as it can."""

    now: Moment | None = Field(None, description=N_("nothing new begins before this moment"))
    published: tuple[Published, ...] = ()
    held: tuple[Held, ...] = Field((), description=N_("what has begun, and stays"))


class Tier(Named):
    """A class of soft rules; a lower tier never pays for a higher one."""


class RuleSetting(BaseModel):
    """What a scenario changes of a rule; parameters of its own stand beside these keys."""

    model_config = ConfigDict(extra="allow", frozen=True)
    kind: Literal["hard", "soft", "off"] | None = Field(None, description=N_("as the rule's own default if left out"))
    weight: int | None = Field(None, ge=0, le=1_000_000, description=N_("soft: cost of each unit that it counts"))
    tier: Name | None = Field(None, description=N_("soft: id of the tier that it is solved in"))
    source: Name | None = None
    note: str | None = None


def _setting(value: Any) -> Any:
    return {"kind": "off" if value is False else value} if isinstance(value, str) or value is False else value


ASetting = Annotated[RuleSetting, BeforeValidator(_setting)]


class Variant(Named):
    """The scenario with some things set, added or removed; it may build on another variant."""

    on: Name | None = Field(None, description=N_("id of the variant it builds on"))
    set: dict[str, Any] = Field({}, description=N_("path: value, such as `joint_sessions.cultural-property.start`"))
    add: dict[str, Any] = Field({}, description=N_("path of a list: an entry, or a list of entries, to add"))
    remove: tuple[str, ...] = Field((), description=N_("paths to take away"))


class Scenario(Part):
    """All the input for one planning problem."""

    format: Annotated[int, WithJsonSchema({"const": 1})] = Field(ge=1)
    id: Name | None = Field(None, description=N_("by default the name of the file"))
    title: Text
    link: str | None = Field(None, description=N_("address of the session's page"))
    timezone: str = Field(description=N_("an IANA zone, such as `Europe/Vienna`"))
    languages: tuple[str, ...] = Field((), description=N_("order in which titles fall back"))
    grain: int = Field(5, ge=1, le=60, description=N_("minutes; every hour and duration stands on it"))
    days: tuple[Day, ...] = Field(min_length=1)
    venues: tuple[Venue, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    rooms: tuple[Room, ...] = ()
    bodies: tuple[Body, ...] = Field(min_length=1)
    joint_sessions: tuple[JointSession, ...] = ()
    documents: tuple[Document, ...] = ()
    decisions: tuple[Decision, ...] = ()
    interpretation: Interpretation = Interpretation()
    delegations: tuple[Delegation, ...] = ()
    officers: tuple[Officer, ...] = ()
    precedences: tuple[Precedence, ...] = ()
    parallel_limits: tuple[ParallelLimit, ...] = ()
    place_costs: tuple[PlaceCost, ...] = ()
    kept_apart: tuple[KeptApart, ...] = ()
    tiers: tuple[Tier, ...] = ()
    rules: dict[str, ASetting] = Field({})
    locks: tuple[Lock, ...] = ()
    replan: Replan = Replan()
    variants: tuple[Variant, ...] = ()
    _outline: Any = PrivateAttr(None)
    _sha256: str = PrivateAttr("")
    _sets: tuple[str, ...] = PrivateAttr(())
    _variant: str | None = PrivateAttr(None)
    _source: Any = PrivateAttr(None)  # places.Source it was read from, so that later mistakes have a place
