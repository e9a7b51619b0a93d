"""The words of one change: which item or joint session, when and where it was, when and where it is.

Under the change notice. Names come from the scenario of now, or from that of then for what it no longer knows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from session_planner import words
from session_planner.programme.model import Segment
from session_planner.publish import dates
from session_planner.publish.document import Line, Look, Run, line, listed, sentence
from session_planner.publish.titles import Titles, Told
from session_planner.publish.view import FALLBACK_MARK
from session_planner.releases.changes import Changes, Move
from session_planner.releases.moves import Stretch, stretches
from session_planner.scenario.outline import Outline
from session_planner.words import N_, Span

Lines = tuple[Line, ...]
_Pair = tuple[Stretch, Stretch]


class Names:
    """What bodies, items, rooms and people are called, in the scenarios of now and of then."""

    def __init__(self, found: Changes, lang: str) -> None:
        self.lang = lang
        self.now = Titles(found.new_scenario, lang)
        self.then = Titles(found.old_scenario, lang) if found.old_scenario else self.now
        self.several = len({*self.now.outline.bodies, *self.then.outline.bodies}) > 1

    def _where(self, known: Callable[[Outline], bool]) -> Titles:
        return self.now if known(self.now.outline) else self.then

    def body(self, body: str) -> Told:
        """A body's title."""
        return self._where(lambda out: body in out.bodies).body(body)

    def bodies(self, bodies: Iterable[str]) -> Line:
        """Several, as the scenario lists them."""
        order = list(dict.fromkeys((*self.now.outline.bodies, *self.then.outline.bodies)))
        named = set(bodies)
        return listed(map(self.body, (*filter(named.__contains__, order), *sorted(named.difference(order)))), self.lang)

    def room(self, room: str) -> Told:
        """A room's title."""
        return self._where(lambda out: room in out.rooms).room(room)

    def joint(self, joint: str) -> Told:
        """A joint session's title."""
        return self._where(lambda out: joint in out.joints).joint(joint)

    def person(self, who: str) -> Told:
        """A delegation or an officer."""
        people = {one.id for one in (*self.now.outline.scenario.delegations, *self.now.outline.scenario.officers)}
        side = self.now if who in people else self.then
        return side.of(side.outline.title(who))

    def item(self, one: Segment) -> Told:
        """The title of what a segment takes up."""
        return self._where(lambda out: one.ref in out.leaves or (not one.item and one.joint in out.joints)).segment(one)

    def label(self, one: Segment) -> str:
        """The number of its item, and whose it is where there are several bodies."""
        number = dates.label(one.item, self.lang) if one.item else ""
        short = self._where(lambda out: one.body in out.bodies).short(one.body)
        return f"{short} {number}" if number and self.several else number


