"""The table of imports (``stations.py``) finds each kind of breach, and only breaches."""

from __future__ import annotations

import tomllib
from pathlib import Path

import grimp
import pytest

from tests.house.stations import StationsContract, table

ROOT = Path(__file__).parents[2]
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]


def breaches(*imports: tuple[str, str]) -> list[str]:
    """What the project's own contract says of a package that holds these imports (names under the package)."""
    graph = grimp.ImportGraph()
    for pair in imports:
        importer, imported = (name if name == "ortools" else f"session_planner{name and '.'}{name}" for name in pair)
        for module in (importer, imported):
            if module not in graph.modules:
                graph.add_module(module, is_squashed=module == "ortools")
        graph.add_import(importer=importer, imported=imported, line_number=7, line_contents="")
    options = {key: value for key, value in CONTRACT.items() if key not in {"id", "name", "type"}}
    found: list[str] = StationsContract(CONTRACT["name"], {}, options).check(graph, False).metadata["breaches"]
    return found


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("rules.locks", "programme.model"),
        ("solver.search", "ortools"),
        ("solver.search", "rules"),
        ("scenario.text", "errors"),
        ("scenario.text", "scenario.model"),
        ("errors", "words"),
        ("cli.solve", ""),
        ("", "solver"),
        ("__main__", "cli"),
    ],
)
def test_what_the_table_allows_passes(importer: str, imported: str) -> None:
    assert breaches((importer, imported)) == []


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("scenario.text", "programme.model"),
        ("rules.locks", "ortools"),
        ("checker", "solver"),
        ("solver", "checker"),
        ("problem", "programme"),
        ("cli.solve", "solver.search"),
        ("board", "web"),
        ("publish.calendars.ics", "solver"),
        ("scenario", ""),
        ("words", "scenario"),
    ],
)
def test_what_it_does_not_allow_is_named_with_its_line(importer: str, imported: str) -> None:
    (breach,) = breaches((importer, imported))
    assert importer in breach
    assert "line 7" in breach
    assert imported in breach


def test_a_part_that_the_table_does_not_know_must_be_added_to_it() -> None:
    (breach,) = breaches(("gadgets.x", "scenario"))
    assert "`gadgets`" in breach


def test_the_table_has_no_way_back() -> None:
    parts = table(CONTRACT["parts"])
    while free := [part for part, others in parts.items() if not others & parts.keys()]:
        for part in free:
            del parts[part]
    assert parts == {}
