"""A server killed amid edits and started again: every change that it acknowledged is there, and nothing is half there.

On SQLite and on a PostgreSQL server of the test's own.
"""

from __future__ import annotations

import threading
from http.client import HTTPException
from pathlib import Path

from tests.web.browsing import until
from tests.web.serving import Server, served

TEXT = Path("scenarios/untoc-wg-ta-2012.yaml").read_text("utf-8")
CARDS = ("wg-ta/2", "wg-ta/3", "wg-ta/4", "wg-ta/5")


def edit(server: Server, card: str, acknowledged: list[int], enough: threading.Event) -> None:
    """Moves a card to and fro until the server is gone; notes every step that it acknowledged."""
    at = 0
    while not enough.is_set():
        start = f"2012-10-17T{10 + at % 3}:{at % 12 * 5:02d}"
        move = {"move": "move", "segment": f"{card}/1", "start": start}
        try:
            status, answer = server.ask("POST", "/api/v1/boards/wg/moves", move)
            if status == 422:  # it stands nowhere yet
                status, answer = server.ask(
                    "POST", "/api/v1/boards/wg/moves", {"move": "place", "card": card, "start": start}
                )
        except (OSError, HTTPException):
            return
        assert status == 200, answer
        if answer["step"]["cards"]:  # not a move to where it stood already
            acknowledged.append(answer["step"]["number"])
        at += 1


def wait_for_more(acknowledged: list[int]) -> None:
    """Until so many changes more are acknowledged that some are under way."""
    seen = len(acknowledged)
    until(lambda: len(acknowledged) > seen + 20)


def test_every_acknowledged_change_survives_kill_9(tmp_path: Path, database: str) -> None:
    acknowledged: list[int] = []
    with served(tmp_path, database) as server:
        assert server.ask("POST", "/api/v1/boards", {"id": "wg", "text": TEXT})[0] == 201
        for _ in range(2):
            enough = threading.Event()
            hands = [threading.Thread(target=edit, args=(server, card, acknowledged, enough)) for card in CARDS]
            for hand in hands:
                hand.start()
            wait_for_more(acknowledged)
            server.kill()
            enough.set()
            for hand in hands:
                hand.join()
            server.start()
        status, board = server.ask("GET", "/api/v1/boards/wg")
        _, history = server.ask("GET", "/api/v1/boards/wg/history?limit=500")
    assert status == 200
    steps = {step["number"]: step for step in history}
    assert len(acknowledged) > 40
    assert len(set(acknowledged)) == len(acknowledged)
    assert board["number"] - len(set(acknowledged)) <= 2 * len(CARDS)  # written and not yet answered when it was killed
    assert sorted(steps) == list(range(1, board["number"] + 1))[-500:]
    assert {number for number in acknowledged if number > board["number"] - 500} <= steps.keys()
    for card in CARDS:
        last = max(number for number, step in steps.items() if card in step["cards"])
        assert board["cards"][card] == steps[last]["cards"][card]["after"]
