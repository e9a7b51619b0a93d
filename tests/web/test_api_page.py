"""The reference of the API is true: its examples are played against an application, its table has every endpoint."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from session_planner.web.app import create_app
from session_planner.web.settings import Settings
from tests.web.endpoints import TABLE
from tests.web.planner import ADDRESS

PAGE = Path("docs/reference/api.md").read_text("utf-8")
BLOCKS = re.findall(r"^```http\n(.*?)^```$", PAGE, re.M | re.S)
FILE = re.compile(r"<(scenarios/[^>]+)>")


def parts(block: str) -> tuple[str, dict[str, str], Any]:
    """The first line of a message, its headers, its JSON."""
    head, _, body = block.partition("\n\n")
    first, *headers = head.splitlines()
    return first, dict(line.split(": ", 1) for line in headers), json.loads(body) if body.strip() else None


def filled(value: Any) -> Any:
    """What is asked, with the text of a file that it names."""
    if isinstance(value, dict):
        return {key: filled(one) for key, one in value.items()}
    if isinstance(value, str) and (found := FILE.fullmatch(value)):
        return Path(found[1]).read_text("utf-8")
    return value


def holds(wanted: Any, found: Any) -> bool:
    """Whether an answer has all that the page shows of it; lists may go on."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(key in found and holds(one, found[key]) for key, one in wanted.items())
    if isinstance(wanted, list) and wanted:
        return len(found) >= len(wanted) and all(map(holds, wanted, found))
    return bool(wanted == found)


def test_the_examples_are_answered_as_the_page_says(tmp_path: Path) -> None:
    assert len(BLOCKS) % 2 == 0
    assert len(BLOCKS) > 15
    with TestClient(create_app(Settings(tmp_path)), base_url=ADDRESS) as client:
        for asking, answering in zip(BLOCKS[::2], BLOCKS[1::2], strict=True):
            first, headers, body = parts(asking)
            method, path = first.split()
            answer = client.request(method, path, headers=headers, json=filled(body))
            status, told, wanted = parts(answering)
            assert str(answer.status_code) == status, f"{first}: {answer.text}"
            assert {name: answer.headers.get(name) for name in told} == told, first
            assert holds(wanted, answer.json()), f"{first}: {answer.text}"


def test_the_table_has_every_endpoint_and_its_role() -> None:
    rows = {
        (method, path, role) for method, path, role in re.findall(r"^\| ([A-Z]+) \| `(\S+)` \| (\w+) \|", PAGE, re.M)
    }
    lines = (line.split() for line in TABLE.read_text("utf-8").splitlines() if "/api/v1/" in line and line[0] != "#")
    assert rows == {(method, path.removeprefix("/api/v1"), role) for method, path, role in lines}


def test_the_moves_are_those_that_there_are(tmp_path: Path) -> None:
    described = create_app(Settings(tmp_path)).openapi()["components"]["schemas"]
    moves = {
        name
        for shape in described.values()
        if (move := shape.get("properties", {}).get("move"))
        for name in move.get("enum", [move.get("const")])
    }
    table = PAGE.partition("The moves:")[2].partition("An edit of the text")[0]
    assert (
        set(re.findall(r"`(\w+)`", "".join(line.split("|")[1] for line in table.splitlines() if "| `" in line)))
        == moves
    )


def test_the_problems_are_those_that_there_are() -> None:
    code = "".join(path.read_text("utf-8") for path in Path("src/session_planner/web").rglob("*.py"))
    named = re.findall(r'kind="([a-z0-9-]+)"', code) + re.findall(r'\bproblem\(\w[^\n]*?, "([a-z-]+)"', code)
    table = PAGE.partition("ends in")[2].partition("**Limits.**")[0]
    kinds = re.findall(r"`([a-z0-9-]+)`", "".join(line.split("|")[2] for line in table.splitlines() if "| `" in line))
    assert set(kinds) == set(named)
