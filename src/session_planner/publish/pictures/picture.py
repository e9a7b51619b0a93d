"""The picture of the week, as SVG and PNG: rooms by time, a band a day, coloured by body.

A format of `publish`. Time is measured in real minutes and labelled as clocks show it, so that a night in which clocks
are set is as long as it is. Sittings without a room stand in a row of their body. A joint session is striped in the
colours of its bodies. Right to left, time runs to the left.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from session_planner import words
from session_planner.errors import OutsideError
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme, Segment
from session_planner.programme.sittings import bodies_in_order
from session_planner.publish import dates
from session_planner.publish.colours import COLOURS, colours
from session_planner.publish.document import plain
from session_planner.publish.layouts import said
from session_planner.publish.pictures.canvas import Canvas
from session_planner.publish.pictures.fitting import fitted, width
from session_planner.publish.titles import Titles
from session_planner.publish.view import Row, Sitting, view
from session_planner.scenario.model import Scenario
from session_planner.words import N_

WIDTH, MARGIN = 1400.0, 24.0
INK, QUIET, RULE, HAIR, GROUND, PAPER = "#1a1a1a", "#4d4d4d", "#8c8c8c", "#d9d9d9", "#f1f1f1", "#ffffff"
NAME, SMALL, LEADING = 12.5, 11.0, 14.0
HEADER, PAD, STRIPE = 46.0, 5.0, 8.0
LEAST_LABEL, MOST_LABEL = 70.0, 190.0
ZOOM, MOST_PIXELS = 2.0, 40_000_000


def svg(programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING) -> str:
    """The week as a drawing, to look at, to print, and to put into a page."""
    return _Week(programme, scenario, lang, keep).drawn()


def png(programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING) -> bytes:
    """The same as a picture of dots."""
    return png_of(svg(programme, scenario, lang, keep))


def png_of(drawing: str) -> bytes:
    """A drawing as a picture of dots, two to each of its units; fewer where that would be too many to hold."""
    try:
        import resvg_py
    except ImportError:
        raise OutsideError(
            N_("pictures as PNG need resvg-py: install `session-planner[png]`; `session-planner doctor` says how")
        ) from None
    from xml.etree import ElementTree

    root = ElementTree.fromstring(drawing)
    units = float(root.get("width", WIDTH)) * float(root.get("height", WIDTH))
    zoom = min(ZOOM, math.sqrt(MOST_PIXELS / max(units, 1)))
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=drawing, zoom=zoom))
    except BaseException as error:
        # What fails inside the library is no Exception, so that it would end the program past all who catch errors.
        if not isinstance(error, ValueError) and type(error).__name__ != "PanicException":
            raise
        raise OutsideError(N_("resvg could not draw the picture: {reason}"), reason=str(error)) from error


# -- what stands in which row ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Box:
    """A sitting, or the part of one that is held in one room, in the row of a room or of a body (`of`).

    Times are minutes since 1970 UTC.
    """

    sitting: Sitting
    segments: tuple[Segment, ...]
    start: int
    end: int
    of: str

    @property
    def rows(self) -> list[Row]:
        """What is taken up in it."""
        return [row for row in self.sitting.rows if row.segment in self.segments]


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of a row: boxes that do not overlap. Only the first line of a row says whose it is."""

    label: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A day: where its axis begins, and its lines."""

    label: str
    origin: int
    lanes: tuple[Lane, ...]

    @property
    def last(self) -> int:
        """When the last sitting is over."""
        return max(box.end for lane in self.lanes for box in lane.boxes)


class _Week:
    """Plans the bands, then draws them one below the other."""

    def __init__(self, programme: Programme, scenario: Scenario, lang: str, keep: Filter) -> None:
        self.seen = view(programme, scenario, lang, keep)
        self.titles, self.tones, self.lang = Titles(scenario, lang), colours(scenario), lang
        self.outline = self.titles.outline
        self.canvas = Canvas(WIDTH, lang)
        first = min((sitting.start.hour for sitting in self.seen.sittings), default=9)
        self.bands = [self._band(day.date, day.label, day.sittings, first) for day in self.seen.days]
        labels = [lane.label for band in self.bands for lane in band.lanes]
        widest = max((width(label, SMALL) + 3 * PAD for label in labels), default=0.0)
        self.axis = MARGIN + min(max(widest, LEAST_LABEL), MOST_LABEL)
        minutes = max((band.last - band.origin for band in self.bands), default=60)
        self.hours = max(math.ceil(minutes / 60), 1)
        self.minute = (WIDTH - MARGIN - self.axis) / (self.hours * 60)
        most = max((len(band.lanes) for band in self.bands), default=0)
        self.lines = 4 if most <= 4 else 3 if most <= 9 else 2
        self.lane = self.lines * LEADING + 2 * PAD + STRIPE

    def _band(self, date: dt.date, label: str, sittings: Sequence[Sitting], first: int) -> Band:
        rows: dict[tuple[int, str], list[Box]] = {}
        for sitting in sittings:
            for row, box in self._boxes(sitting):
                rows.setdefault(row, []).append(box)
        rooms, bodies = list(self.outline.rooms), list(self.outline.bodies)
        rank = {(kind, id): place for kind, ids in enumerate((rooms, bodies)) for place, id in enumerate(ids)}
        order = sorted(rows, key=lambda row: (row[0], rank.get(row, len(rank)), row[1]))
        lanes = [lane for row in order for lane in _lanes(self._label(row), rows[row])]
        wanted = self.outline.minute(dt.datetime.combine(date, dt.time(first)))
        origin = min(wanted, *(box.start for lane in lanes for box in lane.boxes))
        return Band(label, origin, tuple(lanes))

    def _boxes(self, sitting: Sitting) -> Iterable[tuple[tuple[int, str], Box]]:
        """A sitting's boxes, each with its row: a room, or without one a row of each of its bodies."""
        by_room: dict[str | None, list[Segment]] = {}
        for segment in sitting.segments:
            by_room.setdefault(segment.room, []).append(segment)
        for room, segments in by_room.items():
            start, end = _minute(sitting.start), _minute(sitting.end)
            if len(by_room) > 1:
                start, end = _extent(segments)
            rows = [(0, room)] if room else [(1, body) for body in sitting.bodies]
            yield from ((row, Box(sitting, tuple(segments), start, max(end, start + 1), row[1])) for row in rows)

    def _label(self, row: tuple[int, str]) -> str:
        kind, id = row
        return plain(said.marked(self.titles.short(id) if kind else self.titles.room(id)))

    # -- drawing ---------------------------------------------------------------------------------------------------

    def drawn(self) -> str:
        """The whole picture."""
        title = self.seen.title.text
        y = MARGIN + 22
        for told in fitted(plain(said.marked(self.seen.title)), WIDTH - 2 * MARGIN, 2, 20, strong=True):
            self.canvas.text(MARGIN, y, told, 20, INK, strong=True)
            y += 26
        for band in self.bands:
            y = self._draw_band(band, y + 4)
        y = self._legend(y + 22)
        if self.seen.falls_back:
            for told in fitted(said.mark_note(self.lang), WIDTH - 2 * MARGIN, 1, SMALL):
                self.canvas.text(MARGIN, y + 12, told, SMALL, QUIET)
            y += 20
        says = words.semicolon(self.lang).join(
            f"{day.label}: {_told(sitting, sitting.rows, self.titles)}"
            for day in self.seen.days
            for sitting in day.sittings
        )
        return self.canvas.svg(y + MARGIN - 8, title, says)

    def _draw_band(self, band: Band, top: float) -> float:
        canvas, bottom = self.canvas, top + HEADER + len(band.lanes) * self.lane
        canvas.text(MARGIN, top + 19, band.label, 14, INK, strong=True)
        canvas.rect(self.axis, top + HEADER, WIDTH - MARGIN - self.axis, bottom - top - HEADER, GROUND)
        self._draw_hours(band, top + HEADER, bottom)
        for place, lane in enumerate(band.lanes):
            y = top + HEADER + place * self.lane
            canvas.line(MARGIN if lane.label else self.axis, y, WIDTH - MARGIN, y, RULE if not place else HAIR)
            self._draw_label(lane.label, y)
            for box in lane.boxes:
                self._draw_box(box, band, y + 1.5, self.lane - 3)
        canvas.line(MARGIN, bottom, WIDTH - MARGIN, bottom, RULE)
        return bottom + 8

    def _draw_label(self, label: str, y: float) -> None:
        for place, told in enumerate(fitted(label, self.axis - MARGIN - 2 * PAD, self.lines, SMALL)):
            self.canvas.text(MARGIN, y + PAD + (place + 1) * LEADING - 3, told, SMALL, INK)

    def _draw_hours(self, band: Band, top: float, bottom: float) -> None:
        """A line at each full hour that clocks show; labels where they have room."""
        widest = max(width(dates.hour(dt.time(hour), self.lang), SMALL) for hour in range(24))
        free = -math.inf
        for minute in range(band.origin, band.origin + self.hours * 60 + 1):
            clock = self.outline.clock(minute)
            if clock.minute:
                continue
            x = self.axis + (minute - band.origin) * self.minute
            self.canvas.line(x, top, x, bottom, HAIR)
            begins = max(min(x - widest / 2, WIDTH - MARGIN - widest), MARGIN)
            if begins >= free:
                told = dates.hour(clock.time(), self.lang)
                self.canvas.text(begins + widest / 2, top - 7, told, SMALL, QUIET, middle=True)
                free = begins + widest + 6

    def _draw_box(self, box: Box, band: Band, y: float, height: float) -> None:
        x = self.axis + (box.start - band.origin) * self.minute + 1
        wide = max((box.end - box.start) * self.minute - 2, 1.0)
        bodies = said.attending(box.sitting, self.titles)
        tones = [self._tone(body) for body in sorted(bodies, key=lambda body: body != box.of)]
        self.canvas.begin(_told(box.sitting, box.rows, self.titles))
        self.canvas.rect(x, y, wide, height, tones[0], round=2)
        if len(tones) > 1:
            self._stripes(x, y + height - STRIPE, wide, tones)
        for place, (told, strong) in enumerate(self._lines(box, wide - 2 * PAD)):
            size = NAME if strong else SMALL
            self.canvas.text(x + PAD, y + PAD + (place + 1) * LEADING - 4, told, size, PAPER, strong=strong)
        self.canvas.end()

    def _tone(self, body: str) -> str:
        return COLOURS[self.tones[body]] if body in self.tones else INK

    def _stripes(self, x: float, y: float, wide: float, tones: Sequence[str]) -> None:
        """The colours of all bodies in turn, on white, so that two of the same colour are two as well."""
        self.canvas.rect(x, y, wide, STRIPE, PAPER)
        count = max(round(wide / 14), len(tones))
        step = wide / count
        for place in range(count):
            self.canvas.rect(x + place * step, y + 1.5, max(step - 1.5, 0.3), STRIPE - 1.5, tones[place % len(tones)])

    def _lines(self, box: Box, room: float) -> list[tuple[str, bool]]:
        """What a box says: who sits, then item by item if there are lines for that, else the items' numbers."""
        names = plain(said.who(box.sitting, self.titles, short=True))
        found = [(told, True) for told in fitted(names, room, max(self.lines - 1, 1), NAME, strong=True)]
        left = self.lines - len(found)
        if not found or not left:
            return found
        items = [plain(said.item(row, self.lang)) for row in box.rows]
        topics = [*map(plain, said.joint(box.sitting)), *filter(None, items)]
        if len(topics) <= left:
            told = [part for topic in topics for part in fitted(topic, room, left if len(topics) == 1 else 1, SMALL)]
        else:
            numbers = [row.label for row in box.rows if row.label]
            told = list(fitted(words.comma(self.lang).join(numbers) or topics[0], room, left, SMALL))
        return found + [(line, False) for line in told]

    def _legend(self, y: float) -> float:
        """Which colour is whose, in columns."""
        ids = {body for sitting in self.seen.sittings for body in said.attending(sitting, self.titles)}
        entries = [(self.titles.short(body).text, [self._tone(body)]) for body in bodies_in_order(ids, self.outline)]
        joint = next((one for one in self.seen.sittings if len(said.attending(one, self.titles)) > 1), None)
        if joint:
            tones = [self._tone(body) for body in said.attending(joint, self.titles)]
            entries.append((words.text(N_("Joint meeting"), self.lang), tones))
        columns = min(max(len(entries), 1), 5)
        wide = (WIDTH - 2 * MARGIN) / columns
        for place, (name, tones) in enumerate(entries):
            x, at = MARGIN + place % columns * wide, y + place // columns * 20
            if len(tones) == 1:
                self.canvas.rect(x, at - 10, 14, 12, tones[0], round=2)
            else:
                self._stripes(x, at - 8, 28, tones)
            shift = 20 if len(tones) == 1 else 34
            for told in fitted(name, wide - shift - 8, 1, SMALL):
                self.canvas.text(x + shift, at, told, SMALL, INK)
        return y + math.ceil(len(entries) / columns) * 20 - 10


