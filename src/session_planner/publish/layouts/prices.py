"""What each thing that binds costs; and of a scenario without a programme, what its ways out ask, of whom.

Layouts of `publish` over the findings of `studies`: a table each, the dearest (or the least asking) first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from session_planner import words
from session_planner.programme.differences import Change
from session_planner.programme.model import Programme, Segment, TierResult
from session_planner.publish.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Line,
    Paragraph,
    Row,
    Run,
    Table,
    line,
    sentence,
)
from session_planner.publish.layouts import said
from session_planner.publish.titles import Titles, Told
from session_planner.scenario.model import Scenario
from session_planner.scenario.values import Text
from session_planner.studies.pricing.loosened import Kind
from session_planner.studies.pricing.priced import Gain, Price, Prices
from session_planner.studies.pricing.repairs import Repair
from session_planner.words import N_, When, Words, say

TITLE = N_("What each requirement costs")
REPAIRS = N_("What would allow a programme")
KINDS: dict[Kind, str] = {
    "decision": N_("Decisions"),
    "lock": N_("Locks"),
    "window": N_("Hours and windows"),
    "absence": N_("Absences and holidays"),
    "order": N_("What comes before what"),
    "document": N_("Documents"),
    "capacity": N_("Capacities"),
    "sitting": N_("Sittings"),
    "rule": N_("Hard rules"),
}
MOST_MOVES = 6
"""Moves that are told one by one; of more the rest is counted."""


def prices_document(found: Prices, scenario: Scenario, lang: str) -> Document:
    """The prices of a scenario, dearest first; what gains nothing is listed after the table."""
    return _Prices(found, scenario, lang).document()


def repairs_document(found: Sequence[Repair], scenario: Scenario, lang: str, *, least: bool = True) -> Document:
    """The ways out, least asking first, with what each weighs; `least`: nothing that asks less would do."""
    return _Repairs(found, scenario, lang, least=least).document()


class _Told:
    """What both say in the same way."""

    def __init__(self, scenario: Scenario, lang: str) -> None:
        self.scenario, self.lang = scenario, lang
        self.titles = Titles(scenario, lang)

    def say(self, msgid: str, **fields: Any) -> str:
        return words.text(msgid, self.lang, **fields)

    def opening(self, title: str) -> Iterator[Block]:
        session = self.titles.of(self.scenario.title)
        yield Heading(line(self.say(title)))
        yield Paragraph(said.named(session, self.lang), "whose")

    def closing(self) -> Iterator[Block]:
        if self.titles.of(self.scenario.title).fallback:
            yield Paragraph(line(said.mark_note(self.lang)), "note")

    def made(self, title: str, blocks: Iterable[Block]) -> Document:
        whole = (*self.opening(title), *blocks, *self.closing())
        return Document(self.lang, f"{self.say(title)} – {self.titles.of(self.scenario.title)}", whole, landscape=True)

    def table(self, title: str, heads: Sequence[tuple[str, float]], groups: Iterable[tuple[Row, ...]]) -> Table:
        columns = tuple(Column(line(self.say(head)), share) for head, share in heads)
        return Table(self.say(title), columns, tuple(groups))

    def costs(self, programme: Programme, tiers: Mapping[str, Words]) -> list[str]:
        """What a programme costs, tier by tier; nothing of tiers that it is charged nothing in."""
        return [self._cost(tier, tiers[tier.id]) for tier in programme.tiers if tier.objective]

    def _cost(self, tier: TierResult, title: Words) -> str:
        fields = {"tier": title, "cost": str(tier.objective), "bound": str(tier.bound)}
        if tier.proved:
            return self.say(N_("{tier}: {cost}"), **fields)
        return self.say(N_("{tier}: {cost}, and {bound} at least"), **fields)


class _Prices(_Told):
    def __init__(self, found: Prices, scenario: Scenario, lang: str) -> None:
        super().__init__(scenario, lang)
        self.found = found

    def document(self) -> Document:
        return self.made(TITLE, self._blocks())

    def _blocks(self) -> Iterator[Block]:
        base = self.found.base.programme
        assert base is not None
        costs = self.costs(base, self.found.titles) or [self.say(N_("nothing"))]
        told = words.semicolon(self.lang).join(costs)
        yield Paragraph(line(self.say(N_("The programme as it is costs: {costs}."), costs=told)))
        if not self.found.prices:
            yield Paragraph(line(self.say(N_("There is nothing of this kind that could be dropped or loosened."))))
        open = [price for price in self.found.prices if price.status == "time-up"]
        idle = [price for price in self.found.prices if price.gains and not any(gain.found for gain in price.gains)]
        dear = [price for price in self.found.prices if price not in idle and price not in open]
        heads = ((N_("If this were given up"), 2.0), (N_("The programme gains"), 1.6), (N_("What would move"), 2.4))
        if dear:
            yield self.table(TITLE, heads, ((self._row(price),) for price in dear))
        proved = [price for price in idle if price.exact]
        blurred = [price for price in idle if not price.exact and price not in open]
        yield from self._listed(N_("Nothing is gained, proved ({number}):"), proved)
        yield from self._listed(N_("No gain was found; how much there may be at most ({number}):"), blurred)
        yield from self._listed(N_("Not known: the time was up ({number}):"), open)
        if self.found.refused:
            yield Paragraph(line(self.say(N_("Not to be loosened so:"))))
            yield Bullets(
                tuple(
                    line(self.say(N_("{what}: {why}"), what=one.words, why=mistake.text(self.lang)))
                    for one, mistake in self.found.refused
                )
            )

    def _listed(self, head: str, prices: Sequence[Price]) -> Iterator[Block]:
        if prices:
            yield Paragraph(line(self.say(head, number=str(len(prices)))))
            kinds = dict.fromkeys(price.candidate.kind for price in prices)
            yield Bullets(tuple(self._alike(kind, prices) for kind in kinds))

    def _alike(self, kind: Kind, prices: Sequence[Price]) -> Line:
        """Those of one kind, in one line."""
        told = [self._idle(price) for price in prices if price.candidate.kind == kind]
        listed = words.semicolon(self.lang).join(told)
        return sentence(
            N_("{kind}: {listed}"), self.lang, kind=Run(self.say(KINDS[kind]), look="strong"), listed=listed
        )

    def _idle(self, price: Price) -> str:
        """Something that gains nothing; how much it may gain after all, where that is known."""
        what = price.candidate.words.told(self.lang)
        first = price.first
        if first is None or first.high is None or price.status == "time-up":
            return what
        most = N_("{what} ({tier}: {most} less at most)")
        return self.say(most, what=what, tier=self.found.titles[first.tier], most=str(first.high))

    def _row(self, price: Price) -> Row:
        kind = line(self.say(KINDS[price.candidate.kind]), look="quiet")
        what = Cell((line(price.candidate.words.told(self.lang)), kind))
        if not price.gains:
            return Row((what, Cell((line(self.say(N_("no programme is possible then"))),)), Cell()))
        blurred = next((gain for gain in price.gains if not gain.exact), None)
        first, *rest = [gain for gain in price.gains if gain.found or gain is blurred]
        gains = [line(self._gain(first), look="strong"), *(line(self._gain(gain)) for gain in rest)]
        return Row((what, Cell(tuple(gains)), Cell(tuple(self._moves(price)))))

    def _gain(self, gain: Gain) -> str:
        fields = {"tier": self.found.titles[gain.tier], "number": str(abs(gain.found))}
        if gain.low is None or gain.high is None:
            if gain.found < 0:
                return self.say(N_("{tier}: {number} more as found; how much really is not known"), **fields)
            return self.say(N_("{tier}: {number} less as found; how much really is not known"), **fields)
        if gain.exact:
            return self.say(N_("{tier}: {number} less") if gain.found > 0 else N_("{tier}: {number} more"), **fields)
        if gain.low >= 0:
            between = N_("{tier}: between {low} and {high} less")
            return self.say(between, **fields, low=str(gain.low), high=str(gain.high))
        between = N_("{tier}: between {low} more and {high} less")
        return self.say(between, **fields, low=str(-gain.low), high=str(max(gain.high, 0)))

    def _moves(self, price: Price) -> list[Line]:
        """What would move, a joint session once; more than a few are counted."""
        once: dict[tuple[object, ...], Change] = {}
        for change in price.moves:
            here = change.new or change.old
            assert here is not None
            once.setdefault((here.joint or change.id, here.start, here.item if not here.joint else ""), change)
        told = [line(self._move(change)) for change in list(once.values())[:MOST_MOVES]]
        if len(once) > MOST_MOVES:
            told.append(line(self.say(N_("and {number} more"), number=str(len(once) - MOST_MOVES))))
        if price.moves and not price.least:
            told.append(line(self.say(N_("Fewer moves may do.")), look="quiet"))
        return told

    def _move(self, change: Change) -> str:
        here = change.new or change.old
        assert here is not None
        item = self.titles.reference(f"joint:{here.joint}" if here.joint else here.ref)
        if change.new is None or change.old is None:
            msgid = N_("{item}: not at {there}") if change.new is None else N_("{item}: at {there}")
            return self.say(msgid, item=item, there=self._place(here, room=True))
        room = "room" in change.kinds
        there, place = self._place(change.old, room=room), self._place(change.new, room=room)
        return self.say(N_("{item}: from {there} to {place}"), item=item, there=there, place=place)

    def _place(self, segment: Segment, *, room: bool) -> Words:
        when = When(segment.start)
        if room and segment.room:
            return say(N_("{when}, {room}"), when=when, room=str(self.titles.room(segment.room)))
        return say("{when}", when=when)


class _Repairs(_Told):
    def __init__(self, found: Sequence[Repair], scenario: Scenario, lang: str, *, least: bool) -> None:
        super().__init__(scenario, lang)
        self.found, self.least = found, least

    def document(self) -> Document:
        return self.made(REPAIRS, self._blocks())

    def _blocks(self) -> Iterator[Block]:
        yield Paragraph(line(self.say(N_("There is no programme for this scenario."))), "alarm")
        if not self.found:
            yield Paragraph(line(self.say(N_("No way out was found in time."))))
            return
        heads = (
            (N_("Asks"), 0.4), (N_("What is given up"), 2.4), (N_("Weighed as"), 1.4), (N_("Asked of"), 1.2),
            (N_("The programme then costs"), 1.2),
        )  # fmt: skip
        yield self.table(REPAIRS, heads, (tuple(self._rows(repair)) for repair in self.found))
        if not self.least:
            said_so = N_("Something that asks less may do, too: the time was up before that was known.")
            yield Paragraph(line(self.say(said_so)), "note")

    def _rows(self, repair: Repair) -> Iterator[Row]:
        """A row for each thing that is given up; what it asks in all and allows stands beside them."""
        rows = len(repair.asked)
        asks = Cell((line(str(repair.asks), look="strong"),), rows=rows)
        then = Cell(tuple(line(one) for one in self._then(repair)), rows=rows)
        for number, one in enumerate(repair.asked):
            who = dict.fromkeys(
                self.titles.of(name) if isinstance(name, Text) else Told(name.told(self.lang), self.lang)
                for name in one.who
            )
            cells = (
                Cell((line(one.words.told(self.lang)),)),
                Cell((line(self.say(N_("{kind}: {asks}"), asks=str(one.asks), kind=one.kind)),)),
                Cell(tuple(line(name) for name in who)),
            )
            yield Row((asks, *cells, then) if not number else cells)

    def _then(self, repair: Repair) -> list[str]:
        programme = repair.way.programme
        if programme is not None:
            return self.costs(programme, repair.titles) or [self.say(N_("nothing"))]
        unknown = N_("not known: the time was up") if repair.way.proved else N_("whether it is enough is not known")
        return [self.say(unknown)]
