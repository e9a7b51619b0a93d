"""Ways out of an impossible scenario as changes to try: what a planner would write to give up what a way gives up.

After `planning.explain`, over the candidates of `loosened`: each instance is dropped by the narrowest change that does
it, or else with its rule. The same changes can be written into the scenario's text or be kept as a variant of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from session_planner.errors import InputError, Mistake
from session_planner.planning import Explanation
from session_planner.rules import rules
from session_planner.rules.base import PHYSICAL, Instance
from session_planner.scenario.model import Scenario
from session_planner.scenario.text import parse
from session_planner.studies.pricing.loosened import Candidate, candidates, loosened
from session_planner.studies.replanning.edits import written_into
from session_planner.words import N_

_DROPS: Mapping[str, str] = {
    "locks": "lock:{0}",
    "documents-out": "document:{0}",
    "delegation-size": "size:{0}",
    "parallel-limit": "parallel-limit:{0}",
    "precedence": "precedence:{0}",
    "room-available": "absence:{0}:{1}",
    "officers": "absence:{0}:{1}",
    "report-drafting-time": "drafting:{0}",
    "joint-when": "{1}:joint:{0}",
    "earliest-latest": "{1}:{0}",
    "interpretation-teams": "count:{0}",
    "hours-and-holidays": "{kind}:{1}",
}
"""By rule, the candidate that drops an instance, made of the instance's key."""
_SECTIONS: Mapping[str, str] = {
    "decision": "decisions",
    "document": "documents",
    "holiday": "holidays",
    "joint": "joint_sessions",
    "lock": "locks",
    "parallel-limit": "parallel_limits",
    "precedence": "precedences",
}
_NO_CHANGE = N_("`{found}` is no change; write changes like `path=value` or `-lock:x`")


def tries(explanation: Explanation, scenario: Scenario) -> list[list[str] | None]:
    """For each way out the changes, as `load` takes them, that give up what it does; None where no change can."""
    known = {one.id: one for one in candidates(scenario)}
    return [_together([_dropping(one, known) for one in way.repair.instances]) for way in explanation.ways]


def text_with(scenario: Scenario, text: str, sets: Sequence[str]) -> str:
    """A scenario's text with changes, and its variant, written into it; comments stay. Raises InputError."""
    return written_into(loosened(scenario, sets), text).text


def _together(found: Sequence[tuple[str, ...] | None]) -> list[str] | None:
    if any(one is None for one in found):
        return None
    return list(dict.fromkeys(change for one in found for change in one or ()))


def _dropping(instance: Instance, known: Mapping[str, Candidate]) -> tuple[str, ...] | None:
    key = (*instance.key, "", "")
    if instance.rule == "within-sitting":
        ref = instance.key[0]
        body, _, joint = ref.partition("/joint:")
        return (f"-joint:{joint}",) if joint and body else (f"-item:{ref}",)
    kind = "holiday" if key[0] == "holiday" else "hours"
    narrow = known.get(_DROPS.get(instance.rule, "").format(*key, kind=kind))
    if narrow is not None:
        return narrow.sets
    whole = known.get(f"rule:{instance.rule}")
    if whole is not None and rules()[instance.rule].asks < PHYSICAL:
        return whole.sets
    return None


def as_variant(sets: Sequence[str]) -> dict[str, Any]:
    """Changes as the entries of a variant: `set` and `remove` by path. Raises InputError for what is no change."""
    put: dict[str, Any] = {}
    gone: list[str] = []
    for one in sets:
        kind, _, name = one[1:].partition(":")
        if one.startswith("-rule:"):
            put[f"rules.{name}"] = "off"
        elif one.startswith("-item:"):
            body, _, number = name.partition("/")
            gone.append(f"bodies[{body}].agenda[{number}]")
        elif one.startswith("-"):
            gone.append(f"{_SECTIONS[kind]}[{name}]" if kind in _SECTIONS else one[1:].strip())
        else:
            path, equals, value = one.partition("=")
            if not equals:
                raise InputError([Mistake("", 0, 0, "", _NO_CHANGE, {"found": one})])
            put[path.strip()] = parse(value, one).data if value.strip() else None
    return {name: value for name, value in (("set", put), ("remove", gone)) if value}
