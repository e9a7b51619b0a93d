"""Boards in a database: what is acknowledged is kept, undone and redone, and nobody's change is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine

from session_planner.board import moves
from session_planner.board.changes import Change, ClashError
from session_planner.board.state import State
from session_planner.errors import InputError
from session_planner.web.store.boards import Boards, UnknownError
from session_planner.web.store.engine import open_database

TEXT = Path("scenarios/untoc-wg-ta-2012.yaml").read_text("utf-8")
NINE = dt.datetime.fromisoformat("2012-10-17T09:00:00+02:00")


@pytest.fixture
def engine(database: str) -> Engine:
    return open_database(database)


@pytest.fixture
def boards(engine: Engine) -> Boards:
    found = Boards(engine)
    found.create("wg", "wg.yaml", TEXT, "ana")
    return found


def put(card: str, minutes: int) -> Callable[[State], Change]:
    """A card put so long after nine, whether it stands anywhere or not."""

    def make(state: State) -> Change:
        start = NINE + dt.timedelta(minutes=minutes)
        if card in state.cards:
            return moves.move(state, state.cards[card][0].id, start, None)
        return moves.place(state, card, start, None)

    return make


def starts(boards: Boards) -> dict[str, str]:
    return {card: f"{parts[0].start:%H:%M}" for card, parts in boards.state("wg")[1].cards.items()}


def test_a_change_is_there_for_everyone_who_opens_the_database_again(boards: Boards, engine: Engine) -> None:
    boards.commit("wg", "", put("wg-ta/3", 60), "ana", "place")
    number, state = Boards(engine).state("wg")
    assert number == 1
    assert state.cards == boards.state("wg")[1].cards
    assert state.text == TEXT


def test_undo_and_redo_have_no_end(boards: Boards) -> None:
    for minutes in range(60, 360, 15):
        boards.commit("wg", "", put("wg-ta/3", minutes), "ana", "move")
    last = starts(boards)
    undone = 0
    while boards.undo("wg", "", "ana"):
        undone += 1
    assert (undone, starts(boards)) == (20, {})
    redone = 0
    while boards.redo("wg", "", "ana"):
        redone += 1
    assert (redone, starts(boards)) == (20, last)
    assert boards.undo("wg", "", "ana") is not None
    assert starts(boards) == {"wg-ta/3": "14:30"}


def test_a_new_change_ends_what_can_be_redone(boards: Boards) -> None:
    boards.commit("wg", "", put("wg-ta/3", 60), "ana", "place")
    boards.undo("wg", "", "ana")
    boards.commit("wg", "", put("wg-ta/8", 60), "ana", "place")
    assert boards.redo("wg", "", "ana") is None
    assert starts(boards) == {"wg-ta/8": "10:00"}


def test_everyone_undoes_their_own(boards: Boards) -> None:
    boards.commit("wg", "", put("wg-ta/3", 60), "ana", "place")
    boards.commit("wg", "", put("wg-ta/8", 120), "ben", "place")
    boards.undo("wg", "", "ana")
    assert starts(boards) == {"wg-ta/8": "11:00"}
    assert boards.undo("wg", "", "ana") is None


def test_what_somebody_changed_since_is_not_undone(boards: Boards) -> None:
    boards.commit("wg", "", put("wg-ta/3", 60), "ana", "place")
    boards.commit("wg", "", put("wg-ta/3", 120), "ben", "move")
    with pytest.raises(ClashError):
        boards.undo("wg", "", "ana")
    assert starts(boards) == {"wg-ta/3": "11:00"}


def test_the_second_of_two_who_saw_the_same_is_told(boards: Boards) -> None:
    seen = boards.commit("wg", "", put("wg-ta/3", 60), "ana", "place")[0].number
    boards.commit("wg", "", put("wg-ta/3", 120), "ana", "move", base=seen)
    with pytest.raises(ClashError) as clash:
        boards.commit("wg", "", put("wg-ta/3", 180), "ben", "move", base=seen)
    assert f"{clash.value.cards['wg-ta/3'][0].start:%H:%M}" == "11:00"
    boards.commit("wg", "", put("wg-ta/8", 180), "ben", "place", base=seen)
    assert starts(boards) == {"wg-ta/3": "11:00", "wg-ta/8": "12:00"}


def test_a_clash_of_texts_is_told_too(boards: Boards) -> None:
    boards.commit("wg", "", lambda state: moves.rewritten(state, state.text + "# ana\n"), "ana", "rewrite", base=0)
    with pytest.raises(ClashError) as clash:
        boards.commit("wg", "", lambda state: moves.rewritten(state, TEXT + "# ben\n"), "ben", "rewrite", base=0)
    assert clash.value.text_changed
    assert boards.state("wg")[1].text == TEXT + "# ana\n"


def test_a_wrong_text_changes_nothing(boards: Boards) -> None:
    with pytest.raises(InputError):
        boards.commit("wg", "", lambda state: moves.rewritten(state, "format: 1\n"), "ana", "rewrite")
    assert boards.state("wg") == (0, boards.state("wg")[1])
    assert boards.history("wg") == []


def test_variants_stand_apart_and_share_the_text(boards: Boards) -> None:
    boards.commit("wg", "", put("wg-ta/3", 60), "ana", "place")
    boards.commit("wg", "item-5-longer", put("wg-ta/3", 180), "ana", "place")
    boards.commit("wg", "", lambda state: moves.lock(state, "wg-ta/3"), "ana", "lock")
    _, other = boards.state("wg", "item-5-longer")
    assert f"{other.cards['wg-ta/3'][0].start:%H:%M}" == "12:00"
    assert [lock.item for lock in other.scenario.locks] == ["wg-ta/3"]


def test_changes_from_many_threads_are_all_kept(boards: Boards, engine: Engine) -> None:
    """Each of four writers moves its own card forty times; every acknowledged step is in the history, in order."""
    cards = ["wg-ta/2", "wg-ta/3", "wg-ta/4", "wg-ta/5"]

    def write(card: str) -> list[int]:
        mine = Boards(engine)
        return [mine.commit("wg", "", put(card, 60 + 5 * at), card, "move")[0].number for at in range(40)]

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for found in pool.map(write, cards) for number in found]
    assert sorted(numbers) == list(range(1, 161))
    assert starts(boards) == dict.fromkeys(cards, "13:15")
    assert [step.number for step in boards.since("wg", 0)] == list(range(1, 161))


def test_what_is_not_there_is_said(boards: Boards) -> None:
    with pytest.raises(UnknownError, match="nix"):
        boards.state("nix")
    with pytest.raises(InputError, match="already"):
        boards.create("wg", "wg.yaml", TEXT, "ana")
