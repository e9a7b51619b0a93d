"""Small charts as SVG: bars side by side, points with a front, curves, histograms.

Beside the picture of the week, in its typefaces and tones, drawn on the same canvas: mirrored for what is read right
to left, every figure in the description for those who do not see it, the same bytes for the same figures. As a picture
of dots by `picture.png_of`. All words are ready to be read; figures are written in the language, or as `told` writes
them (`partial(scales.percent, lang)` for shares).

    bars("Cost by rule", ["agenda order", "few splits"], [Series("as it is", (Mark(3), Mark(2, low=1)))], "en")
    points("Between two rules", "few splits", "even load", [Point(1, 40, "A", front=True)], "en")
    curves("Chance to start on time", "minutes of reserve", "chance", [Curve("joint", ((0, 0.5), (5, 0.9)))], "en")
    histogram("Overrun", "minutes", "sessions", (0, 5, 10), (40, 3), "en", at=((7.5, "nine in ten"),))
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from session_planner import words
from session_planner.publish.colours import COLOURS
from session_planner.publish.pictures.canvas import Canvas
from session_planner.publish.pictures.fitting import fitted, width
from session_planner.publish.pictures.picture import HAIR, INK, LEADING, MARGIN, PAPER, QUIET, RULE, SMALL
from session_planner.publish.pictures.scales import Scale, Telling, scale, telling

WIDTH, HEIGHT = 900.0, 360.0
"""Units of a chart, and of the field in which points, curves and histograms stand."""
TITLE, BAR, GAP, DOT = 16.0, 14.0, 10.0, 4.5
MOST_LABEL = 260.0
TONES = tuple(COLOURS.values())
DASHES = ("", "6 3", "2 3", "9 3 2 3")


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure. `low` and `high`: between what it is known to lie, where it is not known to the point.

    `value` None: there is no figure; `told` is then what stands there instead, else what stands beside the bar.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    told: str = ""

    @property
    def known(self) -> tuple[float, ...]:
        """Every figure it brings."""
        return tuple(one for one in (self.value, self.low, self.high) if one is not None)

    @property
    def between(self) -> tuple[float, float] | None:
        """From where to where it may be; None where it is known to the point."""
        if self.value is None or len(set(self.known)) < 2:
            return None
        return min(self.known), max(self.known)


@dataclass(frozen=True, slots=True)
class Series:
    """One thing that is compared: its name, and a figure for each group."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A point by two figures. `front`: on the line; `sure`: else it is hollow; `y_low`, `y_high`: where it may be."""

    x: float
    y: float
    label: str = ""
    front: bool = False
    sure: bool = True
    y_low: float | None = None
    y_high: float | None = None

    @property
    def heights(self) -> tuple[float, ...]:
        """Every figure upwards."""
        return tuple(one for one in (self.y, self.y_low, self.y_high) if one is not None)


@dataclass(frozen=True, slots=True)
class Curve:
    """Points that a line joins, in their order; `band`: at some x, between what the figure is known to lie."""

    name: str
    points: tuple[tuple[float, float], ...]
    band: tuple[tuple[float, float, float], ...] = ()


def bars(
    title: str,
    groups: Sequence[str],
    series: Sequence[Series],
    lang: str,
    axis: str = "",
    told: Telling | None = None,
) -> str:
    """Groups of bars, one bar for each of `series`, each with its figure and the interval that it may lie in."""
    return _Bars(title, groups, series, lang, axis, telling(lang, told)).drawn()


def points(
    title: str, across: str, up: str, found: Sequence[Point], lang: str, told: tuple[Telling, Telling] | None = None
) -> str:
    """Points in a field of two figures, less being better; those of the front are joined by steps."""
    told_x, told_y = told or (telling(lang, None),) * 2
    field = _Field(title, across, up, lang, (told_x, told_y))
    field.begin([one.x for one in found], [high for one in found for high in one.heights])
    front = sorted((one for one in found if one.front), key=lambda one: (one.x, -one.y))
    field.steps(front)
    labels = _Labels(field, found)
    for one in found:
        says = words.comma(lang).join(part for part in (one.label, f"{told_x(one.x)}", f"{told_y(one.y)}") if part)
        field.says.append(says)
        field.point(one, says)
        labels.place(one)
    return field.drawn()


