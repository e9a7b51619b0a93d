"""What a solver's programme would change of the board, and taking it whole or in part."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from session_planner.board.changes import Change, between
from session_planner.board.state import State, cards_in
from session_planner.programme.model import Programme, Segment


@dataclass(frozen=True, slots=True)
class Difference:
    """A card that would stand elsewhere: how it stands on the board, and how the proposal has it."""

    card: str
    now: tuple[Segment, ...]
    then: tuple[Segment, ...]


def differences(state: State, proposal: Programme) -> tuple[Difference, ...]:
    """The cards that a proposal has elsewhere, in order of time."""
    proposed = cards_in(proposal.segments)
    found = [
        Difference(card, state.cards.get(card, ()), proposed.get(card, ()))
        for card in dict.fromkeys([*state.cards, *proposed])
        if _places(state.cards.get(card, ())) != _places(proposed.get(card, ()))
    ]
    return tuple(sorted(found, key=lambda one: ((one.then or one.now)[0].start.timestamp(), one.card)))


def taken(state: State, proposal: Programme, cards: Collection[str] | None = None) -> Change:
    """The change that takes a proposal: all of it, or these cards alone."""
    return between(
        state, {one.card: one.then for one in differences(state, proposal) if cards is None or one.card in cards}
    )


def _places(parts: tuple[Segment, ...]) -> list[tuple[object, ...]]:
    """What makes two standings of a card the same."""
    return [(one.ref, one.start.timestamp(), one.end.timestamp(), one.room) for one in parts]
