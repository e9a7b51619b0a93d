"""The week of October 2012 as a planner has it: the scenario, and the programme that was really printed."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path
from typing import Any

from tests.web.serving import Server

BOARD = "cop6"
PROGRAMME = Path("tests/data/untoc-2012/programme-en.csv")
API = f"/api/v1/boards/{BOARD}"
CLASH = "delegation-size"
"""The rule that item 4 of the plenary breaks beside the joint discussion."""


def laid(folder: Path) -> Path:
    """A folder with the scenario in it."""
    shutil.copy("scenarios/untoc-cop6-2012.yaml", folder / f"{BOARD}.yaml")
    return folder


def ask(server: Server, method: str, path: str, body: Any = None, **headers: str) -> Any:
    """What a request that is done answers."""
    status, answer = server.ask(method, API + path, body, **headers)
    assert status < 300, answer
    return answer


def printed(server: Server) -> None:
    """Puts the printed programme onto the board."""
    data = base64.b64encode(PROGRAMME.read_bytes()).decode()
    proposal = ask(server, "POST", "/proposals", {"file": PROGRAMME.name, "data": data})["id"]
    ask(server, "POST", f"/proposals/{proposal}/take", {})


def release(server: Server, state: str = "proposed") -> int:
    """Releases the board as it stands."""
    return int(ask(server, "POST", "/releases", {"state": state, "despite": True})["number"])


def move(server: Server, segment: str, start: str) -> None:
    """A segment put elsewhere."""
    ask(server, "POST", "/moves", {"move": "move", "segment": segment, "start": start})


def starts(server: Server, card: str) -> list[str]:
    """When the parts of a card begin, to the minute; none while it waits."""
    return [one["start"][:16] for one in ask(server, "GET", "")["cards"].get(card, ())]


def broken(server: Server) -> list[str]:
    """The rules that are broken on the board."""
    return [one["rule"] for one in ask(server, "GET", "")["conflicts"] if one["severity"] == "error"]