class Moved:
    """One change in words; the old is struck out. Of a thing in parts only those that changed are told."""

    def __init__(self, move: Move, names: Names, *, year: bool) -> None:
        self.move, self.names, self.lang, self._year = move, names, names.lang, year
        old, new = stretches(move.id, move.old), stretches(move.id, move.new)
        self._parts: tuple[int, ...] = ()
        if 1 < len(old) == len(new) and "partners" not in move.kinds:
            moved = [place for place, pair in enumerate(zip(old, new, strict=True)) if _differ(*pair)]
            if 0 < len(moved) < len(old):
                self._parts = tuple(place + 1 for place in moved)
                old, new = (tuple(side[place] for place in moved) for side in (old, new))
        self._old, self._new = old, new
        self._rooms_told = "room" in move.kinds or ((not old or not new) and any(one.rooms for one in (*old, *new)))

    @property
    def start(self) -> dt.datetime:
        """When what is told of it now begins; of what was dropped, when it began."""
        return self._local((self._new or self._old)[0].first.start)

    @property
    def thing(self) -> Lines:
        """Which item or joint session; a joint session with all its bodies and items; what happened beside a move."""
        return (
            *(self._session() if self.move.joint else self._item()),
            *(_looking(one, "em") for one in self._remarks()),
        )

    @property
    def was(self) -> Lines:
        """Days and hours of then, and rooms where these are part of the change."""
        return tuple(_looking(one, "struck") for one in self._told(self._old, self.move.old, rooms=self._rooms_told))

    @property
    def now(self) -> Lines:
        """Days and hours of now, and rooms where these are part of the change."""
        return tuple(self._told(self._new, self.move.new, rooms=self._rooms_told))

    @property
    def times(self) -> Lines:
        """Days and hours of now."""
        return tuple(self._told(self._new, self.move.new, rooms=False))

    @property
    def rooms_was(self) -> Lines:
        """The rooms of then."""
        return tuple(_looking(one, "struck") for one in self._rooms_apart(self._old))

    @property
    def rooms_now(self) -> Lines:
        """The rooms of now."""
        return tuple(self._rooms_apart(self._new))

    @property
    def partners(self) -> Lines:
        """The bodies that came and those that left."""
        told = (
            (N_("Now takes part: {bodies}"), self.move.joined),
            (N_("No longer takes part: {bodies}"), self.move.left),
        )
        return tuple(sentence(said, self.lang, bodies=self.names.bodies(ids)) for said, ids in told if ids)

    # -- which ---------------------------------------------------------------------------------------------------

    def _item(self) -> Iterator[Line]:
        one = self.move.now[0]
        yield _titled(self.names.label(one), self.names.item(one))
        others = {body for segment in self.move.now for body in segment.bodies if body != one.body}
        if others:
            yield sentence(N_("Joint discussion with: {bodies}."), self.lang, bodies=self.names.bodies(others))
        if self._parts:
            yield line(words.text(N_("Part: {numbers}"), self.lang, numbers=[str(part) for part in self._parts]))

    def _session(self) -> Iterator[Line]:
        yield _looking(_titled("", self.names.joint(self.move.joint or "")), "strong")
        yield self.names.bodies(body for one in self.move.now for body in (one.body, *one.bodies))
        labels = self._labels(self.move.now)
        if labels:
            yield sentence(N_("Agenda items: {items}"), self.lang, items=words.comma(self.lang).join(labels))

    def _labels(self, segments: Iterable[Segment]) -> tuple[str, ...]:
        order = list(self.names.now.outline.bodies)
        rank = {body: place for place, body in enumerate(order)}
        items = sorted(segments, key=lambda one: (one.start.timestamp(), rank.get(one.body, len(order)), one.body))
        return tuple(dict.fromkeys(self.names.label(one) for one in items if one.item))

    def _remarks(self) -> Iterator[Line]:
        """What a reader would have to work out from the times, and what no time says."""
        if not self._old or not self._new:
            return
        if len(self._old) != len(self._new):
            said = N_("Number of parts: {after}, instead of {before}")
            yield line(words.text(said, self.lang, after=str(len(self._new)), before=str(len(self._old))))
        minutes = round(sum(one.seconds for one in self._new) - sum(one.seconds for one in self._old)) // 60
        if minutes:
            said = N_("Longer by {span}") if minutes > 0 else N_("Shorter by {span}")
            yield line(words.text(said, self.lang, span=Span(abs(minutes))))
        if "partners" in self.move.kinds and ("moved" in self.move.kinds or _SIZES.intersection(self.move.kinds)):
            yield from self.partners

    # -- when and where ------------------------------------------------------------------------------------------

    def _told(self, told: tuple[Stretch, ...], side: tuple[Segment, ...], *, rooms: bool) -> Iterator[Line]:
        """The day and the hours of each stretch, with its room where rooms are told and are not the same for all."""
        places = self._rooms(told) if rooms else []
        day, labels = "", self._labels(side)
        for place, one in enumerate(told):
            items = self._labels(one.segments)
            if self.move.joint and items and len(items) < len(labels):
                yield line(words.comma(self.lang).join(items), look="strong")
                day = ""
            if day != (day := self._day(one)):
                yield line(day)
            yield line(self._hours(one))
            yield from self._inside(one)
            if len(places) > 1:
                yield places[place]
        if len(places) == 1:
            yield places[0]

    def _day(self, one: Stretch) -> str:
        return dates.day(self._local(one.first.start).date(), self.lang, year=self._year)

    def _hours(self, one: Stretch) -> str:
        """The hours; on which day they end, if on another."""
        start, end = self._local(one.first.start), self._local(one.last.end)
        hours = _hours(start, end, self.lang)
        # What ends at midnight ends on the day that it began on.
        last = (end - dt.timedelta(microseconds=1)).date()
        if last <= start.date():
            return hours
        until = dates.day(last, self.lang, year=self._year)
        return words.text(N_("{hours} (ends on {day})"), self.lang, hours=hours, day=until)

    def _inside(self, one: Stretch) -> Iterator[Line]:
        """The hours of the items of a joint session, where these did not just move along with it."""
        if self.move.joint and self._old and self._new and _places(self._old) != _places(self._new):
            for segment in one.segments:
                if segment.item and (segment.start.timestamp(), segment.end.timestamp()) != one.moments:
                    hours = _hours(self._local(segment.start), self._local(segment.end), self.lang)
                    yield self._pair(self.names.label(segment), line(hours), "quiet")

    def _pair(self, what: str, told: Line, look: Look = "") -> Line:
        return _looking(sentence(N_("{what}: {told}"), self.lang, what=what, told=told), look)

    def _rooms(self, told: tuple[Stretch, ...]) -> list[Line]:
        """The room of each stretch; one for all, where it is the same."""
        none = line(words.text(N_("no room"), self.lang))
        rooms = [listed(map(self.names.room, one.rooms), self.lang) or none for one in told]
        return rooms if len(set(rooms)) > 1 else rooms[:1]

    def _rooms_apart(self, told: tuple[Stretch, ...]) -> Iterator[Line]:
        """The rooms in a column of their own; each with its time, where they are not the same."""
        rooms = self._rooms(told) if self._rooms_told else []
        if len(rooms) < 2:
            return iter(rooms)
        days = [self._day(one) for one in told]
        whens = days if len(set(days)) == len(days) else [self._hours(one) for one in told]
        return (self._pair(when, room) for when, room in zip(whens, rooms, strict=True))

    def _local(self, moment: dt.datetime) -> dt.datetime:
        return self.names.now.outline.local(moment)


