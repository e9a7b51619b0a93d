"""Will it hold, as a document: what starts on time how likely, how long sittings overrun, which items threaten which.

A layout of `publish` over `studies.holding.risk`. Each figure stands with the interval that its sampling leaves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from session_planner import words
from session_planner.publish import dates
from session_planner.publish.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Line,
    Look,
    Paragraph,
    Picture,
    Row,
    Table,
    line,
    sentence,
)
from session_planner.publish.pictures.charts import Mark, Series, bars
from session_planner.publish.pictures.scales import number, percent
from session_planner.publish.titles import Titles, Told
from session_planner.publish.view import FALLBACK_MARK
from session_planner.scenario.model import Scenario
from session_planner.words import N_, Span, When

if TYPE_CHECKING:
    from session_planner.studies.holding.figures import Chance, Mean
    from session_planner.studies.holding.risk import Overrun, Risk, Start, Threat

TITLE = N_("Will it hold")
_CHART = N_("Chance to start on time")
_MOST_BARS = 40


def risk_document(
    found: Risk, scenario: Scenario, lang: str, *, most: int | None = None, picture: bool = True
) -> Document:
    """All of it. `most`: how many threats are told at most; `picture`: whether with its chart."""
    return _Laid(found, scenario, lang, most).document(picture=picture)


def risk_svg(found: Risk, scenario: Scenario, lang: str) -> str:
    """The chance of each joint session and item to start on time, with whiskers for its sampling error."""
    laid = _Laid(found, scenario, lang, None)
    told = [*found.joint, *(one for one in found.starts if not one.joint)][:_MOST_BARS]
    groups = [laid.plain(one) for one in told]
    marks = tuple(laid.mark(one.chance) for one in told)
    return bars(words.text(_CHART, lang), groups, [Series("", marks)], lang, told=partial(percent, lang))


class _Laid:
    """Lays out one study in one language."""

    def __init__(self, found: Risk, scenario: Scenario, lang: str, most: int | None) -> None:
        self.found, self.scenario, self.lang, self.most = found, scenario, lang, most
        self.titles = Titles(scenario, lang)
        self.out = self.titles.outline
        self.several = len({body for one in found.starts for body in one.bodies}) > 1
        self.fell_back = False

    def document(self, *, picture: bool) -> Document:
        """The whole."""
        session = self.titles.of(self.scenario.title)
        blocks = [
            Heading(line(words.text(TITLE, self.lang))),
            Paragraph(line(session), "whose"),
            *self._said(),
            *self._blocks(),
        ]
        if picture:
            drawing = risk_svg(self.found, self.scenario, self.lang)
            blocks.append(Picture(drawing, words.text(_CHART, self.lang)))
        blocks += [self._note(self._error()), self._note(self._left_out())]
        if self.fell_back:
            note = words.text(N_("Title given in another language, as there is none in this one."), self.lang)
            blocks.append(self._note(f"{FALLBACK_MARK} {note}"))
        return Document(self.lang, f"{words.text(TITLE, self.lang)} – {session}", tuple(blocks))

    # -- in words --------------------------------------------------------------------------------------------------

    def _said(self) -> Iterator[Block]:
        """What was simulated, and of what no spread is known."""
        said = N_(
            "Simulated sessions: {samples} (seed {seed}). On time is whatever starts at its planned time or before."
        )
        if self.found.tolerance:
            said = N_("Simulated sessions: {samples} (seed {seed}). On time is whatever starts at most {minutes} late.")
        fields = {"samples": number(self.lang, self.found.samples), "seed": str(self.found.seed)}
        yield Paragraph(sentence(said, self.lang, minutes=Span(self.found.tolerance).told(self.lang), **fields))
        if self.found.spread:
            said = N_("An item with one figure for its duration may take up to {spread} less or more.")
            yield Paragraph(sentence(said, self.lang, spread=percent(self.lang, self.found.spread)))
        if self.found.certain:
            everything = len(self.found.certain) == len({one.ref for one in self.found.starts if not one.joint})
            said = N_("Items that last just what is planned for them, as the scenario gives one figure: {items}.")
            if everything:
                said = N_(
                    "Nothing varies: the scenario gives one figure for every duration, and no spread was asked for."
                )
            items = words.comma(self.lang).join(map(self._short, self.found.certain))
            yield Paragraph(sentence(said, self.lang, items=items), "alarm" if everything else "note")

    def _error(self) -> str:
        said = N_(
            "In brackets: the interval of 95 % that the number of simulated sessions leaves open (Wilson’s for chances,"
            " normal for means and differences)."
        )
        return words.text(said, self.lang)

    def _left_out(self) -> str:
        said = N_(
            "Not simulated: delegations (nobody waits for a delegate who is late), the way between rooms, and the hours"
            " of interpreters."
        )
        return words.text(said, self.lang)

    def _note(self, said: str) -> Paragraph:
        return Paragraph(line(said), "note")

    # -- tables ----------------------------------------------------------------------------------------------------

    def _blocks(self) -> Iterator[Block]:
        items = [one for one in self.found.starts if not one.joint]
        for head, table in (
            (N_("Joint sessions"), self._starts(N_("Joint sessions"), self.found.joint)),
            (N_("Agenda items"), self._starts(N_("Agenda items"), items)),
            (N_("Sittings"), self._sittings(self.found.sittings)),
            (N_("What threatens what"), self._threats(self._told_threats())),
        ):
            if table is not None:
                yield Heading(line(words.text(head, self.lang)), 2)
                yield table
        left = len(self.found.threats) - len(self._told_threats())
        if left:
            yield self._note(words.text(N_("Not told here: {number} that weigh less."), self.lang, number=str(left)))

    def _told_threats(self) -> Sequence[Threat]:
        """All that there is room for, those of joint sessions first."""
        ordered = sorted(self.found.threats, key=lambda one: not one.target.startswith("joint:"))
        return ordered[: self.most]

    def _starts(self, caption: str, starts: Sequence[Start]) -> Table | None:
        heads = ((N_("What"), 3.3), (N_("Planned for"), 1.5), (N_("On time"), 1.8), (N_("Late by, on average"), 1.3))
        rows = (
            (self._named(one), (self._when(one.planned),), self._chance(one.chance), self._minutes(one.late))
            for one in starts
        )
        return self._table(caption, heads, rows)

    def _sittings(self, sittings: Iterable[Overrun]) -> Table | None:
        heads = ((N_("Sitting"), 3.3), (N_("To end at"), 1.5), (N_("Overruns"), 1.8), (N_("By, on average"), 1.3))
        rows = (
            (
                (self._told(self.titles.short(one.body), "strong"), self._when(one.start)),
                (line(f"{self.out.clock(one.due):%H:%M}"),),
                self._chance(one.chance),
                self._minutes(one.minutes),
            )
            for one in sittings
        )
        return self._table(N_("Sittings"), heads, rows)

    def _threats(self, threats: Iterable[Threat]) -> Table | None:
        starts = {one.id: one for one in self.found.starts}
        heads = (
            (N_("Item"), 2.8),
            (N_("threatens"), 2.8),
            (N_("More often late by"), 1.7),
            (N_("Later by, on average"), 1.3),
        )
        rows = (
            (self._item(one.item), self._named(starts[one.target]), self._more(one.more), self._minutes(one.minutes))
            for one in threats
            if one.target in starts
        )
        return self._table(N_("What threatens what"), heads, rows)

    def _table(
        self, caption: str, heads: Sequence[tuple[str, float]], rows: Iterable[Sequence[Sequence[Line]]]
    ) -> Table | None:
        columns = tuple(Column(line(words.text(head, self.lang)), share) for head, share in heads)
        made = tuple(
            Row(tuple(Cell(tuple(filter(None, cell)), heads="" if at else "row") for at, cell in enumerate(row)))
            for row in rows
        )
        return Table(words.text(caption, self.lang), columns, (made,)) if made else None

    # -- figures ---------------------------------------------------------------------------------------------------

    def _chance(self, chance: Chance) -> tuple[Line, ...]:
        return self._between(*self.percents(chance))

    def mark(self, chance: Chance) -> Mark:
        """As the chart shows it; its interval is not written where it is too narrow to be seen."""
        value, low, high = self.percents(chance)
        return Mark(chance.value, chance.low, chance.high, told=value if low == high else "")

    def percents(self, figure: Chance | Mean) -> tuple[str, str, str]:
        """A share and its interval."""
        value, low, high = (percent(self.lang, one) for one in (figure.value, figure.low, figure.high))
        return value, low, high

    def _more(self, more: Mean) -> tuple[Line, ...]:
        """Nothing where its error is as great."""
        return self._between(*self.percents(more)) if more.low > 0 else (line("–"),)

    def _minutes(self, mean: Mean) -> tuple[Line, ...]:
        value, low, high = (number(self.lang, round(one, 1)) for one in (mean.value, max(0.0, mean.low), mean.high))
        return self._between(words.text(N_("{number} min"), self.lang, number=value), low, high)

    def _between(self, told: str, low: str, high: str) -> tuple[Line, ...]:
        return line(told), line(f"({low}–{high})" if low != high else "", look="quiet")

    # -- names -----------------------------------------------------------------------------------------------------

    def _when(self, minute: int) -> Line:
        return line(When(self.out.clock(minute)).told(self.lang))

    def _named(self, one: Start) -> tuple[Line, ...]:
        """A joint session by its title; an item by whose it is, its number and its title, and which part it is."""
        if one.joint:
            return (self._told(self.titles.joint(one.ref.removeprefix("joint:")), "strong"),)
        part = words.text(N_("part {part} of {parts}"), self.lang, part=str(one.part), parts=str(one.parts))
        return (*self._item(one.ref), line(part if one.parts > 1 else ""))

    def _item(self, ref: str) -> tuple[Line, ...]:
        leaf = self.out.leaves.get(ref)
        title = self.titles.of(leaf.item.programme_title, leaf.item.title) if leaf else Told("", self.lang)
        body, _, label = ref.partition("/")
        short = self.titles.short(body)
        self.fell_back = self.fell_back or (short.fallback and self.several)
        whose = (short, FALLBACK_MARK if short.fallback else "", " ") if self.several else ()
        return line(*whose, dates.label(label, self.lang), look="strong"), self._told(title)

    def _short(self, ref: str) -> str:
        body, _, label = ref.partition("/")
        label = dates.label(label, self.lang)
        return f"{self.titles.short(body)} {label}" if self.several else label

    def plain(self, one: Start) -> str:
        """How the chart names it."""
        if one.joint:
            return str(self.titles.joint(one.ref.removeprefix("joint:")))
        title = next((run.text for told in self._item(one.ref)[1:] for run in told), "")
        part = f" ({one.part}/{one.parts})" if one.parts > 1 else ""
        return f"{self._short(one.ref)}{part} {title}".strip()

    def _told(self, told: Told, look: Look = "") -> Line:
        self.fell_back = self.fell_back or told.fallback
        return line(told, FALLBACK_MARK if told.fallback else "", look=look)
