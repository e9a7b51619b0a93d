"""Between two wishes: the points of a front in a picture and a table.

A layout of `publish` over the findings of `studies`.
"""

from __future__ import annotations

from collections.abc import Iterator

from session_planner import words
from session_planner.publish.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Picture,
    Row,
    Table,
    line,
)
from session_planner.publish.layouts import said
from session_planner.publish.pictures import charts
from session_planner.publish.titles import Titles
from session_planner.scenario.model import Scenario
from session_planner.studies.pricing.front import Front, Point
from session_planner.words import N_

TITLE = N_("Between two wishes")


def front_document(front: Front, scenario: Scenario, lang: str) -> Document:
    """The points of a front, from the least of the first wish on: a picture, and a table."""
    return _Front(front, scenario, lang).document()


def front_chart(front: Front, lang: str) -> str:
    """The front as a drawing (SVG); a point that is not proved is hollow, with down to where it may lie."""
    first, second = (one.title.told(lang) for one in (front.first, front.second))
    across, up = front.first.figure, front.second.figure
    marks = [
        charts.Point(
            across(point.first),
            up(point.second),
            str(number),
            front=True,
            sure=point.proved,
            y_low=None if point.second_low >= point.second else up(point.second_low),
        )
        for number, point in enumerate(front.points, 1)
    ]
    title = words.text(N_("Between {first} and {second}"), lang, first=first, second=second)
    return charts.points(title, first, second, marks, lang)


class _Front:
    def __init__(self, front: Front, scenario: Scenario, lang: str) -> None:
        self.front, self.scenario, self.lang = front, scenario, lang
        self.titles = Titles(scenario, lang)

    def document(self) -> Document:
        title = words.text(TITLE, self.lang)
        session = self.titles.of(self.scenario.title)
        return Document(self.lang, f"{title} – {session}", tuple(self._blocks()))

    def _say(self, msgid: str, **fields: str) -> str:
        return words.text(msgid, self.lang, **fields)

    def _blocks(self) -> Iterator[Block]:
        session = self.titles.of(self.scenario.title)
        first, second = (one.title.told(self.lang) for one in (self.front.first, self.front.second))
        yield Heading(line(self._say(TITLE)))
        yield Paragraph(said.named(session, self.lang), "whose")
        yield Paragraph(
            line(
                self._say(
                    N_("What each programme costs by “{first}” and by “{second}”: neither is had for less without more "
                       "of the other."),
                    first=first, second=second,
                )
            )
        )  # fmt: skip
        if len(self.front.points) > 1:
            svg = front_chart(self.front, self.lang)
            figures = "; ".join(
                f"{number}: {self._figures(one.first, one.second)}" for number, one in enumerate(self.front.points, 1)
            )
            yield Picture(svg, self._say(N_("The points of the table: {figures}"), figures=figures))
        yield self._table(first, second)
        yield Paragraph(line(self._verdict()), "note")
        if session.fallback:
            yield Paragraph(line(said.mark_note(self.lang)), "note")

    def _table(self, first: str, second: str) -> Table:
        heads = (self._say(N_("No.")), first, second, self._say(N_("Proof")))
        columns = tuple(Column(line(head), share) for head, share in zip(heads, (0.4, 1.0, 1.0, 2.0), strict=True))
        rows = tuple(self._row(number, point) for number, point in enumerate(self.front.points, 1))
        return Table(self._say(TITLE), columns, (rows,))

    def _row(self, number: int, point: Point) -> Row:
        first, second = self.front.first.figure(point.first), self.front.second.figure(point.second)
        cells = (str(number), str(first), str(second), self._proof(point))
        return Row(tuple(Cell((line(told),)) for told in cells))

    def _proof(self, point: Point) -> str:
        """Whether the point is on the front, or how far the two could still come down."""
        if point.proved:
            return self._say(N_("proved"))
        said = (N_("{figure} at least"), N_("{figure} at most"))
        both = ((self.front.first, point.first_low), (self.front.second, point.second_low))
        first, second = (self._say(said[one.out_of is not None], figure=str(one.figure(low))) for one, low in both)
        return self._say(N_("within the gap only: {first}, {second}"), first=first, second=second)

    def _figures(self, first: int, second: int) -> str:
        return f"{self.front.first.figure(first)}, {self.front.second.figure(second)}"

    def _verdict(self) -> str:
        if self.front.complete:
            return self._say(N_("Proved: there are no other points."))
        return self._say(N_("There may be other points between these, or better ones where no proof is told."))
