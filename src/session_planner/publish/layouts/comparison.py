"""Programmes and variants side by side, as a document: which is which, what each costs, what is used, what moved.

A layout of `publish` over `studies.compare`. Each side has a letter and a column. A cost that is not proved is told as
from what to what it may be, and one that cannot be told apart from the first side's bears a mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from session_planner import words
from session_planner.publish.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Line,
    Paragraph,
    Picture,
    line,
    sentence,
)
from session_planner.publish.layouts.comparison_tables import Tables
from session_planner.publish.pictures.charts import Mark, Series, bars
from session_planner.publish.view import FALLBACK_MARK
from session_planner.words import N_

if TYPE_CHECKING:
    from session_planner.studies.compare import Against, Comparison

TITLE = N_("Comparison")
_MOST_GROUPS = 24


def comparison_document(found: Comparison, lang: str, *, most: int | None = None, picture: bool = True) -> Document:
    """All of a comparison. `most`: changes told of each side at most; `picture`: whether with its chart."""
    return _Laid(found, lang, most).document(picture=picture)


def comparison_svg(found: Comparison, lang: str) -> str:
    """What the sides cost, tier by tier and rule by rule, as a chart; whiskers where it is not proved."""
    tables = Tables(found, lang)
    groups, rows = [], []
    rule_names = found.rules
    for tier, told in found.tiers.items():
        costs = [tables.tier(side, tier) for side in found.sides]
        if not any(one and one.cost for one in costs):
            continue
        groups.append(told.told(lang))
        rows.append([Mark(one.cost, low=one.bound) if one else tables.missing(at) for at, one in enumerate(costs)])
        for rule in tables.rules_of(tier):
            amounts = [tables.cost(side, rule) for side in found.sides]
            if any(amounts):
                groups.append(f"– {rule_names[rule].told(lang)}")
                rows.append([tables.missing(at) if one is None else Mark(one) for at, one in enumerate(amounts)])
    groups, rows = groups[:_MOST_GROUPS], rows[:_MOST_GROUPS]
    names = [tables.legend(place) for place in range(len(found.sides))]
    series = [Series(name, tuple(row[place] for row in rows)) for place, name in enumerate(names)]
    title = words.text(N_("What each costs, by class of rules and by rule"), lang)
    return bars(title, groups, series, lang, words.text(N_("cost: weight times amount"), lang))


class _Laid:
    """Lays out one comparison in one language."""

    def __init__(self, found: Comparison, lang: str, most: int | None) -> None:
        self.found, self.lang, self.most = found, lang, most
        self.tables = Tables(found, lang)

    def document(self, *, picture: bool) -> Document:
        """The whole."""
        session = self.tables.session
        blocks = [
            Heading(line(words.text(TITLE, self.lang))),
            *([Paragraph(line(session), "whose")] if session else []),
            *self._blocks(picture=picture),
        ]
        if self.tables.fell_back:
            said = words.text("Title given in another language, as there is none in this one.", self.lang)
            blocks.append(Paragraph(line(FALLBACK_MARK, f" {said}"), "note"))
        title = " – ".join(filter(None, (words.text(TITLE, self.lang), str(session or ""))))
        return Document(self.lang, title, tuple(blocks), landscape=len(self.found.sides) > 3)

    def _blocks(self, *, picture: bool) -> Iterator[Block]:
        yield self.tables.sides()
        yield from self._verdicts()
        if self.found.first is None:
            return
        yield self._head(N_("What each costs"))
        yield self.tables.costs()
        yield from map(self._note, self.tables.marks())
        if picture:
            drawing = comparison_svg(self.found, self.lang)
            yield Picture(drawing, words.text(N_("What each costs, by class of rules and by rule"), self.lang))
        for head, table in (
            (N_("Use of time"), self.tables.figures()),
            (N_("Interpreters"), self.tables.teams()),
            (N_("Rooms: hours used of hours open"), self.tables.rooms()),
            (N_("Delegations worst served"), self.tables.delegations()),
            (N_("Joint sessions"), self.tables.joints()),
        ):
            if table is not None:
                yield self._head(head)
                yield table
        for place, one in enumerate(self.found.against):
            yield from self._moved(place, one)

    def _head(self, said: str) -> Heading:
        return Heading(line(words.text(said, self.lang)), 2)

    def _note(self, said: str) -> Paragraph:
        return Paragraph(line(said), "note")

    # -- in words --------------------------------------------------------------------------------------------------

    def _verdicts(self) -> Iterator[Block]:
        """A sentence for each side but the first; why there is no programme, where there is none."""
        for place, one in enumerate(self.found.against):
            side = self.found.sides[place]
            if side.result.measures is None or side.result.measures.conflicts:
                bad = side.result.status == "impossible" or side.result.measures is not None
                yield Paragraph(self._without(place), "alarm" if bad else "")
                if side.result.why:
                    yield Bullets(tuple(line(said.told(self.lang)) for said in side.result.why))
            if place != self.found.first and one.verdict != "none":
                yield Paragraph(self._verdict(place, one))
            if side.rules:
                differ = [self.found.rules[rule].told(self.lang) for rule in side.rules]
                said = N_("{side} has rules otherwise than {first}, so that costs are counted otherwise: {rules}")
                rules = words.comma(self.lang).join(differ)
                yield self._note(
                    words.text(
                        said, self.lang, side=self.tables.letter(place), first=self.tables.letter(0), rules=rules
                    )
                )

    def _without(self, place: int) -> Line:
        letter, result = self.tables.letter(place), self.found.sides[place].result
        if result.measures is not None:
            return sentence(N_("{side} breaks rules:"), self.lang, side=letter)
        if result.status == "impossible":
            said = N_("{side}: there is no programme, because of this:")
            return sentence(said if result.why else N_("{side}: there is no programme."), self.lang, side=letter)
        said = N_("{side}: no programme was found in the time there was.")
        if result.interrupted:
            said = N_("{side}: no programme was found before it was interrupted.")
        return sentence(said, self.lang, side=letter)

    def _verdict(self, place: int, one: Against) -> Line:
        said = {
            "same": N_("{side} costs the same as {first}."),
            "less": N_("{side} costs less than {first}: {tier}, {cost} against {other}."),
            "more": N_("{side} costs more than {first}: {tier}, {cost} against {other}."),
            "gap": N_(
                "{side} and {first} are not distinguishable: {tier}, {cost} against {other}, is within the gap of the "
                "solver."
            ),
        }[one.verdict]
        first = self.found.first or 0
        fields = {"side": self.tables.letter(place), "first": self.tables.letter(first)}
        if one.decided is not None:
            told = [self.tables.interval(self.found.sides[at], one.decided) for at in (place, first)]
            tier = self.found.tiers[one.decided].told(self.lang)
            fields |= {"tier": tier, "cost": told[0], "other": told[1]}
        return sentence(said, self.lang, **fields)

    def _moved(self, place: int, one: Against) -> Iterator[Block]:
        """What is otherwise than in the first: how much, for how many, then each change."""
        if one.moved is None or self.found.first is None:
            return
        side, first = self.tables.letter(place), self.tables.letter(self.found.first)
        yield Heading(sentence(N_("What moved: {side} against {first}"), self.lang, side=side, first=first), 2)
        if one.moved.empty:
            yield Paragraph(line(words.text(N_("Nothing moved, came or went."), self.lang)))
            return
        head, *concerned = self.tables.concerned(one.moved)
        yield Paragraph(line(head))
        yield Bullets(tuple(map(line, concerned)))
        told = one.moved.moves[: self.most]
        yield self.tables.moved(one.moved, told)
        if left := len(one.moved.moves) - len(told):
            yield self._note(words.text(N_("and {number} more"), self.lang, number=str(left)))