_SIZES = frozenset({"longer", "shorter", "split", "merged"})


def _titled(label: str, title: Told) -> Line:
    mark = FALLBACK_MARK if title.fallback else ""
    return line(Run(label, look="strong"), " " if label and title.text else "", title, mark)


def _looking(told: Line, look: Look) -> Line:
    return tuple(Run(run.text, run.lang, look, run.link) for run in told)


def _differ(old: Stretch, new: Stretch) -> bool:
    return (old.moments, old.rooms) != (new.moments, new.rooms)


def _places(told: tuple[Stretch, ...]) -> list[tuple[object, ...]]:
    """Where in its stretch each item stands, in seconds from its start."""
    return [
        (place, segment.ref, segment.start.timestamp() - one.moments[0], segment.end.timestamp() - one.moments[0])
        for place, one in enumerate(told)
        for segment in one.segments
        if segment.item
    ]


def _hours(start: dt.datetime, end: dt.datetime, lang: str) -> str:
    """Hours, with the offset from UTC where clocks are set in between, or show the same time twice that night."""
    told = dates.hours(start, end, lang)
    offsets = dict.fromkeys((_offset(start), _offset(end)))
    if len(offsets) == 1 and not _twice(start) and not _twice(end):
        return told
    return words.text(N_("{hours} ({zone})"), lang, hours=told, zone="–".join(offsets))


def _twice(moment: dt.datetime) -> bool:
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def _offset(moment: dt.datetime) -> str:
    return f"UTC{moment:%z}"[:6] + ":" + f"{moment:%z}"[3:5]
