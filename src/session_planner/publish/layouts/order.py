"""The order of the day, as the Journal prints it: each sitting with its items, their documents and mandates.

A layout of `publish`: the only one that tells which decision an item or a joint session rests on.
"""

from __future__ import annotations

from collections.abc import Iterator

from session_planner import words
from session_planner.programme.filter import EVERYTHING, Filter
from session_planner.programme.model import Programme
from session_planner.publish import dates
from session_planner.publish.document import Cell, Column, Document, Line, Row, Run, Table, line, sentence
from session_planner.publish.layouts import said
from session_planner.publish.titles import Titles, Told
from session_planner.publish.view import Day, Sitting, View, view
from session_planner.publish.view import Row as Item
from session_planner.scenario.model import Document as Paper
from session_planner.scenario.model import Scenario
from session_planner.words import N_, Date

TITLE = N_("Order of the day")
HEADS = ((N_("Agenda item"), 0.5), (N_("Title or description"), 2.0), (N_("Documents"), 1.6))
"""What stands over the columns, and how wide they are; the last one is left out where there are no documents."""


def order_of_the_day(programme: Programme, scenario: Scenario, lang: str, keep: Filter = EVERYTHING) -> Document:
    """Day by day and sitting by sitting, what is taken up and what is before the meeting."""
    seen = view(programme, scenario, lang, keep)
    title = words.text(TITLE, lang)
    order = _Order(seen, Titles(scenario, lang))
    columns = tuple(Column(line(words.text(head, lang)), share) for head, share in HEADS[: order.columns])
    table = Table(title, columns, tuple(tuple(order.rows(day)) for day in seen.days))
    blocks = (*said.opening(seen, TITLE), table)
    return Document(lang, f"{title} – {seen.title}", (*blocks, *said.closing(seen, blocks)))


class _Order:
    """Writes the rows."""

    def __init__(self, seen: View, titles: Titles) -> None:
        self.titles, self.lang, self.outline = titles, titles.lang, titles.outline
        self.names_bodies = seen.names_bodies
        self.columns = 3 if any(row.documents for sitting in seen.sittings for row in sitting.rows) else 2
        self._told: set[str] = set()  # decisions whose text has been told; it is not told again

    def rows(self, day: Day) -> Iterator[Row]:
        """The day, then its sittings."""
        label = dates.day(day.date, self.lang, year=True)
        yield Row((Cell((line(label),), columns=self.columns, heads="group"),), "day")
        for sitting in day.sittings:
            yield self._sitting(sitting)
            heading = ""
            for row in sitting.rows:
                if (under := self._heading(row)) and under != heading:
                    heading = under
                    yield self._heading_row(row)
                if row.label or row.title.text:
                    yield self._item(row)

    def _sitting(self, sitting: Sitting) -> Row:
        """Hours and who sits, where, what a joint session is on and which decision it rests on."""
        joints = dict.fromkeys(segment.joint for segment in sitting.segments if segment.joint)
        sources = [known.source for joint in joints if (known := self.outline.joints.get(joint or ""))]
        hours = line(sitting.hours, look="strong")
        lines = (
            hours,
            *((said.who(sitting, self.titles),) if self.names_bodies or sitting.joint else ()),
            *said.joint(sitting),
            *(mandate for source in sources for mandate in self._mandate(source)),
            *said.room(sitting),
        )
        return Row((Cell(lines, columns=self.columns, heads="group", kind="who"),), "sitting")

    def _heading(self, row: Item) -> str:
        """The heading that an item stands under, by its reference."""
        leaf = self.outline.leaves.get(row.segment.ref)
        return f"{leaf.body}/{leaf.heading.number}" if leaf and leaf.heading else ""

    def _heading_row(self, row: Item) -> Row:
        heading = self.outline.leaves[row.segment.ref].heading
        assert heading is not None
        title = self.titles.of(heading.programme_title, heading.title)
        number = row.label.removesuffix(row.number) + dates.label(heading.number, self.lang)
        return self._row(number, (said.named(title, self.lang),))

    def _item(self, row: Item) -> Row:
        leaf = self.outline.leaves.get(row.segment.ref)
        title = said.named(row.title, self.lang, continued=row.continued)
        mandate = self._mandate(leaf.item.source) if leaf else ()
        papers = tuple(self._paper(paper) for paper in self.outline.documents_of.get(row.segment.ref, ()))
        return self._row(row.label, (title, *mandate), papers)

    def _row(self, label: str, title: tuple[Line, ...], papers: tuple[Line, ...] = ()) -> Row:
        return Row((Cell((line(label),), kind="label"), Cell(title), Cell(papers))[: self.columns])

    def _paper(self, paper: Paper) -> Line:
        """A document's symbol, which leads to it, and its title."""
        title = self.titles.of(paper.title)
        symbol = Run(paper.name, link=paper.link or "")
        return line(symbol, " – " if title.text and paper.name else "", *said.named(title, self.lang))

    def _mandate(self, source: str | None) -> tuple[Line, ...]:
        """The decision behind it: by whom, when, under which symbol, and what it says."""
        decision = self.outline.decisions.get(source or "")
        if decision is None:
            return ()
        by = self.titles.of(decision.by)
        on = Run(Date(decision.on).told(self.lang)) if decision.on else None
        named = [told for told in (said.marked(by), line(decision.symbol or ""), line(on or "")) if told]
        comma = words.comma(self.lang)
        whose = tuple(run for told in named or [line(decision.id)] for run in (Run(comma), *told))[1:]
        head = sentence(N_("Decision: {decision}"), self.lang, decision=whose)
        text = Told("", self.lang) if decision.id in self._told else self.titles.of(decision.text)
        self._told.add(decision.id)
        return tuple(said.quiet(told) for told in (head, said.marked(text)) if told)
