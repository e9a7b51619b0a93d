"""What a scenario says of the rules, held against those there are: unknown ids, tiers, parameters, with places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic import ValidationError

from session_planner.errors import Mistake
from session_planner.rules import TIERS, rules
from session_planner.rules.base import Rule
from session_planner.scenario.mistakes import mistakes, nearest
from session_planner.scenario.model import RuleSetting, Scenario
from session_planner.scenario.places import Source
from session_planner.words import N_, say


def check_settings(scenario: Scenario, source: Source) -> Iterator[Mistake]:
    """Every mistake in the scenario's `rules`."""
    known_tiers = {tier.id for tier in scenario.tiers} | set(TIERS)
    for name, setting in scenario.rules.items():
        rule = rules().get(name)
        if rule is None:
            message = N_("there is no rule `{found}`{nearest}; `session-planner rules` lists them")
            yield _unknown(source, ("rules", name), message, name, rules())
            continue
        if setting.tier is not None and setting.tier not in known_tiers:
            message = N_("there is no tier `{found}`{nearest}")
            yield _unknown(source, ("rules", name, "tier"), message, setting.tier, known_tiers)
        yield from _parameters(rule, setting, source)


def _parameters(rule: Rule, setting: RuleSetting, source: Source) -> Iterator[Mistake]:
    """The parameters of one rule against its own model, with the places they have in the file."""
    extra = setting.model_extra or {}
    try:
        rule.params.model_validate(extra)
    except ValidationError as error:
        inside = replace(source, data=extra, root=source.spot(("rules", rule.id)))
        for mistake in mistakes(rule.params, inside, error):
            yield replace(mistake, path=f"rules.{rule.id}.{mistake.path}" if mistake.path else f"rules.{rule.id}")


def _unknown(source: Source, path: tuple[str | int, ...], message: str, found: str, known: Iterable[str]) -> Mistake:
    near = nearest(found, known)
    meant = say(N_("; did you mean `{near}`?"), near=near) if near else ""
    return source.mistake(path, message, at_key=path[-1] == found, found=found, nearest=meant)
