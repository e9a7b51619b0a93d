"""The JSON Schema of a scenario: it takes what ships, and refuses what the loader refuses, as editors show it."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

import session_planner as sp
from session_planner.errors import InputError

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "scenarios").rglob("*.yaml"))


def plain(value: Any) -> Any:
    """YAML as JSON has it: dates are strings, and so are keys."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def read(file: Path) -> Any:
    return plain(YAML(typ="safe", pure=True).load(file.read_text("utf-8")))


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(sp.schema())
    return Draft202012Validator(sp.schema())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_shipped_scenario_is_valid(file: Path, validator: Draft202012Validator) -> None:
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(read(file))] == []


MISTAKES: dict[str, tuple[tuple[Any, ...], Any]] = {
    "a key that there is not": (("bodys",), []),
    "a key of an item that there is not": (("bodies", 0, "agenda", 1, "lenght"), "1 h"),
    "a duration without a unit": (("bodies", 0, "agenda", 1, "duration"), "90"),
    "a date in another order": (("days", 0, "date"), "17.10.2012"),
    "a moment without an hour": (("joint_sessions", 0, "start"), "2012-10-18"),
    "a rule that there is not": (("rules",), {"agenda-ordre": "hard"}),
    "a kind of rule that there is not": (("rules",), {"agenda-order": "harder"}),
    "a parameter of another rule": (("rules",), {"agenda-order": {"minutes": "30 min"}}),
    "a weight below nothing": (("rules",), {"agenda-order": {"weight": -1}}),
    "a language that there is not": (("title",), {"de": "Arbeitsgruppe"}),
    "a joint session of one body": (("joint_sessions", 0, "bodies"), ["wg-ta"]),
    "no bodies": (("bodies",), []),
    "another format": (("format",), 2),
    "a role that there is not": (("bodies", 0, "agenda", 1, "role"), "substantial"),
    "a capacity of nothing": (("rooms",), [{"id": "a", "capacity": 0}]),
    "a delegation of nobody": (("delegations",), [{"id": "d", "size": 0, "follows": ["wg-ta"]}]),
    "hours the wrong way to write": (("days", 0, "sittings"), ["10-13"]),
    "too fine a grain": (("grain",), 0),
    "a list where one is wanted": (("timezone",), ["Europe/Vienna"]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_shown_by_the_schema_and_by_the_loader(
    mistake: str, validator: Draft202012Validator, tmp_path: Path
) -> None:
    path, wrong = MISTAKES[mistake]
    scenario = deepcopy(read(ROOT / "scenarios" / "untoc-wg-ta-2012.yaml"))
    scenario.pop("variants", None)
    file = tmp_path / "scenario.yaml"
    file.write_text(json.dumps(scenario), "utf-8")
    assert validator.is_valid(scenario)
    sp.load(file)
    place = scenario
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = wrong
    file.write_text(json.dumps(scenario), "utf-8")
    assert not validator.is_valid(scenario)
    with pytest.raises(InputError):
        sp.load(file)


def test_every_rule_and_every_parameter_is_in_it() -> None:
    properties = sp.schema()["properties"]["rules"]["properties"]
    assert properties.keys() == {str(row["id"]) for row in sp.rule_table()}
    assert "minutes" in json.dumps(properties["overrun-reserve"])


def test_the_published_schema_is_the_codes() -> None:
    published = ROOT / "docs" / "schema" / "scenario.schema.json"
    assert json.loads(published.read_text("utf-8")) == sp.schema()