def curves(
    title: str,
    across: str,
    up: str,
    found: Sequence[Curve],
    lang: str,
    told: tuple[Telling, Telling] | None = None,
    *,
    zero: bool = True,
) -> str:
    """Curves over one figure; `zero`: whether the axis upwards begins there."""
    field = _Field(title, across, up, lang, told or (telling(lang, None),) * 2)
    if len(found) > 1:
        field.legend([one.name for one in found], lines=True)
    heights = [y for one in found for y in (*(y for _, y in one.points), *(y for _, *ys in one.band for y in ys))]
    field.begin([x for one in found for x, _ in one.points], heights, zero=zero)
    for place, one in enumerate(found):
        field.curve(one, place)
    return field.drawn()


def histogram(
    title: str,
    across: str,
    up: str,
    edges: Sequence[float],
    counts: Sequence[float],
    lang: str,
    at: Sequence[tuple[float, str]] = (),
    told: tuple[Telling, Telling] | None = None,
) -> str:
    """How often figures fall between each two of `edges`; `at`: figures to mark, each with what it is called."""
    field = _Field(title, across, up, lang, told or (telling(lang, None),) * 2)
    field.begin([*edges, *(x for x, _ in at)], counts, zero=True)
    for low, high, count in zip(edges[:-1], edges[1:], counts, strict=True):
        field.column(low, high, count)
    for x, name in at:
        field.upright(x, name)
    return field.drawn()


def _tone(place: int) -> str:
    return TONES[place % len(TONES)]


