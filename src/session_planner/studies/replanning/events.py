"""Events of a session, as sentences: `item 3 overran 40 min`, `room D lost from 15:00`.

Under `replan`. A sentence is read in one of a few forms; it then tells of the past (`past`), or changes the scenario
(`edits`, made by `changing`), or both. All that is wrong is told at once, each with its sentence.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from session_planner.errors import InputError, Mistake
from session_planner.scenario.mistakes import nearest
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import Outline, outline
from session_planner.studies.replanning import changing
from session_planner.studies.replanning.edits import Edit, edited
from session_planner.studies.replanning.happened import Grain, Key, Placed, Real, Told, timeline
from session_planner.studies.replanning.lasted import as_it_went
from session_planner.studies.replanning.moments import Moments, NotSaid, length
from session_planner.studies.replanning.names import Names
from session_planner.words import N_, When

_T = TypeVar("_T")
_PAST = ("overran", "early")
_ID = r'(?:"[^"]+"|“[^”]+”|\S+)'
_THING = rf"(?P<thing>(?:joint session |item )?{_ID}(?: of {_ID})?)"
_SPAN = r"(?: from (?P<start>.+?))?(?: until (?P<end>.+?))?"
FORMS: dict[str, tuple[str, str]] = {
    "overran": (rf"{_THING} (?:overran|ran over)(?: by)? (?P<by>.+)", "item 3 overran 40 min"),
    "early": (
        rf"{_THING} finished (?:early(?: at (?P<at>.+)| by (?P<by>.+))?|(?P<less>.+) early|at (?P<then>.+))",
        "item 5 finished early [at 11:20]",
    ),
    "room": (rf"room (?P<id>{_ID}) (?:is |was )?lost{_SPAN}", "room D lost from 15:00 [until 18:00]"),
    "document late": (rf"document (?P<id>{_ID}) (?:is )?late by (?P<by>.+)", "document SYMBOL late by two days"),
    "document out": (rf"document (?P<id>{_ID}) (?:is )?out on (?P<on>.+)", "document SYMBOL out on 18 October"),
    "team": (
        rf"(?:an? |one )?interpretation team(?! lost)(?: (?P<before>{_ID}))? (?:is |was )?lost{_SPAN}"
        rf"|(?:an? |one )?interpretation team (?:is |was )?lost(?: (?!from |until )(?P<id>{_ID}))?"
        r"(?: from (?P<start2>.+?))?(?: until (?P<end2>.+?))?",
        "interpretation team lost [ID] [from 15:00]",
    ),
    "joint": (
        rf"joint session (?P<id>{_ID}) (?:is |was )?moved(?: by (?:the )?(?P<by>.+?))? to (?P<to>.+)",
        "joint session ID moved by the bureau to 18 October 11:00",
    ),
    "item": (
        rf'new item (?P<number>{_ID})(?: ["“](?P<title>[^"”]+)["”])? of (?P<body>{_ID}),? (?P<by>.+)',
        'new item 9 "Title" of BODY 45 min',
    ),
    "added": (
        rf"sitting added (?P<when>.+?)(?: of (?P<body>{_ID}))?",
        "sitting added 17 October 18:30-20:30 [of BODY]",
    ),
    "cancelled": (
        rf"sitting cancell?ed (?P<when>.+?)(?: of (?P<body>{_ID}))?",
        "sitting cancelled 18 October 15:00 [of BODY]",
    ),
    "officer": (
        rf"(?:officer |the )?(?P<id>{_ID})(?: of (?P<body>{_ID}))? (?:is |fell |falls )?(?:ill|away|absent){_SPAN}",
        "chair [of BODY] ill until Thursday",
    ),
}
"""By kind: how such a sentence is read, and an example of it; the first that fits is it."""


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence that was read: what kind of event, and its parts."""

    said: str
    kind: str
    parts: Mapping[str, str]

    @property
    def words(self) -> str:
        """What a mistake in it is told with."""
        return f'--event "{self.said}"'


def read(said: str) -> Event:
    """The event that a sentence tells of; raises InputError where it is none."""
    plain = " ".join(said.split()).rstrip(".")
    for kind, (form, _example) in FORMS.items():
        if found := re.fullmatch(form, plain, re.IGNORECASE):
            groups = found.groupdict()
            parts = {key: value if key == "thing" else _bare(value) for key, value in groups.items() if value}
            return Event(said, kind, parts)
    examples = [example for _form, example in FORMS.values()]
    message = N_("this is no event that can be read; events are written like: {known}")
    if guess := nearest(plain, examples):
        message = N_("this is no event that can be read; did you mean `{nearest}`? Events are written like: {known}")
    fields = {"nearest": guess, "known": "; ".join(examples)}
    raise InputError([Mistake(f'--event "{said}"', 0, 0, "", message, fields)])


