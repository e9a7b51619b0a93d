"""Of a scenario without a programme: what its ways out ask, of whom, and by which weights that is counted.

Over `planning.explain`, whose ways out come with what they ask, least first; here it is said what that is made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from session_planner.planning import Explanation, Way
from session_planner.rules import rules, tier_title, tiers
from session_planner.rules.base import DECIDED, PHYSICAL, Instance
from session_planner.scenario.model import Scenario
from session_planner.scenario.outline import outline
from session_planner.scenario.values import Text
from session_planner.words import N_, Words, say


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a way out gives up. `asks`: how much that asks; `kind`: as what it is weighed; `who` is asked."""

    instance: Instance
    words: Words
    kind: Words
    who: tuple[Text | Words, ...]

    @property
    def asks(self) -> int:
        """How much it asks."""
        return self.instance.asks

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """For `--json`."""
        return {
            "id": self.instance.id,
            "statement": self.words.told(lang),
            "asks": self.asks,
            "kind": self.kind.told(lang),
            "who": [one.told(lang) for one in self.who],
            "source": self.instance.source,
        }


@dataclass(frozen=True, slots=True)
class Repair:
    """A way out: what it asks in all, each thing that it gives up, and the programme that it then allows."""

    way: Way
    asked: tuple[Asked, ...]
    titles: Mapping[str, Words]
    """By tier, how a person reads it."""

    @property
    def asks(self) -> int:
        """How much it asks in all."""
        return self.way.repair.asks

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """For `--json`."""
        programme = self.way.programme
        return {
            "asks": self.asks,
            "proved": self.way.proved,
            "gives_up": [one.as_dict(lang) for one in self.asked],
            "tiers": [
                {"id": one.id, "objective": one.objective, "bound": one.bound}
                for one in programme.tiers
                if one.bound or one.objective
            ]
            if programme
            else None,
            "status": programme.status if programme else None,
        }


def repairs(explanation: Explanation, scenario: Scenario) -> tuple[Repair, ...]:
    """The ways out of an explanation, least asking first."""
    titles = {tier.id: tier_title(tier) for tier in tiers(scenario)}
    return tuple(
        Repair(
            way,
            tuple(
                Asked(instance, words, _kind(instance), _who(instance, scenario))
                for instance, words in zip(way.repair.instances, way.steps, strict=True)
            ),
            titles,
        )
        for way in explanation.ways
    )


def _kind(instance: Instance) -> Words:
    """As what an instance is weighed: as what nobody can change, as what was decided, or as its rule."""
    rule = rules()[instance.rule]
    if instance.asks >= PHYSICAL:
        return say(N_("what nobody can change: {rule}"), rule=say(rule.title))
    if instance.source and instance.asks >= rule.asks + DECIDED:
        return say(N_("what was decided: {rule}"), rule=say(rule.title))
    return say(rule.title)


def _who(instance: Instance, scenario: Scenario) -> tuple[Text | Words, ...]:
    """Who would have to agree: whoever decided, else whose the thing is, else the bodies that it is about."""
    known = outline(scenario)
    decision = known.decisions.get(instance.source or "")
    if decision is not None:
        return (decision.by or Text({"": decision.symbol or decision.id}),)
    if instance.rule == "hours-and-holidays":
        houses = tuple(venue.called for venue in scenario.venues if venue.id in instance.key)
        return houses or (say(N_("the house")),)
    people = (*scenario.delegations, *scenario.officers, *scenario.interpretation.teams, *scenario.rooms)
    owners = {one.id: one.called for one in people} | {body.id: body.called for body in scenario.bodies}
    if whose := tuple(owners[part] for part in instance.key if part in owners):
        return whose
    bodies = dict.fromkeys(body for part in instance.key for body in _bodies(part, scenario))
    return tuple(known.bodies[body].called for body in bodies if body in known.bodies)


def _bodies(part: str, scenario: Scenario) -> Iterator[str]:
    """The bodies that a part of a key is about: an item's, a joint session's, those of a lock, an order or a limit."""
    refs = [part]
    refs += [lock.item for lock in scenario.locks if lock.id == part]
    refs += [ref for one in scenario.precedences if one.id == part for ref in (one.before, one.after)]
    for ref in refs:
        joint = outline(scenario).joints.get(ref.removeprefix("joint:"))
        yield from joint.bodies if joint else (ref.partition("/")[0],)
    for limit in scenario.parallel_limits:
        if limit.id == part:
            yield from limit.bodies or (body.id for body in scenario.bodies)
