"""A step from one state of the board to the next: what changed of which cards, and of the scenario's text.

The one shape for a move by hand, a proposal taken, an edit of the scenario, an undo, and a redo. Each side of a change
is stored whole, so that a change is undone by its mirror image, and two changes of one card are seen to clash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from session_planner.board.state import Cards, State, cards_of, opened
from session_planner.errors import SessionPlannerError
from session_planner.programme.model import Segment
from session_planner.words import N_

Sides = tuple[tuple[Segment, ...], tuple[Segment, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """`cards`: by card, how it stood and how it stands then; `text`: the scenario's, before and after."""

    cards: Mapping[str, Sides] = field(default_factory=dict)
    text: tuple[str, str] | None = None

    @property
    def mirrored(self) -> Change:
        """The change back."""
        text = (self.text[1], self.text[0]) if self.text else None
        return Change({card: (after, before) for card, (before, after) in self.cards.items()}, text)

    @property
    def empty(self) -> bool:
        """Whether nothing changes."""
        return not self.text and not self.cards


class ClashError(SessionPlannerError):
    """Somebody else has changed the same: `cards` as they stand now, and whether the scenario's text did."""

    exit_code = 1

    def __init__(self, cards: Cards, text: bool) -> None:
        super().__init__(N_("somebody has changed the same meanwhile"))
        self.cards = cards
        self.text_changed = text


def between(before: State, cards: Mapping[str, tuple[Segment, ...]]) -> Change:
    """The change that makes these cards stand as given; cards that stand so already are left out."""
    return Change(
        {
            card: (before.cards.get(card, ()), parts)
            for card, parts in cards.items()
            if before.cards.get(card, ()) != parts
        }
    )


def following(state: State, change: Change) -> Change:
    """The change with what follows from it: cards that the scenario's new text no longer has stand nowhere then."""
    if change.text is None:
        return change
    fresh = opened(change.text[1], state.file, state.variant)
    known = set(cards_of(fresh.outline))
    gone = {card: (parts, ()) for card, parts in state.cards.items() if card not in known}
    return Change({**gone, **change.cards}, change.text)


def applied(state: State, change: Change) -> State:
    """The board after a change. Raises ClashError where it does not stand as the change found it, InputError where the
    scenario's new text is wrong.
    """
    stale = {card: state.cards.get(card, ()) for card, (before, _) in change.cards.items()
             if state.cards.get(card, ()) != before}  # fmt: skip
    text_changed = change.text is not None and change.text[0] != state.text
    if stale or text_changed:
        raise ClashError(stale, text_changed)
    after = {card: parts for card, (_, parts) in change.cards.items()}
    if change.text is None:
        return state.expected(after) or state.with_cards(after)
    fresh = opened(change.text[1], state.file, state.variant)
    return State(fresh.text, fresh.file, fresh.variant, fresh.scenario, state.cards).with_cards(after)