def _bare(name: str) -> str:
    """A name without its quotation marks."""
    return name.strip('"“”')


@dataclass(slots=True)
class Course:
    """What events made of a scenario: the edited one, the edits, what is told of the past, and what has begun."""

    scenario: Scenario
    there: Sequence[Placed]
    now: dt.datetime | None = None
    told: Told = field(default_factory=Told)
    begun: Mapping[Key, Real] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)

    @property
    def outline(self) -> Outline:
        """The outline of the scenario as it has been edited so far."""
        return outline(self.scenario)

    @property
    def minute(self) -> int | None:
        """Now, in minutes since 1970."""
        return None if self.now is None else self.outline.minute(self.now)

    @property
    def moments(self) -> Moments:
        """Reads the times in sentences."""
        return Moments(self.outline, self.outline.local(self.now).date() if self.now else None)

    def edit(self, edits: Sequence[Edit], words: str) -> None:
        """Makes edits; raises InputError where they cannot be made."""
        if edits:
            self.scenario = edited(self.scenario, edits, words)
            self.edits += edits


def follow(
    scenario: Scenario, there: Sequence[Placed], events: Sequence[str], now: dt.datetime | None = None
) -> Course:
    """The course of a session after events: first what they say of the past, then what they change.

    Without `now` it is the earliest moment at which what they say of the past can be known; None where they say nothing
    of it. Raises InputError with all mistakes.
    """
    course, mistakes = Course(scenario, there, now), list[Mistake]()
    found = [one for said in events if (one := _tried(mistakes, said, partial(read, said)))]
    for event in found:
        if event.kind in _PAST:
            _tried(mistakes, event.said, partial(_tell, course, event))
    if course.now is None:
        course.now = _known_at(course)
    if course.minute is not None:
        course.begun = timeline(there, course.told, course.minute)
        past = [event.words for event in found if event.kind in _PAST]
        lasted = list(as_it_went(course.outline, there, course.begun, course.told, course.minute))
        _tried(mistakes, "", partial(course.edit, lasted, "; ".join(past) or "--now"))
    for event in found:
        if event.kind not in _PAST:
            _tried(mistakes, event.said, partial(_change, course, event))
    if mistakes:
        raise InputError(mistakes)
    if course.minute is not None:
        course.begun = timeline(there, course.told, course.minute)
    return course


def _tried(mistakes: list[Mistake], said: str, work: Callable[[], _T]) -> _T | None:
    """What `work` gives; what is wrong with it is noted, so that the next sentence can be looked at."""
    try:
        return work()
    except NotSaid as wrong:
        mistakes.append(Mistake(f'--event "{said}"', 0, 0, "", wrong.message, wrong.fields))
    except InputError as error:
        mistakes.extend(one for one in error.mistakes if one not in mistakes)
    return None


# -- of the past ---------------------------------------------------------------------------------------------------


def _tell(course: Course, event: Event) -> None:
    """Notes how long something took."""
    ref, item = _thing(Names(course.outline), event.parts["thing"])
    real = _part(course, ref)
    key = real.placed.key
    if event.kind == "overran":
        minutes = length(event.parts["by"])
        course.told.more[key] = course.told.more.get(key, 0) + minutes
        if item is not None:
            course.told.within[item] = course.told.within.get(item, 0) + minutes
        return
    end = _end(course, event, real)
    if end <= real.start:
        message = N_("it began at {start}, so that it cannot have finished at {end}")
        raise NotSaid(message, start=_when(course, real.start), end=_when(course, end))
    if course.minute is not None and end > course.minute:
        raise NotSaid(N_("{end} is after --now ({now})"), end=_when(course, end), now=_when(course, course.minute))
    course.told.ended[key] = end


def _thing(names: Names, said: str) -> tuple[str, str | None]:
    """What a sentence is about, `body/number` or `joint:id`; of a joint session also the item that was named."""
    found = re.fullmatch(rf"(?P<kind>joint session |item )?(?P<id>{_ID})(?: of (?P<body>{_ID}))?", said, re.IGNORECASE)
    assert found is not None
    name, kind = _bare(found["id"]), (found["kind"] or "").strip().lower()
    if kind == "joint session" or (not kind and name.startswith("joint:")):
        return f"joint:{names.joint(name).id}", None
    ref = names.item(name, names.body(_bare(found["body"])).id if found["body"] else None)
    joint = names.outline.leaves[ref].joint
    return (f"joint:{joint.id}", ref) if joint else (ref, None)


