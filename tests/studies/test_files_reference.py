"""docs/reference/files.md against what the what-if commands print: every key is told, and nothing told is missing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calling import CASE, ROOT, SCENARIOS, call

PAGE = (ROOT / "docs/reference/files.md").read_text(encoding="utf-8")
HYBRID = SCENARIOS / "hybrid-week.yaml"
ELSEWHERE = {"programme", "explanation", "changes", "moved", "draft"}
"""Values whose own keys are told in another section."""
BY_NAME = {"figures", "tiers", "statuses"}
"""Maps whose keys are data: names of figures, tiers, statuses."""


def section(title: str) -> str:
    """The text under a heading."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)
    assert found, title
    return found[1]


def told(text: str) -> set[str]:
    """Every name that a section sets in code."""
    return set(re.findall(r"`([\w.]+)`", text))


def in_tables(text: str) -> set[str]:
    """The keys that stand in the first column of its tables."""
    rows = re.findall(r"^\| (`[^|]*`) \|", text, re.M)
    return {name for row in rows for name in re.findall(r"`([\w.]+)`", row)}


def keys(value: Any) -> Iterator[str]:
    """All keys of an answer, at any depth; not those that are data, nor what is told elsewhere."""
    if isinstance(value, list):
        for one in value:
            yield from keys(one)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key not in ELSEWHERE and key != "value" and not (key in BY_NAME and isinstance(inner, dict)):
                yield from keys(inner)


def answer(*arguments: str | Path) -> Any:
    done = call(*arguments, "--json")
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("solved")
    assert call("solve", CASE, "-o", folder).returncode == 0
    return folder / "programme.json"


def answers(title: str, solved: Path, folder: Path) -> list[Any]:
    """Answers of the command that a section is about, good news and bad."""
    moved = "joint session cultural-property moved by the bureau to 18 October 11:00"
    overran = ("--now", "17 October 12:10", "--event", "item 3 overran 30 min")
    replan: tuple[str | Path, ...] = ("replan", CASE, "--from", solved, "-o", folder / "new")
    calls: dict[str, list[tuple[str | Path, ...]]] = {
        "Prices": [
            ("prices", CASE),
            ("prices", SCENARIOS / "impossible/national-day.yaml"),
            ("prices", HYBRID, "--kind", "capacity"),
        ],
        "Front": [("front", HYBRID, "--between", "agenda-order", "remote-hours")],
        "Replanning": [(*replan, *overran), (*replan, "--event", moved)],
        "Comparisons": [
            ("compare", CASE, "--variant", "joint-on-17", "--variant", "second-group-late"),
            ("compare", HYBRID, HYBRID, "--time-limit", "20s"),
        ],
        "Risk": [("risk", CASE, solved, "--spread", "0.2")],
        "Sweeps": [("sweep", CASE, "-o", folder / "v.sqlite")],
    }
    return [answer(*arguments) for arguments in calls[title]]


@pytest.mark.parametrize("title", ["Prices", "Front", "Replanning", "Comparisons", "Risk", "Sweeps"])
def test_the_reference_tells_the_keys_of_what_is_printed(title: str, solved: Path, tmp_path: Path) -> None:
    printed = {key for one in answers(title, solved, tmp_path) for key in keys(one)}
    text = section(title)
    figures = told(section("Comparisons"))
    # The columns of a sweep hold figures, which are told with comparisons.
    open_names = {key for key in printed if key.startswith(("tier.", "bound.", "cost."))}
    assert printed - told(text) - open_names - (figures if title == "Sweeps" else set()) == set()
    assert in_tables(text) - printed == set()


def test_the_reference_tells_every_figure(solved: Path) -> None:
    figures = answer("compare", solved, solved)["sides"][0]["measures"]["figures"]
    names = {key for key in figures if not key.startswith(("tier.", "bound.", "cost."))}
    assert names - told(section("Comparisons")) == set()
    assert {"tier.ID", "bound.ID", "cost.RULE"} <= told(section("Comparisons"))


def test_the_reference_tells_what_robust_adds(tmp_path: Path) -> None:
    found = answer("solve", CASE, "-o", tmp_path / "robust", "--robust", "0.9")["robust"]
    assert set(keys(found)) - told(section("Risk")) == set()
