"""Several planners on one board: the second is told, nothing is lost, in one server or two, on both databases."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.web.planner import BOARD, place, planner
from tests.web.serving import postgresql

CARDS = ("wg-ta/2", "wg-ta/3", "wg-ta/4", "wg-ta/5")


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with planner(tmp_path) as found:
        yield found


def shift(client: TestClient, card: str, start: str, seen: int) -> Any:
    """A card that stands moved by somebody who saw the board at a number."""
    segment = client.get(BOARD).json()["cards"][card][0]["id"]
    return client.post(
        f"{BOARD}/moves", json={"move": "move", "segment": segment, "start": start}, headers={"If-Match": f'"{seen}"'}
    )


def test_the_second_who_moves_a_card_is_told_how_it_stands(client: TestClient) -> None:
    seen = place(client, "wg-ta/3", "2012-10-17T10:00")["step"]["number"]
    assert shift(client, "wg-ta/3", "2012-10-17T11:00", seen).status_code == 200
    second = shift(client, "wg-ta/3", "2012-10-17T12:00", seen)
    assert (second.status_code, second.headers["content-type"]) == (409, "application/problem+json")
    told = second.json()
    assert told["type"] == "urn:session-planner:problem:clash"
    assert told["cards"]["wg-ta/3"][0]["start"] == "2012-10-17T11:00:00+02:00"
    assert told["text"] is False
    assert shift(client, "wg-ta/3", "2012-10-17T12:00", seen + 1).status_code == 200, "having seen it"


def test_different_cards_are_both_moved(client: TestClient) -> None:
    place(client, "wg-ta/3", "2012-10-17T10:00")
    seen = place(client, "wg-ta/8", "2012-10-17T15:00")["step"]["number"]
    assert shift(client, "wg-ta/3", "2012-10-17T11:00", seen).status_code == 200
    assert shift(client, "wg-ta/8", "2012-10-17T16:00", seen).status_code == 200


def test_of_many_at_once_one_moves_and_the_others_are_told(client: TestClient) -> None:
    seen = place(client, "wg-ta/3", "2012-10-17T10:00")["step"]["number"]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda at: shift(client, "wg-ta/3", f"2012-10-17T1{at}:15", seen), range(1, 9)))
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [200] + [409] * 7
    stands = client.get(BOARD).json()["cards"]["wg-ta/3"][0]["start"]
    moved = next(answer for answer in answers if answer.status_code == 200)
    assert moved.json()["step"]["cards"]["wg-ta/3"]["after"][0]["start"] == stands
    assert len(client.get(f"{BOARD}/history").json()) == 2


def test_texts_clash_whole(client: TestClient) -> None:
    one = {"move": "edit", "edits": [{"action": "set", "path": ["note"], "value": "Ana's"}]}
    two = {"move": "edit", "edits": [{"action": "set", "path": ["note"], "value": "Ben's"}]}
    head = {"If-Match": '"0"'}
    assert client.post(f"{BOARD}/moves", json=one, headers=head).status_code == 200
    second = client.post(f"{BOARD}/moves", json=two, headers=head)
    assert (second.status_code, second.json()["text"]) == (409, True)
    assert "Ana's" in client.get(f"{BOARD}/text").text
    again = client.post(f"{BOARD}/moves", json=two, headers={"If-Match": '"1"'})
    assert again.status_code == 200


_WRITER = """
import datetime as dt, sys
from session_planner.board import moves
from session_planner.web.store.boards import Boards
from session_planner.web.store.engine import open_database

url, cards, rounds = sys.argv[1], sys.argv[2].split(), int(sys.argv[3])
boards = Boards(open_database(url))
nine = dt.datetime.fromisoformat("2012-10-17T09:00:00+02:00")

def put(card, at):
    def make(state):
        start = nine + dt.timedelta(minutes=60 + 5 * at)
        if card in state.cards:
            return moves.move(state, state.cards[card][0].id, start, None)
        return moves.place(state, card, start, None)
    return make

for at in range(rounds):
    for card in cards:
        print(boards.commit("wg", "", put(card, at), cards[0], "move")[0].number, flush=True)
"""


@contextlib.contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """A database to share, SQLite's in a file."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'shared.sqlite'}"
    else:
        with postgresql() as url:
            yield url


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))])
def test_two_processes_on_one_database_lose_nothing(kind: str, tmp_path: Path) -> None:
    """Both write at once, each its own cards and one that both move; every acknowledged step is kept, in order."""
    rounds = 15
    with database(kind, tmp_path) as url, planner(tmp_path, url) as client:
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", _WRITER, url, cards, str(rounds)],
                stdout=subprocess.PIPE, text=True, env={**os.environ},
            )
            for cards in (" ".join(CARDS[:2]), f"{CARDS[2]} {CARDS[1]}")
        ]  # fmt: skip
        place(client, CARDS[3], "2012-10-17T10:00")
        acknowledged = []
        for writer in writers:
            said, _ = writer.communicate(timeout=120)
            assert writer.returncode == 0
            acknowledged += [int(line) for line in said.split()]
        steps = client.get(f"{BOARD}/history", params={"limit": 500}).json()
        numbers = [step["number"] for step in steps]
        assert numbers == list(range(len(numbers), 0, -1)), "one line of steps, none missing and none twice"
        assert set(acknowledged) <= set(numbers)
        standing = client.get(BOARD).json()["cards"]
        for card in CARDS:
            newest = next(step for step in steps if card in step["cards"])
            assert newest["cards"][card]["after"] == standing[card]
        assert {step["who"] for step in steps} == {CARDS[0], CARDS[2], "planner"}