def _part(course: Course, ref: str) -> Real:
    """The part of a thing that a sentence about the past means: the last that has begun."""
    planned = [one for one in course.there if one.ref == ref]
    real = timeline(course.there, course.told, course.minute)
    begun = [real[one.key] for one in planned if one.key in real]
    if not planned:
        raise NotSaid(N_("the programme has no place for it"))
    if not begun:
        message = N_("it has not begun by then: it is planned for {when}")
        raise NotSaid(message, when=_when(course, planned[0].start))
    if len(begun) > 1 and course.now is None:
        raise NotSaid(N_("it is taken up in several parts: say --now, so that it is known which part is meant"))
    return max(begun, key=lambda one: one.start)


def _end(course: Course, event: Event, real: Real) -> int:
    """When something finished, as the sentence says; by default now."""
    if less := event.parts.get("by") or event.parts.get("less"):
        return real.end - length(less)
    if at := event.parts.get("at") or event.parts.get("then"):
        day = course.outline.date(course.minute if course.minute is not None else real.start)
        return course.outline.minute(Moments(course.outline, day).moment(at))
    if course.minute is None:
        raise NotSaid(N_("say when it finished (`finished early at 11:20`), or say --now"))
    return course.minute


def _known_at(course: Course) -> dt.datetime | None:
    """The earliest moment at which all that was told of the past can be known: when the last of it ended."""
    told = {*course.told.more, *course.told.ended}
    ends = [real.end for key, real in timeline(course.there, course.told).items() if key in told]
    return course.outline.clock(max(ends)) if ends else None


def _when(course: Course, minute: int) -> When:
    return When(course.outline.clock(minute))


# -- what changes --------------------------------------------------------------------------------------------------


def _change(course: Course, event: Event) -> None:
    """Makes the edits of an event."""
    course.edit(list(_edits(course, event)), event.words)


def _edits(course: Course, event: Event) -> Iterator[Edit]:
    """The edits of an event that changes the scenario."""
    out, names, parts = course.outline, Names(course.outline), event.parts
    body = names.body(parts["body"]) if "body" in parts else None
    match event.kind:
        case "room":
            yield from changing.room_lost(out, names.room(parts["id"]), *_span(course, parts), course.begun)
        case "officer":
            officer = names.officer(parts["id"], body.id if body else None)
            yield from changing.officer_away(out, officer, *_span(course, parts), course.begun)
        case "document late":
            yield from changing.document_late(names.document(parts["id"]), length(parts["by"]))
        case "document out":
            yield from changing.document_out(names.document(parts["id"]), course.moments.date(parts["on"]))
        case "team":
            team = names.team(parts.get("id") or parts.get("before"))
            timed = course.now is not None or any(key.startswith(("start", "end")) for key in parts)
            start, end = _span(course, parts) if timed else (None, None)
            yield from changing.team_lost(out, team, start, end, course.begun)
        case "joint":
            yield from _joint_moved(course, event)
        case "item":
            assert body is not None
            yield from changing.new_item(body, parts["number"], parts.get("title", ""), length(parts["by"]), out)
        case "added":
            date, hours = course.moments.hours(parts["when"])
            yield from changing.sitting_added(out, date, hours, body)
        case _:
            yield from changing.sitting_cancelled(out, course.moments.moment(parts["when"]), body)


def _joint_moved(course: Course, event: Event) -> Iterator[Edit]:
    joint, parts = Names(course.outline).joint(event.parts["id"]), event.parts
    there = next((one.start for one in course.there if one.ref == f"joint:{joint.id}"), None)
    today = course.outline.date(there) if course.now is None and there is not None else course.moments.today
    to = Moments(course.outline, today).moment(parts["to"])
    if course.minute is not None and course.outline.minute(to) >= course.minute:
        course.told.not_begun.add(f"joint:{joint.id}")
    yield from changing.joint_moved(course.outline, joint, to, parts.get("by", ""), event.said, course.moments.today)


def _span(course: Course, parts: Mapping[str, str]) -> tuple[dt.datetime, dt.datetime | None]:
    """From when until when something is not to be had: by default from now, or from the first day, on.

    Until a day means until it begins.
    """
    out = course.outline
    said, until = parts.get("start") or parts.get("start2"), parts.get("end") or parts.get("end2")
    if said:
        start = course.moments.moment(said)
    elif course.minute is not None:
        start = _naive(out, Grain(out).up(course.minute))
    else:
        start = dt.datetime.combine(out.dates[0], dt.time())
    if until is None:
        return start, None
    reader = Moments(out, start.date()) if said or course.now else course.moments
    if whole := re.fullmatch(r"(?:the )?end of (.+)", until, re.IGNORECASE):
        return start, dt.datetime.combine(reader.date(whole[1]) + dt.timedelta(days=1), dt.time())
    return start, reader.moment(until)


def _naive(out: Outline, minute: int) -> dt.datetime:
    """A moment as a scenario writes it: with its offset only where the clock alone does not say which it is."""
    clock = out.clock(minute)
    naive = clock.replace(tzinfo=None)
    return naive if out.minute(naive) == minute else clock