class _Chart:
    """What all charts have: a title, a legend, and what they say to those who do not see them."""

    def __init__(self, title: str, lang: str) -> None:
        self.title, self.lang = title, lang
        self.canvas, self.y = Canvas(WIDTH, lang), MARGIN
        self.says: list[str] = []
        for line in fitted(title, WIDTH - 2 * MARGIN, 2, TITLE, strong=True):
            self.canvas.text(MARGIN, self.y + TITLE, line, TITLE, INK, strong=True)
            self.y += TITLE + 8
        self.y += 6

    def legend(self, names: Sequence[str], *, lines: bool = False) -> None:
        """Which tone is whose, in columns."""
        widest = max((width(name, SMALL) for name in names), default=0.0) + 42
        columns = max(min(len(names), 4, int((WIDTH - 2 * MARGIN) // widest)), 1)
        wide = (WIDTH - 2 * MARGIN) / columns
        for place, name in enumerate(names):
            x, y = MARGIN + place % columns * wide, self.y + place // columns * 20
            if lines:
                self.canvas.path([(x, y + 6), (x + 26, y + 6)], _tone(place), 2.5, DASHES[place % len(DASHES)])
            else:
                self.canvas.rect(x, y, 14, 12, _tone(place), round=2)
            for told in fitted(name, wide - 42, 1, SMALL):
                self.canvas.text(x + (34 if lines else 20), y + 10, told, SMALL, INK)
        self.y += math.ceil(len(names) / columns) * 20 + 6

    def svg(self) -> str:
        """The whole picture."""
        return self.canvas.svg(self.y + MARGIN - 8, self.title, words.semicolon(self.lang).join(self.says))


class _Bars(_Chart):
    """Bars lie: the names of their groups have the room of a line each."""

    def __init__(
        self, title: str, groups: Sequence[str], series: Sequence[Series], lang: str, axis: str, told: Telling
    ) -> None:
        super().__init__(title, lang)
        self.groups, self.series, self.axis, self.told = groups, series, axis, told
        widest = max((width(group, SMALL) for group in groups), default=0.0)
        self.left = MARGIN + min(widest + 8, MOST_LABEL)
        known = [figure for one in series for mark in one.marks for figure in mark.known]
        beside = max((width(self._figure(mark), SMALL) for one in series for mark in one.marks), default=0.0)
        room = min(beside + 14, (WIDTH - self.left) / 2)
        self.scale = scale(known, self.left, WIDTH - MARGIN - room, zero=True)

    def drawn(self) -> str:
        """The whole picture."""
        if len(self.series) > 1:
            self.legend([one.name for one in self.series])
        top, high = self.y + 16, len(self.series) * BAR + GAP
        bottom = top + max(len(self.groups), 1) * high
        for mark in self.scale.marks:
            x, told = self.scale.at(mark), self.told(mark)
            self.canvas.line(x, top, x, bottom, RULE if not mark else HAIR)
            self.canvas.text(x, top - 5, told, SMALL, QUIET, middle=True)
        for place, group in enumerate(self.groups):
            self._group(place, group, top + place * high)
        self.canvas.line(MARGIN, bottom, WIDTH - MARGIN, bottom, HAIR)
        self.y = bottom
        if self.axis:
            middle = (self.scale.begin + self.scale.end) / 2
            self.canvas.text(middle, bottom + 16, self.axis, SMALL, QUIET, middle=True)
            self.y += 18
        return self.svg()

    def _group(self, place: int, group: str, y: float) -> None:
        self.canvas.line(MARGIN, y, WIDTH - MARGIN, y, HAIR)
        lines = fitted(group, self.left - MARGIN - 8, max(len(self.series), 1), SMALL)
        for number, told in enumerate(lines):
            self.canvas.text(MARGIN, y + GAP / 2 + (number + 1) * BAR - 3, told, SMALL, INK)
        for number, one in enumerate(self.series):
            self._bar(group, one, one.marks[place], number, y + GAP / 2 + number * BAR)

    def _bar(self, group: str, one: Series, mark: Mark, number: int, y: float) -> None:
        figure = self._figure(mark)
        name = one.name if len(self.series) > 1 else ""
        said = words.comma(self.lang).join(part for part in (group, name, figure) if part)
        self.says.append(said)
        self.canvas.begin(said)
        zero, ends = self.scale.at(0.0), self.scale.at(mark.value or 0.0)
        if mark.value:
            self.canvas.rect(min(zero, ends), y + 1, abs(ends - zero), BAR - 2, _tone(number), round=1)
        if mark.between:
            low, high = map(self.scale.at, mark.between)
            _whisker(self.canvas, (low, y + BAR / 2), (high, y + BAR / 2))
            ends = max(ends, high)
        self.canvas.text(max(ends, zero) + 6, y + BAR - 3, figure, SMALL, INK)
        self.canvas.end()

    def _figure(self, mark: Mark) -> str:
        """What stands beside a bar: its figure, and from where to where it may be."""
        if mark.told or mark.value is None:
            return mark.told or "–"
        told = self.told(mark.value)
        if not mark.between:
            return told
        low, high = mark.between
        return f"{told} ({self.told(low)}–{self.told(high)})"


def _whisker(canvas: Canvas, begin: tuple[float, float], end: tuple[float, float]) -> None:
    """A line with a stroke at each end, on white so that it is seen on a bar of any tone."""
    (x, y), (x_end, y_end) = begin, end
    across = (0.0, 3.5) if y == y_end else (3.5, 0.0)
    strokes = [[(a - across[0], b - across[1]), (a + across[0], b + across[1])] for a, b in (begin, end)]
    for stroke, thick in ((PAPER, 4.0), (INK, 1.5)):
        for line in ([(x, y), (x_end, y_end)], *strokes):
            canvas.path(line, stroke, thick)


class _Field(_Chart):
    """A field with an axis across and one upwards."""

    def __init__(self, title: str, across: str, up: str, lang: str, told: tuple[Telling, Telling]) -> None:
        super().__init__(title, lang)
        self.across, self.up, self.told = across, up, told
        self.x = self.h = Scale(0, 1, 1, 0, 1)

    def begin(self, xs: Iterable[float], ys: Iterable[float], *, zero: bool = False) -> None:
        """Draws the axes on which all these figures have a place."""
        for line in fitted(self.up, WIDTH - 2 * MARGIN, 1, SMALL):
            self.canvas.text(MARGIN, self.y + 10, line, SMALL, QUIET)
            self.y += LEADING + 6
        self.h = scale(ys, self.y + HEIGHT, self.y + 6, most=6, zero=zero)
        widest = max(width(self.told[1](mark), SMALL) for mark in self.h.marks)
        self.x = scale(xs, MARGIN + widest + 12, WIDTH - MARGIN - 20)
        self._marks()
        for line in fitted(self.across, self.x.end - self.x.begin, 1, SMALL):
            middle = (self.x.begin + self.x.end) / 2
            self.canvas.text(middle, self.h.begin + 34, line, SMALL, QUIET, middle=True)
        self.y = self.h.begin + 38

    def _marks(self) -> None:
        x, h = self.x, self.h
        for mark in h.marks:
            told = self.told[1](mark)
            self.canvas.line(x.begin, h.at(mark), x.end, h.at(mark), RULE if mark == h.low else HAIR)
            self.canvas.text(x.begin - 8 - width(told, SMALL), h.at(mark) + 4, told, SMALL, QUIET)
        for mark in x.marks:
            self.canvas.line(x.at(mark), h.begin, x.at(mark), h.end, RULE if mark == x.low else HAIR)
            self.canvas.text(x.at(mark), h.begin + 16, self.told[0](mark), SMALL, QUIET, middle=True)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where two figures are in the drawing."""
        return self.x.at(x), self.h.at(y)

    def steps(self, front: Sequence[Point]) -> None:
        """The front: what can be had of one figure for each of the other; between two points the first one's."""
        line: list[tuple[float, float]] = []
        for one in front:
            x, y = self.at(one.x, one.y)
            line += [(x, line[-1][1]), (x, y)] if line else [(x, y)]
        if len(line) > 1:
            self.canvas.path(line, RULE, 2.0)

    def point(self, one: Point, says: str) -> None:
        """A dot; hollow where it is not sure, with the stretch it may lie in."""
        x, y = self.at(one.x, one.y)
        self.canvas.begin(says)
        if len(set(one.heights)) > 1:
            _whisker(self.canvas, (x, self.h.at(min(one.heights))), (x, self.h.at(max(one.heights))))
        self.canvas.dot(x, y, DOT, _tone(0 if one.front else 13), hollow=not one.sure)
        self.canvas.end()

    def curve(self, one: Curve, place: int) -> None:
        """A curve in its tone and dashes, with the stretches that its figures may lie in."""
        said = (f"{self.told[0](x)}: {self.told[1](y)}" for x, y in one.points)
        self.says.append(words.comma(self.lang).join([*([one.name] if one.name else []), *said]))
        self.canvas.begin(one.name or self.title)
        for x, low, high in one.band:
            _whisker(self.canvas, self.at(x, low), self.at(x, high))
        line = [self.at(x, y) for x, y in one.points]
        self.canvas.path(line, _tone(place), 2.5, DASHES[place % len(DASHES)])
        if len(line) < 40:
            for x, y in line:
                self.canvas.dot(x, y, 3, _tone(place))
        self.canvas.end()

    def column(self, low: float, high: float, count: float) -> None:
        """A column of a histogram."""
        said = f"{self.told[0](low)}–{self.told[0](high)}: {self.told[1](count)}"
        self.says.append(said)
        (x, y), (x_end, _) = self.at(low, count), self.at(high, count)
        self.canvas.begin(said)
        self.canvas.rect(x, y, max(x_end - x - 1, 0.3), self.h.begin - y, _tone(0))
        self.canvas.end()

    def upright(self, x: float, name: str) -> None:
        """A line at a figure, with its name."""
        self.says.append(f"{name}: {self.told[0](x)}")
        at = self.x.at(x)
        self.canvas.path([(at, self.h.begin), (at, self.h.end)], INK, 1.5, DASHES[1])
        wide = width(name, SMALL)
        self.canvas.text(at + 5 if at + 5 + wide < WIDTH else at - 5 - wide, self.h.end + 12, name, SMALL, INK)

    def drawn(self) -> str:
        """The whole picture."""
        return self.svg()


class _Labels:
    """Names beside points, where there is room that no other name and no point takes."""

    def __init__(self, field: _Field, found: Sequence[Point]) -> None:
        self.field = field
        dots = [field.at(one.x, one.y) for one in found]
        self.taken = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in dots]

    def place(self, one: Point) -> None:
        """Writes the name of a point right, left, above or below of it; not at all where all of these are taken."""
        x, y = self.field.at(one.x, one.y)
        for name in fitted(one.label, 200, 1, SMALL):
            wide = width(name, SMALL)
            for left, base in ((x + 8, y - 4), (x - 8 - wide, y - 4), (x + 8, y + 13), (x - 8 - wide, y + 13)):
                box = (left, base - SMALL, left + wide, base + 3)
                if box[0] >= 0 and box[2] <= WIDTH and not any(_overlap(box, other) for other in self.taken):
                    self.taken.append(box)
                    self.field.canvas.text(left, base, name, SMALL, INK)
                    break


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
