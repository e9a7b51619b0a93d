"""A scenario from its file with everything that can be wrong with it told: its own mistakes and those of its rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.programme.model import Programme
from session_planner.programme.reading import Reading, read_programme
from session_planner.rules import rules
from session_planner.rules.settings import check_settings
from session_planner.scenario import reading
from session_planner.scenario.contradictions import contradictions
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.words import N_

SCENARIO_COPY = "scenario.yaml"
"""The copy of its scenario that stands beside a solved programme."""


def load(path: Path | str, variant: str | None = None, sets: Sequence[str] = ()) -> Scenario:
    """The scenario in a file, as a variant of it, with ad-hoc changes: `path=value`, `-kind:id`, `-path`.

    Raises InputError with all mistakes at once.
    """
    return reading.load(path, variant, sets, check_settings)


def load_written(written: bytes, file: str, variant: str | None = None, sets: Sequence[str] = ()) -> Scenario:
    """The same of bytes that were read elsewhere; `file` is the name that mistakes give."""
    return reading.load_written(written, file, variant, sets, check_settings)


def validate(path: Path | str, variant: str | None = None, sets: Sequence[str] = ()) -> tuple[Mistake, ...]:
    """Every mistake in a scenario file, and what shows without a solver that no programme can exist."""
    try:
        scenario = load(path, variant, sets)
    except InputError as error:
        return error.mistakes
    return contradictions(scenario)


def contents(scenario: Scenario) -> dict[str, int]:
    """How much a scenario holds, by kind: what a reader looks at to see that the right file was read."""
    out = outline(scenario)
    return {
        "days": len(scenario.days),
        "bodies": len(scenario.bodies),
        "items": len(out.leaves),
        "sittings": sum(map(len, out.slots.values())),
        "rooms": len(scenario.rooms),
        "joint_sessions": len(scenario.joint_sessions),
        "variants": len(scenario.variants),
    }


def schema() -> dict[str, Any]:
    """The JSON Schema of a scenario, parameters of the rules included."""
    whole = Scenario.model_json_schema(by_alias=True)
    whole["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    common = whole["$defs"]["RuleSetting"]
    kinds = {"anyOf": [{"enum": ["hard", "soft", "off", False]}, {"$ref": "#/$defs/RuleSetting"}]}
    settings = {}
    for rule in rules().values():
        own = rule.params.model_json_schema()
        both = {**common["properties"], **own.get("properties", {})}
        settings[rule.id] = {
            "description": rule.says,
            "anyOf": [kinds["anyOf"][0], {"type": "object", "properties": both, "additionalProperties": False}],
        }
        whole["$defs"] |= own.get("$defs", {})
    whole["properties"]["rules"] = {"type": "object", "properties": settings, "additionalProperties": False}
    return whole


def read_with_scenario(
    path: Path | str, given: Path | str | None = None, variant: str | None = None, sets: Sequence[str] = ()
) -> tuple[Reading, Scenario]:
    """A programme from its file, and its scenario: the file given, else the copy beside the programme.

    A programme in JSON says itself of which variant it is; for one by hand, `variant` and `sets` do. Raises InputError
    with every mistake in either.
    """
    if Path(path).suffix.lower() == ".json":
        scenario = find_scenario(read_programme(path).programme, path, given)
    else:
        scenario = load(_scenario_file(path, given), variant, sets)
    return read_programme(path, scenario), scenario


def find_scenario(programme: Programme, beside: Path | str, given: Path | str | None = None) -> Scenario:
    """The scenario of a programme: the file given, else the copy beside the programme; of the variant it was made from.

    In the folder of a release as in that of a solve. Raises InputError if there is none, or if it is not the one the
    programme was made from.
    """
    scenario = load(_scenario_file(beside, given), programme.variant, programme.sets)
    if given is None and programme.scenario_sha256 not in ("", scenario._sha256):
        message = N_("{copy} beside this programme is not the scenario it was made from; name that one with --scenario")
        raise InputError([Mistake(str(beside), 0, 0, "", message, {"copy": SCENARIO_COPY})])
    return scenario


def _scenario_file(beside: Path | str, given: Path | str | None) -> Path:
    path = Path(given) if given is not None else Path(beside).with_name(SCENARIO_COPY)
    if given is None and not path.exists():
        message = N_("the scenario of this programme is not beside it as {copy}; name it with --scenario")
        raise InputError([Mistake(str(beside), 0, 0, "", message, {"copy": SCENARIO_COPY})])
    return path
