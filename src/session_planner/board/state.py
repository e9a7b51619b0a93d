"""The board at one moment: the scenario's text, and by item where its parts stand; what is not placed waits.

A *card* is what moves as one: the parts of an item (`body/number`), or a joint session with everything of all its
bodies (`joint:id`).
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from operator import itemgetter

from session_planner.checker import Report, check
from session_planner.loading import load_written
from session_planner.programme.model import Programme, Segment, ordered, place_of
from session_planner.scenario.model import JointSession, Scenario
from session_planner.scenario.outline import Outline, outline

Cards = Mapping[str, tuple[Segment, ...]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card, or what is left of it, that stands nowhere: the minutes it still needs."""

    card: str
    minutes: int


@dataclass(frozen=True, eq=False)
class State:
    """`text` is the scenario's YAML, `file` the name mistakes in it are told with, `variant` the one on the board."""

    text: str
    file: str
    variant: str | None
    scenario: Scenario
    cards: Cards

    @cached_property
    def outline(self) -> Outline:
        """The scenario spread out."""
        return outline(self.scenario)

    @cached_property
    def programme(self) -> Programme:
        """Everything that is placed, as a programme by hand."""
        scenario = self.scenario
        return Programme(
            tuple(segment for _, segment in self._in_order),
            scenario_id=scenario.id or "",
            scenario_sha256=scenario._sha256,
            variant=self.variant,
            unscheduled=tuple(one.card for one in self.waiting if not self.cards.get(one.card)),
        )

    @cached_property
    def report(self) -> Report:
        """What the checker says of it."""
        return check(self.programme, self.scenario)

    @cached_property
    def waiting(self) -> tuple[Waiting, ...]:
        """What is not placed, or not for as long as it needs, in the order of the agendas."""
        placed = self._placed
        return tuple(
            Waiting(card, minutes - placed.get(card, 0))
            for card, minutes in _needs(self.outline).items()
            if minutes > placed.get(card, 0)
        )

    @cached_property
    def _placed(self) -> dict[str, int]:
        """By card: how long its parts last together."""
        return {card: placed_minutes(parts, self.outline) for card, parts in self.cards.items()}

    @cached_property
    def _in_order(self) -> list[tuple[tuple[object, ...], Segment]]:
        """Every segment with its place in the order that programmes show them."""
        return sorted(((place_of(one), one) for parts in self.cards.values() for one in parts), key=itemgetter(0))

    def with_cards(self, cards: Mapping[str, tuple[Segment, ...]]) -> State:
        """The same with these cards as they are given; an empty one stands nowhere."""
        merged = {card: parts for card, parts in {**self.cards, **cards}.items() if parts}
        after = replace(self, cards=merged)
        self._hand_on(after, cards)
        return after

    def expect(self, cards: Mapping[str, tuple[Segment, ...]], after: State) -> None:
        """Keeps the board after a change that is likely to come: the hand has just been told what stands against it."""
        self.__dict__["_expected"] = cards, after

    def expected(self, cards: Mapping[str, tuple[Segment, ...]]) -> State | None:
        """The board after a change of these cards, if it is the one that was expected."""
        found: tuple[Mapping[str, tuple[Segment, ...]], State] | None = self.__dict__.get("_expected")
        return found[1] if found is not None and found[0] == cards else None

    def _hand_on(self, after: State, cards: Mapping[str, tuple[Segment, ...]]) -> None:
        """What is known of the cards that stay as they are is not found out again: a move is of one of hundreds."""
        known = self.__dict__
        if "_placed" in known:
            changed = {card: placed_minutes(parts, self.outline) for card, parts in cards.items()}
            after.__dict__["_placed"] = self._placed | changed
        if "_in_order" in known:
            gone = {id(one) for card in cards for one in self.cards.get(card, ())}
            order = [each for each in self._in_order if id(each[1]) not in gone]
            for one in (one for parts in cards.values() for one in parts):
                insort(order, (place_of(one), one), key=itemgetter(0))
            after.__dict__["_in_order"] = order


def opened(text: str, file: str, variant: str | None = None, programme: Programme | None = None) -> State:
    """The board of a scenario's text, with a programme laid on it. Raises InputError for what is wrong in the text."""
    scenario = load_written(text.encode(), file, variant)
    return State(text, file, variant, scenario, cards_in(programme.segments if programme else ()))


def cards_in(segments: Iterable[Segment]) -> dict[str, tuple[Segment, ...]]:
    """Segments by the card that they belong to, each card's in order, with parts counted anew."""
    found: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        found[f"joint:{segment.joint}" if segment.joint else f"{segment.body}/{segment.item}"].append(segment)
    return {card: counted(parts) for card, parts in found.items()}


def counted(parts: Iterable[Segment]) -> tuple[Segment, ...]:
    """The parts of a card in order of time, numbered within each item of each body."""
    in_order = ordered(parts)
    total: dict[str, int] = defaultdict(int)
    for one in in_order:
        total[one.ref] += 1
    seen: dict[str, int] = defaultdict(int)
    numbered = []
    for one in in_order:
        seen[one.ref] += 1
        numbered.append(replace(one, part=seen[one.ref], parts=total[one.ref]))
    return tuple(numbered)


def cards_of(out: Outline) -> tuple[str, ...]:
    """Every card that a scenario has: its items that take time, each joint session where its first item would be."""
    cards = dict.fromkeys(f"joint:{leaf.joint.id}" if leaf.joint else leaf.ref for leaf in out.leaves.values())
    return (*cards, *(f"joint:{joint}" for joint in out.joints if f"joint:{joint}" not in cards))


def joint_of(card: str, out: Outline) -> JointSession | None:
    """The joint session that a card is; None for an item."""
    return out.joints.get(card[6:]) if card.startswith("joint:") else None


@lru_cache(maxsize=64)
def _needs(out: Outline) -> Mapping[str, int]:
    """By card, in the order of the agendas: how long it lasts."""
    return {card: minutes_of(card, out) for card in cards_of(out)}


def minutes_of(card: str, out: Outline) -> int:
    """How long a card lasts; 0 for one that the scenario does not have."""
    joint = joint_of(card, out)
    if joint is not None:
        return out.joint_minutes(joint)
    leaf = out.leaves.get(card)
    return leaf.minutes if leaf else 0


def placed_minutes(parts: Iterable[Segment], out: Outline) -> int:
    """How long the parts of a card last together; of a joint session, what its longest body has of it."""
    lasts: dict[str, int] = defaultdict(int)
    for one in parts:
        lasts[one.body] += out.minute(one.end) - out.minute(one.start)
    return max(lasts.values(), default=0)
