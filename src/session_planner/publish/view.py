"""One view of a programme for all formats: days, their sittings, and in each the rows of the annex.

First station of `publish`: it joins the programme (who, what, when, where) with the scenario (titles, documents, the
hours of the sittings) in one language, and keeps what a reader asked for. The formats behind it only lay out.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from session_planner import words
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, Segment, ordered
from session_planner.programme.sittings import bodies_in_order, sitting_times, slot_of
from session_planner.publish import dates
from session_planner.publish.titles import Titles, Told
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.words import RIGHT_TO_LEFT

FALLBACK_MARK = "*"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the annex. `number` and `label` are empty where no item of an agenda stands behind it.

    In a joint sitting several bodies may have an item 6: there the label names the body too, the number never does.
    """

    segment: Segment
    label: str
    number: str
    title: Told
    continued: bool
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sitting:
    """One block of the annex: who sits, where, the hours of the sitting (not of its segments), what is taken up.

    `rows` are what a table tells, `segments` all that is held, for what is drawn or counted.
    """

    key: str
    bodies: tuple[str, ...]
    names: tuple[Told, ...]
    room: Told | None
    start: dt.datetime
    end: dt.datetime
    hours: str
    joint: tuple[Told, ...]
    rows: tuple[Row, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the session and the sittings held on it."""

    date: dt.date
    label: str
    sittings: tuple[Sitting, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What every format renders."""

    lang: str
    title: Told
    bodies: tuple[Told, ...]
    rooms: tuple[Told, ...]
    days: tuple[Day, ...]
    unscheduled: tuple[str, ...]

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, as HTML writes it."""
        return "rtl" if self.lang in RIGHT_TO_LEFT else "ltr"

    @property
    def names_bodies(self) -> bool:
        """Whether a block has to say who sits in it, and where: not in the programme of one body in one room."""
        return len(self.bodies) > 1 or len(self.rooms) > 1

    @property
    def sittings(self) -> tuple[Sitting, ...]:
        """All blocks, in order of time."""
        return tuple(sitting for day in self.days for sitting in day.sittings)

    @property
    def falls_back(self) -> bool:
        """Whether a title had to be shown in another language than the reader's."""
        titles = [self.title, *self.bodies, *self.rooms]
        titles += [one for sitting in self.sittings for one in (*sitting.names, *sitting.joint)]
        titles += [row.title for sitting in self.sittings for row in sitting.rows]
        return any(title.fallback for title in titles)


def view(programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING) -> View:
    """What `keep` leaves of a programme, in `lang`."""
    return _Viewer(programme, scenario, lang, keep).view()


class _Viewer:
    def __init__(self, programme: Programme, scenario: Scenario, lang: str, keep: Filter) -> None:
        self.programme, self.scenario, self.lang = programme, scenario, lang
        self.outline = outline(scenario)
        self.titles = Titles(scenario, lang)
        self.segments = without_guests(ordered(keep.kept(programme, scenario)))
        hosts = {segment.body for segment in self.segments}
        attending = hosts if len(hosts) == 1 else {body for one in self.segments for body in _bodies(one)}
        self.shown = tuple(
            body for body in bodies_in_order(attending, self.outline) if not keep.bodies or body in keep.bodies
        )
        self.keep = keep

    def view(self) -> View:
        sittings = self._sittings()
        by_date: dict[dt.date, list[Sitting]] = defaultdict(list)
        for sitting in sittings:
            by_date[sitting.start.date()].append(sitting)
        with_year = len({date.year for date in by_date}) > 1
        days = (Day(date, dates.day(date, self.lang, year=with_year), tuple(by_date[date])) for date in sorted(by_date))
        rooms = dict.fromkeys(sitting.room for sitting in sittings if sitting.room)
        names = tuple(self.titles.body(body) for body in self.shown)
        return View(
            self.lang, self.titles.of(self.scenario.title), names, tuple(rooms), tuple(days), self._unscheduled()
        )

    def _sittings(self) -> tuple[Sitting, ...]:
        """Segments of the same bodies in the same sitting make one block; a joint session is one for all its bodies."""
        blocks: dict[tuple[tuple[str, ...], int], list[Segment]] = defaultdict(list)
        for segment in self.segments:
            together = tuple(body for body in self.shown if body in _bodies(segment)) or (segment.body,)
            slot = slot_of(segment, self.outline)
            blocks[together, slot.start if slot else int(segment.start.timestamp()) // 60].append(segment)
        made = (self._sitting(bodies, segments) for (bodies, _start), segments in blocks.items())
        return tuple(sorted(made, key=self._place))

    def _sitting(self, bodies: tuple[str, ...], segments: list[Segment]) -> Sitting:
        start, end = sitting_times(segments, self.outline)
        joints = dict.fromkeys(segment.joint for segment in segments if segment.joint in self.outline.joints)
        rooms = dict.fromkeys(segment.room for segment in segments if segment.room)
        return Sitting(
            key=start.strftime("%Y-%m-%dT%H:%M"),
            bodies=bodies,
            names=tuple(self.titles.body(body) for body in bodies),
            room=self.titles.joined([self.titles.room(room) for room in rooms]) if rooms else None,
            start=start,
            end=end,
            hours=dates.hours(start, end, self.lang),
            joint=tuple(self.titles.joint(joint) for joint in joints if joint),
            rows=self._rows(bodies, segments),
            segments=tuple(segments),
        )

    def _rows(self, bodies: tuple[str, ...], segments: list[Segment]) -> tuple[Row, ...]:
        """A row a segment; those that would only say again what the block's heading says are left out."""
        several = len(self.shown) > 1
        itemless = [segment for segment in segments if not segment.item]
        told = [segment for segment in segments if segment.item]
        if not several:
            told = segments
        elif not told and any(segment.joint for segment in itemless):
            told = itemless[:1]
        rank = {body: place for place, body in enumerate(bodies)}
        told.sort(key=lambda one: (one.start.timestamp(), rank.get(one.body, 0), self._order(one), one.part))
        return tuple(self._row(segment, whose=len(bodies) > 1) for segment in told)

    def _row(self, segment: Segment, *, whose: bool) -> Row:
        number = dates.label(segment.item, self.lang) if segment.item else ""
        label = f"{self.titles.short(segment.body)} {number}" if whose and number else number
        documents = tuple(document.name for document in self.outline.documents_of.get(segment.ref, ()))
        return Row(segment, label, number, self.titles.segment(segment), segment.part > 1, documents)

    def _order(self, segment: Segment) -> int:
        leaf = self.outline.leaves.get(segment.ref)
        return leaf.order if leaf else -1

    def _place(self, sitting: Sitting) -> tuple[object, ...]:
        return sitting.start.timestamp(), self._rank(sitting.bodies), sitting.end.timestamp()

    def _rank(self, bodies: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self.shown.index(body) for body in bodies if body in self.shown)

    def _unscheduled(self) -> tuple[str, ...]:
        """The items that found no place, of the bodies shown, named as rows name them."""
        refs = self.keep.kept_refs(self.programme.unscheduled, self.scenario)
        return tuple(self.titles.reference(ref) for ref in refs)


def heading(sitting: Sitting) -> list[str]:
    """What the first line of a block says where several bodies are shown: who sits, what they do jointly, where."""
    names = words.comma(sitting.names[0].lang).join(name.text for name in sitting.names)
    return [names, *(joint.text for joint in sitting.joint), *([sitting.room.text] if sitting.room else [])]


def row_text(row: Row, lang: str) -> str:
    """What a row says: the title, whether it goes on from an earlier sitting, a mark where its language is another."""
    parts = [row.title.text, words.text("(continued)", lang) if row.continued else ""]
    return " ".join(filter(None, parts)) + (FALLBACK_MARK if row.title.fallback else "")


def without_guests(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The segments; where one body alone has items of its own, only that body's.

    A body that only attends the joint items of another does not make a programme one of several bodies.
    """
    hosted = {segment.joint for segment in segments if segment.joint and segment.item}
    hosts = {segment.body for segment in segments if segment.joint not in hosted or segment.item}
    return tuple(segment for segment in segments if segment.body in hosts) if len(hosts) == 1 else segments


def _bodies(segment: Segment) -> tuple[str, ...]:
    return segment.bodies or (segment.body,)
