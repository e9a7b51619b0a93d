"""A board as it stood at a number of its history: what stands now, taken back step by step."""

from __future__ import annotations

from dataclasses import replace

from session_planner.board.state import State, opened
from session_planner.web.store.boards import Boards, UnknownError
from session_planner.words import N_


def state_at(boards: Boards, board: str, variant: str, number: int) -> State:
    """The board after change `number`; 0 is the board as it was made. Raises UnknownError for one that is yet to come,
    InputError for a variant that the scenario did not have then.
    """
    head = boards.state(board)[0]
    if not 0 <= number <= head:
        raise UnknownError(N_("there is no change {number}; the newest is {newest}"), number=number, newest=head)
    newest, state = boards.state(board, variant)
    text, cards = state.text, dict(state.cards)
    for step in reversed(boards.since(board, number)):
        if step.number > newest:
            continue
        text = step.change.text[0] if step.change.text else text
        if step.variant == variant:
            cards |= {card: before for card, (before, _) in step.change.cards.items()}
    then = state if text == state.text else opened(text, state.file, variant or None)
    return replace(then, cards={card: parts for card, parts in cards.items() if parts})