def _minute(moment: dt.datetime) -> int:
    return int(moment.timestamp()) // 60


def _extent(segments: Sequence[Segment]) -> tuple[int, int]:
    """From the first of them to the last."""
    return min(_minute(one.start) for one in segments), max(_minute(one.end) for one in segments)


def _lanes(label: str, boxes: Sequence[Box]) -> list[Lane]:
    """The boxes of a row in as many lines as stand at the same time; sittings that share an hour show their own."""
    lanes: list[list[Box]] = []
    for box in sorted((_own(box, boxes) for box in boxes), key=lambda one: (one.start, one.end)):
        free = next((lane for lane in lanes if lane[-1].end <= box.start), None)
        if free is None:
            lanes.append([box])
        else:
            free.append(box)
    return [Lane("" if place else label, tuple(lane)) for place, lane in enumerate(lanes)]


def _own(box: Box, boxes: Sequence[Box]) -> Box:
    """The box; where another overlaps it, only from its first segment to its last."""
    if not any(other is not box and other.start < box.end and box.start < other.end for other in boxes):
        return box
    start, end = _extent(box.segments)
    return replace(box, start=max(start, box.start), end=max(min(end, box.end), start + 1))


def _told(sitting: Sitting, rows: Iterable[Row], titles: Titles) -> str:
    """All of a sitting in one sentence: its hours, who, where, what."""
    names, room = plain(said.who(sitting, titles)), [sitting.room.text] if sitting.room else []
    items = [plain(said.item(row, titles.lang)) for row in rows]
    parts = [sitting.hours, names, *room, *(title.text for title in sitting.joint), *items]
    return words.comma(titles.lang).join(part for part in parts if part)
